"""The Take offline dialog: ticked, clicked, drawn, stopped and gone on with, against a server."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from faults import HTML
from osgeo import gdal
from qgis.core import (
    Qgis,
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QElapsedTimer, QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QMessageBox, QPushButton
from wfs_faults import WfsFaults

from amis_qgis_plugin.gui.offline_area import ALL, BOX, COUNTRY, LAYER, VIEW
from amis_qgis_plugin.qgis_bridge.settings import Server
from amis_qgis_plugin.services import patience

Wait = Callable[..., None]
LEFT = Qt.MouseButton.LeftButton
VALUE_ROLE = Qt.ItemDataRole.UserRole + 2


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let failures be asked again at once."""
    monkeypatch.setattr(patience, "_FIRST_WAIT", 0.001)


@pytest.fixture
def logged() -> Iterator[list[str]]:
    """Return what QGIS logs during the test."""
    heard: list[str] = []

    def keep(text: str, _tag: str, _level: Any) -> None:
        heard.append(text)

    signal = QgsApplication.messageLog().messageReceived[str, str, Qgis.MessageLevel]
    signal.connect(keep)
    yield heard
    signal.disconnect(keep)


@pytest.fixture
def server() -> Iterator[WfsFaults]:
    with WfsFaults(count=2500) as running:
        yield running


@pytest.fixture
def canvas(iface: Any, settle: Callable[..., None]) -> Any:
    """Return the map, in Web Mercator, around Borneo."""
    QgsProject.instance().setCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    canvas = iface.mapCanvas()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:3857"))
    canvas.setExtent(QgsRectangle(12_022_000, -222_700, 12_690_000, 222_700))  # 108 to 114, 2 to -2
    settle(100)
    return canvas


@pytest.fixture
def dialog(
    plugin: Any, iface: Any, canvas: Any, server: WfsFaults, wait_until: Wait, tmp_path: Path
) -> Iterator[Any]:
    """Return the dialog with the server's layer ticked, and a new workspace."""
    iface.messageBar().clearWidgets()
    dialog = opened(plugin, server, wait_until)
    dialog.target.setFilePath(str(tmp_path / "region.gpkg"))
    yield dialog
    forget(plugin, wait_until)


def forget(plugin: Any, wait_until: Wait) -> None:
    """Stop what runs and close the dialog."""
    plugin.offline.run.stop()
    wait_until(lambda: not plugin.offline.run.is_running, what="the end of the download")
    if plugin.offline.dialog is not None:
        plugin.offline.dialog.close()


def opened(plugin: Any, server: WfsFaults, wait_until: Wait) -> Any:
    plugin.catalogue.open_server(Server("", server.url, "wfs"))
    wait_until(lambda: server_entries(plugin, server), what="the server's layers")
    return plugin.offline.open(keys=[server_entries(plugin, server)[0].entry_id])


def server_entries(plugin: Any, server: WfsFaults) -> list[Any]:
    return [one for one in plugin.catalogue.entries() if server.url in one.entry_id]


def ready(dialog: Any, wait_until: Wait) -> None:
    wait_until(dialog.start.isEnabled, what="something to start")


def click(button: QPushButton) -> None:
    assert button.isVisible() and button.isEnabled(), button.text()
    QTest.mouseClick(button, LEFT)


def take(plugin: Any, dialog: Any, wait_until: Wait) -> None:
    """Press the button and wait for the end."""
    ready(dialog, wait_until)
    click(dialog.start)
    assert dialog.pages.currentIndex() == 1
    wait_until(lambda: dialog.pages.currentIndex() == 2, 240, "the end of the download")


def rows(workspace: Path) -> list[tuple[Any, ...]]:
    """Return the rows by GDAL."""
    dataset = gdal.OpenEx(str(workspace), gdal.OF_VECTOR)
    found = []
    for row in dataset.GetLayer("mineral_occurrences"):
        said, at = json.loads(row["source_attributes"]), row.GetGeometryRef()
        found.append((said["gid"], said["name"], at.GetX(), at.GetY()))
    return sorted(found)


