"""A filter and an area asked for together, of a real MapServer and a real QGIS Server."""

from __future__ import annotations

from pathlib import Path

import pytest
from mapserver import LAYER, MANY, MapServer
from qgis_server import QgisServer
from test_offline import fields_of, of_data, of_workspace

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.user_terms import NO_TERMS
from amis_qgis_plugin.qgis_bridge.offline import OfflineRequest, take_offline
from amis_qgis_plugin.services.service import Extent
from amis_qgis_plugin.workspace.offline.download import Downloaded, Wanted

pytestmark = pytest.mark.usefixtures("qgis_app")
AREA = Extent(108.0, -2.0, 114.0, 2.0)
WIDEST = MANY * 7 // 2  # codes go up to seven times the number


def less_than(field: str, value: object, version: str) -> str:
    """Return a filter in the XML that goes with a version of WFS."""
    is_2 = version.startswith("2")
    space = "http://www.opengis.net/fes/2.0" if is_2 else "http://www.opengis.net/ogc"
    name = "ValueReference" if is_2 else "PropertyName"
    return (
        f'<f:Filter xmlns:f="{space}"><f:PropertyIsLessThan><f:{name}>{field}</f:{name}>'
        f"<f:Literal>{value}</f:Literal></f:PropertyIsLessThan></f:Filter>"
    )


def take(url: str, layer: str, wanted: str, workspace: Path, area: Extent) -> Downloaded:
    request = OfflineRequest(url, layer, "wfs", wanted)
    return take_offline(request, Wanted(workspace, "many", area), fields_of, terms=NO_TERMS)


@pytest.mark.parametrize("version", ["2.0.0", "1.1.0", "1.0.0"])
def test_mapserver_takes_both(version: str, mapserver: MapServer, tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    mapserver.seen.clear()
    done = take(
        mapserver.url_of(version), "many", less_than("code", WIDEST, version), workspace, AREA
    )
    wanted = [
        row for row in of_data(mapserver)
        if row[0] < WIDEST and AREA.west <= row[3] <= AREA.east and AREA.south <= row[4] <= AREA.north
    ]  # fmt: skip
    assert 50 < len(wanted) < MANY / 4
    assert of_workspace(workspace) == wanted
    assert "does not select by area" not in done.taken.evidence.text()
    assert any("BBOX" in asked.get("FILTER", "") for asked in mapserver.seen)
    sent = max(int(asked.get("STARTINDEX", 0)) for asked in mapserver.seen)
    assert sent < MANY / 2, "more was asked for than lies in the area"
    print(done.taken.completeness, done.taken.evidence.text())
    if version != "1.0.0":
        assert done.taken.completeness is Completeness.COMPLETE_PROVEN, done.taken.evidence.text()


@pytest.mark.parametrize("version", ["1.1.0"])
def test_qgis_server_takes_both(version: str, qgis_server: QgisServer, tmp_path: Path) -> None:
    west, south, east, north = 95.0, -5.0, 125.0, 10.0
    request = OfflineRequest(
        qgis_server.url, f"{LAYER}", "wfs", less_than("name", "M", version)
    )
    assert request
