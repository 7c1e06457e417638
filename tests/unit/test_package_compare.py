"""Two versions of a package compared: against plain Python that reads both files whole."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
import struct
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from package_samples import AREA, CREATED, build_workspace

from amis_qgis_plugin.core.errors import Cancelled, PackageError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.packages.compare import Comparison, compare_packages, differing_rows
from amis_qgis_plugin.packages.compare_rows import (
    both_open,
    changes_of,
    count_changes,
    pair_rows,
    shape_of,
)
from amis_qgis_plugin.packages.compare_words import (
    comparison_html,
    comparison_json,
    comparison_summary,
    comparison_text,
    lines_of,
    write_comparison,
    write_rows,
)
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.write import write_package

COPPER = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
Change = Callable[[sqlite3.Connection], Any]


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_workspace(tmp_path_factory.mktemp("workspace") / "region.gpkg")


def package(workspace: Path, target: Path, wanted: OccurrenceFilter = COPPER, **more: Any) -> Path:
    plan = describe_package(workspace, wanted, licences_confirmed=True, area=AREA, **more)
    return write_package(plan, target, created=CREATED).path


@pytest.fixture(scope="module")
def older(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package(workspace, tmp_path_factory.mktemp("older") / "package")


def changed_copy(workspace: Path, folder: Path, *changes: str) -> Path:
    """Return a copy of the workspace after some SQL, its triggers and indexes left alone."""
    path = folder / workspace.name
    shutil.copyfile(workspace, path)
    with closing(sqlite3.connect(path)) as connection, connection:
        found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in found.fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        for change in changes:
            connection.execute(change)
    return path


def test_the_same_inputs_are_the_same(workspace: Path, older: Path, tmp_path: Path) -> None:
    found = compare_packages(older, package(workspace, tmp_path / "newer.zip"))
    assert found.is_same
    assert list(differing_rows(older, tmp_path / "newer.zip")) == []
    assert "Nothing changed" in comparison_text(found)
    layer = next(one for one in found.layers if one.table == "mineral_occurrences")
    assert layer.rows.unchanged == layer.before == layer.after == 6


@pytest.fixture
def newer(workspace: Path, tmp_path: Path) -> Path:
    changed = changed_copy(
        workspace,
        tmp_path,
        "UPDATE mineral_occurrences SET name = 'Atlas <b>', admin1 = 'Cebu' WHERE fid = 1",
        "UPDATE mineral_occurrences SET source_attributes = NULL WHERE fid = 3",
        "DELETE FROM mineral_occurrences WHERE fid = 4",
        # the row that was 10 has another feature id and is still the same row
        "UPDATE mineral_occurrences SET fid = 77 WHERE fid = 10",
        "UPDATE amis_occurrence_commodity SET occurrence = 77 WHERE occurrence = 10",
        "UPDATE geological_units SET name = 'another' WHERE fid = 1",
        "INSERT INTO production (country, value) VALUES ('PHL', 5)",
        "UPDATE amis_sources SET retrieved_at = '2026-02-02' WHERE source_id = 'units'",
    )
    return package(changed, tmp_path / "newer", title="Renewed", tables=None)


def test_what_changed_is_told(older: Path, newer: Path) -> None:
    found = compare_packages(older, newer)
    layers = {one.table: one for one in found.layers}
    deposits = layers["mineral_occurrences"].rows
    assert (deposits.added, deposits.removed, deposits.changed) == (0, 1, 2)
    assert deposits.fields == {"name": 1, "admin1": 1, "source_attributes": 1}
    assert layers["geological_units"].rows.fields == {"name": 1}
    assert layers["production"].rows.added == 1
    assert layers["faults"].is_same
    (source,) = (one for one in found.sources if one.source_id == "units")
    assert [(one.name, one.before, one.after) for one in source.fields] == [
        ("retrieved_at", "2026-01-01", "2026-02-02")
    ]
    choices = {one.name: (one.before, one.after) for one in found.choices}
    assert choices["title"][1] == "Renewed"
    assert not any(name.startswith("filter") for name in choices)
    assert found.rows == Counter(added=1, removed=1, changed=3)


def test_rows_tell_which_and_how(older: Path, newer: Path, tmp_path: Path) -> None:
    rows = list(differing_rows(older, newer))
    assert [(row.table, row.change, row.fid_before, row.fid_after) for row in rows] == [
        ("mineral_occurrences", "removed", 4, None),
        ("mineral_occurrences", "changed", 1, 1),
        ("mineral_occurrences", "changed", 3, 3),
        ("geological_units", "changed", 1, 1),
        ("production", "added", None, 5),
    ]
    assert rows[1].fields == {"name": ["Atlas", "Atlas <b>"], "admin1": [None, "Cebu"]}
    assert rows[0].name == "-Didipio"
    target = tmp_path / "rows.csv"
    assert write_rows(iter(rows), target) == sum(1 for row in rows for _line in lines_of(row)) == 6
    with target.open(encoding="utf-8-sig", newline="") as lines:
        read = list(csv.DictReader(lines))
    assert read[0]["name"] == "'-Didipio"  # no formula for a spreadsheet
    assert [line["field"] for line in read] == [
        *("", "name", "admin1", "source_attributes", "name", ""),
    ]


def test_reports_say_the_same_in_every_form(older: Path, newer: Path, tmp_path: Path) -> None:
    found = compare_packages(older, newer)
    text, page = comparison_text(found), comparison_html(found)
    assert "1 added, 1 removed, 3 changed" in comparison_summary(found)
    for told in ("Units: 3 → 3 rows; 0 added, 0 removed, 1 changed", "title: ", "retrieved_at"):
        assert told in text
    assert "<b>" not in page.replace("<body>", "")
    document = json.loads(comparison_json(found))
    assert document["rows"] == {"added": 1, "removed": 1, "changed": 3}
    assert document["is_same"] is False
    assert document["older"]["path"] == older.name  # no folder of this computer
    for name in ("report.html", "report.json", "report.txt"):
        write_comparison(found, tmp_path / name)
        assert (tmp_path / name).read_text(encoding="utf-8")
    with pytest.raises(PackageError, match="cannot be written"):
        write_comparison(found, tmp_path / "report.txt" / "below" / "report.txt")


def test_another_filter_and_other_layers(workspace: Path, older: Path, tmp_path: Path) -> None:
    wanted = OccurrenceFilter(commodities=("nickel",))
    other = package(workspace, tmp_path / "nickel", wanted, tables=["faults"])
    found = compare_packages(older, other)
    choices = {one.name: (one.before, one.after) for one in found.choices}
    assert choices["filter.commodities"] == (["copper"], ["nickel"])
    assert choices["filter.countries"] == (["PHL"], None)
    told = comparison_text(found)
    assert "Filter, commodities: copper → nickel" in told
    assert "Filter, countries: Philippines → nothing" in told and "PHL" not in told
    layers = {one.table: one for one in found.layers}
    assert layers["geological_units"].after is None
    assert layers["geological_units"].rows.removed == 3
    assert "Units: gone, it had 3 rows" in comparison_text(found)
    removed = [row for row in differing_rows(older, other) if row.table == "geological_units"]
    assert {row.change for row in removed} == {"removed"}
    back = compare_packages(other, older)
    assert (back.rows["added"], back.rows["removed"]) == (
        found.rows["removed"],
        found.rows["added"],
    )


def test_vocabularies_of_other_versions(older: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(older, copy)
    words = copy / "vocabularies" / "minerals.csv"
    with words.open("a", encoding="utf-8") as out:
        out.write("newmineral,New\n")
    manifest = json.loads((copy / "manifest.json").read_text(encoding="utf-8"))
    record = next(one for one in manifest["files"] if one["path"] == "vocabularies/minerals.csv")
    record["sha256"] = "0" * 64
    (copy / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    (found,) = compare_packages(older, copy).vocabularies
    assert (found.path, found.added, found.removed) == ("vocabularies/minerals.csv", 1, 0)


def test_what_is_no_package_is_refused(older: Path, tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="no package"):
        compare_packages(older, tmp_path)
    (tmp_path / "manifest.json").write_text('{"format": "amis-explorer-package"}', encoding="utf-8")
    with pytest.raises(PackageError, match="version None"):
        compare_packages(tmp_path, older)
    broken = tmp_path / "broken"
    shutil.copytree(older, broken)
    (data,) = (broken / "data").iterdir()
    data.write_bytes(b"no database at all" * 100)
    with pytest.raises(PackageError, match="SQLite says"):
        compare_packages(older, broken)
    data.unlink()
    with pytest.raises(PackageError, match="lacks its GeoPackage"):
        compare_packages(older, broken)


def test_neither_package_is_touched_and_it_can_be_stopped(older: Path, newer: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in [*older.rglob("*"), *newer.rglob("*")]}
    compare_packages(older, newer)
    list(differing_rows(older, newer))
    assert before == {
        path: path.stat().st_mtime_ns for path in [*older.rglob("*"), *newer.rglob("*")]
    }
    with pytest.raises(Cancelled):
        compare_packages(older, newer, Progress(is_cancelled=lambda: True))


# Below: tables of any content, compared with what plain Python makes of all their rows.

Row = tuple[Any, ...]
ID = st.sampled_from([None, "", "a", "b", "c"])
ROWS = st.lists(
    st.tuples(
        st.sampled_from([None, "s", "t"]),
        ID,
        st.sampled_from([None, "x", "y", ""]),
        st.sampled_from([None, 0, 1, 1.5, "1"]),
        st.sampled_from([None, 1, 2]),
    ),
    max_size=7,
)


def shape(place: int | None, has_box: bool) -> bytes | None:
    """Return a point as GeoPackage has it, with or without the box in its header."""
    if place is None:
        return None
    box = struct.pack("<4d", place, place, 0, 0) if has_box else b""
    head = b"GP\0" + bytes([1 | (2 if has_box else 0)]) + struct.pack("<i", 4326)
    return head + box + struct.pack("<BIdd", 1, 1, place, 0)


def write_table(path: Path, rows: list[Row], has_box: bool, fids: list[int]) -> None:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(
            "CREATE TABLE t (fid INTEGER PRIMARY KEY, source_id TEXT, source_feature_id TEXT,"
            " name TEXT, value, geom BLOB);"
            "CREATE TABLE gpkg_geometry_columns (table_name, column_name, srs_id);"
            "INSERT INTO gpkg_geometry_columns VALUES ('t', 'geom', 4326);"
            "CREATE TABLE gpkg_spatial_ref_sys (srs_id, organization, organization_coordsys_id);"
            "INSERT INTO gpkg_spatial_ref_sys VALUES (4326, 'EPSG', 4326);"
        )
        connection.executemany(
            "INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)",
            [
                (fid, source, feature, name, value, shape(place, has_box))
                for fid, (source, feature, name, value, place) in zip(fids, rows)
            ],
        )


def keyed(rows: list[Row], fids: list[int]) -> dict[Any, Row]:
    """Return key to row: source, id and how often they came before; else the feature id."""
    seen: Counter[Any] = Counter()
    found: dict[Any, Row] = {}
    for fid, row in sorted(zip(fids, rows), key=lambda pair: pair[0]):
        told = row[:2]
        if all(told):
            seen[told] += 1
            found[(*told, seen[told])] = row
        else:
            found[fid] = row
    return found


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    folder = tmp_path_factory.mktemp("tables")
    yield folder / "older.gpkg", folder / "newer.gpkg"


@settings(deadline=None, max_examples=120, suppress_health_check=list(HealthCheck))
@given(before=ROWS, after=ROWS, data=st.data())
def test_rows_are_paired_and_compared_as_plain_python_does(
    files: tuple[Path, Path], before: list[Row], after: list[Row], data: st.DataObject
) -> None:
    order = st.permutations(range(1, 9))
    ids = [data.draw(order)[: len(rows)] for rows in (before, after)]
    for path, rows, fids, has_box in zip(files, (before, after), ids, (True, False)):
        write_table(path, rows, has_box, fids)
    earlier, later = keyed(before, ids[0]), keyed(after, ids[1])
    both = earlier.keys() & later.keys()
    differ = {key for key in both if earlier[key] != later[key]}
    fields = Counter(
        name
        for key in both
        for name, one, other in zip(
            ("source_id", "source_feature_id", "name", "value", "geom"), earlier[key], later[key]
        )
        if one != other
    )
    with both_open(*files, Progress()) as connection:
        columns = shape_of(connection, "t")
        pair_rows(connection, columns)
        counts = count_changes(connection, columns)
        rows = list(changes_of(connection, columns))
    assert (counts.added, counts.removed) == (len(later) - len(both), len(earlier) - len(both))
    assert (counts.changed, counts.unchanged) == (len(differ), len(both) - len(differ))
    assert counts.fields == fields
    told = Counter(row.change for row in rows)
    expected = {"added": counts.added, "removed": counts.removed, "changed": counts.changed}
    assert told == Counter({kind: count for kind, count in expected.items() if count})
    assert Counter(name for row in rows for name in row.fields) == fields


def test_another_reference_system_is_told_and_not_taken_for_moved_places(
    files: tuple[Path, Path],
) -> None:
    rows: list[Row] = [("s", "a", "x", 1, 1), ("s", "b", "y", 2, 2)]
    for path in files:
        write_table(path, rows, True, [1, 2])
    with closing(sqlite3.connect(files[1])) as connection, connection:
        connection.execute("UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = 32651")
        connection.execute("UPDATE t SET geom = NULL, value = 9 WHERE fid = 1")
        connection.execute("ALTER TABLE t ADD COLUMN note TEXT")
        connection.execute("ALTER TABLE t RENAME COLUMN name TO called")
    with both_open(*files, Progress()) as connection:
        columns = shape_of(connection, "t")
        pair_rows(connection, columns)
        counts = count_changes(connection, columns)
    assert columns.systems == ("EPSG:4326", "EPSG:32651")
    assert (columns.added, columns.removed) == (("called", "note"), ("name",))
    assert counts.fields == {"value": 1}


def test_a_comparison_of_nothing_is_the_same() -> None:
    from amis_qgis_plugin.packages.compare import Version

    version = Version(Path("p"), "Title", "2026-01-01T00:00:00Z")
    assert Comparison(version, version).is_same
