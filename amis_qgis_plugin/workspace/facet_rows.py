"""Reading a workspace into a facet index."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..core.facet_names import (
    COMMODITY,
    COMPLETENESS,
    COUNTRY,
    CRITICAL,
    DEPOSIT_MODEL,
    MAJOR_COMMODITY,
    MINE_STATUS,
    OCCURRENCE_TYPE,
    SOURCE,
)
from ..core.facets import FacetIndex
from ..core.facets_bits import Found, union
from ..core.facets_where import Names, Places
from ..core.folding import without_accents
from ..core.progress import Progress
from ..core.schemas import OCCURRENCES
from ..core.workspace_sql import COMMODITY_INDEX, NAME_INDEX
from .blobs import point_of
from .gdal_calls import sqlite
from .sql import columns_of, has_table, statement

Values = Mapping[str, Found]
_BLOCK = 5_000  # rows that are read in some ten milliseconds
_BEFORE_ALL = -(1 << 63)
_MOST_WORDS = 50_000
_COLUMNS = {
    COUNTRY: "country",
    DEPOSIT_MODEL: "deposit_model",
    OCCURRENCE_TYPE: "occurrence_type",
    MINE_STATUS: "mine_status",
    SOURCE: "source_id",
}
_ENTRIES = (
    "SELECT group_concat(occurrence * 2 + (role = 'major')) FROM (SELECT occurrence, role"
    " FROM amis_occurrence_commodity WHERE commodity = ? AND occurrence > ?"
    " ORDER BY occurrence LIMIT ?)"
)
_ROWS = (
    "SELECT group_concat(fid) FROM"
    " (SELECT fid FROM {} WHERE {} = ? AND fid > ? ORDER BY fid LIMIT ?)"
)
# A point without an envelope as GeoPackage keeps it, which nearly every one is.
_POINT = np.dtype(
    [
        ("head", "V3"),
        ("flags", "u1"),
        ("srid", "V4"),
        ("order", "u1"),
        ("kind", "<u4"),
        ("x", "<f8"),
        ("y", "<f8"),
    ]
)
_LITTLE, _PLAIN_FLAGS, _PLAIN_POINT = 1, (0, 1), 1


@dataclass
class _Rows:
    """What is read of the occurrences themselves, row by row."""

    fids: list[NDArray[np.int64]] = field(default_factory=list)
    x: list[NDArray[np.float64]] = field(default_factory=list)
    y: list[NDArray[np.float64]] = field(default_factory=list)
    names: list[Names] = field(default_factory=list)
    codes: dict[str, list[NDArray[np.int32]]] = field(default_factory=dict)
    numbers: dict[str, _Numbers] = field(default_factory=dict)


class _Numbers(dict[Any, int]):
    """Gives every new value the next number; a missing one is 0."""

    def __missing__(self, value: Any) -> int:
        number = self[value] = len(self) + 1 if value is not None else 0
        return number


class _FoldedWords(dict[str, str]):
    """Words that have letters beyond ASCII, folded: they come again and again in names."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_WORDS:
            self.clear()
        folded = self[word] = without_accents(word)
        return folded


_WORDS = _FoldedWords()


def read_facets(
    path: Path, progress: Progress | None = None, *, at_once: bool = False
) -> FacetIndex:
    """Index the occurrences of a workspace by every facet, with their places and names.

    Reads in many short looks. QGIS changes the journal mode whenever it opens a file, at every
    click on a filter, and its window waits for as long as somebody is reading. What somebody
    writes between two looks may be found in part; :func:`.facet_cache.kept_facets` minds that.

    :param at_once: reads in one look instead, which nobody's writing can divide.

    Entries of the commodity index whose occurrence is gone, deleted in QGIS for example, count
    nowhere.

    :raises WorkspaceError: when the file cannot be read.
    :raises Cancelled: when the person stopped it.
    """
    progress = progress or Progress()
    with sqlite(path) as connection:
        connection.row_factory = None
        if at_once:
            connection.execute("BEGIN")
        rows = _read_rows(connection, progress)
        # What is joined is let go of, so that no more than half of it is there twice.
        fids = _joined(rows.fids, np.int64)
        values: dict[str, Values] = dict(_read_commodities(connection, fids, progress))
        for facet, column in _COLUMNS.items():
            progress.check()
            is_indexed = facet not in rows.numbers and _is_indexed(connection, column)
            values[facet] = _read_column(connection, column, fids) if is_indexed else {}
        completeness = connection.execute(
            "SELECT source_id, completeness FROM amis_sources"
        ).fetchall()
    count = len(fids)
    for facet, numbers in rows.numbers.items():
        values[facet] = _by_value(_joined(rows.codes[facet], np.int32), numbers)
    values[COMPLETENESS] = _by_completeness(count, values[SOURCE], completeness)
    progress.check()
    places = Places.of(_joined(rows.x, np.float64), _joined(rows.y, np.float64))
    return FacetIndex(count, with_lists(values), places, Names.joined(rows.names))


