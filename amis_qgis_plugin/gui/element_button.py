"""One element of the periodic table: a button of its own, so that screen readers know it."""

from __future__ import annotations

from typing import Any, Optional

from qgis.PyQt.QtCore import QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPalette, QPen
from qgis.PyQt.QtWidgets import QAbstractButton, QSizePolicy

from ..core.elements import Element
from ..core.phrases import counted
from .group_colours import text_on

_NONE, _PALE = 0.35, 0.5
_ROOM_FOR_COUNT = 27  # pixels of width from which on the number fits below the symbol
_SMALLEST = 5.5  # points
_WIDEST = "Nb"  # all symbols have one size, that of the wide ones


class ElementButton(QAbstractButton):
    """Shows a symbol on the colour of its group, and a count where there is room.

    ``meant`` tells that the mouse or the focus came, ``left`` that it went.

    :param group: the name of the commodity group; empty where the element is no commodity.
    """

    meant = pyqtSignal(object)
    left = pyqtSignal()

    def __init__(self, element: Element, group: str, table: Any) -> None:
        super().__init__(table)
        self.element = element
        self.count: Optional[int] = None
        self.ground = QColor()
        self._table = table
        self._group = group
        self.setText(element.symbol)
        self.setCheckable(bool(element.code))
        self.setEnabled(bool(element.code))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if element.code else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_count(None)

    def sizeHint(self) -> QSize:
        """Ask for the room of a symbol, with the count below it where the table is wide."""
        return QSize(22, 22)

    def minimumSizeHint(self) -> QSize:
        """Bear a dock of 280 pixels."""
        return QSize(13, 20)

    def show_count(self, count: Optional[int]) -> None:
        """Show how many occurrences stand behind the element; None where nobody knows."""
        self.count = count
        about = f"{self.element.title}, {self.element.symbol}"
        if not self.element.code:
            said = f"{about}, no commodity of its own"
        elif count is None:
            said = f"{about}, {self._group}"
        else:
            said = f"{about}, {self._group}, {counted(count, 'occurrence')}"
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def keyPressEvent(self, event: Any) -> None:
        """Let the arrow keys go to the neighbours; the space bar ticks."""
        if not self._table.step(self, event.key()):
            super().keyPressEvent(event)

    def enterEvent(self, event: Any) -> None:
        """Tell that the mouse is here."""
        super().enterEvent(event)
        self.meant.emit(self)

    def leaveEvent(self, event: Any) -> None:
        """Tell that the mouse went."""
        super().leaveEvent(event)
        self.left.emit()

    def focusInEvent(self, event: Any) -> None:
        """Tell that the focus is here."""
        super().focusInEvent(event)
        self.meant.emit(self)

    def focusOutEvent(self, event: Any) -> None:
        """Tell that the focus went."""
        super().focusOutEvent(event)
        self.left.emit()

    def paintEvent(self, _event: Any) -> None:
        """Paint the ground, the symbol, the count, and a frame for what is chosen or focused."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.isEnabled():
            self._paint_ground(painter, cell)
            self._paint_frame(painter, cell)
        self._paint_text(painter, cell)
        painter.end()

    def _paint_ground(self, painter: QPainter, cell: QRectF) -> None:
        colour = QColor(self.ground)
        if self.count == 0 and not self.isChecked():
            colour.setAlphaF(_NONE)
        edge = self.palette().color(QPalette.ColorRole.WindowText)
        edge.setAlphaF(_NONE)  # black on a dark theme has an edge, too
        painter.setPen(QPen(edge, 0.7))
        painter.setBrush(colour)
        painter.drawRoundedRect(cell, 2, 2)

    def _paint_text(self, painter: QPainter, cell: QRectF) -> None:
        painter.setPen(self._text_colour())
        number = "" if self.count is None else f"{self.count:,}"
        has_room = self.isEnabled() and bool(number) and cell.width() >= _ROOM_FOR_COUNT
        upper = cell.adjusted(0, 0, 0, -cell.height() * 0.42) if has_room else cell
        painter.setFont(self._fitting(_WIDEST, upper, self.isChecked()))
        painter.drawText(upper, Qt.AlignmentFlag.AlignCenter, self.text())
        if has_room:
            lower = cell.adjusted(1, cell.height() * 0.5, -1, 0)
            painter.setFont(self._fitting(number, lower, False))
            painter.drawText(lower, Qt.AlignmentFlag.AlignCenter, number)

    def _text_colour(self) -> QColor:
        """Return a colour that is read on the ground as it is seen, faded or not."""
        window = self.palette().color(QPalette.ColorRole.Window)
        if not self.isEnabled():
            # Themes make what is disabled paler than can be read.
            active, text = QPalette.ColorGroup.Active, QPalette.ColorRole.WindowText
            colour = self.palette().color(active, text)
            colour.setAlphaF(_PALE)
            return colour
        if self.count == 0 and not self.isChecked():
            parts = zip(self.ground.getRgbF()[:3], window.getRgbF()[:3])
            seen = (top * _NONE + below * (1 - _NONE) for top, below in parts)
            return text_on(QColor.fromRgbF(*seen))
        return text_on(self.ground)

    def _paint_frame(self, painter: QPainter, cell: QRectF) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.isChecked():
            # Two rings, so that the mark shows on any ground and in any theme.
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Window), 1))
            painter.drawRoundedRect(cell.adjusted(2, 2, -2, -2), 1, 1)
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.WindowText), 2))
            painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        if self.hasFocus():
            pen = QPen(self.palette().color(QPalette.ColorRole.Highlight), 2)
            pen.setStyle(Qt.PenStyle.DotLine if self.isChecked() else Qt.PenStyle.SolidLine)
            painter.setPen(pen)
            painter.drawRoundedRect(cell.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)

    def _fitting(self, text: str, room: QRectF, is_bold: bool) -> QFont:
        """Return the font, made smaller until a text fits its room."""
        font = QFont(self.font())
        font.setBold(is_bold)
        size = font.pointSizeF()
        while size > _SMALLEST:
            font.setPointSizeF(size)
            metrics = QFontMetricsF(font)
            if metrics.horizontalAdvance(text) <= room.width() - 1 and (
                metrics.ascent() <= room.height()
            ):
                break
            size -= 0.5
        return font
