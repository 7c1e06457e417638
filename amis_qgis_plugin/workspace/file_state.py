"""Whether a file is still the one that was read, and whether it carries the commodity index."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from ..core.errors import WorkspaceError
from ..core.expressions import COMMODITY_INDEX
from .gdal_calls import sqlite
from .sql import has_table

Stamp = tuple[tuple[int, int], ...]


def file_stamp(path: Path) -> Stamp:
    """Return what changes when a file or its write-ahead log is written; empty without a file."""
    found = (_time_and_size(path), _time_and_size(Path(f"{path}-wal")))
    return tuple(one for one in found if one is not None)


def has_commodity_index(path: Path) -> bool:
    """Whether a file is a workspace with the index of commodities; false where none can be read."""
    stamp = file_stamp(path)
    try:
        return bool(stamp) and _has_index(path, stamp)
    except WorkspaceError:
        return False


@lru_cache(maxsize=64)
def _has_index(path: Path, _stamp: Stamp) -> bool:
    with sqlite(path) as connection:
        return all(has_table(connection, name) for name in ("amis_layers", COMMODITY_INDEX))


def _time_and_size(path: Path) -> tuple[int, int] | None:
    """Return the time of the last change and the size; an empty log is as good as none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return (found.st_mtime_ns, found.st_size) if found.st_size else None
