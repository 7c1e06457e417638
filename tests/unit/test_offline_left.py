"""What a taking leaves behind: nothing of an empty area, what came when the server is gone."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

import pytest
from test_refresh import FIELDS, LIMITS, hurried, read
from wfs_faults import WfsFaults

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.errors import ServiceError
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.errors import NoFeatures, NotWhole, Unreachable
from amis_qgis_plugin.services.page_sources import page_source
from amis_qgis_plugin.services.service import Extent
from amis_qgis_plugin.services.session import make_session
from amis_qgis_plugin.services.urls import server_address
from amis_qgis_plugin.workspace.offline.download import Downloaded, Wanted, download
from amis_qgis_plugin.workspace.offline.kept import take_kept
from amis_qgis_plugin.workspace.offline.unfinished import unfinished_downloads
from amis_qgis_plugin.workspace.sources import read_sources

SEA = Extent(-30.0, -30.0, -20.0, -20.0)
GONE = Unreachable("The server did not answer.", subject="http://127.0.0.1:9/")


def take(
    server: WfsFaults, path: Path, extent: Optional[Extent] = None, **wanted: Any
) -> Downloaded:
    with make_session() as session:
        service = describe_service(session, server.url, "wfs")
        source = page_source(session, service, service.layers[0], patience=hurried())
        return download(
            source, service.layers[0], Wanted(path, "deposits", extent, **wanted),
            lambda _rows: FIELDS, limits=LIMITS, patience=hurried(),
        )  # fmt: skip


def test_an_empty_area_adds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    with WfsFaults() as server:
        with pytest.raises(NoFeatures, match="No features in the area") as caught:
            take(server, path, SEA)
        assert caught.value.hint and "Nothing" not in caught.value.hint
        assert not path.exists() and not unfinished_downloads(path)
        take(server, path)
        before = path.read_bytes()
        with pytest.raises(NoFeatures):
            take(server, path, SEA)
    assert path.read_bytes() == before
    assert [one.source_id for one in read_sources(path)] == ["deposits"]


def test_an_empty_layer_adds_nothing_and_is_not_proven(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    with WfsFaults("always-empty") as server, pytest.raises(NoFeatures) as caught:
        take(server, path)
    assert "COMPLETE_UNPROVEN" in caught.value.evidence
    assert "failing server look the same" in caught.value.hint
    assert not path.exists()


@pytest.mark.parametrize("extent", [None, Extent(104.0, -6.0, 123.0, 6.0)])
def test_what_came_is_kept_when_the_server_is_gone(
    extent: Optional[Extent], tmp_path: Path
) -> None:
    path = tmp_path / "w.gpkg"
    with WfsFaults("gone-late", count=900) as server:
        with pytest.raises(NotWhole):
            take(server, path, extent)
        (left,) = unfinished_downloads(path)
        assert (left.title, left.layer) == ("Deposits", "t:deposits")
        done = take_kept(left, Wanted(path, "other", extent, True), GONE, lambda _rows: FIELDS)
        assert done is not None
        assert done.result.source_id == "deposits", "the id that its download has"
        assert done.result.completeness is Completeness.INCOMPLETE
        assert "of an earlier try; The server did not answer" in done.taken.evidence.text()
        rows = read(path)
        assert len(rows) == done.result.rows_out == left.features >= 100
        assert set(rows) <= set(server.rows)
        ((source),) = read_sources(path)
        assert source.completeness is Completeness.INCOMPLETE
        server.mode = "good"
        server.asked.clear()
        done = take(server, path, extent)  # and the next run goes on there
        assert done.result.completeness is Completeness.COMPLETE_PROVEN
        pages = [one for one in server.asked if int(one.get("COUNT", 0)) > 50]
        assert min(int(one.get("STARTINDEX", 0)) for one in pages) >= 100
        assert read(path) == sorted(server.rows)
        assert not unfinished_downloads(path)


def test_rows_that_are_complete_stay_when_the_server_is_gone(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    with WfsFaults(count=900) as server:
        take(server, path)
        before = read(path)
        server.mode = "gone-late"
        with pytest.raises(NotWhole):
            take(server, path)
        (left,) = unfinished_downloads(path)
        with pytest.raises(NotWhole, match="INCOMPLETE"):
            take_kept(left, Wanted(path, "deposits", None, True), GONE, lambda _rows: FIELDS)
    assert read(path) == before


def test_nothing_is_kept_where_nothing_came(tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    with WfsFaults("html-200") as server:
        server.rows = server.rows[:5]
        server.mode = "gone-late"
        server.features = lambda asked: ([], 5)  # type: ignore[method-assign,assignment]
        with pytest.raises(ServiceError):
            take(server, path, None, accepts_incomplete=True)
    assert not path.exists()
    for left in unfinished_downloads(path):
        kept = take_kept(left, Wanted(path, "deposits", None, True), GONE, lambda _rows: FIELDS)
        assert kept is None


@pytest.mark.parametrize(
    ("protocol", "url", "expected"),
    [
        ("wfs", "https://a.org/ows/items", "https://a.org/ows/items"),
        ("ogcapi", "https://a.org/api/collections/my%20layer/items?k=1", "https://a.org/api?k=1"),
        ("ogcapi", "https://a.org/api/collections/my%20layer", "https://a.org/api"),
        ("ogcapi", "https://a.org/api", "https://a.org/api"),
        ("arcgis", "https://a.org/x/FeatureServer/my%20layer", "https://a.org/x/FeatureServer"),
        ("arcgis", "https://a.org/x/FeatureServer", "https://a.org/x/FeatureServer"),
    ],
)
def test_the_server_of_a_layer(protocol: str, url: str, expected: str) -> None:
    assert server_address(protocol, url, "my layer") == expected
