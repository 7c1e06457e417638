"""Spatial indexes of a copied GeoPackage: the boxes come out of the index that was copied from.

GDAL reads every geometry again and enters its box by itself, which takes longer than copying the
rows; nothing stops it in the middle, either. It still does so where the older file has no index.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from osgeo import gdal

from ..core.errors import WorkspaceError
from ..core.progress import Progress
from .gdal_calls import gdal_errors, open_vector, sqlite, sqlite_uri
from .rtree import fill_in_order
from .sql import columns_of, statement
from .tables import EXTENSIONS_TABLE

_BATCH = 10_000
# In the order of the index neighbours come together; the first plus keeps SQLite from looking for
# row after row instead. The second lets it gather the keys first, apart from the wide rows.
_BOXES = "SELECT id, minx, maxx, miny, maxy FROM source.{} WHERE +id IN (SELECT +{} FROM main.{})"


class _NotWhole(Exception):
    """The older index does not have every row that it should have."""


def add_spatial_index(source: Path, target: Path, table: str, progress: Progress) -> None:
    """Index the geometry of a copied table; one without geometry is left as it is.

    :raises WorkspaceError: when it cannot be indexed.
    """
    with sqlite(target) as connection:
        found = connection.execute(
            "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (table,)
        ).fetchone()
    if found is None:
        return
    try:
        with sqlite(target, write=True) as connection:
            readable = f"{sqlite_uri(source.resolve())}?mode=ro"
            connection.execute("ATTACH DATABASE ? AS source", (readable,))
            connection.execute("BEGIN")  # so that all of it is undone where it is not whole
            _copy_index(connection, table, found[0], progress)
    except _NotWhole:
        _let_gdal_index(target, table, found[0])


def _copy_index(
    connection: sqlite3.Connection, table: str, geometry: str, progress: Progress
) -> None:
    """Copy the index, its triggers and the record of both."""
    rtree = f"rtree_{table}_{geometry}"
    if not columns_of(connection, rtree, "source"):
        raise _NotWhole
    made = connection.execute(
        "SELECT sql FROM source.sqlite_master WHERE sql IS NOT NULL AND (name = ?"
        " OR (type = 'trigger' AND tbl_name = ? AND substr(name, 1, ?) = ?))"
        " ORDER BY type = 'trigger', name",
        (rtree, table, len(rtree) + 1, f"{rtree}_"),
    ).fetchall()
    for (sql,) in made:
        connection.execute(sql)
    whole = connection.execute(
        statement("SELECT count(*) FROM main.{} WHERE {} IS NOT NULL", table, geometry)
    ).fetchone()[0]
    boxes = connection.cursor()
    boxes.row_factory = None
    boxes.execute(statement(_BOXES, rtree, _key_of(connection, table), table))
    fill_in_order(connection, rtree, _batches(boxes, whole, progress))
    _copy_extension(connection, table)


def _key_of(connection: sqlite3.Connection, table: str) -> str:
    found = connection.execute(
        "SELECT name FROM pragma_table_info(?) WHERE pk = 1", (table,)
    ).fetchone()
    return found[0] if found else "rowid"


def _batches(boxes: sqlite3.Cursor, whole: int, progress: Progress) -> Iterator[list[tuple]]:
    done = 0
    while batch := boxes.fetchmany(_BATCH):
        progress.at(done / max(whole, 1), f"Indexing {done} of {whole} features")
        done += len(batch)
        yield batch
    if done != whole:
        raise _NotWhole


def _copy_extension(connection: sqlite3.Connection, table: str) -> None:
    connection.execute(EXTENSIONS_TABLE)
    connection.execute(
        "INSERT INTO main.gpkg_extensions SELECT * FROM source.gpkg_extensions"
        " WHERE table_name = ? AND extension_name = 'gpkg_rtree_index'",
        (table,),
    )


def _let_gdal_index(target: Path, table: str, geometry: str) -> None:
    dataset = open_vector(target, update=True)
    result = None
    try:
        with gdal_errors(target.name):
            quoted = ", ".join("'" + name.replace("'", "''") + "'" for name in (table, geometry))
            result = dataset.ExecuteSQL(f"SELECT CreateSpatialIndex({quoted})")
            answer = result.GetNextFeature() if result is not None else None
            made = answer is not None and bool(answer.GetField(0))
            answer = None
            if result is not None:
                dataset.ReleaseResultSet(result)
            if not made:
                raise WorkspaceError(
                    f"No spatial index could be made: {gdal.GetLastErrorMsg()}", subject=table
                )
    finally:
        result = dataset = None  # closes the file
