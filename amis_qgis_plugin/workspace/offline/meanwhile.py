"""Aligning what has come while the rest is on its way.

Only into a workspace that is not there yet: nobody has to wait for a lock, and nothing is lost.
What was written so counts where, in the end, everything is as it seemed at the first page: fields,
kind of geometry, axes, the map, and the features themselves. Else it is thrown away, and all rows
are aligned once more. Whatever goes wrong on the way is met again then, and told.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Callable, Optional

from ...core.errors import Cancelled
from ...core.mapping.field_map import FieldMap
from ...core.progress import Progress
from ...core.sources import Source
from ...core.user_terms import UserTerms
from ..country_index import CountryIndex
from ..earned import Earned
from ..ingest import BATCH
from ..ingest_result import IngestResult
from ..ingestion import Ingestion
from .following import Follower, Kept
from .looking import Frame
from .rows import StoredRows
from .store import SideStore


class Meanwhile(Follower):
    """Follows a store and aligns what it is given, until it is finished or stopped.

    :param workspace: where all of it goes in the end.
    :param about: the record of the source.
    :param rows_seen: the rows of the store, as they are to be seen.
    :param fields_of: chooses the field map.
    """

    _frame: Frame

    def __init__(
        self,
        store: SideStore,
        workspace: Path,
        about: Source,
        rows_seen: Callable[[Frame], StoredRows],
        fields_of: Callable[[StoredRows], FieldMap],
        outlines: Callable[[], Optional[CountryIndex]],
        terms: UserTerms,
    ) -> None:
        self._store, self._workspace, self._about = store, workspace, about
        self._rows_seen, self._fields_of = rows_seen, fields_of
        self._outlines, self._terms = outlines, terms
        self._open = ExitStack()
        self._begun: Optional[tuple[StoredRows, FieldMap, Ingestion]] = None

    def begin(self, frame: Frame) -> None:
        """Follow the store from now on, where the workspace is new and nothing came before."""
        if not self._workspace.exists() and not self._store.count():
            self._frame = frame
            self._store.follower = self

    def stop(self) -> None:
        """Throw away what was aligned, and follow no more."""
        self._store.follower = Follower()
        self._begun = None
        self._open.close()

    def finish(
        self,
        rows: StoredRows,
        fields: FieldMap,
        earned: Earned,
        progress: Optional[Progress] = None,
    ) -> Optional[IngestResult]:
        """Put what was aligned in place; None where it is not what is wanted now.

        :param rows: all of them, as they are to be seen.
        :param fields: the map by which they are to be aligned.
        :raises WorkspaceError: as :meth:`.Ingestion.finish` does.
        :raises Cancelled: when the person stopped it.
        """
        if self._begun is None or not self._fits(rows, fields, *self._begun):
            self.stop()
            return None
        _rows, _fields, running = self._begun
        self._begun = None
        with self._open:
            return running.finish(earned, progress)

    def _fits(
        self,
        rows: StoredRows,
        fields: FieldMap,
        seen: StoredRows,
        chosen: FieldMap,
        running: Ingestion,
    ) -> bool:
        is_whole = running.rows_in == rows.count() == self._store.count()
        is_alike = fields == chosen and rows.is_seen_as(seen)
        return is_whole and is_alike and not self._workspace.exists()

    def follow(self, kept: Optional[list[Kept]]) -> None:
        """Align features; what was aligned is thrown away once it is not true any more."""
        if kept is None:
            self.stop()
            return
        with self._or_stop():
            rows, _fields, running = self._begun = self._begun or self._beginning(self._frame)
            left = rows.seen(kept)
            while running.take(islice(left, BATCH), with_digest=False):
                pass

    def ripen(self) -> None:
        """Index what was aligned."""
        if self._begun is not None:
            with self._or_stop():
                self._begun[2].ripen()

    @contextmanager
    def _or_stop(self) -> Iterator[None]:
        try:
            yield
        except Cancelled:
            raise
        except Exception:  # comes again when all rows are aligned, and is told then
            self.stop()

    def _beginning(self, frame: Frame) -> tuple[StoredRows, FieldMap, Ingestion]:
        rows = self._rows_seen(frame)
        fields = self._fields_of(rows)
        # How many there will be, nobody knows yet; that all are there is looked at in the end.
        running = Ingestion(
            self._workspace, replace(rows.about, count=-1), fields, self._about,
            countries=self._outlines(), terms=self._terms, side=self._store.aligned_path,
        )  # fmt: skip
        return rows, fields, self._open.enter_context(running)
