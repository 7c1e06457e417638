"""The report on pages: all of it, nothing cut, read back by other programs where they are here."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

import pytest
from counting import copy_of_samples
from osgeo import gdal

from amis_qgis_plugin.core.errors import Cancelled
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.drawings import Drawings
from amis_qgis_plugin.packages.print_blocks import Cell, Table, take_apart
from amis_qgis_plugin.packages.report.charts import bar_chart
from amis_qgis_plugin.packages.report.map_drawing import MapContent, MapWords, draw_map
from amis_qgis_plugin.packages.write import write_package
from amis_qgis_plugin.qgis_bridge.package_drawings import QgisDrawings
from amis_qgis_plugin.qgis_bridge.report_pdf import page_places, write_report_pdf
from amis_qgis_plugin.qgis_bridge.report_table import table_pieces
from amis_qgis_plugin.qgis_bridge.report_text import Text

MOMENT = datetime(2025, 3, 4, 5, 6, 7, tzinfo=timezone.utc)
TITLE = "Copper – ທອງແດງ, 銅"


@pytest.fixture(scope="module")
def report(qgis_app: Any, tmp_path_factory: pytest.TempPathFactory) -> str:
    pytest.importorskip("jinja2", reason="there is no report without jinja2")
    folder = tmp_path_factory.mktemp("report")
    wanted = OccurrenceFilter(commodities=("copper",), countries=("PHL", "IDN"))
    plan = describe_package(copy_of_samples(folder), wanted, title=TITLE)
    result = write_package(plan, folder / "package", created=MOMENT)
    return (result.path / "report.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def written(report: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    return path, write_report_pdf(report, path, TITLE, MOMENT, Progress())


def test_it_has_six_to_twenty_pages(written: tuple[Path, int]) -> None:
    path, pages = written
    assert 6 <= pages <= 20
    data = path.read_bytes()
    counts = [int(one) for one in re.findall(rb"/Type /Pages[^>]*?/Count (\d+)", data)]
    counts += [int(one) for one in re.findall(rb"/Count (\d+)[^>]*?/Type /Pages", data)]
    if counts:  # of the tree of pages, where it is not compressed
        assert max(counts) == pages
    assert b"(D:20250304050607Z)" in data


def test_gdal_counts_the_same_pages_and_none_is_blank(written: tuple[Path, int]) -> None:
    if gdal.GetDriverByName("PDF") is None:
        pytest.skip("this GDAL reads no PDF")
    path, pages = written
    for number in range(1, pages + 1):
        name = f"PDF:{number}:{path}" if pages > 1 else str(path)
        dataset = gdal.OpenEx(name, gdal.OF_RASTER, open_options=["DPI=40"])
        assert dataset is not None, number
        values = dataset.GetRasterBand(1).ReadAsArray()
        rows, columns = values.shape
        assert abs(rows / columns - 842 / 595) < 0.02, "A4, upright"
        dark = values[: int(rows * 0.93)] < 128
        assert dark.sum() > 50, f"page {number} is blank"
        edge = int(columns * 0.06)
        assert not dark[:, :edge].any() and not dark[:, -edge:].any(), f"page {number}: margins"
    assert dataset.GetMetadataItem("TITLE") == TITLE
    assert dataset.GetMetadataItem("AUTHOR") == "AMIS Explorer"


def test_all_texts_are_in_it_in_order(written: tuple[Path, int], report: str) -> None:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not here")
    path, pages = written
    run = subprocess.run([program, "-raw", str(path), "-"], capture_output=True, check=True)
    text = run.stdout.decode("utf-8")
    assert text.count("\f") == pages
    for number, page in enumerate(text.split("\f")[:-1], start=1):
        assert f"{number} / {pages}" in page
    squeezed = "".join(text.split())
    for block in take_apart(report).blocks:
        for html in re.findall(r"html='([^']*)'", str(block)):
            plain = re.sub(r"<[^>]+>|&\w+;", " ", html)
            for word in re.findall(r"[A-Za-z]{4,}", plain):
                assert word in squeezed, word
    assert "ທອງແດງ" in text and "銅" in text


def test_nothing_overlaps_and_nothing_leaves_the_page(report: str) -> None:
    for page in page_places(report):
        bottom = 0.0
        for top, height in page:
            assert top >= bottom - 0.01
            bottom = top + height
        assert bottom <= 842.0 - 56.0


LONG_TABLE = (
    "<h2>Rocks</h2><table><thead><tr><th>Name</th><th class='n'>Number</th></tr></thead><tbody>"
    + "".join(f"<tr><td>Rock {n} of a name</td><td class='n'>{n}</td></tr>" for n in range(120))
    + "</tbody></table>"
)


def test_long_lists_have_room_for_their_numbers(qgis_app: Any) -> None:
    """Twelve is wider than a bullet; it used to lie under the first word."""
    from amis_qgis_plugin.packages.print_blocks import Paragraph
    from amis_qgis_plugin.qgis_bridge.report_pieces import _BODY, _NUMBERED
    from amis_qgis_plugin.qgis_bridge.report_text import Text

    listed = "".join(f"<li>note {number}</li>" for number in range(1, 13))
    blocks = take_apart(f"<html><body><ol>{listed}</ol></body></html>").blocks
    marks = [one.mark for one in blocks if isinstance(one, Paragraph)]
    assert marks[-1].startswith("12")
    assert Text("88.", _BODY).widest < _NUMBERED


def test_the_foot_speaks_the_language_of_the_report(tmp_path: Path, qgis_app: Any) -> None:
    html = "<html><body><h1>Keterdapatan &amp; timah</h1><p>x</p></body></html>"
    path = tmp_path / "report.pdf"
    write_report_pdf(html, path, "Occurrences", MOMENT, Progress())
    data = path.read_bytes()
    told = "Keterdapatan & timah"
    assert told.encode("utf-16-be").hex().upper().encode("ascii") in data


def test_a_long_table_repeats_its_head(tmp_path: Path, qgis_app: Any) -> None:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not here")
    path = tmp_path / "long.pdf"
    pages = write_report_pdf(LONG_TABLE, path, "Long", MOMENT, Progress())
    assert pages > 2
    run = subprocess.run([program, "-raw", str(path), "-"], capture_output=True, check=True)
    for page in run.stdout.decode("utf-8").split("\f")[:-1]:
        assert page.count("Number") == 1
        assert len(re.findall(r"Rock \d+ of a name", page)) > 1, "no row stands alone"


def test_a_heading_never_ends_a_page(tmp_path: Path, qgis_app: Any) -> None:
    filler = "<p>Some words that fill a line of the page and no more than that.</p>"
    for count in range(30, 60):
        html = filler * count + "<h3>Next</h3>" + "<p>What comes below it.</p>"
        pages = page_places(html)
        assert len(pages[-1]) > 1, count


FILLER = "<p>Some words that fill a line of the page and no more than that.</p>"
BELOW = "<p class='note more'>The first ones are shown.</p><p class='file'>Numbers</p>"


def table_of(rows: int) -> str:
    cells = "".join(f"<tr><td>Rock {number}</td></tr>" for number in range(rows))
    return f"<table><thead><tr><th>Name</th></tr></thead><tbody>{cells}</tbody></table>"


def test_a_note_below_a_table_has_rows_of_it_on_its_page(qgis_app: Any) -> None:
    ends = set()
    for count in range(45):
        last = page_places(FILLER * count + table_of(15) + BELOW)[-1]
        ends.add(len(last))
        assert len(last) >= 5, "head, two rows, note and file"
    assert len(ends) > 5, "the table was parted here and there"


def test_a_heading_has_a_whole_short_table_on_its_page(qgis_app: Any) -> None:
    """Fifteen pieces that hang together: two headings, three notes, head, six rows, and below."""
    notes = "<p class='note'>What the table tells.</p>" * 3
    html = f"<h2>Rocks</h2><h3>By name</h3>{notes}{table_of(6)}{BELOW}<p>End</p>"
    for count in range(45):
        pages = page_places(FILLER * count + html)
        assert len(pages) == 1 or len(pages[-1]) == 1 or len(pages[-1]) >= 15, count


def test_a_file_below_a_heading_stays_with_what_follows(qgis_app: Any) -> None:
    html = "<h2>Sources</h2><p class='file'>Numbers</p><h3>A survey</h3><p>Its licence.</p>"
    for count in range(20, 45):
        assert len(page_places(FILLER * count + html)[-1]) >= 4, count


class OnlyLand(Drawings):
    """Draws no maps and no PDF; the report's own maps have land."""

    def world_map(self) -> Path | None:
        return QgisDrawings().world_map()


