"""QGIS layers as sources of rows: every type, every format, and what is said about them."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from aligning import field_map
from osgeo import gdal, ogr, osr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsDateTimeRange,
    QgsFeature,
    QgsGeometry,
    QgsLayerMetadata,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QByteArray, QDate, QDateTime, Qt, QTime, QTimeZone, QVariant
from surveys import ROWS, write_survey

from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.core.mapping.column_values import sample_columns
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse
from amis_qgis_plugin.core.mapping.propose import propose
from amis_qgis_plugin.core.rows import SourceLayer
from amis_qgis_plugin.core.user_terms import NO_TERMS
from amis_qgis_plugin.qgis_bridge.alignment import align_layer, source_of
from amis_qgis_plugin.qgis_bridge.layers import set_attribution
from amis_qgis_plugin.qgis_bridge.source_rows import (
    about_layer,
    crs_text,
    layer_rows,
    place_of_source,
    python_value,
)
from amis_qgis_plugin.qgis_bridge.subsets import note_subset
from amis_qgis_plugin.workspace.realign import read_attributes, source_map

TYPES = {
    "txt": "string", "small": "integer", "large": "int8", "num": "double", "day": "date",
    "hour": "time", "moment": "datetime", "yes": "boolean", "raw": "binary",
    "words": "string[]", "counts": "integer[]", "grades": "double[]",
}  # fmt: skip
GIVEN = {
    "txt": "đồng 'ทองแดง' \"\n", "small": -7, "large": 2**62, "num": 0.1 + 0.2,
    "day": QDate(2020, 1, 2), "hour": QTime(3, 4, 5, 678),
    "moment": QDateTime(QDate(2020, 1, 2), QTime(3, 4, 5, 678)), "yes": False,
    "raw": QByteArray(b"\x00\xff"), "words": ["a", "b; c"], "counts": [1, 2], "grades": [0.5],
}  # fmt: skip
EXPECTED = {
    **GIVEN, "day": date(2020, 1, 2), "hour": time(3, 4, 5, 678000),
    "moment": datetime(2020, 1, 2, 3, 4, 5, 678000), "raw": b"\x00\xff",
}  # fmt: skip
BANGKOK = timezone(timedelta(hours=7))
PROPERTIES = {
    "name": "Mỏ đồng", "tags": ["Cu", "Au"], "years": [1998, 2001], "share": 0.25,
    "odd": [1, "a", None], "about": {"by": "GSI", "of": [True, {"n": 1}]}, "big": 2**53 + 1,
    "seen": "2020-05-06", "taken": "2020-05-06T10:11:12",
}  # fmt: skip
READ = {
    **PROPERTIES,
    "seen": date(2020, 5, 6),
    "taken": datetime(2020, 5, 6, 10, 11, 12),
}


def memory_layer(
    rows: list[dict[str, Any]],
    types: dict[str, str] = TYPES,
    geometry: str = "Point",
    shapes: tuple[str, ...] = (),
) -> QgsVectorLayer:
    """Return a layer in memory with these rows."""
    fields = "&".join(f"field={name}:{kind}" for name, kind in types.items())
    layer = QgsVectorLayer(f"{geometry}?crs=EPSG:4326&{fields}", "In memory", "memory")
    assert layer.isValid()
    features = []
    for number, row in enumerate(rows):
        feature = QgsFeature(layer.fields())
        for name, value in row.items():
            feature[name] = value
        if number < len(shapes):
            feature.setGeometry(QgsGeometry.fromWkt(shapes[number]))
        features.append(feature)
    assert layer.dataProvider().addFeatures(features)[0]
    return layer


def read(layer: QgsVectorLayer) -> list[dict[str, Any]]:
    return [dict(row.attributes) for row in layer_rows(layer).rows()]


def write_geojson(folder: Path) -> QgsVectorLayer:
    """Return a layer of a GeoJSON file with the properties in one row, and none in the other."""
    point = {"type": "Point", "coordinates": [100.5, 13.75]}
    features = [
        {"type": "Feature", "id": number, "geometry": geometry, "properties": properties}
        for number, geometry, properties in (
            (7, point, PROPERTIES),
            (8, None, dict.fromkeys(PROPERTIES)),
        )
    ]
    document = {"type": "FeatureCollection", "features": features}
    path = folder / "mines.geojson"
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return QgsVectorLayer(str(path), "From GeoJSON", "ogr")


@pytest.mark.parametrize(
    ("ending", "driver", "numbered"),
    [("gpkg", "GPKG", ["fid"]), ("sqlite", "SQLite", ["ogc_fid"]), ("geojson", "GeoJSON", []),
     ("shp", "ESRI Shapefile", [])],
)  # fmt: skip
def test_a_number_that_a_format_gives_its_rows_is_known_and_kept(
    qgis_app: Any, tmp_path: Path, ending: str, driver: str, numbered: list[str]
) -> None:
    path = tmp_path / f"rows.{ending}"
    dataset = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    layer = dataset.CreateLayer("rows", None, ogr.wkbPoint)
    layer.CreateField(ogr.FieldDefn("id", ogr.OFTInteger))
    feature = ogr.Feature(layer.GetLayerDefn())
    feature["id"] = 17
    layer.CreateFeature(feature)
    layer = dataset = None
    taken = QgsVectorLayer(str(path), "Rows", "ogr")
    about = about_layer(taken)
    assert [one.name for one in about.fields if one.is_key] == numbered
    columns = sample_columns(about.fields, read(taken))
    (row,) = read(taken)
    assert set(numbered) <= set(row) and row["id"] == 17
    fields = propose(about, columns, "boreholes").fields
    assert [one.name for one in fields.use("identifier").columns] == ["id"]
    if numbered:
        only = SourceLayer("Rows", tuple(one for one in about.fields if one.is_key), "point")
        fields = propose(only, sample_columns(only.fields, read(taken)), "boreholes").fields
        assert fields.use("identifier") == FieldUse()
        path = tmp_path / "w.gpkg"
        mapped = field_map("boreholes", identifier="id")
        align_layer(layer_rows(taken), mapped, path, source_of(layer_rows(taken), "s"),
                    terms=NO_TERMS)  # fmt: skip
        kept = source_map(path, "s")
        assert [one.name for one in kept.source_fields if one.is_key] == numbered
        assert list(read_attributes(path, kept, 5)) == [row]


def test_every_kind_of_value_comes_as_python_has_it(qgis_app: Any) -> None:
    layer = memory_layer([GIVEN, {}])
    first, second = read(layer)
    assert first == EXPECTED
    assert [type(value) for value in first.values()] == [type(one) for one in EXPECTED.values()]
    assert second == dict.fromkeys(TYPES), "a missing value is None"
    types = {field.name: field.type for field in about_layer(layer).fields}
    assert types == {
        "txt": "text", "small": "integer", "large": "integer", "num": "real", "day": "date",
        "hour": "time", "moment": "datetime", "yes": "boolean", "raw": "binary", "words": "list",
        "counts": "list", "grades": "list",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (QVariant(), None),
        (QDate(), None),
        (QTime(), None),
        (QDateTime(), None),
        (QByteArray(b""), b""),
        ([1, QVariant(), [QDate(2020, 1, 2)]], [1, None, [date(2020, 1, 2)]]),
        ({"a": QVariant(), "b": {"c": [QTime(1, 2)]}}, {"a": None, "b": {"c": [time(1, 2)]}}),
        (QDate(12020, 1, 2), "12020-01-02"),
        (QDate(-44, 3, 15), "-0044-03-15"),
        (QDateTime(QDate(10000, 1, 2), QTime(3, 4)), "10000-01-02T03:04:00"),
        (QDate(9999, 12, 31), date(9999, 12, 31)),
    ],
    ids=str,
)
def test_no_value_is_too_odd(given: Any, expected: Any) -> None:
    """A year behind 9999 is a slip of the keyboard, for which nobody loses a row."""
    assert python_value(given) == expected


def test_moments_keep_the_offset_that_the_source_states(qgis_app: Any) -> None:
    day, hour = QDate(2020, 1, 2), QTime(3, 4, 5)
    moments = [
        QDateTime(day, hour),
        QDateTime(day, hour, Qt.TimeSpec.UTC),
        QDateTime(day, hour, Qt.TimeSpec.OffsetFromUTC, 7 * 3600),
        QDateTime(day, hour, QTimeZone(b"Asia/Bangkok")),
    ]
    naive = datetime(2020, 1, 2, 3, 4, 5)
    read_back = [row["moment"] for row in read(memory_layer([{"moment": one} for one in moments]))]
    assert [one.isoformat() for one in read_back] == [
        naive.isoformat(),
        naive.replace(tzinfo=timezone.utc).isoformat(),
        *[naive.replace(tzinfo=BANGKOK).isoformat()] * 2,
    ]


def test_geojson_gives_lists_objects_and_dates(qgis_app: Any, tmp_path: Path) -> None:
    first, second = layer_rows(write_geojson(tmp_path)).rows()
    assert first.attributes == READ
    assert set(second.attributes.values()) == {None}
    assert (first.feature_id, second.feature_id) == ("7", "8")
    assert second.wkb is None
    point = ogr.CreateGeometryFromWkb(first.wkb)
    assert point.GetPoint_2D() == (100.5, 13.75)


@pytest.mark.parametrize(
    ("encoding", "text"), [("UTF-8", "Mỏ đồng Sin Quyền"), ("ISO-8859-1", "Dépôt à Ñandú")]
)
def test_a_shapefile_is_read_in_its_own_encoding(
    qgis_app: Any, tmp_path: Path, encoding: str, text: str
) -> None:
    path = tmp_path / "gites.shp"
    # QGIS tells GDAL not to recode, here and now too; what is written has to be what is said.
    gdal.SetThreadLocalConfigOption("SHAPE_ENCODING", encoding)
    dataset = ogr.GetDriverByName("ESRI Shapefile").CreateDataSource(str(path))
    system = osr.SpatialReference()
    system.ImportFromEPSG(32648)
    table = dataset.CreateLayer("gites", system, ogr.wkbPoint, [f"ENCODING={encoding}"])
    table.CreateField(ogr.FieldDefn("NOM", ogr.OFTString))
    table.CreateField(ogr.FieldDefn("VU", ogr.OFTDate))
    feature = ogr.Feature(table.GetLayerDefn())
    feature["NOM"], feature["VU"] = text, "2020/01/02"
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (500000 1500000)"))
    table.CreateFeature(feature)
    table.CreateFeature(ogr.Feature(table.GetLayerDefn()))
    feature = table = dataset = None
    gdal.SetThreadLocalConfigOption("SHAPE_ENCODING", None)
    assert text.encode(encoding) in path.with_suffix(".dbf").read_bytes()
    layer = QgsVectorLayer(str(path), "gites", "ogr")
    first, second = read(layer)
    assert first == {"NOM": text, "VU": date(2020, 1, 2)}
    assert set(second.values()) == {None}
    about = about_layer(layer)
    assert (about.crs, about.geometry, about.count) == ("EPSG:32648", "point", 2)


def test_a_geopackage_gives_what_gdal_reads(qgis_app: Any, tmp_path: Path) -> None:
    path = tmp_path / "mines.gpkg"
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    table = dataset.CreateLayer("mines", None, ogr.wkbNone)
    for name, kind, subtype in (
        ("name", ogr.OFTString, ogr.OFSTNone), ("big", ogr.OFTInteger64, ogr.OFSTNone),
        ("open", ogr.OFTInteger, ogr.OFSTBoolean), ("raw", ogr.OFTBinary, ogr.OFSTNone),
        ("seen", ogr.OFTDate, ogr.OFSTNone), ("about", ogr.OFTString, ogr.OFSTJSON),
    ):  # fmt: skip
        definition = ogr.FieldDefn(name, kind)
        definition.SetSubType(subtype)
        table.CreateField(definition)
    feature = ogr.Feature(table.GetLayerDefn())
    feature["name"], feature["big"], feature["open"] = "Mỏ đồng", 2**62, 1
    feature["seen"], feature["about"] = "2020/01/02", '{"of": [1, null], "by": {"n": "GSI"}}'
    feature.SetFieldBinaryFromHexString("raw", "00ff10")
    table.CreateFeature(feature)
    table.CreateFeature(ogr.Feature(table.GetLayerDefn()))
    feature = table = dataset = None
    layer = QgsVectorLayer(f"{path}|layername=mines", "mines", "ogr")
    first, second = read(layer)
    assert first == {
        "fid": 1, "name": "Mỏ đồng", "big": 2**62, "open": True, "raw": b"\x00\xff\x10",
        "seen": date(2020, 1, 2), "about": {"of": [1, None], "by": {"n": "GSI"}},
    }  # fmt: skip
    assert second == {**dict.fromkeys(first), "fid": 2}
    about = about_layer(layer)
    assert (about.geometry, about.crs, about.count) == ("", "", 2)


def test_a_csv_file_is_read_by_either_provider(qgis_app: Any, tmp_path: Path) -> None:
    path = tmp_path / "titik.csv"
    path.write_text(
        'no,nama,bujur,lintang,tanggal\n1,"Sorowako; ""besar""",121.35,-2.55,2020-01-02\n2,,,,\n',
        encoding="utf-8",
    )
    plain = QgsVectorLayer(str(path), "plain", "ogr")
    first, second = read(plain)
    assert list(first.values()) == ["1", 'Sorowako; "besar"', "121.35", "-2.55", "2020-01-02"]
    assert list(second.values()) == ["2", "", "", "", ""]
    assert (about_layer(plain).geometry, about_layer(plain).crs) == ("", "")
    uri = f"file://{path}?type=csv&detectTypes=yes&xField=bujur&yField=lintang&crs=EPSG:4326"
    typed = QgsVectorLayer(uri, "typed", "delimitedtext")
    rows = list(layer_rows(typed).rows())
    assert rows[0].attributes["no"] == 1
    assert rows[0].attributes["bujur"] == 121.35
    assert ogr.CreateGeometryFromWkb(rows[0].wkb).GetPoint_2D() == (121.35, -2.55)
    for layer in (plain, typed):
        assert place_of_source(layer) == ("titik.csv", "titik")


