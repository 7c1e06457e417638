"""Filters as QGIS expressions find what was wanted, in a file and in a layer of the memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from filtering import SOURCES, Row, edit_rows, filters, make_workspace, wanted_fids
from hypothesis import HealthCheck, given, settings
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsExpression,
    QgsFeatureRequest,
    QgsProject,
    QgsVectorLayer,
)

from amis_qgis_plugin.core.errors import FilterError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.qgis_expressions import to_qgis_expression
from amis_qgis_plugin.qgis_bridge.expression_functions import register_functions

UNHURRIED = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(scope="module", params=["taken", "edited"])
def made(
    request: pytest.FixtureRequest, qgis_app: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, list[Row]]]:
    path = tmp_path_factory.mktemp("expression") / "rows.gpkg"
    rows = make_workspace(path, 5)
    if request.param == "edited":
        rows = edit_rows(path, rows, 5)
    take_back = register_functions()
    yield path, rows
    take_back()


@pytest.fixture
def layer(made: tuple[Path, list[Row]]) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{made[0]}|layername=mineral_occurrences", "rows", "ogr")
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    return layer


def found_by(layer: QgsVectorLayer, expression: str) -> set[int]:
    request = QgsFeatureRequest()
    if expression:
        parsed = QgsExpression(expression)
        assert not parsed.hasParserError(), (parsed.parserErrorString(), expression)
        request.setFilterExpression(expression)
        request.setExpressionContext(layer.createExpressionContext())
    return {feature["fid"] for feature in layer.getFeatures(request)}


@UNHURRIED
@given(filters)
def test_an_expression_finds_what_was_wanted(
    made: tuple[Path, list[Row]], layer: QgsVectorLayer, wanted: OccurrenceFilter
) -> None:
    expression = to_qgis_expression(wanted, sources=SOURCES)
    assert found_by(layer, expression) == wanted_fids(wanted, made[1])


@UNHURRIED
@given(filters)
def test_other_providers_find_the_same(
    made: tuple[Path, list[Row]], layer: QgsVectorLayer, wanted: OccurrenceFilter
) -> None:
    """The rows in memory and in another reference system, where main products are not known."""
    wanted = wanted.with_values(role="any")
    mercator = QgsCoordinateReferenceSystem("EPSG:3857")
    turn = QgsCoordinateTransform(layer.crs(), mercator, QgsProject.instance())
    if wanted.extent is not None:  # edges do not come back from another system to the last digit
        west, south, east, north = wanted.extent
        wanted = wanted.with_values(extent=(west - 0.1, south, east + 0.1, min(north + 0.1, 90)))
        wanted = wanted.with_values(extent=(*wanted.extent[:1], south - 0.1, *wanted.extent[2:]))
    memory = QgsVectorLayer("Point?crs=EPSG:3857", "rows", "memory")
    memory.dataProvider().addAttributes(layer.fields().toList())
    memory.updateFields()
    features = []
    for feature in layer.getFeatures():
        geometry = feature.geometry()
        geometry.transform(turn)
        feature.setGeometry(geometry)
        features.append(feature)
    assert memory.dataProvider().addFeatures(features)[0]
    expression = to_qgis_expression(wanted, crs="EPSG:3857", sources=SOURCES)
    assert found_by(memory, expression) == wanted_fids(wanted, made[1])


def test_completeness_is_not_guessed() -> None:
    wanted = OccurrenceFilter(completeness=("INCOMPLETE",))
    with pytest.raises(FilterError, match="completeness"):
        to_qgis_expression(wanted)
    assert to_qgis_expression(wanted, sources={"a": "COMPLETE_PROVEN"}) == "false"


def test_main_products_elsewhere_are_an_error(layer: QgsVectorLayer) -> None:
    expression = QgsExpression(
        to_qgis_expression(OccurrenceFilter(commodities=("copper",), role="major"))
    )
    memory = QgsVectorLayer("Point?crs=EPSG:4326", "rows", "memory")
    context = memory.createExpressionContext()
    context.setFeature(next(layer.getFeatures()))
    expression.evaluate(context)
    assert "Main products are known" in expression.evalErrorString() or (
        "no workspace" in expression.evalErrorString()
    )
