"""The connections that QGIS keeps are offered under the protocol that they speak."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from qgis.core import QgsSettings

from amis_qgis_plugin.qgis_bridge.connections import stored_connections

# QGIS moved its connections to a settings tree.
PLACES = (
    "qgis/connections-wfs/Survey",
    "connections/ows/items/wfs/connections/items/Survey",
)


@pytest.fixture
def stored(qgis_app: Any, request: pytest.FixtureRequest) -> Iterator[str]:
    for place in PLACES:
        QgsSettings().setValue(f"{place}/url", "http://127.0.0.1:9/api")
        QgsSettings().setValue(f"{place}/version", request.param)
    yield request.param
    for place in PLACES:
        QgsSettings().remove(place)


@pytest.mark.parametrize(
    ("stored", "protocol"),
    [("OGC_API_FEATURES", "ogcapi"), ("auto", "wfs"), ("2.0.0", "wfs")],
    indirect=["stored"],
)
def test_an_ogc_api_among_the_wfs_is_told_apart(stored: str, protocol: str) -> None:
    found = [(one.title, one.protocol, one.url) for one in stored_connections()]
    assert found == [("Survey", protocol, "http://127.0.0.1:9/api")]
