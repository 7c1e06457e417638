"""Which geometry is not valid, of every kind, whether GDAL raises or not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from osgeo import gdal, ogr

from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.workspace.bad_geometry import invalid_rows

SHAPES = (
    ("square", "POLYGON ((0 0, 1 0, 1 1, 0 0))", True),
    ("bow tie", "POLYGON ((0 0, 1 1, 1 0, 0 1, 0 0))", False),
    ("in pieces", "MULTIPOLYGON (((0 0, 1 0, 1 1, 0 0)), ((0 0, 1 0, 1 1, 0 0)))", False),
    ("with curves", "CURVEPOLYGON (CIRCULARSTRING (0 0, 1 1, 2 0, 1 -1, 0 0))", True),
    ("curved bow tie", "CURVEPOLYGON (COMPOUNDCURVE ((0 0, 1 1, 1 0, 0 1, 0 0)))", False),
    ("one point", "LINESTRING (1 1, 1 1)", False),
    ("TIN", "TIN Z (((0 0 0, 0 1 0, 1 1 0, 0 0 0)))", True),
    ("surface", "POLYHEDRALSURFACE Z (((0 0 0, 0 1 0, 1 1 0, 0 0 0)))", True),
    ("empty", "POLYGON EMPTY", True),
    ("nothing", "", True),
)


@pytest.fixture(params=[False, True], ids=["told", "raised"])
def _exceptions(request: pytest.FixtureRequest) -> Iterator[None]:
    switched = []
    for module in (gdal, ogr):
        if bool(module.GetUseExceptions()) != request.param:
            (module.UseExceptions if request.param else module.DontUseExceptions)()
            switched.append(module)
    yield
    for module in reversed(switched):  # GDAL keeps them on a stack
        (module.DontUseExceptions if request.param else module.UseExceptions)()


@pytest.mark.usefixtures("_exceptions")
def test_every_kind_of_geometry(tmp_path: Path) -> None:
    path = tmp_path / "shapes.gpkg"
    dataset = gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown)
    layer = dataset.CreateLayer("shapes", geom_type=ogr.wkbUnknown)
    for number, (_name, wkt, _is_valid) in enumerate(SHAPES, start=1):
        row = ogr.Feature(layer.GetLayerDefn())
        row.SetFID(number)
        if wkt:
            row.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(row)
    layer = dataset = None
    found = {SHAPES[fid - 1][0] for fid in invalid_rows(path, "shapes", Progress())}
    assert found == {name for name, _wkt, is_valid in SHAPES if not is_valid}
