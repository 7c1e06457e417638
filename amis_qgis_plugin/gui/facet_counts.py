"""Counts for every choice of the Filter panel, over all loaded workspaces.

``count_choices(wanted, indexes).counts`` has facet -> choice -> count, see
:class:`..core.facet_counts.ChoiceCounts`.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..core.errors import WorkspaceError
from ..core.facet_counts import ChoiceCounts, box_of, count_choices, is_ready, prepare
from ..core.facets import FacetIndex
from ..core.progress import Progress

__all__ = ["ChoiceCounts", "box_of", "count_choices", "is_ready", "prepare", "read_index"]


def read_index(workspace: Path, conditions: Iterable[str], progress: Progress) -> FacetIndex:
    """Read a workspace and get every choice of the panel ready to count; call it in a task.

    Names that were edited are brought into the file's index of names first, so that filters on the
    map find them as the panel does.

    :param conditions: the rows under any of them count; without any, all rows do.
    :raises WorkspaceError: when the file cannot be read, or a condition not be followed.
    :raises Cancelled: when the person stopped it.
    """
    from ..qgis_bridge.facet_reading import note, read_workspace_facets
    from ..workspace.facet_part import part_of_index
    from ..workspace.gdal_calls import stoppable
    from ..workspace.name_index import index_edited_names

    progress.check()
    try:
        with stoppable(progress):
            index_edited_names(workspace)
    except WorkspaceError as error:  # a file to read only, or one that somebody writes to
        note(str(error))
    index = read_workspace_facets(workspace, progress)
    progress.at(0.95, "Getting ready to count")
    prepare(index)
    progress.check()
    return part_of_index(index, workspace, conditions)
