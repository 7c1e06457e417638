"""Reading points out of GeoPackage geometry without a geometry library.

Follows GeoPackage 1.3 (OGC 12-128r17), clause 2.1.3.
"""

from __future__ import annotations

import math
import struct

_ENVELOPE_BYTES = (0, 32, 48, 48, 64)
_POINTS = (1, 1001, 2001, 3001)
# A point as GDAL writes it: head, reference system, little endian, plain, two coordinates.
_USUAL_POINT = struct.Struct("<4s4xBIdd")
_USUAL_HEAD = (b"GP\0\1", 1, 1)


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
    if blob is not None and len(blob) == _USUAL_POINT.size:
        *head, x, y = _USUAL_POINT.unpack(blob)
        if tuple(head) == _USUAL_HEAD:
            return None if math.isnan(x) or math.isnan(y) else (x, y)
    wkb = wkb_of(blob)
    if wkb is None or len(wkb) < 21:
        return None
    kind, x, y = struct.unpack_from(f"{'<' if wkb[0] else '>'}Idd", wkb, 1)
    if kind & 0xFFFF not in _POINTS or math.isnan(x) or math.isnan(y):
        return None
    return x, y
