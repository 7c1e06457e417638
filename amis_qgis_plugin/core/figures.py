"""Reads numbers as sources write them; what could mean two numbers is not guessed."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Any, Optional, Union

from .folding import tidy

_NUMBER = re.compile(
    r"[~≈]?\s*([+-]?\d[\d., ']*)\s*(?:%|k?m[²2]?|ha|ma|mdpl|masl|met(?:er|re)s?)?\.?",
    re.IGNORECASE,
)
_SCIENTIFIC = re.compile(r"[+-]?\d+(?:\.\d+)?e[+-]?\d+", re.IGNORECASE)
_GROUPED_SPACES = re.compile(r"[+-]?\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?")
_GROUPED_DOTS = re.compile(r"[+-]?\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|[+-]?\d{1,3}(?:\.\d{3})+,\d+")
_GROUPED_COMMAS = re.compile(r"[+-]?\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|[+-]?\d{1,3}(?:,\d{3})+\.\d+")
_DECIMAL_COMMA = re.compile(r"[+-]?\d+,(?:\d{1,2}|\d{4,})")
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")


def read_number(value: Any) -> Optional[float]:
    """Return a number, or None where there is none or it could be two.

    A point is a decimal point unless points part groups of three (``18.184.500``); a comma is a
    decimal comma unless exactly three digits follow it: ``1,234`` may be either and gives None.
    Spaces and apostrophes part groups of three only: ``14 35`` is two numbers.
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, (int, float)):
        return _finite(value)
    return _read(str(value))


@lru_cache(maxsize=1 << 14)
def _read(text: str) -> Optional[float]:
    plain = tidy(text)
    if _SCIENTIFIC.fullmatch(plain):
        return _finite(plain)
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return None
    digits = match.group(1).rstrip(" .,")
    if _GROUPED_SPACES.fullmatch(digits):
        digits = re.sub("[ ']", "", digits)
    if _GROUPED_DOTS.fullmatch(digits):
        digits = digits.replace(".", "").replace(",", ".")
    elif _GROUPED_COMMAS.fullmatch(digits):
        digits = digits.replace(",", "")
    elif _DECIMAL_COMMA.fullmatch(digits):
        digits = digits.replace(",", ".")
    return _finite(digits) if _PLAIN.fullmatch(digits) else None


def _finite(value: Union[str, float]) -> Optional[float]:
    try:
        number = float(value)
    except OverflowError:  # an integer beyond the real numbers
        return None
    return number if math.isfinite(number) else None
