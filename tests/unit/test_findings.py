"""What findings say: one table, in every language of a report, with the same values."""

from __future__ import annotations

import re
import string
from pathlib import Path
from typing import Any

import pytest

from amis_qgis_plugin.core.findings import SEVERITIES, Finding, errors_first, finding, say, words
from amis_qgis_plugin.core.tables import read_document

PACKAGE = Path(__file__).resolve().parents[2] / "amis_qgis_plugin"
TEXTS: dict[str, Any] = read_document("finding_texts.json")
KEYS = [key for key in TEXTS if key != "/marks"]
LANGUAGES = sorted(path.stem for path in (PACKAGE / "packages/report/i18n").glob("*.json"))


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", KEYS)
def test_every_language_has_the_sentence_with_the_same_values(key: str) -> None:
    one = TEXTS[key]
    assert [set(one) - {"severity"}, set(TEXTS["/marks"])] == [set(LANGUAGES)] * 2
    english = one["en"]
    for language in LANGUAGES:
        for text, original in zip(one[language], english):
            assert places(text) == places(original)
            assert bool(text) == bool(original)
    assert key.startswith("/") != (one.get("severity") in SEVERITIES)


def test_every_finding_that_the_code_names_has_a_text_and_no_text_is_left_over() -> None:
    code = "\n".join(path.read_text("utf-8") for path in PACKAGE.rglob("*.py"))
    named = set(re.findall(r"\b(?:finding|words)\(\s*\"([^\"]+)\"", code))
    assert {key for key in named if "/" not in key[:1]} <= set(KEYS)
    loose = {key for key in KEYS if not key.startswith("/") and f'"{key}"' not in code}
    # These keys are made of a part that changes and one that does not.
    assert loose == {"only-with-place/counted", "no-geojson", "no-flatgeobuf", "no-geoparquet"}


def test_values_stand_in_a_sentence_as_the_language_has_them() -> None:
    one = finding(
        "unmatched-terms", terms=1204, vocabulary="deposit type", uses=5310, examples="lode, skarn"
    )
    assert (one.severity, one.code) == ("note", "unmatched-terms")
    assert one.message.startswith(
        "1,204 deposit type terms of the sources (5,310 uses) are in no vocabulary, for example"
        " lode, skarn."
    )
    assert one.said("id").startswith(
        "1.204 istilah sumber untuk tipe endapan (dipakai 5.310 kali) tidak ada dalam kosakata mana"
        " pun, misalnya lode, skarn."
    )
    assert one.said("en") == f"{one.message} {one.hint}"


def test_a_list_names_the_first_and_counts_the_rest() -> None:
    titles = ("a", "b", "c", "d", "e")
    assert finding("licence-forbids", titles=titles).message.endswith("it: a; b; c and 2 more.")
    assert "a; b; c dan 2 lagi." in finding("licence-forbids", titles=titles).said("id")
    ids = tuple(range(12))
    cut = finding("geometry-not-cut", title="Faults", count=12, ids=ids)
    assert cut.message.endswith("fid 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 2 more.")


def test_one_of_a_kind_has_its_own_word() -> None:
    told = {"title": "Faults", "path": "data/flatgeobuf/faults.fgb"}
    key = "only-with-place/counted"
    assert "1 feature without" in finding(key, count=1, **told).message
    assert "1,200 features without" in finding(key, count=1200, **told).message


def test_titles_of_bundled_layers_are_translated_and_others_stay() -> None:
    for title, said in (("Mineral occurrences", "Keterdapatan mineral"), ("Peta {x}", "Peta {x}")):
        one = finding("nothing-in-area", title=title)
        assert one.message.startswith(f"{title}: ") and one.code == "nothing-in-area"
        assert one.said("id").startswith(f"{said}: ")


def test_a_language_without_these_texts_is_told_in_english() -> None:
    assert finding("no-maps").said("xx") == finding("no-maps").said("en")
    assert say(words("/cut/whole"), "xx") == ("the whole raster", "")


def test_words_of_a_finding_do_not_make_it_another() -> None:
    one = finding("no-maps")
    same = Finding(one.severity, one.code, one.message, one.hint)
    assert one == same and same.said("id") == one.said("en")
    assert set(one.to_dict()) == {"severity", "code", "message", "hint"}
    assert errors_first([one, finding("nothing-selected")])[0].severity == "error"
