"""Edits of aligned rows, recorded by the file itself, whatever program makes them.

Triggers in plain SQLite note which rows were added, changed and removed, and keep what a row was
before its first edit, in a table of the same columns: values stay exactly as they are stored. The
triggers are away while this plugin writes rows.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

from .blobs import wkb_of
from .edit_triggers import TRIGGER_START, trigger_names, trigger_statements
from .gdal_calls import sqlite
from .sql import columns_of, has_table, statement
from .tables import register_table

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
KEPT = "kept"  # edited here, and the source has it no more
EDITS = "amis_local_edits"
GEOMETRY, ATTRIBUTES = "geom", "source_attributes"
_EDITS_TABLE = """
CREATE TABLE IF NOT EXISTS amis_local_edits (
  id INTEGER PRIMARY KEY,
  table_name TEXT NOT NULL,
  fid INTEGER NOT NULL,
  source_id TEXT,
  source_feature_id TEXT,
  kind TEXT NOT NULL,
  edited_at TEXT NOT NULL,
  UNIQUE (table_name, fid)
)
"""


@dataclass(frozen=True)
class LocalEdit:
    """A row that was edited in the workspace.

    :param kind: ``added``, ``changed``, ``removed``, or ``kept``: changed here, and gone from the
        source.
    """

    table: str
    fid: int
    source_id: str
    feature_id: str
    kind: str
    edited_at: str


def before_table(table: str) -> str:
    """Return the name of the table that holds what edited rows were before."""
    return f"amis_before_{table}"


def record_edits(connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> None:
    """Let a table record its edits from now on; what was recorded stays.

    :param columns: the columns to be kept, besides ``fid``.
    """
    if not has_table(connection, EDITS):
        connection.execute(_EDITS_TABLE)
        register_table(connection, EDITS, "Rows that were edited in this workspace")
    before = before_table(table)
    if not has_table(connection, before):  # columns without a type keep every value as it is
        made = statement("CREATE TABLE {} (fid INTEGER PRIMARY KEY, {})", before, columns)
        connection.execute(made)
    there = columns_of(connection, before)
    for name in (one for one in columns if one not in there):
        connection.execute(statement("ALTER TABLE {} ADD COLUMN {}", before, name))
    stop_recording(connection, table)
    for sql in trigger_statements(table, before, columns):
        connection.execute(sql)


def stop_recording(connection: sqlite3.Connection, table: str) -> None:
    """Drop the triggers of a table."""
    for name in trigger_names(table):
        connection.execute(statement("DROP TRIGGER IF EXISTS {}", name))


def is_recording_trigger(name: str) -> bool:
    """Whether a trigger is one of these."""
    return name.startswith(TRIGGER_START)


def is_recording(connection: sqlite3.Connection, table: str) -> bool:
    """Whether a table records its edits."""
    found = connection.execute(
        "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name = ?",
        (trigger_names(table)[0],),
    ).fetchone()
    return bool(found[0]) and has_table(connection, EDITS)


def forget_edit(connection: sqlite3.Connection, table: str, fid: int) -> None:
    """Drop what is recorded about a row: it is again as the source has it, or gone."""
    connection.execute(
        "DELETE FROM amis_local_edits WHERE table_name = ? AND fid = ?", (table, fid)
    )
    connection.execute(statement("DELETE FROM {} WHERE fid = ?", before_table(table)), (fid,))


def set_kind(connection: sqlite3.Connection, table: str, fid: int, kind: str) -> None:
    """Record another kind of edit for a row."""
    connection.execute(
        "UPDATE amis_local_edits SET kind = ? WHERE table_name = ? AND fid = ?", (kind, table, fid)
    )


def kind_of_edit(connection: sqlite3.Connection, table: str, fid: int) -> str:
    """Return how a row was edited; empty for not at all."""
    found = connection.execute(
        "SELECT kind FROM amis_local_edits WHERE table_name = ? AND fid = ?", (table, fid)
    ).fetchone()
    return str(found[0]) if found is not None else ""


def read_local_edits(path: Path) -> tuple[LocalEdit, ...]:
    """Return the rows that were edited in a workspace, by table and feature id.

    A row that was edited and edited back is among them.

    :raises WorkspaceError: when the file cannot be read.
    """
    with sqlite(path) as connection:
        if not has_table(connection, EDITS):
            return ()
        found = connection.execute(
            "SELECT table_name, fid, source_id, source_feature_id, kind, edited_at"
            " FROM amis_local_edits ORDER BY table_name, fid"
        ).fetchall()
    return tuple(
        LocalEdit(row[0], row[1], row[2] or "", row[3] or "", row[4], row[5]) for row in found
    )


def is_same(name: str, one: Any, other: Any) -> bool:
    """Whether two values of a column are the same.

    The header of a geometry does not count, nor how attributes are written down as JSON.
    """
    if name == GEOMETRY and isinstance(one, bytes) and isinstance(other, bytes):
        return one == other or (wkb_of(one) is not None and wkb_of(one) == wkb_of(other))
    if name == ATTRIBUTES and isinstance(one, str) and isinstance(other, str):
        return one == other or _is_same_document(one, other)
    return bool(one == other)


def _is_same_document(one: str, other: str) -> bool:
    try:
        return bool(json.loads(one) == json.loads(other))
    except ValueError:  # edited by hand into something else
        return False


def row_of(
    connection: sqlite3.Connection, table: str, columns: Sequence[str], fid: int
) -> Optional[dict[str, Any]]:
    """Return columns of one row, or None when there is no such row."""
    found = connection.execute(
        statement("SELECT {} FROM {} WHERE fid = ?", columns, table), (fid,)
    ).fetchone()
    return dict(zip(columns, found)) if found is not None else None
