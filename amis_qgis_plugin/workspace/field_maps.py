"""The table of field maps: how each source of a workspace became aligned, and its own fields."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from ..core.errors import WorkspaceError
from ..core.mapping.field_map import FieldMap
from ..core.rows import SourceField
from ..core.user_terms import NO_TERMS, UserTerms
from .gdal_calls import rows, sqlite
from .sql import has_table, insertion, statement

WORLD_MAP = "world map"
_COLUMNS = (
    "source_id", "layer_type", "field_map", "source_fields", "user_terms", "source_key",
    "source_crs", "outlines", "offshore_km",
)  # fmt: skip


@dataclass(frozen=True)
class Taking:
    """How the rows of a source were taken; None where an older version did not record it.

    :param key: digest of what tells the source from every other: ``SourceLayer.key``.
    :param crs: its reference system as PROJ takes it: ``EPSG:32648``, else WKT; empty where the
        source states none.
    :param outlines: by which outlines countries were looked up: ``WORLD_MAP``, the key of a layer,
        or empty where nobody looked.
    :param offshore_km: how far off a coast a place still belonged to a country.
    """

    key: Optional[str] = None
    crs: Optional[str] = None
    outlines: Optional[str] = None
    offshore_km: Optional[float] = None


@dataclass(frozen=True)
class SourceMap:
    """How a source was aligned.

    :param source_fields: its own fields with their types, to read ``source_attributes`` back.
    :param terms: what a person had decided about unknown terms by then.
    """

    source_id: str
    fields: FieldMap
    source_fields: tuple[SourceField, ...]
    terms: UserTerms = NO_TERMS
    taking: Taking = Taking()

    def types(self) -> dict[str, str]:
        """Return the type of each field of the source."""
        return {one.name: one.type for one in self.source_fields}


def write_source_map(connection: sqlite3.Connection, one: SourceMap) -> None:
    """Keep the map of a source, in place of an older one."""
    own = [
        {"name": f.name, "type": f.type, "alias": f.alias, **({"is_key": True} if f.is_key else {})}
        for f in one.source_fields
    ]
    values = (
        one.source_id,
        one.fields.layer_type,
        json.dumps(one.fields.to_dict(), ensure_ascii=False),
        json.dumps(own, ensure_ascii=False),
        json.dumps(one.terms.to_dict(), ensure_ascii=False),
        one.taking.key,
        one.taking.crs,
        one.taking.outlines,
        one.taking.offshore_km,
    )
    # Not REPLACE, which would give the record another id.
    changed = ", ".join(statement("{} = excluded.{}", name, name) for name in _COLUMNS[1:])
    inserted = insertion("amis_field_maps", _COLUMNS)
    connection.execute(
        " ".join([inserted, "ON CONFLICT (source_id) DO UPDATE SET", changed]), values
    )


def read_source_maps(path: Path) -> tuple[SourceMap, ...]:
    """Return the maps of a workspace by source id; none where it keeps none.

    :raises WorkspaceError: when the file or one of its maps cannot be read.
    """
    with sqlite(path) as connection:
        if not has_table(connection, "amis_field_maps"):
            return ()
    found = rows(path, "SELECT * FROM amis_field_maps ORDER BY source_id")
    return tuple(source_map_of_row(row, path) for row in found)


def source_map_of_row(row: sqlite3.Row, path: Path) -> SourceMap:
    """Return the map of a row of the table.

    :raises WorkspaceError: when it cannot be read.
    """
    try:
        return SourceMap(
            row["source_id"],
            FieldMap.from_dict(json.loads(row["field_map"])),
            tuple(SourceField(**one) for one in json.loads(row["source_fields"])),
            UserTerms.from_dict(json.loads(row["user_terms"])),
            _taking(row),
        )
    except (ValueError, TypeError) as error:
        raise WorkspaceError(
            f"The field map of {row['source_id']} cannot be read: {error}.", subject=str(path)
        ) from error


def _taking(row: sqlite3.Row) -> Taking:
    """Return how rows were taken; an older workspace lacks the columns."""
    if "source_key" not in row.keys():  # noqa: SIM118
        return Taking()
    return Taking(row["source_key"], row["source_crs"], row["outlines"], row["offshore_km"])
