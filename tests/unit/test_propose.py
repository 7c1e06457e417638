"""Field maps proposed for whole layers: by schema, by names, by values; what is left alone."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Optional

import pytest

from amis_qgis_plugin.core.alignment import Aligner
from amis_qgis_plugin.core.mapping.column_values import sample_columns
from amis_qgis_plugin.core.mapping.propose import Proposal, propose, propose_or_plain
from amis_qgis_plugin.core.rows import SourceField, SourceLayer
from amis_qgis_plugin.core.schemas import layer_types

DATA = Path(__file__).resolve().parents[2] / "amis_qgis_plugin" / "core" / "data"
Table = Mapping[str, Sequence[Any]]
OCCURRENCES = "mineral_occurrences"


def proposed(
    table: Table, kind: str = "", geometry: str = "point", alias: Optional[dict[str, str]] = None
) -> Proposal:
    """Return what is proposed for columns with their values; numbers are typed as numbers."""
    length = max(map(len, table.values()), default=0)
    filled = {name: [*values, *[None] * (length - len(values))] for name, values in table.items()}
    types = {
        name: {int: "integer", float: "real"}.get(type(next(iter(values), "")), "text")
        for name, values in table.items()
    }
    fields = tuple(SourceField(name, types[name], (alias or {}).get(name, "")) for name in table)
    rows = [dict(zip(filled, row)) for row in zip(*filled.values())]
    layer = SourceLayer("Layer 1", fields, geometry, "", length)
    return propose(layer, sample_columns(fields, rows), kind)


def columns(proposal: Proposal, field: str) -> list[str]:
    return [one.name for one in proposal.fields.use(field).columns]


def told(proposal: Proposal) -> dict[str, str]:
    return {name: "+".join(columns(proposal, name)) for name in proposal.fields.uses}


def written(lines: str) -> tuple[Table, dict[str, str]]:
    """Return a table and the fields that it should fill, from ``column ; field ; values``."""
    table: dict[str, list[str]] = {}
    wanted: dict[str, str] = {}
    for line in lines.strip().splitlines():
        name, field, values = (part.strip() for part in line.split(";"))
        table[name] = [value.strip() for value in values.split("|")]
        if field:
            wanted[field] = "+".join(filter(None, (wanted.get(field), name)))
    return table, wanted


def quick(columns: str) -> dict[str, list[str]]:
    """Return a table from ``name value|value; name value``."""
    parts = (column.strip().partition(" ") for column in columns.split(";"))
    return {name: values.strip().split("|") for name, _space, values in parts}


def properties(feature_type: str, model: str) -> list[str]:
    with (DATA / "standard_properties.csv").open(encoding="utf-8", newline="") as handle:
        return [
            row["property"] for row in csv.DictReader(handle)
            if (row["model"], row["feature_type"]) == (model, feature_type)
            and row["property"] != "shape"
        ]  # fmt: skip


@pytest.mark.parametrize("form", ["{}", "erl:{}", "gsmlp_view.{}", "upper", "lower"])
@pytest.mark.parametrize(
    "kind", [kind for kind in layer_types() if kind.standard], ids=lambda kind: kind.table
)
def test_a_view_of_a_standard_fills_every_field_that_corresponds(kind: Any, form: str) -> None:
    """Which property corresponds is read from the file of the layer types."""
    document = json.loads((DATA / "layer_types.json").read_text(encoding="utf-8"))
    (entry,) = [e for e in document["layer_types"] if e["layer_type_id"] == kind.layer_type_id]
    wanted = {
        field["name"]: field["corresponds_to"].rpartition("/")[2]
        for field in entry["fields"] if field.get("corresponds_to")
    }  # fmt: skip
    model, _space, view = kind.standard.rpartition(" ")
    names = dict.fromkeys([*properties(view, model), *wanted.values()])
    write = {"upper": str.upper, "lower": str.lower}.get(form, form.format)
    given = "" if form == "{}" else kind.layer_type_id
    proposal = proposed({write(name): [] for name in names}, given, kind.geometry)
    assert proposal.fields.layer_type == kind.layer_type_id
    taken: set[str] = set()
    for field, name in wanted.items():
        if name in taken:
            continue  # one property, two fields: a number and its text
        taken.add(name)
        texts = [name, name.replace("_uri", "")]  # a code is also read from the text beside it
        assert columns(proposal, field) in [[write(one)] for one in texts], field


PUBLISHED = {
    "USGS MRDS": (OCCURRENCES, """
        dep_id     ; identifier        ; 10001 | 10002
        site_name  ; name              ; A | B
        latitude   ; latitude          ; 16.1 | 8.2
        longitude  ; longitude         ; 120.5 | 126.0
        country    ; country_text      ; Philippines | Indonesia
        state      ; admin1            ; Benguet | Maluku
        county     ;                   ; |
        commod1    ; commodity_text    ; Gold | Copper, Gold
        commod2    ; commodity_text    ; Silver |
        commod3    ; commodity_text    ; | Lead
        dev_stat   ; status_text       ; Producer | Occurrence
        model      ; deposit_type_text ; | Porphyry Cu
        dep_type   ; deposit_type_text ; vein | porphyry
        names      ; local_name        ; |
        hrock_unit ; host_unit         ; |
        hrock_type ; host_unit         ; Schist | Diorite
        url        ; source_uri        ; https://example.org/1 | https://example.org/2"""),
    "USGS MRDS (map service)": (OCCURRENCES, """
        ms:dep_id    ; identifier     ; 1 | 2 | 3
        ms:site_name ; name           ; A | B | C
        ms:dev_stat  ; status_text    ; Producer | Plant | Occurrence
        ms:fips_code ;                ; fIN | fRO | f06023
        ms:code_list ; commodity_text ; CU AU | MN | FE
        ms:url       ; source_uri     ; | |"""),
    "INSPIRE mineral resources": (OCCURRENCES, """
        inspireId_localId     ; identifier           ; 1 | 2
        geologicFeatureName   ; name                 ; A | B
        mineralOccurrenceType ; occurrence_type_text ; occurrence | prospect
        commodity             ; commodity_text       ; copper | gold
        mineralDepositGroup   ; deposit_type_text    ; porphyry | vein"""),
    "Geoscience Australia deposits (ArcGIS)": (OCCURRENCES, """
        DEPOSIT_NAME     ; name           ; A | B
        COMMODITIES      ; commodity_text ; Cu, Co | Au
        OPERATING_STATUS ; status_text    ; Operating | Closed
        STATE            ; admin1         ; QLD | NSW
        SYNONYMS         ; local_name     ; |"""),
    "MGB tenements (ArcGIS)": ("tenements", """
        TENEMENT   ; identifier         ; MPSA 1 | EP 2
        HOLDER     ; holder             ; A | B
        COMMODITY  ; commodity_text     ; Au, Cu | Cu
        CATEGORY   ; tenement_type_text ; MPSA | EP
        AREA       ; area_ha            ; 100 | 200
        PROVINCE   ; admin1             ; Benguet | Surigao
        DATE_FILED ; application_date   ; 05/13/1999 | 06/04/2001"""),
    "Australian tenements (ArcGIS)": ("tenements", """
        TENID      ; identifier         ; E1 | M2
        TENNAME    ; name               ; A | B
        TENTYPE    ; tenement_type_text ; Exploration | Mining
        TENSTATUS  ; status_text        ; LIVE | PENDING
        TENOWNER   ; holder             ; C | D"""),
}  # fmt: skip


