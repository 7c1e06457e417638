"""The cells of rasters that are cut at an edge: what is hidden, and values of every kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

import numpy as np
import pytest
from osgeo import gdal, osr
from raster_samples import (
    CELL,
    COLUMNS,
    NORTH,
    ROWS,
    WEST,
    cells,
    inside,
    mask,
    place,
    read,
    write_raster,
)

from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.core.package_rasters import RasterFile
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.packages.raster_cutting import RasterCut, cut_raster, write_geotiff

CORNERS = ((118.0013, 6.0021), (126.0071, 6.0113), (122.0037, 18.0041))  # no middle of a cell
TRIANGLE = f"POLYGON(({', '.join(f'{x} {y}' for x, y in (*CORNERS, CORNERS[0]))}))"


def cut_at_triangle(source: Path, target: Path, crs: str = "") -> RasterCut:
    cut = cut_raster(RasterFile(source, "One"), TRIANGLE, clip=True, crs=crs)
    assert cut is not None
    write_geotiff(cut, target, Progress())
    return cut


def in_triangle(path: Path) -> Any:
    """Return which cells of a raster have their middle in the triangle."""
    x0, dx, _turn, y0, _tilt, dy = place(path)
    rows, columns = mask(path).shape
    y, x = np.mgrid[0:rows, 0:columns]
    return inside((*CORNERS, CORNERS[0]), x0 + dx * (x + 0.5), y0 + dy * (y + 0.5))


def add_mask(path: Path, hidden: Any) -> None:
    dataset = gdal.Open(str(path), gdal.GA_Update)
    dataset.CreateMaskBand(gdal.GMF_PER_DATASET)
    dataset.GetRasterBand(1).GetMaskBand().WriteArray(np.where(hidden, 0, 255).astype("uint8"))
    dataset = None


@pytest.mark.parametrize("kind", ["uint8", "int16", "float32"])
@pytest.mark.parametrize("nodata", [None, 7.0])
def test_what_a_mask_hides_stays_hidden_when_a_raster_is_cut(
    tmp_path: Path, kind: str, nodata: Optional[float]
) -> None:
    values = cells(2, kind, 200)
    source = write_raster(tmp_path / "a.tif", values, nodata=nodata)
    hidden = np.zeros(values.shape[1:], bool)
    hidden[100:200, 120:180] = True
    add_mask(source, hidden)
    made = tmp_path / "b.tif"
    cut_at_triangle(source, made)
    left = round((place(made)[0] - WEST) / CELL)
    top = round((NORTH - place(made)[3]) / CELL)
    rows, columns = mask(made).shape
    there = (slice(top, top + rows), slice(left, left + columns))
    shown = in_triangle(made) & ~hidden[there]
    found = mask(made)
    if nodata is not None:
        dataset = gdal.Open(str(made))
        assert dataset.GetRasterBand(1).GetNoDataValue() == nodata
        dataset = None
        has_value = values[0][there] != nodata
        found, shown = found & has_value, shown & has_value
    assert np.array_equal(found, shown)
    assert np.array_equal(read(made)[:, shown], values[(slice(None), *there)][:, shown])
    moved = tmp_path / "c.tif"
    cut_at_triangle(source, moved, "EPSG:32651")
    share = mask(moved).sum() / shown.sum()
    assert 0.95 < share < 1.05, "the cells are as large as before, and as many are shown"


@pytest.mark.parametrize("nodata", [-9999.0, 256.0, float("nan")])
def test_a_value_for_no_data_that_no_cell_can_have_costs_no_cell(
    tmp_path: Path, nodata: float
) -> None:
    values = cells(1, "uint8", 256)
    made = tmp_path / "b.tif"
    cut_at_triangle(write_raster(tmp_path / "a.tif", values, nodata=nodata), made)
    assert {0, 255} <= set(values[0, 59:300, 60:221].flat)
    assert np.array_equal(mask(made), in_triangle(made))


def test_whole_numbers_of_64_bits_are_cut_by_the_box_and_not_moved(tmp_path: Path) -> None:
    kind = getattr(gdal, "GDT_Int64", None)
    if kind is None:
        pytest.skip("this GDAL knows no whole numbers of 64 bits")
    source = tmp_path / "a.tif"
    dataset = gdal.GetDriverByName("GTiff").Create(str(source), COLUMNS, ROWS, 1, kind)
    dataset.SetGeoTransform((WEST, CELL, 0, NORTH, 0, -CELL))
    dataset.SetProjection(osr.SRS_WKT_WGS84_LAT_LONG)
    values = cells(1, "int64") + 2**60
    dataset.GetRasterBand(1).WriteArray(values[0])
    dataset.GetRasterBand(1).SetNoDataValue(2**60 + 7)
    dataset = None
    made = tmp_path / "b.tif"
    assert cut_at_triangle(source, made).cut == "box"
    assert np.array_equal(read(made), values[:, 59:300, 60:221])
    with pytest.raises(WorkspaceError, match="64 bits"):
        cut_at_triangle(source, made, "EPSG:32651")
