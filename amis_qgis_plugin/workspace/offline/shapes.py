"""Geometry as servers write it, turned into well-known binary with its axes as they came."""

from __future__ import annotations

import hashlib
import json
import marshal
import re
import struct
from math import isfinite, isnan
from typing import Any, NamedTuple, Optional

from osgeo import gdal, ogr

from ...services.pages import ESRIJSON, GEOJSON, GML, WKB, PageFeature
from .json_positions import is_whole

_PLAIN = 2  # the version of marshal that writes the same values the same way
_POINT = struct.Struct("<BI2d")
_IS_POINT = struct.pack("<BI", 1, 1)
_PLACES = re.compile(r"<(?:[\w.-]+:)?(pos|posList|coordinates)\b([^<>]*)>([^<]*)<")
_ELSEWHERE = re.compile(r"<[^<>/\s]*[mM]embers?\s[^<>]*\bhref=")  # GDAL leaves such a part out
_NUMERALS = b"0123456789+-eE"
_OWN_MARKS = re.compile(r"\b(?:decimal=.[^.]|cs=.[^,]|ts=.\S)")
Envelope = tuple[float, float, float, float]


class Shape(NamedTuple):
    """A geometry as it came.

    :param wkb: ISO well-known binary, axes in the server's order; the text itself where GDAL
        cannot read it, so that nothing is dropped.
    :param envelope: (a min, b min, a max, b max); None where there is none.
    :param dimension: 0, 1, 2, or -1 where there is none.
    """

    wkb: Optional[bytes] = None
    envelope: Optional[Envelope] = None
    dimension: int = -1


NO_SHAPE = Shape()


def shape_of(feature: PageFeature) -> Shape:
    """Return the geometry of a feature."""
    raw = feature.geometry
    if raw is None:
        return NO_SHAPE
    if feature.geometry_form == WKB and len(raw) == _POINT.size and raw[:5] == _IS_POINT:
        _order, _type, a, b = _POINT.unpack(raw)
        if not (isnan(a) and isnan(b)):  # that is an empty one
            return Shape(raw, (a, b, a, b), 0)
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        shape = _read(raw, feature.geometry_form)
    except (RuntimeError, TypeError, ValueError):  # TypeError for a text without bytes
        shape = None
    finally:
        gdal.PopErrorHandler()
    if shape is None or shape.IsEmpty():
        says_nothing = shape is not None if feature.geometry_form != GML else not _text_in(raw)
        return NO_SHAPE if says_nothing else Shape(_bytes(raw))
    a_min, a_max, b_min, b_max = shape.GetEnvelope()
    box = (a_min, b_min, a_max, b_max)
    if not all(map(isfinite, box)):
        return Shape(_bytes(raw))
    return Shape(bytes(shape.ExportToIsoWkb()), box, shape.GetDimension())


def exchanged(wkb: bytes) -> bytes:
    """Return well-known binary with the first two axes exchanged; what is none stays as it is."""
    if len(wkb) == _POINT.size and wkb[:5] == _IS_POINT:
        return wkb[:5] + wkb[13:] + wkb[5:13]
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        shape = ogr.CreateGeometryFromWkb(wkb)
        if shape is None:
            return wkb
        shape.SwapXY()
        return bytes(shape.ExportToIsoWkb())
    except RuntimeError:
        return wkb
    finally:
        gdal.PopErrorHandler()


def content_digest(attributes: dict[str, Any], shape: Shape) -> str:
    """Return a digest of what a feature says, whatever its id and the order of its attributes."""
    items = sorted(attributes.items())
    try:
        told = marshal.dumps(items, _PLAIN)
    except ValueError:  # something else than JSON has
        told = json.dumps(items, default=str).encode("ascii")
    return hashlib.sha256(told + (shape.wkb or b"")).hexdigest()[:40]


def digest_of(feature: PageFeature) -> str:
    """Return the digest of what a feature says."""
    return content_digest(feature.attributes, shape_of(feature))


def _read(raw: Any, form: str) -> Optional[ogr.Geometry]:
    if form == GML:
        is_here = _has_numbers(raw) and not _ELSEWHERE.search(raw)
        return ogr.CreateGeometryFromGML(raw) if is_here else None
    if form == GEOJSON:
        shape = ogr.CreateGeometryFromJson(raw)
        is_plain = shape is None or ogr.GT_Flatten(shape.GetGeometryType()) == ogr.wkbPoint
        return shape if is_plain or is_whole(shape, raw) else None
    if form == ESRIJSON:
        return ogr.CreateGeometryFromEsriJson(raw)
    return ogr.CreateGeometryFromWkb(raw)


def _has_numbers(markup: str) -> bool:
    """Whether the places of a geometry in GML are numbers; GDAL takes anything else for 0."""
    for name, attributes, text in _PLACES.findall(markup):
        if name == "coordinates":
            if _OWN_MARKS.search(attributes):
                continue
            text = text.replace(",", " ")
        rest = text.encode("utf-8", "replace").translate(None, _NUMERALS)
        if rest.strip(b". \t\r\n") or b".." in rest:  # much quicker than to read them all
            return False
    return True


def _text_in(markup: str) -> str:
    return "".join(part.rpartition(">")[2].strip() for part in markup.split("<"))


def _bytes(raw: Any) -> bytes:
    return raw if isinstance(raw, bytes) else str(raw).encode("utf-8", "backslashreplace")
