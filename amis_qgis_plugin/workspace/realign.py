"""Aligning rows anew that a workspace has already: another field map, other terms.

Rows keep their feature ids; their places stay unless they came from attributes.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Optional, Union

from ..core.alignment import AlignedRow, Aligner
from ..core.attributes import attributes_from_json
from ..core.errors import WorkspaceError
from ..core.mapping.field_map import LATITUDE, LONGITUDE, FieldMap
from ..core.places import PlaceReading
from ..core.progress import Progress
from ..core.schemas import OCCURRENCES
from ..core.user_terms import UserTerms
from .aligned_table import AlignedTable
from .country_index import CountryIndex
from .earlier_findings import EarlierFindings
from .edited_commodities import EditedCommodities, index_edited_rows
from .edited_rows import EditedRows
from .field_maps import SourceMap, Taking, read_source_maps, write_source_map
from .gdal_calls import sqlite
from .kept_geometry import place_of
from .local_edits import ADDED
from .packaged import must_not_be_packaged
from .row_records import RowRecords
from .rtree import must_have_rtree
from .sql import columns_of, statement
from .tables import ensure_tables

_BATCH = 2000
Row = Union[sqlite3.Row, Mapping[str, Any]]


@dataclass(frozen=True)
class RealignResult:
    """What became of a source's rows.

    :param rows: rows aligned anew; none were added or lost.
    :param unmatched: (vocabulary, term) to the number of rows that have it now.
    :param findings: code to the number of rows with it now.
    :param rows_with_findings: rows that have any.
    """

    source_id: str
    rows: int
    unmatched: dict[tuple[str, str], int]
    findings: dict[str, int] = field(default_factory=dict)
    rows_with_findings: int = 0


def source_map(path: Path, source_id: str) -> SourceMap:
    """Return how a source of a workspace was aligned.

    :raises WorkspaceError: when the workspace keeps no map of it.
    """
    for found in read_source_maps(path):
        if found.source_id == source_id:
            return found
    raise WorkspaceError(
        "The workspace keeps no field map of this source.",
        subject=f"{path.name}: {source_id}",
        hint="Align the source again from its own layer.",
    )


def read_attributes(path: Path, kept: SourceMap, most: int) -> list[dict[str, Any]]:
    """Return what the first rows of a source said, as the source had it.

    :raises WorkspaceError: when the source is not there.
    """
    with sqlite(path) as connection:
        geometry = _geometry_of(connection, kept.source_id, kept.fields)
        found = connection.execute(
            statement(
                "SELECT source_attributes FROM {} WHERE source_id = ? ORDER BY fid LIMIT ?",
                kept.fields.kind.table_for(geometry),
            ),
            (kept.source_id, most),
        ).fetchall()
    return [attributes_from_json(row[0], kept.types()) for row in found]


def realign(
    path: Path,
    source_id: str,
    fields: FieldMap,
    terms: UserTerms,
    *,
    countries: Optional[CountryIndex] = None,
    progress: Optional[Progress] = None,
) -> RealignResult:
    """Align the rows of a source anew from what it said; what a person edited stays.

    :param countries: outlines to look countries up in, which are those of the first time where
        nothing else is wanted; None keeps what the places told then.
    :raises WorkspaceError: when the source or its map is not there, the new map is for another
        type of layer or another place, or the file is the data of a package.
    :raises Cancelled: when the person stopped it; nothing has changed then.
    """
    progress = progress or Progress()
    must_not_be_packaged(path)
    before = source_map(path, source_id)
    types = before.types()
    _must_stay(before, fields)
    with sqlite(path, write=True) as connection:
        must_have_rtree(connection, path)
        connection.execute("BEGIN IMMEDIATE")
        ensure_tables(connection)
        table = AlignedTable(connection, fields.kind, _geometry_of(connection, source_id, fields))
        table.prepare("", "", "")
        records = RowRecords(connection, source_id, table.name)
        records.forget_commodities()
        earlier = EarlierFindings(connection, source_id)
        aligner = Aligner(fields, source_id, terms)
        edits = EditedRows(connection, table, source_id, EditedCommodities(fields, terms))
        rows = 0
        for batch in _batches(connection, table.name, source_id):
            progress.at(0.0, f"Aligning {source_id} again: {rows:,} rows")
            written = []
            kinds = edits.kinds(batch[0]["fid"], batch[-1]["fid"])
            for row in batch:
                kind = kinds.get(row["fid"], "")
                if kind == ADDED:
                    continue  # the source never said anything of it
                said = {**edits.base(row["fid"]), "fid": row["fid"]} if kind else row
                attributes = attributes_from_json(said["source_attributes"], types)
                country = _country_of(said, countries, earlier)
                aligned = _with_kept(aligner, attributes, said, country, earlier)
                if kind:
                    aligned = _with_edits(edits, kind, said, aligned)
                else:
                    written.append((*aligned.values.values(), row["fid"]))
                records.add(row["fid"], said["source_feature_id"], aligned)
                rows += 1
            table.update(written)
        records.write_readings()
        if table.name == OCCURRENCES:
            index_edited_rows(connection)
        table.finish()
        taking = _taking(before.taking, countries)
        described = SourceMap(source_id, fields, before.source_fields, terms, taking)
        write_source_map(connection, described)
        progress.at(1.0, f"{rows:,} rows of {source_id} are aligned again")
    found = (dict(records.unmatched), dict(records.findings), records.rows_with_findings)
    return RealignResult(source_id, rows, *found)


def _with_edits(
    edits: EditedRows, kind: str, said: Mapping[str, Any], aligned: AlignedRow
) -> AlignedRow:
    """Write a row that a person edited, as far as the edits leave it; return it with its index."""
    fid, theirs = said["fid"], {"geom": said["geom"], **aligned.values}
    roles = edits.merge(fid, kind, edits.all_of(fid), theirs, aligned.commodities)
    return aligned._replace(commodities=roles)


def _country_of(
    row: Row, countries: Optional[CountryIndex], earlier: EarlierFindings
) -> Optional[PlaceReading]:
    """Return the country that a row lies in; what was found before, where nobody can look."""
    if countries is not None:
        place = place_of(row["geom"])
        return countries.place_at(*place) if place is not None else None
    if "country_basis" in row.keys():  # noqa: SIM118
        return earlier.place(row["source_feature_id"], row["country"], row["country_basis"])
    return None


def _with_kept(
    aligner: Aligner,
    attributes: dict[str, Any],
    row: Row,
    country: Optional[PlaceReading],
    earlier: EarlierFindings,
) -> AlignedRow:
    """Return a row read anew, with what stays: the source's own text, findings about geometry."""
    feature_id = row["source_feature_id"]
    aligned = aligner.align(attributes, feature_id, country, row["source_geometry"] or "")
    return aligned._replace(
        values={**aligned.values, "source_attributes": row["source_attributes"]},
        notes=(*aligned.notes, *earlier.of_geometry(feature_id)),
    )


