"""The dialog of conflicts: what a person and a server both changed, side by side, to be settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Callable, Optional

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from ..core.phrases import counted
from ..workspace.conflicts import MINE, THEIRS, Conflict

_ROLE = Qt.ItemDataRole.UserRole
_HEADS = ("Layer", "Row", "Field", "Before", "Mine", "Server's")
_WIDTHS = (120, 120, 120, 160, 160)
_WHOLE_ROW, _NOTHING = "whole row", "(empty)"
_HOW = "The layer shows what you wrote. Choose for each row of the list what shall stay."


class ConflictsDialog(QDialog):
    """Shows conflicts and tells what a person decides about them; the controller does it.

    ``decided`` tells conflicts and ``mine`` or ``theirs``, ``zoom_asked`` one conflict.
    """

    decided = pyqtSignal(object, str)
    zoom_asked = pyqtSignal(object)

    def __init__(self, file: str, parent: Any = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"Conflicts in {file}")
        self.resize(920, 460)
        how = QLabel(_HOW, self)
        how.setWordWrap(True)
        self.tree = self._make_tree()
        self.state = QLabel(self)
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        layout = QVBoxLayout(self)
        layout.addWidget(how)
        layout.addWidget(self.tree, 1)
        layout.addWidget(self.state)
        layout.addLayout(self._make_buttons())
        self._on_selection()

    def show_conflicts(self, listed: Sequence[Conflict], titles: Mapping[str, str]) -> None:
        """List conflicts.

        :param titles: of the sources, by their ids.
        """
        self.tree.clear()
        for one in listed:
            self.tree.addTopLevelItem(_item(one, titles.get(one.source_id) or one.source_id))
        if listed:
            first = self.tree.topLevelItem(0)
            self.tree.setCurrentItem(first, 0)
            first.setSelected(False)  # nothing is chosen before a person does
        self._on_selection()

    def show_state(self, text: str) -> None:
        """Say what is going on."""
        self.state.setText(text)

    def show_working(self, working: bool) -> None:
        """Show whether conflicts are being settled."""
        for widget in (self.tree, self.mine, self.theirs):
            widget.setEnabled(not working)
        if working:
            self.zoom.setEnabled(False)
            self.show_state("Writing …")
        else:
            self._on_selection()

    def listed(self) -> list[Conflict]:
        """Return all conflicts of the list."""
        items = (self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount()))
        return [item.data(0, _ROLE) for item in items]

    def selected(self) -> list[Conflict]:
        """Return the conflicts that are selected."""
        return [item.data(0, _ROLE) for item in self.tree.selectedItems()]

    def _on_selection(self) -> None:
        chosen = self.selected()
        self.zoom.setEnabled(len(chosen) == 1)
        all_told = counted(self.tree.topLevelItemCount(), "conflict")
        said = (
            f"{len(chosen):,} selected" if chosen else "none is selected: a button takes them all"
        )
        self.show_state(f"{all_told}, {said}.")

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setAccessibleName("Conflicts")
        tree.setHeaderLabels(list(_HEADS))
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setAlternatingRowColors(True)
        tree.setAllColumnsShowFocus(True)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        tree.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        for column, width in enumerate(_WIDTHS):
            tree.setColumnWidth(column, width)
        tree.itemSelectionChanged.connect(self._on_selection)
        tree.itemDoubleClicked.connect(lambda item, _column: self._zoom_to(item))
        return tree

    def _make_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.zoom = self._button(
            "&Zoom to row", "Show the selected row on the map", self._zoom_to_selected
        )
        self.mine = self._button(
            "Keep &mine", "Leave what you wrote in the layer", lambda: self._decide(MINE)
        )
        self.theirs = self._button(
            "Take the &server's",
            "Put what the server has in the place of what you wrote",
            lambda: self._decide(THEIRS),
        )
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        close.rejected.connect(self.reject)
        row.addWidget(self.zoom)
        row.addStretch(1)
        for widget in (self.mine, self.theirs, close):
            row.addWidget(widget)
        return row

    def _button(self, text: str, tip: str, slot: Callable[[], Any]) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked: slot())
        return button

    def _decide(self, take: str) -> None:
        self.decided.emit(self.selected(), take)

    def _zoom_to_selected(self) -> None:
        self._zoom_to(next(iter(self.tree.selectedItems()), None))

    def _zoom_to(self, item: Optional[QTreeWidgetItem]) -> None:
        if item is not None:
            self.zoom_asked.emit(item.data(0, _ROLE))


def _item(one: Conflict, title: str) -> QTreeWidgetItem:
    called = one.feature_id or f"number {one.fid}"
    values = [_NOTHING if value is None else value for value in (one.base, one.mine, one.theirs)]
    if not one.field:
        values[0] = ""  # of a whole row nothing is told
    texts = [title, called, one.field or _WHOLE_ROW, *values]
    item = QTreeWidgetItem([" ".join(text.split()) for text in texts])
    item.setData(0, _ROLE, one)
    for column, text in enumerate(texts):
        item.setToolTip(column, text)
        said = f"{_HEADS[column]}: {text}"
        item.setData(column, Qt.ItemDataRole.AccessibleTextRole, said)
    return item
