"""Polygons as a filter holds them: WKT in degrees, read, checked and asked without any library.

A point is inside by the even-odd rule (Shimrat 1962, *CACM Algorithm 112*): a line from it to the
east crosses the polygon's edges an odd number of times. Every rendering of a filter uses the same
formula, so that borders fall to the same side everywhere.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from .errors import FilterError

Point = tuple[float, float]
Ring = tuple[Point, ...]
Polygon = tuple[Ring, ...]  # the outer ring, then its holes
Box = tuple[float, float, float, float]

MOST_VERTICES = 5000
_HEAD = re.compile(r"\s*(?:SRID\s*=\s*4326\s*;)?\s*(MULTI)?POLYGON\s*(?:Z|M|ZM)?\s*(?=\()", re.I)
_PIECE = re.compile(r"\s*([(),]|[^\s(),]+)")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_MOST_LEVELS = 3
_BRACKETS = "(),"
_UNMATCHED = "Its brackets do not match"


@dataclass(frozen=True)
class Edge:
    """An edge that a line to the east may cross: it is crossed where ``south <= y < north``.

    There the edge is at ``x + (y - south) * slope``.
    """

    south: float
    north: float
    x: float
    slope: float

    def is_east_of(self, x: float, y: float) -> bool:
        """Whether a line from the point to the east crosses the edge."""
        return self.south <= y < self.north and x < self.x + (y - self.south) * self.slope


@dataclass(frozen=True)
class Area:
    """One or more polygons in degrees, EPSG:4326.

    :param polygons: rings of each, closed; what several of them cover is inside too.
    """

    polygons: tuple[Polygon, ...]

    @property
    def vertices(self) -> int:
        """The number of corners, the closing ones counted too."""
        return sum(len(ring) for polygon in self.polygons for ring in polygon)

    @property
    def box(self) -> Box:
        """(west, south, east, north) around it."""
        xs = [x for polygon in self.polygons for x, _y in polygon[0]]
        ys = [y for polygon in self.polygons for _x, y in polygon[0]]
        return min(xs), min(ys), max(xs), max(ys)

    def edges(self) -> tuple[tuple[Edge, ...], ...]:
        """Return, for each polygon, the edges of all its rings that are not level."""
        return tuple(
            tuple(edge for ring in polygon for edge in _edges(ring)) for polygon in self.polygons
        )

    def has(self, x: float, y: float) -> bool:
        """Whether a point is inside."""
        return any(sum(edge.is_east_of(x, y) for edge in found) % 2 for found in self.edges())

    def wkt(self) -> str:
        """Return it as WKT, always written the same way."""
        written = [
            f"({', '.join(f'({_corners(ring)})' for ring in polygon)})" for polygon in self.polygons
        ]
        if len(written) == 1:
            return f"POLYGON {written[0]}"
        return f"MULTIPOLYGON ({', '.join(written)})"


@lru_cache(maxsize=64)
def read_area(wkt: str) -> Area:
    """Return the area that a WKT POLYGON or MULTIPOLYGON describes; heights are left out.

    :raises FilterError: when it is none, leaves the Earth or has too many corners.
    """
    head = _HEAD.match(wkt)
    if head is None:
        raise _no_area(wkt, "It is no POLYGON or MULTIPOLYGON in WKT")
    nested = _nested(wkt, wkt[head.end() :])
    polygons = nested if head[1] else [nested]
    area = Area(tuple(_polygon(wkt, one) for one in polygons))
    if not area.polygons:
        raise _no_area(wkt, "It has no polygon")
    if area.vertices > MOST_VERTICES:
        raise FilterError(
            f"The polygon has {area.vertices:,} corners; a filter takes {MOST_VERTICES:,}.",
            subject="polygon",
            hint="Simplify it first, for example with Vector > Geometry Tools > Simplify.",
        )
    return area


def box_wkt(box: Box) -> str:
    """Return a box as a polygon, or as two where its west is greater than its east."""
    west, south, east, north = box
    if west <= east:
        return Area((_box(box),)).wkt()
    halves = (_box((west, south, 180.0, north)), _box((-180.0, south, east, north)))
    return Area(halves).wkt()


def number(value: float) -> str:
    """Return a number in the shortest form that is read back as the same one."""
    written = repr(value + 0.0)
    return written[:-2] if written.endswith(".0") else written


def _box(box: Box) -> Polygon:
    west, south, east, north = box
    return (((west, south), (east, south), (east, north), (west, north), (west, south)),)


def _corners(ring: Ring) -> str:
    return ", ".join(f"{number(x)} {number(y)}" for x, y in ring)


def _edges(ring: Ring) -> Iterable[Edge]:
    for one, other in zip(ring, ring[1:]):
        (x, south), (end, north) = sorted((one, other), key=lambda point: point[1])
        if south < north:
            yield Edge(south, north, x, (end - x) / (north - south))


def _nested(wkt: str, text: str) -> list[object]:
    """Return the brackets of a WKT as lists, with the corners as lists of words."""
    levels: list[list[object]] = [[]]
    words: list[str] = []
    for piece in _PIECE.findall(text):
        if piece not in _BRACKETS:
            words.append(piece)
            continue
        if words:
            levels[-1].append(words)
            words = []
        if piece == "(":
            levels.append([])
        elif piece == ")" and len(levels) > 1:
            levels[-2].append(levels.pop())
        elif piece == ")":
            raise _no_area(wkt, _UNMATCHED)
        if len(levels) > _MOST_LEVELS + 1:
            raise _no_area(wkt, _UNMATCHED)
    inner = levels[0][0] if len(levels[0]) == 1 else None
    if len(levels) != 1 or words or not isinstance(inner, list):
        raise _no_area(wkt, _UNMATCHED)
    return inner


def _polygon(wkt: str, rings: object) -> Polygon:
    if not isinstance(rings, list) or not rings:
        raise _no_area(wkt, "One of its polygons has no ring")
    return tuple(_ring(wkt, ring) for ring in rings)


def _ring(wkt: str, corners: object) -> Ring:
    if not isinstance(corners, list):
        raise _no_area(wkt, _UNMATCHED)
    ring = tuple(_point(wkt, corner) for corner in corners)
    if ring and ring[0] != ring[-1]:
        ring = (*ring, ring[0])
    if len(set(ring)) < 3:
        raise _no_area(wkt, "A ring has fewer than three corners")
    return ring


def _point(wkt: str, words: object) -> Point:
    if not isinstance(words, list) or not 2 <= len(words) <= 4 or not _are_numbers(words):
        raise _no_area(wkt, "One of its corners is no pair of numbers")
    x, y = float(words[0]) + 0.0, float(words[1]) + 0.0  # -0 is 0
    if not (math.isfinite(x) and math.isfinite(y) and -180 <= x <= 180 and -90 <= y <= 90):
        raise FilterError(
            f"The corner {words[0]} {words[1]} of the polygon lies off the map.",
            subject="polygon",
            hint="Give longitude and latitude in degrees, EPSG:4326; cut an area that crosses the"
            " 180th meridian in two, as a MULTIPOLYGON.",
        )
    return x, y


def _are_numbers(words: Sequence[object]) -> bool:
    return all(isinstance(word, str) and _NUMBER.fullmatch(word) for word in words)


def _no_area(wkt: str, why: str) -> FilterError:
    shown = wkt if len(wkt) <= 60 else f"{wkt[:57]}..."
    return FilterError(
        f"{why}: {shown!r}.",
        subject="polygon",
        hint="Give for example POLYGON ((118 5, 127 5, 127 19, 118 5)), degrees in EPSG:4326.",
    )
