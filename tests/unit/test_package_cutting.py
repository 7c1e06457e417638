"""Packages cut at the edge of an area and put into another system, judged by other libraries."""

from __future__ import annotations

import importlib.util
import json
import re
import sqlite3
import struct
import warnings
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from osgeo import ogr, osr
from package_samples import CREATED, build_workspace, source

from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.verify import verify_package
from amis_qgis_plugin.packages.write import write_package
from amis_qgis_plugin.workspace.gdal_calls import add_layer, sqlite
from amis_qgis_plugin.workspace.registry import RegisteredLayer, register_layer
from amis_qgis_plugin.workspace.sources import write_source

COPPER = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
# an area with a bay, so that its box says nothing of it
SHAPE = "POLYGON ((118 8, 124 8, 124 14, 122 14, 122 9, 120 9, 120 14, 118 14, 118 8))"
BOX = (119.0, 9.0, 122.0, 12.0)
MAPPED = (
    ("inside", "POLYGON ((118.2 8.2, 119 8.2, 119 9, 118.2 9, 118.2 8.2))"),
    ("across the bay", "POLYGON ((117 10, 125 10, 125 11, 117 11, 117 10))"),
    ("in the bay", "POLYGON ((120.5 10, 121.5 10, 121.5 11, 120.5 11, 120.5 10))"),
    ("only at the edge", "POLYGON ((124 9, 126 9, 126 10, 124 10, 124 9))"),
    ("bow tie", "POLYGON ((123 12, 125 13, 125 12, 123 13, 123 12))"),
    (
        "with a hole",
        "POLYGON ((110 0, 130 0, 130 20, 110 20, 110 0), (119 8, 119 8.5, 120 8, 119 8))",
    ),
)  # fmt: skip
LINES = (
    ("through", "LINESTRING Z (117 12 1, 125 12 2)"),
    ("to the edge", "LINESTRING Z (126 10 0, 124 10 5)"),
    ("within", "LINESTRING Z (118.5 8.5 3, 119 9 4)"),
)
WELLS = (("in", "POINT (119 10)"), ("out", "POINT (121 10)"), ("on the edge", "POINT (124 12)"))


pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::FutureWarning", "ignore::UserWarning"
)


@pytest.fixture(scope="module")
def geopandas() -> Any:
    """Return geopandas, with PROJ's data found also from inside a virtual environment."""
    for name in ("geopandas", "shapely", "pyproj"):
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"needs {name}, which judges what was cut and transformed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import geopandas
        import pyproj.datadir

        try:
            pyproj.datadir.get_data_dir()
        except pyproj.exceptions.DataDirError:
            folders = [path for path in osr.GetPROJSearchPaths() if Path(path, "proj.db").exists()]
            pyproj.datadir.set_data_dir(folders[0])
    return geopandas


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = build_workspace(tmp_path_factory.mktemp("cutting") / "small.gpkg")
    dataset = ogr.Open(str(path), 1)
    _add(dataset, "mapped", ogr.wkbPolygon, MAPPED)
    _add(dataset, "traverses", ogr.wkbLineString25D, LINES)
    _add(dataset, "wells", ogr.wkbPoint, WELLS)
    dataset = None
    with sqlite(path, write=True) as connection:
        for table in ("mapped", "traverses", "wells"):
            register_layer(connection, RegisteredLayer(table, "", "geology"))
            write_source(connection, source(f"of_{table}", table))
        for source_id, feature in (("of_mapped", "bow tie"), ("of_mapped", "in the bay")):
            connection.execute(
                "INSERT INTO amis_findings (source_id, source_feature_id, code, field, detail)"
                " VALUES (?, ?, 'earlier', '', '')",
                (source_id, feature),
            )
    return path


def _add(dataset: Any, table: str, kind: int, rows: Any) -> None:
    names = [(name, ogr.OFTString) for name in ("name", "source_id", "source_feature_id")]
    layer = add_layer(dataset, table, table.title(), kind, names)
    for name, wkt in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("name", name)
        feature.SetField("source_id", f"of_{table}")
        feature.SetField("source_feature_id", name)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(feature)


def write(workspace: Path, target: Path, **changes: Any) -> Path:
    plan = describe_package(workspace, COPPER, title="Cut", **changes)
    return write_package(plan, target, created=CREATED).path


