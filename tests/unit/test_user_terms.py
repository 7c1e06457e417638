"""Decisions of a person about unknown terms: kept, suggested for, and applied by the parser."""

from __future__ import annotations

import csv
import json
import random
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from amis_qgis_plugin.core.code_lists import VOCABULARIES, codes_of
from amis_qgis_plugin.core.commodity_exclusions import without_exclusions
from amis_qgis_plugin.core.commodity_parser import ParsedCommodities, parse_commodities
from amis_qgis_plugin.core.errors import VocabularyError
from amis_qgis_plugin.core.suggestions import choices, suggest
from amis_qgis_plugin.core.user_terms import (
    COMMODITY,
    FORMAT,
    IGNORED,
    MINERAL,
    NO_TERMS,
    VERSION,
    UserTerm,
    UserTerms,
)

TIN = UserTerm(COMMODITY, "Unobtainium", ("tin",))
SIAM = UserTerm("country", "Ayutthaya", ("THA",))
SLAG = UserTerm(COMMODITY, "slagite", meaning=MINERAL)


def decided(text: str, *terms: UserTerm, profile: str = "") -> ParsedCommodities:
    return parse_commodities(text, profile, UserTerms(terms))


@pytest.mark.parametrize(
    ("vocabulary", "term", "codes", "meaning", "said"),
    [
        ("faulttype", "sesar", ("fault",), "", "faulttype"),
        ("", "sesar", ("fault",), "", "Known: commodity"),
        (COMMODITY, "", ("tin",), "", "empty"),
        (COMMODITY, " \u200b ", ("tin",), "", "empty"),
        (COMMODITY, "x", (), "", "codes, a mineral or nothing"),
        (COMMODITY, "x", ("tin",), MINERAL, "codes, a mineral or nothing"),
        (COMMODITY, "x", (), "rubbish", "codes, a mineral or nothing"),
        (COMMODITY, "x", ("tin", "unobtainium"), "", "unobtainium is no code"),
        (COMMODITY, "x", ("Tin",), "", "Tin is no code"),
        (COMMODITY, "x", ("THA",), "", "THA is no code"),
        ("country", "x", ("tin",), "", "tin is no code"),
        ("mine status", "x", ("prospect",), "", "prospect is no code"),
    ],
)
def test_a_decision_that_could_not_be_applied_is_refused(
    vocabulary: str, term: str, codes: tuple[str, ...], meaning: str, said: str
) -> None:
    with pytest.raises(VocabularyError, match=said):
        UserTerm(vocabulary, term, codes, meaning)


def test_a_decision_is_found_whatever_the_case_and_spaces() -> None:
    terms = UserTerms([TIN, SIAM])
    for written in ("Unobtainium", "UNOBTAINIUM", "  unobtainium ", "unob\u00adtainium"):
        assert terms.find(COMMODITY, written) is TIN
    assert terms.find("country", "Unobtainium") is None
    assert terms.find(COMMODITY, "Ayutthaya") is None
    assert NO_TERMS.find(COMMODITY, "Unobtainium") is None


def test_a_later_decision_takes_the_place_of_an_earlier_one() -> None:
    gold = UserTerm(COMMODITY, "UNOBTAINIUM", ("gold",))
    first = UserTerms([TIN, SIAM])
    second = first.with_term(gold)
    assert list(second) == [gold, SIAM]
    assert list(first) == [TIN, SIAM]
    assert list(UserTerms([gold, TIN])) == [TIN]
    assert list(second.without(COMMODITY, "unobtainium ")) == [SIAM]
    assert list(second.without("country", "Unobtainium")) == [gold, SIAM]
    assert (len(NO_TERMS), len(first), len(second)) == (0, 2, 2)
    assert second.of("country") == (SIAM,)
    assert second.of("mine status") == ()


def test_decisions_come_back_from_json_in_a_fixed_order() -> None:
    chance = random.Random(5)
    made = []
    for number in range(60):
        vocabulary = chance.choice(list(VOCABULARIES.values()))
        code_list = {name: one for one, name in VOCABULARIES.items()}[vocabulary]
        codes = tuple(chance.sample(sorted(codes_of(code_list)), chance.randint(0, 2)))
        meaning = "" if codes else chance.choice([MINERAL, IGNORED])
        made.append(UserTerm(vocabulary, f"từ {number} ดีบุก", codes, meaning))
    terms = UserTerms(made)
    text = json.dumps(terms.to_dict(), ensure_ascii=True)
    back = UserTerms.from_dict(json.loads(text))
    assert set(back) == set(made)
    assert list(back) == sorted(made, key=lambda one: (one.vocabulary, one.term.casefold()))
    chance.shuffle(made)
    assert json.dumps(UserTerms(made).to_dict(), ensure_ascii=True) == text


