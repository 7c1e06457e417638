"""Texts of a print layout, made to fit: wrapped, made smaller, cut at last."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import QgsLayoutItemLabel, QgsPrintLayout, QgsTextFormat
from qgis.PyQt.QtCore import QRectF
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF

from ..core.word_breaks import folded

FAMILY = "Open Sans"  # the styles of the bundled layers have it too; QGIS comes with it
INK = QColor(28, 34, 38)
SOFT = QColor(91, 103, 112)
_MM_PER_POINT = 25.4 / 72.0
_LINE = 1.42  # heights of a line of text, more than any font needs
_MEASURED = 100  # pixels; large, so that hinting does not matter
_ROOM = 0.95  # another machine may have another font, which is a little wider


@dataclass(frozen=True)
class Fitted:
    """A text with its line breaks, and the size in points in which it fits."""

    text: str
    size: float


def text_format(size: float, bold: bool = False, color: QColor = INK) -> QgsTextFormat:
    """Return a format in the font of the layouts.

    :param size: in points.
    """
    font = QFont(FAMILY)
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setBold(bold)
    shaped = QgsTextFormat()
    shaped.setFont(font)
    shaped.setSize(size)
    shaped.setColor(color)
    return shaped


def width_of(text: str, size: float, bold: bool = False) -> float:
    """Return how wide a line of text is, in millimetres."""
    font = QFont(FAMILY)
    font.setPixelSize(_MEASURED)
    font.setBold(bold)
    return QFontMetricsF(font).horizontalAdvance(text) / _MEASURED * size * _MM_PER_POINT


def wrapped(text: str, size: float, width: float, bold: bool = False) -> list[str]:
    """Return the lines of a text that are at most so wide; a longer word is broken as words are.

    :param width: in millimetres.
    """

    def fits(line: str) -> bool:
        return width_of(line, size, bold) <= width

    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if fits(longer):
                line = longer
                continue
            if line:
                lines.append(line)
            *whole, line = folded(word, fits)
            lines += whole
        lines.append(line)
    return lines


def fitted(text: str, box: QRectF, sizes: tuple[float, ...], bold: bool = False) -> Fitted:
    """Return a text in the largest size in which it fits a box; cut in the smallest, if need be.

    :param sizes: in points, the largest first.
    """
    width = box.width() * _ROOM
    for size in sizes:
        lines = wrapped(text, size, width, bold)
        room = max(int(box.height() / (size * _MM_PER_POINT * _LINE)), 1)
        if len(lines) <= room:
            return Fitted("\n".join(lines), size)
    kept = lines[:room]
    kept[-1] = f"{kept[-1][: max(len(kept[-1]) - 2, 0)].rstrip()} …"
    return Fitted("\n".join(kept), size)


def add_text(
    layout: QgsPrintLayout,
    name: str,
    text: str,
    box: QRectF,
    sizes: tuple[float, ...],
    bold: bool = False,
    color: QColor = INK,
) -> QgsLayoutItemLabel:
    """Add a text to a layout, fitted into a box in millimetres.

    :param name: id of the item.
    """
    shape = fitted(text, box, sizes, bold)
    label = QgsLayoutItemLabel(layout)
    label.setId(name)
    label.setText(shape.text)
    if hasattr(label, "setTextFormat"):
        label.setTextFormat(text_format(shape.size, bold, color))
    else:  # before QGIS 3.24
        font = text_format(shape.size, bold).font()
        font.setPointSizeF(shape.size)
        label.setFont(font)
        label.setFontColor(color)
    label.setMarginX(0.0)
    label.setMarginY(0.0)
    layout.addLayoutItem(label)
    label.attemptSetSceneRect(box)
    return label
