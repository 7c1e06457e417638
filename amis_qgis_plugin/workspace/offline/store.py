"""The side store: what has come so far, on disk, page by page, so that nothing proven is lost.

It lies beside the workspace. A page and where the next one begins are one transaction; whatever
ends the program, the next run goes on behind the last page that is whole.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import Any, Optional

from ...core.errors import WorkspaceError
from ...services.pages import Box, Cursor, Page, PageFeature
from .following import Follower
from .shapes import content_digest, shape_of
from .stored_values import kept_rows, kept_value, storable_number, stored_attributes, with_bytes

_TABLES = """
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pages (
  number INTEGER PRIMARY KEY, pass INTEGER, start INTEGER, received INTEGER, bytes INTEGER,
  digest TEXT, total INTEGER, repaired TEXT);
CREATE TABLE IF NOT EXISTS features (
  ordinal INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, feature_id TEXT NOT NULL,
  digest TEXT NOT NULL, last_pass INTEGER NOT NULL, position INTEGER, attributes TEXT NOT NULL,
  wkb BLOB, dimension INTEGER, a_min REAL, b_min REAL, a_max REAL, b_max REAL);
CREATE TABLE IF NOT EXISTS names (name TEXT PRIMARY KEY, seen INTEGER);
CREATE TABLE IF NOT EXISTS misfits (key TEXT PRIMARY KEY);
"""
_BY_DIGEST = "CREATE INDEX IF NOT EXISTS features_digest ON features (digest)"
_BY_POSITION = "CREATE INDEX IF NOT EXISTS features_position ON features (position)"
_NOWHERE = (None, None, None, None)
_Row = tuple[Any, ...]  # as _INSERT has them
_KEPT = itemgetter(0, 5, 6)
_INSERT = (
    "INSERT OR IGNORE INTO features (key, feature_id, digest, last_pass, position, attributes, wkb,"
    " dimension, a_min, b_min, a_max, b_max) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_SEEN = "UPDATE features SET last_pass = ? WHERE key = ? AND digest = ? AND last_pass <> ?"
_UPDATE = (
    "UPDATE features SET digest = ?, attributes = ?, wkb = ?, dimension = ?, a_min = ?,"
    " b_min = ?, a_max = ?, b_max = ?, last_pass = ? WHERE ordinal = ?"
)


@dataclass(frozen=True)
class Added:
    """What a page brought.

    :param fresh: features that this pass had not seen.
    :param new: features that no pass had seen.
    :param changed: features whose id is known with another content.
    :param repeated: whether the pass had seen all of the page; nothing was kept then.
    :param is_plain: whether all of the page was new, or all of it as an earlier pass saw it.
    """

    fresh: int
    new: int
    changed: int
    repeated: bool = False
    is_plain: bool = False

    def and_also(self, other: Added) -> Added:
        """Return both together."""
        return Added(self.fresh + other.fresh, self.new + other.new, self.changed + other.changed)


class _Repeated(Exception):
    """The page is one that came before."""


class SideStore:
    """The file of a download that is not done; a context manager.

    :param identity: the request; what another request left there is thrown away.
    :ivar follower: told what is added.
    """

    def __init__(self, path: Path, identity: dict[str, str]) -> None:
        self.path = path
        self.resumed = False
        self.follower = Follower()
        text = json.dumps(identity, sort_keys=True)
        try:
            self._db = self._open(path, text)
        except sqlite3.DatabaseError as error:
            raise WorkspaceError(
                f"The side store cannot be written: {error}.",
                subject=str(path),
                hint="Is there room on the disk, and may you write in this folder?",
            ) from error

    def _open(self, path: Path, identity: str) -> sqlite3.Connection:
        for is_last in (False, True):
            db = sqlite3.connect(str(path), isolation_level=None, timeout=1.0)
            try:
                db.execute("PRAGMA locking_mode = EXCLUSIVE")
                db.execute("PRAGMA synchronous = NORMAL")
                db.executescript(_TABLES)
                row = db.execute("SELECT value FROM state WHERE name = 'identity'").fetchone()
                is_damaged = row and db.execute("PRAGMA quick_check(1)").fetchone() != ("ok",)
                if row is None or (row[0] == identity and not is_damaged):
                    db.execute("INSERT OR REPLACE INTO state VALUES ('identity', ?)", (identity,))
                    self.resumed = row is not None
                    return db
            except sqlite3.DatabaseError as error:
                db.close()
                if is_last or isinstance(error, sqlite3.OperationalError):
                    raise  # locked by another download, or not writable
            db.close()
            remove_store(path)  # another request's, a damaged one, or no store at all
        raise sqlite3.DatabaseError("it belongs to another request")

    def __enter__(self) -> SideStore:
        return self

    def __exit__(self, *_error: object) -> None:
        self._db.close()

    def remove(self) -> None:
        """Close the store and delete its file: its rows are elsewhere now."""
        self._db.close()
        remove_store(self.path)

    @property
    def aligned_path(self) -> Path:
        """The file in which a workspace that is not there yet is written."""
        return self.path.with_name(f"{self.path.name}-rows")

    def clear(self) -> None:
        """Forget all features and pages and every state but the identity."""
        self._db.execute("BEGIN IMMEDIATE")
        for text in _DELETE:
            self._db.execute(text)
        self._db.execute("DELETE FROM state WHERE name <> 'identity'")
        self._db.execute("COMMIT")
        self.follower.follow(None)

    def get(self, name: str, otherwise: Any = None) -> Any:
        """Return a remembered value."""
        text = self.one("SELECT value FROM state WHERE name = ?", name)
        return otherwise if text is None else kept_value(text, self.path)

    def put(self, name: str, value: Any) -> None:
        """Remember a value."""
        self._db.execute("INSERT OR REPLACE INTO state VALUES (?, ?)", (name, json.dumps(value)))

    def add(
        self, page: Page, number_of_pass: int, at: Cursor, *, by_content: bool, remember: str = ""
    ) -> Added:
        """Keep a page, or nothing of it when the pass had it already.

        :param by_content: whether features are told apart by what they say, for want of ids.
        :param remember: name of the state that takes where the next page begins.
        """
        self._db.execute("BEGIN IMMEDIATE")
        try:
            added, rows = self._add(page, number_of_pass, at, by_content)
            if remember:
                self.put(remember, [page.following.start, page.following.token])
            self._db.execute("COMMIT")
        except _Repeated:
            self._db.execute("ROLLBACK")
            return Added(0, 0, 0, True)
        except sqlite3.DatabaseError as error:
            self._rollback()
            raise self._unwritten(error) from error
        except BaseException:
            self._rollback()
            raise
        if added.new or not added.is_plain:
            pairs = zip(rows, page.features)
            kept = [(*_KEPT(row), feature.attributes) for row, feature in pairs]
            self.follower.follow(kept if added.is_plain else None)
        return added

    def _unwritten(self, error: Exception) -> WorkspaceError:
        return WorkspaceError(
            f"The side store cannot be written: {error}.",
            subject=str(self.path),
            hint="Is there room on the disk? What came so far is kept.",
        )

    def _rollback(self) -> None:
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def _add(
        self, page: Page, number: int, at: Cursor, by_content: bool
    ) -> tuple[Added, list[_Row]]:
        rows = [self._row(feature, number, at.start + n) for n, feature in enumerate(page.features)]
        known = 0
        if by_content:
            self._db.execute(_BY_DIGEST)
            added, known = self._add_by_content(rows, number)
        else:
            added = self._add_at_once(rows, number) or self._add_singly(rows, number)
        is_known = known == len(rows) if by_content else not added.fresh and not added.changed
        if rows and is_known and at.start > 0:
            raise _Repeated
        names: dict[str, Any] = {}
        for feature in page.features:
            names.update(feature.attributes)
        self._db.executemany(
            "INSERT OR IGNORE INTO names (name) VALUES (?)",
            [(with_bytes(name),) for name in names],
        )
        self._db.execute(
            "INSERT INTO pages (pass, start, received, bytes, digest, total, repaired)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, at.start, len(rows), page.byte_count, page.digest,
             storable_number(page.stated_total), page.repaired),
        )  # fmt: skip
        return added, rows

    def _row(self, feature: PageFeature, number: int, position: int) -> _Row:
        shape = shape_of(feature)
        digest, own = content_digest(feature.attributes, shape), with_bytes(feature.feature_id)
        box = shape.envelope or _NOWHERE
        return (
            own, own, digest, number,
            position if number == 1 else None, stored_attributes(feature.attributes), shape.wkb,
            shape.dimension, *box,
        )  # fmt: skip

    def _add_at_once(self, rows: list[_Row], number: int) -> Optional[Added]:
        """Keep a page of which all is new, or all as it was in an earlier pass; else nothing."""
        if all(row[0] for row in rows):
            if self._changes_all(_INSERT, rows):
                return Added(len(rows), len(rows), 0, is_plain=True)
            if self._changes_all(_SEEN, [(number, row[0], row[2], number) for row in rows]):
                return Added(len(rows), 0, 0, is_plain=True)
        return None

    def _changes_all(self, statement: str, rows: list[Any]) -> bool:
        """Run a statement for all rows, and undo it unless it did something for each."""
        before = self._db.total_changes
        self._db.execute("SAVEPOINT page")
        self._db.executemany(statement, rows)
        is_whole = self._db.total_changes - before == len(rows)
        if not is_whole:
            self._db.execute("ROLLBACK TO page")
        self._db.execute("RELEASE page")
        return is_whole

    def _add_by_content(self, rows: list[_Row], number: int) -> tuple[Added, int]:
        """Keep rows told apart by what they say; return how many the pass had already, too."""
        added, known = Added(0, 0, 0), 0
        for row in rows:
            times = self._times(row[2], number)
            known += times > 0
            # The third of three rows that say the same is told apart by being the third.
            one = self._add_row((f"#{row[2]}:{times}", *row[1:]), number)
            added = added.and_also(one)
        return added, known

    def _add_singly(self, rows: list[_Row], number: int) -> Added:
        added = Added(0, 0, 0)
        for row in rows:
            if not row[0]:
                row = (f"#{row[2]}:{self._times(row[2], number)}", *row[1:])
            added = added.and_also(self._add_row(row, number))
        return added

    def _add_row(self, row: _Row, number: int) -> Added:
        there = self._db.execute(
            "SELECT ordinal, digest, last_pass FROM features WHERE key = ?", (row[0],)
        ).fetchone()
        if there is None:
            self._db.execute(_INSERT, row)
            return Added(1, 1, 0)
        self._db.execute(_UPDATE, (row[2], *row[5:], number, there[0]))
        return Added(int(there[2] != number), 0, int(there[1] != row[2]))

    def _times(self, digest: str, number: int) -> int:
        row = self._db.execute(
            "SELECT count(*) FROM features WHERE digest = ? AND last_pass = ?", (digest, number)
        ).fetchone()
        return int(row[0])

    def leave_out(self, keys: Iterable[str]) -> None:
        """Remember the features that are not handed on, in place of those before."""
        left_out = [(key,) for key in keys]
        try:
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("DELETE FROM misfits")
            self._db.executemany("INSERT OR IGNORE INTO misfits VALUES (?)", left_out)
            self._db.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            self._rollback()
            raise self._unwritten(error) from error

    def count(self, since_pass: int = 0) -> int:
        """Return the number of distinct features, of those that passes since then have seen."""
        if not since_pass:
            return int(self.one("SELECT count(*) FROM features"))
        return int(self.one("SELECT count(*) FROM features WHERE last_pass >= ?", since_pass))

    def one(self, statement: str, *values: Any) -> Any:
        """Return the first value of a reading statement."""
        return next(self.each(statement, *values), (None,))[0]

    def each(self, statement: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a reading statement."""
        yield from kept_rows(self._db, statement, values, self.path)

    def at(self, position: int) -> list[tuple[str, str]]:
        """Return id and digest of the features that the first pass found at a position."""
        self._db.execute(_BY_POSITION)
        return list(self.each(_AT, position))

    def envelope(self) -> Optional[Box]:
        """Return the box around all features, in the numbers of the answers."""
        (row,) = self.each("SELECT min(a_min), min(b_min), max(a_max), max(b_max) FROM features")
        return None if row[0] is None else Box(*row)

    def within(self, box: Box) -> int:
        """Return the number of features whose box touches a box."""
        return int(
            self.one(
                "SELECT count(*) FROM features WHERE a_max >= ? AND b_max >= ? AND a_min <= ?"
                " AND b_min <= ?",
                *box,
            )
        )


_AT = "SELECT feature_id, digest FROM features WHERE position = ?"
_DELETE = (
    "DELETE FROM features", "DELETE FROM pages", "DELETE FROM names", "DELETE FROM misfits",
)  # fmt: skip


def remove_store(path: Path) -> None:
    """Delete the file of a download with all that lies beside it.

    What another program holds stays; a new run of the same download goes on with it.
    """
    for suffix in ("-rows-journal", "-rows", "-journal", ""):
        with suppress(OSError):
            path.with_name(path.name + suffix).unlink(missing_ok=True)
