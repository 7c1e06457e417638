"""The functions of expressions answer as the filter does, and say what they do not understand."""

from __future__ import annotations

import gc
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from counting import OCCURRENCES, copy_of_samples, identifiers
from qgis.core import (
    NULL,
    Qgis,
    QgsExpression,
    QgsFeatureRequest,
    QgsProject,
    QgsVectorLayer,
    QgsVectorLayerFeatureSource,
)

from amis_qgis_plugin import classFactory
from amis_qgis_plugin.qgis_bridge.expression_functions import GROUP, register_functions

NAMES = (
    "amis_has_commodity", "amis_has_major", "amis_major_commodities", "amis_is_critical",
    "amis_commodity_name", "amis_folded",
)  # fmt: skip


@pytest.fixture
def functions(qgis_app: Any) -> Iterator[None]:
    take_back = register_functions()
    yield
    take_back()


@pytest.fixture
def layer(functions: None, tmp_path: Path) -> QgsVectorLayer:
    path = copy_of_samples(tmp_path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE amis_occurrence_commodity SET role = 'major'"
            " WHERE commodity = 'copper' AND occurrence % 2 = 0"
        )
    layer = QgsVectorLayer(f"{path}|layername={OCCURRENCES}", "rows", "ogr")
    QgsProject.instance().addMapLayer(layer)
    return layer


def asked(expression: str) -> Any:
    parsed = QgsExpression(expression)
    assert not parsed.hasParserError(), parsed.parserErrorString()
    value = parsed.evaluate()
    assert not parsed.hasEvalError(), parsed.evalErrorString()
    return None if value == NULL else value


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("amis_has_commodity('copper; gold', 'copper')", True),
        ("amis_has_commodity('copper; gold', 'tin', 'Au')", True),
        ("amis_has_commodity('copper; gold', array('tin', 'emas'))", True),
        ("amis_has_commodity('platinum', 'tin')", False),
        ("amis_has_commodity('Emas, tembaga', 'copper')", True),
        ("amis_has_commodity(array('tin', 'Cu'), 'copper')", True),
        ("amis_has_commodity('neodymium', 'rare earths')", True),
        ("amis_has_commodity('rare-earth-element', 'neodymium')", False),
        ("amis_has_commodity(NULL, 'copper')", False),
        ("amis_has_commodity('', 'copper')", False),
        ("amis_has_commodity('copper', NULL)", None),
        ("amis_is_critical('chromite', 'EU 2024')", False),
        ("amis_is_critical('nickel; gold', 'EU 2024')", True),
        ("amis_is_critical('nickel; gold', 'EU 2023')", True),
        ("amis_is_critical('gold', 'EU-2024', 'us-2022')", False),
        ("amis_is_critical('zinc', 'EU-2024', 'US-2022')", True),
        ("amis_is_critical(NULL, 'EU-2024')", False),
        ("amis_is_critical('zinc', NULL)", None),
        ("amis_commodity_name('Cu')", "copper"),
        ("amis_commodity_name('copper', 'vi')", "đồng"),
        ("amis_commodity_name(NULL, 'vi')", None),
        ("amis_folded('Mỏ  ĐỒNG')", "mo dong"),
        ("amis_folded(NULL)", None),
    ],
)
def test_answers(functions: None, expression: str, expected: Any) -> None:
    assert asked(expression) == expected


@pytest.mark.parametrize(
    ("expression", "told"),
    [
        ("amis_has_commodity('copper', 'unobtainium')", "unobtainium"),
        ("amis_has_commodity(5, 'copper')", "5: It is no text"),
        ("amis_has_commodity('copper')", "amis_has_commodity: It needs 2 values"),
        ("amis_is_critical('copper', 'MARS 2030')", "MARS 2030"),
        ("amis_is_critical('copper', 'EU 2025')", "Did you mean EU-2024"),
        ("amis_commodity_name('copper', 'xx')", "xx: The vocabulary has no names"),
        ("amis_has_major('copper')", "rows of a layer only"),
        ("amis_major_commodities()", "rows of a layer only"),
    ],
)
def test_what_is_not_understood_is_named(functions: None, expression: str, told: str) -> None:
    parsed = QgsExpression(expression)
    assert parsed.evaluate() in (None, NULL)
    assert told in parsed.evalErrorString()


