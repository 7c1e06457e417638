"""Switching layers of the project between live and offline, from menus and by shortcuts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Callable, Union

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QAction

from ..core.errors import AmisError, ServiceError
from ..qgis_bridge.compat import goes_live_safely, is_vector, vector_type
from ..qgis_bridge.messages import Messages
from ..qgis_bridge.settings import read_settings
from ..qgis_bridge.switch_choices import Reached, live_twin, offline_copy, reach_all
from ..qgis_bridge.switch_record import keep_paths
from ..qgis_bridge.tasks import Task
from ..qgis_bridge.twins import live_layers_of, live_place, workspaces_of
from .icons import icon

_SHOWN = {"offline": "the offline copy", "live": "the server's layer"}
_MOST_NAMES = 3


@dataclass(frozen=True)
class Switched:
    """What became of layers that were to be switched.

    :param names: of those that show their other side now.
    :param notes: what a person has to know about them, a sentence each.
    :param errors: names of the others, each with the reason.
    """

    names: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    errors: tuple[tuple[str, AmisError], ...] = ()

    def problems(self) -> list[str]:
        """Return a sentence on each layer that stays as it was."""
        return [
            f"{name} stays as it is: {error.message} {error.hint}".strip()
            for name, error in self.errors
        ]

    def words(self) -> str:
        """Say that layers show their offline copies, with the way back; empty for none."""
        said = []
        if self.names:
            said.append(
                f"{_names(self.names)} the offline copy now; Use live layer in the context menu"
                " of the layer goes back."
            )
        return " ".join([*said, *self.notes, *self.problems()])


class SwitchController(QObject):
    """Offers the switch where a layer has both sides, and does it.

    :param iface: the running ``QgisInterface``.
    :param menu: name of our submenu in the context menu of layers.
    :ivar actions: for all layers at once, to be put into a menu.
    """

    switched = pyqtSignal()

    def __init__(self, iface: Any, project: QgsProject, messages: Messages, menu: str) -> None:
        super().__init__(iface.mainWindow())
        self._iface, self._project, self._messages = iface, project, messages
        self._taken: list[Path] = []
        self._asking: list[Task] = []
        self._offline = self._action("Use offline copy", "offline", self._use_offline)
        self._live = self._action("Use live layer", "live", self._use_live)
        self.actions = (
            self._action("Switch all to offline", "offline", self.all_to_offline),
            self._action("Switch all to live", "live", self.all_to_live),
        )
        for action in (self._offline, self._live):
            iface.addCustomActionForLayerType(action, menu, vector_type(), True)
        self._end_keeping = keep_paths(project)
        for signal, slot in self._signals():
            signal.connect(slot)
        self.look_again()

    def remember(self, path: Path) -> None:
        """Look for offline copies in a workspace as well: a layer was taken into it."""
        if path not in self._taken:
            self._taken.append(path)
        self.look_again()

    def look_again(self, *_layer: Any) -> None:
        """Offer for the current layer what can be done with it."""
        layer = self._iface.activeLayer()
        self._offline.setVisible(self._copy_of(layer) is not None)
        self._live.setVisible(is_vector(layer) and live_twin(layer) is not None)

    def all_to_offline(self, *_args: Any) -> None:
        """Let every live layer that has an offline copy show it."""
        self.use_offline(self._project.mapLayers().values(), "No live layer has an offline copy.")

    def all_to_live(self, *_args: Any) -> None:
        """Let every layer that shows an offline copy show its server again."""
        self.use_live(self._project.mapLayers().values(), "No layer shows an offline copy.")

    def use_offline(self, layers: Iterable[Any], otherwise: str) -> None:
        """Let live layers show their offline copies; those without one stay as they are.

        :param otherwise: what is said where none has one.
        """
        from ..qgis_bridge.switching import to_offline

        found = [(layer, copy) for layer in layers if (copy := self._copy_of(layer)) is not None]
        if not found:
            self._messages.info(f"{otherwise} Take it offline first.")
            return
        self._do(
            "offline",
            [
                (layer, partial(to_offline, layer, copy.path, copy.source.source_id, self._project))
                for layer, copy in found
            ],
        )

    def use_live(self, layers: Iterable[Any], otherwise: str) -> None:
        """Let layers that show an offline copy show their servers again, where these answer.

        The servers are asked in the background.

        :param otherwise: what is said where none does.
        """
        if not goes_live_safely():
            self._messages.info(
                "This QGIS may crash when a layer in its window becomes live. Open the layer from"
                " the Catalogue, or use QGIS 3.28 or newer."
            )
            return
        if self._asking:
            self._messages.info("The servers are being asked already.")
            return
        found = [(layer, twin) for layer in layers if (twin := live_twin(layer)) is not None]
        if not found:
            self._messages.info(otherwise)
            return
        ids = [layer.id() for layer, _twin in found]
        places = [twin for _layer, twin in found]

        def done(answers: list[Union[Reached, AmisError]]) -> None:
            if task in self._asking:
                self._asking.remove(task)
                self._go_live(ids, answers)

        def failed(error: Exception) -> None:
            if task in self._asking:  # else nobody waits any more
                self._asking.remove(task)
                self._messages.error(error)

        work = partial(reach_all, places)
        task = Task("Asking servers of live layers", work, done, failed, owner=self)
        self._asking.append(task)
        task.start()

    def show_copy(self, path: Path, source_id: str) -> Switched:
        """Let the live layers of the project show a source that was just taken offline.

        :param path: the workspace.
        :return: what became of them, for whoever tells the person.
        :raises WorkspaceError: when the workspace cannot be read.
        """
        from ..qgis_bridge.switching import to_offline
        from ..workspace.glance import glance

        if not goes_live_safely():  # nobody is led where no way leads back
            return Switched()
        return self._switch(
            [
                (layer, partial(to_offline, layer, path, source.source_id, self._project))
                for source in glance(path).sources
                if source.source_id == source_id
                for layer in live_layers_of(source, self._project)
            ]
        )

    def release(self) -> None:
        """Take the actions out of the menus and let go of the project."""
        self._end_keeping()
        asking, self._asking = self._asking, []
        for task in asking:
            task.cancel()
        for signal, slot in self._signals():
            signal.disconnect(slot)
        for action in (self._offline, self._live):
            self._iface.removeCustomActionForLayerType(action)
        for action in (self._offline, self._live, *self.actions):
            self._iface.unregisterMainWindowAction(action)
            action.deleteLater()
        self.deleteLater()

    def _action(self, text: str, name: str, slot: Callable[..., Any]) -> QAction:
        action = QAction(icon(name), text, self._iface.mainWindow())
        action.setObjectName(f"Amis{text.title().replace(' ', '')}")
        action.triggered.connect(slot)
        self._iface.registerMainWindowAction(action, "")  # a person may give it a shortcut
        return action

    def _copy_of(self, layer: Any) -> Any:
        if live_place(layer) is None:
            return None
        known = [*self._taken, *workspaces_of(self._project)]
        known += [Path(name) for name in read_settings().workspaces]
        return offline_copy(layer, known, self._project)

    def _use_offline(self, *_args: Any) -> None:
        self.use_offline(self._chosen(), "The layer has no offline copy.")

    def _use_live(self, *_args: Any) -> None:
        self.use_live(self._chosen(), "The layer shows no offline copy.")

    def _chosen(self) -> list[Any]:
        """Return the layers that are selected in the Layers panel, or the current one."""
        current, several = self._iface.activeLayer(), self._iface.layerTreeView().selectedLayers()
        return several if current in several else [current]

    def _go_live(self, ids: Sequence[str], answers: Sequence[Union[Reached, AmisError]]) -> None:
        layers = [self._project.mapLayer(key) for key in ids]
        self._do(
            "live",
            [
                (layer, partial(_to_live, layer, answer))
                for layer, answer in zip(layers, answers)
                if layer is not None
            ],
        )

    def _do(self, side: str, steps: Sequence[tuple[Any, Callable[[], tuple[str, ...]]]]) -> None:
        """Switch layers and say what became of them."""
        made = self._switch(steps)
        done, notes, errors = made.names, made.notes, made.errors
        if errors and not done and len(errors) == 1:
            self._messages.error(errors[0][1])
            return
        say = self._messages.warning if errors or notes else self._messages.success
        shown = [f"{_names(done)} {_SHOWN[side]} now."] if done else []
        say(" ".join([*shown, *notes, *made.problems()]))

    def _switch(self, steps: Sequence[tuple[Any, Callable[[], tuple[str, ...]]]]) -> Switched:
        """Switch layers, one after the other."""
        for canvas in self._iface.mapCanvases():
            canvas.stopRendering()
        done, notes, errors = [], [], []
        for layer, step in steps:
            name = layer.name()
            try:
                notes += [f"{name}: {note}." for note in step()]
            except AmisError as error:
                errors.append((name, error))
            else:
                done.append(name)
        if done:
            self._project.setDirty(True)
            self.switched.emit()
            self.look_again()
        return Switched(tuple(done), tuple(notes), tuple(errors))

    def _signals(self) -> tuple[tuple[Any, Callable[..., Any]], ...]:
        return (
            (self._iface.currentLayerChanged, self.look_again),
            (self._project.readProject, self.look_again),
        )


def _to_live(layer: Any, answer: Union[Reached, AmisError]) -> tuple[str, ...]:
    from ..qgis_bridge.switching import to_live

    if isinstance(answer, AmisError):
        raise ServiceError(answer.message, subject=answer.subject, hint=answer.hint)
    return to_live(layer, answer)


def _names(names: Sequence[str]) -> str:
    if len(names) > _MOST_NAMES:
        return f"{len(names)} layers show"
    return f"{', '.join(names)} {'shows' if len(names) == 1 else 'show'}"