def with_lists(values: Mapping[str, Values]) -> dict[str, Values]:
    """Return the values with those of critical lists: the same sets, but a facet of their own."""
    return {**values, CRITICAL: values.get(COMMODITY, {})}


def _read_rows(connection: sqlite3.Connection, progress: Progress) -> _Rows:
    there = columns_of(connection, OCCURRENCES)
    facets = [
        facet
        for facet, column in _COLUMNS.items()
        if column in there and not _is_indexed(connection, column)
    ]
    sql = _statement(has_table(connection, NAME_INDEX), there, [_COLUMNS[one] for one in facets])
    (newest,) = connection.execute(statement("SELECT max(fid) FROM {}", OCCURRENCES)).fetchone()
    rows = _Rows(
        codes={facet: [] for facet in facets},
        numbers={facet: _Numbers() for facet in facets},
    )
    done, last = 0, _BEFORE_ALL
    while block := connection.execute(sql, (last, _BLOCK)).fetchall():
        progress.at(0.6 * max(0.0, last / max(1, newest or 1)), f"{done:,} occurrences read")
        fids, blobs, folded, names, local, *values = zip(*block)
        last = fids[-1]
        rows.fids.append(np.array(fids, dtype=np.int64))
        x, y = _coordinates(blobs)
        rows.x.append(x)
        rows.y.append(y)
        is_folded = None not in folded
        rows.names.append(Names.of(folded if is_folded else map(_folded, folded, names, local)))
        for facet, column in zip(facets, values):
            numbers = map(rows.numbers[facet].__getitem__, column)
            rows.codes[facet].append(np.fromiter(numbers, dtype=np.int32, count=len(column)))
        done += len(block)
    return rows


def _statement(has_names: bool, there: Sequence[str], columns: Iterable[str]) -> str:
    """Return the SQL for id, geometry, folded names, name, local name and the columns.

    Its parameters are the id after which to begin, and the number of rows.

    Names are read where they are not folded: for rows edited since their source was taken, and in
    workspaces of older versions. A column that those lack is read as NULL.
    """
    parts = [statement("SELECT {}.fid, {}.geom", OCCURRENCES, OCCURRENCES)]
    parts.append(statement(", {}.folded", NAME_INDEX) if has_names else ", NULL")
    for name in ("name", "local_name"):
        if name not in there:
            parts.append(", NULL")
        elif has_names:
            unfolded = ", CASE WHEN {}.folded IS NULL THEN {}.{} END"
            parts.append(statement(unfolded, NAME_INDEX, OCCURRENCES, name))
        else:
            parts.append(statement(", {}.{}", OCCURRENCES, name))
    parts += [statement(", {}.{}", OCCURRENCES, column) for column in columns]
    parts.append(statement("FROM {}", OCCURRENCES))
    if has_names:
        on = "LEFT JOIN {} ON {}.occurrence = {}.fid"
        parts.append(statement(on, NAME_INDEX, NAME_INDEX, OCCURRENCES))
    after = "WHERE {}.fid > ? ORDER BY {}.fid LIMIT ?"
    parts.append(statement(after, OCCURRENCES, OCCURRENCES))
    return " ".join(parts)


def _read_commodities(
    connection: sqlite3.Connection, fids: NDArray[np.int64], progress: Progress
) -> Iterator[tuple[str, Values]]:
    found: dict[str, Found] = {}
    major: dict[str, Found] = {}
    codes = distinct_values(connection, COMMODITY_INDEX, "commodity")
    for number, code in enumerate(codes):
        progress.at(0.6 + 0.3 * number / len(codes), "Reading commodities")
        entries = _in_blocks(connection, _ENTRIES, code, shift=1)
        where, is_there = look_up(fids, entries >> 1)
        if is_there.any():
            found[str(code)] = Found.at(len(fids), where[is_there])
            of_role = where[is_there & (entries & 1 == 1)]
            if len(of_role):
                major[str(code)] = Found.at(len(fids), of_role)
    yield COMMODITY, found
    yield MAJOR_COMMODITY, major


def _is_indexed(connection: sqlite3.Connection, column: str) -> bool:
    """Whether the rows of every value of a column are found without looking at all rows."""
    found = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND name = ?",
        (OCCURRENCES, f"{OCCURRENCES}_{column}"),
    )
    return found.fetchone() is not None


def _read_column(connection: sqlite3.Connection, column: str, fids: NDArray[np.int64]) -> Values:
    """Return the occurrences of every value of an indexed column."""
    sql = statement(_ROWS, OCCURRENCES, column)
    found = {}
    for value in distinct_values(connection, OCCURRENCES, column):
        where, is_there = look_up(fids, _in_blocks(connection, sql, value))
        found[str(value)] = Found.at(len(fids), where[is_there])
    return found


