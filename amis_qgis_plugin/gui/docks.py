"""Dock widgets around the panels."""

from __future__ import annotations

from typing import Any

from qgis.gui import QgsDockWidget
from qgis.PyQt.QtWidgets import QWidget


def make_dock(title: str, name: str, content: QWidget, window: Any) -> QgsDockWidget:
    """Return a dock with a panel in it.

    :param name: object name, by which QGIS remembers where the dock was.
    """
    dock = QgsDockWidget(title, window)
    dock.setObjectName(name)
    dock.setWidget(content)
    dock.setMinimumWidth(260)
    return dock
