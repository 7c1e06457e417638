"""ArcGIS REST on loopback: folders, services and layers, opened and filtered by QGIS's provider."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from arcgis_server import COPYRIGHT, TITLE, ArcgisServer
from counting import identifiers as counted
from counting import occurrences
from qgis.core import Qgis, QgsProject, QgsVectorLayer

from amis_qgis_plugin.core.errors import ServiceError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.qgis_bridge.entries import service_entries
from amis_qgis_plugin.qgis_bridge.layer_filter import (
    Kind,
    clear_filter,
    filter_live_layer,
    occurrence_layers,
)
from amis_qgis_plugin.qgis_bridge.layers import NO_LICENCE, layer_id, make_arcgis_layer
from amis_qgis_plugin.qgis_bridge.live_values import live_source, read_live_values
from amis_qgis_plugin.qgis_bridge.servers import read_server
from amis_qgis_plugin.qgis_bridge.settings import Server
from amis_qgis_plugin.services.arcgis_layer import describe_arcgis_layer
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.errors import LoginNeeded

pytestmark = pytest.mark.usefixtures("empty_project")
COPPER_PHL = OccurrenceFilter(commodities=("copper",), countries=("PHL",))


@pytest.fixture
def server() -> Iterator[ArcgisServer]:
    made = ArcgisServer().start()
    yield made
    made.stop()


@pytest.mark.parametrize("pasted", ["", "/", "?f=pjson", "/query?where=1%3D1&outFields=*"])
def test_it_is_recognised_wherever_one_looked(
    session: Any, server: ArcgisServer, pasted: str
) -> None:
    service = describe_service(session, server.url + pasted)
    assert (service.protocol, service.url) == ("arcgis", server.url)
    (layer,) = service.layers
    assert (layer.title, layer.geometry, layer.attribution) == (TITLE, "point", COPYRIGHT)
    xs, ys = [row.x for row in occurrences()], [row.y for row in occurrences()]
    expected = (min(xs), min(ys), max(xs), max(ys))
    assert layer.extent == pytest.approx(expected, abs=1e-6)


def test_a_directory_lists_the_layers_of_its_services(session: Any, server: ArcgisServer) -> None:
    service = describe_service(session, server.directory_url)
    assert [(layer.name, layer.title) for layer in service.layers] == [
        ("Geology/Mineral_Occurrences/FeatureServer/0", f"Mineral Occurrences: {TITLE}"),
        ("Geology/Maps/MapServer/1", f"Maps: Minerals: {TITLE}"),
    ]
    assert service.notes == ()


def test_the_details_of_a_layer(session: Any, server: ArcgisServer) -> None:
    layer = describe_arcgis_layer(session, f"{server.url}/0")
    assert (layer.object_id_field, layer.max_record_count) == ("OBJECTID", 1000)
    assert layer.supports_pagination and layer.can_query


def test_a_token_is_asked_for(session: Any, server: ArcgisServer) -> None:
    server.needs_token = True
    with pytest.raises(LoginNeeded, match="Token Required"):
        describe_service(session, server.directory_url)


@pytest.fixture(params=["url", "map_url", "directory_url"])
def live(
    request: pytest.FixtureRequest, server: ArcgisServer, empty_project: QgsProject
) -> QgsVectorLayer:
    """Return a live layer of the occurrences in the project, as the Catalogue makes it."""
    service = read_server(Server("Test", getattr(server, request.param), "auto"), Progress())
    entry = next(iter(service_entries(service, "")))
    assert entry.source_title.endswith(" · ArcGIS REST")
    assert (entry.geometry, entry.attribution) == ("point", COPYRIGHT)
    layer = entry.make()
    assert layer_id(layer) == entry.entry_id
    empty_project.addMapLayer(layer)
    return layer


@pytest.fixture
def filterable(live: QgsVectorLayer) -> QgsVectorLayer:
    """Return the live layer where this QGIS can filter it."""
    if not live.dataProvider().supportsSubsetString():
        pytest.skip("this QGIS has no filter for layers of ArcGIS (3.22)")
    return live


def identifiers(layer: QgsVectorLayer) -> set[str]:
    return {feature["identifier"] for feature in layer.getFeatures()}


def test_a_live_layer_brings_every_deposit_to_its_place(live: QgsVectorLayer) -> None:
    from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform

    assert live.providerType() == "arcgisfeatureserver"
    assert live.crs().authid() == "EPSG:3857"
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    turned = QgsCoordinateTransform(live.crs(), degrees, QgsProject.instance())
    found = {}
    for feature in live.getFeatures():
        point = turned.transform(feature.geometry().asPoint())
        found[feature["identifier"]] = (point.x(), point.y())
    expected = {row.identifier: (row.x, row.y) for row in occurrences()}
    assert set(found) == set(expected)
    for name, place in expected.items():
        assert found[name] == pytest.approx(place, abs=1e-6)


def test_a_live_layer_says_where_it_is_from(live: QgsVectorLayer) -> None:
    metadata = live.metadata()
    assert metadata.title().endswith(TITLE)
    assert metadata.licenses() == [NO_LICENCE]
    assert metadata.rights() == [COPYRIGHT]


def test_a_qgis_that_cannot_filter_them_says_so(live: QgsVectorLayer) -> None:
    if live.dataProvider().supportsSubsetString():
        pytest.skip("this QGIS can filter layers of ArcGIS")
    outcome = filter_live_layer(live, COPPER_PHL, read_live_values(live_source(live)))
    assert outcome.shown == len(identifiers(live)) == len(occurrences())
    assert "cannot filter" in outcome.problem and "all of it is shown" in outcome.problem


def test_the_server_does_the_filtering(
    filterable: QgsVectorLayer, server: ArcgisServer, empty_project: QgsProject
) -> None:
    live, expected = filterable, counted(("copper",), countries=("PHL",))
    assert occurrence_layers(empty_project) == [(live, Kind.LIVE)]
    values = read_live_values(live_source(live))
    server.seen.clear()
    outcome = filter_live_layer(live, COPPER_PHL, values)
    assert (outcome.problem, outcome.shown) == ("", len(expected))
    assert identifiers(live) == expected
    asked = [query["where"] for _path, query in server.seen if query.get("returnidsonly")]
    assert asked and all("country = 'PHL'" in where for where in asked)
    assert clear_filter(live).shown == len(occurrences())
    assert len(identifiers(live)) == len(occurrences())


def test_nothing_wanted_is_there(filterable: QgsVectorLayer) -> None:
    live = filterable
    values = read_live_values(live_source(live))
    outcome = filter_live_layer(live, OccurrenceFilter(countries=("SGP",)), values)
    assert (identifiers(live), outcome.problem) == (set(), "")


@pytest.mark.parametrize(
    "wanted", [COPPER_PHL, OccurrenceFilter(countries=("PHL",))], ids=["two fields", "one"]
)
def test_a_refused_filter_is_told_and_shows_nothing(
    filterable: QgsVectorLayer, server: ArcgisServer, wanted: OccurrenceFilter
) -> None:
    live, values = filterable, read_live_values(live_source(filterable))
    server.refuses_where = True
    outcome = filter_live_layer(live, wanted, values)
    assert outcome.shown == 0
    assert "refused" in outcome.problem
    assert identifiers(live) == set()


def test_a_table_is_opened_as_one(server: ArcgisServer) -> None:
    server.is_table = True
    service = read_server(Server("Test", f"{server.url}/0", "auto"), Progress())
    (entry,) = service_entries(service, "")
    assert entry.geometry == "table"
    try:
        layer = entry.make()
    except ServiceError as error:
        if Qgis.QGIS_VERSION_INT >= 34000:
            raise
        assert "cannot be opened" in error.message
        pytest.skip("this QGIS opens no tables of ArcGIS (3.22), and the Catalogue says so")
    assert not layer.isSpatial()
    assert len(identifiers(layer)) == len(occurrences())


def test_a_layer_behind_a_token_is_not_opened(server: ArcgisServer) -> None:
    service = read_server(Server("Test", server.url, "arcgis"), Progress())
    server.needs_token = True
    with pytest.raises(ServiceError, match="cannot be opened"):
        make_arcgis_layer(service, service.layers[0])
