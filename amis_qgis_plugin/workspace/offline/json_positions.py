"""How many positions a geometry in GeoJSON has, to tell whether all of them were read.

GDAL leaves out what it cannot read in a geometry of several parts, and says nothing.
"""

from __future__ import annotations

import json
from typing import Any

from osgeo import ogr

_DEPTHS = {
    "point": 0,
    "multipoint": 1,
    "linestring": 1,
    "polygon": 2,
    "multilinestring": 2,
    "multipolygon": 3,
}


def is_whole(shape: ogr.Geometry, text: str) -> bool:
    """Whether a geometry has every position that its GeoJSON has."""
    return _read(shape) == _written(json.loads(text))


def _read(shape: ogr.Geometry) -> int:
    """Return the number of positions in a geometry."""
    parts = shape.GetGeometryCount()
    if not parts:
        return 0 if shape.IsEmpty() else int(shape.GetPointCount())
    return sum(_read(shape.GetGeometryRef(part)) for part in range(parts))


def _written(geometry: Any) -> int:
    """Return the number of positions in GeoJSON; anything that is out of place counts as one."""
    if not isinstance(geometry, dict):
        return 1
    kind = str(geometry.get("type")).lower()
    if kind == "geometrycollection":
        parts = geometry.get("geometries")
        return sum(map(_written, parts)) if isinstance(parts, list) else 1
    return _positions(geometry.get("coordinates"), _DEPTHS.get(kind, 0))


def _positions(value: Any, depth: int) -> int:
    if not isinstance(value, list):
        return 1
    if depth > 1:
        return sum(_positions(one, depth - 1) for one in value)
    return len(value) if depth else bool(value)
