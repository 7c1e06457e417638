"""The area of the filter, said on the map: its view, a polygon, a layer, a country."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from counting import identifiers, occurrences
from filter_dock import ALL, shown
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest

Wait = Callable[..., None]


@pytest.fixture
def canvas(iface: Any, layer: QgsVectorLayer, panel: Any, settle: Wait) -> Iterator[Any]:
    """Return the map, in degrees, around Luzon, with the Area section unfolded."""
    QgsProject.instance().setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    canvas = iface.mapCanvas()
    canvas.setExtent(QgsRectangle(117, 12, 127, 19))
    panel.sections.open_only(("area",))
    settle(200)
    before = canvas.mapTool()
    yield canvas
    panel.area.show_follow(False)
    canvas.setMapTool(before)


def press(panel: Any, way: str) -> None:
    QTest.mouseClick(panel.area.buttons[way], Qt.MouseButton.LeftButton)


def at(canvas: Any, x: float, y: float) -> QPoint:
    place = canvas.getCoordinateTransform().transform(x, y)
    return QPoint(round(place.x()), round(place.y()))


def click_map(canvas: Any, x: float, y: float, button: Any = Qt.MouseButton.LeftButton) -> None:
    QTest.mouseClick(canvas.viewport(), button, pos=at(canvas, x, y))


def in_view(canvas: Any) -> set[str]:
    box = canvas.extent()
    return identifiers(box=(box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()))


def test_what_the_map_shows(panel: Any, layer: QgsVectorLayer, canvas: Any, settle: Wait) -> None:
    press(panel, "view")
    expected = in_view(canvas)
    assert shown(layer) == expected and 0 < len(expected) < ALL
    assert panel.chips.texts() == ["in a box"]
    assert "Within" in panel.area.said.text()
    canvas.setExtent(QgsRectangle(100, -8, 120, 4))
    settle(600)
    assert shown(layer) == expected, "it follows the map only when asked"
    panel.chips.buttons[0].click()
    assert panel.area.said.text() == "Anywhere" and len(shown(layer)) == ALL


def test_following_the_map(
    panel: Any, plugin: Any, layer: QgsVectorLayer, canvas: Any, wait_until: Wait, settle: Wait
) -> None:
    panel.area.follow.click()
    assert shown(layer) == in_view(canvas)
    for box in (QgsRectangle(100, -8, 120, 4), QgsRectangle(95, 10, 105, 20)):
        canvas.setExtent(box)
        wait_until(lambda: shown(layer) == in_view(canvas))
    panel.undo_action.trigger()
    assert plugin.filter.wanted.extent is None, "moves of the map are no steps to undo"
    assert not panel.area.follow.isChecked()
    canvas.setExtent(QgsRectangle(117, 12, 127, 19))
    settle(600)
    assert plugin.filter.wanted.extent is None


def test_a_polygon_drawn_with_clicks(
    panel: Any, plugin: Any, layer: QgsVectorLayer, canvas: Any, settle: Wait
) -> None:
    before = canvas.mapTool()
    press(panel, "draw")
    assert panel.area.buttons["draw"].isChecked() and canvas.mapTool() is not before
    for corner in ((118, 13), (124, 13), (121, 18)):
        click_map(canvas, *corner)
    extent = canvas.extent()
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.RightButton, pos=at(canvas, 121, 18))
    settle(50)
    assert canvas.mapTool() is before and not panel.area.buttons["draw"].isChecked()
    assert canvas.extent() == extent
    shape = QgsGeometry.fromWkt(plugin.filter.wanted.polygon)
    expected = {
        row.identifier
        for row in occurrences()
        if shape.contains(QgsGeometry.fromWkt(f"POINT ({row.x!r} {row.y!r})"))
    }
    assert shown(layer) == expected and 0 < len(expected) < ALL
    assert panel.chips.texts() == ["in a polygon"]
    assert abs(shape.boundingBox().xMinimum() - 118) < 0.1


def test_a_double_click_closes_and_keys_take_back(
    panel: Any, plugin: Any, layer: QgsVectorLayer, canvas: Any, settle: Wait
) -> None:
    before = canvas.mapTool()
    press(panel, "draw")
    for corner in ((118, 13), (119, 18.5), (124, 13)):
        click_map(canvas, *corner)
    QTest.keyClick(canvas, Qt.Key.Key_Backspace)
    click_map(canvas, 124, 18)
    extent = canvas.extent()
    QTest.mouseDClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at(canvas, 124, 18))
    settle(50)
    QTest.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at(canvas, 124, 18))
    settle(50)
    assert canvas.mapTool() is before
    assert canvas.extent() == extent, "the tool that comes back has heard nothing of the click"
    drawn = QgsGeometry.fromWkt(plugin.filter.wanted.polygon)
    assert drawn.constGet().nCoordinates() == 4, "three corners, the first closes it"
    press(panel, "draw")
    click_map(canvas, 118, 13)
    kept = plugin.filter.wanted
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.mapTool() is before and plugin.filter.wanted == kept


def test_tools_give_the_map_back_to_what_was_there_before_them(
    panel: Any, layer: QgsVectorLayer, canvas: Any, settle: Wait
) -> None:
    before = canvas.mapTool()
    press(panel, "draw")
    press(panel, "country")
    assert not panel.area.buttons["draw"].isChecked()
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.mapTool() is before
    assert not any(button.isChecked() for button in panel.area.buttons.values())


def polygon_layer(*shapes: str) -> QgsVectorLayer:
    layer = QgsVectorLayer("Polygon?crs=EPSG:3857", "Permits & more", "memory")
    features = []
    for shape in shapes:
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromWkt(shape))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return QgsProject.instance().addMapLayer(layer)


def test_inside_a_layer_or_its_selection(
    panel: Any, plugin: Any, layer: QgsVectorLayer, canvas: Any, wait_until: Wait
) -> None:
    menu = panel.area.layer_menu
    for shown_layer in QgsProject.instance().mapLayers().values():
        if shown_layer is not layer:
            QgsProject.instance().removeMapLayer(shown_layer.id())
    menu.aboutToShow.emit()
    assert [one.isEnabled() for one in menu.actions()] == [False], "there is no polygon layer"
    luzon = "Polygon((13300000 1400000, 13700000 1400000, 13700000 2100000, 13300000 1400000))"
    java = "Polygon((11600000 -1000000, 12800000 -1000000, 12800000 -600000, 11600000 -1000000))"
    permits = polygon_layer(luzon, java)
    menu.aboutToShow.emit()
    assert [one.text() for one in menu.actions()] == ["Permits && more"]
    menu.actions()[0].trigger()
    wait_until(lambda: plugin.filter.wanted.polygon.startswith("MULTIPOLYGON"))
    both = len(shown(layer))
    permits.selectByIds([1])
    menu.aboutToShow.emit()
    assert menu.actions()[1].text() == "Permits && more: only the 1 selected"
    menu.actions()[1].trigger()
    wait_until(lambda: plugin.filter.wanted.polygon.startswith("POLYGON"))
    found = shown(layer)
    assert 0 < len(found) <= both
    assert {row.country for row in occurrences() if row.identifier in found} == {"PHL"}


def test_an_empty_layer_is_told(
    panel: Any, plugin: Any, canvas: Any, iface: Any, wait_until: Wait
) -> None:
    iface.messageBar().clearWidgets()
    polygon_layer()
    panel.area.layer_menu.aboutToShow.emit()
    action = next(
        one for one in panel.area.layer_menu.actions() if one.text().startswith("Permits")
    )
    action.trigger()
    wait_until(lambda: len(iface.messageBar().items()) == 1)
    assert "no polygon" in iface.messageBar().items()[0].text()
    assert plugin.filter.wanted.is_empty
    iface.messageBar().clearWidgets()


def test_countries_by_clicks_on_the_map(
    panel: Any, plugin: Any, layer: QgsVectorLayer, canvas: Any, iface: Any, wait_until: Wait
) -> None:
    before = canvas.mapTool()
    press(panel, "country")
    wait_until(lambda: plugin.areas._countries is not None)
    click_map(canvas, 121.0, 16.0)
    assert plugin.filter.wanted.countries == ("PHL",)
    canvas.setExtent(QgsRectangle(105, -8, 120, 4))
    click_map(canvas, 113.5, -1.0)
    assert plugin.filter.wanted.countries == ("IDN", "PHL")
    assert shown(layer) == identifiers(countries=("IDN", "PHL"))
    click_map(canvas, 113.5, -1.0)
    assert plugin.filter.wanted.countries == ("PHL",), "a second click takes it away"
    iface.messageBar().clearWidgets()
    click_map(canvas, 118.7, 0.5)
    assert "no member state" in iface.messageBar().items()[0].text()
    iface.messageBar().clearWidgets()
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.mapTool() is before and not panel.area.buttons["country"].isChecked()
