"""Whatever goes wrong, what was there before is there after, and nothing else."""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import shutil
import time
import zipfile
from pathlib import Path
from typing import Callable

import pytest
from package_samples import AREA, CREATED, build_workspace

from amis_qgis_plugin.core.errors import Cancelled, PackageError, WorkspaceError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_plan import PackagePlan
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.staging import (
    left_beside,
    put_in_place,
    staging_folder,
    waiting_for,
)
from amis_qgis_plugin.packages.verify import verify_package
from amis_qgis_plugin.packages.write import write_package

COPPER = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
Snapshot = dict[str, bytes]


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> PackagePlan:
    workspace = build_workspace(tmp_path_factory.mktemp("workspace") / "small.gpkg")
    return describe_package(workspace, COPPER, title="Copper", area=AREA)


@pytest.fixture(scope="module")
def gold(plan: PackagePlan) -> PackagePlan:
    """Another package, to see which of the two is there."""
    return describe_package(plan.workspace, OccurrenceFilter(commodities=("gold",)), title="Gold")


def snapshot(folder: Path) -> Snapshot:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"(folder)"
        for path in sorted(folder.rglob("*"))
    }


def stop_at(call: int) -> Progress:
    """Return a progress that is cancelled at one question only, as a flag that is set and reset."""
    questions = itertools.count()
    return Progress(is_cancelled=lambda: next(questions) == call)


def fail_at(call: int) -> Progress:
    reports = itertools.count()

    def report(fraction: float, message: str) -> None:
        if next(reports) == call:
            raise ZeroDivisionError("the dialog is gone")

    return Progress(report)


@pytest.mark.parametrize("name", ["package", "package.zip"])
@pytest.mark.parametrize("there_before", [False, True], ids=["fresh", "over an older one"])
@pytest.mark.parametrize(
    ("progress_at", "error"), [(stop_at, Cancelled), (fail_at, ZeroDivisionError)]
)
def test_stopping_anywhere_leaves_everything_as_it_was(
    plan: PackagePlan,
    gold: PackagePlan,
    tmp_path: Path,
    name: str,
    there_before: bool,
    progress_at: Callable[[int], Progress],
    error: type[Exception],
) -> None:
    destination = tmp_path / name
    if there_before:
        write_package(gold, destination, created=CREATED)
    before = snapshot(tmp_path)
    # Every seventh call, and not the same ones each time: together they meet them all.
    stopped = (2 * there_before + 4 * (name == "package") + (error is Cancelled)) % 7
    while True:
        try:
            write_package(plan, destination, progress=progress_at(stopped), created=CREATED)
            break
        except error:
            assert snapshot(tmp_path) == before, f"stopped at call {stopped}"
            stopped += 7
    assert stopped > 40
    assert verify_package(destination).ok
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["package", "package.zip"])
@pytest.mark.parametrize("error", [RuntimeError("QGIS crashed"), OSError(28, "No space left")])
def test_a_project_that_fails_restores_the_older_package(
    plan: PackagePlan, gold: PackagePlan, tmp_path: Path, name: str, error: Exception
) -> None:
    def write_project(geopackage: Path, project_file: Path, _plan: PackagePlan) -> tuple[()]:
        project_file.write_bytes(b"half")
        raise error

    write_package(gold, tmp_path / name, created=CREATED)
    before = snapshot(tmp_path)
    with pytest.raises((RuntimeError, PackageError)):
        write_package(plan, tmp_path / name, write_project=write_project, created=CREATED)
    assert snapshot(tmp_path) == before


def test_a_project_that_keeps_the_data_open_for_writing_is_told(
    plan: PackagePlan, tmp_path: Path
) -> None:
    import sqlite3

    left_open: list[sqlite3.Connection] = []

    def write_project(geopackage: Path, project_file: Path, _plan: PackagePlan) -> tuple[()]:
        project_file.write_bytes(b"a project")
        connection = sqlite3.connect(geopackage)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("SELECT count(*) FROM gpkg_contents").fetchone()
        left_open.append(connection)
        return ()

    try:
        with pytest.raises(WorkspaceError):
            write_package(plan, tmp_path / "p", write_project=write_project, created=CREATED)
    finally:
        for connection in left_open:
            connection.close()
    assert list(tmp_path.iterdir()) == []


