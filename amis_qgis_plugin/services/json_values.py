"""Values out of JSON that somebody else wrote: what is missing or of another type is nothing."""

from __future__ import annotations

import math
import re
from html import unescape
from typing import Any, Optional

_TAG = re.compile(r"<[^<>]*>")
_DEEPEST = 100
_LONGEST = 20_000  # letters of a description; what is longer is no description


def text_of(value: Any) -> str:
    """Return a text on one line, without the markup that servers put into descriptions.

    :returns: an empty text for anything but a text or a number.
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return " ".join(unescape(_TAG.sub(" ", str(value)[:_LONGEST])).split())


def name_of(value: Any) -> str:
    """Return a name, a code or an address as it is: nothing in it is markup.

    :returns: an empty text for anything but a text or a number.
    """
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return ""
    return str(value)[:_LONGEST].strip()


def names_of(value: Any) -> tuple[str, ...]:
    """Return the names of a list, without empty ones."""
    found = value if isinstance(value, list) else []
    return tuple(name for name in map(name_of, found) if name)


def texts_of(value: Any) -> tuple[str, ...]:
    """Return the texts of a list, without empty ones."""
    found = value if isinstance(value, list) else []
    return tuple(text for text in map(text_of, found) if text)


def mapping_of(value: Any) -> dict[str, Any]:
    """Return an object, or an empty one."""
    return value if isinstance(value, dict) else {}


def mappings_of(value: Any) -> list[dict[str, Any]]:
    """Return the objects of a list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def number_of(value: Any) -> Optional[float]:
    """Return a finite number, also one written as a text; ArcGIS writes ``"NaN"`` for none."""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def is_deep(value: Any) -> bool:
    """Whether a value is nested more deeply than any that means something."""
    level = [value]
    for _depth in range(_DEEPEST):
        lists = [one.values() if isinstance(one, dict) else one for one in level]
        level = [one for many in lists for one in many if isinstance(one, (dict, list))]
        if not level:
            return False
    return True
