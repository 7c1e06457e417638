"""The rows of the bar charts: the largest, the chosen, and what is left over told truly."""

from __future__ import annotations

from amis_qgis_plugin.core.chart_rows import COMMODITY, COUNTRY, chart_rows

COUNTRIES = {"IDN": 40, "PHL": 30, "VNM": 20, "MYS": 10, "LAO": 5, "SGP": 0}


def test_the_largest_come_first_and_the_rest_is_added_up() -> None:
    rows = chart_rows(COUNTRY, COUNTRIES, top=3)
    assert [row.key for row in rows] == ["IDN", "PHL", "VNM", ""]
    assert rows[-1].count == 15
    assert rows[-1].label == "2 other countries"
    assert rows[0].about == "Indonesia: 40 occurrences"


def test_the_others_of_commodities_are_not_added_up() -> None:
    rows = chart_rows(COMMODITY, {"gold": 9, "copper": 8, "tin": 7, "jade": 1}, top=2)
    assert [row.key for row in rows] == ["gold", "copper", ""]
    assert (rows[-1].count, rows[-1].figure) == (0, "")
    assert "do not add up" in rows[-1].about


def test_the_chosen_ones_have_a_row_whatever_their_count() -> None:
    rows = chart_rows(COUNTRY, COUNTRIES, chosen=("SGP", "LAO"), top=2)
    assert [row.key for row in rows] == ["IDN", "PHL", "LAO", "SGP", ""]
    assert rows[3].count == 0
    assert rows[-1].count == 30


def test_nothing_gives_nothing() -> None:
    assert chart_rows(COUNTRY, {}) == ()
    assert chart_rows(COMMODITY, {"gold": 0}) == ()


def test_parts_stand_in_the_row_of_the_whole() -> None:
    counts = {"rare-earth-element": 20, "lree": 15, "neodymium": 12, "hree": 8, "gold": 5}
    assert [row.key for row in chart_rows(COMMODITY, counts)] == ["rare-earth-element", "gold"]


def test_a_whole_that_finds_no_more_than_one_part_gives_way_to_it() -> None:
    assert [row.key for row in chart_rows(COMMODITY, {"barium": 4, "baryte": 4})] == ["baryte"]
    chain = {"iron": 3, "iron-ore": 3, "magnetite": 3}
    assert [row.key for row in chart_rows(COMMODITY, chain)] == ["magnetite"]
    side_by_side = {"rare-earth-element": 7, "lree": 7, "lanthanum": 7, "cerium": 7}
    assert [row.key for row in chart_rows(COMMODITY, side_by_side)] == ["rare-earth-element"]


def test_families_and_groups_have_no_row() -> None:
    counts = {"base-metal": 50, "copper": 30, "zinc": 20, "group:base": 60}
    assert [row.key for row in chart_rows(COMMODITY, counts)] == ["copper", "zinc"]