def test_a_move_that_fails_puts_the_older_one_back(plan: PackagePlan, tmp_path: Path) -> None:
    write_package(plan, tmp_path / "package", created=CREATED)
    before = snapshot(tmp_path)
    with pytest.raises(FileNotFoundError):
        put_in_place(tmp_path / "was never made", tmp_path / "package")
    assert snapshot(tmp_path) == before


def test_an_older_package_is_replaced(plan: PackagePlan, gold: PackagePlan, tmp_path: Path) -> None:
    for name in ("package", "package.zip"):
        write_package(gold, tmp_path / name, created=CREATED)
        result = write_package(plan, tmp_path / name, created=CREATED)
        assert result.left_over is None
        assert verify_package(tmp_path / name).ok
    assert (tmp_path / "package" / "data" / "copper.gpkg").is_file()
    assert not (tmp_path / "package" / "data" / "gold.gpkg").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["package", "package.zip"]


@pytest.mark.parametrize("name", ["notes.txt", "data/my survey.gpkg", "manifest.json.bak"])
def test_what_a_person_added_to_a_package_is_not_deleted(
    plan: PackagePlan, tmp_path: Path, name: str
) -> None:
    package = tmp_path / "package"
    write_package(plan, package, created=CREATED)
    (package / name).write_text("years of work", encoding="utf-8")
    before = snapshot(tmp_path)
    with pytest.raises(PackageError, match=re.escape(name)):
        write_package(plan, package, created=CREATED)
    assert snapshot(tmp_path) == before


def test_what_was_added_while_writing_is_not_deleted(plan: PackagePlan, tmp_path: Path) -> None:
    package = tmp_path / "package"
    write_package(plan, package, created=CREATED)

    def add_a_note(_at: float, _sentence: str) -> None:
        (package / "note.txt").write_text("just now", encoding="utf-8")

    with pytest.raises(PackageError, match=re.escape("note.txt")):
        write_package(plan, package, created=CREATED, progress=Progress(add_a_note))
    assert (package / "note.txt").read_text(encoding="utf-8") == "just now"
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


def test_what_was_added_to_a_zip_is_not_deleted(plan: PackagePlan, tmp_path: Path) -> None:
    package = tmp_path / "package.zip"
    write_package(plan, package, created=CREATED)
    with zipfile.ZipFile(package, "a") as archive:
        archive.writestr(f"{plan.name}/notes.txt", "years of work")
    before = snapshot(tmp_path)
    with pytest.raises(PackageError, match=re.escape("notes.txt")):
        write_package(plan, package, created=CREATED)
    assert snapshot(tmp_path) == before


def test_what_programs_lay_there_does_not_stand_in_the_way(
    plan: PackagePlan, tmp_path: Path
) -> None:
    package = tmp_path / "package"
    write_package(plan, package, created=CREATED)
    for name in (".DS_Store", "data/Thumbs.db", "data/copper.gpkg-shm"):
        (package / name).write_bytes(b"")
    assert write_package(plan, package, created=CREATED).left_over is None
    assert verify_package(package).ok


def test_what_is_left_beside_is_told(tmp_path: Path) -> None:
    assert left_beside(tmp_path / "nowhere" / "package") == ()
    for name in (".package.partial-0a", ".package.previous-0b", ".package2.partial-0c", "package"):
        (tmp_path / name).mkdir()
    found = {path.name for path in left_beside(tmp_path / "package")}
    assert found == {".package.partial-0a", ".package.previous-0b"}


def test_what_killed_runs_left_goes_after_a_day(tmp_path: Path) -> None:
    yesterday = time.time() - 25 * 3600
    for name in (
        ".p.partial-0a0a0a0a",
        ".p.partial-0b0b0b0b",
        ".p.previous-0c0c0c0c",
        ".q.partial-0d0d0d0d",
    ):
        (tmp_path / name / "data").mkdir(parents=True)
        (tmp_path / name / "data" / "p.gpkg").write_bytes(b"half")
        for one in (tmp_path / name / "data" / "p.gpkg", tmp_path / name / "data", tmp_path / name):
            os.utime(one, (yesterday, yesterday))
    os.utime(tmp_path / ".p.partial-0b0b0b0b" / "data" / "p.gpkg")  # somebody writes to it
    with staging_folder(tmp_path / "p") as staging:
        left = {one.name for one in tmp_path.iterdir()} - {staging.name}
    assert left == {".p.partial-0b0b0b0b", ".p.previous-0c0c0c0c", ".q.partial-0d0d0d0d"}


