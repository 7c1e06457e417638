"""Whether a file is still the one that was read, and which of the indexes it carries."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ..core.errors import WorkspaceError
from ..core.workspace_sql import COMMODITY_INDEX, NAME_INDEX

Stamp = tuple[tuple[int, int], ...]


def file_stamp(path: Path) -> Stamp:
    """Return what changes when a file or its write-ahead log is written; empty without a file."""
    found = (_time_and_size(path), _time_and_size(Path(f"{path}-wal")))
    return tuple(one for one in found if one is not None)


def has_commodity_index(path: Path) -> bool:
    """Whether a file is a workspace with the index of commodities; false where none can be read."""
    return {"amis_layers", COMMODITY_INDEX} <= _tables(path)


def has_name_index(path: Path) -> bool:
    """Whether a file has the index of folded names; false where none can be read."""
    return NAME_INDEX in _tables(path)


def _tables(path: Path) -> frozenset[str]:
    stamp = file_stamp(path)
    try:
        return _tables_then(path, stamp) if stamp else frozenset()
    except WorkspaceError:
        return frozenset()


@lru_cache(maxsize=64)
def _tables_then(path: Path, _stamp: Stamp) -> frozenset[str]:
    from .gdal_calls import sqlite
    from .sql import has_table

    asked = ("amis_layers", COMMODITY_INDEX, NAME_INDEX)
    with sqlite(path) as connection:
        return frozenset(name for name in asked if has_table(connection, name))


def row_count(path: Path, table: str) -> int:
    """Return how many rows a table has by its file's own books; 0 where they do not tell.

    As GDAL does: nothing is counted, so rows that were deleted by other programs may be among them.
    """
    stamp = file_stamp(path)
    try:
        return _rows_then(path, table, stamp) if stamp else 0
    except WorkspaceError:
        return 0


@lru_cache(maxsize=64)
def _rows_then(path: Path, table: str, _stamp: Stamp) -> int:
    from .gdal_calls import sqlite
    from .sql import has_table, statement

    with sqlite(path, glance=True) as connection:
        found = None
        if has_table(connection, "gpkg_ogr_contents"):
            booked = "SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = ?"
            found = connection.execute(booked, (table,)).fetchone()
        if (found is None or found[0] is None) and has_table(connection, table):
            found = connection.execute(statement("SELECT max(rowid) FROM {}", table)).fetchone()
    return int(found[0] or 0) if found else 0


def _time_and_size(path: Path) -> tuple[int, int] | None:
    """Return the time of the last change and the size; an empty log is as good as none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size) if found.st_size else None
