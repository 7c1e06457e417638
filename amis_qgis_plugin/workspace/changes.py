"""What the latest takings of a source changed, row by row: ``amis_changes``, a layer to look at.

It tells what the source did. Rows that are only read in another way, by another field map or with
new words known, are no changes.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

from ..core.attributes import attributes_from_json
from .blobs import wkb_of
from .exact_wkt import wkt_of
from .gdal_calls import sqlite
from .local_edits import GEOMETRY, is_same
from .sql import columns_of, has_table, insertion, statement
from .tables import timestamp

CHANGES = "amis_changes"
LEFT = "left"  # the server has it still, but no longer in the area or under the filter
KEPT_TAKINGS = 10
_LABELS = ("name", "occurrence_name", "local_name", "identifier")
_SOURCE = ("source_attributes", "source_geometry", GEOMETRY)
_LONGEST = 500
_COLUMNS = (
    "taking", "change", "table_name", "source_id", "source_feature_id", "name", "fields",
    "found_at", GEOMETRY,
)  # fmt: skip
_TABLE = """
CREATE TABLE amis_changes (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
  geom GEOMETRY,
  taking INTEGER NOT NULL,
  change TEXT NOT NULL,
  table_name TEXT NOT NULL,
  source_id TEXT NOT NULL,
  source_feature_id TEXT,
  name TEXT,
  fields TEXT NOT NULL DEFAULT '',
  found_at TEXT NOT NULL
)
"""


@dataclass(frozen=True)
class Change:
    """One row of a source that its latest takings found added, changed or removed.

    :param taking: counts the takings that changed anything.
    :param change: ``added``, ``changed``, ``removed``, or ``left``.
    :param fields: field to its value before and after; of the source's own attributes those that
        differ, under ``source_attributes``.
    """

    taking: int
    change: str
    table: str
    source_id: str
    feature_id: str
    name: str
    fields: Mapping[str, Sequence[Any]]
    found_at: str


class ChangeLog:
    """Writes down what a taking of a source changes, in the caller's transaction.

    :param is_wanted: false for the first taking of a source, which would list all of it.
    """

    def __init__(
        self, connection: sqlite3.Connection, table: str, source_id: str, is_wanted: bool
    ) -> None:
        self._connection = connection
        self._table, self._source_id, self.is_wanted = table, source_id, is_wanted
        there = columns_of(connection, table)
        self._labels = [name for name in _LABELS if name in there]
        self._found_at = timestamp()
        self._rows: list[tuple[Any, ...]] = []
        self._taking = 0
        self.counts: Counter[str] = Counter()

    def add(
        self, change: str, row: Mapping[str, Any], fields: Optional[Mapping[str, Any]] = None
    ) -> None:
        """Note one row.

        :param row: as it is now; as it was, where it is gone.
        """
        if not self.is_wanted:
            return
        self.counts[change] += 1
        label = next((row[name] for name in self._labels if row.get(name)), None)
        told = json.dumps(fields, ensure_ascii=False) if fields else ""
        self._rows.append(
            (change, self._table, self._source_id, row.get("source_feature_id"), label, told,
             self._found_at, row.get(GEOMETRY))
        )  # fmt: skip

    def write(self) -> None:
        """Write what was noted since the last call."""
        if not self._rows:
            return
        if not self._taking:
            _prepare(self._connection)
            found = self._connection.execute(
                "SELECT coalesce(max(taking), 0) + 1 FROM amis_changes"
            )
            self._taking = int(found.fetchone()[0])
        self._connection.executemany(
            insertion(CHANGES, _COLUMNS), [(self._taking, *row) for row in self._rows]
        )
        self._rows.clear()

    def finish(self) -> None:
        """Write the rest and drop the oldest takings of the source."""
        self.write()
        if not self._taking:
            return
        self._connection.execute(
            "DELETE FROM amis_changes WHERE source_id = ?1 AND taking NOT IN"
            " (SELECT DISTINCT taking FROM amis_changes WHERE source_id = ?1"
            " ORDER BY taking DESC LIMIT ?2)",
            (self._source_id, KEPT_TAKINGS),
        )
        self._connection.execute(
            "UPDATE gpkg_contents SET last_change = ?, min_x = NULL, min_y = NULL, max_x = NULL,"
            " max_y = NULL WHERE table_name = 'amis_changes'",
            (timestamp(),),
        )


def says_otherwise(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> bool:
    """Whether the source itself says something else in the later version of a row."""
    return any(not is_same(name, earlier.get(name), later.get(name)) for name in _SOURCE)


def differences(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Return field to its two values for every field that differs."""
    found: dict[str, list[Any]] = {}
    for name, value in later.items():
        before = earlier.get(name)
        if is_same(name, before, value):
            continue
        if name == "source_attributes":
            found[name] = _differing(before, value)
        else:
            found[name] = [in_words(name, before), in_words(name, value)]
    return found


