"""A panel that is made when it is first looked at, so that starting QGIS does not pay for it."""

from __future__ import annotations

from typing import Any, Callable

from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget


class LazyPanel(QWidget):
    """Holds the place of a panel.

    QGIS shows every dock that it is given, and the window shows docks while they are arranged:
    nobody looks at them then, so nothing is made before :meth:`begin`.

    :param make: returns the panel; called once, before it is first shown.
    """

    def __init__(self, make: Callable[[], QWidget], parent: Any = None) -> None:
        super().__init__(parent)
        self._make = make
        self._content: QWidget | None = None
        self._has_begun = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)

    def sizeHint(self) -> QSize:
        """Ask for the room of a panel, made or not."""
        return QSize(330, 560)

    def begin(self) -> None:
        """Make the panel from now on when somebody looks, and at once if somebody does."""
        self._has_begun = True
        if self.isVisible():
            self._fill()

    def showEvent(self, event: Any) -> None:
        """Make the panel the first time that somebody looks."""
        if self._has_begun:
            self._fill()
        super().showEvent(event)

    def _fill(self) -> None:
        if self._content is None:
            self._content = self._make()
            self.layout().addWidget(self._content)
