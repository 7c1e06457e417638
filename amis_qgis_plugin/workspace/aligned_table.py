"""The tables of aligned layer types: made, extended and filled inside one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Optional

from osgeo import ogr

from ..core.errors import WorkspaceError
from ..core.schemas import OCCURRENCES, Field, LayerType, every_type
from .blank_table import make_table
from .blobs import wkb_of
from .commodity_triggers import follow_edits
from .kept_geometry import Envelope, around, table_type
from .local_edits import (
    EDITS,
    GEOMETRY,
    is_recording,
    is_recording_trigger,
    is_same,
    record_edits,
)
from .name_index import index_names, keeps_names
from .registry import RegisteredLayer, register_layer
from .rtree import Boxes, is_empty
from .sql import columns_of, count_rows, has_table, insertion, statement
from .tables import timestamp

_OGR_TYPES = {
    "text": ogr.OFTString,
    "date": ogr.OFTString,  # ISO 8601 with the precision of the source: 1998, 1998-05
    "integer": ogr.OFTInteger64,
    "real": ogr.OFTReal,
}
_SQL_TYPES = {"text": "TEXT", "date": "TEXT", "integer": "INTEGER", "real": "REAL"}
_INDEXED = (
    "country",
    "deposit_model",
    "source_id",
    "occurrence_type",
    "mine_status",
    "tenement_type",
)
_MOST_PACKED = 200_000  # boxes that wait in memory


class AlignedTable:
    """One table of a workspace, open for writing in the caller's transaction.

    :param kind: what the table holds.
    :param geometry: kind of the source's geometry; decides the table where there are several.
    :ivar records_edits: whether the table records edits once it is finished.
    :ivar has_recorded: whether it did so before.
    """

    def __init__(self, connection: sqlite3.Connection, kind: LayerType, geometry: str) -> None:
        self.kind = kind
        self.geometry = kind.kind_for(geometry)
        self.name = kind.table_for(geometry)
        self._connection = connection
        self._columns = [field.name for field in kind.fields]
        self._triggers: list[tuple[str, str]] = []
        self._shrunk = False
        self.records_edits = True
        self.has_recorded = False
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
            columns = [(field.name, _OGR_TYPES[field.type]) for field in self.kind.fields]
            make_table(
                self._connection, self.name, self._free_title(title), description,
                table_type(self.geometry), columns,
            )  # fmt: skip
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

    @property
    def columns(self) -> list[str]:
        """The columns of its rows: the geometry, then the fields of the layer type."""
        return [GEOMETRY, *self._columns]

    def next_fid(self) -> int:
        """Return the first feature id that is free and was not that of a row deleted by hand."""
        found = self._connection.execute(statement("SELECT max(fid) FROM {}", self.name))
        last = int(found.fetchone()[0] or 0)
        if has_table(self._connection, EDITS):
            found = self._connection.execute(
                "SELECT max(fid) FROM amis_local_edits WHERE table_name = ?", (self.name,)
            )
            last = max(last, int(found.fetchone()[0] or 0))
        return last + 1

    def count_source(self, source_id: str, first_fid: int = 0) -> int:
        """Return the number of rows that the table has of a source.

        :param first_fid: the feature id from which on they count.
        """
        sql = statement("SELECT count(*) FROM {} WHERE source_id = ? AND +fid >= ?", self.name)
        return int(self._connection.execute(sql, (source_id, first_fid)).fetchone()[0])

    def delete(self, fids: Iterable[int]) -> None:
        """Delete rows."""
        self._pack()
        gone = [(fid,) for fid in fids]
        self._connection.executemany(statement("DELETE FROM {} WHERE id = ?", self._rtree), gone)
        self._connection.executemany(statement("DELETE FROM {} WHERE fid = ?", self.name), gone)
        self._shrunk = self._shrunk or bool(gone)

    def delete_where(self, condition: str) -> int:
        """Delete the rows whose feature id meets a condition in SQL; return how many there were."""
        self._pack()
        from_tree = " ".join([statement("DELETE FROM {} WHERE id", self._rtree), condition])
        self._connection.execute(from_tree)
        from_table = " ".join([statement("DELETE FROM {} WHERE fid", self.name), condition])
        gone = self._connection.execute(from_table).rowcount
        self._shrunk = self._shrunk or gone > 0
        return gone

    def change(self, fid: int, before: Mapping[str, Any], row: Mapping[str, Any]) -> None:
        """Let a row have other values.

        :param before: the row as it is in the table; only what differs is written.
        """
        changed = [name for name in row if not is_same(name, before.get(name), row[name])]
        if not changed:
            return
        pairs = ", ".join(statement("{} = ?", name) for name in changed)
        sql = " ".join([statement("UPDATE {} SET", self.name), pairs, "WHERE fid = ?"])
        self._connection.execute(sql, (*(row[name] for name in changed), fid))
        if GEOMETRY in changed:
            self._connection.execute(statement("DELETE FROM {} WHERE id = ?", self._rtree), (fid,))
            self._place(fid, row[GEOMETRY])
            self._shrunk = True

    def put_back(self, fid: int, row: Mapping[str, Any]) -> None:
        """Insert a row that was there before, under its old id."""
        sql = insertion(self.name, ["fid", *row])
        self._connection.execute(sql, (fid, *row.values()))
        self._place(fid, row[GEOMETRY])
        self._shrunk = True

    def has_own_columns(self, fid: int) -> bool:
        """Whether a row has values in columns that a person added to the table."""
        known = {"fid", *self.columns}
        own = [one for one in columns_of(self._connection, self.name) if one not in known]
        if not own:
            return False
        filled = statement("SELECT coalesce({}, NULL) FROM {} WHERE fid = ?", own, self.name)
        found = self._connection.execute(filled, (fid,)).fetchone()
        return found is not None and found[0] is not None

    def _place(self, fid: int, blob: Optional[bytes]) -> None:
        """Put a geometry into the R-tree."""
        self._pack()
        wkb = wkb_of(blob)
        shape = ogr.CreateGeometryFromWkb(wkb) if wkb is not None else None
        if shape is not None and not shape.IsEmpty():
            sql = statement("INSERT INTO {} VALUES (?, ?, ?, ?, ?)", self._rtree)
            self._connection.execute(sql, (fid, *shape.GetEnvelope()))

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
        if placed:
            west, east, south, north = zip(*(box for _fid, box in placed))
            self._box = around(self._box, (min(west), max(east), min(south), max(north)))

    def _index(self, placed: Sequence[tuple[int, Envelope]]) -> None:
        """Bring boxes into the R-tree; the first ones of an empty tree wait to be packed."""
        if self._packed is None:
            self._packed = Boxes()
            self._is_packing = is_empty(self._connection, self._rtree)
        if self._is_packing and len(self._packed) < _MOST_PACKED:
            self._packed.add(placed)
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

    def ripen(self) -> None:
        """Index the rows that are there; more may follow."""
        self._pack()
        if self.name == OCCURRENCES:
            index_names(self._connection)
        for column in (name for name in _INDEXED if name in self._columns):
            index = f"{self.name}_{column}"
            self._connection.execute(
                statement("CREATE INDEX IF NOT EXISTS {} ON {} ({})", index, self.name, column)
            )

    def finish(self) -> None:
        """Bring back triggers, index the rows, and state count and extent."""
        for _name, sql in self._triggers:
            self._connection.execute(sql)
        self.ripen()
        follow_edits(self._connection)
        if self.records_edits:
            record_edits(self._connection, self.name, self.columns)
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
            return around(self._box, tuple(stated))
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
        self.has_recorded = is_recording(self._connection, self.name)
        found = [(name, sql) for name, sql in found if not keeps_names(name)]
        for name, _sql in found:
            self._connection.execute(statement("DROP TRIGGER {}", name))
        # Those that record edits are made anew at the end, for the columns that there are then.
        self._triggers = [(name, sql) for name, sql in found if not is_recording_trigger(name)]


def open_aligned_table(connection: sqlite3.Connection, name: str) -> AlignedTable:
    """Return a table that is there, ready to be written; ``finish`` it afterwards.

    :raises WorkspaceError: when no layer type has a table of this name.
    """
    for kind in every_type():
        for geometry in (kind.geometry, *kind.also):
            if kind.table_for(geometry) == name and has_table(connection, name):
                table = AlignedTable(connection, kind, geometry)
                table.prepare("", "", "")
                return table
    raise WorkspaceError("The workspace has no such aligned layer.", subject=name)
