"""Mineral occurrences: a colour and a shape for each commodity group, a size for importance.

A property that is worked out for each point makes QGIS draw it anew instead of copying a picture
of its symbol: with a size from an expression a million points take three to four times as long as
plain ones. So sizes are symbol layers that are switched on. Rules would ask every rule of every
point; categories are looked up. Expressions are kept short: QGIS copies those of a style when it
begins to draw, and crashes when the layer goes away in that moment.
"""

from __future__ import annotations

from typing import NamedTuple

from qgis.core import (
    QgsAttributeTableConfig,
    QgsCategorizedSymbolRenderer,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsProperty,
    QgsRendererCategory,
    QgsSymbolLayer,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)

from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.core.countries import members
from amis_qgis_plugin.core.schemas import layer_type
from amis_qgis_plugin.qgis_bridge.legend_groups import EXPLANATION, FURTHER_FROM_SCALE
from styling.further import explained, further_groups
from styling.text import text_format

NAME = "mineral_occurrences"
NOT_STATED = "Commodity not stated"
FURTHER_GROUPS = f"Small around it: further groups (from 1:{FURTHER_FROM_SCALE:,} on)"
LABELS_FROM_SCALE = 1_500_000
SIZE = 2.6  # millimetres, for a circle
FURTHER = 1.8  # millimetres: the same of a further group
THIN = 0.1  # millimetres: its outline; a wider one would leave little of the colour
# Nothing in the aligned fields tells tonnages; these steps are what they do tell, the later one
# wins. An occurrence of which nothing is stated has the size of a showing: it claims no more.
# IS, as = gives NULL for NULL, and QGIS takes that for yes.
IMPORTANCE = {
    "deposit": (1.3, "\"occurrence_type\" IS 'deposit'"),
    "mine": (1.65, '"mine_status" IS NOT NULL'),
}
DARK, LIGHT = "#262626", "#ffffff"


class Marker(NamedTuple):
    """How a group is drawn; ``factor`` evens out the areas of the shapes, ``angle`` is degrees."""

    shape: str
    fill: str
    outline: str
    factor: float = 1.0
    angle: int = 0
    outline_width: float = 0.2


# Colours start from the palette of Okabe and Ito and are moved apart until any two of them differ
# for readers with protanopia, deuteranopia and tritanopia as well; the test measures it.
MARKERS = {
    "precious": Marker("star", "#f7e000", DARK, 1.5),
    "base": Marker("circle", "#cc3f0c", LIGHT),
    "ferrous": Marker("square", "#8f2f40", LIGHT, 0.92),
    "battery": Marker("hexagon", "#06a476", DARK, 1.12),
    "ree": Marker("equilateral_triangle", "#e07ac6", DARK, 1.2),
    "specialty": Marker("pentagon", "#0a4d78", LIGHT, 1.12),
    "industrial": Marker("triangle", "#a3e3fa", DARK, 1.06, angle=180),
    "construction": Marker("cross_fill", "#c4ae5a", DARK, 1.12),
    "gem": Marker("diamond", "#9a4fd6", LIGHT, 1.2),
    "energy": Marker("semi_circle", "#1a1a1a", LIGHT, 1.3),
    "other": Marker("octagon", "#78868f", LIGHT),
}
UNSTATED = Marker("cross2", "#78868f", "#78868f", 0.72, outline_width=0.45)

HIDDEN = ("fid", "source_feature_id", "source_geometry", "source_attributes")


def build(layer: QgsVectorLayer) -> None:
    """Give a layer with the fields of the mineral occurrences its whole style."""
    layer.setRenderer(_renderer())
    layer.setLabeling(_labels())
    layer.setLabelsEnabled(True)
    _describe(layer)


def _describe(layer: QgsVectorLayer) -> None:
    """Name the fields and say what the map tip tells."""
    layer.setDisplayExpression('"name"')
    layer.setMapTipTemplate(_map_tip())
    layer.setFieldAlias(layer.fields().lookupField("fid"), "Row")
    for field in layer_type(NAME).fields:
        layer.setFieldAlias(layer.fields().lookupField(field.name), field.label)
    _hide_columns(layer)


def _renderer() -> QgsCategorizedSymbolRenderer:
    categories = [
        QgsRendererCategory(group.id, _symbol(group.id), group.label)
        for group in load_commodities().groups()
    ]
    categories.append(QgsRendererCategory("", _symbol(""), NOT_STATED))
    categories.append(QgsRendererCategory(EXPLANATION, _explanation(), FURTHER_GROUPS))
    return QgsCategorizedSymbolRenderer("commodity_group", categories)


