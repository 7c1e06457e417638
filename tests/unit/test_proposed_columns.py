"""Which of several columns is proposed for a field, and which are proposed for none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from amis_qgis_plugin.core.alignment import AlignedRow, Aligner
from amis_qgis_plugin.core.code_lists import match_code
from amis_qgis_plugin.core.mapping.column_values import sample_columns
from amis_qgis_plugin.core.mapping.coordinate_columns import metres_for_degrees, words_for_metres
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.mapping.propose import Proposal, propose
from amis_qgis_plugin.core.mapping.wide_analyses import wide_analyses, words_for_wide_analyses
from amis_qgis_plugin.core.rows import SourceField, SourceLayer, SourceRow
from amis_qgis_plugin.workspace.row_aligner import RowAligner

Table = Mapping[str, Sequence[Any]]
OCCURRENCES = "mineral_occurrences"
NONE: Any = None


def rows_of(table: Table) -> list[dict[str, Any]]:
    return [dict(zip(table, values)) for values in zip(*table.values())]


def fields_of(table: Table) -> tuple[SourceField, ...]:
    """Return the fields; numbers are typed as numbers."""
    types = {int: "integer", float: "real"}
    return tuple(
        SourceField(name, types.get(type(next(iter(values), "")), "text"))
        for name, values in table.items()
    )


def proposed(table: Table, kind: str = OCCURRENCES, geometry: str = "point") -> Proposal:
    fields, rows = fields_of(table), rows_of(table)
    layer = SourceLayer("Layer 1", fields, geometry, "", len(rows))
    return propose(layer, sample_columns(fields, rows), kind)


def told(table: Table, kind: str = OCCURRENCES, geometry: str = "point") -> dict[str, str]:
    """Return aligned field to its columns, ranks behind a colon and units in brackets."""
    uses = proposed(table, kind, geometry).fields.uses
    return {
        name: "+".join(f"{one.name}:{one.role}".rstrip(":") for one in use.columns)
        + (f"({use.unit})" if use.unit else "")
        for name, use in uses.items()
    }


def aligned(table: Table, kind: str) -> list[AlignedRow]:
    aligner = Aligner(proposed(table, kind).fields, "survey")
    return [aligner.align(row, str(number)) for number, row in enumerate(rows_of(table))]


def places(table: Table) -> list[Any]:
    """Return where the proposed map puts the rows of a table without geometry."""
    layer = SourceLayer("Layer 1", fields_of(table), count=len(rows_of(table)))
    fields = FieldMap.from_dict(proposed(table, geometry="").fields.to_dict())
    aligner = RowAligner(layer, fields, "survey")
    placed = [aligner.place(SourceRow(str(n), row)) for n, row in enumerate(rows_of(table))]
    return [one.geometry.place or [note.code for note in one.aligned.notes] for one in placed]


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Lintang Selatan", "south"), ("Lintang (LS)", "south"), ("LINTANG_LS", "south"),
        ("Latitude (S)", "south"), ("Lat S", "south"), ("LAT_SOUTH", "south"),
        ("Vĩ độ Nam", "south"), ("vi_do_nam", "south"), ("Latitud Sur", "south"),
        ("Latitude Sud", "south"), ("Latitude Sul", "south"), ("ละติจูดใต้", "south"),
        ("Lintang", ""), ("Lintang Utara", ""), ("Lintang (LU/LS)", ""), ("Latitude (N/S)", ""),
        ("Vĩ độ", ""), ("Vĩ độ Bắc", ""), ("Latitude", ""), ("Lat N", ""), ("Latitude 48S", ""),
    ],
)  # fmt: skip
def test_a_heading_says_that_latitudes_are_south(heading: str, unit: str) -> None:
    table = {"Bujur Timur": ["121.9", "122.0"], heading: ["2.8", "2.9"]}
    wanted = {"longitude": "Bujur Timur", "latitude": heading + (f"({unit})" if unit else "")}
    assert told(table, geometry="") == wanted
    sign = -1 if unit else 1
    assert places(table) == [(121.9, sign * 2.8), (122.0, sign * 2.9)]


@pytest.mark.parametrize(
    ("heading", "unit"),
    [
        ("Bujur Barat", "west"), ("Bujur (BB)", "west"), ("Longitude (W)", "west"),
        ("Longitud Oeste", "west"), ("LONG_W", "west"), ("Longitude Ouest", "west"),
        ("Kinh độ Tây", "west"), ("Bujur", ""), ("Bujur Timur", ""), ("Longitude (E/W)", ""),
    ],
)  # fmt: skip
def test_a_heading_says_that_longitudes_are_west(heading: str, unit: str) -> None:
    table = {heading: ["70.5", "71"], "Lat": ["2.8", "2.9"]}
    sign = -1 if unit else 1
    assert places(table) == [(sign * 70.5, 2.8), (sign * 71.0, 2.9)]
    reason = proposed(table, geometry="").reasons["longitude"].basis
    assert (f"{heading} is all west" in reason) == bool(unit)


def test_values_under_a_southern_heading_keep_what_they_say_themselves() -> None:
    table = {
        "Bujur (BT)": ["110"] * 6,
        "Lintang (LS)": ["7.5", "-7.5", "7.5 LS", "7° 30' LS", "7,5", "7.5 N"],
    }
    south = (110.0, -7.5)
    assert places(table) == [*[south] * 5, ["unreadable-coordinates"]]


def test_the_seconds_of_an_angle_are_no_south() -> None:
    table = {"LON": ["101.5", "102"], "LAT_D": ["5", "6"], "LAT_M": ["1", "2"], "LAT_S": ["3", "4"]}
    assert "south" not in "".join(told(table, geometry="").values())


@pytest.mark.parametrize(
    ("groups", "single"),
    [
        ("COMMODITY_GROUP", "TARGET_COMMODITIES"), ("Mineral group", "Mineral"),
        ("Golongan Komoditas", "Komoditas"), ("Kelompok Mineral", "Jenis Mineral"),
        ("Nhóm khoáng sản", "Khoáng sản"), ("กลุ่มแร่", "แร่"), ("Groupe de substances", "Substance"),
        ("Grupo de sustancias", "Sustancia"), ("commodity class", "commodity"),
        ("Commodity", "Metals"),
    ],
)  # fmt: skip
def test_single_commodities_are_preferred_to_their_groups(groups: str, single: str) -> None:
    table = {
        groups: ["PRECIOUS METALS", "BASE METALS", "IRON"],
        single: ["GOLD; COPPER", "LEAD, ZINC", "IRON ORE"],
    }
    for order in (table, dict(reversed(table.items()))):
        found = told(order)
        assert found["commodity_text"] == single
        assert "commodity_group" not in found
    (gold, _lead, _iron) = aligned(table, OCCURRENCES)
    assert [code for code, _role in gold.commodities] == ["gold", "copper"]


def test_groups_are_read_where_nothing_says_more() -> None:
    table = {"COMMODITY_GROUP": ["PRECIOUS METALS", "IRON"], "Remarks": ["good", "poor"]}
    assert told(table)["commodity_text"] == "COMMODITY_GROUP"


@pytest.mark.parametrize(
    ("main", "second"),
    [
        ("SUBST_PRINC", "SUBST_SECOND"), ("SUBS_PRINC", "SUBS_ASSOC"), ("KOMODITAS", "KOMOD_IKUT"),
        ("Mineral utama", "Mineral asosiasi"), ("COMM_MAIN", "COMM_SEC"),
        ("MINERAL", "MINERAL_BYPROD"), ("Substância", "Substância_secund"),
        ("Minerai", "Minerai_sous_produit"), ("Khoáng sản", "Khoáng sản phụ"),
        ("ชนิดแร่", "ชนิดแร่รอง"), ("sustancia", "sustancia_subprod"),
    ],
)  # fmt: skip
def test_a_second_column_of_the_same_stem_holds_the_minor_ones(main: str, second: str) -> None:
    table = {second: ["W, As", "Ag", NONE], main: ["Sn", "Pb-Zn", "Au"], "site": ["A", "B", "C"]}
    found = told(table)["commodity_text"].split("+")
    assert [one.partition(":")[0] for one in found] == [main, second]
    assert found[1].endswith(":minor")
    (tin, _lead, _gold) = aligned(table, OCCURRENCES)
    assert {code for code, role in tin.commodities if role == "minor"} == {"tungsten", "arsenic"}


@pytest.mark.parametrize("name", ["SITE_SECOND", "LOGGED_BY", "SUBST_SECTOR", "SECOND"])
def test_another_stem_or_no_rank_is_no_second_column(name: str) -> None:
    table = {"SUBST_PRINC": ["Sn", "Pb", "Au"], name: ["W, As", "Ag", "Cu"]}
    assert told(table)["commodity_text"].partition(":")[0] == "SUBST_PRINC"
    assert name not in told(table)["commodity_text"]


def test_a_column_of_words_named_after_a_code_is_its_text() -> None:
    table = {
        "FAULT_TYPE": ["strike-slip", "normal", "inferred"],
        "SENSE": ["dextral", "sinistral", "dextral"],
    }
    found = told(table, "faults", "line")
    assert found == {"fault_type_text": "FAULT_TYPE", "movement_type": "SENSE"}
    read = [row.values for row in aligned(table, "faults")]
    assert [row["fault_type_text"] for row in read] == table["FAULT_TYPE"]
    assert [row["fault_type"] for row in read] == ["strike_slip_fault", "normal_fault", None]
    assert [row["movement_type"] for row in read] == ["strike_slip"] * 3


def test_a_column_of_codes_named_after_a_code_is_the_code() -> None:
    base = "http://resource.geosciml.org/classifier/cgi/faulttype/"
    for values in (
        [f"{base}normal_fault", f"{base}thrust_fault"],
        ["normal_fault", "Thrust_Fault"],
    ):
        assert told({"faultType": values}, "faults", "line") == {"fault_type": "faultType"}


def test_two_columns_of_words_for_a_code_and_its_text_are_both_read() -> None:
    table = {"deposit_model": ["style 1", "style 2"], "deposit_type": ["skarn", "IOCG"]}
    wanted = {"deposit_model": "deposit_model", "deposit_type_text": "deposit_type"}
    assert told(table) == wanted


def test_values_alone_make_no_text_beside_a_column_named_after_its_code() -> None:
    base = "http://resource.geosciml.org/classifier/cgi/mineral-deposit-model/"
    table = {"mineralDepositModel_uri": [f"{base}a", f"{base}b"], "c7": ["skarn", "IOCG"]}
    assert told({"c7": table["c7"]})["deposit_type_text"] == "c7"
    assert told(table) == {"deposit_model": "mineralDepositModel_uri"}
    others = {"Country": ["Acme Ltd", "Borneo Co", "X"], "c8": ["Laos", "Viet Nam", "Malaysia"]}
    assert told(others)["country_text"] == "c8"


@pytest.mark.parametrize(
    ("name", "kind", "field"),
    [
        ("Kapasitas Input (ton/tahun)", "processing_plants", "input_material"),
        ("Product", "processing_plants", "product"),
        ("Plant type", "processing_plants", "plant_type"),
        ("Dip", "boreholes", "inclination_type"),
        ("Deposit name", OCCURRENCES, "name"),
        ("Owner", "mines", "owner"),
    ],
)
def test_numbers_name_nothing(name: str, kind: str, field: str) -> None:
    for numbers in (["-60", "1200000", "7.5"], [60, 90, 45], [0.5, 7.5, 8.25]):
        assert field not in told({name: numbers}, kind)
    assert told({name: ["NPI", "matte", "60 degrees"]}, kind)[field] == name


@pytest.mark.parametrize(
    ("name", "kind", "field"),
    [
        ("Deposit id", OCCURRENCES, "identifier"), ("Accuracy", OCCURRENCES, "positional_accuracy"),
        ("Symbol", "geological_units", "identifier"), ("province", OCCURRENCES, "admin1"),
        ("Status", OCCURRENCES, "status_text"),
    ],
)  # fmt: skip
def test_identifiers_and_codes_may_be_numbers(name: str, kind: str, field: str) -> None:
    assert told({name: [1, 2, 3]}, kind) == {field: name}


def test_columns_without_a_value_are_proposed_by_a_clear_name_only() -> None:
    names = ("end", "Commodity", "ma", "name", "Year closed", "Last survey date")
    filled = {"Owner": ["A", "B"], **{name: [NONE, ""] for name in names}}
    found = told(filled, "mines")
    assert found == {
        "owner": "Owner", "commodity_text": "Commodity", "name": "name", "end_date": "Year closed",
    }  # fmt: skip
    no_rows = told({name: [] for name in ("end", "ma", "Commodity")}, "mines")
    assert no_rows == {"end_date": "end", "identifier": "ma", "commodity_text": "Commodity"}


@pytest.mark.parametrize(
    ("name", "sizes", "types"),
    [
        ("矿床规模", ["大型", "中型", "小型"], ["大型矿床", "矿点", "矿床"]),
        ("规模", ["大型", "中型", "小型", "矿点"], ["大型矿床", "矿点", "矿床"]),
        ("Quy mô", ["Lớn", "vừa", "nhỏ"], ["Mỏ lớn", "Mỏ vừa", "Điểm quặng"]),
        ("Deposit size class", ["Large", "small", "MEDIUM"], ["Deposit", "Prospect", "Showing"]),
    ],
)
def test_sizes_are_no_types(name: str, sizes: list[str], types: list[str]) -> None:
    assert "occurrence_type_text" not in told({name: sizes})
    assert told({name: types})["occurrence_type_text"] == name


def test_a_deposit_of_any_size_is_a_deposit() -> None:
    for text in ("Mỏ lớn", "Mỏ vừa", "mỏ nhỏ", "Mỏ rất lớn", "大型矿床"):
        assert match_code(text, "status_codes.csv#occurrence") == "deposit"


KML = {
    "Name": ["LP-000", "LP-001", "LP-002"],
    "description": ["<b>a</b>", "<b>b</b>", "<b>c</b>"],
    "timestamp": [NONE] * 3, "begin": ["2001", "2002", "2003"], "end": ["2011", "2012", "2013"],
    "altitudeMode": [NONE] * 3, "tessellate": [-1] * 3, "extrude": [0] * 3, "visibility": [-1] * 3,
    "drawOrder": [NONE] * 3, "icon": [NONE] * 3,
}  # fmt: skip


def test_what_every_kml_layer_has_is_never_proposed() -> None:
    table = {**KML, "JENIS_MINERAL": ["Emas", "Bijih timah", "Emas"]}
    found = told(table, "mines")
    assert found == {"name": "Name", "commodity_text": "JENIS_MINERAL"}
    others = {name: values for name, values in table.items() if name != "altitudeMode"}
    assert told(others, "mines")["end_date"] == "end"


def test_a_telling_name_wins_over_a_name_of_codes() -> None:
    table = {**KML, "NAMA_LOMBONG": ["Rahman", "Selinsing 1", "Bukit Besi"]}
    found = told(table, "mines")
    assert (found["name"], found["identifier"]) == ("NAMA_LOMBONG", "Name")
    with_id = told({**table, "KOD": ["a", "b", "c"]}, "mines")
    assert (with_id["name"], with_id["identifier"]) == ("NAMA_LOMBONG", "KOD")
    twice = told({**table, "Name": ["LP-000", "LP-000", "LP-001"]}, "mines")
    assert twice["name"] == "NAMA_LOMBONG"
    assert "identifier" not in twice


def test_a_bare_name_of_words_stays_the_name() -> None:
    table = {"Name": ["Grasberg", "Batu Hijau"], "Mine name": ["DOM pit", "Main pit"]}
    assert told(table)["name"] == "Name"


def test_scales_of_maps_are_proposed_and_read() -> None:
    table = {"SCALE": ["1:200 000", "1:50,000", "1/250.000", "200k", "100000", "unknown scale"]}
    assert told(table, "geological_units", "polygon")["map_scale"] == "SCALE"
    rows = aligned(table, "geological_units")
    read = [row.values["map_scale"] for row in rows]
    assert read == [200000, 50000, 250000, 200000, 100000, None]
    assert [[note.code for note in row.notes] for row in rows] == [
        *[[]] * 5, ["unreadable-number"],
    ]  # fmt: skip


METRES = {"Easting": ["600100", "600125"], "Northing": ["1877000", "1877040"], "RL": ["245", "9"]}


def test_metres_are_no_degrees_and_said() -> None:
    found = proposed(METRES, "boreholes", geometry="")
    assert not found.fields.uses.keys() & {"longitude", "latitude"}
    samples = sample_columns(fields_of(METRES), rows_of(METRES))
    names = metres_for_degrees(found.fields, samples)
    assert names == ("Easting", "Northing")
    words = words_for_metres(names)
    assert words.startswith("Easting, Northing look like metres: use Create points layer from")


def test_metres_that_a_person_chose_for_degrees_are_said() -> None:
    table = {"c1": ["600100", "600125"], "c2": ["1877000", "1877040"], "c3": ["600100", "100"]}
    samples = sample_columns(fields_of(table), rows_of(table))

    def read(x: str, y: str) -> tuple[str, ...]:
        uses = {"longitude": FieldUse((SourceColumn(x),)), "latitude": FieldUse((SourceColumn(y),))}
        return metres_for_degrees(FieldMap(OCCURRENCES, uses), samples)

    assert read("c1", "c2") == ("c1", "c2")
    assert read("c3", "c2") == ("c2",)
    assert metres_for_degrees(FieldMap(OCCURRENCES), samples) == ()
    assert words_for_metres(()) == ""


@pytest.mark.parametrize(
    ("x", "y"),
    [
        (["101.5", "102"], ["14", "15"]),
        (["14", "15"], ["101.5", "102"]),  # exchanged, a fault of its own
        (["", ""], ["", ""]),
        (["A1", "B2"], ["C3", "D4"]),
    ],
)
def test_what_are_no_metres_is_not_called_so(x: list[str], y: list[str]) -> None:
    table = {"X": x, "Y": y}
    samples = sample_columns(fields_of(table), rows_of(table))
    assert metres_for_degrees(proposed(table, geometry="").fields, samples) == ()


def test_columns_of_analyses_are_named() -> None:
    wide = ("Au_ppb", "Cu (ppm)", "SiO2 %", "FE2O3_PCT", "AU_PPM_FA50", "Au g/t", "CuPPM", "Hg_pct",
            "Al2O3 (wt%)", "As ppm", "U3O8_ppm", "Au in ppb", "Li mg/kg")  # fmt: skip
    others = ("Kg_t", "clay_pct", "No_pct", "Au", "Sample_ppm", "Progres (%)", "Area (%)", "Mg_t",
              "METHOD", "Cu_ppmv", "")  # fmt: skip
    fields = [SourceField(name) for name in (*others[:5], *wide, *others[5:])]
    assert wide_analyses(fields) == wide
    assert wide_analyses([SourceField("c1", alias="Au_ppb"), SourceField("c2")]) == ("c1",)
    words = words_for_wide_analyses(wide)
    assert words.startswith("Au_ppb, Cu (ppm), SiO2 %, FE2O3_PCT, … (13) hold one analyte each")
    assert words_for_wide_analyses(()) == ""
