"""The legend of a layer that is only viewed explains what its filter leaves on the map."""

from __future__ import annotations

from typing import Any

import pytest
from qgis.core import QgsLayerTreeModel, QgsProject, QgsVectorLayer
from test_live_symbols import drawn
from test_live_symbols import layer as _layer

from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.qgis_bridge.layer_filter import clear_filter, filter_live_layer
from amis_qgis_plugin.qgis_bridge.live_legends import explain_only_shown
from amis_qgis_plugin.qgis_bridge.live_symbols import draw_by_group
from amis_qgis_plugin.qgis_bridge.live_values import LiveValues, live_source, read_live_values

layer = _layer
EVERYTHING = OccurrenceFilter()
NICKEL = OccurrenceFilter(commodities=("nickel",))


@pytest.fixture
def values(layer: QgsVectorLayer, empty_project: Any) -> LiveValues:
    """Return what the layer has; it is in the project."""
    QgsProject.instance().addMapLayer(layer)
    return read_live_values(live_source(layer))


def legend(layer: QgsVectorLayer) -> set[str]:
    """Return what a new legend of the layer explains."""
    root = QgsProject.instance().layerTreeRoot()
    model = QgsLayerTreeModel(root)
    return {one.data(0) for one in model.layerLegendNodes(root.findLayer(layer))}


def test_it_follows_the_filter(layer: QgsVectorLayer, values: LiveValues) -> None:
    draw_by_group(layer, values)
    project = QgsProject.instance()
    explain_only_shown(project, layer, values, EVERYTHING)
    everything = legend(layer)
    assert everything == set(drawn(layer))
    for wanted in (NICKEL, OccurrenceFilter(commodities=("gold", "uranium")), NICKEL):
        filter_live_layer(layer, wanted, values)
        explain_only_shown(project, layer, values, wanted)
        assert legend(layer) == set(drawn(layer)) < everything
    clear_filter(layer)
    explain_only_shown(project, layer, values, EVERYTHING)
    assert legend(layer) == everything


def test_the_window_is_told(layer: QgsVectorLayer, values: LiveValues) -> None:
    """A legend that is shown is drawn anew, and the project has nothing to be saved for it."""
    draw_by_group(layer, values)
    root = QgsProject.instance().layerTreeRoot()
    model = QgsLayerTreeModel(root)
    node = root.findLayer(layer)
    before = {one.data(0) for one in model.layerLegendNodes(node)}
    QgsProject.instance().setDirty(False)
    explain_only_shown(QgsProject.instance(), layer, values, NICKEL)
    assert {one.data(0) for one in model.layerLegendNodes(node)} < before
    assert not QgsProject.instance().isDirty()


def by_name(layer: QgsVectorLayer) -> None:
    """Give the layer classes of something else."""
    renderer = layer.renderer().clone()
    renderer.setClassAttribute("name")
    layer.setRenderer(renderer)


def test_classes_of_something_else_are_left_alone(
    layer: QgsVectorLayer, values: LiveValues
) -> None:
    draw_by_group(layer, values)
    everything = legend(layer)
    by_name(layer)
    explain_only_shown(QgsProject.instance(), layer, values, NICKEL)
    assert legend(layer) == everything


@pytest.mark.parametrize("known", [True, False])
def test_a_layer_of_one_symbol_or_nothing_known(
    known: bool, layer: QgsVectorLayer, values: LiveValues
) -> None:
    everything = legend(layer)
    explain_only_shown(QgsProject.instance(), layer, values if known else None, NICKEL)
    assert legend(layer) == everything


def test_a_layer_that_is_in_no_legend(layer: QgsVectorLayer, values: LiveValues) -> None:
    draw_by_group(layer, values)
    root = QgsProject.instance().layerTreeRoot()
    root.removeLayer(layer)
    explain_only_shown(QgsProject.instance(), layer, values, NICKEL)
    assert root.findLayer(layer) is None
