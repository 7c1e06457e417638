"""Occurrences in a workspace, read back by GDAL, with the commodity index beside them."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from osgeo import gdal, ogr

from amis_qgis_plugin.core.alignment import FieldMap, align_occurrence
from amis_qgis_plugin.core.errors import Cancelled, WorkspaceError
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.core.schemas import layer_type
from amis_qgis_plugin.workspace import occurrences as module
from amis_qgis_plugin.workspace.occurrences import (
    PlacedOccurrence,
    add_occurrence_layer,
    write_occurrences,
)
from amis_qgis_plugin.workspace.tables import create_workspace

FIELDS = FieldMap(identifier="id", name="name", commodities="what", country="where")
ROWS = (
    ("a", "Mỏ đồng", "Cu (major), Au (minor)", "Laos", (103.8, 22.6)),
    ("b", "Zéro", "Unobtainium, Sn", "Atlantis", None),
    ("c", 'O\'Brien "x"', "", "PHL", (-179.5, -10.0)),
    ("d", "", "Sn; Unobtainium", "Thailand", (100.0, 7.0)),
)


def placed(rows: tuple[tuple[object, ...], ...] = ROWS) -> Iterator[PlacedOccurrence]:
    for identifier, name, what, where, point in rows:
        row = {"id": identifier, "name": name, "what": what, "where": where}
        aligned = align_occurrence(row, FIELDS, "survey", str(identifier))
        yield PlacedOccurrence(point, aligned)  # type: ignore[arg-type]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "workspace.gpkg"
    add_occurrence_layer(create_workspace(path), "Occurrences", "Four of them")
    return path


def query(path: Path, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_gdal_reads_what_was_written(workspace: Path) -> None:
    assert write_occurrences(workspace, "survey", placed()) == 4
    dataset = ogr.Open(str(workspace))
    layer = dataset.GetLayerByName("mineral_occurrences")
    definition = layer.GetLayerDefn()
    names = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
    assert names == [field.name for field in layer_type("mineral_occurrences").fields]
    assert layer.GetSpatialRef().GetAuthorityCode(None) == "4326"
    assert layer.GetFeatureCount() == 4
    for feature, (identifier, name, what, _where, point) in zip(layer, ROWS):
        assert feature["identifier"] == identifier
        assert (feature["name"] or "") == name
        assert (feature["commodity_text"] or "") == what
        geometry = feature.GetGeometryRef()
        assert (geometry.GetPoint_2D() if geometry else None) == point


def test_the_index_has_each_commodity_with_its_role(workspace: Path) -> None:
    write_occurrences(workspace, "survey", placed())
    found = query(
        workspace,
        "SELECT o.identifier, c.commodity, c.role FROM amis_occurrence_commodity c"
        " JOIN mineral_occurrences o ON o.fid = c.occurrence ORDER BY 1, 2",
    )
    assert found == [
        ("a", "copper", "major"),
        ("a", "gold", "minor"),
        ("b", "tin", "unranked"),
        ("d", "tin", "unranked"),
    ]


def test_unknown_terms_are_counted(workspace: Path) -> None:
    write_occurrences(workspace, "survey", placed())
    assert query(
        workspace, "SELECT vocabulary, term, occurrences, source_id FROM amis_unmatched_terms"
    ) == [("commodity", "Unobtainium", 2, "survey"), ("country", "Atlantis", 1, "survey")]


def test_a_second_batch_of_a_source_adds_up(workspace: Path) -> None:
    write_occurrences(workspace, "survey", placed(ROWS[:2]))
    write_occurrences(workspace, "survey", placed(ROWS[2:]))
    write_occurrences(workspace, "other", placed(ROWS[3:]))
    whole = query(workspace, "SELECT count(*) FROM mineral_occurrences")
    assert whole == [(5,)]
    terms = dict(
        query(workspace, "SELECT source_id || term, occurrences FROM amis_unmatched_terms")
    )
    assert terms == {"surveyUnobtainium": 2, "surveyAtlantis": 1, "otherUnobtainium": 1}
    tin = query(workspace, "SELECT count(*) FROM amis_occurrence_commodity WHERE commodity = 'tin'")
    assert tin == [(3,)]


def test_stopping_leaves_none_of_the_rows(workspace: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_occurrences(workspace, "survey", placed(ROWS[:1]))
    monkeypatch.setattr(module, "_BATCH", 2)
    with pytest.raises(Cancelled):
        write_occurrences(workspace, "survey", placed(), Progress(is_cancelled=lambda: True))
    assert query(workspace, "SELECT identifier FROM mineral_occurrences") == [("a",)]
    assert query(workspace, "SELECT count(*) FROM amis_occurrence_commodity") == [(2,)]
    assert query(workspace, "PRAGMA integrity_check") == [("ok",)]


def test_a_source_that_breaks_off_leaves_none_of_its_rows(workspace: Path) -> None:
    def breaking() -> Iterator[PlacedOccurrence]:
        yield from placed(ROWS[:2])
        raise ConnectionError("the line went dead")

    with pytest.raises(ConnectionError):
        write_occurrences(workspace, "survey", breaking())
    assert query(workspace, "SELECT count(*) FROM mineral_occurrences") == [(0,)]
    assert query(workspace, "SELECT count(*) FROM rtree_mineral_occurrences_geom") == [(0,)]
    assert write_occurrences(workspace, "survey", placed()) == 4


@pytest.mark.parametrize("exceptions", [False, True])
def test_the_ways_gdal_fails_become_one_error(tmp_path: Path, exceptions: bool) -> None:
    path = tmp_path / "no_table.gpkg"
    create_workspace(path)
    before = gdal.GetUseExceptions()
    (gdal.UseExceptions if exceptions else gdal.DontUseExceptions)()
    try:
        with pytest.raises(WorkspaceError, match="mineral_occurrences"):
            write_occurrences(path, "survey", placed())
        with pytest.raises(WorkspaceError, match=r"gone\.gpkg"):
            write_occurrences(tmp_path / "gone.gpkg", "survey", placed())
    finally:
        (gdal.UseExceptions if before else gdal.DontUseExceptions)()


def test_what_filters_ask_for_is_indexed(workspace: Path) -> None:
    write_occurrences(workspace, "survey", placed())
    for column in ("country", "deposit_model", "source_id"):
        ((_, _, _, plan),) = query(
            workspace,
            f"EXPLAIN QUERY PLAN SELECT 1 FROM mineral_occurrences WHERE {column} IN ('a', 'b')",
        )
        assert "INDEX" in str(plan), column
    plans = query(
        workspace,
        "EXPLAIN QUERY PLAN SELECT occurrence FROM amis_occurrence_commodity"
        " WHERE commodity IN ('copper')",
    )
    assert "PRIMARY KEY" in str(plans)


def test_the_rtree_holds_the_points_and_only_them(workspace: Path) -> None:
    write_occurrences(workspace, "survey", placed())
    boxes = query(
        workspace, "SELECT id, minx, maxx, miny, maxy FROM rtree_mineral_occurrences_geom"
    )
    points = {fid: row[4] for fid, row in enumerate(ROWS, start=1) if row[4] is not None}
    assert Counter(box[0] for box in boxes) == Counter(points.keys())
    for fid, *box in boxes:
        x, y = points[fid]  # type: ignore[misc,index]
        assert box == pytest.approx([x, x, y, y], abs=2e-5)
        assert box[0] <= x <= box[1]  # type: ignore[operator]
        assert box[2] <= y <= box[3]  # type: ignore[operator]
