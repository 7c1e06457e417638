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


def _time_and_size(path: Path) -> tuple[int, int] | None:
    """Return the time of the last change and the size; an empty log is as good as none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size) if found.st_size else None
