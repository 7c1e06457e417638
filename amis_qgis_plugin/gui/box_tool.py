"""Drawing a box on the map: drag from corner to corner; Esc goes back."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgsMapToolExtent
from qgis.PyQt.QtCore import pyqtSignal

from .guest_tool import GuestTool


class BoxTool(GuestTool, QgsMapToolExtent):
    """QGIS's tool, which also ends by itself.

    ``drawn`` tells the box in the map's reference system; ``ended`` that the tool is no longer in
    use, whether a box was drawn, Esc was pressed, or another tool was chosen.
    """

    drawn = pyqtSignal(object)
    ended = pyqtSignal()

    def __init__(self, canvas: Any) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.extentChanged.connect(self._on_drawn)
        self.deactivated.connect(self.ended.emit)

    def _on_drawn(self, box: Any) -> None:
        if not box.isEmpty():
            self.drawn.emit(box)
            self.stop()
