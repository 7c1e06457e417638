"""Geometry as ArcGIS REST writes it, turned into well-known binary.

Areas of several rings stay in Esri's JSON: which ring is a hole in which takes a library.
"""

from __future__ import annotations

import json
import math
import struct
from collections.abc import Sequence
from typing import Any, Optional

from .json_values import number_of
from .pages import ESRIJSON, WKB

_POINT, _LINE, _AREA, _POINTS, _LINES = 1, 2, 3, 4, 5  # numbers of ISO well-known binary
_Z, _M = 1000, 2000  # added to them for heights and measures
_HEAD, _COUNT = struct.Struct("<BI"), struct.Struct("<I")
_SIDES = ("xmin", "ymin", "xmax", "ymax")
_CURVES = ("curvePaths", "curveRings")

Vertex = tuple[float, ...]
Part = Sequence[Vertex]


class _NoNumbers(ValueError):
    """A place without two numbers, in the middle of a geometry."""


def read_geometry(raw: Any, has_z: bool = False, has_m: bool = False) -> tuple[Any, str]:
    """Return a geometry and the form that it has: well-known binary, or Esri's JSON.

    What cannot be read is given back as the text that it is, so that nothing is dropped.

    :param has_z: whether the answer says that its places have heights.
    :param has_m: whether they have measures.
    """
    if not isinstance(raw, dict) or not raw:
        return None, WKB
    only_m = raw.get("hasM", has_m) is True and raw.get("hasZ", has_z) is not True
    try:
        if not any(raw.get(name) for name in _CURVES):
            return _read(raw, only_m)
    except _NoNumbers:
        pass
    return json.dumps(raw), ESRIJSON


def _read(raw: dict[str, Any], only_m: bool) -> tuple[Any, str]:
    if "x" in raw or "y" in raw:
        return _point(raw), WKB
    if "points" in raw:
        places = [place for part in _parts([raw["points"]]) for place in part]
        return _gathered(_POINTS, _POINT, [[one] for one in places], only_m), WKB
    if "paths" in raw:
        paths = _parts(raw["paths"])
        if len(paths) == 1:
            return _single(_LINE, paths[0], only_m), WKB
        return _gathered(_LINES, _LINE, paths, only_m), WKB
    if "rings" in raw:
        return _area(_parts(raw["rings"]), only_m)
    if set(_SIDES) <= set(raw):
        west, south, east, north = (number_of(raw[name]) for name in _SIDES)
        corners = [(west, south), (west, north), (east, north), (east, south), (west, south)]
        return _area(_parts([[list(one) for one in corners]]), False)
    if set(raw) <= {"hasZ", "hasM", "spatialReference"}:
        return None, WKB
    raise _NoNumbers


def _point(raw: dict[str, Any]) -> Optional[bytes]:
    """Return a point; None where its place is no place: ArcGIS writes ``"NaN"`` then."""
    x, y = number_of(raw.get("x")), number_of(raw.get("y"))
    if x is None or y is None:
        return None
    z, m = number_of(raw.get("z")), number_of(raw.get("m"))
    place = (x, y, *(one for one in (z, m) if one is not None))
    return _single(_POINT, [place], z is None and m is not None)


def _parts(raw: Any) -> list[Part]:
    """Return parts whose places all have as many numbers; parts without any are left out."""
    if not isinstance(raw, list) or not all(isinstance(one, list) for one in raw):
        raise _NoNumbers
    parts = [[_vertex(place) for place in part] for part in raw if part]
    size = max((len(place) for part in parts for place in part), default=2)
    return [[(*place, *(math.nan,) * (size - len(place))) for place in part] for part in parts]


def _vertex(place: Any) -> Vertex:
    if not isinstance(place, list):
        raise _NoNumbers
    x, y, *others = [number_of(one) for one in place[:4]] + [None] * (2 - len(place))
    if x is None or y is None:
        raise _NoNumbers
    return (x, y, *(math.nan if one is None else one for one in others))


def _area(rings: list[Part], only_m: bool) -> tuple[Any, str]:
    if len(rings) > 1:
        size = len(rings[0][0])
        has_m = size == 4 or (size == 3 and only_m)
        told = {"rings": rings, "hasZ": size > 2 and not (size == 3 and only_m), "hasM": has_m}
        return json.dumps(told), ESRIJSON
    return (_single(_AREA, rings[0], only_m) if rings else None), WKB


def _single(kind: int, places: Part, only_m: bool) -> bytes:
    """Return a point, a line or an area of one ring."""
    size = len(places[0])
    kind += {2: 0, 3: _M if only_m else _Z}.get(size, _Z + _M)
    numbers = struct.pack(f"<{len(places) * size}d", *(one for place in places for one in place))
    if kind % _Z == _POINT:
        return _HEAD.pack(1, kind) + numbers
    rings = _COUNT.pack(1) if kind % _Z == _AREA else b""
    return _HEAD.pack(1, kind) + rings + _COUNT.pack(len(places)) + numbers


def _gathered(kind: int, kind_of_parts: int, parts: Sequence[Part], only_m: bool) -> Any:
    """Return a geometry of several points or lines; None where there are none."""
    if not parts:
        return None
    singles = [_single(kind_of_parts, part, only_m) for part in parts]
    thousands = struct.unpack_from("<I", singles[0], 1)[0] - kind_of_parts
    return _HEAD.pack(1, kind + thousands) + _COUNT.pack(len(parts)) + b"".join(singles)
