"""A copy has a spatial index that SQLite and GDAL take for their own, wherever it came from."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from osgeo import ogr
from package_samples import AREA, COPPER_PHILIPPINES, UNITS_IN_AREA, build_workspace, names_in

from amis_qgis_plugin.core.errors import Cancelled, WorkspaceError
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.workspace.extract import extract
from amis_qgis_plugin.workspace.gdal_calls import sqlite, stoppable
from amis_qgis_plugin.workspace.selection import LayerSelection

TABLES = {  # each with a geometry of its kind
    "mineral_occurrences": "POINT (7 8)",
    "geological_units": "POLYGON ((7 8, 8 8, 8 9, 7 8))",
    "faults": "LINESTRING (7 8, 8 9)",
}
COPPER = "commodity_codes LIKE '%copper%' AND country = 'PHL'"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_workspace(tmp_path_factory.mktemp("workspace") / "small.gpkg")


def selections() -> list[LayerSelection]:
    return [
        LayerSelection("mineral_occurrences", "Occurrences", condition=COPPER),
        LayerSelection("geological_units", "Units", area=AREA),
        LayerSelection("faults", "Faults"),
        LayerSelection("production", "Production"),
    ]


def boxes_in(path: Path, table: str) -> list[tuple[float, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        query = f"SELECT id, minx, maxx, miny, maxy FROM rtree_{table}_geom ORDER BY id"
        found = connection.execute(query).fetchall()
        assert connection.execute(f"SELECT rtreecheck('rtree_{table}_geom')").fetchone() == ("ok",)
    return found


def envelopes_in(path: Path, table: str) -> list[tuple[float, ...]]:
    dataset = ogr.Open(str(path))
    found = []
    for feature in dataset.GetLayerByName(table):
        shape = feature.GetGeometryRef()
        if shape is not None and not shape.IsEmpty():
            found.append((feature.GetFID(), *shape.GetEnvelope()))
    return found


def check_indexes(copy: Path) -> None:
    """Hold the indexes against the geometry, and let GDAL use, change and extend them."""
    for table in TABLES:
        wanted = envelopes_in(copy, table)
        assert boxes_in(copy, table) == [pytest.approx(one, rel=1e-6) for one in wanted]
        dataset = ogr.Open(str(copy), 1)
        layer = dataset.GetLayerByName(table)
        assert layer.TestCapability(ogr.OLCFastSpatialFilter)
        for fid, west, east, south, north in wanted:
            layer.SetSpatialFilterRect(west, south, east, north)
            assert fid in [feature.GetFID() for feature in layer]
        layer.SetSpatialFilter(None)
        layer.DeleteFeature(wanted[0][0])
        added = ogr.Feature(layer.GetLayerDefn())
        added.SetGeometry(ogr.CreateGeometryFromWkt(TABLES[table]))
        layer.CreateFeature(added)
        layer = dataset = None
        assert boxes_in(copy, table) == [
            pytest.approx(one, rel=1e-6) for one in envelopes_in(copy, table)
        ]


def test_the_index_comes_with_the_rows(workspace: Path, tmp_path: Path) -> None:
    counts = extract(workspace, tmp_path / "copy.gpkg", selections())
    assert counts["mineral_occurrences"] == len(COPPER_PHILIPPINES)
    assert counts["geological_units"] == len(UNITS_IN_AREA)
    with closing(sqlite3.connect(tmp_path / "copy.gpkg")) as connection:
        recorded = connection.execute(
            "SELECT table_name, column_name, scope FROM gpkg_extensions"
            " WHERE extension_name = 'gpkg_rtree_index' ORDER BY table_name"
        ).fetchall()
    assert recorded == [(table, "geom", "write-only") for table in sorted(TABLES)]
    check_indexes(tmp_path / "copy.gpkg")


@pytest.mark.parametrize(
    "damage",
    [
        "DROP TABLE rtree_{}_geom",
        "DELETE FROM rtree_{}_geom WHERE id = (SELECT min(id) FROM rtree_{}_geom)",
    ],
)
def test_an_older_index_that_is_not_whole_is_made_anew(
    workspace: Path, tmp_path: Path, damage: str
) -> None:
    older = tmp_path / "older.gpkg"
    shutil.copy(workspace, older)
    with closing(sqlite3.connect(older)) as connection, connection:
        for table in TABLES:
            connection.execute(damage.replace("{}", table))
    chosen = [LayerSelection(table, table) for table in TABLES]
    extract(older, tmp_path / "copy.gpkg", chosen)
    assert names_in(tmp_path / "copy.gpkg", "faults", "name") == ["in Luzon", "far south"]
    check_indexes(tmp_path / "copy.gpkg")


_LONG = (
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000000)"
    " SELECT count(*) FROM n"
)


def test_a_statement_is_stopped_in_the_middle(workspace: Path) -> None:
    questions = iter([False, False, True])  # the flag may be set and reset again
    progress = Progress(is_cancelled=lambda: next(questions, False))
    with pytest.raises(Cancelled), stoppable(progress), sqlite(workspace) as connection:
        connection.execute(_LONG).fetchone()


def test_errors_of_sqlite_stay_what_they_are(workspace: Path) -> None:
    with pytest.raises(WorkspaceError), stoppable(Progress()), sqlite(workspace) as connection:
        connection.execute("SELECT nothing FROM nowhere")
