"""Symbols by commodity group for occurrences on a server, or in a file without our columns.

They are those of the bundled style for occurrences, by the texts that the layer has: what is drawn
needs neither the plugin nor a column that the layer lacks. They take the place of the plain symbol
in a colour of QGIS's choice that a new layer has, and of nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsMarkerSymbol,
    QgsRendererCategory,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..core.schemas import OCCURRENCES
from ..core.user_terms import NO_TERMS, UserTerms
from ..paths import bundled
from .legend_groups import EXPLANATION

if TYPE_CHECKING:
    from .live_values import LiveValues

_PLAIN = "amis/plain_colour"
_MOST_TEXTS = 5_000  # of more, QGIS would look through long lists for every point


def note_plain(layer: QgsVectorLayer) -> None:
    """Note that nobody has styled a new layer yet: QGIS gave it the colour that it has."""
    if _has_plain_symbol(layer):
        layer.setCustomProperty(_PLAIN, layer.renderer().symbol().color().name())


def draw_by_group(layer: QgsVectorLayer, values: LiveValues, terms: UserTerms = NO_TERMS) -> bool:
    """Draw a layer by commodity group, once, if nobody has styled it.

    :param values: what the layer is known to have.
    :returns: whether anything changed.
    """
    from ..core.main_group import texts_by_group

    name = values.drawn_by
    texts = values.of(name)
    if not 0 < len(texts) <= _MOST_TEXTS or layer.isEditable() or not _is_unstyled(layer):
        return False
    groups = texts_by_group(texts, values.fields.profile or "", terms)
    symbols = _bundled_symbols()
    classes = [
        QgsRendererCategory(list(groups[group]), symbol.clone(), label)
        for group, (symbol, label) in symbols.items()
        if group and group in groups
    ]
    unstated, label = symbols[""]
    classes.append(QgsRendererCategory("", unstated.clone(), label))  # and everything else
    layer.removeCustomProperty(_PLAIN)
    layer.setRenderer(QgsCategorizedSymbolRenderer(name, classes))
    layer.triggerRepaint()
    return True


def _is_unstyled(layer: QgsVectorLayer) -> bool:
    """Whether a layer is drawn by the plain symbol that it came with."""
    colour = layer.customProperty(_PLAIN)
    return (
        bool(colour)
        and _has_plain_symbol(layer)
        and (layer.renderer().symbol().color().name() == colour)
    )


def _has_plain_symbol(layer: QgsVectorLayer) -> bool:
    if layer.geometryType() != QgsWkbTypes.GeometryType.PointGeometry:
        return False
    renderer = layer.renderer()
    if renderer is None or renderer.type() != "singleSymbol":
        return False
    symbol, usual = renderer.symbol(), QgsMarkerSymbol.createSimple({})
    return (
        symbol.symbolLayerCount() == 1
        and symbol.symbolLayer(0).layerType() == usual.symbolLayer(0).layerType()
        and symbol.symbolLayer(0).shape() == usual.symbolLayer(0).shape()
        and symbol.size() == usual.size()
        and symbol.opacity() == 1
    )


def _bundled_symbols() -> Mapping[str, tuple[QgsMarkerSymbol, str]]:
    """Return group to symbol and label of the bundled style, without what asks for its columns."""
    holder = QgsVectorLayer("Point?field=commodity_group:string", "", "memory")
    holder.loadNamedStyle(str(bundled("styles", f"{OCCURRENCES}.qml")))
    found = {}
    for one in holder.renderer().categories():
        if one.value() != EXPLANATION:
            found[str(one.value() or "")] = (_without_columns(one.symbol()), one.label())
    return found


def _without_columns(symbol: QgsMarkerSymbol) -> QgsMarkerSymbol:
    """Return the lowest layer alone: those above ask for importance and further groups."""
    plain = symbol.clone()
    while plain.symbolLayerCount() > 1:
        plain.deleteSymbolLayer(plain.symbolLayerCount() - 1)
    return plain
