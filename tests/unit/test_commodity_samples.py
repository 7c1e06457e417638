"""The parser on texts of real surveys: figures that it has to reach, and what may never happen."""

from __future__ import annotations

import csv
import random
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

from amis_qgis_plugin.core import commodity_parser
from amis_qgis_plugin.core.commodities import PROFILES, load_commodities
from amis_qgis_plugin.core.commodity_lexicon import load_lexicon
from amis_qgis_plugin.core.commodity_parser import parse_commodities
from amis_qgis_plugin.core.commodity_text import plain_parts


def rows(root: Path, *parts: str) -> list[dict[str, str]]:
    with root.joinpath(*parts).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_terms_of_the_shared_sample(shared_data: Path) -> None:
    total: Counter[bool] = Counter()
    found = rows(shared_data, "occurrences", "usgs_occurrences_asean_all.csv")
    assert len(found) == 1397
    for row in found:
        for term in filter(None, (part.strip() for part in row["commod_raw"].split(","))):
            parsed = parse_commodities(term)
            known = bool(parsed.matches or parsed.minerals) and not parsed.unmatched
            total[known] += 1
    print(f"terms recognised: {total[True]} of {sum(total.values())}")
    assert total[True] / sum(total.values()) >= 0.995


def test_no_text_breaks_the_parser() -> None:
    """Any text gives a reading: codes are known and come once, and spaces change nothing."""
    vocabulary = load_commodities()
    names = [alias.alias for alias in vocabulary.aliases]
    marks = [
        ",",
        ";",
        " ",
        "(",
        ")",
        "+/-",
        "±",
        "?",
        "-",
        "/",
        "\n",
        ":",
        "1.5%",
        "\u200b",
        "\ue000",
    ]
    chance = random.Random(20240229)
    for _ in range(3000):
        parts = [chance.choice(names if chance.random() < 0.5 else marks) for _ in range(8)]
        text = "".join(parts)
        for profile in PROFILES:
            parsed = parse_commodities(text, profile)
            assert len(set(parsed.codes)) == len(parsed.codes)
            assert all(code in vocabulary for code in parsed.codes)
            assert {match.role for match in parsed.matches} <= {
                "major",
                "minor",
                "possible",
                "unranked",
            }
        decomposed = unicodedata.normalize("NFD", f"  {text} ")
        assert parse_commodities(decomposed).codes == parse_commodities(text).codes, text


def test_the_same_text_is_read_once() -> None:
    parse_commodities.cache_clear()
    for number in range(5000):
        parse_commodities(f"Cu, Au {number % 50} g/t")
    assert parse_commodities.cache_info().misses == 50


@pytest.mark.parametrize("sample", ["first", "second"])
def test_precision_and_recall_on_checked_texts(root: Path, sample: str) -> None:
    """Texts of surveys in eleven languages, labelled by people and not by the parser.

    ``codes`` are what a text names; a code under ``acceptable`` may be missing or extra, as two
    readings are right. The second sample was collected after the vocabulary was made.
    """
    every = rows(root, "tests", "data", "checked_commodities.csv")
    checked = [one for one in every if one["sample"] == sample]
    right = extra = missing = ranks = wrong_ranks = 0
    for row in checked:
        wanted = [code for code in row["codes"].split(";") if code]
        rank = dict(zip(wanted, row["roles"].split(";")))
        either = set(row["acceptable"].split(";"))
        parsed = parse_commodities(row["text"], row["profile"])
        found = set(parsed.codes)
        right += len(found & set(wanted))
        extra += len(found - set(wanted) - either)
        missing += len(set(wanted) - found - either)
        ranks += sum(1 for match in parsed.matches if match.code in rank)
        wrong_ranks += sum(
            1 for match in parsed.matches if rank.get(match.code, match.role) != match.role
        )
    precision, recall = right / (right + extra), right / (right + missing)
    print(f"{sample}: {len(checked)} texts, precision {precision:.4f}, recall {recall:.4f}")
    assert len(checked) >= (200 if sample == "first" else 120)
    assert precision > 0.99
    assert recall > 0.99
    assert wrong_ranks / ranks < 0.01


@pytest.mark.parametrize(
    ("text", "codes", "left_out"),
    [
        ("all minerals except gold and silver; tin", ["tin"], "except gold and silver"),
        ("houille, la tourbe exceptée, graphite", ["coal", "graphite"], "la tourbe exceptée"),
        ("batubara kecuali antrasit", ["coal"], "kecuali antrasit"),
        ("khoáng sản trừ vàng", [], "trừ vàng"),
        ("ดีบุก ยกเว้น ทองคำ", ["tin"], "ยกเว้น ทองคำ"),
        ("金, 煤除外", ["gold"], "煤除外"),
    ],
)
def test_what_a_text_excludes_is_no_commodity(text: str, codes: list[str], left_out: str) -> None:
    parsed = parse_commodities(text, "fr" if "tourbe" in text else "")
    assert list(parsed.codes) == codes
    assert left_out in parsed.unmatched


@pytest.mark.parametrize("profile", PROFILES)
def test_lists_read_part_by_part_read_as_the_whole(
    root: Path, profile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Plain lists take a short way; it gives what the long way gives."""
    names = [alias.alias for alias in load_commodities().aliases]
    names += [row["text"] for row in rows(root, "tests", "data", "checked_commodities.csv")]
    names += ["major", "by-product", "of", "and", "ore", "metal", "sand", "gravel", "quartz", " "]
    names += ["goethite", "kecuali", "x"]
    chance = random.Random(20261125)
    texts = [
        chance.choice((", ", ",", "; ")).join(chance.choices(names, k=chance.randint(1, 5)))
        for _ in range(1500)
    ]
    read = parse_commodities.__wrapped__
    quick = [read(text, profile) for text in texts]
    taken = sum(plain_parts(text, load_lexicon(profile)) is not None for text in texts)
    monkeypatch.setattr(commodity_parser, "plain_parts", lambda *_: None)
    assert [read(text, profile) for text in texts] == quick
    assert 300 < taken < 1500
