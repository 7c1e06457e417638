"""Names, codes and URIs of the vocabularies: countries, status words, CGI terms, code lists."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import Optional

import pytest

from amis_qgis_plugin.core.cgi_terms import cgi_terms, match_cgi_term
from amis_qgis_plugin.core.code_lists import (
    COMMODITIES,
    COMMODITY_GROUPS,
    COUNTRIES,
    VOCABULARIES,
    codes_of,
    is_bundled,
    match_code,
    vocabulary_name,
)
from amis_qgis_plugin.core.countries import (
    country_names,
    match_any_country,
    match_country,
    members,
    other_countries,
)
from amis_qgis_plugin.core.names import NameIndex, concept_of, is_nil, squeezed
from amis_qgis_plugin.core.schemas import layer_types
from amis_qgis_plugin.core.status import match_status, status_codes

CGI = "http://resource.geosciml.org/classifier/cgi/"
CODE_LISTS = sorted(
    {field.code_list for kind in layer_types() for field in kind.fields if field.code_list}
)
KINDS = ("mine", "occurrence", "plant", "tenement")


def plain(name: str) -> str:
    """Fold a name independently of the code under test: letters, marks and digits only."""
    decomposed = unicodedata.normalize("NFC", name).casefold()
    return "".join(one for one in decomposed if unicodedata.category(one)[0] in "LMN")


def shared(owners: Iterable[tuple[str, Iterable[str]]]) -> dict[str, set[str]]:
    """Return the folded names that belong to more than one code."""
    found: dict[str, set[str]] = defaultdict(set)
    for code, names in owners:
        for name in names:
            found[plain(name)].add(code)
    return {name: codes for name, codes in found.items() if len(codes) > 1}


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        (CGI + "lithology/granite", "granite"),
        (CGI + "mine-status/care-and-maintenance", "care-and-maintenance"),
        ("https://inspire.ec.europa.eu/codelist/MineStatusValue/careAndMaintenance/",
         "care And Maintenance"),
        ("http://example.org/terms#thrustFault", "thrust Fault"),
        ("urn:cgi:classifier:CGI:SimpleLithology:201001:granite", "granite"),
        ("URN:CGI:classifier:granite", "granite"),
        ("http://www.opengis.net/def/nil/OGC/0/unknown", ""),
        ("urn:ogc:def:nil:OGC::missing", ""),
        ("granite", "granite"),
        ("not operating", "not operating"),
        ("see http://example.org/granite", "see http://example.org/granite"),
        ("http://example.org/two words", "http://example.org/two words"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_uri_is_the_words_of_its_last_part(text: str, concept: str) -> None:
    assert concept_of(text) == concept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://www.opengis.net/def/nil/OGC/0/withheld", True),
        ("urn:ogc:def:nil:OGC:1.0:inapplicable", True),
        ("nil", False),
        ("Manila", False),
        ("http://example.org/vanilla", False),
    ],
)
def test_only_a_nil_uri_of_the_ogc_is_nil(text: str, expected: bool) -> None:
    assert is_nil(text) is expected


def test_names_compare_without_case_spaces_and_punctuation() -> None:
    for name in ("Strike-Slip  Fault", "strike_slip fault", "STRIKE SLIP FAULT",
                 "strike\u2013slip fault", " strike/slip (fault) "):  # fmt: skip
        assert squeezed(name) == "strikeslipfault"
    assert squeezed("Viê\u0323t") == squeezed("Việt") != squeezed("Viet")


def test_an_index_finds_by_any_name_and_the_first_keeps_a_shared_one() -> None:
    index = NameIndex([("a", ("Alpha", "one name", "")), ("b", ("beta", "One-Name", "--"))])
    assert index.match(" ALPHA ") == "a"
    assert index.match("one_name") == "a"
    assert index.match("http://example.org/oneName") == "a"
    assert index.match("Beta") == "b"
    for text in ("", "  ", "-", "alpha beta", "alph", "http://www.opengis.net/def/nil/OGC/0/x"):
        assert index.match(text) is None


@pytest.mark.parametrize(
    ("text", "iso3"),
    [
        ("China", "CHN"),
        ("Tiongkok", "CHN"),
        ("TRUNG QUỐC", "CHN"),
        ("จีน", "CHN"),
        ("PNG", "PNG"),
        ("Papua Nugini", "PNG"),
        ("Australie", "AUS"),
        ("Úc", "AUS"),
        ("Korea Selatan", "KOR"),
        ("Korea, Republic of", "KOR"),
        ("Democratic People's Republic of Korea", "PRK"),
        ("Nhật Bản", "JPN"),
        ("Jepang", "JPN"),
        ("Ấn Độ", "IND"),
        ("Taiwan", "TWN"),
        ("Micronesia, Federated States of", "FSM"),
        ("Cote d\u2019Ivoire", "CIV"),
        ("Curacao", "CUW"),
        ("SAO TOME AND PRINCIPE", "STP"),
        ("Bonaire, Sint Eustatius and Saba", "BES"),
        ("U.S.A.", "USA"),
        ("Republic of the Congo", "COG"),
        ("Dem. Rep. Congo", "COD"),
        ("au", "AUS"),
        ("aus", "AUS"),
        ("Indonesia", "IDN"),
        ("LA", "LAO"),
    ],
)
def test_any_country_is_known_by_code_and_name(text: str, iso3: str) -> None:
    found = match_any_country(text)
    assert found is not None
    assert found.iso3 == iso3
    assert (match_country(text) is not None) == found.is_member


@pytest.mark.parametrize(
    "text", ["", " ", "-", "Atlantis", "World", "Asia", "South China Sea", "Perak", "Guinea Pig",
             "Chinatown", "N/A", "XX", "ZZZ"]
)  # fmt: skip
def test_what_is_no_country_is_none(text: str) -> None:
    assert match_any_country(text) is None


def test_no_code_or_name_belongs_to_two_countries() -> None:
    every = (*members(), *other_countries())
    names = [(one.iso3, [one.iso3, one.iso2, one.name, *one.aliases]) for one in every]
    assert shared(names) == {}
    for iso3, written in names:
        for name in written:
            found = match_any_country(name)
            assert found is not None, name
            assert found.iso3 == iso3, name


def test_the_countries_are_those_of_iso_3166_and_kosovo() -> None:
    every = (*members(), *other_countries())
    # 249 officially assigned codes, and the user-assigned XKX.
    assert len(every) == len({one.iso2 for one in every}) == len(country_names()) == 250
    for one in every:
        assert len(one.iso3) == 3
        assert len(one.iso2) == 2
        assert (one.iso3 + one.iso2).isascii()
        assert (one.iso3 + one.iso2).isupper()
    assert not any(one.is_member for one in other_countries())
    assert list(country_names())[:11] == [one.iso3 for one in members()]


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("Beroperasi", "mine", "operating"),
        ("Operasi Produksi", "mine", "operating"),
        ("Operasi Produksi", "tenement", "tenement-mining"),
        ("ĐANG KHAI THÁC", "mine", "operating"),
        ("tạm dừng", "mine", "care-and-maintenance"),
        ("Đóng cửa mỏ", "mine", "closed"),
        ("เปิดการ", "mine", "operating"),
        ("หยุดการ", "mine", "not-operating"),
        ("หยุดการชั่วคราว", "mine", "care-and-maintenance"),
        ("เหมืองร้าง", "mine", "abandoned"),
        ("en exploitation", "mine", "operating"),
        ("à l\u2019arrêt", "mine", "not-operating"),
        ("em lavra", "mine", "operating"),
        ("在产", "mine", "operating"),
        ("Care & Maintenance", "mine", "care-and-maintenance"),
        ("past-producing", "mine", "historic"),
        ("eksplorasi", "occurrence", "prospect"),
        ("Eksplorasi", "tenement", "tenement-exploration"),
        ("Điểm khoáng hoá", "occurrence", "occurrence"),
        ("điểm khoáng hóa", "occurrence", "occurrence"),
        ("แหล่งแร่", "occurrence", "deposit"),
        ("gîte", "occurrence", "deposit"),
        ("矿床", "occurrence", "deposit"),
        ("smelter", "plant", "plant"),
        ("ประทานบัตร", "tenement", "tenement-mining"),
        ("IUP OP", "tenement", "tenement-mining"),
        ("không rõ", "mine", "unknown"),
        ("ไม่ทราบ", "tenement", "unknown"),
        ("https://resource.geosciml.org/classifier/cgi/mine-status/not-operating/", "mine",
         "not-operating"),
        ("http://inspire.ec.europa.eu/codelist/MineStatusValue/careAndMaintenance", "mine",
         "care-and-maintenance"),
        ("gîte", "mine", None),
        ("smelter", "occurrence", None),
        ("not so active", "mine", None),
        ("operating, closed", "mine", None),
    ],
)  # fmt: skip
def test_status_words_of_many_languages(text: str, kind: str, code: Optional[str]) -> None:
    found = match_status(text, kind)
    assert (found.code if found else None) == code
    decomposed = match_status(unicodedata.normalize("NFD", text), kind)
    assert decomposed == found


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_names_two_codes_of_one_kind(kind: str) -> None:
    ours = [one for one in status_codes() if one.kind in (kind, "any")]
    assert shared((one.code, (one.code, one.label, *one.terms)) for one in ours) == {}
    for one in ours:
        for name in (one.code, one.label, one.uri, *one.terms):
            assert not name or match_status(name, kind) == one, name


def test_broader_codes_lead_to_a_top() -> None:
    broader = {one.code: one.broader for one in status_codes()}
    kinds = {one.code: one.kind for one in status_codes()}
    for code in broader:
        seen = [code]
        while broader[seen[-1]]:
            seen.append(broader[seen[-1]])
            assert kinds[seen[-1]] == kinds[code]
            assert len(seen) < len(broader), f"{code} is above itself"


@pytest.mark.parametrize(
    ("text", "scheme", "notation"),
    [
        ("Granite", "simplelithology", "granite"),
        ("granit", "simplelithology", "granite"),
        ("หินแกรนิต", "simplelithology", "granite"),
        ("batu kapur", "simplelithology", "limestone"),
        ("Batugamping", "simplelithology", "limestone"),
        ("đá vôi", "simplelithology", "limestone"),
        ("calcaire", "simplelithology", "limestone"),
        ("lempung", "simplelithology", "clay"),
        (CGI + "lithology/clastic_sandstone", "simplelithology", "clastic_sandstone"),
        ("https" + CGI[4:] + "lithology/basalt/", "simplelithology", "basalt"),
        ("urn:cgi:classifier:CGI:SimpleLithology:201001:andesite", "simplelithology", "andesite"),
        ("Normal fault", "faulttype", "normal_fault"),
        ("sesar naik", "faulttype", "reverse_fault"),
        ("Sesar Mendatar", "faulttype", "strike_slip_fault"),
        ("đứt gãy thuận", "faulttype", "normal_fault"),
        ("รอยเลื่อนปกติ", "faulttype", "normal_fault"),
        ("Formasi", "stratigraphicrank", "formation"),
        ("hệ tầng", "stratigraphicrank", "formation"),
        ("กลุ่มหิน", "stratigraphicrank", "group"),
        ("JORC 2012", "classification-method-used", "jorc-code"),
        ("NI 43-101", "classification-method-used", "ni-43-101"),
        ("SNI 4726:2019", "classification-method-used", "sni"),
        ("RC", "boreholedrillingmethod", "reverse_circulation_drilling"),
        ("granite", "faulttype", None),
        ("granite and basalt", "simplelithology", None),
        ("granite", "no such scheme", None),
        ("", "simplelithology", None),
    ],
)
def test_terms_of_geology_are_found_in_their_scheme(
    text: str, scheme: str, notation: Optional[str]
) -> None:
    found = match_cgi_term(text, scheme)
    assert (found.notation if found else None) == notation


def test_every_cgi_term_holds_together_in_its_scheme() -> None:
    by_scheme = defaultdict(list)
    for term in cgi_terms():
        by_scheme[term.scheme].append(term)
    assert len(by_scheme) == 10
    for scheme, terms in by_scheme.items():
        notations = {one.notation for one in terms}
        assert len(notations) == len(terms)
        assert shared((one.notation, (one.notation, one.label, *one.terms)) for one in terms) == {}
        for one in terms:
            assert set(one.broader) <= notations - {one.notation}, one
            assert one.label
            assert (one.uri.startswith(CGI) and one.uri.endswith("/" + one.notation)) or (
                not one.uri and one.note
            )
            for name in (one.notation, one.label, one.uri, *one.terms):
                assert not name or match_cgi_term(name, scheme) == one, name


@pytest.mark.parametrize("code_list", CODE_LISTS)
def test_every_code_of_a_list_names_itself(code_list: str) -> None:
    codes = codes_of(code_list)
    assert is_bundled(code_list) == bool(codes)
    assert bool(codes) == (not code_list.startswith("http"))
    if code_list not in (COMMODITIES, COMMODITY_GROUPS):
        assert {code: match_code(code, code_list) for code in codes} == {one: one for one in codes}
    assert match_code("", code_list) == ""
    assert match_code("no such term anywhere", code_list) == ""


@pytest.mark.parametrize(
    ("text", "code_list", "code"),
    [
        ("Viêt Nam", COUNTRIES, "VNM"),
        ("Tiongkok", COUNTRIES, "CHN"),
        ("PORPHYRY TIN", "deposit_types.csv", "porphyry-tin"),
        ("Past Producer", "status_codes.csv#mine", "historic"),
        ("Past Producer", "status_codes.csv#occurrence", ""),
        ("sesar naik", "cgi_terms.csv#faulttype", "reverse_fault"),
        ("sesar naik", "cgi_terms.csv#contacttype", ""),
        ("copper", COMMODITIES, ""),
        ("Jurassic", "http://resource.geosciml.org/classifier/ics/ischart/", ""),
        ("granite", "cgi_terms.csv", ""),
    ],
)
def test_a_code_is_matched_in_its_own_list(text: str, code_list: str, code: str) -> None:
    assert match_code(text, code_list) == code


def test_a_vocabulary_is_called_by_the_name_that_people_read() -> None:
    assert {name: vocabulary_name(name) for name in VOCABULARIES} == VOCABULARIES
    assert vocabulary_name("cgi_terms.csv#faulttype") == "fault type"
    assert vocabulary_name("cgi_terms.csv#no_such_scheme") == "no_such_scheme"
    assert vocabulary_name("elsewhere.csv") == "elsewhere.csv"
    assert len(set(VOCABULARIES.values())) == len(VOCABULARIES)
    assert all(is_bundled(code_list) for code_list in VOCABULARIES)
