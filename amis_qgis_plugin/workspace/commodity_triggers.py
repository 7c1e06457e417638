"""Triggers that let the index of commodities follow edits of ``commodity_codes``.

Plain SQL, so that it follows in QGIS, in QField and in SQLite itself. Only functions that every
SQLite has are called, for a program whose SQLite lacked one could edit nothing.
"""

from __future__ import annotations

import sqlite3

from ..core.schemas import OCCURRENCES
from ..core.workspace_sql import COMMODITY_INDEX
from .sql import columns_of, has_table, statement

_STARTS = "amis_commodity_"
# The codes of a row, one by one; statements of triggers take a WITH inside of brackets only.
_CODES = (
    "(WITH RECURSIVE codes (code, rest) AS (SELECT '', coalesce(NEW.commodity_codes, '') || ';'"
    " UNION ALL SELECT trim(substr(rest, 1, instr(rest, ';') - 1), ' ' || char(9, 10, 13)),"
    " substr(rest, instr(rest, ';') + 1) FROM codes WHERE rest <> '')"
    " SELECT DISTINCT code FROM codes WHERE code <> '')"
)
_DROP_OLD = "DELETE FROM amis_occurrence_commodity WHERE occurrence = OLD.fid;"
_DROP_NEW = "DELETE FROM amis_occurrence_commodity WHERE occurrence = NEW.fid"
_MOVE = (
    "UPDATE amis_occurrence_commodity SET occurrence = NEW.fid"
    " WHERE occurrence = OLD.fid AND OLD.fid <> NEW.fid;"
)
# Looked up, not left to a conflict clause: that of the edit takes the place of those in here.
_ADD = (
    "INSERT INTO amis_occurrence_commodity (commodity, occurrence, role)"
    " SELECT code, NEW.fid, 'unranked' FROM",
    _CODES,
    "WHERE NOT EXISTS (SELECT 1 FROM amis_occurrence_commodity"
    " WHERE commodity = code AND occurrence = NEW.fid);",
)
_TRIGGERS = {
    "update": "AFTER UPDATE OF fid, commodity_codes ON {} WHEN OLD.fid <> NEW.fid"
    " OR OLD.commodity_codes IS NOT NEW.commodity_codes BEGIN"
    f" {_DROP_NEW} AND OLD.fid <> NEW.fid; {_MOVE}"
    f" {_DROP_NEW} AND commodity NOT IN {_CODES}; {' '.join(_ADD)} END",
    "delete": f"AFTER DELETE ON {{}} BEGIN {_DROP_OLD} END",
    # INSERT OR REPLACE fires no trigger for the row that it deletes.
    "insert": "AFTER INSERT ON {} BEGIN"
    f" {_DROP_NEW} AND commodity NOT IN {_CODES}; {' '.join(_ADD)} END",
}


def follow_edits(connection: sqlite3.Connection) -> None:
    """Let the table of occurrences keep the index true from now on; call it after writing rows.

    A commodity that an edit adds is of no known rank; those that stay keep theirs.
    """
    if not has_table(connection, OCCURRENCES) or not has_table(connection, COMMODITY_INDEX):
        return
    if not {"fid", "commodity_codes"} <= set(columns_of(connection, OCCURRENCES)):
        return
    for what, body in _TRIGGERS.items():
        name = f"{_STARTS}{what}"  # one of an older version gives way; not one of an attached file
        connection.execute(statement("DROP TRIGGER IF EXISTS main.{}", name))
        head = statement("CREATE TRIGGER main.{}", name)
        connection.execute(" ".join([head, statement(body, OCCURRENCES)]))
