"""Field maps as values and as JSON: what comes back, what is refused; units, orders and flags."""

from __future__ import annotations

import json
import random
from fractions import Fraction
from itertools import zip_longest
from typing import Any

import pytest
from aligning import field_map

from amis_qgis_plugin.core.alignment import Aligner
from amis_qgis_plugin.core.commodities import PROFILES
from amis_qgis_plugin.core.errors import FieldMapError, VocabularyError
from amis_qgis_plugin.core.mapping.column_values import sample_columns
from amis_qgis_plugin.core.mapping.field_map import ROLES, FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.mapping.propose import propose
from amis_qgis_plugin.core.mapping.units import factor, units_for
from amis_qgis_plugin.core.rows import SourceField, SourceLayer
from amis_qgis_plugin.core.schemas import LayerType, layer_type, layer_types

NAMES = ("KOMODITI", "Tên mỏ", "ชนิดแร่", "a b", 'o"k', "x:y.z", "", "ສາຍ", "1", "naïve")
OF_THE_SOURCE = ("source_id", "source_feature_id", "source_geometry", "source_attributes")
KINDS = pytest.mark.parametrize("kind", layer_types(), ids=lambda kind: kind.table)

# 1 foot = 0.3048 m; an acre is 4840 square yards; a rai is 400 square wa of 2 m.
YARD = Fraction(9144, 10000)
FACTORS = {
    ("m", "m"): 1, ("km", "m"): 1000, ("cm", "m"): Fraction(1, 100), ("ft", "m"): YARD / 3,
    ("ha", "ha"): 1, ("km2", "ha"): Fraction(1000**2, 100**2), ("m2", "ha"): Fraction(1, 100**2),
    ("ac", "ha"): 4840 * YARD**2 / 100**2, ("rai", "ha"): Fraction(400 * 2**2, 100**2),
    ("Ma", "Ma"): 1, ("ka", "Ma"): Fraction(1, 1000), ("Ga", "Ma"): 1000,
}  # fmt: skip


def units_of(kind: LayerType, name: str) -> tuple[str, ...]:
    """Return what may stand as the unit of a field, told from its type."""
    if name in ("longitude", "latitude"):
        return ("", {"longitude": "west", "latitude": "south"}[name])
    if kind.field(name).type == "date":
        return ("", "dmy", "mdy")
    unit = kind.field(name).unit
    return ("", *(source for source, own in FACTORS if own == unit))


def marks_of(kind: LayerType, name: str) -> tuple[str, ...]:
    """Return what may stand as the decimal mark of a field, told from its type."""
    is_number = kind.has(name) and kind.field(name).type in ("integer", "real")
    return ("", ".", ",") if is_number else ("",)


def fillable(kind: LayerType) -> list[str]:
    own = (one.name for one in kind.fields if one.name not in OF_THE_SOURCE)
    return [*own, "longitude", "latitude"]


def any_map(kind: LayerType, chance: random.Random) -> FieldMap:
    uses = {}
    for name in chance.sample(fillable(kind), chance.randrange(len(fillable(kind)))):
        columns = tuple(
            SourceColumn(chance.choice(NAMES), chance.choice(ROLES), chance.random() < 0.3)
            for _ in range(chance.randrange(4))
        )
        constant = chance.choice(["", "Thailand", "ทองแดง", "0"])
        unit, decimal = chance.choice(units_of(kind, name)), chance.choice(marks_of(kind, name))
        uses[name] = FieldUse(columns, constant, unit, decimal)
    return FieldMap(kind.layer_type_id, uses, chance.choice(PROFILES))


@KINDS
def test_every_map_comes_back_from_its_json(kind: LayerType) -> None:
    chance = random.Random(kind.table)
    for _ in range(40):
        before = any_map(kind, chance)
        text = json.dumps(before.to_dict(), ensure_ascii=chance.random() < 0.5)
        after = FieldMap.from_dict(json.loads(text))
        assert after == before
        assert after.to_dict() == before.to_dict()


def test_the_document_is_what_it_says_and_in_the_order_of_the_layer_type() -> None:
    fields = FieldMap(
        "tenements",
        {
            "longitude": FieldUse((SourceColumn("x"),)),
            "area_ha": FieldUse((SourceColumn("Luas"),), unit="km2", decimal=","),
            "commodity_text": FieldUse(
                (SourceColumn("Au", is_flag=True), SourceColumn("m", "minor"))
            ),
            "country": FieldUse(constant="IDN"),
        },
        "fr",
    )  # fmt: skip
    assert fields.to_dict() == {
        "format": "amis-field-map",
        "version": 1,
        "layer_type": "tenements",
        "profile": "fr",
        "fields": {
            "commodity_text": {
                "columns": [{"name": "Au", "flag": True}, {"name": "m", "role": "minor"}]
            },
            "area_ha": {"columns": [{"name": "Luas"}], "unit": "km2", "decimal": ","},
            "country": {"constant": "IDN"},
            "longitude": {"columns": [{"name": "x"}]},
        },
    }
    order = [one.name for one in layer_type("tenements").fields if one.name in fields.uses]
    assert list(fields.to_dict()["fields"]) == [*order, "longitude"]


