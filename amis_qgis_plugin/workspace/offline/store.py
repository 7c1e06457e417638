"""The side store: what has come so far, on disk, page by page, so that nothing proven is lost.

It lies beside the workspace. A page and where the next one begins are one transaction; whatever
ends the program, the next run goes on behind the last page that is whole.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

from ...core.errors import WorkspaceError
from ...services.pages import Box, Cursor, Page, PageFeature
from .shapes import Shape, content_digest, shape_of

_TABLES = """
CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS pages (
  number INTEGER PRIMARY KEY, pass INTEGER, start INTEGER, received INTEGER, bytes INTEGER,
  digest TEXT, total INTEGER, repaired TEXT);
CREATE TABLE IF NOT EXISTS features (
  ordinal INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, feature_id TEXT NOT NULL,
  digest TEXT NOT NULL, last_pass INTEGER NOT NULL, position INTEGER, attributes TEXT NOT NULL,
  wkb BLOB, dimension INTEGER, a_min REAL, b_min REAL, a_max REAL, b_max REAL);
CREATE INDEX IF NOT EXISTS features_digest ON features (digest);
CREATE INDEX IF NOT EXISTS features_position ON features (position);
CREATE TABLE IF NOT EXISTS names (name TEXT PRIMARY KEY, seen INTEGER);
"""
_INSERT = (
    "INSERT INTO features (key, feature_id, digest, last_pass, position, attributes, wkb,"
    " dimension, a_min, b_min, a_max, b_max) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
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
    """

    fresh: int
    new: int
    changed: int
    repeated: bool = False


class _Repeated(Exception):
    """The page is one that came before."""


class SideStore:
    """The file of a download that is not done; a context manager.

    :param identity: the request; what another request left there is thrown away.
    """

    def __init__(self, path: Path, identity: dict[str, str]) -> None:
        self.path = path
        self.resumed = False
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
                if row is None or row[0] == identity:
                    db.execute("INSERT OR REPLACE INTO state VALUES ('identity', ?)", (identity,))
                    self.resumed = row is not None
                    return db
            except sqlite3.OperationalError:
                db.close()
                raise  # locked by another download, or not writable
            except sqlite3.DatabaseError:
                if is_last:
                    db.close()
                    raise
            db.close()
            path.unlink(missing_ok=True)  # another request's, or no store at all
        raise sqlite3.DatabaseError("it belongs to another request")

    def __enter__(self) -> SideStore:
        return self

    def __exit__(self, *_error: object) -> None:
        self._db.close()

    def remove(self) -> None:
        """Close the store and delete its file: its rows are elsewhere now."""
        self._db.close()
        for suffix in ("", "-journal"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def clear(self) -> None:
        """Forget all features and pages and every state but the identity."""
        self._db.execute("BEGIN IMMEDIATE")
        for text in ("features", "pages", "names"):
            self._db.execute(_DELETE[text])
        self._db.execute("DELETE FROM state WHERE name <> 'identity'")
        self._db.execute("COMMIT")

    def get(self, name: str, otherwise: Any = None) -> Any:
        """Return a remembered value."""
        row = self._db.execute("SELECT value FROM state WHERE name = ?", (name,)).fetchone()
        return otherwise if row is None else json.loads(row[0])

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
            added = self._add(page, number_of_pass, at, by_content)
            if remember:
                self.put(remember, [page.following.start, page.following.token])
            self._db.execute("COMMIT")
        except _Repeated:
            self._db.execute("ROLLBACK")
            return Added(0, 0, 0, True)
        except sqlite3.DatabaseError as error:
            self._rollback()
            raise WorkspaceError(
                f"The side store cannot be written: {error}.",
                subject=str(self.path),
                hint="Is there room on the disk? What came so far is kept.",
            ) from error
        except BaseException:
            self._rollback()
            raise
        return added

    def _rollback(self) -> None:
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")

    def _add(self, page: Page, number: int, at: Cursor, by_content: bool) -> Added:
        fresh = new = changed = known = 0
        names: dict[str, None] = {}
        for index, feature in enumerate(page.features):
            shape = shape_of(feature)
            digest = content_digest(feature.attributes, shape)
            known += by_content and self._times(digest, number) > 0
            names.update(dict.fromkeys(feature.attributes))
            key = self._key(feature, digest, number, by_content)
            there = self._db.execute(
                "SELECT ordinal, digest, last_pass FROM features WHERE key = ?", (key,)
            ).fetchone()
            if there is None:
                self._insert(feature, shape, digest, key, number, at.start + index)
                new, fresh = new + 1, fresh + 1
                continue
            fresh += there[2] != number
            changed += there[1] != digest
            self._update(there[0], feature, shape, digest, number)
        is_known = known == len(page.features) if by_content else not fresh and not changed
        if page.features and is_known and at.start > 0:
            raise _Repeated
        self._db.executemany(
            "INSERT OR IGNORE INTO names (name) VALUES (?)", [(name,) for name in names]
        )
        self._db.execute(
            "INSERT INTO pages (pass, start, received, bytes, digest, total, repaired)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (number, at.start, len(page.features), page.byte_count, page.digest,
             page.stated_total, page.repaired),
        )  # fmt: skip
        return Added(fresh, new, changed)

    def _times(self, digest: str, number: int) -> int:
        row = self._db.execute(
            "SELECT count(*) FROM features WHERE digest = ? AND last_pass = ?", (digest, number)
        ).fetchone()
        return int(row[0])

    def _key(self, feature: PageFeature, digest: str, number: int, by_content: bool) -> str:
        if feature.feature_id and not by_content:
            return feature.feature_id
        # The third of three rows that say the same is told apart by being the third.
        return f"#{digest}:{self._times(digest, number)}"

    def _insert(
        self, feature: PageFeature, shape: Shape, digest: str, key: str, number: int, position: int
    ) -> None:
        box = shape.envelope or (None,) * 4
        values = (key, feature.feature_id, digest, number, position if number == 1 else None)
        text = json.dumps(feature.attributes, ensure_ascii=False, default=str)
        self._db.execute(_INSERT, (*values, _encodable(text), shape.wkb, shape.dimension, *box))

    def _update(
        self, ordinal: int, feature: PageFeature, shape: Shape, digest: str, number: int
    ) -> None:
        box = shape.envelope or (None,) * 4
        text = _encodable(json.dumps(feature.attributes, ensure_ascii=False, default=str))
        self._db.execute(_UPDATE, (digest, text, shape.wkb, shape.dimension, *box, number, ordinal))

    def count(self, since_pass: int = 0) -> int:
        """Return the number of distinct features, of those that passes since then have seen."""
        row = self._db.execute(
            "SELECT count(*) FROM features WHERE last_pass >= ?", (since_pass,)
        ).fetchone()
        return int(row[0])

    def one(self, statement: str, *values: Any) -> Any:
        """Return the first value of a reading statement."""
        row = self._db.execute(statement, values).fetchone()
        return row[0] if row is not None else None

    def each(self, statement: str, *values: Any) -> Iterator[tuple[Any, ...]]:
        """Yield the rows of a reading statement."""
        yield from self._db.execute(statement, values)

    def envelope(self) -> Optional[Box]:
        """Return the box around all features, in the numbers of the answers."""
        row = self._db.execute(
            "SELECT min(a_min), min(b_min), max(a_max), max(b_max) FROM features"
        ).fetchone()
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


_DELETE = {
    "features": "DELETE FROM features",
    "pages": "DELETE FROM pages",
    "names": "DELETE FROM names",
}


def _encodable(text: str) -> str:
    """Return a text that SQLite takes: half a pair of UTF-16, as JSON may have it, is replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")
