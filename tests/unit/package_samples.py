"""A small workspace with everything in it that a package has to get right."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import datetime, timezone
from pathlib import Path

from aligning import Point, field_map, take
from osgeo import ogr, osr

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.sources import Source
from amis_qgis_plugin.workspace.gdal_calls import add_layer, sqlite
from amis_qgis_plugin.workspace.registry import RegisteredLayer, register_layer
from amis_qgis_plugin.workspace.sources import write_source
from amis_qgis_plugin.workspace.styles import write_style
from amis_qgis_plugin.workspace.tables import create_workspace

CREATED = datetime(2026, 3, 4, 5, 6, 7, tzinfo=timezone.utc)
FIELDS = field_map(
    identifier="id",
    name="name",
    commodity_text="commodities",
    country_text="country",
    deposit_type_text="type",
)

# id, name, commodities, country, deposit type, longitude, latitude; feature ids follow the order
DEPOSITS = (
    ("d1", "Atlas", "Cu, Au", "Philippines", "Porphyry copper", 123.83, 10.37),
    ("d2", "Batu Hijau", "Copper, Gold", "Indonesia", "Porphyry copper", 116.87, -8.97),
    ("d3", '=HYPERLINK("http://x.invalid","Tampakan")', "Copper", "Philippines", "", 125.0, 6.5),
    ("d4", "-Didipio", "Gold, Copper", "PHL", "Zzz unknown type", 121.4, 16.3),
    ("d5", "Rio Tuba", "Nickel", "Philippines", "Laterite", 117.4, 8.6),
    ("d6", "Mỏ đồng Sin Quyền\nLào Cai", "đồng", "Việt Nam", "", 103.8, 22.6),
    ("d7", "Place unknown", "Copper", "Philippines", "", None, None),
    ("d8", 'Quote " and, comma', "Unobtainium, Copper", "Philippines", "", 120.9, 14.5),
    ("d9", "Deleted", "Copper", "Philippines", "", 122.0, 11.0),
    ("d10", "After the gap", "Copper", "Philippines", "", 126.0, 8.0),
)
COPPER_PHILIPPINES = ("d1", "d3", "d4", "d7", "d8", "d10")

# title, WKT: an L whose box meets the area while the L itself does not is the trap
UNITS = (
    ("inside", "POLYGON((120 10, 121 10, 121 11, 120 11, 120 10))"),
    ("touches the edge", "POLYGON((110 10, 118 10, 118 11, 110 11, 110 10))"),
    ("far away", "POLYGON((96 20, 97 20, 97 21, 96 21, 96 20))"),
    ("around the corner", "POLYGON((100 0, 130 0, 130 1, 101 1, 101 30, 100 30, 100 0))"),
    ("around it all", "POLYGON((90 -20, 150 -20, 150 40, 90 40, 90 -20))"),
    ("no geometry", None),
)
AREA = (117.0, 5.0, 127.0, 19.0)
UNITS_IN_AREA = ("inside", "touches the edge", "around it all")


def build_workspace(path: Path, *, units_licence: str = "CC BY 4.0") -> Path:
    """Write the workspace and return its path.

    :param units_licence: what the source of the geological units states.
    """
    dataset = create_workspace(path)
    _add_units(dataset)
    _add_projected_lines(dataset)
    _add_statistics(dataset)
    dataset = None
    take(path, map(_row, DEPOSITS), FIELDS, id_field="id")
    _delete_gap(path)
    with sqlite(path, write=True) as connection:
        _register(connection, units_licence)
    return path


def source(source_id: str, table: str, **changes: object) -> Source:
    """Return a proven source; ``changes`` replace fields."""
    values: dict[str, object] = {
        "source_id": source_id,
        "table_name": table,
        "protocol": "file",
        "url": f"https://example.org/{source_id}",
        "layer": table,
        "title": source_id.title(),
        "licence": "CC BY 4.0",
        "attribution": f"© {source_id.title()}",
        "retrieved_at": "2026-01-01",
        "completeness": Completeness.COMPLETE_PROVEN,
        "evidence": "Two totals agree.",
        "feature_count": 9,
        "digest": "sha256:" + "0" * 64,
    }
    return Source(**{**values, **changes})  # type: ignore[arg-type]


def names_in(path: Path, table: str, column: str) -> list[str]:
    """Return a column of a GeoPackage in order of feature id, read by sqlite3 alone."""
    with closing(sqlite3.connect(path)) as connection, connection:
        found = connection.execute(f'SELECT "{column}" FROM "{table}" ORDER BY fid').fetchall()
    connection.close()
    return [value for (value,) in found]


def _row(row: tuple[object, ...]) -> tuple[dict[str, object], Point]:
    identifier, name, commodities, country, kind, x, y = row
    attributes = {
        "id": identifier,
        "name": name,
        "commodities": commodities,
        "country": country,
        "type": kind,
    }
    point = None if x is None else (float(str(x)), float(str(y)))
    return attributes, point


def _add_units(dataset: object) -> None:
    layer = add_layer(
        dataset, "geological_units", "Units", ogr.wkbPolygon, [("name", ogr.OFTString)]
    )
    for name, wkt in UNITS:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("name", name)
        if wkt:
            feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(feature)


def _add_projected_lines(dataset: object) -> None:
    """Add a layer in UTM zone 51N, as foreign data may come."""
    utm = osr.SpatialReference()
    utm.ImportFromEPSG(32651)
    layer = dataset.CreateLayer(  # type: ignore[attr-defined]
        "faults", utm, ogr.wkbLineString, ["FID=fid", "GEOMETRY_NAME=geom", "IDENTIFIER=Faults"]
    )
    layer.CreateField(ogr.FieldDefn("name", ogr.OFTString))
    for name, wkt in (
        ("in Luzon", "LINESTRING(300000 1700000, 310000 1750000)"),
        ("far south", "LINESTRING(300000 -900000, 310000 -950000)"),
    ):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("name", name)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(feature)


def _add_statistics(dataset: object) -> None:
    columns = [("country", ogr.OFTString), ("value", ogr.OFTReal)]
    layer = add_layer(dataset, "production", "Production", ogr.wkbNone, columns)
    for country, value in (("PHL", 1.5), ("IDN", 2.5), ("ASEAN", 9.0), ("PHL", -3.0)):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("country", country)
        feature.SetField("value", value)
        layer.CreateFeature(feature)
    notes = add_layer(dataset, "notes", "Notes", ogr.wkbNone, [("text", ogr.OFTString)])
    feature = ogr.Feature(notes.GetLayerDefn())
    feature.SetField("text", "Kept whole: no country column.")
    notes.CreateFeature(feature)


def _delete_gap(path: Path) -> None:
    """Delete the ninth deposit through OGR, so that feature ids are not 1 to n."""
    dataset = ogr.Open(str(path), 1)
    dataset.GetLayerByName("mineral_occurrences").DeleteFeature(9)
    dataset = None
    with sqlite(path, write=True) as connection:
        connection.execute("DELETE FROM amis_occurrence_commodity WHERE occurrence = 9")


def _register(connection: sqlite3.Connection, units_licence: str) -> None:
    layers = (
        RegisteredLayer("mineral_occurrences", "mineral_occurrences", "mineral"),
        RegisteredLayer("geological_units", "geological_units", "geology", notice="Schematic."),
        RegisteredLayer("faults", "faults", "geology"),
        RegisteredLayer("production", "", "industry"),
        RegisteredLayer("notes", "", "industry"),
    )
    for layer in layers:
        register_layer(connection, layer)
    write_source(connection, source("survey", "mineral_occurrences"))
    write_source(connection, source("silent", "mineral_occurrences", licence=""))
    write_source(connection, source("units", "geological_units", licence=units_licence))
    write_source(
        connection,
        source(
            "faults", "faults", completeness=Completeness.INCOMPLETE, evidence="12 are missing."
        ),
    )
    write_source(
        connection,
        source("yearbook", "production", completeness=Completeness.COMPLETE_UNPROVEN),
    )
    write_source(connection, source("noted", "notes", licence="Public domain"))
    write_style(connection, "mineral_occurrences", "points", "<qgis>points</qgis>")
    write_style(connection, "faults", "lines", "<qgis>lines</qgis>")
