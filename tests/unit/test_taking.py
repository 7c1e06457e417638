"""What a workspace keeps of how a source was taken, and what it refuses to lose, read by GDAL."""

from __future__ import annotations

import json
import math
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aligning import field_map, source, take
from osgeo import gdal, ogr, osr

from amis_qgis_plugin.core.attributes import attributes_from_json
from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.rows import SourceField, SourceLayer, SourceRow
from amis_qgis_plugin.workspace.exact_wkt import exact_wkt, wkt_of
from amis_qgis_plugin.workspace.field_maps import read_source_maps
from amis_qgis_plugin.workspace.ingest import ingest
from amis_qgis_plugin.workspace.registry import is_aligned_table
from amis_qgis_plugin.workspace.sources import with_unused_id

FIELDS = field_map(identifier="id", commodity_text="what")
ROWS: list[tuple[dict[str, Any], Any]] = [
    ({"id": "a", "what": "Cu"}, (101.0, 14.0)),
    ({"id": "b", "what": "Sn"}, (102.0, 14.0)),
]
OWN = (
    'PROJCS["Indian 1960 / UTM zone 48N, own",GEOGCS["Indian 1960",DATUM["Indian_1960",'
    'SPHEROID["Everest 1830 (1937 Adjustment)",6377276.345,300.8017],TOWGS84[198,881,317,0,0,0,0]],'
    'PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],'
    'PARAMETER["latitude_of_origin",0],PARAMETER["central_meridian",105],'
    'PARAMETER["scale_factor",0.9996],PARAMETER["false_easting",500000],'
    'PARAMETER["false_northing",0],UNIT["metre",1]]'
)
SYSTEMS = ["EPSG:32648", "EPSG:3857", "EPSG:32748", "EPSG:24048", "EPSG:2263", OWN]
SAME_DATUM = ("EPSG:32648", "EPSG:3857", "EPSG:32748")


def query(path: Path, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql, values).fetchall()


def take_shapes(path: Path, crs: str, shapes: list[Any], geometry: str = "point") -> str:
    """Align geometries of one reference system; return the table."""
    layer = SourceLayer("S", (SourceField("n"),), geometry, crs, len(shapes), key="sha256:s")
    rows = [
        SourceRow(str(number), {"n": str(number)}, bytes(shape.ExportToIsoWkb()))
        for number, shape in enumerate(shapes)
    ]
    return ingest(path, layer, rows, FieldMap("tenements"), source("s")).table


@pytest.mark.parametrize("crs", SYSTEMS, ids=lambda text: text[:12])
def test_places_are_turned_back_by_the_recorded_system(tmp_path: Path, crs: str) -> None:
    """Across datums, where heights that nobody has would be needed, the source's own are kept."""
    path = tmp_path / "w.gpkg"
    shapes = [
        ogr.CreateGeometryFromWkt(f"POINT ({500000 + step * 1234.5678} {1500000 + step * 987.654})")
        for step in range(-20, 20)
    ]
    table = take_shapes(path, crs, shapes)
    ((recorded,),) = query(path, "SELECT source_crs FROM amis_field_maps")
    assert recorded == crs
    system, degrees = osr.SpatialReference(), osr.SpatialReference()
    assert system.SetFromUserInput(recorded) == ogr.OGRERR_NONE
    degrees.ImportFromEPSG(4326)
    for one in (system, degrees):
        one.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    back = osr.CoordinateTransformation(degrees, system)
    dataset = ogr.Open(str(path))
    features = list(dataset.GetLayerByName(table))
    assert len(features) == len(shapes)
    for feature, shape in zip(features, shapes):
        kept = feature["source_geometry"]
        if crs in SAME_DATUM:
            assert kept is None
        if kept is not None:
            assert ogr.CreateGeometryFromWkt(kept).GetPoint_2D() == shape.GetPoint_2D()
            continue
        x, y = back.TransformPoint(*feature.GetGeometryRef().GetPoint_2D())[:2]
        assert math.hypot(x - shape.GetX(), y - shape.GetY()) * system.GetLinearUnits() < 0.001


