"""A source's values as JSON and back, as text, and as words for yes, no and nothing."""

from __future__ import annotations

import json
import math
import random
import struct
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta, timezone
from decimal import Decimal
from types import MappingProxyType
from typing import Any

import pytest

from amis_qgis_plugin.core.answers import NO, YES
from amis_qgis_plugin.core.attributes import attributes_from_json, attributes_to_json
from amis_qgis_plugin.core.missing import text_of
from amis_qgis_plugin.core.rows import TYPES

BANGKOK = timezone(timedelta(hours=7))
LETTERS = "aZ0 \"\\/\n\t\x00\x7f'{}[],:éđĐạ\u0323ทองคำຄຳរ៉ែရွှေ金\u2028\u200b\ufeff😀"


def refuse(constant: str) -> None:
    raise AssertionError(f"{constant} is no JSON")


def there_and_back(value: Any, kind: str) -> Any:
    text = attributes_to_json({"value": value})
    json.loads(text, parse_constant=refuse)
    return attributes_from_json(text, {"value": kind})["value"]


def some_text(chance: random.Random) -> str:
    return "".join(chance.choices(LETTERS, k=chance.randint(0, 12)))


def some_real(chance: random.Random) -> float:
    (number,) = struct.unpack("<d", struct.pack("<Q", chance.getrandbits(64)))
    return number


def some_moment(chance: random.Random) -> datetime:
    seconds = chance.randint(0, 60 * 60 * 24 * 365 * 400)
    moment = datetime(1700, 1, 1) + timedelta(seconds=seconds, microseconds=chance.choice([0, 7]))
    return moment.replace(tzinfo=chance.choice([None, timezone.utc, BANGKOK]))


def some_json(chance: random.Random, depth: int = 0) -> Any:
    kind = chance.randint(0, 6 if depth < 3 else 4)
    if kind == 5:
        return [some_json(chance, depth + 1) for _ in range(chance.randint(0, 3))]
    if kind == 6:
        return {some_text(chance): some_json(chance, depth + 1) for _ in range(2)}
    number = chance.uniform(-1e9, 1e9)
    return [None, True, chance.randint(-(2**70), 2**70), number, some_text(chance)][kind]


MAKERS: dict[str, Callable[[random.Random], Any]] = {
    "text": some_text,
    "integer": lambda chance: chance.randint(-(2**80), 2**80),
    "real": some_real,
    "boolean": lambda chance: chance.random() < 0.5,
    "date": lambda chance: some_moment(chance).date(),
    "time": lambda chance: some_moment(chance).timetz(),
    "datetime": some_moment,
    "binary": lambda chance: bytes(chance.choices(range(256), k=chance.randint(0, 40))),
    "list": lambda chance: [some_json(chance, 1) for _ in range(chance.randint(0, 4))],
    "map": lambda chance: {some_text(chance): some_json(chance, 1) for _ in range(3)},
}


def same(one: Any, other: Any) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return struct.pack("<d", one) == struct.pack("<d", other) or (one != one and other != other)
    return type(one) is type(other) and one == other


@pytest.mark.parametrize("kind", TYPES)
def test_every_value_of_every_type_comes_back(kind: str) -> None:
    chance = random.Random(kind)
    for _ in range(500):
        value = MAKERS[kind](chance)
        back = there_and_back(value, kind)
        assert same(back, value), (value, back)
    assert there_and_back(None, kind) is None


def test_whole_rows_come_back_in_their_order() -> None:
    chance = random.Random(8)
    for _ in range(300):
        kinds = {f"{some_text(chance)}{n}": chance.choice(TYPES) for n in range(10)}
        attributes = {name: MAKERS[kind](chance) for name, kind in kinds.items()}
        text = attributes_to_json(attributes)
        assert list(json.loads(text, parse_constant=refuse)) == list(attributes)
        back = attributes_from_json(text, kinds)
        assert list(back) == list(attributes)
        for name in attributes:
            assert same(back[name], attributes[name]), kinds[name]


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("nan", "text"),
        ("2026-01-02", "text"),
        ("00ff", "text"),
        ("", "text"),
        (2**63, "integer"),
        (-(10**300), "integer"),
        (-0.0, "real"),
        (5e-324, "real"),
        (1.7976931348623157e308, "real"),
        (0.1 + 0.2, "real"),
        (math.nan, "real"),
        (math.inf, "real"),
        (-math.inf, "real"),
        (False, "boolean"),
        (date(1, 1, 1), "date"),
        (date(2541, 5, 17), "date"),
        (time(23, 59, 59, 999999), "time"),
        (time(6, 0, tzinfo=BANGKOK), "time"),
        (datetime(2026, 3, 4), "datetime"),
        (datetime(2026, 3, 4, 5, 6, 7, 8, BANGKOK), "datetime"),
        (b"", "binary"),
        (bytes(range(256)), "binary"),
        ([], "list"),
        ([1, None, "ก", [True, 0.5]], "list"),
        ({}, "map"),
        ({"a": {"b": [1, {"c": None}]}}, "map"),
    ],
)
def test_a_value_at_the_edge_of_its_type_comes_back(value: Any, kind: str) -> None:
    assert same(there_and_back(value, kind), value)


