"""What saves a transfer: marks of ArcGIS layers and of OGC API collections, and lists of ids."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional, Union

import pytest
from arcgis_faults import ArcgisFaults
from ogcapi_faults import OgcApiFaults
from test_offline_arcgis import download as take_arcgis
from test_refresh import FIELDS, hurried

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.errors import NotWhole
from amis_qgis_plugin.services.page_sources import page_source
from amis_qgis_plugin.services.service import Extent
from amis_qgis_plugin.services.session import make_session
from amis_qgis_plugin.workspace.offline.download import Wanted, download
from amis_qgis_plugin.workspace.offline.limits import Limits
from amis_qgis_plugin.workspace.offline.refresh import Refreshed, refresh_layer, sources_of_servers
from amis_qgis_plugin.workspace.offline.revisions import read_revision
from amis_qgis_plugin.workspace.sources import read_sources

LIMITS = Limits(first_page=100, largest_page=150)
DAY = 86_400_000
Server = Union[ArcgisFaults, OgcApiFaults]


def protocol_of(server: Server) -> str:
    return "arcgis" if isinstance(server, ArcgisFaults) else "ogcapi"


def take(server: Server, path: Path, extent: Optional[Extent] = None) -> None:
    with make_session() as session:
        service = describe_service(session, server.url, protocol_of(server))
        source = page_source(session, service, service.layers[0], patience=hurried())
        download(source, service.layers[0], Wanted(path, "deposits", extent),
                 lambda _rows: FIELDS, limits=LIMITS, patience=hurried())  # fmt: skip


def refresh(server: Server, path: Path) -> Refreshed:
    ((about, kept),) = sources_of_servers(path)
    with make_session() as session:
        service = describe_service(session, server.url, protocol_of(server))
        layer = service.layers[0]
        source = page_source(session, service, layer, about.filter, patience=hurried())
        return refresh_layer(source, layer, path, about, kept, limits=LIMITS, patience=hurried())


def change_a_value(server: Server) -> None:
    first, *others = server.rows
    server.rows = [(first[0], "Changed there", first[2], first[3]), *others]


@pytest.mark.parametrize("extent", [None, Extent(108.0, -2.0, 114.0, 2.0)])
@pytest.mark.parametrize("pages", [True, False])
def test_an_arcgis_layer_that_was_not_edited_is_not_transferred(
    pages: bool, extent: Optional[Extent], tmp_path: Path
) -> None:
    path = tmp_path / "w.gpkg"
    with ArcgisFaults("good", pages) as server:
        server.edited = DAY
        take(server, path, extent)
        server.asked.clear()
        done = refresh(server, path)
        assert done.is_unchanged and done.completeness is Completeness.COMPLETE_PROVEN
        assert "its list of ids and the date of its last edit" in done.evidence
        assert not any("outFields" in asked for asked in server.asked), "no feature came"
        server.edited += 1000
        change_a_value(server)
        again = refresh(server, path)
        assert not again.is_unchanged
        assert again.changed == (1 if extent is None else 0)


def test_rows_added_behind_an_arcgis_server_are_seen_in_its_list(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    with ArcgisFaults() as server:
        server.edited = DAY
        take(server, path)
        gone, *others = server.rows
        server.rows = [*others, (9001, "New", gone[2], gone[3])]
        done = refresh(server, path)
    assert (done.is_unchanged, done.added, done.removed) == (False, 1, 1)


def test_an_arcgis_layer_has_no_marks_where_they_would_tell_too_much(tmp_path: Path) -> None:
    for number, mode in enumerate(("never", "meanwhile", "resumed")):
        path = tmp_path / f"{number}.gpkg"
        with ArcgisFaults("gone-late" if mode == "resumed" else "good") as server:
            server.edited = 0 if mode == "never" else DAY
            if mode == "meanwhile":

                def edit(server: ArcgisFaults = server) -> None:
                    server.edited += 1

                server.change = edit  # type: ignore[method-assign]
            if mode == "resumed":
                with pytest.raises(NotWhole):
                    take(server, path)
                server.mode = "good"
            take(server, path)
            (about,) = read_sources(path)
            assert about.completeness is Completeness.COMPLETE_PROVEN, about.evidence
            assert read_revision(path, about).text == "", mode


@pytest.mark.parametrize("extent", [None, Extent(108.0, -2.0, 114.0, 2.0)])
def test_a_collection_whose_pages_hold_their_tags_is_not_transferred(
    extent: Optional[Extent], tmp_path: Path
) -> None:
    path = tmp_path / "w.gpkg"
    with OgcApiFaults() as server:
        server.etags = "content"
        take(server, path, extent)
        done = refresh(server, path)
        assert done.is_unchanged and server.unmodified > 0
        assert "marks of every page" in done.evidence
        change_a_value(server)  # of a feature outside of the area
        again = refresh(server, path)
        assert (again.is_unchanged, again.changed) == ((False, 1) if extent is None else (True, 0))


@pytest.mark.parametrize("etags", ["", "constant"])
def test_tags_that_tell_nothing_are_not_believed(etags: str, tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    with OgcApiFaults() as server:
        server.etags = etags
        take(server, path)
        change_a_value(server)
        assert refresh(server, path).changed == 1


def test_a_collection_that_comes_to_say_304_to_everything_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    with OgcApiFaults() as server:
        server.etags = "content"
        take(server, path)
        usual, server.etags = server.etags, "always"
        change_a_value(server)
        ((about, _kept),) = sources_of_servers(path)
        with make_session() as session:
            service = describe_service(session, server.url, "ogcapi")
            source: Any = page_source(session, service, service.layers[0], patience=hurried())
            known = read_revision(path, about).text
            assert known and source.revision(known=known) == ""
        server.etags = usual
        assert refresh(server, path).changed == 1


def test_a_feature_that_left_the_area_is_asked_for_by_its_number(tmp_path: Path) -> None:
    path, area = tmp_path / "w.gpkg", Extent(104.0, -6.0, 123.0, 6.0)
    with ArcgisFaults() as server:
        take(server, path, area)
        first, _second, *others = server.rows
        server.rows = [(first[0], first[1], 150.0, first[3]), *others]
        done = refresh(server, path)
    assert (done.removed, done.left) == (1, 1)


@pytest.mark.parametrize("is_table", [True, False])
def test_an_equal_list_of_ids_is_a_proof(is_table: bool, tmp_path: Path) -> None:
    with ArcgisFaults("good", is_table=is_table) as server:
        taken, rows = take_arcgis(server, tmp_path / "part")
    assert taken.completeness is Completeness.COMPLETE_PROVEN, taken.evidence.text()
    assert "the server's list of ids has the same 350" in taken.evidence.text()
    assert len(rows) == 350


def test_a_list_of_ids_with_more_than_came_is_incomplete(tmp_path: Path) -> None:
    with ArcgisFaults("one-hidden", count=160) as server:
        taken, _rows = take_arcgis(server, tmp_path / "part")
    assert taken.completeness is Completeness.INCOMPLETE
    assert "1 features of the server's list of ids" in taken.evidence.text()