def distinct_values(connection: sqlite3.Connection, table: str, column: str) -> list[Any]:
    """Return the values of an indexed column in their order, without looking at all rows."""
    found: list[Any] = []
    (value,) = connection.execute(statement("SELECT min({}) FROM {}", column, table)).fetchone()
    following = statement("SELECT min({}) FROM {} WHERE {} > ?", column, table, column)
    while value is not None:
        found.append(value)
        ((value,),) = connection.execute(following, (value,)).fetchall()
    return found


def numbers_of(connection: sqlite3.Connection, sql: str, *values: Any) -> NDArray[np.int64]:
    """Return the whole numbers that SQLite joins into one text.

    Handed over one by one, as Python's objects, they take six times as long.
    """
    ((text,),) = connection.execute(sql, values).fetchall()
    if not text:
        return np.zeros(0, dtype=np.int64)
    numbers: NDArray[np.int64] = np.fromstring(text, dtype=np.int64, sep=",")
    return numbers


def _in_blocks(
    connection: sqlite3.Connection, sql: str, value: Any, shift: int = 0
) -> NDArray[np.int64]:
    """Return the numbers of all rows that have a value, asked for in blocks.

    :param sql: its parameters are the value, the id after which to begin, and the number of rows.
    :param shift: how many bits of a number follow its row's id.
    """
    found, last = [np.zeros(0, dtype=np.int64)], _BEFORE_ALL
    while len(block := numbers_of(connection, sql, value, last, _BLOCK)):
        found.append(block)
        last = int(block.max()) >> shift
    return np.concatenate(found)


def look_up(
    fids: NDArray[np.int64], wanted: NDArray[np.int64]
) -> tuple[NDArray[np.int32], NDArray[np.bool_]]:
    """Return where each of the wanted ids stands among the sorted ones, and whether it does."""
    if not len(fids):
        return np.zeros(len(wanted), dtype=np.int32), np.zeros(len(wanted), dtype=bool)
    where = np.searchsorted(fids, wanted)
    is_there = fids[np.minimum(where, len(fids) - 1)] == wanted
    return where.astype(np.int32), is_there


def _by_value(codes: NDArray[np.int32], numbers: Mapping[Any, int]) -> Values:
    """Return value to the occurrences that have its number."""
    kind = np.uint16 if len(numbers) < 1 << 16 else np.int32  # short ones are sorted by digits
    order = np.argsort(codes.astype(kind), kind="stable").astype(np.int32)
    ends = np.cumsum(np.bincount(codes, minlength=len(numbers) + 1))
    return {
        str(value): Found.at(len(codes), order[ends[number - 1] : ends[number]].copy())
        for value, number in numbers.items()
        if number
    }


def _by_completeness(count: int, sources: Values, told: Iterable[tuple[str, str]]) -> Values:
    parts: dict[str, list[Found]] = {}
    for source_id, completeness in told:
        if source_id in sources:
            parts.setdefault(completeness, []).append(sources[source_id])
    return {value: union(count, found) for value, found in parts.items()}


def _coordinates(
    blobs: tuple[bytes | None, ...],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return x and y of points; NaN for what is none."""
    if None not in blobs and set(map(len, blobs)) == {_POINT.itemsize}:  # type: ignore[arg-type]
        points = np.frombuffer(b"".join(blobs), dtype=_POINT)  # type: ignore[arg-type]
        plain = np.isin(points["flags"], _PLAIN_FLAGS) & (points["order"] == _LITTLE)
        if (plain & (points["kind"] == _PLAIN_POINT)).all():
            return points["x"].copy(), points["y"].copy()
    found = [point_of(blob) or (np.nan, np.nan) for blob in blobs]
    table = np.array(found, dtype=np.float64).reshape(-1, 2)
    return table[:, 0].copy(), table[:, 1].copy()


def _folded(folded: str | None, name: str | None, local: str | None) -> str:
    """Return the names of an occurrence as they are searched."""
    if folded is not None:
        return folded
    return f"{_fold(name or '')}\n{_fold(local or '')}"


def _fold(text: str) -> str:
    """Return the same as ``without_accents``; letters of words seen before are not looked at."""
    if text.isascii():
        return " ".join(text.split()).lower()
    return " ".join(filter(None, map(_WORDS.__getitem__, text.split())))


def _joined(parts: list[NDArray[Any]], kind: Any) -> NDArray[Any]:
    """Return the parts as one, and empty their list."""
    joined = np.concatenate(parts) if parts else np.zeros(0, dtype=kind)
    parts.clear()
    return joined
