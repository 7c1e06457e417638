"""Paints a choice: its check box and name, a small bar, and the count at the right end."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QPointF, QRect, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPalette, QPen
from qgis.PyQt.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from .facet_model import COUNT_ROLE, EMPTY_ROLE, SHARE_ROLE, WITHOUT_ROLE
from .theme_colours import WITHOUT, accent

_PALE = 0.5
_BAR = 5  # pixels high: told from the ground, quieter than the numbers
_LEAST, _MOST = 20, 72  # pixels wide


class CountDelegate(QStyledItemDelegate):
    """A row with a count; what has none is paler, what is ruled out is struck through."""

    widest = "000"

    def sizeHint(self, option: Any, index: Any) -> QSize:
        """Give rows some air."""
        size = super().sizeHint(option, index)
        size.setHeight(max(size.height(), option.fontMetrics.height() + 5))
        return size

    def paint(self, painter: Any, option: Any, index: Any) -> None:
        """Paint one row."""
        count = index.data(COUNT_ROLE)
        number = 0 if count is None else option.fontMetrics.horizontalAdvance(self.widest) + 12
        share = float(index.data(SHARE_ROLE) or 0)
        bar = min(max(round(option.rect.width() * 0.14), _LEAST), _MOST) if share > 0 else 0
        style = option.widget.style() if option.widget else QApplication.style()
        panel = QStyle.PrimitiveElement.PE_PanelItemViewItem
        style.drawPrimitive(panel, option, painter, option.widget)
        row = QStyleOptionViewItem(option)
        row.rect = option.rect.adjusted(0, 0, -(number + bar + 6), 0)  # a long name ends before
        painter.save()
        if index.data(EMPTY_ROLE):
            painter.setOpacity(_PALE)
        super().paint(painter, row, index)
        if count == 0:
            painter.setOpacity(_PALE)
        if index.data(WITHOUT_ROLE):
            self._paint_without(painter, row, index, style)
        right = option.rect.right()
        self._paint_share(
            painter,
            option,
            QRect(right - number - bar, option.rect.top(), bar, option.rect.height()),
            share,
        )
        painter.setPen(option.palette.color(_text_role(option)))
        painter.drawText(
            QRect(right - number, option.rect.top(), number - 5, option.rect.height()),
            Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
            "" if count is None else f"{count:,}",
        )
        painter.restore()

    def initStyleOption(self, option: Any, index: Any) -> None:
        """Strike through what is ruled out."""
        super().initStyleOption(option, index)
        if index.data(WITHOUT_ROLE):
            option.font.setStrikeOut(True)

    def _paint_share(self, painter: Any, option: Any, room: QRect, share: float) -> None:
        if share <= 0:
            return
        high = QRectF(room.left(), room.center().y() - _BAR / 2 + 0.5, room.width(), _BAR)
        filled = max(2.0, high.width() * share)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        colour = option.palette.color(_text_role(option)) if is_selected else accent()
        track = QColor(option.palette.color(_text_role(option)))
        track.setAlphaF(0.09)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for width, ink in ((high.width(), track), (filled, colour)):
            painter.setBrush(ink)
            painter.drawRoundedRect(QRectF(high.left(), high.top(), width, _BAR), 1.5, 1.5)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_without(self, painter: Any, row: Any, index: Any, style: Any) -> None:
        """Paint a cross into the check box."""
        option = QStyleOptionViewItem(row)
        self.initStyleOption(option, index)
        box = QRectF(
            style.subElementRect(
                QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, option.widget
            )
        )
        arm = box.width() * 0.26
        centre = box.center()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cap = Qt.PenCapStyle.RoundCap
        painter.setPen(QPen(QColor(WITHOUT), 2.0, Qt.PenStyle.SolidLine, cap))
        for x in (arm, -arm):
            painter.drawLine(centre - QPointF(x, arm), centre + QPointF(x, arm))


def _text_role(option: Any) -> Any:
    is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
    return QPalette.ColorRole.HighlightedText if is_selected else QPalette.ColorRole.Text
