"""The current filter, as a project keeps it."""

from __future__ import annotations

import json

from qgis.core import QgsProject

from ..core.errors import FilterError
from ..core.occurrence_filter import OccurrenceFilter

_SCOPE, _ENTRY = "amis_explorer", "filter"


def read_current_filter(project: QgsProject) -> OccurrenceFilter:
    """Return the filter that a project's occurrence layers have; the empty one without any.

    :raises FilterError: when what the project holds cannot be read; it stays as it is.
    """
    text, _is_there = project.readEntry(_SCOPE, _ENTRY, "{}")
    try:
        return OccurrenceFilter.from_dict(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise FilterError("The filter stored in the project cannot be read.") from error


def keep_current_filter(project: QgsProject, wanted: OccurrenceFilter) -> None:
    """Keep a filter in a project; one that is there already does not make it unsaved."""
    text = json.dumps(wanted.to_dict())
    if project.readEntry(_SCOPE, _ENTRY, "{}")[0] != text:
        project.writeEntry(_SCOPE, _ENTRY, text)
