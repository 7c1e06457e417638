"""The index of commodities follows edits of ``commodity_codes``, by whatever program."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from aligning import field_map, take
from hypothesis import given, settings
from hypothesis import strategies as st
from osgeo import gdal, ogr

from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.workspace_sql import to_workspace_sql
from amis_qgis_plugin.workspace.name_index import index_edited_names

FIELDS = field_map(name="name", commodity_text="what")
ROWS = (
    ({"name": "One", "what": "copper, gold"}, (101.0, 10.0)),
    ({"name": "Two", "what": "tin"}, (102.0, 10.0)),
    ({"name": "Three", "what": "nickel"}, (103.0, 10.0)),
)
TABLE = "mineral_occurrences"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "survey.gpkg"
    take(path, ROWS, FIELDS)
    return path


@pytest.fixture
def plain(path: Path) -> Iterator[sqlite3.Connection]:
    """Return the workspace as a program without GDAL edits it."""
    with closing(sqlite3.connect(path)) as connection:
        geometry = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'rtree_%'"
        for (name,) in connection.execute(geometry).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')  # they call GDAL's functions
        connection.execute("UPDATE amis_occurrence_commodity SET role = 'major' WHERE role <> ''")
        yield connection


def indexed(connection: sqlite3.Connection, fid: int) -> dict[str, str]:
    asked = "SELECT commodity, role FROM amis_occurrence_commodity WHERE occurrence = ?"
    return dict(connection.execute(asked, (fid,)).fetchall())


def edit(path: Path, fid: int, field: str, value: str) -> None:
    """Change a value as QGIS does, through GDAL."""
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    layer = dataset.GetLayerByName(TABLE)
    row = layer.GetFeature(fid)
    row[field] = value
    assert layer.SetFeature(row) == ogr.OGRERR_NONE


def test_codes_that_stay_keep_their_rank(plain: sqlite3.Connection) -> None:
    assert indexed(plain, 1) == {"copper": "major", "gold": "major"}
    plain.execute(f"UPDATE {TABLE} SET commodity_codes = ' tin;gold ;; tin' WHERE fid = 1")
    assert indexed(plain, 1) == {"gold": "major", "tin": "unranked"}
    plain.execute(f"UPDATE OR REPLACE {TABLE} SET commodity_codes = 'gold; silver' WHERE fid = 1")
    assert indexed(plain, 1) == {"gold": "major", "silver": "unranked"}
    plain.execute(f"UPDATE {TABLE} SET name = 'Uno', commodity_codes = NULL WHERE fid = 1")
    assert indexed(plain, 1) == {}
    assert indexed(plain, 2) == {"tin": "major"}, "of its neighbour"


def test_other_edits_leave_the_index_alone(plain: sqlite3.Connection) -> None:
    plain.execute("DELETE FROM amis_occurrence_commodity WHERE commodity = 'gold'")
    plain.execute(f"UPDATE {TABLE} SET name = 'Uno', commodity_codes = commodity_codes")
    assert indexed(plain, 1) == {"copper": "major"}


def test_rows_come_go_and_are_renumbered(plain: sqlite3.Connection) -> None:
    plain.execute(f"INSERT INTO {TABLE} (fid, commodity_codes) VALUES (9, 'zinc; lead')")
    assert indexed(plain, 9) == {"lead": "unranked", "zinc": "unranked"}
    plain.execute(f"INSERT OR REPLACE INTO {TABLE} (fid, commodity_codes) VALUES (9, 'iron')")
    assert indexed(plain, 9) == {"iron": "unranked"}
    plain.execute(f"INSERT OR REPLACE INTO {TABLE} (fid, commodity_codes) VALUES (1, 'gold; tin')")
    assert indexed(plain, 1) == {"gold": "major", "tin": "unranked"}
    plain.execute(
        f"INSERT OR REPLACE INTO {TABLE} (fid, commodity_codes) VALUES (1, 'copper;gold')"
    )
    plain.execute("UPDATE amis_occurrence_commodity SET role = 'major' WHERE occurrence = 1")
    plain.execute(f"UPDATE {TABLE} SET fid = 20 WHERE fid = 1")
    assert (indexed(plain, 1), indexed(plain, 20)) == ({}, {"copper": "major", "gold": "major"})
    plain.execute(f"UPDATE {TABLE} SET fid = 21, commodity_codes = 'gold' WHERE fid = 20")
    assert indexed(plain, 21) == {"gold": "major"}
    plain.execute(f"DELETE FROM {TABLE} WHERE fid = 21")
    assert indexed(plain, 21) == {}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(("copper", "gold", "tin", "ree", "", " ", "  lead", "\n\tzinc\r")),
        max_size=6,
    )
)
def test_any_list_of_codes_is_read_as_it_is_meant(
    tmp_path_factory: pytest.TempPathFactory, codes: list[str]
) -> None:
    path = tmp_path_factory.mktemp("codes") / "survey.gpkg"
    take(path, ROWS[:1], FIELDS)
    edit(path, 1, "commodity_codes", ";".join(codes))
    with closing(sqlite3.connect(path)) as connection:
        assert set(indexed(connection, 1)) == {one.strip() for one in codes} - {""}


def test_taking_again_keeps_what_was_edited_and_goes_on_following(path: Path) -> None:
    edit(path, 2, "commodity_codes", "silver")
    take(path, ROWS, FIELDS)
    edit(path, 3, "commodity_codes", "iron")
    with closing(sqlite3.connect(path)) as connection:
        assert set(indexed(connection, 1)) == {"copper", "gold"}
        assert set(indexed(connection, 2)) == {"silver"}
        assert set(indexed(connection, 3)) == {"iron"}


def test_edited_names_are_folded_by_us(path: Path) -> None:
    edit(path, 2, "name", "Mỏ Vàng Bồng Miêu")
    asked = f"SELECT fid FROM {TABLE} WHERE "
    asked += to_workspace_sql(OccurrenceFilter(text="vang bong mieu"), has_names=True)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(asked).fetchall() == []
    index_edited_names(path)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute(asked).fetchall() == [(2,)]
        before = connection.execute("PRAGMA data_version").fetchone()
        index_edited_names(path)
        assert connection.execute("PRAGMA data_version").fetchone() == before, "nothing to do"


def test_nobody_is_waited_for_to_index_names(path: Path) -> None:
    edit(path, 2, "name", "Mỏ Vàng")
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("PRAGMA journal_mode = WAL")  # as QGIS has it
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(WorkspaceError, match="locked"):
            index_edited_names(path)
        other.execute("ROLLBACK")
    index_edited_names(path)
    with closing(sqlite3.connect(path)) as connection:
        asked = "SELECT folded FROM amis_occurrence_name WHERE occurrence = 2"
        assert connection.execute(asked).fetchone() == ("mo vang",)


def test_triggers_of_an_older_version_give_way(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DROP TRIGGER amis_commodity_update")
        connection.execute(
            f"CREATE TRIGGER amis_commodity_update AFTER UPDATE ON {TABLE} BEGIN SELECT 1; END"
        )
    take(path, ROWS, FIELDS)
    edit(path, 3, "commodity_codes", "iron")
    with closing(sqlite3.connect(path)) as connection:
        assert set(indexed(connection, 3)) == {"iron"}
