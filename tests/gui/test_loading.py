"""The plugin in a real QGIS: what it adds to the window, and that unloading takes all away."""

from __future__ import annotations

from typing import Any

import pytest
import qgis.utils
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import (
    QAction,
    QDockWidget,
    QMainWindow,
    QMenu,
    QToolBar,
    QToolButton,
    QWidget,
)

from amis_qgis_plugin.gui.docks import arrange_once, make_dock

pytestmark = pytest.mark.reloads

PLUGIN = "amis_qgis_plugin"
CYCLES = 20


def _ours(objects: list[Any]) -> list[Any]:
    """Return the objects whose class or name says that they come from the plugin."""

    def speaks_of_us(item: QObject) -> bool:
        text = getattr(item, "text", None) or getattr(item, "title", None) or item.objectName
        return "amis" in f"{type(item).__module__} {item.objectName()} {text()}".lower()

    return [item for item in objects if speaks_of_us(item)]


def _census(iface: Any) -> dict[str, int]:
    """Count what the window and the application hold, whoever put it there."""
    window = iface.mainWindow()
    return {
        "actions": len(window.findChildren(QAction)),
        "menus": len(window.findChildren(QMenu)),
        "docks": len(window.findChildren(QDockWidget)),
        "toolbars": len(window.findChildren(QToolBar)),
        "providers": len(QgsApplication.processingRegistry().providers()),
    }


def _provider_ids() -> list[str]:
    return [provider.id() for provider in QgsApplication.processingRegistry().providers()]


def test_qgis_loaded_the_plugin_from_its_profile(plugin: Any) -> None:
    module = qgis.utils.plugins[PLUGIN].__class__.__module__
    assert module.startswith(PLUGIN)
    assert "/profiles/amis/python/plugins/" in qgis.utils.pluginMetadata(
        PLUGIN, "library"
    ) or "/profiles/amis/python/plugins" in str(qgis.utils.plugin_paths)
    assert qgis.utils.pluginMetadata(PLUGIN, "name") == "AMIS Explorer"


def test_docks_are_in_the_main_window(plugin: Any, iface: Any) -> None:
    docks = list(plugin.docks)
    assert docks, "the plugin lists no dock"
    in_window = iface.mainWindow().findChildren(QDockWidget)
    for dock in docks:
        assert dock in in_window
        assert dock.windowTitle()
        assert dock.objectName(), "without a name QGIS cannot restore where it was"


def test_menu_and_toolbar_offer_actions(plugin: Any, iface: Any) -> None:
    window = iface.mainWindow()
    containers = _ours(window.findChildren(QMenu)) + _ours(window.findChildren(QToolBar))
    offered = [action for container in containers for action in container.actions()]
    assert offered, "neither a menu nor a toolbar of the plugin has an action"


def test_processing_provider_is_registered(plugin: Any) -> None:
    assert _provider_ids().count("amis") == 1


def test_panels_that_nobody_looks_at_are_not_made(plugin: Any, settle: Any) -> None:
    """QGIS shows every dock that a plugin brings; switched on late, the window is up by then."""
    assert qgis.utils.unloadPlugin(PLUGIN)
    settle(50)
    assert qgis.utils.loadPlugin(PLUGIN) and qgis.utils.startPlugin(PLUGIN)
    settle(50)
    check, coverage = qgis.utils.plugins[PLUGIN].docks[2:4]
    for dock in (check, coverage):
        assert not dock.widget().findChildren(QToolButton)
    coverage.show()
    coverage.raise_()
    try:
        settle(50)
        assert coverage.widget().findChildren(QToolButton)
    finally:
        coverage.hide()


def test_twenty_reloads_leave_nothing_behind(iface: Any, settle: Any) -> None:
    """Counted from the second loading on: in the first one other tests may have opened panels."""
    loaded: list[dict[str, int]] = []
    unloaded: list[dict[str, int]] = []
    for _ in range(1 + CYCLES):
        assert qgis.utils.unloadPlugin(PLUGIN)
        settle(20)
        assert "amis" not in _provider_ids()
        unloaded.append(_census(iface))
        assert qgis.utils.loadPlugin(PLUGIN)
        assert qgis.utils.startPlugin(PLUGIN)
        settle(20)
        loaded.append(_census(iface))
    assert loaded == loaded[:1] * len(loaded)
    assert unloaded == unloaded[:1] * len(unloaded)
    assert unloaded[0]["docks"] < loaded[0]["docks"]
    assert unloaded[0]["providers"] == loaded[0]["providers"] - 1


def test_unloading_takes_all_that_is_ours(iface: Any, settle: Any) -> None:
    window = iface.mainWindow()
    assert qgis.utils.unloadPlugin(PLUGIN)
    try:
        settle(50)
        left = _ours(window.findChildren(QDockWidget)) + _ours(window.findChildren(QToolBar))
        assert [item.objectName() for item in left] == []
        ours = [
            action.text()
            for action in window.findChildren(QAction)
            if type(action).__module__.startswith(PLUGIN)
            or action.objectName().lower().startswith("amis")
        ]
        assert ours == []
    finally:
        qgis.utils.loadPlugin(PLUGIN)
        qgis.utils.startPlugin(PLUGIN)
        settle(50)


def test_unloading_goes_on_after_an_error(plugin: Any, iface: Any, settle: Any) -> None:
    def fail() -> None:
        raise OSError("a part that cannot let go")

    docks, ours = len(iface.mainWindow().findChildren(QDockWidget)), len(plugin.docks)
    plugin._undo.append(fail)
    try:
        with pytest.raises(OSError, match="cannot let go"):
            plugin.unload()
        settle(50)
        assert "amis" not in _provider_ids()
        assert len(iface.mainWindow().findChildren(QDockWidget)) == docks - ours
        plugin.unload()  # nothing is left to be taken away twice
    finally:
        plugin.initGui()
        settle(50)


def test_a_dock_behind_another_comes_to_the_front_when_it_is_asked_for(
    plugin: Any, iface: Any, settle: Any
) -> None:
    front, behind = plugin.docks[1], plugin.docks[3]
    iface.mainWindow().tabifyDockWidget(front, behind)
    try:
        behind.hide()
        front.show()
        settle(50)
        behind.toggleViewAction().trigger()
        settle(50)
        assert behind.isVisible() and not behind.visibleRegion().isEmpty()
        assert front.visibleRegion().isEmpty(), "its tab is behind now"
    finally:
        behind.hide()
        front.raise_()


class _Starting:
    """An interface whose window is not up yet, as plugins see it when QGIS starts."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self.initializationCompleted = QAction(window).triggered

    def mainWindow(self) -> QMainWindow:
        return self._window


def test_waiting_for_the_window_ends_with_the_plugin(iface: Any) -> None:
    window = QMainWindow()
    starting = _Starting(window)
    stop = arrange_once(starting, make_dock("Dock", "Dock", QWidget(), window))
    stop()
    with pytest.raises(TypeError):  # Qt says that nothing is connected any more
        starting.initializationCompleted.disconnect()