def sources(workspace: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(workspace)) as connection:
        return connection.execute(
            "SELECT source_id, completeness, feature_count, extent FROM amis_sources"
        ).fetchall()


def within(server: WfsFaults, extent: tuple[float, float, float, float]) -> list[Any]:
    west, south, east, north = extent
    return sorted(row for row in server.rows if west <= row[2] <= east and south <= row[3] <= north)


def texts(dialog: Any) -> list[list[str]]:
    tree = dialog.results.tree
    items = [tree.topLevelItem(number) for number in range(tree.topLevelItemCount())]
    return [[item.text(column) for column in range(3)] for item in items]


def messages(iface: Any) -> list[str]:
    return [item.text() for item in iface.messageBar().items()]


def layer_item(dialog: Any) -> Any:
    (item,) = (one for one in dialog.layers._layers() if one.text(0) == "Deposits")
    return item


def test_what_the_map_shows_comes_and_is_in_the_project(
    plugin: Any,
    iface: Any,
    dialog: Any,
    server: WfsFaults,
    logged: list[str],
    wait_until: Wait,
    tmp_path: Path,
) -> None:
    workspace = tmp_path / "region.gpkg"
    assert dialog.area.kind.currentData() == VIEW
    extent = dialog.area.extent()
    west, south, east, north = extent
    assert west < 108.1 and east > 113.9 and south < -1.9 and north > 1.9
    expected = within(server, extent)
    assert 100 < len(expected) < 1500
    wait_until(lambda: layer_item(dialog).text(1) == f"{len(expected):,}", what="an estimate")
    assert f"{len(expected):,} features" in dialog.total.text()
    assert "kB" in layer_item(dialog).text(2)
    take(plugin, dialog, wait_until)
    assert rows(workspace) == expected
    assert texts(dialog) == [["Deposits", "Complete, proven", f"{len(expected):,}"]]
    assert "counts that do not rest on each other agree" in dialog.results.details.toPlainText()
    assert not dialog.go_on.isVisible()
    ((_id, completeness, count, kept),) = sources(workspace)
    assert (completeness, count) == ("COMPLETE_PROVEN", len(expected))
    assert kept == ",".join(f"{side:.9g}" for side in extent)
    (layer,) = QgsProject.instance().mapLayers().values()
    assert layer.featureCount() == len(expected)
    assert layer.renderer().type() != "singleSymbol", "it has its style"
    group = QgsProject.instance().layerTreeRoot().findGroup("region")
    assert [node.layer() for node in group.findLayers()] == [layer]
    assert any(
        one.entry_id.startswith(f"workspace:{workspace}") for one in plugin.catalogue.entries()
    )
    assert any("region.gpkg has Deposits" in text for text in messages(iface))
    assert any(
        "Deposits: Complete, proven." in text and "distinct features" in text for text in logged
    )


def test_the_window_is_never_blocked(
    plugin: Any, dialog: Any, server: WfsFaults, wait_until: Wait
) -> None:
    server.delay = 0.3
    turns: list[int] = []
    clock = QElapsedTimer()
    clock.start()
    timer = QTimer()
    timer.timeout.connect(lambda: turns.append(clock.elapsed()))
    timer.start(10)
    dialog.area.choose(ALL)
    ready(dialog, wait_until)
    begun = len(turns)
    click(dialog.start)
    said: set[str] = set()
    plugin.offline.run.told.connect(lambda _percent, sentence: said.add(sentence))
    wait_until(lambda: dialog.pages.currentIndex() == 2, 240, "the end of the download")
    timer.stop()
    during = turns[begun:]
    assert len(during) > 20, "the event loop turned all the time"
    assert any("of 2,500" in sentence for sentence in said), said


