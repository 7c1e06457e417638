"""A searchable tree of choices, each with its count and a small bar."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from qgis.PyQt.QtCore import QSortFilterProxyModel, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPalette, QStandardItem, QStandardItemModel
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ..core.folding import tidy, without_accents
from .placeholders import show_hint

KEY_ROLE = Qt.ItemDataRole.UserRole + 1
COUNT_ROLE = Qt.ItemDataRole.UserRole + 2
SHARE_ROLE = Qt.ItemDataRole.UserRole + 3
NAMES_ROLE = Qt.ItemDataRole.UserRole + 4
_PALE = 0.5


@dataclass(frozen=True)
class Choice:
    """One row.

    :param key: what the filter knows it by.
    :param parent: key of the row it lies under; empty at the top.
    :param names: further words that find it.
    """

    key: str
    label: str
    parent: str = ""
    names: str = ""
    tooltip: str = ""


class CountDelegate(QStyledItemDelegate):
    """Paints the count at the right end of a row, over a bar of its share."""

    widest = "0,000"

    def paint(self, painter: Any, option: Any, index: Any) -> None:
        """Paint one row; a choice with nothing behind it is paler."""
        count = index.data(COUNT_ROLE)
        width = option.fontMetrics.horizontalAdvance(self.widest) + 12
        bar = option.rect.adjusted(option.rect.width() - width, 2, -3, -2)
        style = option.widget.style() if option.widget else QApplication.style()
        panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
        style.drawPrimitive(panel, option, painter, option.widget)
        self._paint_share(painter, option, bar, float(index.data(SHARE_ROLE) or 0))
        row = QStyleOptionViewItem(option)
        row.rect = option.rect.adjusted(0, 0, -width, 0)  # a long name ends before the count
        painter.save()
        if count == 0:
            painter.setOpacity(_PALE)
        super().paint(painter, row, index)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.setPen(option.palette.color(role))
        painter.drawText(
            bar.adjusted(0, 0, -4, 0),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            "" if count is None else f"{count:,}",
        )
        painter.restore()

    def _paint_share(self, painter: Any, option: Any, bar: Any, share: float) -> None:
        if share <= 0:
            return
        colour = option.palette.color(QPalette.ColorRole.Highlight)
        colour.setAlphaF(0.30)
        filled = max(2, round(bar.width() * share))
        painter.fillRect(bar.adjusted(bar.width() - filled, 0, 0, 0), colour)


class FacetTree(QWidget):
    """Choices that can be ticked; emits ``changed`` once for a click, never for a setting."""

    changed = pyqtSignal(object)

    def __init__(self, title: str, placeholder: str, parent: Any = None) -> None:
        super().__init__(parent)
        self._items: dict[str, QStandardItem] = {}
        self._model = QStandardItemModel(self)
        self._model.itemChanged.connect(self._on_item_changed)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self._model)
        self._proxy.setRecursiveFilteringEnabled(True)
        self._proxy.setFilterRole(NAMES_ROLE)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._setting = False
        self.search = QLineEdit(self)
        show_hint(self.search, placeholder)
        self.search.setAccessibleName(placeholder)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.tree = QTreeView(self)
        self.tree.setModel(self._proxy)
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self._painter = CountDelegate(self.tree)
        self.tree.setItemDelegate(self._painter)
        self.tree.setAccessibleName(title)
        self.tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.tree.setIndentation(14)
        self.tree.setMinimumHeight(90)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addWidget(self.search)
        layout.addWidget(self.tree, 1)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Fill the tree; parents come before what lies under them."""
        self._setting = True
        self._model.clear()
        self._items = {}
        for choice in choices:
            item = QStandardItem(choice.label)
            item.setCheckable(True)
            item.setData(choice.key, KEY_ROLE)
            names = tidy(f"{choice.label} {choice.names}")
            item.setData(f"{names} {without_accents(names)}", NAMES_ROLE)
            item.setToolTip(choice.tooltip or choice.label)
            parent = self._items.get(choice.parent)
            (parent or self._model).appendRow(item)
            self._items[choice.key] = item
        self._setting = False
        self.tree.setRootIsDecorated(any(choice.parent for choice in choices))

    def set_counts(self, counts: Mapping[str, int] | None) -> None:
        """Show the count of every choice; the bar is its share of the largest on its level.

        :param counts: what is not in it counts 0; None where the counts are not known.
        """
        self._setting = True
        largest: dict[Any, int] = {}
        for key, item in self._items.items():
            level = item.parent() is None
            largest[level] = max(largest.get(level, 0), (counts or {}).get(key, 0))
        most = f"{max(largest.values(), default=0):,}"
        self._painter.widest = max(CountDelegate.widest, most, key=len)
        for key, item in self._items.items():
            count = counts.get(key, 0) if counts is not None else None
            said = f"{item.text()}, {count}" if count is not None else item.text()
            item.setData(count, COUNT_ROLE)
            item.setData((count or 0) / (largest[item.parent() is None] or 1), SHARE_ROLE)
            item.setData(said, Qt.ItemDataRole.AccessibleTextRole)
        self._setting = False

    def set_chosen(self, keys: Iterable[str]) -> None:
        """Tick exactly these choices and open what hides a ticked one; emits nothing."""
        self._setting = True
        wanted = set(keys)
        for key, item in self._items.items():
            state = Qt.CheckState.Checked if key in wanted else Qt.CheckState.Unchecked
            item.setCheckState(state)
            if key in wanted and item.parent() is not None:
                self.tree.expand(self._proxy.mapFromSource(item.parent().index()))
        self._setting = False

    def chosen(self) -> frozenset[str]:
        """Return the ticked choices."""
        return frozenset(
            key for key, item in self._items.items() if item.checkState() == Qt.CheckState.Checked
        )

    def _on_item_changed(self, _item: QStandardItem) -> None:
        if not self._setting:
            self.changed.emit(self.chosen())

    def _narrow(self, text: str) -> None:
        self._proxy.setFilterFixedString(tidy(text))
        if tidy(text):
            self.tree.expandAll()
