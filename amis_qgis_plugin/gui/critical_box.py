"""Choosing lists of critical minerals, one or several, and whether one or all of them count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QHBoxLayout, QWidget

from .checkable_box import CheckableBox
from .filter_choices import critical_choices

_TIP = "Show only what stands on lists of critical minerals"


class CriticalBox(QWidget):
    """A box of lists, and beside it how several combine.

    ``changed`` tells the chosen ids and ``any`` or ``all``; showing a choice emits nothing.
    """

    changed = pyqtSignal(object, str)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.lists = CheckableBox("Critical-minerals lists", "Critical minerals: no list", self)
        self.lists.setMinimumContentsLength(14)
        self.lists.chosen.connect(lambda _keys: self._tell())
        self.combine = QComboBox(self)
        self.combine.setAccessibleName("How lists combine")
        self.combine.addItem("any of", "any")
        self.combine.addItem("all of", "all")
        self.combine.setToolTip("Critical on one of the lists, or on every one of them")
        self.combine.activated.connect(lambda _row: self._tell())
        self._abouts: dict[str, str] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.lists, 1)
        layout.addWidget(self.combine)
        self._describe()

    def fill(self) -> None:
        """Offer every list."""
        choices = critical_choices()
        self._abouts = {list_id: about for list_id, _label, about in choices}
        self.lists.offer(choices)

    def show_choice(self, lists: Sequence[str], combine: str) -> None:
        """Show which lists are chosen and how they combine."""
        self.lists.show_keys(lists)
        self.combine.setCurrentIndex(self.combine.findData(combine))
        self._describe()

    def _tell(self) -> None:
        self._describe()
        self.changed.emit(self.lists.keys(), self.combine.currentData())

    def _describe(self) -> None:
        chosen = self.lists.keys()
        self.combine.setVisible(len(chosen) > 1)
        self.lists.setToolTip("\n".join(self._abouts[one] for one in chosen) or _TIP)
