"""Title, author and date of a PDF that Qt wrote, the same on every run.

Qt knows no author, and writes the time of the clock. The facts go behind the file as an
incremental update (ISO 32000-1, 7.5.6 and 14.3.3), which every reader takes for the newest word.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ..core.errors import PackageError

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TRAILER = re.compile(rb"trailer\s*<<(.*?)>>\s*startxref", re.DOTALL)
_INFO = re.compile(rb"/Info\s+(\d+)\s+(\d+)\s+R")
_ROOT = re.compile(rb"/Root\s+\d+\s+\d+\s+R")
_SIZE = re.compile(rb"/Size\s+(\d+)")
_DATE = re.compile(rb"/CreationDate \(D:\d{14}[^)]*\)")
_UUID = re.compile(rb'DocumentID="uuid:[0-9a-f-]{36}"')
_CREATOR = "AMIS Explorer"


@dataclass(frozen=True)
class PdfFacts:
    """What the properties of a PDF say.

    :param created: written as UTC.
    """

    title: str
    author: str
    created: datetime


def stamp_pdf(path: Path, facts: PdfFacts) -> None:
    """Write the facts into a PDF.

    :raises PackageError: when it is no PDF as Qt writes them.
    """
    data = path.read_bytes()
    ends = list(_TRAILER.finditer(data))
    start = _START.search(data)
    found = [rule.search(ends[-1].group(1)) if ends else None for rule in (_INFO, _ROOT, _SIZE)]
    info, root, size = found
    if start is None or info is None or root is None or size is None:
        raise PackageError(
            "Its properties cannot be written: it is no PDF of the expected kind.",
            subject=path.name,
            hint="Write the package without PDF, and report this with the version of QGIS.",
        )
    data = _DATE.sub(lambda match: _same_length(match.group(0), facts.created), data)
    same = uuid.uuid5(uuid.NAMESPACE_URL, f"{facts.title}|{_date(facts.created)}")
    data = _UUID.sub(f'DocumentID="uuid:{same}"'.encode("ascii"), data)
    number, generation = int(info.group(1)), int(info.group(2))
    entry = _entry(number, generation, facts)
    offset = len(data) + 1
    table = f"xref\n{number} 1\n{offset:010d} {generation:05d} n \n"
    trailer = (
        b"trailer\n<<\n/Size %b\n/Info %d %d R\n%b\n/Prev %b\n>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            size.group(1),
            number,
            generation,
            root.group(0),
            start.group(1),
            offset + len(entry),
        )
    )
    path.write_bytes(data + b"\n" + entry + table.encode("ascii") + trailer)


def _entry(number: int, generation: int, facts: PdfFacts) -> bytes:
    lines = [
        f"{number} {generation} obj",
        "<<",
        f"/Title {_text(facts.title)}",
        f"/Author {_text(facts.author)}",
        f"/Creator {_text(_CREATOR)}",
        f"/CreationDate ({_date(facts.created)})",
        ">>",
        "endobj",
        "",
    ]
    return "\n".join(lines).encode("ascii")


def _date(moment: datetime) -> str:
    return f"D:{moment.strftime('%Y%m%d%H%M%S')}Z"


def _text(value: str) -> str:
    """Return a text string of any letters: UTF-16 with byte order mark, in hexadecimal."""
    return f"<FEFF{value.encode('utf-16-be').hex().upper()}>"


def _same_length(written: bytes, moment: datetime) -> bytes:
    """Return the entry with the other time, as long as it was: what lies behind keeps its place."""
    wanted = b"/CreationDate (%b" % _date(moment).encode("ascii")
    return wanted.ljust(len(written) - 1) + b")"
