"""A bar chart of one facet, painted by Qt: a click on a bar chooses its value."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any, Optional

from qgis.PyQt.QtCore import QEvent, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPainter, QPalette, QPen
from qgis.PyQt.QtWidgets import QSizePolicy, QToolTip, QWidget

from ..core.chart_rows import COMMODITY, TOP, ChartRow, chart_rows
from ..core.commodities import load_commodities
from .group_colours import group_colour

_NAMES = {"commodity": "commodities", "country": "countries"}
_LABEL, _MOST_LABEL = 0.42, 150  # of the width; pixels
_GAP, _PALE = 6, 0.72


class FacetChart(QWidget):
    """The largest values of a facet as bars.

    ``value_clicked`` tells the facet and the value, by a click, Enter or the space bar; the arrow
    keys go from bar to bar. The row of what is left over tells an empty value.

    :param facet: ``commodity`` or ``country``.
    :param top: how many bars there are besides the chosen ones.
    """

    value_clicked = pyqtSignal(str, str)

    def __init__(self, facet: str, parent: Any = None, top: int = TOP) -> None:
        super().__init__(parent)
        self.facet = facet
        self._top = top
        self._rows: tuple[ChartRow, ...] = ()
        self._chosen: frozenset[str] = frozenset()
        self._current = 0
        self._under: Optional[int] = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()

    @property
    def rows(self) -> Sequence[ChartRow]:
        """The bars from the top to the bottom."""
        return self._rows

    def set_counts(self, counts: Optional[Mapping[str, int]], chosen: Collection[str] = ()) -> None:
        """Show counts; emits nothing.

        :param counts: value to occurrences; None where nobody knows.
        :param chosen: the values that the filter has, drawn in full colour.
        """
        self._chosen = frozenset(chosen)
        self._rows = chart_rows(self.facet, counts or {}, self._chosen, self._top)
        self._current = max(0, min(self._current, len(self._rows) - 1))
        self._under = None
        self._say()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for a line of text for each bar."""
        return QSize(260, max(1, len(self._rows)) * self._line() + 2)

    def minimumSizeHint(self) -> QSize:
        """Bear a narrow dock; the bars are never cut in height."""
        return QSize(160, self.sizeHint().height())

    def row_at(self, place: Any) -> Optional[int]:
        """Return the number of the bar at a place of the widget; None beside them."""
        number = int((place.y() - 1) // self._line())
        return number if 0 <= number < len(self._rows) else None

    def rect_of(self, number: int) -> Any:
        """Return the room of a bar, with its label and figure."""
        return QRectF(0, 1 + number * self._line(), self.width(), self._line()).toRect()

    def paintEvent(self, _event: Any) -> None:
        """Paint label, bar and figure of every row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not self._rows:
            painter.setPen(self._faded())
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._nothing())
        most = max((row.count for row in self._rows), default=0) or 1
        for number, row in enumerate(self._rows):
            self._paint_row(painter, number, row, row.count / most)
        painter.end()

    def mouseMoveEvent(self, event: Any) -> None:
        """Mark the bar under the mouse."""
        self._under = self.row_at(event.pos())
        hand = Qt.CursorShape.PointingHandCursor
        self.setCursor(hand if self._under is not None else Qt.CursorShape.ArrowCursor)
        self.update()

    def leaveEvent(self, event: Any) -> None:
        """Mark none any more."""
        super().leaveEvent(event)
        self._under = None
        self.update()

    def mousePressEvent(self, event: Any) -> None:
        """Choose the value of the bar that is clicked."""
        number = self.row_at(event.pos())
        if event.button() == Qt.MouseButton.LeftButton and number is not None:
            self._go_to(number)
            self._choose()

    def keyPressEvent(self, event: Any) -> None:
        """Go from bar to bar; Enter and the space bar choose."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        ends = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._rows) - 1}
        key = event.key()
        if key in steps:
            self._go_to(self._current + steps[key])
        elif key in ends:
            self._go_to(ends[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: Any) -> None:
        """Show where the focus is."""
        super().focusInEvent(event)
        self._say()
        self.update()

    def event(self, event: Any) -> bool:
        """Tell the bar under the mouse in a sentence."""
        if event.type() == QEvent.Type.ToolTip:
            number = self.row_at(event.pos())
            if number is None:
                QToolTip.hideText()
            else:
                about = self._rows[number].about
                QToolTip.showText(event.globalPos(), about, self, self.rect_of(number))
            return True
        return bool(super().event(event))

    def _go_to(self, number: int) -> None:
        self._current = max(0, min(number, len(self._rows) - 1))
        self._say()
        self.update()

    def _choose(self) -> None:
        if self._rows:
            self.value_clicked.emit(self.facet, self._rows[self._current].key)

    def _say(self) -> None:
        """Give screen readers the bar that has the focus, and the others behind it."""
        name = f"Occurrences by {self.facet}"
        if self._rows:
            current = self._rows[self._current]
            is_chosen = ", chosen" if current.key in self._chosen else ""
            name = f"{name}. {current.about}{is_chosen}"
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(row.about for row in self._rows))

    def _nothing(self) -> str:
        return f"No {_NAMES.get(self.facet, 'values')} to show"

    def _line(self) -> int:
        return int(self.fontMetrics().height() * 1.35)

    def _faded(self) -> Any:
        colour = self.palette().color(QPalette.ColorRole.WindowText)
        colour.setAlphaF(_PALE)
        return colour

    def _colour_of(self, row: ChartRow) -> Any:
        """Return the colour of a bar: that of the commodity's group, or the theme's."""
        if not row.key:
            return self.palette().color(QPalette.ColorRole.Mid)
        if self.facet == COMMODITY:
            groups = load_commodities().get(row.key).groups
            return group_colour(groups[0] if groups else "other")
        return self.palette().color(QPalette.ColorRole.Highlight)

    def _paint_row(self, painter: Any, number: int, row: ChartRow, share: float) -> None:
        room = QRectF(self.rect_of(number))
        metrics = self.fontMetrics()
        wide = min(_MOST_LABEL, room.width() * _LABEL)
        figures = max((metrics.horizontalAdvance(one.figure) for one in self._rows), default=0)
        self._paint_mark(painter, number, room)
        painter.setFont(self.font())
        is_chosen = row.key in self._chosen
        painter.setPen(
            self.palette().color(QPalette.ColorRole.WindowText) if row.key else self._faded()
        )
        label = f"✓ {row.label}" if is_chosen else row.label
        words = room.adjusted(4, 0, 0, 0)
        words.setWidth((wide if row.figure else room.width() - 8) - 4)
        text = metrics.elidedText(label, Qt.TextElideMode.ElideRight, int(words.width()))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(words, left, text)
        if not row.figure:
            return
        bar = room.adjusted(wide + _GAP, 3, -(figures + 2 * _GAP), -3)
        bar.setWidth(max(2.0, bar.width() * share))
        painter.setPen(QPen(self._faded(), 0.6))
        painter.setBrush(self._colour_of(row))
        painter.drawRect(bar)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room.adjusted(0, 0, -4, 0), right, row.figure)

    def _paint_mark(self, painter: Any, number: int, room: QRectF) -> None:
        """Mark the row under the mouse, and the one that has the focus."""
        highlight = self.palette().color(QPalette.ColorRole.Highlight)
        if number == self._under:
            ground = self.palette().color(QPalette.ColorRole.Highlight)
            ground.setAlphaF(0.15)
            painter.fillRect(room, ground)
        if self.hasFocus() and number == self._current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(highlight, 1.5))
            painter.drawRoundedRect(room.adjusted(1, 0.5, -1, -0.5), 2, 2)
