"""Wires the dialog of conflicts to a workspace, its layers and the map."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, Optional

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal

from ..core.errors import AmisError
from ..core.phrases import counted
from ..core.progress import Progress
from ..qgis_bridge.layers import layers_of_workspace
from ..qgis_bridge.messages import Messages
from ..qgis_bridge.refreshing import refuse_unsaved
from ..qgis_bridge.tasks import Task
from ..qgis_bridge.twins import workspace_table
from ..workspace.conflicts import MINE, Conflict, conflicts, resolve
from ..workspace.glance import glance
from .conflicts_dialog import ConflictsDialog
from .questions import ask

_DONE = {True: "as you wrote", False: "as the server has"}


class ConflictsController(QObject):
    """Opens the dialog and settles what a person decides, in the background.

    ``settled`` names the workspace whose rows may have changed.

    :param window: parent of the dialog.
    :param canvas: the map canvas.
    """

    settled = pyqtSignal(object)

    def __init__(self, window: Any, canvas: Any, project: QgsProject, messages: Messages) -> None:
        super().__init__(window)
        self._window, self._canvas, self._project = window, canvas, project
        self._messages = messages
        self._task: Optional[Task] = None
        self._path = Path()
        self.dialog: Optional[ConflictsDialog] = None

    def open(self, path: Path) -> None:
        """Show the conflicts of a workspace, or say that there are none."""
        self._close()
        self._path = path
        dialog = ConflictsDialog(path.name, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.decided.connect(self._on_decided)
        dialog.zoom_asked.connect(self._zoom)
        dialog.finished.connect(lambda _result: self._forget(dialog))
        self.dialog = dialog
        if self._list():
            dialog.show()
            dialog.tree.setFocus()

    def release(self) -> None:
        """Close the dialog; nobody asks any more."""
        self._close()
        self.deleteLater()

    def _close(self) -> None:
        if self.dialog is not None:
            self.dialog.reject()

    def _forget(self, dialog: ConflictsDialog) -> None:
        if self.dialog is dialog:
            self.dialog = None

    def _list(self) -> bool:
        """List what is open, or close the dialog; return whether it stays."""
        if self.dialog is None:
            return False
        try:
            found = conflicts(self._path)
            titles = {one.source_id: one.title for one in glance(self._path).sources}
        except AmisError as error:
            self._messages.error(error)
            self._drop()
            return False
        if not found:
            self._messages.success(f"No conflict is left in {self._path.name}.")
            self._drop()
            return False
        self.dialog.show_conflicts(found, titles)
        return True

    def _drop(self) -> None:
        """Close the dialog, which may never have been shown."""
        dialog, self.dialog = self.dialog, None
        if dialog is not None:
            dialog.reject()
            dialog.deleteLater()

    def _on_decided(self, chosen: Sequence[Conflict], take: str) -> None:
        if self.dialog is None or self._task is not None:
            return
        if chosen:
            self._settle(chosen, take)
            return
        listed = self.dialog.listed()
        are = "stays as you wrote it" if take == MINE else "becomes what the server has"
        ask(
            self.dialog,
            "Settle all conflicts",
            f"Nothing is selected. Settle all of the list ({counted(len(listed), 'conflict')})?"
            f" Each field {are}.",
            "Settle all",
            lambda yes: self._settle(listed, take) if yes else None,
        )

    def _settle(self, chosen: Sequence[Conflict], take: str) -> None:
        if self.dialog is None:
            return
        path, ids = self._path, [one.id for one in chosen]
        try:
            refuse_unsaved(self._project, path)
        except AmisError as error:
            self.dialog.show_state(f"{error.message} {error.hint}")
            return
        self.dialog.show_working(True)
        self._task = Task(
            f"Settling conflicts in {path.name}",
            partial(_resolve, path, ids, take),
            lambda number: self._on_done(path, number, take),
            self._on_failed,
            owner=self,
        ).start()

    def _on_done(self, path: Path, number: int, take: str) -> None:
        self._task = None
        self._messages.note(
            f"{path.name}: {counted(number, 'conflict')} settled {_DONE[take == MINE]}."
        )
        self.settled.emit(path)
        if self.dialog is not None and path == self._path:
            self.dialog.show_working(False)
            self._list()

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        self._messages.error(error)
        if self.dialog is not None:
            self.dialog.show_working(False)

    def _zoom(self, one: Conflict) -> None:
        """Show a row on the map; say why where that cannot be done."""
        if self.dialog is None:
            return
        layers = [
            layer
            for layer in layers_of_workspace(self._project, self._path)
            if (workspace_table(layer) or ("", ""))[1] == one.table
        ]
        if not layers:
            self.dialog.show_state(f"The project has no layer of {one.table}.")
            return
        feature = layers[0].getFeature(one.fid)
        if not feature.isValid() or not feature.hasGeometry():
            self.dialog.show_state("The row is not in the layer, or has no place.")
            return
        self._canvas.zoomToFeatureIds(layers[0], [one.fid])
        self._canvas.flashFeatureIds(layers[0], [one.fid])


def _resolve(path: Path, ids: Sequence[int], take: str, _progress: Progress) -> int:
    return resolve(path, ids, take)
