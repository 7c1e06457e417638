"""A panel that is made when it is first looked at, so that starting QGIS does not pay for it."""

from __future__ import annotations

from typing import Any, Callable

from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget


class LazyPanel(QWidget):
    """Holds the place of a panel.

    :param make: returns the panel; called once, before it is first shown.
    """

    def __init__(self, make: Callable[[], QWidget], parent: Any = None) -> None:
        super().__init__(parent)
        self._make = make
        self._content: QWidget | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)

    def sizeHint(self) -> QSize:
        """Ask for the room of a panel, made or not."""
        return QSize(330, 560)

    def showEvent(self, event: Any) -> None:
        """Make the panel the first time that somebody looks."""
        if self._content is None:
            self._content = self._make()
            self.layout().addWidget(self._content)
        super().showEvent(event)
