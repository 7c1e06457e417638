"""The Coverage dock in the QGIS window: numbers, keys, words, what a cell leads to, and looks."""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from filtering import make_workspace
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication
from test_screens import assert_dark, assert_not_blank, clipped, nameless
from widget_docks import country_counts

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.coverage import ALL, Coverage, Holding, Part, State
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.gui import coverage_controller
from amis_qgis_plugin.qgis_bridge.extents import member_boxes

Wait = Callable[..., None]
Screenshot = Callable[..., Path]
SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def dock(plugin: Any, iface: Any, settle: Callable[..., None]) -> Iterator[Any]:
    """Return the dock, shown and counted."""
    dock = plugin.docks[3]
    dock.show()
    dock.raise_()
    QApplication.setActiveWindow(iface.mainWindow())
    settle()
    yield dock
    plugin.coverage.panel.scope.setCurrentIndex(0)
    plugin.filter.set_filter(OccurrenceFilter())
    dock.setFloating(False)
    dock.hide()


@pytest.fixture
def panel(plugin: Any, dock: Any, wait_until: Wait) -> Any:
    panel = plugin.coverage.panel
    panel.refresh_asked.emit()
    wait_until(lambda: not panel.progress.isVisible(), what="the end of the count")
    assert not panel.model.coverage.is_empty
    return panel


def go(panel: Any, theme_id: str, country: str) -> Any:
    """Make a cell the current one."""
    index = panel.model.index_of(theme_id, country)
    panel.view.setCurrentIndex(index)
    panel.view.setFocus()
    return index


def test_the_dock_is_closed_at_first_and_made_when_it_is_opened(plugin: Any) -> None:
    assert plugin.docks[3].windowTitle() == "AMIS Coverage"
    assert plugin.docks[3].isHidden()


def test_cells_show_what_is_counted_one_by_one(panel: Any) -> None:
    for iso3, expected in country_counts().items():
        index = panel.model.index_of("mineral", iso3)
        assert index.data() == (str(expected) if expected else "–"), iso3
        assert panel.model.cell(index).rows == (expected or None)
    assert "of 9 themes have data" in panel.headline.text()
    assert "By extent only: Timor-Leste." in panel.headline.text()


def test_arrow_keys_go_from_cell_to_cell_and_each_says_what_it_is(panel: Any, settle: Any) -> None:
    go(panel, ALL, ALL)
    for key, said in (
        (Qt.Key.Key_Right, "All themes, Brunei Darussalam: offline, "),
        (Qt.Key.Key_Down, "Geology, Brunei Darussalam: "),
        (Qt.Key.Key_Down, "Mineral occurrences and deposits, Brunei Darussalam: missing."),
        (Qt.Key.Key_Right, "Mineral occurrences and deposits, Cambodia: offline, 10 rows"),
        (Qt.Key.Key_Left, "Mineral occurrences and deposits, Brunei Darussalam: missing."),
    ):
        QTest.keyClick(panel.view, key)
        settle(20)
        spoken = panel.view.currentIndex().data(SPOKEN)
        assert spoken.startswith(said)
        assert spoken in " ".join(panel.details.toPlainText().split())
    assert "The catalogue foresees: Mineral occurrences;" in panel.details.toPlainText()
    assert not panel.show_button.isEnabled()


def test_tab_leaves_the_table_and_headers_are_spoken_whole(panel: Any, settle: Any) -> None:
    go(panel, "mineral", "PHL")
    QTest.keyClick(panel.view, Qt.Key.Key_Tab)
    settle(20)
    assert not panel.view.hasFocus()
    model, column = panel.model, panel.model.index_of("mineral", "PHL").column()
    assert model.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole) == "PHL"
    assert model.headerData(column, Qt.Orientation.Horizontal, SPOKEN) == "Philippines"
    row = model.index_of("mineral", "PHL").row()
    assert model.headerData(row, Qt.Orientation.Vertical, SPOKEN) == (
        "Mineral occurrences and deposits"
    )


def test_enter_shows_the_layer_the_country_and_filters_by_it(
    panel: Any, plugin: Any, iface: Any, settle: Any
) -> None:
    go(panel, "mineral", "VNM")
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    settle(300)
    (layer,) = QgsProject.instance().mapLayers().values()
    assert "occurrences" in layer.name().lower()
    assert plugin.filter.wanted.countries == ("VNM",)
    assert layer.featureCount() == country_counts()["VNM"]
    west, south, east, north = member_boxes()["VNM"]
    centre = iface.mapCanvas().extent().center()
    assert iface.mapCanvas().mapSettings().destinationCrs().isGeographic()
    assert west < centre.x() < east and south < centre.y() < north


