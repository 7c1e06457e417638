"""The table of sources: where the rows of a workspace came from."""

from __future__ import annotations

import sqlite3
from dataclasses import fields
from pathlib import Path

from ..core.completeness import Completeness
from ..core.errors import WorkspaceError
from ..core.sources import Source
from .gdal_calls import rows
from .sql import statement

_COLUMNS = tuple(field.name for field in fields(Source))
_INSERT = "INSERT OR REPLACE INTO amis_sources ({}) VALUES ({})"


def write_source(connection: sqlite3.Connection, source: Source) -> None:
    """Add a source record, in place of an older one with its id."""
    values = source.to_dict()
    places = ", ".join(f":{name}" for name in _COLUMNS)
    connection.execute(_INSERT.format(", ".join(_COLUMNS), places), values)


def read_sources(path: Path) -> tuple[Source, ...]:
    """Return the sources of a workspace, by id.

    :raises WorkspaceError: when the file or one of its records cannot be read.
    """
    found = []
    for row in rows(path, statement("SELECT {} FROM amis_sources ORDER BY source_id", _COLUMNS)):
        values = dict(row)
        try:
            values["completeness"] = Completeness(values["completeness"])
        except ValueError as error:
            raise WorkspaceError(
                f"The source {values['source_id']} has an unknown completeness,"
                f" {values['completeness']!r}.",
                subject=str(path),
                hint="Was it written by a newer version of AMIS Explorer? Update the plugin.",
            ) from error
        found.append(Source(**values))
    return tuple(found)
