"""Hints in empty fields that can be read: dark themes of QGIS draw them in grey on black."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QEvent, QObject
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QLineEdit

_STRENGTH = 0.7  # of the text's colour: still told from text, with a contrast above 4.5 to 1


def show_hint(edit: QLineEdit, text: str) -> None:
    """Show a hint in an empty field, readable in every theme."""
    edit.setPlaceholderText(text)
    if edit.findChild(_Readable) is None:
        edit.installEventFilter(_Readable(edit))
        _make_readable(edit)


class _Readable(QObject):
    """Follows the theme: a palette may change while a window is open."""

    def eventFilter(self, edit: Any, event: Any) -> bool:
        """Colour the hint anew when the field is shown or its palette changes."""
        if event.type() in (QEvent.Type.Show, QEvent.Type.PaletteChange):
            _make_readable(edit)
        return False


def _make_readable(edit: QLineEdit) -> None:
    colour = edit.palette().color(QPalette.ColorRole.Text)
    colour.setAlphaF(_STRENGTH)
    if edit.palette().color(QPalette.ColorRole.PlaceholderText) != colour:
        palette = QPalette()  # of this one only what is set here counts
        palette.setColor(QPalette.ColorRole.PlaceholderText, colour)
        edit.setPalette(palette)
