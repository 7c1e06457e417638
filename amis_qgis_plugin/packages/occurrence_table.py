"""The occurrences as CSV for spreadsheets, straight from the package's GeoPackage."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..core.progress import Progress
from ..workspace.blobs import point_of
from ..workspace.gdal_calls import sqlite
from ..workspace.sql import columns_of, statement

_FORMULA_STARTS = frozenset("=+-@\t\r")
_REPORT_EVERY = 5_000
_NOWHERE = ("", "")
_FIRST = ("fid", "geom")


def write_occurrence_table(geopackage: Path, table: str, target: Path, progress: Progress) -> int:
    """Write a point table as CSV: UTF-8 with byte order mark, longitude and latitude first.

    Text that a spreadsheet would run as a formula gets an apostrophe in front of it.

    :returns: the number of rows.
    """
    with sqlite(geopackage) as connection:
        columns = [name for name in columns_of(connection, table) if name not in _FIRST]
        query = statement("SELECT {}, {} FROM {} ORDER BY 1", _FIRST, columns, table)
        with target.open("w", encoding="utf-8-sig", newline="") as out:
            sheet = csv.writer(out)
            sheet.writerow(["fid", "longitude", "latitude", *columns])
            written = 0
            # Plain tuples: the rows of the connection's own factory cost twice the time.
            cursor = connection.cursor()
            cursor.row_factory = None
            for written, (fid, blob, *values) in enumerate(cursor.execute(query), start=1):
                if written % _REPORT_EVERY == 0:
                    progress.at(0.5, f"Writing {written} rows of the table")
                sheet.writerow([fid, *(point_of(blob) or _NOWHERE), *harmless(values)])
    return written


def harmless(cells: Iterable[Any]) -> list[Any]:
    """Return cells that no spreadsheet takes for formulas; numbers stay numbers."""
    return [
        f"'{cell}" if isinstance(cell, str) and cell[:1] in _FORMULA_STARTS else cell
        for cell in cells
    ]
