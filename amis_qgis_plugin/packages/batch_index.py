"""The list of a batch: ``index.csv`` for programs and spreadsheets, ``index.html`` for people."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from html import escape
from pathlib import Path
from urllib.parse import quote

from ..core.errors import PackageError
from .batch import SKIPPED, STATES, Outcome, counts_in_words
from .names import write_text
from .sheets import harmless

INDEX, PAGE = "index.csv", "index.html"
_COLUMNS = tuple(field.name for field in fields(Outcome))
_NUMBERS = ("occurrences", "layers")
_BYTE_ORDER_MARK = "\ufeff"
_STYLE = """
:root { color-scheme: light dark; --line: #c9ced6; --bad: #a4161a; }
@media (prefers-color-scheme: dark) { :root { --line: #454b55; --bad: #ff8a80; } }
body { font: 15px/1.5 system-ui, "Segoe UI", "Noto Sans", sans-serif; margin: 2rem auto;
  max-width: 70rem; padding: 0 1rem; }
h1 { font-size: 1.6rem; margin: 0; } .wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; vertical-align: top;
  padding: .3rem .6rem .3rem 0; border-bottom: 1px solid var(--line); }
td.number, th.number { text-align: right; } .failed { color: var(--bad); font-weight: 600; }
td:last-child { min-width: 14rem; }
"""


def read_index(folder: Path) -> dict[str, Outcome]:
    """Return what an earlier run wrote into a folder, by name of the package.

    A list that is not there, or that somebody changed into something else, counts as none: its
    packages are written again.
    """
    try:
        with (folder / INDEX).open(encoding="utf-8-sig", newline="") as lines:
            read = list(csv.DictReader(lines))
    except (OSError, UnicodeDecodeError, csv.Error):
        return {}
    found = (_outcome(row) for row in read)
    return {one.package: one for one in found if one is not None and one.package}


def write_index(folder: Path, outcomes: Sequence[Outcome], earlier: Mapping[str, Outcome]) -> None:
    """Write the list; packages of earlier runs that lie there still stay in it.

    :raises PackageError: when it cannot be written.
    """
    done = {one.package for one in outcomes}
    pairs = {(one.country, one.commodity) for one in outcomes}
    kept = [
        one
        for name, one in earlier.items()
        if name not in done
        and (one.country, one.commodity) not in pairs
        and (folder / name).exists()
    ]
    listed = [*outcomes, *kept]
    text = io.StringIO(newline="")
    sheet = csv.writer(text)
    sheet.writerow(_COLUMNS)
    sheet.writerows(harmless(asdict(one).values()) for one in listed)
    _replace(folder / INDEX, _BYTE_ORDER_MARK + text.getvalue())
    _replace(folder / PAGE, _page(folder, listed))


def _outcome(row: Mapping[str, str | None]) -> Outcome | None:
    if set(row) != set(_COLUMNS) or row["state"] not in STATES:
        return None
    numbers = {name: row[name] or "" for name in _NUMBERS}
    if not all(number.isdecimal() for number in numbers.values()):
        return None
    texts = {name: row[name] or "" for name in _COLUMNS if name not in _NUMBERS}
    return Outcome(**texts, **{name: int(number) for name, number in numbers.items()})


def _replace(path: Path, text: str) -> None:
    """Write a file beside its place first: a run that is killed leaves the older one."""
    beside = path.with_name(f".{path.name}.partial")
    try:
        write_text(beside, text)
        beside.replace(path)
    except OSError as error:
        raise PackageError(
            f"The list cannot be written: {error.strerror or error}.",
            subject=str(path),
            hint="Is it open in another program?",
        ) from error


def _page(folder: Path, outcomes: Sequence[Outcome]) -> str:
    heads = "".join(
        f'<th class="number">{name}</th>'
        if name in ("Occurrences", "Layers")
        else f"<th>{name}</th>"
        for name in ("Package", "State", "Occurrences", "Layers", "Made", "What to know")
    )
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en"><head><meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>Prospectivity packages</title><style>{_STYLE}</style></head><body>",
            "<h1>Prospectivity packages</h1>",
            f"<p>{escape(counts_in_words(outcomes))}</p>",
            f'<div class="wide"><table><tr>{heads}</tr>',
            *(_line(folder, one) for one in outcomes),
            "</table></div></body></html>",
            "",
        ]
    )


def _line(folder: Path, one: Outcome) -> str:
    name = escape(one.title)
    if one.package:
        report = f"{one.package}/report.html"
        target = report if (folder / report).is_file() else one.package
        name = f'<a href="{escape(quote(target))}">{name}</a>'
    counts = ("", "") if one.state == SKIPPED else (f"{one.occurrences:,}", f"{one.layers:,}")
    numbers = "".join(f'<td class="number">{count}</td>' for count in counts)
    state = f'<td class="{escape(one.state)}">{escape(one.state)}</td>'
    return (
        f"<tr><td>{name}</td>{state}{numbers}<td>{_moment(one.created)}</td>"
        f"<td>{escape(one.reason)}</td></tr>"
    )


def _moment(created: str) -> str:
    """Return a time of ISO 8601 as people read it."""
    return escape(created.replace("T", " ").replace("Z", " UTC"))