def found_by(layer: QgsVectorLayer, expression: str) -> set[str]:
    request = QgsFeatureRequest().setFilterExpression(expression)
    request.setExpressionContext(layer.createExpressionContext())
    return {feature["identifier"] for feature in layer.getFeatures(request)}


def test_rows_of_a_workspace(layer: QgsVectorLayer) -> None:
    copper = found_by(layer, "amis_has_commodity(\"commodity_codes\", 'copper')")
    assert copper == identifiers(("copper",))
    even = {row["identifier"] for row in layer.getFeatures() if row.id() % 2 == 0}
    assert found_by(layer, "amis_has_major('Cu')") == copper & even
    assert found_by(layer, "array_contains(amis_major_commodities(), 'copper')") == copper & even
    layer.setSubsetString("\"country\" = 'PHL'")
    assert found_by(layer, "amis_has_major('Cu')") == (
        copper & even & identifiers(countries=("PHL",))
    )


def test_only_the_columns_in_question_are_read(layer: QgsVectorLayer) -> None:
    expression = QgsExpression("amis_has_commodity(\"commodity_codes\", 'copper')")
    assert expression.referencedColumns() == {"commodity_codes"}
    assert not expression.needsGeometry()


def test_a_layer_that_is_no_workspace_is_told(functions: None) -> None:
    memory = QgsVectorLayer("Point?field=name:string", "plain", "memory")
    QgsProject.instance().addMapLayer(memory)
    expression = QgsExpression("amis_has_major('copper')")
    context = memory.createExpressionContext()
    context.setFeature(next(iter(_with_one_row(memory).getFeatures())))
    expression.evaluate(context)
    assert "It is no workspace" in expression.evalErrorString()


def _with_one_row(layer: QgsVectorLayer) -> QgsVectorLayer:
    from qgis.core import QgsFeature

    layer.dataProvider().addFeatures([QgsFeature(layer.fields())])
    return layer


def test_every_function_has_help_in_our_group(functions: None) -> None:
    for name in NAMES:
        index = QgsExpression.functionIndex(name)
        function = QgsExpression.Functions()[index]
        assert function.group() == GROUP
        assert name in function.helpText()
        assert "Example" in QgsExpression.helpText(name) or "Example" in function.helpText()


def test_the_plugin_takes_its_functions_back(qgis_app: Any) -> None:
    for _time in range(3):
        plugin = classFactory(None)
        plugin.initProcessing()
        assert all(QgsExpression.isFunctionName(name) for name in NAMES)
        plugin.unload()
        gc.collect()
        assert not any(QgsExpression.isFunctionName(name) for name in NAMES)


def test_a_layer_outside_the_project_is_answered_or_refused(layer: QgsVectorLayer) -> None:
    """QGIS before 3.24 does not tell such a layer; that is an error of the expression, no crash."""
    loose = layer.clone()
    context = loose.createExpressionContext()
    context.setFeature(next(loose.getFeatures()))
    expression = QgsExpression("amis_has_major('copper')")
    answer = expression.evaluate(context)
    if Qgis.QGIS_VERSION_INT < 32400:
        assert "rows of a layer only" in expression.evalErrorString()
    else:
        assert answer in (True, False)
        assert not expression.hasEvalError()


def test_a_layer_that_reads_another_file_is_followed(layer: QgsVectorLayer, tmp_path: Path) -> None:
    before = found_by(layer, "amis_has_major('copper')")
    (tmp_path / "other").mkdir()
    other = copy_of_samples(tmp_path / "other")
    layer.setDataSource(f"{other}|layername={OCCURRENCES}", "rows", "ogr")
    assert before
    assert found_by(layer, "amis_has_major('copper')") != before


def test_other_threads_ask_no_project(layer: QgsVectorLayer) -> None:
    """As maps are drawn: the layer is read and the expression evaluated elsewhere."""
    expected = found_by(layer, "amis_has_major('copper')")
    request = QgsFeatureRequest().setFilterExpression("amis_has_major('copper')")
    request.setExpressionContext(layer.createExpressionContext())
    source = QgsVectorLayerFeatureSource(layer)

    def read() -> set[str]:
        return {feature["identifier"] for feature in source.getFeatures(request)}

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(read).result(timeout=60) == expected
