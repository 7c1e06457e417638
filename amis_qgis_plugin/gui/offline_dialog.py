"""The Take offline dialog: what, where, where to; then how far it is; then how it ended."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Optional

from qgis.core import QgsProject
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ..qgis_bridge.offline_batch import Ending
from .offline_area import AreaChoice
from .offline_layers import LayerChoice
from .offline_results import OfflineResults

_STANDARD = QDialogButtonBox.StandardButton
_ACTION = QDialogButtonBox.ButtonRole.ActionRole


class OfflineDialog(QDialog):
    """Three pages; what they mean and do is the controller's.

    ``changed`` tells that something else is wanted; the others are the person's wishes.
    """

    changed = pyqtSignal()
    start_asked = pyqtSignal()
    stop_asked = pyqtSignal()
    go_on_asked = pyqtSignal()
    resume_asked = pyqtSignal()
    others_asked = pyqtSignal()
    help_asked = pyqtSignal()

    def __init__(self, canvas: Any, project: QgsProject, parent: Any = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Take offline")
        self.resize(700, 600)
        self.layers = LayerChoice(self)
        self.layers.changed.connect(self.changed.emit)
        self.area = AreaChoice(canvas, project, self)
        self.area.changed.connect(self.changed.emit)
        self.target = self._make_target()
        self.keep_incomplete = QCheckBox("&Keep what came although more is missing", self)
        self.keep_incomplete.setToolTip(
            "<p>Without this a layer that is not whole leaves the workspace as it is. Rows that are"
            " complete are never replaced by incomplete ones.</p>"
        )
        self.show_copy = QCheckBox("Show the offline &copy instead of the live layer", self)
        self.show_copy.setChecked(True)
        self.show_copy.setToolTip(
            "<p>The project's layer stays where it is, with its style and filter, and is read from"
            " the workspace. <i>Use live layer</i> in its context menu goes back.</p>"
        )
        self.show_copy.hide()
        self.total, self.notes = _text(self), _text(self)
        self.resume = QPushButton("&Go on with it", self)
        self.resume.clicked.connect(lambda _checked: self.resume_asked.emit())
        self.resume.hide()
        self.heading, self.sentence = _text(self), _text(self)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1000)
        self.bar.setAccessibleName("How far it is")
        self.so_far = OfflineResults(self)
        self.summary, self.results = _text(self), OfflineResults(self)
        self.pages = QStackedWidget(self)
        for page in (self._choosing_page(), self._running_page(), self._result_page()):
            self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.addWidget(self.pages)
        self.layers.tree.setFocus()

    def workspace(self) -> Optional[Path]:
        """Return the GeoPackage to take the layers into; nothing while none is named."""
        text = self.target.filePath().strip()
        if not text:
            return None
        return Path(text if text.lower().endswith(".gpkg") else f"{text}.gpkg")

    def is_choosing(self) -> bool:
        """Whether the person still says what is wanted."""
        return bool(self.pages.currentIndex() == 0)

    def show_choosing(self) -> None:
        """Let the person say what is wanted."""
        self.pages.setCurrentIndex(0)
        self.layers.tree.setFocus()

    def show_ready(self, is_ready: bool) -> None:
        """Show whether everything is said that is needed."""
        self.start.setEnabled(is_ready)

    def show_notes(self, lines: Sequence[str], can_resume: bool) -> None:
        """Show what is worth knowing before it begins.

        :param can_resume: whether an unfinished download is offered that is not chosen.
        """
        self.notes.setText("\n".join(lines))
        self.notes.setVisible(bool(lines))
        self.resume.setVisible(can_resume)

    def show_live_choice(self, is_live: bool) -> None:
        """Offer that live layers show their copies, where chosen layers are in the project."""
        self.show_copy.setVisible(is_live)

    def say(self, text: str) -> None:
        """Add something to what is worth knowing."""
        self.notes.setText("\n".join(filter(None, (self.notes.text(), text))))
        self.notes.show()

    def show_running(self, heading: str) -> None:
        """Show that layers are being taken.

        :param heading: what goes where.
        """
        self.heading.setText(heading)
        self.sentence.setText("Beginning…")
        self.bar.setValue(0)
        self.stop.setEnabled(True)
        self.pages.setCurrentIndex(1)
        self.background.setFocus()

    def show_progress(self, percent: float, sentence: str) -> None:
        """Show how far it is."""
        self.bar.setValue(round(percent * 10))
        if sentence and self.stop.isEnabled():
            self.sentence.setText(sentence)

    def show_endings(self, endings: Sequence[Ending], path: Path, summary: str) -> None:
        """Show how it ended."""
        self.summary.setText(summary)
        self.results.show_endings(endings, path)
        is_left = any(one.is_left for one in endings)
        self.go_on.setVisible(is_left)
        self.pages.setCurrentIndex(2)
        (self.go_on if is_left else self.results.tree).setFocus()

    def keyPressEvent(self, event: Any) -> None:
        """Let Enter press the button that has the focus, and no other."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QPushButton):
            focused.click()

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.sentence.setText("Stopping…")
        self.stop_asked.emit()

    def _make_target(self) -> QgsFileWidget:
        target = QgsFileWidget(self)
        target.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        target.setDialogTitle("Workspace: a new GeoPackage, or one to add to")
        target.setFilter("GeoPackage (*.gpkg)")
        target.setConfirmOverwrite(False)
        target.lineEdit().setAccessibleName("Workspace: a new GeoPackage, or one to add to")
        target.fileChanged.connect(lambda _path: self.changed.emit())
        return target

    def _choosing_page(self) -> QWidget:
        page = QWidget(self)
        buttons = QDialogButtonBox(_STANDARD.Ok | _STANDARD.Close | _STANDARD.Help, page)
        self.start = buttons.button(_STANDARD.Ok)
        self.start.setText("&Take offline")
        buttons.accepted.connect(self.start_asked.emit)
        buttons.rejected.connect(self.reject)
        buttons.helpRequested.connect(self.help_asked.emit)
        form = QFormLayout()
        form.addRow("A&rea", self.area)
        form.addRow("&Workspace", self.target)
        form.addRow("", self.keep_incomplete)
        form.addRow("", self.show_copy)
        resume = QHBoxLayout()
        resume.addWidget(self.notes, 1)
        resume.addWidget(self.resume, 0, Qt.AlignmentFlag.AlignTop)
        layout = _layout(page)
        layout.addWidget(self.layers, 1)
        layout.addWidget(self.total)
        layout.addLayout(form)
        layout.addLayout(resume)
        layout.addWidget(buttons)
        return page

    def _running_page(self) -> QWidget:
        page = QWidget(self)
        buttons = QDialogButtonBox(page)
        self.background = buttons.addButton("Run in the &background", _ACTION)
        self.stop = buttons.addButton("&Cancel", QDialogButtonBox.ButtonRole.RejectRole)
        self.background.clicked.connect(lambda _checked: self.reject())
        self.stop.clicked.connect(lambda _checked: self._stop())
        layout = _layout(page)
        layout.addWidget(self.heading)
        layout.addWidget(self.bar)
        layout.addWidget(self.sentence)
        layout.addWidget(self.so_far, 1)
        layout.addWidget(
            _text(page, "What has come is kept page by page. After Cancel, a lost link or a crash"
                  " the same download goes on where it stopped.")
        )  # fmt: skip
        layout.addWidget(buttons)
        return page

    def _result_page(self) -> QWidget:
        page = QWidget(self)
        buttons = QDialogButtonBox(_STANDARD.Close, page)
        self.go_on = buttons.addButton("&Go on", _ACTION)
        self.go_on.setToolTip("<p>Asks the servers again for what is missing.</p>")
        self.another = buttons.addButton("Take &others…", _ACTION)
        self.go_on.clicked.connect(lambda _checked: self.go_on_asked.emit())
        self.another.clicked.connect(lambda _checked: self.others_asked.emit())
        buttons.rejected.connect(self.reject)
        layout = _layout(page)
        layout.addWidget(self.summary)
        layout.addWidget(self.results, 1)
        layout.addWidget(buttons)
        return page


def _layout(page: QWidget) -> QVBoxLayout:
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 0, 0, 0)
    return layout


def _text(parent: QWidget, text: str = "") -> QLabel:
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label
