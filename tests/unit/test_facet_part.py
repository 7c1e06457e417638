"""The counts of a part of a workspace are those of a workspace that holds that part alone."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from filtering import filters, make_workspace
from hypothesis import HealthCheck, given, settings

from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.core.facet_counts import count_choices
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.workspace.facet_part import part_of_index
from amis_qgis_plugin.workspace.facet_rows import read_facets

CONDITIONS = ("\"country\" = 'PHL'", "fid % 3 = 0")


def whole_and_part(folder: Path) -> tuple[Path, Path]:
    """Return a workspace, and one without the rows that no condition leaves."""
    whole, part = folder / "whole.gpkg", folder / "part.gpkg"
    make_workspace(whole, 7)
    part.write_bytes(whole.read_bytes())
    with closing(sqlite3.connect(part)) as connection, connection:
        for (trigger,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f'DROP TRIGGER "{trigger}"')
        connection.execute(
            "DELETE FROM mineral_occurrences"
            " WHERE NOT (coalesce(country, '') = 'PHL' OR fid % 3 = 0)"
        )
    return whole, part


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wanted=filters)
def test_a_part_counts_as_a_workspace_of_its_own(
    tmp_path_factory: pytest.TempPathFactory, wanted: OccurrenceFilter
) -> None:
    whole, part = made(tmp_path_factory)
    counted = count_choices(wanted, [part_of_index(read_facets(whole), whole, CONDITIONS)])
    expected = count_choices(wanted, [read_facets(part)])
    assert (counted.total, counted.found) == (expected.total, expected.found)
    for facet, counts in expected.counts.items():
        for choice, count in counts.items():
            assert counted.counts[facet].get(choice, 0) == count, (facet, choice)


_made: list[tuple[Path, Path]] = []


def made(factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    if not _made:
        _made.append(whole_and_part(factory.mktemp("part")))
    return _made[0]


def test_without_a_condition_it_is_the_whole(tmp_path: Path) -> None:
    whole, _part = whole_and_part(tmp_path)
    index = read_facets(whole)
    assert part_of_index(index, whole, ()) is index
    assert part_of_index(index, whole, ("fid > 3", "")) is index


def test_conditions_that_cannot_be_followed_are_errors(tmp_path: Path) -> None:
    whole, part = whole_and_part(tmp_path)
    with pytest.raises(WorkspaceError):
        part_of_index(read_facets(whole), whole, ("ST_SRID(geom) = 4326",))
    with pytest.raises(WorkspaceError, match="changed"):
        part_of_index(read_facets(whole), part, CONDITIONS)
