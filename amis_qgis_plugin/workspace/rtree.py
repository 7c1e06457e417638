"""Filling an empty R-tree of SQLite at once, its nodes packed full, in place of row by row.

The tables behind an R-tree and the layout of its nodes are those of SQLite's documentation ("The
SQLite R*Tree Module", section on shadow tables) and of its source; GDAL fills new GeoPackages the
same way. The boxes are sorted into tiles (Leutenegger et al. 1997, "STR: A simple and efficient
algorithm for R-tree packing").
"""

from __future__ import annotations

import math
import sqlite3
from array import array
from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path

import numpy as np

from ..core.errors import WorkspaceError
from .sql import insertion, statement

_ROOT = 1
_HEAD = 4  # bytes: depth of the tree in the root, number of cells
_CELL = np.dtype([("id", ">i8"), ("box", ">f4", (4,))])


class Boxes:
    """Feature ids with their boxes, as they are collected."""

    def __init__(self) -> None:
        self._ids, self._sides = array("q"), array("d")

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, placed: Sequence[tuple[int, Sequence[float]]]) -> None:
        """Take feature ids with their boxes: (min x, max x, min y, max y)."""
        self._ids.extend([fid for fid, _box in placed])
        self._sides.extend(chain.from_iterable([box for _fid, box in placed]))

    def fill(self, connection: sqlite3.Connection, rtree: str) -> None:
        """Write all boxes into an R-tree that is empty, as :func:`is_empty` tells."""
        if len(self):
            sides = np.frombuffer(self._sides).reshape(-1, 4)
            _Packer(connection, rtree).pack(np.frombuffer(self._ids, "i8"), sides)


def fill_in_order(
    connection: sqlite3.Connection, rtree: str, batches: Iterable[Sequence[Sequence[float]]]
) -> None:
    """Write boxes into an R-tree that is empty, in the order that they come in.

    For boxes out of another R-tree: neighbours stand together there. However many they are, only
    the nodes above the leaves are held in memory, a fiftieth of them.

    :param batches: lists of (id, min x, max x, min y, max y).
    """
    _Packer(connection, rtree).pack_in_order(map(_cells_of, batches))


