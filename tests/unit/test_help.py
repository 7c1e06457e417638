"""The help works offline, its links lead somewhere, and it speaks of what the plugin really has."""

from __future__ import annotations

import ast
import csv
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from amis_qgis_plugin.core.catalogue import load_catalogue
from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.countries import members
from amis_qgis_plugin.core.tables import read_document

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "amis_qgis_plugin"
HELP = PACKAGE / "help"
VOID = {"meta", "link", "br", "img", "hr", "path"}


class Page(HTMLParser):
    """Everything of a page that the tests look at."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.marked: dict[str, list[str]] = {}
        self.text = ""
        self.unclosed: list[tuple[str, str]] = []
        self.feed(path.read_text(encoding="utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.links += [found[name] for name in ("href", "src", "data", "action") if name in found]
        self.ids += [found["id"]] if "id" in found else []
        if tag not in VOID:
            self.unclosed.append((tag, found.get("class", "")))
            self.marked.setdefault(found.get("class", ""), []).append("")

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.unclosed.pop()[0] == tag, self.getpos()

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.unclosed:
            self.marked[self.unclosed[-1][1]][-1] += data

    def words(self, mark: str) -> list[str]:
        """Return the texts of the elements of one class, on one line each."""
        return [" ".join(text.split()) for text in self.marked.get(mark, [])]


PAGES = sorted(HELP.glob("*.html"))


@pytest.fixture(scope="module")
def index() -> Page:
    return Page(HELP / "index.html")


@pytest.fixture(scope="module")
def spoken() -> str:
    """Return every text of the package's code, without the marks of Qt's accelerators."""
    texts = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.append(node.value.replace("&", ""))
    texts += [told for one in read_document("finding_texts.json").values() for told in one["en"]]
    return "\n".join([*texts, load_catalogue().title])


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_page_is_well_formed_and_has_no_script(path: Path) -> None:
    page = Page(path)
    assert not page.unclosed
    assert "script" not in page.tags
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_leads_to_something_in_the_folder(path: Path) -> None:
    for link in Page(path).links:
        assert not re.match(r"[a-z]+:|//", link), f"{link} leaves the folder"
        name, _hash, anchor = link.partition("#")
        target = path.parent / name if name else path
        assert target.is_file(), link
        assert target.resolve().parent == HELP.resolve(), link
        if anchor:
            assert anchor in Page(target).ids, link


def test_stylesheets_load_nothing_and_know_the_dark() -> None:
    for path in HELP.glob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"url\(|@import|https?:", text), path.name
        assert "prefers-color-scheme: dark" in text


def test_every_section_is_in_the_contents(index: Page) -> None:
    sections = re.findall(r'<h2 id="([^"]+)"', (HELP / "index.html").read_text(encoding="utf-8"))
    listed = [link[1:] for link in index.links if link.startswith("#")]
    assert listed[: len(sections)] == sections


def test_labels_and_messages_are_those_of_the_plugin(index: Page, spoken: str) -> None:
    missing = [label for label in index.words("ui") if label not in spoken]
    assert not missing


def test_algorithms_and_their_parameters_exist(index: Page, spoken: str) -> None:
    names = index.words("algorithm")
    assert names
    assert all(name.removeprefix("amis:") in spoken.split("\n") for name in names)
    words = {word for word in re.findall(r"\b[A-Z][A-Z_]{3,}\b", index.text) if word in spoken}
    for needed in ("WORKSPACE", "COMMODITIES", "COUNTRIES", "EXTENT", "OUTPUT"):
        assert needed in words


def test_completeness_words_are_the_ones_used(index: Page) -> None:
    assert index.words("state") == [state.value for state in Completeness]


def test_numbers_are_true(index: Page) -> None:
    facts = ROOT / "sample_layers" / "facts" / "asean_deposits.csv"
    with facts.open(encoding="utf-8", newline="") as lines:
        deposits = sum(1 for _row in csv.DictReader(lines))
    assert index.words("count") == [f"{deposits}"]
    assert len(members()) == 11
    assert "eleven member states" in " ".join(index.text.split())
