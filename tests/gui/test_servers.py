"""Servers in the QGIS window: a real MapServer by its address, its layers, and answers that lie."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import Qgis, QgsApplication, QgsAuthMethodConfig, QgsProject, QgsSettings
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QPushButton

from amis_qgis_plugin.core.catalogue import SuggestedService, suggested_services
from amis_qgis_plugin.gui.server_dialog import ServerDialog
from amis_qgis_plugin.gui.suggestion_dialog import SuggestionDialog
from amis_qgis_plugin.qgis_bridge.connections import stored_connections
from amis_qgis_plugin.qgis_bridge.settings import Server, read_settings

sys.path.append(str(Path(__file__).resolve().parents[1] / "servers"))

from arcgis_server import ArcgisServer
from fault_server import FaultServer
from mapserver import LICENCE, TITLE, MapServer, find_mapserv

VALUE_ROLE = Qt.ItemDataRole.UserRole + 2
SERVICE = "AMIS test server"
OK = QDialogButtonBox.StandardButton.Ok
Wait = Callable[..., None]
Settle = Callable[..., None]


@pytest.fixture(scope="module")
def mapserver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MapServer]:
    if not find_mapserv():
        pytest.skip("MapServer is not installed (Debian: cgi-mapserver)")
    server = MapServer(tmp_path_factory.mktemp("mapserver")).start()
    yield server
    server.stop()


@pytest.fixture
def arcgis() -> Iterator[ArcgisServer]:
    server = ArcgisServer().start()
    yield server
    server.stop()


@pytest.fixture
def liar() -> Iterator[FaultServer]:
    server = FaultServer().start()
    yield server
    server.stop()


@pytest.fixture
def panel(plugin: Any, iface: Any, settle: Settle) -> Any:
    dock = plugin.docks[0]
    dock.show()
    dock.raise_()
    QApplication.setActiveWindow(iface.mainWindow())
    iface.messageBar().clearWidgets()
    settle()
    return dock.widget()


def open_dialogs() -> list[QDialog]:
    tops = QApplication.topLevelWidgets()
    return [one for one in tops if isinstance(one, QDialog) and one.isVisible()]


def messages(iface: Any) -> list[str]:
    return [item.text() for item in iface.messageBar().items()]


def index_of(panel: Any, title: str, head: str = "") -> Any:
    """Return the row of a title, below a head when one is given; nothing when it is not shown."""
    model = panel.tree.model()
    for number in range(model.rowCount()):
        parent = model.index(number, 0)
        for row in range(model.rowCount(parent)):
            index = model.index(row, 0, parent)
            if index.data() == title and head in ("", parent.data()):
                return index
    return None


def double_click(panel: Any, title: str) -> None:
    index = index_of(panel, title)
    panel.tree.scrollTo(index)
    place = QPoint(panel.tree.visualRect(index).center())
    QTest.mouseClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(panel.tree.viewport(), Qt.MouseButton.LeftButton, pos=place)


def add_server(panel: Any, url: str, protocol: str) -> None:
    """Type an address into the dialog, as a person would."""
    panel.add_server_asked.emit()
    (dialog,) = open_dialogs()
    dialog.url.clear()
    QTest.keyClicks(dialog.url, url)
    dialog.protocol.setCurrentIndex(dialog.protocol.findData(protocol))
    QTest.mouseClick(dialog.buttons.button(OK), Qt.MouseButton.LeftButton)


def only_layer() -> Any:
    (layer,) = QgsProject.instance().mapLayers().values()
    return layer


def test_a_wfs_layer_stands_under_its_theme_and_brings_every_feature(
    panel: Any, iface: Any, mapserver: MapServer, wait_until: Wait
) -> None:
    add_server(panel, mapserver.url, "wfs")
    wait_until(lambda: index_of(panel, TITLE) is not None, what="the server's layers")
    assert any(SERVICE in text and "4 layers" in text for text in messages(iface))
    index = index_of(panel, TITLE)
    assert index.parent().data() == "Mineral occurrences and deposits"
    said = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert f"{SERVICE} · WFS" in said and LICENCE in said
    assert index_of(panel, SERVICE, "Sources") is not None
    assert [one.url for one in read_settings().servers] == [mapserver.url]
    double_click(panel, TITLE)
    layer = only_layer()
    assert layer.isValid() and layer.providerType() == "WFS"
    assert sum(1 for _ in layer.getFeatures()) == mapserver.count == 726
    (group,) = QgsProject.instance().layerTreeRoot().children()
    assert [node.name() for node in group.findLayers()] == [TITLE]
    assert open_dialogs() == []


def test_a_wms_layer_is_added_as_a_picture(
    panel: Any, mapserver: MapServer, wait_until: Wait
) -> None:
    add_server(panel, mapserver.url, "wms")
    wait_until(lambda: index_of(panel, TITLE) is not None, what="the server's layers")
    double_click(panel, TITLE)
    layer = only_layer()
    assert layer.isValid() and layer.providerType() == "wms"
    assert layer.metadata().licenses() == [LICENCE]
    assert open_dialogs() == []


@pytest.mark.parametrize("protocol", ["auto", "ogcapi"])
def test_a_collection_of_an_ogc_api_is_added(
    panel: Any, iface: Any, mapserver: MapServer, protocol: str, wait_until: Wait
) -> None:
    add_server(panel, f"{mapserver.features_url}/collections?f=html", protocol)
    wait_until(lambda: index_of(panel, TITLE) is not None, what="the server's layers")
    said = index_of(panel, TITLE).data(Qt.ItemDataRole.AccessibleTextRole)
    assert f"{SERVICE} · OGC API" in said
    (kept,) = read_settings().servers
    assert (kept.url, kept.protocol) == (mapserver.features_url, "ogcapi")
    double_click(panel, TITLE)
    layer = only_layer()
    assert layer.isValid() and layer.providerType() == "OAPIF"
    assert open_dialogs() == []


@pytest.mark.parametrize("protocol", ["auto", "arcgis"])
def test_a_layer_of_an_arcgis_directory_is_added(
    panel: Any, iface: Any, arcgis: ArcgisServer, protocol: str, wait_until: Wait
) -> None:
    add_server(panel, f"{arcgis.directory_url}?f=html", protocol)
    title = f"Mineral Occurrences: {TITLE}"
    wait_until(lambda: index_of(panel, title) is not None, what="the server's layers")
    assert any("2 layers" in text for text in messages(iface))
    index = index_of(panel, title)
    assert index.parent().data() == "Mineral occurrences and deposits"
    assert "ArcGIS REST" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    double_click(panel, title)
    layer = only_layer()
    assert layer.isValid() and layer.providerType() == "arcgisfeatureserver"
    assert sum(1 for _ in layer.getFeatures()) == arcgis.count == 726
    assert open_dialogs() == []


def test_what_a_directory_keeps_back_is_told(
    panel: Any, iface: Any, arcgis: ArcgisServer, wait_until: Wait
) -> None:
    arcgis.closed = "Geology/Maps"
    add_server(panel, arcgis.directory_url, "auto")
    wait_until(lambda: messages(iface), what="a message")
    assert any("1 layer" in text and "Token Required" in text for text in messages(iface))


def test_the_service_named_in_a_pasted_request_is_the_one_asked(panel: Any) -> None:
    panel.add_server_asked.emit()
    (dialog,) = open_dialogs()
    try:
        dialog.url.setText("https://example.org/ows?SERVICE=WMS&REQUEST=GetMap&LAYERS=a")
        assert (dialog.server().protocol, dialog.server().url) == (
            "wms",
            "https://example.org/ows",
        )
        dialog.protocol.setCurrentIndex(dialog.protocol.findData("wfs"))
        assert dialog.server().protocol == "wfs"
        dialog.protocol.setCurrentIndex(dialog.protocol.findData("auto"))
        dialog.url.setText("https://example.org/arcgis/rest/services/G/MapServer/0?f=pjson")
        assert dialog.server().protocol == "auto"
    finally:
        dialog.reject()


def test_a_removed_server_takes_its_layers_with_it(
    panel: Any, mapserver: MapServer, wait_until: Wait
) -> None:
    add_server(panel, mapserver.url, "wfs")
    wait_until(lambda: index_of(panel, TITLE) is not None, what="the server's layers")
    panel.source_removed.emit(index_of(panel, SERVICE, "Sources").data(VALUE_ROLE))
    assert index_of(panel, TITLE) is None
    assert read_settings().servers == ()


def being_read() -> list[str]:
    """Return the running tasks of reading a server, as QGIS's task manager has them."""
    tasks = [task.description() for task in QgsApplication.taskManager().activeTasks()]
    return [text for text in tasks if text.startswith("Reading")]


