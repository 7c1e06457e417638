"""What a layer will bring, asked before it is taken; and what is left of those that broke off."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

import pytest
from wfs_faults import WfsFaults

from amis_qgis_plugin.core.errors import ServiceError
from amis_qgis_plugin.core.mapping.field_map import FieldMap
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.patience import Patience
from amis_qgis_plugin.services.service import Extent
from amis_qgis_plugin.services.session import make_session
from amis_qgis_plugin.services.wfs_pages import WfsPages
from amis_qgis_plugin.workspace.offline.download import Wanted, download
from amis_qgis_plugin.workspace.offline.estimate import Estimate, estimate
from amis_qgis_plugin.workspace.offline.limits import Limits
from amis_qgis_plugin.workspace.offline.unfinished import unfinished_downloads

AREA = Extent(108.0, -2.0, 114.0, 2.0)


def asked(server: WfsFaults, extent: Optional[Extent] = None) -> Estimate:
    patience = Patience(tries=2, sleep=lambda _seconds: None)
    with make_session() as session:
        layer = describe_service(session, server.url, "wfs").layers[0]
        service = describe_service(session, server.url, "wfs")
        source = WfsPages(session, service, layer, patience=patience)
        return estimate(source, layer.extent, extent, patience)


def inside(server: WfsFaults) -> int:
    return sum(108 <= row[2] <= 114 and -2 <= row[3] <= 2 for row in server.rows)


@pytest.mark.parametrize("version", ["2.0.0", "1.1.0"])
@pytest.mark.parametrize("mode", ["good", "swapped", "json", "no-ids"])
def test_features_in_an_area_and_their_size(mode: str, version: str) -> None:
    with WfsFaults(mode, version) as server:
        found, whole = asked(server, AREA), asked(server)
        assert (found.features, whole.features) == (inside(server), 350)
    assert not found.is_most and not whole.is_most
    assert found.byte_count is not None and whole.byte_count is not None
    assert 0 < found.byte_count < whole.byte_count
    assert found.byte_count / whole.byte_count == pytest.approx(
        found.features / whole.features, rel=0.01
    )


def test_the_size_is_near_to_what_comes() -> None:
    with WfsFaults() as server:
        found = asked(server)
        text = server.gml(server.rows, 350, {"SRSNAME": "urn:ogc:def:crs:EPSG::4326"})
    assert found.byte_count == pytest.approx(len(text.encode()), rel=0.05)


def test_a_server_that_does_not_heed_areas_is_no_count_of_the_area() -> None:
    with WfsFaults("bbox-ignored") as server:
        found = asked(server, AREA)
    assert (found.features, found.is_most) == (350, True)


def test_a_server_that_does_not_count_leaves_it_unknown() -> None:
    with WfsFaults("good", "1.0.0") as server:
        assert asked(server) == Estimate()
        assert asked(server, AREA) == Estimate()


def test_nothing_is_nothing() -> None:
    with WfsFaults("always-empty") as server:
        found = asked(server)
    assert (found.features, found.byte_count) == (0, 0)


def test_a_server_that_is_gone_is_an_error() -> None:
    patience = Patience(tries=2, sleep=lambda _seconds: None)
    with WfsFaults() as server, make_session() as session:
        service = describe_service(session, server.url, "wfs")
    with make_session() as session:
        source = WfsPages(session, service, service.layers[0], patience=patience)
        with pytest.raises(ServiceError):
            estimate(source, None, AREA, patience)


def broken_off(server: WfsFaults, workspace: Path, extent: Optional[Extent] = None) -> None:
    """Begin a download that loses its server."""
    patience = Patience(tries=1, sleep=lambda _seconds: None)
    with make_session() as session:
        service = describe_service(session, server.url, "wfs")
        source = WfsPages(session, service, service.layers[0], patience=patience)
        server.mode = "gone-late"
        with pytest.raises(ServiceError):
            download(
                source,
                service.layers[0],
                Wanted(workspace, "deposits", extent),
                lambda _rows: FieldMap("other_features", {}),
                limits=Limits(first_page=100, largest_page=100, give_up=2),
                patience=patience,
            )


@pytest.mark.parametrize("extent", [None, Extent(100.123456789, -6.0, 120.0, 6.5)])
def test_a_download_that_broke_off_is_found(tmp_path: Path, extent: Optional[Extent]) -> None:
    workspace = tmp_path / "region.gpkg"
    with WfsFaults() as server:
        broken_off(server, workspace, extent)
        (found,) = unfinished_downloads(workspace)
        assert found.url == server.url
    assert (found.source_id, found.protocol, found.layer) == ("deposits", "wfs", "t:deposits")
    assert found.features >= 100 and not found.starts_anew
    assert found.is_of_area(extent) and found.is_of_area(found.area)
    assert not found.is_of_area(AREA)
    assert unfinished_downloads(tmp_path / "other.gpkg") == ()


def test_what_is_no_side_store_or_of_another_workspace_is_left_out(tmp_path: Path) -> None:
    (tmp_path / ".region.deposits.amis-part").write_text("no database, " * 100, encoding="utf-8")
    (tmp_path / ".region.2024.deposits.amis-part").write_bytes(b"")
    assert unfinished_downloads(tmp_path / "region.gpkg") == ()
