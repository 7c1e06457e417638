"""A real MapServer taken offline: what is in the workspace is what GDAL reads from the data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from mapserver import MANY, MapServer
from nginx_front import LOGIN_WORD, Nginx
from osgeo import gdal

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.user_terms import NO_TERMS
from amis_qgis_plugin.qgis_bridge.offline import OfflineRequest, take_offline
from amis_qgis_plugin.services.service import Extent
from amis_qgis_plugin.workspace.offline.download import Downloaded, Wanted
from amis_qgis_plugin.workspace.offline.rows import StoredRows

pytestmark = pytest.mark.usefixtures("qgis_app")
FIELDS = FieldMap("mineral_occurrences", {"name": FieldUse((SourceColumn("name"),))})
Row = tuple[int, str, float, float, float]


def fields_of(_rows: StoredRows) -> FieldMap:
    return FIELDS


def take(url: str, workspace: Path, **options: Any) -> Downloaded:
    layer, authcfg = options.pop("layer", "many"), options.pop("authcfg", "")
    request = OfflineRequest(url, layer, authcfg=authcfg)
    wanted = Wanted(workspace, "many", **options)
    return take_offline(request, wanted, fields_of, terms=NO_TERMS)


def of_data(mapserver: MapServer) -> list[Row]:
    dataset = gdal.OpenEx(str(mapserver.many), gdal.OF_VECTOR)
    rows = []
    for row in dataset.GetLayer(0):
        at = row.GetGeometryRef()
        rows.append((row["code"], row["name"], row["grade"], at.GetX(), at.GetY()))
    assert len(rows) == MANY
    return sorted(rows)


def of_workspace(workspace: Path) -> list[Row]:
    dataset = gdal.OpenEx(str(workspace), gdal.OF_VECTOR)
    rows = []
    for row in dataset.GetLayer("mineral_occurrences"):
        said, at = json.loads(row["source_attributes"]), row.GetGeometryRef()
        assert row["name"] == said["name"]
        rows.append((said["code"], said["name"], said["grade"], at.GetX(), at.GetY()))
    return sorted(rows)


@pytest.mark.parametrize("version", ["2.0.0", "1.1.0", "1.0.0"])
@pytest.mark.parametrize("layer", ["many", "many_without_ids"])
def test_rows_are_those_of_the_data(
    layer: str, version: str, mapserver: MapServer, tmp_path: Path
) -> None:
    workspace = tmp_path / "region.gpkg"
    done = take(mapserver.url_of(version), workspace, layer=layer)
    assert of_workspace(workspace) == of_data(mapserver)
    assert done.result.rows_out == MANY
    assert done.taken.completeness is Completeness.COMPLETE_PROVEN, done.taken.evidence.text()


@pytest.mark.parametrize("version", ["2.0.0", "1.1.0", "1.0.0"])
def test_an_area_is_that_of_the_data(version: str, mapserver: MapServer, tmp_path: Path) -> None:
    wanted = Extent(108.0, -2.0, 114.0, 2.0)
    done = take(mapserver.url_of(version), tmp_path / "region.gpkg", extent=wanted)
    inside = [
        row for row in of_data(mapserver)
        if wanted.west <= row[3] <= wanted.east and wanted.south <= row[4] <= wanted.north
    ]  # fmt: skip
    assert 100 < len(inside) < MANY / 2
    assert of_workspace(tmp_path / "region.gpkg") == inside
    assert done.taken.completeness is Completeness.COMPLETE_PROVEN, done.taken.evidence.text()


def test_through_a_login_and_no_file_tells_it(
    nginx: Nginx, authcfg: str, mapserver: MapServer, tmp_path: Path
) -> None:
    workspace = tmp_path / "region.gpkg"
    take(nginx.auth_url, workspace, authcfg=authcfg)
    assert of_workspace(workspace) == of_data(mapserver)
    assert LOGIN_WORD.encode() not in workspace.read_bytes()
