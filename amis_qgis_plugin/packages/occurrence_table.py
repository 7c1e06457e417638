"""The occurrences as CSV for spreadsheets, straight from the package's GeoPackage."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from ..core.progress import Progress
from ..workspace.blobs import point_of
from ..workspace.gdal_calls import sqlite
from ..workspace.sql import columns_of, statement

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_REPORT_EVERY = 5_000
_FIRST = ("fid", "geom")


def write_occurrence_table(geopackage: Path, table: str, target: Path, progress: Progress) -> int:
    """Write a point table as CSV: UTF-8 with byte order mark, longitude and latitude first.

    Text that a spreadsheet would run as a formula gets an apostrophe in front of it.

    :returns: the number of rows.
    """
    with sqlite(geopackage) as connection:
        columns = [name for name in columns_of(connection, table) if name not in _FIRST]
        query = statement("SELECT {}, {} FROM {} ORDER BY 1", _FIRST, columns, table)
        found = connection.execute(query)
        with target.open("w", encoding="utf-8-sig", newline="") as out:
            sheet = csv.writer(out)
            sheet.writerow(["fid", "longitude", "latitude", *columns])
            written = 0
            for written, (fid, blob, *values) in enumerate(found, start=1):
                if written % _REPORT_EVERY == 0:
                    progress.at(0.5, f"Writing {written} rows of the table")
                place = point_of(blob) or ("", "")
                sheet.writerow([fid, *place, *map(harmless, values)])
    return written


def harmless(value: Any) -> Any:
    """Return a cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value
