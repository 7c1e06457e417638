"""Coordinates as attributes hold them, and the faults that a point shows by itself."""

from __future__ import annotations

import math
import random
from fractions import Fraction
from typing import Any, Optional

import pytest

from amis_qgis_plugin.core.coordinates import REGION, fault_of_point, is_possible, read_degrees

# Longitude and latitude of the capitals, in degrees and minutes as atlases print them.
CAPITALS = {
    "Bandar Seri Begawan": ("114° 56' E", "4° 53' N"),
    "Phnom Penh": ("104° 55' E", "11° 34' N"),
    "Jakarta": ("106° 50' E", "6° 10' S"),
    "Vientiane": ("102° 38' E", "17° 58' N"),
    "Kuala Lumpur": ("101° 42' E", "3° 9' N"),
    "Nay Pyi Taw": ("96° 6' E", "19° 45' N"),
    "Manila": ("120° 59' E", "14° 36' N"),
    "Singapore": ("103° 50' E", "1° 17' N"),
    "Bangkok": ("100° 30' E", "13° 45' N"),
    "Dili": ("125° 34' E", "8° 33' S"),
    "Ha Noi": ("105° 51' E", "21° 2' N"),
}
LETTERS = {
    ("latitude", 1): ("N", "LU", "U", "B", "n", "lu"),
    ("latitude", -1): ("S", "LS", "s", "ls"),
    ("longitude", 1): ("E", "BT", "T", "Đ", "bt", "đ"),
    ("longitude", -1): ("W", "BB", "bb"),
}
NOTATIONS = (
    "{d}° {m}' {s}\"",
    "{d}°{m:02d}'{s:02d}\"",
    "{d}º{m}′{s}″",
    "{d}˚ {m}’ {s}”",
    "{d}°{m}'{s}''",
    "{d} {m} {s}",
    "{d}-{m}-{s}",
    "{d}:{m:02d}:{s:02d}",
    "{d:03d}° {m:02d}' {s:02d},0\"",
)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("N 14° 35' 22\"", 14 * 3600 + 35 * 60 + 22),
        ("14° 35' 22\" N", 14 * 3600 + 35 * 60 + 22),
        ("14°35'22.5\"N", 14 * 3600 + 35 * 60 + 22.5),
        ("14d35m22sN", 14 * 3600 + 35 * 60 + 22),
        ("121d03m05.5s E", 121 * 3600 + 3 * 60 + 5.5),
        ("7d15m26 S", -(7 * 3600 + 15 * 60 + 26)),
        ("7d 15m 26sS", -(7 * 3600 + 15 * 60 + 26)),
        ("7d15m26s", None),
        ("14-35-22", 14 * 3600 + 35 * 60 + 22),
        ("14:35:22", 14 * 3600 + 35 * 60 + 22),
        ("14 35 22 N", 14 * 3600 + 35 * 60 + 22),
        ("N14°35.25'", 14 * 3600 + 35.25 * 60),
        ("100° 30′ E", 100 * 3600 + 30 * 60),
        ("06.9175° LS", -24903),
        ("6,9175 LS", -24903),
        ("LS 6° 55' 3\"", -(6 * 3600 + 55 * 60 + 3)),
        ("107° 37' 8.76\" BT", 107 * 3600 + 37 * 60 + 8.76),
        ("107°37'08,76\" BT", 107 * 3600 + 37 * 60 + 8.76),
        ("LU 3° 35'", 3 * 3600 + 35 * 60),
        ("3° 35' U", 3 * 3600 + 35 * 60),
        ("102°30'0\"T", 102.5 * 3600),
        ("21°01'42\"B", 21 * 3600 + 1 * 60 + 42),
        ("105°51'15\"Đ", 105 * 3600 + 51 * 60 + 15),
        ("-6°55'3\"", -(6 * 3600 + 55 * 60 + 3)),
        ("\u22126° 55' 3\"", -(6 * 3600 + 55 * 60 + 3)),
        ("-0° 30' 0\"", -1800),
        ("-6.5 S", -6.5 * 3600),
        ("S 6.5", -6.5 * 3600),
        ("E121", 121 * 3600),
        ("14°", 14 * 3600),
        ("106.8125°", 106.8125 * 3600),
        ("-6,125 °", -6.125 * 3600),
        ("-6,25 °", -6.25 * 3600),
        ("121.0", 121 * 3600),
        ("120,5", 120.5 * 3600),
        ("-6.5", -6.5 * 3600),
        ("1e-05", 0.036),
        ("0", 0),
    ],
)
def test_an_angle_is_read_as_people_write_it(text: str, seconds: Optional[float]) -> None:
    expected = None if seconds is None else pytest.approx(seconds / 3600, abs=1e-12)
    assert read_degrees(text) == expected


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", "E", "north", "Lat 14", "14° 60' 0\"", "14° 59' 60\"", "14 75", "14°35'22\" Q",
     "14.5.5", "14°35'22\"N 121°2'0\"E", "14.5 N, 121.0 E", "n/a"],
)  # fmt: skip
def test_what_is_no_angle_is_none(text: str) -> None:
    assert read_degrees(text) is None