def test_a_server_asked_twice_is_read_once(
    panel: Any, liar: FaultServer, iface: Any, wait_until: Wait
) -> None:
    for _ in range(2):
        add_server(panel, liar.url("/slow"), "wfs")
    wait_until(being_read, what="the reading: what ended before may still have to be told")
    assert being_read() == [f"Reading {liar.url('/slow')}"]
    wait_until(lambda: messages(iface), what="a message")
    assert len(messages(iface)) == 1
    add_server(panel, liar.url("/html"), "wfs")
    wait_until(lambda: "/slow" not in messages(iface)[0], what="the next server's message")


def test_unloading_stops_the_reading_and_closes_dialogs(
    panel: Any, plugin: Any, liar: FaultServer, iface: Any, wait_until: Wait, settle: Settle
) -> None:
    add_server(panel, liar.url("/silent"), "wfs")
    wait_until(lambda: liar.headers_at("/silent"), what="the request")
    panel.add_server_asked.emit()
    plugin.unload()
    try:
        assert open_dialogs() == []
        wait_until(lambda: being_read() == [], 60, "the end of the reading")
        settle(200)
        assert messages(iface) == []
    finally:
        plugin.initGui()


@pytest.mark.parametrize("path", ["/html", "/html-as-xml", "/500", "/cut"])
def test_what_is_no_service_gives_one_message_and_no_dialog(
    panel: Any, iface: Any, liar: FaultServer, path: str, wait_until: Wait, settle: Settle
) -> None:
    add_server(panel, liar.url(path), "wfs")
    wait_until(lambda: messages(iface), what="a message")
    settle(500)
    (message,) = messages(iface)
    assert "127.0.0.1" in message
    assert open_dialogs() == []
    assert read_settings().servers == ()
    assert QgsProject.instance().mapLayers() == {}


