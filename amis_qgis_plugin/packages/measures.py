"""Extents and sums of the layers of a package, so that any program can compare what it reads."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Optional

from ..core.package_plan import PlannedLayer
from ..workspace.gdal_calls import gdal_errors, open_vector, sqlite
from ..workspace.geometry_rows import feature_table
from ..workspace.sql import statement

_CORNERS = "SELECT min(ST_MinX({0})), min(ST_MinY({0})), max(ST_MaxX({0})), max(ST_MaxY({0})) FROM "
# The types of GeoPackage 1.3, table 1.
_WHOLE = ("TINYINT", "SMALLINT", "MEDIUMINT", "INT", "INTEGER")
_REAL = ("FLOAT", "DOUBLE", "REAL")
# Infinity is no number of JSON, and a column of numbers may hold texts.
_VALUES = "SELECT {} FROM {} WHERE typeof({}) IN ('integer', 'real') AND {} > -9e999 AND {} < 9e999"


def measure_layers(geopackage: Path, layers: Iterable[PlannedLayer]) -> dict[str, dict[str, Any]]:
    """Return table to ``extent`` and ``sums`` as the manifest has them.

    ``extent`` is west, south, east, north in the layer's reference system, None without geometry;
    ``sums`` is column to the sum of its numbers, rounded once (:func:`math.fsum`); one that is too
    large for any number is left out.

    :raises WorkspaceError: when the file cannot be read.
    """
    measured = {}
    with sqlite(geopackage) as connection:
        connection.row_factory = None
        for layer in layers:
            extent = _extent(geopackage, connection, layer.table) if layer.geometry else None
            measured[layer.table] = {"extent": extent, "sums": _sums(connection, layer.table)}
    return measured


def _extent(path: Path, connection: sqlite3.Connection, table: str) -> Optional[list[float]]:
    column = statement("{}", feature_table(connection, table).geometry)
    dataset = open_vector(path)
    with gdal_errors(path.name):
        found = dataset.ExecuteSQL(_CORNERS.format(column) + statement("{}", table))
        row = next(iter(found))
        corners = [row.GetField(at) for at in range(4)]
        dataset.ReleaseResultSet(found)
    is_there = all(one is not None and math.isfinite(one) for one in corners)
    return corners if is_there else None


def _sums(connection: sqlite3.Connection, table: str) -> dict[str, float]:
    sums: dict[str, float] = {}
    columns = connection.execute(statement("PRAGMA table_info({})", table)).fetchall()
    for _at, name, kind, _required, _default, key in columns:
        kind = str(kind).upper()
        if key or kind not in (*_WHOLE, *_REAL):
            continue
        asked = connection.execute(statement(_VALUES, name, table, name, name, name))
        add = sum if kind in _WHOLE else math.fsum
        try:
            sums[name] = add(value for (value,) in asked)
        except OverflowError:  # no number of JSON holds it
            continue
    return sums
