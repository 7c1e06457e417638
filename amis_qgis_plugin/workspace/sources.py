"""The table of sources: where the rows of a workspace came from."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Optional

from ..core.completeness import Completeness
from ..core.errors import FilterError, WorkspaceError
from ..core.phrases import listed
from ..core.sources import Source
from .field_maps import read_source_maps
from .gdal_calls import rows, sqlite
from .sql import has_table, statement

_COLUMNS = tuple(field.name for field in fields(Source))
_MOST_IDS = 20
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
    found = rows(path, statement("SELECT {} FROM amis_sources ORDER BY source_id", _COLUMNS))
    return tuple(source_of_row(row, path) for row in found)


def must_have_sources(path: Path, wanted: Sequence[str]) -> None:
    """Refuse ids of sources that a workspace does not have: a slip would quietly find less.

    :raises FilterError: naming the id and those that there are.
    :raises WorkspaceError: when the file cannot be read.
    """
    known = {source.source_id for source in read_sources(path)} if wanted else set()
    for source_id in wanted:
        if source_id not in known:
            raise FilterError(
                f"{path.name} has no source of this id.",
                subject=source_id,
                hint=f"It has {listed(sorted(known), _MOST_IDS)}." if known else "",
            )


def source_of_row(row: sqlite3.Row, path: Path) -> Source:
    """Return the source of a row of the table.

    :raises WorkspaceError: when its completeness is none that is known.
    """
    values = {name: row[name] for name in _COLUMNS}
    try:
        values["completeness"] = Completeness(values["completeness"])
    except ValueError as error:
        raise WorkspaceError(
            f"The source {values['source_id']} has an unknown completeness,"
            f" {values['completeness']!r}.",
            subject=str(path),
            hint="Was it written by a newer version of AMIS Explorer? Update the plugin.",
        ) from error
    return Source(**values)


def with_unused_id(path: Path, source: Source, key: str = "") -> Source:
    """Return a source with an id of its own, where a workspace has its id for another source.

    What has the same key is the same source and keeps the id; where a key was not recorded, what
    comes from the same place and layer under the same filter.

    :param key: ``SourceLayer.key`` of what is to be taken.
    :raises WorkspaceError: when the workspace is there and cannot be read.
    """
    if not path.exists():
        return source
    with sqlite(path) as connection:
        if not has_table(connection, "amis_sources"):
            return source
    there, keys = _sources_and_keys(path)
    name, number = source.source_id, 1
    while name in there and not _is_same(source, key, there[name], keys.get(name) or ""):
        number += 1
        name = f"{source.source_id}-{number}"
    return replace(source, source_id=name)


def other_source(path: Path, source: Source, key: str = "") -> Optional[Source]:
    """Return the source of a workspace that has a source's id and is another one, or None.

    :param key: ``SourceLayer.key`` of what is to be taken.
    :raises WorkspaceError: when the workspace cannot be read.
    """
    there, keys = _sources_and_keys(path)
    found = there.get(source.source_id)
    if found is None or _is_same(source, key, found, keys.get(found.source_id) or ""):
        return None
    return found


def _sources_and_keys(path: Path) -> tuple[dict[str, Source], dict[str, Optional[str]]]:
    there = {one.source_id: one for one in read_sources(path)}
    return there, {one.source_id: one.taking.key for one in read_source_maps(path)}


def _is_same(source: Source, key: str, other: Source, other_key: str) -> bool:
    if key and other_key:
        return key == other_key
    return _place(source) == _place(other)


def _place(source: Source) -> tuple[str, str, str, str]:
    return source.protocol, source.url, source.layer, source.filter
