"""The matrix of coverage as a table model: themes down, countries across, totals first."""

from __future__ import annotations

import textwrap
from datetime import date
from typing import Any, Optional

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, Qt

from ..core.coverage import ALL, Cell, Coverage, State
from ..core.coverage_words import cell_words, country_name, short_number, sources_words, theme_title
from .icons import icon
from .plain_tip import plain_tip

CELL_ROLE = Qt.ItemDataRole.UserRole + 1
_WRAP = 16  # letters of a theme's title in a line
_UNCOUNTED = {State.MISSING: "–", State.LIVE: "live", State.OFFLINE: "yes", State.BOTH: "yes"}
_HORIZONTAL = Qt.Orientation.Horizontal


class CoverageModel(QAbstractTableModel):
    """Cells of a coverage; the first row and the first column are the totals."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.coverage = Coverage()
        self._cells: dict[tuple[int, int], Cell] = {}
        self._codes: tuple[str, ...] = ()
        self._themes: tuple[str, ...] = ()
        self.show_coverage(self.coverage)

    def show_coverage(self, coverage: Coverage) -> None:
        """Show another coverage; the current cell of a view stays where it was."""
        codes = (ALL, *(one.iso3 for one in coverage.countries))
        themes = (ALL, *(one.theme_id for one in coverage.themes))
        is_same = (codes, themes) == (self._codes, self._themes)
        if not is_same:
            self.beginResetModel()
        self.coverage, self._codes, self._themes = coverage, codes, themes
        self._cells = {
            (row, column): coverage.cell(theme_id, code)
            for row, theme_id in enumerate(themes)
            for column, code in enumerate(codes)
        }
        if not is_same:
            self.endResetModel()
        else:
            last = self.index(len(themes) - 1, len(codes) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def cell(self, index: Any) -> Optional[Cell]:
        """Return the cell at an index; None where there is none."""
        return self._cells.get((index.row(), index.column())) if index.isValid() else None

    def index_of(self, theme_id: str, country: str) -> QModelIndex:
        """Return where the cell of a theme and a country is."""
        return self.index(self._themes.index(theme_id), self._codes.index(country))

    def rowCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return the number of themes and the total."""
        return 0 if parent.isValid() else len(self._themes)

    def columnCount(self, parent: Any = QModelIndex()) -> int:  # noqa: B008
        """Return the number of countries and the total."""
        return 0 if parent.isValid() else len(self._codes)

    def headerData(self, section: int, orientation: Any, role: int = 0) -> Any:
        """Return codes of countries and titles of themes, whole in tooltips and spoken."""
        is_country = orientation == _HORIZONTAL
        key = self._codes[section] if is_country else self._themes[section]
        title = country_name(key) if is_country else theme_title(self.coverage, key)
        if role == Qt.ItemDataRole.DisplayRole:
            short = "All" if key == ALL else key
            return short if is_country else "\n".join(textwrap.wrap(title, _WRAP))
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{title[:1].upper()}{title[1:]}"
        if role == Qt.ItemDataRole.DecorationRole and not is_country and key != ALL:
            return icon(f"theme_{key}")
        return None

    def data(self, index: Any, role: int = 0) -> Any:
        """Return what a cell shows and says."""
        cell = self.cell(index)
        if cell is None:
            return None
        if role == CELL_ROLE:
            return cell
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(cell)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return cell_words(self.coverage, cell, date.today())
        if role == Qt.ItemDataRole.ToolTipRole:
            said = cell_words(self.coverage, cell, date.today())
            return plain_tip(f"{said} {sources_words(cell)}")
        return None


def cell_text(cell: Cell) -> str:
    """Return the few signs that a cell has room for: rows, else a word or a dash."""
    if cell.rows is not None:
        return f"~{short_number(cell.rows)}" if cell.is_about else short_number(cell.rows)
    return _UNCOUNTED[cell.state]
