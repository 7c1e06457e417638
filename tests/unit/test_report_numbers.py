"""Every number that a person reads in the report stands in a table that is named beside it.

The page is read as a person reads it: all of its text, sentences, tables, captions and labels of
charts and maps, section by section. The tables are read with ``csv`` alone.
"""

from __future__ import annotations

import csv
import html.parser
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from package_samples import AREA, CREATED, build_workspace

from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.write import write_package

MARKS = {"en": (",", "."), "id": (".", ",")}  # of thousands and of decimals
INLINE = ("span", "b", "strong", "small", "code", "em", "wbr")
BREAKS = str.maketrans("", "", "\u00ad\u200b\u2060")  # where a long word may be broken
NUMBER = re.compile(r"\d{4}-\d{2}-\d{2}|(?<!\w)-?\d(?:[\d.,]*\d)?|\d(?:[\d.,]*\d)?")
NEGATIVE = re.compile(r"(?<![\d.,])(?=[\d.,]+° (?:W|S|BB|LS)\b)")  # degrees west and south
FILE = re.compile(r"\b(?:report|tables)/\w+\.csv|\bstudied\.csv")
ALLOWED = (
    r"NI 43-101",  # a reporting code
    r"WGS 84",  # a reference system
    r"CC0 1\.0|CC BY 4\.0",  # a licence
    r"https?://\S+",
    r"Action Plan IV \(2026-2030\)(, (tables?|tabel) 1( (and|dan) 11)?\b|, tables? 11\b)?",
    r"42[- ]gal(l)?on|barel 42 galon",  # a unit
    r"^(Written|Disusun) .*$",  # when, and by which versions of programs: manifest.json
)
COPPER = OccurrenceFilter(commodities=("copper",), countries=("PHL",))


@dataclass
class Section:
    """The lines of a section; a line ends where a block or a cell does."""

    lines: list[str] = field(default_factory=lambda: [""])

    @property
    def files(self) -> set[str]:
        """The tables that it names."""
        found = FILE.findall("\n".join(self.lines))
        return {one if "/" in one else f"report/{one}" for one in found}


