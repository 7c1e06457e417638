"""What the pages of the report are filled with: pieces that no page break parts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Callable, Optional

from qgis.PyQt.QtCore import QByteArray, QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen
from qgis.PyQt.QtSvg import QSvgRenderer

from ..packages.print_blocks import (
    Block,
    Cell,
    Figures,
    Heading,
    Pages,
    Paragraph,
    Picture,
    Table,
)
from ..packages.print_svg import Label, Paintable, Rules, paintable, picture_rules
from .report_table import table_pieces
from .report_text import ACCENT, FAMILY, FINE, INK, RULE, SOFT, WARN, Text, font_of

Draw = Callable[[QPainter, float, float], None]
_SIZES = {1: 20.0, 2: 14.0, 3: 11.0}
_BODY, _NOTE = 9.5, 8.0
_SMALL_KINDS = ("note", "file")
_AFTER = frozenset(("more", "file"))  # classes of what stands below a table or chart
_TALL = 250.0  # points; a longer paragraph may be parted between lines
_TALLEST_PICTURE = 430.0
_NARROW_PICTURE = 210.0
_CHART_LETTERS = 8.5
_MAPS = frozenset(("map", "locator"))
_PER_ROW = 4
_FIGURE_SIZE = 15.0
_SHORT = 7  # rows of a table or bars of a chart that is not parted
_ROWS, _BARS = 2, 3  # of a table or chart that stand together at the end or top of a page
_SMALLEST = 5.5
_HALO = 1.6
_INDENT, _NUMBERED = 12.0, 22.0
_WARN_BAR = 3.0


@dataclass(frozen=True)
class Piece:
    """Something that stands on one page.

    :param draw: paints it, with its left and top.
    :param above: the space before it, except at the top of a page.
    :param is_kept: whether what follows has to begin on the same page.
    :param head: the pieces that are repeated where a page begins with this one.
    :param is_joined: whether what follows should stand on the same page, unless much of one would
        stay empty for that.
    :param smaller: makes it for a lesser height; nothing where it has one size only.
    """

    height: float
    draw: Draw
    above: float = 0.0
    is_kept: bool = False
    head: tuple[Piece, ...] = ()
    is_joined: bool = False
    smaller: Optional[Callable[[float], Piece]] = None


def pieces_of(pages: Pages, width: float) -> list[Piece]:
    """Return the pieces of a report, in order.

    :param width: what a page has between its margins, in points.
    """
    rules = picture_rules(pages.style)
    pieces: list[Piece] = []
    for number, block in enumerate(pages.blocks):
        before = pages.blocks[number - 1] if number else None
        after = pages.blocks[number + 1] if number + 1 < len(pages.blocks) else None
        made = list(_pieces(block, width, rules))
        # A file that is named right below a heading belongs to what follows, as the heading does.
        is_below_heading = isinstance(before, Heading) and _belongs_before(block)
        if made and (_belongs_before(after) or is_below_heading):
            made[-1] = replace(made[-1], is_kept=True)
        pieces += made
    return pieces


def _belongs_before(block: Block | None) -> bool:
    """Whether a block tells of the one before it, as a caption or a note on what is left out."""
    if not isinstance(block, Paragraph):
        return False
    return block.kind == "figcaption" or not _AFTER.isdisjoint(block.classes)


def _pieces(block: Block, width: float, rules: Rules) -> Iterator[Piece]:
    if isinstance(block, Heading):
        yield _heading(block, width)
    elif isinstance(block, Paragraph):
        yield from _paragraph(block, width)
    elif isinstance(block, Picture):
        yield from _picture(block, width, rules)
    elif isinstance(block, Figures):
        yield from _figures(block, width)
    else:
        head, rows = table_pieces(_halved(block), width)
        repeated = tuple(Piece(height, draw, 0.0, True) for height, draw in head)
        for number, (height, draw) in enumerate(head):
            yield Piece(height, draw, 0.0 if number else 5.0, True)
        for number, (height, draw) in enumerate(rows):
            is_kept = _is_kept(number, len(rows), _ROWS)
            yield Piece(height, draw, 0.0 if number or head else 4.0, is_kept, repeated)


def _is_kept(number: int, count: int, least: int) -> bool:
    """Whether a row stands on the page of the next one.

    :param least: rows that end a page, or begin one, together.
    """
    is_short = count < _SHORT
    return number + 1 < count and (is_short or number + 1 < least or number >= count - least)


def _halved(table: Table) -> Table:
    """Return a table of numbers by their names as one of half the height: two beside each other."""
    if "keys" not in table.classes:
        return table
    half = (len(table.rows) + 1) // 2
    left, right = table.rows[:half], table.rows[half:]
    beside = (*right, *(tuple(Cell("") for _cell in row) for row in left[len(right) :]))
    rows = tuple((*one, Cell(""), *other) for one, other in zip(left, beside))
    return replace(table, rows=rows)


def _heading(block: Heading, width: float) -> Piece:
    size = _SIZES.get(block.level, 10.0)
    text = Text(block.html, size, bold=True)
    height = text.set_width(width)
    ruled = block.level == 2
    gap = 6.0 if ruled else 0.0

    def draw(painter: QPainter, left: float, top: float) -> None:
        if ruled:
            painter.setPen(QPen(ACCENT, 1.2))
            painter.drawLine(QPointF(left, top), QPointF(left + width, top))
        text.draw(painter, left, top + gap)

    return Piece(height + gap + 2.0, draw, {1: 2.0, 2: 20.0}.get(block.level, 11.0), True)


def _paragraph(block: Paragraph, width: float) -> Iterator[Piece]:
    is_small = block.kind == "figcaption" or any(one in block.classes for one in _SMALL_KINDS)
    is_kind, is_warning = "kind" in block.classes, "warn" in block.classes
    color = ACCENT if is_kind else (SOFT if is_small else INK)
    text = Text(block.html, _NOTE if is_small or is_kind else _BODY, color=color)
    mark = Text(block.mark, _BODY) if block.mark else None
    indent = 8.0 if is_warning else 0.0
    if mark is not None:
        indent = _NUMBERED if block.mark[:1].isdigit() else _INDENT
        mark.set_width(indent)
    height = text.set_width(width - indent)
    above = 3.0 if is_small or block.mark else 6.0
    # A note above a table or picture tells of what follows; the one below is kept by that itself.
    is_kept = "note" in block.classes
    for part in _parts(text, height):

        def draw(
            painter: QPainter, left: float, top: float, part: tuple[float, float] = part
        ) -> None:
            if is_warning:
                painter.fillRect(QRectF(left, top, _WARN_BAR, part[1] - part[0]), WARN)
            if mark is not None and part[0] == 0.0:
                mark.draw(painter, left + 2.0, top)
            text.draw_part(painter, left + indent, top, width - indent, part)

        yield Piece(part[1] - part[0], draw, above if part[0] == 0.0 else 0.0, is_kept)


def _parts(text: Text, height: float) -> Iterator[tuple[float, float]]:
    """Yield the stretches of a text that stay whole; a long one is parted between lines."""
    if height <= _TALL:
        yield (0.0, height)
        return
    start = 0.0
    ends = text.line_ends()
    for end in ends[1:-2]:  # no single line at the foot of a page, nor at the top of the next
        if end - start > _TALL / 4:
            yield (start, end)
            start = end
    yield (start, height)


def _picture(block: Picture, width: float, rules: Rules) -> Iterator[Piece]:
    """Yield a picture: a chart in its rows, a map whole."""
    made = paintable(block.svg, rules, FAMILY)
    shown = min(width, _NARROW_PICTURE) if "locator" in block.classes else width
    scale = min(shown / made.width, _TALLEST_PICTURE / made.height)
    if not _MAPS.isdisjoint(block.classes):
        yield _map(made, scale)
        return
    if made.labels:  # letters of a chart as those of tables
        scale = min(scale, _CHART_LETTERS / max(label.size for label in made.labels))
        made = paintable(block.svg, rules, FAMILY, shown / scale)
    parts = made.rows or (made,)
    for number, part in enumerate(parts):
        yield Piece(
            part.height * scale,
            _drawn(part, scale),
            0.0 if number else 6.0,
            _is_kept(number, len(parts), _BARS),
            is_joined=number + 1 < len(parts),
        )


def _map(made: Paintable, scale: float) -> Piece:
    """Return a map, which may be made smaller to fill a page."""

    def smaller(height: float) -> Piece:
        return _map(made, height / made.height)

    return Piece(made.height * scale, _drawn(made, scale), 6.0, smaller=smaller)


def _drawn(made: Paintable, scale: float) -> Draw:
    """Return what paints a picture."""
    renderer = QSvgRenderer(QByteArray(made.svg.encode("utf-8")))
    box = QRectF(0.0, 0.0, made.width * scale, made.height * scale)

    def draw(painter: QPainter, left: float, top: float) -> None:
        painter.save()
        painter.setClipRect(box.translated(left, top).adjusted(-1.0, -1.0, 1.0, 1.0))
        renderer.render(painter, box.translated(left, top))
        painter.translate(left, top)
        for label in made.labels:
            _draw_label(painter, label, scale)
        painter.restore()

    return draw


def _draw_label(painter: QPainter, label: Label, scale: float) -> None:
    """Paint a text of a picture, in units of a point."""
    size = max(label.size * scale, _SMALLEST)
    font = font_of(size, label.is_bold)
    color = QColor(label.color)
    color.setAlphaF(min(max(label.opacity, 0.0), 1.0))
    wide = QFontMetricsF(font).horizontalAdvance(label.text)
    start = {"middle": wide / 2.0, "end": wide}.get(label.anchor, 0.0)
    painter.save()
    painter.translate(label.x * scale, label.y * scale)
    painter.scale(1.0 / FINE, 1.0 / FINE)
    if label.halo:
        around = QPainterPath()
        around.addText(QPointF(-start, 0.0), font, label.text)
        pen = QPen(QColor(label.halo), _HALO * FINE)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(around, pen)
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(QPointF(-start, 0.0), label.text)
    painter.restore()


def _figures(block: Figures, width: float) -> Iterator[Piece]:
    """Yield rows of numbers in frames, each with what it counts below."""
    for start in range(0, len(block.pairs), _PER_ROW):
        yield _row_of_figures(block.pairs[start : start + _PER_ROW], width)


def _row_of_figures(pairs: tuple[tuple[str, str], ...], width: float) -> Piece:
    gap = 6.0
    one = (width - gap * (_PER_ROW - 1)) / _PER_ROW
    made = []
    for value, name in pairs:
        number, label = Text(value, _FIGURE_SIZE, bold=True), Text(name, _NOTE, color=SOFT)
        made.append((number, number.set_width(one - 12.0), label, label.set_width(one - 12.0)))
    height = max(high + low for _number, high, _label, low in made) + 10.0

    def draw(painter: QPainter, left: float, top: float) -> None:
        for place, (number, high, label, _low) in enumerate(made):
            x = left + place * (one + gap)
            painter.setPen(QPen(RULE, 0.6))
            painter.setBrush(QColor(0, 0, 0, 0))
            painter.drawRoundedRect(QRectF(x, top, one, height), 3.0, 3.0)
            number.draw(painter, x + 6.0, top + 4.0)
            label.draw(painter, x + 6.0, top + 4.0 + high)

    return Piece(height, draw, gap)
