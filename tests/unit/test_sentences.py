"""Sentences of records in other languages: each that the product writes has one, and fits it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from counting import SAMPLES

import amis_qgis_plugin
from amis_qgis_plugin.core.critical_minerals import critical_lists
from amis_qgis_plugin.core.evidence import Evidence
from amis_qgis_plugin.core.regional_context import EXPLORATION, INVESTMENT, TRADE, notes_on
from amis_qgis_plugin.core.rows import SourceLayer
from amis_qgis_plugin.core.schemas import every_type
from amis_qgis_plugin.core.sentences import said_in
from amis_qgis_plugin.core.statistics import production, world_shares
from amis_qgis_plugin.core.tables import read_table
from amis_qgis_plugin.workspace.contents import read_layers
from amis_qgis_plugin.workspace.earned import earned_by
from amis_qgis_plugin.workspace.offline.proof import _EMPTY

LANGUAGES = ("id",)
GAP = re.compile(r"\{(\w+)(?::[^}]*)?\}")
NUMBER = re.compile(r"\d[\d.,]*\d|\d")
SAME = {"", "Operator.", "Operator", "Label", "Status"}  # the same word in both


def meanings() -> Iterator[str]:
    for one in every_type():
        yield from (field.meaning for field in one.fields)
    yield from (row["meaning"] for row in read_table("package_columns.csv"))


def labels() -> Iterator[str]:
    for one in every_type():
        yield from (field.label for field in one.fields)
    for path in (Path(amis_qgis_plugin.__file__).parent / "styles").glob("*.qml"):
        for alias in ElementTree.parse(path).iter("alias"):
            yield str(alias.get("name"))


def notes() -> Iterator[str]:
    for table in (TRADE, EXPLORATION, INVESTMENT):
        yield from notes_on(table)
    for figure in (*production(), *world_shares()):
        yield from figure.notes
        yield " ".join(figure.notes)  # as the report prints them


def of_layers() -> Iterator[str]:
    for layer in read_layers(SAMPLES):
        yield layer.notice
        yield from (source.evidence for source in layer.sources)
    yield from (one.verified for one in critical_lists())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("texts", [meanings, labels, notes, of_layers])
def test_every_sentence_of_ours_is_said_wholly(language: str, texts: object) -> None:
    english = {part for text in texts() for part in parts(text)} - SAME  # type: ignore[operator]
    assert len(english) > 10
    said = {text: said_in(language, text) for text in english}
    assert {text for text, other in said.items() if text == other} == set()


def parts(text: str) -> list[str]:
    """Return the parts of a text, each of which has to become another one."""
    return [one for one in re.split(r'(?<=[.!?]) (?=[A-Z"])', text) if one]


def test_a_sentence_and_what_stands_for_it_have_the_same_gaps_and_numbers() -> None:
    rows = read_table("sentences.csv")
    assert len({(row["english"], row["lang"]) for row in rows}) == len(rows)
    for row in rows:
        assert row["lang"] in LANGUAGES and row["said"].strip() == row["said"] != ""
        assert sorted(GAP.findall(row["english"])) == sorted(GAP.findall(row["said"])), row
        bare = [GAP.sub("", row[one]) for one in ("english", "said")]
        numbers = [sorted(re.sub("[.,]", "", n) for n in NUMBER.findall(one)) for one in bare]
        assert set(numbers[0]) <= set(numbers[1]), row
        assert row["english"].endswith(".") == row["said"].endswith("."), row


def test_numbers_have_the_marks_of_the_language() -> None:
    text = Evidence(12345, (("the total asked for", 12345),)).text()
    assert said_in("id", text) == (
        "12.345 fitur yang berbeda diterima; jumlah yang ditanyakan menyebut 12.345."
        " Belum terbukti: tidak ada dua jumlah yang saling bebas dan bersesuaian."
    )
    assert said_in("en", text) == text


def test_the_words_of_a_server_stay() -> None:
    lacks = "what comes after 20 features; The server is tired, come again"
    text = Evidence(20, missing=(lacks,)).text()
    assert said_in("id", text) == (
        "20 fitur yang berbeda diterima. Belum ada: yang ada setelah 20 fitur;"
        " The server is tired, come again."
    )
    assert said_in("id", "Gold of my valley.") == "Gold of my valley."
    assert said_in("id", "") == ""


def test_what_a_proof_says_is_said() -> None:
    text = Evidence(
        7,
        (("numberMatched on the pages", 7),),
        ("a second pass brought the same 7 features",),
        _EMPTY,
        notes=("1 page, 0.1 MB", "axes x first: there are no places"),
    ).text()
    assert said_in("id", text) == (
        "7 fitur yang berbeda diterima; numberMatched pada halaman-halaman menyebut 7;"
        " pengambilan kedua memberikan 7 fitur yang sama; halaman setelah akhir kosong."
        " 1 halaman, 0.1 MB; sumbu x pertama: tidak ada lokasi."
    )


@pytest.mark.parametrize(
    ("count", "rejected", "filtered", "said"),
    [
        (2, 0, "", "2 baris dibaca, sebanyak yang diumumkan sumber; tidak ada jumlah kedua"),
        (
            9,
            1,
            "",
            "2 baris dibaca, 1 di antaranya tercantum sebagai ditolak; sumber mengumumkan 9.",
        ),
        (-1, 0, "a > 1", "2 baris dibaca dengan filter lapisan (a > 1); sumber tidak mengumumkan"),
        (2, 0, "a > 1", "(a > 1), sebanyak yang diumumkan sumber dengan filter itu; tidak ada"),
    ],
)
def test_what_reading_a_file_says_is_said(
    count: int, rejected: int, filtered: str, said: str
) -> None:
    layer = SourceLayer("A", (), count=count, filter=filtered)
    assert said in said_in("id", earned_by(None, layer, 2, rejected, "0").evidence)


@pytest.mark.parametrize(
    "text", ["A server's words" + "." * 400, "Missing: " * 300 + "all", "a; " * 500, "x" * 100_000]
)
def test_texts_of_others_stay_however_they_are_made(text: str) -> None:
    said = said_in("id", text)
    assert said.count(".") == text.count(".") and len(said) >= len(text) - 300
