"""Mineral occurrences as a heat map: where they lie close together, of whatever group."""

from __future__ import annotations

from qgis.core import (
    QgsGradientColorRamp,
    QgsGradientStop,
    QgsHeatmapRenderer,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from styling import occurrences

NAME = "mineral_occurrences_density"
RADIUS = 3.2  # millimetres
# Colours of the map *plasma* of matplotlib (CC0): lightness grows with the number, so that
# it reads the same in every kind of colour vision, on light maps and on dark ones.
_STOPS = ((0.06, "#7e03a8", 130), (0.35, "#cc4778", 200), (0.7, "#f89540", 230))
_FEW, _MOST = QColor(70, 3, 159, 0), QColor(240, 249, 33, 245)


def build(layer: QgsVectorLayer) -> None:
    """Give a layer with the fields of the mineral occurrences the style for many of them."""
    occurrences.build(layer)
    layer.setLabelsEnabled(False)
    ramp = QgsGradientColorRamp(_FEW, _MOST)
    ramp.setStops([QgsGradientStop(at, _colour(name, alpha)) for at, name, alpha in _STOPS])
    heat = QgsHeatmapRenderer()
    heat.setColorRamp(ramp)
    heat.setRadius(RADIUS)
    heat.setRadiusUnit(QgsUnitTypes.RenderUnit.RenderMillimeters)
    heat.setRenderQuality(2)
    layer.setRenderer(heat)


def _colour(name: str, alpha: int) -> QColor:
    colour = QColor(name)
    colour.setAlpha(alpha)
    return colour
