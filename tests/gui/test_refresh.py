"""Refreshing from the server in the window: menu, message, changes, conflicts; by real clicks."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from osgeo import gdal
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QMessageBox, QPushButton
from test_screens import clipped, nameless
from wfs_faults import WfsFaults

from amis_qgis_plugin.algorithms.take_offline import TakeOffline
from amis_qgis_plugin.qgis_bridge.changes_layer import CHANGES_OF
from amis_qgis_plugin.services import patience
from amis_qgis_plugin.workspace.conflicts import conflicts

Wait = Callable[..., None]
Settle = Callable[..., None]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let failures be asked again at once."""
    monkeypatch.setattr(patience, "_FIRST_WAIT", 0.001)


@pytest.fixture
def server() -> Iterator[WfsFaults]:
    with WfsFaults() as running:
        yield running


def take(server: WfsFaults, workspace: Path, **more: Any) -> None:
    from qgis.core import QgsProcessingContext, QgsProcessingFeedback

    given = {"URL": server.url, "LAYER": "deposits", "WORKSPACE": str(workspace), **more}
    given |= {"LOOK_UP_COUNTRIES": False, "LAYER_TYPE": "mineral_occurrences"}
    _results, is_ok = (
        TakeOffline()
        .create()
        .run(given, QgsProcessingContext(), QgsProcessingFeedback(), {}, False)
    )
    assert is_ok


def show(iface: Any, workspace: Path, name: str = "deposits") -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{workspace}|layername=mineral_occurrences", name, "ogr")
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    iface.setActiveLayer(layer)
    return layer


@pytest.fixture
def layer(
    plugin: Any, iface: Any, server: WfsFaults, tmp_path: Path, wait_until: Wait, settle: Settle
) -> Iterator[QgsVectorLayer]:
    """Return a layer taken offline from the server, the current one of the project."""
    take(server, tmp_path / "region.gpkg")
    iface.messageBar().clearWidgets()
    layer = show(iface, tmp_path / "region.gpkg")
    settle(200)
    yield layer
    if layer in QgsProject.instance().mapLayers().values() and layer.isEditable():
        layer.rollBack()
    wait_until(lambda: not plugin.refreshing._running, what="the end of what runs")
    if plugin.conflicts.dialog is not None:
        plugin.conflicts.dialog.reject()


@pytest.fixture
def workspace(layer: QgsVectorLayer, tmp_path: Path) -> Path:
    return tmp_path / "region.gpkg"


def rename(layer: QgsVectorLayer, gids: list[int], save: bool = True) -> None:
    """Rename rows in QGIS's edit buffer."""
    assert layer.startEditing()
    wanted = {f"deposits.{gid}" for gid in gids}
    name = layer.fields().indexOf("name")
    for feature in layer.getFeatures():
        if feature["source_feature_id"] in wanted:
            layer.changeAttributeValue(
                feature.id(), name, f"Mine {feature['source_feature_id'][9:]}"
            )
    assert not save or layer.commitChanges(), layer.commitErrors()


def offered(iface: Any) -> dict[str, QAction]:
    """Return what the context menu of the current layer offers of ours, by its text."""
    menu = iface.layerTreeView().menuProvider().createContextMenu()
    found = [one.menu() for one in menu.actions() if one.text() == "AMIS Explorer"]
    assert len(found) == 1, [one.text() for one in menu.actions()]
    return {one.text(): one for one in found[0].actions() if one.isVisible()}


def told(iface: Any) -> str:
    return " ".join(item.text() for item in iface.messageBar().items())


def buttons(iface: Any) -> dict[str, QPushButton]:
    """Return those of the message that the bar shows."""
    QCoreApplication.processEvents()
    shown = iface.messageBar().currentItem()
    return {one.text(): one for one in shown.findChildren(QPushButton)}


def click(button: QPushButton) -> None:
    assert button.isVisible() and button.isEnabled(), button.text()
    QTest.mouseClick(button, LEFT)


def refresh(plugin: Any, iface: Any, wait_until: Wait) -> None:
    """Choose the action in the context menu and wait for the end."""
    offered(iface)["Refresh from server"].trigger()
    assert plugin.refreshing._running
    wait_until(lambda: not plugin.refreshing._running, 240, "the end of the refresh")


def names(workspace: Path) -> dict[str, str]:
    """Return the names by GDAL."""
    dataset = gdal.OpenEx(str(workspace), gdal.OF_VECTOR)
    rows = dataset.GetLayer("mineral_occurrences")
    return {row["source_feature_id"]: row["name"] for row in rows}


def change(server: WfsFaults) -> None:
    """Let the server change twelve rows, lose one and get three."""
    changed = [(gid, f"Theirs {gid}", x, y) for gid, _name, x, y in server.rows[:12]]
    new = [(9000 + number, "New", 110.0 + number, 1.0) for number in range(3)]
    server.rows = [*changed, *server.rows[13:], *new]


