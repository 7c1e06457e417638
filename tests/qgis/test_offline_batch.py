"""Several layers offline: each ends by itself, and what failed is told and goes on."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Optional

import pytest
from osgeo import gdal
from wfs_faults import WfsFaults

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.errors import Cancelled, ServiceError, WorkspaceError
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.core.user_terms import NO_TERMS
from amis_qgis_plugin.gui.offline_words import ending_words, summary_words
from amis_qgis_plugin.qgis_bridge.offline import OfflineRequest
from amis_qgis_plugin.qgis_bridge.offline_batch import (
    Ending,
    Wish,
    estimate_layer,
    look_at_file,
    take_layers_offline,
    told_apart,
)
from amis_qgis_plugin.services import patience
from amis_qgis_plugin.services.errors import NotWhole
from amis_qgis_plugin.services.service import Extent
from amis_qgis_plugin.workspace import targets
from amis_qgis_plugin.workspace.offline.download import Wanted
from amis_qgis_plugin.workspace.offline.unfinished import unfinished_downloads

pytestmark = pytest.mark.usefixtures("qgis_app")
FIELDS = FieldMap("mineral_occurrences", {"name": FieldUse((SourceColumn("name"),))})


def wish(server: WfsFaults, fields: Optional[FieldMap] = FIELDS) -> Wish:
    return Wish(OfflineRequest(server.url, "t:deposits", "wfs"), "Deposits", fields)


def taken(
    workspace: Path, *servers: WfsFaults, progress: Optional[Progress] = None
) -> tuple[Ending, ...]:
    return take_layers_offline(
        [wish(one) for one in servers], Wanted(workspace, ""), terms=NO_TERMS, progress=progress
    )


def names(workspace: Path) -> list[str]:
    layer = gdal.OpenEx(str(workspace), gdal.OF_VECTOR)
    rows = layer.GetLayer("mineral_occurrences")
    return sorted(json.loads(row["source_attributes"])["name"] for row in rows)


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let failures be asked again at once."""
    monkeypatch.setattr(patience, "_FIRST_WAIT", 0.001)


def test_one_failure_does_not_stop_the_others(tmp_path: Path) -> None:
    workspace, told = tmp_path / "region.gpkg", []
    progress = Progress(lambda *at: told.append(at))
    with WfsFaults(count=30) as one, WfsFaults() as other:
        with WfsFaults() as gone:
            pass
        first, second, third = taken(workspace, one, gone, other, progress=progress)
        assert names(workspace) == sorted(row[1] for row in [*one.rows, *other.rows])
    assert first.is_whole and third.is_whole and not second.is_whole
    assert first.done and first.done.result.completeness is Completeness.COMPLETE_PROVEN
    assert isinstance(second.error, ServiceError)
    fractions = [fraction for fraction, _sentence in told]
    assert fractions[0] == 0.0 and fractions[-1] > 0.9
    assert any(sentence.startswith("Deposits (3 of 3): ") for _fraction, sentence in told)


