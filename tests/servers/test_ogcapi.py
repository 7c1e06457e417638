"""OGC API Features of a real MapServer and a real QGIS Server: described, opened and filtered."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from mapserver import TITLE, MapServer
from osgeo import gdal
from qgis.core import QgsProject, QgsVectorLayer
from qgis_server import QgisServer

from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.qgis_bridge.entries import service_entries
from amis_qgis_plugin.qgis_bridge.layer_filter import (
    Kind,
    clear_filter,
    filter_live_layer,
    occurrence_layers,
)
from amis_qgis_plugin.qgis_bridge.layers import NO_LICENCE, layer_id, make_ogcapi_layer
from amis_qgis_plugin.qgis_bridge.live_values import live_source, read_live_values
from amis_qgis_plugin.qgis_bridge.servers import read_server
from amis_qgis_plugin.qgis_bridge.settings import Server
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.errors import WrongService

pytestmark = pytest.mark.usefixtures("empty_project")
COPPER_PHL = OccurrenceFilter(commodities=("copper",), countries=("PHL",))


@pytest.mark.parametrize(
    "pasted", ["", "/", "?f=html", "/collections", "/collections/mineral_occurrences/items?limit=1"]
)
def test_it_is_recognised_wherever_one_looked(
    session: Any, mapserver: MapServer, pasted: str
) -> None:
    service = describe_service(session, mapserver.features_url + pasted)
    assert (service.protocol, service.version) == ("ogcapi", "1.0")
    assert service.url == mapserver.features_url or pasted == "?f=html"
    names = [layer.name for layer in service.layers]
    assert names == ["mineral_occurrences", "many", "provinces"]


def test_it_says_what_the_map_file_says(session: Any, mapserver: MapServer) -> None:
    service = describe_service(session, mapserver.features_url, "ogcapi")
    assert service.title == "AMIS test server"
    layer = service.layers[0]
    assert (layer.title, layer.abstract) == (TITLE, "Deposits of gold, copper, nickel & more")
    assert layer.keywords == ("gold", "copper")
    assert layer.extent == pytest.approx(mapserver.extent, abs=1e-3)
    assert layer.crs[0] == "CRS:84"  # MapServer 8.4 names those of the map file after it
    assert "application/geo+json" in layer.formats
    assert service.layers[2].abstract == "", "a warning of MapServer is no description"


def test_its_collections_are_those_that_gdal_finds(session: Any, mapserver: MapServer) -> None:
    service = describe_service(session, mapserver.features_url, "ogcapi")
    source = gdal.OpenEx(f"OAPIF:{mapserver.features_url}", gdal.OF_VECTOR)
    assert source is not None, gdal.GetLastErrorMsg()
    theirs = [source.GetLayer(n).GetName() for n in range(source.GetLayerCount())]
    assert [layer.name for layer in service.layers] == theirs


def test_a_wfs_is_named_where_an_ogc_api_was_asked_for(session: Any, mapserver: MapServer) -> None:
    with pytest.raises(WrongService, match="There is a WFS at this address, but no OGC API") as no:
        describe_service(session, mapserver.url, "ogcapi")
    assert no.value.offered == "wfs"


@pytest.mark.parametrize(
    "pasted", ["", "/", ".html", "/collections.html", "/collections/x/items.json?limit=1"]
)
def test_a_qgis_server_is_recognised_wherever_one_looked(
    session: Any, qgis_server: QgisServer, pasted: str
) -> None:
    service = describe_service(session, qgis_server.features_url + pasted)
    assert (service.protocol, service.url) == ("ogcapi", qgis_server.features_url)
    assert service.version == "1.0"
    (layer,) = service.layers
    assert (layer.name, layer.title) == (TITLE, TITLE)
    assert layer.crs[0] == "CRS:84" and "EPSG:4326" in layer.crs
    assert layer.extent == pytest.approx((93.91, -9.8, 140.45, 26.89), abs=1e-2)
    assert layer.formats == ("application/geo+json",)


def test_the_wfs_of_a_qgis_server_is_read_as_before(session: Any, qgis_server: QgisServer) -> None:
    assert describe_service(session, qgis_server.url).protocol == "wfs"


@pytest.fixture(params=["mapserver", "qgis_server"])
def live(request: pytest.FixtureRequest, empty_project: QgsProject) -> QgsVectorLayer:
    """Return a live layer of the occurrences in the project, as the Catalogue makes it."""
    url = request.getfixturevalue(request.param).features_url
    service = read_server(Server("Test", url, "auto"), Progress())
    entry = next(iter(service_entries(service, "")))
    assert entry.source_title == f"{service.title or url} · OGC API"
    layer = entry.make()
    assert layer_id(layer) == entry.entry_id
    empty_project.addMapLayer(layer)
    return layer


def identifiers(layer: QgsVectorLayer) -> set[str]:
    return {feature["identifier"] for feature in layer.getFeatures()}


def test_a_live_layer_brings_every_deposit_to_its_place(
    live: QgsVectorLayer, deposits: tuple[Any, ...]
) -> None:
    assert live.providerType() == "OAPIF"
    found = {}
    for feature in live.getFeatures():
        point = feature.geometry().asPoint()
        found[feature["identifier"]] = (round(point.x(), 4), round(point.y(), 4))
    expected = {row.identifier: (round(row.x, 4), round(row.y, 4)) for row in deposits}
    assert found == pytest.approx(expected)


def test_a_live_layer_says_where_it_is_from(live: QgsVectorLayer) -> None:
    metadata = live.metadata()
    assert live.name() == metadata.title() == TITLE
    assert metadata.licenses() == [NO_LICENCE]


def test_a_filter_shows_what_the_file_has(
    live: QgsVectorLayer, deposits: tuple[Any, ...], empty_project: QgsProject
) -> None:
    expected = {
        row.identifier for row in deposits if "copper" in row.commodities and row.country == "PHL"
    }
    assert occurrence_layers(empty_project) == [(live, Kind.LIVE)]
    outcome = filter_live_layer(live, COPPER_PHL, read_live_values(live_source(live)))
    assert outcome.problem == ""
    assert identifiers(live) == expected
    assert outcome.shown in (len(expected), -1)
    assert len(expected) > 10
    clear_filter(live)
    assert len(identifiers(live)) == len(deposits)


def test_a_live_layer_leads_to_the_page_about_it(mapserver: MapServer) -> None:
    service = read_server(Server("Test", mapserver.features_url, "auto"), Progress())
    page = "https://survey.example/occurrences.html"
    layer = make_ogcapi_layer(service, replace(service.layers[0], metadata_url=page))
    assert [one.name for one in layer.metadata().links() if one.url == page] == ["describedby"]


@pytest.mark.parametrize("live", ["mapserver"], indirect=True)
def test_rows_that_a_server_keeps_back_are_told(live: QgsVectorLayer, mapserver: MapServer) -> None:
    """MapServer 8.0 sends its first page for every page: with short ones most rows never come."""
    short = QgsVectorLayer(live.source().replace("pageSize='1000'", "pageSize='100'"), "", "OAPIF")
    assert "pageSize='100'" in short.source()
    if len(identifiers(short)) == mapserver.count:
        pytest.skip("this MapServer turns its pages")
    values = read_live_values(live_source(short))
    assert "could be read" in values.problem and f"{mapserver.count}" in values.problem
