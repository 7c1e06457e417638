"""Rows of a source into a workspace: aligned, indexed, and whole or not at all.

What goes in comes out or is listed with a reason: ``rows_in`` = ``rows_out`` + ``rejected``.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any, Optional

from ..core.alignment import AlignedRow
from ..core.completeness import Completeness
from ..core.errors import WorkspaceError
from ..core.garbage import seldom_collected
from ..core.mapping.field_map import FieldMap
from ..core.progress import Progress
from ..core.rows import SourceLayer, SourceRow
from ..core.schemas import OCCURRENCES
from ..core.sources import Source
from ..core.user_terms import NO_TERMS, UserTerms
from .aligned_table import AlignedTable
from .country_index import CountryIndex
from .earlier_rows import Compared, EarlierRows
from .earned import Earned, earned_by
from .edited_commodities import EditedCommodities, index_edited_rows
from .field_maps import SourceMap, Taking, write_source_map
from .gdal_calls import create_geopackage, sqlite
from .metadata import describe_table
from .row_aligner import PlacedRow, RowAligner
from .row_records import RowRecords
from .rtree import must_have_rtree
from .sources import write_source
from .sql import columns_of, has_table
from .styles import STYLES, write_bundled_styles
from .tables import ensure_tables

_BATCH = 2000
# What SQLite says to values that it cannot hold; all else is no matter of one row.
_UNFIT = (UnicodeEncodeError, OverflowError, sqlite3.DataError, sqlite3.InterfaceError)


@dataclass(frozen=True)
class IngestResult:
    """What became of a source.

    :param rows_in: rows that the source handed over.
    :param rows_out: rows of it in the table now.
    :param rejected: (feature id, reason) of the rows that could not be kept.
    :param replaced: rows of an earlier run that made room for these.
    :param unmatched: (vocabulary, term) to the number of rows that have it.
    :param findings: code to the number of rows with it.
    :param rows_with_findings: rows that have any.
    :param filter: the layer's own filter, under which its rows were read.
    :param compared: what is new against the earlier run.
    """

    source_id: str
    table: str
    rows_in: int
    rows_out: int
    rejected: tuple[tuple[str, str], ...]
    replaced: int
    completeness: Completeness
    unmatched: dict[tuple[str, str], int] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)
    rows_with_findings: int = 0
    filter: str = ""
    compared: Compared = field(default_factory=Compared)


def ingest(
    path: Path,
    layer: SourceLayer,
    rows: Iterable[SourceRow],
    fields: FieldMap,
    source: Source,
    *,
    countries: Optional[CountryIndex] = None,
    terms: UserTerms = NO_TERMS,
    earned: Optional[Earned] = None,
    records_edits: bool = True,
    progress: Optional[Progress] = None,
) -> IngestResult:
    """Bring the rows of a source into a workspace, in place of what an earlier run brought.

    What a person edited there stays, see :mod:`.earlier_rows`.

    :param path: the workspace; made when it is not there.
    :param source: id, title, licence and so on; table, count, completeness and digest are filled
        in here.
    :param earned: completeness, evidence and digest, where a download has proven them.
    :param records_edits: false for a file whose sources are never taken again.
    :raises WorkspaceError: when the file or the map does not fit; the file is as it was then.
    :raises Cancelled: when the person stopped it; the file is as it was then.
    """
    progress = progress or Progress()
    if not path.parent.is_dir():
        raise WorkspaceError("There is no such folder.", subject=str(path.parent))
    aligner = RowAligner(layer, fields, source.source_id, countries=countries, terms=terms)
    placed = map(aligner.place, rows)
    side = path if path.exists() else path.with_name(f".{path.name}.part")
    try:
        if side != path:
            side.unlink(missing_ok=True)
            create_geopackage(side)
        with seldom_collected(), sqlite(side, write=True) as connection:
            must_have_rtree(connection, side)
            if side != path:
                connection.execute("PRAGMA synchronous = OFF")  # it is moved only when whole
            connection.execute("PRAGMA cache_size = -65536")
            connection.execute("BEGIN IMMEDIATE")
            ensure_tables(connection)
            table = AlignedTable(connection, fields.kind, layer.geometry)
            table.records_edits = records_edits
            edited = EditedCommodities(fields, terms)
            result = _write(connection, table, layer, placed, edited, source, earned, progress)
            taking = _taking(layer, countries)
            described = SourceMap(source.source_id, fields, layer.fields, terms, taking)
            write_source_map(connection, described)
            # The last chance to stop: what is said after the end could not be undone.
            progress.at(1.0, f"{result.rows_out:,} of {result.rows_in:,} rows are in {path.name}")
        if side != path:
            side.replace(path)
    except BaseException:
        if side != path:
            side.unlink(missing_ok=True)
        raise
    return result


def _write(
    connection: sqlite3.Connection,
    table: AlignedTable,
    layer: SourceLayer,
    placed: Iterable[PlacedRow],
    edited: EditedCommodities,
    source: Source,
    earned: Optional[Earned],
    progress: Progress,
) -> IngestResult:
    is_known = _must_fit(connection, table, source)
    is_new, title = not has_table(connection, table.name), table.kind.title
    style = STYLES.get(table.name, "")
    table.prepare(title, "", style)
    records = RowRecords(connection, source.source_id, table.name)
    earlier = EarlierRows(connection, table, source.source_id, is_known, edited)
    digest = hashlib.sha256()
    rows_in = 0
    first_fid = fid = table.next_fid()
    records.forget_after(fid)
    for batch in _batches(placed):
        progress.at(_share(rows_in, layer.count), f"Aligning {layer.title}: {rows_in:,} rows")
        rows_in += len(batch)
        for one in batch if earned is None else ():
            digest.update(str(one.aligned.values["source_attributes"]).encode("utf-8", "replace"))
            digest.update(one.source.wkb or b"")
        fid = _take(table, records, earlier, batch, fid)
    progress.at(0.95, "Indexing")
    earned = earned_by(earned, layer, rows_in, len(records.rejected), digest.hexdigest())
    compared = earlier.finish(earned.completeness is not Completeness.INCOMPLETE)
    records.write()
    if table.name == OCCURRENCES:
        index_edited_rows(connection)
    table.finish()
    rows_out, left_out = table.count_source(source.source_id, first_fid), 0
    if earlier.count:
        rows_out, left_out = earlier.held()
    _must_balance(source, rows_in, rows_out + left_out, len(records.rejected))
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
    if is_new and style:
        write_bundled_styles(connection, table.name, style)
    describe_table(connection, table.name, title)
    return IngestResult(
        source.source_id,
        table.name,
        rows_in,
        rows_out,
        tuple(records.rejected),
        earlier.count,
        earned.completeness,
        dict(records.unmatched),
        dict(records.findings),
        records.rows_with_findings,
        layer.filter,
        compared,
    )


def _take(
    table: AlignedTable,
    records: RowRecords,
    earlier: EarlierRows,
    batch: list[PlacedRow],
    fid: int,
) -> int:
    """Write a batch, each row over its earlier self or as a new one; return the next free id."""
    met: dict[int, tuple[int, AlignedRow]] = {}
    fresh: dict[int, PlacedRow] = {}
    for number, one in enumerate(batch, start=fid):
        try:
            there = earlier.meet(one)
        except _UNFIT as error:
            records.reject(one.source, one.aligned, str(error))
            continue
        if there is None:
            fresh[number] = one
        else:
            met[number] = (there[0], replace(one.aligned, commodities=there[1]))
    kept = _insert(table, records, list(fresh.items()))
    earlier.note_new(kept)
    for number, one in enumerate(batch, start=fid):
        if number in met:
            records.add(met[number][0], one.source.feature_id, met[number][1])
        elif number in kept:
            records.add(number, one.source.feature_id, one.aligned)
    return fid + len(batch)


def _insert(
    table: AlignedTable, records: RowRecords, numbered: list[tuple[int, PlacedRow]]
) -> dict[int, PlacedRow]:
    """Write new rows, one by one where SQLite refuses one of them; return those that went in."""
    if not numbered:
        return {}
    try:
        table.insert([_row(number, one) for number, one in numbered], _boxes(numbered))
        return dict(numbered)
    except _UNFIT:
        kept = {}
        for number, one in numbered:
            try:
                table.insert([_row(number, one)], _boxes([(number, one)]))
                kept[number] = one
            except _UNFIT as error:
                records.reject(one.source, one.aligned, str(error))
        return kept


def _row(fid: int, one: PlacedRow) -> tuple[Any, ...]:
    return (fid, one.geometry.blob, *one.aligned.values.values())


def _boxes(numbered: Iterable[tuple[int, PlacedRow]]) -> Iterator[tuple[int, Any]]:
    for number, one in numbered:
        if one.geometry.envelope is not None:
            yield number, one.geometry.envelope


def _batches(placed: Iterable[PlacedRow]) -> Iterator[list[PlacedRow]]:
    running = iter(placed)
    while batch := list(islice(running, _BATCH)):
        yield batch


def _share(done: int, total: int) -> float:
    return min(0.95, 0.95 * done / total) if total > 0 else 0.0


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
