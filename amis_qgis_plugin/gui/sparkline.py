"""A small line of yearly figures; a year without a figure is a gap, never a zero."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Optional

from qgis.PyQt.QtCore import QPointF, QSize, Qt
from qgis.PyQt.QtGui import QPainter, QPalette, QPen
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

_DOT = 2.0
_ROOM = 4.0  # around the line, so that dots are not cut
_PALE = 0.35


class Sparkline(QWidget):
    """Draws figures from zero up, so that heights compare; emits nothing.

    What it shows is said in its accessible name and tooltip too.
    """

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._values: tuple[Optional[float], ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Ask for the height of a line and a half of text."""
        height = self.fontMetrics().height()
        return QSize(height * 4, round(height * 1.6))

    def show_values(self, values: Sequence[Optional[float]], said: str) -> None:
        """Show figures.

        :param values: one a year; None where there is none.
        :param said: the same in words.
        """
        self._values = tuple(values)
        self.setAccessibleName(said)
        self.setToolTip(said)
        self.update()

    def paintEvent(self, _event: Any) -> None:
        """Paint the base, the line in its pieces, and a dot for every figure."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = self.palette().color(QPalette.ColorRole.WindowText)
        base = self.palette().color(QPalette.ColorRole.WindowText)
        base.setAlphaF(_PALE)
        bottom = self.height() - _ROOM
        painter.setPen(QPen(base, 1))
        painter.drawLine(QPointF(_ROOM, bottom), QPointF(self.width() - _ROOM, bottom))
        for piece in self._pieces():
            painter.setPen(QPen(text, 1.4))
            for start, end in zip(piece, piece[1:]):
                painter.drawLine(start, end)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(text)
            for point in piece:
                painter.drawEllipse(point, _DOT, _DOT)
        painter.end()

    def _pieces(self) -> Iterator[list[QPointF]]:
        """Yield the points between gaps."""
        most = max((one for one in self._values if one is not None), default=0.0) or 1.0
        wide = (self.width() - 2 * _ROOM) / max(1, len(self._values) - 1)
        high = self.height() - 2 * _ROOM
        piece: list[QPointF] = []
        for number, value in enumerate(self._values):
            if value is not None:
                point = QPointF(
                    _ROOM + number * wide, self.height() - _ROOM - high * max(0.0, value) / most
                )
                piece.append(point)
            elif piece:
                yield piece
                piece = []
        if piece:
            yield piece