def chart_of(bars: int) -> str:
    drawn = bar_chart("Chart", [(f"Bar {number}", number + 1) for number in range(bars)])
    return f"<h3>Chart</h3><figure>{drawn}</figure>"


def test_a_chart_is_parted_between_bars_rather_than_leave_much_of_a_page_empty(
    qgis_app: Any,
) -> None:
    parted = 0
    for count in range(37):  # the filler alone never fills a page
        pages = page_places(FILLER * count + chart_of(15) + BELOW)
        assert len(pages) <= 2, count
        if len(pages) == 1:
            continue
        empty = 842.0 - 56.0 - sum(pages[0][-1])
        begun = len(pages[1])
        if begun < 15 + 2:  # bars, note and file
            parted += 1
            assert begun >= 3 + 2, "three bars at least begin a page"
            assert len(pages[0]) >= count + 1 + 3, "three bars at least end one, with the heading"
            assert empty < 0.2 * 738.0
        else:
            assert begun == 1 + 15 + 2, "the heading goes along"
            assert empty < 0.2 * 738.0, "whole on the next page only where little stays empty"
    assert parted > 3
    short = page_places(FILLER * 34 + chart_of(6))
    assert len(short) == 2 and len(short[1]) == 1 + 6, "a short one is not parted"


def test_a_parted_chart_has_each_bar_once(tmp_path: Path, qgis_app: Any) -> None:
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext is not here")
    path = tmp_path / "chart.pdf"
    assert write_report_pdf(FILLER * 28 + chart_of(15), path, "Chart", MOMENT, Progress()) == 2
    run = subprocess.run([program, "-raw", str(path), "-"], capture_output=True, check=True)
    found = re.findall(r"Bar (\d+)", run.stdout.decode("utf-8"))
    assert [int(one) for one in found] == list(range(15))
    assert 3 <= run.stdout.decode("utf-8").split("\f")[0].count("Bar ") <= 12


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("commodities", [(), ("copper",), ("gold",)])
def test_no_page_of_the_samples_is_half_empty(
    tmp_path: Path, qgis_app: Any, language: str, commodities: tuple[str, ...]
) -> None:
    wanted = OccurrenceFilter(commodities=commodities)
    plan = describe_package(copy_of_samples(tmp_path), wanted, language=language)
    made = write_package(plan, tmp_path / "package", created=MOMENT, drawings=OnlyLand())
    pages = page_places((made.path / "report.html").read_text(encoding="utf-8"))
    empty = [842.0 - 56.0 - sum(page[-1]) for page in pages]
    assert all(one < 0.3 * 738.0 for one in empty[:-1]), empty
    assert sum(one < 0.15 * 738.0 for one in empty[:-1]) >= 0.8 * len(empty[:-1]), empty


