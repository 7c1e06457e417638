"""Legends that follow the filter, and heat maps where many occurrences share a small map."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from counting import OCCURRENCES, SAMPLES
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProject,
    QgsRectangle,
    QgsRenderContext,
    QgsVectorLayer,
)

from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.qgis_bridge import density
from amis_qgis_plugin.qgis_bridge.kept_symbols import KeptSymbols
from amis_qgis_plugin.qgis_bridge.layers import LAYER_ID

Wait = Callable[..., None]
Screenshot = Callable[..., Path]
LABELS = {group.id: group.label for group in load_commodities().groups()}
REGION = QgsRectangle(92, -11, 141, 28)
LUZON = QgsRectangle(119.9, 15.5, 120.4, 15.9)


@pytest.fixture
def view(iface: Any) -> Any:
    """Return the canvas on the region, in degrees."""
    iface.mainWindow().setGeometry(0, 0, 1366, 768)
    QgsProject.instance().setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    iface.mapCanvas().setExtent(REGION)
    iface.mapCanvas().refresh()
    return iface.mapCanvas()


def shown_in_legend(iface: Any, layer: QgsVectorLayer) -> set[str]:
    model = iface.layerTreeView().layerTreeModel()
    node = QgsProject.instance().layerTreeRoot().findLayer(layer)
    return {one.data(0) for one in model.layerLegendNodes(node)} & {*LABELS.values()}


def explains_further_groups(iface: Any, layer: QgsVectorLayer) -> bool:
    model = iface.layerTreeView().layerTreeModel()
    node = QgsProject.instance().layerTreeRoot().findLayer(layer)
    return any("further groups" in one.data(0) for one in model.layerLegendNodes(node))


def groups_of(where: str = "1") -> set[str]:
    """Return the labels of the groups of some sample rows, read without the plugin."""
    query = f"SELECT DISTINCT commodity_group FROM {OCCURRENCES} WHERE {where}"
    with closing(sqlite3.connect(f"file:{SAMPLES}?mode=ro&immutable=1", uri=True)) as connection:
        return {LABELS[group] for (group,) in connection.execute(query)}


def test_the_legend_follows_the_filter(
    iface: Any, plugin: Any, view: Any, layer: QgsVectorLayer, wait_until: Wait
) -> None:
    everything = groups_of()
    assert everything < {*LABELS.values()}
    wait_until(lambda: shown_in_legend(iface, layer) == everything, what="groups that are there")
    plugin.filter.set_filter(OccurrenceFilter(countries=("PHL",)))
    philippines = groups_of("country = 'PHL'")
    assert philippines < everything
    wait_until(lambda: shown_in_legend(iface, layer) == philippines, what="those of the filter")
    assert explains_further_groups(iface, layer), "it has no rows, and is there all the same"
    plugin.filter.set_filter(OccurrenceFilter())
    wait_until(lambda: shown_in_legend(iface, layer) == everything, what="all again")


def test_the_legend_of_a_server_follows_the_filter(
    iface: Any, plugin: Any, panel: Any, live: QgsVectorLayer, wait_until: Wait
) -> None:
    """Its points are drawn by commodity group once a filter has read them."""
    found = []
    for wanted in (
        OccurrenceFilter(commodities=("copper",), countries=("PHL",)),
        OccurrenceFilter(commodities=("tin", "tungsten")),
        OccurrenceFilter(),
    ):
        plugin.filter.set_filter(wanted)
        wait_until(lambda: live.renderer().type() == "categorizedSymbol", what="groups")
        wait_until(lambda: not plugin.filter.wanted.is_empty or not live.subsetString())
        wait_until(
            lambda: bool(drawn(live)) and shown_in_legend(iface, live) == drawn(live),
            what=f"{wanted}: {shown_in_legend(iface, live)}, {drawn(live)}",
        )
        found.append(drawn(live))
    assert found[0] != found[1]
    assert found[0] < found[2] and found[1] < found[2]


def drawn(layer: QgsVectorLayer) -> set[str]:
    """Return the labels of the groups that QGIS draws the layer's features with."""
    renderer, context = layer.renderer().clone(), QgsRenderContext()
    context.expressionContext().setFields(layer.fields())
    renderer.startRender(context, layer.fields())
    names = {item.ruleKey(): item.label() for item in renderer.legendSymbolItems()}
    found = set()
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        found |= {names[key] for key in renderer.legendKeysForFeature(feature, context)}
    renderer.stopRender(context)
    return found & {*LABELS.values()}


def test_a_legend_that_somebody_ordered_stays(
    iface: Any, plugin: Any, view: Any, layer: QgsVectorLayer, wait_until: Wait, settle: Wait
) -> None:
    wait_until(lambda: len(shown_in_legend(iface, layer)) < len(LABELS))
    node = QgsProject.instance().layerTreeRoot().findLayer(layer)
    node.setCustomProperty("legend/node-order", "1,0")
    plugin.filter.set_filter(OccurrenceFilter(countries=("PHL",)))
    settle(600)
    assert node.customProperty("legend/node-order") == "1,0"