def test_the_dialog_is_gone_once_it_is_closed(panel: Any, settle: Settle) -> None:
    for _ in range(3):
        panel.add_server_asked.emit()
        (dialog,) = open_dialogs()
        dialog.reject()
        settle()
    assert panel.findChildren(ServerDialog) == []


def test_an_address_with_a_password_cannot_be_added(panel: Any) -> None:
    panel.add_server_asked.emit()
    (dialog,) = open_dialogs()
    try:
        dialog.url.setText("https://geologist:feldspar@example.org/ows")
        assert not dialog.buttons.button(OK).isEnabled()
        assert "feldspar" not in dialog.hint.text()
        assert dialog.hint.textFormat() == Qt.TextFormat.PlainText
    finally:
        dialog.reject()


def test_a_suggested_wfs_can_be_tried(
    panel: Any, plugin: Any, mapserver: MapServer, wait_until: Wait
) -> None:
    known = ("PHL", "A survey", "Deposits <b>", mapserver.url, "wfs", "not verified", "")
    dialog = SuggestionDialog(SuggestedService(*known), panel)
    dialog.try_asked.connect(
        lambda: plugin.catalogue.open_server(Server("", mapserver.url, "auto"))
    )
    dialog.open()
    (button,) = (one for one in dialog.findChildren(QPushButton) if "Try" in one.text())
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    wait_until(lambda: index_of(panel, TITLE) is not None, what="the server's layers")
    assert open_dialogs() == []


