"""Reading points out of GeoPackage geometry without a geometry library.

Follows GeoPackage 1.3 (OGC 12-128r17), clause 2.1.3.
"""

from __future__ import annotations

import math
import struct

_ENVELOPE_BYTES = (0, 32, 48, 48, 64)
_POINTS = (1, 1001, 2001, 3001)


def point_of(blob: bytes | None) -> tuple[float, float] | None:
    """Return (x, y) of a point; nothing for NULL, an empty point or another geometry."""
    if blob is None or len(blob) < 8 or blob[:2] != b"GP":
        return None
    envelope = (blob[3] >> 1) & 0b111
    if envelope >= len(_ENVELOPE_BYTES):
        return None
    start = 8 + _ENVELOPE_BYTES[envelope]
    if len(blob) < start + 21:
        return None
    order = "<" if blob[start] else ">"
    kind, x, y = struct.unpack_from(f"{order}Idd", blob, start + 1)
    if kind & 0xFFFF not in _POINTS or math.isnan(x) or math.isnan(y):
        return None
    return x, y
