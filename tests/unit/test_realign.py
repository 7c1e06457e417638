"""Rows of a workspace aligned again: with the same map, terms and outlines nothing changes."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, Optional

import pytest
from aligning import field_map, take
from osgeo import ogr

from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse
from amis_qgis_plugin.core.places import PlaceReading, decide_country
from amis_qgis_plugin.core.user_terms import NO_TERMS, UserTerm, UserTerms
from amis_qgis_plugin.workspace.country_index import CountryIndex
from amis_qgis_plugin.workspace.earlier_findings import EarlierFindings
from amis_qgis_plugin.workspace.field_maps import WORLD_MAP, Taking, read_source_maps
from amis_qgis_plugin.workspace.realign import realign
from amis_qgis_plugin.workspace.tables import create_workspace

READ = {
    "identifier": "id", "name": "name", "commodity_text": "what", "country_text": "where",
    "longitude": "x", "latitude": "y",
}  # fmt: skip
FIELDS = field_map(**READ)
STATED = FIELDS.with_use("country", FieldUse(constant="LAO"))
MINES = field_map("mines", **READ, start_date="when")
SQUARES = {"THA": (100, 14), "VNM": (106, 14)}
# Beside countries and their coasts; 1 degree along 16 N is 106.9 km.
ROWS: tuple[tuple[dict[str, Any], Optional[tuple[float, float]]], ...] = tuple(
    ({"id": identifier, "name": "x", "what": what, "where": where, "when": when, **more}, point)
    for identifier, what, where, when, point, more in (
        ("inland", "Cu; Unobtainium", "", "12/03/2019", (101.5, 15.0), {}),
        ("at sea", "Sn", "", "soon", (111.0, 16.0), {}),
        ("at sea, says so", "Sn", "Viet Nam", "", (110.9, 16.0), {}),
        ("off another coast", "Au", "Laos", "", (111.1, 16.0), {}),
        ("off the wrong coast", "Au", "Thailand", "", (111.1, 16.0), {}),
        ("far out", "Au", "Thailand", "", (125.0, 16.0), {}),
        ("far out, silent", "Au", "", "", (125.0, 16.0), {}),
        ("disagrees", "Au", "Laos", "05/05/2563", (107.0, 15.0), {}),
        ("nowhere", "Unobtainium", "Atlantis", "", None, {}),
        ("zero", "Ni", "", "", (0.0, 0.0), {}),
        ("swapped", "Ni", "Thailand", "", (15.0, 101.0), {}),
        ("no place", "Ni", "", "then", None, {"x": "east", "y": "north"}),
        ("by attributes", "Ni", "", "", None, {"x": "101.5", "y": "15"}),
    )
)


def outlines(offshore_km: float, origin: Optional[str] = WORLD_MAP) -> CountryIndex:
    wkt = "POLYGON (({0} {1}, {2} {1}, {2} {3}, {0} {3}, {0} {1}))"
    shapes = {iso3: wkt.format(x, y, x + 4, y + 4) for iso3, (x, y) in SQUARES.items()}
    parts = [(iso3, ogr.CreateGeometryFromWkt(one)) for iso3, one in shapes.items()]
    return CountryIndex(parts, offshore_km, origin)


def dump(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, ids included, without the dates of contents."""
    with closing(sqlite3.connect(path)) as connection:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
        ).fetchall()
        found = {}
        for (name,) in names:
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
            shown = ", ".join(f'"{one}"' for one in columns if one != "last_change")
            found[name] = connection.execute(f"SELECT {shown} FROM {name} ORDER BY 1, 2").fetchall()
    return found


