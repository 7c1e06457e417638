"""The dialog of saved filters: it shows them and tells what is asked; it keeps none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QAction,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from ..core.saved_filters import LONGEST_NAME, SavedFilters
from ..core.words import describe_filter
from .placeholders import show_hint
from .plain_tip import plain_tip

PROJECT, PROFILE = "project", "profile"
TITLES = {PROJECT: "In this project", PROFILE: "In your profile"}
Picked = tuple[str, str]  # place and name
_PICKED = Qt.ItemDataRole.UserRole


class SavedFiltersDialog(QDialog):
    """Saved filters of the project and the profile.

    Signals tell places (``project`` or ``profile``) with names.
    """

    used = pyqtSignal(str, str)
    saved = pyqtSignal(str, str)
    renamed = pyqtSignal(str, str, str)
    deleted = pyqtSignal(object)
    copied = pyqtSignal(object)
    undo_asked = pyqtSignal()
    import_asked = pyqtSignal(str)
    export_asked = pyqtSignal(object)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Saved filters")
        self._filling = False
        self._suggested = ""
        self.current = QLabel(self)
        self.current.setTextFormat(Qt.TextFormat.PlainText)
        self.current.setWordWrap(True)
        self.name = QLineEdit(self)
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName("Name for the filter of now")
        show_hint(self.name, "a name for it")
        self.name.textChanged.connect(self._on_selection)
        self.name.returnPressed.connect(self._save)
        self.place = QComboBox(self)
        self.place.setAccessibleName("Where it is kept")
        for place, title in TITLES.items():
            self.place.addItem(title.lower(), place)
        self.tree = self._make_tree()
        self.state = QLabel(self)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        self.state.setAccessibleName("What was done")
        self._lay_out()
        self.show_filters(SavedFilters(), SavedFilters())
        self.show_undo("")

    def sizeHint(self) -> QSize:
        """Ask for room for names with what they want."""
        return QSize(620, 420)

    def show_current(self, words: str, suggested: str) -> None:
        """Say the filter of now in words, and offer a name for it."""
        self.follow_current(words, suggested)
        self.name.setText(suggested[:LONGEST_NAME])
        self.name.setFocus()
        self.name.setSelection(len(self.name.text()), -len(self.name.text()))

    def follow_current(self, words: str, suggested: str) -> None:
        """Say another filter of now; a name that the person typed stays."""
        self.current.setText(f"The filter of now: {words}")
        if self.name.text() == self._suggested:
            self.name.setText(suggested[:LONGEST_NAME])
        self._suggested = suggested[:LONGEST_NAME]

    def show_filters(self, of_project: SavedFilters, of_profile: SavedFilters) -> None:
        """Show what is kept; what was selected stays so as far as it is still there."""
        before = set(self.picked())
        self._filling = True
        self.tree.clear()
        for place, filters in ((PROJECT, of_project), (PROFILE, of_profile)):
            head = QTreeWidgetItem([TITLES[place], "" if len(filters) else "none yet"])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            head.setData(0, _PICKED, (place, ""))
            self.tree.addTopLevelItem(head)
            head.setFirstColumnSpanned(False)
            for one in filters:
                words = describe_filter(one.wanted)
                item = QTreeWidgetItem([one.name, words])
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
                item.setToolTip(0, plain_tip(one.name))
                item.setToolTip(1, plain_tip(words))
                item.setData(0, _PICKED, (place, one.name))
                head.addChild(item)
                item.setSelected((place, one.name) in before)
            head.setExpanded(True)
        self._filling = False
        self._on_selection()

    def show_undo(self, what: str) -> None:
        """Offer to take back the last change, or nothing where there is none."""
        self.undo.setEnabled(bool(what))
        self.undo.setToolTip(f"Take back: {what}" if what else "Nothing to take back")

    def show_state(self, text: str) -> None:
        """Say what was done, or what is wrong."""
        self.state.setText(text)

    def picked(self) -> list[Picked]:
        """Return place and name of every selected filter."""
        found = [item.data(0, _PICKED) for item in self.tree.selectedItems()]
        return [(place, name) for place, name in found if name]

    def _on_selection(self, *_args: Any) -> None:
        number = len(self.picked())
        self.use.setEnabled(number == 1)
        self.rename.setEnabled(number == 1)
        for button in (self.delete, self.copy):
            button.setEnabled(number > 0)
        self.save.setEnabled(bool(self.name.text().strip()))

    def _on_edited(self, item: Any, column: int) -> None:
        if self._filling or column != 0:
            return
        place, name = item.data(0, _PICKED)
        new = item.text(0)
        if name and new.strip() != name:
            self.renamed.emit(place, name, new)

    def _on_activated(self, item: Any, _column: int) -> None:
        place, name = item.data(0, _PICKED)
        if name:
            self.used.emit(place, name)

    def _use(self) -> None:
        for place, name in self.picked()[:1]:
            self.used.emit(place, name)

    def _save(self) -> None:
        if self.name.text().strip():
            self.saved.emit(str(self.place.currentData()), self.name.text())

    def _rename(self) -> None:
        for item in self.tree.selectedItems()[:1]:
            self.tree.editItem(item, 0)

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setAccessibleName("Saved filters")
        tree.setHeaderLabels(["Name", "Finds"])
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.SelectedClicked
        )
        tree.setUniformRowHeights(True)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        tree.header().setStretchLastSection(True)
        tree.setColumnWidth(0, 230)
        tree.itemSelectionChanged.connect(self._on_selection)
        tree.itemChanged.connect(self._on_edited)
        tree.itemActivated.connect(self._on_activated)
        return tree

    def _lay_out(self) -> None:
        saving = QHBoxLayout()
        label = QLabel("&Save it as", self)
        label.setBuddy(self.name)
        self.save = self._button("Sa&ve", "Keep the filter of now under this name", self._save)
        for widget, share in ((label, 0), (self.name, 1), (self.place, 0), (self.save, 0)):
            saving.addWidget(widget, share)
        layout = QVBoxLayout(self)
        layout.addWidget(self.current)
        layout.addLayout(saving)
        layout.addWidget(self.tree, 1)
        layout.addLayout(self._make_buttons())
        layout.addWidget(self.state)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        layout.addWidget(close)
        order = (self.name, self.place, self.save, self.tree, *self._row)
        for one, other in zip(order, order[1:]):
            self.setTabOrder(one, other)

    def _make_buttons(self) -> QGridLayout:
        self.use = self._button("&Use", "Filter by the selected one", self._use)
        self.rename = self._button("Re&name", "Give it another name (F2)", self._rename)
        self.copy = self._button(
            "&Copy across",
            "Copy the selected ones from the project to the profile, or the other way",
            lambda: self.copied.emit(self.picked()),
        )
        self.delete = self._button(
            "&Delete", "Delete the selected ones (Del)", lambda: self.deleted.emit(self.picked())
        )
        self.undo = self._button("Und&o", "", self.undo_asked.emit)
        self.bring = self._button(
            "&Import…",
            "Take filters from a JSON file, besides those that are here",
            lambda: self.import_asked.emit(str(self.place.currentData())),
        )
        self.send = self._button(
            "&Export…",
            "Write the selected filters, or all, to a JSON file",
            lambda: self.export_asked.emit(self.picked()),
        )
        for button, keys in (
            (self.delete, QKeySequence.StandardKey.Delete),
            (self.undo, QKeySequence.StandardKey.Undo),
        ):
            action = QAction(self.tree)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.triggered.connect(lambda _checked, one=button: one.click())
            self.tree.addAction(action)
        self._row: Sequence[QPushButton] = (
            self.use, self.rename, self.copy, self.delete, self.undo, self.bring, self.send
        )  # fmt: skip
        grid = QGridLayout()
        for number, button in enumerate(self._row):
            grid.addWidget(button, 0, number)
        return grid

    def _button(self, text: str, tip: str, slot: Any) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: slot())
        return button
