"""``amis:refreshoffline`` and edits made in QGIS, against a WFS whose data change between runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from osgeo import gdal
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorLayer,
    QgsWkbTypes,
)
from wfs_faults import WfsFaults

from amis_qgis_plugin.algorithms.refresh_offline import RefreshOffline
from amis_qgis_plugin.algorithms.take_offline import TakeOffline
from amis_qgis_plugin.workspace.conflicts import MINE, conflicts, resolve
from amis_qgis_plugin.workspace.field_maps import read_source_maps
from amis_qgis_plugin.workspace.local_edits import read_local_edits

pytestmark = pytest.mark.usefixtures("qgis_app")


def run(algorithm: Any, **parameters: Any) -> dict[str, Any]:
    results, is_ok = algorithm.create().run(
        parameters, QgsProcessingContext(), QgsProcessingFeedback(), {}, False
    )
    assert is_ok
    return dict(results)


def take(server: WfsFaults, workspace: Path, **more: Any) -> dict[str, Any]:
    return run(
        TakeOffline(), URL=server.url, LAYER="deposits", WORKSPACE=str(workspace),
        LOOK_UP_COUNTRIES=False, **{"LAYER_TYPE": "mineral_occurrences", **more},
    )  # fmt: skip


def refresh(workspace: Path, **more: Any) -> dict[str, Any]:
    return run(RefreshOffline(), WORKSPACE=str(workspace), **more)


def open_layer(workspace: Path) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{workspace}|layername=mineral_occurrences", "deposits", "ogr")
    assert layer.isValid()
    return layer


def feature_of(layer: QgsVectorLayer, gid: int) -> QgsFeature:
    layer.setSubsetString("")
    found = [one for one in layer.getFeatures() if one["source_feature_id"] == f"deposits.{gid}"]
    return found[0]


def edit_in_qgis(workspace: Path) -> None:
    """Rename, move, remove and add rows in QGIS's edit buffer."""
    layer = open_layer(workspace)
    assert layer.startEditing()
    name = layer.fields().indexOf("name")
    layer.changeAttributeValue(feature_of(layer, 1).id(), name, "Mine")
    layer.changeAttributeValue(feature_of(layer, 3).id(), name, "Mine too")
    there = QgsGeometry.fromPointXY(QgsPointXY(110.5, 1.5))
    layer.changeGeometry(feature_of(layer, 3).id(), there)
    layer.deleteFeature(feature_of(layer, 4).id())
    new = QgsFeature(layer.fields())
    new["name"], new["commodity_codes"] = "Found by me", "gold"
    new.setGeometry(there)
    layer.addFeature(new)
    assert layer.commitChanges(), layer.commitErrors()


def read(workspace: Path) -> dict[str, tuple[Any, ...]]:
    dataset = gdal.OpenEx(str(workspace), gdal.OF_VECTOR)
    found = {}
    for row in dataset.GetLayer("mineral_occurrences"):
        at = row.GetGeometryRef()
        found[row["source_feature_id"] or row["name"]] = (row["name"], at.GetX(), at.GetY())
    return found