@pytest.mark.parametrize(
    ("text", "axis", "degrees"),
    [
        ("21° 2' Bắc", "latitude", 21 + 2 / 60),
        ("105°51' Đông", "longitude", 105 + 51 / 60),
        ("8.5 Nam", "latitude", -8.5),
        ("70,25 Tây", "longitude", -70.25),
        ("Vĩ độ Bắc 21° 2'", "latitude", 21 + 2 / 60),
        ("6° 10' Lintang Selatan", "latitude", -(6 + 10 / 60)),
        ("3° 35' Lintang Utara", "latitude", 3 + 35 / 60),
        ("106° 50' Bujur Timur", "longitude", 106 + 50 / 60),
        ("Bujur Barat 70.5", "longitude", -70.5),
        ("6.5 LS", "latitude", -6.5),
        ("14.5 north", "latitude", 14.5),
        ("West 70.5", "longitude", -70.5),
        ("106.816", "longitude", 106.816),
    ],
)
def test_hemispheres_in_words_are_read_on_their_own_axis_only(
    text: str, axis: str, degrees: float
) -> None:
    other = {"latitude": "longitude", "longitude": "latitude"}[axis]
    is_bare = text.replace(".", "").isdigit()
    assert read_degrees(text, axis) == pytest.approx(degrees, abs=1e-12)
    assert read_degrees(text) == pytest.approx(degrees, abs=1e-12)
    assert (read_degrees(text, other) is None) != is_bare


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        (2.8, -2.8), (-2.8, -2.8), (0, 0), (0.0, 0), (2, -2), ("2.8", -2.8), ("-2.8", -2.8),
        ("2,8", -2.8), ("2.8 LS", -2.8), ("2.8 S", -2.8), ("-2.8 S", -2.8), ("S 2.8", -2.8),
        ("2° 48'", -2.8), ("2° 48' 0\" LS", -2.8), ("2.8°", -2.8), ("0", 0),
        ("2.8 N", None), ("N 2.8", None), ("2.8 LU", None), ("2° 48' Lintang Utara", None),
        ("2.8 north", None), ("2.8 E", None), ("", None), (None, None), ("n/a", None),
    ],
)  # fmt: skip
def test_a_heading_that_says_south_stands_for_the_sign(text: Any, degrees: Any) -> None:
    expected = None if degrees is None else pytest.approx(degrees, abs=1e-12)
    assert read_degrees(text, "latitude", "south") == expected


def test_a_heading_that_says_west_stands_for_the_sign() -> None:
    for text in ("70.5", "-70.5", "70.5 BB", "70° 30' W", 70.5):
        assert read_degrees(text, "longitude", "west") == -70.5
    assert read_degrees("70.5 E", "longitude", "west") is None


@pytest.mark.parametrize("axis", ["latitude", "longitude"])
def test_letters_belong_to_one_axis(axis: str) -> None:
    for (own, sign), letters in LETTERS.items():
        for letter in letters:
            expected = sign * 12.5 if own == axis else None
            assert read_degrees(f"12.5 {letter}", axis) == expected, letter


@pytest.mark.parametrize(
    "text",
    ["N 12 S", "S 12.5 N", "E 12 W", "N 12 E", "LS 6° 55' LU", "-6.5 N", "-6° 10' 0\" BT",
     "6.5 Bujur Selatan", "6.5 Lintang Timur", "Bắc 12 Nam"],
)  # fmt: skip
def test_what_contradicts_itself_is_no_angle(text: str) -> None:
    assert [read_degrees(text, axis) for axis in ("", "latitude", "longitude")] == [None] * 3


@pytest.mark.parametrize(
    "text",
    ["106.8 -6.2", "121.05 14.58", "14.58 121.05", "121.05; 14.58", "106.5-107.5", "12.5-13.5",
     "95.3 5.5", "14.5°35'", "14° 35.5' 20\""],
)  # fmt: skip
def test_two_numbers_in_one_field_are_no_angle(text: str) -> None:
    assert read_degrees(text) is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [(14.5, 14.5), (14, 14.0), (0, 0.0), (-6.2, -6.2), (None, None), (True, None),
     (float("nan"), None), (float("inf"), None), (10**400, None)],
)  # fmt: skip
def test_values_that_are_no_text_are_read(value: Any, expected: Optional[float]) -> None:
    assert read_degrees(value) == expected


