"""Geometry as a GeoPackage has it: its parts, and a blob made of a shape.

Follows GeoPackage 1.3 (OGC 12-128r17), clause 2.1.3.
"""

from __future__ import annotations

import math
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from osgeo import ogr

_ENVELOPE_BYTES = (0, 32, 48, 48, 64)
_POINTS = (1, 1001, 2001, 3001)
_HEADER = struct.Struct("<2sBBi")
_ENVELOPE = struct.Struct("<4d")
_LITTLE_ENDIAN, _WITH_BOX, _EMPTY = 0b1, 0b10, 0b10000
_NDR = 1  # ogr.wkbNDR


def wkb_of(blob: bytes | None) -> bytes | None:
    """Return the well-known binary in a geometry; None for NULL or something else."""
    if blob is None or len(blob) < 8 or blob[:2] != b"GP":
        return None
    envelope = (blob[3] >> 1) & 0b111
    if envelope >= len(_ENVELOPE_BYTES):
        return None
    return blob[8 + _ENVELOPE_BYTES[envelope] :]


def point_of(blob: bytes | None) -> tuple[float, float] | None:
    """Return (x, y) of a point; nothing for NULL, an empty point or another geometry."""
    wkb = wkb_of(blob)
    if wkb is None or len(wkb) < 21:
        return None
    kind, x, y = struct.unpack_from(f"{'<' if wkb[0] else '>'}Idd", wkb, 1)
    if kind & 0xFFFF not in _POINTS or math.isnan(x) or math.isnan(y):
        return None
    return x, y


def srs_of(blob: bytes) -> int:
    """Return the id of the reference system that a geometry says."""
    order = "<i" if blob[3] & _LITTLE_ENDIAN else ">i"
    return int(struct.unpack_from(order, blob, 4)[0])


def blob_of(shape: ogr.Geometry, srs_id: int) -> bytes:
    """Return a shape as GeoPackage geometry, with its box unless it is a point."""
    wkb = bytes(shape.ExportToIsoWkb(_NDR))
    if shape.IsEmpty():
        return _HEADER.pack(b"GP", 0, _LITTLE_ENDIAN | _EMPTY, srs_id) + wkb
    if shape.GetDimension() == 0 and shape.GetGeometryCount() == 0:
        return _HEADER.pack(b"GP", 0, _LITTLE_ENDIAN, srs_id) + wkb
    head = _HEADER.pack(b"GP", 0, _LITTLE_ENDIAN | _WITH_BOX, srs_id)
    return head + _ENVELOPE.pack(*shape.GetEnvelope()) + wkb


def box_of(blob: bytes | None) -> tuple[float, float, float, float] | None:
    """Return (min x, max x, min y, max y) as the head or the point says; nothing without."""
    point = point_of(blob)
    if point is not None:
        return point[0], point[0], point[1], point[1]
    if blob is None or wkb_of(blob) is None or not blob[3] >> 1 & 0b111:
        return None
    order = "<4d" if blob[3] & _LITTLE_ENDIAN else ">4d"
    west, east, south, north = struct.unpack_from(order, blob, 8)
    return None if math.isnan(west) else (west, east, south, north)
