"""Occurrences of a workspace by words of their names, accents and case ignored."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ..core.errors import WorkspaceError
from ..core.folding import without_accents
from ..core.progress import Progress
from ..core.schemas import OCCURRENCES
from .gdal_calls import sqlite
from .sql import columns_of, statement

_CHECK_EVERY = 20_000  # of SQLite's steps
_FOLD = "amis_folded"
_NAMES = ("name", "local_name")
# What SQLite's LIKE compares by itself is quick; only names beyond ASCII are folded one by one.
_ONE = "({0} LIKE ? ESCAPE '\\' OR ({0} GLOB ? AND amis_folded({0}) LIKE ? ESCAPE '\\'))"
_BEYOND_ASCII = "*[^ -~]*"


@dataclass(frozen=True)
class NamedOccurrence:
    """An occurrence that was found by its name."""

    fid: int
    name: str
    country: str
    commodities: str


def find_by_name(
    path: Path,
    words: Sequence[str],
    condition: str = "",
    limit: int = 10,
    progress: Progress | None = None,
) -> list[NamedOccurrence]:
    """Return occurrences whose name, or name in another language, has every word.

    Those that begin with the first word come first, then the shorter names.

    :param condition: SQL as ``core.expressions`` writes it, to be met too.
    :raises WorkspaceError: when the file cannot be read.
    :raises Cancelled: when the person stopped it.
    """
    progress = progress or Progress()
    folded = [without_accents(word) for word in words if without_accents(word)]
    if not folded:
        return []
    progress.check()
    with _stopped_by(progress), sqlite(path) as connection:
        connection.create_function(_FOLD, 1, _folded, deterministic=True)
        connection.set_progress_handler(lambda: int(progress.is_cancelled), _CHECK_EVERY)
        columns = [one for one in _NAMES if one in columns_of(connection, OCCURRENCES)]
        sql, values = _question(columns, folded, condition, limit)
        return [NamedOccurrence(*row) for row in connection.execute(sql, values)]


def _question(
    columns: Sequence[str], folded: Sequence[str], condition: str, limit: int
) -> tuple[str, list[str | int]]:
    values: list[str | int] = []
    clauses = []
    for word in folded:
        pattern = "".join(("%", _escaped(word), "%"))
        clauses.append(" OR ".join(_ONE.format(statement("{}", one)) for one in columns))
        values += [pattern, _BEYOND_ASCII, pattern] * len(columns)
    parts = [
        statement("SELECT fid, coalesce(name, ''), coalesce(country, ''),"),
        statement("coalesce(commodity_codes, '') FROM {} WHERE", OCCURRENCES),
        " AND ".join("".join(("(", one, ")")) for one in clauses),
    ]
    parts += ["AND (", condition, ")"] if condition else []
    parts.append("ORDER BY name LIKE ? ESCAPE '\\' DESC, length(name), name LIMIT ?")
    return " ".join(parts), [*values, "".join((_escaped(folded[0]), "%")), limit]


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _folded(text: object) -> str:
    return without_accents(text) if isinstance(text, str) else ""


@contextmanager
def _stopped_by(progress: Progress) -> Iterator[None]:
    """Tell a stop as what it is; SQLite passes it off as an error of its own."""
    try:
        yield
    except WorkspaceError as error:
        if isinstance(error.__cause__, sqlite3.OperationalError):
            progress.check()
        raise