def test_a_double_click_does_the_same(panel: Any, plugin: Any, settle: Any) -> None:
    index = go(panel, "geology", "PHL")
    panel.view.scrollTo(index)
    settle(50)
    where = panel.view.visualRect(index).center()
    QTest.mouseClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseDClick(panel.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    settle(300)
    assert len(QgsProject.instance().mapLayers()) == 2
    assert plugin.filter.wanted.countries == ("PHL",)


def test_a_missing_cell_opens_the_catalogue_where_to_look(
    panel: Any, plugin: Any, settle: Any
) -> None:
    catalogue = plugin.docks[0].widget()
    go(panel, "mineral", "SGP")
    QTest.keyClick(panel.view, Qt.Key.Key_Return)
    settle(50)
    assert catalogue.tree.currentIndex().data() == "Mineral occurrences and deposits"
    assert not QgsProject.instance().mapLayers()
    go(panel, "geochem", "LAO")
    panel.find_button.click()
    settle(50)
    assert catalogue.tree.currentIndex().data().startswith("Suggested services")


def test_the_table_is_written_and_copied(
    panel: Any, plugin: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "coverage.csv"
    monkeypatch.setattr(coverage_controller, "ask_file_to_write", lambda *_given: path)
    panel.csv_action.trigger()
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    counts = {row["country"]: row["rows"] for row in rows if row["theme_id"] == "mineral"}
    for iso3, expected in country_counts().items():
        assert counts[iso3] == str(expected)
    panel.view.setFocus()
    QApplication.clipboard().clear()
    QTest.keyClick(panel.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t")[:3] == ["Theme", "All", "BRN"]


def test_a_new_workspace_counts_by_itself(
    panel: Any, plugin: Any, wait_until: Wait, tmp_path: Path
) -> None:
    path = tmp_path / "more.gpkg"
    make_workspace(path, 4)
    with closing(sqlite3.connect(path)) as connection:
        (more,) = connection.execute(
            "SELECT count(*) FROM mineral_occurrences WHERE country = 'PHL'"
        ).fetchone()
    expected = country_counts()["PHL"] + more
    plugin.catalogue.add_files([path])
    index = panel.model.index_of("mineral", "PHL")
    wait_until(lambda: panel.model.cell(index).rows == expected, what="the new rows")
    assert "incomplete" in index.data(SPOKEN)


def test_live_layers_and_copies_are_told_apart(
    panel: Any, plugin: Any, live: Any, wait_until: Wait
) -> None:
    coverage = plugin.coverage
    wait_until(lambda: any(one.is_live for one in coverage.coverage.holdings), what="the server")
    found = {one.key: one for one in coverage.coverage.holdings if one.is_live}
    holding = found[live.customProperty("amis/layer_id")]
    assert holding.theme_id == "mineral" and holding.rows is None
    states = {code: coverage.coverage.cell("mineral", code).state for code in holding.parts}
    assert states["PHL"] is State.BOTH
    index = panel.model.index_of("mineral", "PHL")
    assert index.data(SPOKEN).startswith(
        "Mineral occurrences and deposits, Philippines: offline and live, 353 rows in "
    )
    told = panel.view.model().cell(index).holdings
    assert [one.is_live for one in told] == sorted(one.is_live for one in told)


def test_an_empty_project_says_what_to_do(panel: Any, plugin: Any, wait_until: Wait) -> None:
    panel.scope.setCurrentIndex(1)
    panel.scope.activated.emit(1)
    wait_until(lambda: panel.pages.currentIndex() == 0, what="nothing to count")
    assert panel.nothing.isVisible() and "Add a layer" in panel.nothing.text()
    assert not panel.csv_action.isEnabled()
    panel.open_button.click()
    assert not plugin.docks[0].isHidden()


def test_a_count_can_be_stopped(panel: Any, plugin: Any, settle: Any) -> None:
    before = panel.model.coverage
    panel.refresh_action.trigger()
    assert panel.refresh_action.text() == "Stop counting"
    panel.refresh_action.trigger()
    assert panel.refresh_action.text() == "Count again"
    settle(300)
    assert panel.model.coverage is before


def rich(coverage: Coverage) -> Coverage:
    """Return a coverage with every state, marks and long numbers."""
    boxes = ("IDN", "LAO", "MYS", "THA")
    live = Holding(
        "wfs:x|a", "Geological map 1:1M", "A survey · WFS", "geology",
        parts=dict.fromkeys(boxes, Part()), is_live=True, by_extent=True,
    )  # fmt: skip
    lacking = Part(1_234_567, "2024-02-03", "2019-01-01", Completeness.INCOMPLETE)
    some = Part(45_678, "2026-11-01", "", Completeness.COMPLETE_PROVEN)
    samples = Holding("w|b", "Stream sediments", "Region", "geochem", parts={
        "BRN": some, "IDN": lacking, "PHL": some}, rows=1_325_923)  # fmt: skip
    more = Holding("wfs:x|c", "Sediments", "A survey · WFS", "geochem",
                   parts={"BRN": Part(), "KHM": Part()}, is_live=True, by_extent=True)  # fmt: skip
    return Coverage((*coverage.holdings, live, samples, more), coverage.notes)


@pytest.mark.parametrize("width", [280, 420, 900])
def test_looks(
    panel: Any,
    plugin: Any,
    iface: Any,
    dock: Any,
    theme: str,
    width: int,
    screenshot: Screenshot,
    settle: Callable[..., None],
    wait_until: Wait,
) -> None:
    window = iface.mainWindow()
    window.setGeometry(0, 0, 1366, 768)
    if width == 280:
        window.resizeDocks([dock], [width], Qt.Orientation.Horizontal)
    else:
        dock.setFloating(True)
        dock.resize(width, 640)
    settle(600)
    wait_until(lambda: not panel.progress.isVisible(), what="the end of the count")
    panel.show_coverage(rich(panel.model.coverage))
    go(panel, "geochem", "BRN")
    settle(300)
    picture = screenshot(f"coverage-{width}-{theme}", dock)
    assert_not_blank(picture)
    assert_dark(picture, theme)
    assert clipped(panel) == []
    assert nameless(panel) == []
    assert dock.width() <= width + 2
    if width == 280:
        assert panel.view.horizontalScrollBar().maximum() > 0
        go(panel, "geochem", "VNM")
        settle(100)
        screenshot(f"coverage-{width}-end-{theme}", dock)
        head = panel.view.verticalHeader()
        assert head.isVisible() and head.x() == panel.view.frameWidth()
        screenshot(f"main-window-coverage-{theme}")


def test_looks_empty(
    panel: Any, dock: Any, theme: str, screenshot: Screenshot, settle: Callable[..., None]
) -> None:
    panel.show_coverage(Coverage())
    settle(200)
    assert_dark(screenshot(f"coverage-empty-{theme}", dock), theme)
    assert clipped(panel) == []
