"""Numbers as sources write them; what could mean two numbers is none."""

from __future__ import annotations

import math
import random
import struct
from collections.abc import Callable
from decimal import Decimal
from typing import Any, Optional

import pytest

from amis_qgis_plugin.core.field_readers import number_reader
from amis_qgis_plugin.core.figures import decimal_mark_of, read_number, read_quantity, read_scale
from amis_qgis_plugin.core.mapping.field_map import FieldUse, SourceColumn
from amis_qgis_plugin.core.missing import text_of
from amis_qgis_plugin.core.schemas import layer_type

# English marks to those of a style, exchanged in one step.
STYLES: dict[str, Callable[[str], str]] = {
    "english": lambda text: text,
    "indonesian and vietnamese": lambda text: text.translate(str.maketrans(",.", ".,")),
    "french": lambda text: text.translate(str.maketrans(",.", "\u202f,")),
    "no-break spaces": lambda text: text.translate(str.maketrans(",.", "\u00a0.")),
    "swiss": lambda text: text.translate(str.maketrans(",", "\u2019")),
    "thai digits": lambda text: text.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")),
}
UNITS = (" m", "m", " km", " ha", " m²", " km²", " km2", " masl", " mdpl", " metres", " meters",
         " meter.", "%", " %", " Ma")  # fmt: skip


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1234", 1234.0),
        ("0.5", 0.5),
        ("0.125", 0.125),
        ("0,125", 0.125),
        ("-0,125", -0.125),
        ("12.3456", 12.3456),
        ("1234.567", 1234.567),
        ("1234,567", 1234.567),
        ("1000.000", 1000.0),
        ("007,125", 7.125),
        ("0,5", 0.5),
        ("12,5", 12.5),
        ("1,23", 1.23),
        ("1,2345", 1.2345),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("18.184.500", 18184500.0),
        ("1,234,567", 1234567.0),
        ("1.234.567,8", 1234567.8),
        ("1.234,567", 1234.567),
        ("100,00", 100.0),
        ("100.000,00", 100000.0),
        ("1 234", 1234.0),
        ("1 234,5", 1234.5),
        ("1'234.5", 1234.5),
        ("1 000 000", 1000000.0),
        ("+7", 7.0),
        ("-5", -5.0),
        ("\u22125", -5.0),
        ("-1.234,5", -1234.5),
        ("5.", 5.0),
        ("~ 12", 12.0),
        ("≈12 m", 12.0),
        ("1.25 mdpl", 1.25),
        ("2 500 m", 2500.0),
        ("2,5 km", 2.5),
        ("12,5%", 12.5),
        ("๑,๒๓๔.๕", 1234.5),
        ("1e5", 100000.0),
        ("1.5E-05", 0.000015),
        ("007", 7.0),
    ],
)
def test_a_number_is_read_in_the_notation_of_the_source(text: str, number: float) -> None:
    assert read_number(text) == number
    assert read_number(f"  {text} ") == number


@pytest.mark.parametrize(
    "text",
    ["1.234", "1.000", "100.000", "-1.234", "1.250 mdpl",
     "1,234", "100,000", "-1,234", "1 234,567", "1,234 m", "14 35", "1998 2001", "1 2", "12, 5",
     "1.2 3", "1, 2, 3", "10-20", "10 - 20", "1/2", "1:50000", "5 x 3"],
)  # fmt: skip
def test_what_could_be_two_numbers_is_none(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("text", "by_point", "by_comma"),
    [
        ("1.250", 1.25, 1250.0),
        ("1,250", 1250.0, 1.25),
        ("-106.816", -106.816, -106816.0),
        ("999,999 ha", 999999.0, 999.999),
        ("1.250 mdpl", 1.25, 1250.0),
        # forms of one reading keep it, whatever the mark of the column is
        ("12.5", 12.5, 12.5),
        ("950,25", 950.25, 950.25),
        ("18.184,5", 18184.5, 18184.5),
        ("18,184.5", 18184.5, 18184.5),
        ("0.125", 0.125, 0.125),
        ("1.250.000", 1250000.0, 1250000.0),
        ("1 234,567", None, 1234.567),
        ("14 35", None, None),
        ("n/a", None, None),
    ],
)
def test_the_decimal_mark_of_the_column_settles_what_could_be_two_numbers(
    text: str, by_point: Optional[float], by_comma: Optional[float]
) -> None:
    assert (read_number(text, "."), read_number(text, ",")) == (by_point, by_comma)


