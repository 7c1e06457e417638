"""Features out of a GML document of a WFS, whichever version of GML it is."""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Optional

from .crs_names import crs_name
from .pages import GML, WKB, PageFeature
from .xml_tree import Element

MEMBERS = ("featureMembers", "featureMember", "member")
# What a server writes where it could not go on.
_STOPS = ("truncatedResponse", "ExceptionReport", "ServiceExceptionReport", "ServiceException")
GEOMETRIES = frozenset(
    (
        "Point", "LineString", "Polygon", "LinearRing", "Curve", "Surface", "OrientableCurve",
        "OrientableSurface", "CompositeCurve", "CompositeSurface", "PolyhedralSurface", "Tin",
        "TriangulatedSurface", "MultiPoint", "MultiLineString", "MultiPolygon", "MultiCurve",
        "MultiSurface", "MultiGeometry", "GeometryCollection", "Solid", "Box", "Envelope",
    )
)  # fmt: skip
_POINT, _POINT_Z = struct.Struct("<BI2d"), struct.Struct("<BI3d")
MOST = 2**63 - 1  # of which there can be, and the largest number that SQLite holds
_MOST_DIGITS = 19
_DIGITS_KEPT = 17  # of a number in 64 bits
_TRUE, _FALSE = ("true", "1"), ("false", "0")


@dataclass(frozen=True)
class FeatureDocument:
    """What a document of features holds.

    :param returned: number of features in it, as it says itself.
    :param matched: number of all features, as it says.
    :param truncated: what the server says about having stopped in the middle; empty when it did
        not.
    :param oddities: what the features of one layer should not be: of several types, in several
        reference systems.
    """

    features: tuple[PageFeature, ...]
    returned: Optional[int] = None
    matched: Optional[int] = None
    crs: str = ""
    truncated: str = ""
    oddities: tuple[str, ...] = ()


def is_features(root: Element) -> bool:
    """Whether a document is a collection of features."""
    return root.name.endswith("FeatureCollection")


def number_in(text: str) -> Optional[int]:
    """Return a count that a server wrote; None for *unknown* and the like."""
    if not text.isdecimal() or len(text) > _MOST_DIGITS:
        return None
    number = int(text)
    return number if number <= MOST else None


def hits_in(root: Optional[Element]) -> Optional[int]:
    """Return the total in an answer to a question for hits; None where it holds none."""
    if root is None or not is_features(root):
        return None
    told = root.attributes
    return number_in(told.get("numberMatched") or told.get("numberOfFeatures", ""))


def read_gml(root: Element, types: Mapping[str, str]) -> FeatureDocument:
    """Return the features of a collection.

    :param types: field to type, as :data:`...core.rows.TYPES` has them.
    """
    members = list(_members(root))
    features = tuple(read_feature(one, types) for one in members)
    # In GML 2 and 3.1 documents numberOfFeatures is what is in them, and not what there is.
    returned = root.attributes.get("numberReturned") or root.attributes.get("numberOfFeatures", "")
    return FeatureDocument(
        features,
        number_in(returned),
        number_in(root.attributes.get("numberMatched", "")),
        crs_in(root),
        _cut(root),
        tuple(oddities(members)),
    )


def _cut(root: Element) -> str:
    """Return what tells that the server stopped: in words, or as a feature that is only a link."""
    for child in root.children:
        inner = child.children if child.name in MEMBERS else [child]
        # An exception that ends a feature stands among its fields.
        for one in (part for feature in inner for part in (feature, *feature.children)):
            if one.name in _STOPS:
                return " ".join(part.text.strip() for part in one.walk()).strip() or "cut"
        if child.name in MEMBERS and not inner and "href" in child.attributes:
            return "a feature is a link to elsewhere"
    return ""


def oddities(members: list[Element]) -> Iterator[str]:
    """Yield what is odd about features that stand in one document."""
    kinds = {one.name for one in members}
    if len(kinds) > 1:
        yield f"features of several types came: {', '.join(sorted(kinds))}"
    named = {
        crs_name(shape.attributes["srsName"])
        for one in members
        for shape in map(_geometry, one.children)
        if shape is not None and "srsName" in shape.attributes
    }
    if len(named) > 1:
        yield f"features came in several reference systems: {', '.join(sorted(named))}"


