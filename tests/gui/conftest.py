"""Fixtures of the tests that run inside a QGIS with its main window on a display.

Tests get the real ``iface`` and the plugin as QGIS loaded it from a profile.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from counting import OCCURRENCES, identifiers
from filter_dock import count_of
from qgis.core import QgsApplication, QgsProject, QgsProjectBadLayerHandler, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QElapsedTimer, QEvent, Qt
from qgis.PyQt.QtWidgets import QApplication, QWidget
from qgis.utils import iface as running_iface
from qgis.utils import plugins

sys.path.append(str(Path(__file__).resolve().parents[1] / "servers"))

from mapserver import TITLE, MapServer, find_mapserv

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = "amis_qgis_plugin"
THEMES = {"light": "default", "dark": "Night Mapping"}


def pytest_ignore_collect() -> bool | None:
    """Leave these tests out of a pytest that does not run inside QGIS."""
    return True if running_iface is None else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let tests that unload the plugin come last: the others hold modules of the first loading.

    Before them come those that change the theme, all of the light one first: QGIS leaves parts of
    its window dark once it was dark.
    """

    def order(item: pytest.Item) -> tuple[bool, int]:
        theme = item.callspec.params.get("theme") if hasattr(item, "callspec") else None
        last = item.get_closest_marker("reloads") is not None
        return last, [None, *THEMES].index(theme)

    items.sort(key=order)


def turn_events(milliseconds: int = 50) -> None:
    """Let Qt work for a while: events, timers, and objects waiting for their deletion."""
    clock = QElapsedTimer()
    clock.start()
    while True:
        QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        if clock.elapsed() >= milliseconds:
            return


@pytest.fixture(params=THEMES, scope="module")
def theme(request: pytest.FixtureRequest) -> Iterator[str]:
    """Put the window into a theme; light comes first, with the palette that QGIS does not bring."""
    style = QApplication.style().objectName()
    QgsApplication.setUITheme(THEMES[request.param])
    if request.param == "light":
        QApplication.setPalette(QApplication.style().standardPalette())
    QCoreApplication.processEvents()
    yield request.param
    QgsApplication.setUITheme("default")
    QApplication.setStyle(style)
    QApplication.setPalette(QApplication.style().standardPalette())
    QCoreApplication.processEvents()


@pytest.fixture(scope="session", autouse=True)
def _no_questions() -> None:
    """Let QGIS not ask what to do about layers that a project misses: nobody would answer."""
    QgsProject.instance().setBadLayerHandler(QgsProjectBadLayerHandler())


@pytest.fixture(scope="session")
def iface() -> Any:
    """Return the interface of the running QGIS."""
    return running_iface


@pytest.fixture
def plugin() -> Any:
    """Return the plugin object that QGIS holds now."""
    return plugins[PLUGIN]


@pytest.fixture
def settle() -> Callable[..., None]:
    """Return a function that lets Qt work for some milliseconds."""
    return turn_events


@pytest.fixture
def wait_until() -> Callable[..., None]:
    """Return a function that lets Qt work until a condition holds, or fails the test."""

    def wait(condition: Callable[[], bool], seconds: float = 100, what: str = "") -> None:
        clock = QElapsedTimer()
        clock.start()
        while not condition():
            if clock.elapsed() > seconds * 1000:
                pytest.fail(f"not within {seconds} s: {what or condition}")
            turn_events(20)

    return wait


@pytest.fixture
def screenshot(iface: Any) -> Callable[..., Path]:
    """Return a function that saves the main window, or a widget, as build/screenshots/NAME.png."""

    def save(name: str, widget: QWidget | None = None) -> Path:
        turn_events(200)
        path = ROOT / "build" / "screenshots" / f"{name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        picture = (widget or iface.mainWindow()).grab()
        assert picture.save(str(path)), f"could not write {path}"
        return path

    return save


@pytest.fixture(autouse=True)
def empty_project() -> Iterator[QgsProject]:
    """Give every test a project without layers, and leave none behind."""
    project = QgsProject.instance()
    project.clear()
    yield project
    project.clear()
    turn_events()


@pytest.fixture(autouse=True)
def no_hidden_errors(monkeypatch: pytest.MonkeyPatch, empty_project: Any) -> Iterator[None]:
    """Fail a test in which something that Qt called raised; QGIS would only show a message."""
    told: list[str] = []

    def keep(kind: type[BaseException], value: BaseException, stack: Any) -> None:
        told.append("".join(traceback.format_exception(kind, value, stack)))

    monkeypatch.setattr(sys, "excepthook", keep)
    yield
    turn_events(20)
    assert told == [], "\n".join(told)


@pytest.fixture(autouse=True)
def own_catalogue(empty_project: Any) -> Iterator[None]:
    """Take out of the catalogue what a test put into it."""
    yield
    if PLUGIN not in plugins:
        return
    panel = plugins[PLUGIN].docks[0].widget()
    heads = [panel.model.item(row) for row in range(panel.model.rowCount())]
    rows = [head.child(row) for head in heads for row in range(head.rowCount())]
    values = [row.data(Qt.ItemDataRole.UserRole + 2) for row in rows]
    for value in values:
        if getattr(value, "removable", False):
            panel.source_removed.emit(value)


@pytest.fixture
def panel(plugin: Any, iface: Any, settle: Callable[..., None]) -> Iterator[Any]:
    """Return the panel of the Filter dock, shown."""
    dock = plugin.docks[1]
    dock.show()
    dock.raise_()
    QApplication.setActiveWindow(iface.mainWindow())
    dock.widget().sections.open_only(("commodity", "country"))
    settle()
    yield dock.widget()
    dock.widget().sections.clear_searches()


@pytest.fixture
def layer(plugin: Any, panel: Any, wait_until: Callable[..., None]) -> QgsVectorLayer:
    """Return the sample occurrences in the project, counted."""
    (entry,) = (
        one
        for one in plugin.catalogue.entries()
        if one.source_title == "ASEAN samples" and one.entry_id.endswith(OCCURRENCES)
    )
    layer = plugin.catalogue.add(entry)
    wait_until(lambda: count_of(panel.commodities, "copper") == str(len(identifiers(("copper",)))))
    return layer


@pytest.fixture
def mapserver(tmp_path: Path) -> Iterator[MapServer]:
    if not find_mapserv():
        pytest.skip("MapServer is not installed (Debian: cgi-mapserver)")
    folder = tmp_path / "server"
    folder.mkdir()
    server = MapServer(folder).start()
    yield server
    server.stop()


@pytest.fixture
def live(
    plugin: Any, iface: Any, mapserver: MapServer, wait_until: Callable[..., None]
) -> QgsVectorLayer:
    """Return the occurrences of the server, live in the project and the current layer."""
    from amis_qgis_plugin.qgis_bridge.settings import Server

    def entries() -> list[Any]:
        return [one for one in plugin.catalogue.entries() if one.live and one.title == TITLE]

    plugin.catalogue.open_server(Server("", mapserver.url, "wfs"))
    wait_until(lambda: bool(entries()), what="the server's layers")
    layer = plugin.catalogue.add(entries()[0])
    iface.setActiveLayer(layer)
    iface.messageBar().clearWidgets()
    return layer
