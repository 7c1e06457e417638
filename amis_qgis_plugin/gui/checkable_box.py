"""A box of choices that can be checked, with mouse or keyboard."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qgis.gui import QgsCheckableComboBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox


class CheckableBox(QgsCheckableComboBox):
    """QGIS's box, which also tells what was chosen with the space bar.

    ``chosen`` tells the keys of all checked choices when a person changed them; showing a choice
    emits nothing.
    """

    chosen = pyqtSignal(object)

    def __init__(self, name: str, nothing: str, parent: Any = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setDefaultText(nothing)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self._told: tuple[str, ...] = ()
        self._showing = False
        # The box tells of clicks and of its own menu, the model of the keyboard.
        self.checkedItemsChanged.connect(lambda _labels: self._tell())
        self.model().dataChanged.connect(lambda *_: self._tell())

    def offer(self, choices: Iterable[tuple[str, str, str]]) -> None:
        """Offer choices as (key, label, tooltip) in place of the ones before; none is checked."""
        self._showing = True
        self.clear()
        for key, label, tip in choices:
            self.addItemWithCheckState(label, Qt.CheckState.Unchecked, key)
            if tip:
                self.setItemData(self.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self._told, self._showing = (), False

    def keys(self) -> tuple[str, ...]:
        """Return the keys of what is checked, in the order of the box."""
        return tuple(str(one) for one in self.checkedItemsData())

    def offers(self, key: str) -> bool:
        """Whether there is a choice of this key."""
        return bool(self.findData(key) >= 0)

    def show_keys(self, keys: Iterable[str]) -> None:
        """Check these and no others."""
        wanted = set(keys)
        self._showing = True
        for row in range(self.count()):
            is_wanted = self.itemData(row) in wanted
            state = Qt.CheckState.Checked if is_wanted else Qt.CheckState.Unchecked
            if self.itemCheckState(row) != state:
                self.setItemCheckState(row, state)
        self._told, self._showing = self.keys(), False

    def _tell(self) -> None:
        # QGIS blocks the signals while it unchecks all, one after the other.
        if not (self._showing or self.signalsBlocked()) and self.keys() != self._told:
            self._told = self.keys()
            self.chosen.emit(self._told)
