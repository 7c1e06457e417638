"""Land as one shape, without lines between countries, from a map of the world's countries."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Optional

from osgeo import gdal, ogr

from ..core.areas import box_wkt
from ..core.occurrence_filter import Extent

_COUNTRIES = "countries"
_GAP = 100.0


@lru_cache(maxsize=6)
def largest_land(path: Path, box: Extent, tolerance: float, most: int) -> tuple[bytes, ...]:
    """Return the largest pieces of land in a box as well-known binary; kept, for it takes long.

    :param path: a vector file with a layer ``countries`` of polygons in degrees; there is no land
        where it has none.
    :param box: west, south, east, north in degrees.
    :param tolerance: in degrees; finer bends and smaller islands are left out.
    :param most: how many pieces there are at most.
    """
    shapes = sorted(_polygons(_land(path, box, tolerance)), key=lambda shape: -shape.GetArea())
    return tuple(bytes(shape.ExportToWkb()) for shape in shapes[:most])


def _land(path: Path, box: Extent, tolerance: float) -> ogr.Geometry:
    """Return the land in a box as one: no line is left between the countries."""
    frame = ogr.CreateGeometryFromWkt(box_wkt(box))
    land = ogr.Geometry(ogr.wkbMultiPolygon)
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_READONLY)
    layer = dataset.GetLayerByName(_COUNTRIES) if dataset is not None else None
    if layer is None:
        return land
    layer.SetSpatialFilterRect(*box)
    for feature in layer:
        for part in _polygons(feature.GetGeometryRef()):
            if part.GetArea() > tolerance**2:
                # Finer than what is drawn: gaps between neighbours stay narrow.
                simple = part.Simplify(tolerance / 2.0)
                whole = simple if simple.IsValid() else simple.Buffer(0.0)
                for inside in _polygons(whole.Intersection(frame)):
                    land.AddGeometry(inside)
    layer = dataset = None
    filled = ogr.Geometry(ogr.wkbMultiPolygon)
    for shape in _polygons(land.UnionCascaded()):
        filled.AddGeometry(_without_gaps(shape, tolerance**2 * _GAP))
    return filled.SimplifyPreserveTopology(tolerance) or filled


def _without_gaps(shape: ogr.Geometry, least: float) -> ogr.Geometry:
    """Return a polygon without its small holes, which lie where countries did not quite meet."""
    kept = ogr.Geometry(ogr.wkbPolygon)
    for number in range(shape.GetGeometryCount()):
        ring = shape.GetGeometryRef(number)
        hole = ogr.Geometry(ogr.wkbPolygon)
        hole.AddGeometry(ring)
        if number == 0 or hole.GetArea() > least:
            kept.AddGeometry(ring)
    return kept


def _polygons(geometry: Optional[ogr.Geometry]) -> Iterator[ogr.Geometry]:
    if geometry is None or geometry.IsEmpty():
        return
    if ogr.GT_Flatten(geometry.GetGeometryType()) == ogr.wkbPolygon:
        yield geometry.Clone()
        return
    for number in range(geometry.GetGeometryCount()):
        yield from _polygons(geometry.GetGeometryRef(number))