@KINDS
def test_every_field_can_be_filled_but_those_of_the_source(kind: LayerType) -> None:
    for one in kind.fields:
        uses = {one.name: FieldUse((SourceColumn("a"),))}
        if one.name in OF_THE_SOURCE:
            with pytest.raises(FieldMapError, match=one.name):
                FieldMap(kind.layer_type_id, uses)
        else:
            assert FieldMap(kind.layer_type_id, uses).columns() == ("a",)


@KINDS
def test_only_numbers_take_a_decimal_mark(kind: LayerType) -> None:
    for name in fillable(kind):
        for decimal in ("", ".", ",", ";", "comma"):
            uses = {name: FieldUse((SourceColumn("a"),), decimal=decimal)}
            if decimal in marks_of(kind, name):
                assert FieldMap(kind.layer_type_id, uses).use(name).decimal == decimal
            else:
                with pytest.raises(FieldMapError, match=name):
                    FieldMap(kind.layer_type_id, uses)


@KINDS
def test_a_field_takes_its_own_units_and_no_others(kind: LayerType) -> None:
    every = {source for source, _own in FACTORS} | {
        "dmy",
        "mdy",
        "south",
        "west",
        "north",
        "east",
        "furlong",
        "HA",
        " ha",
    }
    for name in fillable(kind):
        for unit in every:
            uses = {name: FieldUse((SourceColumn("a"),), unit=unit)}
            if unit in units_of(kind, name):
                assert FieldMap(kind.layer_type_id, uses).use(name).unit == unit
            else:
                with pytest.raises(FieldMapError, match=name):
                    FieldMap(kind.layer_type_id, uses)


GOOD: dict[str, Any] = {
    "format": "amis-field-map",
    "version": 1,
    "layer_type": "tenements",
    "fields": {"area_ha": {"columns": [{"name": "a"}], "unit": "km2"}},
}
AREA = {"area_ha": {"columns": [{"name": "a"}]}}


def test_a_document_may_leave_out_or_null_what_is_empty() -> None:
    assert FieldMap.from_dict(GOOD).profile == ""
    nulls = {"columns": [{"name": "a", "role": None}], "constant": None, "unit": None}
    read = FieldMap.from_dict({**GOOD, "profile": None, "fields": {"area_ha": nulls}})
    assert read.use("area_ha") == FieldUse((SourceColumn("a"),))
    empty = FieldMap.from_dict({**GOOD, "fields": {"area_ha": {"columns": None}}})
    assert empty.use("area_ha") == FieldUse()
    named = FieldMap.from_dict({**GOOD, "fields": {"area_ha": {"columns": ["a"]}}})
    assert named.use("area_ha") == FieldUse((SourceColumn("a"),))
    number = FieldMap.from_dict({**GOOD, "fields": {"area_ha": {"constant": 0}}})
    assert number.use("area_ha").constant == "0"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"format": "amis-user-terms"}, "no field map"),
        ({"format": None}, "no field map"),
        ({"version": 2}, "Version 2"),
        ({"version": "1"}, "Version '1'"),
        ({"layer_type": "wells"}, "wells.*no such layer type"),
        ({"layer_type": None}, "no such layer type"),
        ({"profile": "klingon"}, "klingon"),
        ({"fields": None}, "no part of a field map"),
        ({"fields": ["area_ha"]}, "no part of a field map"),
        ({"fields": {"area_ha": None}}, "no part of a field map"),
        ({"fields": {"area_ha": "a"}}, "no part of a field map"),
        ({"fields": {"area_ha": {"columns": "ab"}}}, "'ab' is no list of columns"),
        ({"fields": {"area_ha": {"columns": [7]}}}, "no part of a field map"),
        ({"fields": {"area_ha": {"columns": [{"role": "major"}]}}}, "lacks 'name'"),
        ({"fields": {"area": AREA["area_ha"]}}, "Tenements has no field area"),
        ({"fields": {"deposit_type_text": AREA["area_ha"]}}, "deposit_type_text"),
        ({"fields": {"source_id": AREA["area_ha"]}}, "source_id"),
        ({"fields": {"area_ha": {"unit": "dmy"}}}, "Possible: ha, km2, m2, ac, rai"),
        ({"fields": {"grant_date": {"unit": "ymd"}}}, "Possible: dmy, mdy"),
        ({"fields": {"holder": {"unit": "m"}}}, "Possible: none"),
        ({"fields": {"name": {"columns": [{"name": "n", "role": "chief"}]}}}, "n: 'chief'"),
    ],
)
def test_what_is_no_field_map_is_refused_with_its_reason(
    change: dict[str, Any], words: str
) -> None:
    with pytest.raises(FieldMapError, match=words):
        FieldMap.from_dict({**GOOD, **change})


