"""Coordinates that sources write as attributes, and places that cannot be right.

Degrees on EPSG:4326, longitude before latitude.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Any, Optional

from .figures import read_number
from .folding import tidy

# A box around South-East Asia with its seas, to tell longitudes from latitudes.
REGION = (90.0, -15.0, 143.0, 30.0)
_HEMISPHERES = {
    "N": 1, "E": 1, "S": -1, "W": -1, "O": -1,
    "LU": 1, "LS": -1, "BT": 1, "BB": -1,  # Indonesian: lintang utara/selatan, bujur timur/barat
    "U": 1, "T": 1, "B": 1, "Đ": 1,
}  # fmt: skip
_DEGREES = re.compile(
    r"(?P<before>[A-ZĐ]{1,2}\.?\s*)?(?P<sign>[-+])?(?P<d>\d{1,3}(?:[.,]\d+)?)"
    r"(?:\s*[°ºO˚D:\s-]\s*(?:(?P<m>\d{1,2}(?:[.,]\d+)?)"
    r"(?:\s*['’′M:\s-]\s*(?:(?P<s>\d{1,2}(?:[.,]\d+)?)(?:\s*(?:\"|”|″|''|’’|S(?=\s*[A-ZĐ])))?)?)?)?)?"
    r"\s*(?P<after>[A-ZĐ]{1,2}\.?)?"
)
_SECONDS_OR_SOUTH = re.compile(r"\dM\s*[\d.,]+S$")  # 14d35m22s


def read_degrees(value: Any) -> Optional[float]:
    """Return an angle in degrees from a number or from degrees, minutes and seconds, or None.

    Hemispheres may be given in English, Indonesian (LU, LS, BT, BB) or Vietnamese letters.
    """
    return read_number(value) if isinstance(value, (int, float)) else _read(str(value or ""))


@lru_cache(maxsize=1 << 14)
def _read(value: str) -> Optional[float]:
    plain = tidy(value).upper()
    match = _DEGREES.fullmatch(plain)
    if match is None or (match["m"] is None and not (match["before"] or match["after"])):
        return read_number(plain.rstrip(" °º˚"))
    if _SECONDS_OR_SOUTH.search(plain):
        return None
    # "106.8 -6.2" is two numbers: only the last part of an angle has decimals.
    if any(match[finer] and not match[part].isdigit() for part, finer in ("dm", "ms")):
        return None
    parts = [float((match[name] or "0").replace(",", ".")) for name in ("d", "m", "s")]
    if parts[1] >= 60 or parts[2] >= 60:
        return None
    letters = (match["after"] or match["before"] or "").strip(" .")
    if letters and letters not in _HEMISPHERES:
        return None
    sign = -1 if match["sign"] == "-" else _HEMISPHERES.get(letters, 1)
    return sign * (parts[0] + parts[1] / 60 + parts[2] / 3600)


def is_possible(x: float, y: float) -> bool:
    """Whether a pair of degrees is a place on the Earth."""
    return math.isfinite(x) and math.isfinite(y) and abs(x) <= 180.0 and abs(y) <= 90.0


def fault_of_point(x: float, y: float) -> str:
    """Return what is wrong with a point by itself: a code, or empty.

    ``impossible`` lies nowhere on the Earth, ``swapped`` would lie in South-East Asia with its
    numbers exchanged, ``zero`` is where missing numbers end up.
    """
    if abs(x) < 1e-6 and abs(y) < 1e-6:
        return "zero"
    if is_possible(y, x) and _in_region(y, x) and not _in_region(x, y):
        return "swapped"
    if not is_possible(x, y):
        return "impossible"
    return ""


def _in_region(x: float, y: float) -> bool:
    west, south, east, north = REGION
    return west <= x <= east and south <= y <= north
