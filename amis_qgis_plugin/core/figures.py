"""Reads numbers as sources write them; what could mean two numbers is not guessed."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
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
# Thousands stand behind one to three figures of which the first is not 0.
_DECIMAL_COMMA = re.compile(r"[+-]?(?:\d+,(?:\d{1,2}|\d{4,})|(?:0\d*|\d{4,}),\d{3})")
_PLAIN = re.compile(r"[+-]?\d+(?:\.\d+)?")
_TWOFOLD = re.compile(r"[+-]?[1-9]\d{0,2}([.,])\d{3}")
# "1 234,567" may be the two numbers 1 and 234,567.
_SPACED_TWOFOLD = re.compile(r"[+-]?\d{4,},\d{3}")
# "1:50,000", "1 : 200 000", "1/250.000", "Skala 1:50.000", "200k", "1:2.5M"
_SCALE = re.compile(
    r"(?P<one>(?:[^\W\d]+\.?\s)?1\s*[:/]\s*)?(?P<digits>\d[\d., ']*?)\s*(?P<times>[kKM])?"
)
_TIMES = {"k": 1000, "K": 1000, "M": 1_000_000}
_THOUSANDS = re.compile(r"\d{1,3}(?:([., '])\d{3})(?:\1\d{3})*")
POINT, COMMA = ".", ","
DECIMAL_MARKS = (POINT, COMMA)


def read_number(value: Any, decimal: str = "") -> Optional[float]:
    """Return a number, or None where there is none or it could be two.

    One point or comma before exactly three digits (``1.234``, ``1,234``) may part decimals or
    thousands and gives None, unless ``decimal`` tells; every other form has one reading, whatever
    ``decimal`` is. Spaces and apostrophes part groups of three only: ``14 35`` is two numbers.

    :param decimal: the decimal mark of the column, one of ``DECIMAL_MARKS``; empty when unknown.
    """
    return read_quantity(value, decimal)[0]


def read_quantity(value: Any, decimal: str = "") -> tuple[Optional[float], str]:
    """Return a number as :func:`read_number` does, and the unit that is written behind it.

    The unit is one of ``mapping.units``, or ``%``; empty where none is written.
    """
    if isinstance(value, bool) or value is None:
        return None, ""
    if isinstance(value, (int, float)):
        return _finite(value), ""
    return _read(str(value), decimal)


def read_scale(value: Any, decimal: str = "") -> Optional[float]:
    """Return the denominator of a map's scale: of ``1:50,000``, ``1/250.000``, ``200k``, ``50000``.

    A denominator is whole: behind ``1:`` and where nothing else tells, points, commas and spaces
    part thousands.

    :param decimal: the decimal mark of the column, one of ``DECIMAL_MARKS``; empty when unknown.
    """
    if isinstance(value, (bool, int, float)) or value is None:
        return read_number(value)
    match = _SCALE.fullmatch(tidy(str(value)))
    if match is None:
        return read_number(value, decimal)
    digits, times = match["digits"], _TIMES.get(match["times"])
    if times:  # "2.5M": what stands before it is small, and may have decimals
        number = read_number(digits, POINT if POINT in digits else COMMA)
        return None if number is None else round(number * times)
    is_grouped = _THOUSANDS.fullmatch(digits) and not (decimal and not match["one"])
    if is_grouped or match["one"]:
        whole = re.sub("[., ']", "", digits) if is_grouped else digits
        return _finite(whole) if whole.isdigit() else None
    return read_number(digits, decimal)


def decimal_mark_of(texts: Iterable[str]) -> str:
    """Return the decimal mark of a column of numbers, or empty.

    Told by values that have one reading (``12.5``, ``950,25``, ``1.250.000``); empty where there
    is no such value, or where they disagree.
    """
    found = {_mark_of(text) for text in texts} - {""}
    return found.pop() if len(found) == 1 else ""


def _mark_of(text: str) -> str:
    """Return the decimal mark that the form of one number leaves no doubt about, or empty."""
    match = _NUMBER.fullmatch(tidy(text))
    if match is None or read_number(text) is None:
        return ""
    digits = _without_spaces(match.group(1).rstrip(" .,"))
    if _GROUPED_DOTS.fullmatch(digits) or _DECIMAL_COMMA.fullmatch(digits):
        return COMMA
    is_point = _GROUPED_COMMAS.fullmatch(digits) or (POINT in digits and _PLAIN.fullmatch(digits))
    return POINT if is_point else ""


@lru_cache(maxsize=1 << 14)
def _read(text: str, decimal: str) -> tuple[Optional[float], str]:
    plain = tidy(text)
    if _SCIENTIFIC.fullmatch(plain):
        return _finite(plain), ""
    match = _NUMBER.fullmatch(plain)
    if match is None:
        return None, ""
    unit = (match.group(2) or "").lower()
    return _digits(match.group(1), decimal), _UNITS.get(unit, "")


def _without_spaces(digits: str) -> str:
    """Return digits without the spaces and apostrophes that part groups of three."""
    return re.sub("[ ']", "", digits) if _GROUPED_SPACES.fullmatch(digits) else digits


def _digits(text: str, decimal: str) -> Optional[float]:
    written = text.rstrip(" .,")
    digits = _without_spaces(written)
    twofold = _TWOFOLD.fullmatch(digits)
    if twofold:
        if decimal not in DECIMAL_MARKS:
            return None
        mark = twofold.group(1)
        return _finite(digits.replace(mark, POINT if mark == decimal else ""))
    if digits != written and _SPACED_TWOFOLD.fullmatch(digits) and decimal != COMMA:
        return None
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