def test_rows_are_those_that_the_layer_shows(qgis_app: Any) -> None:
    layer = memory_layer([{"small": number} for number in range(5)], shapes=("POINT (1 2)",) * 5)
    assert layer.setSubsetString('"small" >= 2')
    assert [row["small"] for row in read(layer)] == [2, 3, 4]
    assert about_layer(layer).count == 3
    layer.startEditing()
    layer.changeAttributeValue(next(layer.getFeatures()).id(), 1, 77)
    assert [row["small"] for row in read(layer)] == [77, 3, 4], "edits count before they are saved"
    layer.rollBack()


def test_a_sample_is_the_first_rows(qgis_app: Any) -> None:
    layer = memory_layer([{"small": number} for number in range(5)])
    assert [row["small"] for row in layer_rows(layer).sample(2)] == [0, 1]
    assert len(layer_rows(layer).sample()) == 5


@pytest.mark.parametrize(
    ("geometry", "word", "shape"),
    [
        ("Point", "point", "POINT (101 14)"),
        ("PointZ", "point", "POINT Z (101 14 250)"),
        ("MultiPolygon", "polygon", "MULTIPOLYGON (((1 1,2 1,2 2,1 1)))"),
        ("LineString", "line", "LINESTRING (1 1,2 2)"),
        ("None", "", ""),
    ],
)
def test_geometry_comes_as_iso_binary(qgis_app: Any, geometry: str, word: str, shape: str) -> None:
    layer = memory_layer([{"small": 1}], geometry=geometry, shapes=(shape,) if shape else ())
    (row,) = layer_rows(layer).rows()
    about = about_layer(layer)
    assert (about.geometry, about.crs) == (word, "EPSG:4326" if shape else "")
    expected = ogr.CreateGeometryFromWkt(shape).ExportToIsoWkb() if shape else None
    assert row.wkb == (None if expected is None else bytes(expected))