def test_a_map_is_made_smaller_to_fill_a_page(qgis_app: Any) -> None:
    drawn = draw_map(MapContent((100.0, -10.0, 120.0, 10.0)), MapWords("M"))
    html = f'<h2>Map</h2><figure class="map">{drawn}<figcaption>Note</figcaption></figure>'
    heights = set()
    for count in range(37):  # the filler alone never fills a page
        *others, last = page_places(FILLER * count + html)
        heights.add(round(last[-2][1]))
        empty = 842.0 - 56.0 - sum(others[-1][-1]) if others else 0.0
        assert empty < 442.0
        assert len(last) == 3 or not others, "heading, map and note stand together"
    assert min(heights) >= 0.65 * max(heights) and len(heights) > 5


def test_what_is_told_of_a_source_has_no_lines_between(qgis_app: Any) -> None:
    rows = "".join(f"<tr><td>Name {n}</td><td>what is told</td></tr>" for n in range(5))
    (plain,), (facts,) = (
        take_apart(f'<table class="{kind}"><tbody>{rows}</tbody></table>').blocks
        for kind in ("plain", "facts")
    )
    taller, lower = (
        sum(one for one, _draw in table_pieces(block, 400.0)[1]) for block in (plain, facts)
    )
    assert lower < 0.85 * taller


def test_numbers_by_their_names_stand_in_two_halves(qgis_app: Any, tmp_path: Path) -> None:
    rows = "".join(f'<tr><td>Name {n}</td><td class="n">{n}00</td></tr>' for n in range(11))
    (places,) = page_places(f'<table class="keys"><tbody>{rows}</tbody></table>')
    assert len(places) == 6


@pytest.mark.parametrize("columns", [4, 14, 40])
def test_a_wide_table_is_as_wide_as_the_page(qgis_app: Any, columns: int) -> None:
    row = tuple(Cell(f"some words {number}", number > 2) for number in range(columns))
    head, rows = table_pieces(Table((row,), (row, row)), 499.0)
    assert len(head) == 1 and len(rows) == 2
    assert all(0.0 < height < 650.0 for height, _draw in rows)


def test_an_address_makes_no_letters_smaller(qgis_app: Any) -> None:
    plain = Cell("Batu"), Cell("Indonesia"), Cell("copper")
    address = f"https://geoportal.example.org/{'rest/services/' * 8}MapServer"
    _head, (before,) = table_pieces(Table((), (plain,)), 300.0)
    _head, (after, broken) = table_pieces(Table((), (plain, (Cell(address), *plain[1:]))), 300.0)
    assert after[0] == before[0], "a row of one line is as high as before"
    assert broken[0] > 2 * before[0]


def test_identifiers_stay_on_one_line(qgis_app: Any) -> None:
    lines = {}
    for name in ("EU-2024-strategic", "eu-then-strategic"):
        text = Text(" ".join([name] * 6), 9.0)
        text.set_width(Text(f"{name} {name[:8]}", 9.0).widest + 1.0)
        lines[name] = len(text.line_ends())
    assert lines["EU-2024-strategic"] == 6
    assert lines["eu-then-strategic"] < 6, "words are broken at their hyphens"


def test_stopping_is_heeded(report: str, tmp_path: Path) -> None:
    said: list[str] = []
    progress = Progress(lambda _at, text: said.append(text), lambda: len(said) == 3)
    with pytest.raises(Cancelled):
        write_report_pdf(report, tmp_path / "report.pdf", TITLE, MOMENT, progress)
