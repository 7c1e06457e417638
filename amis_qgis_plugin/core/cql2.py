"""An :class:`OccurrenceFilter` in CQL2 (OGC 21-065r2), as text and as JSON.

For OGC API servers that publish the fields of a workspace. Coordinates are longitude and latitude,
which is what a filter means when it names no reference system.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Optional

from .areas import Area, Box, Polygon
from .conditions import (
    SEPARATOR,
    AllOf,
    AnyOf,
    Condition,
    HasToken,
    HasWord,
    InArea,
    InBox,
    LacksTokens,
    Nothing,
    OneOf,
    Sources,
    conditions_of,
)
from .occurrence_filter import OccurrenceFilter
from .quoting import cql2_literal, identifier, like_pattern

Json = dict[str, Any]
_LANGUAGE = "CQL2"
_TESTS = ("=", "in", "like", "isNull")


def to_cql2_json(
    wanted: OccurrenceFilter,
    *,
    geometry: str = "geom",
    sources: Optional[Sources] = None,
    folds: bool = False,
) -> Json:
    """Return the filter as CQL2 JSON (``filter-lang=cql2-json``).

    :param geometry: the property of the geometry.
    :param sources: source ids to their completeness, for a filter on that.
    :param folds: whether the server compares without capitals and accents (conformance classes
        ``case-insensitive-comparison`` and ``accent-insensitive-comparison``).
    :returns: an object; empty when everything is wanted.
    :raises FilterError: for main products, words of a name without ``folds``, and completeness
        without ``sources``.
    """
    parts = conditions_of(wanted, _LANGUAGE, sources=sources, folds=folds)
    return _joined("and", [_json(one, geometry) for one in parts]) if parts else {}


def to_cql2_text(
    wanted: OccurrenceFilter,
    *,
    geometry: str = "geom",
    sources: Optional[Sources] = None,
    folds: bool = False,
) -> str:
    """Return the filter as CQL2 text (``filter-lang=cql2-text``); empty when all is wanted.

    Parameters and errors are those of :func:`to_cql2_json`.
    """
    found = to_cql2_json(wanted, geometry=geometry, sources=sources, folds=folds)
    return _text(found) if found else ""


def _json(condition: Condition, geometry: str) -> Json:
    if isinstance(condition, AllOf):
        return _joined("and", [_json(one, geometry) for one in condition.parts])
    if isinstance(condition, AnyOf):
        return _joined("or", [_json(one, geometry) for one in condition.parts])
    if isinstance(condition, OneOf):
        return _one_of(condition.field, condition.values)
    if isinstance(condition, HasToken):
        return _has_token(condition.field, condition.tokens)
    if isinstance(condition, LacksTokens):
        lacks = [_call("not", one) for one in _token_tests(condition.field, condition.tokens)]
        return _call("or", _call("isNull", _property(condition.field)), _joined("and", lacks))
    if isinstance(condition, HasWord):
        return _joined("or", [_has_word(field, condition.word) for field in condition.fields])
    if isinstance(condition, (InBox, InArea)):
        return _in_shape(condition, geometry)
    if isinstance(condition, Nothing):
        null = _call("isNull", _property(condition.field))
        return _call("and", null, _call("not", null))
    raise TypeError(condition)


def _call(operator: str, *arguments: Any) -> Json:
    return {"op": operator, "args": list(arguments)}


def _property(name: str) -> Json:
    return {"property": name}


def _joined(operator: str, parts: Sequence[Json]) -> Json:
    return parts[0] if len(parts) == 1 else _call(operator, *parts)


def _one_of(field: str, values: Sequence[str]) -> Json:
    if len(values) == 1:
        return _call("=", _property(field), values[0])
    return _call("in", _property(field), list(values))


def _has_token(field: str, tokens: Sequence[str]) -> Json:
    return _joined("or", _token_tests(field, tokens))


def _token_tests(field: str, tokens: Sequence[str]) -> list[Json]:
    """Return the tests of which one holds where a list has one of the tokens."""
    found = [_one_of(field, tokens)]
    for token in map(like_pattern, tokens):
        patterns = (
            f"{token}{SEPARATOR}%",
            f"%{SEPARATOR}{token}",
            f"%{SEPARATOR}{token}{SEPARATOR}%",
        )
        found += [_call("like", _property(field), pattern) for pattern in patterns]
    return found


def _has_word(field: str, word: str) -> Json:
    return _call("like", _folded(_property(field)), _folded(f"%{like_pattern(word)}%"))


def _folded(value: Any) -> Json:
    return _call("casei", _call("accenti", value))


def _in_shape(condition: InBox | InArea, geometry: str) -> Json:
    if isinstance(condition, InBox):
        shapes = [_box_polygon(condition.box)]
    else:
        shapes = [_geojson(polygon) for polygon in condition.area.polygons]
    place = _property(geometry)
    return _joined("or", [_call("s_intersects", place, shape) for shape in shapes])


def _geojson(polygon: Polygon) -> Json:
    return {"type": "Polygon", "coordinates": [[list(point) for point in ring] for ring in polygon]}


def _box_polygon(box: Box) -> Json:
    west, south, east, north = box
    ring = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return _geojson((ring,))


def _text(node: Any) -> str:
    """Return a node of CQL2 JSON as text."""
    if isinstance(node, str):
        return cql2_literal(node)
    if "property" in node:
        return identifier(node["property"])
    if "coordinates" in node:
        return _wkt(node["coordinates"])
    operator, arguments = node["op"], node["args"]
    if operator in ("and", "or"):
        return f"({f' {operator.upper()} '.join(map(_text, arguments))})"
    if operator == "not":
        return _text_of_test(arguments[0], "NOT ")
    if operator in _TESTS:
        return _text_of_test(node, "")
    return f"{operator.upper()}({', '.join(map(_text, arguments))})"


def _text_of_test(node: Json, negation: str) -> str:
    """Return a test of a field, or its contrary in the words that CQL2 has for it."""
    operator, (field, *others) = node["op"], node["args"]
    if operator == "isNull":
        return f"{_text(field)} IS {negation}NULL"
    if operator == "in":
        return f"{_text(field)} {negation}IN ({', '.join(map(_text, others[0]))})"
    if operator == "like":
        return f"{_text(field)} {negation}LIKE {_text(others[0])}"
    return f"{_text(field)} {'<>' if negation else '='} {_text(others[0])}"


def _wkt(rings: Iterable[Iterable[Sequence[float]]]) -> str:
    polygon = tuple(tuple((point[0], point[1]) for point in ring) for ring in rings)
    return Area((polygon,)).wkt()
