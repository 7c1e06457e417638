"""Cells of the coverage: a fill and a sign for the state, rows as text, a mark where some lack.

The colours are those of Okabe and Ito (2008, "Color Universal Design"), which people with any
kind of colour blindness tell apart; the sign says the same without any colour.
"""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QPointF, QRect, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPalette, QPen
from qgis.PyQt.QtWidgets import QStyle, QStyledItemDelegate

from ..core.completeness import Completeness
from ..core.coverage import ALL, Cell, State
from .coverage_model import CELL_ROLE
from .theme_colours import accent, theme_colour

_COLOURS = {State.OFFLINE: "#0072b2", State.LIVE: "#e69f00", State.BOTH: "#009e73"}
_FILL, _FILL_TOTAL = 0.26, 0.4
_SIGN, _PAD = 9, 4


class CoverageDelegate(QStyledItemDelegate):
    """Paints cells with a :class:`Cell` in :data:`CELL_ROLE`."""

    def sizeHint(self, option: Any, _index: Any) -> QSize:
        """Return room for a sign above four signs of text."""
        metrics = option.fontMetrics
        wide = max(metrics.horizontalAdvance("~00.0k"), _SIGN * 3) + 2 * _PAD
        return QSize(wide, metrics.height() + _SIGN + 2 * _PAD + 2)

    def paint(self, painter: Any, option: Any, index: Any) -> None:
        """Paint one cell."""
        cell = index.data(CELL_ROLE)
        if cell is None:
            super().paint(painter, option, index)
            return
        painter.save()
        room = QRect(option.rect).adjusted(0, 0, -1, -1)
        painter.fillRect(room, theme_colour(QPalette.ColorRole.Base))  # the view marks it otherwise
        painter.fillRect(room, fill_of(cell))
        top = room.top() + _PAD
        if cell.state is State.MISSING:
            top = room.center().y() - _SIGN / 2
        sign = QRectF(room.center().x() - _SIGN / 2, top, _SIGN, _SIGN)
        paint_sign(painter, sign, cell.state)
        if cell.completeness is Completeness.INCOMPLETE:
            corner = QRectF(room.right() - _SIGN - 2, room.top() + 2, _SIGN, _SIGN + 2)
            paint_lack(painter, corner)
        if cell.state is not State.MISSING:
            painter.setPen(theme_colour(QPalette.ColorRole.Text))
            painter.setFont(option.font)
            below = room.adjusted(1, _SIGN + _PAD, -1, -2)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, index.data())
        if option.state & QStyle.StateFlag.State_Selected:
            is_active = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(accent(1.0 if is_active else 0.7), 2.4))
            painter.drawRect(QRectF(room).adjusted(1.2, 1.2, -0.6, -0.6))
        painter.restore()


def fill_of(cell: Cell) -> QColor:
    """Return the ground of a cell, stronger for totals; nothing for what is missing."""
    if cell.state is State.MISSING:
        return theme_colour(QPalette.ColorRole.Base)
    colour = QColor(_COLOURS[cell.state])
    is_total = ALL in (cell.theme_id, cell.country)
    colour.setAlphaF(_FILL_TOTAL if is_total else _FILL)
    return colour


def paint_sign(painter: Any, room: QRectF, state: State) -> None:
    """Paint a disc for offline, a ring for live, a disc in a ring for both, a dash for nothing."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    centre, radius = room.center(), room.width() / 2 - 0.7
    ink = theme_colour(QPalette.ColorRole.Text)
    if state is State.MISSING:
        painter.setPen(QPen(theme_colour(QPalette.ColorRole.Text, 0.6), 1.4))
        arm = QPointF(radius * 0.75, 0)
        painter.drawLine(centre - arm, centre + arm)
        return
    painter.setPen(QPen(ink, 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if state is not State.OFFLINE:
        painter.drawEllipse(centre, radius, radius)
    if state is not State.LIVE:
        painter.setBrush(ink)
        painter.setPen(Qt.PenStyle.NoPen)
        disc = radius * (0.5 if state is State.BOTH else 1.0)
        painter.drawEllipse(centre, disc, disc)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def paint_lack(painter: Any, room: QRectF) -> None:
    """Paint an exclamation mark: something of a source is missing."""
    font = painter.font()
    font.setBold(True)
    painter.setFont(font)
    painter.setPen(theme_colour(QPalette.ColorRole.Text))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, "!")
