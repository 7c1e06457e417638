"""Commodities of rows that a person edited: read anew from the text, and indexed for filters."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from ..core.field_readers import CommodityReader
from ..core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from ..core.schemas import OCCURRENCES
from ..core.user_terms import NO_TERMS, UserTerms
from .local_edits import ADDED, EDITS, REMOVED
from .sql import has_table

TEXT, CODES = "commodity_text", "commodity_codes"
READ_FROM_TEXT = (CODES, "representative_commodity", "commodity_group", "minerals")
_UNRANKED = "unranked"
Roles = tuple[tuple[str, str], ...]


class EditedCommodities:
    """Reads the commodities of edited occurrences.

    :param fields: the map of their source; its profile says how texts are written.
    """

    def __init__(self, fields: FieldMap, terms: UserTerms = NO_TERMS) -> None:
        self._reader = None
        if fields.kind.has(TEXT) and fields.kind.has(CODES):
            use = FieldUse((SourceColumn(TEXT),))
            own = FieldMap(fields.layer_type, {TEXT: use}, fields.profile)
            self._reader = CommodityReader(own, terms)

    def settle(
        self, base: Mapping[str, Any], row: dict[str, Any], theirs: Mapping[str, Any], roles: Roles
    ) -> Roles:
        """Let the codes of a row follow its text where only the text is edited.

        :param base: the row before it was edited.
        :param row: the row as it is to be; changed here.
        :param roles: (code, role) as the source's row has them.
        :return: (code, role) of the row.
        """
        if self._reader is None or all(row[one] == theirs[one] for one in (TEXT, CODES)):
            return roles
        if row[TEXT] != theirs[TEXT]:
            text, deposit = {TEXT: row[TEXT] or ""}, str(row.get("deposit_model") or "")
            reading = self._reader.read(text, deposit)
            read = reading.values[CODES] or None
            if row[CODES] in (theirs[CODES], base.get(CODES), read):
                for name in READ_FROM_TEXT:
                    if name in row and row[name] in (theirs[name], base.get(name)):
                        row[name] = reading.values[name] or None
                return reading.commodities
        known = dict(roles)
        return tuple((one, known.get(one, _UNRANKED)) for one in codes_in(row[CODES]))


def codes_in(text: Any) -> tuple[str, ...]:
    """Return the codes of ``commodity_codes``, each once."""
    return tuple(dict.fromkeys(one.strip() for one in str(text or "").split(";") if one.strip()))


def index_codes(connection: sqlite3.Connection, fid: int, text: str) -> None:
    """Let the index of commodities have the codes of a row; roles that it knew stay."""
    known = dict(
        connection.execute(
            "SELECT commodity, role FROM amis_occurrence_commodity WHERE occurrence = ?", (fid,)
        ).fetchall()
    )
    connection.execute("DELETE FROM amis_occurrence_commodity WHERE occurrence = ?", (fid,))
    connection.executemany(
        "INSERT INTO amis_occurrence_commodity (commodity, occurrence, role) VALUES (?, ?, ?)",
        [(code, fid, known.get(code, _UNRANKED)) for code in codes_in(text)],
    )


def index_edited_rows(connection: sqlite3.Connection) -> None:
    """Let the index have the codes of occurrences that a person added, and none of removed ones."""
    if not has_table(connection, EDITS):
        return
    connection.execute(
        "DELETE FROM amis_occurrence_commodity WHERE occurrence IN"
        " (SELECT fid FROM amis_local_edits WHERE table_name = ? AND kind = ?)",
        (OCCURRENCES, REMOVED),
    )
    found = connection.execute(
        "SELECT e.fid, o.commodity_codes FROM amis_local_edits e JOIN mineral_occurrences o"
        " ON o.fid = e.fid WHERE e.table_name = ? AND e.kind = ?",
        (OCCURRENCES, ADDED),
    ).fetchall()
    for fid, codes in found:
        index_codes(connection, fid, str(codes or ""))
