"""What may be passed on is read from the licence's words; what nobody knows needs a word."""

from __future__ import annotations

import csv
import json
import sqlite3
from pathlib import Path

import pytest
from aligning import take
from package_samples import AREA, CREATED, FIELDS, build_workspace, names_in, source

from amis_qgis_plugin.core.errors import PackageError
from amis_qgis_plugin.core.licences import licence_of, read_licence
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_plan import PackagePlan
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.write import write_package
from amis_qgis_plugin.workspace.gdal_calls import sqlite
from amis_qgis_plugin.workspace.sources import write_source

COPPER = OccurrenceFilter(commodities=("copper",))
HIDDEN = "Quimbalaya Deep"  # stands in rows that may not be copied, and nowhere else


def codes(plan: PackagePlan) -> dict[str, str]:
    return {finding.code: finding.severity for finding in plan.findings}


@pytest.mark.parametrize(
    ("statement", "licence_id", "copying"),
    [
        ("CC BY 4.0", "CC-BY-4.0", "free"),
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0", "free"),
        ("Creative Commons Attribution 4.0 International", "CC-BY-4.0", "free"),
        ("CC0 1.0", "CC0-1.0", "free"),
        ("Public domain (U.S. Geological Survey)", "public-domain", "free"),
        ("Domain publik", "public-domain", "free"),
        ("CC BY-NC 4.0", "CC-BY-NC-4.0", "conditions"),
        ("https://creativecommons.org/licenses/by-nc-sa/3.0/", "CC-BY-NC-SA-4.0", "conditions"),
        ("CC-BY-SA-4.0", "CC-BY-SA-4.0", "conditions"),
        ("ODbL", "ODbL-1.0", "conditions"),
        ("CC BY-ND 4.0", "no-derivatives", "forbidden"),
        ("CC BY-NC-ND 4.0", "no-derivatives", "forbidden"),
        ("© 2020 Survey. All rights reserved.", "no-copying", "forbidden"),
        ("Open data, but not for redistribution", "no-copying", "forbidden"),
        ("Hak cipta dilindungi undang-undang", "no-copying", "forbidden"),
        (
            "Creative Commons Attribution-NonCommercial 4.0 International",
            "CC-BY-NC-4.0",
            "conditions",
        ),
        ("CC BY 4.0, not for commercial use", "CC-BY-NC-4.0", "conditions"),
        (
            "Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International",
            "CC-BY-NC-SA-4.0",
            "conditions",
        ),
        ("Not in the public domain", "", "unknown"),
        ("This data is not licensed under CC BY", "", "unknown"),
        ("", "", "unknown"),
        (" ", "", "unknown"),
        ("© ESDM 2020", "", "unknown"),
        ("ask us", "", "unknown"),
        ("access by invitation", "", "unknown"),
    ],
)
def test_statements(statement: str, licence_id: str, copying: str) -> None:
    found = read_licence(statement)
    assert (found.licence_id, found.copying) == (licence_id, copying)


def test_what_was_decided_about_the_samples_is_for_their_silence_only() -> None:
    silent = source("amcap-iv-table-1", "t", licence="")
    assert licence_of(silent).copying == "quoted"
    assert licence_of(source("amcap-iv-table-1", "t", licence="No copying")).copying == "forbidden"
    assert licence_of(source("another", "t", licence="")).copying == "unknown"


def test_an_unknown_licence_blocks_until_somebody_gives_a_word(tmp_path: Path) -> None:
    workspace = build_workspace(tmp_path / "w.gpkg", units_licence="ask us")
    plan = describe_package(workspace, COPPER, area=AREA)
    assert plan.blocked
    assert codes(plan)["licence-unknown"] == "error"
    said = next(one.message for one in plan.findings if one.code == "licence-unknown")
    assert "Units (ask us)" in said
    with pytest.raises(PackageError, match="ask us"):
        write_package(plan, tmp_path / "p")
    without = describe_package(workspace, COPPER, area=AREA, tables=("faults",))
    assert not without.blocked

    confirmed = describe_package(workspace, COPPER, area=AREA, licences_confirmed=True)
    assert not confirmed.blocked
    assert codes(confirmed)["no-licence"] == "warning"
    said = next(one.message for one in confirmed.findings if one.code == "no-licence")
    assert "Whoever made the package said" in said
    result = write_package(confirmed, tmp_path / "p", created=CREATED)
    manifest = json.loads((result.path / "manifest.json").read_text("utf-8"))
    assert manifest["parameters"]["licences_confirmed"] is True
    text = (result.path / "LICENSES" / "source_units.txt").read_text("utf-8")
    assert "ask us" in text
    assert "Whoever made the package said" in text


