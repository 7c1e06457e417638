"""The algorithm takes every wish of a filter, by name or code, and counts what it finds."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from feedback import Feedback
from filtering import make_workspace, read_rows, wanted_fids
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProcessingOutputLayerDefinition,
    QgsProject,
)

from amis_qgis_plugin.algorithms.provider import AmisProvider
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter

TRIANGLE = "POLYGON ((100.1 -5.1, 130.1 -5.1, 115.1 15.1, 100.1 -5.1))"
SAVED = {"commodities": ["copper"], "countries": ["PHL"], "combine": "all"}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("algorithm") / "rows.gpkg"
    make_workspace(path, 6)
    return path


@pytest.fixture
def provider(qgis_app: Any) -> Iterator[AmisProvider]:
    provider = AmisProvider()
    assert QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    QgsApplication.processingRegistry().removeProvider("amis")


def run(workspace: Path, output: Path, **given: Any) -> tuple[dict[str, Any], bool, str]:
    registry = QgsApplication.processingRegistry()
    algorithm = registry.createAlgorithmById("amis:filteroccurrences")
    context, feedback = QgsProcessingContext(), Feedback()
    context.setProject(QgsProject.instance())
    parameters = {"WORKSPACE": str(workspace), "OUTPUT": str(output), **given}
    ok, reason = algorithm.checkParameterValues(parameters, context)
    if not ok:
        return {}, False, reason
    results, ok = algorithm.run(parameters, context, feedback)
    return dict(results), ok, "\n".join(feedback.errors)


@pytest.mark.parametrize(
    ("given", "wish"),
    [
        ({"EXCLUDED": "Cu, emas"}, {"excluded": ("copper", "gold")}),
        (
            {"COMMODITIES": "copper", "MAJOR_ONLY": True},
            {"commodities": ("copper",), "role": "major"},
        ),
        (
            {"COMMODITIES": "copper, gold", "COMBINE_ALL": True},
            {"commodities": ("copper", "gold"), "combine": "all"},
        ),
        ({"GROUPS": ["precious", "ree"]}, {"groups": ("precious", "ree")}),
        ({"GROUPS": "precious,ree"}, {"groups": ("precious", "ree")}),
        ({"CRITICAL_LIST": "EU 2024"}, {"critical_lists": ("EU-2024",)}),
        ({"DEPOSIT_TYPES": "Skarn; epithermal"}, {"deposit_models": ("skarn", "epithermal")}),
        ({"OCCURRENCE_TYPES": ["deposit"]}, {"occurrence_types": ("deposit",)}),
        ({"MINE_STATUSES": ["closed", "operating"]}, {"mine_statuses": ("closed", "operating")}),
        ({"TEXT": "DONG"}, {"text": "dong"}),
        ({"SOURCES": "it's"}, {"sources": ("it's",)}),
        ({"COMPLETENESS": ["INCOMPLETE"]}, {"completeness": ("INCOMPLETE",)}),
        ({"POLYGON": TRIANGLE}, {"polygon": TRIANGLE}),
        ({"POLYGON": f"{TRIANGLE} [EPSG:4326]"}, {"polygon": TRIANGLE}),
        ({"FILTER": json.dumps(SAVED)}, SAVED),
        ({"FILTER": json.dumps(SAVED), "COMBINE_ALL": False}, SAVED),
        (
            {"FILTER": json.dumps(SAVED), "COUNTRIES": "IDN", "EXCLUDED": "tin"},
            {**SAVED, "countries": ("IDN",), "excluded": ("tin",)},
        ),
    ],
    ids=str,
)
def test_every_wish_is_taken(
    provider: AmisProvider,
    workspace: Path,
    tmp_path: Path,
    given: dict[str, Any],
    wish: dict[str, Any],
) -> None:
    rows = read_rows(workspace)
    expected = wanted_fids(OccurrenceFilter.from_dict(wish), rows)
    assert 0 < len(expected) < len(rows)
    output = tmp_path / "out.gpkg"
    results, ok, errors = run(workspace, output, **given)
    assert ok, errors
    assert results["COUNT"] == len(expected)
    assert results["TOTAL"] == len(rows)
    with closing(sqlite3.connect(output)) as connection:
        found = {row[0] for row in connection.execute("SELECT fid FROM out")}
    assert found == expected


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"GROUPS": ["batteries"]}, "GROUPS"),
        ({"EXCLUDED": "unobtainium"}, "unobtainium"),
        ({"DEPOSIT_TYPES": "cheese"}, "cheese"),
        ({"SOURCES": "it's; cheese"}, "cheese: rows.gpkg has no source of this id"),
        ({"CRITICAL_LIST": "EU 1999"}, "Did you mean EU-2024"),
        ({"POLYGON": "POLYGON ((100 1, 200 1, 100 2, 100 1))"}, "200"),
        ({"POLYGON": "cheese"}, "POLYGON"),
        ({"FILTER": '{"commodities": ['}, "no filter in JSON"),
        ({"FILTER": '{"colour": "red"}'}, "colour"),
        ({"FILTER": "[1]"}, "no filter"),
    ],
)
def test_what_is_not_understood_is_named(
    provider: AmisProvider, workspace: Path, tmp_path: Path, given: dict[str, Any], told: str
) -> None:
    _results, ok, errors = run(workspace, tmp_path / "out.gpkg", **given)
    assert not ok
    assert told in errors


def test_a_temporary_layer_is_made_without_a_warning_for_each_field(
    provider: AmisProvider, workspace: Path
) -> None:
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("amis:filteroccurrences")
    context, feedback = QgsProcessingContext(), Feedback()
    context.setProject(QgsProject.instance())
    for destination in (
        "memory:",
        "TEMPORARY_OUTPUT",
        QgsProcessingOutputLayerDefinition("TEMPORARY_OUTPUT"),
    ):
        given = {"WORKSPACE": str(workspace), "OUTPUT": destination}
        results, ok = algorithm.run(given, context, feedback)
        assert ok and results["COUNT"] == results["TOTAL"] > 0
    assert feedback.warnings == []
