"""A sign beside the layers of workspaces in the Layers panel: how complete their rows are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

from qgis.core import QgsLayerTree, QgsProject
from qgis.gui import QgsLayerTreeViewIndicator
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, Qt, QTimer
from qgis.PyQt.QtWidgets import QAction

from ..core.completeness import Completeness
from ..core.errors import AmisError
from ..core.sources import Source
from ..qgis_bridge.compat import is_vector, vector_type
from ..qgis_bridge.layers import LAYER_TYPE
from ..qgis_bridge.twins import sources_shown, workspace_table
from .completeness_dialog import CompletenessDialog
from .completeness_words import tooltip, tooltip_of_problem
from .icons import icon

ICONS = {
    Completeness.COMPLETE_PROVEN: "complete",
    Completeness.COMPLETE_UNPROVEN: "unproven",
    Completeness.INCOMPLETE: "incomplete",
}
_UNKNOWN = "offline"  # where a workspace cannot be read now
_AGAIN = 5000  # milliseconds until a file that could not be read is looked at again


@dataclass(frozen=True)
class _State:
    """What a sign shows.

    :param again: whether the file is there and could only not be read just now.
    """

    icon: str
    tooltip: str
    sources: tuple[Source, ...] = ()
    again: bool = False


class CompletenessIndicators(QObject):
    """Keeps a sign beside every layer whose rows came from sources of a workspace.

    What the sign says can be had from the layer's context menu too, without a mouse.

    :param iface: the running ``QgisInterface``.
    :param menu: name of our submenu in the context menu of layers.
    """

    def __init__(self, iface: Any, project: QgsProject, menu: str) -> None:
        super().__init__(iface.layerTreeView())
        self._iface, self._view, self._project = iface, iface.layerTreeView(), project
        self._root = project.layerTreeRoot()
        self._signs: list[tuple[Any, QgsLayerTreeViewIndicator, _State]] = []
        self._watched: dict[str, Any] = {}
        self._known: set[str] = set()  # layers that had a sign while their file could be read
        self._action = QAction(icon("complete"), "Completeness…", iface.mainWindow())
        self._action.triggered.connect(lambda _checked: self.tell(iface.activeLayer()))
        iface.addCustomActionForLayerType(self._action, menu, vector_type(), True)
        self._soon = self._timer(0)
        self._later = self._timer(_AGAIN)
        for signal, slot in self._signals():
            signal.connect(slot)
        self._soon.start()

    def refresh(self, _path: Optional[Path] = None) -> None:
        """Look at the layers anew: a workspace, or what a layer shows of it, has changed."""
        self._soon.start()

    def sources_of(self, layer: Any) -> tuple[Source, ...]:
        """Return the sources whose rows a layer shows, the least complete first."""
        state = self._state(layer)
        return state.sources if state is not None else ()

    def tell(self, layer: Any) -> None:
        """Show all that is known of the completeness of a layer."""
        sources = self.sources_of(layer)
        if sources:
            dialog = CompletenessDialog(layer.name(), sources, self._view.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()

    def release(self) -> None:
        """Take the signs away and let go of the project."""
        self._soon.stop()
        self._later.stop()
        for signal, slot in self._signals():
            signal.disconnect(slot)
        self._iface.removeCustomActionForLayerType(self._action)
        self._action.deleteLater()
        self._watch([])
        self._remove(lambda _node: True)
        for dialog in self._view.window().findChildren(CompletenessDialog):
            dialog.reject()
        self.deleteLater()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self._update)
        return timer

    def _signals(self) -> tuple[tuple[Any, Any], ...]:
        return (
            (self._project.layersAdded, self._look),
            (self._project.layersRemoved, self._look),
            (self._project.readProject, self._look),
            (self._root.addedChildren, self._look),
            (self._root.willRemoveChildren, self._forget),
            (self._iface.currentLayerChanged, self._offer),
        )

    def _look(self, *_what: Any) -> None:
        self._soon.start()

    def _offer(self, layer: Any) -> None:
        self._action.setVisible(bool(self.sources_of(layer)))

    def _forget(self, group: Any, first: int, last: int) -> None:
        """Take the signs off nodes that are about to go."""
        going = set()
        for node in group.children()[first : last + 1]:
            found = node.findLayers() if QgsLayerTree.isGroup(node) else [node]
            going |= {sip.unwrapinstance(one) for one in found}
        self._remove(lambda node: sip.unwrapinstance(node) in going)
        self._soon.start()

    def _remove(self, is_meant: Any) -> None:
        kept = []
        for node, sign, state in self._signs:
            if not sip.isdeleted(node) and not is_meant(node):
                kept.append((node, sign, state))
                continue
            if not sip.isdeleted(node):
                self._view.removeIndicator(node, sign)
            sign.deleteLater()
        self._signs = kept

    def _update(self) -> None:
        """Give every layer the sign that it should have; what is right already stays."""
        self._later.stop()
        layers = list(self._project.mapLayers().values())
        self._watch([layer for layer in layers if is_vector(layer)])
        states = {layer.id(): self._state(layer) for layer in layers}
        nodes = [node for node in self._root.findLayers() if states.get(node.layerId())]
        wanted = {sip.unwrapinstance(node): states[node.layerId()] for node in nodes}
        there = {sip.unwrapinstance(node): state for node, _sign, state in self._shown()}
        right = {key for key, state in wanted.items() if there.get(key) == state}
        self._remove(lambda node: sip.unwrapinstance(node) not in right)
        for node in nodes:
            if sip.unwrapinstance(node) not in right:
                self._add(node, states[node.layerId()])
        self._known &= states.keys()
        self._offer(self._iface.activeLayer())
        if any(state is not None and state.again for state in states.values()):
            self._later.start()

    def _shown(self) -> Iterator[tuple[Any, Any, _State]]:
        return (one for one in self._signs if not sip.isdeleted(one[0]))

    def _add(self, node: Any, state: _State) -> None:
        sign, key = QgsLayerTreeViewIndicator(self), node.layerId()
        sign.setIcon(icon(state.icon))
        sign.setToolTip(state.tooltip)
        sign.clicked.connect(lambda index: self._clicked(index, key))
        self._view.addIndicator(node, sign)
        self._signs.append((node, sign, state))

    def _clicked(self, _index: Any, layer_id: str) -> None:
        layer = self._project.mapLayer(layer_id)
        if layer is not None:
            self.tell(layer)

    def _state(self, layer: Any) -> Optional[_State]:
        """Return what the sign of a layer shows; None for a layer that has none."""
        place = workspace_table(layer)
        if place is None:
            return None
        from ..workspace.glance import glance

        try:
            sources = sources_shown(layer, glance(place[0]))
        except AmisError as error:
            if not (layer.customProperty(LAYER_TYPE) or layer.id() in self._known):
                return None  # it may be no workspace at all
            said = tooltip_of_problem(error.message)
            return _State(_UNKNOWN, said, again=place[0].exists())
        if not sources:
            self._known.discard(layer.id())
            return None
        self._known.add(layer.id())
        return _State(ICONS[sources[0].completeness], tooltip(sources), sources)

    def _watch(self, layers: list[Any]) -> None:
        """Follow what these layers are read from and which of their rows they show."""
        wanted = {layer.id(): layer for layer in layers}
        for key in self._watched.keys() - wanted.keys():
            layer = self._watched.pop(key)
            if not sip.isdeleted(layer):
                layer.subsetStringChanged.disconnect(self._look)
                layer.dataSourceChanged.disconnect(self._look)
        for key in wanted.keys() - self._watched.keys():
            wanted[key].subsetStringChanged.connect(self._look)
            wanted[key].dataSourceChanged.connect(self._look)
            self._watched[key] = wanted[key]
