"""An :class:`OccurrenceFilter` as an OGC filter: FES 2.0 (OGC 09-026r2) or Filter 1.1 (04-095).

For servers of WFS that publish the fields of a workspace.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Optional

from .areas import Area, Box, Point, Polygon, number
from .conditions import (
    SEPARATOR,
    AllOf,
    AnyOf,
    Condition,
    HasToken,
    InArea,
    InBox,
    LacksTokens,
    Nothing,
    OneOf,
    Sources,
    conditions_of,
)
from .errors import FilterError
from .occurrence_filter import OccurrenceFilter
from .quoting import xml_text

VERSIONS = ("1.1", "2.0")
_MANY, _ONE, _ESCAPE = "*", "?", "!"
_LIKE = f'matchCase="true" wildCard="{_MANY}" singleChar="{_ONE}" escapeChar="{_ESCAPE}"'


@dataclass(frozen=True)
class ServedGeometry:
    """How a server names and writes the place of a row.

    :param name: the property of the geometry.
    :param crs: name of the reference system in the filter, of longitude and latitude on WGS 84.
    :param lat_first: whether latitude comes first in it, as in the URN of EPSG:4326.
    """

    name: str = "geom"
    crs: str = "urn:ogc:def:crs:EPSG::4326"
    lat_first: bool = True


@dataclass(frozen=True)
class _Words:
    """The names that differ between the versions."""

    prefix: str
    space: str
    gml: str
    reference: str


_WORDS = {
    "1.1": _Words(
        "ogc", "http://www.opengis.net/ogc", "http://www.opengis.net/gml", "PropertyName"
    ),
    "2.0": _Words(
        "fes", "http://www.opengis.net/fes/2.0", "http://www.opengis.net/gml/3.2", "ValueReference"
    ),
}


def to_fes(
    wanted: OccurrenceFilter,
    version: str = "2.0",
    *,
    geometry: Optional[ServedGeometry] = None,
    sources: Optional[Sources] = None,
) -> str:
    """Return the element ``Filter``.

    :param version: ``1.1`` for WFS 1.1, ``2.0`` for WFS 2.0.
    :param geometry: that of a workspace in EPSG:4326 where nothing is told.
    :param sources: source ids to their completeness, for a filter on that.
    :returns: XML without a declaration; empty when everything is wanted.
    :raises FilterError: for main products, words of a name, completeness without ``sources``, and
        texts that XML cannot hold.
    """
    words = _WORDS.get(version)
    if words is None:
        raise FilterError(
            f"There is no OGC filter {version!r} here.", hint=f"Known: {', '.join(VERSIONS)}."
        )
    parts = conditions_of(wanted, f"The OGC filter {version}", sources=sources)
    if not parts:
        return ""
    writer = _Writer(words, geometry or ServedGeometry())
    prefix = words.prefix
    spaces = f'xmlns:{prefix}="{words.space}" xmlns:gml="{words.gml}"'
    return f"<{prefix}:Filter {spaces}>{writer.all_of(parts)}</{prefix}:Filter>"


class _Writer:
    """Writes conditions in the words of one version."""

    def __init__(self, words: _Words, geometry: ServedGeometry) -> None:
        self._words = words
        self._geometry = geometry
        self._shapes = 0

    def all_of(self, parts: Sequence[Condition]) -> str:
        """Return what holds where all parts do."""
        return self._joined("And", [self.written(one) for one in parts])

    def written(self, condition: Condition) -> str:
        """Return one condition."""
        if isinstance(condition, AllOf):
            return self.all_of(condition.parts)
        if isinstance(condition, AnyOf):
            return self._joined("Or", [self.written(one) for one in condition.parts])
        if isinstance(condition, OneOf):
            return self._one_of(condition.field, condition.values)
        if isinstance(condition, HasToken):
            return self._has_token(condition.field, condition.tokens)
        if isinstance(condition, LacksTokens):
            found = self._element("Not", self._has_token(condition.field, condition.tokens))
            return self._joined("Or", [self._is_null(condition.field), found])
        if isinstance(condition, InBox):
            return self._in_box(condition.box)
        if isinstance(condition, InArea):
            return self._in_area(condition.area)
        if isinstance(condition, Nothing):
            null = self._is_null(condition.field)
            return self._joined("And", [null, self._element("Not", null)])
        raise FilterError("The OGC filter cannot compare words without accents.", subject="text")

    def _element(self, name: str, inner: str, attributes: str = "") -> str:
        tag = f"{self._words.prefix}:{name}"
        return f"<{tag}{' ' + attributes if attributes else ''}>{inner}</{tag}>"

    def _joined(self, name: str, parts: Sequence[str]) -> str:
        """Return the parts in a tree of pairs: servers nest a flat list one level for each."""
        if len(parts) == 1:
            return parts[0]
        middle = len(parts) // 2
        halves = (self._joined(name, parts[:middle]), self._joined(name, parts[middle:]))
        return self._element(name, "".join(halves))

    def _field(self, name: str) -> str:
        return self._element(self._words.reference, xml_text(name))

    def _equals(self, field: str, value: str) -> str:
        inner = self._field(field) + self._element("Literal", xml_text(value))
        return self._element("PropertyIsEqualTo", inner)

    def _like(self, field: str, pattern: str) -> str:
        inner = self._field(field) + self._element("Literal", pattern)
        return self._element("PropertyIsLike", inner, _LIKE)

    def _is_null(self, field: str) -> str:
        return self._element("PropertyIsNull", self._field(field))

    def _one_of(self, field: str, values: Iterable[str]) -> str:
        return self._joined("Or", [self._equals(field, value) for value in values])

    def _has_token(self, field: str, tokens: Iterable[str]) -> str:
        found = []
        for token in tokens:
            text = _as_pattern(token)
            first, last = f"{text}{SEPARATOR}{_MANY}", f"{_MANY}{SEPARATOR}{text}"
            middle = f"{_MANY}{SEPARATOR}{text}{SEPARATOR}{_MANY}"
            found.append(self._equals(field, token))
            found += [self._like(field, pattern) for pattern in (first, last, middle)]
        return self._joined("Or", found)

    def _in_box(self, box: Box) -> str:
        west, south, east, north = box
        lower, upper = self._pair((west, south)), self._pair((east, north))
        corners = (
            f"<gml:lowerCorner>{lower}</gml:lowerCorner><gml:upperCorner>{upper}</gml:upperCorner>"
        )
        shape = f"<gml:Envelope{self._system()}>{corners}</gml:Envelope>"
        return self._element("BBOX", self._field(self._geometry.name) + shape)

    def _in_area(self, area: Area) -> str:
        return self._joined("Or", [self._in_polygon(polygon) for polygon in area.polygons])

    def _in_polygon(self, polygon: Polygon) -> str:
        self._shapes += 1
        outer, *holes = (
            f"<gml:LinearRing><gml:posList>{' '.join(map(self._pair, ring))}</gml:posList>"
            "</gml:LinearRing>"
            for ring in polygon
        )
        rings = f"<gml:exterior>{outer}</gml:exterior>" + "".join(
            f"<gml:interior>{hole}</gml:interior>" for hole in holes
        )
        shape = f'<gml:Polygon gml:id="area.{self._shapes}"{self._system()}>{rings}</gml:Polygon>'
        return self._element("Intersects", self._field(self._geometry.name) + shape)

    def _system(self) -> str:
        return f' srsName="{xml_text(self._geometry.crs)}"' if self._geometry.crs else ""

    def _pair(self, point: Point) -> str:
        x, y = map(number, point)
        return f"{y} {x}" if self._geometry.lat_first else f"{x} {y}"


def _as_pattern(text: str) -> str:
    for sign in (_ESCAPE, _MANY, _ONE):
        text = text.replace(sign, _ESCAPE + sign)
    return xml_text(text)