@pytest.mark.parametrize("kind", [COUNTRY, LAYER, BOX, ALL])
def test_other_ways_to_say_where(
    kind: str, plugin: Any, dialog: Any, server: WfsFaults, wait_until: Wait, tmp_path: Path
) -> None:
    frame = QgsVectorLayer("Polygon?crs=EPSG:32649&field=a", "Frame", "memory")
    frame.startEditing()
    feature = QgsFeature(frame.fields())
    box = QgsRectangle(300_000, 0, 700_000, 300_000)  # about 109.2 to 112.8, 0 to 2.7
    feature.setGeometry(QgsGeometry.fromRect(box))
    frame.addFeature(feature)
    frame.commitChanges()
    QgsProject.instance().addMapLayer(frame)
    dialog.area.choose(kind)
    if kind == COUNTRY:
        dialog.area.country.setCurrentIndex(dialog.area.country.findData("MYS"))
        assert "no opinion on boundaries" in dialog.area.said.text()
    elif kind == LAYER:
        dialog.area.layer.setLayer(frame)
        west, south, east, north = dialog.area.extent()
        assert (round(west, 1), round(east, 1), round(south), round(north, 1)) == (
            109.2, 112.8, 0, 2.7,
        )  # fmt: skip
    elif kind == BOX:
        assert not dialog.start.isEnabled() and "Draw a box" in dialog.area.said.text()
        QTest.keyClicks(dialog.area.box, "108, -2, 114, 2")
        assert dialog.area.extent() == (108, -2, 114, 2)
    extent = dialog.area.extent()
    expected = sorted(server.rows) if kind == ALL else within(server, extent)
    assert (extent is None) == (kind == ALL) and expected
    wait_until(lambda: layer_item(dialog).text(1) == f"{len(expected):,}", what="an estimate")
    take(plugin, dialog, wait_until)
    assert rows(tmp_path / "region.gpkg") == expected


def test_what_a_layer_is_can_be_chosen_and_a_wrong_box_is_said(
    plugin: Any, dialog: Any, server: WfsFaults, wait_until: Wait, tmp_path: Path
) -> None:
    dialog.area.choose(BOX)
    dialog.area.box.setText("114, -2, 108, 2")
    assert dialog.area.wrong.isVisible() and not dialog.start.isEnabled()
    assert "are the two swapped" in dialog.area.said.text()
    dialog.area.box.setText("108, -2, 114, 2")
    assert not dialog.area.wrong.isVisible()
    box = dialog.layers.tree.itemWidget(layer_item(dialog), 3)
    wait_until(lambda: box.currentText() == "Mineral occurrences?", what="what it seems to be")
    assert box.accessibleName() == "Layer type of Deposits"
    box.setCurrentIndex(box.findData("mines"))
    box.activated.emit(box.currentIndex())
    assert [one.layer_type for one in dialog.layers.ticked().values()] == ["mines"]
    take(plugin, dialog, wait_until)
    assert dialog.results.tree.topLevelItem(0).text(3) == "Mines"
    assert "taken as Mines, as you chose" in dialog.results.details.toPlainText()
    table = gdal.OpenEx(str(tmp_path / "region.gpkg"), gdal.OF_VECTOR)
    expected = within(server, (108.0, -2.0, 114.0, 2.0))
    assert table.GetLayer("mines").GetFeatureCount() == len(expected)


def test_a_box_is_drawn_on_the_map_and_esc_goes_back(
    plugin: Any, iface: Any, canvas: Any, dialog: Any, settle: Callable[..., None], wait_until: Wait
) -> None:
    before = canvas.mapTool()
    dialog.area.choose(BOX)
    click(dialog.area.draw)
    assert not dialog.isVisible() and canvas.mapTool() is not before
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    settle()
    assert dialog.isVisible() and canvas.mapTool() is before
    assert dialog.area.extent() is None and dialog.area.problem
    click(dialog.area.draw)
    corners = [QgsPointXY(12_200_000, -100_000), QgsPointXY(12_500_000, 150_000)]
    places = []
    for corner in corners:
        at = canvas.getCoordinateTransform().transform(corner)
        places.append(QPoint(round(at.x()), round(at.y())))
    port = canvas.viewport()
    QTest.mousePress(port, LEFT, Qt.KeyboardModifier.NoModifier, places[0])
    QTest.mouseMove(port, places[1])
    settle(50)
    QTest.mouseRelease(port, LEFT, Qt.KeyboardModifier.NoModifier, places[1])
    wait_until(dialog.isVisible, what="the dialog back")
    assert canvas.mapTool() is before
    west, south, east, north = dialog.area.extent()
    assert abs(west - 109.59) < 0.1 and abs(east - 112.29) < 0.1
    assert abs(south + 0.9) < 0.1 and abs(north - 1.35) < 0.1
    assert dialog.area.kind.currentData() == BOX


