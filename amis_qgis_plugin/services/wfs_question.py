"""GetFeature in the words of each version of WFS."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Optional, Union

from .pages import Box
from .service import Service, ServiceLayer

Question = dict[str, Union[str, int]]
# (order of the coordinates exchanged, reference system named): how boxes may have to be written.
_WITH_NAME = ((False, True), (True, True), (False, False), (True, False))
_WITHOUT_NAME = ((False, False), (True, False))
URN, HTTP, SHORT = "urn:ogc:def:crs:{}::{}", "http://www.opengis.net/def/crs/{}/0/{}", "{}:{}"


def names_of_crs(crs: str, version: str) -> tuple[str, ...]:
    """Return the ways of naming a reference system, the one a version prescribes first.

    The last is no name at all: the server then gives what it likes.
    """
    authority, colon, code = crs.partition(":")
    if not colon or not code.isdecimal():
        return ("",)
    forms = {"1.0": (SHORT,), "1.1": (URN, SHORT)}.get(version[:3], (URN, HTTP, SHORT))
    return (*(form.format(authority, code) for form in forms), "")


def box_spellings(version: str) -> tuple[tuple[bool, bool], ...]:
    """Return the ways of writing a box, the likely ones first."""
    return _WITHOUT_NAME if version.startswith("1.0") else _WITH_NAME


def box_text(box: Box, spelling: tuple[bool, bool], crs: str) -> str:
    """Return a box as the parameter BBOX has it."""
    is_exchanged, is_named = spelling
    a_min, b_min, a_max, b_max = box
    numbers = (b_min, a_min, b_max, a_max) if is_exchanged else (a_min, b_min, a_max, b_max)
    return ",".join([*(repr(float(one)) for one in numbers), *([crs] if is_named and crs else [])])


def layer_question(service: Service, layer: ServiceLayer, version: str) -> Question:
    """Return the part of a question that names the layer."""
    is_2 = version.startswith("2")
    question: Question = {
        "SERVICE": "WFS",
        "VERSION": version,
        "REQUEST": "GetFeature",
        "TYPENAMES" if is_2 else "TYPENAME": layer.name,
    }
    prefix, colon, _local = layer.name.rpartition(":")
    if colon and layer.namespace:
        if is_2:
            question["NAMESPACES"] = f"xmlns({prefix},{layer.namespace})"
        else:
            question["NAMESPACE"] = f"xmlns({prefix}={layer.namespace})"
    return question


def page_question(version: str, start: int, count: int) -> Question:
    """Return the part of a question that names the page."""
    question: Question = {}
    if count:
        question["COUNT" if version.startswith("2") else "MAXFEATURES"] = count
    if start:
        question["STARTINDEX"] = start
    return question


def filter_question(text: str) -> Question:
    """Return the part of a question that filters by attributes: OGC's XML, or CQL."""
    if not text:
        return {}
    return {"FILTER" if text.lstrip().startswith("<") else "CQL_FILTER": text}


def ids_question(version: str, ids: Sequence[str]) -> Question:
    """Return the part of a question that names features by their ids."""
    return {"RESOURCEID" if version.startswith("2") else "FEATUREID": ",".join(ids)}


def json_format(formats: tuple[str, ...]) -> Optional[str]:
    """Return the name of GeoJSON among the formats of a layer, if it is there."""
    named = [one for one in formats if "json" in one.lower() and "jsonp" not in one.lower()]
    named = [one for one in named if "javascript" not in one.lower()]
    return min(named, key=lambda one: ("geo" not in one.lower(), len(one)), default=None)
