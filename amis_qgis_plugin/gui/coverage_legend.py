"""What the signs and fills of the coverage mean."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QRectF, QSize, Qt
from qgis.PyQt.QtGui import QPainter, QPalette
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from ..core.coverage import Cell, Holding, Part, State
from .coverage_delegate import fill_of, paint_lack, paint_sign
from .flow_layout import FlowLayout
from .theme_colours import theme_colour

_SWATCH, _GAP = 18, 4
_ORDER = (State.OFFLINE, State.LIVE, State.BOTH, State.MISSING)


class CoverageLegend(QWidget):
    """A swatch for each state, going on below where there is no more room."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        layout = FlowLayout(self, 8)
        for state in _ORDER:
            layout.addWidget(_Key(state.words, _example(state), self))
        layout.addWidget(_Key("incomplete", None, self))
        layout.addWidget(_Key("~ by extent", None, self, is_text=True))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        said = ", ".join(state.words for state in _ORDER)
        self.setAccessibleName(f"Legend: {said}, incomplete, by extent")


class _Key(QWidget):
    """One sign with its word.

    :param cell: looks as the sign does; None for the mark of what is incomplete.
    :param is_text: whether the word brings its sign itself.
    """

    def __init__(self, text: str, cell: Any, parent: Any, is_text: bool = False) -> None:
        super().__init__(parent)
        self._text, self._cell = text, cell
        self._left = 0 if is_text else _SWATCH + _GAP
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """Return the room for swatch and word."""
        metrics = self.fontMetrics()
        wide = self._left + metrics.horizontalAdvance(self._text) + 2
        return QSize(wide, max(_SWATCH, metrics.height()))

    def minimumSizeHint(self) -> QSize:
        """Return the same: a word is not cut."""
        return self.sizeHint()

    def paintEvent(self, _event: Any) -> None:
        """Paint in the theme's colours."""
        painter = QPainter(self)
        if self._left:
            room = QRectF(0.5, (self.height() - _SWATCH) / 2, _SWATCH - 1, _SWATCH - 1)
            self._paint_swatch(painter, room)
        painter.setFont(self.font())
        painter.setPen(theme_colour(QPalette.ColorRole.WindowText))
        place = self.rect().adjusted(self._left, 0, 0, 0)
        painter.drawText(
            place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._text
        )

    def _paint_swatch(self, painter: Any, room: QRectF) -> None:
        if self._cell is None:
            paint_lack(painter, room)
            return
        painter.fillRect(room, fill_of(self._cell))
        painter.setPen(theme_colour(QPalette.ColorRole.WindowText, 0.3))
        painter.drawRect(room)
        paint_sign(painter, room.adjusted(4, 4, -4, -4), self._cell.state)


def _example(state: State) -> Cell:
    """Return a cell that looks like any of a state."""
    lives = {State.OFFLINE: (False,), State.LIVE: (True,), State.BOTH: (False, True)}
    pieces = ((Holding("", "", "", "", is_live=one), Part()) for one in lives.get(state, ()))
    return Cell("", "", tuple(pieces))
