"""Wires the field mapping dialog to layers, saved maps and workspaces."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Optional

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QSignalBlocker, QTimer, pyqtSignal

from ..core.alignment import Aligner
from ..core.errors import AmisError, FieldMapError
from ..core.map_gaps import unread_fields
from ..core.mapping.field_map import FieldMap
from ..core.user_terms import UserTerms
from ..qgis_bridge.alignment import (
    Sampled,
    maps_of_layer,
    sample_and_propose,
    sample_of_workspace,
    source_of,
    suggested_id,
)
from ..qgis_bridge.layers import workspace_path
from ..qgis_bridge.messages import Messages
from ..qgis_bridge.profile_store import read_field_map, read_terms, save_map, saved_map, write_json
from ..qgis_bridge.source_rows import LayerRows, layer_rows
from ..qgis_bridge.tasks import Task, as_amis_error
from ..workspace.field_maps import SourceMap
from .aligning import Aligning, Wanted
from .mapping_dialog import MappingDialog
from .mapping_words import preview_words, results_of, values_of
from .readings import Work
from .save_files import ask_file_to_read, ask_file_to_write

_PREVIEW = 200
_PAUSE_MS = 150
_FIELD_MAPS = "Field maps (*.json)"


class MappingController(QObject):
    """Opens the dialog for a layer; proposes, previews, saves, aligns.

    ``aligned`` names the workspace that has new rows; ``map_saved`` the layer that is read anew.
    """

    aligned = pyqtSignal(object)
    map_saved = pyqtSignal(object)

    def __init__(self, window: Any, project: QgsProject, messages: Messages) -> None:
        super().__init__(window)
        self._window, self._project, self._messages = window, project, messages
        self._layer: Optional[QgsVectorLayer] = None
        self._rows: Optional[LayerRows] = None
        self._workspace: Optional[Path] = None
        self._sampled: Optional[Sampled] = None
        self._aligning = Aligning(self, messages)
        self._aligning.aligned.connect(self.aligned.emit)
        self._asked = 0
        self.dialog: Optional[MappingDialog] = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_PAUSE_MS)
        self._soon.timeout.connect(self._preview)

    def open(self, layer: Optional[QgsVectorLayer] = None) -> MappingDialog:
        """Open the dialog, for a layer where one is given; return it."""
        if self.dialog is None:
            dialog = self.dialog = MappingDialog(self._window)
            dialog.layer_chosen.connect(self._take_layer)
            dialog.source_chosen.connect(self._take_source)
            dialog.type_chosen.connect(self._propose_as)
            dialog.map_changed.connect(self._soon.start)
            dialog.propose_asked.connect(self._propose_anew)
            dialog.save_asked.connect(self._save)
            dialog.import_asked.connect(self._import)
            dialog.export_asked.connect(self._export)
            dialog.align_asked.connect(self._align)
            dialog.stop_asked.connect(self._aligning.stop)
            dialog.finished.connect(self._forget)
            dialog.open()
        if layer is not None:
            with QSignalBlocker(self.dialog.layer):
                self.dialog.layer.setLayer(layer)
        self._take_layer(self.dialog.layer.currentLayer())
        return self.dialog

    def release(self) -> None:
        """Stop what is running and close the dialog; nobody asks any more."""
        self._aligning.stop()
        self._soon.stop()
        if self.dialog is not None:
            self.dialog.show_working(False)
            self.dialog.reject()
        self.deleteLater()

    def field_map(self) -> FieldMap:
        """Return the map that the dialog shows.

        :raises FieldMapError: when it does not fit the layer type.
        """
        if self.dialog is None:
            raise FieldMapError("The dialog is closed.")
        kind, profile, country = self.dialog.chosen()
        fields = FieldMap(kind, self.dialog.table.uses(), profile)
        use = replace(fields.use("country"), constant=country)
        is_other = fields.kind.has("country") and use != fields.use("country")
        return fields.with_use("country", use) if is_other else fields

    def _take_layer(self, layer: Any) -> None:
        dialog = self.dialog
        if dialog is None or (layer is not None and layer is self._layer):
            return
        self._sampled, self._workspace, self._rows = None, None, None
        self._layer = layer if isinstance(layer, QgsVectorLayer) and layer.isValid() else None
        if self._layer is None:
            dialog.show_state("Add a vector layer to the project, then choose it here.")
            return
        try:
            maps = maps_of_layer(self._layer)
            dialog.show_sources([one.source_id for one in maps], "")
            if maps:
                self._workspace = workspace_path(self._layer)
                self._take_source(maps[0].source_id)
                return
            rows = self._rows = layer_rows(self._layer)
        except AmisError as error:
            dialog.show_state(str(error))
            return
        source = source_of(rows)
        dialog.source_id.setText(source.source_id)
        dialog.licence.setText(source.licence)
        dialog.attribution.setText(source.attribution)
        self._sample(lambda _progress: (sample_and_propose(rows), None), self._saved())

    def _take_source(self, source_id: str) -> None:
        if self._workspace is not None and source_id:
            path = self._workspace
            self._sample(lambda _progress: sample_of_workspace(path, source_id), None)

    def _saved(self) -> Optional[FieldMap]:
        if self._layer is None:
            return None
        try:
            return saved_map(self._layer)
        except AmisError as error:
            self._messages.error(error)
            return None

    def _sample(self, work: Work, saved: Optional[FieldMap]) -> None:
        """Look at some rows in the background, then show the map that was kept, or proposed."""
        dialog = self.dialog
        if dialog is None:
            return
        self._asked += 1
        number = self._asked
        dialog.show_state("Looking at the layer's values…")

        def done(found: tuple[Sampled, Optional[SourceMap]]) -> None:
            if self._asked == number and self.dialog is dialog:
                self._sampled, kept = found
                self._show(kept.fields if kept is not None else saved)

        def failed(error: Exception) -> None:
            if self._asked == number and self.dialog is dialog:
                dialog.show_state(str(as_amis_error(error)))

        Task("Looking at field values", work, done, failed, owner=self).start()

    def _show(self, kept: Optional[FieldMap]) -> None:
        """Show a map that was kept, else the proposal."""
        dialog, sampled = self.dialog, self._sampled
        if dialog is None or sampled is None:
            return
        names = sampled.about.names()
        fields, reasons = sampled.proposal.fields, dict(sampled.proposal.reasons)
        if kept is not None and not kept.missing_in(names):
            fields, reasons = kept, {}
        has_coordinates = not sampled.about.geometry or bool(fields.use("longitude").columns)
        dialog.show_choice(fields.layer_type, fields.profile, fields.use("country").constant)
        dialog.table.show_type(fields.kind, names, has_coordinates)
        dialog.table.show_map(fields, reasons)
        dialog.only_used.setChecked(dialog.only_used.isChecked())
        dialog.table.show_only_used(dialog.only_used.isChecked())
        self._preview()

    def _propose_as(self, layer_type_id: str) -> None:
        if self._sampled is not None:
            self._sampled = self._sampled.proposed_as(layer_type_id)
            self._show(None)

    def _propose_anew(self) -> None:
        if self._sampled is not None and self.dialog is not None:
            self._propose_as(self.dialog.chosen()[0])

    def _preview(self) -> None:
        """Align the sample by the map shown, and show what comes out."""
        dialog, sampled = self.dialog, self._sampled
        if dialog is None or sampled is None:
            return
        try:
            fields = self.field_map()
            aligner = Aligner(fields, "preview", read_terms())
        except AmisError as error:
            dialog.show_state(str(error))
            return
        looked_at = sampled.attributes[:_PREVIEW]
        rows = [
            aligner.align(attributes, str(number)) for number, attributes in enumerate(looked_at)
        ]
        dialog.table.show_values(values_of(sampled, looked_at), results_of(rows))
        dialog.show_state(preview_words(rows, sampled, fields))
        dialog.show_unread(unread_fields(sampled.about, fields))

    def _save(self) -> None:
        if self._layer is None:
            return
        try:
            save_map(self._layer, self.field_map())
        except AmisError as error:
            self._messages.error(error)
            return
        self._project.setDirty(True)
        self.map_saved.emit(self._layer)
        self._show_said("Saved: this source is read so from now on.")

    def _show_said(self, text: str) -> None:
        if self.dialog is not None:
            self.dialog.show_state(text)

    def _import(self) -> None:
        path = ask_file_to_read(self.dialog, "Import a field map", _FIELD_MAPS)
        if path is None:
            return
        try:
            fields = read_field_map(path)
        except AmisError as error:
            self._show_said(str(error))
            return
        missing = fields.missing_in(self._sampled.about.names()) if self._sampled else ()
        if missing:
            self._show_said(f"It reads {', '.join(missing)}, which this layer does not have.")
            return
        self._show(fields)

    def _export(self) -> None:
        name = suggested_id(self._sampled.about.title if self._sampled else "map")
        path = ask_file_to_write(self.dialog, "Export the field map", _FIELD_MAPS, f"{name}.json")
        if path is None:
            return
        try:
            write_json(path, self.field_map().to_dict())
        except AmisError as error:
            self._show_said(str(error))
            return
        self._show_said(f"Written to {path}.")

    def _align(self) -> None:
        dialog = self.dialog
        if dialog is None or self._sampled is None:
            return
        path, rows = dialog.workspace(), self._rows
        try:
            fields, terms = self.field_map(), read_terms()
            if self._workspace is not None:
                source_id = dialog.source.currentData()
                self._aligning.again(dialog, self._workspace, source_id, (fields, terms))
            elif path is None or rows is None:
                self._show_said("Choose the workspace: a new file, or one to add to.")
                dialog.target.lineEdit().setFocus()
            else:
                self._aligning.take(dialog, self._wanted(rows, fields, terms, path))
        except AmisError as error:
            self._show_said(str(error))

    def _wanted(self, rows: LayerRows, fields: FieldMap, terms: UserTerms, path: Path) -> Wanted:
        """Return what the dialog says about taking a layer into a workspace."""
        dialog, suggested = self.dialog, source_of(rows)
        source = replace(
            suggested,
            source_id=dialog.source_id.text().strip() or suggested.source_id,
            licence=dialog.licence.text().strip(),
            attribution=dialog.attribution.text().strip(),
        )
        may_rename = source.source_id == suggested.source_id
        return Wanted(rows, fields, terms, path, source, may_rename)

    def _forget(self, _result: int = 0) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
        self._aligning.forget()
        self.dialog = self._sampled = self._rows = self._layer = None
