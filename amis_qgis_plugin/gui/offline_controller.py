"""Wires the Take offline dialog to servers, the map, the file and the download."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Optional

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..core.errors import AmisError
from ..qgis_bridge.extents import in_degrees
from ..qgis_bridge.live_wishes import can_be_taken, key_of_layer
from ..qgis_bridge.messages import Messages
from ..qgis_bridge.offline_batch import Ending
from ..qgis_bridge.settings import read_settings, write_settings
from ..workspace.offline.unfinished import Unfinished
from ..workspace.targets import Target
from .box_tool import BoxTool
from .catalogue_controller import CatalogueController
from .help import open_help
from .offline_area import ALL
from .offline_dialog import OfflineDialog
from .offline_expected import Expected
from .offline_groups import groups_of
from .offline_run import OfflineRun, ShowCopy
from .questions import ask

_TITLE = "Take offline"
_FILE = "offline.gpkg"
_NOT_OFFERED = (
    "This cannot be taken offline: its server gives no features to be asked for, or its address has"
    " a password in it. Add the server in the Catalogue, with a login."
)


class OfflineController(QObject):
    """Opens the dialog, takes layers in the background, and tells how it ended.

    ``taken`` names the workspace that has new rows.

    :param window: parent of the dialog.
    :param canvas: the map canvas.
    :param catalogue: knows the servers.
    :param show_copy: lets live layers show a source of a workspace in place of their server.
    """

    taken = pyqtSignal(object)

    def __init__(
        self,
        window: Any,
        canvas: Any,
        project: QgsProject,
        messages: Messages,
        catalogue: CatalogueController,
        show_copy: ShowCopy,
    ) -> None:
        super().__init__(window)
        self._window, self._canvas, self._project = window, canvas, project
        self._messages, self._catalogue = messages, catalogue
        self._path: Optional[Path] = None
        self._resumes = False  # once a server is read
        self._tool = BoxTool(canvas)
        self._tool.drawn.connect(self._on_drawn)
        self._tool.ended.connect(self._on_tool_ended)
        self.run = OfflineRun(self, project, messages, show_copy)
        self.run.told.connect(self._on_told)
        self.run.ended.connect(self._show_endings)
        self.run.taken.connect(self.taken.emit)
        self.run.shown.connect(self._show_again)
        catalogue.refreshed.connect(self._show_layers)
        self.dialog: Optional[OfflineDialog] = None

    def open(self, layers: Iterable[Any] = (), keys: Iterable[str] = ()) -> OfflineDialog:
        """Show the dialog and return it; while a download runs it shows how far that is.

        :param layers: layers of the project that are to be ticked, as far as they are live.
        :param keys: layers of servers that are to be ticked, by their ids.
        """
        if self.run.is_running:
            dialog = self.dialog or self._make()
            self._show_running(dialog)
        else:
            self._close()
            dialog = self._make()
            self._choose()
            live = (key_of_layer(one) for one in layers if can_be_taken(one))
            wanted = [*keys, *live]
            dialog.layers.tick(wanted)
            if wanted and not dialog.layers.ticked():
                self._messages.info(_NOT_OFFERED)
        _to_front(dialog)
        return dialog

    def open_for(self, layers: Iterable[Any]) -> None:
        """Show the dialog for layers of the project; say why when none of them can be taken."""
        wanted = [*layers]
        if any(can_be_taken(one) for one in wanted):
            self.open(wanted)
            return
        names = ", ".join(one.name() for one in wanted if one is not None)
        self._messages.info(
            f"{names or 'No layer'} cannot be taken offline: only layers of features that a server"
            " gives can. Files are on this computer already."
        )

    def release(self) -> None:
        """Stop what is running and close the dialog; nobody asks any more."""
        self._tool.stop()
        self.run.stop()
        self._catalogue.refreshed.disconnect(self._show_layers)
        self._close()
        self._tool.deleteLater()
        self.deleteLater()

    def _make(self) -> OfflineDialog:
        dialog = self.dialog = OfflineDialog(self._canvas, self._project, self._window)
        self._expected = Expected(dialog, self._project)
        dialog.layers.group_opened.connect(self._catalogue.open_server_of)
        dialog.area.draw_asked.connect(self._draw)
        dialog.start_asked.connect(self._start)
        dialog.stop_asked.connect(self.run.stop)
        dialog.go_on_asked.connect(self._go_on)
        dialog.resume_asked.connect(self._resume)
        dialog.others_asked.connect(self._choose)
        dialog.help_asked.connect(open_help)
        dialog.finished.connect(self._on_closed)
        return dialog

    def _close(self) -> None:
        """Close the dialog for good."""
        if self.dialog is not None:
            dialog, self.dialog = self.dialog, None
            self._expected.stop()
            dialog.area.release()
            dialog.close()
            dialog.deleteLater()

    def _on_closed(self, _result: int) -> None:
        if self.dialog is not None and not self.run.is_running:
            self._close()

    # What is wanted

    def _choose(self) -> None:
        """Let the person say what is wanted; servers and file are asked anew."""
        dialog = self.dialog
        if dialog is None:
            return
        self._expected.forget()
        dialog.show_choosing()
        self._show_layers()
        if dialog.workspace() is None:
            folder = self._project.absolutePath() or read_settings().last_folder or Path.home()
            dialog.target.setFilePath(str(self._path or Path(folder) / _FILE))
        self._expected.follow()

    def _show_layers(self) -> None:
        if self.dialog is not None and self.dialog.is_choosing():
            self.dialog.layers.show_groups(groups_of(self._project, self._catalogue.servers()))
            if self._resumes:
                self._resumes = False
                self._resume()

    def _resume(self) -> None:
        """Choose the unfinished downloads again, as they were asked for."""
        dialog, file = self.dialog, self._expected.file
        left = self._expected.resumable()
        if dialog is None or file is None or not left:
            return
        together = [one for one in left if one.extent == left[0].extent]
        keys = [
            key
            for key, wish in dialog.layers.offered().items()
            if file.unfinished_of(wish.request) in together
        ]
        if not keys:
            self._read_server_of(left[0])
            return
        area = left[0].area
        if area is None:
            dialog.area.choose(ALL)
        else:
            dialog.area.show_box(area)
        dialog.layers.tick(keys)

    def _read_server_of(self, left: Unfinished) -> None:
        """Read the server of an unfinished download; it is chosen once its layers are listed."""
        self._resumes = self._catalogue.open_server_at(left.url)
        if not self._resumes and self.dialog is not None:
            self.dialog.say(
                f"{left.layer} is a layer of {left.url}. Add that server in the Catalogue to go on"
                " with it."
            )

    # The box on the map

    def _draw(self) -> None:
        if self.dialog is not None:
            self.dialog.hide()
            self._tool.start()
            self._messages.info("Drag a box on the map. Esc goes back without one.")

    def _on_drawn(self, box: Any) -> None:
        crs = self._canvas.mapSettings().destinationCrs()
        found = in_degrees(box, crs, self._project)
        if self.dialog is not None and found is not None:
            self.dialog.area.show_box(found)

    def _on_tool_ended(self) -> None:
        if self.dialog is not None and not self.run.is_running:
            _to_front(self.dialog)

    # The download

    def _start(self) -> None:
        dialog, file = self.dialog, self._expected.file
        if dialog is None or file is None or file.path != dialog.workspace():
            return
        if file.is_foreign:
            text = Target(file.path, is_foreign=True).foreign_words
            ask(
                dialog, _TITLE, text, "Add them", lambda yes: self._take(file.path) if yes else None
            )
        else:
            self._take(file.path)

    def _take(self, path: Path) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        self._path = path
        write_settings(replace(read_settings(), last_folder=str(path.parent)))
        wishes = tuple(dialog.layers.ticked().values())
        accepts, switches = dialog.keep_incomplete.isChecked(), dialog.show_copy.isChecked()
        try:
            self.run.start(wishes, path, dialog.area.extent(), accepts, switches)
        except AmisError as error:
            self._messages.error(error)
            return
        self._expected.stop()
        self._show_running(dialog)

    def _go_on(self) -> None:
        try:
            self.run.go_on()
        except AmisError as error:
            self._messages.error(error)
            return
        if self.dialog is not None:
            self._show_running(self.dialog)

    def _show_running(self, dialog: OfflineDialog) -> None:
        dialog.show_running(self.run.heading)
        dialog.so_far.show_so_far(self.run.so_far, self.run.path, True)

    def _on_told(self, percent: float, sentence: str) -> None:
        if self.dialog is not None:
            self.dialog.show_progress(percent, sentence)
            self.dialog.so_far.show_so_far(self.run.so_far, self.run.path, False)

    def _show_endings(self, endings: Sequence[Ending], path: Path, summary: str) -> None:
        if self.dialog is not None:
            self.dialog.show_endings(endings, path, summary)

    def _show_again(self, endings: Sequence[Ending], path: Path, summary: str) -> None:
        """Show how a download ended, to somebody who closed the dialog meanwhile."""
        if not self.run.is_running:
            dialog = self.dialog or self._make()
            dialog.show_endings(endings, path, summary)
            _to_front(dialog)


def _to_front(dialog: OfflineDialog) -> None:
    dialog.show()
    dialog.raise_()
    dialog.activateWindow()
