"""Tables of the report on paper: as wide as the page, rows whole, in the size in which they fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Optional

from qgis.PyQt.QtCore import QPointF
from qgis.PyQt.QtGui import QColor, QPainter, QPen

from ..packages.print_blocks import Cell, Table
from .report_text import ACCENT, INK, RULE, Text

Draw = Callable[[QPainter, float, float], None]
Row = tuple[float, Draw]
_SIZES = (8.5, 7.5, 6.5, 5.5, 5.0)
_TERMS = 0.22  # the share of the first column of a definition list
_PAD_X, _PAD_Y = 4.0, 2.5
_PAD_FACTS = 0.8  # of what is told about one thing, without lines between
_TALLEST_ROW = 600.0
_HEAD_LINES = 2.5
_Texts = list[list[tuple[Text, Cell]]]


@dataclass(frozen=True)
class _Looks:
    """How a row looks: the space above and below its texts, and the line below it."""

    pad: float
    rule: Optional[tuple[QColor, float]]


_HEAD, _BODY = _Looks(_PAD_Y, (ACCENT, 1.0)), _Looks(_PAD_Y, (RULE, 0.5))
_FACTS = _Looks(_PAD_FACTS, None)


def table_pieces(table: Table, width: float) -> tuple[list[Row], list[Row]]:
    """Return the rows of a table's head and those of its body, each with height and painting.

    :param width: of the page, in points; the table takes all of it.
    """
    looks = _FACTS if "facts" in table.classes else _BODY
    for size in _SIZES:
        head = _texts(table.head, size, True)
        body = _texts(table.rows, size, False)
        columns = _columns([*head, *body], width, "terms" in table.classes)
        is_last = size == _SIZES[-1]
        rows = [_row(row, columns, width, looks) for row in body] if columns else []
        if columns and (is_last or all(height <= _TALLEST_ROW for height, _draw in rows)):
            return [_row(row, columns, width, _HEAD) for row in head], rows
    columns = _even([*head, *body], width)
    rows = [_row(row, columns, width, looks) for row in body]
    return [_row(row, columns, width, _HEAD) for row in head], rows


def _texts(rows: tuple[tuple[Cell, ...], ...], size: float, bold: bool) -> _Texts:
    return [
        [
            (
                Text(
                    cell.html, size, bold=bold or cell.is_head, color=INK, is_right=cell.is_number
                ),
                cell,
            )
            for cell in row
        ]
        for row in rows
    ]


def _columns(rows: _Texts, width: float, is_terms: bool) -> list[float]:
    """Return the widths of the columns; nothing when the longest words do not fit beside another.

    As browsers do: each column gets its longest word, the rest goes to those that want more.
    """
    if is_terms:
        return [width * _TERMS, width * (1.0 - _TERMS)]
    count = max((sum(cell.span for _text, cell in row) for row in rows), default=0)
    least, most = [0.0] * count, [0.0] * count
    for row in rows:
        at = 0
        for text, cell in row:
            if cell.span == 1:
                narrowest = text.widest if cell.is_whole else text.narrowest
                if cell.is_head:
                    narrowest = max(narrowest, text.widest / _HEAD_LINES)
                least[at] = max(least[at], narrowest + 2 * _PAD_X)
                most[at] = max(most[at], text.widest + 2 * _PAD_X)
            at += cell.span
    if sum(least) > width:
        return []
    if sum(most) <= width:
        spare = (width - sum(most)) / max(count, 1)
        return [one + spare for one in most]
    room, wish = width - sum(least), sum(most) - sum(least)
    return [low + room * (high - low) / wish for low, high in zip(least, most)]


def _even(rows: _Texts, width: float) -> list[float]:
    """Return columns of one width each: words are broken then."""
    count = max((sum(cell.span for _text, cell in row) for row in rows), default=1)
    return [width / count] * count


def _row(
    row: list[tuple[Text, Cell]],
    columns: list[float],
    width: float,
    looks: _Looks,
) -> Row:
    placed, at, x, height = [], 0, 0.0, 0.0
    for text, cell in row:
        wide = sum(columns[at : at + cell.span])
        height = max(height, text.set_width(max(wide - 2 * _PAD_X, 1.0)))
        placed.append((text, x))
        x += wide
        at += cell.span
    height += 2 * looks.pad

    def draw(painter: QPainter, left: float, top: float) -> None:
        for text, offset in placed:
            text.draw(painter, left + offset + _PAD_X, top + looks.pad)
        if looks.rule is not None:
            painter.setPen(QPen(*looks.rule))
            painter.drawLine(QPointF(left, top + height), QPointF(left + width, top + height))

    return height, draw
