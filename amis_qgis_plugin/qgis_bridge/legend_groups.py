"""The legend of a layer shows what is on the map: classes without features are left out.

QGIS keeps the order of legend entries with the layer's place in the Layers panel; what the order
does not name is not shown. So the style stays as it is, and the choice is kept in the project and
holds in layouts, with and without the plugin.
"""

from __future__ import annotations

from typing import Any

from qgis.core import QgsLayerTreeModelLegendNode, QgsMapLayerLegendUtils

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


def show_only_used(model: Any, node: Any, count: Any) -> bool:
    """Leave out of a legend the classes that have no features; say whether anything changed.

    :param model: the ``QgsLayerTreeModel`` that shows the node.
    :param node: the layer's ``QgsLayerTreeLayer``.
    :param count: takes a legend key, gives the number of its features; negative where unknown.
    """
    layer = node.layer()  # none while QGIS reads a project and asks about layers that it misses
    if layer is None or not is_free(node):
        return False
    # Not those of the model: it has only what the order before left in.
    legend = layer.legend().createLayerTreeModelLegendNodes(node)
    keys = [str(one.data(_KEY) or "") for one in legend]
    explaining = _explanations(layer.renderer())
    used = [at for at, key in enumerate(keys) if key not in explaining and count(key) != 0]
    shown = [at for at, key in enumerate(keys) if at in used or key in explaining]
    before = node.customProperty(_ORDER)
    if len(shown) == len(legend) or not used:
        _show_all(node)
    else:
        QgsMapLayerLegendUtils.setLegendNodeOrder(node, shown)
        node.setCustomProperty(_OURS, node.customProperty(_ORDER))
    if before == node.customProperty(_ORDER):
        return False
    model.refreshLayerLegend(node)
    return True


def _explanations(renderer: Any) -> set[str]:
    """Return the legend keys of the classes that only explain."""
    if renderer is None or renderer.type() != "categorizedSymbol":
        return set()
    classes = zip(renderer.categories(), renderer.legendSymbolItems())
    return {item.ruleKey() for one, item in classes if one.value() == EXPLANATION}


def _show_all(node: Any) -> None:
    node.removeCustomProperty(_ORDER)
    node.removeCustomProperty(_OURS)