ENTRY = {"vocabulary": COMMODITY, "term": "x", "codes": ["tin"]}


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        "amis-user-terms",
        {},
        {"format": "other", "version": VERSION, "terms": []},
        {"format": FORMAT, "terms": []},
        {"format": FORMAT, "version": VERSION + 1, "terms": []},
        {"format": FORMAT, "version": VERSION},
        {"format": FORMAT, "version": VERSION, "terms": None},
        {"format": FORMAT, "version": VERSION, "terms": ["x"]},
        {"format": FORMAT, "version": VERSION, "terms": [{"vocabulary": COMMODITY}]},
        {"format": FORMAT, "version": VERSION, "terms": [{**ENTRY, "codes": None}]},
        {"format": FORMAT, "version": VERSION, "terms": [{**ENTRY, "codes": ["unobtainium"]}]},
        {"format": FORMAT, "version": VERSION, "terms": [{**ENTRY, "codes": "tin"}]},
        {"format": FORMAT, "version": VERSION, "terms": [{**ENTRY, "vocabulary": "x"}]},
        {"format": FORMAT, "version": VERSION, "terms": [{**ENTRY, "meaning": IGNORED}]},
    ],
)
def test_a_document_that_holds_no_decisions_is_refused(document: Any) -> None:
    with pytest.raises(VocabularyError):
        UserTerms.from_dict(document)


@pytest.mark.parametrize("vocabulary", VOCABULARIES.values())
def test_every_choice_can_be_decided_for_and_every_code_is_a_choice(vocabulary: str) -> None:
    code_list = {name: one for one, name in VOCABULARIES.items()}[vocabulary]
    offered = choices(vocabulary)
    assert set(offered) == codes_of(code_list)
    assert all(offered.values())
    for code in offered:
        assert UserTerm(vocabulary, "some term", (code,)).codes == (code,)


@pytest.mark.parametrize(
    ("vocabulary", "term", "code"),
    [
        (COMMODITY, "coper", "copper"),
        ("country", "Philipines", "PHL"),
        ("country", "TAILAND", "THA"),
        ("country", "Malasia", "MYS"),
        ("country", "Kambodja", "KHM"),
        ("country", "ฟิลิปินส์", "PHL"),
        ("country", "Austalia", "AUS"),
        ("deposit type", "porphiry tin", "porphyry-tin"),
        ("mine status", "Produser", "operating"),
        ("mine status", "abandonned", "abandoned"),
        ("occurrence type", "prospct", "prospect"),
        ("tenement type", "mining lese", "tenement-mining"),
    ],
)
def test_the_first_suggestion_for_a_misspelling_is_what_was_meant(
    vocabulary: str, term: str, code: str
) -> None:
    found = suggest(vocabulary, term)
    assert found[0] == code
    assert len(found) == len(set(found)) <= 3
    assert suggest(vocabulary, term, limit=1) == (code,)


@pytest.mark.parametrize(
    ("vocabulary", "term"),
    [(COMMODITY, ""), ("country", ""), ("country", "zzzz"), ("country", "Thailand " * 10),
     ("faulttype", "normal falt"), ("", "coper")],
)  # fmt: skip
def test_where_nothing_is_near_nothing_is_suggested(vocabulary: str, term: str) -> None:
    assert suggest(vocabulary, term) == ()


def test_any_name_with_a_letter_lost_suggests_choices_only() -> None:
    chance = random.Random(72)
    for vocabulary in VOCABULARIES.values():
        offered = choices(vocabulary)
        for label in chance.sample(sorted(offered.values()), min(8, len(offered))):
            place = chance.randrange(len(label))
            found = suggest(vocabulary, label[:place] + label[place + 1 :], limit=5)
            assert set(found) <= set(offered), (vocabulary, label)
            assert len(found) <= 5


@pytest.mark.parametrize(
    ("text", "term", "codes"),
    [
        ("UNOBTAINIUM, gold", "Unobtainium", ["tin", "gold"]),
        ("gold; unobtainium (minor)", "Unobtainium", ["gold", "tin"]),
        ("Unobtainium 0.5%", "unobtainium", ["tin"]),
        ("Copper and unobtainium", "unobtainium", ["copper", "tin"]),
        ("AS, COPPER", "AS", ["tin", "copper"]),
        ("black stuff and white stuff", "black stuff and white stuff", ["tin"]),
        ("stuff, black", "stuff, black", ["tin"]),
        ("Zz/Yy, gold", "Zz/Yy", ["tin", "gold"]),
        ("ทองแดงกขค", "กขค", ["copper", "tin"]),
        ("Gold, silver", "gold", ["tin", "silver"]),
        ("Au, Ag", "Au", ["tin", "silver"]),
    ],
)
def test_a_term_stands_for_the_codes_that_were_chosen(
    text: str, term: str, codes: list[str]
) -> None:
    parsed = decided(text, UserTerm(COMMODITY, term, ("tin",)))
    assert list(parsed.codes) == codes
    assert parsed.unmatched == ()
    assert parse_commodities(text) != parsed


