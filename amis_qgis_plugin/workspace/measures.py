"""Measures (M) of lines that were cut: GEOS leaves them out, here they are told of the whole."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Optional

from osgeo import ogr

_Corner = tuple[float, float, float]  # x, y, measure


def with_measures(cut: ogr.Geometry, whole: ogr.Geometry) -> Optional[ogr.Geometry]:
    """Return a piece of a measured line with measures, nothing where they cannot be told.

    A corner has that of the whole; a new one lies between two of them, and so does its measure.
    Where a line crosses or meets itself, a place may have two measures: then none is told.
    """
    if whole.GetDimension() != 1 or whole.HasCurveGeometry() or not whole.IsSimple():
        return None
    lines = [_corners(line) for line in _lines(whole)]
    known: dict[tuple[float, float], float] = {}
    for x, y, measure in (corner for line in lines for corner in line):
        if known.setdefault((x, y), measure) != measure:
            return None
    made = cut.Clone()
    made.SetMeasured(True)
    for line in _lines(made):
        for number in range(line.GetPointCount()):
            x, y, height = line.GetPoint(number)
            measure = known.get((x, y))
            if measure is None:
                measure = _between(lines, x, y)
            if line.Is3D():
                line.SetPointZM(number, x, y, height, measure)
            else:
                line.SetPointM(number, x, y, measure)
    return made


def _lines(shape: ogr.Geometry) -> Iterator[ogr.Geometry]:
    parts = [shape.GetGeometryRef(number) for number in range(shape.GetGeometryCount())]
    yield from parts or [shape]


def _corners(line: ogr.Geometry) -> list[_Corner]:
    numbers = range(line.GetPointCount())
    return [(line.GetX(one), line.GetY(one), line.GetM(one)) for one in numbers]


def _between(lines: list[list[_Corner]], x: float, y: float) -> float:
    """Return the measure at a place, on the segment that lies nearest to it."""
    nearest, found = math.inf, math.nan
    for line in lines:
        for (ax, ay, start), (bx, by, end) in zip(line, line[1:]):
            across, up = bx - ax, by - ay
            length = across * across + up * up
            share = ((x - ax) * across + (y - ay) * up) / length if length else 0.0
            share = min(max(share, 0.0), 1.0)
            away = math.hypot(ax + share * across - x, ay + share * up - y)
            if away < nearest:
                nearest, found = away, start + share * (end - start)
    return found
