"""Dock widgets around the panels."""

from __future__ import annotations

from typing import Any, Callable

from qgis.core import QgsSettings
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QDockWidget, QWidget

_ARRANGED = "amis_explorer/three_docks_arranged"


def make_dock(title: str, name: str, content: QWidget, window: Any) -> QgsDockWidget:
    """Return a dock with a panel in it.

    :param name: object name, by which QGIS remembers where the dock was.
    """
    dock = QgsDockWidget(title, window)
    dock.setObjectName(name)
    dock.setWidget(content)
    dock.setMinimumWidth(260)
    # Behind another one it would come as a tab, and nobody would see that anything happened.
    dock.toggleViewAction().triggered.connect(lambda shown: dock.raise_() if shown else None)
    return dock


def arrange_once(iface: Any, catalogue: QgsDockWidget, *right: QgsDockWidget) -> Callable[[], None]:
    """Give the docks a good place the first time; later QGIS puts them where the person had them.

    The catalogue goes beside the Browser, those on the right behind each other.

    QGIS restores its window after it has loaded the plugins, so at start-up this waits for it. In a
    plugin that is switched on later the docks are where Qt puts new ones, below each other.

    :returns: stops the waiting.
    """
    widen = QTimer(catalogue)  # goes with the dock, should that be gone first
    widen.setSingleShot(True)
    widen.setInterval(500)  # Qt takes a width only once the window has its own
    widen.timeout.connect(lambda: _give_room(iface.mainWindow(), catalogue))

    def arrange() -> None:
        settings = QgsSettings()
        if settings.value(_ARRANGED, False, type=bool) and not is_late:
            return
        window = iface.mainWindow()
        browser = window.findChild(QDockWidget, "Browser")
        if browser is not None and _same_side(window, browser, catalogue):
            window.tabifyDockWidget(browser, catalogue)
        for behind in right[1:]:
            window.tabifyDockWidget(right[0], behind)
            behind.hide()
        catalogue.raise_()
        widen.start()
        settings.setValue(_ARRANGED, True)

    is_late = iface.mainWindow().isVisible()
    if is_late:
        arrange()
        return lambda: None
    iface.initializationCompleted.connect(arrange)
    return lambda: iface.initializationCompleted.disconnect(arrange)


def _give_room(window: Any, catalogue: QgsDockWidget) -> None:
    """Make the catalogue wide enough to read and higher than the layer panel below it."""
    window.resizeDocks([catalogue], [330], Qt.Orientation.Horizontal)
    layers = window.findChild(QDockWidget, "Layers")
    if layers is not None and _same_side(window, layers, catalogue):
        window.resizeDocks([catalogue, layers], [400, 220], Qt.Orientation.Vertical)


def _same_side(window: Any, one: QDockWidget, other: QDockWidget) -> bool:
    return bool(window.dockWidgetArea(one) == window.dockWidgetArea(other))
