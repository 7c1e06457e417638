"""Rows aligned while the next pages come: the same workspace, or nothing of it."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Optional

import pytest
from osgeo import gdal
from taking_rows import hurried
from wfs_faults import WfsFaults

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.errors import Cancelled, ServiceError
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.page_sources import page_source
from amis_qgis_plugin.services.patience import Patience
from amis_qgis_plugin.services.session import make_session
from amis_qgis_plugin.services.team import Connections
from amis_qgis_plugin.workspace.offline.align_ahead import AlignAhead
from amis_qgis_plugin.workspace.offline.download import Wanted, download
from amis_qgis_plugin.workspace.offline.paging import Limits
from amis_qgis_plugin.workspace.offline.take import side_store_path

TABLE = "mineral_occurrences"
FIELDS = FieldMap(TABLE, {"name": FieldUse((SourceColumn("name"),))})
LIMITS = Limits(first_page=300, largest_page=300)
COUNT = 3000


@pytest.fixture
def ahead(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return a list that gets the rows aligned before the end; 0 where they were thrown away."""
    found: list[int] = []
    result = AlignAhead.result

    def noted(self: AlignAhead, *arguments: Any) -> Any:
        last, done = self._last, result(self, *arguments)
        found.append(last if done is not None else 0)
        return done

    monkeypatch.setattr(AlignAhead, "result", noted)
    return found


def take(
    server: WfsFaults,
    path: Path,
    *,
    several: bool = True,
    fields_of: Callable[[Any], FieldMap] = lambda _rows: FIELDS,
    progress: Optional[Progress] = None,
) -> Completeness:
    server.delay = 0.2
    connections = Connections(lambda _progress: make_session()) if several else None
    with make_session() as session:
        service = describe_service(session, server.url, "wfs")
        layer = service.layers[0]
        source = page_source(session, service, layer, patience=hurried())
        done = download(
            source, layer, Wanted(path, "deposits"), fields_of,
            limits=LIMITS, patience=Patience(progress, sleep=lambda _seconds: None),
            connections=connections, progress=progress,
        )  # fmt: skip
    return done.result.completeness


def rows(path: Path) -> list[tuple[Any, ...]]:
    """Return the rows by GDAL."""
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    found = []
    for row in dataset.GetLayer(TABLE):
        said, at = json.loads(row["source_attributes"]), row.GetGeometryRef()
        found.append((row.GetFID(), row["name"], said["gid"], at.GetX(), at.GetY()))
    return found


def left(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir() if one.name.startswith("."))


def test_the_workspace_is_the_same_as_without(tmp_path: Path, ahead: list[int]) -> None:
    with WfsFaults(count=COUNT) as server:
        assert take(server, tmp_path / "ahead.gpkg") is Completeness.COMPLETE_PROVEN
        assert take(server, tmp_path / "after.gpkg", several=False) is Completeness.COMPLETE_PROVEN
        expected = [(g, name, g, x, y) for g, name, x, y in server.rows]
    assert ahead[0] > 0 and ahead[1] == 0
    assert rows(tmp_path / "ahead.gpkg") == rows(tmp_path / "after.gpkg") == expected
    assert left(tmp_path) == []


@pytest.mark.parametrize("mode", ["changes-value", "grows", "moves", "ids-per-page", "json-no-ids"])
def test_what_changes_on_its_way_is_as_the_store_has_it(
    mode: str, tmp_path: Path, ahead: list[int]
) -> None:
    """Rows that came again with other values, or under other ids, are aligned from the store."""
    with WfsFaults(mode, count=COUNT) as server, suppress(ServiceError):
        take(server, tmp_path / "w.gpkg")
    if (tmp_path / "w.gpkg").exists():
        came = rows(tmp_path / "w.gpkg")
        assert len({one[1:] for one in came}) == len(came)
        if mode == "changes-value":  # what came again says what it said last
            assert ahead == [0] or all(name[-1] != "!" for _fid, name, *_rest in came)
    assert left(tmp_path) in ([], [side_store_path(tmp_path / "w.gpkg", "deposits").name])


def test_another_map_at_the_end_aligns_all_anew(tmp_path: Path, ahead: list[int]) -> None:
    other = FieldMap(TABLE, {"local_name": FieldUse((SourceColumn("name"),))})
    chosen = iter((FIELDS, other))
    with WfsFaults(count=COUNT) as server:
        state = take(server, tmp_path / "w.gpkg", fields_of=lambda _rows: next(chosen))
    assert state is Completeness.COMPLETE_PROVEN and ahead == [0]
    dataset = gdal.OpenEx(str(tmp_path / "w.gpkg"), gdal.OF_VECTOR)
    found = [(row["name"], row["local_name"]) for row in dataset.GetLayer(TABLE)]
    assert len(found) == COUNT
    assert all(name is None and local for name, local in found)


def test_a_workspace_that_somebody_makes_meanwhile_is_kept(
    tmp_path: Path, ahead: list[int]
) -> None:
    path = tmp_path / "w.gpkg"
    with WfsFaults(count=COUNT) as server:
        take(server, tmp_path / "other.gpkg")

        def with_guest(_rows: Any) -> FieldMap:
            if not path.exists():
                path.write_bytes((tmp_path / "other.gpkg").read_bytes())
            return FIELDS

        assert take(server, path, fields_of=with_guest) is Completeness.COMPLETE_PROVEN
    assert ahead[-1] == 0
    assert len(rows(path)) == COUNT


def test_stopping_leaves_no_half_workspace_and_no_lost_page(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    store = side_store_path(path, "deposits")
    progress = Progress(is_cancelled=store.with_name(f"{store.name}-rows").exists)
    with WfsFaults(count=COUNT) as server:
        with pytest.raises(Cancelled):
            take(server, path, progress=progress)
        assert not path.exists() and left(tmp_path) == [store.name]
        before = len(server.asked)
        assert take(server, path) is Completeness.COMPLETE_PROVEN
        later = [one for one in server.asked[before:] if "STARTINDEX" in one]
    pages = [int(one["STARTINDEX"]) for one in later if int(one["COUNT"]) > 100]
    assert pages and min(pages) >= 299  # on from behind the first page, less one to see the seam
    assert len(rows(path)) == COUNT and left(tmp_path) == []


def test_what_a_killed_program_left_is_swept_away(tmp_path: Path, ahead: list[int]) -> None:
    path = tmp_path / "w.gpkg"
    store = side_store_path(path, "deposits")
    for end in ("-rows", "-rows-journal"):
        store.with_name(store.name + end).write_bytes(b"half of something")
    with WfsFaults(count=COUNT) as server:
        assert take(server, path) is Completeness.COMPLETE_PROVEN
    assert ahead[0] > 0 and len(rows(path)) == COUNT and left(tmp_path) == []
