"""Alignment: what the source said stays, what we made of it follows the stated rules."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime, time, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from aligning import field_map
from hypothesis import given
from hypothesis import strategies as st

from amis_qgis_plugin.core.alignment import AlignedRow, Aligner
from amis_qgis_plugin.core.attributes import attributes_from_json, attributes_to_json
from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.core.deposit_types import deposit_types, match_deposit_type
from amis_qgis_plugin.core.field_readers import representative
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.places import PlaceReading
from amis_qgis_plugin.core.schemas import layer_types
from amis_qgis_plugin.core.user_terms import IGNORED, MINERAL, UserTerm, UserTerms

FACTS = Path(__file__).resolve().parents[2] / "sample_layers" / "facts" / "asean_deposits.csv"
FIELDS = field_map(
    identifier="id",
    name="site",
    commodity_text="what",
    country_text="where",
    deposit_type_text="kind",
    status_text="state",
)

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
json_values = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts


def row(attributes: dict[str, Any], fields: FieldMap = FIELDS, **options: Any) -> AlignedRow:
    return Aligner(fields, "survey", options.pop("terms", UserTerms())).align(
        attributes, "7", **options
    )


def aligned(**attributes: Any) -> dict[str, Any]:
    return dict(row(attributes).values)


@pytest.mark.parametrize("kind", layer_types(), ids=lambda kind: kind.table)
def test_the_values_are_the_fields_of_the_layer_type(kind: Any) -> None:
    fields = field_map(kind.layer_type_id, name="site") if kind.has("name") else FieldMap(
        kind.layer_type_id
    )  # fmt: skip
    assert list(row({"site": "A"}, fields).values) == [field.name for field in kind.fields]


@given(st.dictionaries(texts, json_values))
def test_source_attributes_come_back_as_they_were(attributes: dict[str, Any]) -> None:
    types = {k: "real" for k, v in attributes.items() if isinstance(v, float)}
    text = str(row(attributes).values["source_attributes"])
    assert attributes_from_json(text, types) == attributes
    assert list(json.loads(text)) == list(attributes)


typed_values = {
    "text": texts,
    "integer": st.integers(-(2**63), 2**63 - 1),
    "real": st.floats(allow_nan=False),
    "boolean": st.booleans(),
    "date": st.dates(),
    "time": st.times(),
    "datetime": st.datetimes(timezones=st.none() | st.just(timezone.utc)),
    "binary": st.binary(max_size=40),
    "list": st.lists(texts | st.integers(), max_size=4),
}


@given(st.fixed_dictionaries({kind: st.none() | values for kind, values in typed_values.items()}))
def test_every_type_of_attribute_comes_back(attributes: dict[str, Any]) -> None:
    text = attributes_to_json(attributes)
    assert attributes_from_json(text, {kind: kind for kind in typed_values}) == attributes


def test_numbers_that_are_not_finite_come_back() -> None:
    text = attributes_to_json({"a": float("nan"), "b": float("-inf"), "day": date(2026, 1, 2)})
    back = attributes_from_json(text, {"a": "real", "b": "real", "day": "date"})
    assert str(back["a"]) == "nan"
    assert back["b"] == float("-inf")
    assert back["day"] == date(2026, 1, 2)


def test_every_fact_comes_back_as_it_was() -> None:
    with FACTS.open(encoding="utf-8", newline="") as handle:
        for fact in csv.DictReader(handle):
            assert json.loads(str(row(fact).values["source_attributes"])) == fact


def test_what_json_has_no_type_for_becomes_its_text() -> None:
    moment = datetime(2026, 3, 4, 5, 6, 7, tzinfo=timezone.utc)
    text = aligned(
        day=date(2026, 3, 4),
        moment=moment,
        hour=time(5, 6),
        grade=Decimal("0.10"),
        missing=float("nan"),
        endless=float("inf"),
        raw=b"\x00\xff",
        parts=[1, {"a": date(2026, 1, 1)}],
    )["source_attributes"]

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    assert json.loads(text, parse_constant=refuse) == {
        "day": "2026-03-04",
        "moment": moment.isoformat(),
        "hour": "05:06:00",
        "grade": "0.10",
        "missing": "nan",
        "endless": "inf",
        "raw": "00ff",
        "parts": [1, {"a": "2026-01-01"}],
    }


def test_source_words_stand_beside_the_codes() -> None:
    values = aligned(what="Cu, Au ", where="Viet Nam", kind="Porphyry copper", site=" Sin Quyen")
    assert values["commodity_text"] == "Cu, Au"
    assert values["commodity_codes"] == "copper; gold"
    assert values["country"] == "VNM"
    assert values["country_text"] == "Viet Nam"
    assert values["country_basis"] == "attribute"
    assert values["deposit_type_text"] == "Porphyry copper"
    model = match_deposit_type("Porphyry copper")
    assert model is not None
    assert values["deposit_model"] == model.notation
    assert values["name"] == "Sin Quyen"


def test_missing_values_are_null_and_never_the_word_none() -> None:
    values = aligned(site=None, what=None, where="")
    filled = {name for name, value in values.items() if value is not None}
    assert filled == {"identifier", "source_id", "source_feature_id", "source_attributes"}
    assert values["identifier"] == "survey/7"
    assert aligned(id="X-1")["identifier"] == "X-1"


@pytest.mark.parametrize("text", ["<Null>", "NULL", "n/a", "-", "nan", "None", "  "])
def test_words_for_nothing_are_nothing(text: str) -> None:
    assert aligned(site=text)["name"] is None
    assert aligned(what=text)["commodity_text"] is None


@pytest.mark.parametrize("name", ["Nan", "NAN", "Null Hill", "Nil Desperandum"])
def test_names_that_look_like_nothing_stay(name: str) -> None:
    assert aligned(site=name)["name"] == name


def test_whole_numbers_lose_their_point_in_text() -> None:
    assert aligned(id=12.0)["identifier"] == "12"
    assert aligned(id=12.5)["identifier"] == "12.5"


@pytest.mark.parametrize(
    ("what", "kind", "main"),
    [
        ("Au, Cu", "", "gold"),  # no deposit type: the first named
        ("Pb, Cu", "Porphyry copper", "copper"),  # a main commodity of the deposit type
        ("Ni, Sn", "Porphyry copper", "nickel"),  # none of its main commodities: the first named
        ("Ag (minor), Cu (major)", "", "copper"),  # what the source ranks as major
        ("", "Porphyry copper", None),
        ("Unobtainium", "", None),
    ],
)
def test_the_representative_commodity(what: str, kind: str, main: str | None) -> None:
    values = aligned(what=what, kind=kind)
    assert values["representative_commodity"] == main
    groups = load_commodities().get(main).groups if main else (None,)
    assert values["commodity_group"] == groups[0]


@given(
    st.lists(st.sampled_from([one.code for one in load_commodities().all()]), unique=True),
    st.none() | st.sampled_from(deposit_types()),
)
def test_the_representative_is_one_of_the_named(codes: list[str], deposit: Any) -> None:
    found = representative(dict.fromkeys(codes, "unranked"), deposit)
    assert found in codes or (found == "" and not codes)
    mains = set(deposit.main_commodities) if deposit else set()
    if mains & set(codes):
        assert found in mains
        assert not mains & set(codes[: codes.index(found)])
    elif codes:
        assert found == codes[0]


def test_unknown_terms_are_handed_back_with_their_vocabulary() -> None:
    attributes = {
        "what": "Unobtainium, Copper",
        "where": "Atlantis",
        "kind": "Zzz unknown type",
        "state": "asleep",
    }
    result = row(attributes)
    assert set(result.unmatched) == {
        ("commodity", "Unobtainium"),
        ("country", "Atlantis"),
        ("deposit type", "Zzz unknown type"),
        ("mine status", "asleep"),
    }
    assert [code for code, _role in result.commodities] == ["copper"]
    assert result.values["country"] is None
    assert result.values["country_text"] == "Atlantis"


def test_what_is_known_or_empty_is_not_unmatched() -> None:
    assert row({"what": "copper", "where": "Laos", "kind": ""}).unmatched == ()


@pytest.mark.parametrize(
    ("state", "kind", "status"),
    [
        ("Prospect", "prospect", None),
        ("Producer", None, "operating"),
        ("Past Producer", None, "historic"),
        ("http://resource.geosciml.org/classifier/cgi/mine-status/closed", None, "closed"),
        ("https://resource.geosciml.org/classifier/cgi/mineral-occurrence-type/deposit",
         "deposit", None),
        ("http://www.opengis.net/def/nil/OGC/0/unknown", None, None),
    ],
)  # fmt: skip
def test_one_field_may_mix_kind_and_status(
    state: str, kind: str | None, status: str | None
) -> None:
    result = row({"state": state})
    assert result.values["occurrence_type"] == kind
    assert result.values["mine_status"] == status
    assert result.unmatched == ()


def test_several_deposit_types_are_known_but_none_is_chosen() -> None:
    result = row({"kind": "Fluvial placer tin,Greisen tin ±W-Mo,Vein tin"})
    assert result.values["deposit_model"] is None
    assert result.unmatched == ()


def test_each_commodity_once_with_its_role() -> None:
    result = row({"what": "Copper (major), Cu, gold (minor)"})
    assert dict(result.commodities) == {"copper": "major", "gold": "minor"}
    assert len(result.commodities) == 2


def ranked_columns(*columns: SourceColumn) -> FieldMap:
    return FieldMap("mineral_occurrences", {"commodity_text": FieldUse(columns)})


def test_columns_give_ranks() -> None:
    fields = ranked_columns(SourceColumn("main", "major"), SourceColumn("others", "minor"))
    result = row({"main": "Cu; Au", "others": "Ag, Cu, Mo (possible)"}, fields)
    assert dict(result.commodities) == {
        "copper": "major",
        "gold": "major",
        "silver": "minor",
        "molybdenum": "possible",
    }
    assert result.values["commodity_text"] == "Cu; Au; Ag, Cu, Mo (possible)"


def test_columns_without_ranks_are_one_list() -> None:
    fields = ranked_columns(SourceColumn("a"), SourceColumn("b"), SourceColumn("c"))
    result = row({"a": "nickel", "b": "goethite", "c": None}, fields)
    assert result.values["commodity_codes"] == "nickel"
    assert result.values["minerals"] == "goethite"


def test_columns_may_say_yes_to_their_name() -> None:
    fields = ranked_columns(
        SourceColumn("Gold", is_flag=True),
        SourceColumn("Mag_Sand", is_flag=True),
        SourceColumn("Copper", is_flag=True),
    )
    result = row({"Gold": 1, "Mag_Sand": "Y", "Copper": 0}, fields)
    assert result.values["commodity_text"] == "Gold; Mag Sand"
    assert "gold" in dict(result.commodities)
    assert "copper" not in dict(result.commodities)


def test_a_representative_of_the_source_stands_for_the_row() -> None:
    fields = field_map(commodity_text="what", representative_commodity="uri")
    uri = "http://resource.geosciml.org/classifier/cgi/commodity-code/gold"
    assert row({"what": "Cu, Au", "uri": uri}, fields).values["representative_commodity"] == "gold"
    only = row({"what": None, "uri": uri}, fields)
    assert only.commodities == (("gold", "unranked"),)


def test_a_source_about_one_commodity_gives_that_and_keeps_its_text() -> None:
    text = "pentlandite, olivine, chromite, Rhodium, Palladium, Aluminum Oxide"
    fields = field_map(commodity_text="minerals").with_use(
        "commodity_codes", FieldUse(constant="chromite")
    )
    result = row({"minerals": text}, fields)
    assert [code for code, _role in result.commodities] == ["chromite"]
    assert result.values["commodity_text"] == text
    assert result.unmatched == ()


@pytest.mark.parametrize(
    ("code", "codes", "unknown"),
    [
        ("copper", ["copper"], []),
        ("", ["gold"], []),
        (None, ["gold"], []),
        ("unobtainium", ["gold"], ["unobtainium"]),
    ],
)
def test_the_same_for_all_stands_only_where_a_row_has_none_of_its_own(
    code: Any, codes: list[str], unknown: list[str]
) -> None:
    use = FieldUse((SourceColumn("code"),), "gold")
    fields = field_map(commodity_text="what").with_use("commodity_codes", use)
    result = row({"code": code, "what": "Zinc"}, fields)
    assert [one for one, _role in result.commodities] == codes
    assert [term for _vocabulary, term in result.unmatched] == unknown


@pytest.mark.parametrize(
    ("decimal", "texts", "numbers"),
    [
        (",", "18.184,5 1.250 950,25 10.000", [18184.5, 1250.0, 950.25, 10000.0]),
        (".", "1.250 12.5 1,250", [1.25, 12.5, 1250.0]),
        ("", "1.250 12.5 1,250 18.184,5", [None, 12.5, None, 18184.5]),
    ],
)
def test_numbers_are_read_by_the_decimal_mark_of_the_map(
    decimal: str, texts: str, numbers: list[Any]
) -> None:
    use = FieldUse((SourceColumn("LUAS"),), decimal=decimal)
    fields = field_map("tenements").with_use("area_ha", use)
    read = [row({"LUAS": text}, fields) for text in texts.split()]
    assert [one.values["area_ha"] for one in read] == numbers
    noted = [[note.code for note in one.notes if note.field == "area_ha"] for one in read]
    assert noted == [[] if number is not None else ["unreadable-number"] for number in numbers]
    number = row({"LUAS": 1.25}, fields).values["area_ha"]
    assert number == 1.25


IN_MALAYSIA, OFF_MALAYSIA = PlaceReading("MYS"), PlaceReading("MYS", 12.4)
NOWHERE = PlaceReading("", 50.0)


@pytest.mark.parametrize(
    ("where", "place", "country", "basis", "note"),
    [
        ("Malaysia", IN_MALAYSIA, "MYS", "attribute", ""),
        ("Malaysia", None, "MYS", "attribute", ""),
        ("Malaysia", OFF_MALAYSIA, "MYS", "attribute", "offshore"),
        ("Thailand", IN_MALAYSIA, "THA", "attribute", "country-disagrees"),
        ("Thailand", OFF_MALAYSIA, "THA", "attribute", "country-disagrees"),
        ("Thailand", NOWHERE, "THA", "attribute", "place-nowhere"),
        ("", NOWHERE, None, None, ""),
        ("", IN_MALAYSIA, "MYS", "place", ""),
        ("", OFF_MALAYSIA, "MYS", "coast", "offshore"),
        ("Atlantis", IN_MALAYSIA, "MYS", "place", ""),
        ("", None, None, None, ""),
        ("Papua New Guinea", None, "PNG", "attribute", ""),
    ],
)
def test_country_from_attribute_place_or_both(
    where: str, place: Any, country: str | None, basis: str | None, note: str
) -> None:
    result = row({"where": where}, place=place)
    assert (result.values["country"], result.values["country_basis"]) == (country, basis)
    assert [one.code for one in result.notes] == ([note] if note else [])
    assert result.values["country_text"] == (where or None)


def test_on_what_the_country_rests_is_found_out_and_never_read() -> None:
    fields = field_map(country_text="where", country_basis="basis")
    for place in (None, IN_MALAYSIA):
        said = {"where": "Malaysia", "basis": "a guess"}
        assert row(said, fields, place=place).values["country_basis"] == "attribute"


def test_a_country_stated_for_the_source_stands_in() -> None:
    fields = field_map(country_text="where").with_use(
        "country", FieldUse((SourceColumn("where"),), "Thailand")
    )
    assert row({"where": ""}, fields).values["country"] == "THA"
    assert row({"where": ""}, fields).values["country_basis"] == "source"
    assert row({"where": "Laos"}, fields).values["country"] == "LAO"
    (note,) = row({"where": ""}, fields, place=IN_MALAYSIA).notes
    assert note.code == "country-disagrees"
    assert "Thailand" in note.detail
    assert "Malaysia" in note.detail


def test_perak_is_silver_as_a_commodity_and_a_state_as_a_place() -> None:
    fields = field_map(commodity_text="komoditi", admin1="negeri", country_text="negeri")
    result = row({"komoditi": "perak", "negeri": "Perak"}, fields)
    assert result.values["commodity_codes"] == "silver"
    assert result.values["admin1"] == "Perak"
    assert result.values["country"] is None
    assert ("country", "Perak") in result.unmatched


def test_numbers_dates_and_units() -> None:
    fields = FieldMap(
        "tenements",
        {
            "area_ha": FieldUse((SourceColumn("km2"),), unit="km2"),
            "grant_date": FieldUse((SourceColumn("from"),), unit="dmy"),
            "expiry_date": FieldUse((SourceColumn("to"),)),
        },
    )
    result = row({"km2": "1.234,5", "from": "03/04/1998", "to": "12 ม.ค. 2560"}, fields)
    assert result.values["area_ha"] == pytest.approx(123450.0)
    assert result.values["grant_date"] == "1998-04-03"
    assert result.values["expiry_date"] == "2017-01-12"
    assert [note.code for note in result.notes] == ["buddhist-year"]
    bad = row({"km2": "1,234", "from": "soon", "to": "03/04/1998"}, fields)
    assert {note.code for note in bad.notes} == {"unreadable-number", "unreadable-date"}
    assert [bad.values[name] for name in ("area_ha", "grant_date", "expiry_date")] == [None] * 3


def test_decisions_of_a_person_are_applied() -> None:
    terms = UserTerms(
        [
            UserTerm("commodity", "Unobtainium", ("tin", "tungsten")),
            UserTerm("commodity", "rubbish", meaning=IGNORED),
            UserTerm("commodity", "slagite", meaning=MINERAL),
            UserTerm("country", "Ayutthaya", ("THA",)),
            UserTerm("mine status", "asleep", ("care-and-maintenance",)),
        ]
    )
    attributes = {"what": "UNOBTAINIUM, rubbish, slagite", "where": "Ayutthaya", "state": "asleep"}
    result = row(attributes, terms=terms)
    assert [code for code, _role in result.commodities] == ["tin", "tungsten"]
    assert result.values["minerals"] == "slagite"
    assert result.values["country"] == "THA"
    assert result.values["mine_status"] == "care-and-maintenance"
    assert result.unmatched == ()
    assert len(row(attributes).unmatched) == 5


@pytest.mark.parametrize(
    ("first", "second", "code", "unknown"),
    [
        ("Filon", "Greisen", None, []),  # two types that differ are no answer
        ("Amas", "Skarn", "skarn", ["Amas"]),
        ("Filon", "veine", "vein", []),
        ("Filon", "", "vein", []),
        ("", "Amas; Skarn; Zzz", "skarn", ["Amas", "Zzz"]),
    ],
)
def test_each_of_several_texts_of_a_code_is_read_by_itself(
    first: str, second: str, code: str | None, unknown: list[str]
) -> None:
    columns = (SourceColumn("shape"), SourceColumn("type"))
    fields = FieldMap("mineral_occurrences", {"deposit_type_text": FieldUse(columns)})
    result = row({"shape": first, "type": second}, fields)
    assert result.values["deposit_model"] == code
    assert [term for _vocabulary, term in result.unmatched] == unknown


def test_a_list_of_known_terms_is_no_unknown_term() -> None:
    fields = field_map("geological_units", lithology_text="what")
    result = row({"what": "sandstone, siltstone"}, fields)
    assert (result.values["lithology"], result.unmatched) == (None, ())
    assert result.values["lithology_text"] == "sandstone, siltstone"
    assert row({"what": "sandstone, moonrock"}, fields).unmatched != ()
