"""The report's page taken apart for paper, its pictures with their colours put in."""

from __future__ import annotations

import re

import pytest

from amis_qgis_plugin.core.errors import PackageError
from amis_qgis_plugin.packages.print_blocks import (
    Cell,
    Figures,
    Heading,
    Paragraph,
    Picture,
    Table,
    take_apart,
)
from amis_qgis_plugin.packages.print_svg import paintable, picture_rules
from amis_qgis_plugin.packages.report.charts import bar_chart
from amis_qgis_plugin.packages.report.map_drawing import MapContent, MapWords, draw_map

PAGE = """<!DOCTYPE html><html><head><title>Gold &amp; copper</title><style>
:root { --ink: #111; --bar: #00f; }
@media (prefers-color-scheme: dark) { :root { --ink: #eee; --bar: #0ff; } }
svg text { font: 13px "Noto Sans", sans-serif; fill: currentColor; }
svg .bar { fill: #0f0; fill: var(--bar); }
svg .faint { opacity: .3; stroke: currentColor; }
@media print { :root { --ink: #000; } svg .late { text-anchor: end; } }
</style></head><body><nav><ul><li>not on paper</li></ul></nav>
<h1>Gold &amp; copper</h1><p class="warn">Mind <strong>this</strong> &lt;tag&gt;.</p>
<dl class="keys"><div><dd class="n">12</dd><dt>places</dt></div></dl>
<figure class="locator"><svg viewBox="0 0 10 20" xmlns="http://www.w3.org/2000/svg">
<svg width="10" height="20"><rect class="bar" width="3" height="2"/></svg>
<line class="faint" x1="0"/><text class="late" x="4" y="5">Cu &amp; Au</text></svg>
<figcaption>Where</figcaption></figure>
<div class="scroll"><table class="tight"><thead><tr><th>A</th><th class="n">B</th></tr></thead>
<tbody><tr><td>x<br><small>y</small></td><td class="n">1,000</td></tr>
<tr><td colspan="2">both</td></tr></tbody></table></div>
<ol><li>one</li><li>two</li></ol><ul><li>dot</li></ul>
<dl><dt>Licence</dt><dd>CC BY</dd></dl>tail</body></html>"""


def test_blocks_come_in_order_with_what_they_hold() -> None:
    pages = take_apart(PAGE)
    assert pages.title == "Gold & copper"
    assert [type(block) for block in pages.blocks] == [
        Heading, Paragraph, Figures, Picture, Paragraph, Table, Paragraph, Paragraph, Paragraph,
        Table, Paragraph,
    ]  # fmt: skip
    heading, warning, figures, picture, caption, _table, one, two, dot, terms, tail = pages.blocks
    assert heading == Heading(1, "Gold &amp; copper")
    assert warning.html == "Mind <strong>this</strong> &lt;tag&gt;."
    assert warning.classes == ("warn",)
    assert figures.pairs == (("12", "places"),)
    assert picture.classes == ("locator",)
    assert (caption.kind, caption.html) == ("figcaption", "Where")
    assert [one.mark, two.mark, dot.mark] == ["1.", "2.", "•"]
    assert terms.rows == ((Cell("<b>Licence</b>"), Cell("CC BY")),)
    assert tail.html == "tail"


def test_a_table_keeps_heads_numbers_and_spans() -> None:
    (table, _terms) = (one for one in take_apart(PAGE).blocks if isinstance(one, Table))
    numbers = take_apart(
        '<table><tr><td class="range">1–2</td><td class="none">–</td></tr></table>'
    )
    assert all(cell.is_number and cell.is_whole for cell in numbers.blocks[0].rows[0])
    assert table.head == ((Cell("A", is_head=True), Cell("B", True, True)),)
    first, second = table.rows
    assert first == (Cell("x<br><small>y</small>"), Cell("1,000", True, is_whole=True))
    assert second == (Cell("both", span=2),)


def test_places_for_breaks_on_a_screen_are_no_borders() -> None:
    page = "<p>see x.org/<wbr>a</p><table><tr><td>Keti&shy;dak_<wbr>b</td></tr></table>"
    paragraph, table = take_apart(page).blocks
    assert paragraph == Paragraph("p", "see x.org/a")
    assert table == Table((), ((Cell("Ketidak_b"),),))


def test_navigation_and_scripts_stay_on_the_screen() -> None:
    text = str(take_apart(PAGE.replace("<h1>", "<script>let a = 1;</script><h1>")).blocks)
    assert "not on paper" not in text and "let a" not in text


def test_a_picture_has_the_colours_of_print() -> None:
    pages = take_apart(PAGE)
    (picture,) = (one for one in pages.blocks if isinstance(one, Picture))
    made = paintable(picture.svg, picture_rules(pages.style), "Open Sans")
    assert (made.width, made.height) == (10.0, 20.0)
    assert 'fill="#00f"' in made.svg and "var(" not in made.svg
    assert 'stroke="#000"' in made.svg and 'stroke-opacity=".3"' in made.svg
    assert made.svg.count("<svg") == 1, "a picture in a picture would be skipped"
    (label,) = made.labels
    assert (label.text, label.x, label.y, label.size) == ("Cu & Au", 4.0, 5.0, 13.0)
    assert (label.anchor, label.color) == ("end", "#000")
    assert "<text" not in made.svg, "texts are set, not painted as shapes"


@pytest.mark.parametrize("svg", ["<svg>", "<svg></svg>", '<svg viewBox="a b c d"/>'])
def test_a_picture_that_is_none_is_told(svg: str) -> None:
    with pytest.raises(PackageError) as caught:
        paintable(svg, (), "Open Sans")
    assert caught.value.subject == "report.html" and caught.value.hint


def test_a_chart_comes_in_rows_too_each_a_picture_of_its_own() -> None:
    bars = [("Copper", 4), ("Gold", 2), ("Tin and a long name that takes two lines", 1)]
    drawn = bar_chart("Chart", bars, [3, None, 1], [(1, 4), (0, 0), (0, 2)])
    made = paintable(drawn, (), "Open Sans", 500.0)
    assert "data-" not in made.svg
    assert len(made.rows) == len(bars)
    assert sum(row.height for row in made.rows) == pytest.approx(made.height)
    assert {row.width for row in made.rows} == {made.width} == {500.0}
    top = 0.0
    moved = []
    for row in made.rows:
        assert f'viewBox="0 {top:g} {row.width:g} {row.height:g}"' in row.svg
        assert row.svg.count('class="bar"') == 1
        assert all(0.0 < label.y < row.height for label in row.labels)
        moved += [(label.text, label.x, round(label.y + top, 6)) for label in row.labels]
        top += row.height
    assert moved == [(label.text, label.x, label.y) for label in made.labels]
    inside = re.findall(r"<(?:rect|line)[^>]*>", made.svg)
    assert inside == [
        one for row in made.rows for one in re.findall(r"<(?:rect|line)[^>]*>", row.svg)
    ]
    assert paintable(draw_map(MapContent((0, 0, 1, 1)), MapWords("M")), (), "Open Sans").rows == ()
