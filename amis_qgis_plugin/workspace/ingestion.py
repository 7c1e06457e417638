"""One source on its way into a workspace: in one transaction, batch by batch, whole or not at all.

What goes in comes out or is listed with a reason: ``rows_in`` = ``rows_out`` + ``rejected``.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from contextlib import ExitStack, suppress
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Optional

from ..core.completeness import Completeness
from ..core.errors import WorkspaceError
from ..core.mapping.field_map import FieldMap
from ..core.progress import Progress
from ..core.rows import SourceLayer, SourceRow
from ..core.schemas import OCCURRENCES
from ..core.sources import Source
from ..core.user_terms import NO_TERMS, UserTerms
from .aligned_table import AlignedTable
from .country_index import CountryIndex
from .earlier_rows import EarlierRows
from .earned import Earned, earned_by
from .edited_commodities import EditedCommodities, index_edited_rows
from .field_maps import SourceMap, Taking, write_source_map
from .gdal_calls import create_geopackage, sqlite
from .ingest_result import IngestResult
from .metadata import describe_table
from .packaged import must_not_be_packaged
from .row_aligner import RowAligner
from .row_records import RowRecords
from .row_writing import write_batch
from .rtree import must_have_rtree
from .sources import write_source
from .sql import columns_of, has_table
from .styles import STYLES, write_bundled_styles
from .tables import ensure_tables


class Ingestion:
    """Brings the rows of a source into a workspace; a context manager.

    A workspace that is not there yet is written beside its place and moved there at the end. What
    is not finished when the block ends is undone.

    :param path: the workspace; made when it is not there.
    :param records_edits: false for a file whose sources are never taken again.
    :param side: where a new workspace is written; None for the usual place beside it.
    :ivar rows_in: rows that were taken so far.
    :raises WorkspaceError: when the file or the map does not fit; the file is as it was then.
    """

    def __init__(
        self,
        path: Path,
        layer: SourceLayer,
        fields: FieldMap,
        source: Source,
        *,
        countries: Optional[CountryIndex] = None,
        terms: UserTerms = NO_TERMS,
        records_edits: bool = True,
        side: Optional[Path] = None,
    ) -> None:
        if not path.parent.is_dir():
            raise WorkspaceError("There is no such folder.", subject=str(path.parent))
        self._path, self._layer, self._fields, self._source = path, layer, fields, source
        self._countries, self._terms, self._records_edits = countries, terms, records_edits
        self._aligner = RowAligner(
            layer, fields, source.source_id, countries=countries, terms=terms
        )
        self._side = path if path.exists() else side or path.with_name(f".{path.name}.part")
        self._open = ExitStack()
        self._digest = hashlib.sha256()
        self._is_finished = False
        self.rows_in = 0

    def __enter__(self) -> Ingestion:
        """Open the file and begin the transaction."""
        try:
            self._begin()
        except BaseException as error:
            self._close(type(error), error, error.__traceback__)
            raise
        return self

    def __exit__(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        stack: Optional[TracebackType],
    ) -> None:
        """Keep what is finished, undo what is not."""
        if kind is None and not self._is_finished:
            self._connection.rollback()
        self._close(kind, error, stack)

    def _close(
        self,
        kind: Optional[type[BaseException]],
        error: Optional[BaseException],
        stack: Optional[TracebackType],
    ) -> None:
        try:
            self._open.__exit__(kind, error, stack)
            if kind is None and self._is_finished and self._side != self._path:
                self._land()
        finally:
            self._discard()

    def _discard(self) -> None:
        with suppress(OSError):  # another program may hold it
            if self._side != self._path:
                self._side.unlink(missing_ok=True)

    def _land(self) -> None:
        if self._path.exists():
            raise WorkspaceError(
                "Somebody made the file meanwhile; nothing was written.",
                subject=str(self._path),
                hint="Run it again: the rows are added to what is there now.",
            )
        try:
            self._side.replace(self._path)
        except OSError as error:
            told = f"The file cannot be put in its place: {error.strerror}."
            raise WorkspaceError(told, subject=str(self._path)) from error

    def _begin(self) -> None:
        is_new = self._side != self._path
        must_not_be_packaged(self._path)
        if is_new:
            self._discard()
            create_geopackage(self._side)
        self._connection = self._open.enter_context(sqlite(self._side, write=True))
        must_have_rtree(self._connection, self._side)
        if is_new:
            self._connection.execute("PRAGMA synchronous = OFF")  # it is moved only when whole
        self._connection.execute("PRAGMA cache_size = -65536")
        self._connection.execute("BEGIN IMMEDIATE")
        ensure_tables(self._connection)
        self._table = AlignedTable(self._connection, self._fields.kind, self._layer.geometry)
        self._table.records_edits = self._records_edits
        self._prepare()

    def _prepare(self) -> None:
        table, source_id = self._table, self._source.source_id
        is_known = _must_fit(self._connection, table, self._source)
        self._is_new_table = not has_table(self._connection, table.name)
        self._style = STYLES.get(table.name, "")
        table.prepare(table.kind.title, "", self._style)
        self._records = RowRecords(self._connection, source_id, table.name)
        edited = EditedCommodities(self._fields, self._terms)
        self._earlier = EarlierRows(self._connection, table, source_id, is_known, edited)
        self._first_fid = self._fid = table.next_fid()
        self._records.forget_after(self._fid)

    def take(self, rows: Iterable[SourceRow], *, with_digest: bool = True) -> int:
        """Align rows and write them; return how many there were.

        :param with_digest: whether what was received has to be digested here.
        """
        batch = [self._aligner.place(row) for row in rows]
        for one in batch if with_digest else ():
            attributes = str(one.aligned.values["source_attributes"])
            self._digest.update(attributes.encode("utf-8", "replace"))
            self._digest.update(one.source.wkb or b"")
        self.rows_in += len(batch)
        self._fid = write_batch(self._table, self._records, self._earlier, batch, self._fid)
        return len(batch)

    def ripen(self) -> None:
        """Index what was taken so far, while nothing else is to be done; more may follow."""
        self._records.index_commodities()
        self._table.ripen()

    def finish(
        self, earned: Optional[Earned] = None, progress: Optional[Progress] = None
    ) -> IngestResult:
        """Index what was taken and describe it; it is in the file once the block ends.

        :param earned: completeness, evidence and digest, where a download has proven them.
        :raises WorkspaceError: when rows are neither in the table nor listed.
        :raises Cancelled: when the person stopped it.
        """
        progress = progress or Progress()
        progress.at(0.95, "Indexing")
        records, table, source = self._records, self._table, self._source
        rejected = len(records.rejected)
        earned = earned_by(earned, self._layer, self.rows_in, rejected, self._digest.hexdigest())
        compared = self._earlier.finish(earned.completeness is not Completeness.INCOMPLETE)
        records.write()
        if table.name == OCCURRENCES:
            index_edited_rows(self._connection)
        table.finish()
        rows_out, left_out = table.count_source(source.source_id, self._first_fid), 0
        if self._earlier.count:
            rows_out, left_out = self._earlier.held()
        _must_balance(source, self.rows_in, rows_out + left_out, rejected)
        self._describe(earned)
        # The last chance to stop: what is said after the end could not be undone.
        words = f"{rows_out:,} of {self.rows_in:,} rows are in {self._path.name}"
        progress.at(1.0, words)
        self._is_finished = True
        return IngestResult(
            source.source_id,
            table.name,
            self.rows_in,
            rows_out,
            tuple(records.rejected),
            self._earlier.count,
            earned.completeness,
            dict(records.unmatched),
            dict(records.findings),
            records.rows_with_findings,
            self._layer.filter,
            compared,
        )

    def _describe(self, earned: Earned) -> None:
        """Write down source, field map, style and metadata."""
        connection, table, source = self._connection, self._table, self._source
        write_source(
            connection,
            replace(
                source,
                table_name=table.name,
                completeness=earned.completeness,
                evidence=earned.evidence,
                feature_count=table.count_source(source.source_id),
                digest=earned.digest,
            ),
        )
        if self._is_new_table and self._style:
            write_bundled_styles(connection, table.name, self._style)
        describe_table(connection, table.name, table.kind.title)
        taking = _taking(self._layer, self._countries)
        described = SourceMap(
            source.source_id, self._fields, self._layer.fields, self._terms, taking
        )
        write_source_map(connection, described)


def _must_balance(source: Source, rows_in: int, rows_out: int, rejected: int) -> None:
    """Refuse to keep a source of which rows are neither in the table nor listed."""
    if rows_in != rows_out + rejected:
        raise WorkspaceError(
            f"{rows_in:,} rows were read, but {rows_out:,} are in the table and {rejected:,} are"
            " listed as rejected; nothing was kept.",
            subject=source.title,
            hint="Take it into a new workspace, and tell the makers of AMIS Explorer.",
        )


def _taking(layer: SourceLayer, countries: Optional[CountryIndex]) -> Taking:
    """Return what has to be known to align the rows again as they are aligned now."""
    if countries is None:
        return Taking(layer.key, layer.crs, "")
    return Taking(layer.key, layer.crs, countries.origin, countries.offshore_km)


def _must_fit(connection: sqlite3.Connection, table: AlignedTable, source: Source) -> bool:
    """Refuse a table of the same name that is not ours, and a source that went elsewhere.

    :return: whether the source was taken before.
    """
    if has_table(connection, table.name):
        known = connection.execute(
            "SELECT layer_type FROM amis_layers WHERE table_name = ?", (table.name,)
        ).fetchone()
        lacking = {"fid", "geom"} - set(columns_of(connection, table.name))
        if known is None or known[0] != table.kind.layer_type_id or lacking:
            raise WorkspaceError(
                f"It has a table {table.name} that is no aligned layer.",
                subject=table.name,
                hint="Choose another file, or a new one.",
            )
    there = connection.execute(
        "SELECT table_name FROM amis_sources WHERE source_id = ?", (source.source_id,)
    ).fetchone()
    if there is not None and there[0] != table.name:
        raise WorkspaceError(
            f"The source {source.source_id} is in the table {there[0]} already.",
            subject=source.title,
            hint="Give this source another id.",
        )
    return there is not None
