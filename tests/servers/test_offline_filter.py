"""A filter and an area asked for together, of a real MapServer and a real QGIS Server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from mapserver import MANY, MapServer
from osgeo import gdal
from qgis_server import QgisServer
from test_offline import fields_of, of_data, of_workspace

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.user_terms import NO_TERMS
from amis_qgis_plugin.qgis_bridge.offline import OfflineRequest, take_offline
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.service import Extent
from amis_qgis_plugin.services.session import make_session
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
        if row[0] < WIDEST
        and AREA.west <= row[3] <= AREA.east and AREA.south <= row[4] <= AREA.north
    ]  # fmt: skip
    assert 50 < len(wanted) < MANY / 4
    assert of_workspace(workspace) == wanted
    assert "does not select by area" not in done.taken.evidence.text()
    assert any("BBOX" in asked.get("FILTER", "") for asked in mapserver.seen)
    sent = max(int(asked.get("STARTINDEX", 0)) for asked in mapserver.seen)
    assert sent < MANY / 2, "more was asked for than lies in the area"
    if version != "1.0.0":
        assert done.taken.completeness is Completeness.COMPLETE_PROVEN, done.taken.evidence.text()


def test_qgis_server_takes_both(
    qgis_server: QgisServer, deposits: tuple[Any, ...], tmp_path: Path
) -> None:
    workspace, area = tmp_path / "region.gpkg", Extent(118.0, 5.0, 123.0, 16.0)
    with make_session() as session:
        (layer,) = describe_service(session, qgis_server.url, "wfs").layers
    wanted = less_than("identifier", "zzz", "1.1.0")
    wanted = wanted.replace("identifier", "country").replace("IsLessThan", "IsEqualTo")
    done = take(qgis_server.url, layer.name, wanted.replace("zzz", "PHL"), workspace, area)
    inside = [
        one.identifier for one in deposits
        if one.country == "PHL" and area.west <= one.x <= area.east
        and area.south <= one.y <= area.north
    ]  # fmt: skip
    dataset = gdal.OpenEx(str(workspace), gdal.OF_VECTOR)
    came = [
        json.loads(row["source_attributes"])["identifier"]
        for row in dataset.GetLayer("mineral_occurrences")
    ]
    assert sorted(came) == sorted(inside)
    assert 0 < len(inside) < sum(one.country == "PHL" for one in deposits)
    assert "does not select by area" not in done.taken.evidence.text()
