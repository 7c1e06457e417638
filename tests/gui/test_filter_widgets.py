"""Periodic table, bar charts and production figures, used with mouse and keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import QEvent, QPoint, Qt
from qgis.PyQt.QtGui import QHelpEvent
from qgis.PyQt.QtTest import QSignalSpy, QTest
from qgis.PyQt.QtWidgets import QApplication, QToolTip
from widget_docks import Hold, commodity_counts, country_counts, docks

from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.gui.context_box import ContextBox
from amis_qgis_plugin.gui.facet_chart import FacetChart
from amis_qgis_plugin.gui.group_colours import GROUP_COLOURS, group_colour, luminance, text_on
from amis_qgis_plugin.gui.periodic_table import BY_COUNT, BY_GROUP, PeriodicTable

LEFT = Qt.MouseButton.LeftButton
hold = pytest.fixture(docks)


@pytest.fixture
def table(hold: Hold) -> PeriodicTable:
    made = PeriodicTable()
    hold(made, 480)
    return made


@pytest.fixture
def chart(hold: Hold) -> FacetChart:
    made = FacetChart("country")
    made.set_counts(country_counts(), ("PHL",))
    hold(made, 300)
    return made


def test_a_click_on_an_element_tells_the_codes_once(table: PeriodicTable) -> None:
    heard = QSignalSpy(table.changed)
    QTest.mouseClick(table.button_of("copper"), LEFT)
    assert [set(one) for one in heard[0]] == [{"copper"}]
    QTest.mouseClick(table.button_of("gold"), LEFT)
    assert set(heard[1][0]) == {"copper", "gold"}
    QTest.mouseClick(table.button_of("copper"), LEFT)
    assert set(heard[2][0]) == {"gold"}
    assert len(heard) == 3


def test_setting_tells_nothing_and_keeps_what_is_no_element(table: PeriodicTable) -> None:
    heard = QSignalSpy(table.changed)
    table.set_chosen(["copper", "graphite", "group:base"])
    table.set_counts(commodity_counts())
    table.set_colouring(BY_COUNT)
    assert len(heard) == 0
    assert table.button_of("copper").isChecked()
    assert table.chosen() == {"copper", "graphite", "group:base"}
    QTest.mouseClick(table.button_of("tin"), LEFT)
    assert set(heard[0][0]) == {"copper", "graphite", "group:base", "tin"}
    table.set_chosen([])
    assert table.chosen() == frozenset()


def test_what_is_no_commodity_cannot_be_chosen(table: PeriodicTable) -> None:
    heard = QSignalSpy(table.changed)
    nitrogen = next(one for one in table._buttons.values() if one.element.symbol == "N")
    assert not nitrogen.isEnabled()
    QTest.mouseClick(nitrogen, LEFT)
    assert len(heard) == 0
    assert "no commodity" in nitrogen.accessibleName()
    assert table.codes() == {one.element.code for one in table._buttons.values()} - {""}


def test_arrow_keys_and_the_space_bar(table: PeriodicTable) -> None:
    heard = QSignalSpy(table.changed)
    copper = table.button_of("copper")
    copper.setFocus()
    QTest.keyClick(copper, Qt.Key.Key_Right)
    zinc = table.button_of("zinc")
    assert zinc.hasFocus()
    QTest.keyClick(zinc, Qt.Key.Key_Space)
    assert set(heard[0][0]) == {"zinc"}
    QTest.keyClick(zinc, Qt.Key.Key_Down)
    assert table.button_of("cadmium").hasFocus()
    QTest.keyClick(table.button_of("cadmium"), Qt.Key.Key_Home)
    assert table.button_of("rubidium").hasFocus()
    QTest.keyClick(table.button_of("rubidium"), Qt.Key.Key_Left)
    assert table.button_of("rubidium").hasFocus(), "there is nothing beyond the edge"
    boron = table.button_of("boron")
    boron.setFocus()
    QTest.keyClick(boron, Qt.Key.Key_Right)
    assert table.button_of("fluorine").hasFocus(), "carbon, nitrogen and oxygen are passed over"


def test_the_f_block_is_reached_by_keys(table: PeriodicTable) -> None:
    hafnium = table.button_of("hafnium")
    hafnium.setFocus()
    QTest.keyClick(hafnium, Qt.Key.Key_Down)
    assert table.button_of("cerium").hasFocus()
    QTest.keyClick(table.button_of("cerium"), Qt.Key.Key_Down)
    assert table.button_of("thorium").hasFocus()


def test_tab_leaves_the_table_and_comes_back_to_the_same_element(
    table: PeriodicTable, settle: Callable[..., None]
) -> None:
    table.button_of("nickel").setFocus()
    QTest.keyClick(table.button_of("nickel"), Qt.Key.Key_Right)
    stops = [one for one in table._by_code.values()
             if one.focusPolicy() & Qt.FocusPolicy.TabFocus]  # fmt: skip
    assert stops == [table.button_of("copper")]


def test_every_element_has_a_name_with_its_count(table: PeriodicTable) -> None:
    counts = commodity_counts()
    for one in table._by_code.values():
        one.clearFocus()
    table.set_counts(counts)
    said = table.button_of("copper").accessibleName()
    assert said == f"copper, Cu, Base metals, {counts['copper']:,} occurrences"
    assert len({one.accessibleName() for one in table._buttons.values()}) == 118
    there = sum(1 for code in table.codes() if counts[code])
    assert table.said.text() == f"{there} elements with occurrences"
    QTest.mouseMove(table.button_of("tin"))
    table.button_of("tin").meant.emit(table.button_of("tin"))
    assert table.said.text().startswith("tin, Sn")
    table.set_counts(None)
    assert "occurrences" not in table.button_of("copper").accessibleName()


def test_colours_by_count_rise_with_it(table: PeriodicTable) -> None:
    table.set_counts({"copper": 1000, "gold": 10})
    table.set_colouring(BY_COUNT)
    base = luminance(table.button_of("tin").ground)
    steps = [abs(luminance(table.button_of(code).ground) - base) for code in ("gold", "copper")]
    assert 0 < steps[0] < steps[1]
    table.set_colouring(BY_GROUP)
    assert table.button_of("copper").ground == group_colour("base")


def test_text_can_be_read_on_every_group_colour() -> None:
    for group in GROUP_COLOURS:
        ground = group_colour(group)
        pair = sorted((luminance(ground), luminance(text_on(ground))))
        assert (pair[1] + 0.05) / (pair[0] + 0.05) >= 4.5, group


def test_group_colours_are_those_of_the_map_style(root: Path) -> None:
    style = (root / "tools" / "styling" / "occurrences.py").read_text(encoding="utf-8")
    assert set(GROUP_COLOURS) == {one.id for one in load_commodities().groups()}
    for group, colour in GROUP_COLOURS.items():
        assert f'"{group}": Marker(' in style
        line = next(one for one in style.splitlines() if one.strip().startswith(f'"{group}": Mark'))
        assert colour in line


def test_a_click_on_a_bar_tells_facet_and_value(chart: FacetChart) -> None:
    heard = QSignalSpy(chart.value_clicked)
    counts = country_counts()
    assert [row.count for row in chart.rows] == sorted(
        (row.count for row in chart.rows), reverse=True
    )
    QTest.mouseClick(chart, LEFT, pos=chart.rect_of(1).center())
    assert heard[0] == ["country", chart.rows[1].key]
    assert chart.rows[1].count == counts[chart.rows[1].key]


def test_bars_by_keys(chart: FacetChart) -> None:
    heard = QSignalSpy(chart.value_clicked)
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Down)
    QTest.keyClick(chart, Qt.Key.Key_Down)
    assert chart.rows[2].about in chart.accessibleName()
    QTest.keyClick(chart, Qt.Key.Key_Return)
    QTest.keyClick(chart, Qt.Key.Key_End)
    QTest.keyClick(chart, Qt.Key.Key_Down)
    QTest.keyClick(chart, Qt.Key.Key_Space)
    assert heard[0][1] == chart.rows[2].key
    assert heard[1][1] == chart.rows[-1].key
    assert all(row.about in chart.accessibleDescription() for row in chart.rows)


def test_a_bar_says_itself_in_a_tooltip(chart: FacetChart) -> None:
    place = chart.rect_of(0).center()
    help_asked = QHelpEvent(QEvent.Type.ToolTip, place, chart.mapToGlobal(place))
    QApplication.sendEvent(chart, help_asked)
    assert QToolTip.text() == chart.rows[0].about
    QToolTip.hideText()
    assert chart.row_at(QPoint(5, chart.height() + 50)) is None


def test_a_chart_without_counts_says_so(chart: FacetChart, settle: Callable[..., None]) -> None:
    chart.set_counts(None)
    assert chart.rows == ()
    settle(30)
    heard = QSignalSpy(chart.value_clicked)
    QTest.mouseClick(chart, LEFT, pos=QPoint(5, 5))
    QTest.keyClick(chart, Qt.Key.Key_Return)
    assert len(heard) == 0


@pytest.fixture
def box(hold: Hold) -> ContextBox:
    made = ContextBox()
    hold(made, 300)
    return made


def test_production_of_a_commodity_in_a_country(box: ContextBox) -> None:
    assert "Choose" in box.more.text()
    box.show_choice(["nickel"], ["IDN"])
    said = " ".join(label.text() for label in box.findChildren(type(box.more)))
    assert "1,579,000 metric tons in 2022" in said
    assert "48.3\u00a0% of the world" in said and "1st of 3 members" in said
    assert "Mineral" in box.source.text() and "Table 11" in box.source.text()
    assert not box.more.isVisible()


def test_doubts_are_shown_when_asked(box: ContextBox) -> None:
    box.show_choice(["rare-earth-element"], ["KHM"])
    assert box.details.text() == "Figures and 2 notes"
    assert not box.notes.isVisible()
    QTest.mouseClick(box.details, LEFT)
    assert box.notes.isVisible()
    assert "copying error" in box.notes.text() and "2021: 1,466 metric tons" in box.notes.text()
    box.show_choice(["copper"], ["MMR"])
    assert "2022: N.A." in box.notes.text()


def test_what_the_tables_do_not_have_is_said(box: ContextBox) -> None:
    box.show_choice(["jade"], ["MMR"])
    assert "no production figures" in box.more.text()
    assert not box.source.isVisible()
    box.show_choice(["neodymium"], ["MMR"])
    said = " ".join(label.text() for label in box.rows.findChildren(type(box.more)))
    assert "no figures for neodymium alone" in said
    box.show_choice([], ["LAO"])
    assert "more" in box.more.text()
