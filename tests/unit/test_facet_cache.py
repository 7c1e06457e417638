"""Facet indexes that are kept: for one state of one workspace, whole, or made anew."""

from __future__ import annotations

import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from weakref import WeakValueDictionary

import numpy as np
import pytest
from filtering import make_workspace
from osgeo import ogr

from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.core.facet_counts import count_choices
from amis_qgis_plugin.core.facets import FacetIndex
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.workspace import facet_cache, facet_rows
from amis_qgis_plugin.workspace.facet_cache import kept_facets, kept_name

SAMPLES = Path(__file__).resolve().parents[2] / "sample_layers" / "asean_samples.gpkg"
FILTERS = (
    OccurrenceFilter(),
    OccurrenceFilter(commodities=("copper",), role="major"),
    OccurrenceFilter(text="dong", excluded=("gold",)),
    OccurrenceFilter(extent=(95.0, -10.0, 120.0, 10.0), completeness=("COMPLETE_PROVEN",)),
)


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "rows.gpkg"
    make_workspace(path, 3)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "facets"


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Path]]:
    """Return the workspaces that were read anew, in order."""
    read = facet_cache.read_facets
    found: list[Path] = []

    def reading(path: Path, progress: object = None, **_named: object) -> object:
        found.append(path)
        return read(path)

    monkeypatch.setattr(facet_cache, "read_facets", reading)
    yield found


def test_what_is_kept_counts_the_same(workspace: Path, folder: Path, readings: list[Path]) -> None:
    made, kept = kept_facets(workspace, folder), kept_facets(workspace, folder)
    assert readings == [workspace]
    for wanted in FILTERS:
        assert count_choices(wanted, [kept]) == count_choices(wanted, [made])
    assert [one.name for one in folder.iterdir()] == [kept_name(workspace)]


def edit_name(path: Path) -> None:
    dataset = ogr.Open(str(path), 1)
    layer = dataset.GetLayerByName("mineral_occurrences")
    row = layer.GetNextFeature()
    row["country"] = "SGP"
    assert layer.SetFeature(row) == 0


def delete_row(path: Path) -> None:
    dataset = ogr.Open(str(path), 1)
    layer = dataset.GetLayerByName("mineral_occurrences")
    assert layer.DeleteFeature(layer.GetNextFeature().GetFID()) == 0


