"""Reads numbers as sources write them; what could mean two numbers is not guessed."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Any, Optional, Union

from .folding import tidy

# What ``mapping.units`` calls a unit, and how sources write it behind a number.
_WRITTEN = {
    "m": "m mdpl masl metre metres meter meters mètres",
    "km": "km kilometre kilometres kilometer kilometers",
    "cm": "cm",
    "ft": "ft feet",
    "ha": "ha hectare hectares hektar hektare",
    "m2": "m2 m²",
    "km2": "km2 km²",
    "ac": "ac acre acres",
    "rai": "rai ไร่",
    "Ma": "ma",
    "Ga": "ga",
    "ka": "ka",
    "%": "%",
}
_UNITS = {name: unit for unit, names in _WRITTEN.items() for name in names.split()}
_NUMBER = re.compile(
    rf"[~≈]?\s*([+-]?\d[\d., ']*?)\s*({'|'.join(sorted(_UNITS, key=len, reverse=True))})?\.?",
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
    return read_quantity(value)[0]


def read_quantity(value: Any) -> tuple[Optional[float], str]:
    """Return a number as :func:`read_number` does, and the unit that is written behind it.

    The unit is one of ``mapping.units``, or ``%``; empty where none is written.
    """
    if isinstance(value, bool) or value is None:
        return None, ""
    if isinstance(value, (int, float)):
        return _finite(value), ""
    return _read(str(value))


@lru_cache(maxsize=1 << 14)
def _read(text: str) -> tuple[Optional[float], str]:
    plain = tidy(text)
    if _SCIENTIFIC.fullmatch(plain):
        return _finite(plain), ""
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return None, ""
    unit = (match.group(2) or "").lower()
    return _digits(match.group(1)), _UNITS.get(unit, "")


def _digits(text: str) -> Optional[float]:
    digits = text.rstrip(" .,")
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