@pytest.mark.parametrize("missing", ["layer_type", "fields"])
def test_a_document_without_a_part_names_the_part(missing: str) -> None:
    with pytest.raises(FieldMapError, match=missing):
        FieldMap.from_dict({name: value for name, value in GOOD.items() if name != missing})


@pytest.mark.parametrize("document", [None, [], "amis-field-map", 7, {}, [GOOD]])
def test_other_json_is_no_field_map(document: Any) -> None:
    with pytest.raises(FieldMapError, match="no field map"):
        FieldMap.from_dict(document)


def test_a_map_for_no_layer_type_is_refused() -> None:
    with pytest.raises(VocabularyError, match="wells"):
        FieldMap("wells")


def test_changing_a_map_makes_another_one() -> None:
    before = field_map(name="site", commodity_text="what")
    changed = before.with_use("name", FieldUse((SourceColumn("title"),)))
    assert (before.columns(), changed.columns()) == (("site", "what"), ("title", "what"))
    assert changed.with_use("name", FieldUse()).uses.keys() == {"commodity_text"}
    assert changed.use("reference") == FieldUse()
    with pytest.raises(FieldMapError, match="grade"):
        before.with_use("grade", FieldUse((SourceColumn("g"),)))


def test_a_column_that_fills_two_fields_is_read_once() -> None:
    fields = field_map(name="site", local_name="site", commodity_text="what", longitude="x")
    assert fields.columns() == ("site", "what", "x")
    assert fields.missing_in(["What", "site"]) == ("what", "x")
    assert fields.missing_in(["x", "what", "site", "more"]) == ()


@pytest.mark.parametrize(("source", "own"), FACTORS)
def test_a_factor_is_what_the_units_are_defined_as(source: str, own: str) -> None:
    assert factor(source, own) == pytest.approx(float(FACTORS[source, own]), rel=1e-15)


def test_the_units_of_a_field_start_with_its_own() -> None:
    units = {one.unit for kind in layer_types() for one in kind.fields if one.unit}
    assert units == {"m", "ha", "Ma"}
    for unit in units:
        assert units_for(unit)[0] == unit
        assert set(units_for(unit)) == {source for source, own in FACTORS if own == unit}
    assert units_for("") == units_for("kg") == ()
    assert factor("", "ha") == factor("km2", "") == factor("", "") == 1.0


@pytest.mark.parametrize(
    ("kind", "name", "unit", "given", "read"),
    [
        ("tenements", "area_ha", "ac", "2,471.05", 1000.0),  # 1000 ha
        ("tenements", "area_ha", "rai", 625, 100.0),  # a square kilometre
        ("tenements", "area_ha", "m2", "10000", 1.0),
        ("tenements", "area_ha", "", "12,5", 12.5),
        ("boreholes", "length_m", "ft", 1000, 304.8),
        ("boreholes", "length_m", "km", "1.5", 1500.0),
        ("geophysical_surveys", "flying_height_m", "ft", "250", 76.2),
        ("geological_units", "older_age_ma", "Ga", 2.5, 2500.0),
        ("geological_units", "older_age_ma", "ka", "11700", 11.7),
    ],
)
def test_numbers_reach_the_row_in_its_unit(
    kind: str, name: str, unit: str, given: Any, read: float
) -> None:
    fields = FieldMap(kind, {name: FieldUse((SourceColumn("n"),), unit=unit)})
    row = Aligner(fields, "survey").align({"n": given}, "1")
    assert row.values[name] == pytest.approx(read, rel=1e-5)
    assert row.notes == ()


def proposed(table: dict[str, Any], kind: str = "mineral_occurrences", alias: str = "") -> FieldMap:
    """Return the map proposed for columns with their values."""
    fields = tuple(SourceField(name, alias=alias) for name in table)
    rows = [dict(zip(table, row)) for row in zip_longest(*table.values())]
    layer = SourceLayer("Layer 1", fields, layer_type(kind).geometry, count=len(rows))
    return propose(layer, sample_columns(fields, rows), kind).fields


