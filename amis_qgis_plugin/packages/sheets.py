"""CSV tables of a package: what they hold is described beside them, column by column."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_FORMULA_STARTS = frozenset("=+-@\t\r")
TYPES = ("text", "integer", "real", "date")


@dataclass(frozen=True)
class Column:
    """A column of a table.

    :param type: ``text``, ``integer``, ``real`` or ``date``.
    :param unit: a unit symbol, or empty.
    :param code_list: the vocabulary that its codes come from, or empty.
    :param corresponds_to: ``model feature_type/property`` of a standard, or empty.
    """

    name: str
    type: str = "text"
    meaning: str = ""
    unit: str = ""
    code_list: str = ""
    corresponds_to: str = ""


@dataclass(frozen=True)
class Sheet:
    """A CSV table that was written.

    :param path: in the package, with forward slashes.
    :param rows: number of rows below the header.
    """

    path: str
    title: str
    columns: tuple[Column, ...]
    rows: int


def write_sheet(
    folder: Path, path: str, title: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]]
) -> Sheet:
    """Write a table as CSV: UTF-8 with byte order mark, comma, one header line.

    :param rows: may be an iterator over any number; they are not collected.
    """
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with target.open("w", encoding="utf-8-sig", newline="") as out:
        sheet = csv.writer(out)
        sheet.writerow([column.name for column in columns])
        for written, row in enumerate(rows, start=1):  # noqa: B007 - counts
            sheet.writerow(harmless(row))
    return Sheet(path, title, tuple(columns), written)


def harmless(cells: Sequence[Any]) -> Sequence[Any]:
    """Return cells that no spreadsheet takes for formulas; numbers stay numbers."""
    for cell in cells:  # hardly any row has one, and a look costs less than a new list
        if isinstance(cell, str) and cell[:1] in _FORMULA_STARTS:
            return [_as_text(one) for one in cells]
    return cells


def _as_text(cell: Any) -> Any:
    starts = isinstance(cell, str) and cell[:1] in _FORMULA_STARTS
    return f"'{cell}" if starts else cell
