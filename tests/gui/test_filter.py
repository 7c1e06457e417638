"""The Filter dock in the QGIS window, used with mouse and keys as a geologist does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from aligning import field_map, take
from counting import copy_of_samples, identifiers, occurrences
from filter_dock import (
    ALL,
    button_of,
    click,
    count_of,
    entry_is,
    find,
    headline,
    keys,
    shown,
    unfold,
)
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsFeature,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QSignalSpy, QTest
from qgis.PyQt.QtWidgets import QAction, QApplication

from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter

NOWHERE = QgsCoordinateTransformContext()


def test_a_click_on_a_commodity_filters_and_counts(panel: Any, layer: QgsVectorLayer) -> None:
    click(panel.commodities, "copper")
    expected = identifiers(("copper",))
    assert shown(layer) == expected
    assert f"{len(expected)} of {ALL} occurrences" in headline(panel)
    assert headline(panel).endswith(" · Cu") and "copper" in panel.summary.toolTip()
    click(panel.commodities, "copper")
    assert len(shown(layer)) == ALL
    assert f"{ALL} occurrences" in headline(panel) and " of " not in headline(panel)


def test_copper_in_the_philippines(panel: Any, layer: QgsVectorLayer) -> None:
    click(panel.commodities, "copper")
    click(panel.countries, "PHL")
    assert shown(layer) == identifiers(("copper",), countries=("PHL",))


def test_one_signal_a_click_and_none_for_setting(panel: Any, layer: QgsVectorLayer) -> None:
    heard = QSignalSpy(panel.filter_changed)
    click(panel.commodities, "gold")
    assert len(heard) == 1
    click(panel.countries, "IDN")
    assert len(heard) == 2
    panel.set_filter(OccurrenceFilter(commodities=("tin",), countries=("MYS",), combine="all"))
    panel.set_filter(OccurrenceFilter(critical_lists=("EU-2024",)))
    panel.set_filter(OccurrenceFilter())
    assert len(heard) == 2


def test_counts_beside_the_choices_are_those_of_the_file(panel: Any, layer: QgsVectorLayer) -> None:
    for code in ("copper", "gold", "tin", "nickel", "jade"):
        assert count_of(panel.commodities, code) == str(len(identifiers((code,)))), code
    for country in ("PHL", "IDN", "SGP"):
        assert count_of(panel.countries, country) == str(len(identifiers(countries=(country,))))


def test_counts_follow_the_other_choices(panel: Any, layer: QgsVectorLayer) -> None:
    click(panel.countries, "IDN")
    expected = len(identifiers(("copper",), countries=("IDN",)))
    assert count_of(panel.commodities, "copper") == str(expected)
    click(panel.commodities, "copper")
    gold_or_not = len(identifiers(("gold",), countries=("IDN",)))
    assert count_of(panel.commodities, "gold") == str(gold_or_not), "any of: gold would add these"
    philippines = len(identifiers(("copper",), countries=("PHL",)))
    assert count_of(panel.countries, "PHL") == str(philippines)


def test_records_of_a_broader_commodity_when_asked(panel: Any, layer: QgsVectorLayer) -> None:
    click(panel.commodities, "neodymium")
    plain = identifiers(("rare-earth-element",)) - identifiers(("neodymium",))
    assert plain and not shown(layer) & plain
    panel.broader_action.trigger()
    assert shown(layer) == identifiers(("neodymium", "rare-earth-element"))
    assert count_of(panel.commodities, "neodymium") == str(len(shown(layer)))
    panel.undo_action.trigger()
    assert shown(layer) == identifiers(("neodymium",))
    assert not panel.broader_action.isChecked()


def test_all_of_two_commodities(panel: Any, layer: QgsVectorLayer) -> None:
    click(panel.commodities, "copper")
    click(panel.commodities, "gold")
    assert shown(layer) == identifiers(("copper", "gold"))
    panel.combine.setCurrentIndex(panel.combine.findData("all"))
    assert shown(layer) == identifiers(("copper",), ("gold",))
    silver = len(identifiers(("copper",), ("gold",), ("silver",)))
    assert count_of(panel.commodities, "silver") == str(silver)


@pytest.mark.parametrize(
    ("typed", "found", "hidden"),
    [
        ("emas", "gold", "copper"),
        ("ทองแดง", "copper", "gold"),
        ("Cu", "copper", "gold"),
        ("nickel", "nickel", "tin"),
    ],
)
def test_search_in_any_language(
    panel: Any, layer: QgsVectorLayer, typed: str, found: str, hidden: str
) -> None:
    panel.commodities.search.setFocus()
    if typed.isascii():
        QTest.keyClicks(panel.commodities.search, typed)
    else:
        panel.commodities.search.setText(typed)  # QTest types Latin letters only
    assert found in keys(panel.commodities)
    assert hidden not in keys(panel.commodities)
    click(panel.commodities, found)
    assert shown(layer) == identifiers((found,))


def test_search_without_accents_finds_what_has_them(panel: Any) -> None:
    panel.countries.search.setText("Việt Nam")
    assert keys(panel.countries) == {"VNM"}
    panel.countries.search.setText("viet nam")
    assert keys(panel.countries) == {"VNM"}
    panel.commodities.search.setText("vàng")
    with_accents = keys(panel.commodities)
    assert "gold" in with_accents
    panel.commodities.search.setText("vang")
    assert with_accents <= keys(panel.commodities)


def test_a_search_without_result_says_so(panel: Any) -> None:
    panel.commodities.search.setText("xyzzy")
    assert keys(panel.commodities) == set()
    panel.commodities.search.clear()
    assert "copper" in keys(panel.commodities)


def test_critical_minerals_as_a_preset(panel: Any, layer: QgsVectorLayer) -> None:
    unfold(panel.critical)
    about = find(panel.critical, "EU-2024").data(Qt.ItemDataRole.ToolTipRole)
    assert "2024" in about and "European" in about, "a list has to name its source and year"
    click(panel.critical, "EU-2024")
    found = shown(layer)
    assert identifiers(("nickel",), ("cobalt",)) <= found
    assert not {one.identifier for one in occurrences() if one.codes == {"gold"}} & found
    assert "European Union 2024" in headline(panel)
    click(panel.critical, "EU-2024")
    assert len(shown(layer)) == ALL


def test_clear_gives_everything_back(panel: Any, layer: QgsVectorLayer) -> None:
    own = "\"country\" = 'PHL'"
    layer.setSubsetString(own)
    click(panel.commodities, "copper")
    click(panel.countries, "PHL")
    panel.clear_action.trigger()
    assert layer.subsetString() == own
    assert panel.commodities.chosen() == panel.countries.chosen() == frozenset()
    assert not panel.clear_action.isEnabled()


def test_undo_by_button_and_redo(panel: Any, layer: QgsVectorLayer) -> None:
    button = button_of(panel, panel.undo_action)
    assert not button.isEnabled()
    click(panel.commodities, "copper")
    click(panel.countries, "PHL")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown(layer) == identifiers(("copper",))
    assert panel.countries.chosen() == frozenset()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(shown(layer)) == ALL
    assert layer.subsetString() == ""
    assert not button.isEnabled()
    QTest.mouseClick(button_of(panel, panel.redo_action), Qt.MouseButton.LeftButton)
    assert shown(layer) == identifiers(("copper",))


def test_undo_by_key(panel: Any, layer: QgsVectorLayer, settle: Callable[..., None]) -> None:
    click(panel.commodities, "copper")
    panel.commodities.tree.setFocus()
    settle()
    QTest.keyClick(panel.commodities.tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(shown(layer)) == ALL


def test_the_key_undoes_typing_in_a_search_field(
    panel: Any, layer: QgsVectorLayer, settle: Callable[..., None]
) -> None:
    click(panel.commodities, "copper")
    panel.countries.search.setFocus()
    settle()
    QTest.keyClicks(panel.countries.search, "ph")
    QTest.keyClick(panel.countries.search, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert panel.countries.search.text() == ""
    assert shown(layer) == identifiers(("copper",)), "the filter stays"


def test_keys_alone_suffice(panel: Any, layer: QgsVectorLayer, settle: Callable[..., None]) -> None:
    """Search, go down into the tree, tick with the space bar."""
    panel.commodities.search.setFocus()
    settle()
    QTest.keyClicks(panel.commodities.search, "copper")
    QTest.keyClick(panel.commodities.search, Qt.Key.Key_Tab)
    settle()
    focused = QApplication.focusWidget()
    assert focused is panel.commodities.tree, f"Tab leads to {focused}"
    for _ in range(10):
        QTest.keyClick(focused, Qt.Key.Key_Down)
        index = focused.currentIndex()
        if index.data(Qt.ItemDataRole.UserRole + 1) == "copper":
            break
    QTest.keyClick(focused, Qt.Key.Key_Space)
    assert shown(layer) == identifiers(("copper",))


def test_lists_are_chosen_with_the_keyboard_too(panel: Any, layer: QgsVectorLayer) -> None:
    section = panel.sections.sections["critical"]
    QTest.keyClick(section.header, Qt.Key.Key_Right)
    assert section.is_open
    tree = panel.critical.tree
    tree.setCurrentIndex(find(panel.critical, "EU-2024"))
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert panel.critical.chosen() == {"EU-2024"}
    assert "European" in headline(panel)
    QTest.keyClick(section.header, Qt.Key.Key_Left)
    assert not section.is_open


def test_tab_reaches_every_control(panel: Any, settle: Callable[..., None]) -> None:
    panel.sections.open_only(("commodity", "critical", "country", "area"))
    panel.choose(OccurrenceFilter(commodities=("copper",)))
    panel.text.setFocus()
    settle()
    reached = [QApplication.focusWidget()]
    for _ in range(60):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        reached.append(QApplication.focusWidget())
    in_order = [
        panel.text,
        panel.sections.sections["commodity"].header,
        panel.combine,
        panel.commodities.search,
        panel.commodities.tree,
        panel.sections.sections["critical"].header,
        panel.critical.search,
        panel.critical.tree,
        panel.sections.sections["country"].header,
        panel.countries.search,
        panel.countries.tree,
        panel.sections.sections["area"].header,
        *panel.area.buttons.values(),
        panel.area.follow,
        panel.sections.sections["deposit_model"].header,
        panel.sections.sections["completeness"].header,
    ]
    assert [one for one in in_order if one not in reached] == []
    places = [reached.index(one) for one in in_order]
    assert places == sorted(places), "from the top to the bottom"
    assert set(panel.chips.buttons) <= set(reached)
    assert button_of(panel, panel.clear_action) in reached


def test_zoom_shows_what_is_left(panel: Any, layer: QgsVectorLayer, iface: Any) -> None:
    QgsProject.instance().setCrs(layer.crs())
    iface.mapCanvas().setExtent(QgsRectangle(90, -12, 95, -8))
    click(panel.countries, "PHL")
    panel.zoom_asked.emit()
    extent = iface.mapCanvas().extent()
    for row in occurrences():
        if row.country == "PHL":
            assert extent.contains(row.x, row.y)
    assert not extent.contains(98, 17), "Myanmar"


def test_zoom_to_one_place_and_to_none(panel: Any, layer: QgsVectorLayer, iface: Any) -> None:
    QgsProject.instance().setCrs(layer.crs())
    (first, *_rest) = occurrences()
    layer.setSubsetString(f"\"identifier\" = '{first.identifier}'")
    click(panel.countries, first.country)
    panel.zoom_asked.emit()
    assert iface.mapCanvas().extent().contains(first.x, first.y)
    assert 0 < iface.mapCanvas().extent().width() < 10
    before = iface.mapCanvas().extent()
    click(panel.countries, first.country)
    click(panel.countries, "SGP")
    panel.zoom_asked.emit()
    assert iface.mapCanvas().extent() == before


def test_zoom_to_one_place_on_a_map_in_metres(
    panel: Any, layer: QgsVectorLayer, iface: Any, settle: Callable[..., None]
) -> None:
    canvas = iface.mapCanvas()
    QgsProject.instance().setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    canvas.setExtent(QgsRectangle(1e7, -1e6, 1.5e7, 2e6))
    first = next(one for one in occurrences() if one.name == "Batu Hijau")
    panel.filter_changed.emit(OccurrenceFilter(text="batu hijau"))
    settle(300)
    assert shown(layer) == {first.identifier}
    panel.zoom_asked.emit()
    assert canvas.scale() == pytest.approx(250_000, rel=0.01)
    transform = QgsCoordinateTransform(layer.crs(), canvas.mapSettings().destinationCrs(), NOWHERE)
    assert canvas.center().distance(transform.transform(first.x, first.y)) < 1


def test_zoom_and_select_say_that_there_is_nothing(
    panel: Any, layer: QgsVectorLayer, iface: Any, settle: Callable[..., None]
) -> None:
    panel.filter_changed.emit(OccurrenceFilter(text="nowhere at all"))
    settle(300)
    for asked, said in ((panel.zoom_asked, "no occurrences"), (panel.select_asked, "nothing to")):
        iface.messageBar().clearWidgets()
        asked.emit()
        settle(100)
        assert said in iface.messageBar().currentItem().text()


def test_undo_by_key_while_qgis_has_something_to_undo_as_well(
    panel: Any, layer: QgsVectorLayer, iface: Any, settle: Callable[..., None]
) -> None:
    other = QgsVectorLayer("Point?crs=EPSG:4326&field=name:string", "others", "memory")
    QgsProject.instance().addMapLayer(other)
    iface.setActiveLayer(other)
    other.startEditing()
    other.addFeature(QgsFeature(other.fields()))
    settle()
    assert iface.mainWindow().findChild(QAction, "mActionUndo").isEnabled()
    click(panel.commodities, "copper")
    panel.commodities.tree.setFocus()
    settle()
    QTest.keyClick(panel.commodities.tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert len(shown(layer)) == ALL
    assert other.featureCount() == 1, "QGIS undoes nothing"
    QTest.keyClick(
        panel.commodities.tree,
        Qt.Key.Key_Z,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )
    settle()
    assert shown(layer) == identifiers(("copper",))
    other.rollBack()


def test_what_is_edited_is_filtered_once_the_edits_are_given_up(
    panel: Any, layer: QgsVectorLayer, settle: Callable[..., None]
) -> None:
    layer.startEditing()
    panel.filter_changed.emit(OccurrenceFilter(commodities=("gold",)))
    settle(300)
    assert len(shown(layer)) == ALL
    assert "being edited" in panel.problems.text()
    assert f"{ALL} of {ALL} occurrences" in headline(panel), "what the map shows"
    layer.rollBack()
    settle(300)
    assert shown(layer) == identifiers(("gold",))
    assert panel.problems.text() == ""
    assert f"{len(identifiers(('gold',)))} of {ALL}" in headline(panel)


def test_edited_rows_are_found_by_what_they_say_now(
    plugin: Any, panel: Any, tmp_path: Path, wait_until: Callable[..., None]
) -> None:
    path = tmp_path / "survey.gpkg"
    rows = [({"n": f"Prospect {at}", "k": "copper"}, (121.0 + at / 10, 15.0)) for at in range(5)]
    take(path, rows, field_map(name="n", commodity_text="k"))
    plugin.catalogue.add_files([path])
    (entry,) = (one for one in plugin.catalogue.entries() if entry_is(one, path))
    layer = plugin.catalogue.add(entry)
    first = next(layer.getFeatures())
    name, codes = (layer.fields().indexOf(one) for one in ("name", "commodity_codes"))
    layer.startEditing()
    layer.changeAttributeValue(first.id(), name, "Mỏ Vàng Bồng Miêu")
    layer.changeAttributeValue(first.id(), codes, "tellurium; gold")
    assert layer.commitChanges()
    for wanted in (
        OccurrenceFilter(text="vang bong mieu"),
        OccurrenceFilter(commodities=("tellurium",), text="BONG"),
    ):
        panel.filter_changed.emit(wanted)
        wait_until(lambda: "1 of 5 occurrences" in headline(panel))
        wait_until(lambda: [one.id() for one in layer.getFeatures()] == [first.id()])


def test_zoom_shows_all_places_also_from_a_closer_map(
    plugin: Any, panel: Any, iface: Any, tmp_path: Path, wait_until: Callable[..., None]
) -> None:
    path = tmp_path / "near.gpkg"
    places = ((121.0, 15.0), (121.004, 15.003))
    take(path, [({"n": "x"}, place) for place in places], field_map(name="n"))
    plugin.catalogue.add_files([path])
    (entry,) = (one for one in plugin.catalogue.entries() if entry_is(one, path))
    layer = plugin.catalogue.add(entry)
    QgsProject.instance().setCrs(layer.crs())
    wait_until(lambda: "2 occurrences" in headline(panel))
    canvas = iface.mapCanvas()
    canvas.setExtent(QgsRectangle(121.0, 15.0, 121.0002, 15.0002))
    panel.zoom_asked.emit()
    for x, y in places:
        assert canvas.extent().contains(x, y)


def test_a_workspace_that_qgis_opened_by_itself_is_filtered(
    panel: Any, tmp_path: Path, wait_until: Callable[..., None]
) -> None:
    layer = QgsVectorLayer(
        f"{copy_of_samples(tmp_path)}|layername=mineral_occurrences", "dragged", "ogr"
    )
    QgsProject.instance().addMapLayer(layer)
    expected = identifiers(("copper",))
    wait_until(lambda: count_of(panel.commodities, "copper") == str(len(expected)))
    click(panel.commodities, "copper")
    wait_until(lambda: shown(layer) == expected)
    click(panel.commodities, "copper")
    wait_until(lambda: len(shown(layer)) == ALL)
