"""Fields that a person and the source both changed: listed side by side, and settled."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

from ..core.errors import WorkspaceError
from ..core.schemas import OCCURRENCES
from .aligned_table import AlignedTable, open_aligned_table
from .changes import in_words
from .edited_commodities import READ_FROM_TEXT, index_codes
from .gdal_calls import sqlite
from .local_edits import (
    ADDED,
    CHANGED,
    KEPT,
    REMOVED,
    before_table,
    forget_edit,
    is_same,
    kind_of_edit,
    row_of,
)
from .packaged import must_not_be_packaged
from .rtree import must_have_rtree
from .sql import has_table
from .tables import register_table, timestamp

CONFLICTS = "amis_conflicts"
MINE, THEIRS = "mine", "theirs"
_TABLE = """
CREATE TABLE amis_conflicts (
  id INTEGER PRIMARY KEY,
  table_name TEXT NOT NULL,
  fid INTEGER NOT NULL,
  source_id TEXT NOT NULL,
  source_feature_id TEXT,
  field TEXT NOT NULL,
  base TEXT,
  mine TEXT,
  theirs TEXT,
  found_at TEXT NOT NULL,
  UNIQUE (table_name, fid, field)
)
"""
_SHOWN = "id, table_name, fid, source_id, source_feature_id, field, base, mine, theirs, found_at"


@dataclass(frozen=True)
class Conflict:
    """One field with three values, as a person can read them; None for no value.

    :param field: empty where the whole row is meant: one side removed what the other changed.
    :param base: before the person's first edit.
    :param mine: as the person left it; this is what the layer shows.
    :param theirs: as the source has it now.
    """

    id: int
    table: str
    fid: int
    source_id: str
    feature_id: str
    field: str
    base: Optional[str]
    mine: Optional[str]
    theirs: Optional[str]
    found_at: str


class ConflictLog:
    """Lists the conflicts that a taking of a source finds, in the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection, table: str, source_id: str) -> None:
        self._connection = connection
        self._table, self._source_id = table, source_id
        self.count = 0

    def add(self, fid: int, feature_id: Any, field: str, base: Any, mine: Any, theirs: Any) -> None:
        """List one, in place of an earlier one about the same field; its base stays."""
        if not has_table(self._connection, CONFLICTS):
            self._connection.execute(_TABLE)
            register_table(self._connection, CONFLICTS, "Edits that a source contradicts")
        self.count += 1
        told = [None if one is None else str(in_words(field, one)) for one in (base, mine, theirs)]
        values = (self._table, fid, self._source_id, feature_id, field, *told, timestamp())
        done = self._connection.execute(
            "UPDATE amis_conflicts SET mine = ?, theirs = ?, found_at = ?"
            " WHERE table_name = ? AND fid = ? AND field = ?",
            (*told[1:], values[-1], self._table, fid, field),
        )
        if not done.rowcount:
            self._connection.execute(
                "INSERT INTO amis_conflicts (table_name, fid, source_id, source_feature_id, field,"
                " base, mine, theirs, found_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
            )

    def drop_settled(self, fid: int, open_fields: Iterable[str]) -> None:
        """Drop what is listed about a row, but for the fields in which it differs still."""
        if not has_table(self._connection, CONFLICTS):
            return
        kept = set(open_fields)
        listed = self._connection.execute(
            "SELECT id, field FROM amis_conflicts WHERE table_name = ? AND fid = ?",
            (self._table, fid),
        ).fetchall()
        gone = [(number,) for number, field in listed if field not in kept]
        self._connection.executemany("DELETE FROM amis_conflicts WHERE id = ?", gone)


def conflicts(path: Path, source_id: str = "") -> tuple[Conflict, ...]:
    """Return the conflicts of a workspace that nobody has settled.

    :param source_id: of one source; empty for all.
    :raises WorkspaceError: when the file cannot be read.
    """
    with sqlite(path) as connection:
        return _listed(connection, "?1 IN ('', source_id)", source_id)