def test_stopped_in_the_middle_and_gone_on_with(
    plugin: Any, dialog: Any, server: WfsFaults, wait_until: Wait, tmp_path: Path
) -> None:
    workspace = tmp_path / "region.gpkg"
    dialog.area.choose(ALL)
    ready(dialog, wait_until)
    wait_until(lambda: layer_item(dialog).text(1) == "2,500", what="an estimate")
    server.delay = 0.5
    click(dialog.start)
    wait_until(lambda: " of 2,500 features" in dialog.sentence.text(), what="the first page")
    click(dialog.stop)
    wait_until(lambda: dialog.pages.currentIndex() == 2, what="the end")
    assert texts(dialog) == [["Deposits", "Stopped", "–"]]
    assert not workspace.exists()
    server.delay = 0.0
    server.asked.clear()
    click(dialog.go_on)
    wait_until(lambda: texts(dialog)[0][1] == "Complete, proven", what="a whole layer")
    pages = [ask for ask in server.asked if int(ask.get("COUNT", 0)) > 50]
    assert min(int(ask.get("STARTINDEX", 0)) for ask in pages) >= 1000
    assert rows(workspace) == sorted(server.rows)


def test_an_unfinished_download_is_offered_with_its_area(
    plugin: Any, dialog: Any, server: WfsFaults, wait_until: Wait, tmp_path: Path
) -> None:
    dialog.area.choose(BOX)
    dialog.area.box.setText("100, -6, 125, 6")
    ready(dialog, wait_until)
    server.mode = "gone-late"
    take(plugin, dialog, wait_until)
    assert texts(dialog)[0][1] == "Incomplete, not taken over"
    server.mode = "good"
    dialog.close()
    assert plugin.offline.dialog is None
    dialog = plugin.offline.open()  # another day: nothing is ticked, the area is another
    assert not dialog.layers.ticked() and dialog.area.kind.currentData() == VIEW
    assert dialog.workspace() == tmp_path / "region.gpkg"
    wait_until(dialog.resume.isVisible, what="the offer to go on")
    assert "An unfinished download" in dialog.notes.text()
    click(dialog.resume)
    assert dialog.area.extent() == (100, -6, 125, 6)
    assert [one.title for one in dialog.layers.ticked().values()] == ["Deposits"]
    assert "goes on where it stopped" in dialog.notes.text()
    assert not dialog.resume.isVisible()
    server.asked.clear()
    take(plugin, dialog, wait_until)
    pages = [ask for ask in server.asked if int(ask.get("COUNT", 0)) > 50]
    assert min(int(ask.get("STARTINDEX", 0)) for ask in pages) >= 1000
    assert rows(tmp_path / "region.gpkg") == sorted(server.rows)