def query(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def workspace_of(folder: Path, fields: FieldMap, countries: Optional[CountryIndex]) -> Path:
    """Return a workspace with two sources, that ids which move are seen."""
    path = folder / "workspace.gpkg"
    take(path, ROWS, fields, "first", id_field="id", countries=countries)
    take(path, ROWS, fields, "second", id_field="id", countries=countries)
    return path


@pytest.mark.parametrize("fields", [FIELDS, STATED, MINES], ids=["read", "stated", "mines"])
@pytest.mark.parametrize(
    ("first", "again"),
    [
        (outlines(200.0), outlines(200.0)),
        (outlines(200.0), None),
        (outlines(50.0), outlines(50.0)),
        (outlines(200.0, "sha256:of a layer"), None),
        (None, None),
    ],
    ids=["200 km", "outlines are gone", "50 km", "own outlines are gone", "nobody looked"],
)
def test_the_same_again_changes_nothing(
    tmp_path: Path, fields: FieldMap, first: Any, again: Any
) -> None:
    path = workspace_of(tmp_path, fields, first)
    before = dump(path)
    assert len(before["amis_findings"]) >= 6
    for source_id in ("first", "second"):
        realign(path, source_id, fields, NO_TERMS, countries=again)
    after = dump(path)
    for table, rows in before.items():
        assert after[table] == rows, table
    assert query(path, "PRAGMA integrity_check") == [("ok",)]


def test_the_rows_have_what_the_test_is_about(tmp_path: Path) -> None:
    path = workspace_of(tmp_path, MINES, outlines(200.0))
    told = {
        identifier: (country, basis)
        for identifier, country, basis in query(
            path, "SELECT identifier, country, country_basis FROM mines"
        )
    }
    assert told["inland"] == told["by attributes"] == ("THA", "place")
    assert told["at sea"] == ("VNM", "coast")
    assert told["off another coast"] == told["disagrees"] == ("LAO", "attribute")
    codes = {code for (code,) in query(path, "SELECT DISTINCT code FROM amis_findings")}
    assert codes >= {
        "offshore", "country-disagrees", "place-nowhere", "geometry-zero", "geometry-swapped",
        "unreadable-date", "unreadable-coordinates", "buddhist-year",
    }  # fmt: skip


def test_another_map_without_outlines_keeps_what_places_told(tmp_path: Path) -> None:
    """The country is not read from its field any more, so the place speaks for it."""
    path = workspace_of(tmp_path, FIELDS, outlines(200.0))
    fields = field_map(identifier="id", longitude="x", latitude="y")
    realign(path, "first", fields, NO_TERMS)
    told = {
        row[0]: row[1:]
        for row in query(
            path,
            "SELECT o.identifier, o.country, o.country_basis, f.detail FROM mineral_occurrences o"
            " LEFT JOIN amis_findings f ON f.source_feature_id = o.source_feature_id"
            " AND f.source_id = o.source_id AND f.code = 'offshore' WHERE o.source_id = 'first'",
        )
    }
    assert told["disagrees"] == ("VNM", "place", None)
    assert told["off another coast"] == ("VNM", "coast", "118 km off the coast of Viet Nam")
    assert told["at sea, says so"] == ("VNM", "coast", "96 km off the coast of Viet Nam")


def test_other_outlines_are_looked_up_and_remembered(tmp_path: Path) -> None:
    path = workspace_of(tmp_path, FIELDS, outlines(200.0))
    realign(path, "first", FIELDS, NO_TERMS, countries=outlines(50.0, "sha256:another"))
    found = query(
        path,
        "SELECT source_id, country FROM mineral_occurrences WHERE identifier = 'at sea' ORDER BY 1",
    )
    assert found == [("first", None), ("second", "VNM")]
    kept = query(
        path,
        "SELECT source_id, outlines, offshore_km, source_crs FROM amis_field_maps ORDER BY 1",
    )
    assert kept == [
        ("first", "sha256:another", 50.0, "EPSG:4326"),
        ("second", WORLD_MAP, 200.0, "EPSG:4326"),
    ]


def test_findings_about_geometry_stay_when_others_change(tmp_path: Path) -> None:
    path = workspace_of(tmp_path, MINES, outlines(200.0))
    sql = (
        "SELECT source_feature_id, code, detail FROM amis_findings WHERE source_id = 'first'"
        " AND (code LIKE 'geometry%' OR code = 'unreadable-coordinates') ORDER BY id"
    )
    before = query(path, sql)
    fields = field_map("mines", identifier="id", name="what", longitude="x", latitude="y")
    terms = UserTerms([UserTerm("commodity", "Unobtainium", ("gold",))])
    realign(path, "first", fields, terms, countries=outlines(200.0))
    assert query(path, sql) == before != []
    dates = "SELECT source_id FROM amis_findings WHERE code = 'unreadable-date'"
    assert set(query(path, dates)) == {("second",)}


@pytest.mark.parametrize(
    "place",
    [
        None,
        PlaceReading("THA"),
        PlaceReading("TZA", 118.2),
        PlaceReading("THA", 118.2, outlined=frozenset({"THA", "VNM"})),
        PlaceReading("MYS", 99.5, (("MYS", 99.5), ("THA", 110.4)), frozenset({"THA", "MYS"})),
        PlaceReading("", 62.5, outlined=frozenset({"THA"})),
    ],
)
@pytest.mark.parametrize("stated", ["", "THA", "LAO"])
@pytest.mark.parametrize("for_all", ["", "THA", "LAO"])
def test_a_place_is_read_back_from_what_was_found(
    tmp_path: Path, place: Optional[PlaceReading], stated: str, for_all: str
) -> None:
    """What is read back leads to the same decision, to the letter."""
    decision = decide_country(stated, for_all, place)
    create_workspace(tmp_path / "w.gpkg")
    with closing(sqlite3.connect(tmp_path / "w.gpkg")) as connection, connection:
        if decision.fault:
            connection.execute(
                "INSERT INTO amis_findings (source_id, source_feature_id, code, field, detail)"
                " VALUES ('s', '1', ?, 'country', ?)",
                (decision.fault, decision.detail),
            )
        earlier = EarlierFindings(connection, "s")
    read = earlier.place("1", decision.iso3 or None, decision.basis or None)
    assert decide_country(stated, for_all, read) == decision


def test_a_workspace_of_an_older_version_keeps_its_countries(tmp_path: Path) -> None:
    """How it was taken is not known there, and no country changes for that."""
    path = workspace_of(tmp_path, FIELDS, outlines(200.0))
    with closing(sqlite3.connect(path)) as connection, connection:
        for column in ("source_key", "source_crs", "outlines", "offshore_km"):
            connection.execute(f"ALTER TABLE amis_field_maps DROP COLUMN {column}")
    assert {one.taking for one in read_source_maps(path)} == {Taking()}
    before = dump(path)
    realign(path, "first", FIELDS, NO_TERMS)
    after = dump(path)
    maps = [row[:6] for row in after.pop("amis_field_maps")]
    assert maps == before.pop("amis_field_maps")
    assert after == before
    assert query(path, "SELECT source_key, source_crs, outlines, offshore_km FROM amis_field_maps")
