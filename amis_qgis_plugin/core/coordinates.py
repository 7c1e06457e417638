"""Coordinates that sources write as attributes, and places that cannot be right.

Degrees on EPSG:4326, longitude before latitude.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Any, Optional

from .figures import COMMA, POINT, read_number
from .folding import tidy

# A box around South-East Asia with its seas, to tell longitudes from latitudes.
REGION = (90.0, -15.0, 143.0, 30.0)
LONGITUDE, LATITUDE = "longitude", "latitude"
# The half of each axis that counts below zero, as a heading says it for all its values.
BELOW_ZERO = {LONGITUDE: "west", LATITUDE: "south"}
_HEMISPHERES = {
    "N": 1, "E": 1, "S": -1, "W": -1, "O": -1,
    "LU": 1, "LS": -1, "BT": 1, "BB": -1,  # Indonesian: lintang utara/selatan, bujur timur/barat
    "U": 1, "T": 1, "B": 1, "Đ": 1,
}  # fmt: skip
_AXES = {
    **dict.fromkeys(("N", "S", "LU", "LS", "U", "B"), LATITUDE),
    **dict.fromkeys(("E", "W", "O", "BT", "BB", "T", "Đ"), LONGITUDE),
}
_LETTERS = {
    "N": "NORTH UTARA BẮC NORD NORTE",
    "S": "SOUTH SELATAN NAM SUD SUR SUL",
    "E": "EAST TIMUR ĐÔNG EST ESTE LESTE",
    "W": "WEST BARAT TÂY OUEST OESTE",
}
_WORDS = {word: letter for letter, words in _LETTERS.items() for word in words.split()}
# "Lintang Selatan", "vĩ độ Bắc": the axis before the hemisphere; by itself it tells nothing.
_HEMISPHERE_WORD = re.compile(
    rf"(?:(?P<lat>LINTANG|VĨ ĐỘ|LATITUDE)\s|(?P<lon>BUJUR|KINH ĐỘ|LONGITUDE)\s)?"
    rf"(?<![^\W\d_])(?P<word>{'|'.join(_WORDS)})(?![^\W\d_])"
)
_DEGREES = re.compile(
    r"(?P<before>[A-ZĐ]{1,2}\.?\s*)?(?P<sign>[-+])?(?P<d>\d{1,3}(?:[.,]\d+)?)"
    r"(?:\s*[°ºO˚D:\s-]\s*(?:(?P<m>\d{1,2}(?:[.,]\d+)?)"
    r"(?:\s*['’′M:\s-]\s*(?:(?P<s>\d{1,2}(?:[.,]\d+)?)(?:\s*(?:\"|”|″|''|’’|S(?=\s*[A-ZĐ])))?)?)?)?)?"
    r"\s*(?P<after>[A-ZĐ]{1,2}\.?)?"
)
_SHORTEST_WORD = 3
_SECONDS_OR_SOUTH = re.compile(r"\dM\s*[\d.,]+S$")  # 14d35m22s


def read_degrees(value: Any, axis: str = "", half: str = "") -> Optional[float]:
    """Return an angle in degrees from a number or from degrees, minutes and seconds, or None.

    Hemispheres may be given in English, Indonesian (LU, LS, BT, BB) or Vietnamese letters, or in
    words. Letters that contradict each other, the sign or the axis give None.

    :param axis: ``longitude`` or ``latitude`` where it is known; empty where it is not.
    :param half: ``south`` or ``west`` where the column's heading says it of every value: numbers
        without a sign are below zero then, and the other hemisphere gives None.
    """
    is_number = isinstance(value, (int, float))
    angle = read_number(value) if is_number else _read(str(value or ""), axis)
    if half not in BELOW_ZERO.values() or angle is None or angle <= 0:
        return angle
    return None if not is_number and _says_hemisphere(str(value)) else -angle


@lru_cache(maxsize=1 << 14)
def _read(value: str, axis: str) -> Optional[float]:
    plain = _with_letters(tidy(value).upper())
    match = _DEGREES.fullmatch(plain)
    if match is None or (match["m"] is None and not (match["before"] or match["after"])):
        # No angle has thousands of degrees: whatever the mark, it is a decimal mark.
        number = plain.rstrip(" °º˚")
        return read_number(number, POINT if POINT in number else COMMA)
    if _SECONDS_OR_SOUTH.search(plain):
        return None
    # "106.8 -6.2" is two numbers: only the last part of an angle has decimals.
    if any(match[finer] and not match[part].isdigit() for part, finer in ("dm", "ms")):
        return None
    parts = [float((match[name] or "0").replace(",", ".")) for name in ("d", "m", "s")]
    if parts[1] >= 60 or parts[2] >= 60:
        return None
    is_negative = match["sign"] == "-"
    hemispheres = {(match[name] or "").strip(" .") for name in ("before", "after")} - {""}
    if not _is_one_direction(hemispheres, axis, is_negative):
        return None
    sign = -1 if is_negative else _HEMISPHERES.get("".join(hemispheres), 1)
    return sign * (parts[0] + parts[1] / 60 + parts[2] / 3600)


def _is_one_direction(hemispheres: set[str], axis: str, is_negative: bool) -> bool:
    """Whether the letters around an angle are one hemisphere that suits the axis and the sign."""
    if not hemispheres:
        return True
    if len(hemispheres) > 1 or not hemispheres <= _AXES.keys():
        return False
    (letters,) = hemispheres
    return axis in ("", _AXES[letters]) and not (is_negative and _HEMISPHERES[letters] > 0)


def _with_letters(plain: str) -> str:
    """Return an angle in capitals with letters for the words of its hemisphere."""

    def letter(match: re.Match[str]) -> str:
        found = _WORDS[match["word"]]
        said = LATITUDE if match["lat"] else LONGITUDE if match["lon"] else ""
        return found if said in ("", _AXES[found]) else match.group()

    return _HEMISPHERE_WORD.sub(letter, plain) if len(plain) > _SHORTEST_WORD else plain


def _says_hemisphere(value: str) -> bool:
    match = _DEGREES.fullmatch(_with_letters(tidy(value).upper()))
    return match is not None and bool(match["before"] or match["after"])


def is_possible(x: float, y: float) -> bool:
    """Whether a pair of degrees is a place on the Earth."""
    return math.isfinite(x) and math.isfinite(y) and abs(x) <= 180.0 and abs(y) <= 90.0


def fault_of_point(x: float, y: float) -> str:
    """Return what is wrong with a point by itself: a code, or empty.

    ``impossible`` lies nowhere on the Earth, ``swapped`` would lie in South-East Asia with its
    numbers exchanged, ``zero`` is where missing numbers end up.
    """
    if _in_region(x, y):
        return ""
    if abs(x) < 1e-6 and abs(y) < 1e-6:
        return "zero"
    if is_possible(y, x) and _in_region(y, x):
        return "swapped"
    if not is_possible(x, y):
        return "impossible"
    return ""


def _in_region(x: float, y: float) -> bool:
    west, south, east, north = REGION
    return west <= x <= east and south <= y <= north