@pytest.mark.parametrize(
    ("text", "term", "codes"),
    [
        ("rubbish, gold", "Rubbish", ["gold"]),
        ("In situ gold", "situ", ["gold"]),
        ("Batu cadas, emas", "BATU CADAS", ["gold"]),
        ("Silver Co.", "Co", ["silver"]),
        ("gold, tin", "gold", ["tin"]),
        ("Au, tin", "Au", ["tin"]),
        ("AS", "AS", []),
        ("tin; all minerals except gold", "except gold", ["tin"]),
        ("ทองแดงกขค", "กขค", ["copper"]),
    ],
)
def test_an_ignored_term_is_nothing_and_no_longer_unknown(
    text: str, term: str, codes: list[str]
) -> None:
    ignored = [UserTerm(COMMODITY, one, meaning=IGNORED) for one in (term, "all")]
    parsed = decided(text, *ignored)
    assert list(parsed.codes) == codes
    assert (parsed.minerals, parsed.unmatched) == ((), ())


def test_a_mineral_is_named_and_is_no_product() -> None:
    parsed = decided("gold, Slagite", SLAG)
    assert (parsed.codes, parsed.minerals, parsed.unmatched) == (("gold",), ("Slagite",), ())
    assert decided("tin, gold", UserTerm(COMMODITY, "tin", meaning=MINERAL)).codes == ("gold",)


def test_ranks_of_the_text_hold_for_decided_terms() -> None:
    parsed = decided("gold (major), unobtainium (minor)", TIN)
    assert {one.code: one.role for one in parsed.matches} == {"gold": "major", "tin": "minor"}


def test_decisions_leave_other_readings_and_other_vocabularies_alone() -> None:
    before = parse_commodities("Unobtainium, gold")
    assert before.unmatched == ("Unobtainium",)
    assert decided("Unobtainium, gold", TIN).unmatched == ()
    assert decided("Ayutthaya", SIAM).unmatched == ("Ayutthaya",)
    assert parse_commodities("Unobtainium, gold") == before


@pytest.mark.parametrize("meaning", [IGNORED, MINERAL, "gold"])
def test_every_unknown_term_of_the_checked_texts_can_be_decided(root: Path, meaning: str) -> None:
    path = root / "tests" / "data" / "checked_commodities.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        texts = [(row["text"], row["profile"]) for row in csv.DictReader(handle)]
    unknown = {text: parse_commodities(*text).unmatched for text in texts}
    undecided = {text: found for text, found in unknown.items() if found}
    assert len(undecided) > 50
    for (text, profile), found in list(undecided.items())[::3]:
        chosen = [
            UserTerm(COMMODITY, term, (meaning,)) if meaning == "gold" else
            UserTerm(COMMODITY, term, meaning=meaning) for term in found
        ]  # fmt: skip
        parsed = decided(text, *chosen, profile=profile)
        assert not set(parsed.unmatched) & set(found), text
        assert ("gold" in parsed.codes) >= (meaning == "gold"), text
        assert meaning != MINERAL or set(found) <= set(parsed.minerals), text


@pytest.mark.parametrize(
    ("text", "rest", "left_out"),
    [
        ("gold", "gold", []),
        ("", "", []),
        ("exceptional gold", "exceptional gold", []),
        ("exclusive gold, otherwise tin", "exclusive gold, otherwise tin", []),
        ("gold, silver excluded, tin", "gold, , tin", ["silver excluded"]),
        ("Gold EXCEPT placer. Tin", "Gold . Tin", ["EXCEPT placer"]),
        ("all except gold\ntin", "all tin", ["except gold"]),
        ("gold (excluding silver), tin", "gold ( ), tin", ["excluding silver"]),
        ("semua kecuali emas, perak; timah", "semua ; timah", ["kecuali emas, perak"]),
        ("khoáng sản trừ vàng; thiếc", "khoáng sản ; thiếc", ["trừ vàng"]),
        ("trừng, thiếc", "trừng, thiếc", []),
        ("แร่ทุกชนิดยกเว้นทองคำ", "แร่ทุกชนิด", ["ยกเว้นทองคำ"]),
        ("charbon à l'exception du lignite", "charbon", ["à l'exception du lignite"]),
        ("charbon à l\u2019exception  du lignite", "charbon", ["à l'exception  du lignite"]),
        ("houille, la tourbe exceptée, fer", "houille, , fer", ["la tourbe exceptée"]),
        ("金, 煤除外", "金,", ["煤除外"]),
    ],
)
def test_what_a_text_excludes_is_parted_from_the_rest(
    text: str, rest: str, left_out: list[str]
) -> None:
    for written in (text, unicodedata.normalize("NFD", text)):
        kept, gone = without_exclusions(written)
        assert unicodedata.normalize("NFC", " ".join(kept.split())) == rest
        assert list(gone) == left_out