def _explanation() -> QgsMarkerSymbol:
    """Return the marker of a class that no occurrence is in: it is there for the legend."""
    shown = {group: _small(MARKERS[group]) for group in ("precious", "ferrous")}
    return explained(_simple(MARKERS["base"], SIZE), shown)


def _symbol(group: str) -> QgsMarkerSymbol:
    """Return a marker with its larger sizes for what is important, and its further groups."""
    marker = MARKERS.get(group, UNSTATED)
    size = SIZE * marker.factor
    symbol = _simple(marker, SIZE)
    for factor, expression in IMPORTANCE.values():
        larger = symbol.symbolLayer(0).clone()
        larger.setSize(size * factor)
        larger.setDataDefinedProperty(
            QgsSymbolLayer.Property.PropertyLayerEnabled, QgsProperty.fromExpression(expression)
        )
        symbol.appendSymbolLayer(larger)
    small = {name: _small(one) for name, one in MARKERS.items()}
    symbol.appendSymbolLayer(further_groups(group, small))
    return symbol


def _small(marker: Marker) -> QgsMarkerSymbol:
    return _simple(marker._replace(outline_width=THIN), FURTHER)


def _simple(marker: Marker, size: float) -> QgsMarkerSymbol:
    return QgsMarkerSymbol.createSimple(
        {
            "name": marker.shape,
            "color": marker.fill,
            "outline_color": marker.outline,
            "outline_width": f"{marker.outline_width}",
            "angle": f"{marker.angle}",
            "outline_width_unit": "MM",
            "size": f"{size * marker.factor:.3f}",
            "size_unit": "MM",
            "joinstyle": "round",
        }
    )


def _labels() -> QgsVectorLayerSimpleLabeling:
    settings = QgsPalLayerSettings()
    settings.fieldName = "name"
    settings.setFormat(text_format(8.5, "#2b2b2b"))
    settings.placement = QgsPalLayerSettings.Placement.OrderedPositionsAroundPoint
    settings.offsetType = QgsPalLayerSettings.OffsetType.FromSymbolBounds
    settings.dist = 0.4
    settings.scaleVisibility = True
    settings.minimumScale = LABELS_FROM_SCALE
    settings.maximumScale = 0
    settings.wrapChar = ""
    settings.autoWrapLength = 28
    return QgsVectorLayerSimpleLabeling(settings)


def _escaped(field: str) -> str:
    """Return an expression for a field's text that cannot bring HTML of its own."""
    return f"""replace("{field}", map('&', '&amp;', '<', '&lt;', '>', '&gt;', '"', '&quot;'))"""


def _row(label: str, expression: str) -> str:
    """Return one line of the map tip, left out when it would be empty."""
    return (
        f"[% coalesce('<tr><td style=\"color:#777;padding-right:8px\">{label}</td><td>' ||"
        f" {expression} || '</td></tr>', '') %]"
    )


def _country() -> str:
    """Return an expression for the country's name and, where known, the province."""
    names = ", ".join(
        f"'{country.iso3}', '{country.name.replace(chr(39), chr(39) * 2)}'" for country in members()
    )
    name = f'coalesce(map_get(map({names}), "country"), {_escaped("country_text")})'
    return f"{name} || coalesce(' · ' || {_escaped('admin1')}, '')"


def _map_tip() -> str:
    deposit_type = f"coalesce({_escaped('deposit_type_text')}, {_escaped('deposit_model')})"
    lines = [
        '<div style="font-family:sans-serif;font-size:9pt;max-width:320px">',
        f"<b>[% coalesce({_escaped('name')}, 'Unnamed occurrence') %]</b>",
        '<table style="font-size:9pt" cellspacing="0" cellpadding="1">',
        _row("Commodities", _escaped("commodity_text")),
        _row("Aligned", _escaped("commodity_codes")),
        _row("Country", _country()),
        _row("Deposit type", deposit_type),
        _row("Source", _escaped("source_uri")),
        "</table>",
        "</div>",
    ]
    return "\n".join(lines)


def _hide_columns(layer: QgsVectorLayer) -> None:
    config = QgsAttributeTableConfig()
    config.update(layer.fields())
    columns = config.columns()
    for column in columns:
        column.hidden = column.name in HIDDEN
    config.setColumns(columns)
    layer.setAttributeTableConfig(config)
