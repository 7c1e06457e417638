"""``report.pdf``: the report's page on A4, set by Qt alone, without a browser.

It may run on any thread: documents and pictures are made there, and painted on a PDF.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from html import escape, unescape
from pathlib import Path

from qgis.PyQt.QtCore import QMarginsF, QPointF, Qt
from qgis.PyQt.QtGui import QFontMetricsF, QPageLayout, QPageSize, QPainter, QPdfWriter, QPen

from ..core.errors import PackageError
from ..core.progress import Progress
from ..packages.pdf_facts import PdfFacts, stamp_pdf
from ..packages.print_blocks import Heading, Pages, take_apart
from .project_writer import AUTHOR
from .report_pieces import Piece, pieces_of
from .report_text import FINE, RULE, SOFT, Text, font_of

_WIDTH, _HEIGHT = 595.0, 842.0  # A4 in points
_LEFT, _TOP, _BOTTOM = 48.0, 48.0, 56.0
_ROOM = _HEIGHT - _TOP - _BOTTOM
_RESOLUTION = 1200  # of coordinates; texts, charts and maps are lines and areas
_FOOTER = 7.5
_MUCH = 0.2 * _ROOM  # of a page, to stay empty
_SMALLEST_MAP = 0.65  # of its usual height, to fill a page


@dataclass(frozen=True)
class _Placed:
    piece: Piece
    top: float


def write_report_pdf(
    html: str, path: Path, title: str, moment: datetime, progress: Progress
) -> int:
    """Write the report as PDF; return the number of pages.

    :param html: the report as one page.
    :param title: for the foot of each page and the properties of the file, where the page has
        no heading of its own, in its language.
    :raises LeftAsWritten: when it was written, and title and date could not be put into it.
    :raises PackageError: when it cannot be written.
    :raises Cancelled: when the person stopped it.
    """
    progress.at(0.0, "Setting the report")
    parts = take_apart(html)
    pages = _placed(pieces_of(parts, _WIDTH - 2 * _LEFT), progress)
    title = _title_of(parts) or title
    writer = QPdfWriter(str(path))
    writer.setResolution(_RESOLUTION)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0.0, 0.0, 0.0, 0.0), QPageLayout.Unit.Point)
    writer.setTitle(title)
    painter = QPainter()
    if not painter.begin(writer):
        raise PackageError(
            "QGIS cannot write the report as PDF.",
            subject=path.name,
            hint="Is the disk full, or the folder write-protected? Or write it without PDF.",
        )
    try:
        painter.scale(_RESOLUTION / 72.0, _RESOLUTION / 72.0)
        for number, page in enumerate(pages):
            progress.at(number / len(pages), "Painting the report")
            if number:
                writer.newPage()
            _paint(painter, page, title, number + 1, len(pages))
    finally:
        painter.end()
    stamp_pdf(path, PdfFacts(title, AUTHOR, moment))
    return len(pages)


def _title_of(parts: Pages) -> str:
    """Return the heading of the whole report; empty where there is none."""
    found = (one.html for one in parts.blocks if isinstance(one, Heading) and one.level == 1)
    return unescape(next(found, "")).strip()


def page_places(html: str) -> list[list[tuple[float, float]]]:
    """Return top and height of everything on each page of a report, in points."""
    pieces = pieces_of(take_apart(html), _WIDTH - 2 * _LEFT)
    return [[(one.top, one.piece.height) for one in page] for page in _placed(pieces, Progress())]


def _placed(pieces: list[Piece], progress: Progress) -> list[list[_Placed]]:
    """Return the pieces of each page with their places."""
    pages: list[list[_Placed]] = [[]]
    used = 0.0
    groups = list(_groups(pieces))
    for number, group in enumerate(groups):
        progress.check()
        left = _ROOM - used
        if pages[-1] and left >= _MUCH:
            group = _fitted(group, left)
        if pages[-1] and (_height(group) > left or _begins_elsewhere(groups, number, left)):
            pages.append([])
            used = 0.0
            for head in group[0].head:
                pages[-1].append(_Placed(head, _TOP + used))
                used += head.height
        for piece in group:
            used += piece.above if pages[-1] and not _begins(pages[-1], piece) else 0.0
            pages[-1].append(_Placed(piece, _TOP + used))
            used += piece.height
    return [page for page in pages if page]


def _fitted(group: list[Piece], room: float) -> list[Piece]:
    """Return what stands together with its map made smaller, where it fits into the room then."""
    over = _height(group) - room
    for at, piece in enumerate(group):
        height = piece.height - over
        if over > 0.0 and piece.smaller is not None and height >= piece.height * _SMALLEST_MAP:
            made = piece.smaller(height)
            return [
                *group[:at],
                replace(piece, height=made.height, draw=made.draw),
                *group[at + 1 :],
            ]
    return group


def _begins_elsewhere(groups: list[list[Piece]], number: int, room: float) -> bool:
    """Whether what begins here should be whole on the next page: little stays empty for that."""
    if room >= _MUCH or (number and groups[number - 1][-1].is_joined):
        return False
    whole = list(groups[number])
    for group in groups[number + 1 :]:
        if not whole[-1].is_joined:
            break
        whole += group
    return room < _height(whole) <= _ROOM


def _groups(pieces: list[Piece]) -> Iterator[list[Piece]]:
    """Yield the pieces that stand on one page together; of more than one holds, what it holds."""
    group: list[Piece] = []
    for piece in pieces:
        heads = sum(head.height for head in group[0].head) if group else 0.0
        if group and heads + _height([*group, piece]) > _ROOM:
            yield group
            group = []
        group.append(piece)
        if not piece.is_kept:
            yield group
            group = []
    if group:
        yield group


def _height(group: list[Piece]) -> float:
    return sum(piece.above + piece.height for piece in group)


def _begins(page: list[_Placed], piece: Piece) -> bool:
    """Whether a page holds nothing but the repeated head of the table that a row is of."""
    return (
        bool(piece.head)
        and len(page) <= len(piece.head)
        and all(one.piece in piece.head for one in page)
    )


def _paint(painter: QPainter, page: list[_Placed], title: str, number: int, count: int) -> None:
    for one in page:
        painter.save()
        one.piece.draw(painter, _LEFT, one.top)
        painter.restore()
    foot = _HEIGHT - _BOTTOM + 16.0
    painter.setPen(QPen(RULE, 0.5))
    painter.drawLine(QPointF(_LEFT, foot), QPointF(_WIDTH - _LEFT, foot))
    _draw_line(painter, f"{number} / {count}", foot, is_right=True)
    _draw_line(painter, title, foot)


def _draw_line(painter: QPainter, text: str, top: float, is_right: bool = False) -> None:
    whole = _WIDTH - 2 * _LEFT
    line = Text(escape(_elided(text, whole - 60.0)), _FOOTER, color=SOFT, is_right=is_right)
    line.set_width(whole)
    line.draw(painter, _LEFT, top + 5.0)


def _elided(text: str, width: float) -> str:
    """Return a text on one line, its end left out where it is too long."""
    metrics = QFontMetricsF(font_of(_FOOTER))
    return str(metrics.elidedText(text, Qt.TextElideMode.ElideRight, width * FINE))
