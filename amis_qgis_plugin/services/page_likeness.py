"""Whether two formats of one server tell the same: ids, values and shapes."""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Iterator, Sequence
from typing import Any

from .pages import GEOJSON, WKB, PageFeature

_TAG = re.compile(r"<[^<>]*>")
_NUMBER = re.compile(r"[-+]?\d+\.?\d*(?:[eE][-+]?\d+)?")
_NEAR = 1e-10  # of a number: a hundredth of a millimetre on the ground, in degrees one millimetre


def is_as_whole(other: Sequence[PageFeature], reference: Sequence[PageFeature]) -> bool:
    """Whether features have all that those of another format have.

    Numbers may come in another order, for rings may run the other way and axes be exchanged; they
    may have more digits, but not fewer, and not be of another reference system.
    """
    if [_gist(one) for one in other] != [_gist(one) for one in reference]:
        return False
    return all(_same_places(one, two) for one, two in zip(other, reference))


def _gist(feature: PageFeature) -> tuple[object, ...]:
    # XML cannot tell an empty text from none, and has one kind of line ends.
    told = {name: _text(value) for name, value in feature.attributes.items()}
    attributes = {name: value for name, value in told.items() if value not in (None, "")}
    return feature.feature_id, attributes, feature.geometry is None


def _text(value: Any) -> Any:
    is_broken = isinstance(value, str) and "\r" in value
    return value.replace("\r\n", "\n").replace("\r", "\n") if is_broken else value


def _same_places(other: PageFeature, reference: PageFeature) -> bool:
    ours, theirs = (sorted(_numbers(one), key=float) for one in (other, reference))
    return len(ours) == len(theirs) and all(map(_is_near, ours, theirs))


def _is_near(ours: str, theirs: str) -> bool:
    last_digit = 10.0 ** -len(theirs.partition("e")[0].partition(".")[2])
    number = float(theirs)
    return abs(float(ours) - number) <= max(abs(number) * _NEAR, 0.51 * last_digit * _scale(theirs))


def _scale(text: str) -> float:
    exponent = text.lower().partition("e")[2]
    return 10.0 ** int(exponent) if exponent else 1.0


def _numbers(feature: PageFeature) -> Iterator[str]:
    """Yield the coordinates of a feature as they were written."""
    raw = feature.geometry
    if raw is None:
        return
    if feature.geometry_form == GEOJSON:
        yield from _flat(json.loads(raw, parse_float=str, parse_int=str))
    elif feature.geometry_form == WKB:
        yield from map(repr, struct.unpack_from(f"<{(len(raw) - 5) // 8}d", raw, 5))
    else:
        yield from _NUMBER.findall(_TAG.sub(" ", raw))


def _flat(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name in ("coordinates", "geometries"):
            yield from _flat(value.get(name, []))
    elif isinstance(value, list):
        for one in value:
            yield from _flat(one)
    elif isinstance(value, str) and _NUMBER.fullmatch(value):
        yield value