def _taking(before: Taking, countries: Optional[CountryIndex]) -> Taking:
    if countries is None:
        return before
    return replace(before, outlines=countries.origin, offshore_km=countries.offshore_km)


def _must_stay(before: SourceMap, fields: FieldMap) -> None:
    if fields.layer_type != before.fields.layer_type:
        raise WorkspaceError(
            f"Its rows are {before.fields.kind.title.lower()}, the map is for"
            f" {fields.kind.title.lower()}.",
            subject=before.source_id,
            hint="Align the source again from its own layer to change the type.",
        )
    if any(fields.use(name) != before.fields.use(name) for name in (LONGITUDE, LATITUDE)):
        raise WorkspaceError(
            "Other coordinate fields would move its rows.",
            subject=before.source_id,
            hint="Align the source again from its own layer to change its places.",
        )
    missing = fields.missing_in(one.name for one in before.source_fields)
    if missing:
        raise WorkspaceError(
            f"The field map reads {', '.join(missing)}, which the source does not have.",
            subject=before.source_id,
        )


def _geometry_of(connection: sqlite3.Connection, source_id: str, fields: FieldMap) -> str:
    """Return the kind of geometry by which the source's table was chosen."""
    found = connection.execute(
        "SELECT table_name FROM amis_sources WHERE source_id = ?", (source_id,)
    ).fetchone()
    name = found[0] if found is not None else ""
    kinds = (fields.kind.geometry, *fields.kind.also)
    for geometry in kinds:
        if fields.kind.table_for(geometry) == name:
            return geometry
    raise WorkspaceError("The workspace does not have this source.", subject=source_id)


def _batches(
    connection: sqlite3.Connection, table: str, source_id: str
) -> Iterator[list[sqlite3.Row]]:
    """Yield the rows of a source by feature id, so that updates do not disturb the reading."""
    has_country = "country_basis" in columns_of(connection, table)
    asked = ["fid", "geom", "source_feature_id", "source_geometry", "source_attributes"]
    asked += ["country", "country_basis"] if has_country else []
    sql = statement(
        "SELECT {} FROM {} WHERE source_id = ? AND fid > ? ORDER BY fid LIMIT ?", asked, table
    )
    last = -1
    while batch := connection.execute(sql, (source_id, last, _BATCH)).fetchall():
        yield batch
        last = batch[-1]["fid"]
