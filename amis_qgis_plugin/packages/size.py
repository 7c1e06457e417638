"""How large a package will be, roughly, without writing it."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from ..core.package_choices import PackageChoices
from ..core.package_plan import PlannedLayer
from ..core.schemas import OCCURRENCES
from ..workspace.gdal_calls import sqlite
from ..workspace.sql import columns_of, statement

_SAMPLE_ROWS = 500
# Texts, vocabularies, licences, metadata and an empty GeoPackage, as the samples have them.
_EMPTY_PACKAGE = 1_000_000
_REPORT, _PDF, _PROJECT, _MAPS = 150_000, 350_000, 250_000, 3_500_000
_ROW_OVERHEAD = 30
_INDEX_ENTRY = 60
_COMMODITY_LINKS = 250
_NAMING = 6  # quotation marks, colon, comma around the name and value of an attribute in JSON
_DIGITS = 1.5  # a place as text is longer than as a number
_PACKED = 0.4  # what GeoParquet makes of a table
_DEGREES_AND_KEY = 60


def estimate_bytes(workspace: Path, layers: Sequence[PlannedLayer], choices: PackageChoices) -> int:
    """Return the size of the package folder, from the first rows of every table.

    What takes QGIS, maps, PDF and project, is counted in where it is chosen.
    """
    total = float(_EMPTY_PACKAGE)
    total += _REPORT * bool(choices.language) + _PDF * bool(choices.language and choices.pdf)
    total += _PROJECT * choices.project + _MAPS * choices.maps
    with sqlite(workspace) as connection:
        for layer in layers:
            total += layer.features * _bytes_of_row(connection, layer, choices)
    return int(total)


def _bytes_of_row(
    connection: sqlite3.Connection, layer: PlannedLayer, choices: PackageChoices
) -> float:
    """Return what one row takes in all files together, from the first rows of its table."""
    columns = columns_of(connection, layer.table)
    place = _geometry_column(connection, layer)
    shape = _average(connection, layer.table, [place]) if place else 0.0
    values = _average(connection, layer.table, [one for one in columns if one != place])
    row = shape + values
    size = row + _ROW_OVERHEAD + values + _DEGREES_AND_KEY  # the GeoPackage, and the CSV
    if layer.geometry:
        size += _INDEX_ENTRY
        beside = {
            "geojson": values + shape * _DIGITS + sum(len(one) + _NAMING for one in columns),
            "flatgeobuf": row + _INDEX_ENTRY,
            "geoparquet": row * _PACKED,
        }
        size += sum(beside[one] for one in choices.formats)
        size += choices.exchange * (values / 2 + shape * _DIGITS)
    if layer.table == OCCURRENCES:
        size += _COMMODITY_LINKS
    return size


def _geometry_column(connection: sqlite3.Connection, layer: PlannedLayer) -> str:
    found = connection.execute(
        "SELECT column_name FROM gpkg_geometry_columns WHERE table_name = ?", (layer.table,)
    ).fetchone()
    return str(found[0]) if found else ""


def _average(connection: sqlite3.Connection, table: str, columns: Sequence[str]) -> float:
    lengths = [statement("coalesce(length(CAST({} AS BLOB)), 0)", column) for column in columns]
    parts = [
        "SELECT avg(size) FROM (SELECT",
        " + ".join(lengths) or "0",
        statement("AS size FROM {} LIMIT ?)", table),
    ]
    return float(connection.execute(" ".join(parts), (_SAMPLE_ROWS,)).fetchone()[0] or 0)
