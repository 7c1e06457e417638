"""SQL with table and column names put in safely; values always go in as parameters."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from ..core.expressions import identifier


def statement(template: str, *names: str | Sequence[str]) -> str:
    """Return the SQL with each ``{}`` replaced by the quoted name, or names, in its place."""
    return template.format(*(_quoted(name) for name in names))


def insertion(table: str, columns: Sequence[str], verb: str = "INSERT") -> str:
    """Return the SQL that inserts a row with a value for each column.

    :param verb: ``INSERT`` or ``INSERT OR REPLACE``.
    """
    places = ", ".join("?" * len(columns))
    return f"{verb} " + statement("INTO {} ({})", table, columns) + f" VALUES ({places})"


def _quoted(names: str | Sequence[str]) -> str:
    if isinstance(names, str):
        return identifier(names)
    return ", ".join(identifier(name) for name in names)


def has_table(connection: sqlite3.Connection, table: str) -> bool:
    """Whether the database has a table of this name."""
    found = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (table,)
    ).fetchone()
    return found is not None


def columns_of(connection: sqlite3.Connection, table: str, schema: str = "main") -> list[str]:
    """Return the column names of a table; none when there is no such table.

    :param schema: name of the attached database that has it.
    """
    found = connection.execute("SELECT name FROM pragma_table_info(?, ?)", (table, schema))
    return [name for (name,) in found.fetchall()]


def count_rows(connection: sqlite3.Connection, table: str) -> int:
    """Return the number of rows of a table."""
    return int(connection.execute(statement("SELECT count(*) FROM {}", table)).fetchone()[0])
