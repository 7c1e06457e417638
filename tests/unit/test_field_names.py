"""The table of field names and how names compare: forms, languages, cuts, traps, ranks."""

from __future__ import annotations

import csv
import random
import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any, Callable

import pytest

from amis_qgis_plugin.core.folding import without_accents
from amis_qgis_plugin.core.mapping.column_values import sample_columns
from amis_qgis_plugin.core.mapping.commodity_columns import rank_of
from amis_qgis_plugin.core.mapping.field_names import name_hits, tokens_of
from amis_qgis_plugin.core.mapping.propose import propose
from amis_qgis_plugin.core.rows import SourceField, SourceLayer
from amis_qgis_plugin.core.schemas import layer_types

TABLE = Path(__file__).resolve().parents[2] / "amis_qgis_plugin" / "core" / "data"
KINDS = {kind.layer_type_id: kind for kind in layer_types()}
COORDINATES = ("longitude", "latitude")
WEIGHTS = {"": 1.0, "second": 0.85, "weak": 0.7}
LANGUAGES = {
    "en", "fr", "pt", "es", "id", "ms", "tl", "vi", "th", "lo", "km", "my", "zh", "ko", "ja",
}  # fmt: skip


@lru_cache(maxsize=1)
def table() -> tuple[dict[str, str], ...]:
    with (TABLE / "field_names.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


def names(row: dict[str, str]) -> list[str]:
    return [name.strip() for name in row["names"].split(";") if name.strip()]


def types(row: dict[str, str]) -> list[str]:
    """Return the layer types that a row is for: those that it lists, or all that have its field."""
    having = [one for one, kind in KINDS.items() if kind.has(row["field"])]
    return row["layer_types"].split() or (list(KINDS) if row["field"] in COORDINATES else having)


def score(name: str, field: str, layer_type: str) -> float:
    return max((hit.score for hit in name_hits(name, layer_type) if hit.field == field), default=0)


def best(name: str, layer_type: str = "mineral_occurrences") -> str:
    hits = name_hits(name, layer_type)
    return hits[0].field if hits and hits[0].score >= 0.6 else ""


@pytest.mark.parametrize("field", dict.fromkeys(row["field"] for row in table()))
def test_every_row_of_the_table_is_for_fields_that_are_there(field: str) -> None:
    for number, row in enumerate(table(), start=2):
        if row["field"] != field:
            continue
        assert row["weight"] in WEIGHTS, number
        assert row["lang"] in LANGUAGES, number
        assert names(row), number
        assert types(row), number
        assert set(types(row)) <= set(KINDS), number
        lacking = [one for one in types(row) if not KINDS[one].has(field)]
        assert field in COORDINATES or lacking == [], number
        assert [name for name in names(row) if not tokens_of(name)] == [], number


def test_the_languages_of_the_region_name_what_matters() -> None:
    for language in LANGUAGES - {"tl", "ja", "ko"}:
        named = {row["field"] for row in table() if row["lang"] == language}
        assert {"commodity_text", "name"} <= named, language
    for language in ("en", "id", "vi", "th", "lo", "km", "my"):
        named = {row["field"] for row in table() if row["lang"] == language}
        assert {"identifier", "longitude", "latitude", "country_text", "admin1"} <= named, language


def sampled(size: int, seed: str) -> list[tuple[dict[str, str], str, str]]:
    """Return rows, one of their names, one of their layer types."""
    chance = random.Random(seed)
    rows = chance.choices(table(), weights=[len(names(row)) for row in table()], k=size)
    return [(row, chance.choice(names(row)), chance.choice(types(row))) for row in rows]


def camel(name: str) -> str:
    return "".join(word[:1].upper() + word[1:] for word in name.split())


FORMS: dict[str, Callable[[str], str]] = {
    "as listed": str,
    "upper": str.upper,
    "title": str.title,
    "snake": lambda name: name.replace(" ", "_"),
    "upper snake": lambda name: name.replace(" ", "_").upper(),
    "kebab": lambda name: name.replace(" ", "-"),
    "camel": camel,
    "together": lambda name: name.replace(" ", ""),
    "decomposed": lambda name: unicodedata.normalize("NFD", name),
    "namespace": lambda name: "ms:" + camel(name),
    "table": lambda name: f"PUBLIC.Sheet1.{name.replace(' ', '_')}",
    "address": lambda name: "http://example.org/ns/1.0/" + name.replace(" ", "_"),
    "spaces": lambda name: f"  {name.replace(' ', '   ')} ",
}


@pytest.mark.parametrize("form", FORMS)
def test_a_listed_name_is_known_in_every_form(form: str) -> None:
    for row, name, layer_type in sampled(60, form):
        written = FORMS[form](name)
        found = score(written, row["field"], layer_type)
        assert found >= WEIGHTS[row["weight"]], (written, row["field"], layer_type)


def test_a_name_without_its_accents_is_the_same_name() -> None:
    accented = [
        (row, name, one) for row in table() if row["lang"] in ("vi", "fr", "pt", "es")
        for name in names(row) if not name.isascii() for one in types(row)[:1]
    ]  # fmt: skip
    assert len(accented) > 60
    for row, name, layer_type in accented:
        plain = without_accents(name)
        assert plain.isascii()
        assert score(plain, row["field"], layer_type) >= WEIGHTS[row["weight"]], plain


def test_names_that_a_shapefile_cut_are_recognised() -> None:
    """A dBase file keeps ten characters of a name."""
    seen = 0
    for row, name, layer_type in sampled(500, "shapefile"):
        cut = name.replace(" ", "_")[:10]
        if not name.isascii() or len(name) <= 10 or len(cut.replace("_", "")) < 6:
            continue
        seen += 1
        found = score(cut.upper(), row["field"], layer_type)
        assert found >= 0.9 * WEIGHTS[row["weight"]] - 1e-9, (cut, row["field"])
    assert seen > 100


@pytest.mark.parametrize(
    ("cut", "layer_type", "field"),
    [
        ("COMMODITY_", "mineral_occurrences", "commodity_text"),
        ("PRIMARY_CO", "mineral_occurrences", "commodity_text"),
        ("DEPOSIT_TY", "mineral_occurrences", "deposit_type_text"),
        ("OPERATING_", "mines", "status_text"),
        ("DEVELOPMEN", "mineral_occurrences", "status_text"),
        ("BIBLIOGRAP", "mineral_occurrences", "reference"),
        ("DATE_GRANT", "tenements", "grant_date"),
        ("EXPIRY_DAT", "tenements", "expiry_date"),
        ("APPLICATIO", "tenements", "application_date"),
        ("JENIS_KOMO", "tenements", "commodity_text"),
        ("TANGGAL_BE", "tenements", "grant_date"),
        ("LITHOLOGY_", "geological_units", "lithology_text"),
        ("LINE_SPACI", "geophysical_surveys", "line_spacing_m"),
        ("ANALYTICAL", "geochemical_samples", "analytical_method"),
    ],
)
def test_cut_names_of_published_shapefiles(cut: str, layer_type: str, field: str) -> None:
    assert best(cut, layer_type) == field


def test_a_short_beginning_is_no_cut_name() -> None:
    """Only what fills the ten characters may have been cut."""
    assert best("COMMODIT") == ""
    assert best("DEPOSIT_T") == best("DEPOSIT_TY")  # nine: a trailing space of a dBase name is lost
    assert best("LONG") == "longitude"
    assert best("LONGI") == "longitude"  # listed
    assert best("LONGIT") == ""


@pytest.mark.parametrize(
    ("name", "tokens"),
    [
        ("DEPOSIT.CommodityType_1", ("commodity", "type", "1")),
        ("erl:mineralOccurrenceType", ("mineral", "occurrence", "type")),
        ("http://example.org/x.y/ns/Mine_Name", ("mine", "name")),
        ("COMMODITY10", ("commodity", "10")),
        ("XMLHttpCode", ("xml", "http", "code")),
        ("Loại khoáng sản", ("loai", "khoang", "san")),
        (unicodedata.normalize("NFD", "Loại khoáng sản"), ("loai", "khoang", "san")),
        ("Đơn vị", ("don", "vi")),
        ("Année d'octroi", ("annee", "d", "octroi")),
        ("Area (sq. km)", ("area", "sq", "km")),
        ("Date granted (dd/mm/yyyy)", ("date", "granted", "dd", "mm", "yyyy")),
        ("Ref. No", ("ref", "no")),
        ("No.", ("no",)),
        ("Owner/Operator", ("owner", "operator")),
        ("主矿种", ("主矿种",)),
        ("__a__", ("a",)),
        ("", ()),
        (" . ", ()),
    ],
)
def test_the_words_of_a_name(name: str, tokens: tuple[str, ...]) -> None:
    assert tokens_of(name) == tokens


def test_words_hold_no_separators_and_are_their_own_words() -> None:
    chance = random.Random(11)
    letters = "aZ09_ .:/-éđĐ('ชแร่ມ矿²"
    for _ in range(3000):
        name = "".join(chance.choice(letters) for _ in range(chance.randrange(14)))
        tokens = tokens_of(name)
        assert all(tokens), name
        assert not [token for token in tokens if re.search(r"[\s_.:/()'A-Z-]", token)], name
        assert tokens_of("_".join(tokens)) == tokens
        assert tokens_of(unicodedata.normalize("NFD", name)) == tokens_of(
            unicodedata.normalize("NFC", name)
        )


@pytest.mark.parametrize(
    ("name", "layer_type", "field"),
    [
        ("Date granted (dd/mm/yyyy)", "tenements", "grant_date"),
        ("Area (sq. km)", "tenements", "area_ha"),
        ("Owner/Operator", "mines", "owner"),
        ("No. Lesen", "tenements", "identifier"),
        ("Ref. No", "mineral_occurrences", "identifier"),
        ("Lat (N)", "mineral_occurrences", "latitude"),
        ("Nº de processo", "tenements", "identifier"),
        ("สถานะ", "boreholes", "status"),
        ("Estado", "boreholes", "status"),
        ("Primary_Commodity_Name", "mineral_occurrences", "commodity_text"),
        ("country_rock", "mineral_occurrences", "host_unit"),
        ("Country", "mineral_occurrences", "country_text"),
    ],
)
def test_names_as_surveys_publish_them(name: str, layer_type: str, field: str) -> None:
    assert best(name, layer_type) == field


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("population", "positional_accuracy"), ("latin_name", "latitude"), ("plate", "latitude"),
        ("platform", "latitude"), ("year", "latitude"), ("xray", "longitude"),
        ("longline", "longitude"), ("along_strike", "longitude"), ("coordinator", "longitude"),
        ("acreage", "age_text"), ("percentage", "age_text"), ("village", "age_text"),
        ("iso_line", "commodity_text"), ("TIN", "commodity_text"),
        ("lead_agency", "commodity_text"),
        ("iron_works", "commodity_text"), ("gold_rank", "commodity_text"),
        ("statuette", "status_text"), ("stateless", "admin1"), ("estate", "admin1"),
        ("refuse", "reference"), ("curl", "source_uri"), ("underline", "source_uri"),
        ("modelling", "deposit_type_text"), ("hostname", "host_unit"), ("ghost", "host_unit"),
        ("username", "name"), ("hostname", "name"), ("email", "name"), ("tentative", "name"),
    ],
)  # fmt: skip
def test_a_word_inside_another_word_says_nothing(name: str, field: str) -> None:
    for form in (name, name.upper(), name.replace("_", " "), name.title()):
        assert score(form, field, "mineral_occurrences") < 0.6