def test_other_holders_of_bytes_come_back_as_bytes() -> None:
    for value in (bytearray(b"\x00\x7f\xff"), memoryview(b"\x00\x7f\xff")):
        assert there_and_back(value, "binary") == b"\x00\x7f\xff"


def test_a_field_without_a_type_comes_back_as_json_has_it() -> None:
    attributes = {"day": date(2026, 1, 2), "raw": b"\xff", "grade": 0.5, "none": None}
    back = attributes_from_json(attributes_to_json(attributes), {"other": "date"})
    assert back == {"day": "2026-01-02", "raw": "ff", "grade": 0.5, "none": None}
    assert attributes_from_json("{}", {"day": "date"}) == {}


def test_one_value_without_a_json_type_changes_no_other() -> None:
    chance = random.Random(60)
    for _ in range(200):
        attributes = {f"{n}": some_json(chance) for n in range(5)}
        beside = attributes_from_json(
            attributes_to_json({**attributes, "day": date(2026, 1, 2)}), {"day": "date"}
        )
        assert beside.pop("day") == date(2026, 1, 2)
        assert beside == attributes == attributes_from_json(attributes_to_json(attributes), {})


def test_values_inside_lists_and_maps_are_written_as_outside() -> None:
    inner = [date(2026, 1, 2), time(5, 6), b"\x01", math.inf, Decimal("0.10"), ("a", None)]
    text = attributes_to_json({"list": inner, "map": {"a": {"b": inner}, 7: 1}})
    wanted = ["2026-01-02", "05:06:00", "01", "inf", "0.10", ["a", None]]
    assert json.loads(text) == {"list": wanted, "map": {"a": {"b": wanted}, "7": 1}}


def test_any_mapping_is_a_row_and_letters_stay_readable() -> None:
    attributes: Mapping[str, Any] = MappingProxyType({"tên mỏ": "Nà Lũng", "แร่": 1})
    assert attributes_to_json(attributes) == '{"tên mỏ": "Nà Lũng", "แร่": 1}'
    assert attributes_to_json({**attributes, "x": b""}).startswith('{"tên mỏ": "Nà Lũng", ')


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  Sin Quyen ", "Sin Quyen"),
        ("Nan", "Nan"),
        ("None Such Mine", "None Such Mine"),
        ("0", "0"),
        (0, "0"),
        (12.0, "12"),
        (-0.0, "0"),
        (12.5, "12.5"),
        (1e-7, "1e-07"),
        (4102512000000000.0, "4102512000000000"),
        (float(2**53), "9007199254740992"),
        (2**70, "1180591620717411303424"),
        (Decimal("0.10"), "0.10"),
        (True, "True"),
        (date(2026, 1, 2), "2026-01-02"),
        (time(5, 6), "05:06:00"),
        (datetime(2026, 1, 2, 3, 4, 5, tzinfo=BANGKOK), "2026-01-02T03:04:05+07:00"),
        (["Cu", None, " Au ", "-", ["Ag", 1.0]], "Cu; Au; Ag; 1"),
        (("a", "n/a"), "a"),
    ],
)
def test_a_value_as_text_is_what_people_would_write(value: Any, text: str) -> None:
    assert text_of(value) == text


@pytest.mark.parametrize(
    "value",
    [None, "", "  ", "-", "--", "\u2014", "?", ".", "NULL", "<Null>", " n/a ", "N/A", "#N/A", "nan",
     "NaN", "None", "nil", "tidak ada", "không có", "ไม่มี", float("nan"), [], [None, "", "-"],
     "http://www.opengis.net/def/nil/OGC/0/missing", "urn:ogc:def:nil:OGC::unknown"],
)  # fmt: skip
def test_what_says_that_there_is_no_value_is_an_empty_text(value: Any) -> None:
    assert text_of(value) == ""


def test_text_of_a_text_is_final() -> None:
    chance = random.Random(33)
    for _ in range(2000):
        once = text_of(MAKERS[chance.choice(TYPES)](chance))
        assert text_of(once) == once == once.strip()


@pytest.mark.parametrize("value", [1, 1.0, True, "1", " Y ", "Yes", "TRUE", "x", "X", "Ya", "CÓ",
                                   "oui", "Sim", "ใช่", "✓"])  # fmt: skip
def test_a_flag_says_yes_in_many_languages(value: Any) -> None:
    assert text_of(value).casefold() in YES
    assert text_of(value).casefold() not in NO


@pytest.mark.parametrize("value", [0, 0.0, False, "0", "N", "No", "FALSE", "Tidak", "Không", "non",
                                   "NÃO", "ไม่ใช่"])  # fmt: skip
def test_a_flag_says_no_in_many_languages(value: Any) -> None:
    assert text_of(value).casefold() in NO
    assert text_of(value).casefold() not in YES


def test_no_word_says_both_and_every_word_can_be_said() -> None:
    assert YES.isdisjoint(NO)
    for word in YES | NO:
        assert text_of(word).casefold() == word
