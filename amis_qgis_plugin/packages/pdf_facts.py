"""Title, author and date of a PDF that Qt wrote, and the same bytes on every run.

Qt knows no author, writes the time of the clock, and embeds the fonts in the order of a hash table
that is another in each process. So the file is written anew (ISO 32000-1, 7.5): every object as it
was, numbered in the order in which a reader comes to it, one table of where they lie, and one
place that says title, author and date (14.3.3). Metadata as XMP, which Qt fills with its own time
and a random id, is left out: it says nothing more. So are paths of nothing (``pdf_drawn``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from .as_written import LeftAsWritten
from .pdf_drawn import without_empty_paths

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TABLE = re.compile(
    rb"xref\s+0 (\d+)\s+((?:\d{10} \d{5} [nf]\s{1,2})+)trailer\s*<<(.*?)>>\s*\Z", re.S
)
_ENTRY = re.compile(rb"(\d{10}) \d{5} ([nf])")
_OBJECT = re.compile(rb"\s*\d+ \d+ obj\b(.*)endobj\s*\Z", re.S)
_UNFIT = re.compile(rb"/(?:Prev|XRefStm|Encrypt)\b")  # there are older tables, or it is locked
_ROOT = re.compile(rb"/Root\s+(\d+)\s+\d+\s+R")
# What is to be told apart in an object: strings, which hold anything, the begin of a stream,
# references to other objects, and the six letters before the name of a font of few glyphs (9.6.4).
_WORD = re.compile(
    rb"(?P<string>\((?:\\.|[^\\()])*\))|(?P<stream>\bstream\r?\n)"
    rb"|\b(?P<number>\d+)\s+\d+\s+R\b|/(?P<tag>[A-Z]{6})\+",
    re.S,
)
_XMP = re.compile(rb"/Metadata\s+\d+\s+\d+\s+R\s*")
_CREATOR = "AMIS Explorer"
_LETTERS = 26


@dataclass(frozen=True)
class PdfFacts:
    """What the properties of a PDF say.

    :param created: written as UTC.
    """

    title: str
    author: str
    created: datetime


@dataclass(frozen=True)
class _Parts:
    """What a PDF is made of.

    :param head: what stands before the first object.
    :param root: number of the object that leads to all others.
    :param objects: by number, what stands between ``obj`` and ``endobj``.
    """

    head: bytes
    root: int
    objects: Mapping[int, bytes]


def stamp_pdf(path: Path, facts: PdfFacts) -> None:
    """Write a PDF anew with the facts in it.

    :raises LeftAsWritten: when it is no PDF as Qt writes them; it is left as it was then.
    """
    parts = _taken_apart(path.read_bytes())
    if parts is None:
        raise LeftAsWritten(
            "Its properties cannot be written, for it is no PDF of the expected kind.",
            subject=path.name,
            hint="Report this with the version of QGIS.",
        )
    path.write_bytes(_put_together(parts, facts))


def _taken_apart(data: bytes) -> _Parts | None:
    """Return the parts of a PDF with one plain table of its objects; None for any other."""
    start = _START.search(data)
    at = int(start.group(1)) if start is not None else len(data)
    table = _TABLE.match(data[at : start.start()]) if start is not None else None
    root = _ROOT.search(table.group(3)) if table is not None else None
    if table is None or root is None or _UNFIT.search(table.group(3)):
        return None
    entries = enumerate(_ENTRY.findall(table.group(2)))
    # A number that Qt took and gave to no object has the place 0.
    found_at = ((int(place), number) for number, (place, kind) in entries if kind == b"n")
    places = sorted(one for one in found_at if one[0])
    if not places:
        return None
    ends = [place for place, _number in places[1:]] + [at]
    objects = {}
    for (place, number), end in zip(places, ends):
        found = _OBJECT.match(data[place:end])
        if found is None:
            return None
        objects[number] = found.group(1)
    if int(root.group(1)) not in objects:
        return None
    return _Parts(data[: places[0][0]], int(root.group(1)), objects)


def _put_together(parts: _Parts, facts: PdfFacts) -> bytes:
    """Return the PDF of the parts, the facts as its last object."""
    root = _XMP.sub(b"", parts.objects[parts.root])
    objects = {**without_empty_paths(parts.objects), parts.root: root}
    numbers = _numbered(objects, parts.root)
    tags: dict[bytes, bytes] = {}
    bodies = [_renamed(objects.get(old, b"\nnull\n"), numbers, tags) for old in numbers]
    written = bytearray(parts.head)
    places = []
    for number, body in enumerate([*bodies, _entry(facts)], 1):
        places.append(len(written))
        written += b"%d 0 obj%bendobj\n" % (number, body)
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
    written += b"".join(b"%010d 00000 n \n" % place for place in places)
    written += (
        b"trailer\n<<\n/Size %d\n/Root %d 0 R\n/Info %d 0 R\n>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            len(places) + 1,
            numbers[parts.root],
            len(places),
            table,
        )
    )
    return bytes(written)


def _numbered(objects: Mapping[int, bytes], root: int) -> dict[int, int]:
    """Return old to new numbers of all objects that are needed, each after what refers to it."""
    numbers: dict[int, int] = {}
    waiting = [root]
    while waiting:
        old = waiting.pop()
        if old not in numbers:
            numbers[old] = len(numbers) + 1
            found = [int(word.group("number")) for word in _references(objects.get(old, b""))]
            waiting += reversed(found)
    return numbers


def _references(body: bytes) -> Iterator[re.Match[bytes]]:
    return (word for word in _WORD.finditer(_parted(body)[0]) if word.group("number"))


def _parted(body: bytes) -> tuple[bytes, bytes]:
    """Return what an object says, and its stream."""
    start = next((one.start() for one in _WORD.finditer(body) if one.group("stream")), len(body))
    return body[:start], body[start:]


def _renamed(body: bytes, numbers: Mapping[int, int], tags: dict[bytes, bytes]) -> bytes:
    """Return an object with the new numbers, and the letters of its font.

    :param tags: old to new letters, those of this object are added.
    """

    def new(word: re.Match[bytes]) -> bytes:
        if word.group("number"):
            return b"%d 0 R" % numbers[int(word.group("number"))]
        if word.group("tag"):
            return b"/%b+" % tags.setdefault(word.group("tag"), _tag(len(tags)))
        return word.group(0)

    head, stream = _parted(body)
    return _WORD.sub(new, head) + stream


def _tag(number: int) -> bytes:
    """Return six letters for a number: ``AAAAAA``, ``AAAAAB`` and so on."""
    letters = b""
    for _place in range(6):
        number, letter = divmod(number, _LETTERS)
        letters = bytes([ord("A") + letter]) + letters
    return letters


def _entry(facts: PdfFacts) -> bytes:
    lines = [
        "",
        "<<",
        f"/Title {_text(facts.title)}",
        f"/Author {_text(facts.author)}",
        f"/Creator {_text(_CREATOR)}",
        f"/CreationDate (D:{facts.created.strftime('%Y%m%d%H%M%S')}Z)",
        ">>",
        "",
    ]
    return "\n".join(lines).encode("ascii")


def _text(value: str) -> str:
    """Return a text string of any letters: UTF-16 with byte order mark, in hexadecimal."""
    return f"<FEFF{value.encode('utf-16-be').hex().upper()}>"
