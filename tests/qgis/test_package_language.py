"""A package in Indonesian: nothing that a person reads first stays English but names and data."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from counting import copy_of_samples
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemScaleBar,
    QgsProject,
    QgsVectorLayer,
)

from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_plan import PackagePlan
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.write import write_package
from amis_qgis_plugin.qgis_bridge.project_writer import package_project, write_project

WANTED = OccurrenceFilter(commodities=("copper",), countries=("PHL", "IDN"))
LANGUAGES = ("en", "id")
# What is the same in both languages: names of systems, files, programs, sources and attributions.
SAME = re.compile(
    r"WGS 84|EPSG:\d+|(data/)?amis_\w+\.gpkg|\d{4}-\d\d-\d\d(T[\d:]+Z)?|km|N|Timor-Leste"
    r"|Malaysia|Indonesia|Singapura?|Myanmar|Thailand|Timor|Leste|Brunei|Darussalam"
)


@pytest.fixture(scope="module")
def workspace(qgis_app: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of_samples(tmp_path_factory.mktemp("language"))


def planned(workspace: Path, language: str) -> PackagePlan:
    return describe_package(workspace, WANTED, language=language)


@pytest.fixture(scope="module")
def shown(workspace: Path) -> dict[str, dict[str, str]]:
    """Return what the project says in each language, by where it stands."""
    found = {}
    for language in LANGUAGES:
        with package_project(workspace, planned(workspace, language)) as project:
            found[language] = dict(texts_of(project))
    return found


def texts_of(project: QgsProject) -> Iterator[tuple[str, str]]:
    yield "title", project.title()
    yield "metadata", project.metadata().title()
    for number, group in enumerate(project.layerTreeRoot().findGroups()):
        yield f"group {number}", group.name()
    for node in project.layerTreeRoot().findLayers():
        layer = node.layer()
        key = layer.source().rpartition("=")[2] or "land"
        yield f"layer {key}", layer.name()
        if isinstance(layer, QgsVectorLayer):
            for number, field in enumerate(layer.fields()):
                if layer.attributeAlias(number):
                    yield f"alias {key} {field.name()}", layer.attributeAlias(number)
            words = re.sub(r"\w+\(|\"\w+\"|<[^>]*>", " ", layer.mapTipTemplate())
            for number, word in enumerate(re.findall(r"[A-Z][a-z]+(?: [a-z]+)*", words)):
                yield f"tip {key} {number}", word
        renderer = layer.renderer() if hasattr(layer, "renderer") else None
        if isinstance(renderer, QgsCategorizedSymbolRenderer):
            for number, one in enumerate(renderer.categories()):
                yield f"class {key} {number}", one.label()
    order = {layout.customProperty("amis/file"): layout for layout in layouts(project)}
    for file, layout in sorted(order.items()):
        yield f"layout {file}", layout.name()
        for item in layout.items():
            if isinstance(item, QgsLayoutItemLabel):
                for number, line in enumerate(item.text().splitlines()):
                    yield f"{file} {item.id()} {number}", line
            elif isinstance(item, QgsLayoutItemLegend):
                yield f"{file} legend", item.title()
            elif isinstance(item, QgsLayoutItemScaleBar):
                yield f"{file} scale", item.numericFormat().thousandsSeparator()
        yield f"{file} grid", layout.itemById("map").grid().annotationExpression()
        yield f"{file} theme", layout.itemById("map").followVisibilityPresetName()
    for one in project.bookmarkManager().bookmarks():
        yield f"bookmark {one.id()}", one.name()
        yield f"group of {one.id()}", one.group()


def layouts(project: QgsProject) -> list[Any]:
    return list(project.layoutManager().printLayouts())


def untranslated(english: dict[str, str], other: dict[str, str]) -> dict[str, str]:
    """Return the texts that are the same in both, without those that may be."""
    return {
        where: text
        for where, text in other.items()
        if english.get(where) == text and re.search("[A-Za-z]", SAME.sub("", text))
    }


def test_the_project_and_its_maps_are_indonesian(shown: dict[str, dict[str, str]]) -> None:
    kinds = ("title", "group 0", "layout main_map", "locator legend", "bookmark package-area")
    for key in kinds:
        assert shown["id"][key] and shown["id"][key] != shown["en"][key], key
    left = untranslated(shown["en"], shown["id"])
    own = ("sources", "metadata")  # attributions are the providers' own words
    assert {
        where: text for where, text in left.items() if not any(one in where for one in own)
    } == {}
    assert shown["id"]["alias mineral_occurrences admin1"] == "Provinsi atau negara bagian"
    assert "Kamboja" in shown["id"].values() and "Cambodia" not in shown["id"].values()
    told = " ".join(text for where, text in shown["id"].items() if " sources " in where)
    assert "Sumber dan atribusi" in told and "Sources" not in told


def test_the_files_have_the_same_names(shown: dict[str, dict[str, str]]) -> None:
    files = [{one for one in shown[code] if one.startswith("layout ")} for code in LANGUAGES]
    assert files[0] == files[1] == {
        f"layout {name}" for name in ("main_map", "occurrences", "geology", "locator")
    }  # fmt: skip


def test_the_maps_of_each_theme_show_it(workspace: Path) -> None:
    with package_project(workspace, planned(workspace, "id")) as project:
        themes = set(project.mapThemeCollection().mapThemes())
        for layout in layouts(project):
            shown_theme = layout.itemById("map").followVisibilityPresetName()
            assert shown_theme in themes
            assert project.mapThemeCollection().mapThemeVisibleLayers(shown_theme)


@pytest.fixture(scope="module")
def papers(workspace: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Return a package in each language, with project and without drawings."""
    folder = tmp_path_factory.mktemp("papers")
    return {
        language: write_package(
            planned(workspace, language), folder / language, write_project=write_project
        ).path
        for language in LANGUAGES
    }


