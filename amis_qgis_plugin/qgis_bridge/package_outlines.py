"""Country outlines inside a package's project: no file, no network, nothing that stays behind.

They are an annotation layer, whose shapes are written into the project itself, so that the project
draws them on every machine, in QGIS and in QField.
"""

from __future__ import annotations

from collections.abc import Iterator
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
)

from .layers import Credit, credit
from .package_views import OUTLINES, surroundings_of
from .world_map import ATTRIBUTION, DISCLAIMER, world_map_file

TITLE = "Country outlines (boundaries not authoritative)"
_DETAIL = 2500  # of the width of the locator: two kilometres for ASEAN, enough for orientation
_MOST_SHAPES = 250  # each carries a symbol; the largest islands and mainlands of the frame
_AROUND = 0.5
_LAND, _SHORE = "245,243,238,255", "150,150,150,255"


def make_outlines(project: QgsProject, frame: QgsRectangle) -> Optional[QgsAnnotationLayer]:
    """Return a layer with the countries in a frame; nothing where this QGIS has no world map.

    :param frame: in degrees, EPSG:4326.
    """
    path = world_map_file()
    if not path.is_file():
        return None
    options = QgsAnnotationLayer.LayerOptions(project.transformContext())
    layer = QgsAnnotationLayer(TITLE, options)
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    around = surroundings_of(frame).buffered(_AROUND)
    for shape in _largest(str(path), around):
        polygon = QgsGeometry()
        polygon.fromWkb(bytes(shape.ExportToWkb()))
        item = QgsAnnotationPolygonItem(polygon.constGet().clone())
        item.setSymbol(_symbol())
        layer.addItem(item)
    layer.setCustomProperty(OUTLINES, True)
    credit(layer, Credit(TITLE, "", "Public domain", ATTRIBUTION, DISCLAIMER))
    return layer


def _symbol() -> QgsFillSymbol:
    return QgsFillSymbol.createSimple(
        {"color": _LAND, "outline_color": _SHORE, "outline_width": "0.15"}
    )


def _largest(path: str, box: QgsRectangle) -> list[ogr.Geometry]:
    return sorted(_shapes(path, box), key=lambda shape: -shape.GetArea())[:_MOST_SHAPES]


def _shapes(path: str, box: QgsRectangle) -> Iterator[ogr.Geometry]:
    """Yield what of each country lies in the box, as simple polygons."""
    dataset = gdal.OpenEx(path, gdal.OF_VECTOR | gdal.OF_READONLY)
    layer = dataset.GetLayerByName("countries") if dataset is not None else None
    if layer is None:
        return
    edges = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
    tolerance = box.width() / _DETAIL
    frame = ogr.CreateGeometryFromWkt(box.asWktPolygon())
    layer.SetSpatialFilterRect(*edges)
    for feature in layer:
        geometry = feature.GetGeometryRef()
        if geometry is None:
            continue
        parts = ogr.ForceToMultiPolygon(geometry.Clone())
        for number in range(parts.GetGeometryCount()):
            part = parts.GetGeometryRef(number)
            if part.GetArea() > tolerance * tolerance and part.Intersects(frame):
                simple = part.SimplifyPreserveTopology(tolerance)
                inside = simple.Intersection(frame) if simple is not None else None
                if inside is not None and not inside.IsEmpty():
                    yield from _polygons(inside)
    layer = dataset = None


def _polygons(geometry: ogr.Geometry) -> Iterator[ogr.Geometry]:
    if ogr.GT_Flatten(geometry.GetGeometryType()) == ogr.wkbPolygon:
        yield geometry.Clone()
        return
    for number in range(geometry.GetGeometryCount()):
        yield from _polygons(geometry.GetGeometryRef(number))
