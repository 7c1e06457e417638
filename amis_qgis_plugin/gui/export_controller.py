"""Wires the Export dialog to planning and writing."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Optional

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, QUrl
from qgis.PyQt.QtGui import QDesktopServices

from ..core.errors import AmisError, Cancelled
from ..core.occurrence_filter import Extent, OccurrenceFilter
from ..core.package_choices import EXTENT, PackageChoices
from ..core.package_plan import PackagePlan, safe_name
from ..core.package_profiles import PackageProfile
from ..core.phrases import counted
from ..core.progress import Progress
from ..core.schemas import OCCURRENCES
from ..core.words import describe_filter
from ..packages.report.render import languages
from ..packages.signing import signing_key
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
from ..qgis_bridge.filter_areas import FeatureArea, polygon_layers
from ..qgis_bridge.messages import Messages
from ..qgis_bridge.package_profiles import copy_profile, package_profiles, profiles_folder
from ..qgis_bridge.package_rasters import rasters_of_project
from ..qgis_bridge.settings import read_settings, write_settings
from ..qgis_bridge.tasks import Task, as_amis_error
from ..workspace.contents import read_layers
from .export_choices import ExportChoices
from .export_dialog import ExportDialog

_CALM = 250  # milliseconds after the last change
# What belongs to one package, or to one map, is not remembered.
_NOT_REMEMBERED = ("title", "tables", "extent", "polygon", "licences_confirmed")


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
        self._wanted = OccurrenceFilter()
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM)
        self._calm.timeout.connect(self._make_plan)
        self._planning: Optional[Task] = None
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
        dialog = ExportDialog(
            describe_filter(wanted), folder, workspaces, self._make_choices(wanted), self._window
        )
        dialog.show_wishes(_last_choices())
        dialog.plan_asked.connect(self._plan_soon)
        dialog.choices.copy_asked.connect(self._copy_profile)
        dialog.write_asked.connect(self._write)
        dialog.title_edited.connect(self._retitle)
        dialog.stop_asked.connect(self._stop)
        dialog.finished.connect(self._forget)
        self._wanted = wanted
        self.dialog = dialog
        self._make_plan()
        dialog.open()
        return dialog

    def release(self) -> None:
        """Stop what is running and close the dialog; nobody asks any more."""
        self._stop()
        if self.dialog is not None:
            self.dialog.set_writing(False)
            self.dialog.reject()
        self.deleteLater()

    def _make_choices(self, wanted: OccurrenceFilter) -> ExportChoices:
        profiles = package_profiles()
        if profiles.problems:
            self._messages.warning(
                f"Profiles in {profiles_folder()} that cannot be read are left out."
                f" {' '.join(profiles.problems)}"
            )
        layers = polygon_layers(self._project)
        return ExportChoices(profiles, languages(), layers, bool(wanted.polygon))

    def _copy_profile(self, profile: PackageProfile) -> None:
        try:
            path = copy_profile(profile)
        except AmisError as error:
            self._messages.error(error)
            return
        self._messages.success(
            f"The profile is copied to {path}. Edit it there; it is offered when this opens again.",
            "Open file",
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))),
        )

    def _plan_soon(self) -> None:
        """Plan once nothing has changed for a moment; until then nothing can be written."""
        if self.dialog is not None:
            self._begin_planning(self.dialog)
            self._calm.start()

    def _begin_planning(self, dialog: ExportDialog) -> int:
        """Let go of the plan and of the task that makes one; return the number of the next."""
        self._asked += 1
        self._described = self._plan = None
        if self._planning is not None:
            self._planning.cancel()
            self._planning = None
        dialog.show_planning()
        return self._asked

    def _make_plan(self) -> None:
        dialog = self.dialog
        if dialog is None:
            return
        workspace, wanted = dialog.workspace(), self._wanted
        findings = findings_of_project(self._project, workspace)
        number = self._begin_planning(dialog)

        def is_newest() -> bool:
            return self.dialog is dialog and self._asked == number

        def done(plan: PackagePlan) -> None:
            if is_newest():
                self._planning = None
                self._described = plan
                dialog.suggest_title(plan.title)
                self._retitle()

        def failed(error: Exception) -> None:
            if is_newest():
                self._planning = None
                dialog.show_problem(str(as_amis_error(error)))

        try:
            choices, shape = self._choices(dialog)
        except AmisError as error:
            dialog.show_problem(str(error))
            return

        left_out = dialog.contents.left_out
        rasters = [
            one
            for one in rasters_of_project(self._project)
            if one.gdal_name not in dialog.contents.rasters_left_out
        ]

        def work(progress: Progress) -> PackagePlan:
            chosen = choices.with_values(tables=_tables(workspace, left_out))
            if shape is not None:
                chosen = chosen.with_values(polygon=shape.read(progress))
            return plan_package(
                workspace,
                wanted,
                chosen,
                findings=findings,
                rasters=rasters,
                progress=progress,
            )

        self._planning = Task("Describing the package", work, done, failed, owner=self).start()

    def _choices(self, dialog: ExportDialog) -> tuple[PackageChoices, Optional[FeatureArea]]:
        """Return what is chosen, and the layer whose polygons are the area, to read in a task."""
        choices = dialog.wishes()
        if choices.area_kind == EXTENT:
            choices = choices.with_values(extent=self._view())
        layer = dialog.choices.area.layer()
        if layer is None:
            return choices, None
        shape = FeatureArea(layer, self._project, layer.selectedFeatureCount() > 0)
        return choices, shape

    def _retitle(self) -> None:
        """Show the plan under the title that stands in the dialog."""
        if self.dialog is None or self._described is None:
            return
        title = self.dialog.title.text().strip()
        self._plan = self._described
        if title and title != self._described.title:
            choices = self._described.choices.with_values(title=title)
            self._plan = replace(
                self._described, title=title, name=safe_name(title), choices=choices
            )
        self.dialog.show_plan(self._plan)

    def _forget(self, _result: int = 0) -> None:
        """Let go of the dialog, which was closed."""
        self._calm.stop()
        if self._planning is not None:
            self._planning.cancel()
            self._planning = None
        if self.dialog is not None:
            self.dialog.deleteLater()
        self.dialog = self._plan = self._described = None

    def _view(self) -> Optional[Extent]:
        """Return the map view in degrees; nothing when it cannot be told."""
        crs = self._canvas.mapSettings().destinationCrs()
        view = in_degrees(self._canvas.extent(), crs, self._project)
        return tuple(view) if view is not None else None

    def _write(self) -> None:
        dialog, plan = self.dialog, self._plan
        if dialog is None or plan is None:
            return
        destination = dialog.destination()
        if destination is None:
            return
        named = dialog.key.filePath().strip()
        try:
            key = signing_key(named) if named else None
        except AmisError as error:
            dialog.show_problem(str(error))
            return
        _remember(destination.parent, dialog.wishes())
        dialog.set_writing(True)
        self._task = Task(
            f"Exporting {plan.title}",
            lambda progress: export_package(plan, destination, progress, signer=key),
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
            f"Package {result.path.name} is written: {counted(occurrences, 'occurrence')},"
            f" {counted(len(result.counts), 'layer')}."
        )
        self._messages.success(
            written,
            "Open folder",
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))),
        )
        if result.left_over is not None:
            self._messages.warning(f"{written} {older_is_left(result.left_over)}")
        warned = [one.message for one in result.findings if one.severity == "warning"]
        if warned:  # nobody could know before, so the dialog has not shown it
            self._messages.warning(" ".join(["Found while the package was written:", *warned]))

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


def _tables(workspace: Path, left_out: frozenset[str]) -> Optional[tuple[str, ...]]:
    """Return the tables of a workspace without those left out; nothing where all are wanted."""
    if not left_out:
        return None
    tables = (layer.table for layer in read_layers(workspace))
    return tuple(table for table in tables if table not in left_out)


def _last_choices() -> PackageChoices:
    """Return what was chosen the last time; what cannot be read counts as never said."""
    try:
        return PackageChoices.from_dict(read_settings().package_choices)
    except AmisError:
        return PackageChoices()


def _remember(folder: Path, choices: PackageChoices) -> None:
    kept = {k: v for k, v in choices.to_dict().items() if k not in _NOT_REMEMBERED}
    write_settings(replace(read_settings(), last_folder=str(folder), package_choices=kept))
