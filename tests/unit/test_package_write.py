"""What stands in a written package, read by other means than those that wrote it."""

from __future__ import annotations

import csv
import hashlib
import json
import sqlite3
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from osgeo import gdal, ogr
from package_samples import (
    AREA,
    COPPER_PHILIPPINES,
    CREATED,
    DEPOSITS,
    UNITS_IN_AREA,
    build_workspace,
    names_in,
)

from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.core.findings import Finding
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_plan import PackagePlan
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.packages.as_written import LeftAsWritten
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.drawings import Drawings
from amis_qgis_plugin.packages.sheets import harmless
from amis_qgis_plugin.packages.verify import verify_package
from amis_qgis_plugin.packages.write import PackageResult, write_package
from amis_qgis_plugin.workspace import selection
from amis_qgis_plugin.workspace.contents import read_layers
from amis_qgis_plugin.workspace.extract import extract
from amis_qgis_plugin.workspace.selection import LayerSelection

COPPER = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
TITLE = "Copper, Philippines"
DATA = "data/copper_philippines.gpkg"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_workspace(tmp_path_factory.mktemp("workspace") / "small.gpkg")


@pytest.fixture(scope="module")
def plan(workspace: Path) -> PackagePlan:
    return describe_package(workspace, COPPER, title=TITLE, area=AREA)


@pytest.fixture(scope="module")
def written(plan: PackagePlan, tmp_path_factory: pytest.TempPathFactory) -> PackageResult:
    return write_package(plan, tmp_path_factory.mktemp("written") / "package", created=CREATED)


@pytest.fixture(params=[False, True], ids=["returns", "exceptions"])
def gdal_way(request: pytest.FixtureRequest) -> Iterator[None]:
    """GDAL telling of errors either way, as QGIS and other plugins may have set it."""
    before = gdal.GetUseExceptions()
    for module in (gdal, ogr):
        module.UseExceptions() if request.param else module.DontUseExceptions()
    yield
    for module in (ogr, gdal):
        module.UseExceptions() if before else module.DontUseExceptions()


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_files(written: PackageResult) -> None:
    expected = {
        "README.txt",
        "DISCLAIMER.txt",
        "CITATION.cff",
        "LICENSES/README.txt",
        DATA,
        "tables/mineral_occurrences.csv",
        "data_dictionary.csv",
        "datapackage.json",
        "verify.py",
        "manifest.json",
        "SHA256SUMS",
    }
    there = set(files_of(written.path))
    assert expected <= there
    assert written.files == len(there)
    assert list(written.path.parent.iterdir()) == [written.path]


def test_every_layer_opens_with_the_counts_of_the_plan(
    plan: PackagePlan, written: PackageResult
) -> None:
    dataset = ogr.Open(str(written.path / DATA))
    read = {}
    for layer in (dataset.GetLayer(number) for number in range(dataset.GetLayerCount())):
        read[layer.GetName()] = sum(1 for _feature in layer)
    for layer in plan.layers:
        assert read[layer.table] == layer.features == written.counts[layer.table]
    dataset = None


def test_the_right_rows_with_their_feature_ids(workspace: Path, written: PackageResult) -> None:
    data = written.path / DATA
    assert names_in(data, "mineral_occurrences", "identifier") == list(COPPER_PHILIPPINES)
    assert names_in(data, "mineral_occurrences", "fid") == [1, 3, 4, 7, 8, 10]
    assert sorted(names_in(data, "geological_units", "name")) == sorted(UNITS_IN_AREA)
    assert names_in(data, "faults", "name") == ["in Luzon"]
    assert names_in(data, "production", "country") == ["PHL", "ASEAN", "PHL"]
    for table in ("mineral_occurrences", "geological_units", "production"):
        before, after = ({row[0]: row for row in _rows(path, table)} for path in (workspace, data))
        assert {fid: before[fid] for fid in after} == after


