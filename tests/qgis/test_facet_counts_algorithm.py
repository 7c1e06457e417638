"""The table of facet counts, against SQLite's own counting and a plain reading of the rows."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from feedback import Feedback
from filtering import COMMODITIES, COUNTRIES, Row, make_workspace, wanted_fids
from osgeo import gdal
from qgis.core import QgsApplication, QgsProcessingContext, QgsProject, QgsVectorLayer

from amis_qgis_plugin.algorithms.provider import AmisProvider
from amis_qgis_plugin.core.facet_names import FACETS
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter

Counts = dict[tuple[str, str], int]
SAVED = {"commodities": ["copper"], "mine_statuses": ["operating", "closed"], "role": "major"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Row]]:
    path = tmp_path_factory.mktemp("facets") / "rows.gpkg"
    return path, make_workspace(path, 9)


@pytest.fixture
def provider(qgis_app: Any) -> Iterator[AmisProvider]:
    provider = AmisProvider()
    assert QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    QgsApplication.processingRegistry().removeProvider("amis")


def run(output: Path, **given: Any) -> tuple[dict[str, Any], bool, str]:
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("amis:facetcounts")
    context, feedback = QgsProcessingContext(), Feedback()
    context.setProject(QgsProject.instance())
    parameters = {"OUTPUT": str(output), **given}
    results, ok = algorithm.run(parameters, context, feedback)
    return dict(results), ok, "\n".join(feedback.errors)


def table(path: Path) -> tuple[Counts, dict[tuple[str, str], str]]:
    """Read the counts and labels by GDAL."""
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_READONLY)
    rows = [row.items() for row in dataset.GetLayer(0)]
    counts = {(row["facet"], row["value"]): row["count"] for row in rows}
    assert len(counts) == len(rows), "a value is listed twice"
    return counts, {(row["facet"], row["value"]): row["label"] for row in rows}


def test_without_a_filter_sqlite_counts_the_same(
    provider: Any, made: tuple[Path, list[Row]], tmp_path: Path
) -> None:
    path, rows = made
    results, ok, errors = run(tmp_path / "counts.gpkg", WORKSPACE=str(path))
    assert ok, errors
    counts, labels = table(tmp_path / "counts.gpkg")
    assert {facet for facet, _value in counts} == set(FACETS)
    assert results["TOTAL"] == results["MATCHING"] == len(rows)
    with closing(sqlite3.connect(path)) as connection:
        for facet, column in (
            ("country", "country"),
            ("deposit_model", "deposit_model"),
            ("occurrence_type", "occurrence_type"),
            ("mine_status", "mine_status"),
            ("source", "source_id"),
        ):
            expected = dict(
                connection.execute(
                    f"SELECT {column}, count(*) FROM mineral_occurrences"
                    f" WHERE {column} IS NOT NULL GROUP BY 1"
                )
            )
            found = {value: n for (one, value), n in counts.items() if one == facet and n}
            assert found == expected, facet
        titles = dict(connection.execute("SELECT source_id, title FROM amis_sources"))
        (gold,) = connection.execute(
            "SELECT count(DISTINCT occurrence) FROM amis_occurrence_commodity"
            " WHERE commodity = 'gold'"
        ).fetchone()
    assert counts["commodity", "gold"] == gold > 0
    assert counts["country", "SGP"] == 0
    assert labels["country", "PHL"] == "Philippines"
    assert {v: label for (one, v), label in labels.items() if one == "source"} == titles


def test_under_a_filter_a_plain_reading_counts_the_same(
    provider: Any, made: tuple[Path, list[Row]], tmp_path: Path
) -> None:
    path, rows = made
    results, ok, errors = run(
        tmp_path / "counts.csv", WORKSPACE=str(path), FILTER=json.dumps(SAVED), COUNTRIES="PHL, IDN"
    )
    assert ok, errors
    wanted = OccurrenceFilter.from_dict(SAVED).with_values(countries=("PHL", "IDN"))
    assert results["MATCHING"] == len(wanted_fids(wanted, rows))
    dataset = gdal.OpenEx(str(tmp_path / "counts.csv"))
    counts = {(row["facet"], row["value"]): int(row["count"]) for row in dataset.GetLayer(0)}
    for code in COMMODITIES:
        alone = wanted.with_values(commodities=(code,))
        assert counts["commodity", code] == len(wanted_fids(alone, rows)), code
    for iso3 in COUNTRIES:
        alone = wanted.with_values(countries=(iso3,))
        assert counts["country", iso3] == len(wanted_fids(alone, rows)), iso3
    assert any(counts["country", iso3] for iso3 in COUNTRIES)


def test_a_live_layer_is_counted_by_its_own_words(provider: Any, tmp_path: Path) -> None:
    source = tmp_path / "survey.csv"
    source.write_text(
        "commodity,country\nCu; Au,Philippines\nemas,Indonesia\ntembaga,\n,Indonesia\n",
        encoding="utf-8",
    )
    layer = QgsVectorLayer(str(source), "survey", "ogr")
    QgsProject.instance().addMapLayer(layer)
    results, ok, errors = run(
        tmp_path / "counts.gpkg", LAYER=layer.id(), FILTER='{"commodities": ["gold"]}'
    )
    assert ok, errors
    counts, _labels = table(tmp_path / "counts.gpkg")
    assert (results["MATCHING"], results["TOTAL"]) == (2, 4)
    assert counts["commodity", "gold"] == counts["commodity", "copper"] == 2
    assert counts["country", "PHL"] == counts["country", "IDN"] == 1
    assert counts["mine_status", "operating"] == 0


def test_a_layer_of_a_workspace_stands_for_its_file(
    provider: Any, made: tuple[Path, list[Row]], tmp_path: Path
) -> None:
    path, rows = made
    layer = QgsVectorLayer(f"{path}|layername=mineral_occurrences", "ours", "ogr")
    QgsProject.instance().addMapLayer(layer)
    results, ok, errors = run(tmp_path / "counts.gpkg", LAYER=layer.id(), FILTER="")
    assert ok, errors
    assert results["TOTAL"] == len(rows)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"FILTER": "{"}, "FILTER"),
        ({"FILTER": '{"colour": ["red"]}'}, "colour"),
        ({"WORKSPACE": "/nowhere.gpkg"}, "nowhere.gpkg"),
    ],
)
def test_what_cannot_be_counted_is_said(
    provider: Any, tmp_path: Path, given: dict[str, str], said: str
) -> None:
    _results, ok, errors = run(tmp_path / "counts.gpkg", **given)
    assert not ok
    assert said in errors


def test_a_layer_without_commodities_is_refused(provider: Any, tmp_path: Path) -> None:
    source = tmp_path / "roads.csv"
    source.write_text("surface,lanes\nasphalt,2\n", encoding="utf-8")
    layer = QgsVectorLayer(str(source), "roads", "ogr")
    QgsProject.instance().addMapLayer(layer)
    results, ok, errors = run(tmp_path / "counts.gpkg", LAYER=layer.id())
    assert not ok, results
    assert "no field that tells commodities" in errors


def test_a_layer_that_is_not_there_is_not_taken_for_the_samples(
    provider: Any, tmp_path: Path
) -> None:
    _results, ok, _errors = run(tmp_path / "counts.gpkg", LAYER=str(tmp_path / "nowhere.shp"))
    assert not ok