def _members(root: Element) -> Iterator[Element]:
    for child in root.children:
        if child.name in MEMBERS:
            for inner in child.children:
                # A join or a nested collection is a member too.
                if is_features(inner):
                    yield from _members(inner)
                else:
                    yield inner


def crs_in(root: Element) -> str:
    """Return the first name of a reference system in a document; empty where there is none."""
    return next(
        (one.attributes["srsName"] for one in root.walk() if "srsName" in one.attributes), ""
    )


def read_feature(element: Element, types: Mapping[str, str]) -> PageFeature:
    """Return one feature.

    :param types: field to type, as :data:`...core.rows.TYPES` has them.
    """
    attributes: dict[str, Any] = {}
    geometry, form = None, GML
    for child in element.children:
        if child.name == "boundedBy" and (child.children or not child.text):
            continue  # else a field that is called so
        shape = _geometry(child)
        if shape is not None and geometry is None:
            point = _point(shape)
            geometry, form = (point, WKB) if point is not None else (to_gml(shape), GML)
            continue
        name, value = child.name, _value(child, types.get(child.name, "text"))
        if name in attributes:  # what may be there several times becomes a list
            before = attributes[name]
            value = [*before, value] if isinstance(before, list) else [before, value]
        attributes[name] = value
    identifier = element.attributes.get("id") or element.attributes.get("fid", "")
    return PageFeature(identifier, attributes, geometry, form)


def _geometry(element: Element) -> Optional[Element]:
    children = element.children
    if len(children) == 1 and children[0].name in GEOMETRIES:
        return children[0]
    return None


def _point(element: Element) -> Optional[bytes]:
    """Return a plain point as well-known binary, its numbers exactly as written."""
    if element.name != "Point" or len(element.children) != 1 or element.children[0].children:
        return None
    child = element.children[0]
    if child.name == "pos":
        return point_of_text(child.text, "")
    if child.name == "coordinates" and not child.attributes.keys() & {"decimal", "cs", "ts"}:
        return point_of_text(child.text, ",")
    return None


def point_of_text(text: str, between: str) -> Optional[bytes]:
    """Return coordinates as a point in well-known binary; None for anything else.

    :param between: what stands between the numbers; empty for white space.
    """
    try:
        numbers = [*map(float, text.split(between or None))]
    except ValueError:
        return None
    return point_of(numbers)


def point_of(numbers: Sequence[float]) -> Optional[bytes]:
    """Return two or three numbers as a point in well-known binary; None for anything else."""
    if not all(map(math.isfinite, numbers)):
        return None
    if len(numbers) == 2:
        return _POINT.pack(1, 1, *numbers)
    return _POINT_Z.pack(1, 1001, *numbers) if len(numbers) == 3 else None


def _value(element: Element, kind: str) -> Any:
    if element.attributes.get("nil") in _TRUE:
        return None
    if element.children:
        return to_gml(element)
    if not element.text and "href" in element.attributes:
        return element.attributes["href"]
    return typed(element.text, kind)


def typed(text: str, kind: str) -> Any:
    """Return a value in its declared type; the text itself where it does not fit that."""
    plain = text.strip()
    if not plain:
        return text if kind == "text" and text else None
    try:
        if kind == "integer":
            return whole_number(plain)
        if kind == "real":
            return real_number(plain)
    except ValueError:
        return text
    if kind == "boolean" and plain.lower() in (*_TRUE, *_FALSE):
        return plain.lower() in _TRUE
    return text


def whole_number(text: str) -> int:
    """Return a number that is written as one; 007 and 1_000 stay the texts that they are.

    :raises ValueError: for any other text.
    """
    number = int(text)
    if str(number) != text:
        raise ValueError(text)
    return number


def real_number(text: str) -> float:
    """Return a number, if it has no more digits than it can keep.

    :raises ValueError: for any other text.
    """
    number = float(text)
    if len(text) > _DIGITS_KEPT or not text.isascii() or "_" in text:
        digits = [one for one in text.lower().partition("e")[0] if one.isdecimal()]
        if "_" in text or not text.isascii() or len("".join(digits).strip("0")) > _DIGITS_KEPT:
            raise ValueError(text)
    return number


def to_gml(element: Element) -> str:
    """Return an element as XML without prefixes, which GDAL reads as any GML."""
    attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.attributes.items())
    inner = escape(element.text.strip(), quote=False) + "".join(map(to_gml, element.children))
    return f"<{element.name}{attributes}>{inner}</{element.name}>"
