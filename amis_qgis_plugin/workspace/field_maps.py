"""The table of field maps: how each source of a workspace became aligned, and its own fields."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from ..core.errors import WorkspaceError
from ..core.mapping.field_map import FieldMap
from ..core.rows import SourceField
from ..core.user_terms import NO_TERMS, UserTerms
from .gdal_calls import rows, sqlite
from .sql import has_table

_INSERT = (
    "INSERT OR REPLACE INTO amis_field_maps"
    " (source_id, layer_type, field_map, source_fields, user_terms) VALUES (?, ?, ?, ?, ?)"
)


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

    def types(self) -> dict[str, str]:
        """Return the type of each field of the source."""
        return {one.name: one.type for one in self.source_fields}


def write_source_map(connection: sqlite3.Connection, one: SourceMap) -> None:
    """Keep the map of a source, in place of an older one."""
    own = [{"name": f.name, "type": f.type, "alias": f.alias} for f in one.source_fields]
    connection.execute(
        _INSERT,
        (
            one.source_id,
            one.fields.layer_type,
            json.dumps(one.fields.to_dict(), ensure_ascii=False),
            json.dumps(own, ensure_ascii=False),
            json.dumps(one.terms.to_dict(), ensure_ascii=False),
        ),
    )


def read_source_maps(path: Path) -> tuple[SourceMap, ...]:
    """Return the maps of a workspace by source id; none where it keeps none.

    :raises WorkspaceError: when the file or one of its maps cannot be read.
    """
    with sqlite(path) as connection:
        if not has_table(connection, "amis_field_maps"):
            return ()
    found = []
    for row in rows(path, "SELECT * FROM amis_field_maps ORDER BY source_id"):
        try:
            found.append(
                SourceMap(
                    row["source_id"],
                    FieldMap.from_dict(json.loads(row["field_map"])),
                    tuple(SourceField(**one) for one in json.loads(row["source_fields"])),
                    UserTerms.from_dict(json.loads(row["user_terms"])),
                )
            )
        except (ValueError, TypeError) as error:
            raise WorkspaceError(
                f"The field map of {row['source_id']} cannot be read: {error}.", subject=str(path)
            ) from error
    return tuple(found)