def data(package: Path) -> Path:
    return package / "data" / "cut.gpkg"


def manifest(package: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads((package / "manifest.json").read_text("utf-8"))
    return value


def asked(path: Path, query: str, *values: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(query, values).fetchall()


def names_of(path: Path, table: str) -> list[str]:
    return [row[0] for row in asked(path, f"SELECT name FROM {table} ORDER BY fid")]


def clipped(frame: Any, edge: Any) -> dict[str, Any]:
    """Return names with what geopandas cuts, as its ``clip`` keeps the kind of geometry.

    ``clip`` itself needs rtree beside older releases of shapely.
    """
    from shapely.ops import unary_union

    dimension = {"Point": 0, "LineString": 1, "Polygon": 2}
    cut = frame.geometry.intersection(edge)
    found = {}
    for name, shape, whole in zip(frame["name"], cut, frame.geometry):
        kept = [
            part
            for part in getattr(shape, "geoms", [shape])
            if dimension[part.geom_type.removeprefix("Multi")]
            == dimension[whole.geom_type.removeprefix("Multi")]
            and not part.is_empty
        ]
        if kept:
            found[name] = unary_union(kept)
    return found


def check_indexes(path: Path, geopandas: Any) -> None:
    """Compare R-trees, extents and counts with what geopandas reads of the geometry itself."""
    tables = asked(path, "SELECT table_name, column_name, geometry_type_name, srs_id FROM"
                         " gpkg_geometry_columns")  # fmt: skip
    for table, column, kind, srs in tables:
        frame = geopandas.read_file(path, layer=table)
        placed = frame[~frame.geometry.isna()]
        bounds = placed.total_bounds
        contents = asked(
            path,
            "SELECT min_x, min_y, max_x, max_y, srs_id FROM gpkg_contents WHERE table_name = ?",
            table,
        )[0]
        assert contents[:4] == pytest.approx(tuple(bounds), abs=1e-9, rel=1e-12), table
        assert contents[4] == srs
        boxes = asked(path, f"SELECT minx, miny, maxx, maxy FROM rtree_{table}_{column}")
        assert len(boxes) == len(placed), table
        whole = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes),
                 max(b[3] for b in boxes))  # fmt: skip
        assert whole == pytest.approx(tuple(bounds), rel=1e-6), table
        count = asked(path, f"SELECT count(*) FROM {table}")[0][0]
        told = asked(
            path, "SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = ?", table
        )
        assert told[0][0] == count == len(frame), table
        blobs = asked(path, f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL")
        assert {struct.unpack_from("<i", blob, 4)[0] for (blob,) in blobs} <= {srs}
        declared = asked(
            path, "SELECT type FROM pragma_table_info(?) WHERE name = ?", table, column
        )
        assert declared[0][0].upper() == kind
        dataset = ogr.Open(str(path))
        flat = {
            ogr.GT_Flatten(feature.GetGeometryRef().GetGeometryType())
            for feature in dataset.GetLayerByName(table)
            if feature.GetGeometryRef() is not None
        }
        expected = ogr.GT_Flatten(dataset.GetLayerByName(table).GetGeomType())
        assert flat <= {expected}, table
        dataset = None


@pytest.mark.parametrize(
    "area", [{"area_kind": "polygon", "polygon": SHAPE}, {"area": BOX}], ids=["polygon", "box"]
)
def test_what_is_cut_is_what_geopandas_cuts(
    workspace: Path, tmp_path: Path, geopandas: Any, area: dict[str, Any]
) -> None:
    from shapely import wkt
    from shapely.geometry import box
    from shapely.validation import make_valid

    edge = wkt.loads(area["polygon"]) if "polygon" in area else box(*area["area"])
    package = write(workspace, tmp_path / "out", clip=True, **area)
    for table in ("mapped", "traverses", "geological_units", "wells"):
        whole = geopandas.read_file(workspace, layer=table)
        whole = whole[~whole.geometry.isna()]
        whole["geometry"] = whole.geometry.apply(make_valid)
        expected = clipped(whole, edge)
        got = geopandas.read_file(data(package), layer=table)
        got = {row["name"]: row.geometry for _id, row in got.iterrows()}
        assert set(got) == set(expected), table
        for name, shape in got.items():
            assert shape.is_valid
            assert shape.symmetric_difference(expected[name]).area < 1e-12, (table, name)
            assert shape.length == pytest.approx(expected[name].length, abs=1e-12), (table, name)
    check_indexes(data(package), geopandas)
    assert verify_package(package).ok


def test_a_cut_is_told_and_what_was_repaired_is_listed(workspace: Path, tmp_path: Path) -> None:
    package = write(workspace, tmp_path / "out", clip=True, area_kind="polygon", polygon=SHAPE)
    told = manifest(package)
    assert (told["clipped"], told["polygon"], told["crs"]) == (True, SHAPE, None)
    steps = {
        (one["step"], one["table"]): (one["rows_in"], one["rows_out"]) for one in told["steps"]
    }
    assert steps["selected", "mapped"] == (6, 5)  # all but the one in the bay
    assert steps["clipped", "mapped"] == (5, 4)  # not the one at the edge
    assert steps["clipped", "traverses"] == (3, 2)
    assert steps["clipped", "wells"] == (2, 2)
    assert ("clipped", "mineral_occurrences") not in steps
    findings = {one["code"]: one["message"] for one in told["findings"]}
    assert "Mapped: 1 features were not valid" in findings["geometry-repaired"]
    assert "only-at-the-edge" in findings
    listed = asked(
        data(package), "SELECT source_feature_id, code FROM amis_findings WHERE source_id = ?"
        " ORDER BY code", "of_mapped",
    )  # fmt: skip
    assert listed == [("bow tie", "earlier"), ("bow tie", "geometry-repaired")]
    assert "geometry-repaired" in (package / "tables" / "amis_findings.csv").read_text("utf-8")
    assert "by the area, cut at its edge" in (package / "report.html").read_text("utf-8")
    assert "cut at its edge" in (package / "README.txt").read_text("utf-8").replace("\n", " ")


def test_what_cutting_finds_is_told_to_who_writes(workspace: Path, tmp_path: Path) -> None:
    plan = describe_package(
        workspace, COPPER, title="p", clip=True, area_kind="polygon", polygon=SHAPE,
        maps=False, pdf=False, language="",
    )  # fmt: skip
    known = {one.code for one in plan.findings}
    result = write_package(plan, tmp_path / "out")
    codes = {one.code for one in result.findings}
    assert {"geometry-repaired", "only-at-the-edge"} <= codes
    assert not codes & known
    told = manifest(result.path)["findings"]
    assert {one["code"] for one in told} == codes | known


def test_the_record_of_the_whole_is_around_all_layers(workspace: Path, tmp_path: Path) -> None:
    inner = (123.0, 10.0, 123.5, 10.5)  # most occurrences lie outside of it
    package = write(workspace, tmp_path / "out", area_kind="extent", extent=inner)
    ends = asked(
        data(package), "SELECT min(min_x), max(max_x), min(min_y), max(max_y) FROM gpkg_contents"
        " WHERE data_type = 'features'",
    )[0]  # fmt: skip
    record = (package / "metadata" / "_package.xml").read_text("utf-8")
    said = re.findall(r"BoundLongitude>\s*<gco:Decimal>([-0-9.]+)<", record)
    said += re.findall(r"BoundLatitude>\s*<gco:Decimal>([-0-9.]+)<", record)
    assert sorted(map(float, said)) == pytest.approx(sorted(ends), abs=1e-6)


def test_heights_are_kept_where_lines_are_cut(workspace: Path, tmp_path: Path) -> None:
    package = write(workspace, tmp_path / "out", clip=True, area_kind="polygon", polygon=SHAPE)
    dataset = ogr.Open(str(data(package)))
    shapes = {f["name"]: f.GetGeometryRef().Clone() for f in dataset.GetLayerByName("traverses")}
    dataset = None
    assert all(shape.Is3D() for shape in shapes.values())
    assert shapes["within"].GetGeometryRef(0).GetPoint(0) == (118.5, 8.5, 3.0)
    first = shapes["through"].GetGeometryRef(0)
    heights = sorted(first.GetZ(i) for i in range(first.GetPointCount()))
    assert 1.0 <= heights[0] <= heights[-1] <= 2.0


def test_whole_features_of_a_polygon(workspace: Path, tmp_path: Path, geopandas: Any) -> None:
    package = write(workspace, tmp_path / "out", area_kind="polygon", polygon=SHAPE)
    assert names_of(data(package), "mapped") == [
        "inside", "across the bay", "only at the edge", "bow tie", "with a hole",
    ]  # fmt: skip
    original = dict(asked(workspace, "SELECT name, geom FROM mapped"))
    assert dict(asked(data(package), "SELECT name, geom FROM mapped")).items() <= original.items()
    assert [one for one in manifest(package)["steps"] if one["step"] == "clipped"] == []
    check_indexes(data(package), geopandas)


def test_rows_of_other_columns_stay_as_they_were(workspace: Path, tmp_path: Path) -> None:
    query = "SELECT fid, name, source_feature_id FROM mapped"
    package = write(workspace, tmp_path / "out", clip=True, crs="EPSG:32651", area=BOX)
    assert set(asked(data(package), query)) < set(asked(workspace, query))


@pytest.mark.parametrize("crs", ["EPSG:32651", "EPSG:3857", "ESRI:54034"])
def test_another_system_is_what_pyproj_says(
    workspace: Path, tmp_path: Path, geopandas: Any, crs: str
) -> None:
    plain = write(workspace, tmp_path / "plain")
    package = write(workspace, tmp_path / "out", crs=crs)
    authority, code = crs.split(":")
    tables = [
        row[0] for row in asked(data(package), "SELECT table_name FROM gpkg_geometry_columns")
    ]
    assert len(tables) >= 5
    for table in tables:
        kept = geopandas.read_file(data(plain), layer=table)
        got = geopandas.read_file(data(package), layer=table)
        assert list(got["name"]) == list(kept["name"])
        assert got.crs.to_authority() == (authority, code)
        expected = kept.to_crs(crs)
        for one, other in zip(got.geometry, expected.geometry):
            assert (one is None) == (other is None)
            if one is not None:
                assert one.bounds == pytest.approx(other.bounds, abs=0.001), table
                assert one.geom_type == other.geom_type
    check_indexes(data(package), geopandas)
    told = manifest(package)
    assert told["crs"] == crs
    assert ("transformed", "faults") in {(one["step"], one["table"]) for one in told["steps"]}
    assert verify_package(package).ok


def test_tables_and_report_stay_in_degrees(workspace: Path, tmp_path: Path) -> None:
    plain = write(workspace, tmp_path / "plain")
    package = write(workspace, tmp_path / "out", crs="EPSG:32651")
    names = [
        "tables/mineral_occurrences.csv",
        "report/summary.csv",
    ]
    for name in names:
        one, other = (
            [
                line
                for line in (folder / name).read_text("utf-8-sig").splitlines()
                if not line.startswith("findings,")  # one more says that it is transformed
            ]
            for folder in (plain, package)
        )
        assert one == other, name
    record = (package / "metadata" / "mineral_occurrences.xml").read_text("utf-8")
    west = re.search(r"westBoundLongitude>\s*<gco:Decimal>([0-9.]+)<", record)
    assert west is not None
    assert float(west[1]) == pytest.approx(120.9, abs=0.2)
    assert "longitude" in (package / names[0]).read_text("utf-8-sig").splitlines()[0]


def test_a_row_without_a_place_in_the_system_stops_the_package(
    workspace: Path, tmp_path: Path
) -> None:
    plan = describe_package(workspace, COPPER, crs="EPSG:2964")  # Alaska
    assert not plan.blocked
    try:
        write_package(plan, tmp_path / "out", created=CREATED)
    except WorkspaceError as error:
        assert "EPSG:2964" in str(error)
        assert error.hint
        assert not (tmp_path / "out").exists()


def test_two_runs_give_the_same_bytes(workspace: Path, tmp_path: Path) -> None:
    choices = {"clip": True, "crs": "EPSG:32651", "area_kind": "polygon", "polygon": SHAPE}
    folders = [write(workspace, tmp_path / name, **choices) for name in ("one", "two")]
    one, other = (
        {p.relative_to(f).as_posix(): p.read_bytes() for p in f.rglob("*") if p.is_file()}
        for f in folders
    )
    assert one == other