@pytest.mark.parametrize("notation", NOTATIONS)
def test_any_angle_comes_back_from_degrees_minutes_and_seconds(notation: str) -> None:
    chance = random.Random(4326)
    for _ in range(300):
        axis, sign = chance.choice(list(LETTERS))
        d = chance.randint(0, 89 if axis == "latitude" else 179)
        m, s = chance.randint(0, 59), chance.randint(0, 59)
        letter = chance.choice(LETTERS[(axis, sign)])
        expected = sign * float(Fraction(d * 3600 + m * 60 + s, 3600))
        angle = notation.format(d=d, m=m, s=s)
        for text in (f"{angle} {letter}", f"{letter} {angle}", f"{angle}{letter}"):
            assert read_degrees(text) == pytest.approx(expected, abs=1e-12), text
        bare = f"-{angle}" if sign < 0 else angle
        assert read_degrees(bare) == pytest.approx(expected, abs=1e-12), bare


def test_any_decimal_angle_comes_back() -> None:
    chance = random.Random(96)
    for _ in range(1000):
        angle = round(chance.uniform(-180, 180), 6)
        assert read_degrees(angle) == angle
        assert read_degrees(f"{angle:.6f}") == angle
        assert read_degrees(f"{angle:.6f}°") == angle
        assert read_degrees(f"{angle:.6f}".replace(".", ",")) == angle
        letters = "BT" if angle >= 0 else "BB"
        assert read_degrees(f"{abs(angle):.6f}° {letters}") == angle


@pytest.mark.parametrize("name", CAPITALS)
def test_a_capital_of_asean_is_a_place_without_fault_until_it_is_swapped(name: str) -> None:
    x, y = map(read_degrees, CAPITALS[name])
    assert x is not None
    assert y is not None
    assert is_possible(x, y)
    assert fault_of_point(x, y) == ""
    assert fault_of_point(y, x) == "swapped"


@pytest.mark.parametrize(
    ("x", "y", "fault"),
    [
        (0.0, 0.0, "zero"),
        (1e-7, -1e-7, "zero"),
        (0.001, 0.0, ""),
        (0.0, 51.48, ""),
        (-77.04, -12.05, ""),
        (-12.05, -77.04, ""),
        (139.69, 35.69, ""),
        (151.2, -33.87, ""),
        (180.0, 90.0, ""),
        (-180.0, -90.0, ""),
        (180.1, 0.0, "impossible"),
        (0.0, -90.5, "impossible"),
        (500000.0, 1600000.0, "impossible"),
        (120.0, 110.0, "impossible"),
        (float("nan"), 14.0, "impossible"),
        (121.0, float("nan"), "impossible"),
        (121.0, float("inf"), "impossible"),
        (float("-inf"), 0.0, "impossible"),
        (14.6, 120.98, "swapped"),
        (-6.2, 106.8, "swapped"),
        (20.0, 91.0, "swapped"),
    ],
)
def test_what_is_wrong_with_a_point_by_itself_is_told(x: float, y: float, fault: str) -> None:
    assert fault_of_point(x, y) == fault


def test_every_place_of_the_region_is_told_from_its_exchange() -> None:
    chance = random.Random(11)
    west, south, east, north = REGION
    for _ in range(2000):
        x, y = chance.uniform(west, east), chance.uniform(south, north)
        assert fault_of_point(x, y) == ""
        assert fault_of_point(y, x) == "swapped"


def test_a_possible_place_lies_within_the_bounds_of_the_earth() -> None:
    chance = random.Random(180)
    for _ in range(2000):
        x, y = chance.uniform(-400, 400), chance.uniform(-200, 200)
        assert is_possible(x, y) == (-180 <= x <= 180 and -90 <= y <= 90)
        assert (fault_of_point(x, y) == "impossible") <= (not is_possible(x, y))
    assert not is_possible(math.nan, 0.0)
    assert not is_possible(0.0, math.inf)


@pytest.mark.parametrize(
    ("text", "degrees"), [("106,816", 106.816), ("-6,175", -6.175), ("21.028", 21.028)]
)
def test_three_decimals_of_degrees_are_no_thousands(text: str, degrees: float) -> None:
    assert read_degrees(text) == degrees
