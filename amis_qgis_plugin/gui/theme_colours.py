"""Colours of the theme for what we paint ourselves."""

from __future__ import annotations

from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QApplication

WITHOUT = "#d9534a"  # what is ruled out; seen on light and on dark ground

_LEAST_APART = 80  # of 255
_LIGHT, _DARK = "#aaaaaa", "#222222"


def theme_colour(role: QPalette.ColorRole, strength: float = 1.0) -> QColor:
    """Return a colour of the application's palette.

    Widgets that were there when a person changed QGIS's theme keep colours of the earlier one in
    their own palettes.

    :param strength: opacity from 0 to 1.
    """
    palette = QApplication.palette()
    colour = QColor(palette.color(role))
    if role == QPalette.ColorRole.WindowText:
        colour = _readable(colour, palette.color(QPalette.ColorRole.Window))
    colour.setAlphaF(strength)
    return colour


def _readable(text: QColor, window: QColor) -> QColor:
    """Return the colour of text, or a plain one where the theme's cannot be told from the window.

    The dark theme of QGIS 3.22 writes its labels by a style sheet; its palette has dark grey on
    dark grey.
    """
    if abs(text.lightness() - window.lightness()) >= _LEAST_APART:
        return text
    return QColor(_LIGHT if window.lightness() < 128 else _DARK)


def accent(strength: float = 1.0) -> QColor:
    """Return the colour that marks what is chosen."""
    return theme_colour(QPalette.ColorRole.Highlight, strength)
