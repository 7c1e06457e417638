"""A package in Indonesian has no English sentence left but those of its sources and its data."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from counting import copy_of_samples
from package_samples import CREATED

from amis_qgis_plugin.core.critical_minerals import critical_lists
from amis_qgis_plugin.core.deposit_types import deposit_types
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_choices import PackageChoices
from amis_qgis_plugin.core.tables import read_table
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.write import write_package
from amis_qgis_plugin.workspace.gdal_calls import sqlite

LANGUAGES = ("en", "id")
PAPERS = ("README.txt", "LICENSES/README.txt", "report.html")
CGI = "Commission for the Management and Application of Geoscience Information"
# Commands, names of programs and standards, addresses.
ALLOWED = (
    r"python verify\.py.*|ssh-keygen .*|gpg .*",
    r"(OGC )?GeoPackage|Frictionless Data Package|EarthResourceML-Lite|(ISO|JORC|NI) [\d-]+",
    r"(?:https?://|\w+/)\S+",
)
WORD = re.compile(r"[A-Za-z]{3,}")
# Words that no Indonesian sentence has.
ENGLISH = re.compile(
    r"\b(the|of|and|is|are|was|were|with|which|that|from|not|where|what|how|as|has|have)\b", re.I
)


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("indonesian")
    workspace = copy_of_samples(folder)
    made = {}
    for language in LANGUAGES:
        choices = PackageChoices(language=language, exchange=True, maps=False, pdf=False)
        plan = describe_package(workspace, OccurrenceFilter(commodities=("gold",)), choices)
        made[language] = write_package(plan, folder / language, created=CREATED).path
    return made


def names_of_data(package: Path) -> set[str]:
    """Return what stands in the data, and is called so in every language."""
    found = {name for one in critical_lists() for name in (one.name, one.issuer, one.list_id)}
    found |= {one.label for one in deposit_types()}  # a model without an Indonesian name
    found |= {row["name_id"] for row in read_table("capitals.csv")} | {"Brunei Darussalam", CGI}
    (geopackage,) = (package / "data").glob("*.gpkg")
    with sqlite(geopackage) as connection:
        for table, columns in (
            ("mineral_occurrences", "name"),
            ("schematic_provinces", "name"),
            ("schematic_structures", "name"),
            ("production_statistics", "label"),
            ("amis_sources", "title, attribution, licence"),
            ("amis_unmatched_terms", "term"),
        ):
            for row in connection.execute(f"SELECT {columns} FROM {table}"):
                found |= {" ".join(str(value).split()) for value in row if value}
    return found


def pieces(path: Path) -> Iterator[str]:
    """Yield the paragraphs, cells and entries of a paper."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        text = re.sub(r"<style>.*?</style>", "", text, flags=re.S)
        text = re.sub(r"</?(?:p|li|tr|td|th|h\d|text|title|table|section|div)\b[^>]*>", "\0", text)
        text = html.unescape(re.sub(r"<[^>]+>", "", text))
    else:
        text = re.sub(r"\n\s*\n|\n(?=\* )|\n-+\n|\n=+\n|\n(?=\S[^:\n]*: )", "\0", text)
    for piece in text.split("\0"):
        if piece.strip():
            yield " ".join(piece.split())


def without_names(text: str, names: set[str]) -> str:
    """Return a text without names; labels of maps and charts are lines and beginnings of them."""
    if any(text.rstrip("…") in name for name in names):
        return ""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, " ")
    for allowed in ALLOWED:
        text = re.sub(allowed, " ", text)
    return text


@pytest.mark.parametrize("paper", PAPERS)
def test_no_text_is_the_same_in_both_languages(packages: dict[str, Path], paper: str) -> None:
    names = names_of_data(packages["id"])
    english, indonesian = (set(pieces(packages[code] / paper)) for code in LANGUAGES)
    assert len(english) > 30
    left = {one for one in indonesian & english if " " in one}
    assert {one for one in left if WORD.search(without_names(one, names))} == set()


@pytest.mark.parametrize("paper", PAPERS)
def test_no_text_has_english_words(packages: dict[str, Path], paper: str) -> None:
    names = names_of_data(packages["id"])
    told = {
        piece: found
        for piece in pieces(packages["id"] / paper)
        if (found := ENGLISH.findall(without_names(piece, names)))
    }
    assert told == {}
    assert sum(bool(ENGLISH.search(one)) for one in pieces(packages["en"] / paper)) > 20


def test_the_disclaimer_has_english_only_below_its_heading(packages: dict[str, Path]) -> None:
    told = list(pieces(packages["id"] / "DISCLAIMER.txt"))
    at = next(number for number, one in enumerate(told) if "English original" in one)
    names = names_of_data(packages["id"])
    assert [one for one in told[:at] if ENGLISH.search(without_names(one, names))] == []
    assert sum("schematic" in one for one in told[at:]) == 2
    assert sum("Skematis: digambar" in one for one in told[:at]) == 2


def test_what_columns_mean_is_indonesian_and_their_names_stay(packages: dict[str, Path]) -> None:
    tables = []
    for code in LANGUAGES:
        with (packages[code] / "data_dictionary.csv").open(
            encoding="utf-8-sig", newline=""
        ) as file:
            tables.append(list(csv.DictReader(file)))
    english, indonesian = tables
    stay = ("path", "column", "type", "unit", "code_list", "corresponds_to")
    assert [[row[one] for one in stay] for row in english] == [
        [row[one] for one in stay] for row in indonesian
    ]
    meant = [(one["meaning"], other["meaning"]) for one, other in zip(english, indonesian)]
    assert len(meant) > 300
    same = {one for one, other in meant if one == other}
    assert same <= {"", "Operator."}
    assert any(other == "Komoditas dengan kata-kata sumber, tidak diubah." for _, other in meant)
    assert any("exchange/" in row["path"] for row in indonesian)


def test_tables_and_manifest_are_the_same_in_both(packages: dict[str, Path]) -> None:
    for name in (
        "tables/amis_sources.csv",
        "report/regional.csv",
        "tables/mineral_occurrences.csv",
    ):
        assert len({(packages[code] / name).read_bytes() for code in LANGUAGES}) == 1, name
