"""Chips, ruling out, words and folding in the Filter dock, used with mouse and keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from counting import identifiers, occurrences
from filter_dock import ALL, click, count_of, find, headline, keys, shown, unfold
from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QSignalSpy, QTest
from qgis.PyQt.QtWidgets import QApplication

from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.gui.facet_model import EMPTY_ROLE, SHARE_ROLE

Wait = Callable[..., None]
EVERYONE = {row.identifier for row in occurrences()}


def chip(panel: Any, text: str) -> Any:
    """Return the chip that says something."""
    return next(one for one in panel.chips.buttons if one.text() == text)


def press(widget: Any, key: Any) -> None:
    QTest.keyClick(widget, key)
    QTest.qWait(20)


def put_cursor(tree: Any, key: str) -> None:
    """Put the cursor of the keys on a choice."""
    tree.tree.expand(find(tree, key).parent())
    tree.tree.setCurrentIndex(find(tree, key))
    tree.tree.setFocus()


def with_codes(*codes: str) -> set[str]:
    """Return the rows that have a code, or what is narrower than it."""
    narrower = load_commodities().narrower
    return identifiers(tuple(frozenset().union(*map(narrower, codes))))


def test_a_click_on_a_chip_takes_the_choice_away(panel: Any, layer: QgsVectorLayer) -> None:
    click(panel.commodities, "copper")
    click(panel.countries, "PHL")
    assert panel.chips.texts() == ["copper", "Philippines"]
    QTest.mouseClick(chip(panel, "copper"), Qt.MouseButton.LeftButton)
    assert panel.chips.texts() == ["Philippines"]
    assert panel.commodities.chosen() == frozenset()
    assert shown(layer) == identifiers(countries=("PHL",))
    QTest.mouseClick(chip(panel, "Philippines"), Qt.MouseButton.LeftButton)
    assert not panel.chips.isVisible() and len(shown(layer)) == ALL


def test_chips_by_keys(panel: Any, plugin: Any, layer: QgsVectorLayer, settle: Wait) -> None:
    plugin.filter.set_filter(OccurrenceFilter(commodities=("copper", "gold", "tin")))
    settle()
    panel.chips.buttons[0].setFocus()
    press(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert QApplication.focusWidget().text() == "gold"
    press(QApplication.focusWidget(), Qt.Key.Key_Delete)
    assert panel.chips.texts() == ["copper", "tin"]
    assert QApplication.focusWidget().text() == "tin", "the next chip takes the place"
    assert shown(layer) == identifiers(("copper", "tin"))
    assert QApplication.focusWidget().accessibleName() == "Remove tin"


def test_many_chips_fold_and_wrap(panel: Any, plugin: Any, settle: Wait) -> None:
    codes = ("copper", "gold", "tin", "nickel", "zinc", "lead", "silver", "cobalt", "iron")
    countries = ("PHL", "IDN", "LAO", "VNM")
    plugin.filter.set_filter(OccurrenceFilter(commodities=codes, countries=countries))
    settle(100)
    assert len(panel.chips.texts()) == 13
    assert [one.text() for one in panel.chips.buttons][-1] == "4 more"
    rows = {one.y() for one in panel.chips.buttons}
    assert len(rows) > 1, "they wrap"
    widest = max(one.geometry().right() for one in panel.chips.buttons)
    assert widest <= panel.chips.width()
    panel.chips.buttons[-1].click()
    settle(50)
    assert len(panel.chips.buttons) == 14 and panel.chips.buttons[-1].text() == "fewer"


def test_minus_rules_out_and_a_click_forgives(panel: Any, layer: QgsVectorLayer) -> None:
    click(panel.commodities, "nickel")
    put_cursor(panel.commodities, "cobalt")
    press(panel.commodities.tree, Qt.Key.Key_Minus)
    assert panel.commodities.without() == {"cobalt"}
    assert shown(layer) == with_codes("nickel") - with_codes("cobalt")
    assert "without cobalt" in panel.chips.texts()
    said = find(panel.commodities, "cobalt").data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("without cobalt")
    click(panel.commodities, "cobalt")
    assert panel.commodities.without() == frozenset()
    assert shown(layer) == with_codes("nickel")
    put_cursor(panel.commodities, "cobalt")
    press(panel.commodities.tree, Qt.Key.Key_Plus)
    assert panel.commodities.chosen() == {"nickel", "cobalt"}


def test_the_menu_of_a_choice(panel: Any, layer: QgsVectorLayer) -> None:
    unfold(panel.commodities)
    put_cursor(panel.commodities, "copper")
    menu = panel.commodities.menu_at(find(panel.commodities, "copper"))
    texts = [action.text().replace("&", "") for action in menu.actions()]
    assert texts == ["With copper (Cu)\t+", "Without copper (Cu)\t-"]
    menu.actions()[1].trigger()
    assert shown(layer) == EVERYONE - with_codes("copper")
    again = panel.commodities.menu_at(find(panel.commodities, "copper"))
    again.actions()[-1].trigger()
    assert len(shown(layer)) == ALL
    country = panel.countries.menu_at(find(panel.countries, "PHL"))
    assert len(country.actions()) == 1, "countries are not ruled out"


def test_none_of(panel: Any, layer: QgsVectorLayer) -> None:
    click(panel.commodities, "copper")
    click(panel.commodities, "gold")
    panel.combine.setCurrentIndex(panel.combine.findData("none"))
    assert panel.commodities.without() == {"copper", "gold"}
    assert shown(layer) == EVERYONE - with_codes("copper", "gold")
    assert headline(panel).endswith("no Cu or Au")
    click(panel.commodities, "tin")
    assert panel.commodities.without() == {"copper", "gold", "tin"}, "a tick rules out now"
    panel.combine.setCurrentIndex(panel.combine.findData("any"))
    assert panel.commodities.chosen() == {"copper", "gold", "tin"}
    assert shown(layer) == with_codes("copper", "gold", "tin")
    panel.combine.setCurrentIndex(panel.combine.findData("none"))
    panel.clear_action.trigger()
    click(panel.commodities, "tin")
    assert panel.commodities.chosen() == {"tin"}, "an emptied list chooses again"
    put_cursor(panel.commodities, "gold")
    press(panel.commodities.tree, Qt.Key.Key_Minus)
    for text in ("tin", "without gold"):
        chip(panel, text).click()
    click(panel.commodities, "tin")
    assert panel.commodities.chosen() == {"tin"}, "ruling out with a key is no mode"


def test_none_of_ends_with_a_filter_that_chooses(panel: Any, layer: QgsVectorLayer) -> None:
    click(panel.commodities, "copper")
    panel.combine.setCurrentIndex(panel.combine.findData("none"))
    panel.undo_action.trigger()
    assert panel.combine.currentData() == "any"
    click(panel.commodities, "gold")
    assert panel.commodities.chosen() == {"copper", "gold"}


def test_a_group_is_ruled_out_as_a_whole(panel: Any, layer: QgsVectorLayer) -> None:
    unfold(panel.commodities)
    put_cursor(panel.commodities, "group:battery")
    press(panel.commodities.tree, Qt.Key.Key_Minus)
    battery = load_commodities().in_group("battery")
    found = {row.identifier for row in occurrences() if not row.codes & battery}
    assert shown(layer) == found
    assert panel.chips.texts() == ["without battery minerals"]
    assert "group:battery" in panel.commodities.without()
    panel.chips.buttons[0].click()
    assert len(shown(layer)) == ALL


def test_main_products_only(panel: Any, layer: QgsVectorLayer) -> None:
    """The samples say no roles, so that no commodity is told to be a main product."""
    click(panel.commodities, "copper")
    panel.controls.major_action.trigger()
    assert panel.chips.texts() == ["copper", "main product"]
    assert shown(layer) == set()
    chip(panel, "main product").click()
    assert shown(layer) == identifiers(("copper",))


def test_words_in_the_name(
    panel: Any, plugin: Any, layer: QgsVectorLayer, wait_until: Wait
) -> None:
    panel.text.setFocus()
    QTest.keyClicks(panel.text, "mount")
    wait_until(lambda: plugin.filter.wanted.text == "mount")
    expected = {one.identifier for one in occurrences() if "mount" in (one.name or "").lower()}
    assert shown(layer) == expected and expected
    assert panel.chips.texts() == ["“mount”"]
    before = QSignalSpy(panel.filter_changed)
    press(panel.text, Qt.Key.Key_Return)
    assert len(before) == 0, "nothing has changed"
    panel.undo_action.trigger()
    assert panel.text.text() == "" and len(shown(layer)) == ALL


def test_typing_is_not_disturbed_by_numbers_that_come(
    panel: Any, plugin: Any, layer: QgsVectorLayer, wait_until: Wait
) -> None:
    QTest.keyClicks(panel.text, "gold ")
    plugin.filter.look_again()
    wait_until(lambda: plugin.filter.wanted.text == "gold")
    QTest.keyClicks(panel.text, "mine")
    plugin.filter.look_again()
    QTest.qWait(60)
    assert panel.text.text() == "gold mine"
    wait_until(lambda: plugin.filter.wanted.text == "gold mine")


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("deposit_model", "deposit_models", "ophiolite-chromium"),
        ("source", "sources", "usgs-ree"),
        ("completeness", "completeness", "COMPLETE_UNPROVEN"),
        ("occurrence_type", "occurrence_types", "deposit"),
        ("mine_status", "mine_statuses", "closed"),
    ],
)
def test_every_facet_sets_its_field(
    panel: Any, plugin: Any, layer: QgsVectorLayer, name: str, field: str, value: str,
    wait_until: Wait,
) -> None:  # fmt: skip
    tree = panel.sections.trees[name]
    unfold(tree)
    wait_until(lambda: find(tree, value) is not None)
    above = find(tree, value).parent()
    while above.isValid():
        tree.tree.expand(above)
        above = above.parent()
    number = int(count_of(tree, value).replace(",", ""))
    click(tree, value)
    assert getattr(plugin.filter.wanted, field) == (value,)
    assert len(shown(layer)) == number
    assert panel.sections.sections[name].header.badge() == "1"
    assert len(panel.chips.texts()) == 1
    panel.chips.buttons[0].click()
    assert tree.chosen() == frozenset()
    panel.sections.sections[name].open(False)


def test_zeros_are_pale_and_chosen_ones_stay(panel: Any, layer: QgsVectorLayer) -> None:
    click(panel.countries, "SGP")
    singapore = find(panel.countries, "SGP")
    assert not singapore.data(EMPTY_ROLE), "what is ticked is not pale"
    assert panel.countries.chosen() == {"SGP"} and count_of(panel.countries, "SGP") == "0"
    copper = find(panel.commodities, "copper")
    assert copper.data(EMPTY_ROLE) and copper.data(SHARE_ROLE) == 0


def test_a_source_that_is_not_here_can_be_taken_out(
    panel: Any, plugin: Any, layer: QgsVectorLayer, wait_until: Wait
) -> None:
    plugin.filter.set_filter(OccurrenceFilter(sources=("of-another-file",)))
    tree = panel.sections.trees["source"]
    wait_until(lambda: panel.chips.texts() == ["of-another-file"])
    unfold(tree)
    assert tree.chosen() == {"of-another-file"}
    click(tree, "of-another-file")
    assert plugin.filter.wanted.is_empty
    panel.sections.sections["source"].open(False)


def test_folding_is_remembered(panel: Any) -> None:
    section = panel.sections.sections["deposit_model"]
    QTest.mouseClick(section.header, Qt.MouseButton.LeftButton)
    assert section.is_open and panel.sections.trees["deposit_model"].isVisible()
    assert "unfolded" in section.header.accessibleName()
    other = type(panel.sections)()
    other.restore()
    assert other.sections["deposit_model"].is_open
    assert not other.sections["mine_status"].is_open
    other.deleteLater()
    press(section.header, Qt.Key.Key_Return)
    assert not section.is_open


def test_the_search_gives_the_tree_back_as_it_was(panel: Any) -> None:
    unfold(panel.commodities)
    tree = panel.commodities.tree
    tree.collapseAll()
    tree.expand(find(panel.commodities, "group:ree"))
    QTest.qWait(50)
    high = tree.height()
    panel.commodities.search.setText("copper")
    assert keys(panel.commodities) >= {"group:base", "copper"}
    assert tree.isExpanded(find(panel.commodities, "group:base"))
    panel.commodities.search.clear()
    QTest.qWait(50)
    assert not tree.isExpanded(find(panel.commodities, "group:base"))
    assert tree.isExpanded(find(panel.commodities, "group:ree"))
    assert tree.height() == high


def test_enter_in_a_search_goes_to_what_was_found(panel: Any, layer: QgsVectorLayer) -> None:
    unfold(panel.commodities)
    panel.commodities.search.setFocus()
    QTest.keyClicks(panel.commodities.search, "emas")
    press(panel.commodities.search, Qt.Key.Key_Return)
    tree = panel.commodities.tree
    assert QApplication.focusWidget() is tree
    press(tree, Qt.Key.Key_Space)
    assert panel.commodities.chosen() == {"gold"}


def test_keys_scroll_the_panel(panel: Any, settle: Wait) -> None:
    unfold(panel.commodities)
    panel.commodities.tree.expandAll()
    settle(50)
    put_cursor(panel.commodities, "group:precious")
    panel.sections.verticalScrollBar().setValue(0)
    for _ in range(60):
        QTest.keyClick(panel.commodities.tree, Qt.Key.Key_Down)
    row = panel.commodities.tree.visualRect(panel.commodities.tree.currentIndex())
    port = panel.sections.viewport()
    place = panel.commodities.tree.viewport().mapTo(panel.sections.widget(), row.center())
    at = panel.sections.widget().mapTo(port, place)
    assert port.rect().contains(at), "the row with the cursor is in view"
    panel.commodities.tree.collapseAll()


def test_the_short_words_and_the_whole_sentence(
    panel: Any, plugin: Any, layer: QgsVectorLayer
) -> None:
    plugin.filter.set_filter(
        OccurrenceFilter(commodities=("copper", "gold"), countries=("IDN", "PHL"))
    )
    assert headline(panel).endswith(f" of {ALL} occurrences</b> · Cu or Au · IDN, PHL")
    assert "Indonesia" in panel.summary.toolTip()
    plugin.filter.set_filter(OccurrenceFilter(commodities=("copper", "gold"), combine="all"))
    assert headline(panel).endswith("Cu and Au")


def test_selecting_what_is_shown(panel: Any, layer: QgsVectorLayer, wait_until: Wait) -> None:
    click(panel.countries, "IDN")
    panel.select_asked.emit()
    expected = identifiers(countries=("IDN",))
    wait_until(lambda: layer.selectedFeatureCount() == len(expected))
    assert {one["identifier"] for one in layer.selectedFeatures()} == expected


def test_periodic_table_in_place_of_the_list(
    panel: Any, plugin: Any, layer: QgsVectorLayer, settle: Wait
) -> None:
    unfold(panel.commodities)
    QTest.mouseClick(plugin.views.periodic, Qt.MouseButton.LeftButton)
    settle(50)
    assert plugin.views.elements.isVisible() and not panel.commodities.isVisible()
    plugin.views.elements.button_of("copper").click()
    assert shown(layer) == identifiers(("copper",))
    panel.combine.setCurrentIndex(panel.combine.findData("none"))
    assert plugin.views.elements.chosen() == {"copper"}, "what is ruled out is marked"
    assert plugin.filter.wanted.excluded == ("copper",)
    plugin.views.elements.button_of("gold").click()
    assert plugin.filter.wanted.excluded == ("copper", "gold")
    panel.clear_action.trigger()
    QTest.mouseClick(plugin.views.periodic, Qt.MouseButton.LeftButton)
    assert panel.commodities.isVisible()


def test_charts_and_production(
    panel: Any, plugin: Any, layer: QgsVectorLayer, settle: Wait
) -> None:
    for name in ("charts", "production"):
        QTest.mouseClick(panel.sections.sections[name].header, Qt.MouseButton.LeftButton)
    settle(50)
    chart = plugin.views.charts["country"]
    assert len(chart.rows) > 3
    number = next(at for at, row in enumerate(chart.rows) if row.key == "PHL")
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=chart.rect_of(number).center())
    assert plugin.filter.wanted.countries == ("PHL",)
    click(panel.commodities, "nickel")
    assert plugin.views.context.isVisible()
    chart.value_clicked.emit("country", "PHL")
    assert plugin.filter.wanted.countries == ()
    panel.sections.open_only(("commodity", "country"))
