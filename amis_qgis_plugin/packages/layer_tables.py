"""The layers as CSV for spreadsheets, straight from the package's GeoPackage."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..core.errors import VocabularyError
from ..core.package_plan import PlannedLayer
from ..core.progress import Progress
from ..core.schemas import layer_type
from ..workspace.blobs import point_of
from ..workspace.gdal_calls import sqlite
from ..workspace.sql import statement
from .sheets import Column, Sheet, write_sheet

_REPORT_EVERY = 5_000
_NOWHERE = ("", "")
_DEGREES = 4326
_KEY = Column("fid", "integer", "Number of the row in its layer of the GeoPackage.")
_OTHER_COLUMNS = {
    "kind": Column("kind", "text", "Kind of feature."),
    "name": Column("name", "text", "Name of the feature."),
    "label": Column("label", "text", "Label as printed in the source."),
    "unit": Column("unit", "text", "Unit of the value."),
    "year": Column("year", "integer", "Year that the value is of."),
    "value": Column("value", "real", "Value, in the unit beside it."),
    "notes": Column("notes", "text", "What has to be known about the row."),
    "country": Column("country", "text", "ISO 3166-1 alpha-3 code.", "", "countries.csv"),
    "commodity": Column("commodity", "text", "Commodity code.", "", "commodities.csv"),
    "source_id": Column("source_id", "text", "Source in the table amis_sources."),
    "source_feature_id": Column("source_feature_id", "text", "Key of the row at its source."),
}


def write_layer_table(
    geopackage: Path, layer: PlannedLayer, folder: Path, path: str, progress: Progress
) -> Sheet:
    """Write a layer as CSV: the key first, then the place of points, then the attributes.

    Text that a spreadsheet would run as a formula gets an apostrophe in front of it. Lines and
    areas are in the GeoPackage only; their rows are joined by ``fid``.
    """
    with sqlite(geopackage) as connection:
        key, geometry, srs, declared = structure_of(connection, layer.table)
        places = _place_columns(layer, srs)
        columns = describe_columns(layer, declared)
        names = [name for name, _type in declared]
        head = (key, geometry) if places else (key,)
        query = statement("SELECT {}, {} FROM {} ORDER BY 1", head, names, layer.table)
        # Plain tuples: the rows of the connection's own factory cost twice the time.
        cursor = connection.cursor()
        cursor.row_factory = None
        rows = _rows(cursor.execute(query), bool(places), layer.features, progress)
        return write_sheet(folder, path, layer.title, (_KEY, *places, *columns), rows)


def describe_columns(layer: PlannedLayer, declared: list[tuple[str, str]]) -> tuple[Column, ...]:
    """Return what is known of the columns of a layer.

    :param declared: names with the types that the GeoPackage declares.
    """
    return tuple(_column(layer.layer_type, name, kind) for name, kind in declared)


def _rows(found: Any, with_place: bool, whole: int, progress: Progress) -> Iterator[Sequence[Any]]:
    for number, row in enumerate(found, start=1):
        if number % _REPORT_EVERY == 0:
            progress.at(number / max(whole, 1), f"Writing row {number} of {whole} of the table")
        if with_place:
            fid, blob, *values = row
            yield [fid, *(point_of(blob) or _NOWHERE), *values]
        else:
            yield row


def structure_of(
    connection: sqlite3.Connection, table: str
) -> tuple[str, str, int, list[tuple[str, str]]]:
    """Return key, geometry column, its reference system, and the other columns with types."""
    place = connection.execute(
        "SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ?", (table,)
    ).fetchone()
    geometry, srs = (place[0], place[1]) if place else ("", 0)
    found = connection.execute(
        "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid", (table,)
    ).fetchall()
    key = next((name for name, _type, pk in found if pk), "rowid")
    declared = [(name, kind) for name, kind, _pk in found if name not in (key, geometry)]
    return key, geometry, srs, declared


def _place_columns(layer: PlannedLayer, srs: int) -> tuple[Column, ...]:
    if layer.geometry != "point":
        return ()
    if srs == _DEGREES:
        return (
            Column("longitude", "real", "Longitude on WGS 84 (EPSG:4326), east positive.", "°"),
            Column("latitude", "real", "Latitude on WGS 84 (EPSG:4326), north positive.", "°"),
        )
    where = f"in the layer's reference system (EPSG:{srs})."
    return Column("x", "real", f"First coordinate {where}"), Column("y", "real", f"Second {where}")


def _column(layer_type_id: str, name: str, declared: str) -> Column:
    kind = type_of(declared)
    try:
        field = layer_type(layer_type_id).field(name)
    except VocabularyError:  # a layer of no aligned type, or a column of its own
        known = _OTHER_COLUMNS.get(name)
        meaning = known.meaning if known else "As the source has it."
        return Column(name, kind, meaning, "", known.code_list if known else "")
    return Column(name, kind, field.meaning, field.unit, field.code_list, field.corresponds_to)


def type_of(declared: str) -> str:
    """Return the type of a column as GeoPackage 1.3 (table 1) declares it."""
    word = declared.upper().partition("(")[0]
    if word in ("TINYINT", "SMALLINT", "MEDIUMINT", "INT", "INTEGER"):
        return "integer"
    return "real" if word in ("FLOAT", "DOUBLE", "REAL") else "text"
