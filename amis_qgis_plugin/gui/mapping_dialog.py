"""The field mapping dialog: how a layer's fields become aligned ones, and taking them in."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, Optional

from qgis.gui import QgsFileWidget, QgsMapLayerComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
)

from ..core.countries import match_any_country, members
from ..core.map_gaps import unread_words
from ..core.schemas import every_type
from ..qgis_bridge.compat import only_vector_layers
from .mapping_table import MappingTable
from .placeholders import show_hint

_UNREAD_SHOWN = 6
PROFILES = (
    ("Plain lists", ""),
    ("USGS codes (MRDS)", "mrds"),
    ("French text", "fr"),
    ("Portuguese text", "pt"),
    ("Analyses (elements)", "assay"),
)


class MappingDialog(QDialog):
    """Shows values and tells wishes; the controller knows layers and workspaces."""

    layer_chosen = pyqtSignal(object)
    source_chosen = pyqtSignal(str)
    type_chosen = pyqtSignal(str)
    map_changed = pyqtSignal()
    propose_asked = pyqtSignal()
    save_asked = pyqtSignal()
    import_asked = pyqtSignal()
    export_asked = pyqtSignal()
    align_asked = pyqtSignal()
    stop_asked = pyqtSignal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Field mapping")
        self.resize(1120, 660)
        self.layer = QgsMapLayerComboBox(self)
        only_vector_layers(self.layer)
        self.layer.setAccessibleName("Layer")
        self.layer.layerChanged.connect(self.layer_chosen.emit)
        self.source = QComboBox(self)
        self.source.setAccessibleName("Source in the workspace")
        self.source.currentIndexChanged.connect(
            lambda _row: self.source_chosen.emit(self.source.currentData() or "")
        )
        self.type = QComboBox(self)
        self.type.setAccessibleName("Layer type")
        for kind in every_type():
            self.type.addItem(kind.title, kind.layer_type_id)
        self.type.activated.connect(lambda _row: self.type_chosen.emit(self.type.currentData()))
        self.profile = QComboBox(self)
        self.profile.setAccessibleName("How commodities are written")
        for title, value in PROFILES:
            self.profile.addItem(title, value)
        self.profile.activated.connect(lambda _row: self.map_changed.emit())
        self.country = QComboBox(self)
        self.country.setAccessibleName("Country of rows that state none")
        self.country.addItem("told by each row or its place", "")
        for country in members():
            self.country.addItem(country.name, country.iso3)
        self.country.activated.connect(lambda _row: self.map_changed.emit())
        self.table = MappingTable(self)
        self.table.changed.connect(self.map_changed.emit)
        self.only_used = QCheckBox("Only fields that are read or needed", self)
        self.only_used.toggled.connect(self.table.show_only_used)
        self.unread = QLabel(self)
        self.unread.setTextFormat(Qt.TextFormat.PlainText)
        self.unread.setWordWrap(True)
        self.unread.setAccessibleName("Fields that are not read")
        # It takes what room there is, and never makes the dialog wider.
        self.unread.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.state = QLabel(self)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.progress.hide()
        self._make_target()
        self._lay_out()
        self._working = False

    def show_sources(self, sources: Sequence[str], current: str) -> None:
        """Offer the sources of a workspace layer; none for other layers."""
        self.source.blockSignals(True)
        self.source.clear()
        for source_id in sources:
            self.source.addItem(source_id, source_id)
        self.source.setCurrentIndex(max(0, self.source.findData(current)))
        self.source.blockSignals(False)
        self._source_label.setVisible(bool(sources))
        self.source.setVisible(bool(sources))
        for widget in self._only_new:
            widget.setVisible(not sources)
        self.type.setEnabled(not sources)
        self.align.setText("Align again" if sources else "Align into workspace")

    def chosen(self) -> tuple[str, str, str]:
        """Return layer type id, profile, and country of rows that state none."""
        return (
            self.type.currentData(),
            self.profile.currentData(),
            self.country.currentData(),
        )

    def show_choice(self, layer_type: str, profile: str, country: str) -> None:
        """Show layer type, profile and country."""
        self.type.setCurrentIndex(self.type.findData(layer_type))
        self.profile.setCurrentIndex(max(0, self.profile.findData(profile)))
        if self.country.findData(country) < 0:  # of elsewhere, or by its name
            found = match_any_country(country)
            self.country.addItem(found.name if found else country, country)
        self.country.setCurrentIndex(self.country.findData(country))

    def workspace(self) -> Optional[Path]:
        """Return the workspace that was chosen; None while there is none."""
        text = self.target.filePath().strip()
        if not text:
            return None
        return Path(text if text.lower().endswith(".gpkg") else f"{text}.gpkg")

    def show_state(self, text: str) -> None:
        """Say what is known about the map."""
        self.state.setText(text)

    def show_unread(self, names: Sequence[str]) -> None:
        """Name the fields of the layer that nothing is read from; all of them in a tip."""
        self.unread.setText(unread_words(tuple(names), _UNREAD_SHOWN))
        self.unread.setToolTip(f"<p>{escape(unread_words(tuple(names), len(names)))}</p>")

    def show_working(self, working: bool) -> None:
        """Show whether rows are being aligned."""
        self._working = working
        self.progress.setVisible(working)
        self.progress.setValue(0)
        self.table.setEnabled(not working)
        for widget in (self.layer, self.source, self.align, self.save, self.target):
            widget.setEnabled(not working)

    def show_progress(self, percent: float, sentence: str) -> None:
        """Show how far the work is."""
        self.progress.setValue(round(percent * 10))
        if sentence:
            self.state.setText(sentence)

    def keyPressEvent(self, event: Any) -> None:
        """Let Enter press the button that has the focus, and no other.

        A dialog's default button would take rows in when a person ends a line of text.
        """
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()

    def reject(self) -> None:
        """Stop the work, or close."""
        if self._working:
            self.stop_asked.emit()
        else:
            super().reject()

    def _make_target(self) -> None:
        self.target = QgsFileWidget(self)
        self.target.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.target.setFilter("GeoPackage (*.gpkg)")
        self.target.setConfirmOverwrite(False)
        self.target.setDialogTitle("Workspace: a new file, or one to add to")
        show_hint(self.target.lineEdit(), "a new file, or a workspace to add to")
        self.target.lineEdit().setAccessibleName("Workspace")
        self.source_id = QLineEdit(self)
        self.source_id.setAccessibleName("Source id")
        self.source_id.setToolTip("Rows of the same id are replaced when the layer is taken again")
        self.licence = QLineEdit(self)
        self.licence.setAccessibleName("Licence")
        show_hint(self.licence, "as the source states it; empty: no statement")
        self.attribution = QLineEdit(self)
        self.attribution.setAccessibleName("Attribution")
        show_hint(self.attribution, "what has to be said when it is shown")

    def _lay_out(self) -> None:
        self._source_label = QLabel("&Source", self)
        self._source_label.setBuddy(self.source)
        top = QGridLayout()
        pairs = (
            ("&Layer", self.layer, 0, 0),
            ("Layer &type", self.type, 0, 2),
            ("&Commodities are", self.profile, 1, 0),
            ("Co&untry", self.country, 1, 2),
        )
        for text, widget, row, column in pairs:
            label = QLabel(text, self)
            label.setBuddy(widget)
            top.addWidget(label, row, column)
            top.addWidget(widget, row, column + 1)
        top.addWidget(self._source_label, 2, 0)
        top.addWidget(self.source, 2, 1)
        top.setColumnStretch(1, 1)
        top.setColumnStretch(3, 1)
        form = QGridLayout()
        self._only_new = []
        for text, widget, row, column in (
            ("&Workspace", self.target, 0, 0),
            ("Source &id", self.source_id, 0, 2),
            ("Lice&nce", self.licence, 1, 0),
            ("&Attribution", self.attribution, 1, 2),
        ):
            label = QLabel(text, self)
            label.setBuddy(widget)
            form.addWidget(label, row, column)
            form.addWidget(widget, row, column + 1)
            self._only_new += [label, widget]
        form.setColumnStretch(1, 1)
        form.setColumnStretch(3, 1)
        layout = QVBoxLayout(self)
        layout.addLayout(top)
        layout.addWidget(self.table, 1)
        below = QHBoxLayout()
        below.addWidget(self.only_used)
        below.addWidget(self.unread, 1)
        layout.addLayout(below)
        layout.addLayout(form)
        layout.addWidget(self.state)
        layout.addWidget(self.progress)
        layout.addLayout(self._make_buttons())

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        for text, tip, wish in (
            ("Propose a&new", "Forget what was changed and propose again", self.propose_asked),
            ("I&mport…", "Take a field map from a JSON file", self.import_asked),
            ("E&xport…", "Write the field map to a JSON file", self.export_asked),
        ):
            button = QPushButton(text, self)
            button.setToolTip(tip)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked, wish=wish: wish.emit())
            row.addWidget(button)
        row.addStretch(1)
        self.save = QPushButton("&Save for this source", self)
        self.save.setToolTip("Use this map whenever a layer of this source is opened")
        self.save.setAutoDefault(False)
        self.save.clicked.connect(lambda _checked: self.save_asked.emit())
        self.align = QPushButton("Align into workspace", self)
        self.align.setAutoDefault(False)
        self.align.clicked.connect(lambda _checked: self.align_asked.emit())
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        close.rejected.connect(self.reject)
        for widget in (self.save, self.align, close):
            row.addWidget(widget)
        return row