def test_edits_of_qgis_are_kept_and_changes_are_a_layer(tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    with WfsFaults() as server:
        take(server, workspace)
        edit_in_qgis(workspace)
        kinds = sorted(one.kind for one in read_local_edits(workspace))
        assert kinds == ["added", "changed", "changed", "removed"]
        first, second, third, *others = server.rows
        server.rows = [
            (first[0], "Theirs", *first[2:]), (third[0], third[1], 111.0, 2.0), *others,
            (9001, "New", 110.0, 1.0),
        ]  # fmt: skip
        results = refresh(workspace)
    counts = {name: results[name] for name in ("ADDED", "CHANGED", "REMOVED", "CONFLICTS")}
    assert counts == {"ADDED": 1, "CHANGED": 2, "REMOVED": 1, "CONFLICTS": 2}
    assert (results["SOURCES"], results["UNCHANGED"]) == (1, 0)
    assert results["COMPLETENESS"] == "COMPLETE_PROVEN"
    (told,) = json.loads(results["REPORT"])
    assert (told["source_id"], told["changed"], told["left_out"]) == ("deposits", 2, 1)
    rows = read(workspace)
    assert rows["deposits.1"][0] == "Mine"
    assert rows["deposits.3"] == ("Mine too", 110.5, 1.5)
    assert rows["Found by me"] == ("Found by me", 110.5, 1.5)
    assert "deposits.4" not in rows and f"deposits.{second[0]}" not in rows
    assert rows["deposits.9001"][0] == "New"
    listed = {(one.feature_id, one.field) for one in conflicts(workspace)}
    assert listed == {("deposits.1", "name"), ("deposits.3", "geom")}
    changes = QgsVectorLayer(results["CHANGES"], "changes", "ogr")
    assert changes.isValid()
    assert changes.geometryType() == QgsWkbTypes.GeometryType.PointGeometry
    assert changes.crs().authid() == "EPSG:4326"
    found = {one["source_feature_id"]: one["change"] for one in changes.getFeatures()}
    assert found == {
        "deposits.1": "changed", "deposits.3": "changed", "deposits.2": "removed",
        "deposits.9001": "added",
    }  # fmt: skip
    resolve(workspace, [one.id for one in conflicts(workspace)], MINE)
    assert read(workspace)["deposits.1"][0] == "Mine"


def test_a_refresh_while_the_layer_is_open_is_seen_in_qgis(tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    with WfsFaults() as server:
        take(server, workspace)
        layer = open_layer(workspace)
        assert layer.featureCount() == 350
        server.rows.append((9001, "New", 110.0, 1.0))
        assert refresh(workspace)["ADDED"] == 1
        layer.dataProvider().reloadData()
        assert sum(1 for _one in layer.getFeatures()) == 351
        assert layer.startEditing()
        layer.changeAttributeValue(
            feature_of(layer, 9001).id(), layer.fields().indexOf("name"), "x"
        )
        assert layer.commitChanges(), layer.commitErrors()
    assert [one.feature_id for one in read_local_edits(workspace)] == ["deposits.9001"]


def test_tags_go_through_qgis(tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    with WfsFaults() as server:
        server.etags = "content"
        take(server, workspace)
        results = refresh(workspace)
        assert (results["UNCHANGED"], results["CHANGES"]) == (1, "")
        assert server.unmodified > 0
        server.rows[5] = (server.rows[5][0], "Theirs", *server.rows[5][2:])
        results = refresh(workspace, SOURCE_ID="deposits")
        assert (results["UNCHANGED"], results["CHANGED"]) == (0, 1)


def test_what_cannot_be_refreshed_is_an_error_and_the_rest_is_done(tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    with WfsFaults() as good, WfsFaults(count=2500) as bad:
        take(good, workspace)
        take(bad, workspace, SOURCE_ID="other")
        good.rows[0] = (good.rows[0][0], "Theirs", *good.rows[0][2:])
        bad.mode = "gone-late"
        with pytest.raises(QgsProcessingException, match="INCOMPLETE"):
            refresh(workspace)
        assert "Theirs" in [one["name"] for one in open_layer(workspace).getFeatures()]
        assert refresh(workspace, SOURCE_ID="deposits")["SOURCES"] == 1
        bad.mode = "good"
        assert refresh(workspace)["SOURCES"] == 2


def test_a_source_that_no_server_gave_is_refused(tmp_path: Path) -> None:
    workspace, feedback = tmp_path / "region.gpkg", QgsProcessingFeedback()
    with WfsFaults() as server:
        take(server, workspace)
    given = {"WORKSPACE": str(workspace), "SOURCE_ID": "nobody"}
    algorithm = RefreshOffline().create()
    _results, is_ok = algorithm.run(given, QgsProcessingContext(), feedback, {}, False)
    assert not is_ok
    assert "Nothing here was taken offline from a server." in feedback.textLog()


def test_the_map_of_a_source_is_used_again(tmp_path: Path) -> None:
    workspace, file = tmp_path / "region.gpkg", tmp_path / "map.json"
    with WfsFaults() as server:
        take(server, workspace)
        (kept,) = read_source_maps(workspace)
        own = kept.fields.with_use("local_name", kept.fields.use("name"))
        file.write_text(json.dumps(own.to_dict()), encoding="utf-8")
        take(server, workspace, FIELD_MAP=str(file))
        (given,) = read_source_maps(workspace)
        assert given.fields != kept.fields
        take(server, workspace, LAYER_TYPE="auto")
        (again,) = read_source_maps(workspace)
        assert again.fields == given.fields
        refresh(workspace)
        assert read_source_maps(workspace)[0].fields == given.fields
