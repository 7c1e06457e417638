"""The legend of a layer shows what is on the map: classes without features are left out.

QGIS keeps the order of legend entries with the layer's place in the Layers panel; what the order
does not name is not shown. So the style stays as it is, and the choice is kept in the project and
holds in layouts, with and without the plugin.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, Callable, Optional

from qgis.core import (
    NULL,
    QgsLayerTreeModelLegendNode,
    QgsMapLayerLegendUtils,
    QgsProviderRegistry,
)

from ..core.progress import Progress
from ..workspace.occurrence_pages import distinct_texts
from .compat import field_type

# Value of a class that no feature has: it is in the legend to explain something, and stays there.
EXPLANATION = "(explanation)"
FURTHER_FROM_SCALE = 250_000  # from here on the bundled style draws what it explains
SEVERAL = "\"commodity_codes\" LIKE '%;%'"  # the expression for rows that may have it
_OURS = "amis/legend"
_KEY = QgsLayerTreeModelLegendNode.LegendNodeRoles.RuleKeyRole
_ORDER = "legend/node-order"


def is_free(node: Any) -> bool:
    """Whether nobody put the legend of a layer's node into an order of their own."""
    order = node.customProperty(_ORDER)
    return not order or order == node.customProperty(_OURS)


def reading_of_values(layer: Any) -> Optional[Callable[[Progress], frozenset[str]]]:
    """Return what reads the values that a layer of a file has its classes by, for a task.

    QGIS's own counter of features by class asks the project from its thread, and QGIS crashes
    when the project changes meanwhile, as it does with each layer that is added or removed.

    :returns: nothing where the classes are not of a column of text.
    """
    condition, renderer = layer.subsetString(), layer.renderer()
    is_statement = condition.lstrip().lower().startswith("select")
    if renderer is None or renderer.type() != "categorizedSymbol" or is_statement:
        return None
    column, own = renderer.classAttribute(), layer.dataProvider().fields()
    at = own.indexFromName(column)
    if at < 0 or field_type(own.at(at)) != "text":
        return None
    parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
    path, table = Path(str(parts.get("path"))), str(parts.get("layerName"))
    return partial(distinct_texts, path, table, own.at(at).name(), condition)


def show_only_used(
    refresh: Callable[[Any], Any], node: Any, values: Optional[frozenset[str]]
) -> bool:
    """Leave out of a legend the classes that have no features; say whether anything changed.

    :param refresh: has the legend of the node drawn anew.
    :param node: the layer's ``QgsLayerTreeLayer``.
    :param values: those that there are; ``None`` where nobody knows, for all classes.
    """
    layer = node.layer()  # none while QGIS reads a project and asks about layers that it misses
    if layer is None or not is_free(node):
        return False
    # Not those of the model: it has only what the order before left in.
    legend = layer.legend().createLayerTreeModelLegendNodes(node)
    keys = [str(one.data(_KEY) or "") for one in legend]
    explaining = _explanations(layer.renderer())
    unused = set() if values is None else _unused(layer.renderer(), values)
    used = [at for at, key in enumerate(keys) if key not in explaining | unused]
    shown = [at for at, key in enumerate(keys) if at in used or key in explaining]
    before = node.customProperty(_ORDER)
    if len(shown) == len(legend) or not used:
        _show_all(node)
    else:
        QgsMapLayerLegendUtils.setLegendNodeOrder(node, shown)
        node.setCustomProperty(_OURS, node.customProperty(_ORDER))
    if before == node.customProperty(_ORDER):
        return False
    refresh(node)
    return True


def _explanations(renderer: Any) -> set[str]:
    """Return the legend keys of the classes that only explain."""
    return {key for key, values in _classes(renderer).items() if EXPLANATION in values}


def _unused(renderer: Any, there: frozenset[str]) -> set[str]:
    """Return the legend keys of the classes that none of the values is of."""
    classes = _classes(renderer)
    named = frozenset().union(*classes.values()) - {""}
    # The class of the empty value takes whatever has no class of its own.
    others = {""} if there - named else set()
    return {key for key, values in classes.items() if values.isdisjoint((there & named) | others)}


def _classes(renderer: Any) -> dict[str, frozenset[str]]:
    """Return the values of each class by its legend key."""
    if renderer is None or renderer.type() != "categorizedSymbol":
        return {}
    classes = zip(renderer.categories(), renderer.legendSymbolItems())
    return {item.ruleKey(): _texts(one.value()) for one, item in classes}


def _texts(value: Any) -> frozenset[str]:
    values = value if isinstance(value, (list, tuple)) else [value]
    return frozenset("" if one is None or one == NULL else str(one) for one in values)


def _show_all(node: Any) -> None:
    node.removeCustomProperty(_ORDER)
    node.removeCustomProperty(_OURS)