SHAPES = {
    "point": ["POINT Z (500000.1 1500000 33)", "POINT ZM (1 2 3.3 4)", "POINT M (1 2 0.1)"],
    "line": ["LINESTRING Z (1 2 3,4 5 6)", "CIRCULARSTRING (0 0,1 1.1,2 0)"],
    "polygon": [
        "CURVEPOLYGON Z (COMPOUNDCURVE Z (CIRCULARSTRING Z (0 0 1,1 1 1,2 0 1),(2 0 1,0 0 1)))",
        "MULTIPOLYGON Z (((0 0 1,1 0 1,1 1 1,0 0 1)),((5 5 1,6 5 1,6 6 1,5 5 1)))",
        "TIN Z (((0 0 1,1 0 1,1 1 1,0 0 1)))",
    ],
}


@pytest.mark.parametrize("kind", SHAPES)
def test_what_a_table_cannot_hold_reads_back_to_the_last_digit(tmp_path: Path, kind: str) -> None:
    """Thirds and tenths need seventeen digits, of which OGR writes fifteen."""
    path = tmp_path / "w.gpkg"
    shapes = [ogr.CreateGeometryFromWkt(wkt) for wkt in SHAPES[kind]]
    thirds = ogr.CreateGeometryFromWkt("POINT Z (1 2 3)")
    thirds.SetPoint(0, 500000 + 1 / 3, 0.1 + 0.2, 2 / 3)
    shapes += [thirds] if kind == "point" else []
    table = take_shapes(path, "EPSG:32648", shapes, kind)
    stored = query(path, f"SELECT source_geometry FROM {table} ORDER BY fid")
    assert len(stored) == len(shapes)
    for (text,), shape in zip(stored, shapes):
        assert bytes(ogr.CreateGeometryFromWkt(text).ExportToIsoWkb()) == bytes(
            shape.ExportToIsoWkb()
        )


@pytest.mark.parametrize(
    "wkt",
    [
        "POINT (500000 1500000)", "POINT EMPTY", "MULTIPOINT ((1 2),(3 4.5))",
        "GEOMETRYCOLLECTION Z (POINT Z (1 2 3),LINESTRING Z (1 2 3,4 5 6))",
        "POINT (1e+300 -1e-300)",
        "MULTICURVE ((0 0,1 1),CIRCULARSTRING (0 0,1 1,2 0))",
        "POLYGON ((0 0,9 0,9 9,0 0),(1 1,2 1,2 2,1 1))",
    ],
)  # fmt: skip
def test_plain_numbers_stay_plain(wkt: str) -> None:
    shape = ogr.CreateGeometryFromWkt(wkt)
    assert exact_wkt(shape) == wkt
    assert wkt_of(bytes(shape.ExportToIsoWkb())) == wkt


@pytest.mark.parametrize("exceptions", [False, True])
def test_what_is_no_geometry_is_kept_as_its_bytes(exceptions: bool) -> None:
    before = gdal.GetUseExceptions()
    (gdal.UseExceptions if exceptions else gdal.DontUseExceptions)()
    try:
        assert wkt_of(b"\x01\x02") == "0102"
        assert wkt_of(None) == wkt_of(b"") == ""
    finally:
        (gdal.UseExceptions if before else gdal.DontUseExceptions)()


def test_rejected_rows_read_back_to_what_they_were(tmp_path: Path) -> None:
    fields = FieldMap("administrative_areas", {"level": FieldUse((SourceColumn("level"),))})
    columns = (SourceField("level", "integer"), SourceField("name"), SourceField("raw", "binary"))
    layer = SourceLayer("S", columns, "polygon", "EPSG:4326", 4)
    given = [
        {"level": 1, "name": "Café \ud800", "raw": b"\x00\xff"},
        {"level": 2, "name": 'ทองแดง "đ" \\ \n \udfff', "raw": None},
        {"level": 2**70, "name": "Café 🜨 \\xe9", "raw": None},
        {"level": 2**70, "name": None, "raw": b""},
    ]
    wkt = "POLYGON ((0.1 0,1 0,1 1,0.1 0))"
    shapes = [bytes(ogr.CreateGeometryFromWkt(wkt).ExportToIsoWkb()), b"\x01nonsense", None, None]
    rows = [SourceRow(str(n), one, wkb) for n, (one, wkb) in enumerate(zip(given, shapes))]
    result = ingest(tmp_path / "w.gpkg", layer, rows, fields, source("s"))
    assert result.rows_out == 0
    stored = query(
        tmp_path / "w.gpkg",
        "SELECT source_attributes, source_geometry FROM amis_rejected_rows ORDER BY id",
    )
    (kept,) = read_source_maps(tmp_path / "w.gpkg")
    assert [attributes_from_json(text, kept.types()) for text, _wkt in stored] == given
    assert [json.loads(text)["name"] for text, _wkt in stored] == [one["name"] for one in given]
    assert [shape for _text, shape in stored] == [wkt, b"\x01nonsense".hex(), "", ""]