def test_what_the_layer_says_about_itself_is_told(qgis_app: Any) -> None:
    layer = memory_layer([GIVEN])
    layer.setFieldAlias(0, "Nama")
    metadata = QgsLayerMetadata()
    metadata.setAbstract("Points of a survey")
    metadata.setLicenses(["CC BY 4.0", " ", "Not for sale"])
    metadata.setRights(["A survey"])
    extent = QgsLayerMetadata.Extent()
    moment = QDateTime(QDate(2019, 3, 31), QTime(0, 0))
    extent.setTemporalExtents([QgsDateTimeRange(QDateTime(QDate(2018, 1, 1), QTime(0, 0)), moment)])
    metadata.setExtent(extent)
    layer.setMetadata(metadata)
    about = about_layer(layer)
    assert (about.title, about.abstract) == ("In memory", "Points of a survey")
    assert (about.licence, about.attribution) == ("CC BY 4.0; Not for sale", "A survey")
    assert about.date == "2019-03-31"
    assert about.fields[0].alias == "Nama"
    set_attribution(layer, "© A survey")
    assert about_layer(layer).attribution == "© A survey"


def test_a_reference_system_is_told_as_proj_takes_it(qgis_app: Any) -> None:
    assert crs_text(QgsCoordinateReferenceSystem()) == ""
    assert crs_text(QgsCoordinateReferenceSystem("EPSG:32648")) == "EPSG:32648"
    own = QgsCoordinateReferenceSystem.fromProj("+proj=tmerc +lon_0=103.5 +k=0.9996 +x_0=5e5")
    system = osr.SpatialReference()
    assert system.SetFromUserInput(crs_text(own)) == ogr.OGRERR_NONE
    assert system.GetProjParm(osr.SRS_PP_CENTRAL_MERIDIAN) == 103.5


