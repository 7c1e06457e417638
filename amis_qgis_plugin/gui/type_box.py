"""Choosing what a layer is: told by the layer itself, or by the person."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox

from ..core.schemas import every_type, layer_type, plain_type

_GUESS = 0  # row of what the layer tells itself


class TypeBox(QComboBox):
    """A choice of layer types; the first is what the layer seems to be.

    ``chosen`` tells the type that the person chose; empty for what the layer tells.
    """

    chosen = pyqtSignal(str)

    def __init__(self, title: str, layer_type_id: str, parent: Any = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(f"Layer type of {title}")
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.addItem("…", "")
        for kind in every_type():
            self.addItem(kind.title, kind.layer_type_id)
        self.show_choice(layer_type_id)
        self.activated.connect(lambda _row: self._tell())

    def show_guess(self, layer_type_id: str, is_saved: bool) -> None:
        """Show what the layer seems to be; nothing while that is not known.

        :param is_saved: whether a saved field map says so.
        """
        if not layer_type_id:
            text, tip = "By its fields", "What it is will be told by its title, fields and values."
        elif is_saved:
            text = layer_type(layer_type_id).title
            tip = "So says the field map that was saved for this layer."
        elif layer_type_id == plain_type().layer_type_id:
            text = f"{plain_type().title}?"
            tip = "No layer type fits its title and fields well; it comes as it is. Choose another?"
        else:
            text = f"{layer_type(layer_type_id).title}?"
            tip = "So its title and first features suggest. Choose another if it is none."
        self.setItemText(_GUESS, text)
        self.setToolTip(f"<p>{tip}</p>")

    def show_choice(self, layer_type_id: str) -> None:
        """Show what the person chose."""
        self.setCurrentIndex(max(self.findData(layer_type_id), _GUESS))

    def wheelEvent(self, event: Any) -> None:
        """Let the wheel move the list of layers, and change nothing."""
        event.ignore()

    def _tell(self) -> None:
        self.chosen.emit(str(self.currentData() or ""))