def test_layers_of_one_title_keep_their_own_unfinished_downloads(tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    with WfsFaults("gone-late", count=1500) as one, WfsFaults("gone-late", count=1200) as other:
        endings = taken(workspace, one, other)
        assert [type(ending.error) for ending in endings] == [NotWhole, NotWhole]
        assert not workspace.exists()
        left = unfinished_downloads(workspace)
        assert {part.source_id: part.url for part in left} == {
            "deposits": one.url,
            "deposits-2": other.url,
        }
        file = look_at_file(workspace)
        found = file.unfinished_of(wish(other).request)
        assert found is not None and found.features >= 1000
        one.mode = other.mode = "good"
        other.asked.clear()
        (ending,) = taken(workspace, other)  # the second alone goes on as the second
        pages = [ask for ask in other.asked if int(ask.get("COUNT", 0)) > 50]
        assert min(int(ask.get("STARTINDEX", 0)) for ask in pages) >= 1000
        assert ending.done is not None and ending.done.result.source_id == "deposits-2"
        assert [part.url for part in unfinished_downloads(workspace)] == [one.url]
        assert taken(workspace, one)[0].is_whole
        assert names(workspace) == sorted(row[1] for row in [*one.rows, *other.rows])
        file = look_at_file(workspace)
        assert not file.is_foreign and not file.unfinished and not file.problem
        assert [source.source_id for source in file.sources_of(wish(one).request)] == ["deposits"]


def test_layers_of_one_title_are_told_apart_in_words() -> None:
    def one(url: str, layer: str, title: str) -> Wish:
        return Wish(OfflineRequest(url, layer, "wfs"), title)

    first, second = "https://one.org/ows", "https://two.org/ows"
    wishes = [
        one(first, "a:deposits", "Deposits"), one(first, "b:deposits", "Deposits"),
        one(second, "a:deposits", "Deposits"), one(first, "a:mines", "Mines"),
    ]  # fmt: skip
    named = told_apart(wishes)
    assert [wish.name for wish in named] == [
        "Deposits (a:deposits) (one.org)", "Deposits (b:deposits)",
        "Deposits (a:deposits) (two.org)", "Mines",
    ]  # fmt: skip
    assert [wish.title for wish in named] == [wish.title for wish in wishes]
    endings = [Ending(wish, error=Cancelled()) for wish in named]
    said = summary_words(endings, Path("x.gpkg"))
    assert "Deposits (b:deposits) (stopped)" in said and "(two.org)" in said


def test_a_layer_that_fits_no_type_comes_as_it_is(tmp_path: Path) -> None:
    class Schools(WfsFaults):
        def capabilities(self) -> str:
            return super().capabilities().replace("<Title>Deposits", "<Title>Schools")

    workspace = tmp_path / "region.gpkg"
    with Schools(count=30) as server:
        plain = Wish(OfflineRequest(server.url, "t:deposits", "wfs"), "Schools")
        found = estimate_layer(plain.request, None, Progress())
        assert found.layer_type == "mineral_occurrences", "its layer is called deposits"
        server.rows = server.rows[:20]
        chosen = replace(plain, layer_type="other_features")
        (ending,) = take_layers_offline([chosen], Wanted(workspace, ""), terms=NO_TERMS)
    assert ending.is_whole and ending.fields is not None
    assert ending.fields.layer_type == "other_features"
    dataset = gdal.OpenEx(str(workspace), gdal.OF_VECTOR)
    rows = dataset.GetLayer("other_features")
    said = sorted(json.loads(row["source_attributes"])["name"] for row in rows)
    assert said == sorted(row[1] for row in server.rows)
    assert "as you chose" in " ".join(ending_words(ending, workspace))


def test_stopping_ends_the_one_that_runs_and_those_behind_it(tmp_path: Path) -> None:
    workspace, stops = tmp_path / "region.gpkg", [False]

    def report(_fraction: float, sentence: str) -> None:
        stops[0] = stops[0] or sentence.startswith("Deposits (2 of 3)")

    with WfsFaults(count=30) as one, WfsFaults() as other:
        progress = Progress(report, lambda: stops[0])
        first, second, third = taken(workspace, one, other, other, progress=progress)
    assert first.is_whole
    assert isinstance(second.error, Cancelled) and isinstance(third.error, Cancelled)


def test_without_a_saved_map_one_is_proposed_and_one_that_does_not_fit_is_not_used(
    tmp_path: Path,
) -> None:
    misfit = FieldMap("mineral_occurrences", {"name": FieldUse((SourceColumn("nama"),))})
    with WfsFaults(count=30) as server:
        for number, fields in enumerate((None, misfit)):
            (ending,) = take_layers_offline(
                [wish(server, fields)], Wanted(tmp_path / f"{number}.gpkg", ""), terms=NO_TERMS
            )
            assert ending.is_whole
            assert ending.fields is not None and "name" in ending.fields.columns()


def test_an_estimate_through_the_network_of_qgis() -> None:
    area = Extent(108.0, -2.0, 114.0, 2.0)
    with WfsFaults() as server:
        found = estimate_layer(wish(server).request, area, Progress())
        inside = [row for row in server.rows if 108 <= row[2] <= 114 and -2 <= row[3] <= 2]
    assert found.features == len(inside)


def test_what_came_is_kept_when_the_server_cannot_be_asked_any_more(tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    with WfsFaults("gone-late", count=1500) as server:
        (first,) = taken(workspace, server)
        assert isinstance(first.error, NotWhole) and not workspace.exists()
    wanted = Wanted(workspace, "", accepts_incomplete=True)
    (ending,) = take_layers_offline([wish(server)], wanted, terms=NO_TERMS)
    assert ending.done is not None and not ending.is_whole and ending.is_left
    assert ending.done.result.completeness is Completeness.INCOMPLETE
    assert 1000 <= len(names(workspace)) < 1500
    assert unfinished_downloads(workspace), "the next run goes on there"
    (again,) = take_layers_offline([wish(server)], Wanted(workspace, ""), terms=NO_TERMS)
    assert isinstance(again.error, ServiceError) and again.done is None


def test_an_empty_area_is_said_and_the_others_come(tmp_path: Path) -> None:
    workspace, area = tmp_path / "region.gpkg", Extent(104.0, -6.0, 123.0, 6.0)
    with WfsFaults(count=30) as one, WfsFaults(count=30) as other:
        one.rows = [(gid, name, x - 90.0, y) for gid, name, x, y in one.rows]
        empty, there = take_layers_offline(
            [wish(one), wish(other)], Wanted(workspace, "", area), terms=NO_TERMS
        )
        assert empty.is_empty and not empty.is_left and there.is_whole
        assert names(workspace) == sorted(row[1] for row in other.rows)


def test_a_file_that_is_none_of_ours(tmp_path: Path) -> None:
    path = tmp_path / "other.gpkg"
    gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown).CreateLayer("a")
    assert look_at_file(path).is_foreign
    path.write_text("no GeoPackage", encoding="utf-8")
    assert "a name that is not taken" in look_at_file(path).problem
    assert "open for editing" not in look_at_file(path).problem
    path.write_bytes(b"")
    assert "is empty" in look_at_file(path).problem
    path.unlink()
    path.mkdir()
    assert "It is a folder" in look_at_file(path).problem
    said = look_at_file(tmp_path / "none" / "a.gpkg").problem
    assert "There is no such folder" in said and "Make the folder" in said


def test_a_folder_that_cannot_be_written_is_said_before_a_server_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(targets.os, "access", lambda *_asked: False)
    with WfsFaults() as server:
        (ending,) = taken(tmp_path / "region.gpkg", server)
        assert not server.asked
    assert isinstance(ending.error, WorkspaceError)
    assert "may not write in this folder" in ending.error.message and ending.error.hint
