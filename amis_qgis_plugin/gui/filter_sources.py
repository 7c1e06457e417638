"""The sources whose occurrences the project's workspaces hold, read in the background."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import partial
from pathlib import Path
from typing import Callable

from qgis.PyQt.QtCore import QObject

from ..core.progress import Progress
from ..core.schemas import OCCURRENCES
from ..core.sources import Source
from ..workspace.file_state import file_stamp
from .facet_model import Choice
from .filter_choices import source_choices
from .readings import Readings


class FilterSources:
    """Remembers the sources of every workspace until its file changes.

    :param on_end: called when the sources of one have come.
    """

    def __init__(
        self, owner: QObject, on_end: Callable[[], None], on_error: Callable[[Exception], None]
    ) -> None:
        self._readings = Readings(owner, on_end, on_error)

    def ask(self, workspace: str, path: Path) -> None:
        """Have the sources of a workspace read, unless they are known."""
        prepare = partial(partial, _read, path)
        self._readings.ask(workspace, file_stamp(path), f"Reading sources of {path.name}", prepare)

    def forget(self) -> None:
        """Forget all of them."""
        self._readings.keep_only(())

    def choices(self, workspaces: Iterable[str], wanted: Collection[str]) -> list[Choice]:
        """Return the sources known of some workspaces, and those that a filter wants."""
        known = (self._readings.value(workspace) or () for workspace in workspaces)
        return source_choices((one for found in known for one in found), wanted)


def _read(path: Path, progress: Progress) -> tuple[Source, ...]:
    from ..workspace.sources import read_sources

    progress.check()
    return tuple(one for one in read_sources(path) if one.table_name == OCCURRENCES)
