"""Wires the Check panel to the project's layers: checks in the background, shows, writes."""

from __future__ import annotations

from functools import partial
from typing import Any, Optional

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices

from ..core.checks.report import CheckReport, RowFinding
from ..core.checks.report_html import report_html
from ..core.checks.rules import RuleSet, read_rules
from ..core.errors import AmisError, Cancelled
from ..core.mapping.field_map import FieldMap
from ..core.progress import Progress
from ..core.user_terms import UserTerms
from ..qgis_bridge.alignment import check_layer, sample_and_propose, suggested_id
from ..qgis_bridge.compat import is_vector
from ..qgis_bridge.country_outlines import world_index
from ..qgis_bridge.findings_layer import earlier_findings, findings_layer
from ..qgis_bridge.messages import Messages
from ..qgis_bridge.other_sources import Taken, take_others, with_maps
from ..qgis_bridge.profile_store import read_terms, saved_map, write_json, write_text
from ..qgis_bridge.source_rows import LayerRows, layer_rows
from ..qgis_bridge.tasks import Task, as_amis_error
from .check_panel import CheckPanel
from .save_files import ask_file_to_read, ask_file_to_write
from .shown_rows import Shown, show_row, why_no_place, words_of_row


class CheckController(QObject):
    """Checks the layer that the panel shows.

    ``mapping_asked`` tells the layer whose field map the person wants to see, ``terms_asked`` the
    report with unknown terms.
    """

    mapping_asked = pyqtSignal(object)
    terms_asked = pyqtSignal(object)

    def __init__(
        self, panel: CheckPanel, canvas: Any, project: QgsProject, messages: Messages
    ) -> None:
        super().__init__(panel)
        self.panel, self._canvas = panel, canvas
        self._project, self._messages = project, messages
        self._task: Optional[Task] = None
        self._checked = ""
        self.report: Optional[CheckReport] = None
        for signal, slot in (
            (panel.check_asked, self.check),
            (panel.stop_asked, self._stop),
            (panel.rules_asked, self._read_rules),
            (panel.mapping_asked, lambda: self.mapping_asked.emit(panel.layer.currentLayer())),
            (panel.terms_asked, lambda: self.terms_asked.emit(self.report)),
            (panel.html_asked, self._write_html),
            (panel.json_asked, self._write_json),
            (panel.layer_asked, self._load_findings),
            (panel.row_asked, self._show_row),
            (panel.layer.layerChanged, self._on_layer),
            (project.layersAdded, self._offer),
            (project.layersRemoved, self._offer),
        ):
            signal.connect(slot)
        self._offer()

    def check(self) -> None:
        """Check the layer that is chosen; what comes out is shown in the panel."""
        panel, layer = self.panel, self.panel.layer.currentLayer()
        if not isinstance(layer, QgsVectorLayer) or not layer.isValid():
            panel.show_state("Add a vector layer to the project, then choose it here.")
            return
        try:
            kept, terms = saved_map(layer), read_terms()
            others = take_others(layer, self._chosen_others())
            rows = layer_rows(layer)
        except AmisError as error:
            panel.show_state(str(error))
            return
        rules = panel.rules.currentData()
        wanted = panel.type.currentData()
        fields = kept if kept is not None and wanted in ("", kept.layer_type) else None
        self._forget_report()
        self._checked = layer.id()
        panel.show_working(True)

        def work(progress: Progress) -> CheckReport:
            its_map = fields or sample_and_propose(rows, wanted).proposal.fields
            return _checked(rows, its_map, rules, others, terms, progress)

        self._task = Task(
            f"Checking {layer.name()}",
            work,
            self._on_report,
            self._on_failed,
            panel.show_progress,
            owner=self,
        ).start()

    def release(self) -> None:
        """Stop what is running and let go of the project."""
        self._stop()
        self._project.layersAdded.disconnect(self._offer)
        self._project.layersRemoved.disconnect(self._offer)

    def show(self, layer: Any) -> None:
        """Choose a layer in the panel."""
        self.panel.layer.setLayer(layer)

    def _read_rules(self) -> None:
        path = ask_file_to_read(self.panel, "Rule set", "Rule sets (*.json)")
        if path is None:
            return
        try:
            rules = read_rules(path)
        except AmisError as error:
            self.panel.show_state(str(error))
            return
        self.panel.offer_rules([*self.panel.offered_rules(), rules])

    def _chosen_others(self) -> list[QgsVectorLayer]:
        chosen = map(self._project.mapLayer, self.panel.others.keys())
        return [one for one in chosen if one is not None]

    def _offer(self, *_args: Any) -> None:
        layers = [one for one in self._project.mapLayers().values() if is_vector(one)]
        names = sorted((one.name(), one.id()) for one in layers if one.isSpatial())
        self.panel.offer_others([(layer_id, name) for name, layer_id in names])

    def _on_layer(self, layer: Any) -> None:
        if self._task is None and (layer is None or layer.id() != self._checked):
            self._forget_report()
            self.panel.show_state("Nothing in the layer is changed.")

    def _forget_report(self) -> None:
        self.report, self._checked = None, ""
        self.panel.clear_report()

    def _on_report(self, report: CheckReport) -> None:
        self._task, self.report = None, report
        self.panel.show_working(False)
        self.panel.show_report(report)

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        self.panel.show_working(False)
        stopped = isinstance(error, Cancelled)
        self.panel.show_state("Stopped: no report." if stopped else str(as_amis_error(error)))

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _show_row(self, row: RowFinding) -> None:
        layer = self._project.mapLayer(self._checked)
        if layer is None:
            self._messages.warning("The layer is no longer in the project.")
            return
        shown = show_row(self._canvas, layer, row)
        if shown is not Shown.PLACE:
            why = why_no_place(self.report, row) if self.report is not None else ""
            self._messages.info(words_of_row(row, shown, why))

    def _load_findings(self) -> None:
        """Add the findings as a layer, in place of those of the last check of the layer."""
        if self.report is None:
            return
        self._project.removeMapLayers(earlier_findings(self._project, self._checked))
        self._project.addMapLayer(findings_layer(self.report, self._checked))

    def _write_html(self) -> None:
        self._write("HTML files (*.html)", ".html", lambda path: write_text(path, self._html()))

    def _write_json(self) -> None:
        report = self.report
        if report is not None:
            write = partial(write_json, document=report.to_dict())
            self._write("JSON files (*.json)", ".json", write)

    def _html(self) -> str:
        return report_html(self.report) if self.report is not None else ""

    def _write(self, kind: str, ending: str, write: Any) -> None:
        if self.report is None:
            return
        name = f"{suggested_id(self.report.layer)}-check{ending}"
        path = ask_file_to_write(self.panel, "Write the report", kind, name)
        if path is None:
            return
        try:
            write(path)
        except AmisError as error:
            self._messages.error(error)
            return
        address = QUrl.fromLocalFile(str(path))
        self._messages.success(
            f"The report is written to {path}.", "Open", lambda: QDesktopServices.openUrl(address)
        )


def _checked(
    rows: LayerRows,
    fields: FieldMap,
    rules: RuleSet,
    others: list[Taken],
    terms: UserTerms,
    progress: Progress,
) -> CheckReport:
    """Check a layer against its rules and the others; runs in a task."""
    return check_layer(
        rows,
        fields,
        rules,
        outlines=world_index,
        others=with_maps(others, fields.layer_type, progress),
        terms=terms,
        progress=progress,
    )