def test_changes_are_told_shown_and_conflicts_settled(
    plugin: Any, iface: Any, layer: QgsVectorLayer, workspace: Path, server: WfsFaults,
    wait_until: Wait, settle: Settle,
) -> None:  # fmt: skip
    assert "Conflicts…" not in offered(iface)
    rename(layer, [1, 2, 20])
    change(server)
    refresh(plugin, iface, wait_until)
    said = told(iface)
    assert "3 added, 12 changed, 1 removed, 2 conflicts" in said
    assert layer.featureCount() == 352
    shown = {one["source_feature_id"]: one["name"] for one in layer.getFeatures()}
    assert shown["deposits.3"] == "Theirs 3" and shown["deposits.9000"] == "New"
    assert (shown["deposits.1"], shown["deposits.20"]) == ("Mine 1", "Mine 20")
    click(buttons(iface)["Show changes"])
    (changes,) = changes_layers()
    assert sorted({one["change"] for one in changes.getFeatures()}) == [
        "added", "changed", "removed",
    ]  # fmt: skip
    assert changes.featureCount() == 16
    assert [one.label() for one in changes.renderer().categories()] == [
        "Added", "Changed", "Removed",
    ]  # fmt: skip
    assert QgsProject.instance().layerTreeRoot().children()[0].layerId() == changes.id()
    click(buttons(iface)["Conflicts…"])
    dialog = plugin.conflicts.dialog
    settle(100)
    tree = dialog.tree
    assert [tree.topLevelItem(row).text(4) for row in range(2)] == ["Mine 1", "Mine 2"]
    assert tree.topLevelItem(0).text(3).startswith("Deposit 1 ")
    assert tree.topLevelItem(0).text(5) == "Theirs 1"
    assert not dialog.zoom.isEnabled()
    place = tree.visualItemRect(tree.topLevelItem(1)).center()
    QTest.mouseClick(tree.viewport(), LEFT, Qt.KeyboardModifier.NoModifier, place)
    click(dialog.zoom)
    click(dialog.theirs)
    wait_until(lambda: len(conflicts(workspace)) == 1 and plugin.conflicts._task is None)
    settle(100)
    assert names(workspace)["deposits.2"] == "Theirs 2"
    assert {one["name"] for one in layer.getFeatures()} >= {"Mine 1", "Theirs 2"}
    iface.setActiveLayer(layer)
    assert "Conflicts…" in offered(iface)
    click(dialog.mine)
    answer(yes=False)
    assert len(conflicts(workspace)) == 1
    click(dialog.mine)
    answer(yes=True)
    wait_until(lambda: plugin.conflicts.dialog is None, what="the dialog to close")
    assert conflicts(workspace) == ()
    assert names(workspace)["deposits.1"] == "Mine 1"
    assert "Conflicts…" not in offered(iface)


def changes_layers() -> list[QgsVectorLayer]:
    layers = QgsProject.instance().mapLayers().values()
    return [one for one in layers if one.customProperty(CHANGES_OF)]


def answer(yes: bool) -> None:
    (box,) = (one for one in boxes() if one.isVisible())
    (button,) = (one for one in box.buttons() if (one.text() == "Settle all") == yes)
    QTest.mouseClick(button, LEFT)
    QCoreApplication.processEvents()


def test_only_the_changes_of_this_refresh_are_shown(
    plugin: Any, iface: Any, layer: QgsVectorLayer, server: WfsFaults, wait_until: Wait
) -> None:
    change(server)
    refresh(plugin, iface, wait_until)
    click(buttons(iface)["Show changes"])
    first = changes_layers()[0].id()
    server.rows[50] = (server.rows[50][0], "Theirs", *server.rows[50][2:])
    iface.setActiveLayer(layer)
    refresh(plugin, iface, wait_until)
    assert "1 changed." in told(iface)
    click(buttons(iface)["Show changes"])
    (changes,) = changes_layers()
    assert changes.id() != first
    assert [one["change"] for one in changes.getFeatures()] == ["changed"]


def test_nothing_changed(plugin: Any, iface: Any, layer: QgsVectorLayer, wait_until: Wait) -> None:
    refresh(plugin, iface, wait_until)
    assert "Deposits: Nothing changed since 20" in told(iface)
    assert buttons(iface) == {}


def test_the_window_goes_on_and_it_can_be_stopped(
    plugin: Any, iface: Any, layer: QgsVectorLayer, workspace: Path, server: WfsFaults,
    wait_until: Wait,
) -> None:  # fmt: skip
    before = names(workspace)
    change(server)
    server.delay = 0.5
    offered(iface)["Refresh from server"].trigger()
    assert "Refreshing Deposits from the server. You can go on working." in told(iface)
    wait_until(lambda: QgsApplication.taskManager().count() >= 1)  # at once, or when one ends
    click(buttons(iface)["Stop"])
    offered(iface)["Refresh from server"].trigger()
    assert "being refreshed already" in told(iface)
    wait_until(lambda: not plugin.refreshing._running, what="the end")
    assert "Stopped before the end: Deposits stays as it was." in told(iface)
    assert names(workspace) == before


