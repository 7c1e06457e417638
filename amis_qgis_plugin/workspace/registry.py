"""The registry of a workspace: which tables are layers, of what type and theme."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass


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


def register_layer(connection: sqlite3.Connection, layer: RegisteredLayer) -> None:
    """Add an entry, in place of an older one for the same table."""
    connection.execute(
        "INSERT OR REPLACE INTO amis_layers (table_name, layer_type, theme_id, style, notice)"
        " VALUES (?, ?, ?, ?, ?)",
        (layer.table_name, layer.layer_type, layer.theme_id, layer.style, layer.notice),
    )