def test_the_geopackage_is_sound(written: PackageResult) -> None:
    data = written.path / DATA
    connection = sqlite3.connect(data)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    assert connection.execute("PRAGMA journal_mode").fetchall() == [("delete",)]
    for table, places in (("mineral_occurrences", 5), ("geological_units", 3), ("faults", 1)):
        found = connection.execute(f"SELECT count(*) FROM rtree_{table}_geom").fetchone()
        assert found == (places,), table
    indexes = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    assert "mineral_occurrences_country" in indexes
    connection.close()
    assert [path.name for path in data.parent.iterdir()] == [data.name]
    dataset = ogr.Open(str(data))
    layer = dataset.GetLayerByName("mineral_occurrences")
    assert layer.TestCapability(ogr.OLCFastSpatialFilter)
    layer.SetSpatialFilterRect(123.0, 10.0, 124.0, 11.0)
    assert [feature["name"] for feature in layer] == ["Atlas"]
    layer = dataset = None


def test_it_is_a_workspace_that_explains_itself(written: PackageResult) -> None:
    layers = {layer.table: layer for layer in read_layers(written.path / DATA)}
    assert next(iter(layers)) == "mineral_occurrences"
    occurrences = layers["mineral_occurrences"]
    assert [source.source_id for source in occurrences.sources] == ["survey"]
    assert occurrences.theme_id == "mineral"
    assert layers["geological_units"].notice == "Schematic."
    connection = sqlite3.connect(written.path / DATA)
    styles = dict(connection.execute("SELECT f_table_name, styleQML FROM layer_styles"))
    assert styles["mineral_occurrences"] == "<qgis>points</qgis>"
    assert styles["faults"] == "<qgis>lines</qgis>"
    links = connection.execute(
        "SELECT commodity, occurrence FROM amis_occurrence_commodity ORDER BY 2, 1"
    ).fetchall()
    assert links == [
        *(("copper", 1), ("gold", 1), ("copper", 3), ("copper", 4), ("gold", 4)),
        *(("copper", 7), ("copper", 8), ("copper", 10)),
    ]
    terms = {term for (term,) in connection.execute("SELECT term FROM amis_unmatched_terms")}
    assert {"Unobtainium", "Zzz unknown type"} <= terms
    about = [text for (text,) in connection.execute("SELECT metadata FROM gpkg_metadata")]
    assert any("Chosen by the filter: copper; Philippines." in text for text in about)
    connection.close()


def test_the_filter_works_on_the_package_too(written: PackageResult) -> None:
    again = describe_package(written.path / DATA, OccurrenceFilter(commodities=("gold",)))
    assert again.occurrences == 2


def test_the_table_reads_back(written: PackageResult) -> None:
    path = written.path / "tables" / "mineral_occurrences.csv"
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as text:
        rows = list(csv.DictReader(text))
    assert [row["identifier"] for row in rows] == list(COPPER_PHILIPPINES)
    originals = {row[0]: row for row in DEPOSITS}
    for row in rows:
        _id, name, _commodities, _country, _kind, x, y = originals[row["identifier"]]
        shown = row["name"]
        assert not shown.startswith(("=", "+", "-", "@"))
        assert shown.lstrip("'") == name
        assert (row["longitude"], row["latitude"]) == tuple(
            "" if v is None else str(v) for v in (x, y)
        )
        assert json.loads(row["source_attributes"])["id"] == row["identifier"]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\r=x"])
def test_formulas_are_made_harmless(text: str) -> None:
    assert harmless([text]) == ["'" + text]


@pytest.mark.parametrize("value", ["a=1", "", None, -3.5, 7, "2 - 3"])
def test_everything_else_stays(value: object) -> None:
    assert harmless([value]) == [value]


