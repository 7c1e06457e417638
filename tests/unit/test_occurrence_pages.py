"""Tables and name searches of a workspace agree with a plain reading of the file."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from counting import copy_of_samples, identifiers, occurrences
from filtering import make_workspace

from amis_qgis_plugin.core.countries import country_names
from amis_qgis_plugin.core.errors import Cancelled, WorkspaceError
from amis_qgis_plugin.core.listings import COLUMNS, ListedRow, as_table
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.core.workspace_sql import to_workspace_sql
from amis_qgis_plugin.workspace.gdal_calls import sqlite
from amis_qgis_plugin.workspace.name_index import index_names
from amis_qgis_plugin.workspace.name_search import NamedOccurrence, find_by_name
from amis_qgis_plugin.workspace.occurrence_pages import WorkspaceListing, list_workspace
from amis_qgis_plugin.workspace.stopping import viewed


@pytest.fixture
def samples(tmp_path: Path) -> Path:
    return copy_of_samples(tmp_path)


def execute(path: Path, sql: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        # The triggers of the R-tree call functions that only GDAL has.
        found = connection.execute(sql, values).fetchall()
        connection.commit()
        return found


def all_rows(listing: WorkspaceListing, size: int = 100) -> list[ListedRow]:
    return [row for start in range(0, len(listing), size)
            for row in listing.page(start, start + size)]  # fmt: skip


def test_the_rows_are_those_that_the_filter_wants(samples: Path) -> None:
    wanted = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
    listing = list_workspace(samples, to_workspace_sql(wanted))
    assert len(listing) == len(identifiers(("copper",), countries=("PHL",)))
    names = sorted(row.name for row in all_rows(listing))
    plain = [one for one in occurrences() if one.country == "PHL" and "copper" in one.codes]
    assert names == sorted(one.name for one in plain)


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", COLUMNS)
def test_they_are_sorted(samples: Path, column: str, descending: bool) -> None:
    execute(samples, "DROP TRIGGER IF EXISTS rtree_mineral_occurrences_geom_update4")
    rows = all_rows(list_workspace(samples, "", column, descending))
    assert len(rows) == len(occurrences())
    keys = [row.text(column) for row in rows]
    if column == "commodity":
        found = execute(samples, "SELECT fid, representative_commodity FROM mineral_occurrences")
        by_fid = {fid: str(code or "") for fid, code in found}
        keys = [by_fid[row.fid] for row in rows]
    there = [key.upper() for key in keys if key]
    assert there == sorted(there, reverse=descending)
    assert keys[len(there) :] == [""] * (len(keys) - len(there)), "what is empty comes last"
    if column == "country":
        assert set(keys) - {""} == {country_names()[one.country] for one in occurrences()}


def test_a_page_is_what_lies_between(samples: Path) -> None:
    listing = list_workspace(samples, "", "name")
    rows = all_rows(listing)
    assert [row.fid for row in rows] == list(listing.fids)
    assert listing.page(37, 41) == rows[37:41]
    assert listing.page(720, 900) == rows[720:]
    assert listing.page(5000, 5100) == []
    assert all_rows(listing, 726) == rows, "more rows than SQLite takes values at once"


def test_a_row_that_was_deleted_meanwhile_says_so(samples: Path) -> None:
    listing = list_workspace(samples, "", "name")
    gone = listing.fids[3]
    for (trigger,) in execute(samples, "SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        execute(samples, f'DROP TRIGGER "{trigger}"')
    execute(samples, "DELETE FROM mineral_occurrences WHERE fid = ?", (gone,))
    row = listing.page(3, 4)[0]
    assert row.is_gone and row.text("name") == "(deleted)" and row.text("country") == ""


def test_a_condition_that_is_none_names_the_file(samples: Path) -> None:
    with pytest.raises(WorkspaceError) as caught:
        list_workspace(samples, "no such column = 1")
    assert str(samples) in str(caught.value)
    with pytest.raises(WorkspaceError):
        list_workspace(samples.with_name("nowhere.gpkg"))


def test_stopping_is_no_error_of_the_file(samples: Path) -> None:
    slow = "(SELECT count(*) FROM mineral_occurrences a, mineral_occurrences b) > 0"
    asked = []

    def is_cancelled() -> bool:
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(Cancelled):
        list_workspace(samples, f"{slow} AND fid > 0", progress=Progress(is_cancelled=is_cancelled))
    with pytest.raises(Cancelled):
        stopped = Progress(is_cancelled=lambda: True)
        find_by_name(samples, OccurrenceFilter(text="a"), progress=stopped)


def test_a_spreadsheet_takes_the_rows_as_text() -> None:
    rows = [ListedRow(1, "A\tB\nC", "PHL", "copper; gold"), ListedRow(2, "=1+1", "XYZ", "odd")]
    assert as_table(rows).splitlines() == [
        "Name\tCountry\tCommodities",
        "A B C\tPhilippines\tcopper, gold",
        "'=1+1\tXYZ\todd",
    ]


def named(path: Path, text: str, limit: int = 1000, **more: Any) -> list[NamedOccurrence]:
    return find_by_name(path, OccurrenceFilter(text=text, **more), limit)


def test_names_are_found_by_every_word(samples: Path) -> None:
    for text in ("batu", "hijau batu", "GOLD", "o mine"):
        words = text.lower().split()
        plain = {
            one.name
            for one in occurrences()
            if all(word in (one.name or "").lower() for word in words)
        }
        assert plain
        assert {one.name for one in named(samples, text)} == plain


def test_names_are_found_without_accents_and_in_any_script(samples: Path) -> None:
    written = ["Mỏ Đồng Sin Quyền", "เหมืองทองคำ", "ÅNGSTRÖM 100%", "a_b\\c"]
    for (trigger,) in execute(samples, "SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        execute(samples, f'DROP TRIGGER "{trigger}"')
    execute(samples, "DELETE FROM amis_occurrence_name")
    for fid, name in enumerate(written, start=1):
        execute(samples, "UPDATE mineral_occurrences SET local_name = ? WHERE fid = ?", (name, fid))
    with sqlite(samples, write=True) as connection:
        index_names(connection)
    for text, fid in (
        ("mo dong quyen", 1),
        ("MỎ", 1),
        ("ทองคำ", 2),
        ("angstrom", 3),
        ("100%", 3),
        ("a_b\\c", 4),
    ):
        assert fid in [one.fid for one in named(samples, text)], text
    assert named(samples, "a_b\\d") == []
    assert named(samples, "'; DROP TABLE mineral_occurrences; --") == []
    assert named(samples, "") == named(samples, "\u200b") == []


def test_a_workspace_without_the_index_is_searched_too(samples: Path) -> None:
    before = {one.name for one in named(samples, "gold")}
    execute(samples, "DROP TABLE amis_occurrence_name")
    assert {one.name for one in named(samples, "gold")} == before


def test_names_that_begin_with_the_word_come_first_and_the_limit_holds(samples: Path) -> None:
    found = named(samples, "san", 5)
    assert len(found) == 5
    starts = [one.name.lower().startswith("san") for one in found]
    assert starts == sorted(starts, reverse=True) and starts[0]


def test_the_rest_of_the_filter_narrows_the_search(samples: Path) -> None:
    found = named(samples, "a", 2000, countries=("IDN",))
    assert found and {one.country for one in found} == {"IDN"}


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_whoever_writes_does_not_wait_for_a_view(tmp_path: Path, mode: str) -> None:
    """QGIS writes the journal mode at every click on a filter, in its window's thread.

    What was written is in what the look finds: it looks again.
    """
    path = tmp_path / "rows.gpkg"
    make_workspace(path, 3)
    execute(path, f"PRAGMA journal_mode = {mode}")
    looks = []

    def look(connection: sqlite3.Connection) -> tuple[int, int]:
        rows = connection.execute("SELECT fid FROM mineral_occurrences ORDER BY fid")
        first = rows.fetchone()
        if not looks:
            with closing(sqlite3.connect(path, timeout=0)) as other, other:
                other.execute("UPDATE amis_sources SET title = 'written meanwhile'")
        looks.append(first)
        titles = connection.execute("SELECT count(*) FROM amis_sources WHERE title LIKE 'written%'")
        return 1 + len(rows.fetchall()), titles.fetchone()[0]

    rows, titles = viewed(path, Progress(), look)
    assert rows == 120
    if mode == "delete":
        assert len(looks) == 2
        assert titles == execute(path, "SELECT count(*) FROM amis_sources")[0][0]


def test_a_file_that_only_looks_damaged_is_looked_at_again(tmp_path: Path) -> None:
    path = tmp_path / "rows.gpkg"
    make_workspace(path, 3)
    looks = []

    def look(connection: sqlite3.Connection) -> int:
        looks.append(connection)
        if len(looks) == 1:
            raise sqlite3.DatabaseError("database disk image is malformed")
        return int(connection.execute("SELECT count(*) FROM mineral_occurrences").fetchone()[0])

    assert viewed(path, Progress(), look) == 120


def test_a_view_that_cannot_be_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "rows.gpkg"
    make_workspace(path, 3)
    with pytest.raises(WorkspaceError, match="no such table"):
        viewed(path, Progress(), lambda connection: connection.execute("SELECT 1 FROM nowhere"))
