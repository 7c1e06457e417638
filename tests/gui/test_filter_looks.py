"""The widgets of the filter in light and dark: nothing clipped, nothing empty, all named.

The pictures are kept in build/screenshots for people to look at.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QItemSelectionModel
from qgis.PyQt.QtGui import QPalette
from qgis.PyQt.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from test_screens import assert_dark, assert_not_blank, clipped, nameless
from widget_docks import Hold, commodity_counts, country_counts, docks

from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.saved_filters import SavedFilter, SavedFilters
from amis_qgis_plugin.gui.context_box import ContextBox
from amis_qgis_plugin.gui.facet_chart import FacetChart
from amis_qgis_plugin.gui.periodic_table import BY_COUNT, BY_GROUP, PeriodicTable
from amis_qgis_plugin.gui.saved_filters_dialog import PROJECT
from amis_qgis_plugin.qgis_bridge.filter_store import (
    profile_file,
    write_profile_filters,
    write_project_filters,
)

COPPER = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
TIN = OccurrenceFilter(commodities=("tin",))
hold = pytest.fixture(docks)


@pytest.mark.parametrize("width", [280, 480])
def test_the_periodic_table(
    hold: Hold, theme: str, screenshot: Callable[..., Path], width: int
) -> None:
    made = PeriodicTable()
    made.set_counts(commodity_counts())
    made.set_chosen(["copper", "gold", "neodymium", "tin"])
    dock = hold(made, width)
    made.button_of("nickel").setFocus()
    for kind in (BY_GROUP, BY_COUNT):
        made.set_colouring(kind)
        picture = screenshot(f"periodic-table-{kind}-{width}-{theme}", dock)
        assert_not_blank(picture)
        assert_dark(picture, theme)
        assert clipped(made) == []
    assert made.width() <= width
    assert nameless(made) == []


def test_the_charts(hold: Hold, theme: str, screenshot: Callable[..., Path]) -> None:
    content = QWidget()
    layout = QVBoxLayout(content)
    layout.setContentsMargins(0, 0, 0, 0)
    by_commodity, by_country = FacetChart("commodity"), FacetChart("country")
    for chart in (by_commodity, by_country):
        layout.addWidget(chart)
    by_commodity.set_counts(commodity_counts(), ("copper", "tungsten"))
    by_country.set_counts(country_counts(), ("PHL",))
    dock = hold(content, 280)
    by_commodity.setFocus()
    picture = screenshot(f"facet-charts-{theme}", dock)
    assert_not_blank(picture)
    assert_dark(picture, theme)
    assert clipped(content) == []


def test_the_production_figures(
    hold: Hold, theme: str, screenshot: Callable[..., Path], settle: Callable[..., None]
) -> None:
    made = ContextBox()
    dock = hold(made, 280)
    for name, commodities, countries in (
        ("region", ["copper", "nickel"], []),
        ("members", ["copper"], ["MMR", "PHL"]),
        ("doubts", ["rare-earth-element"], ["KHM", "THA"]),
        ("none", [], []),
    ):
        made.details.setChecked(name == "doubts")
        made.show_choice(commodities, countries)
        settle(50)
        dock.resize(280, 460)
        settle(50)
        picture = screenshot(f"context-{name}-{theme}", dock)
        assert_dark(picture, theme)
        assert clipped(made) == []


def test_the_table_of_occurrences(
    plugin: Any,
    iface: Any,
    layer: QgsVectorLayer,
    theme: str,
    screenshot: Callable[..., Path],
    wait_until: Callable[..., None],
    settle: Callable[..., None],
) -> None:
    iface.mainWindow().setGeometry(0, 0, 1366, 768)
    results = plugin.parts.results
    results.open()
    model, view = results.table.model, results.table.view
    wait_until(lambda: model.rowCount() == layer.featureCount(), what="rows")
    settle(100)
    wait_until(lambda: model.index(0, 0).data() != "…", what="the first page")
    for row in (1, 2):
        flag = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        view.selectionModel().select(model.index(row, 0), flag)
    settle(200)
    picture = screenshot(f"results-table-{theme}", results.dock)
    assert_not_blank(picture)
    assert_dark(picture, theme)
    assert clipped(results.table) == []
    assert nameless(results.table) == []
    screenshot(f"main-window-results-{theme}")
    assert iface.mainWindow().height() == 768
    plugin.parts.put_away()


def test_saved_filters(
    plugin: Any, layer: QgsVectorLayer, theme: str, screenshot: Callable[..., Path]
) -> None:
    saved = plugin.parts.saved_filters
    write_project_filters(
        QgsProject.instance(),
        SavedFilters([SavedFilter("Copper in the north", COPPER), SavedFilter("Tin belt", TIN)]),
    )
    long = OccurrenceFilter(
        commodities=("copper", "gold", "silver", "molybdenum"), critical_lists=("EU-2024",)
    )
    write_profile_filters(SavedFilters([SavedFilter("Porphyry style, on the EU's list", long)]))
    plugin.filter.set_filter(long)
    dialog = saved.open()
    dialog.tree.topLevelItem(0).child(1).setSelected(True)
    saved.delete([(PROJECT, "Copper in the north")])
    picture = screenshot(f"saved-filters-{theme}", dialog)
    assert_not_blank(picture)
    assert_dark(picture, theme)
    assert clipped(dialog) == []
    assert nameless(dialog) == []
    plugin.parts.put_away()
    profile_file().unlink()
    plugin.filter.set_filter(OccurrenceFilter())


def test_hints_in_fields_are_of_the_theme_that_is_now(
    theme: str, panel: Any, settle: Callable[..., None]
) -> None:
    settle(200)
    plain = QLineEdit(panel)  # QGIS 3.22 has dark text on grey fields in its dark theme
    plain.ensurePolished()
    of_theme = plain.palette().color(QPalette.ColorRole.Text)
    plain.deleteLater()
    for field in (panel.text, panel.commodities.search):
        palette = field.palette()
        text = palette.color(QPalette.ColorRole.Text)
        hint = palette.color(QPalette.ColorRole.PlaceholderText)
        assert hint.name() == text.name() == of_theme.name(), theme
        assert 0.6 < hint.alphaF() < 0.8
