"""QGIS styles inside the GeoPackage, where every QGIS finds them without the plugin."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from ..core.schemas import OCCURRENCES
from ..paths import bundled
from .gdal_calls import sqlite
from .sql import has_table
from .tables import register_table, timestamp

# Table to the bundled style that is its default; those of other geometries are named otherwise.
STYLES = {
    OCCURRENCES: OCCURRENCES,
    "mines": "mines",
    "tenements": "tenements",
    "geological_units": "geological_units",
    "faults": "faults",
}
# A style that can be chosen beside it: the heat map, for many occurrences on a small map.
DENSITY = "mineral_occurrences_density"
_TABLE = """
CREATE TABLE IF NOT EXISTS layer_styles (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  f_table_catalog TEXT(256),
  f_table_schema TEXT(256),
  f_table_name TEXT(256),
  f_geometry_column TEXT(256),
  styleName TEXT(30),
  styleQML TEXT,
  styleSLD TEXT,
  useAsDefault BOOLEAN,
  description TEXT,
  owner TEXT(30),
  ui TEXT(30),
  update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
)
"""


def write_bundled_styles(connection: sqlite3.Connection, table: str, style: str) -> None:
    """Give a table a bundled style as its default, and what is offered beside it.

    :param style: name of the default one.
    """
    names = (DENSITY, style) if style == OCCURRENCES else (style,)
    for name in names:
        qml = bundled("styles", f"{name}.qml").read_text(encoding="utf-8")
        write_style(connection, table, name, qml)


def default_style(path: Path, table: str) -> str:
    """Return the QML text of the style that a GeoPackage has for a table; empty without one.

    :raises WorkspaceError: when the file cannot be read.
    """
    with sqlite(path) as connection:
        if not has_table(connection, "layer_styles"):
            return ""
        found = connection.execute(
            "SELECT styleQML FROM layer_styles WHERE f_table_name = ? AND useAsDefault", (table,)
        ).fetchone()
    return str(found[0] or "") if found else ""


def write_style(connection: sqlite3.Connection, table: str, name: str, qml: str) -> None:
    """Make a QGIS style the default of a table; others of it stay to be chosen.

    :param name: the style's name, shown in QGIS.
    :param qml: the text of a QML file.
    """
    known = connection.execute(
        "SELECT 1 FROM gpkg_contents WHERE table_name = 'layer_styles'"
    ).fetchone()
    if known is None:
        connection.execute(_TABLE)
        register_table(connection, "layer_styles", "Layer styles")
    connection.execute(
        "DELETE FROM layer_styles WHERE f_table_name = ? AND styleName = ?", (table, name)
    )
    connection.execute("UPDATE layer_styles SET useAsDefault = 0 WHERE f_table_name = ?", (table,))
    geometry = connection.execute(
        "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (table,)
    ).fetchone()
    connection.execute(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,"
        " f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, ui,"
        " update_time) VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '', NULL, ?)",
        (
            table,
            geometry[0] if geometry else "",
            name,
            qml,
            name,
            timestamp(),
        ),
    )