def in_words(name: str, value: Any) -> Any:
    """Return a value as a person can read it: a geometry as WKT."""
    if name == GEOMETRY and isinstance(value, bytes):
        value = wkt_of(wkb_of(value))
    if isinstance(value, bytes):
        value = value.hex()
    if isinstance(value, str) and len(value) > _LONGEST:
        return f"{value[: _LONGEST - 1]}…"
    return value


def has_changes(path: Path) -> bool:
    """Whether a workspace has a table of changes.

    :raises WorkspaceError: when the file cannot be read.
    """
    with sqlite(path) as connection:
        return has_table(connection, CHANGES)


def last_taking(path: Path) -> int:
    """Return the number of the last taking that changed anything; 0 where none did.

    :raises WorkspaceError: when the file cannot be read.
    """
    with sqlite(path) as connection:
        if not has_table(connection, CHANGES):
            return 0
        found = connection.execute("SELECT coalesce(max(taking), 0) FROM amis_changes")
        return int(found.fetchone()[0])


def read_changes(path: Path, source_id: str = "") -> tuple[Change, ...]:
    """Return what the latest takings changed, the last one first.

    :param source_id: of one source; empty for all.
    :raises WorkspaceError: when the file cannot be read.
    """
    with sqlite(path) as connection:
        if not has_table(connection, CHANGES):
            return ()
        found = connection.execute(
            "SELECT taking, change, table_name, source_id, source_feature_id, name, fields,"
            " found_at FROM amis_changes WHERE ?1 IN ('', source_id) ORDER BY taking DESC, id",
            (source_id,),
        ).fetchall()
    return tuple(
        Change(
            row[0], row[1], row[2], row[3], row[4] or "", row[5] or "",
            json.loads(row[6]) if row[6] else {}, row[7],
        )
        for row in found
    )  # fmt: skip


def note_left(path: Path, source_id: str, since: int, feature_ids: Sequence[str]) -> None:
    """Note of rows that were listed as removed that the server has them still, elsewhere.

    :param since: the last taking before the one that listed them.
    :raises WorkspaceError: when the file cannot be written.
    """
    with sqlite(path, write=True) as connection:
        connection.executemany(
            "UPDATE amis_changes SET change = ? WHERE change = 'removed' AND source_id = ?"
            " AND taking > ? AND source_feature_id = ?",
            [(LEFT, source_id, since, one) for one in feature_ids],
        )


def _differing(before: Any, after: Any) -> list[Any]:
    """Return the attributes of a source that differ, as they were and as they are."""
    try:
        earlier, later = (attributes_from_json(text or "{}", {}) for text in (before, after))
    except (TypeError, ValueError):  # edited by hand into something else
        return [before, after]
    names = [name for name in {**earlier, **later} if earlier.get(name) != later.get(name)]
    return [{name: one[name] for name in names if name in one} for one in (earlier, later)]


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the table and list it as a layer of any kind of geometry."""
    if has_table(connection, CHANGES):
        return
    connection.execute(_TABLE)
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change,"
        " srs_id) VALUES ('amis_changes', 'features', 'Changes of sources', '', ?, 4326)",
        (timestamp(),),
    )
    connection.execute(
        "INSERT INTO gpkg_geometry_columns (table_name, column_name, geometry_type_name, srs_id,"
        " z, m) VALUES ('amis_changes', 'geom', 'GEOMETRY', 4326, 0, 0)"
    )
    connection.execute(
        statement("INSERT OR REPLACE INTO {} (table_name, feature_count) VALUES (?, NULL)",
                  "gpkg_ogr_contents"),
        (CHANGES,),
    )  # fmt: skip