@pytest.mark.parametrize("title", PUBLISHED)
def test_a_published_schema_is_recognised_and_filled(title: str) -> None:
    kind, lines = PUBLISHED[title]
    table, wanted = written(lines)
    proposal = proposed(table, geometry="polygon" if kind == "tenements" else "")
    assert (proposal.standard, proposal.fields.layer_type) == (title, kind)
    found = told(proposal)
    assert {name: found.get(name) for name in wanted} == wanted
    if title == "USGS MRDS":
        roles = [one.role for one in proposal.fields.use("commodity_text").columns]
        assert roles == ["major", "minor", "minor"]


def test_codes_of_another_list_are_no_countries() -> None:
    """FIPS 10-4 with an f before it: fIN is India and fRO Romania, not Finland and the Faroes."""
    table, _wanted = written(PUBLISHED["USGS MRDS (map service)"][1])
    fields = proposed(table).fields
    assert fields.profile == "mrds"
    for row in range(2):
        attributes = {name: values[row] for name, values in table.items()}
        assert Aligner(fields, "mrds").align(attributes, "1").values["country"] is None


BY_NAME = {
    "Indonesian": ("tenements", """
        NAMA_IUP    ; holder             ; PT Satu | PT Dua | CV Tiga
        NO_SK       ; identifier         ; 540/1 | 540/2 | 188/3
        KOMODITAS   ; commodity_text     ; Nikel | Emas | Batubara
        JENIS_IZIN  ; tenement_type_text ; IUP OP | IUP E | IUP OP
        LUAS_SK     ; area_ha            ; 1200.5 | 900 | 45.1
        PROVINSI    ; admin1             ; Riau | Aceh | Papua
        TGL_BERLAKU ; grant_date         ; 12/03/2010 | 01/05/2012 | 30/11/2011
        TGL_AKHIR   ; expiry_date        ; 12/03/2030 | 01/05/2032 | 30/11/2031"""),
    "Vietnamese": (OCCURRENCES, """
        Mã số             ; identifier        ; M1 | M2 | M3
        Tên mỏ            ; name              ; Núi A | Sin B | Tân C
        Loại khoáng sản   ; commodity_text    ; Vonfram | Đồng | Bauxit
        Khoáng sản đi kèm ; commodity_text    ; Fluorit, bismut | Vàng |
        Kiểu mỏ           ; deposit_type_text ; skarn | IOCG |
        Tỉnh              ; admin1            ; Lào Cai | Hà Nam | Yên Bái
        Kinh độ           ; longitude         ; 105,7 | 103,8 | 107,8
        Vĩ độ             ; latitude          ; 21,6 | 22,6 | 11,6
        Hiện trạng        ; status_text       ; Đang khai thác | Thăm dò | Khai thác"""),
    "Thai": (OCCURRENCES, """
        รหัส       ; identifier     ; 1 | 2 | 3
        ชื่อแหล่งแร่   ; name           ; แหล่ง ก | แหล่ง ข | แหล่ง ค
        ชนิดแร่     ; commodity_text ; ลิกไนต์ | ดีบุก | ทองแดง
        จังหวัด     ; admin1         ; ลำปาง | พังงา | เลย
        ละติจูด     ; latitude       ; 18.3 | 8.7 | 17.2
        ลองจิจูด    ; longitude      ; 99.7 | 98.4 | 101.1
        สถานะ      ; status_text    ; เปิดการ | หยุดการ | สำรวจ"""),
    "Lao": (OCCURRENCES, """
        ລະຫັດ      ; identifier     ; 1 | 2 | 3
        ຊື່         ; name           ; A | B | C
        ຊະນິດແຮ່    ; commodity_text ; ທອງແດງ | ຄຳ | ຄຳ
        ແຂວງ       ; admin1         ; X | Y | Y
        ລອງຈິຈູດ    ; longitude      ; 105.9 | 102.9 | 102.7
        ລາຕິຈູດ     ; latitude       ; 16.9 | 18.9 | 18.8"""),
    "French": (OCCURRENCES, """
        Code_indice            ; identifier        ; 0001 | 0002 | 0003
        Nom_gîte               ; name              ; A | B | C
        Substances_principales ; commodity_text    ; Or, Arsenic | Or | Cuivre, Zinc
        Substances_secondaires ; commodity_text    ; Argent | Antimoine |
        Type_gisement          ; deposit_type_text ; Filon | Filon | Amas
        Statut                 ; status_text       ; Fermée | | Indice
        Département            ; admin1            ; Aude | Creuse | Sarthe
        Pays                   ; country_text      ; France | France | France"""),
    "Portuguese": (OCCURRENCES, """
        CODIGO        ; identifier        ; 1 | 2 | 3
        TOPONIMIA     ; name              ; A | B | C
        SUBSTANCIA    ; commodity_text    ; Ouro | Ferro | Chumbo
        TIPO_DEPOSITO ; deposit_type_text ; orogenic gold | BIF |
        UF            ; admin1            ; PA | PA | MG"""),
    "Spanish": (OCCURRENCES, """
        clave                  ; identifier        ; a | b | c
        nombre_yacimiento      ; name              ; A | B | C
        sustancia_principal    ; commodity_text    ; Cobre | Cobre | Oro
        sustancias_secundarias ; commodity_text    ; Molibdeno | Plata | Plomo, Zinc
        tipo_yacimiento        ; deposit_type_text ; Pórfido | Pórfido | Skarn
        departamento           ; admin1            ; X | Y | Z
        país                   ; country_text      ; Chile | Perú | México"""),
    "Chinese": (OCCURRENCES, """
        矿产地编号 ; identifier     ; 1 | 2 | 3
        矿产地名   ; name           ; 甲 | 乙 | 丙
        主矿种     ; commodity_text ; 稀土 | 锡 | 铜
        伴生矿     ; commodity_text ; 铁 | 锌 | 金, 钼
        省        ; admin1         ; 广西 | 江西 | 云南
        地理经度   ; longitude      ; 109.9 | 107.5 | 117.7
        地理纬度   ; latitude       ; 41.8 | 24.9 | 29.0"""),
}  # fmt: skip


