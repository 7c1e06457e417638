"""The report: every number is in a file beside it and is what other programs count."""

from __future__ import annotations

import csv
import html.parser
import json
import math
import re
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from datetime import date, datetime
from html import escape
from pathlib import Path
from typing import Any

import pytest
from osgeo import ogr
from package_samples import AREA, CREATED, build_workspace, source

from amis_qgis_plugin.core.errors import MissingLibrary, PackageError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_plan import PackagePlan
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.packages import describe
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.report import render
from amis_qgis_plugin.packages.report.chance import chance_range
from amis_qgis_plugin.packages.report.charts import bar_chart
from amis_qgis_plugin.packages.report.geology import BANDS_KM
from amis_qgis_plugin.packages.report.language import languages, load_language
from amis_qgis_plugin.packages.report.map_drawing import MapContent, MapWords, draw_map
from amis_qgis_plugin.packages.report.numbers import TITLES
from amis_qgis_plugin.packages.report.render import render_report
from amis_qgis_plugin.packages.report.tables import report_tables
from amis_qgis_plugin.packages.verify import verify_package
from amis_qgis_plugin.packages.write import write_package
from amis_qgis_plugin.workspace.gdal_calls import add_layer, sqlite
from amis_qgis_plugin.workspace.registry import RegisteredLayer, register_layer
from amis_qgis_plugin.workspace.sources import write_source

DRAWN = ("rect", "line", "circle", "polyline", "polygon", "path")
# How a number is written in each language: marks of thousands and decimals.
MARKS = {"en": (",", "."), "id": (".", ",")}
COPPER = OccurrenceFilter(commodities=("copper",), countries=("PHL",))


