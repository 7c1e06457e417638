"""A layer taken offline and refreshed, against a WFS whose data and habits change between runs."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from osgeo import gdal, ogr
from wfs_faults import WfsFaults

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.errors import Cancelled, WorkspaceError
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.errors import NotWhole
from amis_qgis_plugin.services.page_sources import page_source
from amis_qgis_plugin.services.pages import revision_of
from amis_qgis_plugin.services.patience import Patience
from amis_qgis_plugin.services.service import Extent
from amis_qgis_plugin.services.session import make_session
from amis_qgis_plugin.workspace.changes import read_changes
from amis_qgis_plugin.workspace.conflicts import conflicts
from amis_qgis_plugin.workspace.offline.download import Wanted, download
from amis_qgis_plugin.workspace.offline.limits import Limits
from amis_qgis_plugin.workspace.offline.refresh import (
    Refreshed,
    map_of_source,
    refresh_layer,
    sources_of_servers,
)
from amis_qgis_plugin.workspace.offline.revisions import read_revision
from amis_qgis_plugin.workspace.result_words import refreshed_words
from amis_qgis_plugin.workspace.sources import read_sources

TABLE = "mineral_occurrences"
FIELDS = FieldMap(TABLE, {"name": FieldUse((SourceColumn("name"),))})
LIMITS = Limits(first_page=100, largest_page=150)
ONE_PAGE = Limits(first_page=1000)


def hurried() -> Patience:
    return Patience(sleep=lambda _seconds: None)


def take(server: WfsFaults, path: Path, limits: Limits = LIMITS, extent: Any = None) -> None:
    with make_session() as session:
        service = describe_service(session, server.url, "wfs")
        layer = service.layers[0]
        source = page_source(session, service, layer, patience=hurried())
        download(source, layer, Wanted(path, "deposits", extent), lambda _rows: FIELDS,
                 limits=limits, patience=hurried())  # fmt: skip


def refresh(
    server: WfsFaults, path: Path, limits: Limits = LIMITS, progress: Any = None
) -> Refreshed:
    ((about, kept),) = sources_of_servers(path)
    with make_session() as session:
        service = describe_service(session, server.url, "wfs")
        layer = service.layers[0]
        source = page_source(session, service, layer, about.filter, patience=hurried())
        return refresh_layer(source, layer, path, about, kept, limits=limits, patience=hurried(),
                             progress=progress)  # fmt: skip


def read(path: Path) -> list[tuple[Any, ...]]:
    """Return the rows by GDAL: what the source said, and where they lie."""
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    found = []
    for row in dataset.GetLayer(TABLE):
        said, at = json.loads(row["source_attributes"]), row.GetGeometryRef()
        found.append((said["gid"], said["name"], at.GetX(), at.GetY()))
    return sorted(found)


def rename(path: Path, gid: int, name: str) -> None:
    dataset = ogr.Open(str(path), 1)
    layer = dataset.GetLayerByName(TABLE)
    layer.SetAttributeFilter(f"source_feature_id = 'deposits.{gid}'")
    feature = layer.GetNextFeature()
    feature["name"] = name
    assert layer.SetFeature(feature) == 0


def names(path: Path) -> dict[str, str]:
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    return {row["source_feature_id"]: row["name"] for row in dataset.GetLayer(TABLE)}


def change(server: WfsFaults) -> None:
    """Change row 1, remove row 2, add row 9001."""
    first, _second, *others = server.rows
    changed = (first[0], "Changed there", first[2], first[3])
    server.rows = [changed, *others, (9001, "New", 110.0, 1.0)]


@pytest.mark.parametrize("mode", ["good", "capped", "json", "no-startindex-capped"])
@pytest.mark.parametrize("version", ["2.0.0", "1.1.0"])
def test_a_refresh_tells_what_changed(mode: str, version: str, tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    with WfsFaults(mode, version) as server:
        take(server, path)
        rename(path, 3, "Mine")
        change(server)
        done = refresh(server, path)
        assert read(path) == sorted(server.rows)
    assert (done.added, done.changed, done.removed, done.conflicts) == (1, 1, 1, 0)
    assert done.completeness is Completeness.COMPLETE_PROVEN, done.evidence
    found = {one.feature_id: one for one in read_changes(path)}
    assert {key: one.change for key, one in found.items()} == {
        "deposits.1": "changed", "deposits.2": "removed", "deposits.9001": "added",
    }  # fmt: skip
    assert found["deposits.1"].fields["name"] == ["Deposit 1 é&<", "Changed there"]
    assert names(path)["deposits.3"] == "Mine"


@pytest.mark.parametrize("mode", ["good", "ids-ignored"])
def test_a_row_that_left_the_area_is_not_said_to_be_removed(mode: str, tmp_path: Path) -> None:
    path, area = tmp_path / "w.gpkg", Extent(104.0, -6.0, 123.0, 6.0)
    with WfsFaults() as server:
        take(server, path, extent=area)
        first, second, *others = server.rows
        server.rows = [(first[0], first[1], 150.0, first[3]), *others]
        server.mode = mode
        done = refresh(server, path)
        assert read(path) == sorted(others)
    told = {one.feature_id: one.change for one in read_changes(path)}
    if mode == "ids-ignored":
        assert (done.removed, done.left, done.scope) == (2, None, "area")
        assert "2 removed or no longer in the area" in refreshed_words(done)
        assert told == {"deposits.1": "removed", f"deposits.{second[0]}": "removed"}
    else:
        assert (done.removed, done.left, done.scope) == (1, 1, "area")
        assert "1 removed, 1 no longer in the area" in refreshed_words(done)
        assert told == {"deposits.1": "left", f"deposits.{second[0]}": "removed"}


def test_edits_are_merged_with_what_the_server_has(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    with WfsFaults() as server:
        take(server, path)
        rename(path, 1, "Mine")
        rename(path, 2, "Mine too")
        change(server)
        done = refresh(server, path)
        assert names(path)["deposits.1"] == "Mine"
        assert names(path)["deposits.2"] == "Mine too"
        listed = [(one.feature_id, one.field, one.mine, one.theirs) for one in conflicts(path)]
        assert listed == [
            ("deposits.1", "name", "Mine", "Changed there"),
            ("deposits.2", "", "changed: name", "removed"),
        ]
        assert done.conflicts == 2
        take(server, path)  # taken once more by hand: no edit is lost either
        assert names(path)["deposits.1"] == "Mine"


@pytest.mark.parametrize("mode", ["no-ids", "ids-random", "ids-per-page"])
def test_rows_without_ids_go_by_a_field_of_their_own(mode: str, tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    with WfsFaults(mode) as server:
        take(server, path)
        done = refresh(server, path)
        assert (done.added, done.changed, done.removed) == (0, 0, 0)
        change(server)
        done = refresh(server, path)
        assert (done.added, done.changed, done.removed) == (1, 1, 1)
        assert read(path) == sorted(server.rows)


@pytest.mark.parametrize("mode", ["gone-late", "html-late", "always-empty"])
def test_a_bad_answer_leaves_the_good_rows(mode: str, tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    with WfsFaults() as server:
        take(server, path)
        rename(path, 3, "Mine")
        before, about = path.read_bytes(), read_sources(path)
        change(server)
        server.mode = mode
        with pytest.raises(NotWhole):
            refresh(server, path)
        assert path.read_bytes() == before
        assert read_sources(path) == about
        server.mode = "good"
        assert refresh(server, path).completeness is Completeness.COMPLETE_PROVEN
        assert read(path) == sorted(server.rows)


def test_stopping_leaves_the_good_rows(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    with WfsFaults() as server:
        take(server, path)
        rename(path, 3, "Mine")
        before = path.read_bytes()
        change(server)
        seen: list[str] = []
        stopping = Progress(
            lambda _share, words: seen.append(words), lambda: any("Index" in one for one in seen)
        )
        with pytest.raises(Cancelled):
            refresh(server, path, progress=stopping)
        assert path.read_bytes() == before
        assert refresh(server, path).changed == 1


KILLED = """
import os, sys
from pathlib import Path
sys.path[:0] = {paths!r}
import test_refresh as tests
from amis_qgis_plugin.core.progress import Progress
def report(share, words):
    if "Index" in words:
        os._exit(9)
