"""Heat map and symbols as styles of one layer: nothing else of the layer changes with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from counting import OCCURRENCES, copy_of_samples
from qgis.core import QgsField, QgsProject, QgsVectorLayer, QgsVectorLayerCache
from qgis.gui import QgsAttributeTableModel
from qgis.PyQt.QtCore import Qt

from amis_qgis_plugin.qgis_bridge.compat import plain_field
from amis_qgis_plugin.qgis_bridge.density import is_density, show_density, tell_of_style
from amis_qgis_plugin.qgis_bridge.layers import make_workspace_layer
from amis_qgis_plugin.workspace.contents import read_layers


@pytest.fixture
def layer(empty_project: Any, tmp_path: Path) -> QgsVectorLayer:
    about = next(one for one in read_layers(copy_of_samples(tmp_path)) if one.table == OCCURRENCES)
    layer = make_workspace_layer(about)
    QgsProject.instance().addMapLayer(layer)
    return layer


def test_the_style_goes_and_comes_back(layer: QgsVectorLayer) -> None:
    drawn = layer.renderer().dump()
    assert not show_density(layer, False)
    assert show_density(layer, True) and is_density(layer)
    assert layer.renderer().type() == "heatmapRenderer"
    assert not show_density(layer, True)
    assert show_density(layer, False) and not is_density(layer)
    assert layer.renderer().dump() == drawn


def test_the_legend_is_made_anew_once_and_when_told(layer: QgsVectorLayer) -> None:
    told: list[str] = []
    layer.legendChanged.connect(lambda: told.append("legend"))
    layer.repaintRequested.connect(lambda *_args: told.append("map"))
    show_density(layer, True)
    assert told == []
    tell_of_style(layer)
    assert sorted(told) == ["legend", "map"]


def test_virtual_fields_stay_and_open_tables_hold(layer: QgsVectorLayer) -> None:
    added: QgsField = plain_field("twice", "integer")
    layer.addExpressionField('"fid" * 2', added)
    cache = QgsVectorLayerCache(layer, 100)
    table = QgsAttributeTableModel(cache)
    table.loadLayer()
    before = layer.fields().names()
    for is_wanted in (True, False, True):
        assert show_density(layer, is_wanted)
        assert layer.fields().names() == before
        headers = [
            table.headerData(at, Qt.Orientation.Horizontal) for at in range(table.columnCount())
        ]
        assert "twice" in headers
    feature = next(layer.getFeatures())
    assert feature["twice"] == 2 * feature.id()
