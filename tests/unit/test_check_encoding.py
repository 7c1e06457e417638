"""Damaged text is told from sound text, and what it was comes back, against Python's codecs."""

from __future__ import annotations

import csv
import html
import json
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from html.entities import html5
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from amis_qgis_plugin.core.checks.encoding import damage_of

DATA = Path(__file__).resolve().parents[2] / "amis_qgis_plugin" / "core" / "data"
GAPS = (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # bytes that Windows-1252 leaves undefined
MOJIBAKE, LOST = "encoding-mojibake", "encoding-lost"
CONTROL, ENTITIES = "encoding-control", "encoding-entities"
VIETNAMESE = "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"


def misread(raw: bytes) -> str:
    """Read bytes as Windows-1252, its gaps as Latin-1, as browsers and QGIS do."""
    return "".join(chr(one) if one in GAPS else bytes([one]).decode("cp1252") for one in raw)


def texts_in(document: Any) -> Iterator[str]:
    if isinstance(document, str):
        yield document
    elif isinstance(document, dict):
        for name, value in document.items():
            yield from (name, *texts_in(value))
    elif isinstance(document, list):
        for value in document:
            yield from texts_in(value)


@lru_cache(maxsize=1)
def sound_texts() -> frozenset[str]:
    """Return every text of the bundled vocabularies: names in thirteen languages."""
    found = set()
    for path in DATA.rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as handle:
            found.update(cell for row in csv.reader(handle) for cell in row)
    for path in DATA.rglob("*.json"):
        found.update(texts_in(json.loads(path.read_text(encoding="utf-8"))))
    return frozenset(found)


def code_of(text: str) -> str:
    damage = damage_of(text)
    return damage.code if damage else ""


def likely_of(text: str) -> str:
    damage = damage_of(text)
    return damage.likely if damage else ""


def test_no_name_of_the_vocabularies_counts_as_damaged() -> None:
    assert len(sound_texts()) > 5000
    assert {text: damage_of(text) for text in sound_texts() if damage_of(text)} == {}


@pytest.mark.parametrize(
    "text",
    [
        "Mỏ đồng Sin Quyền – Lào Cai", "ทองแดง?ดีบุก", "São João d'Él-Rei", "Île-à-Vache, 10 %",
        "L’Étang «rouge»", "“quoted” — naïve café", "5 µm", "Nº 4", "30 °C ± 2", "10²³ m³", "½ km",
        "FeO·OH·nH2O", "Na2O·Al2O3·4SiO2", "Cu·Pb·Zn", "paral·lel", "depos\xadit", "min\xaderal",
        "BioÉnergie", "Ñuñoa", "ÄÖÜß", "Where? Here", "Au?", "¿Qué?", "R&D", "Smith & Sons; Co",
        "a &foo; b", "Núi &abc; x", "http://x.org/a?b=c", "mrdata.usgs.gov/show.php?dep_id=1",
        "line\nline\ttab\r\n", "",
    ],
)  # fmt: skip
def test_sound_text_is_left_alone(text: str) -> None:
    assert damage_of(text) is None


@pytest.mark.parametrize("text", ["Cu?Au", "Pb?Zn?Ag", "Cu?, Au?", "W?Sn veins", "near Cu??Mo"])
def test_symbols_that_are_not_sure_are_no_lost_letters(text: str) -> None:
    assert damage_of(text) is None
    assert damage_of(text, is_list=True) is None


@pytest.mark.parametrize("text", ["B?N T?Y", "Hà N?i", "Cu?Au Qu?ng", "Cu?Auriferous"])
def test_words_are_not_taken_for_symbols(text: str) -> None:
    assert code_of(text) == LOST


def test_every_name_that_was_read_as_windows_text_comes_back() -> None:
    names = {text for text in sound_texts() if not text.isascii()}
    assert len(names) > 1000
    wrong = {
        name: damage_of(misread(name.encode("utf-8")))
        for name in names
        if likely_of(misread(name.encode("utf-8"))) != name
        or code_of(misread(name.encode("utf-8"))) != MOJIBAKE
    }
    assert wrong == {}


@given(st.text(st.sampled_from(VIETNAMESE + " abc"), min_size=1))
def test_vietnamese_comes_back(text: str) -> None:
    assert likely_of(misread(text.encode("utf-8"))) == ("" if text.isascii() else text)


@pytest.mark.parametrize("text", ["Máu", "Mỏ đồng", "เหมืองแร่", "ບໍ່ແຮ່", "រ៉ែ", "São Tomé", "–"])
def test_text_that_was_misread_twice_comes_back(text: str) -> None:
    twice = misread(misread(text.encode("utf-8")).encode("utf-8"))
    assert damage_of(twice) is not None
    assert likely_of(twice) == text


def test_thai_of_the_code_page_874_comes_back() -> None:
    """Runs of four letters and more: shorter ones may be anything."""
    thai = re.compile("[\u0e01-\u0e5b]{4,}")
    wrong = {}
    tried = 0
    for text in sound_texts():
        try:
            raw = text.encode("cp874")
        except UnicodeEncodeError:
            continue
        if thai.search(text):
            tried += 1
            if likely_of(misread(raw)) != text:
                wrong[text] = damage_of(misread(raw))
    assert tried > 200
    assert wrong == {}


@pytest.mark.parametrize(
    "text",
    [
        "đồng", "mỏ đồng sin quyền", "quặng sắt", "kẽm", "diện tích", "hưng yên", "lãnh thổ",
        "quảng ninh", "thăng long", "bô xít tây nguyên", "đá vôi", "cẩm phả", "xưởng", "tỉnh",
    ],
)  # fmt: skip
def test_vietnamese_of_the_old_standard_comes_back(text: str) -> None:
    """TCVN 5712:1993 as the C library's iconv writes it."""
    iconv = shutil.which("iconv")
    if iconv is None:
        pytest.skip("needs iconv as an independent encoder of TCVN 5712")
    done = subprocess.run(
        [iconv, "-f", "UTF-8", "-t", "TCVN5712-1"], input=text.encode(), capture_output=True
    )
    if done.returncode:
        pytest.skip("this iconv does not know TCVN5712-1")
    raw = done.stdout.decode("latin-1")
    assert raw != text
    assert code_of(raw) == MOJIBAKE
    assert unicodedata.normalize("NFC", likely_of(raw)) == text


@pytest.mark.parametrize("code", range(0x80, 0xA0))
def test_control_characters_are_found_with_what_windows_meant(code: int) -> None:
    text = f"San Antonio{chr(code)}Philex"
    meant = "" if code in GAPS else bytes([code]).decode("cp1252")
    assert code_of(text) == CONTROL
    assert likely_of(text) == f"San Antonio{meant}Philex"


@pytest.mark.parametrize("code", [0, 1, 7, 8, 11, 12, 14, 27, 31])
def test_control_characters_of_ascii_are_found(code: int) -> None:
    assert code_of(f"a{chr(code)}b") == CONTROL
    assert code_of(f"é{chr(code)}b") == CONTROL


@pytest.mark.parametrize(
    "text",
    [
        "Qu?ng Nam", "??ng Nai", "Kar?mganj", "???", "P?sigh?t", "M? d?ng Sin Quy?n, Lào Cai",
        "Ð?ng Tháp", "Mỏ đ?ng", "half \ud83d", "\udc00", "M\ufffd", "แร่ \ufffd", "ทอง ???",
    ],
)  # fmt: skip
def test_lost_letters_are_found_beside_those_that_stayed(text: str) -> None:
    assert damage_of(text) is not None
    assert code_of(text) == LOST
    assert likely_of(text) == ""


@pytest.mark.parametrize(
    ("text", "likely"),
    [
        ("Smith &amp; Co", "Smith & Co"),
        ("M&aacute;u", "Máu"),
        ("L&#224;o Cai", "Lào Cai"),
        ("m&#x1ECF;", "mỏ"),
        ("Sông &#272;à", "Sông Đà"),
        ("&lt;b&gt;", "<b>"),
    ],
)
def test_html_in_place_of_letters_is_found(text: str, likely: str) -> None:
    assert (code_of(text), likely_of(text)) == (ENTITIES, likely)


def test_every_named_letter_of_html_is_read() -> None:
    names = [name for name in html5 if re.fullmatch(r"[A-Za-z]{2,8}\d?;", name)]
    assert len(names) > 1000
    assert [name for name in names if likely_of(f"x &{name} y") != f"x {html5[name]} y"] == []


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126, exclude_characters="?&")))
def test_plain_ascii_is_never_damaged(text: str) -> None:
    assert damage_of(text) is None


