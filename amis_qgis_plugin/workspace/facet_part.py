"""The part of a facet index that conditions on the occurrences leave."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ..core.errors import WorkspaceError
from ..core.facets import FacetIndex
from ..core.schemas import OCCURRENCES
from .facet_rows import look_up, numbers_of
from .gdal_calls import sqlite
from .sql import statement
from .union_count import any_of


def part_of_index(index: FacetIndex, path: Path, conditions: Iterable[str]) -> FacetIndex:
    """Return an index that counts the rows under any of the conditions only.

    :param index: of the workspace at ``path``, as :func:`.facet_rows.read_facets` makes it.
    :param conditions: as layers have them; without any, or with an empty one, all rows are left.
    :raises WorkspaceError: when a condition has what SQLite alone does not know, when the file
        cannot be read, or when it has changed since it was indexed.
    """
    conditions = list(conditions)
    where = any_of(conditions) if conditions else ""
    if not where:
        return index
    with sqlite(path) as connection:
        connection.row_factory = None
        connection.execute("BEGIN")
        # From the index of the keys alone: the rows themselves are not looked at.
        in_order = "SELECT group_concat(fid) FROM (SELECT fid FROM {} ORDER BY fid)"
        fids = numbers_of(connection, statement(in_order, OCCURRENCES))
        under = statement("SELECT group_concat(fid) FROM {} WHERE ", OCCURRENCES) + where
        wanted = numbers_of(connection, under)
    if len(fids) != index.count:
        raise WorkspaceError(
            "It was changed while it was being read.",
            subject=str(path),
            hint="It is read again at the next change of the filter.",
        )
    positions, _is_there = look_up(fids, wanted)
    return index.part(positions)
