"""Where the rows of a workspace came from: one record a source, kept beside the data."""

from __future__ import annotations

import sqlite3
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from ..core.completeness import Completeness
from ..core.errors import WorkspaceError
from .gdal_calls import rows


@dataclass(frozen=True)
class Source:
    """One source of rows.

    :param source_id: stable id, used in every row's ``source_id``.
    :param table_name: the workspace table it went into.
    :param protocol: ``file``, ``wfs``, ``drawn`` and so on.
    :param url: where it is found; never with credentials.
    :param layer: the layer's name at the source.
    :param licence: the licence as stated; empty when there is no statement.
    :param attribution: what has to be said when the data is shown or passed on.
    :param retrieved_at: ISO 8601 date or time, UTC.
    :param evidence: what speaks for the completeness.
    :param digest: ``sha256:`` and the digest of what was received.
    """

    source_id: str
    table_name: str
    protocol: str
    url: str
    layer: str
    title: str
    licence: str
    attribution: str
    retrieved_at: str
    completeness: Completeness
    evidence: str
    feature_count: int
    digest: str
    filter: str = ""
    extent: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Return the record as JSON can hold it."""
        return {**asdict(self), "completeness": self.completeness.value}


_COLUMNS = tuple(field.name for field in fields(Source))


def write_source(connection: sqlite3.Connection, source: Source) -> None:
    """Add a source record, in place of an older one with its id."""
    values = source.to_dict()
    connection.execute(
        f"INSERT OR REPLACE INTO amis_sources ({', '.join(_COLUMNS)})"  # noqa: S608 - fixed names
        f" VALUES ({', '.join('?' * len(_COLUMNS))})",
        [values[name] for name in _COLUMNS],
    )


def read_sources(path: Path) -> tuple[Source, ...]:
    """Return the sources of a workspace, by id.

    :raises WorkspaceError: when the file or one of its records cannot be read.
    """
    statement = f"SELECT {', '.join(_COLUMNS)} FROM amis_sources ORDER BY source_id"  # noqa: S608
    found = []
    for row in rows(path, statement):
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
