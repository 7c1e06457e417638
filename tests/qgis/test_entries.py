"""What the Catalogue offers, from files and from what a server said."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from counting import OCCURRENCES, SAMPLES, copy_of_samples, occurrences
from osgeo import gdal

from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.core.theme_guess import OTHER_THEME
from amis_qgis_plugin.qgis_bridge.entries import (
    Entry,
    outline_entry,
    workspace_entries,
)
from amis_qgis_plugin.qgis_bridge.layers import layer_id


@pytest.fixture
def entries(qgis_app: Any, tmp_path: Path) -> dict[str, Entry]:
    path = copy_of_samples(tmp_path)
    return {entry.entry_id.rpartition("|")[2]: entry for entry in workspace_entries(path, "Mine")}


def test_the_samples_offer_their_layers_with_type_source_and_licence(
    entries: dict[str, Entry],
) -> None:
    assert {table: entry.geometry for table, entry in entries.items()} == {
        "mineral_occurrences": "point",
        "schematic_structures": "line",
        "schematic_provinces": "polygon",
        "production_statistics": "table",
    }
    for entry in entries.values():
        assert entry.attribution and entry.description
        assert bool(entry.licence) == (entry.geometry != "table"), "the printed tables state none"
        assert entry.source_title == "Mine"
        assert not entry.live


def test_counts_are_those_of_the_file(entries: dict[str, Entry]) -> None:
    assert entries[OCCURRENCES].features == len(occurrences()) == 726
    with closing(sqlite3.connect(SAMPLES)) as connection, connection:
        for table, entry in entries.items():
            assert connection.execute(f'SELECT count(*) FROM "{table}"').fetchone() == (
                entry.features,
            )


def test_completeness_is_never_claimed(entries: dict[str, Entry]) -> None:
    assert {entry.completeness for entry in entries.values()} == {"COMPLETE_UNPROVEN"}


def test_the_least_complete_source_counts(qgis_app: Any, tmp_path: Path) -> None:
    path = copy_of_samples(tmp_path)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(
            "UPDATE amis_sources SET completeness = 'INCOMPLETE' WHERE source_id = 'usgs-ree'"
        )
        connection.execute(
            "UPDATE amis_sources SET completeness = 'COMPLETE_PROVEN'"
            " WHERE table_name = 'schematic_provinces'"
        )
    states = {one.entry_id.rpartition("|")[2]: one for one in workspace_entries(path, "")}
    assert states[OCCURRENCES].completeness == "INCOMPLETE"
    assert states["schematic_provinces"].completeness == "COMPLETE_PROVEN"


def test_an_entry_makes_the_layer_that_it_names(entries: dict[str, Entry]) -> None:
    for entry in entries.values():
        layer = entry.make()
        assert layer.isValid()
        assert layer_id(layer) == entry.entry_id
        assert layer.name() == entry.title


def test_layers_of_a_foreign_file_find_their_theme_by_their_title(
    qgis_app: Any, tmp_path: Path
) -> None:
    path = tmp_path / "foreign.gpkg"
    for name in ("geological_units", "gravity_stations", "xyz"):
        gdal.VectorTranslate(
            str(path),
            str(SAMPLES),
            layers=["schematic_provinces"],
            layerName=name,
            layerCreationOptions=[f"IDENTIFIER={name}"],
            accessMode="update" if path.exists() else None,
        )
    themes = {entry.title: entry.theme_id for entry in workspace_entries(path, "Foreign")}
    assert set(themes.values()) == {"geology", "geophys", OTHER_THEME}
    assert {entry.licence for entry in workspace_entries(path, "Foreign")} == {""}


@pytest.mark.parametrize(
    "content",
    [b"", b"<html>404</html>", b"SQLite format 3\0" + b"\0" * 200],
    ids=["empty", "HTML", "broken"],
)
def test_what_is_no_geopackage_is_named(qgis_app: Any, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "thing.gpkg"
    path.write_bytes(content)
    with pytest.raises(WorkspaceError) as caught:
        list(workspace_entries(path, ""))
    assert "thing.gpkg" in str(caught.value)
    assert caught.value.hint


def test_a_missing_file_and_a_folder_are_named(qgis_app: Any, tmp_path: Path) -> None:
    for path in (tmp_path / "gone.gpkg", tmp_path):
        with pytest.raises(WorkspaceError) as caught:
            list(workspace_entries(path, ""))
        assert path.name in str(caught.value)


def test_the_outlines_are_offered_with_their_disclaimer(qgis_app: Any) -> None:
    entry = outline_entry()
    assert "do not imply any opinion" in entry.notice
    assert layer_id(entry.make()) == entry.entry_id
    assert entry.theme_id == "context"