@pytest.mark.parametrize(
    ("kind", "field", "name", "alias", "unit"),
    [
        ("tenements", "area_ha", "AREA_HA", "", ""), ("tenements", "area_ha", "AREA", "", ""),
        ("tenements", "area_ha", "Luas (Ha)", "", ""), ("tenements", "area_ha", "ACRES", "", "ac"),
        ("tenements", "area_ha", "Area_km2", "", "km2"),
        ("tenements", "area_ha", "Area (sq. km)", "", "km2"),
        ("tenements", "area_ha", "Diện tích (km2)", "", "km2"),
        ("tenements", "area_ha", "Superficie km²", "", "km2"),
        ("tenements", "area_ha", "AREA_SQM", "", "m2"),
        ("tenements", "area_ha", "Area (m2)", "", "m2"),
        ("tenements", "area_ha", "luas_ekar", "", "ac"),
        ("tenements", "area_ha", "area", "Area in acres", "ac"),
        ("tenements", "area_ha", "เนื้อที่ไร่", "", "rai"),
        ("boreholes", "length_m", "TOTAL_DEPTH_FT", "", "ft"),
        ("boreholes", "length_m", "Depth (feet)", "", "ft"),
        ("boreholes", "length_m", "depth_m", "", ""),
        ("boreholes", "elevation_m", "elevation", "Elevation in feet", "ft"),
    ],
)  # fmt: skip
def test_a_name_gives_its_unit_away(
    kind: str, field: str, name: str, alias: str, unit: str
) -> None:
    use = proposed({name: ["1.5", "20"]}, kind, alias).use(field)
    assert (use.columns, use.unit) == ((SourceColumn(name),), unit)


@pytest.mark.parametrize(
    ("values", "order"),
    [
        (["03/04/1998", "25/12/1999"], "dmy"),
        (["03/04/1998", "12/25/1999"], "mdy"),
        (["3.4.1998", "25.12.1999"], "dmy"),
        (["03/04/1998", "04/05/1999"], "dmy"),  # the order of the region where nothing tells
        (["25/12/1999", "12/25/1999"], ""),  # they disagree: those that can be two stay unread
        (["01/13/2020", "13/01/2020", "03/04/2020"], ""),
        (["1998-04-03", "1999-12-25"], ""),
        (["1998", "1999"], ""),
        (["3 May 1998", "12 มกราคม 2560"], ""),
    ],
)
def test_values_tell_the_order_of_day_and_month(values: list[str], order: str) -> None:
    use = proposed({"grant_date": values}, "tenements").use("grant_date")
    assert (use.columns, use.unit) == ((SourceColumn("grant_date"),), order)


FLAGS: dict[str, tuple[Any, Any, str, str]] = {
    "letters": ("Y", "N", "Gold Silver Copper Lead", "gold silver copper lead"),
    "numbers": (1, 0, "AU AG CU PB", "gold silver copper lead"),
    "has": (
        "true",
        "false",
        "has_tin has_tungsten has_zinc has_nickel",
        "tin tungsten zinc nickel",
    ),
    "Indonesian": ("ya", "tidak", "emas perak tembaga timah", "gold silver copper tin"),
    "Vietnamese": ("có", "không", "Vàng Bạc Đồng Chì", "gold silver copper lead"),
    "crosses": ("x", "", "Gold Tin Nickel Mag_Sand", "gold tin nickel magnetite"),
}


@pytest.mark.parametrize("form", FLAGS)
def test_a_column_for_each_commodity_becomes_flags(form: str) -> None:
    yes, no, names, codes = FLAGS[form]
    flags = {name: [yes, no, yes] for name in names.split()}
    fields = proposed({"site": ["A", "B", "C"], **flags, "wanted": "YNY"})
    use = fields.use("commodity_text")
    assert [one.name for one in use.columns] == names.split()
    assert all(one.is_flag for one in use.columns)
    assert fields.profile == ""
    aligner = Aligner(fields, "survey")
    every = aligner.align(dict.fromkeys(flags, yes), "1")
    assert [code for code, _role in every.commodities] == codes.split()
    assert aligner.align(dict.fromkeys(flags, no), "2").commodities == ()


def test_columns_that_name_their_commodity_again_are_lists() -> None:
    table = {"Au": ["Au", "au"], "Cu": ["Cu", ""], "Pb": ["", "Pb"], "Zn": ["Zn", ""]}
    use = proposed(table).use("commodity_text")
    assert [(one.name, one.is_flag) for one in use.columns] == [(name, False) for name in table]


def test_yes_and_no_are_no_yttrium_and_nitrogen() -> None:
    assert proposed({"a1": "YNYY", "a2": "NNYN"}).uses == {}
    assert proposed({"Gold": "YN", "Tin": "NY"}).uses == {}  # two are no pattern