@pytest.mark.parametrize("language", BY_NAME)
def test_names_of_a_language_tell_the_fields_and_the_type(language: str) -> None:
    kind, lines = BY_NAME[language]
    table, wanted = written(lines)
    proposal = proposed(table, geometry="polygon" if kind == "tenements" else "")
    found = told(proposal)
    assert proposal.fields.layer_type == kind
    assert {name: found.get(name) for name in wanted} == wanted
    assert proposal.fields.profile == {"French": "fr", "Portuguese": "pt"}.get(language, "")


def test_where_names_say_nothing_the_values_do() -> None:
    table: Table = {
        "a1": ["PT Sumber", "Au Mining Co", "Iron Ltd", "Tin & Sons"],  # names of companies
        "a2": ["Cu, Au", "Sn", "Ni; Co", "Bauxite"],
        "a3": ["PHL", "IDN", "MYS", "VNM"],
        "a4": ["Porphyry copper", "Placer tin", "Laterite nickel", "skarn"],
        "a5": [101, 102, 103, 104],
    }
    found = told(proposed(table))
    assert found == {"commodity_text": "a2", "country_text": "a3", "deposit_type_text": "a4"}
    names = proposed(
        {"a2": ["Philippines", "ประเทศไทย", "Viet Nam"], "a1": ["Emas", "Timah", "Nikel"]}
    )
    assert told(names) == {"commodity_text": "a1", "country_text": "a2"}
    assert proposed({"a1": ["Cuivre", "Or", "Fer, Plomb"]}, OCCURRENCES).fields.profile == "fr"


