"""A look at a workspace that keeps nobody waiting: its layers and sources, not their rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Optional

from ..core.completeness import WORST_FIRST
from ..core.errors import WorkspaceError
from ..core.sources import Source
from .field_maps import SourceMap, source_map_of_row
from .file_state import Stamp, file_stamp
from .gdal_calls import sqlite
from .sources import source_of_row
from .sql import has_table


@dataclass(frozen=True)
class GlanceLayer:
    """What the registry of a workspace says about a table."""

    layer_type: str
    theme_id: str
    style: str


@dataclass(frozen=True)
class Glance:
    """What a workspace says about itself; nothing where the file is no workspace.

    :param conflicts: how many conflicts nobody has settled.
    """

    layers: Mapping[str, GlanceLayer] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    conflicts: int = 0

    def sources_of(self, table: str) -> tuple[Source, ...]:
        """Return the sources of a table, the least complete first."""
        found = [one for one in self.sources if one.table_name == table]
        return tuple(sorted(found, key=lambda one: WORST_FIRST.index(one.completeness)))


def glance(path: Path) -> Glance:
    """Return what a workspace says about itself; read again only when the file has changed.

    :raises WorkspaceError: when it is not there, is locked, or cannot be read.
    """
    stamp = file_stamp(path)
    if not stamp:
        raise WorkspaceError("There is no such file.", subject=str(path))
    return _glance(path, stamp)


@lru_cache(maxsize=64)
def _glance(path: Path, _stamp: Stamp) -> Glance:
    with sqlite(path, glance=True) as connection:
        if not all(has_table(connection, name) for name in ("amis_layers", "amis_sources")):
            return Glance()
        layers = connection.execute("SELECT * FROM amis_layers ORDER BY id").fetchall()
        sources = connection.execute("SELECT * FROM amis_sources ORDER BY source_id").fetchall()
        counted = (
            has_table(connection, "amis_conflicts")
            and connection.execute("SELECT count(*) FROM amis_conflicts").fetchone()
        )
    try:
        return Glance(
            {
                row["table_name"]: GlanceLayer(
                    row["layer_type"] or "", row["theme_id"] or "", row["style"] or ""
                )
                for row in layers
            },
            tuple(source_of_row(row, path) for row in sources),
            int(counted[0]) if counted else 0,
        )
    except (IndexError, TypeError, ValueError) as error:  # what sqlite3.Row raises for a column
        raise WorkspaceError(
            "Its tables of layers and sources are not those of a workspace.", subject=str(path)
        ) from error


def glance_map(path: Path, source_id: str) -> Optional[SourceMap]:
    """Return how a source of a workspace was aligned; None where that is not recorded.

    :raises AmisError: when the file is locked, or it or the map cannot be read.
    """
    with sqlite(path, glance=True) as connection:
        if not has_table(connection, "amis_field_maps"):
            return None
        found = connection.execute(
            "SELECT * FROM amis_field_maps WHERE source_id = ?", (source_id,)
        ).fetchone()
    return source_map_of_row(found, path) if found is not None else None