@pytest.mark.parametrize(
    ("texts", "mark"),
    [
        ("18.184,5 1.250 2.500 950,25 10.000", ","),
        ("1.250 2.500 0,125", ","),
        ("1.250 1.250.000", ","),
        ("1.250ha 7,5ha", ","),
        ("1.250 12.5 3.14", "."),
        ("1,250 18,184.5", "."),
        ("1,250 1,250,000", "."),
        ("1.250 0.125", "."),
        ("1.250 1234.567", "."),
        ("1.250 2.500 10.000", ""),
        ("1,250 2,500", ""),
        ("1.250 7 1200", ""),
        ("1.250 12.5 12,5", ""),
        ("a,b 1..2", ""),
        ("", ""),
    ],
)
def test_values_of_one_reading_tell_the_decimal_mark_of_a_column(texts: str, mark: str) -> None:
    assert decimal_mark_of(texts.split()) == mark
    assert decimal_mark_of(reversed(texts.split())) == mark


@pytest.mark.parametrize("style", ["english", "indonesian and vietnamese"])
def test_a_column_comes_back_by_the_mark_that_it_shows(style: str) -> None:
    chance = random.Random(1250)
    for _ in range(200):
        numbers = [round(chance.uniform(0, 5000), chance.choice([0, 1, 2, 3])) for _ in range(12)]
        texts = [STYLES[style](f"{number:,}") for number in [*numbers, 1234.5]]
        mark = decimal_mark_of(texts)
        assert mark == {"english": "."}.get(style, ",")
        assert [read_number(text, mark) for text in texts] == [*numbers, 1234.5]


@pytest.mark.parametrize(
    "text",
    ["", " ", "-", ".", ",", "abc", "NaN", "nan", "inf", "-inf", "Infinity", "<5", ">100",
     "12'", "1.5 Mt", "Rp 500", "US$ 5", "1.23.456", "1,23,456", "12.345.6", "12..5", "1,,5",
     "1''2", "+-5", "- 5", "0x12", "12_000", "e5", "1e", "²", "1²", "12 m/s"],
)  # fmt: skip
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_number(text) is None


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (5, 5.0),
        (-2.5, -2.5),
        (2**63, 9223372036854775808.0),
        (Decimal("0.10"), 0.1),
        (None, None),
        (True, None),
        (False, None),
        (float("nan"), None),
        (float("inf"), None),
        (b"12", None),
        ([12], None),
    ],
)
def test_values_that_are_no_text_are_read(value: Any, number: Optional[float]) -> None:
    assert read_number(value) == number


@pytest.mark.parametrize("value", [10**400, -(10**400), "9" * 400, "1e999", "1" + ".000" * 200])
def test_a_number_beyond_all_bounds_is_none(value: Any) -> None:
    assert read_number(value) is None


@pytest.mark.parametrize("style", STYLES)
def test_any_number_comes_back_from_any_style_with_any_unit(style: str) -> None:
    chance = random.Random(28)
    for _ in range(1500):
        places = chance.choice([1, 2, 2, 4, 6])
        size = 10 ** chance.randint(0, 9)
        number = round(chance.uniform(-size, size), places)
        text = STYLES[style](f"{number:,.{places}f}")
        unit = chance.choice(["", "", *UNITS])
        assert read_number(text + unit) == number, text + unit


@pytest.mark.parametrize("style", ["english", "indonesian and vietnamese"])
def test_whole_numbers_with_two_marks_of_thousands_come_back(style: str) -> None:
    chance = random.Random(34)
    for _ in range(500):
        number = chance.randint(10**6, 10**13)
        assert read_number(STYLES[style](f"{number:,}")) == number


