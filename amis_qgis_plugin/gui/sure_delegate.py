"""A cell that shows a share as a bar behind its text, readable in every theme."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QRect, Qt
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QStyledItemDelegate

SHARE_ROLE = Qt.ItemDataRole.UserRole + 2
_STRENGTH = 0.35  # of the bar's colour: text over it has the contrast that it has without


class SureDelegate(QStyledItemDelegate):
    """Paints the share in :data:`SHARE_ROLE`, from 0 to 1, behind a cell's text.

    A progress bar draws one half of its text in another colour than the other half.
    """

    def paint(self, painter: Any, option: Any, index: Any) -> None:
        """Paint one cell."""
        share = index.data(SHARE_ROLE)
        if share is not None:
            room = option.rect.adjusted(2, 3, -2, -3)
            bar = QRect(room.left(), room.top(), round(room.width() * share), room.height())
            colour = option.palette.color(QPalette.ColorRole.Highlight)
            colour.setAlphaF(_STRENGTH)
            painter.fillRect(bar, colour)
        super().paint(painter, option, index)
