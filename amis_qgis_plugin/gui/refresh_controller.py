"""Refreshing from the server what a layer of a workspace shows, from its context menu."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable, Optional

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QAction

from ..core.errors import AmisError
from ..qgis_bridge.compat import vector_type
from ..qgis_bridge.messages import Messages
from ..qgis_bridge.refreshing import RefreshEnd, from_servers, refuse_unsaved, work_of_refresh
from ..qgis_bridge.tasks import Task
from ..qgis_bridge.twins import workspace_table
from .icons import icon
from .questions import show_text
from .refresh_words import ended_words, is_success, running_words, why_words

if TYPE_CHECKING:
    from .completeness_indicator import CompletenessIndicators

_WHY = "Refresh from server"
_PAUSE = 1000  # milliseconds


class RefreshController(QObject):
    """Offers to refresh a layer and to settle its conflicts, and does the former.

    ``refreshed`` names a workspace that has been brought to what its servers have,
    ``conflicts_asked`` one whose conflicts a person wants to see.

    :param iface: the running ``QgisInterface``.
    :param completeness: knows which sources a layer shows.
    :param menu: name of our submenu in the context menu of layers.
    """

    refreshed = pyqtSignal(object)
    conflicts_asked = pyqtSignal(object)

    def __init__(
        self,
        iface: Any,
        project: QgsProject,
        messages: Messages,
        completeness: CompletenessIndicators,
        menu: str,
    ) -> None:
        super().__init__(iface.mainWindow())
        self._iface, self._project, self._messages = iface, project, messages
        self._completeness = completeness
        self._running: dict[Path, Task] = {}
        self._refresh = self._action("Refresh from server", "refresh", self.refresh)
        self._conflicts = self._action("Conflicts…", "conflicts", self._ask_for_conflicts)
        for action in (self._refresh, self._conflicts):
            iface.addCustomActionForLayerType(action, menu, vector_type(), True)
        self._once_more = QTimer(self)
        self._once_more.setSingleShot(True)
        self._once_more.setInterval(_PAUSE)
        self._once_more.timeout.connect(self._look)
        for signal in self._signals():
            signal.connect(self.look_again)
        self.look_again()

    def look_again(self, *_layer: Any) -> None:
        """Offer for the current layer what can be done with it."""
        if not self._look():
            self._once_more.start()  # somebody was writing

    def _look(self) -> bool:
        """Show the actions that fit the current layer; say whether its file could be read."""
        layer = self._iface.activeLayer()
        self._refresh.setVisible(bool(from_servers(self._completeness.sources_of(layer))))
        has_conflicts = _has_conflicts(layer)
        self._conflicts.setVisible(bool(has_conflicts))
        return has_conflicts is not None

    def refresh(self, layer: Any) -> None:
        """Ask the servers again for what a layer shows, in the background."""
        place, sources = workspace_table(layer), from_servers(self._completeness.sources_of(layer))
        if place is None or not sources:
            self._messages.info("The layer shows nothing that came from a server.")
            return
        path = place[0]
        if path in self._running:
            self._messages.info(f"{path.name} is being refreshed already.")
            return
        try:
            refuse_unsaved(self._project, path)
            work = work_of_refresh(layer, path, sources, self._project)
        except AmisError as error:
            self._messages.error(error)
            return
        task = Task(
            f"Refreshing {layer.name()} from the server",
            work,
            lambda end: self._on_done(end),
            lambda error: self._on_failed(path, error),
            owner=self,
        )
        self._running[path] = task
        task.start()
        self._messages.info(running_words(sources), "Stop", lambda: self._stop(path))

    def release(self) -> None:
        """Stop what runs and take the actions out of the menus."""
        running, self._running = self._running, {}
        for task in running.values():
            task.cancel()
        for signal in self._signals():
            signal.disconnect(self.look_again)
        self._once_more.stop()
        for action in (self._refresh, self._conflicts):
            self._iface.removeCustomActionForLayerType(action)
            self._iface.unregisterMainWindowAction(action)
            action.deleteLater()
        self.deleteLater()

    def _action(self, text: str, name: str, slot: Callable[[Any], Any]) -> QAction:
        action = QAction(icon(name), text, self._iface.mainWindow())
        action.setObjectName(f"Amis{text.title().replace(' ', '').rstrip('…')}")
        action.triggered.connect(lambda _checked: slot(self._iface.activeLayer()))
        self._iface.registerMainWindowAction(action, "")  # a person may give it a shortcut
        return action

    def _signals(self) -> tuple[Any, ...]:
        return (self._iface.currentLayerChanged, self._project.readProject)

    def _ask_for_conflicts(self, layer: Any) -> None:
        place = workspace_table(layer)
        if place is not None:
            self.conflicts_asked.emit(place[0])

    def _stop(self, path: Path) -> None:
        task = self._running.get(path)
        if task is not None:
            task.cancel()

    def _on_failed(self, path: Path, error: Exception) -> None:
        if self._running.pop(path, None) is not None:  # else nobody waits any more
            self._messages.error(error)

    def _on_done(self, end: RefreshEnd) -> None:
        if self._running.pop(end.path, None) is None:
            return
        self._log(end)
        if any(not one.error for one in end.done):
            self.refreshed.emit(end.path)
        offers = self._offers(end)
        label, action = offers[0] if offers else ("", None)
        if is_success(end):
            seconds = 0 if offers else 8  # a button that goes away helps nobody
            self._messages.success(ended_words(end), label, action, offers[1:], seconds)
        else:
            self._messages.warning(ended_words(end), label, action, offers[1:])

    def _log(self, end: RefreshEnd) -> None:
        for one in end.done:
            self._messages.note(f"{one.title}: {one.error or one.evidence}")

    def _offers(self, end: RefreshEnd) -> list[tuple[str, Callable[[], Any]]]:
        offers: list[tuple[str, Callable[[], Any]]] = []
        if any(one.added or one.changed or one.removed or one.left for one in end.done):
            offers.append(("Show changes", lambda: self._show_changes(end)))
        if any(one.conflicts for one in end.done):
            offers.append(("Conflicts…", lambda: self.conflicts_asked.emit(end.path)))
        why = why_words(end)
        if why:
            offers.append(("Why…", lambda: show_text(self._iface.mainWindow(), _WHY, why)))
        return offers

    def _show_changes(self, end: RefreshEnd) -> None:
        """Add the changes of this refresh on top of the map, in place of earlier ones."""
        from ..qgis_bridge.changes_layer import changes_layer, earlier_changes

        ids = [one.source_id for one in end.done]
        titles = ", ".join(dict.fromkeys(one.title or one.source_id for one in end.done))
        try:
            layer = changes_layer(end.path, end.since, ids, f"Changes: {titles}")
        except AmisError as error:
            self._messages.error(error)
            return
        self._project.removeMapLayers(earlier_changes(self._project, end.path))
        self._project.addMapLayer(layer, False)
        self._project.layerTreeRoot().insertLayer(0, layer)


def _has_conflicts(layer: Any) -> Optional[bool]:
    """Whether a layer's workspace has any; None where it cannot be told now."""
    place = workspace_table(layer)
    if place is None:
        return False
    from ..workspace.glance import glance

    try:
        return glance(place[0]).conflicts > 0
    except AmisError:
        return None  # the sign of completeness says so