@pytest.mark.parametrize("there", [True, False])
def test_a_row_that_gets_lost_is_an_error_and_nothing_is_kept(
    tmp_path: Path, there: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "w.gpkg"
    trigger = (
        "CREATE TRIGGER thief AFTER INSERT ON amis_occurrence_commodity BEGIN"
        " DELETE FROM mineral_occurrences WHERE identifier = 'b'; END"
    )
    if there:
        take(path, ROWS[:1], FIELDS)
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute(trigger)
        before = path.read_bytes()
    else:
        from amis_qgis_plugin.workspace import ingestion as module

        ensure = module.ensure_tables

        def with_thief(connection: sqlite3.Connection) -> None:
            ensure(connection)
            connection.execute(trigger)

        monkeypatch.setattr(module, "ensure_tables", with_thief)
    with pytest.raises(WorkspaceError, match="2 rows were read, but 1 are in the table and 0 are"):
        take(path, ROWS, FIELDS)
    assert [one.name for one in tmp_path.iterdir()] == (["w.gpkg"] if there else [])
    if there:
        assert path.read_bytes() == before


def keyed(path: Path, key: str, rows: list[tuple[dict[str, Any], Any]]) -> str:
    """Align rows of a layer with this key under a free id; return the id."""
    named = with_unused_id(path, source("survey"), key)
    layer = SourceLayer("S", tuple(map(SourceField, ("id", "what"))), "", "", len(rows), key=key)
    given = (SourceRow(str(n), attributes) for n, (attributes, _point) in enumerate(rows))
    return ingest(path, layer, given, FIELDS, named).source_id


def test_sources_are_told_apart_by_their_keys(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    ids = [keyed(path, key, ROWS) for key in ("sha256:1", "sha256:2", "sha256:3")]
    assert ids == ["survey", "survey-2", "survey-3"]
    assert keyed(path, "sha256:2", ROWS[:1]) == "survey-2"
    counts = query(path, "SELECT source_id, count(*) FROM mineral_occurrences GROUP BY 1")
    assert dict(counts) == {"survey": 2, "survey-2": 1, "survey-3": 2}
    keys = query(path, "SELECT source_key FROM amis_field_maps ORDER BY source_id")
    assert keys == [("sha256:1",), ("sha256:2",), ("sha256:3",)]


def test_without_a_recorded_key_place_and_filter_tell(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    keyed(path, "", ROWS)
    assert with_unused_id(path, source("survey"), "sha256:1").source_id == "survey"
    filtered = replace(source("survey"), filter="a = 1")
    assert with_unused_id(path, filtered, "sha256:1").source_id == "survey-2"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TABLE amis_field_maps")
    assert with_unused_id(path, source("survey"), "sha256:1").source_id == "survey"


def test_a_table_of_maps_of_an_older_version_gains_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    keyed(path, "sha256:1", ROWS)
    with closing(sqlite3.connect(path)) as connection, connection:
        for column in ("source_key", "source_crs", "outlines", "offshore_km"):
            connection.execute(f"ALTER TABLE amis_field_maps DROP COLUMN {column}")
    take(path, ROWS, FIELDS, "new")
    found = query(
        path, "SELECT source_id, source_key, source_crs, outlines, offshore_km FROM amis_field_maps"
    )
    assert found == [("survey", None, None, None, None), ("new", "", "EPSG:4326", "", None)]
    dataset = ogr.Open(str(path))
    assert dataset.GetLayerByName("amis_field_maps").GetFeatureCount() == 2


def test_only_what_alignment_writes_counts_as_aligned(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    for name in ("mine", "mines"):
        dataset.CreateLayer(name, None, ogr.wkbPoint)
    dataset = None
    assert not is_aligned_table(path, "mines"), "no workspace"
    take(path, ROWS, FIELDS)
    assert is_aligned_table(path, "mineral_occurrences")
    assert not is_aligned_table(path, "mine") and not is_aligned_table(path, "mines")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO amis_layers (table_name, layer_type, theme_id)"
            " VALUES ('mine', 'mines', '')"
        )
    assert not is_aligned_table(path, "mine"), "a table of its own that is shown as mines"
