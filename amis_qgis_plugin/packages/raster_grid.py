"""The grid of a raster: which of its cells an area meets, and where they lie."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Optional

from osgeo import gdal, ogr

from ..workspace.area_shapes import AreaShape

_NEARLY = 1e-6  # of a cell: an area that ends on the edge of one does not take the next
_NOTHING = 1e-9  # of an area

Window = tuple[int, int, int, int]  # first column and row, columns, rows


def window_of(source: gdal.Dataset, shape: AreaShape) -> Optional[Window]:
    """Return the cells of a raster that the box of an area touches; nothing where none does."""
    if not shape.touches(_ring(corners(source))):
        return None
    inverse = gdal.InvGeoTransform(source.GetGeoTransform())
    west, south, east, north = shape.box
    places = [gdal.ApplyGeoTransform(inverse, x, y) for x in (west, east) for y in (south, north)]
    first, counts = [], []
    for axis, length in enumerate((source.RasterXSize, source.RasterYSize)):
        values = [place[axis] for place in places]
        start = max(math.floor(min(values) + _NEARLY), 0)
        end = min(math.ceil(max(values) - _NEARLY), length)
        if end <= start:
            return None
        first.append(start)
        counts.append(end - start)
    return (first[0], first[1], counts[0], counts[1])


def cutline(crop: gdal.Dataset, shape: ogr.Geometry) -> str:
    """Return an area in columns and rows of a raster, as GDAL's warper takes it."""
    inverse = gdal.InvGeoTransform(crop.GetGeoTransform())
    moved = shape.Clone()
    moved.FlattenTo2D()
    _to_cells(moved, inverse)
    return str(moved.ExportToWkt())


def _to_cells(shape: ogr.Geometry, inverse: Sequence[float]) -> None:
    for number in range(shape.GetGeometryCount()):
        _to_cells(shape.GetGeometryRef(number), inverse)
    for number in range(0 if shape.GetGeometryCount() else shape.GetPointCount()):
        x, y = gdal.ApplyGeoTransform(inverse, shape.GetX(number), shape.GetY(number))
        shape.SetPoint_2D(number, x, y)


def is_turned(source: gdal.Dataset) -> bool:
    """Whether columns and rows run across the axes of its reference system."""
    _x, _across, turn, _y, tilt, _down = source.GetGeoTransform()
    return bool(turn or tilt)


def crosses_edge(source: gdal.Dataset, shape: AreaShape) -> bool:
    """Whether the edge of an area cuts a raster otherwise than between columns and rows."""
    if is_turned(source):
        return not shape.shape.Contains(_ring(corners(source)))
    west, south, east, north = shape.box
    whole = (east - west) * (north - south)
    return bool(whole - shape.shape.GetArea() > whole * _NOTHING)


def upright_bounds(crop: gdal.Dataset, shape: AreaShape) -> tuple[float, float, float, float]:
    """Return the box of a turned raster's cells in an area, a cell wider on each side."""
    xs, ys = zip(*corners(crop))
    _x, across, turn, _y, tilt, down = crop.GetGeoTransform()
    wide, tall = math.hypot(across, tilt), math.hypot(turn, down)
    west, south, east, north = shape.box
    return (
        max(min(xs), west - wide),
        max(min(ys), south - tall),
        min(max(xs), east + wide),
        min(max(ys), north + tall),
    )


def corners(dataset: gdal.Dataset) -> list[tuple[float, float]]:
    """Return the corners of a raster, from the first cell around."""
    right, below = dataset.RasterXSize, dataset.RasterYSize
    transform = dataset.GetGeoTransform()
    places = ((0, 0), (right, 0), (right, below), (0, below))
    return [tuple(gdal.ApplyGeoTransform(transform, *place)) for place in places]


def _ring(places: Sequence[tuple[float, float]]) -> ogr.Geometry:
    ring, polygon = ogr.Geometry(ogr.wkbLinearRing), ogr.Geometry(ogr.wkbPolygon)
    for x, y in (*places, places[0]):
        ring.AddPoint_2D(x, y)
    polygon.AddGeometry(ring)
    return polygon
