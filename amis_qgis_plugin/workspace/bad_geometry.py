"""Which rows of a table have geometry that breaks the rules of its kind."""

from __future__ import annotations

from pathlib import Path

from osgeo import gdal

from ..core.progress import Progress
from .gdal_calls import open_vector

_BLOCK = 1000


def invalid_rows(path: Path, table: str, progress: Progress) -> tuple[int, ...]:
    """Return the ids of rows whose geometry is not valid, as OGC Simple Features has it.

    A ring that crosses itself, for example, a hole outside, or a line of one point.

    :raises WorkspaceError: when the file cannot be read.
    :raises Cancelled: when the person stopped it.
    """
    dataset = open_vector(path)
    layer = dataset.GetLayerByName(table)
    total = max(1, layer.GetFeatureCount())
    found = []
    gdal.PushErrorHandler("CPLQuietErrorHandler")  # GEOS tells each as a warning
    try:
        for number, row in enumerate(layer):
            shape = row.GetGeometryRef()
            if shape is not None and not shape.IsEmpty() and not shape.IsValid():
                found.append(row.GetFID())
            if number % _BLOCK == 0:
                progress.at(number / total, f"Looking at the geometry of {table}")
    finally:
        gdal.PopErrorHandler()
    return tuple(found)
