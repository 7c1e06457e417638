"""The periodic table as a way to choose commodities; minerals and rocks stay in the tree."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any, Optional

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from ..core.commodities import load_commodities
from ..core.elements import COLUMNS, F_BLOCK_ROWS, PERIODS, elements
from ..core.phrases import counted
from .element_button import ElementButton
from .group_colours import group_colour

BY_GROUP, BY_COUNT = "group", "count"
_GAP = 4  # pixels between the table and the f-block
_STEPS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class PeriodicTable(QWidget):
    """Elements that can be ticked: by mouse, or with the arrow keys and the space bar.

    ``changed`` tells the chosen codes once for a click, never for a setting. Chosen codes that are
    no elements are kept and told with them, as :class:`.facet_tree.FacetTree` tells its own.
    """

    changed = pyqtSignal(object)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._others: frozenset[str] = frozenset()
        self._counts: Optional[Mapping[str, int]] = None
        self._colouring = BY_GROUP
        self._buttons: dict[tuple[int, int], ElementButton] = {}
        self._by_code: dict[str, ElementButton] = {}
        self.setAccessibleName("Periodic table")
        self.said = QLabel(self)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.said.setMinimumHeight(self.fontMetrics().height())
        self._lay_out()
        self._paint_grounds()
        self._describe(None)

    def sizeHint(self) -> QSize:
        """Ask for symbols that can be read; a narrow dock gives less."""
        return QSize(COLUMNS * 22, (PERIODS + 2) * 24 + 30)

    def set_chosen(self, codes: Iterable[str]) -> None:
        """Show exactly these commodities as chosen; emits nothing."""
        wanted = frozenset(codes)
        self._others = wanted - set(self._by_code)
        for code, button in self._by_code.items():
            button.setChecked(code in wanted)

    def chosen(self) -> frozenset[str]:
        """Return the chosen codes, those that are no elements with them."""
        ticked = (code for code, button in self._by_code.items() if button.isChecked())
        return self._others.union(ticked)

    def set_counts(self, counts: Optional[Mapping[str, int]]) -> None:
        """Show what stands behind every element.

        :param counts: code to occurrences; what is not in it counts 0. None where nobody knows.
        """
        self._counts = counts
        for code, button in self._by_code.items():
            button.show_count(None if counts is None else counts.get(code, 0))
        self._paint_grounds()
        self._describe(self._focused())

    def set_colouring(self, kind: str) -> None:
        """Colour the elements by ``group`` or by ``count``."""
        self._colouring = kind
        self._paint_grounds()

    def button_of(self, code: str) -> ElementButton:
        """Return the button of a commodity."""
        return self._by_code[code]

    def codes(self) -> frozenset[str]:
        """Return the commodities that are elements, and so can be chosen here."""
        return frozenset(self._by_code)

    def step(self, start: ElementButton, key: Any) -> bool:
        """Go to the next element that can be chosen; return whether the key is for that."""
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            row = [one for one in self._by_code.values() if one.element.row == start.element.row]
            ordered = sorted(row, key=lambda one: one.element.column)
            self._go_to(ordered[0 if key == Qt.Key.Key_Home else -1])
            return True
        if key not in _STEPS:
            return False
        down, right = _STEPS[key]
        row, column = start.element.row + down, start.element.column + right
        while 1 <= row <= F_BLOCK_ROWS[-1] and 1 <= column <= COLUMNS:
            button = self._buttons.get((row, column))
            if button is not None and button.isEnabled():
                self._go_to(button)
                break
            row, column = row + down, column + right
        return True

    def _go_to(self, button: ElementButton) -> None:
        """Give the focus to a button; Tab then comes back to it, and leaves the table from it."""
        for other in self._by_code.values():
            other.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if other is button else Qt.FocusPolicy.ClickFocus
            )
        button.setFocus(Qt.FocusReason.TabFocusReason)

    def _focused(self) -> Optional[ElementButton]:
        return next((one for one in self._by_code.values() if one.hasFocus()), None)

    def _on_clicked(self, button: ElementButton) -> None:
        self._go_to(button)
        self.changed.emit(self.chosen())

    def _describe(self, button: Optional[ElementButton]) -> None:
        """Say which element is meant, in the line below the table."""
        if button is not None:
            self.said.setText(button.accessibleName())
        elif self._counts is None:
            self.said.setText("Click an element, or use the arrow keys and the space bar")
        else:
            there = sum(1 for code in self._by_code if self._counts.get(code, 0))
            self.said.setText(f"{counted(there, 'element')} with occurrences")

    def _paint_grounds(self) -> None:
        most = max((self._counts or {}).get(code, 0) for code in self._by_code)
        for button in self._by_code.values():
            button.ground = (
                group_colour(button.element.group)
                if self._colouring == BY_GROUP
                else self._shade(button.count or 0, most)
            )
            button.update()

    def _shade(self, count: int, most: int) -> QColor:
        """Return a colour between the ground and the highlight, by the logarithm of a count."""
        share = math.log1p(count) / math.log1p(most) if count and most else 0.0
        ground = self.palette().color(QPalette.ColorRole.Base)
        full = self.palette().color(QPalette.ColorRole.Highlight)
        parts = zip(ground.getRgbF()[:3], full.getRgbF()[:3])
        return QColor.fromRgbF(*(low + (high - low) * share for low, high in parts))

    def changeEvent(self, event: Any) -> None:
        """Follow the theme."""
        super().changeEvent(event)
        if self._colouring == BY_COUNT and event.type() == event.Type.PaletteChange:
            self._paint_grounds()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(1)
        labels = {group.id: group.label for group in load_commodities().groups()}
        for element in elements():
            button = ElementButton(element, labels.get(element.group, ""), self)
            button.clicked.connect(lambda _checked, one=button: self._on_clicked(one))
            button.meant.connect(self._describe)
            button.left.connect(lambda: self._describe(self._focused()))
            row = element.row if element.row in F_BLOCK_ROWS else element.row - 1
            grid.addWidget(button, row, element.column - 1)
            self._buttons[element.row, element.column] = button
            if element.code:
                self._by_code[element.code] = button
        grid.setRowMinimumHeight(PERIODS, _GAP)
        for column in range(COLUMNS):
            grid.setColumnStretch(column, 1)
        first = next(iter(self._by_code.values()))
        first.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        layout.addLayout(grid)
        layout.addWidget(self.said)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
