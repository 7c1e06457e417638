"""The same filter finds the same rows: in SQL run by GDAL and SQLite, by bits, and read plainly."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from filtering import Row, edit_rows, filters, make_workspace, wanted_fids
from hypothesis import event, given, settings
from osgeo import gdal, ogr

from amis_qgis_plugin.core.facet_counts import question_of
from amis_qgis_plugin.core.facets import FacetIndex
from amis_qgis_plugin.core.facets_bits import all_bits, unpack
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.workspace_sql import to_workspace_sql
from amis_qgis_plugin.workspace.facet_rows import read_facets
from amis_qgis_plugin.workspace.file_state import has_name_index
from amis_qgis_plugin.workspace.gdal_calls import rows as sqlite_rows
from amis_qgis_plugin.workspace.name_index import index_edited_names


@dataclass(frozen=True)
class Made:
    """A workspace and its rows."""

    path: Path
    rows: list[Row]
    layer: Any
    index: FacetIndex

    def by_gdal(self, condition: str) -> set[int]:
        """Return the rows that GDAL finds, counted in both of its ways."""
        gdal.ErrorReset()
        self.layer.SetAttributeFilter(condition or None)
        found = [row.GetFID() for row in self.layer]
        assert gdal.GetLastErrorMsg() == ""
        assert self.layer.GetFeatureCount() == len(found) == len(set(found))
        return set(found)


@pytest.fixture(scope="module", params=[1, 2, "edited"])
def made(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Made]:
    path = tmp_path_factory.mktemp("agreement") / "rows.gpkg"
    if request.param == "edited":
        rows = edit_rows(path, make_workspace(path, 3, 240), 3)
        index_edited_names(path)
    else:
        rows = make_workspace(path, request.param)
    dataset = ogr.Open(str(path))
    yield Made(path, rows, dataset.GetLayerByName("mineral_occurrences"), read_facets(path))


@settings(max_examples=100, deadline=None)
@given(filters)
def test_sql_finds_what_was_wanted(made: Made, wanted: OccurrenceFilter) -> None:
    expected = wanted_fids(wanted, made.rows)
    event("none" if not expected else "all" if len(expected) == len(made.rows) else "some")
    condition = to_workspace_sql(wanted, has_names=True)
    assert made.by_gdal(condition) == expected
    if not wanted.text:
        assert to_workspace_sql(wanted) == condition


@settings(max_examples=20, deadline=None)
@given(filters)
def test_sqlite_finds_what_gdal_finds(made: Made, wanted: OccurrenceFilter) -> None:
    condition = to_workspace_sql(wanted, has_names=has_name_index(made.path))
    asked = f"SELECT fid FROM mineral_occurrences WHERE {condition or '1'}"
    assert {row[0] for row in sqlite_rows(made.path, asked)} == made.by_gdal(condition)


@settings(max_examples=100, deadline=None)
@given(filters)
def test_bits_find_the_same(made: Made, wanted: OccurrenceFilter) -> None:
    asked = question_of(wanted, made.index)
    among = made.index.among(asked.without, asked.where)
    bits = made.index.select(asked.sets, "", among)
    flags = unpack(bits if bits is not None else all_bits(len(made.rows)), len(made.rows))
    fids = sorted(row.fid for row in made.rows)
    assert {fids[at] for at in np.flatnonzero(flags)} == wanted_fids(wanted, made.rows)


def test_the_rows_tell_the_wishes_apart(made: Made) -> None:
    """Every field of a filter changes what is found among these rows."""
    every = {row.fid for row in made.rows}
    for wish in (
        {"commodities": ("copper",)},
        {"commodities": ("copper",), "role": "major"},
        {"excluded": ("copper",)},
        {"critical_lists": ("EU-2024",)},
        {"deposit_models": ("skarn",)},
        {"occurrence_types": ("deposit",)},
        {"mine_statuses": ("operating",)},
        {"completeness": ("INCOMPLETE",)},
        {"sources": ("it's",)},
        {"text": "dong"},
        {"polygon": "POLYGON ((100.1 -5.1, 130.1 -5.1, 115.1 15.1))"},
    ):
        assert set() < wanted_fids(OccurrenceFilter(**wish), made.rows) < every, wish
    copper = OccurrenceFilter(commodities=("copper",))
    major = wanted_fids(copper.with_values(role="major"), made.rows)
    assert major < wanted_fids(copper, made.rows)


def test_a_polygon_with_many_corners_is_read(made: Made) -> None:
    """SQLite reads no expression of more than 1,000 levels, and no text of more than 1 MB."""
    turns = np.linspace(0, 2 * np.pi, 4999, endpoint=False)
    reach = 8 + np.sin(turns * 40)
    corners = ", ".join(
        f"{115.0137 + a} {4.0291 + b}"
        for a, b in zip(reach * np.cos(turns) * 2, reach * np.sin(turns))
    )
    wanted = OccurrenceFilter(polygon=f"POLYGON (({corners}))")
    condition = to_workspace_sql(wanted)
    assert len(condition) < 1_000_000
    found = made.by_gdal(condition)
    assert found == wanted_fids(wanted, made.rows)
    assert 0 < len(found) < len(made.rows)


def test_a_name_edited_elsewhere_is_found_by_its_new_letters(tmp_path: Path) -> None:
    path = tmp_path / "rows.gpkg"
    rows = make_workspace(path, 4, 8)
    first, second, third = (row.fid for row in rows[:3])
    with closing(sqlite3.connect(path)) as connection, connection:
        for trigger in ("insert", "update1", "update2", "update3", "update4", "delete"):
            name = f"rtree_mineral_occurrences_geom_{trigger}"
            connection.execute(f"DROP TRIGGER IF EXISTS {name}")  # they call GDAL's functions
        connection.execute(
            "UPDATE mineral_occurrences SET name = 'Mỏ Zzyzx' WHERE fid = ?", (first,)
        )
        connection.execute("DELETE FROM mineral_occurrences WHERE fid = ?", (second,))
        connection.execute(
            "INSERT OR REPLACE INTO mineral_occurrences (fid, name) VALUES (?, 'ZZYZX')", (third,)
        )
        indexed = {
            row[0] for row in connection.execute("SELECT occurrence FROM amis_occurrence_name")
        }
        condition = to_workspace_sql(OccurrenceFilter(text="zzyzx"), has_names=True)
        found = connection.execute(f"SELECT fid FROM mineral_occurrences WHERE {condition}")
        assert {row[0] for row in found} == {first, third}
    assert indexed.isdisjoint((first, second, third))
