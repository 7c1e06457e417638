"""Bar charts of the report: labels are whole where two lines hold them."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest

from amis_qgis_plugin.packages.report.charts import bar_chart

SVG = "{http://www.w3.org/2000/svg}"


def read(chart: str) -> tuple[list[tuple[float, str]], list[tuple[float, float]], float]:
    """Return the labels (height, words), the bars (top, bottom) and the height of a chart."""
    root = ElementTree.fromstring(chart)
    texts = [one for one in root.iter(f"{SVG}text") if one.get("class") == "label"]
    bars = [
        (float(one.get("y", "")), float(one.get("height", ""))) for one in root.iter(f"{SVG}rect")
    ]
    return (
        [(float(one.get("y", "")), one.text or "") for one in texts],
        [(top, top + height) for top, height in bars],
        float(root.get("height", "")),
    )


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("copper", ["copper"]),
        ("Philippine mobile belt (schematic)", ["Philippine mobile belt", "(schematic)"]),
        ("Halmahera and Sorong province", ["Halmahera and Sorong", "province"]),
        ("x" * 30, ["x" * 24, "x" * 6]),
        ("", [""]),
    ],
)
def test_a_label_is_whole_on_one_line_or_two(label: str, lines: list[str]) -> None:
    labels, _bars, _height = read(bar_chart("Chart", [(label, 3)]))
    assert [words for _at, words in labels] == lines


def test_what_two_lines_do_not_hold_ends_in_dots() -> None:
    label = "South China margin and northern Viet Nam (schematic), as far as it is known"
    labels, _bars, _height = read(bar_chart("Chart", [(label, 3)]))
    assert len(labels) == 2
    assert labels[1][1].endswith("…")
    assert all(len(words) <= 24 for _at, words in labels)


def test_lines_stand_beside_their_bar_and_apart_from_the_next() -> None:
    chart = bar_chart(
        "Chart", [("short", 1), ("a label that is far too long for one", 2), ("c", 3)]
    )
    labels, bars, height = read(chart)
    (short, _), (upper, _), (lower, _), (last, _) = labels
    assert [words for _at, words in labels][1:3] == ["a label that is far too", "long for one"]
    assert bars[0][0] < short < bars[0][1]
    assert upper < (bars[1][0] + bars[1][1]) / 2 < lower
    assert lower - upper >= 12  # the size of the letters
    assert last - lower > 12
    assert upper - short > 12
    assert bars[-1][1] < height
