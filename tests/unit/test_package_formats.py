"""The layers in other formats: read by other programs, they say what the GeoPackage says."""

from __future__ import annotations

import io
import itertools
import json
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from osgeo import gdal, ogr
from package_samples import AREA, CREATED, build_workspace

from amis_qgis_plugin.core.errors import Cancelled, PackageError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_plan import PackagePlan
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.packages import formats
from amis_qgis_plugin.packages.counting import (
    Uncountable,
    features_of_flatgeobuf,
    features_of_geojson,
)
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.formats import write_formats
from amis_qgis_plugin.packages.geoparquet import has_pyarrow
from amis_qgis_plugin.packages.verify import verify_package
from amis_qgis_plugin.packages.write import write_package
from amis_qgis_plugin.workspace.gdal_calls import sqlite

COPPER = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
PLAIN = ("geojson", "flatgeobuf")
DATA = "data/copper.gpkg"
# Table to rows, and to rows with a place: d7 has none.
ROWS = {"mineral_occurrences": (6, 5), "geological_units": (3, 3), "faults": (1, 1)}
PARQUET_HERE = formats.possible("geoparquet")


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> PackagePlan:
    workspace = build_workspace(tmp_path_factory.mktemp("workspace") / "small.gpkg")
    made = describe_package(workspace, COPPER, title="Copper", area=AREA)
    return replace(made, formats=PLAIN)


