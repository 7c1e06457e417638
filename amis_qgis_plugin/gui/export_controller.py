"""Wires the Export dialog to planning and writing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Optional

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QUrl
from qgis.PyQt.QtGui import QDesktopServices

from ..core.errors import Cancelled
from ..core.occurrence_filter import Extent, OccurrenceFilter
from ..core.package_plan import PackagePlan, safe_name
from ..core.schemas import OCCURRENCES
from ..core.words import describe_filter
from ..packages.staging import left_beside
from ..packages.write import PackageResult
from ..qgis_bridge.export import (
    export_package,
    findings_of_project,
    older_is_left,
    plan_package,
    workspaces_of,
)
from ..qgis_bridge.extents import in_degrees
from ..qgis_bridge.messages import Messages
from ..qgis_bridge.settings import read_settings, write_settings
from ..qgis_bridge.tasks import Task, as_amis_error
from .export_dialog import ExportDialog


class ExportController(QObject):
    """Opens the dialog, plans as its wishes change, writes in the background.

    :param window: parent of the dialog.
    :param canvas: the map canvas, for *inside the current map view*.
    """

    def __init__(self, window: Any, canvas: Any, project: QgsProject, messages: Messages) -> None:
        super().__init__(window)
        self._window = window
        self._canvas = canvas
        self._project = project
        self._messages = messages
        self._described: Optional[PackagePlan] = None
        self._plan: Optional[PackagePlan] = None
        self._asked = 0
        self._task: Optional[Task] = None
        self.dialog: Optional[ExportDialog] = None

    def open(self, wanted: OccurrenceFilter) -> Optional[ExportDialog]:
        """Open the dialog for a filter; return it, or nothing when there is nothing to export."""
        workspaces = workspaces_of(self._project)
        if not workspaces:
            self._messages.warning(
                "There is no workspace layer of mineral occurrences in the project."
                " Add one from the Catalogue, then export."
            )
            return None
        folder = read_settings().last_folder or str(Path.home())
        dialog = ExportDialog(describe_filter(wanted), folder, workspaces, self._window)
        dialog.plan_asked.connect(partial(self._make_plan, wanted))
        dialog.write_asked.connect(self._write)
        dialog.title_edited.connect(self._retitle)
        dialog.stop_asked.connect(self._stop)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        self._make_plan(wanted)
        dialog.open()
        return dialog

    def release(self) -> None:
        """Stop what is running and close the dialog; nobody asks any more."""
        self._stop()
        if self.dialog is not None:
            self.dialog.set_writing(False)
            self.dialog.reject()
        self.deleteLater()

    def _make_plan(self, wanted: OccurrenceFilter) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        workspace = dialog.workspace()
        findings = findings_of_project(self._project, workspace)
        area = self._view() if dialog.in_view.isChecked() else None
        word = dialog.may_pass_on.isChecked()
        self._asked += 1
        number = self._asked
        self._described = None
        dialog.show_planning()

        def is_newest() -> bool:
            return self.dialog is dialog and self._asked == number

        def done(plan: PackagePlan) -> None:
            if is_newest():
                self._described = plan
                dialog.suggest_title(plan.title)
                self._retitle()

        def failed(error: Exception) -> None:
            if is_newest():
                dialog.show_problem(str(as_amis_error(error)))

        Task(
            "Describing the package",
            lambda progress: plan_package(
                workspace,
                wanted,
                area=area,
                licences_confirmed=word,
                findings=findings,
                progress=progress,
            ),
            done,
            failed,
            owner=self,
        ).start()

    def _retitle(self) -> None:
        """Show the plan under the title that stands in the dialog."""
        if self.dialog is None or self._described is None:
            return
        title = self.dialog.title.text().strip()
        self._plan = self._described
        if title and title != self._described.title:
            self._plan = replace(self._described, title=title, name=safe_name(title))
        self.dialog.show_plan(self._plan)

    def _forget(self, _result: int = 0) -> None:
        """Let go of the dialog, which was closed."""
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = self._plan = self._described = None

    def _view(self) -> Optional[Extent]:
        """Return the map view in degrees; nothing when it cannot be told."""
        crs = self._canvas.mapSettings().destinationCrs()
        return in_degrees(self._canvas.extent(), crs, self._project)

    def _write(self) -> None:
        dialog, plan = self.dialog, self._plan
        if dialog is None or plan is None:
            return
        destination = dialog.destination()
        if destination is None:
            return
        write_settings(replace(read_settings(), last_folder=str(destination.parent)))
        dialog.set_writing(True)
        self._task = Task(
            f"Exporting {plan.title}",
            lambda progress: export_package(plan, destination, progress),
            self._on_written,
            partial(self._on_failed, destination),
            dialog.show_progress,
            owner=self,
        ).start()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _on_written(self, result: PackageResult) -> None:
        self._task = None
        if self.dialog is not None:
            self.dialog.set_writing(False)
            self.dialog.accept()
        occurrences = result.counts.get(OCCURRENCES, 0)
        folder = result.path if result.path.is_dir() else result.path.parent
        written = (
            f"Package {result.path.name} is written: {occurrences:,} occurrences,"
            f" {len(result.counts)} layers."
        )
        self._messages.success(
            written,
            "Open folder",
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
        )
        if result.left_over is not None:
            self._messages.warning(f"{written} {older_is_left(result.left_over)}")

    def _on_failed(self, destination: Path, error: Exception) -> None:
        self._task = None
        left = ", ".join(map(str, left_beside(destination)))
        text = str(as_amis_error(error))
        if isinstance(error, Cancelled):
            text = "Stopped." if left else "Stopped; nothing was left behind."
        if left:
            text = f"{text} This could not be removed; delete it: {left}."
        if self.dialog is not None:
            self.dialog.show_problem(text)
        else:
            self._messages.error(error)
