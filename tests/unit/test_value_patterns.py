"""Short patterns select exactly what a list of values does, whether case counts or not."""

from __future__ import annotations

import csv
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from amis_qgis_plugin.core.commodity_parser import parse_commodities
from amis_qgis_plugin.core.expressions import to_value_expression
from amis_qgis_plugin.core.live_fields import LiveFields
from amis_qgis_plugin.core.live_groups import live_groups
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.value_patterns import shorten

FACTS = Path(__file__).resolve().parents[2] / "sample_layers" / "facts" / "asean_deposits.csv"
texts = st.text(alphabet="AaBbCuİßé ,;/%_'\\-\n", max_size=12)


def selected(texts: tuple[str, ...], values: tuple[str, ...], value: str, *, fold: bool) -> bool:
    """Do what a server does with LIKE '%text%' and IN."""
    if fold:
        return value in values or any(text.casefold() in value.casefold() for text in texts)
    return value in values or any(text in value for text in texts)


@given(st.lists(texts, unique=True, max_size=20), st.sets(st.integers(0, 19)))
def test_patterns_and_values_select_what_is_kept_and_nothing_else(
    values: list[str], chosen: set[int]
) -> None:
    kept = [value for number, value in enumerate(values) if number in chosen]
    others = [value for number, value in enumerate(values) if number not in chosen]
    containing, exact = shorten(kept, others)
    for fold in (False, True):
        for value in kept:
            assert selected(containing, exact, value, fold=fold), value
        for value in others:
            assert not selected(containing, exact, value, fold=fold), value
    for text in containing:
        assert not set(text) & set("%_\\'\"<>&\n")


def test_the_filter_for_real_commodity_texts_is_short_and_right() -> None:
    with FACTS.open(encoding="utf-8") as stream:
        values = sorted({row["commodities"] for row in csv.DictReader(stream)})
    for code in ("copper", "gold", "tin", "nickel", "rare-earth-element"):
        wanted = OccurrenceFilter(commodities=(code,))
        ((choice,),) = live_groups(wanted, LiveFields(("commodity",)), {"commodity": values})
        assert len(to_value_expression([(choice,)])) < 500
        (codes,) = wanted.commodity_sets()
        for value in values:
            parsed = {match.code for match in parse_commodities(value).matches}
            found = selected(choice.containing, choice.values, value, fold=False)
            assert found == bool(parsed & codes), value


def test_tin_is_not_found_in_platinum() -> None:
    containing, exact = shorten(["Tin", "Tin, Tungsten"], ["Platinum", "Platinum, Tungsten"])
    assert all("tin" not in text.casefold() or "," in text for text in containing)
    assert selected(containing, exact, "Tin", fold=True)
    assert not selected(containing, exact, "Platinum", fold=True)
