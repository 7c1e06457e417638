"""A searchable tree of choices, each with its count and a small bar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Optional

from qgis.PyQt.QtCore import (
    QEvent,
    QModelIndex,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
    QTimer,
    pyqtSignal,
)
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ..core.folding import tidy
from .facet_delegate import CountDelegate
from .facet_model import KEY_ROLE, NAMES_ROLE, WITHOUT_ROLE, Choice, FacetModel
from .placeholders import show_hint

__all__ = ["KEY_ROLE", "Choice", "FacetTree"]
_SEARCHED = 8  # fewer choices are seen at a glance


class ContentTree(QTreeView):
    """A tree as high as its open rows: the panel scrolls, not the lists in it.

    ``moved`` tells the place of the row that the keys went to; ``fitted`` that the height that it
    asks for is another, once for all rows that were opened together.
    """

    moved = pyqtSignal(QRect)
    fitted = pyqtSignal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setIndentation(14)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.fitted)
        self.expanded.connect(self.fit)
        self.collapsed.connect(self.fit)

    def sizeHint(self) -> QSize:
        """Ask for all open rows."""
        first = self.model().index(0, 0)
        high = self.rowHeight(first) if first.isValid() else self.fontMetrics().height() + 5
        return QSize(200, max(self._open_rows(), 1) * high + 2)

    def minimumSizeHint(self) -> QSize:
        """Ask for all open rows; a narrow dock shortens names."""
        return QSize(120, self.sizeHint().height())

    def fit(self, *_args: Any) -> None:
        """Ask for another height after rows were opened, closed, or searched."""
        self.updateGeometry()
        self._soon.start()

    def currentChanged(self, current: Any, previous: Any) -> None:
        """Tell where the keys went."""
        super().currentChanged(current, previous)
        if self.hasFocus() and current.isValid():
            self.moved.emit(self.visualRect(current))

    def _open_rows(self, parent: Optional[QModelIndex] = None) -> int:
        model, parent = self.model(), parent or QModelIndex()
        rows = model.rowCount(parent)
        total = rows
        for row in range(rows):
            index = model.index(row, 0, parent)
            if self.isExpanded(index):
                total += self._open_rows(index)
        return total


class FacetTree(QWidget):
    """Choices that can be ticked or ruled out.

    ``changed`` tells (ticked keys, keys ruled out) once for a click, never for a setting.

    :param title: what a screen reader calls it.
    :param excludes: whether a choice can be ruled out: by its menu, or with the minus key.
    """

    changed = pyqtSignal(object, object)

    def __init__(
        self, title: str, placeholder: str, parent: Any = None, excludes: bool = False
    ) -> None:
        super().__init__(parent)
        self._excludes = excludes
        self.rules_out = False
        self._model = FacetModel(self)
        self._model.ticked.connect(self._on_ticked)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self._model)
        self._proxy.setRecursiveFilteringEnabled(True)
        self._proxy.setFilterRole(NAMES_ROLE)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.search = QLineEdit(self)
        show_hint(self.search, placeholder)
        self.search.setAccessibleName(placeholder)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.tree = ContentTree(self)
        self.tree.setModel(self._proxy)
        self._painter = CountDelegate(self.tree)
        self.tree.setItemDelegate(self._painter)
        self.tree.setAccessibleName(title)
        self.tree.installEventFilter(self)
        self.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.tree.customContextMenuRequested.connect(self._show_menu)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.search)
        layout.addWidget(self.tree, 1)
        self._choices: Optional[list[Choice]] = None
        self._open_before: Optional[set[str]] = None

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Fill the tree; parents come before what lies under them. What is ticked stays so."""
        if [*choices] == self._choices:
            return
        self._choices = [*choices]
        chosen, without = self._model.chosen(), self._model.without()
        self._model.set_choices(choices)
        self._model.set_chosen(chosen, without)
        self.tree.setRootIsDecorated(any(choice.parent for choice in choices))
        self.search.setVisible(len(choices) >= _SEARCHED)
        self.tree.fit()

    def set_counts(self, counts: Mapping[str, int] | None) -> None:
        """Show the count of every choice; the bar is its share of the largest on its level.

        :param counts: what is not in it counts 0; None where the counts are not known.
        """
        most = self._model.set_counts(counts)
        self._painter.widest = max(self._painter.widest, f"{most:,}", key=len)

    def set_chosen(self, keys: Iterable[str], without: Iterable[str] = ()) -> None:
        """Tick exactly these choices and open what hides a marked one; emits nothing."""
        self._model.set_chosen(keys, without)
        for index in self._model.marked():
            above = self._proxy.mapFromSource(index).parent()
            while above.isValid():
                self.tree.expand(above)
                above = above.parent()

    def chosen(self) -> frozenset[str]:
        """Return the ticked choices."""
        return self._model.chosen()

    def without(self) -> frozenset[str]:
        """Return the choices that are ruled out."""
        return self._model.without()

    def knows(self, key: str) -> bool:
        """Whether there is a choice of this key."""
        return self._model.knows(key)

    def eventFilter(self, watched: Any, event: Any) -> bool:
        """Go from the search into the tree with the arrow, rule out with minus, tick with plus."""
        if event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if watched is self.search and key in _INTO_TREE:
                return self._go_into_tree()
            if watched is self.tree and key in _MARKS and self._excludes:
                return self._mark(self.tree.currentIndex(), _MARKS[key])
        return bool(super().eventFilter(watched, event))

    def menu_at(self, index: Any) -> QMenu:
        """Return the menu of a row."""
        menu = QMenu(self)
        key, label = index.data(KEY_ROLE), index.data(Qt.ItemDataRole.DisplayRole)
        is_with, is_without = key in self.chosen(), bool(index.data(WITHOUT_ROLE))
        if not is_with:
            menu.addAction(f"&With {label}\t+", lambda: self._mark(index, "with"))
        if self._excludes and not is_without:
            menu.addAction(f"With&out {label}\t-", lambda: self._mark(index, "without"))
        if is_with or is_without:
            menu.addAction(f"&No wish about {label}", lambda: self._mark(index, ""))
        return menu

    def _show_menu(self, place: Any) -> None:
        index = self.tree.indexAt(place)
        if index.isValid():
            menu = self.menu_at(index)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self.tree.viewport().mapToGlobal(place))

    def _mark(self, index: Any, mark: str) -> bool:
        key = index.data(KEY_ROLE)
        if key is None:
            return False
        self._tell(key, mark)
        return True

    def _on_ticked(self, key: str, is_on: bool) -> None:
        self._tell(key, ("without" if self.rules_out else "with") if is_on else "")

    def _tell(self, key: str, mark: str) -> None:
        chosen = self.chosen() - {key} | ({key} if mark == "with" else set())
        without = self.without() - {key} | ({key} if mark == "without" else set())
        self._model.set_chosen(chosen, without)
        self.changed.emit(chosen, without)

    def _go_into_tree(self) -> bool:
        first = next(self._leaves(), None)
        if first is None:
            return False
        self.tree.setCurrentIndex(first)
        self.tree.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _leaves(self, parent: Optional[QModelIndex] = None) -> Iterator[QModelIndex]:
        """Return the open rows that are found by themselves, from above."""
        wanted = tidy(self.search.text()).casefold()
        parent = parent or QModelIndex()
        for row in range(self._proxy.rowCount(parent)):
            index = self._proxy.index(row, 0, parent)
            if wanted in str(index.data(NAMES_ROLE)).casefold():
                yield index
            if self.tree.isExpanded(index):
                yield from self._leaves(index)

    def _narrow(self, text: str) -> None:
        wanted = tidy(text)
        if wanted and self._open_before is None:
            self._open_before = set(self._open_keys())
        self._proxy.setFilterFixedString(wanted)
        if wanted:
            self.tree.expandAll()
        elif self._open_before is not None:
            self._reopen(self._open_before)
            self._open_before = None
        self.tree.fit()

    def _open_keys(self, parent: Optional[QModelIndex] = None) -> Iterator[str]:
        parent = parent or QModelIndex()
        for row in range(self._proxy.rowCount(parent)):
            index = self._proxy.index(row, 0, parent)
            if self.tree.isExpanded(index):
                yield index.data(KEY_ROLE)
                yield from self._open_keys(index)

    def _reopen(self, keys: set[str]) -> None:
        """Open what was open before the search, and what holds something chosen meanwhile."""
        self.tree.collapseAll()
        for index in self._model.match(self._model.index(0, 0), KEY_ROLE, "", -1, _EVERY_ROW):
            if index.data(KEY_ROLE) in keys:
                self.tree.expand(self._proxy.mapFromSource(index))
        self.set_chosen(self.chosen(), self.without())


_INTO_TREE = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_MARKS = {Qt.Key.Key_Minus: "without", Qt.Key.Key_Plus: "with"}
_EVERY_ROW = Qt.MatchFlag.MatchStartsWith | Qt.MatchFlag.MatchRecursive
