"""Edits of a workspace by GDAL and SQLite, and what a newer taking of the source makes of them."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Optional

import pytest
from aligning import field_map, take
from osgeo import gdal, ogr

from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.core.user_terms import NO_TERMS, UserTerm, UserTerms
from amis_qgis_plugin.workspace.changes import KEPT_TAKINGS, read_changes
from amis_qgis_plugin.workspace.conflicts import MINE, THEIRS, conflicts, resolve
from amis_qgis_plugin.workspace.ingest_result import IngestResult
from amis_qgis_plugin.workspace.local_edits import read_local_edits
from amis_qgis_plugin.workspace.realign import realign

TABLE = "mineral_occurrences"
FIELDS = field_map(identifier="id", name="name", commodity_text="what", admin1="where")
Rows = dict[str, tuple[dict[str, Any], Optional[tuple[float, float]]]]


def rows(**changed: Any) -> Rows:
    """Return the rows of a source; ``b=None`` leaves one out, ``b={...}`` changes it."""
    found: Rows = {
        one: (
            {"id": one, "name": f"Mine {one}", "what": "Cu", "where": "north", "depth": 5},
            (100.0 + number, 10.0),
        )
        for number, one in enumerate("abcd")
    }
    for one, change in changed.items():
        if change is None:
            del found[one]
            continue
        known, point = found.get(one, ({"id": one, "name": one, "what": "Sn", "depth": 1}, None))
        change = dict(change)
        point = change.pop("at", point)
        found[one] = ({**known, **change}, point)
    return found


def taken(path: Path, **changed: Any) -> IngestResult:
    return take(path, rows(**changed).values(), FIELDS, id_field="id")


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "w.gpkg"
    taken(path)
    return path


def query(path: Path, sql: str, *values: Any) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql, values).fetchall()


def edit(path: Path, key: str, **values: Any) -> None:
    """Change a row by GDAL, as QGIS and QField do."""
    dataset = ogr.Open(str(path), 1)
    layer = dataset.GetLayerByName(TABLE)
    layer.SetAttributeFilter(f"source_feature_id = '{key}'")
    feature = layer.GetNextFeature()
    layer.SetAttributeFilter(None)
    at = values.pop("at", None)
    for name, value in values.items():
        feature[name] = value
    if at is not None:
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({at[0]} {at[1]})"))
    assert layer.SetFeature(feature) == 0


def remove(path: Path, key: str) -> None:
    dataset = ogr.Open(str(path), 1)
    layer = dataset.GetLayerByName(TABLE)
    ((fid,),) = query(path, f"SELECT fid FROM {TABLE} WHERE source_feature_id = ?", key)
    assert layer.DeleteFeature(fid) == 0


def add(path: Path, **values: Any) -> int:
    dataset = ogr.Open(str(path), 1)
    layer = dataset.GetLayerByName(TABLE)
    feature = ogr.Feature(layer.GetLayerDefn())
    for name, value in values.items():
        feature[name] = value
    feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (120 5)"))
    assert layer.CreateFeature(feature) == 0
    return int(feature.GetFID())


def read(path: Path) -> dict[str, dict[str, Any]]:
    """Return the rows by GDAL."""
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    found = {}
    for one in dataset.GetLayerByName(TABLE):
        shape = one.GetGeometryRef()
        key = one["source_feature_id"] or one["name"]
        found[key] = {**one.items(), "fid": one.GetFID(), "at": shape and shape.GetPoint_2D()}
    return found


def sound(path: Path) -> None:
    """Hold R-tree, counts and index to the rows."""
    assert query(path, "PRAGMA integrity_check") == [("ok",)]
    placed = query(path, f"SELECT count(*) FROM {TABLE} WHERE geom IS NOT NULL")
    assert query(path, f"SELECT count(*) FROM rtree_{TABLE}_geom") == placed
    boxes = f"SELECT id FROM rtree_{TABLE}_geom WHERE id NOT IN (SELECT fid FROM {TABLE})"
    assert query(path, boxes) == []
    dataset = ogr.Open(str(path))
    layer = dataset.GetLayerByName(TABLE)
    assert layer.GetFeatureCount() == sum(1 for _one in layer)
    for key, one in read(path).items():
        if one["at"]:
            x, y = one["at"]
            layer.SetSpatialFilterRect(x - 0.01, y - 0.01, x + 0.01, y + 0.01)
            assert key in [near["source_feature_id"] or near["name"] for near in layer], key
    stray = (
        f"SELECT * FROM amis_occurrence_commodity WHERE occurrence NOT IN (SELECT fid FROM {TABLE})"
    )
    assert query(path, stray) == []
    entries = (
        "SELECT count(*) FROM amis_local_edits WHERE kind <> 'added' AND fid NOT IN"
        f" (SELECT fid FROM amis_before_{TABLE})"
    )
    assert query(path, entries) == [(0,)]
    strays = f"SELECT count(*) FROM amis_before_{TABLE} WHERE fid NOT IN (SELECT fid FROM"
    assert query(path, f"{strays} amis_local_edits)") == [(0,)]


def commodities(path: Path, key: str) -> set[str]:
    sql = (
        f"SELECT commodity FROM amis_occurrence_commodity JOIN {TABLE} ON fid = occurrence"
        " WHERE source_feature_id = ?"
    )
    return {row[0] for row in query(path, sql, key)}


def kinds(path: Path) -> dict[str, str]:
    return {one.feature_id: one.kind for one in read_local_edits(path)}


# --- recording -----------------------------------------------------------------------------------


def test_taking_and_aligning_again_are_no_edits(workspace: Path) -> None:
    taken(workspace, a={"name": "New"}, b=None, e={})
    realign(workspace, "survey", FIELDS, NO_TERMS)
    assert read_local_edits(workspace) == ()


def test_every_edit_through_gdal_leaves_its_trace(workspace: Path) -> None:
    edit(workspace, "a", name="Renamed", at=(101.5, 9.0))
    edit(workspace, "a", name="Renamed twice")
    remove(workspace, "b")
    fid = add(workspace, name="Found by me")
    add(workspace, name="Found and gone")
    edit(workspace, "c", name="Edited, then removed")
    remove(workspace, "c")
    with closing(sqlite3.connect(workspace)) as connection, connection:
        connection.execute(f"DROP TRIGGER IF EXISTS rtree_{TABLE}_geom_delete")
        connection.execute(f"DELETE FROM {TABLE} WHERE name = 'Found and gone'")
    found = {(one.feature_id, one.fid): one.kind for one in read_local_edits(workspace)}
    assert found == {
        ("a", 1): "changed", ("b", 2): "removed", ("", fid): "added", ("c", 3): "removed",
    }  # fmt: skip
    before = query(workspace, f"SELECT source_feature_id, name FROM amis_before_{TABLE}")
    assert sorted(before) == [("a", "Mine a"), ("b", "Mine b"), ("c", "Mine c")]
    dataset = ogr.Open(str(workspace))
    names = {dataset.GetLayer(i).GetName() for i in range(dataset.GetLayerCount())}
    assert f"amis_before_{TABLE}" not in names


def test_replacing_and_renumbering_are_seen(workspace: Path) -> None:
    """Triggers of GDAL need its functions: they are away for plain SQLite."""
    with closing(sqlite3.connect(workspace)) as connection, connection:
        named = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name NOT LIKE 'amis%'"
        ).fetchall()
        for (name,) in named:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(f"INSERT OR REPLACE INTO {TABLE} (fid, name) VALUES (1, 'Other')")
        connection.execute(f"UPDATE OR REPLACE {TABLE} SET name = 'By itself' WHERE fid = 2")
        connection.execute(f"UPDATE {TABLE} SET fid = 90 WHERE fid = 3")
        connection.execute(f"INSERT INTO {TABLE} (name) VALUES ('x')")
        connection.execute(f"UPDATE OR IGNORE {TABLE} SET name = 'y' WHERE name = 'x'")
    found = [(one.fid, one.kind) for one in read_local_edits(workspace)]
    assert found == [
        (1, "changed"), (2, "changed"), (3, "removed"), (90, "added"), (91, "added"),
    ]  # fmt: skip
    before = query(workspace, f"SELECT fid, name FROM amis_before_{TABLE} ORDER BY 1")
    assert before == [(1, "Mine a"), (2, "Mine b"), (3, "Mine c")]


def test_a_failed_edit_leaves_no_trace(workspace: Path) -> None:
    dataset = gdal.OpenEx(str(workspace), gdal.OF_VECTOR | gdal.OF_UPDATE)
    dataset.StartTransaction()
    layer = dataset.GetLayerByName(TABLE)
    feature = layer.GetFeature(1)
    feature["name"] = "No"
    layer.SetFeature(feature)
    dataset.RollbackTransaction()
    dataset = layer = feature = None
    assert read_local_edits(workspace) == ()


def test_an_older_workspace_records_from_its_next_write_on(workspace: Path) -> None:
    with closing(sqlite3.connect(workspace)) as connection, connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE name LIKE 'amis_edit_%'"
        ).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("DROP TABLE amis_local_edits")
        connection.execute("DELETE FROM gpkg_contents WHERE table_name = 'amis_local_edits'")
        connection.execute(f"DROP TABLE amis_before_{TABLE}")
    assert read_local_edits(workspace) == ()
    assert taken(workspace).compared.is_blind
    assert not taken(workspace).compared.is_blind
    edit(workspace, "a", name="Renamed")
    assert kinds(workspace) == {"a": "changed"}


# --- merging -------------------------------------------------------------------------------------


def test_fields_that_one_side_changed_are_taken_from_it(workspace: Path) -> None:
    edit(workspace, "a", name="Renamed here", at=(101.5, 9.5))
    result = taken(workspace, a={"where": "south", "depth": 7})
    row = read(workspace)["a"]
    assert (row["name"], row["admin1"], row["at"]) == ("Renamed here", "south", (101.5, 9.5))
    assert json.loads(row["source_attributes"])["depth"] == 7
    assert conflicts(workspace) == ()
    assert (result.compared.changed, result.compared.conflicts) == (1, 0)
    assert (result.rows_in, result.rows_out) == (4, 4)
    sound(workspace)
    taken(workspace)  # and back again
    assert read(workspace)["a"]["name"] == "Renamed here"
    assert read(workspace)["a"]["admin1"] == "north"


def test_a_conflict_keeps_mine_and_lists_all_three(workspace: Path) -> None:
    edit(workspace, "a", name="Mine now", at=(101.5, 9.5))
    result = taken(workspace, a={"name": "Theirs now", "at": (102.0, 10.0)})
    row = read(workspace)["a"]
    assert (row["name"], row["at"]) == ("Mine now", (101.5, 9.5))
    listed = {one.field: (one.base, one.mine, one.theirs) for one in conflicts(workspace)}
    assert listed == {
        "name": ("Mine a", "Mine now", "Theirs now"),
        "geom": ("POINT (100 10)", "POINT (101.5 9.5)", "POINT (102 10)"),
    }
    assert result.compared.conflicts == 2
    assert taken(workspace, a={"name": "Theirs now", "at": (102.0, 10.0)}).compared.conflicts == 0
    assert len(conflicts(workspace)) == 2, "it stays listed until it is settled"
    assert taken(workspace, a={"name": "Mine now", "at": (102.0, 10.0)}).compared.conflicts == 0
    assert [one.field for one in conflicts(workspace)] == ["geom"]
    sound(workspace)


def test_the_same_change_on_both_sides_is_no_conflict(workspace: Path) -> None:
    edit(workspace, "a", name="Both")
    assert taken(workspace, a={"name": "Both"}).compared.conflicts == 0
    assert read_local_edits(workspace) == ()


def test_an_edit_that_was_taken_back_is_none(workspace: Path) -> None:
    edit(workspace, "a", name="x")
    edit(workspace, "a", name="Mine a")
    taken(workspace, a={"name": "Theirs"})
    assert read(workspace)["a"]["name"] == "Theirs"
    assert read_local_edits(workspace) == ()


def test_what_was_removed_here_stays_removed(workspace: Path) -> None:
    remove(workspace, "b")
    result = taken(workspace)
    assert "b" not in read(workspace)
    assert (result.rows_in, result.rows_out, result.compared.left_out) == (4, 3, 1)
    assert conflicts(workspace) == ()
    taken(workspace, b={"name": "Important"})
    assert "b" not in read(workspace)
    (one,) = conflicts(workspace)
    assert (one.field, one.mine, one.theirs[:8]) == ("", "removed", "changed:")
    assert "name" in one.theirs
    sound(workspace)
    taken(workspace, b=None)
    assert (conflicts(workspace), read_local_edits(workspace)) == ((), ())
    taken(workspace)
    assert "b" in read(workspace), "a new row of the source"
    sound(workspace)


def test_what_was_added_here_stays_and_is_found_by_filters(workspace: Path) -> None:
    fid = add(workspace, name="Found by me", commodity_codes="gold; silver", source_id="survey")
    other = add(workspace, name="Another")
    result = taken(workspace, a=None, e={})
    found = read(workspace)
    assert (found["Found by me"]["fid"], found["Another"]["fid"]) == (fid, other)
    assert (result.rows_in, result.rows_out) == (4, 4)
    indexed = query(
        workspace, "SELECT commodity FROM amis_occurrence_commodity WHERE occurrence = ?", fid
    )
    assert sorted(indexed) == [("gold",), ("silver",)]
    assert query(workspace, "SELECT feature_count FROM amis_sources") == [(5,)]
    realign(workspace, "survey", FIELDS, NO_TERMS)
    assert read(workspace)["Found by me"]["name"] == "Found by me"
    sound(workspace)


def test_what_the_source_removed_stays_where_it_was_edited(workspace: Path) -> None:
    edit(workspace, "a", name="Visited")
    result = taken(workspace, a=None, b=None)
    assert set(read(workspace)) == {"a", "c", "d"}
    (one,) = conflicts(workspace)
    assert (one.feature_id, one.field, one.theirs) == ("a", "", "removed")
    assert one.mine == "changed: name"
    assert result.compared.removed == 2
    assert commodities(workspace, "a") == {"copper"}
    assert taken(workspace, a=None, b=None).compared.removed == 0
    assert len(conflicts(workspace)) == 1
    sound(workspace)
    taken(workspace)  # it is there again
    assert conflicts(workspace) == ()
    assert read(workspace)["a"]["name"] == "Visited"
    sound(workspace)


def test_a_column_of_the_persons_own_stays_filled(workspace: Path) -> None:
    dataset = ogr.Open(str(workspace), 1)
    dataset.GetLayerByName(TABLE).CreateField(ogr.FieldDefn("visited", ogr.OFTString))
    dataset = None
    edit(workspace, "a", visited="yes")
    edit(workspace, "b", visited="yes")
    taken(workspace, a={"name": "Theirs"}, b=None)
    found = read(workspace)
    assert (found["a"]["visited"], found["a"]["name"]) == ("yes", "Theirs")
    assert found["b"]["visited"] == "yes"
    sound(workspace)


def test_codes_follow_an_edited_text(workspace: Path) -> None:
    edit(workspace, "a", commodity_text="Au, Ag")
    edit(workspace, "b", commodity_codes="tin")
    taken(workspace, a={"where": "south"}, b={"where": "south"})
    row = read(workspace)["a"]
    assert (row["commodity_text"], row["commodity_codes"]) == ("Au, Ag", "gold; silver")
    assert commodities(workspace, "a") == {"gold", "silver"}
    assert commodities(workspace, "b") == {"tin"}
    taken(workspace, a={"what": "Zn"})
    assert conflicts(workspace)[0].field == "commodity_text"
    assert commodities(workspace, "a") == {"gold", "silver"}
    sound(workspace)


def test_aligning_again_keeps_edits(workspace: Path) -> None:
    edit(workspace, "a", name="Visited")
    edit(workspace, "b", commodity_text="Unobtainium")
    remove(workspace, "c")
    terms = UserTerms([UserTerm("commodity", "Unobtainium", ("gold",))])
    again = field_map(identifier="id", name="name", commodity_text="what")
    result = realign(workspace, "survey", again, terms)
    found = read(workspace)
    assert result.rows == 3
    assert (found["a"]["name"], found["a"]["admin1"]) == ("Visited", None)
    assert (found["b"]["commodity_text"], found["b"]["commodity_codes"]) == ("Unobtainium", "gold")
    assert "c" not in found
    assert kinds(workspace) == {"a": "changed", "b": "changed", "c": "removed"}
    sound(workspace)


def test_an_id_that_comes_twice_is_two_rows(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    given = [({"id": "x", "name": name, "what": "", "where": ""}, None) for name in ("1", "2")]
    take(path, given, FIELDS, id_field="id")
    result = take(path, [*given, given[0]], FIELDS, id_field="id")
    assert (result.compared.added, result.compared.changed) == (1, 0)
    assert take(path, given[:1], FIELDS, id_field="id").compared.removed == 2


def test_stopping_in_the_middle_leaves_edits_and_rows(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(workspace, "a", name="Visited")
    remove(workspace, "b")
    before = workspace.read_bytes()

    def broken() -> Any:
        yield from list(rows(a={"name": "Theirs"}, c=None, e={}).values())[:2]
        raise ConnectionError("the line went dead")

    from amis_qgis_plugin.core.rows import SourceField, SourceLayer, SourceRow
    from amis_qgis_plugin.workspace import ingest as module

    monkeypatch.setattr(module, "BATCH", 1)
    layer = SourceLayer("A survey", tuple(map(SourceField, rows()["a"][0])), "point", "EPSG:4326")
    given = (SourceRow(one["id"], one, None) for one, _point in broken())
    from aligning import source

    with pytest.raises(ConnectionError):
        module.ingest(workspace, layer, given, FIELDS, source("survey"))
    assert workspace.read_bytes() == before


# --- changes -------------------------------------------------------------------------------------


def test_the_first_taking_is_no_list_of_changes(workspace: Path) -> None:
    assert read_changes(workspace) == ()
    result = taken(workspace)
    assert (result.compared.added, result.compared.changed, result.compared.removed) == (0, 0, 0)
    assert query(workspace, "SELECT name FROM sqlite_master WHERE name = 'amis_changes'") == []


def test_changes_are_a_layer(workspace: Path) -> None:
    fids = {key: one["fid"] for key, one in read(workspace).items()}
    result = taken(workspace, a={"name": "Theirs", "depth": 6, "at": (99.0, 9.0)}, b=None, e={})
    assert (result.compared.added, result.compared.changed, result.compared.removed) == (1, 1, 1)
    dataset = gdal.OpenEx(str(workspace), gdal.OF_VECTOR)
    layer = dataset.GetLayerByName("amis_changes")
    assert layer.GetSpatialRef().GetAuthorityCode(None) == "4326"
    found = {one["source_feature_id"]: one for one in layer}
    assert {key: one["change"] for key, one in found.items()} == {
        "a": "changed", "b": "removed", "e": "added",
    }  # fmt: skip
    assert found["a"].GetGeometryRef().GetPoint_2D() == (99.0, 9.0)
    assert found["b"].GetGeometryRef().GetPoint_2D() == (101.0, 10.0)
    assert (found["b"]["name"], found["b"]["source_id"]) == ("Mine b", "survey")
    assert layer.GetExtent() == (99.0, 101.0, 9.0, 10.0)
    (change,) = [one for one in read_changes(workspace, "survey") if one.change == "changed"]
    assert change.fields == {
        "name": ["Mine a", "Theirs"],
        "geom": ["POINT (100 10)", "POINT (99 9)"],
        "source_attributes": [{"name": "Mine a", "depth": 5}, {"name": "Theirs", "depth": 6}],
    }
    now = {key: one["fid"] for key, one in read(workspace).items()}
    assert {key: now[key] for key in "acd"} == {key: fids[key] for key in "acd"}
    sound(workspace)


def test_another_reading_is_no_change_of_the_source(workspace: Path) -> None:
    again = field_map(identifier="id", name="where", commodity_text="what")
    result = take(workspace, rows().values(), again, id_field="id")
    assert (result.compared.changed, read_changes(workspace)) == (0, ())
    assert read(workspace)["a"]["name"] == "north"


def test_only_the_latest_takings_are_kept(workspace: Path) -> None:
    for number in range(KEPT_TAKINGS + 3):
        taken(workspace, a={"depth": 100 + number})
    found = read_changes(workspace)
    assert len({one.taking for one in found}) == KEPT_TAKINGS
    assert found[0].fields["source_attributes"][1] == {"depth": 102 + KEPT_TAKINGS}


def test_what_an_incomplete_taking_lacks_is_not_removed_by_the_source(workspace: Path) -> None:
    from aligning import source

    from amis_qgis_plugin.core.completeness import Completeness
    from amis_qgis_plugin.core.rows import SourceField, SourceLayer, SourceRow
    from amis_qgis_plugin.workspace.earned import Earned
    from amis_qgis_plugin.workspace.ingest import ingest

    edit(workspace, "b", name="Visited")
    names: Mapping[str, Any] = rows()["a"][0]
    layer = SourceLayer("A survey", tuple(map(SourceField, names)), "point", "EPSG:4326", 1)
    lacking = Earned(Completeness.INCOMPLETE, "more lacks", "sha256:0")
    given = [SourceRow("a", dict(names))]
    result = ingest(workspace, layer, given, FIELDS, source("survey"), earned=lacking)
    assert result.compared.removed == 0
    assert set(read(workspace)) == {"a", "b"}, "what was edited stays"
    assert conflicts(workspace) == ()
    taken(workspace)
    assert read(workspace)["b"]["name"] == "Visited"
    sound(workspace)


# --- settling ------------------------------------------------------------------------------------


@pytest.fixture
def contested(workspace: Path) -> Path:
    """Return a workspace with a conflict of each kind."""
    edit(workspace, "a", name="Mine now", at=(101.5, 9.5), commodity_text="Au")
    remove(workspace, "b")
    edit(workspace, "c", name="Visited")
    taken(
        workspace, a={"name": "Theirs", "at": (102.0, 12.0), "what": "Zn"},
        b={"name": "Theirs too"}, c=None,
    )  # fmt: skip
    return workspace


def test_taking_theirs_gives_what_the_source_has(contested: Path, tmp_path: Path) -> None:
    assert resolve(contested, [one.id for one in conflicts(contested)], THEIRS) == 5
    clean = tmp_path / "clean.gpkg"
    taken(clean, a={"name": "Theirs", "at": (102.0, 12.0), "what": "Zn"},
          b={"name": "Theirs too"}, c=None)  # fmt: skip
    left, right = read(contested), read(clean)
    for one in (*left.values(), *right.values()):
        del one["fid"]
    assert left == right
    assert (conflicts(contested), read_local_edits(contested)) == ((), ())
    assert commodities(contested, "a") == {"zinc"}
    sound(contested)


def test_keeping_mine_leaves_the_rows_and_settles(contested: Path) -> None:
    before = read(contested)
    resolve(contested, [one.id for one in conflicts(contested)], MINE)
    assert read(contested) == before
    assert conflicts(contested) == ()
    taken(contested, a={"name": "Theirs", "at": (102.0, 12.0), "what": "Zn"},
          b={"name": "Theirs too"}, c=None)  # fmt: skip
    assert read(contested) == before
    assert conflicts(contested) == ()
    sound(contested)


def test_settling_is_all_or_nothing(contested: Path) -> None:
    before = contested.read_bytes()
    ids = [one.id for one in conflicts(contested)]
    with pytest.raises(WorkspaceError, match="999"):
        resolve(contested, [*ids, 999], THEIRS)
    with pytest.raises(WorkspaceError, match="mine or theirs"):
        resolve(contested, ids, "both")
    assert contested.read_bytes() == before


def test_settling_one_leaves_the_others(contested: Path) -> None:
    (name,) = [one for one in conflicts(contested) if one.field == "name"]
    resolve(contested, [name.id], THEIRS)
    row = read(contested)["a"]
    assert (row["name"], row["at"]) == ("Theirs", (101.5, 9.5))
    assert len(conflicts(contested)) == 4
    assert kinds(contested)["a"] == "changed"
    edit(contested, "d", name="Recorded still")
    assert kinds(contested)["d"] == "changed"
    sound(contested)


def test_a_copy_of_the_file_has_everything(contested: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copyfile(contested, tmp_path / "copy.gpkg"))
    assert conflicts(copy) == conflicts(contested)
    assert read_local_edits(copy) == read_local_edits(contested)


def test_how_attributes_are_written_down_is_no_change(workspace: Path) -> None:
    with closing(sqlite3.connect(workspace)) as connection, connection:
        named = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (TABLE,)
        ).fetchall()
        for (name,) in named:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute(
            f"UPDATE {TABLE} SET source_attributes = replace(source_attributes, ': ', ' :  ')"
        )
    assert taken(workspace).compared.changed == 0
    assert read_changes(workspace) == ()