def judge_source(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE amis_sources SET completeness = 'INCOMPLETE'")


def forget_commodity(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM amis_occurrence_commodity WHERE commodity = 'gold'")


@pytest.mark.parametrize("change", [edit_name, delete_row, judge_source, forget_commodity])
def test_an_index_is_made_anew_when_the_workspace_changes(
    workspace: Path, folder: Path, readings: list[Path], change: Callable[[Path], None]
) -> None:
    before = kept_facets(workspace, folder)
    change(workspace)
    after = kept_facets(workspace, folder)
    assert len(readings) == 2
    counted = [count_choices(OccurrenceFilter(), [one]) for one in (before, after)]
    assert counted[0] != counted[1]
    assert count_choices(OccurrenceFilter(), [kept_facets(workspace, folder)]) == counted[1]
    assert len(readings) == 2


def test_showing_a_workspace_in_qgis_changes_nothing(
    workspace: Path, folder: Path, readings: list[Path]
) -> None:
    """QGIS changes the journal mode, and with it time and bytes of the file."""
    kept_facets(workspace, folder)
    with closing(sqlite3.connect(workspace)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    os.utime(workspace, (1, 1))
    kept_facets(workspace, folder)
    assert len(readings) == 1


def test_a_file_that_notes_no_edits_is_known_by_its_time(
    folder: Path, tmp_path: Path, readings: list[Path]
) -> None:
    path = Path(shutil.copy(SAMPLES, tmp_path / "samples.gpkg"))
    kept_facets(path, folder)
    kept_facets(path, folder)
    assert len(readings) == 1
    os.utime(path, (1, 1))
    kept_facets(path, folder)
    assert len(readings) == 2


def cut_off(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-200])


def overwrite(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 64] = b"\xff" * 64
    file.write_bytes(data)


def empty(file: Path) -> None:
    file.write_bytes(b"")


def with_objects(file: Path) -> None:
    with file.open("wb") as handle:
        np.savez(handle, head=np.array([{"path": 1}], dtype=object))


def with_other_parts(file: Path) -> None:
    with np.load(file) as arrays:
        parts = {name: arrays[name] for name in arrays.files}
    parts["order"] = parts["order"] + 1_000_000
    with file.open("wb") as handle:
        np.savez(handle, **parts)


@pytest.mark.parametrize("damage", [cut_off, overwrite, empty, with_objects, with_other_parts])
def test_a_damaged_index_is_made_anew_and_noted(
    workspace: Path, folder: Path, readings: list[Path], damage: Callable[[Path], None]
) -> None:
    expected = count_choices(OccurrenceFilter(), [kept_facets(workspace, folder)])
    damage(folder / kept_name(workspace))
    notes: list[str] = []
    found = kept_facets(workspace, folder, note=notes.append)
    assert count_choices(OccurrenceFilter(), [found]) == expected
    assert len(readings) == 2
    assert len(notes) == 1 and kept_name(workspace) in notes[0] and "made anew" in notes[0]
    kept_facets(workspace, folder, note=notes.append)
    assert len(readings) == 2 and len(notes) == 1


def test_a_folder_that_cannot_be_written_is_noted_and_no_more(
    workspace: Path, tmp_path: Path
) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("a file where the folder should be", encoding="utf-8")
    notes: list[str] = []
    index = kept_facets(workspace, in_the_way, note=notes.append)
    assert index.count > 0
    assert notes and "cannot be kept" in notes[-1]


def test_two_workspaces_of_one_name_are_kept_apart(
    workspace: Path, tmp_path: Path, folder: Path
) -> None:
    other = tmp_path / "elsewhere" / workspace.name
    other.parent.mkdir()
    make_workspace(other, 4, 40)
    assert kept_facets(workspace, folder).count != kept_facets(other, folder).count
    assert kept_facets(workspace, folder).count == 120


def test_several_at_once_leave_one_whole_file(workspace: Path, folder: Path) -> None:
    notes: list[str] = []
    several = [
        threading.Thread(target=kept_facets, args=(workspace, folder, None, notes.append))
        for _number in range(4)
    ]
    for one in several:
        one.start()
    for one in several:
        one.join()
    assert notes == []
    assert [one.name for one in folder.iterdir()] == [kept_name(workspace)]
    assert kept_facets(workspace, folder).count == 120


def test_the_oldest_make_room(
    workspace: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facet_cache, "_MOST_FILES", 2)
    folder.mkdir(parents=True)
    for number in range(4):
        old = folder / f"{number}.facets.npz"
        old.write_bytes(b"x")
        os.utime(old, (number + 1, number + 1))
    left = folder / ".a.facets.npz.b.part"
    left.write_bytes(b"x")
    os.utime(left, (1, 1))
    stranger = folder / "notes.txt"
    stranger.write_bytes(b"x")
    kept_facets(workspace, folder)
    names = {one.name for one in folder.iterdir()}
    assert names == {kept_name(workspace), "3.facets.npz", "notes.txt"}


def test_a_workspace_that_is_gone_is_an_error(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"nowhere\.gpkg"):
        kept_facets(tmp_path / "nowhere.gpkg", folder)


def test_whoever_writes_to_the_file_never_waits_for_the_reader(
    workspace: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """QGIS changes the journal mode at every click, which is writing to the file."""
    monkeypatch.setattr(facet_rows, "_BLOCK", 7)
    written: list[int] = []

    def write(_fraction: float, _message: str) -> None:
        with closing(sqlite3.connect(workspace, timeout=0)) as connection:
            connection.execute(f"PRAGMA user_version = {1000 + len(written)}")
            written.extend(connection.execute("PRAGMA user_version").fetchone())

    read = kept_facets(workspace, folder, Progress(write))
    assert len(written) > 120 // 7
    assert written == [1000 + number for number in range(len(written))]
    monkeypatch.undo()
    for wanted in FILTERS:
        whole = facet_rows.read_facets(workspace)
        assert count_choices(wanted, [read]) == count_choices(wanted, [whole])


def test_what_was_written_while_it_was_read_is_in_the_index(
    workspace: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(facet_rows, "_BLOCK", 50)
    read: list[str] = []

    def write(_fraction: float, message: str) -> None:
        read.append(message)
        if len(read) == 2:  # the first fifty have been read
            edit_name(workspace)
            delete_row(workspace)

    index = kept_facets(workspace, folder, Progress(write))
    assert index.count == 119
    counted = count_choices(OccurrenceFilter(), [index])
    assert counted == count_choices(OccurrenceFilter(), [facet_rows.read_facets(workspace)])
    assert count_choices(OccurrenceFilter(), [kept_facets(workspace, folder)]) == counted


def test_a_row_that_comes_while_it_is_read_is_counted(
    workspace: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the rows and the columns, which are read one after the other."""
    monkeypatch.setattr(facet_rows, "_BLOCK", 50)
    told: list[str] = []

    def write(_fraction: float, message: str) -> None:
        told.append(message)
        if told.count("Reading commodities") == 1 and message == "Reading commodities":
            dataset = ogr.Open(str(workspace), 1)
            layer = dataset.GetLayerByName("mineral_occurrences")
            row = layer.GetNextFeature().Clone()
            row.SetFID(-1)
            assert layer.CreateFeature(row) == 0

    index = kept_facets(workspace, folder, Progress(write))
    assert index.count == 121
    expected = count_choices(OccurrenceFilter(), [facet_rows.read_facets(workspace)])
    assert count_choices(OccurrenceFilter(), [index]) == expected


def test_an_index_of_a_moment_that_is_over_is_not_kept(
    workspace: Path, folder: Path, readings: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    read = facet_cache.read_facets

    def write(path: Path, *given: object, **named: object) -> object:
        index = read(path)
        delete_row(path)
        return index

    monkeypatch.setattr(facet_cache, "read_facets", write)
    assert kept_facets(workspace, folder).count == 119
    assert not folder.exists()


def test_an_index_in_use_is_not_read_again(
    workspace: Path, folder: Path, readings: list[Path]
) -> None:
    in_use: WeakValueDictionary[str, FacetIndex] = WeakValueDictionary()
    first = kept_facets(workspace, folder, in_use=in_use)
    os.utime(workspace, (1, 1))
    assert kept_facets(workspace, folder, in_use=in_use) is first
    edit_name(workspace)
    assert kept_facets(workspace, folder, in_use=in_use) is not first
    assert len(readings) == 2
    del first
    assert len(in_use) == 0
