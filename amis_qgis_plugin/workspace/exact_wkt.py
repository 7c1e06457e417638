"""Geometry as WKT that reads back to the same numbers, which OGR's fifteen digits do not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Optional

from osgeo import gdal, ogr

_NUMBER = re.compile(r"-?(?:\d[\d.]*(?:[eE][+-]?\d+)?|nan|inf)\b")


def exact_wkt(shape: ogr.Geometry) -> str:
    """Return a geometry as ISO WKT with as many digits as its numbers need."""
    text = str(shape.ExportToIsoWkt())
    numbers = [_digits(number) for number in _numbers(shape)]
    written = _NUMBER.findall(text)
    if len(written) != len(numbers):  # OGR leaves empty parts out in its own way
        return text
    following = iter(numbers)
    return _NUMBER.sub(lambda _found: next(following), text)


def wkt_of(wkb: Optional[bytes]) -> str:
    """Return well-known binary as WKT; its hexadecimal digits where it is no geometry."""
    if not wkb:
        return ""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        shape = ogr.CreateGeometryFromWkb(wkb)
        return wkb.hex() if shape is None else exact_wkt(shape)
    except RuntimeError:
        return wkb.hex()
    finally:
        gdal.PopErrorHandler()


def _numbers(shape: ogr.Geometry) -> Iterator[float]:
    """Yield the numbers of a geometry in the order of its WKT."""
    if shape.IsEmpty():
        return
    if shape.GetGeometryCount():
        for part in range(shape.GetGeometryCount()):
            yield from _numbers(shape.GetGeometryRef(part))
        return
    for point in range(shape.GetPointCount()):
        yield shape.GetX(point)
        yield shape.GetY(point)
        if shape.Is3D():
            yield shape.GetZ(point)
        if shape.IsMeasured():
            yield shape.GetM(point)


def _digits(number: float) -> str:
    text = repr(float(number))
    return text[:-2] if text.endswith(".0") else text
