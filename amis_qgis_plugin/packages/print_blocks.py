"""The report's page taken apart into what a page of paper is made of, in order.

It asks little of the page: headings, paragraphs, lists, tables, definition lists and inline SVG,
in whatever sections they stand. What is for the screen alone (``nav``, scripts) is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape, unescape
from html.parser import HTMLParser
from typing import Optional, Union

from ..core.word_breaks import SOFT

_INLINE = ("strong", "b", "em", "i", "small", "code", "sub", "sup", "br")
_SKIPPED = ("nav", "script", "head", "template", "button", "noscript")
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PARAGRAPHS = ("p", "figcaption", "li", "summary", "blockquote", "pre", "caption")
_SVG = re.compile(r"<svg\b|</svg\s*>")
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_PICTURE = "picture"
_TO_THE_RIGHT = frozenset(("n", "range", "none"))  # classes of cells, as in report.css


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 6."""

    level: int
    html: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, item of a list or caption.

    :param kind: its element, such as ``p`` or ``li``.
    :param classes: its classes in the page.
    :param mark: what stands before an item of a list.
    """

    kind: str
    html: str
    classes: tuple[str, ...] = ()
    mark: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture as it stands in the page.

    :param classes: of the element around it.
    """

    svg: str
    classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cell:
    """A cell of a table.

    :param is_number: whether it is set to the right.
    :param is_whole: whether it stays on one line.
    """

    html: str
    is_number: bool = False
    is_head: bool = False
    span: int = 1
    is_whole: bool = False


@dataclass(frozen=True)
class Table:
    """A table; a definition list is one of two columns.

    :param head: rows that are repeated on each page.
    """

    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    classes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figures:
    """Numbers that stand out, each with what it counts."""

    pairs: tuple[tuple[str, str], ...]


Block = Union[Heading, Paragraph, Picture, Table, Figures]


@dataclass(frozen=True)
class Pages:
    """A page taken apart.

    :param style: its style sheets.
    """

    title: str
    style: str
    blocks: tuple[Block, ...]


def take_apart(html: str) -> Pages:
    """Return what a page holds, in order."""
    title = _TITLE.search(html)  # the page's own: those of its pictures come later
    text, pictures = _without_pictures(html)
    reader = _Reader(pictures)
    reader.feed(_STYLE.sub("", text))
    reader.close()
    style = "\n".join(_STYLE.findall(html))
    return Pages(unescape(title.group(1)).strip() if title else "", style, tuple(reader.blocks))


def _without_pictures(html: str) -> tuple[str, list[str]]:
    """Return the page with a mark in the place of each picture, and the pictures."""
    parts, pictures, depth, at, start = [], [], 0, 0, 0
    for match in _SVG.finditer(html):
        if match.group().startswith("<svg"):
            if depth == 0:
                parts.append(html[at : match.start()])
                start = match.start()
            depth += 1
        elif depth:
            depth -= 1
            if depth == 0:
                at = match.end()
                parts.append(f'<{_PICTURE} n="{len(pictures)}"></{_PICTURE}>')
                pictures.append(html[start:at])
    return "".join([*parts, html[at:]]), pictures


@dataclass
class _Open:
    """What is being read of a table or a definition list."""

    classes: tuple[str, ...]
    head: list[tuple[Cell, ...]] = field(default_factory=list)
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    row: list[Cell] = field(default_factory=list)
    terms: list[tuple[str, str]] = field(default_factory=list)
    in_head: bool = False