@pytest.mark.parametrize("service", suggested_services(), ids=lambda one: one.agency)
def test_a_suggestion_says_what_it_is(panel: Any, service: SuggestedService) -> None:
    title = f"{service.member or service.agency}: {service.title}"
    row = index_of(panel, title, "Suggested services (not verified)")
    assert row.data(Qt.ItemDataRole.ToolTipRole).startswith("<qt>")
    panel.source_chosen.emit(row.data(VALUE_ROLE))
    (dialog,) = open_dialogs()
    said = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert ("web page, not a service" in said) == (service.protocol == "portal")
    offered = [button.text() for button in dialog.findChildren(QPushButton)]
    assert any("Try" in text for text in offered) == (service.protocol != "portal")
    dialog.reject()


@pytest.fixture
def stored_login() -> Iterator[str]:
    """Give the id of a login in QGIS's authentication database, with a WFS connection using it."""
    manager = QgsApplication.authManager()
    assert manager.setMasterPassword("only for tests", True)
    config = QgsAuthMethodConfig("Basic")
    config.setName("survey")
    config.setConfig("username", "geologist")
    config.setConfig("password", "feldspar")
    stored = manager.storeAuthenticationConfig(config)
    login = (stored[1] if isinstance(stored, tuple) else config).id()
    settings = QgsSettings()
    # QGIS moved its connections to a settings tree.
    for place, access in (
        ("qgis/connections-wfs/Survey", "qgis/WFS/Survey"),
        ("connections/ows/items/wfs/connections/items/Survey",) * 2,
    ):
        settings.setValue(f"{place}/url", "http://127.0.0.1:9/ows")
        settings.setValue(f"{access}/authcfg", login)
        settings.setValue(f"{access}/username", "geologist")
        settings.setValue(f"{access}/password", "feldspar")
    yield login
    for place in (
        "qgis/connections-wfs/Survey",
        "qgis/WFS/Survey",
        "connections/ows/items/wfs/connections/items/Survey",
    ):
        settings.remove(place)
    manager.removeAuthenticationConfig(login)


def test_a_stored_connection_is_taken_over_without_its_password(
    panel: Any, stored_login: str
) -> None:
    assert [one.title for one in stored_connections()] == ["Survey"], Qgis.QGIS_VERSION
    panel.add_server_asked.emit()
    (dialog,) = open_dialogs()
    try:
        dialog.stored.setCurrentIndex(dialog.stored.findText("Survey (WFS)"))
        server = dialog.server()
        assert (server.title, server.url, server.protocol, server.authcfg) == (
            "Survey",
            "http://127.0.0.1:9/ows",
            "wfs",
            stored_login,
        )
        assert "feldspar" not in repr(server) and "geologist" not in repr(server)
        assert dialog.buttons.button(OK).isEnabled()
    finally:
        dialog.reject()


def test_the_login_is_kept_as_an_id_only(
    panel: Any, plugin: Any, mapserver: MapServer, stored_login: str, wait_until: Wait
) -> None:
    panel.add_server_asked.emit()
    (dialog,) = open_dialogs()
    dialog.stored.setCurrentIndex(dialog.stored.findText("Survey (WFS)"))
    dialog.url.setText(mapserver.url)
    QTest.mouseClick(dialog.buttons.button(OK), Qt.MouseButton.LeftButton)
    wait_until(lambda: index_of(panel, TITLE) is not None, what="the server's layers")
    kept = QgsSettings().value("amis_explorer/settings")
    (server,) = json.loads(kept)["servers"]
    assert server["authcfg"] == stored_login
    assert "feldspar" not in kept and "geologist" not in kept
