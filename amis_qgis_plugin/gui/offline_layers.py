"""The layers that can be taken offline, with what is known of their size; several can be ticked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from html import escape
from typing import Any, Optional, Union

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..qgis_bridge.offline_batch import Wish
from ..qgis_bridge.tasks import as_amis_error
from ..workspace.offline.estimate import Estimate
from .icons import icon
from .offline_words import UNKNOWN, about_size_words, features_words
from .placeholders import show_hint
from .type_box import TypeBox

_ROLE = Qt.ItemDataRole.UserRole
_KEY_ROLE = Qt.ItemDataRole.UserRole + 1
_ASKING = "…"
_WIDEST = "9,999,999 kB____"
_WIDEST_TYPE = "Geochemical samples________"
_TYPE = 3  # column; it is shown as the second
Found = Union[Estimate, Exception, None]


@dataclass(frozen=True)
class Group:
    """Layers under one head.

    :param key: tells the group from the others when they are shown anew.
    :param layers: key of a layer, its wish, its icon.
    :param state: what stands in place of the layers; empty where they are known.
    """

    key: str
    title: str
    icon: str
    layers: Sequence[tuple[str, Wish, str]] = ()
    state: str = ""
    tip: str = ""


class LayerChoice(QWidget):
    """A tree of layers with boxes to tick, and a field to find them.

    ``changed`` tells that other layers are ticked; ``group_opened`` the key of a group that the
    person opened and whose layers are not known.
    """

    changed = pyqtSignal()
    group_opened = pyqtSignal(str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._closed: set[str] = set()
        self._showing = False
        self._types: dict[str, str] = {}  # what the person said that a layer is
        self.search = QLineEdit(self)
        show_hint(self.search, "Search layers and servers")
        self.search.setAccessibleName("Search layers and servers")
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(lambda _text: self._narrow())
        self.tree = self._make_tree()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.search)
        layout.addWidget(self.tree, 1)

    def show_groups(self, groups: Iterable[Group]) -> None:
        """Show groups in place of the ones before; what was ticked and is there stays so."""
        ticked = set(self.ticked())
        self._showing = True
        self.tree.clear()
        for group in groups:
            self.tree.addTopLevelItem(_group_item(group, ticked))
        for item in self._groups():
            is_open = item.data(0, _KEY_ROLE) not in self._closed and not _state_of(item)
            item.setExpanded(is_open)
            item.setFirstColumnSpanned(True)
        self._showing = False
        self._narrow()
        if set(self.ticked()) != ticked:
            self.changed.emit()

    def tick(self, keys: Iterable[str]) -> None:
        """Tick these layers and no others; the first of them is shown."""
        wanted = set(keys)
        self._showing = True
        shown = None
        for item in self._layers():
            is_wanted = item.data(0, _KEY_ROLE) in wanted
            item.setCheckState(0, Qt.CheckState.Checked if is_wanted else Qt.CheckState.Unchecked)
            shown = shown or (item if is_wanted else None)
        self._showing = False
        if shown is not None:
            shown.parent().setExpanded(True)
            self.tree.setCurrentItem(shown)
            self.tree.scrollToItem(shown)
        self.changed.emit()

    def ticked(self) -> dict[str, Wish]:
        """Return the layers that are ticked, each once, in the order of the tree."""
        found: dict[str, Wish] = {}
        for item in self._layers():
            if item.checkState(0) == Qt.CheckState.Checked:
                key = str(item.data(0, _KEY_ROLE))
                wish = replace(item.data(0, _ROLE), layer_type=self._types.get(key, ""))
                found.setdefault(key, wish)
        return found

    def offered(self) -> dict[str, Wish]:
        """Return every layer that is offered, by key."""
        return {str(item.data(0, _KEY_ROLE)): item.data(0, _ROLE) for item in self._layers()}

    def show_estimates(self, found: dict[str, Found]) -> None:
        """Show what is known of ticked layers: nothing yet, an estimate, or why there is none."""
        self._showing = True
        for item in self._layers():
            key = item.data(0, _KEY_ROLE)
            texts, tip = _estimate_words(found[key]) if key in found else (("", ""), "")
            for column, text in enumerate(texts, 1):
                item.setText(column, text)
                item.setToolTip(column, f"<p>{escape(tip)}</p>" if tip else "")
            self._show_type(item, found.get(key), key in found)
        self._showing = False

    def _show_type(self, item: QTreeWidgetItem, found: Found, is_ticked: bool) -> None:
        """Let the person choose what a ticked layer is; it is told by the layer until then."""
        box = self.tree.itemWidget(item, _TYPE)
        if not is_ticked:
            if box is not None:
                self.tree.removeItemWidget(item, _TYPE)
            return
        wish, key = item.data(0, _ROLE), str(item.data(0, _KEY_ROLE))
        if box is None:
            box = TypeBox(wish.title, self._types.get(key, ""), self.tree)
            box.chosen.connect(lambda kind: self._choose_type(key, kind))
            self.tree.setItemWidget(item, _TYPE, box)
        saved = wish.fields.layer_type if wish.fields is not None else ""
        guess = found.layer_type if isinstance(found, Estimate) else ""
        box.show_guess(saved or guess, bool(saved))

    def _choose_type(self, key: str, layer_type: str) -> None:
        self._types[key] = layer_type
        for item in self._layers():  # a layer of the project stands under its server too
            box = self.tree.itemWidget(item, _TYPE)
            if item.data(0, _KEY_ROLE) == key and box is not None:
                box.show_choice(layer_type)

    def _make_tree(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setAccessibleName("Layers to take offline")
        tree.setHeaderLabels(["Layer", "Features", "Size", "Type"])
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.setUniformRowHeights(True)
        tree.setMinimumHeight(130)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, text in ((1, _WIDEST), (2, _WIDEST), (_TYPE, _WIDEST_TYPE)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            tree.setColumnWidth(column, tree.fontMetrics().horizontalAdvance(text))
        header.moveSection(_TYPE, 1)
        tree.itemChanged.connect(self._on_changed)
        tree.itemExpanded.connect(self._on_expanded)
        tree.itemCollapsed.connect(lambda item: self._remember(item, False))
        return tree

    def _on_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if self._showing or column != 0:
            return
        self._showing = True
        for other in self._layers():  # a layer of the project stands under its server too
            if other.data(0, _KEY_ROLE) == item.data(0, _KEY_ROLE):
                other.setCheckState(0, item.checkState(0))
        self._showing = False
        self.changed.emit()

    def _on_expanded(self, item: QTreeWidgetItem) -> None:
        self._remember(item, True)
        if not self._showing and _state_of(item):
            self.group_opened.emit(str(item.data(0, _KEY_ROLE)))

    def _remember(self, item: QTreeWidgetItem, is_open: bool) -> None:
        if not self._showing:
            change = self._closed.discard if is_open else self._closed.add
            change(str(item.data(0, _KEY_ROLE)))

    def _narrow(self) -> None:
        wanted = self.search.text().strip().lower()
        for group in self._groups():
            in_head = wanted in group.text(0).lower()
            rows = [group.child(row) for row in range(group.childCount())]
            for row in rows:
                row.setHidden(not in_head and wanted not in row.text(0).lower())
            group.setHidden(not in_head and all(row.isHidden() for row in rows))

    def _groups(self) -> list[QTreeWidgetItem]:
        return [self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount())]

    def _layers(self) -> list[QTreeWidgetItem]:
        rows = (group.child(row) for group in self._groups() for row in range(group.childCount()))
        return [row for row in rows if row.data(0, _ROLE) is not None]


def _group_item(group: Group, ticked: set[str]) -> QTreeWidgetItem:
    head = QTreeWidgetItem([group.title])
    head.setData(0, _KEY_ROLE, group.key)
    head.setIcon(0, icon(group.icon))
    head.setToolTip(0, f"<p>{escape(group.tip)}</p>" if group.tip else "")
    head.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
    font = head.font(0)
    font.setBold(True)
    head.setFont(0, font)
    for key, wish, kind in group.layers:
        row = QTreeWidgetItem([wish.title, "", ""])
        row.setData(0, _KEY_ROLE, key)
        row.setData(0, _ROLE, wish)
        row.setIcon(0, icon(kind))
        row.setToolTip(0, f"<p>{escape(wish.title)}<br>{escape(wish.request.url)}</p>")
        row.setFlags(row.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        row.setCheckState(0, Qt.CheckState.Checked if key in ticked else Qt.CheckState.Unchecked)
        for column in (1, 2):
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            row.setTextAlignment(column, right)
        head.addChild(row)
    if group.state:
        state = QTreeWidgetItem([group.state])
        state.setFlags(Qt.ItemFlag.ItemIsEnabled)
        head.addChild(state)
    return head


def _state_of(group: QTreeWidgetItem) -> Optional[str]:
    """Return what stands in place of a group's layers; None where they are known."""
    first = group.child(0)
    return str(first.text(0)) if first is not None and first.data(0, _ROLE) is None else None


def _estimate_words(found: Found) -> tuple[tuple[str, str], str]:
    if found is None:
        return (_ASKING, _ASKING), "Its server is being asked."
    if isinstance(found, Exception):
        error = as_amis_error(found)
        return (UNKNOWN, UNKNOWN), f"{error.message} {error.hint}"
    tip = ""
    if found.features is None:
        tip = "The server does not tell how many there are. It can be taken all the same."
    elif found.is_most:
        tip = "The server does not count by area: so many has the whole layer."
    return (features_words(found), about_size_words(found)), tip
