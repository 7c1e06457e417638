"""``amis:takeoffline`` against a WFS that behaves, and one that does not."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from osgeo import gdal
from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback
from wfs_faults import WfsFaults

from amis_qgis_plugin.algorithms.take_offline import TakeOffline

pytestmark = pytest.mark.usefixtures("qgis_app")


def run(server: WfsFaults, workspace: Path, **parameters: Any) -> dict[str, Any]:
    given = {
        "URL": server.url, "LAYER": "deposits", "WORKSPACE": str(workspace),
        "LAYER_TYPE": "mineral_occurrences", "LOOK_UP_COUNTRIES": False, **parameters,
    }  # fmt: skip
    results, is_ok = (
        TakeOffline()
        .create()
        .run(given, QgsProcessingContext(), QgsProcessingFeedback(), {}, False)
    )
    assert is_ok
    return results


def read_back(workspace: Path) -> list[tuple[Any, ...]]:
    """Return the rows by GDAL: what the source said, and where it lies."""
    dataset = gdal.OpenEx(str(workspace), gdal.OF_VECTOR)
    rows = []
    for row in dataset.GetLayer("mineral_occurrences"):
        said, at = json.loads(row["source_attributes"]), row.GetGeometryRef()
        rows.append((said["gid"], said["name"], at.GetX(), at.GetY()))
    return sorted(rows)


def sources(workspace: Path) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(workspace)) as connection:
        columns = "source_id, protocol, layer, completeness, evidence, feature_count, extent"
        return connection.execute(f"SELECT {columns} FROM amis_sources").fetchall()


def parts(folder: Path) -> list[str]:
    return [one.name for one in folder.glob(".*.amis-part*")]


@pytest.mark.parametrize("version", ["2.0.0", "1.1.0", "1.0.0"])
def test_a_layer_comes_whole(version: str, tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    with WfsFaults("capped", version) as server:
        results = run(server, workspace)
        assert read_back(workspace) == sorted(server.rows)
    assert results["FEATURES"] == 350
    assert results["COMPLETENESS"] == "COMPLETE_PROVEN", results["EVIDENCE"]
    assert json.loads(results["EVIDENCE_JSON"])["received"] == 350
    ((source_id, protocol, layer, completeness, evidence, count, extent),) = sources(workspace)
    assert (source_id, protocol, layer) == ("deposits", "wfs", "t:deposits")
    assert (completeness, evidence) == (results["COMPLETENESS"], results["EVIDENCE"])
    assert (count, extent) == (350, "")
    assert parts(tmp_path) == []


def test_an_area_is_remembered(tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    with WfsFaults() as server:
        results = run(server, workspace, EXTENT="108,114,-2,2 [EPSG:4326]")
        inside = [row for row in server.rows if 108 <= row[2] <= 114 and -2 <= row[3] <= 2]
    assert read_back(workspace) == sorted(inside)
    assert results["FEATURES"] == len(inside)
    assert sources(workspace)[0][-1] == "108,-2,114,2"


def test_an_area_over_180_degrees(tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    with WfsFaults("no-extent") as server:
        # The rows of the data, moved east so that they lie on both sides.
        moved = [(gid, name, x + 65.0, y) for gid, name, x, y in server.rows]
        server.rows = [(g, name, x - 360 if x > 180 else x, y) for g, name, x, y in moved]
        run(server, workspace, EXTENT="175,-178,-2,2 [EPSG:4326]")
        inside = [
            row for row in server.rows if (row[2] >= 175 or row[2] <= -178) and -2 <= row[3] <= 2
        ]
    assert {row[2] > 0 for row in inside} == {True, False}
    assert read_back(workspace) == sorted(inside)
    assert sources(workspace)[0][-1] == "175,-2,-178,2"


@pytest.mark.parametrize(
    "extent",
    ["178,-175,2,-2", "178,-175,-2,2 [EPSG:32650]", "114,108,-2,2", "170,-80,-2,2 [EPSG:4326]",
     "80,-170,-2,2"],
)  # fmt: skip
def test_an_area_that_is_none_is_refused(extent: str, tmp_path: Path) -> None:
    with WfsFaults() as server, pytest.raises(QgsProcessingException, match="lies east"):
        run(server, tmp_path / "region.gpkg", EXTENT=extent)


def test_a_filter_of_the_panel_is_not_sent_to_a_server(tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    with (
        WfsFaults() as server,
        pytest.raises(QgsProcessingException, match="a filter of the Filter panel"),
    ):
        run(server, workspace, FILTER='{"countries": ["PHL"]}')
    assert list(tmp_path.iterdir()) == []


def test_an_incomplete_layer_is_an_error_and_goes_on_later(tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    with WfsFaults("gone-late", count=2500) as server:
        with pytest.raises(QgsProcessingException, match=r"INCOMPLETE.*\.region\.deposits"):
            run(server, workspace)
        assert not workspace.exists()
        assert parts(tmp_path) == [".region.deposits.amis-part"]
        server.mode = "good"
        server.asked.clear()
        assert run(server, workspace)["COMPLETENESS"] == "COMPLETE_PROVEN"
        assert read_back(workspace) == sorted(server.rows)
        pages = [one for one in server.asked if int(one.get("COUNT", 0)) > 50]
        assert min(int(one.get("STARTINDEX", 0)) for one in pages) >= 1000
    assert parts(tmp_path) == []


def test_a_good_source_is_replaced_by_a_complete_one_only(tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    with WfsFaults(count=2500) as server:
        run(server, workspace)
        before = read_back(workspace)
        server.mode = "gone-late"
        with pytest.raises(QgsProcessingException, match="stay as they are"):
            run(server, workspace, ACCEPT_INCOMPLETE=True)
        assert read_back(workspace) == before
        results = run(server, workspace, ACCEPT_INCOMPLETE=True, REPLACE_COMPLETE=True)
        assert results["COMPLETENESS"] == "INCOMPLETE"
        assert 0 < len(read_back(workspace)) < 2500
        assert sources(workspace)[0][3] == "INCOMPLETE"


def test_an_empty_area_adds_no_layer(tmp_path: Path) -> None:
    workspace = tmp_path / "region.gpkg"
    with WfsFaults() as server:
        results = run(server, workspace, EXTENT="-30,-20,-30,-20 [EPSG:4326]")
    assert (results["FEATURES"], results["TABLE"]) == (0, "")
    assert results["COMPLETENESS"] == "COMPLETE_UNPROVEN"
    assert "No features in the area" in results["EVIDENCE"]
    assert not workspace.exists() and parts(tmp_path) == []


def test_a_layer_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    with WfsFaults() as server, pytest.raises(QgsProcessingException, match="t:deposits"):
        run(server, tmp_path / "region.gpkg", LAYER="mines")
