"""Dock widgets around the panels."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtWidgets import QDockWidget, QWidget


def make_dock(title: str, name: str, content: QWidget, window: Any) -> QgsDockWidget:
    """Return a dock with a panel in it.

    :param name: object name, by which QGIS remembers where the dock was.
    """
    dock = QgsDockWidget(title, window)
    dock.setObjectName(name)
    dock.setWidget(content)
    dock.setMinimumWidth(260)
    return dock


def put_behind_tab(dock: QgsDockWidget, neighbour: str) -> None:
    """Lay a dock over one of QGIS's own, so that both share the room, ours in front.

    :param neighbour: object name of QGIS's dock; nothing happens when there is none in the area.
    """
    window = dock.parent()
    other = window.findChild(QDockWidget, neighbour)
    if other is not None and window.dockWidgetArea(other) == window.dockWidgetArea(dock):
        window.tabifyDockWidget(other, dock)
        dock.raise_()
