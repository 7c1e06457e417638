"""Which classes a legend explains: those of the values in the file, under the layer's filter."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from counting import OCCURRENCES, copy_of_samples
from qgis.core import (
    NULL,
    QgsCategorizedSymbolRenderer,
    QgsDefaultVectorLayerLegend,
    QgsLayerTreeModel,
    QgsPalLayerSettings,
    QgsProject,
    QgsRendererCategory,
    QgsRuleBasedRenderer,
    QgsSymbol,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)

from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.qgis_bridge.legend_groups import (
    EXPLANATION,
    LegendClasses,
    reading_of_values,
    show_only_used,
)

PHILIPPINES = "country = 'PHL'"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return copy_of_samples(tmp_path, "workspace.gpkg")


@pytest.fixture
def layer(path: Path, empty_project: Any) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{path}|layername={OCCURRENCES}", "Occurrences", "ogr")
    QgsProject.instance().addMapLayer(layer)
    return layer


def classify(layer: QgsVectorLayer, column: str, *values: Any) -> None:
    """Give a layer classes, each labelled with its value."""
    renderer = QgsCategorizedSymbolRenderer(column)
    for value in values:
        symbol = QgsSymbol.defaultSymbol(layer.geometryType())
        renderer.addCategory(QgsRendererCategory(value, symbol, str(value)))
    layer.setRenderer(renderer)


def legend(layer: QgsVectorLayer, values: Any) -> list[str]:
    """Return what the legend shows where there are such values."""
    root = QgsProject.instance().layerTreeRoot()
    model = QgsLayerTreeModel(root)
    node = root.findLayer(layer)
    show_only_used(model.refreshLayerLegend, node, values)
    return [one.data(0) for one in model.layerLegendNodes(node)]


def in_file(path: Path, condition: str) -> set[str]:
    query = f"SELECT commodity_group FROM {OCCURRENCES} WHERE {condition}"
    with closing(sqlite3.connect(path)) as connection:
        return {row[0] or "" for row in connection.execute(query)}


@pytest.mark.parametrize("condition", ["", PHILIPPINES, "country = 'PHL' OR country = 'IDN'"])
def test_values_are_those_of_the_file_under_the_filter(
    layer: QgsVectorLayer, path: Path, condition: str
) -> None:
    classify(layer, "commodity_group", "base")
    layer.setSubsetString(condition)
    read = reading_of_values(layer)
    assert read is not None
    assert read(Progress()) == in_file(path, condition or "1")
    assert in_file(path, PHILIPPINES) < in_file(path, "1")


def test_classes_of_no_column_of_text_are_not_read(layer: QgsVectorLayer) -> None:
    classify(layer, "upper(commodity_group)", "BASE")
    assert reading_of_values(layer) is None
    classify(layer, "fid", 1)
    assert reading_of_values(layer) is None
    layer.setRenderer(QgsRuleBasedRenderer(QgsSymbol.defaultSymbol(layer.geometryType())))
    assert reading_of_values(layer) is None


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        ({"base"}, ["base", EXPLANATION]),
        ({"rare"}, ["['precious', 'rare']", EXPLANATION]),
        ({"base", "iron"}, ["base", EXPLANATION, "NULL"]),
        ({"base", ""}, ["base", EXPLANATION, "NULL"]),
        ({"base", "rare", "iron"}, ["base", "['precious', 'rare']", EXPLANATION, "NULL"]),
        (None, ["base", "['precious', 'rare']", EXPLANATION, "NULL"]),
    ],
)
def test_classes_without_features_are_left_out(
    layer: QgsVectorLayer, values: Any, shown: list[str]
) -> None:
    classify(layer, "commodity_group", "base", ["precious", "rare"], EXPLANATION, NULL)
    assert legend(layer, None if values is None else frozenset(values)) == shown


def test_all_classes_come_back(layer: QgsVectorLayer) -> None:
    classify(layer, "commodity_group", "base", "precious")
    assert legend(layer, frozenset({"base"})) == ["base"]
    assert legend(layer, None) == ["base", "precious"]


def test_what_is_no_class_is_neither_taken_for_one_nor_left_out(layer: QgsVectorLayer) -> None:
    classify(layer, "commodity_group", "base", "precious")
    node = QgsProject.instance().layerTreeRoot().findLayer(layer)
    assert LegendClasses.of(node).are_all
    labels = QgsPalLayerSettings()
    labels.fieldName = "name"
    layer.setLabeling(QgsVectorLayerSimpleLabeling(labels))
    layer.setLabelsEnabled(True)
    explained = QgsDefaultVectorLayerLegend(layer)
    explained.setShowLabelLegend(True)
    layer.setLegend(explained)
    classes = LegendClasses.of(node)
    assert not classes.are_all
    assert [*classes.values.values()] == [frozenset({"base"}), frozenset({"precious"})]
    assert legend(layer, frozenset({"precious"}))[0] == "precious"
    assert len(legend(layer, frozenset({"precious"}))) == len(classes.keys) - 1
