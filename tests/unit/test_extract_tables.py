"""The tables that explain rows go into a package with those rows and with no others."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from aligning import field_map, source, take
from osgeo import ogr

from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.rows import SourceField, SourceLayer, SourceRow
from amis_qgis_plugin.core.user_terms import UserTerm, UserTerms
from amis_qgis_plugin.workspace.extract import extract
from amis_qgis_plugin.workspace.field_maps import read_source_maps
from amis_qgis_plugin.workspace.ingest import ingest
from amis_qgis_plugin.workspace.selection import LayerSelection
from amis_qgis_plugin.workspace.tables import REGISTERED

OCCURRENCES = field_map(
    identifier="id", name="name", commodity_text="what", country_text="where", reference="note"
)
MINES = field_map("mines", identifier="id", start_date="opened", status_text="state")
LEVELS = FieldMap("administrative_areas", {"level": FieldUse((SourceColumn("level"),))})
TERMS = UserTerms([UserTerm("commodity", "kuprum", ("copper",))])
TABLES = ("amis_field_maps", "amis_findings", "amis_rejected_rows", "amis_unmatched_terms")
BOX = "POLYGON((101 14,102 14,102 15,101 15,101 14))"


def site(number: int, what: str, where: str, point: Any, note: str = "") -> tuple[Any, Any]:
    row = {"id": f"S{number}", "name": f"Site {number}", "what": what, "where": where, "note": note}
    return row, point


# Each source has rows that go along, rows that stay, findings, a refused row and unknown terms.
SURVEY = [
    site(1, "Cu", "Laos", (0.0, 0.0)),
    site(2, "Cu, Unobtainium", "Laos", (14.0, 101.0)),
    site(3, "Sn", "Thailand", (0.0, 0.0)),
    site(4, "Unobtainium", "Laos", (500.0, 10.0)),
    site(5, "Au", "Laos", (102.0, 18.0), "half \ud83d of a pair"),
    site(6, "kuprum", "Laos", (102.0, 18.0)),
]
ATLAS = [
    site(1, "Vibranium", "Thailand", (0.0, 0.0)),
    site(2, "Ni", "Atlantis", (100.0, 14.0), "\udc00"),
]
MINE_ROWS = [
    ({"id": "M1", "opened": "25/05/2560", "state": "asleep"}, (102.0, 18.0)),
    ({"id": "M2", "opened": "soon", "state": "operating"}, (0.0, 0.0)),
]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("explained") / "workspace.gpkg"
    take(path, SURVEY, OCCURRENCES, "survey", id_field="id", terms=TERMS)
    take(path, ATLAS, OCCURRENCES, "atlas", id_field="id")
    take(path, MINE_ROWS, MINES, "mines", id_field="id")
    wkb = bytes(ogr.CreateGeometryFromWkt(BOX).ExportToIsoWkb())
    layer = SourceLayer("Areas", (SourceField("level", "integer"),), "polygon", "EPSG:4326", 2)
    rows = [SourceRow("1", {"level": 1}, wkb), SourceRow("2", {"level": 2**70}, wkb)]
    ingest(path, layer, rows, LEVELS, source("areas"))
    return path


def query(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def records(path: Path, table: str) -> list[tuple[Any, ...]]:
    """Return the records of a table without their ids, in the order of the file."""
    columns = [row[1] for row in query(path, f"PRAGMA table_info({table})") if row[1] != "id"]
    return query(path, f"SELECT {', '.join(columns)} FROM {table} ORDER BY id")


def of_sources(rows: list[tuple[Any, ...]], *source_ids: str) -> list[tuple[Any, ...]]:
    return [row for row in rows if set(row) & set(source_ids)]


def laos() -> LayerSelection:
    return LayerSelection("mineral_occurrences", "Laos", condition="\"country\" = 'LAO'")


@pytest.fixture
def package(workspace: Path, tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "package.gpkg"
    counts = extract(workspace, path, [laos(), LayerSelection("mines", "Mines")])
    assert counts == {"mineral_occurrences": 4, "mines": 2}
    yield path


def test_the_workspace_has_something_of_everything(workspace: Path) -> None:
    assert len(records(workspace, "amis_field_maps")) == 4
    codes = Counter(row[2] for row in records(workspace, "amis_findings"))
    assert codes == {
        "geometry-zero": 4, "geometry-swapped": 1, "geometry-impossible": 1, "buddhist-year": 1,
        "unreadable-date": 1,
    }  # fmt: skip
    refused = [row[:2] for row in records(workspace, "amis_rejected_rows")]
    assert refused == [("survey", "S5"), ("atlas", "S2"), ("areas", "2")]
    terms = {row[:2] for row in records(workspace, "amis_unmatched_terms")}
    assert terms == {
        ("commodity", "Unobtainium"), ("commodity", "Vibranium"), ("mine status", "asleep"),
    }  # fmt: skip


def test_findings_go_along_with_their_rows_and_only_with_them(
    workspace: Path, package: Path
) -> None:
    kept = {
        *query(package, "SELECT source_id, source_feature_id FROM mineral_occurrences"),
        *query(package, "SELECT source_id, source_feature_id FROM mines"),
    }
    expected = [row for row in records(workspace, "amis_findings") if row[:2] in kept]
    found = records(package, "amis_findings")
    assert sorted(found) == sorted(expected)
    assert {row[:3] for row in found} == {
        ("survey", "S1", "geometry-zero"), ("survey", "S2", "geometry-swapped"),
        ("survey", "S4", "geometry-impossible"), ("mines", "M1", "buddhist-year"),
        ("mines", "M2", "unreadable-date"), ("mines", "M2", "geometry-zero"),
    }  # fmt: skip


@pytest.mark.parametrize("table", TABLES)
def test_records_of_sources_that_stay_behind_stay_behind(
    workspace: Path, package: Path, table: str
) -> None:
    """The atlas has no row in Laos, and the areas were not asked for."""
    found = records(package, table)
    assert of_sources(found, "atlas", "areas") == []
    assert {row[0] for row in query(package, "SELECT source_id FROM amis_sources")} == {
        "survey", "mines",
    }  # fmt: skip
    if table != "amis_findings":
        before = of_sources(records(workspace, table), "survey", "mines")
        assert sorted(found) == sorted(before)
        assert before


def test_the_maps_are_read_back_as_they_were(workspace: Path, package: Path) -> None:
    before = {one.source_id: one for one in read_source_maps(workspace)}
    after = {one.source_id: one for one in read_source_maps(package)}
    assert set(after) == {"survey", "mines"}
    for source_id, one in after.items():
        assert one.fields == before[source_id].fields
        assert one.source_fields == before[source_id].source_fields
        assert one.terms.to_dict() == before[source_id].terms.to_dict()
    assert [term.term for term in after["survey"].terms] == ["kuprum"]


def test_ids_count_from_one_and_the_file_is_sound(package: Path) -> None:
    for table in TABLES:
        ids = [row[0] for row in query(package, f"SELECT id FROM {table} ORDER BY id")]
        assert ids == list(range(1, len(ids) + 1)), table
    assert query(package, "PRAGMA integrity_check") == [("ok",)]
    listed = dict(query(package, "SELECT table_name, data_type FROM gpkg_contents"))
    assert {table: listed[table] for table in REGISTERED} == dict.fromkeys(REGISTERED, "attributes")
    dataset = ogr.Open(str(package))
    for table in TABLES:
        layer = dataset.GetLayerByName(table)
        assert layer.GetFeatureCount() == len(records(package, table)) > 0


def test_the_package_of_a_package_is_the_same(package: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.gpkg"
    extract(package, again, [laos(), LayerSelection("mines", "Mines")])
    for table in TABLES:
        assert records(again, table) == records(package, table)


def test_every_source_whole_takes_all_records_along(workspace: Path, tmp_path: Path) -> None:
    path = tmp_path / "all.gpkg"
    names = ("mineral_occurrences", "mines", "administrative_areas")
    extract(workspace, path, [LayerSelection(name, name) for name in names])
    for table in TABLES:
        assert sorted(records(path, table)) == sorted(records(workspace, table)), table


def test_a_source_that_was_not_filtered_keeps_its_refused_rows(
    workspace: Path, tmp_path: Path
) -> None:
    path = tmp_path / "areas.gpkg"
    extract(workspace, path, [LayerSelection("administrative_areas", "Areas")])
    assert [row[:2] for row in records(path, "amis_rejected_rows")] == [("areas", "2")]
    assert records(path, "amis_findings") == []
    assert [row[0] for row in records(path, "amis_field_maps")] == ["areas"]


def test_rows_that_share_a_key_at_the_source_do_not_multiply_findings(tmp_path: Path) -> None:
    """A server may hand over the same id twice; each row has its own finding."""
    rows = [({**row, "id": "S1"}, (0.0, 0.0)) for row, _point in SURVEY[:3]]
    take(tmp_path / "w.gpkg", rows, OCCURRENCES, "survey", id_field="id")
    assert len(records(tmp_path / "w.gpkg", "amis_findings")) == 3
    extract(tmp_path / "w.gpkg", tmp_path / "p.gpkg", [LayerSelection("mineral_occurrences", "O")])
    assert records(tmp_path / "p.gpkg", "amis_findings") == records(
        tmp_path / "w.gpkg", "amis_findings"
    )


@pytest.mark.parametrize("missing", ["amis_field_maps", "amis_findings", "amis_rejected_rows"])
def test_an_older_workspace_without_a_table_gives_an_empty_one(
    workspace: Path, tmp_path: Path, missing: str
) -> None:
    older, path = tmp_path / "older.gpkg", tmp_path / "package.gpkg"
    older.write_bytes(workspace.read_bytes())
    with closing(sqlite3.connect(older)) as connection, connection:
        connection.execute(f"DROP TABLE {missing}")
        connection.execute("DELETE FROM gpkg_contents WHERE table_name = ?", (missing,))
        connection.execute("DELETE FROM gpkg_ogr_contents WHERE table_name = ?", (missing,))
    extract(older, path, [laos()])
    assert records(path, missing) == []
    for table in {*TABLES, "amis_unmatched_terms"} - {missing}:
        assert records(path, table) != [], table


def test_nothing_is_written_into_the_workspace(workspace: Path, tmp_path: Path) -> None:
    before = workspace.read_bytes()
    extract(workspace, tmp_path / "package.gpkg", [laos()])
    assert workspace.read_bytes() == before
    assert [path.name for path in workspace.parent.iterdir()] == [workspace.name]
