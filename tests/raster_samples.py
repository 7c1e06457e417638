"""Rasters for packages, and their cells as numpy reads them through GDAL alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

import numpy as np
from osgeo import gdal, osr

WEST, NORTH, CELL = 115.0, 21.0, 0.05  # the area of package_samples lies inside
COLUMNS, ROWS = 280, 360
PALETTE = ((10, 20, 30, 255), (200, 30, 30, 255), (30, 200, 30, 255), (30, 30, 200, 255))


def cells(bands: int = 1, kind: str = "float32", high: int = 1000) -> Any:
    """Return made-up cells: every row and column differs from its neighbours."""
    rows, columns = np.mgrid[0:ROWS, 0:COLUMNS]
    grid = (rows * 7 + columns * 3) % high
    return np.stack([(grid + band) % high for band in range(bands)]).astype(kind)


def write_raster(
    path: Path,
    values: Any,
    *,
    nodata: Optional[float] = None,
    palette: bool = False,
    epsg: int = 4326,
    place: tuple[float, ...] = (WEST, CELL, 0.0, NORTH, 0.0, -CELL),
    copyright_note: str = "",
) -> Path:
    """Write cells, band by row by column, as a GeoTIFF with names, scale, offset and unit."""
    bands, rows, columns = values.shape
    kinds = {"uint8": gdal.GDT_Byte, "int16": gdal.GDT_Int16, "float32": gdal.GDT_Float32}
    made = gdal.GetDriverByName("GTiff").Create(
        str(path), columns, rows, bands, kinds[str(values.dtype)]
    )
    made.SetGeoTransform(place)
    if epsg:
        system = osr.SpatialReference()
        system.ImportFromEPSG(epsg)
        made.SetProjection(system.ExportToWkt())
    if copyright_note:
        made.SetMetadataItem("TIFFTAG_COPYRIGHT", copyright_note)
    for number in range(bands):
        band = made.GetRasterBand(number + 1)
        band.SetDescription(f"channel {number + 1}")
        band.SetScale(0.5)
        band.SetOffset(3.0)
        band.SetUnitType("nT")
        if palette:
            table = gdal.ColorTable()
            for value, color in enumerate(PALETTE):
                table.SetColorEntry(value, color)
            band.SetColorTable(table)
            band.SetCategoryNames(["water", "granite", "basalt", "limestone"])
        if nodata is not None:
            band.SetNoDataValue(nodata)
        band.WriteArray(values[number])
        band = None
    made = None
    return path


def read(path: Path) -> Any:
    """Return all cells: band by row by column."""
    dataset = gdal.Open(str(path))
    found = np.stack(
        [dataset.GetRasterBand(n + 1).ReadAsArray() for n in range(dataset.RasterCount)]
    )
    dataset = None
    return found


def mask(path: Path) -> Any:
    """Return which cells of the first band have data."""
    dataset = gdal.Open(str(path))
    found = dataset.GetRasterBand(1).GetMaskBand().ReadAsArray() > 0
    dataset = None
    return found


def place(path: Path) -> tuple[float, ...]:
    """Return the geotransform."""
    dataset = gdal.Open(str(path))
    found = tuple(dataset.GetGeoTransform())
    dataset = None
    return found


def inside(polygon: tuple[tuple[float, float], ...], x: Any, y: Any) -> Any:
    """Return whether points lie in a polygon, by counting the edges east of them."""
    found = np.zeros(np.broadcast(x, y).shape, dtype=bool)
    for (ax, ay), (bx, by) in zip(polygon, polygon[1:]):
        if ay != by:
            crosses = ((ay > y) != (by > y)) & (x < (bx - ax) * (y - ay) / (by - ay) + ax)
            found ^= crosses
    return found
