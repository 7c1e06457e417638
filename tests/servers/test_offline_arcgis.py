"""Layers of real ArcGIS servers taken offline: what is in the workspace is what the data say."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from arcgis_server import TABLE, ArcgisServer
from counting import occurrences
from koop import DEPOSITS, Koop
from osgeo import gdal, ogr

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.user_terms import NO_TERMS
from amis_qgis_plugin.qgis_bridge.offline import OfflineRequest, take_offline
from amis_qgis_plugin.services.service import Extent
from amis_qgis_plugin.workspace.offline.download import Downloaded, Wanted
from amis_qgis_plugin.workspace.offline.rows import StoredRows

pytestmark = pytest.mark.usefixtures("qgis_app")
Row = tuple[Any, ...]


def take(
    url: str, workspace: Path, table: str = "mineral_occurrences", **options: Any
) -> Downloaded:
    def fields_of(rows: StoredRows) -> FieldMap:
        name = "code" if "code" in rows.about.names() else "identifier"
        return FieldMap(table, {"identifier": FieldUse((SourceColumn(name),))})

    layer, text = options.pop("layer", ""), options.pop("attribute_filter", "")
    request = OfflineRequest(url, layer, attribute_filter=text)
    return take_offline(request, Wanted(workspace, "taken", **options), fields_of, terms=NO_TERMS)


def of_file(path: Path, *names: str) -> list[Row]:
    rows = []
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    for row in dataset.GetLayer(0):
        said = json.loads(row.ExportToJson())["properties"]
        rows.append((*(said[name] for name in names), row.GetGeometryRef().Clone()))
    return sorted(rows, key=lambda row: row[0])


def of_workspace(workspace: Path, *names: str, table: str = "mineral_occurrences") -> list[Row]:
    dataset = gdal.OpenEx(str(workspace), gdal.OF_VECTOR)
    rows = []
    for row in dataset.GetLayer(table):
        said = json.loads(row["source_attributes"])
        rows.append((*(said[name] for name in names), row.GetGeometryRef().Clone()))
    return sorted(rows, key=lambda row: row[0])


def same_place(one: ogr.Geometry, other: ogr.Geometry) -> bool:
    return bool(one.Distance(other) < 1e-9)


def parts_and_rings(shape: ogr.Geometry) -> list[int]:
    return sorted(part.GetGeometryCount() for part in ogr.ForceToMultiPolygon(shape.Clone()))


def test_rows_of_koop_are_those_of_its_file(koop: Koop, tmp_path: Path) -> None:
    workspace, names = tmp_path / "region.gpkg", ("code", "name", "grade", "remark")
    done = take(koop.url_of("deposits"), workspace, layer="0")
    found, wanted = of_workspace(workspace, *names), of_file(koop.deposits, *names)
    assert len(wanted) == DEPOSITS
    assert [row[:-1] for row in found] == [row[:-1] for row in wanted]
    assert all(same_place(a[-1], b[-1]) for a, b in zip(found, wanted))
    assert done.taken.completeness is Completeness.COMPLETE_PROVEN, done.taken.evidence.text()


def test_dates_of_koop_are_those_of_its_file(koop: Koop, tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    take(koop.url_of("deposits"), workspace, layer="0")
    told = {one["properties"]["code"]: one["properties"]["found"]
            for one in json.loads(koop.deposits.read_text("utf-8"))["features"]}  # fmt: skip
    assert dict(row[:2] for row in of_workspace(workspace, "code", "found")) == told
    assert "1900-03-" in min(told.values())


def test_an_area_and_a_filter_go_together(koop: Koop, tmp_path: Path) -> None:
    workspace, area = tmp_path / "region.gpkg", Extent(108.0, -4.8, 114.0, -4.2)
    done = take(
        koop.url_of("deposits"), workspace, layer="0", extent=area,
        attribute_filter="code > 1000",
    )  # fmt: skip
    inside = [
        row for row in of_file(koop.deposits, "code")
        if row[0] > 1000 and area.west <= row[1].GetX() <= area.east
        and area.south <= row[1].GetY() <= area.north
    ]  # fmt: skip
    assert 100 < len(inside) < DEPOSITS / 2
    assert [row[0] for row in of_workspace(workspace, "code")] == [row[0] for row in inside]
    assert done.taken.completeness is Completeness.COMPLETE_PROVEN, done.taken.evidence.text()


def test_areas_keep_their_parts_and_holes(koop: Koop, tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    done = take(koop.url_of("units") + "/0", workspace, "geological_units")
    found = of_workspace(workspace, "code", table="geological_units")
    wanted = of_file(koop.units, "code")
    assert [row[0] for row in found] == [row[0] for row in wanted]
    for (_code, shape), (_same, other) in zip(found, wanted):
        assert parts_and_rings(shape) == parts_and_rings(other)
        assert shape.SymDifference(other).GetArea() < 1e-12
    assert done.taken.completeness is Completeness.COMPLETE_PROVEN, done.taken.evidence.text()


@pytest.fixture
def server() -> Iterator[ArcgisServer]:
    made = ArcgisServer().start()
    yield made
    made.stop()


@pytest.mark.parametrize("address", ["url", "map_url"])
def test_features_and_maps_are_taken_whole(
    address: str, server: ArcgisServer, tmp_path: Path
) -> None:
    workspace = tmp_path / "region.gpkg"
    layer = {"url": "0", "map_url": "1"}[address]
    done = take(f"{getattr(server, address)}/{layer}", workspace)
    found = of_workspace(workspace, "identifier", table=TABLE)
    wanted = sorted(occurrences(), key=lambda row: row.identifier)
    assert [row[0] for row in found] == [row.identifier for row in wanted]
    for (_identifier, at), row in zip(found, wanted):
        assert (at.GetX(), at.GetY()) == pytest.approx((row.x, row.y), abs=1e-6)
    assert done.taken.completeness is Completeness.COMPLETE_PROVEN, done.taken.evidence.text()
