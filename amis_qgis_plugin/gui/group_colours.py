"""Colours of the commodity groups: those of the bundled map style, so that map and lists agree."""

from __future__ import annotations

from qgis.PyQt.QtGui import QColor

from ..core.group_colours import GROUP_COLOURS

__all__ = ["GROUP_COLOURS", "group_colour", "luminance", "text_on"]


def group_colour(group: str) -> QColor:
    """Return the colour of a commodity group; that of *other* for an unknown one."""
    return QColor(GROUP_COLOURS.get(group, GROUP_COLOURS["other"]))


def text_on(ground: QColor) -> QColor:
    """Return black or white, whichever is read better on a colour (WCAG 2.1 relative luminance)."""
    return QColor("#000000" if luminance(ground) > 0.179 else "#ffffff")


def luminance(colour: QColor) -> float:
    """Return the relative luminance of a colour, 0 to 1 (WCAG 2.1)."""
    parts = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    )
    return float(sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts)))
