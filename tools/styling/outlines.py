"""Country outlines: thin and grey, with names that are off until someone wants them."""

from __future__ import annotations

from qgis.core import (
    QgsFillSymbol,
    QgsPalLayerSettings,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)

from styling.text import text_format

NAME = "country_outlines"


def build(layer: QgsVectorLayer) -> None:
    """Give a polygon layer with the field ``NAME`` of QGIS's world map its style."""
    outline = QgsFillSymbol.createSimple(
        {
            "style": "no",
            "outline_color": "#8a8f96",
            "outline_width": "0.24",
            "outline_width_unit": "MM",
            "joinstyle": "round",
        }
    )
    layer.setRenderer(QgsSingleSymbolRenderer(outline))
    settings = QgsPalLayerSettings()
    settings.fieldName = '"NAME"'
    settings.isExpression = True
    settings.setFormat(text_format(8, "#7a7f86", halo=0.7))
    settings.placement = QgsPalLayerSettings.Placement.Horizontal
    settings.priority = 1
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(False)
    layer.setDisplayExpression('"NAME"')
