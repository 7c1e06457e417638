"""What a proposed map makes of columns that could be read in two ways, row by row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Optional

import pytest

from amis_qgis_plugin.core.alignment import AlignedRow, Aligner
from amis_qgis_plugin.core.checks.collector import CheckCollector
from amis_qgis_plugin.core.checks.rules import bundled_rules
from amis_qgis_plugin.core.mapping.column_values import profile_of_texts, sample_columns
from amis_qgis_plugin.core.mapping.field_map import FieldMap
from amis_qgis_plugin.core.mapping.propose import Proposal, propose
from amis_qgis_plugin.core.rows import SourceField, SourceLayer, SourceRow
from amis_qgis_plugin.workspace.row_aligner import RowAligner

Table = Mapping[str, Sequence[Any]]
OCCURRENCES = "mineral_occurrences"


def layer_of(table: Table, geometry: str) -> SourceLayer:
    """Return a layer whose numbers are typed as numbers."""
    types = {int: "integer", float: "real"}
    fields = tuple(
        SourceField(name, types.get(type(values[0]), "text")) for name, values in table.items()
    )
    return SourceLayer("Layer 1", fields, geometry, "", len(rows_of(table)))


def rows_of(table: Table) -> list[dict[str, Any]]:
    return [dict(zip(table, values)) for values in zip(*table.values())]


def proposed(table: Table, kind: str, geometry: str = "point") -> Proposal:
    layer = layer_of(table, geometry)
    return propose(layer, sample_columns(layer.fields, rows_of(table)), kind)


def aligned(table: Table, kind: str) -> list[AlignedRow]:
    """Return the rows as the proposed map reads them, after a way through its JSON."""
    fields = FieldMap.from_dict(proposed(table, kind).fields.to_dict())
    aligner = Aligner(fields, "survey")
    return [aligner.align(row, str(number)) for number, row in enumerate(rows_of(table))]


def notes_of(row: AlignedRow, field: str) -> list[str]:
    return [note.code for note in row.notes if note.field == field]


@pytest.mark.parametrize(
    ("texts", "profile"),
    [
        ("Copper | Lead or zinc | Tin or tungsten | Silver | Nickel", ""),
        ("Copper | Lead, zinc, or silver | Nickel", ""),
        ("Copper | LEAD OR ZINC | Nickel", ""),
        ("Gold | Lead or zinc | Or", ""),
        ("Or | Cuivre | Or, Argent", "fr"),
        ("Or | Or", "fr"),
        ("Cuivre | Fer, Plomb | Sel", "fr"),
        ("argent et or | Cuivre | or", "fr"),
        ("Ouro | Ferro | Chumbo ou zinco", "pt"),
        ("Emas atau perak | Timah", ""),
        ("AND | CU AU | FLU | TALC", ""),
    ],
)
def test_or_tells_french_only_where_it_stands_alone(texts: str, profile: str) -> None:
    values = texts.split(" | ")
    assert profile_of_texts(values) == profile
    assert proposed({"COMMODITY": values}, OCCURRENCES).fields.profile == profile


def test_english_or_never_becomes_gold() -> None:
    table = {"COMMODITY": ["Copper", "Lead or zinc", "Tin or tungsten", "Silver", "Nickel"]}
    read = [[code for code, _role in row.commodities] for row in aligned(table, OCCURRENCES)]
    assert read == [["copper"], ["lead", "zinc"], ["tin", "tungsten"], ["silver"], ["nickel"]]


@pytest.mark.parametrize(
    ("texts", "mark", "numbers"),
    [
        (
            "18.184,5 | 1.250 | 2.500 | 950,25 | 10.000", ",",
            [18184.5, 1250.0, 2500.0, 950.25, 10000.0],
        ),
        ("1.250 ha | 7,5 ha", ",", [1250.0, 7.5]),
        ("1,250 | 12.5 | 3.14", ".", [1250.0, 12.5, 3.14]),
        ("1.250 | 12.5", ".", [1.25, 12.5]),
        ("1.250 | 2.500 | 10.000", "", [None, None, None]),
        ("1.250 | 12.5 | 12,5", "", [None, 12.5, 12.5]),
        ("0.125 | 0.250", ".", [0.125, 0.25]),
    ],
)  # fmt: skip
def test_a_column_tells_its_decimal_mark_or_is_not_guessed(
    texts: str, mark: str, numbers: list[Optional[float]]
) -> None:
    table = {"LUAS_HA": texts.split(" | "), "HOLDER": ["PT Satu"] * len(numbers)}
    use = proposed(table, "tenements", "polygon").fields.use("area_ha")
    assert ([one.name for one in use.columns], use.decimal) == (["LUAS_HA"], mark)
    rows = aligned(table, "tenements")
    assert [row.values["area_ha"] for row in rows] == numbers
    unread = ["unreadable-number"]
    assert [notes_of(row, "area_ha") for row in rows] == [
        [] if number is not None else unread for number in numbers
    ]


def test_numbers_that_are_typed_as_numbers_need_no_mark() -> None:
    table = {"LUAS_HA": [1.25, 12.345, 1000.0], "HOLDER": ["A", "B", "C"]}
    assert proposed(table, "tenements", "polygon").fields.use("area_ha").decimal == ""
    assert [row.values["area_ha"] for row in aligned(table, "tenements")] == [1.25, 12.345, 1000.0]


def test_a_published_schema_has_the_mark_of_its_values_too() -> None:
    table = {
        "TENEMENT": ["MPSA 1", "EP 2"], "HOLDER": ["A", "B"], "COMMODITY": ["Au", "Cu"],
        "CATEGORY": ["MPSA", "EP"], "AREA": ["1.250", "7,5"],
    }  # fmt: skip
    assert proposed(table, "tenements", "polygon").standard
    assert [row.values["area_ha"] for row in aligned(table, "tenements")] == [1250.0, 7.5]


def placed(table: Table) -> tuple[Proposal, list[tuple[Any, list[str]]]]:
    """Return the proposal for a table without geometry; of each row the place and its notes."""
    layer, proposal = layer_of(table, ""), proposed(table, OCCURRENCES, "")
    aligner = RowAligner(layer, proposal.fields, "survey")
    rows = [aligner.place(SourceRow(str(n), row)) for n, row in enumerate(rows_of(table))]
    return proposal, [(row.geometry.place, [n.code for n in row.aligned.notes]) for row in rows]


THREE = {"name": ["A", "B", "C"], "commodity": ["Au", "Cu", "Sn"]}
EAST, NORTH = ["106.816", "107.125", "100.5"], ["14.583", "6.125", "13.75"]


@pytest.mark.parametrize(
    ("x", "y"),
    [("longitude", "latitude"), ("LONG", "LAT"), ("bujur", "lintang"), ("Kinh độ", "Vĩ độ"),
     ("ลองจิจูด", "ละติจูด"), ("dec_long", "dec_lat")],
)  # fmt: skip
def test_exchanged_coordinates_of_clear_names_are_told_not_repaired(x: str, y: str) -> None:
    proposal, rows = placed({**THREE, x: NORTH, y: EAST})
    uses = proposal.fields.uses
    assert [uses[axis].columns[0].name for axis in ("longitude", "latitude")] == [x, y]
    assert all("geometry-swapped" in notes for _place, notes in rows)
    _proposal, right = placed({**THREE, x: EAST, y: NORTH})
    assert [place for place, _notes in right] == [
        (106.816, 14.583), (107.125, 6.125), (100.5, 13.75),
    ]  # fmt: skip
    assert not any(notes for _place, notes in right)


@pytest.mark.parametrize(
    ("east", "north"),  # as the names are usually meant
    [("X", "Y"), ("POINT_X", "POINT_Y"), ("Easting_DD", "Northing_DD"), ("toado_y", "toado_x")],
)
def test_values_decide_where_names_leave_the_axis_open(east: str, north: str) -> None:
    for longitude, latitude in ((east, north), (north, east)):
        proposal, rows = placed({**THREE, longitude: EAST, latitude: NORTH})
        uses = proposal.fields.uses
        told = [uses[axis].columns[0].name for axis in ("longitude", "latitude")]
        assert told == [longitude, latitude]
        assert rows[2] == ((100.5, 13.75), [])
        decided = f"values: only {longitude} can be the longitude and {latitude} the latitude"
        is_usual = longitude == east
        assert (proposal.reasons["longitude"].basis == decided) != is_usual


def test_a_letter_of_the_other_axis_is_no_coordinate() -> None:
    _proposal, rows = placed({**THREE, "longitude": ["12 N", "106.8 E", "106.8 BT"],
                              "latitude": ["14.5 N", "6.1 LS", "N 12 S"]})  # fmt: skip
    assert [notes for _place, notes in rows] == [
        ["unreadable-coordinates"], [], ["unreadable-coordinates"],
    ]  # fmt: skip
    assert rows[1][0] == (106.8, -6.1)


DATES = ["01/13/2020", "13/01/2020", "03/04/2020"]


def test_dates_of_both_orders_are_not_guessed() -> None:
    table = {"HOLDER": ["A", "B", "C"], "GRANT_DATE": DATES}
    assert proposed(table, "tenements", "polygon").fields.use("grant_date").unit == ""
    rows = aligned(table, "tenements")
    assert [row.values["grant_date"] for row in rows] == ["2020-01-13", "2020-01-13", None]
    assert [notes_of(row, "grant_date") for row in rows] == [[], [], ["unreadable-date"]]


def test_a_check_tells_what_is_out_of_order_among_dates_of_both_orders() -> None:
    table = {
        "HOLDER": ["A", "B", "C", "D"],
        "GRANT_DATE": [*DATES, "12/31/2020"],
        "EXPIRY_DATE": ["14/01/2019", "01/14/2030", "03/04/2019", "30/11/2020"],
    }
    layer = layer_of(table, "polygon")
    fields = proposed(table, "tenements", "polygon").fields
    collector = CheckCollector(layer, fields, bundled_rules(), today=date(2026, 11, 25))
    aligner = Aligner(fields, "survey")
    for number, row in enumerate(rows_of(table)):
        read = aligner.align(row, str(number))
        collector.add_row(str(number), row, read, place=None, has_geometry=True)
    found = {one.code: {row.feature_id for row in one.rows} for one in collector.report().findings}
    assert found["date-order"] == {"0", "3"}
    assert found["unreadable-date"] == {"2"}


@pytest.mark.parametrize(
    ("values", "is_country"),
    [
        (["ID", "PH", "TH", "VN", "MM", "ID", "LA"], True),
        (["ID", "PH", "TH"], True),
        (["PHL"] * 5, True),
        (["Philippines"] * 5, True),
        (["Việt Nam"] * 5, True),
        (["PHL", "IDN", "MYS"], True),
        (["ID"] * 5, False),
        (["ID", "PH", "ID", "PH"], False),
        (["PT", "CV", "PT", "TH"], False),
        (["PT"] * 5, False),
        (["ID", "LA", "MN", "CA", "TX"], False),  # states of the United States
        (["TON"] * 5, False),
        (["AND"] * 5, False),
        (["Ha"] * 5, False),
        (["PHL"], False),
    ],
)
def test_codes_of_countries_need_no_name_where_nothing_else_is_meant(
    values: list[str], is_country: bool
) -> None:
    uses = proposed({"C": values}, OCCURRENCES).fields.uses
    assert ("country_text" in uses) == is_country
    if is_country:
        rows = aligned({"C": values}, OCCURRENCES)
        assert all(row.values["country"] for row in rows)
        assert rows[0].values["country_basis"] == "attribute"


@pytest.mark.parametrize(
    ("analytes", "profile"),
    [
        (["P", "K", "Fe", "Au"], "assay"),
        (["P2O5", "K2O", "Fe2O3"], "assay"),
        (["radon flux", "pH", "turbidity"], ""),
    ],
)
def test_an_element_field_of_samples_is_read_as_an_assay(analytes: list[str], profile: str) -> None:
    count = len(analytes)
    table = {
        "SAMPLEID": [str(n) for n in range(count)], "SAMPTYPE": ["soil"] * count,
        "ELEMENT": analytes, "VALUE": [1.5] * count,
    }  # fmt: skip
    proposal = proposed(table, "geochemical_samples")
    assert proposal.fields.profile == profile
    rows = aligned(table, "geochemical_samples")
    assert [row.values["analyte"] for row in rows] == analytes
    assert not any(row.commodities for row in rows)


def test_a_commodity_field_with_the_same_symbols_is_a_list_of_products() -> None:
    table = {"name": ["A", "B", "C"], "commodity": ["P", "K", "Fe"]}
    assert proposed(table, OCCURRENCES).fields.profile == ""
    found = [row.commodities for row in aligned(table, OCCURRENCES)]
    codes = ("phosphate-rock", "potash", "iron")
    assert found == [((code, "unranked"),) for code in codes]
