"""Hints in empty fields that can be read: dark themes of QGIS draw them in grey on black."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QEvent, QObject, QTimer
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QLineEdit

_MOMENTS = (QEvent.Type.Show, QEvent.Type.StyleChange, QEvent.Type.PaletteChange)
_HINT = QPalette.ColorRole.PlaceholderText
_STRENGTH = 0.7  # of the text's colour: still told from text, with a contrast above 4.5 to 1


def show_hint(edit: QLineEdit, text: str) -> None:
    """Show a hint in an empty field, readable in every theme."""
    edit.setPlaceholderText(text)
    if edit.findChild(_Readable) is None:
        edit.installEventFilter(_Readable(edit))


class _Readable(QObject):
    """Follows the theme: it may change while a window is open."""

    def __init__(self, edit: QLineEdit) -> None:
        super().__init__(edit)
        self._edit = edit
        self._soon = QTimer(self, singleShot=True, interval=0, timeout=self._make_readable)
        self._make_readable()

    def eventFilter(self, edit: Any, event: Any) -> bool:
        """Colour the hint anew once the field is shown, or the whole theme has changed."""
        if event.type() in _MOMENTS:
            self._soon.start()
        return False

    def _make_readable(self) -> None:
        # A theme of QGIS is a style sheet, which leaves alone a palette that is set: another field
        # tells its colours, and this one is given that of the text, too.
        other = QLineEdit(self._edit.parentWidget())
        other.ensurePolished()
        text = other.palette().color(QPalette.ColorRole.Text)
        other.deleteLater()
        hint = QColor(text)
        hint.setAlphaF(_STRENGTH)
        palette = self._edit.palette()
        if [palette.color(QPalette.ColorRole.Text), palette.color(_HINT)] == [text, hint]:
            return
        palette = QPalette()  # of this one only what is set here counts
        palette.setColor(QPalette.ColorRole.Text, text)
        palette.setColor(_HINT, hint)
        self._edit.setPalette(palette)
