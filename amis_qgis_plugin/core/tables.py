"""Reads the bundled vocabularies: CSV tables and JSON documents under ``core/data``."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from .errors import VocabularyError

DATA = Path(__file__).parent / "data"
Row = dict[str, str]


def read_table(*parts: str) -> list[Row]:
    """Return the rows of a bundled CSV table, each a mapping from column to text.

    :param parts: path segments below ``core/data``.
    :raises VocabularyError: naming the file, when it is missing or a row has too many cells.
    """
    path = DATA.joinpath(*parts)
    try:
        with path.open(encoding="utf-8", newline="") as handle:
            header, *rows = [row for row in csv.reader(handle) if row] or [[]]
    except OSError as error:
        raise VocabularyError(
            "the table cannot be read.", subject=str(path), hint="Install the plugin again."
        ) from error
    for number, row in enumerate(rows, start=2):
        if len(row) != len(header):
            raise VocabularyError(f"row {number} does not fit the header.", subject=path.name)
    return [dict(zip(header, row)) for row in rows]


def read_document(*parts: str) -> Any:
    """Return a bundled JSON document.

    :param parts: path segments below ``core/data``.
    :raises VocabularyError: naming the file, when it is missing or is not JSON.
    """
    path = DATA.joinpath(*parts)
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise VocabularyError(
            "the document cannot be read.", subject=str(path), hint="Install the plugin again."
        ) from error


def split_list(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell that holds several values separated by semicolons."""
    return tuple(part.strip() for part in cell.split(";") if part.strip())
