"""Our lists are painted so that they can be read, in a light and in a dark window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtGui import QColor, QImage, QPalette, QStandardItem, QStandardItemModel
from qgis.PyQt.QtWidgets import QTreeView

from amis_qgis_plugin.gui.facet_tree import Choice, FacetTree
from amis_qgis_plugin.gui.two_line_delegate import DETAIL_ROLE, TwoLineDelegate

# Window colours of QGIS's default theme and of "Night Mapping".
THEMES = {
    "light": ("#ffffff", "#000000", "#308cc6"),
    "dark": ("#1e1e1e", "#dcdcdc", "#3daee9"),
}


@pytest.fixture(params=THEMES)
def palette(request: pytest.FixtureRequest, qgis_app: Any) -> QPalette:
    base, text, highlight = (QColor(name) for name in THEMES[request.param])
    palette = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Base, base),
        (QPalette.ColorRole.Window, base),
        (QPalette.ColorRole.Text, text),
        (QPalette.ColorRole.WindowText, text),
        (QPalette.ColorRole.Highlight, highlight),
        (QPalette.ColorRole.HighlightedText, QColor("#ffffff")),
    ):
        palette.setColor(role, colour)
    middle = QColor(*((one + other) // 2 for one, other in zip(base.getRgb()[:3], text.getRgb())))
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text, middle)
    return palette


@pytest.fixture
def two_lines(palette: QPalette) -> Iterator[QTreeView]:
    model = QStandardItemModel()
    for title, detail in (
        ("Mineral occurrences", "726 points · Public domain"),
        ("A title far too long for the width of any dock " * 3, "detail " * 40),
        ("A heading", ""),
    ):
        item = QStandardItem(title)
        if detail:
            item.setData(detail, DETAIL_ROLE)
        model.appendRow(item)
    tree = QTreeView()
    tree.setPalette(palette)
    tree.setModel(model)
    tree.setHeaderHidden(True)
    tree.setItemDelegate(TwoLineDelegate(tree))
    tree.resize(260, 200)
    tree.kept = model  # type: ignore[attr-defined]
    yield tree
    tree.deleteLater()


def rows_with_ink(image: QImage, background: QColor, least: float) -> list[int]:
    """Return the pixel rows in which something stands out from the background."""
    return [
        y
        for y in range(image.height())
        if any(contrast(image.pixelColor(x, y), background) >= least for x in range(image.width()))
    ]


def blocks(numbers: list[int]) -> int:
    """Return how many runs of consecutive numbers there are."""
    return sum(1 for i, n in enumerate(numbers) if i == 0 or n != numbers[i - 1] + 1)


def test_title_and_detail_are_both_readable(two_lines: QTreeView, palette: QPalette) -> None:
    rect = two_lines.visualRect(two_lines.model().index(0, 0))
    image = two_lines.viewport().grab(rect).toImage()
    lines = rows_with_ink(image, palette.color(QPalette.ColorRole.Base), 4.5)
    assert blocks(lines) >= 2, "the paler line is too pale for WCAG AA"
    assert min(lines) > 0 and max(lines) < image.height() - 1, "a line is cut"


def test_a_row_with_detail_has_room_for_two_lines(two_lines: QTreeView) -> None:
    plain = two_lines.visualRect(two_lines.model().index(2, 0)).height()
    two = two_lines.visualRect(two_lines.model().index(0, 0)).height()
    assert two >= 1.6 * plain
    assert two >= 2 * two_lines.fontMetrics().height()


def test_long_titles_end_inside_the_row(two_lines: QTreeView, palette: QPalette) -> None:
    two_lines.header().setStretchLastSection(True)
    rect = two_lines.visualRect(two_lines.model().index(1, 0))
    image = two_lines.viewport().grab().toImage()
    background = palette.color(QPalette.ColorRole.Base)
    edge = image.width() - 2
    ink = [y for y in range(rect.top(), rect.bottom()) if
           contrast(image.pixelColor(edge, y), background) > 2]  # fmt: skip
    assert ink == [], "text runs out of the row"


def test_a_chosen_row_stays_readable(two_lines: QTreeView, palette: QPalette) -> None:
    index = two_lines.model().index(0, 0)
    two_lines.setCurrentIndex(index)
    image = two_lines.viewport().grab(two_lines.visualRect(index)).toImage()
    filled = image.pixelColor(image.width() - 2, image.height() // 2)
    assert blocks(rows_with_ink(image, filled, 2.0)) >= 1


@pytest.fixture
def facets(palette: QPalette) -> Iterator[FacetTree]:
    tree = FacetTree("Commodities", "Search")
    tree.setPalette(palette)
    for child in (tree.tree, tree.tree.viewport()):
        child.setPalette(palette)
    tree.set_choices([Choice("copper", "copper"), Choice("tin", "tin"), Choice("jade", "jade")])
    tree.set_counts({"copper": 12345, "tin": 10})
    tree.resize(QSize(280, 200))
    tree.grab()  # lays it out
    yield tree
    tree.deleteLater()


def test_counts_are_painted_whole_at_the_right(facets: FacetTree, palette: QPalette) -> None:
    model = facets.tree.model()
    rect = facets.tree.visualRect(model.index(0, 0))
    image = facets.tree.viewport().grab(rect).toImage()
    background = palette.color(QPalette.ColorRole.Base)
    metrics = facets.tree.fontMetrics()
    width = metrics.horizontalAdvance("12,345")
    right = image.width() - 8
    ink = [
        x
        for x in range(right - width - 2, image.width())
        if any(contrast(image.pixelColor(x, y), background) > 3 for y in range(image.height()))
    ]
    assert ink and max(ink) < image.width(), "the count is missing"
    assert max(ink) - min(ink) > 0.7 * width


def test_a_choice_with_nothing_behind_it_is_paler(facets: FacetTree, palette: QPalette) -> None:
    background = palette.color(QPalette.ColorRole.Base)
    model = facets.tree.model()

    def strongest(row: int) -> float:
        rect = facets.tree.visualRect(model.index(row, 0))
        image = facets.tree.viewport().grab(rect).toImage()
        left = range(24, 24 + facets.tree.fontMetrics().horizontalAdvance("jade"))
        return max(
            contrast(image.pixelColor(x, y), background)
            for x in left
            for y in range(image.height())
        )

    assert strongest(2) < strongest(0)
    assert strongest(2) > 2, "it still has to be read"


def test_what_a_screen_reader_says_has_the_count(facets: FacetTree) -> None:
    role = Qt.ItemDataRole.AccessibleTextRole
    assert facets.tree.model().index(0, 0).data(role) == "copper, 12345"


def contrast(one: QColor, other: QColor) -> float:
    """Return the contrast ratio of WCAG 2."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: QColor) -> float:
    linear = [
        part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4
        for part in colour.getRgbF()[:3]
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
