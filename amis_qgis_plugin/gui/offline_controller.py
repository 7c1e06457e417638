"""Wires the Take offline dialog to servers, the map, the file and the download."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Optional

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..core.errors import AmisError
from ..qgis_bridge.extents import in_degrees
from ..qgis_bridge.live_wishes import can_be_taken, key_of_layer, own_filters
from ..qgis_bridge.messages import Messages
from ..qgis_bridge.offline_batch import Ending, TargetFile, Wish, look_at_file
from ..qgis_bridge.settings import read_settings, write_settings
from ..qgis_bridge.tasks import Task, as_amis_error
from ..workspace.offline.estimate import Estimate
from ..workspace.offline.unfinished import Unfinished
from ..workspace.targets import Target
from .box_tool import BoxTool
from .catalogue_controller import CatalogueController
from .help import open_help
from .offline_area import ALL, BOX
from .offline_dialog import OfflineDialog
from .offline_estimates import Estimates
from .offline_groups import groups_of
from .offline_run import OfflineRun
from .offline_words import resumable_words, target_words, total_words
from .questions import ask

_TITLE = "Take offline"
_FILE = "offline.gpkg"
_PAUSE = 300  # milliseconds without a change before the file is looked at


class OfflineController(QObject):
    """Opens the dialog, tells what to expect, and takes layers in the background.

    ``taken`` names the workspace that has new rows, before its layers are in the project.

    :param window: parent of the dialog.
    :param canvas: the map canvas.
    :param catalogue: knows the servers.
    """

    taken = pyqtSignal(object)

    def __init__(
        self,
        window: Any,
        canvas: Any,
        project: QgsProject,
        messages: Messages,
        catalogue: CatalogueController,
    ) -> None:
        super().__init__(window)
        self._window, self._canvas, self._project = window, canvas, project
        self._messages, self._catalogue = messages, catalogue
        self._file: Optional[TargetFile] = None
        self._looking: Optional[Task] = None
        self._estimates = Estimates(self)
        self._estimates.found.connect(self._show_state)
        self._look_soon = QTimer(self)
        self._look_soon.setSingleShot(True)
        self._look_soon.setInterval(_PAUSE)
        self._look_soon.timeout.connect(self._look)
        self._tool = BoxTool(canvas)
        self._tool.drawn.connect(self._on_drawn)
        self._tool.ended.connect(self._on_tool_ended)
        self.run = OfflineRun(self, project, messages)
        self.run.told.connect(self._on_told)
        self.run.ended.connect(self._on_ended)
        self.run.taken.connect(self.taken.emit)
        self.run.shown.connect(self._show_endings)
        catalogue.refreshed.connect(self._show_layers)
        self.dialog: Optional[OfflineDialog] = None

    def open(self, layers: Iterable[Any] = (), keys: Iterable[str] = ()) -> OfflineDialog:
        """Show the dialog and return it; while a download runs it shows how far that is.

        :param layers: layers of the project that are to be ticked, as far as they are live.
        :param keys: layers of servers that are to be ticked, by their ids.
        """
        dialog = self.dialog or self._make()
        wanted = [*keys, *(key_of_layer(one) for one in layers if can_be_taken(one))]
        if self.run.is_running:
            self._show_running(dialog)
        else:
            self._choose()
            dialog.layers.tick(wanted)
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
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
        self._estimates.stop()
        self._look_soon.stop()
        self.run.stop()
        self._catalogue.refreshed.disconnect(self._show_layers)
        if self.dialog is not None:
            self.dialog.area.release()
            self.dialog.close()
            self.dialog.deleteLater()
            self.dialog = None
        self._tool.deleteLater()
        self.deleteLater()

    def _make(self) -> OfflineDialog:
        dialog = self.dialog = OfflineDialog(self._canvas, self._project, self._window)
        dialog.changed.connect(self._on_changed)
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

    # What is wanted

    def _show_layers(self) -> None:
        if self.dialog is not None and self.dialog.is_choosing():
            self.dialog.layers.show_groups(groups_of(self._project, self._catalogue.servers()))

    def _choose(self) -> None:
        """Let the person say what is wanted; servers and file are asked anew."""
        dialog = self.dialog
        if dialog is None:
            return
        self._estimates.forget()
        dialog.show_choosing()
        self._show_layers()
        if dialog.workspace() is None:
            folder = self._project.absolutePath() or read_settings().last_folder or Path.home()
            dialog.target.setFilePath(str(Path(folder) / _FILE))
        self._file = None
        self._on_changed()

    def _on_changed(self) -> None:
        dialog = self.dialog
        if dialog is None or not dialog.is_choosing():
            return
        path = dialog.workspace()
        if self._file is None or self._file.path != path:
            self._file = None
            self._look_soon.start()
        if dialog.isVisible():
            wishes = {} if dialog.area.problem else dialog.layers.ticked()
            self._estimates.want(wishes, dialog.area.extent())
        self._show_state()

    def _look(self) -> None:
        """Look in the background at what lies where the layers shall go."""
        dialog = self.dialog
        path = dialog.workspace() if dialog is not None else None
        if path is None:
            return

        def done(found: TargetFile) -> None:
            if self.dialog is not None and self.dialog.workspace() == found.path:
                self._file = found
                self._show_state()

        def failed(error: Exception) -> None:
            done(TargetFile(path, problem=str(as_amis_error(error))))

        work = partial(_looked_at, path)
        self._looking = Task(f"Looking at {path.name}", work, done, failed, owner=self).start()

    def _show_state(self) -> None:
        dialog = self.dialog
        if dialog is None or not dialog.is_choosing():
            return
        wishes, area = dialog.layers.ticked(), dialog.area
        found = self._estimates.answers()
        dialog.layers.show_estimates(found)
        answers = [one for one in found.values() if isinstance(one, Estimate)]
        asking = sum(one is None for one in found.values())
        dialog.total.setText(total_words(len(wishes), answers, asking, not area.problem))
        file, notes = self._file, []
        if file is not None:
            notes = target_words(file, wishes.values(), area.extent())
        if file is not None and file.is_foreign:
            notes.insert(0, Target(file.path, is_foreign=True).foreign_words)
        left = self._resumable()
        if left:
            notes.append(resumable_words(left))
        filters = own_filters(self._project)
        notes += [
            f"The filter of {filters[key]} in the project is not followed."
            for key in wishes
            if key in filters
        ]
        dialog.show_notes(notes, bool(left))
        is_ready = bool(wishes and dialog.workspace() and not area.problem)
        dialog.show_ready(is_ready and file is not None and not file.problem)

    def _resumable(self) -> list[Unfinished]:
        """Return unfinished downloads that would not go on as things stand."""
        dialog, file = self.dialog, self._file
        if dialog is None or file is None:
            return []
        wishes, extent = dialog.layers.ticked().values(), dialog.area.extent()
        going = [one for one in map(file.unfinished_of, (wish.request for wish in wishes)) if one]
        same = {one.source_id for one in going if one.is_of_area(extent)}
        return [one for one in file.unfinished if one.source_id not in same and not one.starts_anew]

    def _resume(self) -> None:
        """Choose the unfinished downloads again, as they were asked for."""
        dialog, left = self.dialog, self._resumable()
        if dialog is None or not left or self._file is None:
            return
        first = left[0]
        together = [one for one in left if one.extent == first.extent]
        keys = [
            key
            for key, wish in dialog.layers.offered().items()
            if self._file.unfinished_of(wish.request) in together
        ]
        if first.area is None:
            dialog.area.choose(ALL)
        else:
            dialog.area.show_box(first.area)
        if keys:
            dialog.layers.tick(keys)
        else:
            self._messages.info(
                f"{first.layer} is a layer of {first.url}. Add that server in the Catalogue, or"
                " open it here, to go on with it."
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
            self.dialog.area.choose(BOX)

    def _on_tool_ended(self) -> None:
        if self.dialog is not None and not self.dialog.isVisible():
            self.dialog.show()
            self.dialog.raise_()
            self._on_changed()

    # The download

    def _start(self) -> None:
        dialog = self.dialog
        path = dialog.workspace() if dialog is not None else None
        if dialog is None or path is None or self._file is None:
            return
        if self._file.is_foreign:
            text = Target(path, is_foreign=True).foreign_words
            ask(dialog, _TITLE, text, "Add them", lambda yes: self._take() if yes else None)
        else:
            self._take()

    def _take(self) -> None:
        dialog = self.dialog
        path = dialog.workspace() if dialog is not None else None
        if dialog is None or path is None or self.run.is_running:
            return
        write_settings(replace(read_settings(), last_folder=str(path.parent)))
        wishes = tuple(dialog.layers.ticked().values())
        self._run(wishes, path)

    def _go_on(self) -> None:
        if not self.run.is_running:
            self._run(self.run.left(), None)

    def _run(self, wishes: Sequence[Wish], path: Optional[Path]) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        self._estimates.stop()
        try:
            if path is None:
                self.run.again(wishes)
            else:
                accepts = dialog.keep_incomplete.isChecked()
                self.run.start(wishes, path, dialog.area.extent(), accepts)
        except AmisError as error:
            self._messages.error(error)
            return
        self._show_running(dialog)

    def _show_running(self, dialog: OfflineDialog) -> None:
        dialog.show_running(self.run.heading)
        dialog.so_far.show_so_far(self.run.so_far, self.run.path, True)

    def _on_told(self, percent: float, sentence: str) -> None:
        if self.dialog is not None:
            self.dialog.show_progress(percent, sentence)
            self.dialog.so_far.show_so_far(self.run.so_far, self.run.path, False)

    def _on_ended(self, endings: Sequence[Ending], path: Path, summary: str) -> None:
        self._file = None
        if self.dialog is not None:
            self.dialog.show_endings(endings, path, summary)

    def _show_endings(self) -> None:
        if self.dialog is not None:
            self.dialog.show()
            self.dialog.raise_()
            self.dialog.activateWindow()

    def _on_closed(self, _result: int) -> None:
        self._estimates.stop()
        self._look_soon.stop()


def _looked_at(path: Path, _progress: Any) -> TargetFile:
    return look_at_file(path)
