"""Rows that a workspace has of a source, met by those that the source hands over now.

A row that says the same stays untouched, one that says something else is changed in place and keeps
its feature id, and what nobody hands over any more goes. Edits made in the workspace are merged.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Optional

from ..core.schemas import OCCURRENCES
from .aligned_table import AlignedTable
from .changes import ChangeLog, differences, says_otherwise
from .edited_commodities import EditedCommodities, Roles
from .edited_rows import EditedRows
from .local_edits import (
    ADDED,
    CHANGED,
    EDITS,
    KEPT,
    REMOVED,
    before_table,
    forget_edit,
    is_same,
    set_kind,
)
from .row_aligner import PlacedRow
from .sql import has_table, statement

_BATCH = 2000
# In SQLite's own side file, so that a million rows take no memory.
_EARLIER = (
    "CREATE TEMP TABLE amis_earlier (feature_id TEXT NOT NULL, fid INTEGER NOT NULL,"
    " kind TEXT NOT NULL, PRIMARY KEY (feature_id, fid)) WITHOUT ROWID"
)
_MET = "CREATE TEMP TABLE amis_met (fid INTEGER PRIMARY KEY, is_removed INTEGER NOT NULL)"
_UNEDITED = (
    "INSERT INTO temp.amis_earlier SELECT coalesce(source_feature_id, ''), fid, '' FROM {}"
    " WHERE source_id = ?"
)
_NOT_IN_EDITS = " AND fid NOT IN (SELECT fid FROM amis_local_edits WHERE table_name = ?)"
_EDITED = (
    "INSERT INTO temp.amis_earlier SELECT coalesce(b.source_feature_id, ''), b.fid, e.kind"
    " FROM {} b JOIN amis_local_edits e ON e.fid = b.fid"
    " WHERE b.source_id = ? AND e.table_name = ?"
)
_NEXT = (
    "SELECT e.fid, e.kind, {} FROM temp.amis_earlier e LEFT JOIN {} t ON t.fid = e.fid"
    " WHERE e.feature_id = ? ORDER BY e.fid LIMIT 1"
)
_GONE = "SELECT {} FROM {} t JOIN temp.amis_earlier e ON e.fid = t.fid WHERE e.kind = ''"
_IS_GONE = "IN (SELECT fid FROM temp.amis_earlier WHERE kind = '')"


@dataclass(frozen=True)
class Compared:
    """What a source's rows are against those of its earlier run.

    :param added: rows that the source did not have before.
    :param changed: rows that say something else now.
    :param removed: rows that it has no more.
    :param conflicts: fields that the source and a person changed to different values.
    :param left_out: rows that a person removed from the workspace; they stay removed.
    :param is_blind: whether edits made until now were not recorded, so that they may be lost.
    """

    added: int = 0
    changed: int = 0
    removed: int = 0
    conflicts: int = 0
    left_out: int = 0
    is_blind: bool = False


class EarlierRows:
    """The rows of an earlier run, in the caller's transaction.

    :param is_known: whether the source was taken before; its first taking notes no changes.
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        table: AlignedTable,
        source_id: str,
        is_known: bool,
        commodities: EditedCommodities,
    ) -> None:
        self._connection, self._table, self._source_id = connection, table, source_id
        self._changes = ChangeLog(connection, table.name, source_id, is_known)
        self._edits = EditedRows(connection, table, source_id, commodities)
        self._met: list[tuple[int, int]] = []
        self._left_out = 0
        self.count = self._list() if is_known or has_table(connection, EDITS) else 0
        columns = ", ".join(statement("t.{}", name) for name in table.columns)
        self._next = _NEXT.format(columns, statement("{}", table.name))

    def _list(self) -> int:
        """List the rows in a side table; return how many there are."""
        run, name, own = self._connection.execute, self._table.name, self._source_id
        for made in (_EARLIER, _MET):
            run(made)
        unedited = statement(_UNEDITED, name)
        if has_table(self._connection, EDITS):
            run(unedited + _NOT_IN_EDITS, (own, name))
            if has_table(self._connection, before_table(name)):
                run(statement(_EDITED, before_table(name)), (own, name))
        else:
            run(unedited, (own,))
        return int(run("SELECT count(*) FROM temp.amis_earlier").fetchone()[0])

    def meet(self, one: PlacedRow) -> Optional[tuple[int, Roles]]:
        """Bring a row together with its earlier self.

        :return: its feature id and its commodities; None for a row that was not there.
        """
        if not self.count:
            return None
        values = one.aligned.values
        feature_id = values["source_feature_id"] or ""
        found = self._connection.execute(self._next, (feature_id,)).fetchone()
        if found is None:
            return None
        fid, kind, *there = found
        roles = one.aligned.commodities
        if kind or there != [one.geometry.blob, *values.values()]:
            theirs = {"geom": one.geometry.blob, **values}
            earlier = dict(zip(self._table.columns, there))
            if not kind:
                self._change(fid, earlier, theirs)
            elif kind == REMOVED:
                self._stay_removed(fid, theirs)
                roles = ()
            else:
                base = self._edits.base(fid)
                roles = self._edits.merge(fid, kind, earlier, theirs, roles)
                self._note_change(base, theirs)
        self._connection.execute(
            "DELETE FROM temp.amis_earlier WHERE feature_id = ? AND fid = ?", (feature_id, fid)
        )
        self._met.append((fid, int(kind == REMOVED)))
        return fid, roles

    def note_new(self, rows: Mapping[int, PlacedRow]) -> None:
        """Note rows that were not there before, and write what was noted so far.

        :param rows: feature id to row.
        """
        if self._changes.is_wanted:
            for one in rows.values():
                self._changes.add(ADDED, {"geom": one.geometry.blob, **one.aligned.values})
            self._changes.write()
        if self.count:
            self._met += [(fid, 0) for fid in rows]
            self._connection.executemany("INSERT INTO temp.amis_met VALUES (?, ?)", self._met)
        self._met.clear()

    def _change(self, fid: int, earlier: Mapping[str, Any], theirs: Mapping[str, Any]) -> None:
        self._table.change(fid, earlier, theirs)
        self._note_change(earlier, theirs)

    def _note_change(self, earlier: Mapping[str, Any], theirs: Mapping[str, Any]) -> bool:
        is_change = says_otherwise(earlier, theirs)
        if is_change:
            self._changes.add(CHANGED, theirs, differences(earlier, theirs))
        return is_change

    def _stay_removed(self, fid: int, theirs: Mapping[str, Any]) -> None:
        base = self._edits.base(fid)
        self._left_out += 1
        if self._note_change(base, theirs):
            changed = ", ".join(differences(base, theirs))
            self._edits.conflicts.add(
                fid, theirs["source_feature_id"], "", None, "removed", f"changed: {changed}"
            )
        self._edits.rebase(fid, theirs)

    def finish(self, is_whole: bool) -> Compared:
        """Remove what the source did not hand over any more.

        :param is_whole: whether what came is all of the source; what lacks is not removed there
            otherwise, although it goes here.
        """
        if self.count:
            self._settle_edited(is_whole)
            for row in self._gone() if is_whole else ():
                self._changes.add(REMOVED, row)
            self._delete_gone()
        self._changes.finish()
        counts = self._changes.counts
        return Compared(
            counts[ADDED], counts[CHANGED], counts[REMOVED], self._edits.conflicts.count,
            self._left_out, bool(self.count) and not self._table.has_recorded,
        )  # fmt: skip

    def held(self) -> tuple[int, int]:
        """Return how many of the rows that came are in the table, and how many stay removed."""
        sql = "SELECT count(*) FROM temp.amis_met WHERE fid IN (SELECT fid FROM {})"
        there = self._connection.execute(statement(sql, self._table.name)).fetchone()
        return int(there[0]), self._left_out

    def _settle_edited(self, is_whole: bool) -> None:
        """Decide about the edited rows that the source did not hand over."""
        left = self._connection.execute(
            "SELECT fid, kind FROM temp.amis_earlier WHERE kind <> '' ORDER BY fid"
        ).fetchall()
        for fid, kind in left:
            base, name = self._edits.base(fid), self._table.name
            if kind == REMOVED and is_whole:
                self._changes.add(REMOVED, base)
                self._edits.conflicts.drop_settled(fid, ())
                forget_edit(self._connection, name, fid)
                self._unindex(fid)
            elif kind == CHANGED:
                self._keep_or_release(fid, base, is_whole)

    def _keep_or_release(self, fid: int, base: Mapping[str, Any], is_whole: bool) -> None:
        """Keep a row that a person edited; release one that was edited back."""
        name = self._table.name
        mine = self._edits.all_of(fid)
        edited = [one for one in mine if not is_same(one, mine[one], base.get(one))]
        if not edited and not self._table.has_own_columns(fid):
            forget_edit(self._connection, name, fid)
            self._connection.execute("UPDATE temp.amis_earlier SET kind = '' WHERE fid = ?", (fid,))
            return
        set_kind(self._connection, name, fid, KEPT)
        if is_whole:
            self._changes.add(REMOVED, base)
            told = f"changed: {', '.join(edited) or 'columns of your own'}"
            self._edits.conflicts.drop_settled(fid, ())
            self._edits.conflicts.add(fid, base.get("source_feature_id"), "", None, told, "removed")

    def _gone(self) -> Iterator[dict[str, Any]]:
        columns = ", ".join(statement("t.{}", name) for name in self._table.columns)
        asked = self._connection.execute(_GONE.format(columns, statement("{}", self._table.name)))
        while batch := asked.fetchmany(_BATCH):
            yield from (dict(zip(self._table.columns, row)) for row in batch)
            self._changes.write()

    def _delete_gone(self) -> None:
        """Delete rows that are gone, and from the index those that are about to be listed anew."""
        if self._table.name == OCCURRENCES:
            for which in (_IS_GONE, "IN (SELECT fid FROM temp.amis_met)"):
                self._connection.execute(
                    " ".join(["DELETE FROM amis_occurrence_commodity WHERE occurrence", which])
                )
        self._table.delete_where(_IS_GONE)

    def _unindex(self, fid: int) -> None:
        if self._table.name == OCCURRENCES:
            self._connection.execute(
                "DELETE FROM amis_occurrence_commodity WHERE occurrence = ?", (fid,)
            )
