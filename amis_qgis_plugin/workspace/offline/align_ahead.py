"""Rows are aligned while the next pages are on their way, so that little is left to do at the end.

That the download will end as it began is a guess. What was written under it lies in a file of its
own, and is kept only where the guess was right: the same fields, the same field map, the same
axes, and no row that came again with another content. Else it is thrown away, and all rows are
aligned from the store.
"""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import Callable, Optional

from ...core.errors import AmisError, Cancelled
from ...core.mapping.field_map import FieldMap
from ...core.progress import Progress
from ...core.rows import SourceLayer
from ..earned import Earned
from ..ingest import finish
from ..ingest_result import IngestResult
from ..ingestion import Ingestion
from .looking import Frame
from .rows import StoredRows
from .store import SideStore

_ENOUGH = 500  # rows by which the field map is proposed
_BATCH = 1000
_FAILURES = (AmisError, sqlite3.Error, OSError)
_LAST = "SELECT max(ordinal) FROM features"


class AlignAhead:
    """Aligns what has come so far, bit by bit; a context manager.

    :param workspace: only one that is not there yet is written beside its place; nobody has to
        wait for another one to be unlocked.
    :param stored: returns the rows of the store, seen in a frame.
    :param fields_of: chooses the field map.
    :param begin: makes the ingestion, given layer, field map and the file to write.
    """

    def __init__(
        self,
        workspace: Path,
        store: SideStore,
        stored: Callable[[Frame], StoredRows],
        fields_of: Callable[[StoredRows], FieldMap],
        begin: Callable[[SourceLayer, FieldMap, Path], Ingestion],
    ) -> None:
        self._workspace, self._store = workspace, store
        self._stored, self._fields_of, self._make = stored, fields_of, begin
        self._frame: Optional[Frame] = None
        self._rows: Optional[StoredRows] = None
        self._fields: Optional[FieldMap] = None
        self._running: Optional[Ingestion] = None
        self._open = ExitStack()
        self._last = 0
        self._rewritten = 0
        self._is_off = workspace.exists()

    def __enter__(self) -> AlignAhead:
        return self

    def __exit__(self, *_error: object) -> None:
        self.give_up()

    def start(self, frame: Frame) -> None:
        """Take note of how the rows are to be seen."""
        self._frame, self._rewritten = frame, self._store.rewritten

    def step(self) -> bool:
        """Align some rows; return whether there were any.

        :raises Cancelled: when the person stopped it.
        """
        if self._is_off or self._frame is None:
            return False
        try:
            is_vain = self._store.rewritten != self._rewritten or self._workspace.exists()
            if is_vain or self._store.get("by_content"):
                self.give_up()
                return False
            return (self._running is not None or self._begin(self._frame)) and self._some()
        except Cancelled:
            raise
        except _FAILURES:  # said again where all rows are aligned anew
            self.give_up()
            return False

    def result(
        self, frame: Frame, rows: StoredRows, fields: FieldMap, earned: Earned, progress: Progress
    ) -> Optional[IngestResult]:
        """Align what is left and put the workspace in its place, where the guess was right.

        :return: None where all has to be aligned anew.
        :raises WorkspaceError: as ingesting does.
        :raises Cancelled: when the person stopped it.
        """
        running = self._running
        if running is None or not self._was_right(frame, rows, fields):
            self.give_up()
            return None
        running.layer = rows.about
        left = (row for _ordinal, row in rows.behind(self._last))
        self._running = None
        with self._open:
            return finish(running, rows.about, left, earned, progress)

    def _begin(self, frame: Frame) -> bool:
        if (self._store.one(_LAST) or 0) < _ENOUGH:
            return False
        self._rows = self._stored(frame)
        self._fields = self._fields_of(self._rows)
        running = self._make(self._rows.about, self._fields, self._store.aligned_path)
        self._running = self._open.enter_context(running)
        return True

    def _some(self) -> bool:
        if self._rows is None or self._running is None:
            return False
        batch = list(self._rows.behind(self._last, _BATCH))
        if not batch:
            return False
        self._running.take((row for _ordinal, row in batch), with_digest=False)
        self._last = batch[-1][0]
        return True

    def _was_right(self, frame: Frame, rows: StoredRows, fields: FieldMap) -> bool:
        return (
            self._rows is not None
            and self._store.rewritten == self._rewritten
            and frame == self._frame
            and fields == self._fields
            and rows.is_like(self._rows)
            and not self._workspace.exists()  # somebody made it meanwhile
        )

    def give_up(self) -> None:
        """Throw away what was aligned."""
        self._is_off, self._running = True, None
        with suppress(*_FAILURES):  # what cannot be deleted now is when the layer is taken again
            self._open.close()
