"""Live layers: which fields a filter can use, and which raw values mean what is wanted."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from aligning import field_map

from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.core.commodity_parser import parse_commodities
from amis_qgis_plugin.core.countries import members
from amis_qgis_plugin.core.expressions import ValueFilter, to_value_expression
from amis_qgis_plugin.core.live_fields import (
    LiveFields,
    fields_by_name,
    fields_of_map,
    unsupported,
)
from amis_qgis_plugin.core.live_groups import live_groups
from amis_qgis_plugin.core.live_rows import mixed_rows, rows_read_otherwise
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.schemas import OCCURRENCES, layer_type
from amis_qgis_plugin.core.user_terms import NO_TERMS, UserTerm, UserTerms

FACTS = Path(__file__).resolve().parents[2] / "sample_layers" / "facts" / "asean_deposits.csv"


@pytest.mark.parametrize(
    ("names", "found"),
    [
        (["fid", "Commodity", "COUNTRY"], LiveFields(("Commodity",), ("COUNTRY",))),
        (["commodity_text", "commodity_codes"], LiveFields(("commodity_codes",))),
        (["deposit.commod1", "deposit.commod2"], LiveFields(("deposit.commod1",))),
        (["KOMODITAS", "NEGARA"], LiveFields(("KOMODITAS",), ("NEGARA",))),
        (["khoang_san", "quoc_gia"], LiveFields(("khoang_san",), ("quoc_gia",))),
        (["ชนิดแร่", "ประเทศ"], LiveFields(("ชนิดแร่",), ("ประเทศ",))),
        (["iso3", "dep_type"], LiveFields((), ("iso3",), ("dep_type",))),
        (["name", "commodity_note"], LiveFields()),
        ([], LiveFields()),
    ],
)
def test_fields_by_name(names: list[str], found: LiveFields) -> None:
    assert fields_by_name(names) == found


def test_the_fields_of_our_own_tables_are_known() -> None:
    names = [field.name for field in layer_type("mineral_occurrences").fields]
    assert fields_by_name(names) == LiveFields(
        ("commodity_codes",),
        ("country",),
        ("deposit_model",),
        kinds=("occurrence_type",),
        statuses=("mine_status",),
    )


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
    assert fields_of_map(fields) == LiveFields(("c1", "c2"), ("land",), ("typ",), "fr")
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
    ((choice,),) = live_groups(replace(wanted, countries=()), LiveFields(("c",)), {"c": values})
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


TWO = LiveFields(("main", "other"))


def test_several_fields_are_alternatives_for_each_wish() -> None:
    values = {"main": ("Cu", "Au", "Sn"), "other": ("Au", "Ag")}
    either = OccurrenceFilter(commodities=("copper", "gold"))
    assert live_groups(either, TWO, values) == (
        (ValueFilter("main", ("Au", "Cu")), ValueFilter("other", ("Au",))),
    )
    both = OccurrenceFilter(commodities=("copper", "gold"), combine="all")
    assert set(live_groups(both, TWO, values)) == {
        (ValueFilter("main", ("Cu",)),),
        (ValueFilter("main", ("Au",)), ValueFilter("other", ("Au",))),
    }
    none = OccurrenceFilter(commodities=("tungsten",))
    ((nothing,),) = live_groups(none, TWO, values)
    assert nothing.keeps_nothing


def test_profiles_and_decisions_count_on_live_layers_too() -> None:
    gold = OccurrenceFilter(commodities=("gold",))
    values = {"s": ("or, cuivre", "unobtainium")}
    plain, french = LiveFields(("s",)), LiveFields(("s",), profile="fr")
    assert live_groups(gold, plain, values)[0][0].keeps_nothing
    assert live_groups(gold, french, values)[0][0].values == ("or, cuivre",)
    terms = UserTerms([UserTerm("commodity", "unobtainium", ("gold",))])
    assert live_groups(gold, plain, values, terms)[0][0].values == ("unobtainium",)


def countries(wanted: OccurrenceFilter, *values: str, terms: UserTerms = NO_TERMS) -> list[str]:
    fields = LiveFields(countries=("n",))
    ((choice,),) = live_groups(replace(wanted, commodities=()), fields, {"n": values}, terms)
    return list(choice.values)


def test_decisions_count_for_countries_and_deposit_types_too() -> None:
    terms = UserTerms(
        [
            UserTerm("country", "Nusantara", ("IDN",)),
            UserTerm("country", "Laos", meaning="ignored"),
            UserTerm("deposit type", "Kiểu A", ("skarn",)),
        ]
    )
    wanted = OccurrenceFilter(countries=("IDN", "LAO"))
    assert countries(wanted, "Nusantara", "Laos", "LAO", terms=terms) == ["Nusantara", "LAO"]
    models = OccurrenceFilter(deposit_models=("skarn",))
    fields = LiveFields(deposit_types=("d",))
    ((choice,),) = live_groups(models, fields, {"d": ("Kiểu A", "porphyry")}, terms)
    assert choice.values == ("Kiểu A",)


def test_codes_and_text_are_both_looked_at() -> None:
    fields = fields_of_map(field_map(commodity_codes="codes", commodity_text="words"))
    values = {"codes": ("Cu",), "words": ("tembaga", "emas")}
    (group,) = live_groups(OccurrenceFilter(commodities=("copper",)), fields, values)
    assert group == (ValueFilter("codes", ("Cu",)), ValueFilter("words", ("tembaga",)))


def test_fields_named_after_commodities_are_filtered_by_their_yes() -> None:
    columns = tuple(SourceColumn(name, is_flag=True) for name in ("Gold", "Tin"))
    fields = fields_of_map(FieldMap(OCCURRENCES, {"commodity_text": FieldUse(columns)}))
    values = {"Gold": ("Y", "N"), "Tin": ("yes", "no")}
    (group,) = live_groups(OccurrenceFilter(commodities=("gold",)), fields, values)
    assert group == (ValueFilter("Gold", ("Y",)),)
    assert unsupported(OccurrenceFilter(commodities=("gold",)), fields) == ""


def test_what_holds_for_all_rows_counts_where_a_row_states_none() -> None:
    gold = OccurrenceFilter(commodities=("gold",))
    use = FieldUse((SourceColumn("c"),), "emas")
    fields = fields_of_map(FieldMap(OCCURRENCES, {"commodity_text": use}))
    (group,) = live_groups(gold, fields, {"c": ("Cu", "Au")})
    assert group == (ValueFilter("c", ("Au",)), ValueFilter("", (), none_of=("c",)))
    assert to_value_expression([group]) == """("c" = 'Au' OR ("c" IS NULL OR "c" = ''))"""
    everywhere = fields_of_map(FieldMap(OCCURRENCES, {"country": FieldUse(constant="Laos")}))
    assert everywhere.country_for_all == "LAO"
    laos, both = (OccurrenceFilter(countries=iso) for iso in (("LAO",), ("PHL",)))
    assert live_groups(laos, everywhere, {}) == ()
    assert unsupported(laos, everywhere) == ""
    with_names = replace(everywhere, commodities=("c",))
    ((nothing,),) = live_groups(both, with_names, {"c": ("Cu",)})
    assert nothing.keeps_nothing


def test_nothing_found_stays_nothing_and_not_everything() -> None:
    wanted = OccurrenceFilter(commodities=("tin",), countries=("BRN",))
    assert kept(wanted, "Cu", "") == set()
    assert countries(wanted, "Laos", "PHL", "") == []


def test_countries_by_any_name() -> None:
    wanted = OccurrenceFilter(countries=("LAO", "VNM"))
    values = ("Laos", "Lao PDR", "Việt Nam", "VN", "Philippines", "Papua New Guinea")
    assert countries(wanted, *values) == ["Laos", "Lao PDR", "Việt Nam", "VN"]


def test_deposit_models_by_any_name() -> None:
    wanted = OccurrenceFilter(deposit_models=("porphyry-copper-gold",))
    values = ("20c", "Porphyry copper", "Vein tin", "")
    ((choice,),) = live_groups(wanted, LiveFields(deposit_types=("d",)), {"d": values})
    assert choice.values == ("20c", "Porphyry copper")


def test_the_facts_are_parted_by_country_like_their_column() -> None:
    with FACTS.open(encoding="utf-8", newline="") as handle:
        texts = [row["country"] for row in csv.DictReader(handle)]
    found = 0
    for country in members():
        wanted = OccurrenceFilter(countries=(country.iso3,))
        values = set(countries(wanted, *sorted(set(texts))))
        assert values <= {country.iso3}
        found += sum(text in values for text in texts)
    assert found == len(texts)


def test_what_a_live_layer_cannot_do_is_said() -> None:
    both = LiveFields(("commodity",), ("country",))
    can = OccurrenceFilter(commodities=("gold",), countries=("PHL",))
    assert unsupported(can, both) == ""
    assert unsupported(OccurrenceFilter(), LiveFields()) == ""
    assert "no commodity field" in unsupported(can, LiveFields(countries=("country",)))
    said = unsupported(can, LiveFields(("commodity",)))
    assert said.endswith("countries are not filtered; name one in Field mapping")
    models = OccurrenceFilter(deposit_models=("vein-tin",))
    assert "deposit types" in unsupported(models, both)
    assert unsupported(models, LiveFields(("c",), (), ("d",))) == ""
    assert "areas" in unsupported(OccurrenceFilter(extent=(0, 0, 1, 1)), both)
    assert "sources" in unsupported(OccurrenceFilter(sources=("a",)), both)


@pytest.mark.parametrize(
    ("columns", "rows", "code", "otherwise"),
    [
        # aligned, quartz is a gangue mineral beside nickel
        (("c1", "c2"), {("Nickel", "quartz, goethite"): 3, ("", "quartz"): 2}, "quartz", 3),
        (("c1", "c2"), {("Gold", "galena"): 4, ("Lead", ""): 1}, "lead", 4),
        (("c1", "c2"), {("Copper", "Gold"): 4, ("Lead", ""): 1}, "gold", 0),
        (("c1",), {("Nickel, quartz",): 3}, "quartz", 0),
    ],
)
def test_rows_are_counted_whose_fields_say_something_else_together(
    columns: tuple[str, ...], rows: dict[tuple[str, ...], int], code: str, otherwise: int
) -> None:
    used = FieldUse(tuple(map(SourceColumn, columns)))
    fields = fields_of_map(FieldMap("mineral_occurrences", {"commodity_text": used}))
    mixed = mixed_rows(fields, rows)
    assert rows_read_otherwise(OccurrenceFilter(commodities=(code,)), mixed) == otherwise
    assert rows_read_otherwise(OccurrenceFilter(), mixed) == 0


def test_codes_come_before_the_text_that_a_server_is_asked_for() -> None:
    uses = {
        "commodity_codes": FieldUse((SourceColumn("code"),)),
        "commodity_text": FieldUse((SourceColumn("text"),)),
    }
    fields = fields_of_map(FieldMap("mineral_occurrences", uses))
    mixed = mixed_rows(fields, {("copper", "Gold, Copper"): 7, ("", "Gold"): 9})
    gold, copper = (OccurrenceFilter(commodities=(code,)) for code in ("gold", "copper"))
    assert rows_read_otherwise(gold, mixed) == 7
    assert rows_read_otherwise(copper, mixed) == 0


def test_what_is_not_wanted_is_left_out_and_silence_stays() -> None:
    values = {"c": ("Au", "Cu", "Cu, Au"), "d": ("Cu", "Sn"), "copper": ("no", "yes")}
    no_copper = OccurrenceFilter(excluded=("copper",))
    silent = ValueFilter("", (), none_of=("c",))
    assert live_groups(no_copper, LiveFields(("c",)), values) == (
        (ValueFilter("c", ("Au",)), silent),
    )
    one, other, flag = live_groups(no_copper, LiveFields(("c", "d"), flags=("copper",)), values)
    assert one == (ValueFilter("c", ("Au",)), silent)
    assert other[0].values == ("Sn",)
    assert flag[0] == ValueFilter("copper", ("no",))
    assert flag[1].none_of == ("copper",)
    mostly = LiveFields(("c",), commodity_for_all="copper")
    _group, stated = live_groups(no_copper, mostly, values)
    assert stated == (ValueFilter("c", values["c"]),)
    assert "no commodity field" in unsupported(no_copper, LiveFields(countries=("x",)))


def test_kinds_and_status_are_read_as_alignment_reads_them() -> None:
    fields = fields_by_name(["commodity", "mine_status", "occurrence_type"])
    assert (fields.kinds, fields.statuses) == (("occurrence_type",), ("mine_status",))
    fields = LiveFields(("c",), kinds=("k",), statuses=("s",))
    assert fields.names() == ("c", "k", "s")
    values = {
        "k": ("Deposit", "gisement", "prospek", "x"),
        "s": ("Producer", "C&M", "tutup; tutup"),
    }
    wanted = OccurrenceFilter(occurrence_types=("deposit",), mine_statuses=("closed",))
    assert live_groups(wanted, fields, values) == (
        (ValueFilter("k", ("Deposit", "gisement")),),
        (ValueFilter("s", ("tutup; tutup",)),),
    )
    assert unsupported(wanted, fields) == ""
    said = unsupported(wanted, LiveFields(("c",)))
    assert "kinds of occurrences" in said
    assert "mine status" in said


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ({"commodities": ("copper",), "role": "major"}, "main products"),
        ({"completeness": ("INCOMPLETE",)}, "sources"),
        ({"polygon": "POLYGON ((1 2, 3 4, 5 2))"}, "areas"),
    ],
)
def test_later_wishes_that_a_live_layer_cannot_do_are_said(wish: dict[str, Any], told: str) -> None:
    assert told in unsupported(OccurrenceFilter(**wish), LiveFields(("c",)))
