"""Layers come into the project in their theme's group, in an order that hides nothing, once."""

from __future__ import annotations

import itertools
import random
from pathlib import Path
from typing import Any

import pytest
from counting import OCCURRENCES, copy_of_samples
from qgis.core import QgsProject, QgsRasterLayer, QgsVectorLayer

from amis_qgis_plugin.core.catalogue import load_catalogue
from amis_qgis_plugin.qgis_bridge.layers import LAYER_ID, make_workspace_layer, stamp
from amis_qgis_plugin.qgis_bridge.project import OTHER, add_layer, find_layer
from amis_qgis_plugin.workspace.contents import WorkspaceLayer, read_layers


@pytest.fixture
def offered(qgis_app: Any, tmp_path: Path) -> tuple[WorkspaceLayer, ...]:
    return read_layers(copy_of_samples(tmp_path))


def groups(project: QgsProject) -> list[str]:
    return [group.name() for group in project.layerTreeRoot().children()]


def under(project: QgsProject, group: str) -> list[str]:
    return [node.name() for node in project.layerTreeRoot().findGroup(group).findLayers()]


def titles() -> dict[str, str]:
    return {theme.theme_id: theme.title for theme in load_catalogue().themes}


def a_layer(kind: str, name: str) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{kind}?crs=EPSG:4326", name, "memory")
    stamp(layer, f"test:{name}", "", "")
    return layer


def test_every_sample_lies_in_its_themes_group(
    empty_project: QgsProject, offered: tuple[WorkspaceLayer, ...]
) -> None:
    for one in offered:
        add_layer(empty_project, make_workspace_layer(one), one.theme_id)
    assert groups(empty_project)[0] == titles()["mineral"]
    for one in offered:
        assert one.title in under(empty_project, titles()[one.theme_id])
    assert sum(len(under(empty_project, name)) for name in groups(empty_project)) == len(offered)


def test_groups_stand_in_one_order_however_layers_come(
    empty_project: QgsProject,
) -> None:
    themes = [*titles(), "", "no such theme"]
    expected: list[str] | None = None
    for seed in range(6):
        empty_project.clear()
        order = random.Random(seed).sample(themes, len(themes))
        for number, theme_id in enumerate(order):
            add_layer(empty_project, a_layer("Point", f"{seed} {number}"), theme_id)
        found = groups(empty_project)
        expected = expected or found
        assert found == expected, f"seed {seed}"
    assert expected is not None
    assert len(expected) == len(titles()) + 1
    assert expected[0] == titles()["mineral"]
    assert expected.index(titles()["geology"]) < expected.index(titles()["remote"])
    assert expected[-1] == OTHER


def test_points_lie_above_lines_above_areas_above_pictures(
    empty_project: QgsProject, tmp_path: Path
) -> None:
    kinds = ("Point", "LineString", "Polygon", "raster")
    for order in itertools.permutations(kinds):
        empty_project.clear()
        for kind in order:
            layer = picture(tmp_path) if kind == "raster" else a_layer(kind, kind)
            add_layer(empty_project, layer, "geology")
        assert under(empty_project, titles()["geology"]) == list(kinds), order


def test_the_newest_of_a_kind_is_seen(empty_project: QgsProject) -> None:
    for name in ("first", "second"):
        add_layer(empty_project, a_layer("Point", name), "mineral")
    assert under(empty_project, titles()["mineral"]) == ["second", "first"]


def test_a_layer_is_there_once(
    empty_project: QgsProject, offered: tuple[WorkspaceLayer, ...]
) -> None:
    one = next(layer for layer in offered if layer.table == OCCURRENCES)
    first = add_layer(empty_project, make_workspace_layer(one), one.theme_id)
    second = add_layer(empty_project, make_workspace_layer(one), one.theme_id)
    assert second is first or second.id() == first.id()
    assert len(empty_project.mapLayers()) == 1
    assert find_layer(empty_project, str(first.customProperty(LAYER_ID))).id() == first.id()
    assert find_layer(empty_project, "workspace:/elsewhere.gpkg|x") is None


def test_a_layer_that_was_removed_can_be_added_again(
    empty_project: QgsProject, offered: tuple[WorkspaceLayer, ...]
) -> None:
    one = offered[0]
    empty_project.removeMapLayer(
        add_layer(empty_project, make_workspace_layer(one), one.theme_id).id()
    )
    again = add_layer(empty_project, make_workspace_layer(one), one.theme_id)
    assert list(empty_project.mapLayers().values()) == [again]
    assert len(groups(empty_project)) == 1


def test_groups_of_the_person_stay_where_they_are(empty_project: QgsProject) -> None:
    root = empty_project.layerTreeRoot()
    root.addGroup("mine, on top")
    add_layer(empty_project, a_layer("Point", "a"), "geology")
    root.addGroup("mine, below")
    add_layer(empty_project, a_layer("Point", "b"), "mineral")
    add_layer(empty_project, a_layer("Point", "c"), "context")
    found = groups(empty_project)
    assert found.index(titles()["mineral"]) < found.index(titles()["geology"])
    assert found.index(titles()["geology"]) < found.index(titles()["context"])
    assert {"mine, on top", "mine, below"} < set(found)


def picture(folder: Path) -> QgsRasterLayer:
    path = folder / "picture.asc"
    path.write_text(
        "ncols 2\nnrows 2\nxllcorner 0\nyllcorner 0\ncellsize 1\n1 2\n3 4\n", encoding="ascii"
    )
    layer = QgsRasterLayer(str(path), "raster", "gdal")
    stamp(layer, "test:raster", "", "")
    return layer
