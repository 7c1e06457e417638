"""Facet indexes of workspaces, kept in the profile."""

from __future__ import annotations

from pathlib import Path
from weakref import WeakValueDictionary

from qgis.core import Qgis, QgsApplication, QgsMessageLog

from ..core.facets import FacetIndex
from ..core.progress import Progress
from ..workspace.facet_cache import kept_facets
from .messages import TAG

# A click on a filter changes a file's time, which has its state looked at, but not its rows.
_IN_USE: WeakValueDictionary[str, FacetIndex] = WeakValueDictionary()


def read_workspace_facets(workspace: Path, progress: Progress | None = None) -> FacetIndex:
    """Return the facet index of a workspace; the first time takes seconds, so call it in a task.

    :raises WorkspaceError: when the file cannot be read.
    :raises Cancelled: when the person stopped it.
    """
    return kept_facets(workspace, facet_folder(), progress, note, _IN_USE)


def facet_folder() -> Path:
    """Return the folder of the profile that keeps facet indexes."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "amis_explorer" / "facets"


def note(text: str) -> None:
    """Write a sentence about reading a workspace into the log."""
    QgsMessageLog.logMessage(text, TAG, Qgis.MessageLevel.Info, False)
