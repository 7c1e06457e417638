"""Saved filters where they are kept: in the project, in the profile, and in files to pass on."""

from __future__ import annotations

import json
from pathlib import Path

from qgis.core import QgsApplication, QgsProject

from ..core.errors import AmisError, FilterError
from ..core.saved_filters import NO_FILTERS, SavedFilters
from .profile_store import read_json, write_json

_SCOPE, _ENTRY = "amis_explorer", "saved_filters"
_DAMAGED = "Repair the file, or delete it to begin anew."


def profile_file() -> Path:
    """Return the file in the profile that holds saved filters."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "amis_explorer" / "filters.json"


def read_profile_filters() -> SavedFilters:
    """Return the filters of the profile.

    :raises FilterError: naming the file, when it cannot be read; it stays as it is.
    """
    path = profile_file()
    return _read(path, _DAMAGED) if path.exists() else NO_FILTERS


def write_profile_filters(filters: SavedFilters) -> None:
    """Keep filters in the profile.

    :raises WorkspaceError: when the profile cannot be written.
    """
    write_json(profile_file(), filters.to_dict())


def read_project_filters(project: QgsProject) -> SavedFilters:
    """Return the filters of a project.

    :raises FilterError: when what the project holds cannot be read; it stays as it is.
    """
    text, _is_there = project.readEntry(_SCOPE, _ENTRY, "")
    if not text:
        return NO_FILTERS
    try:
        return SavedFilters.from_dict(json.loads(text))
    except AmisError as error:
        subject = project.fileName() or "this project"
        raise FilterError(error.message, subject=subject, hint=error.hint) from error
    except (ValueError, RecursionError) as error:
        raise FilterError(
            f"The saved filters in it cannot be read: {error}.",
            subject=project.fileName() or "this project",
        ) from error


def write_project_filters(project: QgsProject, filters: SavedFilters) -> None:
    """Keep filters in a project; they are on disk once the person saves it."""
    if len(filters):
        text = json.dumps(filters.to_dict(), ensure_ascii=False)
        project.writeEntry(_SCOPE, _ENTRY, text)
    else:
        project.removeEntry(_SCOPE, _ENTRY)


def read_filter_file(path: Path) -> SavedFilters:
    """Return the filters of a JSON file that a person chose.

    :raises FilterError: naming the file, and what is wrong with it.
    """
    return _read(path, "Choose a file that AMIS Explorer exported.")


def write_filter_file(path: Path, filters: SavedFilters) -> None:
    """Write filters into a JSON file, in one step.

    :raises WorkspaceError: when it cannot be written.
    """
    write_json(path, filters.to_dict())


def _read(path: Path, otherwise: str) -> SavedFilters:
    try:
        return SavedFilters.from_dict(read_json(path))
    except RecursionError as error:
        raise FilterError("It is nested too deeply.", subject=str(path), hint=otherwise) from error
    except AmisError as error:
        hint = error.hint or otherwise
        raise FilterError(error.message, subject=str(path), hint=hint) from error
