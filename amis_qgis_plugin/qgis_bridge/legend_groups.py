"""The legend of a layer shows what is on the map: classes without features are left out.

QGIS keeps the order of legend entries with the layer's place in the Layers panel; what the order
does not name is not shown. So the style stays as it is, and the choice is kept in the project and
holds in layouts, with and without the plugin.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Callable, Optional

from qgis.core import (
    NULL,
    QgsLayerTreeModelLegendNode,
    QgsMapLayerLegendUtils,
    QgsProviderRegistry,
)
from qgis.PyQt.QtCore import Qt

from ..core.progress import Progress
from ..workspace.occurrence_pages import distinct_texts
from .compat import field_type

# Value of a class that no feature has: it is in the legend to explain something, and stays there.
EXPLANATION = "(explanation)"
FURTHER_FROM_SCALE = 250_000  # from here on the bundled style draws what it explains
SEVERAL = "\"commodity_codes\" LIKE '%;%'"  # the expression for rows that may have it
_OURS = "amis/legend"
_KEY = QgsLayerTreeModelLegendNode.LegendNodeRoles.RuleKeyRole
_CHECK = Qt.ItemDataRole.CheckStateRole
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


@dataclass(frozen=True)
class LegendClasses:
    """The entries of a layer's legend.

    QGIS copies every symbol several times to tell them, which takes its time with many small
    ones: who asks often keeps what it got, until the layer's renderer or legend changes.

    :param keys: of all entries, in their order.
    :param values: what each class stands for, by the key of its entry.
    """

    keys: tuple[str, ...]
    values: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, node: Any) -> LegendClasses:
        """Return those of a layer's node, in whatever order somebody put them."""
        # Not those of the model: it has only what the order before left in.
        legend = node.layer().legend().createLayerTreeModelLegendNodes(node)
        renderer = node.layer().renderer()
        categories = []
        if renderer is not None and renderer.type() == "categorizedSymbol":
            categories = renderer.categories()
        # What is not of a class has no box to tick: sizes, diagrams, labels.
        classes = [one for one in legend if one.data(_CHECK) is not None]
        return cls(
            tuple(_key(one) for one in legend),
            {_key(one): _texts(of.value()) for one, of in zip(classes, categories)},
        )

    @property
    def are_all(self) -> bool:
        """Whether the legend has nothing else; what labels add to it changes untold."""
        return len(self.keys) == len(self.values)

    def shown(self, there: Optional[frozenset[str]]) -> list[int]:
        """Return the places of the entries that have something to explain.

        :param there: the values that there are; ``None`` where nobody knows.
        :returns: all places where nothing would be left but explanations.
        """
        explaining = {key for key, values in self.values.items() if EXPLANATION in values}
        unused = set() if there is None else self._unused(there)
        places = range(len(self.keys))
        if all(self.keys[at] in explaining | unused for at in places):
            return [*places]
        return [at for at in places if self.keys[at] in explaining or self.keys[at] not in unused]

    def _unused(self, there: frozenset[str]) -> set[str]:
        named = frozenset().union(*self.values.values()) - {""}
        # The class of the empty value takes whatever has no class of its own.
        found = (there & named) | ({""} if there - named else set())
        return {key for key, values in self.values.items() if values.isdisjoint(found)}


def show_only_used(
    refresh: Callable[[Any], Any],
    node: Any,
    values: Optional[frozenset[str]],
    classes: Optional[LegendClasses] = None,
) -> bool:
    """Leave out of a legend the classes that have no features; say whether anything changed.

    :param refresh: has the legend of the node drawn anew.
    :param node: the layer's ``QgsLayerTreeLayer``.
    :param values: those that there are; ``None`` where nobody knows, for all classes.
    :param classes: those of the layer, where the caller has them.
    """
    # no layer while QGIS reads a project and asks about layers that it misses
    if node.layer() is None or not is_free(node):
        return False
    classes = classes or LegendClasses.of(node)
    shown = classes.shown(values)
    before = node.customProperty(_ORDER)
    if len(shown) == len(classes.keys):
        _show_all(node)
    else:
        QgsMapLayerLegendUtils.setLegendNodeOrder(node, shown)
        node.setCustomProperty(_OURS, node.customProperty(_ORDER))
    if before == node.customProperty(_ORDER):
        return False
    refresh(node)
    return True


def _key(entry: Any) -> str:
    return str(entry.data(_KEY) or "")


def _texts(value: Any) -> frozenset[str]:
    values = value if isinstance(value, (list, tuple)) else [value]
    return frozenset("" if one is None or one == NULL else str(one) for one in values)


def _show_all(node: Any) -> None:
    node.removeCustomProperty(_ORDER)
    node.removeCustomProperty(_OURS)
