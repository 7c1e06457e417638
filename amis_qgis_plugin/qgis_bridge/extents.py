"""Areas in degrees, from what the map, its layers and the countries say."""

from __future__ import annotations

from functools import lru_cache
from typing import Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsMapLayer,
    QgsProject,
    QgsRectangle,
)

from ..core.countries import match_country
from ..services.service import Extent
from .world_map import make_country_outlines

# Outlines of a world map lie some hundred metres to kilometres off the real coast.
_COAST = 0.1


def in_degrees(
    box: QgsRectangle, crs: QgsCoordinateReferenceSystem, project: QgsProject
) -> Optional[Extent]:
    """Return a box of the map in degrees, cut at the ends of the world; None where it has none."""
    if not crs.isValid() or box.isNull() or not box.isFinite():
        return None
    transform = QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem("EPSG:4326"), project)
    try:
        found = transform.transformBoundingBox(box)
    except QgsCsException:
        return None
    west, east = max(-180.0, found.xMinimum()), min(180.0, found.xMaximum())
    south, north = max(-90.0, found.yMinimum()), min(90.0, found.yMaximum())
    is_box = west <= east and south <= north
    return Extent(west, south, east, north) if is_box else None


def layer_in_degrees(layer: QgsMapLayer, project: QgsProject) -> Optional[Extent]:
    """Return where a layer lies, in degrees, as its provider knows it; None where it does not."""
    return in_degrees(layer.extent(), layer.crs(), project)


@lru_cache(maxsize=1)
def member_boxes() -> dict[str, Extent]:
    """Return the boxes around the member states, a little larger, by ISO alpha-3 code.

    :raises WorkspaceError: when this QGIS carries no world map.
    """
    outlines = make_country_outlines()
    name = next(one for one in outlines.fields().names() if one.lower() == "iso_a3")
    found: dict[str, QgsRectangle] = {}
    for feature in outlines.getFeatures():
        country = match_country(str(feature[name]))
        if country is not None and not feature.geometry().isEmpty():
            box = found.setdefault(country.iso3, QgsRectangle())
            box.combineExtentWith(feature.geometry().boundingBox())
    return {iso3: Extent(*_rounded(box.buffered(_COAST))) for iso3, box in found.items()}


def _rounded(box: QgsRectangle) -> tuple[float, float, float, float]:
    west, south, east, north = box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()
    return round(west, 2), round(south, 2), round(east, 2), round(north, 2)
