"""Counts for every choice of the Filter panel, over all loaded workspaces."""

from __future__ import annotations

from pathlib import Path

from ..core.facet_counts import ChoiceCounts, count_choices, prepare
from ..core.facets import FacetIndex
from ..core.progress import Progress
from ..workspace.facet_rows import read_facets

__all__ = ["ChoiceCounts", "count_choices", "read_index"]


def read_index(workspace: Path, progress: Progress) -> FacetIndex:
    """Read a workspace and get every choice of the panel ready to count; call it in a task.

    :raises WorkspaceError: when the file cannot be read.
    :raises Cancelled: when the person stopped it.
    """
    progress.check()
    index = read_facets(workspace, progress)
    progress.check()
    prepare(index)
    return index
