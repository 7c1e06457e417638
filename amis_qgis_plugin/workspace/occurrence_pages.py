"""The wanted rows of a workspace table, sorted, and read a page at a time."""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ..core.countries import members
from ..core.listings import COMMODITY, COUNTRY, NAME, ListedRow
from ..core.progress import Progress
from ..core.schemas import OCCURRENCES
from .gdal_calls import sqlite
from .sql import statement
from .stopping import viewed

_MOST_VALUES = 500  # in one IN; SQLite before 3.32 takes 999
_PAGE = "SELECT fid, name, country, commodity_codes FROM {} WHERE fid IN "
_BY_NAME = ", name COLLATE NOCASE, fid"
_ORDERS = {
    "": "fid",
    NAME: "name IS NULL, name COLLATE NOCASE {0}, fid",
    COMMODITY: "commodity_codes IS NULL, coalesce(representative_commodity, commodity_codes) {0}"
    + _BY_NAME,
}


@dataclass(frozen=True)
class WorkspaceListing:
    """Rows of a workspace in their order: only their keys are held.

    :param fids: the keys of all wanted rows, sorted as asked.
    """

    path: Path
    table: str
    fids: Sequence[int] = field(repr=False)

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.fids)

    def page(self, start: int, stop: int) -> list[ListedRow]:
        """Return the rows from ``start`` to before ``stop``; one that is gone has no name.

        :raises WorkspaceError: when the file cannot be read.
        """
        wanted = self.fids[start:stop]
        found: dict[int, ListedRow] = {}
        with sqlite(self.path) as connection:
            for begin in range(0, len(wanted), _MOST_VALUES):
                part = wanted[begin : begin + _MOST_VALUES]
                places = ", ".join("?" * len(part))
                sql = " ".join((statement(_PAGE, self.table), "(", places, ")"))
                for row in connection.execute(sql, tuple(part)):
                    found[row[0]] = ListedRow(row[0], row[1] or "", row[2] or "", row[3] or "")
        return [found.get(fid, ListedRow(fid, is_gone=True)) for fid in wanted]


def list_workspace(
    path: Path,
    condition: str = "",
    column: str = "",
    descending: bool = False,
    progress: Progress | None = None,
    table: str = OCCURRENCES,
) -> WorkspaceListing:
    """Sort the wanted rows of a workspace; a million take seconds, so call it in a task.

    :param condition: SQL as ``core.expressions`` writes it; empty for all rows.
    :param column: ``name``, ``country`` or ``commodity``; empty for the order of the file. Rows
        without a value come last, whichever way the others go.
    :raises WorkspaceError: when the file or the condition cannot be read.
    :raises Cancelled: when the person stopped it.
    """
    order, values = _order(column, "DESC" if descending else "ASC")
    parts = [statement("SELECT fid FROM {}", table)]
    parts += ["WHERE (", condition, ")"] if condition else []
    sql = " ".join([*parts, "ORDER BY", order])

    def look(connection: sqlite3.Connection) -> WorkspaceListing:
        found = connection.execute(sql, values)
        return WorkspaceListing(path, table, array("q", (row[0] for row in found)))

    return viewed(path, progress or Progress(), look)


def distinct_texts(
    path: Path, table: str, column: str, condition: str, progress: Progress
) -> frozenset[str]:
    """Return the values of a column of text; no value is an empty text.

    :param condition: SQL; empty for all rows.
    :raises WorkspaceError: when the file or the condition cannot be read.
    :raises Cancelled: when the person stopped it.
    """
    parts = [statement("SELECT DISTINCT {} FROM {}", column, table)]
    parts += ["WHERE (", condition, ")"] if condition else []
    sql = " ".join(parts)

    def look(connection: sqlite3.Connection) -> frozenset[str]:
        return frozenset(str(text or "") for (text,) in connection.execute(sql))

    return viewed(path, progress, look)


def _order(column: str, way: str) -> tuple[str, tuple[str | int, ...]]:
    """Return what to order by, with its values; countries go by their names, not their codes."""
    if column != COUNTRY:
        return _ORDERS[column].format(way), ()
    names = sorted(members(), key=lambda one: one.name)
    cases = ["WHEN ? THEN ?"] * len(names)
    ranks = " ".join(["CASE country", *cases, "ELSE 1000 END"])
    order = " ".join(["country IS NULL,", ranks, way, ", country", way, _BY_NAME])
    return order, tuple(value for rank, one in enumerate(names) for value in (one.iso3, rank))
