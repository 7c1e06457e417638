"""What servers say by which a later look tells whether a layer has changed: ``amis_revisions``."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path

from ...core.completeness import Completeness
from ...core.sources import Source
from ..gdal_calls import sqlite
from ..sql import has_table
from ..tables import register_table

_TABLE = """
CREATE TABLE amis_revisions (
  id INTEGER PRIMARY KEY,
  source_id TEXT NOT NULL UNIQUE,
  digest TEXT NOT NULL,
  revision TEXT NOT NULL,
  transferred_at TEXT NOT NULL
)
"""
BY_TAGS = "its total and its own marks of every page"
_AGAIN = re.compile(r" Asked again \d{4}-.*", re.DOTALL)


@dataclass(frozen=True)
class Revision:
    """The revision under which the rows of a source came.

    :param text: as the page source gave it.
    :param transferred_at: when the rows came.
    """

    text: str
    transferred_at: str


def write_revision(path: Path, source: Source, text: str) -> None:
    """Keep the revision of a source whose rows have just come; an empty one is forgotten.

    :raises WorkspaceError: when the file cannot be written.
    """
    with sqlite(path, write=True) as connection:
        connection.execute("BEGIN IMMEDIATE")
        if not has_table(connection, "amis_revisions"):
            if not text:
                return
            connection.execute(_TABLE)
            register_table(connection, "amis_revisions", "How servers tell that nothing changed")
        own = (source.source_id,)
        connection.execute("DELETE FROM amis_revisions WHERE source_id = ?", own)
        if text:
            connection.execute(
                "INSERT INTO amis_revisions (source_id, digest, revision, transferred_at)"
                " VALUES (?, ?, ?, ?)",
                (source.source_id, source.digest, text, source.retrieved_at),
            )


def read_revision(path: Path, source: Source) -> Revision:
    """Return the revision of the rows that a workspace has of a source; an empty one without.

    It counts only for rows that were proven complete and came with it.

    :raises WorkspaceError: when the file cannot be read.
    """
    none = Revision("", "")
    if source.completeness is not Completeness.COMPLETE_PROVEN:
        return none
    with sqlite(path) as connection:
        if not has_table(connection, "amis_revisions"):
            return none
        found = connection.execute(
            "SELECT revision, transferred_at FROM amis_revisions WHERE source_id = ?"
            " AND digest = ?",
            (source.source_id, source.digest),
        ).fetchone()
    return Revision(*found) if found is not None else none


def note_unchanged(path: Path, source: Source, since: str, now: str, by: str = BY_TAGS) -> str:
    """Write down that a source was asked and has not changed; return the evidence.

    :param since: when its rows came.
    :param by: what tells it.
    :raises WorkspaceError: when the file cannot be written.
    """
    evidence = (
        f"{_AGAIN.sub('', source.evidence)} Asked again {now}: unchanged since {since}, by {by};"
        " nothing was transferred."
    )
    with sqlite(path, write=True) as connection:
        _touch(connection, source.source_id, evidence, now)
    return evidence


def _touch(connection: sqlite3.Connection, source_id: str, evidence: str, now: str) -> None:
    connection.execute(
        "UPDATE amis_sources SET retrieved_at = ?, evidence = ? WHERE source_id = ?",
        (now, evidence, source_id),
    )