def test_a_layer_without_any_source_needs_a_word_too(tmp_path: Path) -> None:
    workspace = build_workspace(tmp_path / "w.gpkg")
    with sqlite(workspace, write=True) as connection:
        connection.execute("DELETE FROM amis_sources WHERE source_id = 'units'")
        connection.execute("DELETE FROM amis_sources WHERE source_id = 'noted'")
    plan = describe_package(workspace, COPPER, area=AREA)
    said = next(one.message for one in plan.findings if one.code == "licence-unknown")
    assert "Units" in said
    assert "Notes" in said


def test_rows_of_a_source_that_forbids_copying_are_listed_and_not_copied(tmp_path: Path) -> None:
    workspace = build_workspace(tmp_path / "w.gpkg")
    closed = source("closed", "mineral_occurrences", licence="All rights reserved", feature_count=1)
    row = {"id": "x1", "name": HIDDEN, "commodities": "Copper", "country": "PHL", "type": ""}
    take(workspace, [(row, (121.0, 12.0))], FIELDS, id_field="id", given_source=closed)
    with sqlite(workspace, write=True) as connection:
        write_source(connection, source("units", "geological_units", licence="No copying"))
        connection.execute(
            "INSERT INTO amis_rejected_rows (source_id, source_feature_id, reason,"
            " source_attributes, source_geometry) VALUES ('closed', 'x2', 'r', ?, '')",
            (json.dumps({"name": HIDDEN}),),
        )
    assert workspace.read_bytes().count(HIDDEN.encode()) > 1
    more = {"formats": ("geojson", "flatgeobuf"), "exchange": True, "clip": True}
    everything = describe_package(workspace, COPPER, area=AREA, **more)
    assert codes(everything)["licence-forbids"] == "warning"
    assert {one.title for one in everything.not_copied} == {"Closed", "Units"}
    assert "geological_units" not in {layer.table for layer in everything.layers}
    assert not [
        one
        for one in everything.findings
        if one.code == "nothing-in-area" and "unit" in one.message
    ], "there is something, which must not be copied"
    result = write_package(everything, tmp_path / "p", created=CREATED)
    data = result.path / "data" / f"{everything.name}.gpkg"
    assert HIDDEN not in names_in(data, "mineral_occurrences", "name")
    connection = sqlite3.connect(data)
    tables = {name for (name,) in connection.execute("SELECT table_name FROM gpkg_contents")}
    assert "geological_units" not in tables
    for table in ("amis_sources", "amis_rejected_rows", "amis_field_maps"):
        ids = {one for (one,) in connection.execute(f"SELECT source_id FROM {table}")}
        assert "closed" not in ids, table
    connection.close()
    with (result.path / "tables/amis_not_copied.csv").open(encoding="utf-8-sig") as text:
        listed = {row["title"]: row["url"] for row in csv.DictReader(text)}
    assert listed == {"Closed": "https://example.org/closed", "Units": "https://example.org/units"}
    assert "https://example.org/closed" in (result.path / "LICENSES/README.txt").read_text("utf-8")
    manifest = json.loads((result.path / "manifest.json").read_text("utf-8"))
    assert {one["title"] for one in manifest["not_copied"]} == {"Closed", "Units"}
    written = [path for path in result.path.rglob("*") if path.is_file()]
    assert {".gpkg", ".geojson", ".fgb", ".html", ".csv"} <= {path.suffix for path in written}
    for path in written:
        assert HIDDEN.encode() not in path.read_bytes(), path
        # That it is left out is told, in the list of such sources and among the findings.
        if path.suffix == ".csv" and path.name not in ("amis_not_copied.csv", "findings.csv"):
            assert b"Closed" not in path.read_bytes(), path


def test_occurrences_that_may_not_be_copied_at_all_leave_nothing_to_package(tmp_path: Path) -> None:
    workspace = build_workspace(tmp_path / "w.gpkg")
    with sqlite(workspace, write=True) as connection:
        connection.execute(
            "UPDATE amis_sources SET licence = 'No copying' WHERE table_name = ?",
            ("mineral_occurrences",),
        )
    plan = describe_package(workspace, COPPER, area=AREA)
    assert codes(plan)["nothing-selected"] == "error"


def test_a_licence_with_conditions_is_a_warning(tmp_path: Path) -> None:
    workspace = build_workspace(tmp_path / "w.gpkg", units_licence="CC BY-NC 4.0")
    plan = describe_package(workspace, COPPER, area=AREA)
    assert codes(plan)["licence-conditions"] == "warning"
    assert not plan.blocked


def test_nobody_is_said_to_have_given_a_word_before(tmp_path: Path) -> None:
    workspace = build_workspace(tmp_path / "w.gpkg", units_licence="ask us")
    with sqlite(workspace, write=True) as connection:
        write_source(connection, source("amcap-iv-table-1", "production", licence=""))
    plan = describe_package(workspace, COPPER, area=AREA)
    assert {"licence-unknown", "no-licence"} <= set(codes(plan))
    assert not any("said that" in one.message for one in plan.findings)