def test_edits_that_are_not_saved_are_in_the_way(
    plugin: Any, iface: Any, layer: QgsVectorLayer, server: WfsFaults
) -> None:
    rename(layer, [1], save=False)
    asked = len(server.asked)
    offered(iface)["Refresh from server"].trigger()
    assert "deposits has edits that are not saved. Save them, or discard them" in told(iface)
    assert not plugin.refreshing._running and len(server.asked) == asked


def test_what_is_not_whole_is_told_and_rows_stay(
    plugin: Any, iface: Any, layer: QgsVectorLayer, workspace: Path, server: WfsFaults,
    wait_until: Wait, settle: Settle,
) -> None:  # fmt: skip
    with WfsFaults(count=2500) as other:
        take(other, workspace, SOURCE_ID="other")
        plugin.completeness.refresh(workspace)
        change(server)
        other.mode = "gone-late"
        refresh(plugin, iface, wait_until)
    said = told(iface)
    assert "3 added, 12 changed, 1 removed" in said
    assert "stays as it was: what the server gave is INCOMPLETE. Refresh it again" in said
    assert sum(1 for _one in layer.getFeatures()) == 352 + 2500
    offers = buttons(iface)
    assert list(offers) == ["Show changes", "Why…"]
    click(offers["Why…"])
    settle(100)
    (box,) = (one for one in boxes() if one.isVisible())
    assert "1,000 distinct features were received" in box.text()
    QTest.keyClick(box, Qt.Key.Key_Escape)
    settle(100)
    assert boxes() == []


def test_a_server_that_is_gone_is_told_and_rows_stay(
    plugin: Any, iface: Any, layer: QgsVectorLayer, workspace: Path, wait_until: Wait
) -> None:
    with WfsFaults() as other:
        take(other, workspace, SOURCE_ID="other")
    layer.setSubsetString("\"source_id\" = 'other'")
    refresh(plugin, iface, wait_until)
    said = told(iface)
    assert "Deposits stays as it was: " in said and "cannot be reached" in said
    assert list(buttons(iface)) == ["Why…"]
    assert sum(1 for _one in layer.getFeatures()) == 350


def boxes() -> list[QMessageBox]:
    return [one for one in QApplication.topLevelWidgets() if isinstance(one, QMessageBox)]


def test_other_layers_are_not_offered_it(plugin: Any, iface: Any, settle: Settle) -> None:
    memory = QgsVectorLayer("Point?crs=EPSG:4326", "memory", "memory")
    QgsProject.instance().addMapLayer(memory)
    iface.setActiveLayer(memory)
    settle(100)
    assert not {"Refresh from server", "Conflicts…"} & set(offered(iface))
    plugin.refreshing.refresh(memory)
    assert "nothing that came from a server" in told(iface)


def test_pictures_and_keyboard(
    theme: str, plugin: Any, iface: Any, layer: QgsVectorLayer, workspace: Path,
    server: WfsFaults, wait_until: Wait, settle: Settle, screenshot: Callable[..., Path],
) -> None:  # fmt: skip
    iface.mainWindow().setGeometry(0, 0, 1366, 768)
    rename(layer, [1, 2, 3])
    change(server)
    with closing(sqlite3.connect(workspace)) as connection, connection:
        connection.execute("UPDATE amis_sources SET title = 'Deposits of the survey'")
    refresh(plugin, iface, wait_until)
    click(buttons(iface)["Show changes"])
    iface.mapCanvas().setExtent(changes_layers()[0].extent().buffered(1.0))
    settle(800)
    screenshot(f"refresh-message-{theme}")
    iface.setActiveLayer(layer)
    wait_until(lambda: "Conflicts…" in offered(iface), what="the offer to settle them")
    offered(iface)["Conflicts…"].trigger()
    dialog = plugin.conflicts.dialog
    settle(200)
    assert clipped(dialog) == [] and nameless(dialog) == []
    assert dialog.width() <= 1366 and dialog.height() <= 700
    QTest.keyClick(dialog.tree, Qt.Key.Key_Down)
    assert [one.mine for one in dialog.selected()] == ["Mine 2"]
    QTest.keyClick(dialog.tree, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert [one.mine for one in dialog.selected()] == ["Mine 2", "Mine 3"]
    screenshot(f"conflicts-{theme}", dialog)
    QTest.keyClick(dialog.mine, Qt.Key.Key_Space)
    wait_until(lambda: len(conflicts(workspace)) == 1, what="two to be settled")
    wait_until(lambda: plugin.conflicts._task is None)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    settle(100)
    assert plugin.conflicts.dialog is None
