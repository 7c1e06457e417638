"""Texts of the report on paper: each a small document of Qt's, measured in points.

A point is one unit here, whatever the screen or the printer, so that pages break at the same places
everywhere. Letters that the font does not have come from other fonts of the machine.
"""

from __future__ import annotations

import re
from html import escape, unescape

from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextDocument, QTextOption

from ..core.word_breaks import FREE, kept_whole, marked
from ..core.word_breaks import SOFT as HYPHEN

FAMILY = "Open Sans"
INK, SOFT = QColor("#000000"), QColor("#444444")
ACCENT, RULE, WARN = QColor("#0b6e72"), QColor("#bbbbbb"), QColor("#7a4200")
FINE = 10.0  # units of a document in one point: fonts have whole sizes only
_HARDLY = 0.02  # units of a document
_TAG = re.compile(r"<[^>]+>")
_MARKUP = re.compile(r"(<[^>]+>)")
_BREAK = re.compile(rf"[\s{FREE}{HYPHEN}]+")


def font_of(size: float, bold: bool = False) -> QFont:
    """Return the font of the report.

    :param size: in points, which are the units that everything is painted in.
    """
    font = QFont(FAMILY)
    font.setStyleHint(QFont.StyleHint.SansSerif)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setPixelSize(round(size * FINE))
    font.setBold(bold)
    # With any spacing Qt joins no letters: a joined "fi" cannot be searched for in a PDF.
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, _HARDLY)
    return font


def _with_breaks(html: str) -> str:
    """Return markup in which long words may be broken where words are, and identifiers not."""
    return "".join(
        part if part.startswith("<") else escape(kept_whole(marked(unescape(part))), quote=False)
        for part in _MARKUP.split(html)
    )


class Text:
    """A piece of rich text.

    :param html: inline markup only.
    :param size: in points.
    """

    def __init__(
        self,
        html: str,
        size: float,
        *,
        bold: bool = False,
        color: QColor = INK,
        is_right: bool = False,
    ) -> None:
        self._document = QTextDocument()
        self._document.setUndoRedoEnabled(False)
        self._document.setDocumentMargin(0.0)
        self._document.setUseDesignMetrics(True)
        self._document.setDefaultFont(font_of(size, bold))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if is_right:
            option.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._document.setDefaultTextOption(option)
        small = round(size * FINE * 0.88)
        self._document.setDefaultStyleSheet(
            f"small {{ font-size: {small}px; color: {SOFT.name()}; }}"
            f" code {{ font-family: monospace; font-size: {small}px; }}"
        )
        html = _with_breaks(html)
        # A span, because the colour of a document's text is that of the desktop's theme.
        self._document.setHtml(f'<span style="color:{color.name()}">{html}</span>')
        plain = unescape(_TAG.sub(" ", html))
        metrics = QFontMetricsF(font_of(size, bold or "<b>" in html))
        words = _BREAK.split(plain)
        self.narrowest = max(metrics.horizontalAdvance(word) for word in words) / FINE + 0.5
        self._document.setTextWidth(-1)
        self.widest = self._document.idealWidth() / FINE + 0.5

    def set_width(self, width: float) -> float:
        """Wrap the text into a width; return its height."""
        self._document.setTextWidth(width * FINE)
        return float(self._document.size().height()) / FINE

    def line_ends(self) -> list[float]:
        """Return how far down each line ends."""
        ends = []
        block = self._document.begin()
        while block.isValid():
            top = self._document.documentLayout().blockBoundingRect(block).top()
            layout = block.layout()
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                ends.append((top + line.y() + line.height()) / FINE)
            block = block.next()
        return ends

    def draw(self, painter: QPainter, left: float, top: float) -> None:
        """Paint it."""
        painter.save()
        painter.translate(QPointF(left, top))
        painter.scale(1.0 / FINE, 1.0 / FINE)
        self._document.drawContents(painter)
        painter.restore()

    def draw_part(
        self, painter: QPainter, left: float, top: float, width: float, part: tuple[float, float]
    ) -> None:
        """Paint the lines between two heights, the first of them at the top."""
        painter.save()
        painter.setClipRect(QRectF(left, top, width, part[1] - part[0]))
        self.draw(painter, left, top - part[0])
        painter.restore()