def test_what_is_not_whole_is_said_and_good_rows_stay(
    plugin: Any, iface: Any, dialog: Any, server: WfsFaults, wait_until: Wait, tmp_path: Path
) -> None:
    workspace = tmp_path / "region.gpkg"
    dialog.area.choose(ALL)
    take(plugin, dialog, wait_until)
    before = rows(workspace)
    assert before == sorted(server.rows)
    click(dialog.another)
    wait_until(lambda: "is replaced by what is whole" in dialog.notes.text(), what="a note")
    server.mode = "gone-late"
    server.rows = [(gid, f"{name} (new)", x, y) for gid, name, x, y in server.rows]
    server.seen.clear()
    QTest.mouseClick(
        dialog.keep_incomplete, LEFT, pos=QPoint(8, dialog.keep_incomplete.height() // 2)
    )
    assert dialog.keep_incomplete.isChecked()
    take(plugin, dialog, wait_until)
    assert texts(dialog) == [["Deposits", "Incomplete, not taken over", "–"]]
    said = dialog.results.details.toPlainText()
    assert "Missing:" in said and "stay as they are" in said
    assert rows(workspace) == before
    assert dialog.go_on.isVisible()
    assert any("Not complete: Deposits" in text for text in messages(iface))
    server.mode = "good"
    click(dialog.go_on)
    wait_until(lambda: texts(dialog)[0][1].startswith(("Complete", "Not proven")), what="all of it")
    assert rows(workspace) == sorted(server.rows)


def test_what_came_of_a_layer_that_is_not_whole_is_kept_when_asked(
    plugin: Any, dialog: Any, server: WfsFaults, wait_until: Wait, tmp_path: Path
) -> None:
    server.mode = "gone-late"
    dialog.area.choose(ALL)
    dialog.keep_incomplete.setChecked(True)
    take(plugin, dialog, wait_until)
    ((title, state, features),) = texts(dialog)
    assert (title, state) == ("Deposits", "Incomplete")
    assert 1000 <= int(features.replace(",", "")) < 2500
    assert sources(tmp_path / "region.gpkg")[0][1] == "INCOMPLETE"
    assert "marked as incomplete" in dialog.results.details.toPlainText()
    assert dialog.go_on.isVisible()


def test_in_the_background_and_shown_again(
    plugin: Any, iface: Any, dialog: Any, server: WfsFaults, wait_until: Wait, tmp_path: Path
) -> None:
    dialog.area.choose(ALL)
    ready(dialog, wait_until)
    wait_until(lambda: layer_item(dialog).text(1) == "2,500", what="an estimate")
    server.delay = 0.3
    click(dialog.start)
    click(dialog.background)
    assert not dialog.isVisible() and plugin.offline.run.is_running
    assert plugin.offline.open() is dialog, "opened again it shows the one that runs"
    assert dialog.isVisible() and dialog.pages.currentIndex() == 1
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible() and plugin.offline.run.is_running
    wait_until(lambda: not plugin.offline.run.is_running, 240, "the end of the download")
    assert not dialog.isVisible()
    (item,) = (one for one in iface.messageBar().items() if "region.gpkg" in one.text())
    assert "region.gpkg has Deposits: 2,500 features" in item.text()
    (button,) = (one for one in item.findChildren(QPushButton) if one.text())
    wait_until(button.isVisible, what="the button in the message")
    click(button)
    assert dialog.isVisible() and texts(dialog)[0][1] == "Complete, proven"


def test_what_a_server_does_not_tell_is_unknown(
    plugin: Any, iface: Any, canvas: Any, wait_until: Wait, tmp_path: Path
) -> None:
    with WfsFaults("good", "1.0.0") as server:
        dialog = opened(plugin, server, wait_until)
        dialog.target.setFilePath(str(tmp_path / "old.gpkg"))
        wait_until(lambda: layer_item(dialog).text(1) == "unknown", what="an answer")
        assert "its server does not tell" in dialog.total.text()
        take(plugin, dialog, wait_until)
        assert rows(tmp_path / "old.gpkg") == within(server, dialog.area.extent())
        forget(plugin, wait_until)


def test_a_server_that_does_not_answer_is_unknown_and_can_be_tried(
    plugin: Any, dialog: Any, server: WfsFaults, wait_until: Wait
) -> None:
    server.capabilities = lambda: HTML  # type: ignore[method-assign]
    dialog.area.choose(ALL)
    wait_until(lambda: layer_item(dialog).text(1) == "unknown", what="an answer")
    assert layer_item(dialog).toolTip(1)
    take(plugin, dialog, wait_until)
    assert texts(dialog)[0][1] == "Not taken"
    assert dialog.go_on.isVisible()


def test_a_live_layer_of_the_project_is_ticked_from_the_layers_panel(
    plugin: Any, iface: Any, canvas: Any, server: WfsFaults, settle: Any, wait_until: Wait
) -> None:
    uri = f"url='{server.url}' typename='t:deposits' version='2.0.0' srsname='EPSG:4326'"
    live = QgsVectorLayer(uri, "Live deposits", "WFS")
    assert live.isValid()
    QgsProject.instance().addMapLayer(live)
    iface.setActiveLayer(live)
    settle()
    (action,) = (
        one for one in iface.mainWindow().findChildren(QAction)
        if one.text() == "Take offline…" and one in window_actions(iface)
    )  # fmt: skip
    action.trigger()
    dialog = plugin.offline.dialog
    assert dialog.isVisible()
    assert [one.title for one in dialog.layers.ticked().values()] == ["Live deposits"]
    (wish,) = dialog.layers.ticked().values()
    assert (wish.request.url, wish.request.layer) == (server.url, "t:deposits")
    dialog.close()
    iface.messageBar().clearWidgets()
    plugin.offline.open_for([QgsVectorLayer("Point", "In memory", "memory")])
    assert plugin.offline.dialog is None
    assert any("In memory cannot be taken offline" in text for text in messages(iface))


def window_actions(iface: Any) -> list[Any]:
    toolbar = next(
        one for one in iface.mainWindow().findChildren(type(iface.fileToolBar()))
        if one.objectName() == "AmisToolbar"
    )  # fmt: skip
    return list(toolbar.actions())


def test_from_the_catalogue(
    plugin: Any, canvas: Any, server: WfsFaults, settle: Any, wait_until: Wait
) -> None:
    plugin.catalogue.open_server(Server("", server.url, "wfs"))
    wait_until(lambda: server_entries(plugin, server), what="the server's layers")
    (entry,) = server_entries(plugin, server)
    panel = plugin.docks[0].widget()
    model = panel.tree.model()
    heads = [model.index(row, 0) for row in range(model.rowCount())]
    below = [model.index(row, 0, head) for head in heads for row in range(model.rowCount(head))]
    (index,) = (
        one for one in below
        if getattr(one.data(VALUE_ROLE), "entry_id", "") == entry.entry_id
    )  # fmt: skip
    panel.tree.setCurrentIndex(index)
    (action,) = (
        one for one in panel.findChildren(QAction)
        if one.text() == "Take the selected layers offline…"
    )  # fmt: skip
    action.trigger()
    dialog = plugin.offline.dialog
    assert [one.title for one in dialog.layers.ticked().values()] == ["Deposits"]
    dialog.close()


def test_a_server_is_read_when_it_is_opened_in_the_dialog(
    plugin: Any, canvas: Any, server: WfsFaults, wait_until: Wait
) -> None:
    catalogue = plugin.catalogue
    catalogue._remember(catalogue._settings.with_server(Server("Survey", server.url, "wfs")))
    catalogue.refresh()
    dialog = plugin.offline.open()
    tree = dialog.layers.tree
    (head,) = (
        tree.topLevelItem(row) for row in range(tree.topLevelItemCount())
        if tree.topLevelItem(row).text(0).startswith("Survey")
    )  # fmt: skip
    assert not any(ask.get("REQUEST") for ask in server.asked), "no server before it is opened"
    tree.setCurrentItem(head)
    tree.setFocus()
    QTest.keyClick(tree, Qt.Key.Key_Right)
    wait_until(lambda: dialog.layers.offered(), what="the server's layers")
    dialog.layers.search.setText("nothing of it")
    assert all(item.isHidden() for item in dialog.layers._layers())
    dialog.layers.search.setText("depos")
    assert not layer_item(dialog).isHidden()
    dialog.layers.search.clear()
    tree.setCurrentItem(layer_item(dialog))
    QTest.keyClick(tree, Qt.Key.Key_Space)
    assert [one.title for one in dialog.layers.ticked().values()] == ["Deposits"]
    dialog.close()


def test_a_geopackage_of_others_is_asked_about(
    plugin: Any, dialog: Any, server: WfsFaults, wait_until: Wait, tmp_path: Path
) -> None:
    path = tmp_path / "others.gpkg"
    gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown).CreateLayer("a")
    before = path.read_bytes()
    dialog.target.setFilePath(str(path))
    wait_until(lambda: "is no workspace yet" in dialog.notes.text(), what="a note")
    ready(dialog, wait_until)
    click(dialog.start)
    (box,) = (one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox))
    QTest.mouseClick(box.button(QMessageBox.StandardButton.Cancel), LEFT)
    assert dialog.pages.currentIndex() == 0
    assert path.read_bytes() == before
