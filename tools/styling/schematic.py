"""Schematic provinces and structures: faint, so that nobody takes them for a survey's map."""

from __future__ import annotations

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsPalLayerSettings,
    QgsRendererCategory,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)

from styling.text import text_format

PROVINCES, STRUCTURES = "schematic_provinces", "schematic_structures"

# Kind to (colour, angle of the hatch in degrees, distance of its lines in millimetres).
PROVINCE_KINDS = {
    "continental block": ("#b59a6a", 45, 1.8),
    "continental core of Sundaland": ("#b59a6a", 135, 1.8),
    "continental margin": ("#b59a6a", 0, 1.8),
    "fold belt": ("#8f86ad", 90, 1.8),
    "collision zone": ("#8f86ad", 135, 1.8),
    "volcanic arc": ("#c98484", 45, 1.8),
    "accretionary and arc province": ("#c98484", 135, 1.8),
    "arc and ophiolite province": ("#7fa38a", 45, 1.8),
    "accretionary and ophiolite province": ("#7fa38a", 135, 1.8),
    "ophiolite belt": ("#7fa38a", 90, 1.8),
}

# Kind to (colour, dashes and gaps in millimetres, width in millimetres).
STRUCTURE_KINDS = {
    "subduction trench": ("#5d7fa3", "3;1.1", 0.56),
    "collision front": ("#4f9484", "2;0.9;0.5;0.9", 0.5),
    "strike-slip fault system": ("#a0715c", "1.6;1", 0.42),
    "suture zone": ("#82739c", "0.6;0.9", 0.6),
}


def build_provinces(layer: QgsVectorLayer) -> None:
    """Give a polygon layer with the fields ``name`` and ``kind`` its style."""
    _categorise(layer, {kind: _hatch(*look) for kind, look in PROVINCE_KINDS.items()})
    settings = _label("#7d7d7d", 18_000_000)
    settings.placement = QgsPalLayerSettings.Placement.Horizontal
    settings.autoWrapLength = 20
    _finish(layer, settings)


def build_structures(layer: QgsVectorLayer) -> None:
    """Give a line layer with the fields ``name`` and ``kind`` its style."""
    _categorise(layer, {kind: _dashes(*look) for kind, look in STRUCTURE_KINDS.items()})
    settings = _label("#6d7681", 18_000_000)
    settings.placement = QgsPalLayerSettings.Placement.Curved
    settings.dist = 0.6
    _finish(layer, settings)


def _categorise(layer: QgsVectorLayer, symbols: dict[str, object]) -> None:
    categories = [
        QgsRendererCategory(kind, symbol, f"{kind[0].upper()}{kind[1:]}")
        for kind, symbol in symbols.items()
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer("kind", categories))


def _hatch(colour: str, angle: float, distance: float) -> QgsFillSymbol:
    symbol = QgsFillSymbol.createSimple(
        {"color": f"{_rgb(colour)},22", "outline_style": "no", "style": "solid"}
    )
    hatch = QgsLinePatternFillSymbolLayer()
    hatch.setLineAngle(angle)
    hatch.setDistance(distance)
    hatch.setSubSymbol(
        QgsLineSymbol.createSimple({"line_color": f"{_rgb(colour)},105", "line_width": "0.16"})
    )
    symbol.appendSymbolLayer(hatch)
    return symbol


def _dashes(colour: str, dashes: str, width: float) -> QgsLineSymbol:
    return QgsLineSymbol.createSimple(
        {
            "line_color": f"{_rgb(colour)},190",
            "line_width": f"{width}",
            "line_width_unit": "MM",
            "use_custom_dash": "1",
            "customdash": dashes,
            "customdash_unit": "MM",
            "capstyle": "flat",
            "joinstyle": "round",
        }
    )


def _label(colour: str, from_scale: float) -> QgsPalLayerSettings:
    settings = QgsPalLayerSettings()
    settings.fieldName = "name"
    settings.setFormat(text_format(7.5, colour, italic=True, halo=0.6))
    settings.scaleVisibility = True
    settings.minimumScale = from_scale
    settings.maximumScale = 0
    settings.priority = 2
    return settings


def _finish(layer: QgsVectorLayer, settings: QgsPalLayerSettings) -> None:
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)
    layer.setDisplayExpression('"name"')
    layer.setMapTipTemplate(
        '<b>[% "name" %]</b><br>[% "kind" %]<br>'
        "<i>Drawn coarsely for orientation; not a survey's map.</i>"
    )
    for field, alias in {"name": "Name", "kind": "Kind"}.items():
        layer.setFieldAlias(layer.fields().lookupField(field), alias)


def _rgb(colour: str) -> str:
    return ",".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