@pytest.mark.parametrize("name", ["packed 0.zip", "old.tar.gz files", "OLD.TGZ"])
def test_no_hidden_folder_looks_like_an_archive(tmp_path: Path, name: str) -> None:
    with staging_folder(tmp_path / name) as staging:
        assert not re.search(r"\.(zip|tar|t?gz)", staging.name, re.IGNORECASE)


NAMES = ("x", "x.zip", "x~.zip", "x~-zip", "x-zip", "x~~-zip", "x~zip", ".x~-zip", "~x.zip")


def test_hidden_folders_belong_to_one_destination_each(tmp_path: Path) -> None:
    with contextlib.ExitStack() as stack:
        folders = [stack.enter_context(staging_folder(tmp_path / name)) for name in NAMES]
        assert [left_beside(tmp_path / name) for name in NAMES] == [(one,) for one in folders]


def test_what_an_earlier_version_left_is_found(tmp_path: Path, plan: PackagePlan) -> None:
    older = tmp_path / ".north.2025.previous-0a1b2c3d"
    write_package(plan, older, created=CREATED)
    (tmp_path / ".north.2025.partial-0a1b2c3d").mkdir()
    assert {*left_beside(tmp_path / "north.2025")} == {*tmp_path.iterdir()}
    assert waiting_for(tmp_path / "north.2025") == older


def _folder_with_work(path: Path) -> None:
    path.mkdir()
    (path / "thesis.txt").write_text("years of work")


def _foreign_manifest(path: Path) -> None:
    path.mkdir()
    (path / "manifest.json").write_text('{"format": "web-app"}')


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("package", _folder_with_work),
        ("package", _foreign_manifest),
        ("package", lambda path: path.write_text("a file")),
        ("package.zip", lambda path: path.write_text("no zip")),
        ("package.zip", _folder_with_work),
        ("package", lambda path: path.symlink_to(path.parent / "nowhere")),
    ],
)
def test_what_is_no_package_is_never_touched(
    plan: PackagePlan, tmp_path: Path, name: str, make: Callable[[Path], None]
) -> None:
    make(tmp_path / name)
    before = snapshot(tmp_path)
    with pytest.raises(PackageError, match="not touched"):
        write_package(plan, tmp_path / name, created=CREATED)
    assert snapshot(tmp_path) == before


def test_an_empty_folder_may_be_used(plan: PackagePlan, tmp_path: Path) -> None:
    (tmp_path / "package").mkdir()
    write_package(plan, tmp_path / "package", created=CREATED)
    assert verify_package(tmp_path / "package").ok


def test_a_folder_that_is_not_there_is_named(plan: PackagePlan, tmp_path: Path) -> None:
    with pytest.raises(PackageError, match="does not exist"):
        write_package(plan, tmp_path / "nowhere" / "package")
    assert list(tmp_path.iterdir()) == []


def test_a_blocked_plan_writes_nothing(plan: PackagePlan, tmp_path: Path) -> None:
    empty = describe_package(plan.workspace, COPPER.with_values(countries=("BRN",)))
    with pytest.raises(PackageError, match="nothing to package"):
        write_package(empty, tmp_path / "package")
    assert list(tmp_path.iterdir()) == []


def test_a_workspace_that_changed_since_it_was_described(plan: PackagePlan, tmp_path: Path) -> None:
    from osgeo import ogr

    workspace = tmp_path / "changing.gpkg"
    shutil.copy(plan.workspace, workspace)
    old = describe_package(workspace, COPPER, area=AREA)
    dataset = ogr.Open(str(workspace), 1)
    dataset.GetLayerByName("mineral_occurrences").DeleteFeature(1)
    dataset = None
    with pytest.raises(PackageError, match="6 were described"):
        write_package(old, tmp_path / "package")
    assert [path.name for path in tmp_path.iterdir()] == ["changing.gpkg"]


def test_a_workspace_that_vanished(plan: PackagePlan, tmp_path: Path) -> None:
    workspace = tmp_path / "gone.gpkg"
    shutil.copy(plan.workspace, workspace)
    old = describe_package(workspace, COPPER)
    workspace.unlink()
    with pytest.raises((WorkspaceError, PackageError)):
        write_package(old, tmp_path / "package")
    assert list(tmp_path.iterdir()) == []