def test_many_on_a_small_map_are_a_heat_map(
    iface: Any,
    plugin: Any,
    view: Any,
    layer: QgsVectorLayer,
    wait_until: Wait,
    settle: Wait,
    screenshot: Screenshot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(density, "MANY", 500)
    noted = layer.customProperty(LAYER_ID)
    wait_until(lambda: shown_in_legend(iface, layer) == groups_of(), what="the legend")
    QgsProject.instance().setDirty(False)
    view.setExtent(REGION.scaled(1.1))
    wait_until(lambda: layer.renderer().type() == "heatmapRenderer", what="a heat map")
    assert not QgsProject.instance().isDirty(), "who only looks has nothing to save"
    assert layer.customProperty(LAYER_ID) == noted
    settle(800)
    assert not QgsProject.instance().isDirty()
    screenshot("map-density")
    plugin.filter.set_filter(OccurrenceFilter(countries=("PHL",)))
    wait_until(lambda: layer.renderer().type() == "categorizedSymbol", what="few of them")
    plugin.filter.set_filter(OccurrenceFilter())
    wait_until(lambda: layer.renderer().type() == "heatmapRenderer", what="many again")
    assert layer.subsetString() == ""
    view.setExtent(LUZON)
    wait_until(lambda: layer.renderer().type() == "categorizedSymbol", what="a large scale")
    assert layer.labelsEnabled()


@pytest.mark.parametrize("way", ["legend", "script"])
def test_symbols_that_somebody_changes_stay_changed(
    iface: Any, view: Any, layer: QgsVectorLayer, wait_until: Wait, monkeypatch: pytest.MonkeyPatch,
    way: str,
) -> None:  # fmt: skip
    """Also after changes between heat map and symbols, from which on the symbols are kept."""
    monkeypatch.setattr(density, "MANY", 500)

    def look(extent: Any, kind: str) -> None:
        view.setExtent(extent)
        wait_until(lambda: layer.renderer().type() == kind, what=kind)
        wait_until(lambda: not view.isDrawing(), what="the map")

    for _turn in range(2):
        look(REGION.scaled(1.1), "heatmapRenderer")
        look(LUZON, "categorizedSymbol")
    wait_until(lambda: bool(shown_in_legend(iface, layer)), what="the legend")
    label = sorted(shown_in_legend(iface, layer))[0]
    at, symbol = symbol_of(layer, label)
    symbol.setSize(9)
    if way == "legend":
        node = QgsProject.instance().layerTreeRoot().findLayer(layer)
        entries = iface.layerTreeView().layerTreeModel().layerLegendNodes(node)
        next(one for one in entries if one.data(0) == label).setSymbol(symbol)
    else:
        layer.renderer().updateCategorySymbol(at, symbol)
        layer.triggerRepaint()
    look(REGION.scaled(1.1), "heatmapRenderer")
    look(LUZON, "categorizedSymbol")
    assert symbol_of(layer, label)[1].size() == 9


def test_a_filter_is_no_change_of_the_symbols(
    plugin: Any, view: Any, layer: QgsVectorLayer, settle: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    """QGIS has the layer drawn anew for it, once and again; what is kept of it has to last."""
    view.setExtent(LUZON)
    settle(300)
    forgotten: list[str] = []
    monkeypatch.setattr(KeptSymbols, "forget", lambda _self, name: forgotten.append(name))
    for filter_ in (OccurrenceFilter(countries=("PHL",)), OccurrenceFilter()):
        before = layer.subsetString()
        plugin.filter.set_filter(filter_)
        settle(600)
        assert layer.subsetString() != before
    assert forgotten == []
    layer.triggerRepaint()
    assert forgotten == [layer.id()]


def symbol_of(layer: QgsVectorLayer, label: str) -> tuple[int, Any]:
    """Return the place of a class, and a copy of its symbol."""
    categories = layer.renderer().categories()  # the symbols live as long as these
    at = next(n for n, one in enumerate(categories) if one.label() == label)
    return at, categories[at].symbol().clone()


def test_a_style_that_somebody_chose_stays(
    view: Any, layer: QgsVectorLayer, settle: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(density, "MANY", 500)
    settle()
    layer.styleManager().addStyleFromLayer("Mine")
    layer.styleManager().setCurrentStyle("Mine")
    view.setExtent(REGION.scaled(1.2))
    settle(300)
    assert layer.styleManager().currentStyle() == "Mine"


def test_screens(
    iface: Any, plugin: Any, view: Any, layer: QgsVectorLayer, wait_until: Wait, settle: Wait,
    screenshot: Screenshot,
) -> None:  # fmt: skip
    for entry in plugin.catalogue.entries():
        if OCCURRENCES not in entry.entry_id:
            plugin.catalogue.add(entry)
    iface.messageBar().clearWidgets()
    wait_until(lambda: len(shown_in_legend(iface, layer)) < len(LABELS))
    node = QgsProject.instance().layerTreeRoot().findLayer(layer)
    node.setExpanded(True)
    plugin.docks[0].hide()
    for name, extent in (("small", REGION), ("middle", LUZON.scaled(12)), ("large", LUZON)):
        for ground in ("#ffffff", "#2b2b2b"):
            view.setCanvasColor(_colour(ground))
            view.setExtent(extent)
            view.refresh()
            settle(1500)
            screenshot(f"map-{name}-{ground[1:]}")
    view.setCanvasColor(_colour("#ffffff"))
    plugin.docks[0].show()


def _colour(name: str) -> Any:
    from qgis.PyQt.QtGui import QColor

    return QColor(name)