@pytest.mark.parametrize("srs_id", [0, -1])
def test_a_geopackages_unknown_reference_system_is_none(
    qgis_app: Any, tmp_path: Path, srs_id: int
) -> None:
    path = tmp_path / "unknown.gpkg"
    ogr.GetDriverByName("GPKG").CreateDataSource(str(path)).CreateLayer("a", None, ogr.wkbPoint)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE gpkg_contents SET srs_id = ?", (srs_id,))
        connection.execute("UPDATE gpkg_geometry_columns SET srs_id = ?", (srs_id,))
    about = about_layer(QgsVectorLayer(str(path), "a", "ogr"))
    assert (about.geometry, about.crs) == ("point", "")


def test_aligned_rows_give_their_attributes_back(qgis_app: Any, tmp_path: Path) -> None:
    """Every type of field, read back from the workspace, against what was put in."""
    given = [
        GIVEN, {}, {"num": float("inf"), "txt": ""}, {"day": QDate(12020, 1, 2)},
        {"moment": QDateTime(QDate(2020, 1, 2), QTime(3, 4), Qt.TimeSpec.OffsetFromUTC, 25200)},
    ]  # fmt: skip
    nothing = dict.fromkeys(TYPES)
    expected = [
        EXPECTED, nothing, {**nothing, "num": float("inf"), "txt": ""},
        {**nothing, "day": "12020-01-02"},
        {**nothing, "moment": datetime(2020, 1, 2, 3, 4, tzinfo=BANGKOK)},
    ]  # fmt: skip
    assert brought_back(memory_layer(given), field_map(name="txt"), tmp_path) == expected


