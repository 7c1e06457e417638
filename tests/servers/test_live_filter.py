"""A filter on a live WFS layer: who applies it, what it shows, what it gives back."""

from __future__ import annotations

from typing import Any

import pytest
from mapserver import MapServer
from qgis.core import QgsProject, QgsVectorLayer

from amis_qgis_plugin.core.errors import ServiceError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.qgis_bridge.layer_filter import (
    Kind,
    clear_filter,
    filter_live_layer,
    occurrence_layers,
)
from amis_qgis_plugin.qgis_bridge.layers import make_wfs_layer
from amis_qgis_plugin.qgis_bridge.live_values import live_source, read_live_values
from amis_qgis_plugin.qgis_bridge.servers import read_server
from amis_qgis_plugin.qgis_bridge.settings import Server
from amis_qgis_plugin.qgis_bridge.source_rows import layer_rows

ROWS = 726
COPPER_PHL = OccurrenceFilter(commodities=("copper",), countries=("PHL",))


@pytest.fixture(params=["1.1.0", "2.0.0"])
def live(request: pytest.FixtureRequest, mapserver: MapServer, empty_project: QgsProject):
    """Return a live layer of the occurrences in the project."""
    service = read_server(Server("Test", mapserver.url_of(request.param), "wfs"), Progress())
    layer = make_wfs_layer(service, service.layers[0])
    empty_project.addMapLayer(layer)
    return layer


@pytest.fixture
def copper_in_the_philippines(deposits: tuple[Any, ...]) -> set[str]:
    """Return the identifiers by an independent reading of the file behind the server."""
    found = {
        row.identifier for row in deposits if "copper" in row.commodities and row.country == "PHL"
    }
    assert 10 < len(found) < ROWS
    return found


def identifiers(layer: QgsVectorLayer) -> set[str]:
    return {feature["identifier"] for feature in layer.getFeatures()}


def test_a_live_occurrence_layer_is_found(live: QgsVectorLayer, empty_project: QgsProject) -> None:
    assert occurrence_layers(empty_project) == [(live, Kind.LIVE)]


def test_filter_shows_what_the_file_has(
    live: QgsVectorLayer, copper_in_the_philippines: set[str]
) -> None:
    outcome = filter_live_layer(live, COPPER_PHL, read_live_values(live_source(live)))
    assert outcome.problem == ""
    assert identifiers(live) == copper_in_the_philippines
    assert live.featureCount() == len(copper_in_the_philippines) == outcome.shown


def test_the_server_does_the_filtering(
    live: QgsVectorLayer, mapserver: MapServer, copper_in_the_philippines: set[str]
) -> None:
    values = read_live_values(live_source(live))
    before = len(mapserver.seen)
    filter_live_layer(live, COPPER_PHL, values)
    assert identifiers(live) == copper_in_the_philippines
    fetched = [
        seen
        for seen in mapserver.seen[before:]
        if seen.get("REQUEST") == "GetFeature" and seen.get("RESULTTYPE") != "hits"
    ]
    assert fetched
    for seen in fetched:
        asked = seen["FILTER"]
        assert "PHL" in asked and "copper" in asked
        assert "IDN" not in asked


def test_clearing_brings_everything_back(live: QgsVectorLayer) -> None:
    filter_live_layer(live, COPPER_PHL, read_live_values(live_source(live)))
    outcome = clear_filter(live)
    assert outcome.shown == ROWS
    assert live.subsetString() == ""
    assert len(identifiers(live)) == ROWS


def test_a_filter_of_the_persons_own_comes_back(
    live: QgsVectorLayer, deposits: tuple[Any, ...]
) -> None:
    own = {row.identifier for row in deposits if row.source_id == "usgs-laterite"}
    expected = {
        row.identifier
        for row in deposits
        if row.identifier in own and "nickel" in row.commodities and row.country == "PHL"
    }
    assert 0 < len(expected) < len(own)
    assert live.setSubsetString("\"source_id\" = 'usgs-laterite'")
    mine = live.subsetString()
    wanted = OccurrenceFilter(commodities=("nickel",), countries=("PHL",))
    filter_live_layer(live, wanted, read_live_values(live_source(live)))
    assert identifiers(live) == expected
    clear_filter(live)
    assert live.subsetString() == mine
    assert identifiers(live) == own


