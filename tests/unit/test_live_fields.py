"""Live layers: which fields a filter can use, and which raw values mean what is wanted."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.core.commodity_parser import parse_commodities
from amis_qgis_plugin.core.countries import members
from amis_qgis_plugin.core.live_fields import (
    LiveFields,
    commodity_values,
    country_values,
    find_live_fields,
    unsupported,
)
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.schemas import layer_type

FACTS = Path(__file__).resolve().parents[2] / "sample_layers" / "facts" / "asean_deposits.csv"


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["fid", "Commodity", "COUNTRY"], LiveFields("Commodity", "COUNTRY")),
        (["commodity_text", "commodity_codes"], LiveFields("commodity_codes", "")),
        (["deposit.commod1", "deposit.commod2"], LiveFields("deposit.commod1", "")),
        (["KOMODITAS", "NEGARA"], LiveFields("KOMODITAS", "NEGARA")),
        (["khoang_san", "quoc_gia"], LiveFields("khoang_san", "quoc_gia")),
        (["iso3", "country_name"], LiveFields("", "iso3")),
        (["name", "commodity_note"], LiveFields()),
        ([], LiveFields()),
    ],
)
def test_fields_by_name(names: list[str], found: LiveFields) -> None:
    assert find_live_fields(names) == found


def test_the_fields_of_our_own_tables_are_known() -> None:
    names = [field.name for field in layer_type("mineral_occurrences").fields]
    assert find_live_fields(names) == LiveFields("commodity_codes", "country")


def test_every_code_is_read_back_as_itself() -> None:
    """A server that publishes our tables sends codes, and they go through the text parser."""
    for commodity in load_commodities().all():
        assert parse_commodities(commodity.code).codes == (commodity.code,)


def test_copper_means_copper() -> None:
    values = ("Cu, Au", "Copper", "copperas", "Coppermine Point", "đồng", "tembaga; emas", "Gold")
    kept = commodity_values(OccurrenceFilter(commodities=("copper",)), "c", values)
    assert kept.field == "c"
    assert set(kept.values) == {"Cu, Au", "Copper", "đồng", "tembaga; emas"}


def test_all_of_needs_all() -> None:
    values = ("Cu, Au", "Cu", "Au", "Au; Ag; Cu")
    wanted = OccurrenceFilter(commodities=("copper", "gold"), combine="all")
    assert set(commodity_values(wanted, "c", values).values) == {"Cu, Au", "Au; Ag; Cu"}


def test_nothing_found_stays_nothing_and_not_everything() -> None:
    wanted = OccurrenceFilter(commodities=("tin",), countries=("BRN",))
    assert commodity_values(wanted, "c", ("Cu", "")).values == ()
    assert country_values(wanted, "n", ("Laos", "PHL", "")).values == ()


def test_countries_by_any_name() -> None:
    wanted = OccurrenceFilter(countries=("LAO", "VNM"))
    values = ("Laos", "Lao PDR", "Việt Nam", "VN", "Philippines", "Papua New Guinea")
    assert country_values(wanted, "n", values).values == ("Laos", "Lao PDR", "Việt Nam", "VN")


def test_the_facts_are_parted_by_country_like_their_column() -> None:
    with FACTS.open(encoding="utf-8", newline="") as handle:
        texts = [row["country"] for row in csv.DictReader(handle)]
    kept = 0
    for country in members():
        wanted = OccurrenceFilter(countries=(country.iso3,))
        values = set(country_values(wanted, "country", sorted(set(texts))).values)
        assert values <= {country.iso3}
        kept += sum(text in values for text in texts)
    assert kept == len(texts)


def test_what_a_live_layer_cannot_do_is_said() -> None:
    both = LiveFields("commodity", "country")
    can = OccurrenceFilter(commodities=("gold",), countries=("PHL",))
    assert unsupported(can, both) == ""
    assert unsupported(OccurrenceFilter(), LiveFields()) == ""
    assert "no commodity field" in unsupported(can, LiveFields(country="country"))
    assert "no country field" in unsupported(can, LiveFields(commodity="commodity"))
    assert "areas" in unsupported(OccurrenceFilter(extent=(0, 0, 1, 1)), both)
    assert "sources" in unsupported(OccurrenceFilter(sources=("a",)), both)
