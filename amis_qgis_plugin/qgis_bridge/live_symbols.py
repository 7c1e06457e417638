"""Symbols by commodity group for occurrences on a server, or in a file without our columns.

They are those of the bundled style for occurrences, by the texts that the layer has: what is drawn
needs neither the plugin nor a column that the layer lacks. They are a named style beside the one
that the layer came with, so that a person can go back to that.
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

STYLE = "Commodity groups"
_DRAWN = "amis/drawn_by_group"
_MOST_TEXTS = 5_000  # of more, QGIS would look through long lists for every point


def draw_by_group(layer: QgsVectorLayer, values: LiveValues, terms: UserTerms = NO_TERMS) -> bool:
    """Draw a layer by commodity group, once, unless it is drawn by more than one plain symbol.

    :param values: what the layer is known to have.
    :returns: whether anything changed.
    """
    from ..core.main_group import texts_by_group

    name = next(iter(values.fields.commodities), "")
    texts = values.of(name)
    if not 0 < len(texts) <= _MOST_TEXTS or not _is_plain(layer):
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
    layer.setCustomProperty(_DRAWN, True)
    layer.styleManager().addStyleFromLayer(STYLE)
    layer.styleManager().setCurrentStyle(STYLE)
    layer.setRenderer(QgsCategorizedSymbolRenderer(name, classes))
    layer.triggerRepaint()
    return True


def _is_plain(layer: QgsVectorLayer) -> bool:
    """Whether a layer of points is drawn as QGIS draws what nobody has styled."""
    if layer.geometryType() != QgsWkbTypes.GeometryType.PointGeometry:
        return False
    if layer.customProperty(_DRAWN) or len(layer.styleManager().styles()) > 1:
        return False
    renderer = layer.renderer()
    if renderer is None or renderer.type() != "singleSymbol":
        return False
    symbol = renderer.symbol()
    return symbol.symbolLayerCount() == 1 and symbol.symbolLayer(0).layerType() == "SimpleMarker"


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
