"""How large a package will be, roughly, without writing it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..core.package_plan import PlannedLayer
from ..core.schemas import OCCURRENCES
from ..workspace.gdal_calls import sqlite
from ..workspace.sql import columns_of, statement

_SAMPLE_ROWS = 500
_EMPTY_PACKAGE = 250_000
_ROW_OVERHEAD = 30
_INDEX_ENTRY = 60
_COMMODITY_LINKS = 250


def estimate_bytes(workspace: Path, layers: Sequence[PlannedLayer]) -> int:
    """Return the size of the package folder, from the first rows of every table."""
    total = _EMPTY_PACKAGE
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
