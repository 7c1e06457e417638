"""The periodic table: every element at its place, with the commodity that finds it."""

from __future__ import annotations

import pytest

from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.core.elements import COLUMNS, F_BLOCK_ROWS, elements

NOBLE_GASES = (2, 10, 18, 36, 54, 86, 118)


def period_of(number: int) -> int:
    return 1 + sum(number > last for last in NOBLE_GASES)


def test_there_are_118_by_number() -> None:
    found = elements()
    assert [one.number for one in found] == list(range(1, 119))
    assert len({one.symbol for one in found}) == len({one.name for one in found}) == 118
    for one in found:
        assert one.symbol == one.symbol.capitalize() and 1 <= len(one.symbol) <= 2
        assert one.name.islower()


def test_each_stands_at_its_place() -> None:
    places = {(one.row, one.column) for one in elements()}
    assert len(places) == 118
    for one in elements():
        assert 1 <= one.column <= COLUMNS
        if one.row in F_BLOCK_ROWS:
            first = {8: 57, 9: 89}[one.row]
            assert one.number - first == one.column - 3
            assert 57 <= one.number <= 71 or 89 <= one.number <= 103
        else:
            assert one.row == period_of(one.number)


@pytest.mark.parametrize(
    ("symbol", "row", "column"),
    [
        ("H", 1, 1), ("He", 1, 18), ("B", 2, 13), ("Al", 3, 13), ("Sc", 4, 3), ("Fe", 4, 8),
        ("Cu", 4, 11), ("Sn", 5, 14), ("Ba", 6, 2), ("La", 8, 3), ("Lu", 8, 17), ("Hf", 6, 4),
        ("Au", 6, 11), ("Rn", 6, 18), ("U", 9, 6), ("Rf", 7, 4), ("Og", 7, 18),
    ],
)  # fmt: skip
def test_well_known_places(symbol: str, row: int, column: int) -> None:
    (found,) = (one for one in elements() if one.symbol == symbol)
    assert (found.row, found.column) == (row, column)


def test_commodities_are_those_of_the_vocabulary() -> None:
    vocabulary = load_commodities()
    codes = [one.code for one in elements() if one.code]
    assert len(codes) == len(set(codes))
    for one in elements():
        if one.code:
            commodity = vocabulary.get(one.code)
            assert one.group == commodity.groups[0]
            assert commodity.symbol == one.symbol
        else:
            assert one.group == ""
            assert one.name not in vocabulary


def test_no_commodity_that_is_an_element_is_left_out() -> None:
    names = {one.name: one for one in elements()}
    for commodity in load_commodities().all():
        if commodity.label in names:
            assert names[commodity.label].code == commodity.code


def test_minerals_stay_out() -> None:
    codes = {one.code for one in elements()}
    assert not codes & {"graphite", "diamond", "iron-ore", "bauxite", "chromite", "kaolin"}


def test_a_title_names_the_commodity_where_that_is_called_otherwise() -> None:
    titles = {one.symbol: one.title for one in elements()}
    assert titles["Cu"] == "copper"
    assert titles["K"] == "potassium (potash)"
    assert titles["N"] == "nitrogen"
