"""The index of folded names: a search without accents and capitals finds every script's letters.

SQLite folds A to Z only, and no program that edits the file has our folding. So triggers of plain
SQL drop what an edit made stale, and filters look at such rows' names themselves until the Filter
panel or the next taking brings the index up to date.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Optional

from ..core.folding import without_accents
from ..core.schemas import OCCURRENCES
from ..core.workspace_sql import NAME_INDEX
from .gdal_calls import sqlite
from .local_edits import is_recording
from .sql import columns_of, has_table, statement

_STARTS = "amis_name_"
_TRIGGERS = {
    "update": "AFTER UPDATE OF fid, name, local_name ON {} BEGIN"
    " DELETE FROM amis_occurrence_name WHERE occurrence IN (OLD.fid, NEW.fid); END",
    "delete": "AFTER DELETE ON {} BEGIN"
    " DELETE FROM amis_occurrence_name WHERE occurrence = OLD.fid; END",
    # INSERT OR REPLACE fires no trigger for the row that it deletes.
    "insert": "AFTER INSERT ON {} BEGIN"
    " DELETE FROM amis_occurrence_name WHERE occurrence = NEW.fid; END",
}
_FILL = (
    "INSERT INTO amis_occurrence_name (occurrence, folded) SELECT fid, amis_folded({}, {})"
    " FROM {} WHERE fid NOT IN (SELECT occurrence FROM amis_occurrence_name) ORDER BY fid"
)
_LACKING = (
    "SELECT 1 FROM amis_local_edits AS e JOIN {} AS o ON o.fid = e.fid WHERE e.table_name = ?"
    " AND NOT EXISTS (SELECT 1 FROM amis_occurrence_name WHERE occurrence = e.fid) LIMIT 1"
)
# Whoever writes now is not waited for: the next reading finds the same rows.
_SHORT_WAIT = "PRAGMA busy_timeout = 500"
_NAMES = ("name", "local_name")


def index_names(connection: sqlite3.Connection) -> None:
    """Bring the index up to date, and let the table of occurrences keep it true."""
    if not has_table(connection, OCCURRENCES) or not has_table(connection, NAME_INDEX):
        return
    there = columns_of(connection, OCCURRENCES)
    if not {"fid", *_NAMES} <= set(there):
        return
    _teach_folding(connection)
    connection.execute(
        statement(
            "DELETE FROM amis_occurrence_name WHERE occurrence NOT IN (SELECT fid FROM {})",
            OCCURRENCES,
        )
    )
    connection.execute(statement(_FILL, *_NAMES, OCCURRENCES))
    for what, body in _TRIGGERS.items():
        head = statement("CREATE TRIGGER IF NOT EXISTS {}", f"{_STARTS}{what}")
        connection.execute(" ".join([head, statement(body, OCCURRENCES)]))


def index_edited_names(path: Path) -> None:
    """Index the names of rows that were edited since, which no trigger can fold.

    In a workspace that records its edits; a package is not written to.

    :raises WorkspaceError: when the file cannot be read or written; it stays as it is then.
    """
    with sqlite(path) as connection:
        if not has_table(connection, NAME_INDEX) or not is_recording(connection, OCCURRENCES):
            return
        asked = statement(_LACKING, OCCURRENCES)
        is_lacking = connection.execute(asked, (OCCURRENCES,)).fetchone()
    if is_lacking:
        with sqlite(path, write=True) as connection:
            connection.execute(_SHORT_WAIT)
            index_names(connection)


def _teach_folding(connection: sqlite3.Connection) -> None:
    """Let a connection know our folding; one that knows it and reads rows would not be taught."""
    try:
        connection.execute("SELECT amis_folded(NULL, NULL)").close()
    except sqlite3.OperationalError:
        connection.create_function("amis_folded", 2, folded_names, deterministic=True)


def keeps_names(trigger: str) -> bool:
    """Whether a trigger keeps the index true while rows are written through SQLite too.

    That of inserted rows does not: new rows have nothing in the index that could be stale.
    """
    return trigger in (f"{_STARTS}update", f"{_STARTS}delete")


def folded_names(name: Optional[str], local_name: Optional[str]) -> str:
    """Return both names as a search compares them; nobody searches for a line break."""
    given = (without_accents(one) for one in (name, local_name) if isinstance(one, str))
    return "\n".join(given)
