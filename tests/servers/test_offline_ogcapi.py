"""Real servers of OGC API Features taken offline: rows are those that GDAL reads from the data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from mapserver import MANY, TITLE, MapServer
from osgeo import gdal
from pygeoapi_server import MOST_ITEMS, Pygeoapi
from qgis_server import QgisServer

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.user_terms import NO_TERMS
from amis_qgis_plugin.qgis_bridge.offline import OfflineRequest, take_offline
from amis_qgis_plugin.services.errors import CannotFilter
from amis_qgis_plugin.services.service import Extent
from amis_qgis_plugin.workspace.offline.download import Downloaded, Wanted
from amis_qgis_plugin.workspace.offline.rows import StoredRows
from amis_qgis_plugin.workspace.sources import read_sources

pytestmark = pytest.mark.usefixtures("qgis_app")
FIELDS = FieldMap("mineral_occurrences", {"name": FieldUse((SourceColumn("name"),))})
AREA = Extent(108.0, -2.0, 114.0, 2.0)
Row = tuple[Any, ...]


def fields_of(_rows: StoredRows) -> FieldMap:
    return FIELDS


def take(url: str, layer: str, workspace: Path, **options: Any) -> Downloaded:
    request = OfflineRequest(url, layer, attribute_filter=options.pop("attribute_filter", ""))
    return take_offline(request, Wanted(workspace, "taken", **options), fields_of, terms=NO_TERMS)


def place(point: Any) -> tuple[float, float]:
    """Return a place as exactly as pygeoapi writes it: it cuts after six digits."""
    return round(point.GetX(), 5), round(point.GetY(), 5)


def of_data(path: Path, *names: str) -> list[Row]:
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    rows = []
    for row in dataset.GetLayer(0):
        at = row.GetGeometryRef()
        rows.append((*(row[name] for name in names), *place(at)))
    return sorted(rows)


def of_workspace(path: Path, *names: str) -> list[Row]:
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    rows = []
    for row in dataset.GetLayer("mineral_occurrences"):
        said, at = json.loads(row["source_attributes"]), row.GetGeometryRef()
        rows.append((*(said[name] for name in names), *place(at)))
    return sorted(rows)


def inside(rows: list[Row]) -> list[Row]:
    return [
        row for row in rows
        if AREA.west <= row[-2] <= AREA.east and AREA.south <= row[-1] <= AREA.north
    ]  # fmt: skip


MANY_FIELDS = ("code", "name", "grade")


@pytest.mark.parametrize("collection", ["many", "many_json"])
def test_pygeoapi_gives_all_rows(collection: str, pygeoapi: Pygeoapi, tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    done = take(pygeoapi.features_url, collection, workspace)
    expected = of_data(pygeoapi.data, *MANY_FIELDS)
    assert len(expected) == MANY > MOST_ITEMS
    assert of_workspace(workspace, *MANY_FIELDS) == expected
    assert done.taken.completeness is Completeness.COMPLETE_PROVEN, done.taken.evidence.text()
    (source,) = read_sources(workspace)
    assert (source.protocol, source.layer) == ("ogcapi", collection)
    assert source.url == f"{pygeoapi.features_url}/collections/{collection}/items"
    assert source.completeness is Completeness.COMPLETE_PROVEN


@pytest.mark.parametrize("collection", ["many", "many_json"])
def test_pygeoapi_gives_an_area(collection: str, pygeoapi: Pygeoapi, tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    done = take(pygeoapi.features_url, collection, workspace, extent=AREA)
    expected = inside(of_data(pygeoapi.data, *MANY_FIELDS))
    assert 100 < len(expected) < MANY / 2
    assert of_workspace(workspace, *MANY_FIELDS) == expected
    assert done.taken.completeness is Completeness.COMPLETE_PROVEN, done.taken.evidence.text()


@pytest.mark.parametrize(
    ("pasted", "layer"),
    [
        ("/collections/many_json/items?f=html&limit=10", "many_json"),
        ("/collections/many_json/items?f=html&limit=10", "Many places of a file"),
        ("/collections/many_json", "many_json"),
        ("/?f=html", "Many places of a file"),
    ],
)
def test_addresses_of_a_browser_are_understood(
    pasted: str, layer: str, pygeoapi: Pygeoapi, tmp_path: Path
) -> None:
    done = take(pygeoapi.features_url + pasted, layer, tmp_path / "region.gpkg")
    assert done.result.rows_out == MANY


def test_pygeoapi_selects_by_values(pygeoapi: Pygeoapi, tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    rows = of_data(pygeoapi.data, *MANY_FIELDS)
    wanted = rows[77]
    take(pygeoapi.features_url, "many", workspace, attribute_filter=f"name = '{wanted[1]}'")
    assert of_workspace(workspace, *MANY_FIELDS) == [wanted]
    with pytest.raises(CannotFilter):
        take(pygeoapi.features_url, "many", workspace, attribute_filter="grade > 3")


def test_mapserver_gives_all_rows(mapserver: MapServer, tmp_path: Path) -> None:
    """MapServer 8.0 sends its first page for every page; it is taken by areas."""
    workspace = tmp_path / "region.gpkg"
    done = take(mapserver.features_url, "many", workspace)
    assert of_workspace(workspace, *MANY_FIELDS) == of_data(mapserver.many, *MANY_FIELDS)
    assert done.taken.completeness is Completeness.COMPLETE_PROVEN, done.taken.evidence.text()


def test_mapserver_gives_an_area(mapserver: MapServer, tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    done = take(mapserver.features_url, "Many places", workspace, extent=AREA)
    assert of_workspace(workspace, *MANY_FIELDS) == inside(of_data(mapserver.many, *MANY_FIELDS))
    assert done.taken.completeness is Completeness.COMPLETE_PROVEN, done.taken.evidence.text()


def test_a_filter_that_mapserver_ignores_is_refused(mapserver: MapServer, tmp_path: Path) -> None:
    with pytest.raises(CannotFilter, match="does not heed the filter"):
        take(mapserver.features_url, "many", tmp_path / "a.gpkg", attribute_filter="code = 7")
    assert not (tmp_path / "a.gpkg").exists()


OCCURRENCE_FIELDS = ("identifier", "name", "country", "commodity_codes")


def test_qgis_server_gives_all_rows(qgis_server: QgisServer, tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    done = take(qgis_server.features_url, TITLE, workspace)
    found = of_workspace(workspace, *OCCURRENCE_FIELDS)
    assert found == of_data(qgis_server.data, *OCCURRENCE_FIELDS)
    assert done.taken.completeness is Completeness.COMPLETE_PROVEN, done.taken.evidence.text()


def test_qgis_server_gives_an_area(qgis_server: QgisServer, tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    done = take(qgis_server.features_url, TITLE, workspace, extent=AREA)
    expected = inside(of_data(qgis_server.data, *OCCURRENCE_FIELDS))
    assert of_workspace(workspace, *OCCURRENCE_FIELDS) == expected
    assert done.taken.completeness is Completeness.COMPLETE_PROVEN, done.taken.evidence.text()


def test_qgis_server_selects_by_values(qgis_server: QgisServer, tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    take(qgis_server.features_url, TITLE, workspace, attribute_filter="country = 'PHL'")
    expected = [
        row for row in of_data(qgis_server.data, *OCCURRENCE_FIELDS) if row[2] == "PHL"
    ]  # fmt: skip
    assert len(expected) > 100
    assert of_workspace(workspace, *OCCURRENCE_FIELDS) == expected
