"""Sources taken into a workspace, read back by GDAL and sqlite3, with what stands beside them."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aligning import field_map, source, take
from osgeo import gdal, ogr

from amis_qgis_plugin.core.attributes import attributes_from_json
from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.errors import Cancelled, WorkspaceError
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.core.rows import SourceField, SourceLayer, SourceRow
from amis_qgis_plugin.core.schemas import OCCURRENCES, layer_type, layer_types
from amis_qgis_plugin.core.user_terms import NO_TERMS, UserTerm, UserTerms
from amis_qgis_plugin.workspace import ingest as module
from amis_qgis_plugin.workspace import row_records
from amis_qgis_plugin.workspace.contents import read_layers
from amis_qgis_plugin.workspace.field_maps import read_source_maps
from amis_qgis_plugin.workspace.ingest import ingest
from amis_qgis_plugin.workspace.realign import realign
from amis_qgis_plugin.workspace.sources import read_sources, with_unused_id
from amis_qgis_plugin.workspace.tables import create_workspace

FIELDS = field_map(identifier="id", name="name", commodity_text="what", country_text="where")
ROWS: tuple[tuple[dict[str, Any], Any], ...] = tuple(
    ({"id": identifier, "name": name, "what": what, "where": where}, point)
    for identifier, name, what, where, point in (
        ("a", "Mỏ đồng", "Cu (major), Au (minor)", "Laos", (103.8, 22.6)),
        ("b", "Zéro", "Unobtainium, Sn", "Atlantis", None),
        ("c", 'O\'Brien "x"', "", "PHL", (-179.5, -10.0)),
        ("d", "", "Sn; Unobtainium", "Thailand", (100.0, 7.0)),
    )
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "workspace.gpkg"
    take(path, [], FIELDS)
    return path


def query(path: Path, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql, values).fetchall()


def test_gdal_reads_what_was_written(workspace: Path) -> None:
    result = take(workspace, ROWS, FIELDS)
    assert (result.rows_in, result.rows_out, result.rejected) == (4, 4, ())
    dataset = ogr.Open(str(workspace))
    layer = dataset.GetLayerByName("mineral_occurrences")
    definition = layer.GetLayerDefn()
    names = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
    assert names == [field.name for field in layer_type("mineral_occurrences").fields]
    assert layer.GetSpatialRef().GetAuthorityCode(None) == "4326"
    assert layer.GetFeatureCount() == 4
    assert layer.GetExtent() == pytest.approx((-179.5, 103.8, -10.0, 22.6))
    for feature, (attributes, point) in zip(layer, ROWS):
        assert feature["identifier"] == attributes["id"]
        assert (feature["name"] or "") == attributes["name"]
        assert (feature["commodity_text"] or "") == attributes["what"]
        assert json.loads(feature["source_attributes"]) == attributes
        geometry = feature.GetGeometryRef()
        assert (geometry.GetPoint_2D() if geometry else None) == point


@pytest.mark.parametrize("kind", layer_types(), ids=lambda kind: kind.table)
@pytest.mark.parametrize("geometry", ["point", "line", "polygon", ""])
def test_every_layer_type_takes_every_kind_of_source(
    tmp_path: Path, kind: Any, geometry: str
) -> None:
    """GDAL agrees on type and fields of a table that it did not write itself."""
    path = tmp_path / "w.gpkg"
    shapes = {
        "point": "POINT (101 14)",
        "line": "LINESTRING (101 14, 102 15)",
        "polygon": "POLYGON ((101 14, 102 14, 102 15, 101 14))",
    }
    wkb = None
    if geometry:
        wkb = bytes(ogr.CreateGeometryFromWkt(shapes[geometry]).ExportToIsoWkb())
    layer = SourceLayer("S", (SourceField("n"),), geometry, "EPSG:4326", 2)
    rows = [SourceRow("1", {"n": "x"}, wkb), SourceRow("2", {"n": None}, None)]
    result = ingest(path, layer, rows, FieldMap(kind.layer_type_id), source("s"))
    assert result.table == kind.table_for(geometry)
    dataset = ogr.Open(str(path))
    table = dataset.GetLayerByName(result.table)
    wanted = {"point": ogr.wkbPoint, "line": ogr.wkbMultiLineString}
    assert table.GetGeomType() == wanted.get(kind.kind_for(geometry), ogr.wkbMultiPolygon)
    first, second = list(table)
    assert second.GetGeometryRef() is None
    fits = geometry == kind.kind_for(geometry)
    if fits:
        assert first["source_geometry"] is None
        shape = ogr.CreateGeometryFromWkb(wkb)
        assert first.GetGeometryRef().GetEnvelope() == shape.GetEnvelope()
    elif geometry:
        assert first["source_geometry"] == shapes[geometry].replace(", ", ",")
    else:
        assert first.GetGeometryRef() is None
    (listed,) = read_layers(path)
    assert (listed.layer_type, listed.theme_id) == (kind.layer_type_id, kind.theme_id)
    assert query(path, "PRAGMA integrity_check") == [("ok",)]


def test_qgis_can_still_edit_through_gdal(workspace: Path) -> None:
    """The triggers that were set aside are back: count and R-tree follow an edit."""
    take(workspace, ROWS, FIELDS)
    dataset = ogr.Open(str(workspace), 1)
    layer = dataset.GetLayerByName("mineral_occurrences")
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (1 2)"))
    assert layer.CreateFeature(feature) == 0
    assert layer.DeleteFeature(1) == 0
    assert layer.GetFeatureCount() == 4
    layer.SetSpatialFilterRect(0.5, 1.5, 1.5, 2.5)
    assert layer.GetFeatureCount() == 1
    dataset = layer = None
    assert query(workspace, "SELECT count(*) FROM rtree_mineral_occurrences_geom") == [(3,)]


def test_the_index_has_each_commodity_with_its_role(workspace: Path) -> None:
    take(workspace, ROWS, FIELDS)
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
    result = take(workspace, ROWS, FIELDS)
    assert query(
        workspace, "SELECT vocabulary, term, occurrences, source_id FROM amis_unmatched_terms"
    ) == [("commodity", "Unobtainium", 2, "survey"), ("country", "Atlantis", 1, "survey")]
    assert result.unmatched == {("commodity", "Unobtainium"): 2, ("country", "Atlantis"): 1}


def test_a_source_taken_again_replaces_itself_and_nothing_else(workspace: Path) -> None:
    take(workspace, ROWS, FIELDS)
    take(workspace, ROWS[3:], FIELDS, "other")
    again = take(workspace, ROWS[:2], FIELDS)
    assert again.replaced == 4
    counts = dict(
        query(workspace, "SELECT source_id, count(*) FROM mineral_occurrences GROUP BY 1")
    )
    assert counts == {"survey": 2, "other": 1}
    terms = dict(
        query(workspace, "SELECT source_id || term, occurrences FROM amis_unmatched_terms")
    )
    assert terms == {"surveyUnobtainium": 1, "surveyAtlantis": 1, "otherUnobtainium": 1}
    tin = query(workspace, "SELECT count(*) FROM amis_occurrence_commodity WHERE commodity = 'tin'")
    assert tin == [(2,)]
    orphans = query(
        workspace,
        "SELECT * FROM amis_occurrence_commodity WHERE occurrence NOT IN"
        " (SELECT fid FROM mineral_occurrences)",
    )
    assert orphans == []
    assert query(workspace, "SELECT count(*) FROM rtree_mineral_occurrences_geom") == [(2,)]
    dataset = ogr.Open(str(workspace))
    layer = dataset.GetLayerByName("mineral_occurrences")
    assert layer.GetFeatureCount() == 3


def test_stopping_leaves_everything_as_it_was(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    take(workspace, ROWS[:1], FIELDS)
    before = workspace.read_bytes()
    monkeypatch.setattr(module, "BATCH", 2)
    asked = iter([False, True, True, True])
    with pytest.raises(Cancelled):
        take(workspace, ROWS, FIELDS, progress=Progress(is_cancelled=lambda: next(asked)))
    assert query(workspace, "SELECT identifier FROM mineral_occurrences") == [("a",)]
    assert query(workspace, "SELECT count(*) FROM amis_occurrence_commodity") == [(2,)]
    assert workspace.read_bytes() == before


def breaking(rows: Any) -> Iterator[SourceRow]:
    yield from (SourceRow("1", attributes) for attributes, _point in rows)
    raise ConnectionError("the line went dead")


@pytest.mark.parametrize("there", [True, False])
def test_a_source_that_breaks_off_leaves_none_of_its_rows(tmp_path: Path, there: bool) -> None:
    path = tmp_path / "w.gpkg"
    if there:
        take(path, ROWS[:1], FIELDS)
    layer = SourceLayer("S", tuple(map(SourceField, ROWS[0][0])), "", "", 4)
    with pytest.raises(ConnectionError):
        ingest(path, layer, breaking(ROWS), FIELDS, source("broken"))
    assert [one.name for one in tmp_path.iterdir()] == (["w.gpkg"] if there else [])
    if there:
        assert query(path, "SELECT source_id FROM amis_sources") == [("survey",)]
        assert query(path, "SELECT count(*) FROM mineral_occurrences") == [(1,)]


def test_rows_in_are_rows_out_and_rows_listed(workspace: Path) -> None:
    """SQLite holds 64-bit integers and no half of a surrogate pair: such rows are listed."""
    fields = FieldMap("administrative_areas", {"level": FieldUse((SourceColumn("level"),))})
    layer = SourceLayer("S", (SourceField("level", "integer"), SourceField("n")), "", "", 4)
    rows = [
        SourceRow("1", {"level": 1, "n": "fine"}),
        SourceRow("2", {"level": 2**70, "n": "too large"}),
        SourceRow("3", {"level": 3, "n": "half \ud83d of a pair"}),
        SourceRow("4", {"level": 4, "n": "fine"}),
    ]
    result = ingest(workspace, layer, rows, fields, source("odd"))
    assert (result.rows_in, result.rows_out) == (4, 2)
    assert [feature_id for feature_id, _reason in result.rejected] == ["2", "3"]
    listed = query(
        workspace,
        "SELECT source_feature_id, reason, source_attributes FROM amis_rejected_rows ORDER BY id",
    )
    assert [row[0] for row in listed] == ["2", "3"]
    assert all(row[1] for row in listed)
    assert json.loads(listed[0][2])["level"] == 2**70
    assert json.loads(listed[1][2])["n"] == "half \ud83d of a pair"
    kept = query(workspace, "SELECT source_feature_id FROM administrative_areas ORDER BY fid")
    assert kept == [("1",), ("4",)]
    (record,) = [one for one in read_sources(workspace) if one.source_id == "odd"]
    assert record.feature_count == 2
    assert "2 of them are listed as rejected" in record.evidence


def test_the_original_attributes_come_back(workspace: Path) -> None:
    layer = SourceLayer(
        "S",
        (
            SourceField("id", "integer"), SourceField("grade", "real"),
            SourceField("raw", "binary"), SourceField("when", "datetime"), SourceField("ทองแดง"),
        ),
        "", "", 2,
    )  # fmt: skip
    from datetime import datetime

    given = [
        {"id": 2**62, "grade": 0.1 + 0.2, "raw": b"\x00\xff", "ทองแดง": "đ' \"\n",
         "when": datetime(2020, 1, 2, 3, 4, 5)},
        {"id": None, "grade": float("inf"), "raw": None, "ทองแดง": "", "when": None},
    ]  # fmt: skip
    rows = [SourceRow(str(number), one) for number, one in enumerate(given)]
    ingest(workspace, layer, rows, field_map(name="ทองแดง"), source("typed"))
    (kept,) = [one for one in read_source_maps(workspace) if one.source_id == "typed"]
    stored = query(
        workspace,
        "SELECT source_attributes FROM mineral_occurrences WHERE source_id = 'typed' ORDER BY fid",
    )
    assert [attributes_from_json(text, kept.types()) for (text,) in stored] == given
    assert kept.fields == field_map(name="ทองแดง")


@pytest.mark.parametrize(
    ("announced", "state", "words"),
    [
        (4, Completeness.COMPLETE_UNPROVEN, "as many as the source announced"),
        (-1, Completeness.COMPLETE_UNPROVEN, "announced no number"),
        (5, Completeness.INCOMPLETE, "announced 5"),
        (3, Completeness.COMPLETE_UNPROVEN, "4 rows were read"),
    ],
)
def test_completeness_is_earned(
    tmp_path: Path, announced: int, state: Completeness, words: str
) -> None:
    layer = SourceLayer("S", tuple(map(SourceField, ROWS[0][0])), "", "", announced)
    rows = [SourceRow(str(n), attributes) for n, (attributes, _point) in enumerate(ROWS)]
    result = ingest(tmp_path / "w.gpkg", layer, rows, FIELDS, source("s"))
    (record,) = read_sources(tmp_path / "w.gpkg")
    assert result.completeness == record.completeness == state
    assert words in record.evidence
    assert record.digest.startswith("sha256:")


def test_the_same_rows_have_the_same_digest(tmp_path: Path) -> None:
    digests = set()
    for name in ("one", "two"):
        take(tmp_path / f"{name}.gpkg", ROWS, FIELDS)
        digests.add(read_sources(tmp_path / f"{name}.gpkg")[0].digest)
    take(tmp_path / "three.gpkg", ROWS[:3], FIELDS)
    assert len(digests) == 1
    assert read_sources(tmp_path / "three.gpkg")[0].digest not in digests


@pytest.mark.parametrize("exceptions", [False, True])
def test_a_table_of_that_name_that_is_not_ours_is_refused(tmp_path: Path, exceptions: bool) -> None:
    path = tmp_path / "foreign.gpkg"
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    dataset.CreateLayer("mineral_occurrences")
    dataset = None
    before = gdal.GetUseExceptions()
    (gdal.UseExceptions if exceptions else gdal.DontUseExceptions)()
    try:
        with pytest.raises(WorkspaceError, match="no aligned layer"):
            take(path, ROWS, FIELDS)
    finally:
        (gdal.UseExceptions if before else gdal.DontUseExceptions)()
    assert query(path, "SELECT count(*) FROM sqlite_master WHERE name LIKE 'amis%'") == [(0,)]


def test_any_geopackage_can_become_a_workspace(tmp_path: Path) -> None:
    path = tmp_path / "own.gpkg"
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    dataset.CreateLayer("mine")
    dataset = None
    take(path, ROWS, FIELDS)
    tables = [layer.table for layer in read_layers(path)]
    assert set(tables) == {"mineral_occurrences", "mine"}


def test_what_is_no_geopackage_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "notes.gpkg"
    path.write_text("not a database at all, just a note", encoding="utf-8")
    with pytest.raises(WorkspaceError):
        take(path, ROWS, FIELDS)
    assert path.read_text(encoding="utf-8").startswith("not a database")


def test_a_workspace_of_an_older_version_gains_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "old.gpkg"
    create_workspace(path)
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in ("amis_field_maps", "amis_findings", "amis_rejected_rows"):
            connection.execute(f"DROP TABLE {table}")
            connection.execute("DELETE FROM gpkg_contents WHERE table_name = ?", (table,))
    dataset = ogr.Open(str(path), 1)
    layer = dataset.CreateLayer("mineral_occurrences", None, ogr.wkbPoint, ["FID=fid"])
    for name in ("identifier", "commodity_text", "source_id"):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    feature = ogr.Feature(layer.GetLayerDefn())
    feature["identifier"] = "old"
    layer.CreateFeature(feature)
    dataset = layer = None
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "INSERT INTO amis_layers (table_name, layer_type, theme_id)"
            " VALUES ('mineral_occurrences', 'mineral_occurrences', 'mineral')"
        )
    take(path, ROWS, FIELDS)
    found = query(path, "SELECT identifier, country FROM mineral_occurrences ORDER BY fid")
    assert [identifier for identifier, _country in found] == ["old", "a", "b", "c", "d"]
    assert found[1][1] == "LAO"


def test_a_map_that_reads_fields_the_layer_lacks_is_refused(tmp_path: Path) -> None:
    layer = SourceLayer("Mines of X", (SourceField("id"),), "", "", 0)
    with pytest.raises(WorkspaceError, match=r"Mines of X.*name, what, where"):
        ingest(tmp_path / "w.gpkg", layer, [], FIELDS, source("s"))
    assert not (tmp_path / "w.gpkg").exists()


def test_what_filters_ask_for_is_indexed(workspace: Path) -> None:
    take(workspace, ROWS, FIELDS)
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
    take(workspace, ROWS, FIELDS)
    boxes = query(
        workspace, "SELECT id, minx, maxx, miny, maxy FROM rtree_mineral_occurrences_geom"
    )
    points = {fid: point for fid, (_row, point) in enumerate(ROWS, start=1) if point is not None}
    assert Counter(box[0] for box in boxes) == Counter(points.keys())
    for fid, *box in boxes:
        x, y = points[fid]
        assert box == pytest.approx([x, x, y, y], abs=2e-5)
        assert box[0] <= x <= box[1]
        assert box[2] <= y <= box[3]


def test_aligning_again_with_another_map_keeps_rows_ids_and_places(workspace: Path) -> None:
    take(workspace, ROWS, FIELDS)
    take(workspace, ROWS[:1], FIELDS, "other")
    before = query(workspace, "SELECT fid, geom, source_attributes FROM mineral_occurrences")
    terms = UserTerms([UserTerm("commodity", "Unobtainium", ("gold",))])
    changed = field_map(identifier="name", name="id", commodity_text="what", country_text="where")
    result = realign(workspace, "survey", changed, terms)
    assert result.rows == 4
    assert result.unmatched == {("country", "Atlantis"): 1}
    after = query(workspace, "SELECT fid, geom, source_attributes FROM mineral_occurrences")
    assert after == before
    names = query(workspace, "SELECT source_id, name FROM mineral_occurrences ORDER BY fid")
    assert [name for _source, name in names] == ["a", "b", "c", "d", "Mỏ đồng"]
    gold = query(
        workspace,
        "SELECT occurrence FROM amis_occurrence_commodity WHERE commodity = 'gold' ORDER BY 1",
    )
    assert gold == [(1,), (2,), (4,), (5,)]
    unmatched = query(workspace, "SELECT term, source_id FROM amis_unmatched_terms")
    assert unmatched == [("Atlantis", "survey")]
    kept = {one.source_id: one for one in read_source_maps(workspace)}
    assert kept["survey"].fields == changed
    assert kept["survey"].terms.to_dict() == terms.to_dict()
    assert kept["other"].fields == FIELDS


def test_aligning_again_refuses_what_it_cannot_do(workspace: Path) -> None:
    take(workspace, ROWS, FIELDS)
    for fields, words in (
        (field_map("mines", name="name"), "Its rows are mineral occurrences"),
        (field_map(name="nowhere"), "nowhere"),
        (field_map(longitude="id", latitude="name"), "move its rows"),
    ):
        with pytest.raises(WorkspaceError, match=words):
            realign(workspace, "survey", fields, NO_TERMS)
    with pytest.raises(WorkspaceError, match="no field map of this source"):
        realign(workspace, "nobody", FIELDS, NO_TERMS)


def test_another_source_gets_an_id_of_its_own(workspace: Path, tmp_path: Path) -> None:
    assert with_unused_id(tmp_path / "new.gpkg", source("survey")).source_id == "survey"
    take(workspace, ROWS, FIELDS)
    assert with_unused_id(workspace, source("survey")).source_id == "survey", "the same again"
    elsewhere = replace(source("survey"), url="https://example.org/wfs")
    assert with_unused_id(workspace, elsewhere).source_id == "survey-2"
    gdal.VectorTranslate(str(tmp_path / "foreign.gpkg"), str(workspace), layers=["amis_layers"])
    assert with_unused_id(tmp_path / "foreign.gpkg", elsewhere).source_id == "survey"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="no such folder") as caught:
        take(tmp_path / "nowhere" / "w.gpkg", ROWS, FIELDS)
    assert caught.value.subject == str(tmp_path / "nowhere")


def test_points_and_areas_of_one_type_are_two_layers_side_by_side(tmp_path: Path) -> None:
    path = tmp_path / "both.gpkg"
    fields = field_map("tenements", identifier="no")
    system = ("EPSG:4326", 2)
    shapes = {
        "areas": ("polygon", "POLYGON ((100 10,101 10,101 11,100 10))"),
        "places": ("point", "POINT (100.5 10.5)"),
        "more areas": ("polygon", "POLYGON ((110 10,111 10,111 11,110 10))"),
    }
    for name, (geometry, wkt) in shapes.items():
        layer = SourceLayer(name, (SourceField("no"),), geometry, *system)
        wkb = bytes(ogr.CreateGeometryFromWkt(wkt).ExportToWkb())
        given = [SourceRow(str(number), {"no": number}, wkb) for number in (1, 2)]
        ingest(path, layer, given, fields, source(name))
    dataset = gdal.OpenEx(str(path))
    counts = {
        dataset.GetLayer(one).GetName(): dataset.GetLayer(one).GetFeatureCount()
        for one in range(dataset.GetLayerCount())
    }
    assert (counts["tenements"], counts["tenements_points"]) == (4, 2)
    assert dataset.GetLayerByName("tenements").GetExtent() == (100.0, 111.0, 10.0, 11.0)
    titles = query(path, "SELECT identifier FROM gpkg_contents WHERE table_name LIKE 'tenem%'")
    assert sorted(titles) == [("Tenements",), ("Tenements (points)",)]


def test_a_table_that_is_not_listed_is_an_error_that_names_it(workspace: Path) -> None:
    take(workspace, ROWS, FIELDS)
    with closing(sqlite3.connect(workspace)) as connection, connection:
        connection.execute("DELETE FROM gpkg_contents WHERE table_name = 'mineral_occurrences'")
    with pytest.raises(WorkspaceError, match="mineral_occurrences"):
        take(workspace, ROWS, FIELDS, "other")


def test_a_commodity_index_that_was_set_aside_is_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = ["Cu; Au", "Ni", "Au, Ag, Pb, Zn", "Cu", ""] * 10
    rows = [({"commodity": text}, (100.0, 5.0)) for text in texts]
    found = []
    for most in (200_000, 7):
        monkeypatch.setattr(row_records, "_MOST_IN_MEMORY", most)
        path = tmp_path / f"{most}.gpkg"
        take(path, rows, field_map(commodity_text="commodity"))
        found.append(query(path, "SELECT * FROM amis_occurrence_commodity"))
    assert found[0] == found[1]
    assert len(found[0]) == 80


def test_findings_that_were_set_aside_are_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [({"name": f"n{number}"}, (200.0 + number, 5.0)) for number in range(25)]
    found = []
    for most in (100_000, 7):
        monkeypatch.setattr(row_records, "_MOST_FINDINGS", most)
        path = tmp_path / f"{most}.gpkg"
        take(path, rows, field_map(name="name"))
        first = query(path, "SELECT * FROM amis_findings ORDER BY id")
        take(path, rows, field_map(name="name"))
        assert query(path, "SELECT * FROM amis_findings ORDER BY id") == first
        take(path, rows[5:], field_map(name="name"))
        found.append([first, query(path, "SELECT * FROM amis_findings ORDER BY id")])
    assert found[0] == found[1]
    assert [len(one) for one in found[0]] == [25, 20]


def test_a_file_that_somebody_makes_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"

    def slow() -> Iterator[SourceRow]:
        for number in range(3):
            yield SourceRow(str(number), {"name": "x"})
        path.write_bytes(b"somebody's work")

    layer = SourceLayer("t", (SourceField("name"),))
    with pytest.raises(WorkspaceError, match="meanwhile"):
        ingest(path, layer, slow(), FieldMap(OCCURRENCES), source("s"))
    assert path.read_bytes() == b"somebody's work"
    assert [one.name for one in tmp_path.iterdir()] == ["w.gpkg"]


@pytest.mark.parametrize("what", ["replace", "unlink"])
def test_a_file_that_another_program_holds_is_an_error_that_says_so(
    what: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on Windows, where a file that is open is neither moved nor deleted."""

    def held(*_arguments: Any, **_options: Any) -> None:
        raise PermissionError(13, "It is used by another process")

    (tmp_path / ".w.gpkg.part").write_bytes(b"of an earlier run")
    monkeypatch.setattr(Path, what, held)
    with pytest.raises(WorkspaceError, match=r"another process|there already"):
        take(tmp_path / "w.gpkg", ROWS, FIELDS)
    assert not (tmp_path / "w.gpkg").exists()
