"""A fresh workspace is a GeoPackage by the standard, with our tables in it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from osgeo import gdal, ogr
from package_samples import source

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.workspace.gdal_calls import add_layer, sqlite
from amis_qgis_plugin.workspace.registry import RegisteredLayer, register_layer
from amis_qgis_plugin.workspace.sources import read_sources, write_source
from amis_qgis_plugin.workspace.styles import write_style
from amis_qgis_plugin.workspace.tables import REGISTERED, create_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    path = tmp_path / "workspace.gpkg"
    dataset = create_workspace(path)
    add_layer(dataset, "faults", "Faults", ogr.wkbLineString, [("name", ogr.OFTString)])
    add_layer(dataset, "figures", "Figures", ogr.wkbNone, [("value", ogr.OFTReal)])
    dataset = None
    return path


@pytest.fixture
def connection(workspace: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(workspace)) as opened:
        yield opened


def test_the_file_says_that_it_is_a_geopackage(workspace: Path) -> None:
    head = workspace.read_bytes()[:100]
    assert head[68:72] == b"GPKG"  # application_id, OGC 12-128r17 requirement 2
    assert int.from_bytes(head[60:64], "big") == 10300  # user_version: 1.3.0


def test_sqlite_finds_no_fault(connection: sqlite3.Connection) -> None:
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_listed_table_is_there_with_an_integer_key(connection: sqlite3.Connection) -> None:
    listed = connection.execute("SELECT table_name, data_type FROM gpkg_contents").fetchall()
    assert {"faults", "figures", *REGISTERED} == {name for name, _kind in listed}
    for name, _kind in listed:
        columns = connection.execute("SELECT type, pk FROM pragma_table_info(?)", (name,))
        assert ("INTEGER", 1) in columns.fetchall(), name


def test_the_commodity_index_is_no_layer(workspace: Path, connection: sqlite3.Connection) -> None:
    assert connection.execute("SELECT count(*) FROM amis_occurrence_commodity").fetchone() == (0,)
    dataset = gdal.OpenEx(str(workspace), gdal.OF_VECTOR, ["GPKG"], ["LIST_ALL_TABLES=NO"])
    names = {dataset.GetLayer(i).GetName() for i in range(dataset.GetLayerCount())}
    assert "amis_occurrence_commodity" not in names
    assert set(REGISTERED) < names


def test_spatial_tables_have_an_rtree(connection: sqlite3.Connection) -> None:
    found = connection.execute("SELECT table_name FROM gpkg_extensions WHERE extension_name = ?",
                               ("gpkg_rtree_index",)).fetchall()  # fmt: skip
    assert found == [("faults",)]


def test_an_existing_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "mine.gpkg"
    path.write_bytes(b"precious")
    with pytest.raises(WorkspaceError, match="there already"):
        create_workspace(path)
    assert path.read_bytes() == b"precious"


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match=r"w\.gpkg"):
        create_workspace(tmp_path / "nowhere" / "w.gpkg")


def test_an_error_in_the_block_takes_back_what_was_written(workspace: Path) -> None:
    with pytest.raises(ZeroDivisionError), sqlite(workspace, write=True) as opened:
        register_layer(opened, RegisteredLayer("faults", "faults", "geology"))
        raise ZeroDivisionError
    with sqlite(workspace) as opened:
        assert opened.execute("SELECT count(*) FROM amis_layers").fetchone()[0] == 0


def test_reading_cannot_write(workspace: Path) -> None:
    with pytest.raises(WorkspaceError, match="readonly"), sqlite(workspace) as opened:
        opened.execute("DELETE FROM amis_sources")


# --- the registry, the sources, the styles -----------------------------------------------------


def test_a_table_has_one_registry_entry(workspace: Path) -> None:
    with sqlite(workspace, write=True) as opened:
        register_layer(opened, RegisteredLayer("faults", "faults", "geology"))
        register_layer(opened, RegisteredLayer("faults", "faults", "geology", "s", "Schematic."))
        rows = opened.execute("SELECT table_name, style, notice FROM amis_layers").fetchall()
    assert [tuple(row) for row in rows] == [("faults", "s", "Schematic.")]


@pytest.mark.parametrize("state", Completeness)
def test_sources_come_back_as_they_were_written(workspace: Path, state: Completeness) -> None:
    written = source("b", "faults", completeness=state, title="Mỏ 'đồng' \"x\"", filter="{}")
    with sqlite(workspace, write=True) as opened:
        write_source(opened, source("b", "faults", title="older"))
        write_source(opened, written)
        write_source(opened, source("a", "faults"))
    assert read_sources(workspace) == (source("a", "faults"), written)


def test_a_source_is_not_written_without_its_completeness(workspace: Path) -> None:
    with closing(sqlite3.connect(workspace)) as opened, pytest.raises(sqlite3.IntegrityError):
        opened.execute(
            "INSERT INTO amis_sources (source_id, table_name, protocol, url, layer, title, licence,"
            " attribution, retrieved_at, evidence, feature_count, digest)"
            " VALUES ('a', 'b', '', '', '', '', '', '', '', '', 0, '')"
        )


def test_a_completeness_of_a_newer_version(workspace: Path) -> None:
    with sqlite(workspace, write=True) as opened:
        write_source(opened, source("a", "faults"))
        opened.execute("UPDATE amis_sources SET completeness = 'ALMOST'")
    with pytest.raises(WorkspaceError, match="ALMOST") as caught:
        read_sources(workspace)
    assert "workspace.gpkg" in str(caught.value)


def test_a_style_is_found_where_gdal_and_qgis_look(workspace: Path) -> None:
    with sqlite(workspace, write=True) as opened:
        write_style(opened, "faults", "lines", "<qgis>đường</qgis>")
    dataset = ogr.Open(str(workspace))
    (row,) = list(dataset.GetLayerByName("layer_styles"))
    assert (row["f_table_name"], row["f_geometry_column"]) == ("faults", "geom")
    assert row["styleQML"] == "<qgis>đường</qgis>"
    assert row["useAsDefault"] == 1


def test_the_newest_style_is_the_one_default(workspace: Path) -> None:
    with sqlite(workspace, write=True) as opened:
        write_style(opened, "faults", "old", "<qgis>old</qgis>")
        write_style(opened, "figures", "other", "<qgis>other</qgis>")
        write_style(opened, "faults", "new", "<qgis>new</qgis>")
        write_style(opened, "faults", "new", "<qgis>newer</qgis>")
        defaults = opened.execute(
            "SELECT f_table_name, styleName, styleQML FROM layer_styles WHERE useAsDefault"
            " ORDER BY 1"
        ).fetchall()
    assert [tuple(row) for row in defaults] == [
        ("faults", "new", "<qgis>newer</qgis>"),
        ("figures", "other", "<qgis>other</qgis>"),
    ]
