"""What the chosen layers will bring, and what they meet where they go: asked in the background."""

from __future__ import annotations

from typing import Any, Optional

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QTimer

from ..qgis_bridge.compat import goes_live_safely
from ..qgis_bridge.live_wishes import own_filters, wishes_of_project
from ..qgis_bridge.offline_batch import TargetFile, look_at_file
from ..qgis_bridge.tasks import Task, as_amis_error
from ..workspace.offline.estimate import Estimate
from ..workspace.offline.unfinished import Unfinished
from ..workspace.targets import Target
from .offline_dialog import OfflineDialog
from .offline_estimates import Estimates
from .offline_words import resumable_words, target_words, total_words

_PAUSE = 300  # milliseconds without a change before the file is looked at


class Expected(QObject):
    """Follows what is chosen in one dialog and shows there what to expect.

    :ivar file: what lies where the layers shall go; None while it is not known.
    """

    def __init__(self, dialog: OfflineDialog, project: QgsProject) -> None:
        super().__init__(dialog)
        self._dialog, self._project = dialog, project
        self.file: Optional[TargetFile] = None
        self._estimates = Estimates(self)
        self._estimates.found.connect(self._show)
        self._look_soon = QTimer(self)
        self._look_soon.setSingleShot(True)
        self._look_soon.setInterval(_PAUSE)
        self._look_soon.timeout.connect(self._look)
        dialog.changed.connect(self.follow)

    def follow(self) -> None:
        """Ask about what is chosen now."""
        dialog = self._dialog
        if not dialog.is_choosing():
            return
        if self.file is None or self.file.path != dialog.workspace():
            self.file = None
            self._look_soon.start()
        wishes = {} if dialog.area.problem else dialog.layers.ticked()
        self._estimates.want(wishes, dialog.area.extent())
        self._show()

    def forget(self) -> None:
        """Ask servers and file anew the next time."""
        self.file = None
        self._estimates.forget()

    def stop(self) -> None:
        """Ask nothing any more."""
        self._estimates.stop()
        self._look_soon.stop()

    def resumable(self) -> list[Unfinished]:
        """Return unfinished downloads that would not go on as things stand."""
        if self.file is None:
            return []
        extent, going = self._dialog.area.extent(), set()
        for wish in self._dialog.layers.ticked().values():
            found = self.file.unfinished_of(wish.request)
            if found is not None and found.is_of_area(extent):
                going.add(found.source_id)
        return [
            one
            for one in self.file.unfinished
            if one.source_id not in going and not one.starts_anew
        ]

    def _look(self) -> None:
        path = self._dialog.workspace()
        if path is None:
            return

        def done(found: TargetFile) -> None:
            if self._dialog.workspace() == found.path:
                self.file = found
                self._show()

        def failed(error: Exception) -> None:
            done(TargetFile(path, problem=str(as_amis_error(error))))

        def work(_progress: Any) -> TargetFile:
            return look_at_file(path)

        Task(f"Looking at {path.name}", work, done, failed, owner=self).start()

    def _show(self) -> None:
        dialog, file = self._dialog, self.file
        if not dialog.is_choosing():
            return
        wishes, found = dialog.layers.ticked(), self._estimates.answers()
        dialog.layers.show_estimates(found)
        answers = [one for one in found.values() if isinstance(one, Estimate)]
        asking = sum(one is None for one in found.values())
        has_area = not dialog.area.problem
        dialog.total.setText(total_words(len(wishes), answers, asking, has_area))
        dialog.show_notes(self._notes(), bool(self.resumable()))
        dialog.show_live_choice(goes_live_safely() and bool({*wishes} & self._live_keys()))
        is_said = bool(wishes and has_area and dialog.workspace())
        dialog.show_ready(is_said and file is not None and not file.problem)

    def _live_keys(self) -> set[str]:
        """Return what the live layers of the project are known by."""
        return {key for key, *_rest in wishes_of_project(self._project)}

    def _notes(self) -> list[str]:
        wishes, file = self._dialog.layers.ticked(), self.file
        filters = own_filters(self._project)
        notes = [
            f"The filter of {filters[key]} in the project is not followed."
            for key in wishes
            if key in filters
        ]
        if file is None:
            return notes
        if file.is_foreign:
            notes.append(Target(file.path, is_foreign=True).foreign_words)
        notes += target_words(file, wishes.values(), self._dialog.area.extent())
        left = self.resumable()
        return [*notes, resumable_words(left)] if left else notes