@pytest.fixture(scope="module")
def package(plan: PackagePlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_package(plan, tmp_path_factory.mktemp("written") / "p", created=CREATED).path


@pytest.fixture(scope="module")
def with_parquet(plan: PackagePlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    if not PARQUET_HERE:
        pytest.skip("neither GDAL's driver Parquet nor pyarrow is here")
    wanted = replace(plan, formats=("geoparquet",))
    return write_package(wanted, tmp_path_factory.mktemp("parquet") / "p", created=CREATED).path


def manifest_of(package: Path) -> Any:
    return json.loads((package / "manifest.json").read_text("utf-8"))


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def rows_of(package: Path, table: str) -> dict[int, dict[str, Any]]:
    """Return fid to row, read by sqlite3 alone."""
    connection = sqlite3.connect(package / DATA)
    connection.row_factory = sqlite3.Row
    found = connection.execute(f'SELECT * FROM "{table}"').fetchall()
    connection.close()
    return {
        row["fid"]: {k: v for k, v in dict(row).items() if k not in ("fid", "geom")}
        for row in found
    }


def collection(package: Path, table: str) -> Any:
    return json.loads((package / "data" / "geojson" / f"{table}.geojson").read_text("utf-8"))


def test_one_file_for_each_layer_with_geometry(package: Path) -> None:
    there = {path.relative_to(package).as_posix() for path in (package / "data").rglob("*.*")}
    assert there == {
        DATA,
        *(f"data/geojson/{table}.geojson" for table in ROWS),
        *(f"data/flatgeobuf/{table}.fgb" for table in ROWS),
    }


def test_the_manifest_counts_what_went_in_and_came_out(package: Path) -> None:
    steps = {
        one["table"]: (one["rows_in"], one["rows_out"])
        for one in manifest_of(package)["steps"]
        if one["step"] == "converted"
    }
    expected = {f"data/geojson/{table}.geojson": (n, n) for table, (n, _) in ROWS.items()}
    expected |= {f"data/flatgeobuf/{table}.fgb": counts for table, counts in ROWS.items()}
    assert steps == expected
    codes = {one["code"] for one in manifest_of(package)["findings"]}
    said = [one["message"] for one in manifest_of(package)["findings"]
            if one["code"] == "only-with-place"]  # fmt: skip
    assert len(said) == 1, "of the file that lacks one, not of those that may"
    assert "1 feature without a place left out of data/flatgeobuf/mineral_occ" in said[0]
    readme = " ".join((package / "README.txt").read_text("utf-8").split())
    assert "1 feature without a place left out of data/flatgeobuf/mineral_occ" in readme
    assert "no-geoparquet" not in codes


@pytest.mark.parametrize("table", ROWS)
def test_geojson_is_what_rfc_7946_says(package: Path, table: str) -> None:
    """Read by Python's json alone; clauses 3.1.6 (rings), 4 (WGS 84), 7.1 (no other members)."""
    document = collection(package, table)
    assert document["type"] == "FeatureCollection"
    assert "crs" not in document
    rows = rows_of(package, table)
    assert [one["id"] for one in document["features"]] == sorted(rows)
    for feature in document["features"]:
        assert feature["type"] == "Feature"
        row = rows[feature["id"]]
        for name, value in feature["properties"].items():
            told = json.dumps(value) if isinstance(value, (dict, list)) else value
            same = json.loads(row[name]) == value if told != value else row[name] == value
            assert same, (name, value)
        assert set(feature["properties"]) == set(row)
        if feature["geometry"] is None:
            continue
        for x, y in _positions(feature["geometry"]["coordinates"]):
            assert -180 <= x <= 180
            assert -90 <= y <= 90
            assert (round(x, 7), round(y, 7)) == (x, y)
        if feature["geometry"]["type"] == "Polygon":
            outer = feature["geometry"]["coordinates"][0]
            assert sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(outer, outer[1:])) > 0


def _positions(value: Any) -> Any:
    if isinstance(value[0], (int, float)):
        yield tuple(value)
        return
    for one in value:
        yield from _positions(one)


def test_a_row_without_a_place_is_kept_where_the_format_can(package: Path) -> None:
    without = [one for one in collection(package, "mineral_occurrences")["features"]
               if one["geometry"] is None]  # fmt: skip
    assert [one["properties"]["identifier"] for one in without] == ["d7"]


@pytest.mark.parametrize("table", ROWS)
def test_gdal_agrees_on_counts_keys_and_extents(package: Path, table: str) -> None:
    source = ogr.Open(str(package / DATA))
    layer = source.GetLayerByName(table)
    system, extent = layer.GetSpatialRef(), layer.GetExtent()
    keys = {feature.GetFID() for feature in layer}
    placed = {f.GetFID(): f.GetGeometryRef().ExportToWkb() for f in layer if f.GetGeometryRef()}
    dataset = ogr.Open(str(package / "data" / "flatgeobuf" / f"{table}.fgb"))
    flat = dataset.GetLayer(0)
    assert flat.GetSpatialRef().IsSame(system)
    assert flat.GetExtent() == extent
    assert {f["fid"]: f.GetGeometryRef().ExportToWkb() for f in flat} == placed
    assert flat.TestCapability(ogr.OLCFastSpatialFilter)
    other = ogr.Open(str(package / "data" / "geojson" / f"{table}.geojson"))
    assert {feature.GetFID() for feature in other.GetLayer(0)} == keys
    assert other.GetLayer(0).GetSpatialRef().GetAuthorityCode(None) == "4326"
    source = layer = dataset = flat = other = None


@pytest.mark.parametrize("table", ROWS)
def test_fiona_and_geopandas_agree(package: Path, table: str) -> None:
    fiona = pytest.importorskip("fiona")
    geopandas = pytest.importorskip("geopandas")
    whole, placed = ROWS[table]
    frame = geopandas.read_file(package / DATA, layer=table)
    paths = {
        package / "data" / "geojson" / f"{table}.geojson": whole,
        package / "data" / "flatgeobuf" / f"{table}.fgb": placed,
    }
    for path, count in paths.items():
        with fiona.open(path) as features:
            assert sum(1 for _one in features) == len(features) == count
        other = geopandas.read_file(path)
        assert len(other) == count
        assert other.to_crs(frame.crs).total_bounds == pytest.approx(frame.total_bounds, 1e-7)
        words = frame[frame.geometry.notna()] if count != whole else frame
        assert sorted(other["name"].fillna("")) == sorted(words["name"].fillna(""))


def test_datapackage_and_readme_name_them(package: Path) -> None:
    document = json.loads((package / "datapackage.json").read_text("utf-8"))
    resources = {one["path"]: one for one in document["resources"]}
    sums = dict(
        reversed(line.split("  ")) for line in (package / "SHA256SUMS").read_text().splitlines()
    )
    for table in ROWS:
        for path in (f"data/geojson/{table}.geojson", f"data/flatgeobuf/{table}.fgb"):
            assert resources[path]["hash"] == f"sha256:{sums[path]}"
            assert resources[path]["bytes"] == (package / path).stat().st_size
    assert len({one["name"] for one in document["resources"]}) == len(document["resources"])
    readme = (package / "README.txt").read_text("utf-8")
    assert "data/geojson/" in readme
    assert "data/flatgeobuf/" in readme
    assert "data/geoparquet/" not in readme


def test_same_inputs_same_bytes(plan: PackagePlan, package: Path, tmp_path: Path) -> None:
    again = write_package(plan, tmp_path / "again", created=CREATED)
    assert files_of(again.path) == files_of(package)


def test_a_format_that_nobody_knows_is_told_before_anything_is_written(
    plan: PackagePlan, tmp_path: Path
) -> None:
    with pytest.raises(PackageError, match="shapefile"):
        write_package(replace(plan, formats=("shapefile",)), tmp_path / "p", created=CREATED)
    assert list(tmp_path.iterdir()) == []


def test_without_formats_nothing_is_added(plan: PackagePlan, tmp_path: Path) -> None:
    bare = write_package(replace(plan, formats=()), tmp_path / "p", created=CREATED).path
    assert [path.name for path in (bare / "data").iterdir()] == ["copper.gpkg"]
    assert not [one for one in manifest_of(bare)["steps"] if one["step"] == "converted"]


def test_a_format_that_is_not_possible_is_told_and_the_rest_is_written(
    plan: PackagePlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "possible", lambda one: one != "geoparquet")
    wanted = replace(plan, formats=("geojson", "geoparquet"))
    result = write_package(wanted, tmp_path / "p", created=CREATED)
    (finding,) = (
        one for one in manifest_of(result.path)["findings"] if one["code"] == "no-geoparquet"
    )
    assert finding["severity"] == "warning"
    assert "pyarrow" in finding["message"]
    assert finding["hint"]
    assert "GeoParquet needs" in (result.path / "README.txt").read_text("utf-8")
    folders = {path.name for path in (result.path / "data").iterdir() if path.is_dir()}
    assert folders == {"geojson"}
    assert verify_package(result.path).ok


def test_a_library_that_refuses_to_load_is_as_good_as_none(
    plan: PackagePlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if gdal.GetDriverByName("Parquet") is not None:
        pytest.skip("GDAL writes GeoParquet here, whatever pyarrow does")
    monkeypatch.setitem(sys.modules, "pyarrow", None)  # as one that does not bear its NumPy
    has_pyarrow.cache_clear()
    try:
        wanted = replace(plan, formats=("geoparquet",))
        package = write_package(wanted, tmp_path / "p", created=CREATED).path
    finally:
        has_pyarrow.cache_clear()
    assert "no-geoparquet" in {one["code"] for one in manifest_of(package)["findings"]}
    assert not (package / "data" / "geoparquet").exists()


@pytest.mark.parametrize("format_id", PLAIN)
def test_both_verifiers_count_even_when_all_sums_agree(
    package: Path, tmp_path: Path, format_id: str
) -> None:
    from test_package_verify import reseal

    copy = Path(shutil.copytree(package, tmp_path / "p"))
    (path, other) = sorted((copy / "data" / format_id).glob("*[ls]_*"))  # another layer's rows
    shutil.copy(path, other)
    reseal(copy)
    (problem,) = verify_package(copy).problems
    assert (problem.kind, problem.file) == ("count", other.relative_to(copy).as_posix())
    run = subprocess.run(
        [sys.executable, "-I", "-S", "verify.py"], cwd=copy, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert run.returncode == 1
    assert run.stdout.startswith(f"{problem.file}: count: {problem.message}")


@pytest.mark.parametrize("path", ["data/geojson/faults.geojson", "data/flatgeobuf/faults.fgb"])
def test_a_layer_that_cannot_be_read_is_told(package: Path, tmp_path: Path, path: str) -> None:
    from test_package_verify import reseal

    copy = Path(shutil.copytree(package, tmp_path / "p"))
    content = (copy / path).read_bytes()
    (copy / path).write_bytes(content[: len(content) - 5])
    reseal(copy)
    assert [(one.file, one.kind) for one in verify_package(copy).problems] == [(path, "unreadable")]


def test_a_zip_is_counted_as_well(plan: PackagePlan, package: Path, tmp_path: Path) -> None:
    zipped = write_package(plan, tmp_path / "p.zip", created=CREATED).path
    assert verify_package(zipped).ok
    with zipfile.ZipFile(zipped) as archive:
        name = f"{plan.name}/data/geojson/faults.geojson"
        assert archive.read(name) == (package / "data/geojson/faults.geojson").read_bytes()


def test_stopping_anywhere_leaves_nothing(plan: PackagePlan, tmp_path: Path) -> None:
    told: list[str] = []

    def report(_at: float, sentence: str) -> None:
        told.append(sentence)

    write_package(plan, tmp_path / "p", created=CREATED, progress=Progress(report))
    shutil.rmtree(tmp_path / "p")
    moments = [n for n, text in enumerate(told) if " as GeoJSON" in text or " as FlatGeo" in text]
    assert len(moments) > 2 * len(ROWS)
    for moment in moments[:: max(1, len(moments) // 9)]:
        asked = itertools.count()

        def fail(_at: float, _sentence: str, moment: int = moment, asked: Any = asked) -> None:
            if next(asked) == moment:
                raise Cancelled()

        with pytest.raises(Cancelled):
            write_package(plan, tmp_path / "p", created=CREATED, progress=Progress(fail))
        assert list(tmp_path.iterdir()) == []


def _geometry_blob(wkt: str) -> bytes:
    """Return a geometry as the GeoPackage has it: header without envelope, then WKB."""
    geometry = ogr.CreateGeometryFromWkt(wkt)
    flags = 0x11 if geometry.IsEmpty() else 0x01
    return b"GP\0" + bytes([flags]) + (4326).to_bytes(4, "little") + bytes(geometry.ExportToWkb())


@pytest.mark.parametrize(
    ("wkt", "placed"),
    [
        ("POLYGON EMPTY", 4),
        ("MULTIPOLYGON (((120 10,121 10,121 11,120 10)))", 5),
        ("POLYGON Z ((120 10 7,121 10 7,121 11 7,120 10 7))", 5),
    ],
)
def test_geometry_that_drivers_stumble_over(
    plan: PackagePlan, tmp_path: Path, wkt: str, placed: int
) -> None:
    """An empty polygon ended GDAL 3.8 to 3.10; the others are not what the layer declares."""
    workspace = build_workspace(tmp_path / "w.gpkg")
    with sqlite(workspace, write=True) as connection:
        for name in ("insert", "update1", "update2", "update3", "update4", "update6", "update7"):
            connection.execute(f"DROP TRIGGER IF EXISTS rtree_geological_units_geom_{name}")
        connection.execute(
            "UPDATE geological_units SET geom = ? WHERE name = 'inside'", (_geometry_blob(wkt),)
        )
    files = write_formats(plan, workspace, tmp_path / "p", Progress())
    counts = {one.path: (one.rows_in, one.rows_out) for one in files}
    assert counts["data/flatgeobuf/geological_units.fgb"] == (6, placed)
    assert counts["data/geojson/geological_units.geojson"] == (6, 6)
    dataset = ogr.Open(str(tmp_path / "p/data/flatgeobuf/geological_units.fgb"))
    shapes = {one["name"]: one.GetGeometryRef().ExportToIsoWkt() for one in dataset.GetLayer(0)}
    dataset = None
    if "EMPTY" not in wkt:
        assert shapes["inside"] == ogr.CreateGeometryFromWkt(wkt).ExportToIsoWkt()


def test_a_layer_in_which_nothing_has_a_place(tmp_path: Path) -> None:
    workspace = build_workspace(tmp_path / "w.gpkg")
    plan = describe_package(workspace, OccurrenceFilter(text="unknown"), title="Copper")
    result = write_package(replace(plan, formats=PLAIN), tmp_path / "p", created=CREATED)
    steps = {
        one["table"]: (one["rows_in"], one["rows_out"])
        for one in manifest_of(result.path)["steps"]
        if one["step"] == "converted"
    }
    assert steps["data/flatgeobuf/mineral_occurrences.fgb"] == (1, 0)
    assert steps["data/geojson/mineral_occurrences.geojson"] == (1, 1)
    assert verify_package(result.path).ok


def test_many_features_go_without_an_index(
    plan: PackagePlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "INDEXED_UP_TO", 2)
    result = write_package(plan, tmp_path / "p", created=CREATED)
    dataset = ogr.Open(str(result.path / "data/flatgeobuf/mineral_occurrences.fgb"))
    assert [one["fid"] for one in dataset.GetLayer(0)] == [1, 3, 4, 8, 10]
    dataset = None
    assert verify_package(result.path).ok


def test_a_file_with_too_few_rows_is_no_success(
    plan: PackagePlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(formats, "_counts", lambda *_given: (7, 6))
    with pytest.raises(PackageError, match="were to be written"):
        write_package(plan, tmp_path / "p", created=CREATED)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{}",
        b'{"features": []}',
        b'{\n"features": [\n{ "type": "Feature" }\n',
        b'{\n"features": [\n{ "type": "Point" }\n]\n}\n',
        b'{\n"features": [\n' + b"[" * 100_000 + b"\n]\n}\n",
        b'{\n"features": [\n\xff\xfe\n]\n}\n',
    ],
)
def test_what_is_no_geojson_of_ours_cannot_be_counted(text: bytes) -> None:
    with pytest.raises(Uncountable):
        features_of_geojson(io.BytesIO(text), lambda: None)


@pytest.mark.parametrize("cut", [0, 3, 8, 11, 40, -1])
def test_a_flatgeobuf_that_is_cut_off_cannot_be_counted(package: Path, cut: int) -> None:
    content = (package / "data/flatgeobuf/geological_units.fgb").read_bytes()
    with pytest.raises(Uncountable):
        features_of_flatgeobuf(io.BytesIO(content[:cut]), lambda: None)


def test_no_flipped_byte_breaks_the_counting(package: Path) -> None:
    """Whatever a stranger's file says, counting ends with a number or with a typed error."""
    for name, counter in (
        ("data/flatgeobuf/geological_units.fgb", features_of_flatgeobuf),
        ("data/geojson/geological_units.geojson", features_of_geojson),
    ):
        content = (package / name).read_bytes()
        for place in range(0, len(content), 3):
            flipped = bytearray(content)
            flipped[place] ^= 1 << (place % 8)
            try:
                counter(io.BytesIO(flipped), lambda: None)
            except Uncountable:
                continue


def test_gdal_reads_as_many_as_are_counted(tmp_path: Path) -> None:
    """Trees of one, two and three levels."""
    for features in (1, 2, 15, 16, 17, 256, 257, 300):
        path = tmp_path / f"{features}.fgb"
        dataset = gdal.GetDriverByName("FlatGeobuf").Create(str(path), 0, 0, 0)
        layer = dataset.CreateLayer("t", None, ogr.wkbPoint)
        for number in range(features):
            feature = ogr.Feature(layer.GetLayerDefn())
            feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT({number} 1)"))
            layer.CreateFeature(feature)
        layer = dataset = None
        with path.open("rb") as stream:
            assert features_of_flatgeobuf(stream, lambda: None) == features


@pytest.mark.parametrize("table", ROWS)
def test_geoparquet_reads_as_the_geopackage_does(with_parquet: Path, table: str) -> None:
    geopandas = pytest.importorskip("geopandas")
    pytest.importorskip("pyarrow")
    frame = geopandas.read_file(with_parquet / DATA, layer=table)
    other = geopandas.read_parquet(with_parquet / "data" / "geoparquet" / f"{table}.parquet")
    assert list(other["fid"]) == sorted(rows_of(with_parquet, table))
    assert other.crs == frame.crs
    assert (other.geometry.isna() == frame.geometry.isna()).all()
    assert (other.total_bounds == frame.total_bounds).all()
    for name in frame.columns.drop("geometry"):
        assert list(other[name].fillna("")) == list(frame[name].fillna("")), name
    steps = {one["table"]: one["rows_out"] for one in manifest_of(with_parquet)["steps"]}
    assert steps[f"data/geoparquet/{table}.parquet"] == len(other) == ROWS[table][0]


def test_columns_of_every_type_go_into_geoparquet(plan: PackagePlan, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    workspace = build_workspace(tmp_path / "w.gpkg")
    dataset = gdal.OpenEx(str(workspace), gdal.OF_VECTOR | gdal.OF_UPDATE)
    for name, kind, value in (
        ("sure", "BOOLEAN", "1"), ("raw", "BLOB", "x'00ff'"), ("seen", "DATE", "'2026-01-02'"),
        ("small", "SMALLINT", "7"), ("deep", "FLOAT", "3"), ("mixed", "TEXT(9)", "5"),
    ):  # fmt: skip
        dataset.ExecuteSQL(f"ALTER TABLE faults ADD COLUMN {name} {kind}")
        dataset.ExecuteSQL(f"UPDATE faults SET {name} = {value} WHERE fid = 1")
    dataset = None
    write_formats(replace(plan, formats=("geoparquet",)), workspace, tmp_path / "p", Progress())
    table = parquet.read_table(tmp_path / "p/data/geoparquet/faults.parquet").to_pydict()
    found = {name: table[name] for name in ("sure", "raw", "small", "deep")}
    assert found == {
        "sure": [True, None], "raw": [b"\0\xff", None], "small": [7, None], "deep": [3.0, None]
    }  # fmt: skip
    assert str(table["seen"][0]) == "2026-01-02"
    assert table["mixed"] == ["5", None]


def test_geoparquet_has_the_same_bytes_again(
    plan: PackagePlan, with_parquet: Path, tmp_path: Path
) -> None:
    wanted = replace(plan, formats=("geoparquet",))
    again = write_package(wanted, tmp_path / "again", created=CREATED)
    assert files_of(again.path) == files_of(with_parquet)
