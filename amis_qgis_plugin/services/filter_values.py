"""Values of features compared as databases compare them; what depends on the database is open.

Every answer is true, false, or None for what cannot be told here: a missing value, dates, texts
that are the same but for their case, numbers rounded on their way.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Any, Callable, Optional, Union

from ..core.folding import without_accents

Condition = Callable[[Mapping[str, Any]], Optional[bool]]
Literal = Union[str, float, bool]
_DATE = re.compile(r"\d{4}[-/.]\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{1,2}:\d{2}")
_MISSING = object()


def unknown(_attributes: Mapping[str, Any]) -> Optional[bool]:
    """Tell nothing: the condition is one that only the server can check."""
    return None


def all_of(parts: list[Condition]) -> Condition:
    """Return the condition that all hold."""

    def holds(attributes: Mapping[str, Any]) -> Optional[bool]:
        found = [part(attributes) for part in parts]
        return False if False in found else None if None in found else True

    return parts[0] if len(parts) == 1 else holds


def any_of(parts: list[Condition]) -> Condition:
    """Return the condition that one of several holds."""

    def holds(attributes: Mapping[str, Any]) -> Optional[bool]:
        found = [part(attributes) for part in parts]
        return True if True in found else None if None in found else False

    return parts[0] if len(parts) == 1 else holds


def negated(part: Condition) -> Condition:
    """Return the condition that another does not hold."""

    def holds(attributes: Mapping[str, Any]) -> Optional[bool]:
        found = part(attributes)
        return None if found is None else not found

    return holds


def compared(field: str, sign: str, literal: Literal) -> Condition:
    """Return the comparison of a field with a value.

    :param sign: ``=``, ``<>``, ``<``, ``<=``, ``>`` or ``>=``.
    """
    number = _number(literal)

    def holds(attributes: Mapping[str, Any]) -> Optional[bool]:
        value = value_of(attributes, field)
        if value is _MISSING or value is None:
            return None
        mine = _number(value)
        if mine is not None and number is not None:
            if isinstance(value, str) and isinstance(literal, str) and value != literal:
                # 007 may be a text; 10 comes before 9 as one.
                return None if mine == number or sign not in ("=", "<>") else sign == "<>"
            if isinstance(value, str) and sign not in ("=", "<>"):
                return None  # a field of texts may be compared as texts
            return _ordered(mine, sign, number)
        if sign not in ("=", "<>"):
            return None  # which text comes before another is the database's matter
        same = _same(value, literal)
        return same if sign == "=" or same is None else not same

    return holds


def like(
    field: str, pattern: str, wild: str = "%", single: str = "_", escape: str = ""
) -> Condition:
    """Return that a text is like a pattern."""
    expression = _expression(pattern, wild, single, escape)
    exact = re.compile(expression, re.DOTALL)
    loose = re.compile(_expression(_bare(pattern), wild, single, escape), re.DOTALL)
    is_open = not wild or bool(_DATE.match(pattern))  # servers have wildcards of their own

    def holds(attributes: Mapping[str, Any]) -> Optional[bool]:
        value = value_of(attributes, field)
        if not isinstance(value, str):
            return None
        if exact.fullmatch(value):
            return True
        if is_open or _DATE.match(value):
            return None
        return None if loose.fullmatch(_bare(value)) else False

    return holds


def is_null(field: str) -> Condition:
    """Return that a field has no value; an attribute that did not come may be one."""

    def holds(attributes: Mapping[str, Any]) -> Optional[bool]:
        value = value_of(attributes, field)
        # Some servers write a missing value as an empty text.
        return None if value is _MISSING or value == "" else value is None

    return holds


def value_of(attributes: Mapping[str, Any], field: str) -> Any:
    """Return the value of a field, whatever the case of its name and its prefix."""
    if field in attributes:
        return attributes[field]
    local = re.split(r"[:/.]", field)[-1].lower()
    found = [value for name, value in attributes.items() if name.lower() in (local, field.lower())]
    return found[0] if len(found) == 1 else _MISSING


def _same(value: Any, literal: Literal) -> Optional[bool]:
    if isinstance(value, bool) or isinstance(literal, bool):
        return value == literal if isinstance(value, bool) and isinstance(literal, bool) else None
    mine, other = str(value), str(literal)
    if mine == other:
        return True
    # How dates are written, and whether spaces, case and accents count, is the server's matter.
    is_open = _DATE.match(mine) or _DATE.match(other) or not isinstance(value, str)
    return None if is_open or _bare(mine) == _bare(other) else False


def _bare(text: str) -> str:
    """Return a text without what databases may not look at, brackets of a GUID among it."""
    return without_accents(text).strip().strip("{}").casefold()


def _ordered(mine: float, sign: str, other: float) -> Optional[bool]:
    is_whole = mine == int(mine) and other == int(other) if _are_finite(mine, other) else False
    if not is_whole and mine != other and _may_be_rounded(mine, other):
        return None
    return {
        "=": mine == other, "<>": mine != other, "<": mine < other, "<=": mine <= other,
        ">": mine > other, ">=": mine >= other,
    }[sign]  # fmt: skip


def _may_be_rounded(mine: float, other: float) -> bool:
    """Whether a number may be another one that was written with fewer digits."""
    if math.isclose(mine, other, rel_tol=1e-6) or not _are_finite(mine, other):
        return True
    digits = len(repr(mine).partition(".")[2])
    return mine != int(mine) and "e" not in repr(mine) and round(other, digits) == mine


def _are_finite(*numbers: float) -> bool:
    return all(map(math.isfinite, numbers))


def _number(value: Any) -> Optional[float]:
    if isinstance(value, bool):
        return None
    try:
        found = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return None if math.isnan(found) else found


def _expression(pattern: str, wild: str, single: str, escape: str) -> str:
    found, at = [], 0
    while at < len(pattern):
        letter = pattern[at]
        if escape and letter == escape and at + 1 < len(pattern):
            at += 1
            found.append(re.escape(pattern[at]))
        elif letter == wild:
            found.append(".*")
        else:
            found.append("." if letter == single else re.escape(letter))
        at += 1
    return "".join(found)
