"""Drawing a box on the map: drag from corner to corner; Esc goes back."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgsMapToolExtent
from qgis.PyQt.QtCore import Qt, pyqtSignal


class BoxTool(QgsMapToolExtent):
    """QGIS's tool, which also ends by itself.

    ``drawn`` tells the box in the map's reference system; ``ended`` that the tool is no longer in
    use, whether a box was drawn, Esc was pressed, or another tool was chosen.
    """

    drawn = pyqtSignal(object)
    ended = pyqtSignal()

    def __init__(self, canvas: Any) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._before: Any = None
        self.extentChanged.connect(self._on_drawn)
        self.deactivated.connect(self.ended.emit)

    def start(self) -> None:
        """Take the place of the map's tool."""
        self._before = self._canvas.mapTool()
        self._canvas.setMapTool(self)
        self._canvas.setFocus()

    def stop(self) -> None:
        """Give the map its tool back."""
        if self._canvas.mapTool() is self:
            before, self._before = self._before, None
            if before is not None:
                self._canvas.setMapTool(before)
            else:
                self._canvas.unsetMapTool(self)

    def keyPressEvent(self, event: Any) -> None:
        """Go back on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.stop()
        else:
            super().keyPressEvent(event)

    def _on_drawn(self, box: Any) -> None:
        if not box.isEmpty():
            self.drawn.emit(box)
            self.stop()
