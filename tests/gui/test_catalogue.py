"""The Catalogue dock in the QGIS window: search, add, drag, drop, and files that are none."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from counting import OCCURRENCES, copy_of_samples
from qgis.core import QgsMimeDataUtils, QgsProject, QgsSettings
from qgis.gui import QgsLayerTreeView
from qgis.PyQt.QtCore import QMimeData, QObject, QPoint, QPointF, Qt, QUrl, pyqtSlot
from qgis.PyQt.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from qgis.PyQt.QtTest import QSignalSpy, QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QDialog, QMessageBox

from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.gui import catalogue_controller
from amis_qgis_plugin.gui.catalogue_controller import CatalogueController
from amis_qgis_plugin.gui.catalogue_model import DROP_KEY
from amis_qgis_plugin.gui.catalogue_panel import CataloguePanel
from amis_qgis_plugin.qgis_bridge.layers import layer_id
from amis_qgis_plugin.qgis_bridge.messages import Messages

VALUE_ROLE = Qt.ItemDataRole.UserRole + 2
TITLE = "Mineral occurrences (USGS records)"


@pytest.fixture
def panel(plugin: Any, iface: Any, settle: Callable[..., None]) -> Iterator[Any]:
    dock = plugin.docks[0]
    dock.show()
    dock.raise_()
    QApplication.setActiveWindow(iface.mainWindow())
    iface.messageBar().clearWidgets()
    settle()
    yield dock.widget()
    dock.widget().search.clear()


def rows(panel: Any) -> dict[str, Any]:
    """Return title to value of every row that the search leaves, heads left out."""
    model, found = panel.tree.model(), {}
    for head in range(model.rowCount()):
        parent = model.index(head, 0)
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            found[index.data()] = index.data(VALUE_ROLE)
    return found


def index_of(panel: Any, title: str) -> Any:
    model = panel.tree.model()
    for head in range(model.rowCount()):
        parent = model.index(head, 0)
        for row in range(model.rowCount(parent)):
            if model.index(row, 0, parent).data() == title:
                return model.index(row, 0, parent)
    raise AssertionError(f"{title} is not shown")


def place_of(panel: Any, title: str) -> QPoint:
    index = index_of(panel, title)
    panel.tree.expand(index.parent())
    panel.tree.scrollTo(index)
    return QPoint(panel.tree.visualRect(index).center())


def in_project() -> list[str]:
    return sorted(layer.name() for layer in QgsProject.instance().mapLayers().values())


def messages(iface: Any) -> list[str]:
    return [item.text() for item in iface.messageBar().items()]


def open_dialogs() -> list[Any]:
    return [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, (QDialog, QMessageBox)) and one.isVisible()
    ]


def test_double_click_adds_the_layer_in_its_group(panel: Any, iface: Any) -> None:
    place = place_of(panel, TITLE)
    viewport = panel.tree.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert in_project() == [TITLE]
    (group,) = QgsProject.instance().layerTreeRoot().children()
    assert [node.name() for node in group.findLayers()] == [TITLE]
    assert any(TITLE in text for text in messages(iface))
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=place)
    assert in_project() == [TITLE], "the layer is there twice"


def test_enter_adds_the_layer(panel: Any) -> None:
    panel.tree.setFocus()
    panel.tree.setCurrentIndex(index_of(panel, TITLE))
    QTest.keyClick(panel.tree, Qt.Key.Key_Return)
    assert in_project() == [TITLE]


def test_keys_alone_suffice(panel: Any, settle: Callable[..., None]) -> None:
    panel.search.setFocus()
    settle()
    QTest.keyClicks(panel.search, "provinces")
    QTest.keyClick(panel.search, Qt.Key.Key_Tab)
    settle()
    assert QApplication.focusWidget() is panel.tree
    for _ in range(5):
        QTest.keyClick(panel.tree, Qt.Key.Key_Down)
        if panel.tree.currentIndex().data() == "Tectonic provinces (schematic)":
            break
    QTest.keyClick(panel.tree, Qt.Key.Key_Return)
    assert in_project() == ["Tectonic provinces (schematic)"]


def test_a_schematic_layer_says_so_when_it_is_added(panel: Any, iface: Any) -> None:
    panel.entry_chosen.emit(rows(panel)["Tectonic provinces (schematic)"])
    assert "chematic" in messages(iface)[0]


def test_outlines_come_with_a_disclaimer(panel: Any, iface: Any) -> None:
    (title,) = (one for one in rows(panel) if "not authoritative" in one)
    panel.entry_chosen.emit(rows(panel)[title])
    assert "do not imply any opinion" in messages(iface)[0]


@pytest.mark.parametrize(
    ("typed", "found", "hidden"),
    [
        ("occurrences", TITLE, "Tectonic provinces (schematic)"),
        ("CC0", "Tectonic provinces (schematic)", TITLE),
        ("geological survey", TITLE, "Tectonic provinces (schematic)"),
        ("action plan", "ASEAN mineral production 2018-2022", TITLE),
        ("asean samples", TITLE, "no such row"),
    ],
    ids=["name", "licence", "attribution", "source", "file"],
)
def test_search_narrows(panel: Any, typed: str, found: str, hidden: str) -> None:
    panel.search.setFocus()
    QTest.keyClicks(panel.search, typed)
    left = rows(panel)
    assert found in left
    assert hidden not in left
    panel.search.clear()
    assert TITLE in rows(panel) and "Tectonic provinces (schematic)" in rows(panel)


def test_details_name_source_and_licence(panel: Any) -> None:
    panel.tree.setCurrentIndex(index_of(panel, TITLE))
    text = panel.details.toPlainText()
    assert "U.S. Geological Survey" in text and "Public domain" in text
    panel.tree.setCurrentIndex(index_of(panel, "Tectonic provinces (schematic)"))
    assert "chematic" in panel.details.toPlainText()


def test_layers_stand_under_their_themes_with_type_source_and_licence(panel: Any) -> None:
    index = index_of(panel, TITLE)
    assert "ineral" in index.parent().data()
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    for word in ("726 points", "ASEAN samples", "Public domain"):
        assert word in said


def test_suggestions_are_marked_and_nothing_is_asked_before_one_is_opened(
    panel: Any, plugin: Any, settle: Callable[..., None]
) -> None:
    model = panel.tree.model()
    head = model.index(model.rowCount() - 1, 0)
    assert "not verified" in head.data()
    assert model.rowCount(head) > 3
    assert not panel.tree.isExpanded(head)
    value = model.index(0, 0, head).data(VALUE_ROLE)
    panel.source_chosen.emit(value)
    settle()
    (dialog,) = open_dialogs()
    assert "not verified" in dialog.windowTitle()
    dialog.reject()
    settle()


def drop(target: Any, mime: QMimeData) -> bool:
    """Drop something on a widget as the window system does; return whether it was taken."""
    middle = target.rect().center()
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(middle, actions, mime, buttons, Qt.KeyboardModifier.NoModifier)
    enter.ignore()
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    event = QDropEvent(QPointF(middle), actions, mime, buttons, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(target, event)
    return bool(event.isAccepted())


def files(*paths: Path) -> QMimeData:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def test_a_dropped_geopackage_is_listed_and_remembered(
    panel: Any, plugin: Any, tmp_path: Path
) -> None:
    path = copy_of_samples(tmp_path, "dropped ป่า.gpkg")
    assert drop(panel, files(path))
    assert "dropped ป่า" in rows(panel)
    assert str(path) in QgsSettings().value("amis_explorer/settings")
    (entry,) = (
        one
        for one in plugin.catalogue.entries()
        if one.entry_id == f"workspace:{path}|{OCCURRENCES}"
    )
    layer = plugin.catalogue.add(entry)
    assert layer.featureCount() == 726
    panel.source_removed.emit(rows(panel)["dropped ป่า"])
    assert "dropped ป่า" not in rows(panel)
    assert layer.isValid(), "taking a file out of the catalogue leaves the project alone"


def test_a_file_dropped_twice_is_listed_once(panel: Any, plugin: Any, tmp_path: Path) -> None:
    path = copy_of_samples(tmp_path)
    before = len(plugin.catalogue.entries())
    drop(panel, files(path))
    once = len(plugin.catalogue.entries())
    drop(panel, files(path))
    assert len(plugin.catalogue.entries()) == once > before


@pytest.mark.parametrize("kind", ["HTML", "empty file", "no layers", "cut off"])
def test_a_broken_file_gives_one_message_and_no_dialog(
    panel: Any, iface: Any, tmp_path: Path, kind: str, settle: Callable[..., None]
) -> None:
    path = tmp_path / "broken.gpkg"
    if kind == "HTML":
        path.write_text("<html>404 not found</html>", encoding="utf-8")
    elif kind == "empty file":
        path.touch()
    elif kind == "no layers":
        copy_of_samples(tmp_path, path.name)
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("DELETE FROM gpkg_contents")
    else:
        path.write_bytes(copy_of_samples(tmp_path).read_bytes()[:5000])
    assert drop(panel, files(path))
    settle()
    (message,) = messages(iface)
    assert "broken.gpkg" in message
    assert "broken" not in rows(panel)
    assert open_dialogs() == []


def test_several_broken_files_give_no_storm(
    panel: Any, iface: Any, tmp_path: Path, settle: Callable[..., None]
) -> None:
    paths = [tmp_path / f"broken{number}.gpkg" for number in range(5)]
    for path in paths:
        path.write_text("no", encoding="utf-8")
    good = copy_of_samples(tmp_path, "good.gpkg")
    drop(panel, files(*paths, good))
    settle()
    assert len(messages(iface)) == 1
    assert "good" in rows(panel)
    assert open_dialogs() == []


def test_other_files_are_not_taken(panel: Any, tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.touch()
    heard = QSignalSpy(panel.files_dropped)
    drop(panel, files(path))  # goes on to the main window, which may do with it what it does
    assert len(heard) == 0


def test_a_file_that_vanished_is_named_and_the_rest_works(
    panel: Any, plugin: Any, tmp_path: Path
) -> None:
    path = copy_of_samples(tmp_path, "vanished.gpkg")
    drop(panel, files(path))
    path.unlink()
    plugin.catalogue.refresh()
    assert "vanished" in rows(panel), "it can still be taken out of the catalogue"
    said = index_of(panel, "vanished").data(Qt.ItemDataRole.AccessibleTextRole)
    assert "layers" not in said
    assert TITLE in rows(panel)


def test_an_entry_dragged_to_the_map_is_added(
    panel: Any, iface: Any, plugin: Any, settle: Callable[..., None]
) -> None:
    mime = panel.tree.model().mimeData([index_of(panel, TITLE)])
    (uri,) = QgsMimeDataUtils.decodeUriList(mime)
    assert (uri.layerType, uri.providerKey) == ("custom", DROP_KEY)
    drop(iface.mapCanvas().viewport(), mime)
    settle(300)  # QGIS takes drops after the event
    if not in_project():  # versions that take them in the window, not in the canvas
        drop(iface.mainWindow(), mime)
        settle(300)
    assert in_project() == [TITLE]
    (layer,) = QgsProject.instance().mapLayers().values()
    assert layer_id(layer).endswith(OCCURRENCES)


def test_an_entry_dragged_to_the_layer_panel_is_added(
    panel: Any, iface: Any, settle: Callable[..., None]
) -> None:
    mime = panel.tree.model().mimeData([index_of(panel, "Tectonic structures (schematic)")])
    view = iface.mainWindow().findChild(QgsLayerTreeView)
    drop(view.viewport(), mime)
    settle(300)
    assert in_project() == ["Tectonic structures (schematic)"]


def test_heads_and_sources_cannot_be_dragged(panel: Any) -> None:
    model = panel.tree.model()
    for head in range(model.rowCount()):
        index = model.index(head, 0)
        assert not model.flags(index) & Qt.ItemFlag.ItemIsDragEnabled
        if index.data() == "Sources":
            source = model.index(0, 0, index)
            assert not model.flags(source) & Qt.ItemFlag.ItemIsDragEnabled


def test_help_opens_the_bundled_file(panel: Any, settle: Callable[..., None]) -> None:
    opened: list[QUrl] = []

    class Browser(QObject):
        @pyqtSlot(QUrl)
        def take(self, url: QUrl) -> None:
            opened.append(url)

    browser = Browser()
    QDesktopServices.setUrlHandler("file", browser.take)
    try:
        (action,) = (one for one in panel.findChildren(QAction) if one.text() == "Help")
        action.trigger()
        settle()
    finally:
        QDesktopServices.unsetUrlHandler("file")
    (url,) = opened
    page = Path(url.toLocalFile())
    assert page.name == "index.html" and page.is_file()
    assert "AMIS Explorer" in page.read_text(encoding="utf-8")


def test_nothing_is_read_before_somebody_looks(iface: Any, settle: Callable[..., None]) -> None:
    panel = CataloguePanel()
    messages_of_qgis = Messages(iface.messageBar())
    controller = CatalogueController(panel, QgsProject.instance(), messages_of_qgis)
    try:
        settle(100)
        assert panel.model.rowCount() == 0
        panel.show()
        settle(100)
        assert TITLE in rows(panel)
        assert TITLE in [entry.title for entry in controller.entries()]
    finally:
        panel.close()
        panel.deleteLater()


def test_who_asks_before_anybody_looked_is_answered(iface: Any) -> None:
    panel = CataloguePanel()
    controller = CatalogueController(panel, QgsProject.instance(), Messages(iface.messageBar()))
    assert TITLE in [entry.title for entry in controller.entries()]
    panel.deleteLater()


def test_samples_that_cannot_be_copied_are_named_and_the_rest_works(
    iface: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> Path:
        raise WorkspaceError("No room <b>", subject="profile")

    monkeypatch.setattr(catalogue_controller, "sample_workspace", refuse)
    panel = CataloguePanel()
    CatalogueController(panel, QgsProject.instance(), Messages(iface.messageBar())).refresh()
    row = index_of(panel, "ASEAN samples")
    assert "No room" in row.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "&lt;b&gt;" in row.data(Qt.ItemDataRole.ToolTipRole)
    assert any("not authoritative" in title for title in rows(panel))
    panel.deleteLater()
