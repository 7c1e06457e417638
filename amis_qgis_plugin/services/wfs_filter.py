"""A filter by attributes and an area in one question: a WFS takes FILTER or BBOX, never both."""

from __future__ import annotations

import re
from html import escape

from .pages import Box

_FILTER = re.compile(
    r"\s*(?:<\?xml[^>]*\?>)?\s*<(?P<prefix>[\w.-]+:)?Filter(?P<attributes>(?:\s[^<>]*)?)>"
    r"(?P<inner>.*)</(?P=prefix)?Filter\s*>\s*",
    re.DOTALL,
)
# Features by their ids cannot be narrowed further.
_BY_ID = re.compile(r"<(?:[\w.-]+:)?(ResourceId|FeatureId|GmlObjectId)\b")
_GML = {"1": "http://www.opengis.net/gml", "2": "http://www.opengis.net/gml/3.2"}


def takes_box(text: str, geometry: str) -> bool:
    """Whether a filter can be asked for together with an area.

    :param text: OGC's XML, or CQL, in which an area needs the name of the geometry.
    :param geometry: name of the geometry's property; empty where nobody knows.
    """
    if not text.lstrip().startswith("<"):
        return bool(geometry)
    return _FILTER.fullmatch(text) is not None and _BY_ID.search(text) is None


def filter_with_box(
    text: str, geometry: str, box: Box, spelling: tuple[bool, bool], crs: str, version: str
) -> str:
    """Return a filter that an area is part of, in the language of the filter.

    :param spelling: whether the coordinates are exchanged, and the reference system is named.
    :raises ValueError: for a filter that :func:`takes_box` refuses.
    """
    is_exchanged, is_named = spelling
    a_min, b_min, a_max, b_max = (repr(float(one)) for one in box)
    corners = (b_min, a_min, b_max, a_max) if is_exchanged else (a_min, b_min, a_max, b_max)
    named = crs if is_named else ""
    if not text.lstrip().startswith("<"):
        ending = f", '{named}'" if named else ""
        return f"({text}) AND BBOX({geometry}, {', '.join(corners)}{ending})"
    found = _FILTER.fullmatch(text)
    if found is None:
        raise ValueError("the filter is no Filter of OGC")
    prefix, inner = found["prefix"] or "", found["inner"].strip()
    area = _bbox(prefix, geometry, corners, named, version)
    head = f"<{prefix}Filter{found['attributes']}>"
    return f"{head}<{prefix}And>{inner}{area}</{prefix}And></{prefix}Filter>"


def _bbox(
    prefix: str, geometry: str, corners: tuple[str, str, str, str], named: str, version: str
) -> str:
    """Return the element BBOX of Filter 1.0, 1.1 or 2.0, which go with WFS 1.0, 1.1 and 2.0."""
    srs = f' srsName="{escape(named)}"' if named else ""
    space = f' xmlns:gml="{_GML[version[0]]}"'
    label = "ValueReference" if version.startswith("2") else "PropertyName"
    name = f"<{prefix}{label}>{escape(geometry)}</{prefix}{label}>" if geometry else ""
    first, second, third, fourth = corners
    if version.startswith("1.0"):
        where = (
            f"<gml:Box{space}{srs}><gml:coordinates>{first},{second} {third},{fourth}"
            "</gml:coordinates></gml:Box>"
        )
    else:
        where = (
            f"<gml:Envelope{space}{srs}><gml:lowerCorner>{first} {second}</gml:lowerCorner>"
            f"<gml:upperCorner>{third} {fourth}</gml:upperCorner></gml:Envelope>"
        )
    return f"<{prefix}BBOX>{name}{where}</{prefix}BBOX>"
