"""Lists of critical minerals name their source and follow ores to metals, no further."""

from __future__ import annotations

import pytest

from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.core.critical_minerals import (
    critical_lists,
    find_list,
)
from amis_qgis_plugin.core.errors import FilterError

# Items in the lists as their issuers count them.
COUNTS = {"US-2022": 50, "US-2025": 60, "ID-CM-2023": 47, "ID-SM-2024": 22, "JP-34": 34}
COUNTS |= {
    "KR-33": 33,
    "KR-10": 10,
    "AU-2024": 31,
    "AU-2024-strategic": 5,
    "IN-2023": 30,
    "MY-2021": 5,
}


def test_every_list_is_complete() -> None:
    vocabulary = load_commodities()
    ids = [found.list_id for found in critical_lists()]
    assert len(ids) == len(set(ids)) == 15
    for found in critical_lists():
        assert found.name and found.issuer and found.source and found.verified and found.tier
        assert not found.year or (found.year.isdigit() and 2000 < int(found.year) < 2100)
        assert found.codes
        assert all(code in vocabulary for code in found.codes | found.related | found.named)
        assert not found.codes & found.related
        assert found.title.startswith(found.issuer)


@pytest.mark.parametrize(("list_id", "count"), sorted(COUNTS.items()))
def test_number_of_items(list_id: str, count: int) -> None:
    found = find_list(list_id)
    # The Japanese programme counts the rare earths as one kind.
    assert len(found.items) == count


def test_ores_count_where_their_metal_is_named() -> None:
    indonesia = find_list("ID-CM-2023")
    assert "chromium" in indonesia.named
    assert "chromite" not in indonesia.named
    assert "chromite" in indonesia.codes
    assert {"nickel", "copper", "tin"} <= indonesia.codes


def test_members_count_where_their_group_is_named() -> None:
    europe = find_list("EU-2024")
    assert "palladium" in europe.codes
    assert "neodymium" in europe.codes
    # Light and heavy together are all rare earths.
    assert "rare-earth-element" in europe.codes


def test_a_group_counts_only_when_all_of_it_is_named() -> None:
    america = find_list("US-2022")
    assert {"platinum", "palladium"} <= america.codes
    assert "osmium" not in america.codes
    assert "platinum-group" in america.related
    assert "rare-earth-element" in america.codes


def test_plain_coal_is_never_flagged() -> None:
    for found in critical_lists():
        if "x-coking-coal" in found.named:
            assert "coal" not in found.codes


def test_metal_and_grade_only_items_do_not_flag_common_ores() -> None:
    assert "titanium" in find_list("EU-2024").codes
    assert "ilmenite" in find_list("EU-2024").related
    australia = find_list("AU-2024")
    assert "bauxite" not in australia.codes
    assert {"alumina", "bauxite"} <= australia.related
    assert "monazite" in find_list("MY-2021").related
    assert "bauxite" in find_list("MY-2021").codes


def test_what_is_only_touched_is_kept_apart() -> None:
    assert "quartz" not in find_list("AU-2024").codes
    assert "quartz" in find_list("AU-2024").related
    assert "limestone" in find_list("VN-2023").related


def test_copper_differs_between_lists() -> None:
    assert "copper" in find_list("ID-CM-2023").codes
    assert "copper" in find_list("EU-2024").codes
    assert "copper" in find_list("US-2025").codes
    assert "copper" not in find_list("US-2022").codes
    assert "copper" not in find_list("AU-2024").codes


def test_unknown_list() -> None:
    with pytest.raises(FilterError, match=r"XX-1999.*Known"):
        find_list("XX-1999")


def test_a_title_tells_issuer_and_year_or_that_there_is_none() -> None:
    assert find_list("EU-2024").title.startswith("European Union 2024: ")
    assert find_list("JP-34").title.startswith("Japan (METI, JOGMEC) (undated): ")
    for one in critical_lists():
        assert one.issuer in one.title and (one.year or "undated") in one.title
