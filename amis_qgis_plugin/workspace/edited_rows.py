"""Rows that a person edited, brought together with what their source says now."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from ..core.three_way import three_way
from .aligned_table import AlignedTable
from .conflicts import ConflictLog
from .edited_commodities import EditedCommodities, Roles
from .local_edits import (
    CHANGED,
    EDITS,
    KEPT,
    before_table,
    forget_edit,
    is_same,
    row_of,
    set_kind,
)
from .sql import has_table, statement


class EditedRows:
    """The edited rows of one source, in the caller's transaction."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        table: AlignedTable,
        source_id: str,
        commodities: EditedCommodities,
    ) -> None:
        self._connection, self._table, self._commodities = connection, table, commodities
        self._before = before_table(table.name)
        self.conflicts = ConflictLog(connection, table.name, source_id)
        self.are_recorded = has_table(connection, EDITS) and has_table(connection, self._before)

    def kinds(self, first_fid: int, last_fid: int) -> dict[int, str]:
        """Return feature id to kind of edit for the edited rows between two ids."""
        if not self.are_recorded:
            return {}
        found = self._connection.execute(
            "SELECT fid, kind FROM amis_local_edits WHERE table_name = ? AND fid BETWEEN ? AND ?",
            (self._table.name, first_fid, last_fid),
        )
        return {row[0]: row[1] for row in found}

    def base(self, fid: int) -> dict[str, Any]:
        """Return a row as its source had it when it was edited first."""
        return row_of(self._connection, self._before, self._table.columns, fid) or {}

    def rebase(self, fid: int, theirs: Mapping[str, Any]) -> None:
        """Let edits count from here on against what the source has now."""
        pairs = ", ".join(statement("{} = ?", name) for name in theirs)
        sql = " ".join([statement("UPDATE {} SET", self._before), pairs, "WHERE fid = ?"])
        self._connection.execute(sql, (*theirs.values(), fid))

    def merge(
        self, fid: int, kind: str, mine: Mapping[str, Any], theirs: Mapping[str, Any], roles: Roles
    ) -> Roles:
        """Bring both sides of a row together; list what contradicts.

        :param mine: the row as it is in the table.
        :param theirs: the row as the source has it now.
        :param roles: (commodity, role) as the source has them.
        :return: (commodity, role) of the row.
        """
        base = self.base(fid)
        merged = three_way(base, mine, theirs, is_same)
        row = dict(merged.values)
        roles = self._commodities.settle(base, row, theirs, roles)
        self._table.change(fid, mine, row)
        for name in merged.conflicts:
            self.conflicts.add(
                fid, theirs["source_feature_id"], name, base[name], mine[name], theirs[name]
            )
        differing = [name for name in theirs if not is_same(name, row[name], theirs[name])]
        self.conflicts.drop_settled(fid, differing)
        if not differing and not self._table.has_own_columns(fid):
            forget_edit(self._connection, self._table.name, fid)
            return roles
        self.rebase(fid, theirs)
        if kind == KEPT:  # the source has it again
            set_kind(self._connection, self._table.name, fid, CHANGED)
        return roles

    def all_of(self, fid: int) -> dict[str, Any]:
        """Return a row as it is in the table; empty where it was removed."""
        return row_of(self._connection, self._table.name, self._table.columns, fid) or {}
