"""Tables, texts and records of a package, judged by the tools that others made for them."""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

import pytest
from package_samples import AREA, CREATED, build_workspace

from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.names import LONGEST_PATH, file_name
from amis_qgis_plugin.packages.write import write_package
from amis_qgis_plugin.workspace.gdal_calls import sqlite

ROOT = Path(__file__).resolve().parents[2]
CHECKERS = ROOT / "build" / "checkers"
COPPER = OccurrenceFilter(commodities=("copper",), countries=("PHL",))


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("papers")
    workspace = build_workspace(folder / "small.gpkg")
    with sqlite(workspace, write=True) as connection:
        connection.execute(
            "INSERT INTO amis_rejected_rows (source_id, source_feature_id, reason,"
            " source_attributes, source_geometry) VALUES ('survey', 'd99', 'It has no commodity.',"
            """ '{"name": "=Vàng"}', 'POINT (1 2)')"""
        )
    plan = describe_package(workspace, COPPER, title="Copper, Philippines", area=AREA)
    return write_package(plan, folder / "package", created=CREATED).path


@pytest.fixture(scope="module")
def samples(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    plan = describe_package(root / "sample_layers" / "asean_samples.gpkg", COPPER)
    return write_package(plan, folder / "package", created=CREATED).path


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def checker(name: str) -> Path:
    path = CHECKERS / name
    if not path.exists():
        pytest.skip(f"{path.relative_to(ROOT)} is not there; tools/setup.sh test installs it")
    return path


@pytest.mark.parametrize("which", ["package", "samples"])
def test_the_frictionless_tool_accepts_the_data_package(
    which: str, request: pytest.FixtureRequest
) -> None:
    program = checker("bin/frictionless")
    folder = request.getfixturevalue(which)
    answer = subprocess.run(
        [program, "validate", "datapackage.json", "--json"],
        cwd=folder, capture_output=True, text=True, check=False,
    )  # fmt: skip
    report = json.loads(answer.stdout)
    wrong = [task for task in report["tasks"] if not task["valid"]]
    assert report["valid"], (report["errors"], wrong)
    assert report["stats"]["warnings"] == 0
    document = json.loads((folder / "datapackage.json").read_text("utf-8"))
    listed = {one["path"] for one in document["resources"]}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*.csv")}
    assert there <= listed
    assert report["stats"]["tasks"] == len(listed)


@pytest.mark.parametrize("version", ["20060504", "20070417"])
def test_metadata_are_valid_iso_19139(package: Path, samples: Path, version: str) -> None:
    """By the schemas of ISO 19139 as pycsw carries them, read by libxml2 as xmllint does."""
    etree = pytest.importorskip("lxml.etree")
    found = [*CHECKERS.glob(f"lib/python3*/site-packages/pycsw/**/19139/{version}/gmd/gmd.xsd")]
    if not found:
        pytest.skip("the schemas are not in build/checkers; tools/setup.sh test installs them")
    schema = etree.XMLSchema(etree.parse(str(found[0])))
    for folder in (package, samples):
        records = sorted((folder / "metadata").glob("*.xml"))
        tables = {layer["table"] for layer in manifest_of(folder)["layers"]}
        assert {path.stem for path in records} == {"_package", *tables}
        for path in records:
            document = etree.parse(str(path))
            assert schema.validate(document), (path.name, schema.error_log)


def test_metadata_tell_where_the_data_came_from(package: Path) -> None:
    text = (package / "metadata" / "faults.xml").read_text("utf-8")
    for words in ("incomplete", "12 are missing.", "https://example.org/faults", "2026-01-01"):
        assert words in text


def test_the_citation_reads_as_yaml(package: Path) -> None:
    yaml = pytest.importorskip("yaml")
    found = yaml.safe_load((package / "CITATION.cff").read_text("utf-8"))
    assert found["cff-version"] == "1.2.0"
    assert found["type"] == "dataset"
    assert found["title"] == "Copper, Philippines"
    assert str(found["date-released"]) == "2026-03-04"
    assert [one["title"] for one in found["references"]] == sorted(
        one["title"] for one in manifest_of(package)["sources"]
    )
    for one in (found, *found["references"]):
        assert all(author["name"] for author in one["authors"])
        assert one["title"]


def test_the_dictionary_tells_every_column_of_every_table(package: Path) -> None:
    told = {(row["path"], row["column"]): row for row in rows(package / "data_dictionary.csv")}
    for path in package.rglob("*.csv"):
        name = path.relative_to(package).as_posix()
        if name == "data_dictionary.csv":
            continue
        with path.open(encoding="utf-8-sig", newline="") as text:
            for column in next(csv.reader(text)):
                assert (name, column) in told
    country = told["tables/mineral_occurrences.csv", "country"]
    assert country["meaning"] == "ISO 3166-1 alpha-3 code of the country."
    assert country["code_list"] == "countries.csv"
    assert told["tables/mineral_occurrences.csv", "longitude"]["type"] == "real"
    tables = [row for (path, _column), row in told.items() if path.startswith("tables/amis_")]
    assert all(row["meaning"] for row in tables)
    readme = (package / "README.txt").read_text("utf-8")
    words = re.sub(r"\s+", " ", readme)
    assert "commodity_text (text): Commodities in the words of the source, unchanged." in words


def test_every_layer_has_a_table_with_the_rows_of_the_geopackage(package: Path) -> None:
    data = next((package / "data").glob("*.gpkg"))
    connection = sqlite3.connect(data)
    steps = {
        (one["step"], one["table"]): (one["rows_in"], one["rows_out"])
        for one in manifest_of(package)["steps"]
    }
    for layer in manifest_of(package)["layers"]:
        table = layer["table"]
        found = rows(package / "tables" / f"{table}.csv")
        fids = [fid for (fid,) in connection.execute(f"SELECT fid FROM {table} ORDER BY fid")]
        assert [int(row["fid"]) for row in found] == fids
        count = len(fids)
        assert steps["selected", table] == (layer["rows_in"], count)
        assert steps["copied", table] == steps["tabulated", table] == (count, count)
    connection.close()
    assert rows(package / "tables" / "production.csv")[0]["value"] == "1.5"


def test_rejected_records_come_with_reasons(package: Path) -> None:
    (only,) = rows(package / "tables" / "amis_rejected_rows.csv")
    assert only["reason"] == "It has no commodity."
    assert json.loads(only["source_attributes"]) == {"name": "=Vàng"}


def test_the_vocabularies_are_there_as_they_are(package: Path, root: Path) -> None:
    bundled = root / "amis_qgis_plugin" / "core" / "data"
    used = {row["code_list"].partition("#")[0] for row in rows(package / "data_dictionary.csv")}
    used = {name for name in used if name.endswith(".csv")}
    assert used
    there = {path.name for path in (package / "vocabularies").iterdir()}
    assert used <= there
    for name in there:
        assert (package / "vocabularies" / name).read_bytes() == (bundled / name).read_bytes()


def test_addresses_carry_no_secrets(tmp_path: Path) -> None:
    workspace = build_workspace(tmp_path / "w.gpkg")
    told = "https://user:hunter2@example.org/wfs?token=s3cret&map=a"
    with sqlite(workspace, write=True) as connection:
        connection.execute(
            "UPDATE amis_sources SET url = ?, evidence = ?", (told, f"Asked {told} twice.")
        )
        connection.execute("UPDATE amis_sources SET licence = 'No copying' WHERE title = 'Faults'")
    plan = describe_package(workspace, COPPER, area=AREA)
    assert plan.not_copied
    result = write_package(plan, tmp_path / "p", created=CREATED)
    for path in result.path.rglob("*"):
        if path.is_file():
            for secret in (b"hunter2", b"s3cret"):
                assert secret not in path.read_bytes(), path
    source = rows(result.path / "tables" / "amis_sources.csv")[0]
    assert "example.org/wfs" in source["url"]
    assert "map=a" in source["url"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("mineral_occurrences", "mineral_occurrences"),
        ("usgs-ree", "usgs-ree"),
        ("con", "package_con_"),
        ("COM1", "package_com1_"),
        ("Đứt gãy", "dut_gay_"),
        ("a/../b:c?", "a_b_c_"),
        ("หน่วยหิน", "package_"),
        ("x" * 300, "x" * 51 + "_"),
    ],
)
def test_names_of_files(text: str, name: str) -> None:
    found = file_name(text)
    assert found == name or (name.endswith("_") and re.fullmatch(name + "[0-9a-f]{8}", found))
    assert re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,59}", found)


def test_two_names_never_become_one() -> None:
    names = ["a b", "a_b", "A_B", "a-b", "a  b", "Ä b", "หิน", "ดิน"]
    assert len({file_name(name) for name in names}) == len(names)


def test_no_path_is_long_or_forbidden_on_windows(package: Path, samples: Path) -> None:
    for folder in (package, samples):
        top = manifest_of(folder)["name"]
        for path in folder.rglob("*"):
            name = f"{top}/{path.relative_to(folder).as_posix()}"
            assert len(name) <= LONGEST_PATH
            assert re.fullmatch(r"[A-Za-z0-9_./-]+", name)
            assert not name.endswith((".", " "))
        lower = [path.relative_to(folder).as_posix().lower() for path in folder.rglob("*")]
        assert len(lower) == len(set(lower))


def manifest_of(folder: Path) -> Any:
    return json.loads((folder / "manifest.json").read_text("utf-8"))
