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

from ..core.completeness import Completeness
from ..core.errors import WorkspaceError
from ..core.garbage import seldom_collected
from ..core.mapping.field_map import FieldMap
from ..core.phrases import counted, under_filter
from ..core.progress import Progress
from ..core.rows import SourceLayer, SourceRow
from ..core.schemas import OCCURRENCES
from ..core.sources import Source
from ..core.user_terms import NO_TERMS, UserTerms
from ..paths import bundled
from .aligned_table import AlignedTable, must_have_rtree
from .country_index import CountryIndex
from .field_maps import SourceMap, Taking, write_source_map
from .gdal_calls import create_geopackage, sqlite
from .metadata import describe_table
from .row_aligner import PlacedRow, RowAligner
from .row_records import RowRecords
from .sources import write_source
from .sql import columns_of, has_table
from .styles import write_style
from .tables import ensure_tables

_BATCH = 2000
# What SQLite says to values that it cannot hold; all else is no matter of one row.
_UNFIT = (UnicodeEncodeError, OverflowError, sqlite3.DataError, sqlite3.InterfaceError)
_STYLES = {OCCURRENCES: "mineral_occurrences"}


@dataclass(frozen=True)
class Earned:
    """What a download found out about itself, in place of what is derived here.

    :param digest: ``sha256:`` and the digest of what was received.
    """

    completeness: Completeness
    evidence: str
    digest: str


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
    progress: Optional[Progress] = None,
) -> IngestResult:
    """Bring the rows of a source into a workspace, in place of what an earlier run brought.

    :param path: the workspace; made when it is not there.
    :param source: id, title, licence and so on; table, count, completeness and digest are filled
        in here.
    :param earned: completeness, evidence and digest, where a download has proven them.
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
            result = _write(connection, layer, placed, fields, source, earned, progress)
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
    layer: SourceLayer,
    placed: Iterable[PlacedRow],
    fields: FieldMap,
    source: Source,
    earned: Optional[Earned],
    progress: Progress,
) -> IngestResult:
    table = AlignedTable(connection, fields.kind, layer.geometry)
    _must_fit(connection, table, source)
    is_new = not has_table(connection, table.name)
    style = _STYLES.get(table.name, "")
    table.prepare(fields.kind.title, "", style)
    records = RowRecords(connection, source.source_id, table.name)
    records.forget_commodities()
    replaced = table.forget_source(source.source_id)
    digest = hashlib.sha256()
    rows_in = 0
    fid = table.next_fid()
    for batch in _batches(placed):
        progress.at(_share(rows_in, layer.count), f"Aligning {layer.title}: {rows_in:,} rows")
        rows_in += len(batch)
        for one in batch if earned is None else ():
            digest.update(str(one.aligned.values["source_attributes"]).encode("utf-8", "replace"))
            digest.update(one.source.wkb or b"")
        fid = _insert(table, records, batch, fid)
    progress.at(0.95, "Indexing")
    records.write()
    table.finish()
    rows_out = table.count_source(source.source_id)
    _must_balance(source, rows_in, rows_out, len(records.rejected))
    earned = _earned(earned, layer, rows_in, len(records.rejected), digest.hexdigest())
    write_source(
        connection,
        replace(
            source,
            table_name=table.name,
            completeness=earned.completeness,
            evidence=earned.evidence,
            feature_count=rows_out,
            digest=earned.digest,
        ),
    )
    if is_new and style:
        qml = bundled("styles", f"{style}.qml").read_text(encoding="utf-8")
        write_style(connection, table.name, style, qml)
    describe_table(connection, table.name, fields.kind.title)
    return IngestResult(
        source.source_id,
        table.name,
        rows_in,
        rows_out,
        tuple(records.rejected),
        replaced,
        earned.completeness,
        dict(records.unmatched),
        dict(records.findings),
        records.rows_with_findings,
        layer.filter,
    )


def _insert(table: AlignedTable, records: RowRecords, batch: list[PlacedRow], fid: int) -> int:
    """Write a batch, row by row where SQLite refuses one of it; return the next free id."""
    numbered = list(enumerate(batch, start=fid))
    try:
        table.insert([_row(number, one) for number, one in numbered], _boxes(numbered))
        kept = numbered
    except _UNFIT:
        kept = []
        for number, one in numbered:
            try:
                table.insert([_row(number, one)], _boxes([(number, one)]))
                kept.append((number, one))
            except _UNFIT as error:
                records.reject(one.source, one.aligned, str(error))
    for number, one in kept:
        records.add(number, one.source.feature_id, one.aligned)
    return fid + len(batch)


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


def _earned(
    earned: Optional[Earned], layer: SourceLayer, rows_in: int, rejected: int, digest: str
) -> Earned:
    """Return what a download proved, as far as its rows arrived here; else what is known here."""
    if earned is None:
        return Earned(*_completeness(layer, rows_in, rejected), f"sha256:{digest}")
    if layer.count >= 0 and rows_in != layer.count:
        evidence = f"{earned.evidence} {rows_in:,} of {layer.count:,} rows were aligned."
        return replace(earned, completeness=Completeness.INCOMPLETE, evidence=evidence)
    if rejected:
        return replace(earned, evidence=f"{earned.evidence} {rejected:,} rows are rejected.")
    return earned


def _completeness(layer: SourceLayer, rows_in: int, rejected: int) -> tuple[Completeness, str]:
    """Return how far the source is whole, with what speaks for it."""
    announced, under = layer.count, " under it" if layer.filter else ""
    were = "was" if rows_in == 1 else "were"
    said = f"{counted(rows_in, 'row')} {were} read{under_filter(layer.filter)}"
    if rejected:
        said += f", {rejected:,} of them are listed as rejected"
    if announced > rows_in:
        return Completeness.INCOMPLETE, f"{said}; the source announced {announced:,}."
    if announced == rows_in:
        return (
            Completeness.COMPLETE_UNPROVEN,
            f"{said}, as many as the source announced{under};"
            " there is no second, independent total.",
        )
    return Completeness.COMPLETE_UNPROVEN, f"{said}; the source announced no number."


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


def _must_fit(connection: sqlite3.Connection, table: AlignedTable, source: Source) -> None:
    """Refuse a table of the same name that is not ours, and a source that went elsewhere."""
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
