"""What a workspace keeps about rows besides their values: commodities, findings, refusals."""

from __future__ import annotations

import sqlite3
from collections import Counter

from ..core.alignment import AlignedRow
from ..core.rows import SourceRow
from ..core.schemas import OCCURRENCES


class RowRecords:
    """Collects the records of one source and writes them in the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection, source_id: str, table: str) -> None:
        self._connection = connection
        self._source_id = source_id
        self._has_index = table == OCCURRENCES
        self._commodities: list[tuple[str, int, str]] = []
        self._findings: list[tuple[str, str, str, str, str]] = []
        self._refused: list[tuple[str, str, str, str, str]] = []
        self.unmatched: Counter[tuple[str, str]] = Counter()
        self.findings: Counter[str] = Counter()
        self.rejected: list[tuple[str, str]] = []

    def forget(self, but_geometry: bool = False) -> None:
        """Delete what an earlier run recorded about the source.

        :param but_geometry: keep what was found about geometry, and the refused rows.
        """
        own = (self._source_id,)
        self._connection.execute("DELETE FROM amis_unmatched_terms WHERE source_id = ?", own)
        if but_geometry:
            self._connection.execute(
                "DELETE FROM amis_findings WHERE source_id = ?"
                " AND code NOT LIKE 'geometry-%' AND code <> 'unreadable-coordinates'",
                own,
            )
            return
        self._connection.execute("DELETE FROM amis_findings WHERE source_id = ?", own)
        self._connection.execute("DELETE FROM amis_rejected_rows WHERE source_id = ?", own)

    def forget_commodities(self) -> None:
        """Delete the source's rows of the commodity index."""
        if self._has_index:
            self._connection.execute(
                "DELETE FROM amis_occurrence_commodity WHERE occurrence IN"
                " (SELECT fid FROM mineral_occurrences WHERE source_id = ?)",
                (self._source_id,),
            )

    def add(self, fid: int, feature_id: str, row: AlignedRow) -> None:
        """Take what an aligned row says besides its values."""
        if self._has_index:
            self._commodities += [(code, fid, role) for code, role in row.commodities]
        self.unmatched.update(row.unmatched)
        for note in row.notes:
            self._findings.append((self._source_id, feature_id, note.code, note.field, note.detail))
        self.findings.update({note.code for note in row.notes})

    def reject(self, source: SourceRow, row: AlignedRow, reason: str) -> None:
        """List a row that cannot be kept."""
        self.rejected.append((source.feature_id, reason))
        attributes = str(row.values["source_attributes"]).encode("ascii", "backslashreplace")
        self._refused.append(
            (
                self._source_id,
                source.feature_id,
                reason,
                attributes.decode("ascii"),
                (source.wkb or b"").hex(),
            )
        )

    def write(self) -> None:
        """Write everything that was collected."""
        self._connection.executemany(
            "INSERT INTO amis_occurrence_commodity (commodity, occurrence, role) VALUES (?, ?, ?)",
            sorted(self._commodities),
        )
        self._connection.executemany(
            "INSERT INTO amis_unmatched_terms (vocabulary, term, occurrences, source_id)"
            " VALUES (?, ?, ?, ?)",
            [(*key, count, self._source_id) for key, count in sorted(self.unmatched.items())],
        )
        self._connection.executemany(
            "INSERT INTO amis_findings (source_id, source_feature_id, code, field, detail)"
            " VALUES (?, ?, ?, ?, ?)",
            self._findings,
        )
        self._connection.executemany(
            "INSERT INTO amis_rejected_rows"
            " (source_id, source_feature_id, reason, source_attributes, source_geometry)"
            " VALUES (?, ?, ?, ?, ?)",
            self._refused,
        )
