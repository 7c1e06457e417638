"""Live layers: which fields a filter can use, and which raw values mean what is wanted."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from aligning import field_map

from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.core.commodity_parser import parse_commodities
from amis_qgis_plugin.core.countries import members
from amis_qgis_plugin.core.expressions import ValueFilter
from amis_qgis_plugin.core.live_fields import (
    LiveFields,
    commodity_groups,
    country_values,
    deposit_values,
    fields_by_name,
    fields_of_map,
    unsupported,
)
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.schemas import layer_type
from amis_qgis_plugin.core.user_terms import UserTerm, UserTerms

FACTS = Path(__file__).resolve().parents[2] / "sample_layers" / "facts" / "asean_deposits.csv"


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["fid", "Commodity", "COUNTRY"], LiveFields(("Commodity",), "COUNTRY")),
        (["commodity_text", "commodity_codes"], LiveFields(("commodity_codes",))),
        (["deposit.commod1", "deposit.commod2"], LiveFields(("deposit.commod1",))),
        (["KOMODITAS", "NEGARA"], LiveFields(("KOMODITAS",), "NEGARA")),
        (["khoang_san", "quoc_gia"], LiveFields(("khoang_san",), "quoc_gia")),
        (["ชนิดแร่", "ประเทศ"], LiveFields(("ชนิดแร่",), "ประเทศ")),
        (["iso3", "dep_type"], LiveFields((), "iso3", "dep_type")),
        (["name", "commodity_note"], LiveFields()),
        ([], LiveFields()),
    ],
)
def test_fields_by_name(names: list[str], found: LiveFields) -> None:
    assert fields_by_name(names) == found


def test_the_fields_of_our_own_tables_are_known() -> None:
    names = [field.name for field in layer_type("mineral_occurrences").fields]
    assert fields_by_name(names) == LiveFields(("commodity_codes",), "country", "deposit_model")


def test_fields_of_a_map() -> None:
    fields = FieldMap(
        "mineral_occurrences",
        {
            "commodity_text": FieldUse((SourceColumn("c1", "major"), SourceColumn("c2", "minor"))),
            "country_text": FieldUse((SourceColumn("land"),)),
            "deposit_type_text": FieldUse((SourceColumn("typ"),)),
        },
        "fr",
    )
    assert fields_of_map(fields) == LiveFields(("c1", "c2"), "land", "typ", "fr")
    flags = FieldMap(
        "tenements", {"commodity_text": FieldUse((SourceColumn("Gold", is_flag=True),))}
    )
    assert fields_of_map(flags).flags == ("Gold",)
    assert fields_of_map(flags).commodities == ()
    assert fields_of_map(field_map("faults", name="n")) == LiveFields(profile="")


def test_every_code_is_read_back_as_itself() -> None:
    """A server that publishes our tables sends codes, and they go through the text parser."""
    for commodity in load_commodities().all():
        assert parse_commodities(commodity.code).codes == (commodity.code,)


def kept(wanted: OccurrenceFilter, *values: str) -> set[str]:
    ((choice,),) = commodity_groups(wanted, {"c": values})
    assert choice.field == "c"
    return set(choice.values)


def test_copper_means_copper() -> None:
    values = ("Cu, Au", "Copper", "copperas", "Coppermine Point", "đồng", "tembaga; emas", "Gold")
    assert kept(OccurrenceFilter(commodities=("copper",)), *values) == {
        "Cu, Au",
        "Copper",
        "đồng",
        "tembaga; emas",
    }


def test_all_of_needs_all() -> None:
    wanted = OccurrenceFilter(commodities=("copper", "gold"), combine="all")
    assert kept(wanted, "Cu, Au", "Cu", "Au", "Au; Ag; Cu") == {"Cu, Au", "Au; Ag; Cu"}


def test_several_fields_are_alternatives_for_each_wish() -> None:
    values = {"main": ("Cu", "Au", "Sn"), "other": ("Au", "Ag")}
    either = OccurrenceFilter(commodities=("copper", "gold"))
    assert commodity_groups(either, values) == (
        (ValueFilter("main", ("Au", "Cu")), ValueFilter("other", ("Au",))),
    )
    both = OccurrenceFilter(commodities=("copper", "gold"), combine="all")
    assert set(commodity_groups(both, values)) == {
        (ValueFilter("main", ("Cu",)),),
        (ValueFilter("main", ("Au",)), ValueFilter("other", ("Au",))),
    }
    none = OccurrenceFilter(commodities=("tungsten",))
    ((nothing,),) = commodity_groups(none, values)
    assert nothing.keeps_nothing


def test_profiles_and_decisions_count_on_live_layers_too() -> None:
    gold = OccurrenceFilter(commodities=("gold",))
    values = {"s": ("or, cuivre", "unobtainium")}
    assert commodity_groups(gold, values)[0][0].keeps_nothing
    assert commodity_groups(gold, values, "fr")[0][0].values == ("or, cuivre",)
    terms = UserTerms([UserTerm("commodity", "unobtainium", ("gold",))])
    assert commodity_groups(gold, values, "", terms)[0][0].values == ("unobtainium",)


def test_nothing_found_stays_nothing_and_not_everything() -> None:
    wanted = OccurrenceFilter(commodities=("tin",), countries=("BRN",))
    assert kept(wanted, "Cu", "") == set()
    assert country_values(wanted, "n", ("Laos", "PHL", "")).values == ()


def test_countries_by_any_name() -> None:
    wanted = OccurrenceFilter(countries=("LAO", "VNM"))
    values = ("Laos", "Lao PDR", "Việt Nam", "VN", "Philippines", "Papua New Guinea")
    assert country_values(wanted, "n", values).values == ("Laos", "Lao PDR", "Việt Nam", "VN")


def test_deposit_models_by_any_name() -> None:
    wanted = OccurrenceFilter(deposit_models=("porphyry-copper-gold",))
    values = ("20c", "Porphyry copper", "Vein tin", "")
    assert deposit_values(wanted, "d", values).values == ("20c", "Porphyry copper")


def test_the_facts_are_parted_by_country_like_their_column() -> None:
    with FACTS.open(encoding="utf-8", newline="") as handle:
        texts = [row["country"] for row in csv.DictReader(handle)]
    found = 0
    for country in members():
        wanted = OccurrenceFilter(countries=(country.iso3,))
        values = set(country_values(wanted, "country", sorted(set(texts))).values)
        assert values <= {country.iso3}
        found += sum(text in values for text in texts)
    assert found == len(texts)


def test_what_a_live_layer_cannot_do_is_said() -> None:
    both = LiveFields(("commodity",), "country")
    can = OccurrenceFilter(commodities=("gold",), countries=("PHL",))
    assert unsupported(can, both) == ""
    assert unsupported(OccurrenceFilter(), LiveFields()) == ""
    assert "no commodity field" in unsupported(can, LiveFields(country="country"))
    assert "no country field" in unsupported(can, LiveFields(("commodity",)))
    assert "yes or no" in unsupported(can, LiveFields(country="c", flags=("Gold", "Tin")))
    models = OccurrenceFilter(deposit_models=("vein-tin",))
    assert "deposit types" in unsupported(models, both)
    assert unsupported(models, LiveFields(("c",), "", "d")) == ""
    assert "areas" in unsupported(OccurrenceFilter(extent=(0, 0, 1, 1)), both)
    assert "sources" in unsupported(OccurrenceFilter(sources=("a",)), both)
