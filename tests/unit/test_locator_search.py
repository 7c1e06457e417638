"""Words of the locator bar: names in any language, words still being typed, and a rest."""

from __future__ import annotations

import pytest

from amis_qgis_plugin.core.locator_search import Meaning, matches_words, read_words

COPPER_PHL = Meaning(("copper",), ("PHL",))


@pytest.mark.parametrize(
    "text",
    ["copper philippines", "Philippines COPPER", "Cu PHL", "tembaga Pilipinas", "đồng Philippines",
     "ทองแดง ฟิลิปปินส์", "  copper   philippines "],
)  # fmt: skip
def test_names_in_full_are_known_in_any_language(text: str) -> None:
    reading = read_words(text)
    assert reading.sure == COPPER_PHL
    assert reading.rest == ()
    assert reading.meanings == (COPPER_PHL,)


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("rare earths viet nam", Meaning(("rare-earth-element",), ("VNM",))),
        ("lao pdr tin", Meaning(("tin",), ("LAO",))),
        ("iron ore malaysia", Meaning(("iron-ore",), ("MYS",))),
        ("nickel cobalt indonesia", Meaning(("nickel", "cobalt"), ("IDN",))),
        ("timor-leste", Meaning((), ("TLS",))),
    ],
)
def test_names_of_several_words(text: str, sure: Meaning) -> None:
    assert read_words(text).sure == sure
    assert read_words(text).meanings == (sure,)


def test_words_that_are_being_typed_are_completed() -> None:
    assert COPPER_PHL in read_words("copper phil").meanings
    assert Meaning(("neodymium",)) in read_words("neod").meanings
    assert Meaning((), ("VNM",)) in read_words("viet").meanings
    assert Meaning(("gold",), ("VNM",)) in read_words("vang viet nam").meanings


def test_a_slip_of_the_pen_is_offered_as_a_guess() -> None:
    (first, *_others) = read_words("coper").meanings
    assert first.commodities == ("copper",) and first.is_guess


def test_names_of_deposits_stay_a_rest() -> None:
    reading = read_words("batu hijau gold")
    assert reading.sure == Meaning(("gold",))
    assert reading.rest == ("batu", "hijau")
    assert not any(one.is_guess for one in reading.meanings)


@pytest.mark.parametrize("text", ["", " ", "x", "'; DROP TABLE x; --", "%", "\\", "😀 😀", "\0"])
def test_anything_can_be_typed(text: str) -> None:
    assert read_words(text).sure == Meaning()


def test_in_words() -> None:
    assert COPPER_PHL.in_words() == "copper; Philippines"
    assert Meaning(("copper", "gold")).in_words() == "copper, gold"


def test_layers_are_found_by_every_word() -> None:
    title = "Mineral occurrences (USGS records) · Các điểm khoáng sản"
    assert matches_words(title, ["USGS", "mineral"])
    assert matches_words(title, ["khoang", "san"])
    assert not matches_words(title, ["mineral", "faults"])
    assert not matches_words(title, [])