class Page(html.parser.HTMLParser):
    """The text of a page by section."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.sections = {"head": Section()}
        self._now, self._skipped = self.sections["head"], False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skipped = self._skipped or tag == "style"
        if tag == "section":
            self._now = self.sections.setdefault(str(dict(attrs)["id"]), Section())
        elif tag not in INLINE:
            self._now.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        self._skipped = self._skipped and tag != "style"
        if tag not in INLINE:
            self._now.lines.append("")

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self._now.lines[-1] += data.translate(BREAKS)


@dataclass
class Known:
    """The numbers of tables: cells that are numbers, and those in the words of other cells."""

    values: set[float] = field(default_factory=set)
    words: set[str] = field(default_factory=set)

    def read(self, path: Path) -> None:
        with path.open(encoding="utf-8-sig", newline="") as text:
            for name in next(csv.reader(text)):
                # Years are the names of columns; of others the numbers are no numbers.
                self.words |= {name[1:]} if re.fullmatch(r"y\d{4}", name) else set()
                self.words |= set(re.findall(r"(?<=_)\d{4}$", name))
            for row in csv.reader(text):
                for cell in row:
                    try:
                        self.values.add(float(cell))
                    except ValueError:
                        said = NUMBER.findall(cell)  # in the marks of English
                        self.words |= {*said, *(one.replace(",", "") for one in said)}

    def has(self, number: str, marks: tuple[str, str]) -> bool:
        """Whether a number is known: in the marks of the page, or word for word."""
        plain = number.replace(marks[0], "").replace(marks[1], ".")
        try:
            return number in self.words or plain in self.words or float(plain) in self.values
        except ValueError:
            return False


@pytest.fixture(scope="module")
def packages(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("numbers")
    samples = root / "sample_layers" / "asean_samples.gpkg"
    small = build_workspace(folder / "small.gpkg")
    box = OccurrenceFilter(commodities=("gold",), extent=(100.123456, -9.5, 125.25, 19.0625))
    two = "MULTIPOLYGON(((117 5, 118 5, 118 6, 117 5)), ((120 8, 127 18, 127 8, 120 8)))"
    plans = {
        "small": describe_package(small, COPPER, title="Copper", area=AREA),
        "samples": describe_package(samples, OccurrenceFilter()),
        "indonesian": describe_package(samples, OccurrenceFilter(), language="id"),
        "box": describe_package(samples, box, clip=True),
        "polygons": describe_package(samples, OccurrenceFilter(polygon=two), language="id"),
        "tin": describe_package(samples, OccurrenceFilter(commodities=("tin",))),
    }
    return {
        name: write_package(plan, folder / name, created=CREATED).path
        for name, plan in plans.items()
    }


NAMES = ("small", "samples", "indonesian", "box", "polygons", "tin")


def language_of(text: str) -> str:
    found = re.search(r'<html lang="(\w+)"', text)
    return found[1] if found else ""


def unknown_numbers(folder: Path, text: str) -> list[tuple[str, str, str]]:
    """Return section, number and line of what no table has that the section names."""
    marks = MARKS[language_of(text)]
    found = []
    for name, section in Page(text).sections.items():
        known = Known()
        # The title may tell an area; no table is named above it.
        for file in sorted(section.files | ({"report/area.csv"} if name == "head" else set())):
            known.read(folder / file)
        for line in section.lines:
            if re.match(r"(The first|Ditampilkan) ", line):
                continue  # of the excerpts, which have a test of their own
            said = line.strip()
            for allowed in ALLOWED:
                said = re.sub(allowed, " ", said)
            said = NEGATIVE.sub("-", FILE.sub(" ", said))
            if name == "map":  # labels of the graticule, the same
                said = re.sub(r"-?[\d.,]+°", " ", said)
            for number in NUMBER.findall(said):
                if not known.has(number, marks):
                    found.append((name, number, line.strip()))
    return found


@pytest.mark.parametrize("which", NAMES)
def test_every_number_that_is_read_stands_in_a_table_named_beside_it(
    packages: dict[str, Path], which: str
) -> None:
    folder = packages[which]
    text = (folder / "report.html").read_text("utf-8")
    assert unknown_numbers(folder, text) == []


@pytest.mark.parametrize("place", ["</h2>", "</td>", "</li>", "</figcaption>", "</text>"])
def test_a_number_that_is_in_no_table_is_found_anywhere(
    packages: dict[str, Path], place: str
) -> None:
    folder = packages["samples"]
    text = (folder / "report.html").read_text("utf-8")
    for number in (1, text.count(place)):
        parts = text.split(place)
        wrong = place.join(parts[:number]) + " 98,765.4" + place + place.join(parts[number:])
        assert [one[1] for one in unknown_numbers(folder, wrong)] == ["98,765.4"]


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "report" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


@pytest.mark.parametrize("which", NAMES)
def test_what_is_shown_in_part_is_told_as_it_is(packages: dict[str, Path], which: str) -> None:
    folder = packages[which]
    text = (folder / "report.html").read_text("utf-8")
    thousands = MARKS[language_of(text)][0]
    told = {}
    lines = [line for one in Page(text).sections.values() for line in one.lines if line.strip()]
    for line, after in zip(lines, lines[1:]):
        if re.match(r"(The first|Ditampilkan) ", line):
            shown, whole = (int(one.replace(thousands, "")) for one in NUMBER.findall(line))
            told[FILE.findall(after)[0]] = (shown, whole)
    found = {
        f"report/{row['table']}.csv": (int(row["shown"]), int(row["rows"]))
        for row in rows(folder, "excerpts")
    }
    assert told == found
    for name, (shown, whole) in found.items():
        assert whole == len(rows(folder, Path(name).stem)) > shown


@pytest.mark.parametrize("which", NAMES)
def test_lines_of_the_maps_are_where_the_table_says(packages: dict[str, Path], which: str) -> None:
    """Labels are the multiples of the step between the edges, scale bars the length."""
    folder = packages[which]
    text = (folder / "report.html").read_text("utf-8")
    marks = MARKS[language_of(text)]
    pictures = re.findall(r'<figure class="(map|locator)">(<svg.*?</svg>)', text, re.DOTALL)
    frames = {row["frame"]: row for row in rows(folder, "area")}
    assert [name for name, _svg in pictures] == ["map", "locator"]
    for name, svg in pictures:
        frame = frames[name]
        step, drawn = float(frame["grid_degrees"]), 0
        for said, letter in re.findall(r">([\d.,]+)°(?: (\w+))?<", svg):
            value = float(said.replace(marks[1], "."))
            value = -value if letter in ("W", "S", "BB", "LS") else value
            assert abs(value / step - round(value / step)) < 1e-9, (name, said)
            is_across = letter in ("E", "W", "BT", "BB")
            first, last = ("west", "east") if is_across else ("south", "north")
            assert not letter or float(frame[first]) < value < float(frame[last]), (name, said)
            drawn += 1
        assert drawn > 1, name
        (length,) = re.findall(r">([\d.,]+) km<", svg)
        assert float(length.replace(marks[0], "")) == float(frame["scale_bar_km"])


@pytest.mark.parametrize("which", NAMES)
def test_the_corners_of_the_area_are_those_of_the_manifest(
    packages: dict[str, Path], which: str
) -> None:
    folder = packages[which]
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    (told,) = (row for row in rows(folder, "area") if row["frame"] == "package")
    for name, edge in zip(("west", "south", "east", "north"), manifest["area"]):
        assert float(told[name]) == pytest.approx(edge, abs=0.00005)
    assert (told["polygons"] == "2") == (which == "polygons")
