"""How many rows of a table several conditions leave together, each row counted once."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Optional

from ..core.errors import WorkspaceError
from ..core.source_condition import of_source
from .gdal_calls import sqlite
from .sql import statement

_NEVER = "0"


def count_union(path: Path, table: str, conditions: Iterable[str]) -> Optional[int]:
    """Return how many rows any of the conditions leaves; None where SQLite cannot tell.

    :param conditions: as layers have them; an empty one leaves all rows.
    """
    return _count(path, table, any_of(conditions))


def count_of_sources(
    path: Path, table: str, conditions: Iterable[str], source_ids: Iterable[str]
) -> Optional[int]:
    """Return how many of the rows that any of the conditions leaves are of some sources.

    :param conditions: as in :func:`count_union`.
    """
    of_sources = " OR ".join(map(of_source, source_ids)) or _NEVER
    left = any_of(conditions)
    return _count(path, table, " AND ".join(f"({one})" for one in (of_sources, left) if one))


def any_of(conditions: Iterable[str]) -> str:
    """Return the condition that one of several holds; empty where one of them always does."""
    told = dict.fromkeys(one.strip() for one in conditions)
    return "" if "" in told else " OR ".join(f"({one})" for one in told) or _NEVER


def _count(path: Path, table: str, where: str) -> Optional[int]:
    parts = [statement("SELECT count(*) FROM {}", table), *(["WHERE", where] if where else [])]
    try:
        with sqlite(path, glance=True) as connection:
            return int(connection.execute(" ".join(parts)).fetchone()[0])
    except WorkspaceError:  # it is locked, or a condition has functions that GDAL alone knows
        return None
