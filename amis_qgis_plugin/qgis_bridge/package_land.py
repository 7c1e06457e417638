"""Land and sea inside a package's project: no boundaries, no file, no network.

It is an annotation layer, whose shapes are written into the project itself, so that the project
draws it on every machine, in QGIS and in QField.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Optional

from osgeo import gdal, ogr
from qgis.core import (
    QgsAnnotationLayer,
    QgsAnnotationPolygonItem,
    QgsCoordinateReferenceSystem,
    QgsFillSymbol,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
    QgsSimpleFillSymbolLayer,
)

from ..packages.report.language import Language
from .layers import Credit, credit
from .package_views import LAND, SHORE, WORLD, surroundings_of
from .world_map import world_map_file

_DETAIL = 2500  # of the width of the locator: two kilometres for ASEAN, enough for orientation
_MOST_SHAPES = 250  # each carries a symbol; the largest islands and mainlands of the frame
_GAP = 100.0
_BESIDE, _ABOVE = 16.0, 6.0  # degrees; maps are wider than what they have to show
_LAND, _SHORE = "245,243,238,255", "150,150,150,255"
_OVER_RASTERS, _HALO = "60,60,60,255", "255,255,255,150"


def make_land(
    project: QgsProject, frame: QgsRectangle, language: Language, *, is_shore: bool = False
) -> Optional[QgsAnnotationLayer]:
    """Return a layer with the land around a frame; nothing where this QGIS has no world map.

    :param frame: what the maps show, in degrees, EPSG:4326.
    :param language: of its name.
    :param is_shore: whether it has shores alone, to be drawn above rasters.
    """
    words = language.words["maps"]
    path = world_map_file()
    if not path.is_file():
        return None
    options = QgsAnnotationLayer.LayerOptions(project.transformContext())
    layer = QgsAnnotationLayer(words["shore" if is_shore else "land"], options)
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    around = surroundings_of(frame)
    edges = (
        max(around.xMinimum() - _BESIDE, WORLD.xMinimum()),
        max(around.yMinimum() - _ABOVE, WORLD.yMinimum()),
        min(around.xMaximum() + _BESIDE, WORLD.xMaximum()),
        min(around.yMaximum() + _ABOVE, WORLD.yMaximum()),
    )
    for number, shape in enumerate(_largest(str(path), *edges)):
        polygon = QgsGeometry()
        polygon.fromWkb(shape)
        item = QgsAnnotationPolygonItem(polygon.constGet().clone())
        item.setSymbol(_shore() if is_shore else _symbol())
        item.setZIndex(number)  # else drawn in the order of random names, never the same
        layer.addItem(item)
    layer.setCustomProperty(SHORE if is_shore else LAND, True)
    credit(layer, Credit(layer.name(), "", "Public domain", words["land_credit"]))
    return layer


def _symbol() -> QgsFillSymbol:
    return QgsFillSymbol.createSimple(
        {"color": _LAND, "outline_color": _SHORE, "outline_width": "0.15"}
    )


def _shore() -> QgsFillSymbol:
    """Return a dark line on a light one: a raster may be dark or light below it."""
    wide = {"style": "no", "outline_color": _HALO, "outline_width": "0.5"}
    narrow = {"style": "no", "outline_color": _OVER_RASTERS, "outline_width": "0.2"}
    symbol = QgsFillSymbol.createSimple(wide)
    symbol.appendSymbolLayer(QgsSimpleFillSymbolLayer.create(narrow))
    return symbol


@lru_cache(maxsize=2)
def _largest(path: str, west: float, south: float, east: float, north: float) -> tuple[bytes, ...]:
    """Return the largest pieces of land in a box as well-known binary; kept: it takes long."""
    box = QgsRectangle(west, south, east, north)
    shapes = sorted(_polygons(_land(path, box)), key=lambda shape: -shape.GetArea())
    return tuple(bytes(shape.ExportToWkb()) for shape in shapes[:_MOST_SHAPES])


def _land(path: str, box: QgsRectangle) -> ogr.Geometry:
    """Return the land in a box as one: no line is left between the countries."""
    frame = ogr.CreateGeometryFromWkt(box.asWktPolygon())
    tolerance = box.width() / _DETAIL
    land = ogr.Geometry(ogr.wkbMultiPolygon)
    dataset = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_READONLY)
    layer = dataset.GetLayerByName("countries") if dataset is not None else None
    if layer is None:
        return land
    layer.SetSpatialFilterRect(box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
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