def test_the_sums_agree_with_sha256sum(written: PackageResult) -> None:
    answer = subprocess.run(
        ["sha256sum", "--check", "--strict", "SHA256SUMS"],
        cwd=written.path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stdout + answer.stderr
    assert answer.stdout.count(": OK") == written.files - 1


def test_the_manifest_tells_what_is_there(plan: PackagePlan, written: PackageResult) -> None:
    manifest = json.loads((written.path / "manifest.json").read_text("utf-8"))
    files = files_of(written.path)
    for record in manifest["files"]:
        content = files[record["path"]]
        assert record["bytes"] == len(content)
        assert record["sha256"] == hashlib.sha256(content).hexdigest()
    assert {one["path"] for one in manifest["files"]} | {"manifest.json", "SHA256SUMS"} == set(
        files
    )
    assert OccurrenceFilter.from_dict(manifest["filter"]) == COPPER
    assert manifest["filter_in_words"] == "copper; Philippines"
    assert manifest["area"] == list(AREA)
    assert manifest["project"] is None
    counts = {layer["table"]: (layer["rows_in"], layer["rows_out"]) for layer in manifest["layers"]}
    assert counts["mineral_occurrences"] == (9, 6)
    assert counts["geological_units"] == (6, 3)
    assert {one["source_id"]: one["completeness"] for one in manifest["sources"]} == {
        "survey": "COMPLETE_PROVEN",
        "units": "COMPLETE_PROVEN",
        "faults": "INCOMPLETE",
        "yearbook": "COMPLETE_UNPROVEN",
        "noted": "COMPLETE_PROVEN",
    }
    assert {one["code"] for one in manifest["findings"]} >= {"unmatched-terms", "incomplete"}
    assert str(plan.workspace.parent) not in json.dumps(manifest)


def test_the_texts_say_what_a_reader_needs(written: PackageResult) -> None:
    readme = (written.path / "README.txt").read_text("utf-8")
    for words in ("6 mineral occurrences", "copper; Philippines", "no QGIS project", "apostrophe",
                  "favourability", "2026-03-04T05:06:07Z", DATA):  # fmt: skip
        assert words in readme
    licences = (written.path / "LICENSES" / "README.txt").read_text("utf-8")
    assert "© Survey" in licences
    assert "CC BY 4.0" in licences
    assert "IUGS" in licences
    disclaimer = (written.path / "DISCLAIMER.txt").read_text("utf-8")
    for words in ("JORC", "NI 43-101", "PMRC", "KCMI", "boundaries", "no warranty", "Schematic"):
        assert words in disclaimer


def test_same_inputs_same_bytes(
    plan: PackagePlan, written: PackageResult, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = write_package(plan, tmp_path / "elsewhere", created=CREATED)
    assert files_of(again.path) == files_of(written.path)
    one = write_package(plan, tmp_path / "one.zip", created=CREATED)
    two = write_package(plan, tmp_path / "two.zip", created=CREATED)
    assert one.path.read_bytes() == two.path.read_bytes()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(CREATED.timestamp())))
    three = write_package(plan, tmp_path / "three")
    assert files_of(three.path) == files_of(written.path)


