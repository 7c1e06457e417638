"""A source's attributes as JSON and back, nothing lost."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, Callable, Optional

_PLAIN = json.JSONEncoder(ensure_ascii=False, allow_nan=False, check_circular=False)
_BACK: dict[str, Callable[[Any], Any]] = {
    "date": lambda text: date.fromisoformat(text),
    "time": lambda text: time.fromisoformat(text),
    "datetime": lambda text: datetime.fromisoformat(text),
    "binary": lambda text: bytes.fromhex(text),
    "real": float,
}


def attributes_to_json(attributes: Mapping[str, Any]) -> str:
    """Return a row's attributes as a JSON object, in the order of the source.

    Texts, numbers, truth values and lists stay what they are, dates become ISO 8601, bytes
    hexadecimal digits, numbers that are not finite their name.
    """
    plain = plain_json(attributes)
    if plain is not None:
        return plain
    values = {str(name): _as_json(value) for name, value in attributes.items()}
    return json.dumps(values, ensure_ascii=False)


def plain_json(attributes: Mapping[str, Any]) -> Optional[str]:
    """Return attributes as a JSON object that is read as the same values; None for others."""
    try:
        return _PLAIN.encode(attributes)
    except (TypeError, ValueError):  # a date, bytes, a number that is not finite
        return None


def attributes_from_json(text: str, types: Mapping[str, str]) -> dict[str, Any]:
    """Return the attributes that :func:`attributes_to_json` wrote.

    :param types: type of each field as in ``rows.TYPES``; a field without one, and a value that is
        not of its type, comes back as JSON has it.
    """
    return {name: _back(value, types.get(name, "")) for name, value in json.loads(text).items()}


def _back(value: Any, kind: str) -> Any:
    convert = _BACK.get(kind)
    if value is None or convert is None:
        return value
    try:
        return convert(value)
    except (TypeError, ValueError):  # a date in the year 12020
        return value


def _as_json(value: Any) -> Any:
    """Return a value that JSON can hold: what it has no type for becomes its text."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if value is None or isinstance(value, (str, int, float)):
        return value
    if isinstance(value, Mapping):
        return {str(name): _as_json(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_as_json(one) for one in value]
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).hex()
    return value.isoformat() if isinstance(value, (date, time)) else str(value)
