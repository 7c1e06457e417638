"""Where long words are broken, in lines of letters of one width."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amis_qgis_plugin.core.word_breaks import (
    FREE,
    JOINED,
    SOFT,
    folded,
    kept_whole,
    marked,
    parts_of,
)
from amis_qgis_plugin.packages.report.charts import bar_chart
from amis_qgis_plugin.packages.report.render import _CELL, _with_breaks

URL = "https://geoportal.esdm.go.id/arcgis/rest/services/minerba/IUP_Operasi/MapServer/0"
UUID = "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66"
NAME = "mineral_occurrences_kalimantanselatan"
SERVER = "https://geodatabase.example/arcgis/rest/services/Geology/FeatureServer/0"


def lines(word: str, width: int) -> list[str]:
    return folded(word, lambda line: len(line) <= width)


@pytest.mark.parametrize(
    ("word", "width", "expected"),
    [
        ("short", 5, ["short"]),
        ("Ketidakbertanggungjawabannya", 14, ["Ketidakber-", "tanggungjawa-", "bannya"]),
        ("mengesampingkan", 12, ["mengesam-", "pingkan"]),
        ("Ketidakselarasan-Pertanggungjawaban", 24, ["Ketidakselarasan-Per-", "tanggungjawaban"]),
        ("KEP-1234/DISTAMBEN/VIII/2014", 12, ["KEP-1234/", "DISTAMBEN/", "VIII/2014"]),
        ("Formasi_Batuan_Gunungapi", 15, ["Formasi_Batuan_", "Gunungapi"]),
        ("report/documentation.csv", 20, ["report/", "documentation.csv"]),
        ("x" * 9, 4, ["xxxx", "xxxx", "x"]),
        ("12345678", 3, ["123", "456", "78"]),
    ],
)
def test_words_are_broken_at_signs_and_syllables(
    word: str, width: int, expected: list[str]
) -> None:
    assert lines(word, width) == expected


def test_addresses_and_identifiers_get_no_hyphen() -> None:
    for word in (URL, UUID, NAME, SERVER):
        for width in (8, 12, 20, 40):
            assert "".join(lines(word, width)) == word, width
    assert SOFT not in "".join(marked(word) for word in (URL, UUID, NAME, SERVER))
    assert lines(URL, 20)[:2] == ["https://geoportal.", "esdm.go.id/arcgis/"]
    assert all(not has_hyphen for _part, has_hyphen in parts_of("6e8bc4309c3a11d996690800200c9a66"))


@given(st.text(st.characters(exclude_categories=("Cs", "Z", "Cc")), min_size=1), st.integers(1, 30))
def test_nothing_is_lost_and_no_line_is_too_long(word: str, width: int) -> None:
    assert "".join(part for part, _hyphen in parts_of(word)) == word
    found = lines(word, width)
    assert all(len(line) <= width for line in found if width > 2)
    assert "".join(found).replace("-", "") == word.replace("-", "")


def test_only_long_words_are_marked() -> None:
    assert marked("a short text, schematic") == "a short text, schematic"
    assert marked(f"see {URL}") == "see " + URL.replace("/", f"/{FREE}").replace(
        f"/{FREE}/", "//"
    ).replace(".", f".{FREE}").replace("_", f"_{FREE}")
    assert SOFT in marked("Ketidakbertanggungjawabannya")
    assert marked("EU-2024-strategic;", 10) == "EU-2024-strategic;"
    plain = marked(f"{URL} {UUID}").replace(FREE, "").replace(SOFT, "")
    assert plain == f"{URL} {UUID}"


def test_identifiers_are_kept_whole_and_words_are_not() -> None:
    said = kept_whole("IEA-focus, di-antara, EU-2024-strategic")
    assert said == f"IEA-{JOINED}focus, di-antara, EU-{JOINED}2024-{JOINED}strategic"


def test_cells_of_the_report_have_places_for_breaks() -> None:
    page = "<p>{0}</p><td><a>x &amp; {0}</a> &lt;Ketidakselarasannya&gt; EU-2024-strategic</td>"
    found = _CELL.sub(_with_breaks, page.format(URL))
    assert f"<p>{URL}</p>" in found, "prose is broken by the browser"
    assert "geoportal.<wbr>esdm.<wbr>go.<wbr>id/<wbr>arcgis/<wbr>rest/" in found
    assert "<a>x &amp; https" in found and ">EU-2024-strategic<" not in found
    assert " EU-2024-strategic</td>" in found
    plain = re.sub("<wbr>|&shy;", "", found)
    assert plain == page.format(URL) and "&lt;Keti&shy;dak" in found


def test_a_label_of_a_chart_is_broken_as_words_are() -> None:
    chart = bar_chart("A", [("Pegunungan Ketidakbertanggungjawabannya", 1.0)])
    assert ">Pegunungan<" in chart and ">Ketidakbertanggungjawa…<" in chart


@pytest.mark.parametrize("word", ["X" * 20_000, "Kata" * 5_000])
def test_a_word_of_many_letters_is_broken_all_the_same(word: str) -> None:
    found = lines(word, 30)
    assert "".join(found).replace("-", "") == word
    assert kept_whole(word) == word
