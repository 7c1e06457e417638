"""The choices of one facet as rows: what is ticked, what is ruled out, what stands behind each."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Optional

from qgis.PyQt.QtCore import QAbstractItemModel, QModelIndex, Qt, pyqtSignal

from ..core.folding import tidy, without_accents
from .plain_tip import plain_tip

KEY_ROLE = Qt.ItemDataRole.UserRole + 1
COUNT_ROLE = Qt.ItemDataRole.UserRole + 2
SHARE_ROLE = Qt.ItemDataRole.UserRole + 3
NAMES_ROLE = Qt.ItemDataRole.UserRole + 4
WITHOUT_ROLE = Qt.ItemDataRole.UserRole + 5
EMPTY_ROLE = Qt.ItemDataRole.UserRole + 6
_TOP = -1


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


@dataclass
class _Row:
    choice: Choice
    names: str
    parent: int
    place: int
    below: list[int] = field(default_factory=list)
    is_chosen: bool = False
    is_without: bool = False
    count: Optional[int] = None
    share: float = 0.0
    is_empty: bool = False


class FacetModel(QAbstractItemModel):
    """A tree of choices; settings repaint all rows at once, however many there are.

    ``ticked`` tells the key of a row whose check box a person used, and whether it is now on.
    """

    ticked = pyqtSignal(str, bool)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._top: list[int] = []
        self._numbers: dict[str, int] = {}
        self._uncounted: frozenset[str] = frozenset()

    def set_choices(self, choices: Sequence[Choice], uncounted: Collection[str] = ()) -> None:
        """Offer choices in place of those before; parents come before what lies under them.

        :param uncounted: rows that only head others; they have no check box.
        """
        self.beginResetModel()
        self._rows, self._top, self._numbers = [], [], {}
        self._uncounted = frozenset(uncounted)
        for choice in choices:
            number, parent = len(self._rows), self._numbers.get(choice.parent, _TOP)
            siblings = self._top if parent == _TOP else self._rows[parent].below
            names = tidy(f"{choice.label} {choice.names}")
            folded = f"{names} {without_accents(names)}"
            self._rows.append(_Row(choice, folded, parent, len(siblings)))
            siblings.append(number)
            self._numbers[choice.key] = number
        self.endResetModel()

    def set_counts(self, counts: Optional[Mapping[str, int]]) -> int:
        """Show the count of every choice and its share of the largest on its level.

        :param counts: what is not in it counts 0; None where the counts are not known.
        :return: the largest count.
        """
        known = counts or {}
        largest: dict[bool, int] = {}
        for row in self._rows:
            level = row.parent == _TOP
            largest[level] = max(largest.get(level, 0), known.get(row.choice.key, 0))
        is_another = False
        for row in self._rows:
            before, row.count = row.count, None if counts is None else known.get(row.choice.key, 0)
            row.share = (row.count or 0) / (largest[row.parent == _TOP] or 1)
            is_another = is_another or row.count != before
        if is_another:
            self._find_empty()
            self._tell_all()
        return max(largest.values(), default=0)

    def set_chosen(self, chosen: Iterable[str], without: Iterable[str] = ()) -> None:
        """Tick exactly these choices and rule out those; tells nobody but the views."""
        wanted, unwanted = set(chosen), set(without)
        if (self.chosen(), self.without()) == (wanted, unwanted):
            return  # the views paint anew whatever they are told about
        for row in self._rows:
            row.is_chosen = row.choice.key in wanted
            row.is_without = row.choice.key in unwanted
        self._tell_all()

    def chosen(self) -> frozenset[str]:
        """Return the ticked choices."""
        return frozenset(row.choice.key for row in self._rows if row.is_chosen)

    def without(self) -> frozenset[str]:
        """Return the choices that are ruled out."""
        return frozenset(row.choice.key for row in self._rows if row.is_without)

    def marked(self) -> Iterator[QModelIndex]:
        """Return every row that is ticked or ruled out."""
        for number, row in enumerate(self._rows):
            if row.is_chosen or row.is_without:
                yield self.createIndex(row.place, 0, number)

    def knows(self, key: str) -> bool:
        """Whether there is a choice of this key."""
        return key in self._numbers

    def label_of(self, key: str) -> str:
        """Return what a choice is called; the key itself where there is no such choice."""
        number = self._numbers.get(key)
        return key if number is None else self._rows[number].choice.label

    def index(self, row: int, column: int, parent: Any = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Return the index of a row below another."""
        siblings = self._below(parent)
        if column != 0 or not 0 <= row < len(siblings):
            return QModelIndex()
        return self.createIndex(row, 0, siblings[row])

    def parent(self, index: Any = None) -> Any:
        """Return the index above another; without one, the object above the model."""
        if index is None:
            return super().parent()
        number = self._rows[index.internalId()].parent if index.isValid() else _TOP
        if number == _TOP:
            return QModelIndex()
        return self.createIndex(self._rows[number].place, 0, number)

    def rowCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008
        """Return the number of rows below another."""
        return len(self._below(parent))

    def columnCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008
        """Return one."""
        return 1

    def flags(self, index: Any) -> Any:
        """Return what can be done with a row."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self._rows[index.internalId()].choice.key not in self._uncounted:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a row shows and says."""
        if not index.isValid():
            return None
        row = self._rows[index.internalId()]
        if role == Qt.ItemDataRole.CheckStateRole:
            if row.choice.key in self._uncounted:
                return None
            return Qt.CheckState.Checked if row.is_chosen else Qt.CheckState.Unchecked
        read = _READ.get(role)
        return read(row) if read is not None else None

    def setData(self, index: Any, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take a person's tick: it goes on, or off where the row was ruled out."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid():
            return False
        row = self._rows[index.internalId()]
        is_on = Qt.CheckState(value) == Qt.CheckState.Checked and not row.is_without
        row.is_chosen, row.is_without = is_on, False
        self.dataChanged.emit(index, index)
        self.ticked.emit(row.choice.key, is_on)
        return True

    def _below(self, parent: Any) -> list[int]:
        return self._rows[parent.internalId()].below if parent.isValid() else self._top

    def _find_empty(self) -> None:
        """Find the rows that have nothing behind them, nor behind what lies under them."""
        for row in reversed(self._rows):  # what lies under a row comes after it
            below = (self._rows[number].is_empty for number in row.below)
            row.is_empty = row.count == 0 and all(below)

    def _tell_all(self) -> None:
        heads = [row.below for row in self._rows if row.below]
        for siblings in (self._top, *heads):
            if siblings:
                first, last = siblings[0], siblings[-1]
                self.dataChanged.emit(
                    self.createIndex(0, 0, first), self.createIndex(len(siblings) - 1, 0, last)
                )


def _said(row: _Row) -> str:
    """Return what a screen reader says of a row."""
    words = f"without {row.choice.label}" if row.is_without else row.choice.label
    return words if row.count is None else f"{words}, {row.count}"


_READ = {
    Qt.ItemDataRole.DisplayRole: lambda row: row.choice.label,
    Qt.ItemDataRole.ToolTipRole: lambda row: plain_tip(row.choice.tooltip or row.choice.label),
    Qt.ItemDataRole.AccessibleTextRole: _said,
    KEY_ROLE: lambda row: row.choice.key,
    COUNT_ROLE: lambda row: row.count,
    SHARE_ROLE: lambda row: row.share,
    NAMES_ROLE: lambda row: row.names,
    WITHOUT_ROLE: lambda row: row.is_without,
    EMPTY_ROLE: lambda row: row.is_empty and not (row.is_chosen or row.is_without),
}