class Server:
    url = {url!r}
tests.refresh(Server, Path({path!r}), progress=Progress(report))
"""


def test_a_kill_in_the_middle_leaves_the_good_rows(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    with WfsFaults() as server:
        take(server, path)
        rename(path, 3, "Mine")
        before = read(path)
        change(server)
        code = KILLED.format(paths=sys.path, url=server.url, path=str(path))
        killed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert killed.returncode == 9, killed.stderr
        assert read(path) == before
        assert names(path)["deposits.3"] == "Mine"
        assert refresh(server, path).changed == 1
        assert read(path) == sorted(server.rows)


@pytest.mark.parametrize("limits", [ONE_PAGE, LIMITS], ids=["one page", "four pages"])
@pytest.mark.parametrize("tags", ["content", "weak"])
@pytest.mark.parametrize("mode", ["good", "json"])
def test_what_did_not_change_is_not_transferred(
    tags: str, limits: Limits, mode: str, tmp_path: Path
) -> None:
    path = tmp_path / "w.gpkg"
    with WfsFaults(mode) as server:
        server.etags = tags
        take(server, path, limits)
        rename(path, 3, "Mine")
        (first,) = read_sources(path)
        server.asked.clear()
        done = refresh(server, path, limits)
        assert done.is_unchanged and done.completeness is Completeness.COMPLETE_PROVEN
        pages = [one for one in server.asked if one.get("REQUEST") == "GetFeature"]
        assert server.unmodified == len([one for one in pages if "RESULTTYPE" not in one]) - 1
        (about,) = read_sources(path)
        assert first.retrieved_at <= about.retrieved_at
        assert f"unchanged since {first.retrieved_at}" in about.evidence
        refresh(server, path, limits)
        assert read_sources(path)[0].evidence.count("Asked again") == 1
        assert names(path)["deposits.3"] == "Mine"
        server.rows[-1] = (*server.rows[-1][:1], "Changed on the last page", *server.rows[-1][2:])
        done = refresh(server, path, limits)
        assert (done.is_unchanged, done.changed) == (False, 1)
        assert done.completeness is Completeness.COMPLETE_PROVEN
        assert refresh(server, path, limits).is_unchanged


@pytest.mark.parametrize("tags", ["constant", "always", ""])
@pytest.mark.parametrize("limits", [ONE_PAGE, LIMITS], ids=["one page", "four pages"])
def test_marks_that_say_nothing_are_not_believed(tags: str, limits: Limits, tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    with WfsFaults() as server:
        server.etags = tags
        take(server, path, limits)
        server.rows[0] = (1, "Changed there", *server.rows[0][2:])
        done = refresh(server, path, limits)
        assert (done.is_unchanged, done.changed) == (False, 1)


def test_a_server_that_comes_to_lie_is_not_believed(tmp_path: Path) -> None:
    """The first feature is asked for under a tag that nothing has; 304 to that is a lie."""
    path = tmp_path / "w.gpkg"
    with WfsFaults() as server:
        server.etags = "content"
        take(server, path)
        server.etags = "always"
        server.rows[-1] = (*server.rows[-1][:1], "Changed", *server.rows[-1][2:])
        assert refresh(server, path).changed == 1


def test_marks_of_some_pages_are_none(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    for mode in ("no-startindex-capped", "hits-exception", "total-capped"):
        with WfsFaults(mode) as server:
            server.etags = "content"
            path.unlink(missing_ok=True)
            take(server, path)
            (about,) = read_sources(path)
            assert read_revision(path, about).text == "", mode


def test_a_download_that_went_on_has_no_marks_of_its_first_pages(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    with WfsFaults("gone-late") as server:
        server.etags = "content"
        with pytest.raises(NotWhole):
            take(server, path)
        server.mode = "good"
        take(server, path)
        (about,) = read_sources(path)
        assert about.completeness is Completeness.COMPLETE_PROVEN
        assert read_revision(path, about).text == ""


def test_marks_go_with_the_rows_that_came_under_them(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    with WfsFaults() as server:
        server.etags = "content"
        take(server, path)
        (about,) = read_sources(path)
        assert read_revision(path, about).text
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE amis_sources SET digest = 'sha256:other'")
        (about,) = read_sources(path)
        assert read_revision(path, about).text == ""


def test_an_area_is_asked_for_again(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    with WfsFaults() as server:
        server.etags = "content"
        take(server, path, extent=Extent(108.0, -2.0, 114.0, 2.0))
        before = read(path)
        assert 0 < len(before) < 200
        assert refresh(server, path).is_unchanged
        server.rows.append((9001, "Inside", 110.0, 1.0))
        server.rows.append((9002, "Outside", 120.0, 1.0))
        done = refresh(server, path)
        assert (done.added, done.changed, done.removed) == (1, 0, 0)
        assert read(path) == sorted([*before, (9001, "Inside", 110.0, 1.0)])


def test_a_source_keeps_its_map_and_id(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    with WfsFaults() as server:
        take(server, path)
        ((about, kept),) = sources_of_servers(path)
        from amis_qgis_plugin.core.rows import SourceField, SourceLayer

        layer = SourceLayer("x", (SourceField("name"),), key=str(kept.taking.key))
        assert map_of_source(path, layer) == FIELDS
        assert map_of_source(path, SourceLayer("x", (), key=layer.key)) is None
        assert map_of_source(tmp_path / "none.gpkg", layer) is None
        with WfsFaults() as moved:  # the same layer at another address
            refresh(moved, path)
        assert [one.source_id for one in read_sources(path)] == [about.source_id]
        with pytest.raises(WorkspaceError, match="taken offline from a server"):
            sources_of_servers(path, "other")


def test_a_source_without_revision_has_none() -> None:
    class Plain:
        pass

    assert revision_of(Plain(), "known") == ""  # type: ignore[arg-type]


MEMORY = """
import resource, struct, sys
from pathlib import Path
sys.path[:0] = {paths!r}
from aligning import field_map, source
from amis_qgis_plugin.core.rows import SourceField, SourceLayer, SourceRow
from amis_qgis_plugin.workspace.ingest import ingest
count = {count}
layer = SourceLayer("S", (SourceField("id"), SourceField("name")), "point", "EPSG:4326", count)
fields = field_map("mineral_occurrences", identifier="id", name="name")
def rows(word):
    for n in range(count):
        point = struct.pack("<BIdd", 1, 1, 100 + n % 999 / 100, n % 501 / 100)
        known = word[0] if n % 2 else "x"
        yield SourceRow(f"{{known}}.{{n}}", {{"id": str(n), "name": word}}, point)
for word in ("one", "two"):
    result = ingest(Path({path!r}), layer, rows(word), fields, source("s"))
assert result.compared.changed == result.compared.added == result.compared.removed == count // 2
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    peaks = []
    for count in (20_000, 80_000):
        path = tmp_path / f"{count}.gpkg"
        code = MEMORY.format(paths=sys.path, count=count, path=str(path))
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        peaks.append(int(run.stdout) / 1024)
    # Findings, unknown terms and the cache of 64 MiB are there in both.
    assert peaks[1] - peaks[0] < 90, peaks
