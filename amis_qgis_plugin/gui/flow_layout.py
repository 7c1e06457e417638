"""A layout that puts widgets beside each other and goes on below where there is no more room."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QPoint, QRect, QSize, Qt
from qgis.PyQt.QtWidgets import QLayout, QLayoutItem


class FlowLayout(QLayout):
    """Rows of widgets, each as wide as it asks for, never wider than the layout."""

    def __init__(self, parent: Any = None, gap: int = 4) -> None:
        super().__init__(parent)
        self._gap = gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: Any) -> None:
        """Take a widget's item."""
        self._items.append(item)

    def count(self) -> int:
        """Return the number of items."""
        return len(self._items)

    def itemAt(self, index: int) -> Any:
        """Return an item; None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> Any:
        """Give an item back; None past the end."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Any:
        """Want no more room than is needed."""
        return Qt.Orientations() if hasattr(Qt, "Orientations") else Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Return that it is higher where it is narrower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height of all rows at a width."""
        return self._arrange(QRect(0, 0, width, 0), moves=False)

    def setGeometry(self, room: QRect) -> None:
        """Put every widget into its place."""
        super().setGeometry(room)
        self._arrange(room, moves=True)

    def sizeHint(self) -> QSize:
        """Return the room of the widest widget: everything else can go below."""
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        """Return the room of one widget at its smallest."""
        size = QSize(0, 0)
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        return size

    def _shown(self) -> list[Any]:
        return [item for item in self._items if not item.isEmpty()]

    def _arrange(self, room: QRect, moves: bool) -> int:
        x, y, high = room.left(), room.top(), 0
        for item in self._shown():
            hint = item.sizeHint()
            width = min(hint.width(), room.width())
            if x > room.left() and x + width > room.left() + room.width():
                x, y, high = room.left(), y + high + self._gap, 0
            if moves:
                item.setGeometry(QRect(QPoint(x, y), QSize(width, hint.height())))
            x += width + self._gap
            high = max(high, hint.height())
        return y + high - room.top()
