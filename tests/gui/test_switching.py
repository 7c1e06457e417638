"""Live and offline in the QGIS window: menus, filter, what is said, a server that is gone."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from counting import OCCURRENCES
from osgeo import gdal
from qgis.core import Qgis, QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QAction, QMenu

from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.user_terms import NO_TERMS
from amis_qgis_plugin.qgis_bridge.offline import OfflineRequest, take_offline
from amis_qgis_plugin.workspace.offline.download import Wanted
from amis_qgis_plugin.workspace.sources import read_sources

sys.path.append(str(Path(__file__).resolve().parents[1] / "servers"))

from mapserver import TITLE, MapServer

goes_live = pytest.mark.skipif(
    Qgis.QGIS_VERSION_INT < 32800, reason="older QGIS is not let go live: it may crash"
)

Wait = Callable[..., None]
Settle = Callable[..., None]
COPPER_PHL = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
FIELDS = FieldMap(
    OCCURRENCES,
    {
        name: FieldUse((SourceColumn(name),))
        for name in ("identifier", "name", "country", "commodity_text")
    },
)


@pytest.fixture
def workspace(plugin: Any, mapserver: MapServer, tmp_path: Path) -> Path:
    """Return a workspace into which the layer was taken; nobody has been told of it."""
    path = tmp_path / "region.gpkg"
    request, wanted = OfflineRequest(mapserver.url, OCCURRENCES, "wfs"), Wanted(path, "asean")
    take_offline(request, wanted, lambda _rows: FIELDS, terms=NO_TERMS)
    return path


def action(iface: Any, name: str) -> QAction:
    return iface.mainWindow().findChild(QAction, name)


def identifiers(layer: QgsVectorLayer) -> set[str]:
    return {feature["identifier"] for feature in layer.getFeatures()}


def messages(iface: Any) -> list[str]:
    return [item.text() for item in iface.messageBar().items()]


def signs(iface: Any, layer: QgsVectorLayer) -> str:
    """Return what the signs beside a layer say."""
    node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
    return " ".join(one.toolTip() for one in iface.layerTreeView().indicators(node))


def expected(mapserver: MapServer) -> set[str]:
    dataset = gdal.OpenEx(str(mapserver.data), gdal.OF_VECTOR)
    return {
        row["identifier"]
        for row in dataset.GetLayerByName(OCCURRENCES)
        if "copper" in (row["commodity_codes"] or "").split("; ") and row["country"] == "PHL"
    }


@goes_live
def test_the_filter_of_the_panel_stays_both_ways(
    plugin: Any, iface: Any, live: QgsVectorLayer, workspace: Path, mapserver: MapServer,
    wait_until: Wait, settle: Settle,
) -> None:  # fmt: skip
    wanted = expected(mapserver)
    plugin.filter.set_filter(COPPER_PHL)
    wait_until(lambda: live.featureCount() == len(wanted), what="the filter on the live layer")
    to_offline, to_live = action(iface, "AmisUseOfflineCopy"), action(iface, "AmisUseLiveLayer")
    assert not to_offline.isVisible() and not to_live.isVisible()
    plugin.switching.remember(workspace)
    assert to_offline.isVisible() and not to_live.isVisible()
    to_offline.trigger()
    assert live.providerType() == "ogr"
    assert messages(iface) == [f"{TITLE} shows the offline copy now."]
    assert not to_offline.isVisible() and to_live.isVisible()
    wait_until(lambda: identifiers(live) == wanted, what="the filter on the copy")
    (source,) = read_sources(workspace)
    words = f"</b>: {source.completeness.words}<br>"
    wait_until(lambda: words in signs(iface, live), what="the sign of completeness")
    plugin.filter.set_filter(OccurrenceFilter(countries=("PHL",)))
    settle(100)
    assert identifiers(live) > wanted
    more = identifiers(live)
    to_live.trigger()
    wait_until(lambda: live.providerType() == "WFS", what="the live layer")
    wait_until(lambda: identifiers(live) == more, what="the newer filter on the live layer")
    assert messages(iface) == [f"{TITLE} shows the server's layer now."]
    settle(100)
    assert words not in signs(iface, live)


@goes_live
def test_a_server_that_is_gone_leaves_the_copy(
    plugin: Any, iface: Any, live: QgsVectorLayer, workspace: Path, mapserver: MapServer,
    wait_until: Wait,
) -> None:  # fmt: skip
    plugin.switching.remember(workspace)
    plugin.switching.all_to_offline()
    iface.messageBar().clearWidgets()
    mapserver.stop()
    plugin.switching.all_to_live()
    wait_until(lambda: bool(messages(iface)), what="what became of it")
    assert "127.0.0.1" in messages(iface)[0]
    assert live.providerType() == "ogr" and live.isValid()
    assert live.featureCount() == mapserver.count


@goes_live
def test_all_at_once_says_what_could_not_be(
    plugin: Any, iface: Any, live: QgsVectorLayer, workspace: Path, wait_until: Wait
) -> None:
    plugin.catalogue.add_files([workspace])  # the Catalogue's files are looked into as well
    iface.messageBar().clearWidgets()
    twin = live.clone()
    twin.setName("Its twin")
    QgsProject.instance().addMapLayer(twin)
    plugin.switching.all_to_offline()
    assert live.providerType() == twin.providerType() == "ogr"
    assert len(messages(iface)) == 1 and "Its twin" in messages(iface)[0]
    assert twin.startEditing()
    plugin.switching.all_to_live()
    wait_until(lambda: live.providerType() == "WFS", what="the live layer")
    (said,) = messages(iface)
    assert f"{TITLE} shows the server's layer now." in said
    assert "Its twin stays as it is: It is being edited." in said
    twin.rollBack()


def test_a_qgis_that_may_crash_is_not_let_go_live(
    plugin: Any, iface: Any, live: QgsVectorLayer, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Qgis, "QGIS_VERSION_INT", 32216)
    plugin.switching.remember(workspace)
    plugin.switching.all_to_offline()
    assert live.providerType() == "ogr"
    iface.messageBar().clearWidgets()
    plugin.switching.all_to_live()
    assert "3.28" in messages(iface)[0]
    assert live.providerType() == "ogr" and live.isValid()


def test_without_anything_to_switch_that_is_said(plugin: Any, iface: Any) -> None:
    for switch in (plugin.switching.all_to_offline, plugin.switching.all_to_live):
        iface.messageBar().clearWidgets()
        switch()
        assert len(messages(iface)) == 1


def test_the_menu_has_both(iface: Any) -> None:
    menu = iface.mainWindow().findChild(QMenu, "AmisMenu")
    texts = [one.text() for one in menu.actions()]
    assert "Switch all to offline" in texts and "Switch all to live" in texts


@goes_live
def test_a_project_that_is_saved_later_and_moved_finds_its_copy(
    plugin: Any, iface: Any, live: QgsVectorLayer, workspace: Path, tmp_path: Path,
    wait_until: Wait,
) -> None:  # fmt: skip
    project, home, away = QgsProject.instance(), tmp_path / "home", tmp_path / "away"
    home.mkdir()
    workspace = workspace.rename(home / workspace.name)
    plugin.switching.remember(workspace)
    plugin.switching.all_to_offline()
    plugin.switching.all_to_live()
    wait_until(lambda: live.providerType() == "WFS", what="the live layer")
    assert project.write(str(home / "p.qgz"))
    project.clear()
    shutil.copytree(home, away)
    assert project.read(str(away / "p.qgz"))
    assert not project.isDirty()
    (layer,) = project.mapLayers().values()
    iface.setActiveLayer(layer)
    assert action(iface, "AmisUseOfflineCopy").isVisible()
    plugin.switching.all_to_offline()
    assert Path(layer.source().partition("|")[0]) == away / workspace.name
    plugin.switching.all_to_live()
    wait_until(lambda: layer.providerType() == "WFS", what="the live layer")
    there = tmp_path / "there"
    there.mkdir()
    assert project.write(str(there / "p.qgz"))
    assert project.read(str(there / "p.qgz"))
    plugin.switching.all_to_offline()
    (layer,) = project.mapLayers().values()
    assert Path(layer.source().partition("|")[0]) == away / workspace.name


@goes_live
def test_unloading_stops_the_asking(
    plugin: Any, iface: Any, live: QgsVectorLayer, workspace: Path, settle: Settle
) -> None:
    plugin.switching.remember(workspace)
    plugin.switching.all_to_offline()
    iface.messageBar().clearWidgets()
    plugin.switching.all_to_live()
    plugin.unload()
    try:
        settle(1500)
        assert live.providerType() == "ogr"
        assert messages(iface) == []
        assert action(iface, "AmisUseLiveLayer") is None
    finally:
        plugin.initGui()
