"""Layers that are only viewed are drawn by commodity group, once, and only where nobody styled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from counting import OCCURRENCES, SAMPLES
from osgeo import gdal, ogr
from qgis.core import (
    QgsFillSymbol,
    QgsMarkerSymbol,
    QgsRenderContext,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.qgis_bridge.layer_filter import clear_filter, filter_live_layer
from amis_qgis_plugin.qgis_bridge.layers import stamp
from amis_qgis_plugin.qgis_bridge.live_symbols import draw_by_group
from amis_qgis_plugin.qgis_bridge.live_values import LiveValues, live_source, read_live_values

KEPT = "SELECT commodity_text AS commod, name, geom FROM mineral_occurrences"


@pytest.fixture
def layer(tmp_path: Path) -> QgsVectorLayer:
    """Return the samples with nothing but what their source had: commodities as text."""
    path = tmp_path / "foreign.gpkg"
    gdal.VectorTranslate(str(path), str(SAMPLES), SQLStatement=KEPT, layerName="points")
    layer = QgsVectorLayer(f"{path}|layername=points", "Foreign", "ogr")
    stamp(layer, "foreign", OCCURRENCES, "occurrences")
    return layer


def values_of(layer: QgsVectorLayer) -> LiveValues:
    return read_live_values(live_source(layer))


def drawn(layer: QgsVectorLayer) -> Counter[str]:
    """Return the labels of the classes that QGIS draws the features with."""
    renderer, context = layer.renderer().clone(), QgsRenderContext()
    context.expressionContext().setFields(layer.fields())
    renderer.startRender(context, layer.fields())
    names = {item.ruleKey(): item.label() for item in renderer.legendSymbolItems()}
    found: Counter[str] = Counter()
    for feature in layer.getFeatures():
        context.expressionContext().setFeature(feature)
        (key,) = renderer.legendKeysForFeature(feature, context)
        found[names[key]] += 1
    renderer.stopRender(context)
    return found


def test_each_point_is_drawn_as_its_workspace_draws_it(layer: QgsVectorLayer) -> None:
    assert draw_by_group(layer, values_of(layer))
    bundled = _bundled()
    labels = {one.value(): one.label() for one in bundled.renderer().categories()}
    expected: Counter[str] = Counter()
    dataset = ogr.Open(str(SAMPLES))
    for row in dataset.GetLayerByName(OCCURRENCES):
        expected[labels[row["commodity_group"] or ""]] += 1
    assert drawn(layer) == expected
    assert len(expected) > 4


def test_symbols_ask_for_no_column_of_ours(layer: QgsVectorLayer) -> None:
    draw_by_group(layer, values_of(layer))
    asked: set[str] = set()
    for one in layer.renderer().categories():
        asked |= set(one.symbol().usedAttributes(QgsRenderContext()))
    assert asked == set()


def test_it_is_drawn_once_and_a_choice_holds(layer: QgsVectorLayer) -> None:
    before, values = layer.renderer().clone(), values_of(layer)
    assert draw_by_group(layer, values)
    assert not draw_by_group(layer, values)
    layer.setRenderer(before)
    assert not draw_by_group(layer, values)
    assert layer.renderer().type() == "singleSymbol"


def test_a_filter_goes_away_again(layer: QgsVectorLayer) -> None:
    values = values_of(layer)
    draw_by_group(layer, values)
    wanted = OccurrenceFilter(commodities=("copper",))
    assert 0 < filter_live_layer(layer, wanted, values).shown < values.count
    assert clear_filter(layer).shown == values.count
    assert layer.subsetString() == ""


def recolour(layer: QgsVectorLayer) -> None:
    layer.renderer().symbol().setColor(QColor("#123456"))


def resize(layer: QgsVectorLayer) -> None:
    layer.renderer().symbol().setSize(6)


def reshape(layer: QgsVectorLayer) -> None:
    shape = QgsMarkerSymbol.createSimple({"name": "star", "color": colour_of(layer)})
    layer.setRenderer(QgsSingleSymbolRenderer(shape))


def open_anew(layer: QgsVectorLayer) -> None:
    """A layer that the plugin has not made has no note of its colour."""
    for key in layer.customPropertyKeys():
        layer.removeCustomProperty(key)


def edit(layer: QgsVectorLayer) -> None:
    assert layer.startEditing()


@pytest.mark.parametrize("change", [recolour, resize, reshape, open_anew, edit])
def test_what_somebody_styled_stays(
    layer: QgsVectorLayer, change: Callable[[QgsVectorLayer], None]
) -> None:
    values = values_of(layer)
    change(layer)
    assert not draw_by_group(layer, values)
    assert layer.renderer().type() == "singleSymbol"


def colour_of(layer: QgsVectorLayer) -> str:
    return str(layer.renderer().symbol().color().name())


def test_areas_are_left_as_they_are(layer: QgsVectorLayer) -> None:
    values = values_of(layer)
    areas = QgsVectorLayer("Polygon?field=commod:string", "Areas", "memory")
    areas.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple({})))
    assert not draw_by_group(areas, values)


def _bundled() -> Any:
    made = QgsVectorLayer("Point?field=commodity_group:string", "", "memory")
    root = Path(__file__).resolve().parents[2] / "amis_qgis_plugin"
    made.loadNamedStyle(str(root / "styles" / f"{OCCURRENCES}.qml"))
    return made