class _Reader(HTMLParser):
    """Gathers blocks; inline markup is kept, everything else is a border between blocks."""

    def __init__(self, pictures: list[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._pictures = pictures
        self._text: list[str] = []
        self._kind, self._classes = "p", ()
        self._around: tuple[str, ...] = ()
        self._lists: list[int] = []
        self._table: Optional[_Open] = None
        self._cell: dict[str, Optional[str]] = {}
        self._skipped = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, Optional[str]]]) -> None:
        """Begin what an element begins."""
        if tag in _SKIPPED or self._skipped:
            self._skipped += tag in _SKIPPED
            return
        if tag in _INLINE:
            self._text.append(f"<{tag}>")
            return
        if tag in ("a", "span", "abbr", "time", "data", "wbr"):
            return
        given = dict(attrs)
        classes = tuple((given.get("class") or "").split())
        if tag == _PICTURE:
            self._end_paragraph()
            self.blocks.append(Picture(self._pictures[int(given["n"] or 0)], self._around))
        elif self._table is None or tag in ("table", "dl"):
            self._begin_block(tag, classes)
        else:
            self._begin_in_table(tag, given)

    def _begin_block(self, tag: str, classes: tuple[str, ...]) -> None:
        self._end_paragraph()
        if tag in ("table", "dl"):
            self._table = _Open(classes)
        elif tag in ("ul", "ol"):
            self._lists.append(0 if tag == "ul" else 1)
        elif tag == "figure":
            self._around = classes
        elif tag in _PARAGRAPHS or tag in _HEADINGS:
            self._kind, self._classes = tag, classes

    def _begin_in_table(self, tag: str, given: dict[str, Optional[str]]) -> None:
        table = self._table
        if table is None:
            return
        if tag in ("td", "th", "dt", "dd"):
            self._text, self._cell = [], given
        elif tag == "thead":
            table.in_head = True
        elif tag in ("p", "div", "li") and "".join(self._text).strip():
            self._text.append("<br>")

    def handle_endtag(self, tag: str) -> None:
        """End what an element ends."""
        if self._skipped:
            self._skipped -= tag in _SKIPPED
            return
        if tag in _INLINE:
            self._text.append(f"</{tag}>" if tag != "br" else "")
        elif self._table is not None:
            self._end_in_table(tag, self._table)
        elif tag in _PARAGRAPHS or tag in _HEADINGS:
            self._end_paragraph()
        elif tag in ("ul", "ol"):
            self._end_paragraph()
            self._lists = self._lists[:-1]
        elif tag == "figure":
            self._end_paragraph()
            self._around = ()

    def _end_in_table(self, tag: str, table: _Open) -> None:
        text = "".join(self._text).strip()
        classes = (self._cell.get("class") or "").split()
        if tag in ("td", "th"):
            span = self._cell.get("colspan") or "1"
            columns = int(span) if span.isdigit() else 1
            is_number = not _TO_THE_RIGHT.isdisjoint(classes)
            whole = tag == "td" and (is_number or "plain" in classes)
            table.row.append(Cell(text, is_number, tag == "th", columns, whole))
            self._text = []
        elif tag == "tr":
            (table.head if table.in_head else table.rows).append(tuple(table.row))
            table.row = []
        elif tag == "thead":
            table.in_head = False
        elif tag in ("dt", "dd"):
            table.terms.append((tag, text))
            self._text = []
        elif tag in ("table", "dl"):
            self._table = None
            self._end_table(tag, table)

    def _end_table(self, tag: str, table: _Open) -> None:
        self._text = []
        if tag == "table":
            if table.rows or table.head:
                block = Table(tuple(table.head), tuple(table.rows), table.classes)
                self.blocks.append(block)
            return
        names = [text for kind, text in table.terms if kind == "dt"]
        values = [text for kind, text in table.terms if kind == "dd"]
        if "keys" in table.classes:
            self.blocks.append(Figures(tuple(zip(values, names))))
        elif names:
            rows = tuple((Cell(f"<b>{name}</b>"), Cell(text)) for name, text in zip(names, values))
            self.blocks.append(Table((), rows, ("terms",)))

    def handle_data(self, data: str) -> None:
        """Take text."""
        if not self._skipped:
            plain = re.sub(r"\s+", " ", data).replace(SOFT, "")  # paper has breaks of its own
            self._text.append(escape(plain, quote=False))

    def _end_paragraph(self) -> None:
        """Make a block of the text that was gathered."""
        text = "".join(self._text).strip()
        kind, classes = self._kind, self._classes
        self._text, self._kind, self._classes = [], "p", ()
        if not re.sub(r"<[^>]+>", "", text).strip():
            return
        if kind in _HEADINGS:
            self.blocks.append(Heading(int(kind[1]), text))
            return
        mark = ""
        if kind == "li" and self._lists:
            mark = f"{self._lists[-1]}." if self._lists[-1] else "•"
            self._lists[-1] += bool(self._lists[-1])
        self.blocks.append(Paragraph(kind, text, classes, mark))

    def close(self) -> None:
        """End the page."""
        super().close()
        self._end_paragraph()