def test_what_a_name_may_mean_comes_once_for_each_field_and_best_first() -> None:
    for _row, name, layer_type in sampled(200, "hits"):
        hits = name_hits(name, layer_type)
        assert len({hit.field for hit in hits}) == len(hits)
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)
        assert all(0 < hit.score <= 1 for hit in hits)
        assert all(KINDS[layer_type].has(hit.field) or hit.field in COORDINATES for hit in hits)


@pytest.mark.parametrize(
    ("name", "rank"),
    [
        ("Primary_Commodity", "major"), ("MAJOR_COMM", "major"), ("Main metals", "major"),
        ("Komoditas utama", "major"), ("Khoáng sản chính", "major"), ("แร่หลัก", "major"),
        ("subst_princ", "major"), ("Substances principales", "major"), ("主矿种", "major"),
        ("Secondary_Commodity", "minor"), ("By-products", "minor"), ("other_commod", "minor"),
        ("Mineral ikutan", "minor"), ("Khoáng sản đi kèm", "minor"), ("แร่รอง", "minor"),
        (unicodedata.normalize("NFD", "Khoáng sản đi kèm"), "minor"), ("แร่พลอยได้", "minor"),
        ("Substances_secondaires", "minor"), ("sustancias secundarias", "minor"),
        ("伴生矿", "minor"), ("Trace_Comm", "minor"), ("coproduct", "minor"),
        ("SUBST_SECOND", "minor"), ("SUBST_SECO", "minor"), ("Subst_secund", "minor"),
        ("KOMOD_IKUT", "minor"), ("Mineral asosiasi", "minor"), ("ASSOC_MIN", "minor"),
        ("Khoáng sản phụ", "minor"), ("BYPROD", "minor"), ("By product 1", "minor"),
        ("sous-produit", "minor"), ("subproducto", "minor"), ("acessórios", "minor"),
        ("SUBST_PRIN", "major"), ("PRIMARIO", "major"),
        ("subst", ""), ("SECTION", ""), ("primate", ""),
        ("Commodity", ""), ("COMMOD1", ""), ("Komoditas", ""), ("ชนิดแร่", ""), ("矿种", ""),
        ("mother lode", ""), ("domain", ""), ("sector", ""), ("minority", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_rank_that_a_name_gives(name: Any, rank: str) -> None:
    assert rank_of(name) == rank


def commodity_columns(order: list[str]) -> list[str]:
    """Return the columns that are read for commodities, with their ranks."""
    fields = tuple(SourceField(name) for name in ["site", *order])
    rows = [dict.fromkeys(order, text) for text in ("Cu", "Au, Ag")]
    layer = SourceLayer("Layer 1", fields, "point", "", len(rows))
    proposal = propose(layer, sample_columns(fields, rows), "mineral_occurrences")
    use = proposal.fields.use("commodity_text")
    return [one.name + (f":{one.role}" if one.role else "") for one in use.columns]


@pytest.mark.parametrize(
    "wanted",
    [
        ["Major_Comm:major", "Minor_Comm:minor", "Trace_Comm:minor"],
        ["primary_commodity:major", "secondary_commodity:minor", "tertiary_commodity:minor"],
        ["Main commodity:major", "By-products:minor"],
        ["Commodity", "Byproduct:minor"],
        ["แร่หลัก:major", "แร่รอง:minor"],
        ["ชนิดแร่", "แร่พลอยได้:minor"],
        ["Khoáng sản chính:major", "Khoáng sản đi kèm:minor"],
        ["Komoditas utama:major", "Komoditas ikutan:minor"],
        ["subst_princ:major", "subst_sec:minor"],
        [
            "Substance principale:major",
            "Substance secondaire 1:minor",
            "Substance secondaire 2:minor",
        ],
        ["major_commodity_1:major", "major_commodity_2:major", "minor_commodity:minor"],
        [f"COMMODITY{number}" for number in range(1, 13)],
        ["Commodity", "Commodity2", "Commodity3"],
        ["MINERAL_1", "MINERAL_2", "MINERAL_10"],
        ["byproduct"],
    ],
    ids=lambda wanted: wanted[0],
)
def test_columns_of_ranks_and_numbers_are_read_together(wanted: list[str]) -> None:
    names = [one.partition(":")[0] for one in wanted]
    for order in (names, names[::-1], random.Random(5).sample(names, len(names))):
        found = commodity_columns(order)
        assert sorted(found) == sorted(wanted)
        if len({one.partition(":")[2] for one in wanted}) == 1:
            assert found == wanted
