"""What a workspace keeps about rows besides their values: commodities, findings, refusals."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import zip_longest
from typing import Any

from ..core.alignment import AlignedRow
from ..core.rows import SourceRow
from ..core.schemas import OCCURRENCES
from .exact_wkt import wkt_of
from .sql import insertion, statement

_UNMATCHED = ("source_id", "vocabulary", "term", "occurrences")
_FINDINGS = ("source_id", "source_feature_id", "code", "field", "detail")
_REJECTED = ("source_id", "source_feature_id", "reason", "source_attributes", "source_geometry")


_MOST_IN_MEMORY, _MOST_FINDINGS = 200_000, 100_000
_INDEX = "INSERT INTO amis_occurrence_commodity (commodity, occurrence, role) VALUES (?, ?, ?)"
_TAKE_BACK = (
    "INSERT INTO amis_occurrence_commodity (commodity, occurrence, role)"
    " SELECT commodity, occurrence, role FROM temp.amis_set_aside ORDER BY 1, 2, 3"
)
_ASIDE = "CREATE TEMP TABLE amis_findings_aside (a TEXT, b TEXT, c TEXT, d TEXT, e TEXT)"
_NOTED = "SELECT * FROM temp.amis_findings_aside ORDER BY rowid"


class RowRecords:
    """Collects the records of one source and writes them in the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection, source_id: str, table: str) -> None:
        self._connection = connection
        self._source_id = source_id
        self._has_index = table == OCCURRENCES
        self._commodities: list[tuple[str, int, str]] = []
        self._is_set_aside = self._is_noted = False
        self._findings: list[tuple[str, str, str, str, str]] = []
        self._refused: list[tuple[str, str, str, str, str]] = []
        self.unmatched: Counter[tuple[str, str]] = Counter()
        self.findings: Counter[str] = Counter()
        self.rows_with_findings = 0
        self.rejected: list[tuple[str, str]] = []

    def forget_commodities(self) -> None:
        """Delete the source's rows of the commodity index."""
        if self._has_index:
            self._connection.execute(
                "DELETE FROM amis_occurrence_commodity WHERE occurrence IN"
                " (SELECT fid FROM mineral_occurrences WHERE source_id = ?)",
                (self._source_id,),
            )

    def forget_after(self, fid: int) -> None:
        """Delete what the commodity index has of rows that are gone, from a feature id on."""
        if self._has_index:
            self._connection.execute(
                "DELETE FROM amis_occurrence_commodity WHERE occurrence >= ?", (fid,)
            )

    def add(self, fid: int, feature_id: str, row: AlignedRow) -> None:
        """Take what an aligned row says besides its values."""
        if self._has_index:
            self._commodities += [(code, fid, role) for code, role in row.commodities]
            if len(self._commodities) >= _MOST_IN_MEMORY:
                self._set_aside()
        if row.unmatched:
            self.unmatched.update(row.unmatched)
        if not row.notes:
            return
        for note in row.notes:
            self._findings.append((self._source_id, feature_id, note.code, note.field, note.detail))
        if len(self._findings) >= _MOST_FINDINGS:
            self._note_findings()
        self.findings.update({note.code for note in row.notes})
        self.rows_with_findings += 1

    def reject(self, source: SourceRow, row: AlignedRow, reason: str) -> None:
        """List a row that cannot be kept."""
        self.rejected.append((source.feature_id, reason))
        attributes = _storable(str(row.values["source_attributes"]))
        self._refused.append(
            (self._source_id, source.feature_id, reason, attributes, wkt_of(source.wkb))
        )

    def write(self) -> None:
        """Write everything that was collected, in place of what an earlier run recorded."""
        self.write_readings()
        self._settle("amis_rejected_rows", _REJECTED, lambda: self._refused)

    def write_readings(self) -> None:
        """Write what was read of the rows; the list of refused rows stays as it is."""
        self.index_commodities()
        terms = [(self._source_id, *key, count) for key, count in sorted(self.unmatched.items())]
        self._settle("amis_unmatched_terms", _UNMATCHED, lambda: terms)
        if self._is_noted:
            self._note_findings()
        self._settle("amis_findings", _FINDINGS, self._noted)
        if self._is_noted:
            self._connection.execute("DROP TABLE temp.amis_findings_aside")
            self._is_noted = False

    def index_commodities(self) -> None:
        """Write the commodity index in its own order, which SQLite takes far quicker."""
        if self._is_set_aside:
            self._set_aside()
            self._connection.execute(_TAKE_BACK)
            self._connection.execute("DROP TABLE temp.amis_set_aside")
            self._is_set_aside = False
            return
        self._connection.executemany(_INDEX, sorted(self._commodities))
        self._commodities.clear()

    def _set_aside(self) -> None:
        """Put what was collected into a table of the moment, so that memory does not grow."""
        if not self._is_set_aside:
            self._connection.execute("DROP TABLE IF EXISTS temp.amis_set_aside")
            self._connection.execute(
                "CREATE TABLE temp.amis_set_aside (commodity TEXT, occurrence INTEGER, role TEXT)"
            )
            self._is_set_aside = True
        self._connection.executemany(
            "INSERT INTO temp.amis_set_aside VALUES (?, ?, ?)", self._commodities
        )
        self._commodities.clear()

    def _note_findings(self) -> None:
        """Do the same with findings: some sources have one in every row."""
        if not self._is_noted:
            self._connection.execute("DROP TABLE IF EXISTS temp.amis_findings_aside")
            self._connection.execute(_ASIDE)
            self._is_noted = True
        self._connection.executemany(
            "INSERT INTO temp.amis_findings_aside VALUES (?, ?, ?, ?, ?)", self._findings
        )
        self._findings.clear()

    def _noted(self) -> Iterable[tuple[Any, ...]]:
        """Return the findings, in the order in which they were found."""
        return map(tuple, self._connection.execute(_NOTED)) if self._is_noted else self._findings

    def _settle(
        self,
        table: str,
        columns: tuple[str, ...],
        records: Callable[[], Iterable[tuple[Any, ...]]],
    ) -> None:
        """Let a table have these records of the source; the same ones keep their ids."""
        own = (self._source_id,)
        asked = statement("SELECT {} FROM {} WHERE source_id = ? ORDER BY id", columns, table)
        there = map(tuple, self._connection.execute(asked, own))
        if all(one == other for one, other in zip_longest(there, records())):
            return
        self._connection.execute(statement("DELETE FROM {} WHERE source_id = ?", table), own)
        self._connection.executemany(insertion(table, columns), records())


def _storable(document: str) -> str:
    """Return JSON as SQLite can hold it: half a surrogate pair has no bytes, but an escape."""
    try:
        document.encode("utf-8")
    except UnicodeEncodeError:
        return json.dumps(json.loads(document))
    return document
