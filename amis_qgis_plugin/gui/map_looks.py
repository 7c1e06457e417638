"""Keeps the look of the occurrence layers with the map: legends, and heat maps where many are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Callable, Optional

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer

from ..core.schemas import OCCURRENCES
from ..qgis_bridge.compat import count_features, counts_slowly, is_vector
from ..qgis_bridge.density import (
    is_chosen,
    is_density,
    may_be_dense,
    note_choice,
    show_density,
    tell_of_style,
    wants_density,
)
from ..qgis_bridge.kept_symbols import KeptSymbols
from ..qgis_bridge.layers import LAYER_TYPE
from ..qgis_bridge.legend_groups import (
    LegendClasses,
    is_free,
    reading_of_values,
    show_only_used,
)
from ..qgis_bridge.tasks import Task
from .turn import Turn


class MapLooks(QObject):
    """Watches the project's layers of mineral occurrences that come from files.

    :param iface: the running ``QgisInterface``.
    :param shown_in: tells how many features a filter leaves of a layer with very many, of which
        QGIS has no number at hand; a negative number while that is unknown.
    """

    def __init__(
        self, iface: Any, project: QgsProject, shown_in: Callable[[QgsVectorLayer], int]
    ) -> None:
        super().__init__(iface.mapCanvas())
        self._shown_in = shown_in
        self._canvas, self._view, self._project = iface.mapCanvas(), iface.layerTreeView(), project
        self._watched: dict[str, Any] = {}
        self._tasks: dict[str, Task] = {}
        self._unread: set[str] = set()
        self._unchosen: set[str] = set()
        self._untold: set[str] = set()
        self._telling = Turn(self, self._tell)
        # of each layer and style: they stay while only the choice between styles changes
        self._classes: dict[tuple[str, str], LegendClasses] = {}
        self._symbols = KeptSymbols()
        self._filters: dict[str, str] = {}  # of each layer, when it was last looked at
        self._is_changing = False
        # Not at once: Qt calls all timers that are due one after the other, those of a click, too.
        self._soon = QTimer(self, singleShot=True, interval=50, timeout=self._look)
        for signal, slot in self._signals():
            signal.connect(slot)
        self._soon.start()

    def release(self) -> None:
        """Let go of canvas and project; legends and styles stay as they are."""
        while self._untold:
            self._tell()
        for signal, slot in self._signals():
            signal.disconnect(slot)
        for name in [*self._watched]:
            self._leave(name)
        self._soon.stop()
        self.deleteLater()

    def look_again(self, *_args: Any) -> None:
        """Choose for the layers of which nobody could tell how many are shown."""
        if self._unchosen:
            self._soon.start()

    def _signals(self) -> tuple[tuple[Any, Any], ...]:
        return (
            (self._canvas.scaleChanged, self._on_scale),
            (self._project.layersAdded, self._on_layers),
            (self._project.readProject, self._on_layers),
            (self._project.layersWillBeRemoved, self._on_removed),
        )

    def _on_scale(self, _scale: float) -> None:
        self._unchosen.update(self._watched)
        self._soon.start()

    def _on_layers(self, *_args: Any) -> None:
        self._soon.start()

    def _on_removed(self, names: list[str]) -> None:
        for name in names:
            self._leave(name)

    def _look(self) -> None:
        """Watch what came, and choose between symbols and heat maps, a layer in a turn.

        Not at a click on a filter of very many: another style keeps the window for a while.
        """
        for name, layer in self._project.mapLayers().items():
            if name not in self._watched and _is_ours(layer):
                self._watch(name, layer)
        for name, layer in [*self._watched.items()]:
            if not _is_ours(layer):
                self._leave(name)  # it shows a server now
                continue
            self._filters[name] = layer.subsetString()
            may_choose = name in self._unchosen or not counts_slowly(layer)
            is_changed = may_choose and self._choose(layer)
            if name in self._unread:
                self._read(layer)
            if is_changed:
                self._soon.start()
                return

    def _watch(self, name: str, layer: Any) -> None:
        self._watched[name] = layer
        for signal, slot in self._signals_of(layer):
            signal.connect(slot)
        self._unread.add(name)
        self._unchosen.add(name)

    def _leave(self, name: str) -> None:
        task = self._tasks.pop(name, None)
        if task is not None:
            task.cancel()
        for names in (self._unread, self._unchosen, self._untold):
            names.discard(name)
        self._forget_classes(name)
        self._symbols.forget(name)
        self._filters.pop(name, None)
        layer = self._watched.pop(name, None)
        if layer is not None:
            for signal, slot in self._signals_of(layer):
                signal.disconnect(slot)

    def _signals_of(self, layer: Any) -> tuple[tuple[Any, Any], ...]:
        return (
            (layer.subsetStringChanged, self._on_rows),
            (layer.afterCommitChanges, self._on_rows),
            (layer.rendererChanged, self._on_renderer),
            (layer.styleChanged, self._on_symbols),
            (layer.repaintRequested, self._on_repaint),
            (layer.legendChanged, self._on_legend),
            (layer.styleManager().currentStyleChanged, self._on_style),
        )

    def _on_rows(self) -> None:
        """Note what has changed; the layer itself may be between two sources just now."""
        self._unread.add(self.sender().id())
        self._soon.start()

    def _on_repaint(self, *_args: Any) -> None:
        """Take it for a change of the symbols, unless it is for another filter.

        Legend and scripts change a renderer in place, and have the layer drawn anew.
        """
        layer = self.sender()
        if self._filters.get(layer.id()) == layer.subsetString():
            self._on_symbols()

    def _on_symbols(self) -> None:
        if not self._is_changing:
            self._symbols.forget(self.sender().id())

    def _on_renderer(self) -> None:
        self._on_legend()
        self._on_rows()

    def _on_legend(self) -> None:
        if not self._is_changing:
            self._forget_classes(self.sender().id())

    def _forget_classes(self, name: str) -> None:
        self._classes = {key: one for key, one in self._classes.items() if key[0] != name}

    def _on_style(self, _name: str) -> None:
        if not self._is_changing:
            note_choice(self.sender().layer())

    def _choose(self, layer: Any) -> bool:
        """Choose between symbols and heat map, if that is known; say whether it is another."""
        count, scale = self._count(layer), self._canvas.scale()
        if layer.isEditable() or (count < 0 and may_be_dense(scale)):
            return False
        self._unchosen.discard(layer.id())
        is_wanted = wants_density(count, scale)
        if is_chosen(layer) or is_wanted == is_density(layer):
            return False
        is_shown = layer in self._canvas.layers()
        if is_shown:
            self._canvas.stopRendering()  # it is drawn anew, and takes time from the window
        with self._changing():
            is_changed = show_density(layer, is_wanted, self._symbols)
        if is_changed:
            self._untold.add(layer.id())
            self._telling.take(later=True)
        elif is_shown:
            self._canvas.refresh()
        return is_changed

    def _tell(self) -> None:
        """Have a legend and the map follow a style, after the window had a turn of its own."""
        name = self._untold.pop() if self._untold else ""
        if name in self._watched:
            with self._changing():
                tell_of_style(self._watched[name])
        if self._untold:
            self._telling.take(later=True)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Change styles inside the block: who only looks at the map has nothing to save."""
        is_dirty, self._is_changing = self._project.isDirty(), True
        try:
            yield
        finally:
            self._is_changing = False
            self._project.setDirty(is_dirty)

    def _count(self, layer: Any) -> int:
        return self._shown_in(layer) if counts_slowly(layer) else count_features(layer)

    def _read(self, layer: Any) -> None:
        """Read in the background which classes have features."""
        name = layer.id()
        if name in self._tasks:
            return  # several would keep other tasks waiting
        self._unread.discard(name)
        node = self._project.layerTreeRoot().findLayer(layer)
        if node is None or not is_free(node):
            return
        work = reading_of_values(layer)
        if work is None:
            self._show(name, None)
            return
        title = f"Looking for what the legend of {layer.name()} has to explain"

        def on_end(values: Optional[frozenset[str]]) -> None:
            if self._tasks.get(name) is task:  # else the layer is gone, or back with another task
                del self._tasks[name]
                self._on_read(name, values)

        task = Task(title, work, on_end, lambda _error: on_end(None), owner=self)
        self._tasks[name] = task
        task.start()

    def _on_read(self, name: str, values: Optional[frozenset[str]]) -> None:
        if name in self._unread:
            self._soon.start()  # its rows are others by now
        else:
            self._show(name, values)

    def _show(self, name: str, values: Optional[frozenset[str]]) -> None:
        """Leave out of the legend what is not there."""
        node = self._project.layerTreeRoot().findLayer(name)
        if node is None or node.layer() is None:
            return
        style = name, node.layer().styleManager().currentStyle()
        classes = self._classes.get(style) or LegendClasses.of(node)
        if classes.are_all:
            self._classes[style] = classes
        is_dirty, refresh = self._project.isDirty(), self._view.layerTreeModel().refreshLayerLegend
        show_only_used(refresh, node, values, classes)
        self._project.setDirty(is_dirty)


def _is_ours(layer: Any) -> bool:
    return (
        is_vector(layer)
        and layer.providerType() == "ogr"
        and layer.isSpatial()
        and layer.customProperty(LAYER_TYPE) == OCCURRENCES
    )
