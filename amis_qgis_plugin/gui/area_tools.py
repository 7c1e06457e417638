"""Map tools for saying where: drawing a polygon, and pointing at places."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsGeometry, QgsWkbTypes
from qgis.gui import QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor

from .guest_tool import GuestTool

_LINE, _FILL = QColor(46, 134, 209, 230), QColor(46, 134, 209, 50)
_CLOSES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TAKES_BACK = (Qt.Key.Key_Backspace, Qt.Key.Key_Delete)
_FEWEST = 3


class PolygonTool(GuestTool, QgsMapTool):
    """A click is a corner; a double click, a right click or Enter closes the polygon.

    Backspace takes the last corner back, Esc gives up. ``drawn`` tells the polygon in the map's
    reference system; ``ended`` that the tool is no longer in use, for whatever reason.
    """

    drawn = pyqtSignal(object)
    ended = pyqtSignal()

    def __init__(self, canvas: Any) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._corners: list[Any] = []
        self._band: Any = None
        self._is_closing = False
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.deactivated.connect(self._on_end)

    def canvasPressEvent(self, event: Any) -> None:
        """Leave clicks to the release: a drag with the wheel button moves the map."""

    def canvasReleaseEvent(self, event: Any) -> None:
        """Add a corner, or close the polygon."""
        if self._is_closing:
            self._close()
        elif event.button() == Qt.MouseButton.LeftButton:
            self._corners.append(self.toMapCoordinates(event.pos()))
            self._show()
        elif event.button() == Qt.MouseButton.RightButton:
            self._close()

    def canvasDoubleClickEvent(self, event: Any) -> None:
        """Close the polygon when the button is let go: the next tool must not hear of it.

        The corner came with the first of the two clicks.
        """
        self._is_closing = event.button() == Qt.MouseButton.LeftButton

    def canvasMoveEvent(self, event: Any) -> None:
        """Draw the edge that a click would make."""
        if self._corners:
            self._show(self.toMapCoordinates(event.pos()))

    def keyPressEvent(self, event: Any) -> None:
        """Close, take a corner back, or give up."""
        if event.key() in _CLOSES:
            event.accept()
            self._close()
        elif event.key() in _TAKES_BACK and self._corners:
            event.accept()
            self._corners.pop()
            self._show()
        else:
            super().keyPressEvent(event)

    def _close(self) -> None:
        self._is_closing = False
        distinct = [
            one for at, one in enumerate(self._corners) if not at or one != self._corners[at - 1]
        ]
        if len(distinct) < _FEWEST:
            return
        polygon = QgsGeometry.fromPolygonXY([distinct])
        self.stop()
        self.drawn.emit(polygon)

    def _show(self, *ends: Any) -> None:
        if self._band is None:
            kind = QgsWkbTypes.GeometryType.PolygonGeometry
            self._band = QgsRubberBand(self._canvas, kind)
            self._band.setStrokeColor(_LINE)
            self._band.setFillColor(_FILL)
            self._band.setWidth(2)
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        for corner in (*self._corners, *ends):
            self._band.addPoint(corner)

    def _on_end(self) -> None:
        self._corners, self._is_closing = [], False
        if self._band is not None:
            self._canvas.scene().removeItem(self._band)
            self._band = None
        self.ended.emit()


class PlaceTool(GuestTool, QgsMapTool):
    """Every click tells a place in the map's reference system, until Esc or another tool."""

    picked = pyqtSignal(object)
    ended = pyqtSignal()

    def __init__(self, canvas: Any) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.deactivated.connect(self.ended.emit)

    def canvasPressEvent(self, event: Any) -> None:
        """Leave clicks to the release."""

    def canvasReleaseEvent(self, event: Any) -> None:
        """Tell the place."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(self.toMapCoordinates(event.pos()))
