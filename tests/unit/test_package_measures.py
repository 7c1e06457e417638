"""Measures (M) of lines that a package cuts at the edge of its area."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from osgeo import ogr
from package_samples import AREA, CREATED, build_workspace, source

from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.verify import verify_package
from amis_qgis_plugin.packages.write import write_package
from amis_qgis_plugin.workspace.gdal_calls import add_layer
from amis_qgis_plugin.workspace.registry import RegisteredLayer, register_layer
from amis_qgis_plugin.workspace.sources import write_source

# Measures are (x - 110) * 10 everywhere, so that each corner can be reckoned; so are heights of
# the line that has them, times two. The area ends at its own west and east.
TELLABLE = {
    "straight": "LINESTRING M (110 10 0, 135 10 250)",
    "bent": "LINESTRING M (110 9 0, 120 12 100, 121 8 110, 135 9 250)",
    "with heights": "LINESTRING ZM (110 10 0 0, 135 11 500 250)",
    "inside": "LINESTRING M (120 10 100, 121 10 110)",
    "in pieces": "LINESTRING M (110 10 0, 119 17 90, 120 30 100, 121 17 110, 135 9 250)",
}
UNTELLABLE = {
    "meets itself": "LINESTRING M (110 9 0, 120 12 100, 120 9 200, 110 9 300)",
    "crosses itself": "LINESTRING M (110 9 0, 122 12 100, 122 9 200, 110 12 300)",
}


def packed(folder: Path, lines: dict[str, str]) -> Path:
    path = build_workspace(folder / "small.gpkg")
    dataset = ogr.Open(str(path), 1)
    names = [(name, ogr.OFTString) for name in ("name", "source_id", "source_feature_id")]
    layer = add_layer(dataset, "traverses", "Traverses", ogr.wkbLineStringZM, names)
    for name, wkt in lines.items():
        feature = ogr.Feature(layer.GetLayerDefn())
        for field, value in (("name", name), ("source_id", "t"), ("source_feature_id", name)):
            feature.SetField(field, value)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(feature)
    feature = layer = dataset = None
    with closing(sqlite3.connect(path)) as connection, connection:
        register_layer(connection, RegisteredLayer("traverses", "", "geology"))
        write_source(connection, source("t", "traverses"))
    wanted = OccurrenceFilter(commodities=("copper",))
    plan = describe_package(path, wanted, title="Cut", area=AREA, clip=True, language="")
    return write_package(plan, folder / "package", created=CREATED).path


def corners(shape: ogr.Geometry) -> list[tuple[float, ...]]:
    """Return x, y, z and m of every corner."""
    found = []
    for number in range(shape.GetGeometryCount()):
        found += corners(shape.GetGeometryRef(number))
    for number in range(0 if shape.GetGeometryCount() else shape.GetPointCount()):
        found.append(tuple(shape.GetPointZM(number)))
    return found


def shapes(package: Path) -> dict[str, ogr.Geometry]:
    dataset = ogr.Open(str(package / "data" / "cut.gpkg"))
    layer = dataset.GetLayerByName("traverses")
    return {one["name"]: one.GetGeometryRef().Clone() for one in layer}


def findings(package: Path) -> dict[str, Any]:
    manifest = json.loads((package / "manifest.json").read_text("utf-8"))
    return {one["code"]: one for one in manifest["findings"]}


def test_measures_are_told_along_the_line(tmp_path: Path) -> None:
    package = packed(tmp_path, TELLABLE)
    found = shapes(package)
    assert set(found) == set(TELLABLE)
    west, _south, east, _north = AREA
    for name, shape in found.items():
        assert shape.IsMeasured(), name
        for x, _y, _z, measure in corners(shape):
            assert west - 1e-9 <= x <= east + 1e-9, name
            assert measure == pytest.approx((x - 110) * 10), name
    ends = sorted(x for x, *_rest in corners(found["straight"]))
    assert ends == pytest.approx([west, east])
    for x, _y, height, _measure in corners(found["with heights"]):
        assert height == pytest.approx((x - 110) * 20)
    assert found["in pieces"].GetGeometryCount() == 2
    assert "measures-left-out" not in findings(package)
    assert verify_package(package).ok


def test_measures_that_cannot_be_told_are_counted(tmp_path: Path) -> None:
    package = packed(tmp_path, {**UNTELLABLE, "straight": TELLABLE["straight"]})
    found = shapes(package)
    assert set(found) == {*UNTELLABLE, "straight"}
    finding = findings(package)["measures-left-out"]
    assert finding["severity"] == "warning"
    assert finding["message"].startswith("Traverses: measures (M) are left out of 2 features")
    assert "fid 1, 2." in finding["message"]
    with closing(sqlite3.connect(package / "data" / "cut.gpkg")) as connection:
        rows = connection.execute(
            "SELECT source_feature_id FROM amis_findings WHERE code = 'measures-left-out'"
        ).fetchall()
        mandatory = connection.execute(
            "SELECT m FROM gpkg_geometry_columns WHERE table_name = 'traverses'"
        ).fetchone()
    assert [row[0] for row in rows] == list(UNTELLABLE)
    assert mandatory == (2,)
    assert "measures (M) are left out of 2 features" in (package / "README.txt").read_text("utf-8")
    assert [corner[3] for corner in corners(found["straight"])] == pytest.approx(
        [(x - 110) * 10 for x, *_rest in corners(found["straight"])]
    )