class Page(html.parser.HTMLParser):
    """What a page shows and refers to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.numbers: list[str] = []
        self.references: list[str] = []
        self.tags: list[str] = []
        self.text = ""
        self._open: list[bool] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        names = ("href", "src", "xlink:href", "data", "action", "srcset")
        self.references += [str(found[name]) for name in names if name in found]
        if tag not in ("meta", "br", *DRAWN):
            self._open.append("n" in str(found.get("class", "")).split() and tag != "th")

    def handle_endtag(self, tag: str) -> None:
        if tag not in DRAWN:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._open and self._open[-1] and data.strip():
            self.numbers.append(data.strip())


@pytest.fixture(scope="module")
def plan(tmp_path_factory: pytest.TempPathFactory) -> PackagePlan:
    workspace = build_workspace(tmp_path_factory.mktemp("report") / "small.gpkg")
    return describe_package(workspace, COPPER, title="Copper", area=AREA)


@pytest.fixture(scope="module")
def package(plan: PackagePlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    return write_package(plan, folder / "package", created=CREATED).path


@pytest.fixture(scope="module")
def samples(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    plan = describe_package(root / "sample_layers" / "asean_samples.gpkg", OccurrenceFilter())
    return write_package(plan, folder / "package", created=CREATED).path


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "report" / f"{name}.csv").open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def report(folder: Path) -> str:
    return (folder / "report.html").read_text("utf-8")


@pytest.fixture(scope="module")
def in_indonesian(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("indonesian")
    workspace = root / "sample_layers" / "asean_samples.gpkg"
    plan = describe_package(workspace, OccurrenceFilter(), language="id")
    return write_package(plan, folder / "package", created=CREATED).path


@pytest.mark.parametrize(
    ("which", "language"), [("package", "en"), ("samples", "en"), ("in_indonesian", "id")]
)
def test_every_number_stands_in_a_file_beside_it(
    which: str, language: str, request: pytest.FixtureRequest
) -> None:
    folder = request.getfixturevalue(which)
    known: set[Any] = {"–"}
    for name in TITLES:
        for row in rows(folder, name):
            known |= {_read(value) for value in row.values()} | set(row.values())
    page = Page(report(folder))
    assert len(page.numbers) > 60
    thousands, decimals = MARKS[language]
    for number in page.numbers:
        plain = number.replace(thousands, "").replace(decimals, ".")
        as_printed = number.replace(decimals, ".")  # such as <0.1
        assert {_read(plain), number, as_printed} & known, number
    for name in re.findall(r"report/(\w+)\.csv", page.text):
        assert (folder / "report" / f"{name}.csv").is_file()
    assert f'<html lang="{language}">' in report(folder)


def test_the_files_are_the_same_in_every_language(samples: Path, in_indonesian: Path) -> None:
    for name in TITLES:
        path = Path("report") / f"{name}.csv"
        assert (samples / path).read_bytes() == (in_indonesian / path).read_bytes()


def test_it_is_indonesian_where_the_texts_are_ours(in_indonesian: Path) -> None:
    page = Page(report(in_indonesian))
    text = re.sub(r"\s+", " ", page.text)
    for words in ("Keterdapatan mineral: semua keterdapatan.", "satuan geologi", "Sesar dan",
                  "Mineral kritis", "tembaga", "Filipina", "Kamboja", "Porfiri tembaga",
                  "belum terbukti lengkap", "catatan", "96,3", "BT", "LS", "Penginderaan jauh",
                  "Produksi tambang"):  # fmt: skip
        assert words in text, words
    english = json.loads((Path(render.__file__).parent / "i18n" / "en.json").read_text("utf-8"))
    for key in ("summary", "no_favourability", "map_note", "by_unit_note", "disclaimer"):
        assert english[key] not in text
    assert "1.189" in page.numbers
    titles = re.findall(r"<title>([^<]+)</title>", report(in_indonesian))
    assert "Peta keterdapatan mineral" in titles
    assert "Menurut komoditas" in titles


def test_counts_are_those_of_plain_python(package: Path) -> None:
    summary = {row["key"]: float(row["value"]) for row in rows(package, "summary")}
    assert summary["occurrences"] == 6
    assert summary["without_place"] == 1
    assert summary["countries"] == 1
    commodities = {
        row["commodity"]: int(row["occurrences"]) for row in rows(package, "by_commodity")
    }
    assert commodities == {"copper": 6, "gold": 2}
    assert [(row["country"], row["occurrences"]) for row in rows(package, "by_country")] == [
        ("PHL", "6")
    ]
    assert {row["vocabulary"] for row in rows(package, "unmatched")} >= {"commodity"}


def test_occurrences_in_units_are_those_of_shapely(package: Path) -> None:
    geopandas = pytest.importorskip("geopandas")
    from shapely.geometry import box

    data = next((package / "data").glob("*.gpkg"))
    units = geopandas.read_file(data, layer="geological_units")
    chosen = geopandas.read_file(data, layer="mineral_occurrences")
    points = [point for point in chosen.geometry if point is not None]
    expected = {}
    for _number, unit in units.iterrows():
        if not unit.geometry.intersection(box(*AREA)).is_empty:
            expected[unit["name"]] = sum(unit.geometry.intersects(point) for point in points)
    found = {row["unit"]: row for row in rows(package, "by_unit")}
    assert set(found) == set(expected)
    total = sum(expected.values())
    whole = sum(float(row["area_km2"]) for row in found.values())
    for name, count in expected.items():
        assert int(found[name]["occurrences"]) == count
        share = float(found[name]["area_km2"]) / whole
        assert float(found[name]["expected"]) == pytest.approx(total * share, abs=0.06)


def test_areas_of_the_samples_are_those_of_the_ellipsoid(samples: Path) -> None:
    geopandas = pytest.importorskip("geopandas")
    from pyproj import CRS

    data = next((samples / "data").glob("*.gpkg"))
    units = geopandas.read_file(data, layer="schematic_provinces")
    equal = units.to_crs(CRS.from_proj4("+proj=cea +datum=WGS84"))  # another projection than ours
    area = json.loads((samples / "manifest.json").read_text("utf-8"))["area"]
    from shapely.geometry import box

    inside = units.geometry.within(box(*area))
    found = {row["unit"]: row for row in rows(samples, "by_unit")}
    points = geopandas.read_file(data, layer="mineral_occurrences").geometry
    points = points[points.notna()]
    checked = 0
    for number, name in enumerate(units["name"]):
        if not inside[number]:
            continue
        checked += 1
        measured = equal.geometry[number].area / 1e6
        # Straight in degrees is not straight in metres: the sides of the drawing are long.
        assert float(found[name]["area_km2"]) == pytest.approx(measured, rel=0.03)
        assert int(found[name]["occurrences"]) == points.intersects(units.geometry[number]).sum()
    assert checked >= 10
    (told,) = (row for row in rows(samples, "studied") if row["comparison"] == "by_unit")
    edge = box(*area)
    parts = [shape.intersection(edge) for shape in units.geometry]
    within = sum(any(part.intersects(point) for part in parts) for point in points)
    assert (int(told["compared"]), int(told["left"])) == (within, int(told["occurrences"]) - within)
    assert int(told["occurrences"]) == len(geopandas.read_file(data, layer="mineral_occurrences"))
    html = re.sub("<[^>]+>", "", (samples / "report.html").read_text("utf-8"))
    assert f"{within} of {told['occurrences']} occurrences are compared here" in html


def test_distances_are_those_of_shapely(samples: Path) -> None:
    geopandas = pytest.importorskip("geopandas")
    from pyproj import CRS
    from shapely.ops import unary_union

    data = next((samples / "data").glob("*.gpkg"))
    west, south, east, north = json.loads((samples / "manifest.json").read_text("utf-8"))["area"]
    metres = CRS.from_proj4(
        f"+proj=laea +lat_0={(south + north) / 2:.6f} +lon_0={(west + east) / 2:.6f} +datum=WGS84"
    )
    lines, units = (
        unary_union(geopandas.read_file(data, layer=name).to_crs(metres).geometry.tolist())
        for name in ("schematic_structures", "schematic_provinces")
    )
    points = geopandas.read_file(data, layer="mineral_occurrences").to_crs(metres).geometry
    points = points[points.notna()]
    kilometres = points[points.intersects(units)].distance(lines) / 1000
    found = rows(samples, "by_distance")
    assert [float(row["from_km"]) for row in found] == list(BANDS_KM)
    assert sum(float(row["area_percent"]) for row in found) == pytest.approx(100, abs=0.4)
    cell = 6.0  # km; the grid of so large an area, and the bends of long lines in metres
    running = 0
    for row in found[:-1]:
        running += int(row["occurrences"])
        edge = float(row["to_km"])
        slack = len(points) - len(kilometres)  # on cells at the rim of a unit
        assert (kilometres < edge - cell).sum() - slack <= running
        assert running <= (kilometres < edge + cell).sum() + slack
    assert sum(int(row["occurrences"]) for row in found) >= len(kilometres) * 0.97
    for row in found:
        total = sum(int(one["occurrences"]) for one in found)
        expected = total * float(row["area_percent"]) / 100
        assert float(row["expected"]) == pytest.approx(expected, abs=0.06 + total * 0.0006)


def test_coverage_names_what_is_there_and_what_is_not(samples: Path) -> None:
    coverage = {(row["theme"], row["country"]): row for row in rows(samples, "coverage")}
    assert coverage["Mineral occurrences and deposits", "PHL"]["rows"] == "353"
    assert coverage["Mineral occurrences and deposits", "PHL"]["newest"] == "2026-11-23"
    themes = {row["theme"]: row for row in rows(samples, "themes")}
    assert themes["Geophysics"]["present"] == "0"
    assert themes["Geology"]["present"] == "2"
    assert themes["Geology"]["unproven"] == "2"
    layers = {(row["layer_id"], row["country"]): row for row in rows(samples, "coverage_layers")}
    assert layers["occurrence", "PHL"]["state"] == "there"
    assert layers["occurrence", "PHL"]["rows"] == "353"
    assert layers["occurrence", "TLS"]["state"] == "missing"
    assert layers["geol_unit", "TLS"]["state"] == "no country told"
    assert layers["mine", "PHL"]["state"] == "missing"
    assert layers["critical_minerals", "THA"]["rows"] == "76"
    gaps = {row["country"]: row for row in rows(samples, "gaps")}
    assert len(gaps) == 11
    for country, gap in gaps.items():
        own = [row["state"] for key, row in layers.items() if key[1] == country]
        assert own.count("there") == int(gap["there"])
        assert own.count("missing") == int(gap["missing"])
        assert len(own) == int(gap["foreseen"])
    assert gaps["PHL"]["must_missing"] == "mine; admin"


@pytest.mark.parametrize("day", ["2026-11-20", "2026-11-23", "2026-12-01"])
def test_ages_are_never_negative_and_later_retrievals_are_told(
    root: Path, tmp_path: Path, day: str
) -> None:
    """The samples were retrieved on 23 November 2026; a package may bear an earlier date."""
    moment = datetime.fromisoformat(f"{day}T12:00:00+00:00")
    plan = describe_package(root / "sample_layers" / "asean_samples.gpkg", OccurrenceFilter())
    folder = write_package(plan, tmp_path / "package", created=moment).path
    told = 0
    for name in ("themes", "coverage_layers", "source_ages"):
        for row in rows(folder, name):
            retrieved = row.get("newest", row.get("retrieved", ""))
            apart = (moment.date() - date.fromisoformat(retrieved)).days if retrieved else -1
            assert row["age_days"] == ("" if apart < 0 else str(apart)), (name, row)
            told += bool(row["age_days"])
    assert (told > 0) == (day >= "2026-11-23")
    text = re.sub(r"\s+", " ", Page(report(folder)).text)
    later = f"Data were retrieved after the date that the package bears ({day})"
    assert (later in text) == (day < "2026-11-23")


def test_nothing_comes_from_outside_and_nothing_runs(package: Path, samples: Path) -> None:
    for folder in (package, samples):
        text = report(folder)
        page = Page(text)
        assert all(reference.startswith("#") for reference in page.references)
        assert not {"script", "link", "img", "iframe", "object", "embed"} & set(page.tags)
        assert not re.search(r"@import|url\(|\bon\w+=", text.partition("</style>")[0])
        ids = re.findall(r'\bid="([^"]+)"', text)
        assert len(ids) == len(set(ids))
        assert {reference[1:] for reference in page.references} <= set(ids)


@pytest.mark.parametrize("which", ["package", "samples", "in_indonesian"])
def test_a_telephone_shows_letters_that_can_be_read(
    which: str, request: pytest.FixtureRequest
) -> None:
    """One of 360 px leaves 328 to the page, and each picture takes them all."""
    text = report(request.getfixturevalue(which))
    of_maps = re.search(
        r"max-width: 30rem\).*?\.map svg text \{ font-size: (\d+)px", text, re.DOTALL
    )
    assert of_maps is not None
    pictures = re.findall(r'<figure(?: class="(\w+)")?>(<svg.*?</svg>)', text, re.DOTALL)
    assert {"map", "locator"} < {kind for kind, _svg in pictures}
    for kind, svg in pictures:
        root = ElementTree.fromstring(svg)
        sizes = [
            float(one.get("font-size", "0")) for one in root.iter() if one.tag.endswith("text")
        ]
        width = float(root.get("viewBox", "").split()[2])
        smallest = float(of_maps[1]) if kind == "map" else min(sizes)
        assert smallest * 328 / width > 8.8, svg[:200]


def test_only_tables_scroll_sideways_each_in_its_frame(samples: Path) -> None:
    text = report(samples)
    frames = len(re.findall(r'<div class="scroll"><table', text))
    narrow = len(re.findall(r'<table class="(?:keys|facts)"', text))
    assert frames + narrow == text.count("<table") and frames > 10
    assert ".scroll { overflow-x: auto; }" in text


def test_it_says_what_a_reader_has_to_know(package: Path) -> None:
    text = re.sub(r"\s+", " ", Page(report(package)).text)
    for words in ("Mineral occurrences: copper; Philippines.", "NI 43-101", "Schematic.",
                  "no proof of an economic deposit", "12 are missing.", "© Survey",
                  "CC BY 4.0", "2026-03-04 05:06 UTC", "python verify.py"):  # fmt: skip
        assert words in text


@pytest.mark.parametrize("which", ["package", "samples"])
def test_no_list_is_named_first_where_others_take_in_as_many(
    which: str, request: pytest.FixtureRequest
) -> None:
    folder = request.getfixturevalue(which)
    text = re.sub(r"\s+", " ", Page(report(folder)).text)
    taken = [int(row["occurrences"]) for row in rows(folder, "critical_lists")]
    most = taken.count(max(taken))
    told = f"{most} take in the most: {max(taken):,}" if most > 1 else "takes in the most:"
    assert f"Of {len(taken)} lists of critical minerals, " in text and told in text


def test_a_polygon_is_studied_and_not_its_box(plan: PackagePlan) -> None:
    half = "POLYGON((117 5, 127 5, 127 19, 117 5))"  # south-east of the diagonal
    inside = replace(plan, polygon=half)
    tables = report_tables(inside, plan.workspace, Progress())
    found = {row["unit"]: row for row in tables["by_unit"].records()}
    whole = report_tables(plan, plan.workspace, Progress())["by_unit"].records()
    box = next(row for row in whole if row["unit"] == "around it all")
    ratio = found["around it all"]["area_km2"] / box["area_km2"]
    assert ratio == pytest.approx(0.5, abs=0.02)
    assert "touches the edge" not in found  # it lies west of the diagonal
    assert found["around it all"]["occurrences"] < box["occurrences"]
    text = render_report(inside, tables, plan.workspace, CREATED, {})
    assert "inside a polygon in 117° E to 127° E" in text


def test_several_polygons_are_said_to_be_several(plan: PackagePlan) -> None:
    two = "MULTIPOLYGON(((117 5, 118 5, 118 6, 117 5)), ((126 18, 127 18, 127 19, 126 18)))"
    for code, words in (("en", "inside 2 polygons in"), ("id", "di dalam 2 poligon pada")):
        parted = replace(plan, polygon=two, language=code)
        tables = report_tables(parted, plan.workspace, Progress())
        assert words in render_report(parted, tables, plan.workspace, CREATED, {})


def test_the_report_knows_what_nobody_draws(package: Path) -> None:
    told = json.loads((package / "manifest.json").read_text("utf-8"))["findings"]
    assert {"no-maps", "no-pdf"} <= {one["code"] for one in told}
    counted = {row["key"]: row["value"] for row in rows(package, "summary")}
    assert int(counted["findings"]) == len(told)
    assert all(escape(one["message"]) in report(package) for one in told)


def test_markup_in_the_data_stays_text(plan: PackagePlan, tmp_path: Path) -> None:
    evil = "<script>alert(1)</script>&<b>"
    workspace = build_workspace(tmp_path / "w.gpkg")
    dataset = ogr.Open(str(workspace), 1)  # its triggers need functions that GDAL brings
    for change in ("mineral_occurrences SET mine_status = 'X', name", "geological_units SET name"):
        dataset.ExecuteSQL(f"UPDATE {change} = '{evil}'".replace("'X'", f"'{evil}'"))
    dataset = None
    with sqlite(workspace, write=True) as connection:
        connection.execute("UPDATE amis_sources SET title = ?, attribution = ?", (evil, evil))
        connection.execute("UPDATE amis_unmatched_terms SET term = ?||id", (evil,))
    bad = describe_package(workspace, COPPER, title=evil, area=AREA)
    text = report(write_package(bad, tmp_path / "p", created=CREATED).path)
    assert "<script" not in text
    assert "<b>" not in text
    assert evil in Page(text).text


def test_the_report_is_the_same_again(plan: PackagePlan, package: Path, tmp_path: Path) -> None:
    again = write_package(plan, tmp_path / "again", created=CREATED).path
    for path in [package / "report.html", *(package / "report").iterdir()]:
        assert (again / path.relative_to(package)).read_bytes() == path.read_bytes()


def test_without_jinja2_everything_else_is_written(
    plan: PackagePlan, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tables = report_tables(plan, plan.workspace, Progress())
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(MissingLibrary, match="Everything else of the package is written"):
        render_report(plan, tables, plan.workspace, CREATED, {})
    monkeypatch.setattr(describe, "can_render", lambda: False)
    without = describe_package(plan.workspace, COPPER, area=AREA)
    (finding,) = (one for one in without.findings if one.code == "no-report")
    assert finding.severity == "warning"
    folder = write_package(without, tmp_path / "p", created=CREATED).path
    assert not (folder / "report.html").exists()
    assert rows(folder, "by_commodity")
    assert "report.html" not in (folder / "README.txt").read_text("utf-8")
    assert verify_package(folder).ok


def test_a_language_without_texts_is_told(plan: PackagePlan) -> None:
    tables = report_tables(plan, plan.workspace, Progress())
    with pytest.raises(PackageError, match="There is en, id"):
        render_report(replace(plan, language="xx"), tables, plan.workspace, CREATED, {})


def test_every_language_has_every_text() -> None:
    folder = Path(render.__file__).parent
    template = (folder / "report.html.j2").read_text("utf-8")
    used = set(re.findall(r"\bt\.(\w+)", template))
    english = load_language("en").words
    assert set(languages()) == set(MARKS)
    for language in languages():
        texts = load_language(language).words
        assert used <= set(texts)
        assert set(texts) == set(english)
        for key, text in english.items():
            if isinstance(text, dict):
                assert set(texts[key]) == set(text), (language, key)
            if isinstance(text, list):
                assert len(texts[key]) == len(text), (language, key)
            fields = set(re.findall(r"\{\w+\}", str(text)))
            assert set(re.findall(r"\{\w+\}", str(texts[key]))) == fields, (language, key)


@pytest.mark.parametrize(
    ("value", "english", "indonesian"),
    [
        (1204.5, "1,204.5", "1.204,5"),
        (1204, "1,204", "1.204"),
        (373095.0, "373,095", "373.095"),
        (0.07, "0.07", "0,07"),
        (None, "–", "–"),
        ("1217.30", "1,217.30", "1.217,30"),
        ("-804.07", "-804.07", "-804,07"),
        ("<0.1", "<0.1", "<0,1"),
        ("N.A.", "N.A.", "N.A."),
    ],
)
def test_numbers_are_written_as_in_the_language(value: Any, english: str, indonesian: str) -> None:
    assert load_language("en").number(value) == english
    assert load_language("id").number(value) == indonesian


@pytest.mark.parametrize(("total", "share"), [(10, 0.3), (94, 0.6), (726, 0.02), (5, 0.0), (7, 1)])
def test_the_range_of_chance_is_that_of_the_binomial(total: int, share: float) -> None:
    chances = [
        math.comb(total, number) * share**number * (1 - share) ** (total - number)
        for number in range(total + 1)
    ]
    low, high = chance_range(total, share)
    assert sum(chances[:low]) <= 0.025 + 1e-12
    assert sum(chances[high + 1 :]) <= 0.025 + 1e-12
    assert sum(chances[: low + 1]) >= 0.025 - 1e-12
    assert sum(chances[high:]) >= 0.025 - 1e-12


def test_the_range_of_chance_of_a_million_is_near_the_normal_one() -> None:
    low, high = chance_range(1_000_000, 0.25)
    assert low == pytest.approx(250_000 - 1.96 * 433, abs=2)
    assert high == pytest.approx(250_000 + 1.96 * 433, abs=2)
    assert chance_range(0, 0.5) == (0, 0)


def test_land_and_people_are_counted(tmp_path: Path) -> None:
    workspace = build_workspace(tmp_path / "w.gpkg")
    shapes = {
        "protected_areas": ("Reserves", "POLYGON((123 10, 124 10, 124 11, 123 11, 123 10))"),
        "villages": ("Villages of the census", "POINT(125.02 6.5)"),
    }
    dataset = ogr.Open(str(workspace), 1)
    for table, (title, wkt) in shapes.items():
        shape = ogr.CreateGeometryFromWkt(wkt)
        layer = add_layer(dataset, table, title, shape.GetGeometryType(), [("name", 4)])
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(shape)
        layer.CreateFeature(feature)
    layer = dataset = None
    with sqlite(workspace, write=True) as connection:
        register_layer(connection, RegisteredLayer("protected_areas", "protected_areas", "context"))
        register_layer(connection, RegisteredLayer("villages", "", "context"))
        for table in shapes:
            write_source(connection, source(f"of-{table}", table))
    plan = describe_package(workspace, COPPER, area=AREA, language="id")
    folder = write_package(plan, tmp_path / "p", created=CREATED).path
    found = {row["kind"]: row for row in rows(folder, "surroundings")}
    assert found["protected"]["inside"] == "1"  # Atlas
    assert found["protected"]["within_5_km"] == "1"
    assert found["settlements"]["inside"] == ""
    assert found["settlements"]["within_5_km"] == "1"  # the one in the south, 2.2 km away
    assert found["settlements"]["occurrences"] == "5"
    assert "Reserves" in report(folder)


def test_an_area_across_the_antimeridian_has_no_map_and_says_so(tmp_path: Path) -> None:
    workspace = build_workspace(tmp_path / "w.gpkg")
    plan = describe_package(workspace, COPPER, area=(170.0, -20.0, -170.0, 10.0))
    folder = write_package(plan, tmp_path / "p", created=CREATED).path
    assert rows(folder, "by_unit") == []
    assert "no layer of geological units or structures" in report(folder)


def test_bars_are_as_long_as_their_numbers() -> None:
    drawn = bar_chart("T & <t>", [("a", 10), ("b & <c>", 5), ("none", 0)], [5, None, 20])
    widths = [float(width) for width in re.findall(r'class="bar"[^>]* width="([\d.]+)"', drawn)]
    assert widths[0] == pytest.approx(2 * widths[1], abs=0.2)
    assert widths[2] == 0
    assert "T &amp; &lt;t&gt;" in drawn
    assert "b &amp; &lt;c&gt;" in drawn
    assert drawn.count('class="mark"') == 2
    assert bar_chart("nothing", []) == ""


def test_the_map_puts_points_where_they_are() -> None:
    content = MapContent(
        (100.0, -10.0, 120.0, 10.0),
        [(110.0, 0.0, 1, "base"), (100.0, 10.0, 4, "")],
        lines=[[(100.0, 0.0), (120.0, 0.0)]],
        towns=[(105.0, 5.0, "Town & <t>")],
        frame=(105.0, -5.0, 115.0, 5.0),
    )
    words = MapWords("M", ("BT BB", "LU LS"), {"base": "Logam dasar", "gem": "Batu mulia"})
    drawn = draw_map(content, words)
    box = re.search(r'<rect class="sea"[^>]* width="([\d.]+)" height="([\d.]+)"', drawn)
    assert box is not None
    width, height = float(box[1]), float(box[2])
    places = [tuple(map(float, one)) for one in re.findall(r'cx="([\d.]+)" cy="([\d.]+)"', drawn)]
    assert places[0] == pytest.approx((width / 2, height / 2), abs=0.2)
    assert places[1] == (0.0, 0.0)
    assert "110° BT" in drawn
    assert "5° LS" in drawn
    assert "Logam dasar" in drawn
    assert "Batu mulia" not in drawn  # the legend names what is there
    assert "Town &amp; &lt;t&gt;" in drawn
    bar = re.search(r'class="scale"[^>]* d="M([\d.]+),[\d.]+v4H([\d.]+)v-4"', drawn)
    said = re.search(r">(\d+) km<", drawn)
    assert bar is not None
    assert said is not None
    kilometres = (float(bar[2]) - float(bar[1])) / width * 20 * 111.32
    assert kilometres == pytest.approx(float(said[1]), rel=0.01)
    assert ElementTree.fromstring(drawn).tag.endswith("svg")  # stands on its own
    root = ElementTree.fromstring(drawn)
    assert root.get("viewBox") == f"0 0 {root.get('width')} {root.get('height')}"


def test_a_name_near_the_edge_of_a_map_stands_on_the_other_side() -> None:
    towns = [(107.0, 3.0, "Dili"), (107.0, -3.0, "Bandar Seri Begawan")]
    drawn = draw_map(MapContent((100.0, -5.0, 110.0, 5.0), towns=towns, width=300), MapWords("M"))
    texts = re.findall(r'class="place" x="([\d.]+)"[^>]*?(text-anchor="end")?>([^<]+)<', drawn)
    (dili_x, dili_end, _dili), (bandar_x, bandar_end, _bandar) = texts
    assert not dili_end and float(dili_x) > 210
    assert bandar_end and float(bandar_x) < 210


def _read(value: str) -> Any:
    for kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            continue
    return value


def test_gdal_is_asked_for_exact_touch_not_for_boxes(package: Path) -> None:
    """The L whose box holds the points while it holds none of them."""
    dataset = ogr.Open(str(next((package / "data").glob("*.gpkg"))))
    layer = dataset.GetLayerByName("mineral_occurrences")
    corner = ogr.CreateGeometryFromWkt(
        "POLYGON((100 0, 130 0, 130 1, 101 1, 101 30, 100 30, 100 0))"
    )
    layer.SetSpatialFilter(corner)
    assert sum(1 for _feature in layer) == 0
    layer = dataset = None


def test_a_geometry_that_crosses_itself_is_measured_and_left_as_it_is(tmp_path: Path) -> None:
    workspace = build_workspace(tmp_path / "w.gpkg")
    bowtie = "POLYGON((120 8, 124 12, 124 8, 120 12, 120 8))"
    dataset = ogr.Open(str(workspace), 1)
    layer = dataset.GetLayerByName("geological_units")
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetField("name", "bowtie")
    feature.SetGeometry(ogr.CreateGeometryFromWkt(bowtie))
    layer.CreateFeature(feature)
    layer = dataset = None
    plan = describe_package(workspace, COPPER, area=AREA)
    folder = write_package(plan, tmp_path / "p", created=CREATED).path
    found = {row["unit"]: row for row in rows(folder, "by_unit")}
    half = 4 * 4 / 2 * 111.3 * 111.3 * 0.985  # two triangles at 10° N, km²
    assert float(found["bowtie"]["area_km2"]) == pytest.approx(half, rel=0.02)
    assert int(found["bowtie"]["occurrences"]) == 1  # Atlas; no other lies in either triangle
    dataset = ogr.Open(str(next((folder / "data").glob("*.gpkg"))))
    layer = dataset.GetLayerByName("geological_units")
    kept = [one.GetGeometryRef().ExportToWkt() for one in layer if one["name"] == "bowtie"]
    assert kept == [ogr.CreateGeometryFromWkt(bowtie).ExportToWkt()]
    layer = dataset = None