def test_filtering_twice_does_not_pile_up(
    live: QgsVectorLayer, copper_in_the_philippines: set[str]
) -> None:
    values = read_live_values(live_source(live))
    filter_live_layer(live, OccurrenceFilter(countries=("IDN",)), values)
    values = read_live_values(live_source(live))
    filter_live_layer(live, COPPER_PHL, values)
    assert identifiers(live) == copper_in_the_philippines
    clear_filter(live)
    assert live.subsetString() == ""


def test_nothing_wanted_is_there(live: QgsVectorLayer) -> None:
    """No deposit of Singapore: nothing is shown, not everything."""
    values = read_live_values(live_source(live))
    outcome = filter_live_layer(live, OccurrenceFilter(countries=("SGP",)), values)
    assert identifiers(live) == set()
    assert outcome.problem == ""


def test_a_refused_filter_is_not_passed_off_as_an_empty_layer(
    live: QgsVectorLayer, mapserver: MapServer
) -> None:
    values = read_live_values(live_source(live))
    mapserver.longest = 300
    try:
        outcome = filter_live_layer(live, OccurrenceFilter(commodities=("copper",)), values)
    finally:
        mapserver.longest = 1_000_000
    assert outcome.shown == 0
    assert "refused" in outcome.problem
    assert clear_filter(live).shown == ROWS


def test_the_filter_fits_into_a_short_address(
    live: QgsVectorLayer, mapserver: MapServer, copper_in_the_philippines: set[str]
) -> None:
    """IIS takes some 2,000 characters; the 100 copper texts alone have more."""
    values = read_live_values(live_source(live))
    mapserver.longest = 2000
    try:
        outcome = filter_live_layer(live, COPPER_PHL, values)
        assert identifiers(live) == copper_in_the_philippines
    finally:
        mapserver.longest = 1_000_000
    assert outcome.shown == len(copper_in_the_philippines)
    assert outcome.problem == ""


def test_a_long_list_of_values_is_understood(
    live: QgsVectorLayer, deposits: tuple[Any, ...]
) -> None:
    """MapServer over SQLite fails on a flat list of some 30 alternatives."""
    wanted = OccurrenceFilter(commodities=("copper", "gold", "tin", "nickel"))
    expected = {
        row.identifier for row in deposits if row.commodities & {"copper", "gold", "tin", "nickel"}
    }
    outcome = filter_live_layer(live, wanted, read_live_values(live_source(live)))
    assert outcome.shown == len(expected) > 200
    assert identifiers(live) == expected


@pytest.mark.parametrize("counted", [True, False])
def test_values_that_do_not_come_are_an_error(
    live: QgsVectorLayer, mapserver: MapServer, counted: bool
) -> None:
    """QGIS passes a failed download off as a layer without features."""
    if counted:
        assert live.featureCount() == ROWS
    mapserver.longest = 100
    values = None
    try:
        values = read_live_values(live_source(live))
    except ServiceError:
        pass
    finally:
        mapserver.longest = 1_000_000
    live.reload()
    again = read_live_values(live_source(live))
    assert again.values, "a second try has to succeed"
    # QGIS 3.44 may have all features from its first look at the layer; some of them are no answer.
    assert values in (None, again)


def test_a_server_that_is_gone_is_said_to_be_gone(
    tmp_path_factory: pytest.TempPathFactory, empty_project: QgsProject
) -> None:
    server = MapServer(tmp_path_factory.mktemp("gone")).start()
    service = read_server(Server("Test", server.url_of("1.1.0"), "wfs"), Progress())
    layer = make_wfs_layer(service, service.layers[0])
    empty_project.addMapLayer(layer)
    values = read_live_values(live_source(layer))
    assert values.count == ROWS
    server.stop()
    outcome = filter_live_layer(layer, OccurrenceFilter(commodities=("tin",)), values)
    assert outcome.shown == 0
    assert outcome.problem == "it shows none; its server did not answer: Connection refused"


def test_the_amis_filter_does_not_limit_what_is_read_of_a_layer(live: QgsVectorLayer) -> None:
    filter_live_layer(live, COPPER_PHL, read_live_values(live_source(live)))
    shown = live.featureCount()
    rows = layer_rows(live)
    assert 0 < shown < ROWS
    assert (rows.about.count, rows.about.filter) == (ROWS, "")
    assert sum(1 for _row in rows.rows()) == ROWS
    assert live.featureCount() == shown