def paragraphs(path: Path) -> list[str]:
    """Return the paragraphs and entries of a text, each on one line."""
    text = path.read_text(encoding="utf-8")
    parts = re.split(r"\n\s*\n|\n(?=\* )|\n-+\n|\n=+\n", text)
    return [" ".join(part.split()) for part in parts if part.strip()]


def test_the_readme_is_indonesian(papers: dict[str, Path]) -> None:
    english, indonesian = (paragraphs(papers[code] / "README.txt") for code in LANGUAGES)
    commands = ("python verify.py", "ssh-keygen", "gpg ", "SHA256SUMS")
    left = [one for one in indonesian if one in english and not one.startswith(commands)]
    assert left == []
    files = [
        set(
            re.findall(
                r"^  \S+ {2,}(\S.*)$", (papers[code] / "README.txt").read_text("utf-8"), re.M
            )
        )
        for code in LANGUAGES
    ]
    assert len(files[0]) > 10 and not files[0] & files[1]
    for word in ("What was chosen", "Limits", "Data dictionary", "warning:", "note:", "Unit:"):
        assert any(word in one for one in english) or word in ("warning:", "Unit:")
        assert not any(word in one for one in indonesian), word


def test_the_disclaimer_has_the_english_original_below(papers: dict[str, Path]) -> None:
    english, indonesian = (paragraphs(papers[code] / "DISCLAIMER.txt") for code in LANGUAGES)
    at = next(number for number, one in enumerate(indonesian) if "English original" in one)
    assert [one for one in indonesian[:at] if one in english] == []
    assert english[1:] == indonesian[at + 1 :]


def test_findings_and_licences_are_indonesian(papers: dict[str, Path]) -> None:
    manifests = [
        json.loads((papers[code] / "manifest.json").read_text(encoding="utf-8"))["findings"]
        for code in LANGUAGES
    ]
    assert manifests[0] == manifests[1]  # programs read the same words in every language
    for name in ("README.txt", "report.html"):
        english, indonesian = (unwrapped(papers[code] / name) for code in LANGUAGES)
        told = [one["message"] for one in manifests[0]]
        assert len(told) > 1 and all(one in english for one in told)
        assert [one for one in told if one in indonesian] == []
    english, indonesian = (paragraphs(papers[code] / "LICENSES/README.txt") for code in LANGUAGES)
    same = [one for one in indonesian if one in english]
    manifest = json.loads((papers["id"] / "manifest.json").read_text(encoding="utf-8"))
    assert same == [one["title"] for one in manifest["sources"]]  # in the words of the sources


def unwrapped(path: Path) -> str:
    """Return a text without its line breaks, with the signs that HTML writes in its own way."""
    return " ".join(html.unescape(path.read_text(encoding="utf-8")).split())
