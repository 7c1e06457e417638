"""Widgets of the filter shown in a dock, and what they have to count in the samples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from counting import occurrences
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QVBoxLayout, QWidget

from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.core.countries import members

Hold = Callable[[QWidget, int], QWidget]


def commodity_counts() -> Counter[str]:
    """Return the occurrences behind every commodity, counted one by one."""
    vocabulary = load_commodities()
    return Counter(
        {
            one.code: sum(bool(row.codes & vocabulary.narrower(one.code)) for row in occurrences())
            for one in vocabulary.all()
        }
    )


def country_counts() -> Counter[str]:
    found = Counter(row.country for row in occurrences())
    return Counter({one.iso3: found[one.iso3] for one in members()})


def docks(iface: Any, settle: Callable[..., None]) -> Iterator[Hold]:
    """Return a function that shows a widget in a dock of some width, as the panel holds it."""
    window, made = iface.mainWindow(), []

    def show(widget: QWidget, width: int = 280) -> QWidget:
        dock = QDockWidget("AMIS Filter", window)
        content = QWidget(dock)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(6, 6, 6, 6)
        layout.addWidget(widget)
        layout.addStretch(1)
        dock.setWidget(content)
        dock.setFloating(True)
        dock.resize(width, max(120, widget.sizeHint().height() + 60))
        dock.show()
        dock.raise_()
        dock.activateWindow()
        QApplication.setActiveWindow(dock)
        settle(100)
        made.append(dock)
        return dock

    yield show
    for dock in made:
        dock.close()
        dock.deleteLater()
    settle(50)
