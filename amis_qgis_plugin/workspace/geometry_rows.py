"""Geometry of a feature table written anew: rows in steps, then the index and the extent.

Only geometry is written; every other column of a row stays as it is to the byte.
"""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from osgeo import ogr

from ..core.progress import Progress
from .blobs import blob_of, box_of, srs_of, wkb_of
from .gdal_calls import open_vector, sqlite
from .sql import statement

MULTI = {"POLYGON": "MULTIPOLYGON", "LINESTRING": "MULTILINESTRING"}
FORCE = {
    "MULTIPOLYGON": ogr.ForceToMultiPolygon,
    "MULTILINESTRING": ogr.ForceToMultiLineString,
}
_STEP = 2_000
Change = Callable[[int, ogr.Geometry], Optional[ogr.Geometry]]


@dataclass(frozen=True)
class FeatureTable:
    """A feature table: its name, columns and declared kind of geometry."""

    name: str
    key: str
    geometry: str
    kind: str


def feature_table(connection: sqlite3.Connection, table: str) -> FeatureTable:
    """Return what a GeoPackage says of a feature table."""
    geometry, kind = connection.execute(
        "SELECT column_name, geometry_type_name FROM gpkg_geometry_columns WHERE table_name = ?",
        (table,),
    ).fetchone()
    key = connection.execute("SELECT name FROM pragma_table_info(?) WHERE pk", (table,)).fetchone()[
        0
    ]
    return FeatureTable(table, key, geometry, str(kind).upper())


@contextmanager
def without_index(path: Path, table: FeatureTable) -> Iterator[sqlite3.Connection]:
    """Let rows be written without the spatial index; then make it, and take the extent anew."""
    names = ", ".join("'" + one.replace("'", "''") + "'" for one in (table.name, table.geometry))
    _run(path, f"SELECT DisableSpatialIndex({names})")
    with sqlite(path, write=True) as connection:
        yield connection
        _write_extent(connection, table)
    _run(path, f"SELECT CreateSpatialIndex({names})")


def _run(path: Path, command: str) -> None:
    dataset = open_vector(path, update=True)
    try:
        result = dataset.ExecuteSQL(command)
        if result is not None:
            dataset.ReleaseResultSet(result)
    finally:
        result = dataset = None


def _write_extent(connection: sqlite3.Connection, table: FeatureTable) -> None:
    """Let ``gpkg_contents`` say where the rows lie now."""
    west = south = math.inf
    east = north = -math.inf
    for step in _steps(connection, table):
        for box in (_box(blob) for _fid, blob in step):
            if box is not None:
                west, east = min(west, box[0]), max(east, box[1])
                south, north = min(south, box[2]), max(north, box[3])
    extent = (west, south, east, north) if west <= east else (None,) * 4
    connection.execute(
        "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?",
        (*extent, table.name),
    )


def _box(blob: Optional[bytes]) -> Optional[tuple[float, ...]]:
    found = box_of(blob)
    wkb = wkb_of(blob) if found is None else None
    shape = ogr.CreateGeometryFromWkb(wkb) if wkb else None
    if shape is None or shape.IsEmpty():
        return found
    return tuple(shape.GetEnvelope())


def rewrite(
    connection: sqlite3.Connection,
    table: FeatureTable,
    change: Change,
    progress: Progress,
    srs_id: Optional[int] = None,
) -> None:
    """Write what a change makes of each geometry; rows that it leaves alone are not touched."""
    write = statement("UPDATE {} SET {} = ? WHERE {} = ?", table.name, table.geometry, table.key)
    force = None if srs_id is not None else FORCE.get(table.kind)
    for step in _steps(connection, table):
        progress.at(0.5, f"Cutting and transforming {table.name}")
        changed = []
        for fid, blob in step:
            wkb = wkb_of(blob)
            geometry = ogr.CreateGeometryFromWkb(wkb) if wkb else None
            if geometry is None or geometry.IsEmpty():
                continue
            made = change(fid, geometry)
            if made is not None:
                made = made if force is None else force(made)
                changed.append((blob_of(made, srs_of(blob) if srs_id is None else srs_id), fid))
        connection.executemany(write, changed)


def _steps(
    connection: sqlite3.Connection, table: FeatureTable
) -> Iterator[list[tuple[int, Optional[bytes]]]]:
    query = statement(
        "SELECT {}, {} FROM {} WHERE {} > ? ORDER BY {} LIMIT ?",
        *(table.key, table.geometry, table.name, table.key, table.key),
    )
    last = -(2**63)
    while True:
        found = [(row[0], row[1]) for row in connection.execute(query, (last, _STEP))]
        if not found:
            return
        last = found[-1][0]
        yield found
