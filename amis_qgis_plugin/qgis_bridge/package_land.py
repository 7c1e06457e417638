"""Land and sea inside a package's project: no boundaries, no file, no network.

It is an annotation layer, whose shapes are written into the project itself, so that the project
draws it on every machine, in QGIS and in QField.
"""

from __future__ import annotations

from typing import Optional

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

from ..packages.land import largest_land
from ..packages.report.language import Language
from .layers import Credit, credit
from .package_views import LAND, SHORE, WORLD, surroundings_of
from .world_map import world_map_file

_DETAIL = 2500  # of the width of the locator: two kilometres for ASEAN, enough for orientation
_MOST_SHAPES = 250  # each carries a symbol; the largest islands and mainlands of the frame
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
    tolerance = (edges[2] - edges[0]) / _DETAIL
    for number, shape in enumerate(largest_land(path, edges, tolerance, _MOST_SHAPES)):
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