def must_have_rtree(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse to write where Python's SQLite cannot keep a spatial index.

    :raises WorkspaceError: when it was built without the R-tree module.
    """
    try:
        connection.execute("CREATE VIRTUAL TABLE temp.amis_probe USING rtree(id, a, b)")
        connection.execute("DROP TABLE temp.amis_probe")
    except sqlite3.OperationalError as error:
        raise WorkspaceError(
            f"This Python's SQLite has no R-tree: {error}.",
            subject=str(path),
            hint="Use the Python that comes with QGIS.",
        ) from error


def is_empty(connection: sqlite3.Connection, rtree: str) -> bool:
    """Whether an R-tree has a root with nothing in it."""
    nodes = connection.execute(
        statement("SELECT count(*) FROM {} WHERE length(data) > 0", f"{rtree}_node")
    ).fetchone()[0]
    row = connection.execute(statement("SELECT 1 FROM {} LIMIT 1", f"{rtree}_rowid")).fetchone()
    return nodes == 1 and row is None


class _Packer:
    """Packs nodes from the leaves up."""

    def __init__(self, connection: sqlite3.Connection, rtree: str) -> None:
        self._connection, self._rtree = connection, rtree
        self._size = connection.execute(
            statement("SELECT length(data) FROM {} WHERE nodeno = 1", f"{rtree}_node")
        ).fetchone()[0]
        self._capacity = (self._size - _HEAD) // _CELL.itemsize
        self._following = _ROOT + 1

    def pack(self, ids: np.ndarray, sides: np.ndarray) -> None:
        cells = np.empty(len(ids), _CELL)
        cells["id"], cells["box"] = ids, _as_floats(sides)
        self._pack_above(cells, 0)

    def pack_in_order(self, batches: Iterable[np.ndarray]) -> None:
        above: list[np.ndarray] = []
        rest = np.empty(0, _CELL)
        for batch in batches:
            cells = np.concatenate([rest, batch], dtype=_CELL)  # keeps the order of bytes
            full = len(cells) - len(cells) % self._capacity
            if full:
                above.append(self._level(cells[:full], 0))
            rest = cells[full:]
        if above and len(rest):
            above.append(self._level(rest, 0))
        if above:
            self._pack_above(np.concatenate(above, dtype=_CELL), 1)
        else:
            self._pack_above(rest, 0)

    def _pack_above(self, cells: np.ndarray, depth: int) -> None:
        """Write levels until the cells of one fit into the root."""
        while len(cells) > self._capacity:
            cells = self._level(cells[_tiled(cells["box"], self._capacity)], depth)
            depth += 1
        self._connection.execute(
            statement("UPDATE {} SET data = ? WHERE nodeno = ?", f"{self._rtree}_node"),
            (self._node(cells, depth), _ROOT),
        )
        self._link(((one, _ROOT) for one in cells["id"].tolist()), depth)

    def _level(self, cells: np.ndarray, depth: int) -> np.ndarray:
        """Write the nodes of one level; return the cells that stand for them one level up."""
        starts = np.arange(0, len(cells), self._capacity)
        numbers = range(self._following, self._following + len(starts))
        self._following += len(starts)
        parts = [cells[start : start + self._capacity] for start in starts]
        self._connection.executemany(
            statement("INSERT INTO {} (nodeno, data) VALUES (?, ?)", f"{self._rtree}_node"),
            ((number, self._node(part, 0)) for number, part in zip(numbers, parts)),
        )
        owners = np.repeat(np.array(numbers), self._capacity)[: len(cells)]
        in_order = np.argsort(cells["id"])  # SQLite appends far quicker than it inserts
        self._link(zip(cells["id"][in_order].tolist(), owners[in_order].tolist()), depth)
        above = np.empty(len(starts), _CELL)
        above["id"] = numbers
        box = cells["box"]
        for side, reduce in enumerate((np.minimum, np.maximum, np.minimum, np.maximum)):
            above["box"][:, side] = reduce.reduceat(box[:, side], starts)
        return above

    def _node(self, cells: np.ndarray, depth: int) -> bytes:
        head = depth.to_bytes(2, "big") + len(cells).to_bytes(2, "big")
        return (head + cells.tobytes()).ljust(self._size, b"\0")

    def _link(self, owners: Iterable[tuple[int, int]], depth: int) -> None:
        """Note in which node each row of a leaf, or each node below another, is."""
        if depth:
            table, columns = f"{self._rtree}_parent", ("nodeno", "parentnode")
        else:
            table, columns = f"{self._rtree}_rowid", ("rowid", "nodeno")
        self._connection.executemany(insertion(table, columns), owners)


def _cells_of(rows: Sequence[Sequence[float]]) -> np.ndarray:
    ids, *sides = zip(*rows)
    cells = np.empty(len(rows), _CELL)
    cells["id"], cells["box"] = ids, _as_floats(np.column_stack(sides))
    return cells


def _as_floats(sides: np.ndarray) -> np.ndarray:
    """Return boxes in 32 bits that hold those in 64 bits."""
    found = sides.astype("f4")
    low, high = np.array([True, False, True, False]), np.array([False, True, False, True])
    down = np.nextafter(found, np.float32(-np.inf))
    up = np.nextafter(found, np.float32(np.inf))
    found = np.where(low & (found > sides), down, found)
    return np.where(high & (found < sides), up, found)


def _tiled(boxes: np.ndarray, capacity: int) -> np.ndarray:
    """Return an order in which neighbours stand together: vertical strips, then by y."""
    x = boxes[:, 0].astype("f8") + boxes[:, 1]
    y = boxes[:, 2].astype("f8") + boxes[:, 3]
    strips = max(1, math.ceil(math.sqrt(len(boxes) / capacity)))
    by_x = np.argsort(x, kind="stable")
    strip = np.empty(len(boxes), "i8")
    strip[by_x] = np.arange(len(boxes)) * strips // len(boxes)
    return np.lexsort((y, strip))