def resolve(path: Path, ids: Sequence[int], take: str) -> int:
    """Settle conflicts, all or none.

    :param ids: of :class:`Conflict`.
    :param take: ``mine`` to keep what the person wrote, ``theirs`` to take what the source has.
    :return: the number of conflicts that are settled.
    :raises WorkspaceError: when one of them is not listed, or the file cannot be written.
    """
    if take not in (MINE, THEIRS):
        raise WorkspaceError("A conflict is settled by mine or theirs.", subject=take)
    must_not_be_packaged(path)
    with sqlite(path, write=True) as connection:
        must_have_rtree(connection, path)
        connection.execute("BEGIN IMMEDIATE")
        wanted = {one.id: one for one in _listed(connection, "1 OR ?1", "")}
        missing = [str(number) for number in ids if number not in wanted]
        if missing:
            raise WorkspaceError(
                f"No such conflicts are listed: {', '.join(missing)}.",
                subject=path.name,
                hint="They may be settled already; list them again.",
            )
        by_table: dict[str, list[Conflict]] = {}
        for number in dict.fromkeys(ids):
            by_table.setdefault(wanted[number].table, []).append(wanted[number])
        for name, listed in by_table.items():
            table = open_aligned_table(connection, name)
            for one in listed:
                (_take_theirs if take == THEIRS else _keep_mine)(connection, table, one)
                connection.execute("DELETE FROM amis_conflicts WHERE id = ?", (one.id,))
            table.finish()
    return len(dict.fromkeys(ids))


def _listed(connection: sqlite3.Connection, condition: str, value: str) -> tuple[Conflict, ...]:
    if not has_table(connection, CONFLICTS):
        return ()
    asked = " ".join(["SELECT", _SHOWN, "FROM amis_conflicts WHERE", condition, "ORDER BY id"])
    return tuple(
        Conflict(row[0], row[1], row[2], row[3], row[4] or "", *tuple(row)[5:])
        for row in connection.execute(asked, (value,))
    )


def _keep_mine(connection: sqlite3.Connection, table: AlignedTable, one: Conflict) -> None:
    """Leave what is there; a row that the source lost becomes one that the person added."""
    if not one.field and kind_of_edit(connection, table.name, one.fid) == KEPT:
        forget_edit(connection, table.name, one.fid)
        connection.execute(
            "INSERT INTO amis_local_edits (table_name, fid, source_id, source_feature_id, kind,"
            " edited_at) VALUES (?, ?, ?, ?, ?, ?)",
            (table.name, one.fid, one.source_id, one.feature_id, ADDED, timestamp()),
        )


def _take_theirs(connection: sqlite3.Connection, table: AlignedTable, one: Conflict) -> None:
    kind = kind_of_edit(connection, table.name, one.fid)
    theirs = row_of(connection, before_table(table.name), table.columns, one.fid)
    if not one.field and kind == KEPT:
        table.delete([one.fid])
        forget_edit(connection, table.name, one.fid)
        _index(connection, table, one.fid, {})
    elif not one.field and kind == REMOVED and theirs is not None:
        table.put_back(one.fid, theirs)
        forget_edit(connection, table.name, one.fid)
        _index(connection, table, one.fid, theirs)
    elif one.field and kind in (CHANGED, KEPT) and theirs is not None:
        _take_field(connection, table, one, theirs)


def _take_field(
    connection: sqlite3.Connection, table: AlignedTable, one: Conflict, theirs: Mapping[str, Any]
) -> None:
    mine = row_of(connection, table.name, table.columns, one.fid)
    if mine is None or one.field not in theirs:
        return
    names = [one.field]
    if one.field == "commodity_text":  # and what was read from it
        open_fields = {
            row[0]
            for row in connection.execute(
                "SELECT field FROM amis_conflicts WHERE table_name = ? AND fid = ?",
                (table.name, one.fid),
            )
        }
        names += [name for name in READ_FROM_TEXT if name in theirs and name not in open_fields]
    row = {**mine, **{name: theirs[name] for name in names}}
    table.change(one.fid, mine, row)
    is_theirs = all(is_same(name, row[name], theirs[name]) for name in row)
    if is_theirs and not table.has_own_columns(one.fid):
        forget_edit(connection, table.name, one.fid)
    _index(connection, table, one.fid, row)


def _index(
    connection: sqlite3.Connection, table: AlignedTable, fid: int, row: Mapping[str, Any]
) -> None:
    if table.name == OCCURRENCES:
        index_codes(connection, fid, str(row.get("commodity_codes") or ""))
