"""Layers of workspaces that QGIS opened by itself bear the marks of the Catalogue's."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from counting import copy_of_samples
from qgis.core import QgsProject, QgsVectorLayer

from amis_qgis_plugin.core.schemas import OCCURRENCES
from amis_qgis_plugin.qgis_bridge.layer_filter import Kind, occurrence_layers
from amis_qgis_plugin.qgis_bridge.layers import (
    LAYER_ID,
    LAYER_TYPE,
    THEME,
    WORKSPACE,
    make_workspace_layer,
)
from amis_qgis_plugin.qgis_bridge.own_layers import OwnLayers
from amis_qgis_plugin.workspace.contents import read_layers

MARKS = (LAYER_ID, LAYER_TYPE, THEME, WORKSPACE)


@pytest.fixture
def project(empty_project: QgsProject) -> Any:
    own = OwnLayers(empty_project)
    yield empty_project
    own.release()


def marks(layer: Any) -> list[Any]:
    return [layer.customProperty(name) for name in MARKS]


def test_every_table_has_the_marks_that_the_catalogue_gives(
    project: QgsProject, tmp_path: Path
) -> None:
    path = copy_of_samples(tmp_path)
    for one in read_layers(path):
        ours = make_workspace_layer(one)
        theirs = QgsVectorLayer(f"{path}|layername={one.table}", "dragged", "ogr")
        assert marks(theirs) == [None] * 4
        project.addMapLayer(theirs)
        assert marks(theirs) == marks(ours), one.table
    (found,) = occurrence_layers(project)
    assert found[1] is Kind.WORKSPACE


def test_what_a_person_may_have_styled_is_not_taken_for_new(
    project: QgsProject, tmp_path: Path
) -> None:
    layer = QgsVectorLayer(f"{copy_of_samples(tmp_path)}|layername={OCCURRENCES}", "a", "ogr")
    project.addMapLayer(layer)
    assert "amis/plain_colour" not in layer.customPropertyKeys()


def test_those_that_are_there_already_are_marked_too(
    empty_project: QgsProject, tmp_path: Path
) -> None:
    path = copy_of_samples(tmp_path)
    layer = QgsVectorLayer(f"{path}|layername={OCCURRENCES}", "dragged", "ogr")
    empty_project.addMapLayer(layer)
    assert occurrence_layers(empty_project) == []
    OwnLayers(empty_project).release()
    assert [one for one, _kind in occurrence_layers(empty_project)] == [layer]


def test_marks_that_are_there_stay(project: QgsProject, tmp_path: Path) -> None:
    path = copy_of_samples(tmp_path)
    layer = QgsVectorLayer(f"{path}|layername={OCCURRENCES}", "of a package", "ogr")
    layer.setCustomProperty(LAYER_ID, "package:mineral_occurrences")
    project.addMapLayer(layer)
    assert layer.customProperty(LAYER_ID) == "package:mineral_occurrences"
    assert layer.customProperty(WORKSPACE) is None


@pytest.mark.parametrize("name", ["points.geojson", "points.gpkg", "gone.gpkg", "text.gpkg"])
def test_other_layers_are_left_alone(
    project: QgsProject, tmp_path: Path, name: str, make_points: Any
) -> None:
    path = tmp_path / name
    if name.startswith("points"):
        make_points(path)
    elif name.startswith("text"):
        path.write_text("no database", encoding="utf-8")
    layer = QgsVectorLayer(f"{path}|layername=points", "other", "ogr")
    project.addMapLayer(layer)
    assert marks(layer) == [None] * 4


@pytest.fixture
def make_points() -> Any:
    from osgeo import ogr

    def make(path: Path) -> None:
        driver = ogr.GetDriverByName("GPKG" if path.suffix == ".gpkg" else "GeoJSON")
        dataset = driver.CreateDataSource(str(path))
        dataset.CreateLayer("points", geom_type=ogr.wkbPoint)
        dataset = None

    return make
