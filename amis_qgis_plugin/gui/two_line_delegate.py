"""A list row with a title and, under it, a smaller and paler line of detail."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QRect, QSize, Qt
from qgis.PyQt.QtGui import QFont, QPalette
from qgis.PyQt.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

DETAIL_ROLE = Qt.ItemDataRole.UserRole + 1
_GAP = 6


class TwoLineDelegate(QStyledItemDelegate):
    """Paints rows that have a text in :data:`DETAIL_ROLE` in two lines, others as usual."""

    def sizeHint(self, option: Any, index: Any) -> QSize:
        """Return room for two lines where there are two."""
        size = super().sizeHint(option, index)
        if index.data(DETAIL_ROLE):
            size.setHeight(int(option.fontMetrics.height() * 2.1) + 6)
        return size

    def paint(self, painter: Any, option: Any, index: Any) -> None:
        """Paint one row."""
        detail = index.data(DETAIL_ROLE)
        if not detail:
            super().paint(painter, option, index)
            return
        row = QStyleOptionViewItem(option)
        self.initStyleOption(row, index)
        title, row.text = row.text, ""
        row.decorationAlignment = Qt.AlignmentFlag.AlignVCenter
        style = row.widget.style() if row.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, row, painter, row.widget)
        self._paint_lines(painter, row, title, detail)

    def _paint_lines(self, painter: Any, row: Any, title: str, detail: str) -> None:
        selected = bool(row.state & QStyle.StateFlag.State_Selected)
        group = (
            QPalette.ColorGroup.Active
            if row.state & QStyle.StateFlag.State_Active
            else QPalette.ColorGroup.Inactive
        )
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        colour = row.palette.color(group, role)
        left = _GAP // 2 if row.icon.isNull() else row.decorationSize.width() + 2 * _GAP
        room = row.rect.adjusted(left, 3, -_GAP, -3)
        upper = QRect(room.left(), room.top(), room.width(), room.height() // 2)
        lower = QRect(room.left(), upper.bottom() + 1, room.width(), room.height() // 2)
        painter.save()
        painter.setPen(colour)
        painter.setFont(row.font)
        _elided(painter, upper, title)
        colour.setAlphaF(0.72)
        painter.setPen(colour)
        small = QFont(row.font)
        small.setPointSizeF(max(7.0, small.pointSizeF() * 0.88))
        painter.setFont(small)
        _elided(painter, lower, detail)
        painter.restore()


def _elided(painter: Any, room: QRect, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
