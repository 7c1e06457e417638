"""The legend of a print layout: only what is on the map, in as many columns as it takes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from qgis.core import (
    QgsBasicNumericFormat,
    QgsCategorizedSymbolRenderer,
    QgsFeatureRequest,
    QgsLayerTreeLayer,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutSize,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayer,
    QgsMapLayerLegendUtils,
    QgsPrintLayout,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QRectF

from .compat import is_vector
from .layout_text import text_format, wrapped
from .legend_groups import EXPLANATION, FURTHER_FROM_SCALE, SEVERAL
from .legend_rasters import LABEL, tell_of_raster

WRAP = "|"
TITLE = "amis/title"  # property of a layer's node: what it is called here, else the layer's name
_GENERATOR = "GeometryGenerator"
# Size in points and columns, the best to read first.
_BESIDE = ((8.0, 1), (7.0, 1), (7.0, 2), (6.0, 1), (6.0, 2), (5.5, 2), (5.5, 3), (5.0, 3))
_ON_A_PAGE = ((8.0, 3), (7.0, 4), (6.0, 5), (5.0, 6), (4.0, 7))
_SYMBOL = (5.0, 3.2)  # width and height in millimetres
_LARGEST_SYMBOL = 4.0  # of points, which may be larger on the map
_GAP = 2.0  # between symbol and text, with the margins
_MOST_CLASSES = 60  # of one layer; a map with more of them cannot be read anyway


def add_legend(
    layout: QgsPrintLayout,
    name: str,
    linked: QgsLayoutItemMap,
    layers: Iterable[QgsMapLayer],
    numbers: QgsBasicNumericFormat,
    words: Mapping[str, str],
) -> QgsLayoutItemLegend:
    """Add a legend of layers; it has no place yet.

    :param name: id of the item.
    :param numbers: how numbers are written.
    :param words: of maps: what stands above it, and the values of a raster.
    """
    legend = QgsLayoutItemLegend(layout)
    legend.setId(name)
    legend.setTitle(words["legend"])
    legend.setAutoUpdateModel(False)
    legend.setLinkedMap(linked)
    legend.setWrapString(WRAP)
    legend.setResizeToContents(False)
    legend.setSymbolWidth(_SYMBOL[0])
    legend.setBoxSpace(1.0)
    legend.setColumnSpace(2.0)
    layout.addLayoutItem(legend)
    root = legend.model().rootGroup()
    root.clear()
    for layer in layers:
        node = root.addLayer(layer)
        if isinstance(layer, QgsRasterLayer):
            tell_of_raster(node, _MOST_CLASSES, numbers, words["raster_values"])
            continue
        _leave_out_unused(node, linked.scale())
        _draw_own_groups(node)
    return legend


def place_legend(legend: QgsLayoutItemLegend, box: QRectF, on_a_page: bool = False) -> bool:
    """Give a legend a box, and the largest text with which it fits in; say whether it does.

    :param on_a_page: whether the box is a page of its own, not the panel beside a map.
    """
    fits = False
    for size, columns in _ON_A_PAGE if on_a_page else _BESIDE:
        _shape(legend, size, columns, box.width())
        # Better not to part the classes of a layer, where that will do.
        fits = any(_fits(legend, box, is_split) for is_split in (False, True))
        if fits:
            break
    legend.attemptSetSceneRect(box)
    legend.attemptResize(QgsLayoutSize(box.width(), box.height()))
    return fits


def _fits(legend: QgsLayoutItemLegend, box: QRectF, is_split: bool) -> bool:
    legend.setSplitLayer(is_split)
    needed = QgsLegendRenderer(legend.model(), legend.legendSettings()).minimumSize()
    return bool(needed.width() <= box.width() and needed.height() <= box.height())


def _shape(legend: QgsLayoutItemLegend, size: float, columns: int, width: float) -> None:
    legend.setColumnCount(columns)
    legend.setSymbolHeight(_SYMBOL[1] * size / 8.0)
    legend.setMaximumSymbolSize(_LARGEST_SYMBOL * size / 8.0)
    _set_style(legend, QgsLegendStyle.Style.Title, size + 2.0, True)
    _set_style(legend, QgsLegendStyle.Style.Subgroup, size, True)
    _set_style(legend, QgsLegendStyle.Style.SymbolLabel, size, False)
    column = (width - 2.0 * columns) / columns
    for node in legend.model().rootGroup().findLayers():
        title = wrapped(
            str(node.customProperty(TITLE) or node.layer().name()), size, column * 0.92, bold=True
        )
        node.setCustomProperty("legend/title-label", WRAP.join(title))
        _wrap_classes(node, size, column - _SYMBOL[0] - _GAP)
        legend.model().refreshLayerLegend(node)
    legend.updateLegend()


def _wrap_classes(node: Any, size: float, width: float) -> None:
    plain = QgsLayerTreeLayer(node.layer())  # without what was set; it has to outlive its nodes
    nodes = plain.layer().legend().createLayerTreeModelLegendNodes(plain)
    for at, one in enumerate(nodes):
        # 0: Qt's role for what is displayed
        text = str(node.customProperty(f"{LABEL}{at}") or one.data(0) or "")
        if text:
            shown = WRAP.join(wrapped(text, size, width * 0.92))
            QgsMapLayerLegendUtils.setLegendNodeUserLabel(node, at, shown)


def _set_style(legend: QgsLayoutItemLegend, kind: Any, size: float, bold: bool) -> None:
    style = legend.style(kind)
    shaped = text_format(size, bold)
    if hasattr(style, "setTextFormat"):
        style.setTextFormat(shaped)
    else:  # before QGIS 3.30
        font = shaped.font()
        font.setPointSizeF(size)
        style.setFont(font)
    space = 0.25 * size / 8.0
    style.setMargin(QgsLegendStyle.Side.Top, (4.0 if bold else 2.0) * space * 2.0)
    legend.setStyle(kind, style)


def _leave_out_unused(node: Any, scale: float) -> None:
    """Leave out of a legend what a map of this scale does not show of the layer."""
    layer = node.layer()
    used = used_classes(layer)
    if used is not None:
        explaining = _explaining(layer, scale) if used else []
        shown = [*used[: _MOST_CLASSES - len(explaining)], *explaining]
        QgsMapLayerLegendUtils.setLegendNodeOrder(node, shown)


def _draw_own_groups(node: Any) -> None:
    """Draw classes without what geometries add to them: QGIS makes no such symbol smaller."""
    renderer = node.layer().renderer() if is_vector(node.layer()) else None
    if not isinstance(renderer, QgsCategorizedSymbolRenderer):
        return
    for at, one in enumerate(renderer.categories()):
        symbol = one.symbol().clone()
        kinds = [layer.layerType() for layer in symbol.symbolLayers()]
        for place in reversed([it for it, kind in enumerate(kinds) if kind == _GENERATOR]):
            symbol.deleteSymbolLayer(place)
        if 0 < symbol.symbolLayerCount() < len(kinds):
            QgsMapLayerLegendUtils.setLegendNodeCustomSymbol(node, at, symbol)


def used_classes(layer: QgsMapLayer) -> list[int] | None:
    """Return the positions of a layer's classes that have features; None where all are shown."""
    renderer = layer.renderer() if is_vector(layer) else None
    if not isinstance(renderer, QgsCategorizedSymbolRenderer):
        return None
    field = layer.fields().lookupField(renderer.classAttribute())
    if field < 0:
        return None
    others = [at for at, one in enumerate(renderer.categories()) if _is_any(one.value())]
    listed = _listed(renderer)
    found = set()
    for value in layer.uniqueValues(field):
        at = renderer.categoryIndexForValue(value)
        at = listed.get(str(value), -1) if at < 0 else at
        found |= {at} if at >= 0 else set(others)
    return sorted(at for at in found if renderer.categories()[at].renderState())


def _listed(renderer: QgsCategorizedSymbolRenderer) -> dict[str, int]:
    """Return values of classes that stand for several, to the position of the class.

    QGIS draws by them, yet does not find a class by one of them.
    """
    found: dict[str, int] = {}
    for at, one in enumerate(renderer.categories()):
        if isinstance(one.value(), list):
            for value in one.value():
                found.setdefault(str(value), at)
    return found


def _explaining(layer: Any, scale: float) -> list[int]:
    """Return the positions of the classes that explain small markers, where a map has any."""
    classes = layer.renderer().categories()
    found = [at for at, one in enumerate(classes) if one.value() == EXPLANATION]
    several = QgsFeatureRequest().setFilterExpression(SEVERAL).setLimit(1)
    if not found or scale > FURTHER_FROM_SCALE:
        return []
    is_there = next(layer.getFeatures(several), None) is not None
    return [at for at in found if is_there and classes[at].renderState()]


def _is_any(value: Any) -> bool:
    """Whether a class is the one of all other values."""
    return value is None or value == "" or (hasattr(value, "isNull") and value.isNull())
