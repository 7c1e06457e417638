"""The Export dialog: what will be in the package and what is wrong with it, then writing it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path
from typing import Any, Optional

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from ..core.package_choices import PackageChoices
from ..core.package_plan import PackagePlan
from ..core.transfer import size_words
from .export_choices import ExportChoices
from .export_contents import ExportContents
from .icons import icon
from .placeholders import show_hint

_SEVERITY_ICONS = {"error": "incomplete", "warning": "warning", "note": "note"}


class ExportDialog(QDialog):
    """Shows a plan and its findings; asks to plan anew, to write, and to stop writing."""

    plan_asked = pyqtSignal()
    title_edited = pyqtSignal()
    write_asked = pyqtSignal()
    stop_asked = pyqtSignal()

    def __init__(
        self,
        words: str,
        folder: str,
        workspaces: Sequence[Path],
        choices: ExportChoices,
        parent: Any = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export prospectivity package")
        self.resize(1180, 640)
        self._plan: Optional[PackagePlan] = None
        self._writing = False
        self.workspaces = self._make_workspaces(workspaces)
        self.title = QLineEdit(self)
        show_hint(self.title, "Title of the package")
        self.title.textEdited.connect(lambda _text: self.title_edited.emit())
        self.folder = QgsFileWidget(self)
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setDialogTitle("Folder that the package goes into")
        self.folder.setFilePath(folder)
        self.folder.lineEdit().setAccessibleName("Folder that the package goes into")
        self.folder.fileChanged.connect(lambda _path: self._show_state())
        self.zip = QCheckBox("One .zip file instead of a folder", self)
        self.zip.toggled.connect(lambda _on: self._show_state())
        self.choices = choices
        choices.setParent(self)  # here, so that the Tab key comes to it after the folder
        choices.changed.connect(self.plan_asked.emit)
        self.key = self._make_key()
        self.contents = ExportContents(self)
        self.contents.changed.connect(self.plan_asked.emit)
        self.findings = QListWidget(self)
        self.findings.setAccessibleName("Findings")
        self.findings.setWordWrap(True)
        self.findings.setMinimumHeight(90)
        self.may_pass_on = QCheckBox("I may pass on sources whose &licence is not known", self)
        self.may_pass_on.toggled.connect(lambda _on: self.plan_asked.emit())
        self.may_pass_on.hide()
        self.progress = QProgressBar(self)
        self.progress.setRange(0, 1000)
        self.progress.hide()
        self.state = QLabel(self)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        self._lay_out(words)
        self._show_state()

    def destination(self) -> Optional[Path]:
        """Return where the package will lie; nothing while no folder is chosen."""
        if self._plan is None or not self.folder.filePath().strip():
            return None
        name = self._plan.name + (".zip" if self.zip.isChecked() else "")
        return Path(self.folder.filePath()) / name

    def workspace(self) -> Path:
        """Return the workspace that the package is taken from."""
        return Path(self.workspaces.currentData())

    def wishes(self) -> PackageChoices:
        """Return what the package is to be; the title may still be open."""
        return self.choices.choices().with_values(
            zip=self.zip.isChecked(), licences_confirmed=self.may_pass_on.isChecked()
        )

    def show_wishes(self, wishes: PackageChoices) -> None:
        """Show what was chosen the last time; nothing is told."""
        self.zip.setChecked(wishes.zip)
        self.choices.show_choices(wishes)

    def suggest_title(self, title: str) -> None:
        """Put a title in the field while it is empty."""
        if not self.title.text():
            self.title.setText(title)

    def show_planning(self) -> None:
        """Show that a plan is being made; until it is there nothing can be written."""
        self._plan = None
        self._show_state()

    def show_plan(self, plan: PackagePlan) -> None:
        """Show what will be in the package."""
        self._plan = plan
        self.contents.show_plan(plan)
        self.findings.clear()
        for finding in plan.findings:
            text = f"{finding.message} {finding.hint}".strip()
            name = _SEVERITY_ICONS.get(finding.severity, "note")
            item = QListWidgetItem(icon(name), text)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{finding.severity}: {text}")
            self.findings.addItem(item)
        is_asked = any(finding.code == "licence-unknown" for finding in plan.findings)
        self.may_pass_on.setVisible(is_asked or self.may_pass_on.isChecked())
        self._show_state()

    def show_problem(self, text: str) -> None:
        """Say why nothing could be planned or written."""
        self.set_writing(False)
        self.state.setText(text)

    def set_writing(self, writing: bool) -> None:
        """Show whether the package is being written."""
        self._writing = writing
        self.progress.setVisible(writing)
        self.progress.setValue(0)
        given = (self.workspaces, self.title, self.folder, self.zip, self.may_pass_on)
        for widget in (*given, self.choices, self.key, self.contents):
            widget.setEnabled(not writing)
        self._show_state()

    def show_progress(self, percent: float, sentence: str) -> None:
        """Show how far the writing is."""
        self.progress.setValue(round(percent * 10))
        if sentence:
            self.state.setText(sentence)

    def reject(self) -> None:
        """Stop the writing, or close."""
        if self._writing:
            self.stop_asked.emit()
        else:
            super().reject()

    def _show_state(self) -> None:
        plan, destination = self._plan, self.destination()
        ready = bool(plan and not plan.blocked and destination and not self._writing)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(ready)
        if self._writing:
            return
        if plan is None:
            self.state.setText("Looking at the layers…")
        elif plan.blocked:
            self.state.setText("The findings marked as errors stand in the way.")
        elif destination is None:
            self.state.setText("Choose the folder that the package goes into.")
        else:
            size = size_words(plan.estimated_bytes)
            there = " A package of this name is replaced." if destination.exists() else ""
            self.state.setText(f"About {size}, to {destination}.{there}")

    def _change_workspace(self) -> None:
        """Ask for a plan of another workspace; a word about licences was for the one before."""
        self.may_pass_on.blockSignals(True)
        self.may_pass_on.setChecked(False)
        self.may_pass_on.blockSignals(False)
        self.contents.take_all()
        self.plan_asked.emit()

    def _make_workspaces(self, workspaces: Sequence[Path]) -> QComboBox:
        """Return the choice of the workspace; where two files have one name, paths tell."""
        box = QComboBox(self)
        box.setAccessibleName("Workspace that the package is taken from")
        names = [path.name for path in workspaces]
        for path in workspaces:
            box.addItem(path.name if names.count(path.name) == 1 else str(path), str(path))
            tip = f"<p>{escape(str(path))}</p>"
            box.setItemData(box.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        box.setMinimumContentsLength(20)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.currentIndexChanged.connect(lambda _index: self._change_workspace())
        return box

    def _make_key(self) -> QgsFileWidget:
        widget = QgsFileWidget(self)
        widget.setDialogTitle("SSH key that signs the package")
        show_hint(widget.lineEdit(), "SSH key, or gpg:fingerprint; empty: not signed")
        widget.lineEdit().setAccessibleName("Key that signs the package")
        widget.setToolTip(
            "The package is signed by ssh-keygen or gpg with a key that you have already; its"
            " passphrase is for its agent"
        )
        return widget

    def _lay_out(self, words: str) -> None:
        ok = QDialogButtonBox.StandardButton.Ok
        self.buttons = QDialogButtonBox(ok | QDialogButtonBox.StandardButton.Cancel, self)
        self.buttons.button(ok).setText("Export")
        self.buttons.accepted.connect(self.write_asked.emit)
        self.buttons.rejected.connect(self.reject)
        wanted = QLabel(words, self)
        wanted.setTextFormat(Qt.TextFormat.PlainText)
        wanted.setWordWrap(True)
        form = QFormLayout()
        form.addRow("Filter", wanted)
        form.addRow("&Workspace", self.workspaces)
        form.addRow("&Title", self.title)
        form.addRow("Fol&der", self.folder)
        form.addRow("", self.zip)
        _align(form, self.choices.form)
        left, right = QVBoxLayout(), QVBoxLayout()
        left.addLayout(form)
        self.choices.form.addRow("Si&gn with", self.key)
        left.addWidget(self.choices)
        left.addStretch(1)
        right.addWidget(_heading("Contents", self.contents))
        right.addWidget(self.contents, 3)
        right.addWidget(_heading("Findings", self.findings))
        right.addWidget(self.findings, 2)
        right.addWidget(self.may_pass_on)
        halves = QHBoxLayout()
        halves.addLayout(left, 2)
        halves.addLayout(right, 3)
        layout = QVBoxLayout(self)
        layout.addLayout(halves, 1)
        layout.addWidget(self.state)
        layout.addWidget(self.progress)
        layout.addWidget(self.buttons)


def _heading(text: str, widget: QWidget) -> QLabel:
    label = QLabel(text, widget.parentWidget())
    label.setBuddy(widget)
    return label


def _align(*forms: QFormLayout) -> None:
    """Let the labels of forms that stand above each other be of one width."""
    role = QFormLayout.ItemRole.LabelRole
    items = [form.itemAt(row, role) for form in forms for row in range(form.rowCount())]
    labels = [item.widget() for item in items if item is not None and item.widget() is not None]
    width = max(label.sizeHint().width() for label in labels)
    for label in labels:
        label.setMinimumWidth(width)
