"""A look at a workspace: its layers and sources, without waiting and without leaving anything."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.workspace.gdal_calls import create_geopackage
from amis_qgis_plugin.workspace.glance import Glance, glance, glance_map
from amis_qgis_plugin.workspace.sources import read_sources

SAMPLES = Path(__file__).resolve().parents[2] / "sample_layers" / "asean_samples.gpkg"
OCCURRENCES = "mineral_occurrences"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return Path(shutil.copyfile(SAMPLES, tmp_path / "region.gpkg"))


def names(folder: Path) -> list[str]:
    return sorted(one.name for one in folder.iterdir())


def test_it_sees_what_a_reading_sees(workspace: Path) -> None:
    seen = glance(workspace)
    assert seen.sources == read_sources(workspace)
    assert seen.layers[OCCURRENCES].layer_type == OCCURRENCES
    assert seen.layers[OCCURRENCES].theme_id == "mineral"
    assert {one.table_name for one in seen.sources_of(OCCURRENCES)} == {OCCURRENCES}


def test_the_least_complete_comes_first(workspace: Path) -> None:
    with closing(sqlite3.connect(workspace)) as connection, connection:
        connection.execute("UPDATE amis_sources SET completeness = 'COMPLETE_PROVEN'")
        for source_id, state in (("usgs-ree", "COMPLETE_UNPROVEN"), ("usgs-vms", "INCOMPLETE")):
            connection.execute(
                "UPDATE amis_sources SET completeness = ? WHERE source_id = ?", (state, source_id)
            )
    found = [one.source_id for one in glance(workspace).sources_of(OCCURRENCES)]
    assert found[:2] == ["usgs-vms", "usgs-ree"]


@pytest.mark.parametrize("journal", ["delete", "wal"])
def test_nothing_is_left_beside_the_file(workspace: Path, journal: str) -> None:
    """SQLite leaves a log beside a file in that mode when it was only read."""
    with closing(sqlite3.connect(workspace)) as connection:
        assert connection.execute(f"PRAGMA journal_mode = {journal}").fetchone() == (journal,)
    before = names(workspace.parent)
    assert glance(workspace).sources
    glance_map(workspace, "usgs-ree")
    assert names(workspace.parent) == before == ["region.gpkg"]


def test_what_is_in_the_log_is_seen(workspace: Path) -> None:
    with closing(sqlite3.connect(workspace)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        assert glance(workspace).sources
        with writer:
            writer.execute("UPDATE amis_sources SET title = 'changed' WHERE source_id = 'usgs-ree'")
        titles = {one.source_id: one.title for one in glance(workspace).sources}
        assert titles["usgs-ree"] == "changed"


def test_a_locked_file_is_an_error_and_not_remembered(workspace: Path) -> None:
    with closing(sqlite3.connect(workspace, isolation_level=None)) as writer:
        writer.execute("BEGIN EXCLUSIVE")
        writer.execute("UPDATE amis_sources SET title = 'changed'")
        with pytest.raises(WorkspaceError, match="locked"):
            glance(workspace)
        writer.execute("ROLLBACK")
    assert "changed" not in {one.title for one in glance(workspace).sources}


def test_what_is_no_workspace_has_nothing(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceError, match="no such file"):
        glance(tmp_path / "missing.gpkg")
    foreign = tmp_path / "foreign.gpkg"
    create_geopackage(foreign)
    assert glance(foreign) == Glance()
    assert glance_map(foreign, "any") is None
    damaged = tmp_path / "damaged.gpkg"
    damaged.write_bytes(b"SQLite format 3\0" + b"x" * 5000)
    with pytest.raises(WorkspaceError):
        glance(damaged)


@pytest.mark.parametrize(
    "tables",
    [
        "CREATE TABLE amis_layers (id, table_name); CREATE TABLE amis_sources (source_id);"
        "INSERT INTO amis_layers VALUES (1, 'a')",
        "CREATE TABLE amis_layers (id, table_name); CREATE TABLE amis_sources (source_id);"
        "INSERT INTO amis_sources VALUES ('a')",
    ],
)
def test_tables_of_others_with_our_names_are_told(tmp_path: Path, tables: str) -> None:
    path = tmp_path / "other.gpkg"
    with sqlite3.connect(path) as connection:
        connection.executescript(tables)
    connection.close()
    with pytest.raises(WorkspaceError, match="not those of a workspace"):
        glance(path)
