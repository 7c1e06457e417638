"""Features out of GeoJSON, as a WFS gives it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Optional

from .crs_names import crs_name
from .feature_gml import MOST, FeatureDocument, number_in, typed
from .json_values import is_deep
from .pages import GEOJSON, PageFeature

_PLACED = "features have their geometry as a place of JSON-FG only, which is not read"


def is_feature_json(data: Any) -> bool:
    """Whether a JSON value is a collection of features."""
    return isinstance(data, dict) and isinstance(data.get("features"), list)


def read_json(data: Mapping[str, Any], types: Mapping[str, str]) -> FeatureDocument:
    """Return the features of a collection.

    :param types: field to type, for servers that write every value as text.
    """
    features = tuple(_feature(one, types) for one in _readable(data["features"]))
    lacking = len(data["features"]) - len(features)
    return FeatureDocument(
        features,
        _number(data.get("numberReturned")),
        _number(data.get("numberMatched", data.get("totalFeatures"))),
        _crs(data.get("crs")),
        f"{lacking:,} features cannot be read" if lacking else "",
        (_PLACED,) if any(map(_is_elsewhere, data["features"])) else (),
    )


def _readable(values: Sequence[Any]) -> list[Mapping[str, Any]]:
    """Return the objects that are not nested more deeply than anybody reads."""
    objects = [one for one in values if isinstance(one, dict)]
    return [one for one in objects if not is_deep(one)] if is_deep(objects) else objects


def _feature(one: Mapping[str, Any], types: Mapping[str, str]) -> PageFeature:
    properties = one.get("properties")
    attributes = {
        name: typed(value, types[name])
        if isinstance(value, str) and types.get(name, "text") != "text"
        else value
        for name, value in (properties if isinstance(properties, dict) else {}).items()
        if not (name == "bbox" and _is_box(value))
    }
    geometry, identifier = one.get("geometry"), one.get("id")
    is_there = isinstance(geometry, dict) and not _is_empty(geometry)
    shape = json.dumps(geometry) if is_there else None
    return PageFeature("" if identifier is None else str(identifier), attributes, shape, GEOJSON)


def _is_elsewhere(one: Any) -> bool:
    """Whether a feature has its geometry as JSON-FG has it, in a system or of a kind of its own."""
    is_there = isinstance(one, dict) and one.get("geometry") is None
    return is_there and isinstance(one.get("place"), dict)


def _is_box(value: Any) -> bool:
    """Whether a value is the box around a feature, as some servers put it among its fields."""
    is_list = isinstance(value, list) and len(value) in (4, 6)
    return is_list and all(isinstance(one, (int, float)) for one in value)


def _is_empty(geometry: Mapping[str, Any]) -> bool:
    """Whether a geometry has no place at all; the standard reads that as none."""
    return any(_has_nothing(geometry.get(name)) for name in ("coordinates", "geometries"))


def _has_nothing(value: Any) -> bool:
    return isinstance(value, list) and all(map(_has_nothing, value))


def _number(value: Any) -> Optional[int]:
    if isinstance(value, str):
        return number_in(value)
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and 0 <= value <= MOST else None


def _crs(member: Any) -> str:
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else ""
    return crs_name(str(name)) if name else ""
