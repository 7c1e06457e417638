"""Which rows of a table have geometry that breaks the rules of its kind."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

from osgeo import ogr

from ..core.progress import Progress
from .gdal_calls import gdal_errors, open_vector

_BLOCK = 1000
# Their rules are SFCGAL's business, which hardly any GDAL has.
_UNKNOWN = (ogr.wkbPolyhedralSurface, ogr.wkbTIN, ogr.wkbTriangle)


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
    with gdal_errors(path.name):  # GEOS tells each as a warning, too
        for number, row in enumerate(layer):
            if not _is_valid(row.GetGeometryRef()):
                found.append(row.GetFID())
            if number % _BLOCK == 0:
                progress.at(number / total, f"Looking at the geometry of {table}")
    return tuple(found)


def _is_valid(shape: Optional[ogr.Geometry]) -> bool:
    if shape is None or shape.IsEmpty():
        return True
    kind = shape.GetGeometryType()
    if ogr.GT_Flatten(kind) in _UNKNOWN:
        return True
    if ogr.GT_IsNonLinear(kind):
        shape = shape.GetLinearGeometry()
    return bool(shape.IsValid())
