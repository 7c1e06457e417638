"""What a server says it offers, read by us and read by GDAL."""

from __future__ import annotations

import nginx
import pytest
from loopback import Site
from mapserver import LAYER, TITLE
from osgeo import gdal, ogr

from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.qgis_bridge.network import session_for_qgis
from amis_qgis_plugin.qgis_bridge.servers import read_server
from amis_qgis_plugin.qgis_bridge.settings import Server
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.hits import hits
from amis_qgis_plugin.services.session import make_session

ROWS = 726


def server(url: str, protocol: str, authcfg: str = "") -> Server:
    return Server("Test", url, protocol, authcfg)


@pytest.fixture
def gdal_reading(map_server: Site) -> ogr.DataSource:
    """Return the WFS as GDAL reads it."""
    gdal.UseExceptions()
    yield gdal.OpenEx(f"WFS:{map_server.url}/ows?version=2.0.0", gdal.OF_VECTOR)
    gdal.DontUseExceptions()


def test_wfs_offers_what_gdal_finds(map_server: Site, gdal_reading: ogr.DataSource) -> None:
    service = read_server(server(f"{map_server.url}/ows", "wfs"), Progress())
    theirs = [gdal_reading.GetLayer(i) for i in range(gdal_reading.GetLayerCount())]
    ours = {layer.name.rpartition(":")[2]: layer for layer in service.layers}
    assert set(ours) == {layer.GetName().rpartition(":")[2] for layer in theirs} == {LAYER}
    assert service.protocol == "wfs"
    assert service.title == TITLE
    layer = ours[LAYER]
    assert layer.title == "Mineral occurrences"
    assert layer.abstract == "One row per deposit"
    assert "Public domain" in (layer.licence or service.licence)
    west, east, south, north = theirs[0].GetExtent()
    assert layer.extent == pytest.approx((west, south, east, north), abs=0.001)


def test_count_is_gdals_count(map_server: Site, gdal_reading: ogr.DataSource) -> None:
    with session_for_qgis() as session:
        service = describe_service(session, f"{map_server.url}/ows", "wfs")
        (layer,) = service.layers
        assert hits(session, service, layer) == ROWS
    assert gdal_reading.GetLayer(0).GetFeatureCount() == ROWS


def test_wms_offers_the_layer(map_server: Site) -> None:
    service = read_server(server(f"{map_server.url}/ows", "wms"), Progress())
    named = {layer.name: layer for layer in service.layers}
    layer = named[LAYER]
    assert service.version == "1.3.0"
    assert {"EPSG:4326", "EPSG:3857"} <= set(layer.crs)
    assert "image/png" in layer.formats
    west, south, east, north = layer.extent
    assert 90 < west < east < 145 and -12 < south < north < 30


@pytest.mark.parametrize("protocol", ["wfs", "wms"])
def test_same_reading_in_plain_python(map_server: Site, protocol: str) -> None:
    url = f"{map_server.url}/ows"
    with make_session() as plain, session_for_qgis() as qgis:
        assert describe_service(plain, url, protocol) == describe_service(qgis, url, protocol)


def test_behind_a_password(front: nginx.Front, authcfg: str) -> None:
    service = read_server(server(f"{front.url}/private/ows", "wfs", authcfg), Progress())
    assert [layer.name.rpartition(":")[2] for layer in service.layers] == [LAYER]
