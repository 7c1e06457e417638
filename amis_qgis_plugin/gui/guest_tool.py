"""What our map tools have in common: they take the map's tool's place, and give it back."""

from __future__ import annotations

from typing import Any

from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt


class GuestTool:
    """Mixed into a map tool, before QGIS's class; the tool has the canvas in ``_canvas``."""

    _canvas: Any
    _before: Any = None

    def start(self) -> None:
        """Take the place of the map's tool."""
        current = self._canvas.mapTool()
        if current is not self:
            is_guest = isinstance(current, GuestTool)
            self._before = current._before if is_guest else current
        self._canvas.setMapTool(self)
        self._canvas.setFocus()

    def stop(self) -> None:
        """Give the map its tool back."""
        if self._canvas.mapTool() is self:
            before, self._before = self._before, None
            if before is not None and not sip.isdeleted(before):
                self._canvas.setMapTool(before)
            else:
                self._canvas.unsetMapTool(self)

    def keyPressEvent(self, event: Any) -> None:
        """Go back on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.stop()
        else:
            super().keyPressEvent(event)  # type: ignore[misc]
