"""Colours of the theme for what we paint ourselves."""

from __future__ import annotations

from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtWidgets import QApplication

WITHOUT = "#d9534a"  # what is ruled out; seen on light and on dark ground


def theme_colour(role: QPalette.ColorRole, strength: float = 1.0) -> QColor:
    """Return a colour of the application's palette.

    Widgets that were there when a person changed QGIS's theme keep colours of the earlier one in
    their own palettes.

    :param strength: opacity from 0 to 1.
    """
    colour = QColor(QApplication.palette().color(role))
    colour.setAlphaF(strength)
    return colour


def accent(strength: float = 1.0) -> QColor:
    """Return the colour that marks what is chosen."""
    return theme_colour(QPalette.ColorRole.Highlight, strength)
