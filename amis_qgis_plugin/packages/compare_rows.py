"""Which rows of a table differ between two GeoPackages: SQL on both files at once.

Neither file is read into memory nor written: keys of rows go into a database of SQLite's own
that lies on the disk and is gone at the end.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..core.errors import PackageError
from ..core.expressions import literal
from ..core.progress import Progress
from ..workspace.changes import differences
from ..workspace.gdal_calls import sqlite_uri
from ..workspace.local_edits import ATTRIBUTES, GEOMETRY, is_same
from ..workspace.sql import columns_of, statement

ADDED, REMOVED, CHANGED = "added", "removed", "changed"
OLDER, NEWER = "older", "newer"
_SOURCE_KEY = ("source_id", "source_feature_id")
_LABELS = ("name", "occurrence_name", "local_name", "identifier")
_STEPS = 200_000  # of SQLite's machine between two looks at whether the person stops
_COMPARED = (GEOMETRY, ATTRIBUTES)
_KEYS = {OLDER: "keys_older", NEWER: "keys_newer"}
_BY_ID = (
    "CREATE TABLE {} AS SELECT rowid AS fid, '' AS s, '' AS f, rowid AS n FROM {}.{} ORDER BY 1"
)
_BY_SOURCE = (
    "CREATE TABLE {} AS SELECT fid, CASE WHEN told THEN s ELSE '' END AS s,"
    " CASE WHEN told THEN f ELSE '' END AS f,"
    " CASE WHEN told THEN row_number() OVER (PARTITION BY s, f ORDER BY fid) ELSE fid END AS n"
    " FROM (SELECT rowid AS fid, CAST(source_id AS TEXT) AS s,"
    " CAST(source_feature_id AS TEXT) AS f,"
    " coalesce(source_id <> '' AND source_feature_id <> '', 0) AS told FROM {}.{}) ORDER BY fid"
)
_JOIN = (
    " FROM keys_older AS a CROSS JOIN keys_newer AS b ON (b.s, b.f, b.n) = (a.s, a.f, a.n)"
    " JOIN older.{} AS o ON o.rowid = a.fid JOIN newer.{} AS n ON n.rowid = b.fid"
)


@dataclass(frozen=True)
class RowCounts:
    """How many rows of a table differ.

    :param added: rows that only the newer file has.
    :param fields: column to the number of rows that are in both and differ in it.
    """

    added: int = 0
    removed: int = 0
    changed: int = 0
    unchanged: int = 0
    fields: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class RowChange:
    """One row that differs.

    :param change: ``added``, ``removed`` or ``changed``.
    :param source_id: empty where the row is told by its feature id alone.
    :param fid_before: feature id in the older file; nothing for an added row.
    :param name: what the row is called, where it has a name.
    :param fields: column to its value before and after; of a source's own attributes those that
        differ; geometry as WKT.
    """

    table: str
    change: str
    source_id: str
    source_feature_id: str
    fid_before: int | None
    fid_after: int | None
    name: str
    fields: Mapping[str, Sequence[Any]] = field(default_factory=dict)


@dataclass(frozen=True)
class TableShape:
    """What a table has in both files, and what it has in one.

    :param shared: columns of both that are compared; geometry is not among them.
    :param geometry: the column of geometry in the older and newer file; empty where it is not
        compared, because one has none or they are in different reference systems.
    :param systems: the reference systems, older and newer.
    :param by_source: whether rows are told by their source and their id there.
    """

    table: str
    shared: tuple[str, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]
    geometry: tuple[str, str]
    systems: tuple[str, str]
    by_source: bool


@contextmanager
def both_open(older: Path, newer: Path, progress: Progress) -> Iterator[sqlite3.Connection]:
    """Open two GeoPackages for reading, as ``older`` and ``newer`` in one connection.

    :raises PackageError: when SQLite cannot read one of them.
    :raises Cancelled: when the person stopped it, in the middle of a statement too.
    """
    try:
        with closing(sqlite3.connect("", uri=True)) as connection:
            connection.row_factory = sqlite3.Row
            connection.execute("PRAGMA temp_store = FILE")
            connection.create_function("amis_same", 3, is_same)
            for name, path in ((OLDER, older), (NEWER, newer)):
                address = f"{sqlite_uri(path.resolve())}?mode=ro&immutable=1"
                attach = statement("ATTACH DATABASE ? AS {}", name)
                connection.execute(attach, (address,))
                connection.execute(statement("SELECT count(*) FROM {}.sqlite_master", name))
            connection.set_progress_handler(lambda: progress.is_cancelled, _STEPS)
            yield connection
    except sqlite3.DatabaseError as error:
        progress.check()  # an interrupted statement is no damage
        raise PackageError(
            f"SQLite says: {error}.",
            subject=f"{older.name}, {newer.name}",
            hint="Verify both packages: one may be damaged.",
        ) from error


def shape_of(connection: sqlite3.Connection, table: str) -> TableShape:
    """Return which columns of a table can be compared.

    :raises PackageError: when one of the files has no such table.
    """
    there = {name: columns_of(connection, table, name) for name in (OLDER, NEWER)}
    for name, columns in there.items():
        if not columns:
            raise PackageError(
                f"The GeoPackage of the {name} package has no table {table}, which its manifest"
                " names.",
                subject=table,
                hint="Verify the packages: one was changed since it was written.",
            )
    ids = {_id_column(connection, table, name) for name in there}
    places = {name: _geometry(connection, table, name) for name in there}
    older, newer = (set(there[name]) - ids - {places[name][0]} for name in (OLDER, NEWER))
    systems = (places[OLDER][1], places[NEWER][1])
    comparable = all(place[0] for place in places.values()) and systems[0] == systems[1]
    return TableShape(
        table=table,
        shared=tuple(name for name in there[NEWER] if name in older & newer),
        added=tuple(name for name in there[NEWER] if name in newer - older),
        removed=tuple(name for name in there[OLDER] if name in older - newer),
        geometry=(places[OLDER][0], places[NEWER][0]) if comparable else ("", ""),
        systems=systems,
        by_source=set(_SOURCE_KEY) <= older & newer,
    )


def pair_rows(connection: sqlite3.Connection, shape: TableShape) -> None:
    """Find the key of every row of both files; the functions below speak of these.

    A row is told by its source and its id there; where a source has an id twice, by their order
    too. Rows that have none, as those that a person added, are told by their feature id.
    """
    for schema, keys in _KEYS.items():
        connection.execute(statement("DROP TABLE IF EXISTS {}", keys))
        query = _BY_SOURCE if shape.by_source else _BY_ID
        connection.execute(statement(query, keys, schema, shape.table))
        connection.execute(statement("CREATE INDEX {} ON {} (s, f, n)", f"{keys}_key", keys))


def count_changes(connection: sqlite3.Connection, shape: TableShape) -> RowCounts:
    """Return how many of the paired rows differ."""
    tests = _tests(shape)
    sums = ["total" + test for test in tests.values()]
    whole = " OR ".join(tests.values()) or "0"
    join = statement(_JOIN, shape.table, shape.table)
    select = ", ".join(["count(*)", "total(" + whole + ")", *sums])
    both, changed, *by_column = map(int, connection.execute("SELECT " + select + join).fetchone())
    sizes = {
        schema: connection.execute(statement("SELECT count(*) FROM {}", keys)).fetchone()[0]
        for schema, keys in _KEYS.items()
    }
    return RowCounts(
        added=sizes[NEWER] - both,
        removed=sizes[OLDER] - both,
        changed=changed,
        unchanged=both - changed,
        fields={name: count for name, count in zip(tests, by_column) if count},
    )


def changes_of(connection: sqlite3.Connection, shape: TableShape) -> Iterator[RowChange]:
    """Yield the rows that differ: removed, then changed, then added; each by feature id."""
    yield from _alone(connection, shape.table, REMOVED, OLDER, NEWER)
    yield from _changed(connection, shape)
    yield from _alone(connection, shape.table, ADDED, NEWER, OLDER)


def rows_of(
    connection: sqlite3.Connection, table: str, change: str, schema: str
) -> Iterator[RowChange]:
    """Yield all rows of a table that only one of the files has."""
    by_source = set(_SOURCE_KEY) <= set(columns_of(connection, table, schema))
    keys = "source_id AS s, source_feature_id AS f" if by_source else "'' AS s, '' AS f"
    asked = ", ".join(["rowid AS fid", keys, _label(connection, table, schema, schema)])
    query = statement(" FROM {}.{} AS {} ORDER BY rowid", schema, table, schema)
    for row in connection.execute("SELECT " + asked + query):
        yield _row_change(table, change, row)


def _alone(
    connection: sqlite3.Connection, table: str, change: str, schema: str, other: str
) -> Iterator[RowChange]:
    asked = ", ".join(["k.fid AS fid, k.s AS s, k.f AS f", _label(connection, table, schema, "t")])
    query = statement(
        " FROM {} AS k JOIN {}.{} AS t ON t.rowid = k.fid WHERE NOT EXISTS"
        " (SELECT 1 FROM {} AS x WHERE (x.s, x.f, x.n) = (k.s, k.f, k.n)) ORDER BY k.fid",
        _KEYS[schema],
        schema,
        table,
        _KEYS[other],
    )
    for row in connection.execute("SELECT " + asked + query):
        yield _row_change(table, change, row)


def _row_change(table: str, change: str, row: sqlite3.Row) -> RowChange:
    before, after = (row["fid"], None) if change == REMOVED else (None, row["fid"])
    return RowChange(
        table, change, row["s"] or "", row["f"] or "", before, after, str(row["label"] or "")
    )


def _changed(connection: sqlite3.Connection, shape: TableShape) -> Iterator[RowChange]:
    tests = _tests(shape)
    if not tests:
        return
    pairs = _columns(shape)
    asked = ["a.fid", "b.fid", "a.s", "a.f", _label(connection, shape.table, NEWER, "n")]
    asked += [statement("o.{}", before) for before, _after in pairs.values()]
    asked += [statement("n.{}", after) for _before, after in pairs.values()]
    where = " WHERE " + " OR ".join(tests.values())
    join = statement(_JOIN, shape.table, shape.table)
    for row in connection.execute("SELECT " + ", ".join(asked) + join + where):
        before, after, source_id, feature_id, label, *values = tuple(row)
        fields = differences(
            dict(zip(pairs, values[: len(pairs)])), dict(zip(pairs, values[len(pairs) :]))
        )
        yield RowChange(
            shape.table, CHANGED, source_id, feature_id, before, after, str(label or ""), fields
        )


def _columns(shape: TableShape) -> dict[str, tuple[str, str]]:
    """Return what is compared: a name for it, and the column in the older and newer file."""
    pairs = {name: (name, name) for name in shape.shared}
    return {**pairs, GEOMETRY: shape.geometry} if shape.geometry[0] else pairs


def _tests(shape: TableShape) -> dict[str, str]:
    """Return for each compared column the SQL that is 1 where it differs."""
    found = {}
    for name, columns in _columns(shape).items():
        test = statement("o.{} IS NOT n.{}", *columns)
        if name in _COMPARED:  # its bytes may differ and still say the same
            test += " AND NOT amis_same(" + literal(name) + statement(", o.{}, n.{})", *columns)
        found[name] = "(" + test + ")"
    return found


def _label(connection: sqlite3.Connection, table: str, schema: str, alias: str) -> str:
    """Return the SQL of what a row is called, as ``label``."""
    there = columns_of(connection, table, schema)
    names = [statement("{}.{}", alias, name) for name in _LABELS if name in there]
    return "coalesce(" + ", ".join([*names, "NULL", "NULL"]) + ") AS label"


def _id_column(connection: sqlite3.Connection, table: str, schema: str) -> str:
    found = connection.execute(
        "SELECT name FROM pragma_table_info(?, ?) WHERE pk = 1", (table, schema)
    ).fetchone()
    return str(found[0]) if found else ""


def _geometry(connection: sqlite3.Connection, table: str, schema: str) -> tuple[str, str]:
    """Return the column of geometry and its reference system; empty where there is none."""
    query = statement(
        "SELECT g.column_name, r.organization || ':' || r.organization_coordsys_id"
        " FROM {}.gpkg_geometry_columns AS g LEFT JOIN {}.gpkg_spatial_ref_sys AS r"
        " ON r.srs_id = g.srs_id WHERE lower(g.table_name) = lower(?)",
        schema,
        schema,
    )
    found = connection.execute(query, (table,)).fetchone()
    return (str(found[0]), str(found[1] or "").upper()) if found else ("", "")