def test_two_letters_are_legal_forms_of_companies_before_they_are_countries() -> None:
    assert "country_text" not in told(proposed({"a1": ["PT", "CV", "PT", "TH"]}, OCCURRENCES))


TYPES = {
    "mineral_occurrences": "point; id 1|2; name A|B; commodity Au|Cu; status Prospect|Mine",
    "mines": "point; MINE_NAME A|B; OWNER C|D; COMMODITY Cu, Au|Ni; STATUS Open|Shut; COUNTRY Laos",
    "processing_plants": "point; PLANT_NAME A|B; PLANT_TYPE smelter|mill; FEED ore|sand",
    "mineral_resources": "point; DEPOSIT A|B; COMMODITY Ni|Au; TONNAGE 5 Mt|3 Mt; YEAR 2019|2020",
    "geological_units": "polygon; UnitName A|B; Lithology gravel|marl; Age Eocene|Miocene",
    "contacts": "line; TYPE normal contact|unconformity; DESCRIPT a|b",
    "faults": "line; FAULT_NAME A|B; SLIP_TYPE Dextral|Sinistral; NET_SLIP_RATE 18|5",
    "boreholes": "point; HOLE_ID D1|D2; RL 120|130; TOTAL_DEPTH 500|90; DRILL_TYPE core|RC",
    "geochemical_samples": "point; SAMPLEID 1|2; SAMPTYPE soil|rock; ELEMENT Au|As; VALUE 1|2",
    "geophysical_surveys": "polygon; SURVEY_NAME A|B; TYPE magnetic|gravity; LINE_SPACING 400|50",
    "tenements": "polygon; TENEMENT_NO E1|M2; HOLDER A|B; EXPIRY_DATE 2030-01-01|2031-02-02",
    "protected_areas": "polygon; NAME A|B; DESIG_ENG Park|Reserve; IUCN_CAT II|IV; ISO3 THA|IDN",
    "infrastructure": "line; name A|B; fclass primary|trunk; ref 1|2",
    "administrative_areas": "polygon; NAME A|B; ADM_LEVEL 1|2; COUNTRY THA|LAO; ID 1|2",
}


