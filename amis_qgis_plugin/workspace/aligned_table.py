"""The tables of aligned layer types: made, extended and filled inside one transaction.

GDAL writes the empty table once into a file of its own; what it wrote there (table, R-tree,
triggers) is made again here as plain SQL, so that it stands or falls with the rows.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Optional

from osgeo import ogr

from ..core.errors import WorkspaceError
from ..core.schemas import Field, LayerType
from .gdal_calls import add_layer, create_geopackage, gdal_errors, sqlite
from .kept_geometry import Envelope, table_type
from .registry import RegisteredLayer, register_layer
from .rtree import Boxes, is_empty
from .sql import columns_of, count_rows, has_table, insertion, statement
from .tables import EXTENSIONS_TABLE, timestamp

_OGR_TYPES = {
    "text": ogr.OFTString,
    "date": ogr.OFTString,  # ISO 8601 with the precision of the source: 1998, 1998-05
    "integer": ogr.OFTInteger64,
    "real": ogr.OFTReal,
}
_SQL_TYPES = {"text": "TEXT", "date": "TEXT", "integer": "INTEGER", "real": "REAL"}
_INDEXED = ("country", "deposit_model", "source_id", "mine_status", "tenement_type")
_MOST_PACKED = 200_000  # boxes that wait in memory
_COPIED = ("gpkg_contents", "gpkg_geometry_columns", "gpkg_extensions", "gpkg_ogr_contents")


class AlignedTable:
    """One table of a workspace, open for writing in the caller's transaction.

    :param kind: what the table holds.
    :param geometry: kind of the source's geometry; decides the table where there are several.
    """

    def __init__(self, connection: sqlite3.Connection, kind: LayerType, geometry: str) -> None:
        self.kind = kind
        self.geometry = kind.kind_for(geometry)
        self.name = kind.table_for(geometry)
        self._connection = connection
        self._columns = [field.name for field in kind.fields]
        self._triggers: list[tuple[str, str]] = []
        self._shrunk = False
        self._box: Optional[Envelope] = None
        self._packed: Optional[Boxes] = None
        self._is_packing = False

    def prepare(self, title: str, description: str, style: str) -> None:
        """Make the table, or add the columns that an older one lacks; put its triggers aside.

        :param style: name of the bundled style; empty for none.
        :raises WorkspaceError: when the table is there without being listed as a layer.
        """
        if has_table(self._connection, self.name):
            self._must_be_listed()
            there = set(columns_of(self._connection, self.name))
            for field in self.kind.fields:
                if field.name not in there:
                    self._add_column(field)
        else:
            self._make(self._free_title(title), description)
            register_layer(
                self._connection,
                RegisteredLayer(self.name, self.kind.layer_type_id, self.kind.theme_id, style),
            )
        self._put_triggers_aside()

    def _must_be_listed(self) -> None:
        if not self._counted("table_name = ?", self.name):
            raise WorkspaceError(
                "The table is in the file, but its list of contents does not have it.",
                subject=self.name,
                hint="The file is damaged: take the sources into a new workspace.",
            )

    def _free_title(self, title: str) -> str:
        """Return a title that no table of the file has: GeoPackage wants each only once."""
        for free in (title, f"{title} ({self.geometry}s)", self.name):
            if not self._counted("identifier = ?", free):
                return free
        return f"{title} ({self.name})"

    def _counted(self, condition: str, value: str) -> int:
        sql = " ".join(["SELECT count(*) FROM gpkg_contents WHERE", condition])
        return int(self._connection.execute(sql, (value,)).fetchone()[0])

    def next_fid(self) -> int:
        """Return the first feature id that is free."""
        found = self._connection.execute(
            statement("SELECT coalesce(max(fid), 0) + 1 FROM {}", self.name)
        )
        return int(found.fetchone()[0])

    def count_source(self, source_id: str) -> int:
        """Return the number of rows that the table has of a source."""
        found = self._connection.execute(
            statement("SELECT count(*) FROM {} WHERE source_id = ?", self.name), (source_id,)
        )
        return int(found.fetchone()[0])

    def forget_source(self, source_id: str) -> int:
        """Delete the rows of a source; return how many there were."""
        if has_table(self._connection, self._rtree):
            self._connection.execute(
                statement(
                    "DELETE FROM {} WHERE id IN (SELECT fid FROM {} WHERE source_id = ?)",
                    self._rtree,
                    self.name,
                ),
                (source_id,),
            )
        gone = self._connection.execute(
            statement("DELETE FROM {} WHERE source_id = ?", self.name), (source_id,)
        )
        self._shrunk = self._shrunk or gone.rowcount > 0
        return gone.rowcount

    def insert(
        self, rows: Sequence[tuple[Any, ...]], boxes: Iterable[tuple[int, Envelope]]
    ) -> None:
        """Insert rows of (fid, geometry blob, values in the order of the fields): all or none.

        :param boxes: feature ids with their envelopes, for the R-tree.
        """
        self._connection.execute("SAVEPOINT amis_rows")
        try:
            self._insert(rows, boxes)
        except BaseException:
            self._connection.execute("ROLLBACK TO amis_rows")
            raise
        finally:
            self._connection.execute("RELEASE amis_rows")

    def _insert(
        self, rows: Sequence[tuple[Any, ...]], boxes: Iterable[tuple[int, Envelope]]
    ) -> None:
        # Most of the many fields are empty in most sources; SQLite takes its time over each.
        names = ["fid", "geom", *self._columns]
        filled = [
            (name, values) for name, values in zip(names, zip(*rows))
            if name == "fid" or values.count(None) < len(values)
        ]  # fmt: skip
        used = insertion(self.name, [name for name, _values in filled])
        self._connection.executemany(used, zip(*(values for _name, values in filled)))
        placed = list(boxes)
        self._index(placed)
        for _fid, box in placed:
            self._box = _around(self._box, box)

    def _index(self, placed: Sequence[tuple[int, Envelope]]) -> None:
        """Bring boxes into the R-tree; the first ones of an empty tree wait to be packed."""
        if self._packed is None:
            self._packed = Boxes()
            self._is_packing = is_empty(self._connection, self._rtree)
        if self._is_packing and len(self._packed) < _MOST_PACKED:
            for fid, box in placed:
                self._packed.add(fid, box)
            return
        self._pack()
        self._connection.executemany(
            statement("INSERT INTO {} VALUES (?, ?, ?, ?, ?)", self._rtree),
            ((fid, *box) for fid, box in placed),
        )

    def _pack(self) -> None:
        if self._is_packing and self._packed is not None:
            self._packed.fill(self._connection, self._rtree)
        self._is_packing = False

    def update(self, rows: Iterable[Sequence[Any]]) -> None:
        """Replace the values of rows: (values in the order of the fields, fid)."""
        pairs = ", ".join(statement("{} = ?", name) for name in self._columns)
        sql = " ".join([statement("UPDATE {} SET", self.name), pairs, "WHERE fid = ?"])
        self._connection.executemany(sql, rows)

    def finish(self) -> None:
        """Bring back triggers, index the columns, and state count and extent."""
        self._pack()
        for _name, sql in self._triggers:
            self._connection.execute(sql)
        for column in (name for name in _INDEXED if name in self._columns):
            index = f"{self.name}_{column}"
            self._connection.execute(
                statement("CREATE INDEX IF NOT EXISTS {} ON {} ({})", index, self.name, column)
            )
        count = count_rows(self._connection, self.name)
        self._connection.execute(
            "UPDATE gpkg_ogr_contents SET feature_count = ? WHERE table_name = ?",
            (count, self.name),
        )
        self._connection.execute(
            "UPDATE gpkg_contents SET min_x = ?, max_x = ?, min_y = ?, max_y = ?,"
            " last_change = ? WHERE table_name = ?",
            (*self._extent(), timestamp(), self.name),
        )

    def _extent(self) -> Sequence[Any]:
        """Return the box around all rows: the stated one with the new rows.

        Where rows went away, the R-tree tells; its 32-bit numbers lie up to 0.00002 degrees
        outside.
        """
        if not self._shrunk:
            stated = self._connection.execute(
                "SELECT min_x, max_x, min_y, max_y FROM gpkg_contents WHERE table_name = ?",
                (self.name,),
            ).fetchone()
            if self._box is None or stated[0] is None:
                return self._box or tuple(stated)
            return _around(self._box, tuple(stated))
        found: Sequence[Any] = self._connection.execute(
            statement("SELECT min(minx), max(maxx), min(miny), max(maxy) FROM {}", self._rtree)
        ).fetchone()
        return found

    @property
    def _rtree(self) -> str:
        return f"rtree_{self.name}_geom"

    def _add_column(self, field: Field) -> None:
        sql_type = _SQL_TYPES[field.type]
        self._connection.execute(
            statement(f"ALTER TABLE {{}} ADD COLUMN {{}} {sql_type}", self.name, field.name)
        )

    def _put_triggers_aside(self) -> None:
        """Drop the triggers: they need GDAL's functions, and would work row by row."""
        found = self._connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?",
            (self.name,),
        ).fetchall()
        self._triggers = [(name, sql) for name, sql in found]
        for name, _sql in self._triggers:
            self._connection.execute(statement("DROP TRIGGER {}", name))

    def _make(self, title: str, description: str) -> None:
        with tempfile.TemporaryDirectory(prefix="amis-table-") as folder:
            blank = Path(folder) / "blank.gpkg"
            self._write_blank(blank, title, description)
            with sqlite(blank) as source:
                made = source.execute(
                    "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
                    " AND (tbl_name = ? OR name = ?) ORDER BY type = 'trigger', rowid",
                    (self.name, self._rtree),
                ).fetchall()
                records = {table: self._records(source, table) for table in _COPIED}
        for _type, _name, sql in made:
            self._connection.execute(sql)
        self._connection.execute(EXTENSIONS_TABLE)
        for table, rows in records.items():
            for row in rows:
                self._insert_record(table, row)

    def _write_blank(self, path: Path, title: str, description: str) -> None:
        columns = [(field.name, _OGR_TYPES[field.type]) for field in self.kind.fields]
        dataset = create_geopackage(path)
        try:
            with gdal_errors(path.name):
                add_layer(
                    dataset, self.name, title, table_type(self.geometry), columns, description
                )
        finally:
            dataset = None  # closes the file

    def _records(self, source: sqlite3.Connection, table: str) -> list[dict[str, Any]]:
        if not has_table(source, table):
            return []
        sql = statement("SELECT * FROM {} WHERE table_name = ?", table)
        return [dict(row) for row in source.execute(sql, (self.name,))]

    def _insert_record(self, table: str, row: dict[str, Any]) -> None:
        # A contents record must never take the place of another table's.
        how = "INSERT" if table == "gpkg_contents" else "INSERT OR REPLACE"
        self._connection.execute(insertion(table, list(row), how), tuple(row.values()))


def _around(box: Optional[Envelope], other: Envelope) -> Envelope:
    if box is None:
        return other
    return (
        min(box[0], other[0]),
        max(box[1], other[1]),
        min(box[2], other[2]),
        max(box[3], other[3]),
    )


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
