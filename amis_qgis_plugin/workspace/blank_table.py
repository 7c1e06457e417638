"""Empty tables as GDAL makes them, inside the caller's transaction.

GDAL writes the empty table once into a file of its own; what it wrote there (table, R-tree,
triggers) is made again here as plain SQL, so that it stands or falls with the rows.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .gdal_calls import add_layer, create_geopackage, gdal_errors, sqlite
from .sql import has_table, insertion, statement
from .tables import EXTENSIONS_TABLE

_COPIED = ("gpkg_contents", "gpkg_geometry_columns", "gpkg_extensions", "gpkg_ogr_contents")


def make_table(
    connection: sqlite3.Connection,
    name: str,
    title: str,
    description: str,
    geometry: int,
    columns: Sequence[tuple[str, int]],
) -> None:
    """Make a table with a spatial index and list it.

    :param geometry: an OGR geometry type.
    :param columns: names with OGR field types.
    """
    with tempfile.TemporaryDirectory(prefix="amis-table-") as folder:
        blank = Path(folder) / "blank.gpkg"
        dataset = create_geopackage(blank)
        try:
            with gdal_errors(blank.name):
                add_layer(dataset, name, title, geometry, list(columns), description)
        finally:
            dataset = None  # closes the file
        with sqlite(blank) as source:
            made = source.execute(
                "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
                " AND (tbl_name = ? OR name = ?) ORDER BY type = 'trigger', rowid",
                (name, f"rtree_{name}_geom"),
            ).fetchall()
            records = {table: _records(source, table, name) for table in _COPIED}
    for _type, _name, sql in made:
        connection.execute(sql)
    connection.execute(EXTENSIONS_TABLE)
    for table, rows in records.items():
        for row in rows:
            _insert_record(connection, table, row)


def _records(source: sqlite3.Connection, table: str, name: str) -> list[dict[str, Any]]:
    if not has_table(source, table):
        return []
    sql = statement("SELECT * FROM {} WHERE table_name = ?", table)
    return [dict(row) for row in source.execute(sql, (name,))]


def _insert_record(connection: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    # A contents record must never take the place of another table's.
    how = "INSERT" if table == "gpkg_contents" else "INSERT OR REPLACE"
    connection.execute(insertion(table, list(row), how), tuple(row.values()))
