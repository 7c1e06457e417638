"""What is chosen as a row of chips; a click, or the Delete key, removes one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QPainter, QPalette, QPen
from qgis.PyQt.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from .filter_chips import Chip
from .flow_layout import FlowLayout
from .plain_tip import plain_tip
from .theme_colours import WITHOUT, accent, theme_colour

_MOST = 9  # chips before the rest is folded away
_SIDE, _CROSS = 8, 7
_REMOVES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class ChipButton(QAbstractButton):
    """A rounded label with a cross.

    :param is_without: whether it says what is not wanted.
    :param has_cross: whether a click removes it.
    """

    def __init__(
        self, text: str, tip: str, is_without: bool, has_cross: bool, parent: Any = None
    ) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setToolTip(plain_tip(tip))
        self.setAccessibleName(f"Remove {text}" if has_cross else text)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # Qt paints it anew when the mouse comes
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._is_without, self._has_cross = is_without, has_cross

    def sizeHint(self) -> QSize:
        """Return the room for the whole text."""
        cross = _CROSS + 7 if self._has_cross else 0
        width = self.fontMetrics().horizontalAdvance(self.text()) + 2 * _SIDE + cross
        return QSize(width + 1, self.fontMetrics().height() + 6)

    def minimumSizeHint(self) -> QSize:
        """Bear a narrow dock: a long text is cut, its tooltip has all of it."""
        return QSize(min(60, self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _event: Any) -> None:
        """Paint in the theme's colours."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = theme_colour(QPalette.ColorRole.WindowText)
        tone = accent()
        if self._is_without:
            tone = QColor(WITHOUT)
        elif not self._has_cross:
            tone = QColor(text)
        fill, line = QColor(tone), QColor(tone)
        fill.setAlphaF(0.34 if self.underMouse() or self.isDown() else 0.18)
        line.setAlphaF(1.0 if self.hasFocus() else 0.55)
        if not self._has_cross:
            fill.setAlphaF(0.06)
            line.setAlphaF(0.3 if not self.hasFocus() else 0.8)
        painter.setPen(QPen(line, 2.0 if self.hasFocus() else 1.0))
        painter.setBrush(fill)
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(room, room.height() / 2, room.height() / 2)
        painter.setPen(text)
        cross = _CROSS + 7 if self._has_cross else 0
        inner = self.rect().adjusted(_SIDE, 0, -_SIDE - cross, 0)
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, inner.width() + 1
        )
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        if self._has_cross:
            self._paint_cross(painter, text)

    def _paint_cross(self, painter: Any, text: QColor) -> None:
        pale = QColor(text)
        pale.setAlphaF(0.9 if self.underMouse() else 0.6)
        painter.setPen(QPen(pale, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        arm = _CROSS / 2
        centre = QPointF(self.width() - _SIDE - arm - 0.5, self.height() / 2)
        for x in (arm, -arm):
            painter.drawLine(centre - QPointF(x, arm), centre + QPointF(x, arm))


class ChipBar(QWidget):
    """Chips that wrap; with many of them the last ones are behind *n more*.

    ``removed`` tells the chip that is no longer wanted.
    """

    removed = pyqtSignal(object)

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._chips: tuple[Chip, ...] = ()
        self._is_open = False
        self.buttons: list[ChipButton] = []
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("What is chosen")
        self.hide()

    def show_chips(self, chips: Sequence[Chip]) -> None:
        """Show these in place of those before."""
        if tuple(chips) == self._chips:
            return
        held = self._focused()
        self._chips = tuple(chips)
        self._is_open = self._is_open and len(chips) > _MOST
        self._rebuild(held)

    def texts(self) -> list[str]:
        """Return what the chips say, those folded away too."""
        return [chip.text for chip in self._chips]

    def keyPressEvent(self, event: Any) -> None:
        """Remove the chip with the focus, or go to the next."""
        at, key = self._focused(), event.key()
        if at is not None and key in _REMOVES:
            self.buttons[at].click()
        elif at is not None and key in _STEPS:
            self.buttons[(at + _STEPS[key]) % len(self.buttons)].setFocus()
        else:
            super().keyPressEvent(event)

    def _focused(self) -> int | None:
        return next((at for at, one in enumerate(self.buttons) if one.hasFocus()), None)

    def _rebuild(self, held: int | None) -> None:
        for button in self.buttons:
            self._flow.removeWidget(button)
            button.hide()
            button.deleteLater()  # the click that asked for this may not have ended yet
        folds = len(self._chips) > _MOST + 1
        shown = self._chips if self._is_open or not folds else self._chips[:_MOST]
        self.buttons = [self._button_of(chip) for chip in shown]
        if folds:
            rest = len(self._chips) - _MOST
            more = ChipButton("fewer" if self._is_open else f"{rest} more", "", False, False, self)
            more.clicked.connect(self._turn)
            self.buttons.append(more)
        before: QWidget = self
        for button in self.buttons:
            self._flow.addWidget(button)
            button.show()
            QWidget.setTabOrder(before, button)
            before = button
        self.setVisible(bool(self.buttons))
        self.updateGeometry()
        if held is not None and self.buttons:
            self.buttons[min(held, len(self.buttons) - 1)].setFocus()

    def _button_of(self, chip: Chip) -> ChipButton:
        button = ChipButton(chip.text, chip.tooltip, chip.is_without, True, self)
        button.clicked.connect(lambda _checked=False: self.removed.emit(chip))
        return button

    def _turn(self, _checked: bool = False) -> None:
        self._is_open = not self._is_open
        self._rebuild(self._focused())
