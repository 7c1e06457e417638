"""Text of labels: one look for every style."""

from __future__ import annotations

from qgis.core import QgsTextBufferSettings, QgsTextFormat, QgsUnitTypes
from qgis.PyQt.QtGui import QColor, QFont

# The first family that a machine has is taken; Qt finds other scripts' letters by itself.
FAMILIES = ("Open Sans", "Noto Sans", "Segoe UI", "Helvetica Neue", "DejaVu Sans", "Arial")


def text_format(size: float, colour: str, *, italic: bool = False, halo: float = 0.8) -> object:
    """Return a text format with a white halo.

    :param size: in points.
    :param halo: width of the halo in millimetres.
    """
    font = QFont(FAMILIES[0])
    font.setItalic(italic)
    made = QgsTextFormat()
    made.setFont(font)
    made.setFamilies(list(FAMILIES[1:]))
    made.setNamedStyle("Italic" if italic else "Regular")
    made.setSize(size)
    made.setSizeUnit(QgsUnitTypes.RenderUnit.RenderPoints)
    made.setColor(QColor(colour))
    buffer = QgsTextBufferSettings()
    buffer.setEnabled(True)
    buffer.setSize(halo)
    buffer.setSizeUnit(QgsUnitTypes.RenderUnit.RenderMillimeters)
    buffer.setColor(QColor("#ffffff"))
    buffer.setOpacity(0.85)
    made.setBuffer(buffer)
    return made
