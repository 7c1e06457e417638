"""How large a package will be, roughly, without writing it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..core.package_choices import PackageChoices
from ..core.package_plan import PlannedLayer
from ..core.schemas import OCCURRENCES
from ..workspace.gdal_calls import sqlite
from ..workspace.sql import columns_of, statement

_SAMPLE_ROWS = 500
_EMPTY_PACKAGE = 800_000  # vocabularies, metadata, licences, an empty GeoPackage
_ROW_OVERHEAD = 30
_INDEX_ENTRY = 60
_COMMODITY_LINKS = 250
# As measured with the samples: a map as PDF and PNG, the project with its land, the report.
_MAP, _PROJECT, _REPORT, _REPORT_PDF = 1_000_000, 240_000, 100_000, 220_000
_FORMATS = {"geojson": 1.2, "flatgeobuf": 0.8, "geoparquet": 0.4}  # of the rows


def estimate_bytes(workspace: Path, layers: Sequence[PlannedLayer], choices: PackageChoices) -> int:
    """Return the size of the package folder, from the first rows of every table."""
    rows = _bytes_of_rows(workspace, layers)
    total = _EMPTY_PACKAGE + int(rows * (1 + sum(_FORMATS[one] for one in choices.formats)))
    is_alone = not any(one.geometry for one in layers if one.table != OCCURRENCES)
    sheets = 2 if is_alone else 4  # the main map and the locator; then one for each theme
    total += _PROJECT * choices.project
    total += (_REPORT + _REPORT_PDF * choices.pdf) * bool(choices.language)
    return total + sheets * _MAP * choices.maps


def _bytes_of_rows(workspace: Path, layers: Sequence[PlannedLayer]) -> int:
    total = 0
    with sqlite(workspace) as connection:
        for layer in layers:
            columns = columns_of(connection, layer.table)
            lengths = " + ".join(
                statement("coalesce(length(CAST({} AS BLOB)), 0)", column) for column in columns
            )
            parts = [
                "SELECT avg(size) FROM (SELECT",
                lengths,
                statement("AS size FROM {} LIMIT ?)", layer.table),
            ]
            average = connection.execute(" ".join(parts), (_SAMPLE_ROWS,)).fetchone()[0] or 0
            total += int(layer.features * (average + _ROW_OVERHEAD))
            if layer.geometry:
                total += layer.features * _INDEX_ENTRY
            if layer.table == OCCURRENCES:  # once more as CSV, and the commodity index
                total += int(layer.features * (average + _COMMODITY_LINKS))
    return total
