"""An R-tree that was packed is one that SQLite takes for its own."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest

from amis_qgis_plugin.workspace.rtree import Boxes, fill_in_order, is_empty


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute("CREATE VIRTUAL TABLE places USING rtree(id, minx, maxx, miny, maxy)")
        yield connection


def boxes(count: int) -> list[tuple[int, float, float, float, float]]:
    chance = random.Random(count)
    found = []
    for number in range(count):
        x, y = chance.uniform(95, 140), chance.uniform(-10, 28)
        found.append((number * 3 + 1, x, x + chance.random(), y, y + chance.random()))
    return found


def checked(db: sqlite3.Connection) -> str:
    return str(db.execute("SELECT rtreecheck('places')").fetchone()[0])


@pytest.mark.parametrize("count", [0, 1, 51, 52, 53, 2601, 2602, 20_000])
def test_a_packed_tree_is_whole_and_finds_what_there_is(db: sqlite3.Connection, count: int) -> None:
    rows = boxes(count)
    packed = Boxes()
    packed.add([(fid, box) for fid, *box in rows])
    assert is_empty(db, "places")
    packed.fill(db, "places")
    assert checked(db) == "ok"
    assert sorted(row[0] for row in db.execute("SELECT id FROM places")) == [r[0] for r in rows]
    for x, y in ((96.0, -9.0), (118.0, 5.0), (139.0, 27.0)):
        found = db.execute(
            "SELECT id FROM places WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?",
            (x, x + 2, y, y + 2),
        )
        wanted = {r[0] for r in rows if r[2] >= x and r[1] <= x + 2 and r[4] >= y and r[3] <= y + 2}
        assert wanted <= {row[0] for row in found}


def test_it_goes_on_as_any_tree(db: sqlite3.Connection) -> None:
    packed = Boxes()
    packed.add([(fid, box) for fid, *box in boxes(5000)])
    packed.fill(db, "places")
    more = [(100_000 + n, 100.0, 101.0, 1.0, 2.0) for n in range(300)]
    db.executemany("INSERT INTO places VALUES (?, ?, ?, ?, ?)", more)
    db.execute("DELETE FROM places WHERE id < 3000")
    assert checked(db) == "ok"
    assert not is_empty(db, "places")


@pytest.mark.parametrize("count", [0, 1, 51, 52, 53, 102, 2601, 2653, 20_000])
def test_boxes_in_order_are_packed_as_they_come(db: sqlite3.Connection, count: int) -> None:
    rows = boxes(count)
    fill_in_order(db, "places", [rows[start : start + 700] for start in range(0, count, 700)])
    assert checked(db) == "ok"
    found = db.execute("SELECT id, minx, maxx, miny, maxy FROM places ORDER BY id").fetchall()
    assert [row[0] for row in found] == [row[0] for row in rows]
    for (_id, *box), (_fid, *given) in zip(found, rows):
        assert box == pytest.approx(given, abs=2e-5)
        assert box[0] <= given[0]
        assert box[1] >= given[1]
    db.execute("DELETE FROM places WHERE id % 2 = 1")
    assert checked(db) == "ok"