def test_a_zip_holds_the_same_files(
    plan: PackagePlan, written: PackageResult, tmp_path: Path
) -> None:
    result = write_package(plan, tmp_path / "copper.zip", created=CREATED)
    with zipfile.ZipFile(result.path) as archive:
        assert archive.testzip() is None
        archive.extractall(tmp_path / "unpacked")
    assert files_of(tmp_path / "unpacked" / "copper_philippines") == files_of(written.path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copper.zip", "unpacked"]


def test_a_project_goes_in_and_is_named(plan: PackagePlan, tmp_path: Path) -> None:
    def write_project(geopackage: Path, project_file: Path, given: PackagePlan) -> tuple[()]:
        assert replace(given, findings=plan.findings) == plan
        assert geopackage.parent.parent == project_file.parent
        assert ogr.Open(str(geopackage)) is not None
        project_file.write_bytes(b"a project")
        return ()

    result = write_package(plan, tmp_path / "p", write_project=write_project, created=CREATED)
    manifest = json.loads((result.path / "manifest.json").read_text("utf-8"))
    assert manifest["project"] == "project.qgz"
    assert "project.qgz" in (result.path / "README.txt").read_text("utf-8")
    assert "project.qgz" in (result.path / "SHA256SUMS").read_text("utf-8")


def test_what_cannot_be_made_the_same_is_told_and_stays(plan: PackagePlan, tmp_path: Path) -> None:
    def write_project(_data: Path, project_file: Path, _plan: PackagePlan) -> tuple[Finding, ...]:
        project_file.write_bytes(b"a project")
        return (LeftAsWritten("It is odd.", subject="project.qgz").finding,)

    class Odd(Drawings):
        def maps(self, geopackage: Path, folder: Path, *_given: Any) -> tuple[Finding, ...]:
            (folder / "maps").mkdir()
            (folder / "maps" / "main_map.pdf").write_bytes(b"%PDF")
            return (LeftAsWritten("It is odd.", subject="main_map.pdf").finding,)

    result = write_package(
        plan, tmp_path / "p", write_project=write_project, drawings=Odd(), created=CREATED
    )
    told = [one.message for one in result.findings if one.code == "left-as-written"]
    assert [one.split()[0] for one in told] == ["project.qgz", "main_map.pdf"]
    readme = " ".join((result.path / "README.txt").read_text("utf-8").split())
    assert all(one in readme for one in told)
    assert verify_package(result.path).ok


def test_gdal_is_left_as_it_was_found(plan: PackagePlan, tmp_path: Path, gdal_way: None) -> None:
    names = ("OGR_CURRENT_DATE", "OGR_SQLITE_SYNCHRONOUS")
    exceptions = gdal.GetUseExceptions()
    gdal.SetThreadLocalConfigOption(names[0], "2001-01-01T00:00:00.000Z")
    try:
        result = write_package(plan, tmp_path / "p", created=CREATED)
        assert result.counts["mineral_occurrences"] == 6
        assert gdal.GetThreadLocalConfigOption(names[0]) == "2001-01-01T00:00:00.000Z"
        assert gdal.GetThreadLocalConfigOption(names[1]) is None
        assert gdal.GetUseExceptions() == exceptions
    finally:
        gdal.SetThreadLocalConfigOption(names[0], None)


def test_a_condition_that_fails_is_a_typed_error(
    workspace: Path, tmp_path: Path, gdal_way: None
) -> None:
    broken = LayerSelection("geological_units", "Units", condition="no_such_column = 1")
    with pytest.raises(WorkspaceError):
        extract(workspace, tmp_path / "x.gpkg", [broken])
    with pytest.raises(WorkspaceError):
        selection.count_selected(workspace, broken, Progress())


@pytest.mark.parametrize("step", [1, 2, 4, 1000])
def test_copying_step_by_step_loses_nothing(
    workspace: Path, tmp_path: Path, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(selection, "STEP", step)
    chosen = [
        LayerSelection("mineral_occurrences", "All"),
        LayerSelection("geological_units", "Units", area=AREA),
        LayerSelection("production", "P", condition="\"country\" = 'PHL'"),
        LayerSelection("notes", "None", condition="1 = 0"),
    ]
    counts = extract(workspace, tmp_path / "x.gpkg", chosen)
    assert counts == {
        "mineral_occurrences": 9,
        "geological_units": 3,
        "production": 2,
        "notes": 0,
    }
    assert names_in(tmp_path / "x.gpkg", "mineral_occurrences", "fid") == [
        *range(1, 9),
        10,
    ]


def test_the_workspace_is_not_touched(workspace: Path, plan: PackagePlan, tmp_path: Path) -> None:
    before = hashlib.sha256(workspace.read_bytes()).hexdigest()
    write_package(plan, tmp_path / "p", created=CREATED)
    assert hashlib.sha256(workspace.read_bytes()).hexdigest() == before
    assert [path.name for path in workspace.parent.iterdir()] == [workspace.name]


def test_geopandas_agrees_on_the_samples(root: Path, tmp_path: Path) -> None:
    geopandas = pytest.importorskip("geopandas")
    from shapely import geometry

    samples = root / "sample_layers" / "asean_samples.gpkg"
    plan = describe_package(samples, COPPER)
    result = write_package(plan, tmp_path / "samples", created=CREATED)
    data = result.path / "data" / f"{plan.name}.gpkg"
    assert plan.area is not None
    for layer in plan.layers:
        if not layer.geometry:
            continue
        frame = geopandas.read_file(data, layer=layer.table)
        assert len(frame) == result.counts[layer.table]
        if layer.selection == "area":
            whole = geopandas.read_file(samples, layer=layer.table)
            assert len(frame) == whole.intersects(geometry.box(*plan.area)).sum()
        else:
            assert set(frame["country"]) == {"PHL"}
            west, south, east, north = plan.area
            assert frame.geometry.x.between(west, east).all()
            assert frame.geometry.y.between(south, north).all()


def _rows(path: Path, table: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(f'SELECT * FROM "{table}"').fetchall()
    finally:
        connection.close()