@pytest.mark.parametrize("kind", layer_types(), ids=lambda kind: kind.table)
def test_fields_tell_the_layer_type_without_a_title(kind: Any) -> None:
    geometry, _mark, text = TYPES[kind.layer_type_id].partition(";")
    table = quick(text)
    assert proposed(table, geometry=geometry).fields.layer_type == kind.layer_type_id
    backwards = dict(reversed(table.items()))
    assert proposed(backwards, geometry=geometry).fields.layer_type == kind.layer_type_id


@pytest.mark.parametrize(
    "text",
    [
        "id 1|2|3; first_name Ruby|Jade|Ann; last_name Gold|Stone|Lee; age 31|42|53; email a|b|c",
        "nama Ali|Budi|Siti; umur 30|40|50; pekerjaan guru|petani|sopir; alamat a|b|c",
        "city Gold Coast|Silver City|Bangkok; country AU|US|TH; population 1|2|3; lat 1|2|3",
        "tinh Hà Nội|Huế|Lào Cai; dan_so 8|1|0; vung Bắc|Trung|Bắc",
        "company Silver Lake|Gold Corp|Zinc Ltd; ceo A|B|C; employees 5|6|7",
        "color gold|bronze|green; hex #1|#2|#3; material_cost 5|6|7",
        "Au_ppm 1.1|0.2|0.3; Ag_ppm 1|0.2|1; Cu_pct 0|0.3|1; Pb 3|1|2; sample a|b|c",
        "mineral_rights private|state|state; commodity_date 2001|2002|2003",
        "lead_agency EPA|DNR|EPA; iron_content high|low|low; tin 001|002|003",
    ],
    ids=lambda text: text[:20],
)
def test_what_is_about_something_else_proposes_no_commodities(text: str) -> None:
    table = quick(text)
    for kind in layer_types():
        assert columns(proposed(table, kind.layer_type_id), "commodity_text") == []


def test_any_table_gives_a_map_that_holds_together() -> None:
    chance = random.Random(7)
    names = ["COMMODITY", "Name", "x", "lat", "Long", "STATUS", "type", "ชนิดแร่", "Au", "Cu", ""]
    values = ["Cu", "Y", "", "14.5", "101", "2001-02-03", "Laos", "a" * 300, "N/A", "01/02/1999"]
    for _ in range(60):
        picked = chance.sample(names, chance.randrange(len(names)))
        table = {name: chance.choices(values, k=4) for name in picked}
        kind = chance.choice(layer_types())
        geometry = chance.choice(["", "point", "polygon", "geometry"])
        proposal = proposed(table, kind.layer_type_id, geometry)
        uses = proposal.fields.uses
        assert uses.keys() == proposal.reasons.keys()
        assert all(0 < reason.confidence <= 1 for reason in proposal.reasons.values())
        used = [one.name for use in uses.values() for one in use.columns]
        assert len(used) == len(set(used))
        assert proposal.fields.missing_in(table) == ()
        assert not (geometry and "longitude" in uses)


@pytest.mark.parametrize(
    ("title", "text", "geometry", "expected"),
    [
        ("Deposits", "gid 1|2|3; name A|B|C", "point", "mineral_occurrences"),
        ("Roads", "gid 1|2|3; name A|B|C; surface paved|mud|mud", "line", "infrastructure"),
        ("Faults", "id 1|2|3; kind a|b|c", "line", "faults"),
        ("Weather stations", "station A|B|C; temp 1.5|2|3; elevation 3|4|5", "point", ""),
        ("Schools", "school_name A|B|C; pupils 1|2|3; address x|y|z", "point", ""),
        ("Trees", "species oak|fir|ash; height 1|2|3; planted 2001|2002|2003", "point", ""),
        ("Parcels", "parcel_id A|B|C; owner x|y|z; area_ha 1|2|3", "polygon", ""),
        ("Buildings", "id 1|2|3; type house|barn|house; levels 1|2|3", "polygon", ""),
    ],
)
def test_what_fits_no_type_is_plain(title: str, text: str, geometry: str, expected: str) -> None:
    table = quick(text)
    fields = tuple(SourceField(name) for name in table)
    rows = [dict(zip(table, values)) for values in zip(*table.values())]
    about = SourceLayer(title, fields, geometry)
    columns_seen = sample_columns(about.fields, rows)
    found = propose_or_plain(about, columns_seen).fields
    assert found.layer_type == (expected or "other_features")
    assert propose_or_plain(about, columns_seen, "mines").fields.layer_type == "mines"