@example("aÀa")  # a capital where TCVN3 has small letters, but none of TCVN3's
@given(st.text(st.characters(exclude_categories=())))
def test_any_text_is_answered_and_a_likely_one_differs(text: str) -> None:
    damage = damage_of(text)
    if damage is not None:
        assert damage.code in (MOJIBAKE, LOST, CONTROL, ENTITIES)
        assert damage.likely != text
        if damage.code == ENTITIES:
            assert damage.likely == html.unescape(text)


def test_real_occurrences_have_damage_exactly_where_control_characters_are(
    shared_data: Path,
) -> None:
    path = shared_data / "occurrences" / "usgs_occurrences_asean_all.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        cells = [cell for row in csv.reader(handle) for cell in row]
    found = sorted({cell for cell in cells if damage_of(cell)})
    assert found == sorted({cell for cell in cells if re.search("[\x80-\x9f]", cell)})
    assert "San  Antonio\x96Philex" in found
    assert likely_of("San  Antonio\x96Philex") == "San  Antonio–Philex"


def test_real_places_have_lost_letters_exactly_where_question_marks_are(
    shared_data: Path,
) -> None:
    path = shared_data / "hazards" / "usgs_comcat_m6plus_1900_2023_bbox.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        places = {row["place"] for row in csv.DictReader(handle)}
    found = {place for place in places if code_of(place) == LOST}
    assert found == {place for place in places if "?" in place}
    assert len(found) > 10
