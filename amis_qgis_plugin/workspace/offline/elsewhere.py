"""Rows that a refresh did not bring any more: gone, or only outside of what was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Optional

from ...core.errors import ServiceError
from ...core.sources import Source
from ...services.pages import PageSource
from ..changes import note_left, read_changes
from ..gdal_calls import sqlite
from ..local_edits import REMOVED
from ..sql import statement

_MOST = 200  # more are not asked for one by one
_BATCH = 40
_ANY = "SELECT source_feature_id FROM {} WHERE source_id = ? AND source_feature_id <> '' LIMIT 1"


def note_elsewhere(source: PageSource, path: Path, about: Source, since: int) -> Optional[int]:
    """Ask a server by id for the rows that it did not give, and note those that it still has.

    :param since: the last taking before this one.
    :return: how many it still has; None where it does not tell.
    :raises WorkspaceError: when the workspace cannot be read or written.
    """
    ask = getattr(source, "still_has", None)
    gone = [
        one.feature_id
        for one in read_changes(path, about.source_id)
        if one.taking > since and one.change == REMOVED
    ]
    if ask is None or not all(gone) or not 0 < len(gone) <= _MOST:
        return None
    control = _any_id(path, about)
    there: set[str] = set()
    for at in range(0, len(gone), _BATCH):
        found = _asked(ask, gone[at : at + _BATCH], control)
        if found is None:
            return None
        there |= found
    note_left(path, about.source_id, since, sorted(there))
    return len(there)


def _asked(ask: Any, ids: Sequence[str], control: str) -> Optional[set[str]]:
    """Return which features a server has; None unless it also gives one that is there for sure."""
    wanted = [*ids, *([control] if control else [])]
    found: Optional[frozenset[str]] = None
    with suppress(ServiceError):  # then nothing is known, and said so
        found = ask(wanted)
    if not control or found is None or control not in found or not found <= set(wanted):
        return None
    return set(found) - {control}


def _any_id(path: Path, about: Source) -> str:
    """Return the id of a row that came just now; empty where there is none."""
    with sqlite(path) as connection:
        table = connection.execute(
            "SELECT table_name FROM amis_sources WHERE source_id = ?", (about.source_id,)
        ).fetchone()
        row = connection.execute(statement(_ANY, table[0]), (about.source_id,)).fetchone()
    return str(row[0]) if row is not None else ""
