"""A part of a panel that folds: a heading to click, and what lies under it."""

from __future__ import annotations

from typing import Any, Callable, Optional

from qgis.PyQt.QtCore import QRect, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QFont, QFontMetrics, QPainter, QPalette
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QApplication,
    QHBoxLayout,
    QSizePolicy,
    QStyle,
    QStyleOption,
    QStyleOptionFocusRect,
    QVBoxLayout,
    QWidget,
)

from .theme_colours import accent, theme_colour

_ARROW, _GAP = 10, 6


class SectionHeader(QAbstractButton):
    """A heading with an arrow, and at its end how many are chosen below it."""

    def __init__(self, title: str, parent: Any = None) -> None:
        super().__init__(parent)
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)  # Qt paints it anew when the mouse comes
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._badge = ""
        self._say()
        self.toggled.connect(lambda _on: self._say())

    def set_badge(self, text: str) -> None:
        """Show a short text, such as a number, at the end."""
        self._badge = text
        self._say()
        self.updateGeometry()
        self.update()

    def badge(self) -> str:
        """Return the text at the end."""
        return self._badge

    def sizeHint(self) -> QSize:
        """Return the room for the whole heading."""
        width = QFontMetrics(self._bold()).horizontalAdvance(self.text())
        return QSize(
            width + _ARROW + 3 * _GAP + self._badge_width(), self.fontMetrics().height() + 9
        )

    def minimumSizeHint(self) -> QSize:
        """Return the room for the arrow and a few letters."""
        return QSize(_ARROW + 40, self.sizeHint().height())

    def keyPressEvent(self, event: Any) -> None:
        """Unfold to the right, fold to the left, as trees do; Enter does either."""
        key = event.key()
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            if self.isChecked() != (key == Qt.Key.Key_Right):
                self.click()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, _event: Any) -> None:
        """Paint in the theme's colours."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        text = theme_colour(QPalette.ColorRole.WindowText)
        if self.underMouse():
            veil = theme_colour(QPalette.ColorRole.WindowText, 0.06)
            painter.fillRect(self.rect(), veil)
        arrow = QStyleOption()
        arrow.initFrom(self)
        arrow.palette = QApplication.palette()
        arrow.rect = QRect(3, (self.height() - _ARROW) // 2, _ARROW, _ARROW)
        element = QStyle.PrimitiveElement
        shape = (
            element.PE_IndicatorArrowDown if self.isChecked() else element.PE_IndicatorArrowRight
        )
        self.style().drawPrimitive(shape, arrow, painter, self)
        painter.setFont(self._bold())
        painter.setPen(text)
        left = 3 + _ARROW + _GAP
        room = QRect(left, 0, self.width() - left - self._badge_width() - _GAP, self.height())
        shown = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        used = painter.fontMetrics().horizontalAdvance(shown)
        if self._badge:
            self._paint_badge(painter, left + used + _GAP)
        if self.hasFocus():
            focus = QStyleOptionFocusRect()
            focus.initFrom(self)
            focus.rect = self.rect().adjusted(1, 1, -1, -1)
            self.style().drawPrimitive(element.PE_FrameFocusRect, focus, painter, self)

    def _paint_badge(self, painter: Any, left: int) -> None:
        width, high = self._badge_width(), self.fontMetrics().height()
        pill = QRectF(left, (self.height() - high) / 2, width, high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(accent())
        painter.drawRoundedRect(pill, high / 2, high / 2)
        painter.setPen(theme_colour(QPalette.ColorRole.HighlightedText))
        painter.setFont(self.font())
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, self._badge)

    def _badge_width(self) -> int:
        if not self._badge:
            return 0
        return max(
            self.fontMetrics().horizontalAdvance(self._badge) + 10, self.fontMetrics().height()
        )

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font

    def _say(self) -> None:
        state = "unfolded" if self.isChecked() else "folded"
        chosen = f", {self._badge} chosen" if self._badge else ""
        self.setAccessibleName(f"{self.text()}{chosen}, {state}")
        self.setToolTip("Fold" if self.isChecked() else "Unfold")


class FoldingSection(QWidget):
    """A heading, small controls beside it, and a body that is made when it is first unfolded.

    :param make: returns the body; called once.
    ``folded`` tells that a person, or a test, folded or unfolded it.
    """

    folded = pyqtSignal()

    def __init__(self, title: str, make: Callable[[], QWidget], parent: Any = None) -> None:
        super().__init__(parent)
        self._make: Callable[[], QWidget] = make
        self.body: Optional[QWidget] = None
        self._instead: Optional[QWidget] = None
        self.header = SectionHeader(title, self)
        self._extras = QHBoxLayout()
        self._extras.setContentsMargins(0, 0, 0, 0)
        self._extras.setSpacing(2)
        self._extras.addWidget(self.header, 1)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(3)
        self._layout.addLayout(self._extras)
        self._only_open: list[QWidget] = []
        self.controls: list[QWidget] = []
        self.header.toggled.connect(self._turn)

    @property
    def title(self) -> str:
        """What the heading says."""
        return str(self.header.text())

    def add_control(self, control: QWidget, only_open: bool = True) -> None:
        """Put a small control at the right end of the heading.

        :param only_open: whether it goes away with the body.
        """
        self._extras.addWidget(control)
        self.controls.append(control)
        if only_open:
            self._only_open.append(control)
            control.setVisible(self.is_open)

    @property
    def is_open(self) -> bool:
        """Whether the body is shown."""
        return bool(self.header.isChecked())

    def open(self, is_open: bool = True) -> None:
        """Unfold, or fold."""
        self.header.setChecked(is_open)

    def show_instead(self, other: Optional[QWidget]) -> None:
        """Show another widget in place of the body; None shows the body again."""
        before, self._instead = self._instead, other
        if before is not None and before is not other:
            before.hide()
        if other is not None and self._layout.indexOf(other) < 0:
            self._layout.addWidget(other)
        self._show_body()

    def _show_body(self) -> None:
        if self.body is not None:
            self.body.setVisible(self.is_open and self._instead is None)
        if self._instead is not None:
            self._instead.setVisible(self.is_open)

    def _turn(self, is_open: bool) -> None:
        if is_open and self.body is None:
            self.body = self._make()
            self._layout.addWidget(self.body, 1)
        self._show_body()
        for control in self._only_open:
            control.setVisible(is_open)
        self.updateGeometry()
        self.folded.emit()