def test_any_real_number_comes_back_from_its_text() -> None:
    chance = random.Random(754)
    for _ in range(3000):
        (number,) = struct.unpack("<d", struct.pack("<Q", chance.getrandbits(64)))
        if math.isfinite(number):
            assert read_number(repr(number), ".") == number
            assert read_number(text_of(number), ".") == number


def test_two_numbers_are_never_read_as_one() -> None:
    chance = random.Random(2)
    for _ in range(2000):
        first, second = chance.randint(0, 99999), chance.randint(0, 99999)
        between = chance.choice([" ", "  ", "-", " - ", "/", ";", ", ", " to ", "\n", "\u00a0"])
        text = f"{first}{between}{second}"
        is_one = between.isspace() and first < 1000 and 100 <= second <= 999
        if not is_one:
            assert read_number(text) is None, text


def test_any_text_gives_a_finite_number_or_none() -> None:
    chance = random.Random(400)
    for _ in range(5000):
        text = "".join(chance.choices("0123456789.,' -+~%emkha²\u00a0๑", k=chance.randint(1, 12)))
        number = read_number(text)
        assert number is None or math.isfinite(number), text
        if number is not None:
            assert sum(letter.isdigit() for letter in text) > 0
            assert read_number(repr(number), ".") == number


@pytest.mark.parametrize(
    ("text", "number", "unit"),
    [
        ("2,5 km", 2.5, "km"),
        ("1.250,5 mdpl", 1250.5, "m"),
        ("12 ft", 12.0, "ft"),
        ("300 ไร่", 300.0, "rai"),
        ("40 hektar", 40.0, "ha"),
        ("150 Ma", 150.0, "Ma"),
        ("1.2 Ga", 1.2, "Ga"),
        ("12 %", 12.0, "%"),
        ("12", 12.0, ""),
        ("12 bananas", None, ""),
    ],
)
def test_the_unit_behind_a_number_is_told(text: str, number: Optional[float], unit: str) -> None:
    assert read_quantity(text) == (number, unit)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2,5 km", 2500.0), ("100 ft", 30.48), ("7", 7.0), (7, 7.0), ("5 %", None), ("5 ha", None)],
)
def test_a_unit_behind_a_number_counts_before_the_one_of_the_field(
    value: object, expected: Optional[float]
) -> None:
    field = layer_type("boreholes").field("length_m")
    assert field.unit == "m"
    number, faults = number_reader(FieldUse((SourceColumn("x"),)), field)({"x": value})
    assert number == expected
    assert [code for code, _text in faults] == (
        [] if expected is not None else ["unreadable-number"]
    )


@pytest.mark.parametrize(
    ("text", "denominator"),
    [
        ("1:200 000", 200_000), ("1:50,000", 50_000), ("1/250.000", 250_000), ("200k", 200_000),
        ("1 : 25'000", 25_000), ("1:1.000.000", 1_000_000), ("1:1,000,000", 1_000_000),
        ("1:500", 500), ("1:50000", 50_000), ("50000", 50_000), ("50.000", 50_000),
        ("1:200K", 200_000), ("1:1M", 1_000_000), ("1:2.5M", 2_500_000), ("1:2,5M", 2_500_000),
        ("Skala 1:50.000", 50_000), ("1:200\u00a0000", 200_000),
        ("250000.0", 250_000), (50000, 50_000), (5e4, 50_000),
        ("1:50,00", None), ("1:50.5", None), ("1:50,000; 1:100,000", None), ("2:50,000", None),
        ("1:50,0000", None), ("1:", None), ("detailed", None), ("", None), (None, None),
        (True, None),
    ],
)  # fmt: skip
def test_a_scale_is_read_as_its_denominator(text: Any, denominator: Optional[int]) -> None:
    assert read_scale(text) == denominator


def test_only_scales_are_read_so() -> None:
    use = FieldUse((SourceColumn("n"),))
    scale = number_reader(use, layer_type("geological_units").field("map_scale"))
    level = number_reader(use, layer_type("administrative_areas").field("level"))
    assert scale({"n": "1:50,000"}) == (50_000, ())
    assert level({"n": "1:50,000"}) == (None, (("unreadable-number", "1:50,000"),))