def test_aligned_geojson_gives_its_attributes_back(qgis_app: Any, tmp_path: Path) -> None:
    first, second = brought_back(write_geojson(tmp_path), field_map(name="name"), tmp_path)
    assert first == READ
    assert second == dict.fromkeys(READ)


def brought_back(layer: QgsVectorLayer, fields: FieldMap, folder: Path) -> list[dict[str, Any]]:
    """Align a layer into a workspace and return what that says the source said."""
    path = folder / "workspace.gpkg"
    rows = layer_rows(layer)
    result = align_layer(rows, fields, path, source_of(rows, "s"), terms=NO_TERMS)
    assert result.rows_in == result.rows_out
    return read_attributes(path, source_map(path, "s"), 100)


def test_edits_that_are_not_saved_cannot_be_read_past_the_amis_filter(tmp_path: Path) -> None:
    layer = QgsVectorLayer(str(write_survey(tmp_path / "survey.gpkg")), "survey", "ogr")
    assert layer.setSubsetString("\"NO_ID\" = '1'")
    note_subset(layer, "")
    assert len(list(layer_rows(layer).rows())) == len(ROWS)
    assert layer.startEditing()
    (feature,) = layer.getFeatures()
    assert layer.changeAttributeValue(feature.id(), layer.fields().indexOf("STATUS"), "x")
    with pytest.raises(WorkspaceError, match="Save them, or clear the AMIS filter"):
        layer_rows(layer)
    layer.rollBack()
