"""The registry of a workspace: which tables are layers, of what type and theme."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from pathlib import Path

from ..core.schemas import every_type
from .gdal_calls import sqlite
from .sql import has_table


@dataclass(frozen=True)
class RegisteredLayer:
    """One entry of ``amis_layers``.

    :param style: name of the bundled style.
    :param notice: what has to stand beside the layer wherever it shows.
    """

    table_name: str
    layer_type: str
    theme_id: str
    style: str = ""
    notice: str = ""


def is_aligned_table(path: Path, table: str) -> bool:
    """Whether a table of a GeoPackage is one that alignment writes into.

    :raises WorkspaceError: when the file cannot be read.
    """
    with sqlite(path) as connection:
        if not has_table(connection, "amis_layers"):
            return False
        found = connection.execute(
            "SELECT layer_type FROM amis_layers WHERE table_name = ?", (table,)
        ).fetchone()
    kinds = [kind for kind in every_type() if found and kind.layer_type_id == found[0]]
    return any(table in kind.tables() for kind in kinds)


def register_layer(connection: sqlite3.Connection, layer: RegisteredLayer) -> None:
    """Add an entry, in place of an older one for the same table."""
    connection.execute(
        "INSERT OR REPLACE INTO amis_layers (table_name, layer_type, theme_id, style, notice)"
        " VALUES (?, ?, ?, ?, ?)",
        (layer.table_name, layer.layer_type, layer.theme_id, layer.style, layer.notice),
    )
