"""The checked-in samples: built from their facts, nothing added, nothing lost, nothing claimed."""

from __future__ import annotations

import csv
import hashlib
import json
import runpy
import sqlite3
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from osgeo import gdal, ogr

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "sample_layers" / "asean_samples.gpkg"
FACTS = ROOT / "sample_layers" / "facts"
STATISTICS = ROOT / "amis_qgis_plugin" / "core" / "data" / "statistics"
BUILDER = ROOT / "tools" / "build_samples.py"
SCHEMATIC = ("schematic_structures", "schematic_provinces")


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(scope="module")
def samples() -> Iterator[sqlite3.Connection]:
    uri = f"{SAMPLES.as_uri()}?mode=ro&immutable=1"
    with closing(sqlite3.connect(uri, uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


def column(connection: sqlite3.Connection, sql: str, *values: Any) -> list[Any]:
    return [row[0] for row in connection.execute(sql, values)]


# --- the build ---------------------------------------------------------------------------------


def build(folder: Path) -> Path:
    target = folder / SAMPLES.name
    subprocess.run([sys.executable, str(BUILDER), str(target)], check=True, capture_output=True)
    return target


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("rebuilt"))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_building_twice_gives_the_same_bytes(rebuilt: Path, tmp_path: Path) -> None:
    assert digest(build(tmp_path)) == digest(rebuilt)


def test_the_checked_in_file_is_what_the_builder_builds(rebuilt: Path) -> None:
    recorded = (SAMPLES.parent / "TOOLCHAIN.txt").read_text(encoding="utf-8")
    here = runpy.run_path(str(BUILDER))["tool_chain"]()
    if here != recorded:
        pytest.skip(
            "the samples were built with another tool chain: "
            f"{', '.join(recorded.splitlines())}; here: {', '.join(here.splitlines())}"
        )
    assert digest(rebuilt) == digest(SAMPLES)


def test_the_rows_are_the_same_with_any_tool_chain(
    rebuilt: Path, samples: sqlite3.Connection
) -> None:
    tables = column(samples, "SELECT table_name FROM gpkg_contents")
    tables += ["amis_occurrence_commodity", "gpkg_metadata"]
    with closing(sqlite3.connect(rebuilt)) as again:
        for name in tables:
            query = f'SELECT * FROM "{name}" ORDER BY 1, 2'
            assert again.execute(query).fetchall() == [tuple(r) for r in samples.execute(query)]


# --- a GeoPackage by the standard --------------------------------------------------------------


def test_the_file_is_sound(samples: sqlite3.Connection) -> None:
    assert column(samples, "PRAGMA integrity_check") == ["ok"]
    assert column(samples, "PRAGMA foreign_key_check") == []
    assert column(samples, "PRAGMA application_id") == [int.from_bytes(b"GPKG", "big")]
    assert column(samples, "PRAGMA journal_mode") == ["delete"]
    assert not SAMPLES.with_name(SAMPLES.name + "-wal").exists()


def test_geometry_is_registered_indexed_and_inside_the_stated_extent(
    samples: sqlite3.Connection,
) -> None:
    registered = dict(
        samples.execute("SELECT table_name, geometry_type_name FROM gpkg_geometry_columns")
    )
    assert registered == {
        "mineral_occurrences": "POINT",
        "schematic_structures": "LINESTRING",
        "schematic_provinces": "POLYGON",
    }
    indexed = column(
        samples,
        "SELECT table_name FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'",
    )
    assert set(indexed) == set(registered)
    dataset = ogr.Open(str(SAMPLES))
    for name in registered:
        layer = dataset.GetLayerByName(name)
        assert layer.GetSpatialRef().GetAuthorityCode(None) == "4326"
        sides = samples.execute(
            "SELECT min_x, max_x, min_y, max_y FROM gpkg_contents WHERE table_name = ?", (name,)
        ).fetchone()
        boxes = [feature.GetGeometryRef().GetEnvelope() for feature in layer]
        whole = (
            min(box[0] for box in boxes),
            max(box[1] for box in boxes),
            min(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )
        assert tuple(sides) == pytest.approx(whole, abs=1e-9)
        count = column(samples, f'SELECT count(*) FROM "rtree_{name}_geom"')
        assert count == [layer.GetFeatureCount()] == [len(boxes)]


def test_gdal_opens_it_without_a_word() -> None:
    said: list[str] = []
    gdal.PushErrorHandler(lambda _kind, _number, message: said.append(message))
    try:
        dataset = gdal.OpenEx(str(SAMPLES), gdal.OF_VECTOR | gdal.OF_VERBOSE_ERROR)
        for number in range(dataset.GetLayerCount()):
            layer = dataset.GetLayer(number)
            assert layer.GetFeatureCount() == sum(1 for _feature in layer)
    finally:
        gdal.PopErrorHandler()
    assert said == []


# --- the occurrences ---------------------------------------------------------------------------


def test_the_726_facts_row_by_row(samples: sqlite3.Connection) -> None:
    facts = {
        (f"usgs-{row['source_dataset'].replace('_', '-')}", row["source_record"]): row
        for row in table(FACTS / "asean_deposits.csv")
    }
    rows = samples.execute("SELECT * FROM mineral_occurrences").fetchall()
    assert len(facts) == len(rows) == 726
    for row in rows:
        fact = facts.pop((row["source_id"], row["source_feature_id"]))
        # GeoPackage header of 8 bytes, no envelope; then WKB: byte order, type, x, y.
        assert struct.unpack("<Bidd", row["geom"][8:]) == (
            1, 1, float(fact["longitude"]), float(fact["latitude"])
        )  # fmt: skip
        assert (row["name"] or "") == fact["name"].strip()
        assert (row["commodity_text"] or "") == fact["commodities"].strip()
        assert (row["deposit_type_text"] or "") == fact["deposit_type"].strip()
        assert (row["admin1"] or "") == fact["admin1"].strip()
        assert row["country"] == fact["country"]
        assert row["source_uri"] == fact["source_uri"]
        assert json.loads(row["source_attributes"]) == fact
    assert not facts


def test_the_commodity_column_and_the_index_agree(samples: sqlite3.Connection) -> None:
    listed = {
        (code, row["fid"])
        for row in samples.execute("SELECT fid, commodity_codes FROM mineral_occurrences")
        for code in (row["commodity_codes"] or "").split("; ")
        if code
    }
    indexed = samples.execute("SELECT commodity, occurrence FROM amis_occurrence_commodity")
    assert {tuple(row) for row in indexed} == listed


def test_every_row_names_a_source_of_its_table(samples: sqlite3.Connection) -> None:
    known = [
        tuple(row)
        for row in samples.execute("SELECT source_id, table_name, feature_count FROM amis_sources")
    ]
    for source_id, name, count in known:
        found = column(samples, f'SELECT count(*) FROM "{name}" WHERE source_id = ?', source_id)
        assert found == [count], source_id
    for name in ("mineral_occurrences", *SCHEMATIC, "production_statistics"):
        total = column(samples, f'SELECT count(*) FROM "{name}"')[0]
        assert total == sum(count for _, of_table, count in known if of_table == name)


def test_no_source_claims_to_be_proven_complete(samples: sqlite3.Connection) -> None:
    for row in samples.execute("SELECT completeness, evidence FROM amis_sources"):
        assert row["completeness"] == "COMPLETE_UNPROVEN"
        assert row["evidence"]


def test_only_the_printed_tables_have_no_licence(samples: sqlite3.Connection) -> None:
    """The action plan states none, and we do not make one up."""
    silent = column(samples, "SELECT source_id FROM amis_sources WHERE licence = '' ORDER BY 1")
    assert silent == ["amcap-iv-table-1", "amcap-iv-table-11"]


# --- no boundaries, and nothing that looks like a survey ---------------------------------------


def test_no_boundaries_are_shipped(samples: sqlite3.Connection) -> None:
    names = column(samples, "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    for word in ("boundar", "countr", "border", "admin"):
        assert [name for name in names if word in name.lower()] == []
    polygons = column(
        samples,
        "SELECT table_name FROM gpkg_geometry_columns WHERE geometry_type_name LIKE '%POLYGON%'",
    )
    assert polygons == ["schematic_provinces"]


@pytest.mark.parametrize("name", SCHEMATIC)
def test_schematic_is_said_everywhere(samples: sqlite3.Connection, name: str) -> None:
    said = samples.execute(
        "SELECT c.identifier, c.description, l.notice, s.styleName, a.attribution"
        " FROM gpkg_contents c"
        " JOIN amis_layers l ON l.table_name = c.table_name"
        " JOIN layer_styles s ON s.f_table_name = c.table_name"
        " JOIN amis_sources a ON a.table_name = c.table_name WHERE c.table_name = ?",
        (name,),
    ).fetchone()
    documents = column(
        samples,
        "SELECT m.metadata FROM gpkg_metadata m JOIN gpkg_metadata_reference r"
        " ON r.md_file_id = m.id WHERE r.table_name = ?",
        name,
    )
    rows = column(samples, f'SELECT name FROM "{name}"')
    assert len(documents) == 2
    for text in (*said, *documents, *rows):
        assert "schematic" in text.lower()
    assert "not a survey's map" in said["description"]


@pytest.mark.parametrize("name", SCHEMATIC)
def test_schematic_shapes_are_the_drawn_ones(name: str) -> None:
    drawn = json.loads((FACTS / f"{name}.geojson").read_text(encoding="utf-8"))["features"]
    dataset = ogr.Open(str(SAMPLES))
    layer = dataset.GetLayerByName(name)
    assert layer.GetFeatureCount() == len(drawn)
    for feature, shape in zip(layer, drawn):
        assert feature["name"] == shape["properties"]["name"]
        geometry = feature.GetGeometryRef()
        assert geometry.IsValid()
        assert json.loads(geometry.ExportToJson()) == shape["geometry"]


# --- production ---------------------------------------------------------------------------------


def test_production_is_as_printed(samples: sqlite3.Connection) -> None:
    printed = {}
    for number, name in (("1", "table01_asean_production"), ("11", "table11_country_production")):
        for row in table(STATISTICS / f"{name}.csv"):
            key = (number, row["country_iso3"], row["commodity"], int(row["year"]))
            printed[key] = (row["value"], row["unit"])
    rows = samples.execute("SELECT * FROM production_statistics").fetchall()
    assert len(rows) == len(printed) == 430
    for row in rows:
        key = (row["source_table"], row["country"], row["label"], row["year"])
        value, unit = printed.pop(key)
        assert (row["value_as_printed"] or "") == value
        assert row["unit"] == unit
        assert row["value"] == (float(value) if value else None)
    assert not printed


def test_world_shares_stand_word_for_word_in_the_rows_of_2022(samples: sqlite3.Connection) -> None:
    printed = {}
    for number, name in (("1", "table01_asean_production"), ("11", "table11_country_production")):
        for row in table(STATISTICS / f"{name}_world_share.csv"):
            printed[number, row["country_iso3"], row["commodity"]] = row
    rows = samples.execute("SELECT * FROM production_statistics").fetchall()
    for row in rows:
        share, world = row["share_of_world_2022_as_printed"], row["world_2022"]
        if row["year"] != 2022:
            assert (share, world) == (None, None)
            continue
        said = printed.pop((row["source_table"], row["country"], row["label"]))
        assert (share or "") == said["share_2022_verbatim"]
        assert world == (float(said["world_2022"]) if said["world_2022"] else None)
        assert said["note"] in (row["notes"] or "")
    assert not printed


def test_each_printed_table_has_its_source_and_digest(samples: sqlite3.Connection) -> None:
    for number, name in (("1", "table01_asean_production"), ("11", "table11_country_production")):
        content = b"".join(
            (STATISTICS / f"{name}{end}.csv").read_bytes() for end in ("", "_world_share")
        )
        found = column(
            samples,
            "SELECT DISTINCT s.digest FROM amis_sources s JOIN production_statistics p"
            " ON p.source_id = s.source_id WHERE p.source_table = ?",
            number,
        )
        assert found == [f"sha256:{hashlib.sha256(content).hexdigest()}"]


def test_a_note_about_one_year_names_it() -> None:
    """The notes of a row stand beside all its years."""
    for note in table(STATISTICS / "production_notes.csv"):
        if "share" in note["note"] or "available" in note["note"]:
            assert "2022" in note["note"], note


def test_the_contradictions_of_the_source_are_carried(samples: sqlite3.Connection) -> None:
    for note in table(STATISTICS / "production_notes.csv"):
        carrying = column(
            samples,
            "SELECT count(*) FROM production_statistics WHERE source_table = ? AND label = ?"
            " AND instr(notes, ?)",
            note["table"],
            note["commodity"],
            note["note"],
        )
        assert carrying[0] > 0, note
    limestone = samples.execute(
        "SELECT sum(value) AS of_members FROM production_statistics"
        " WHERE source_table = '11' AND label = 'Limestone' AND year = 2022"
    ).fetchone()
    total = column(
        samples,
        "SELECT value FROM production_statistics"
        " WHERE source_table = '1' AND label = 'Limestone' AND year = 2022",
    )
    assert limestone["of_members"] > total[0]  # the contradiction itself is still there
