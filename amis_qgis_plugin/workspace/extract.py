"""Copying a part of a workspace into a new one: rows of its layers and all that explains them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from osgeo import gdal

from ..core.errors import WorkspaceError
from ..core.progress import Progress
from ..core.schemas import OCCURRENCES
from ..core.workspace_sql import NAME_INDEX
from .commodity_triggers import follow_edits
from .extract_index import add_spatial_index
from .gdal_calls import gdal_errors, open_vector, sqlite, sqlite_uri
from .name_index import index_names
from .selection import LayerCondition, LayerSelection, condition_on, layer_named, steps_through
from .sql import columns_of, count_rows, has_table, statement
from .tables import create_workspace, ensure_tables, register_table

_SIDE_FILES = ("-wal", "-shm", "-journal")


def extract(
    source: Path,
    target: Path,
    selections: Sequence[LayerSelection],
    progress: Progress | None = None,
    *,
    sources: Sequence[str] | None = None,
) -> dict[str, int]:
    """Write the selected rows of a workspace into a new workspace, feature ids kept.

    Sources, registry, styles, unmatched terms and indexes of the copied tables go along; the
    commodity index holds the copied occurrences only, and sources that gave none of them stay out.

    :param target: a file that does not exist yet; the caller removes it after an error.
    :param sources: ids of the sources that may go along, with all that is recorded of them;
        nothing takes every source of the tables.
    :returns: rows written for each table, counted in the new file.
    :raises WorkspaceError: when either file cannot be read or written.
    """
    progress = progress or Progress()
    _copy_layers(source, target, selections, progress.part(0.0, 0.5))
    tables = [selection.table for selection in selections]
    for number, table in enumerate(tables):
        part = progress.part(
            0.5 + 0.2 * number / len(tables), 0.5 + 0.2 * (number + 1) / len(tables)
        )
        part.at(0.0, f"Indexing {selections[number].title}")
        add_spatial_index(source, target, table, part)
    _copy_beside(source, target, tables, sources, progress.part(0.7, 1.0))
    settle(target)
    with sqlite(target) as connection:
        return {table: count_rows(connection, table) for table in tables}


def _copy_beside(
    source: Path,
    target: Path,
    tables: Sequence[str],
    sources: Sequence[str] | None,
    progress: Progress,
) -> None:
    """Copy everything that explains the rows, and all indexes but the spatial ones."""
    progress.at(0.0, "Copying sources and styles")
    with sqlite(target, write=True) as connection:
        readable = f"{sqlite_uri(source.resolve())}?mode=ro"
        connection.execute("ATTACH DATABASE ? AS source", (readable,))
        connection.execute("PRAGMA main.secure_delete = ON")  # what is dropped is in no byte left
        for number, table in enumerate(tables):
            progress.at(0.4 * number / len(tables), f"Indexing the columns of {table}")
            _copy_records(connection, table)
            _copy_indexes(connection, table)
        if OCCURRENCES in tables:
            progress.at(0.4, "Copying the commodities of the occurrences")
            _copy_commodity_index(connection)
            progress.at(0.8, "Indexing the names of the occurrences")
            _copy_name_index(connection)
            progress.at(0.9, "Copying what was noticed about the rows")
            _drop_unused_sources(connection)
        if sources is not None:
            _drop_other_sources(connection, sources)
        _copy_unmatched_terms(connection)
        _copy_of_kept_sources(connection, "amis_field_maps")
        _copy_of_kept_sources(connection, "amis_rejected_rows")
        for table in tables:
            _copy_findings(connection, table)


@contextmanager
def dated(moment: datetime) -> Iterator[None]:
    """Let everything that GDAL writes in this thread bear one time, for files equal to the byte.

    :param moment: a time in UTC.
    """
    wanted = {
        "OGR_CURRENT_DATE": moment.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
        "OGR_SQLITE_SYNCHRONOUS": "OFF",  # what is written here is a new file, moved when whole
        # GDAL 3.10 reads ahead in threads of its own there; inside QGIS that has ended in a crash.
        "OGR2OGR_USE_ARROW_API": "NO",
        "OGR_GPKG_NUM_THREADS": "1",
    }
    before = {key: gdal.GetThreadLocalConfigOption(key) for key in wanted}
    for key, value in wanted.items():
        gdal.SetThreadLocalConfigOption(key, value)
    try:
        yield
    finally:
        for key, value in before.items():
            gdal.SetThreadLocalConfigOption(key, value)


def settle(path: Path) -> None:
    """Leave one file: journal mode back to the default, no write-ahead log beside it.

    :raises WorkspaceError: when some program still has the file open.
    """
    with sqlite(path, write=True) as connection:
        mode = connection.execute("PRAGMA journal_mode = DELETE").fetchone()[0]
    beside = [end for end in _SIDE_FILES if path.with_name(path.name + end).exists()]
    if mode != "delete" or beside:
        raise WorkspaceError(
            "Some program still has the file open.",
            subject=path.name,
            hint="Close the layers that were opened from it.",
        )


def _copy_layers(
    source: Path, target: Path, selections: Sequence[LayerSelection], progress: Progress
) -> None:
    new = create_workspace(target)
    old = None
    try:
        old = open_vector(source)
        for number, selection in enumerate(selections):
            part = progress.part(number / len(selections), (number + 1) / len(selections))
            with gdal_errors(source.name):
                _copy_layer(source, old, new, selection, part)
    finally:
        new = old = None  # closes the files, also when an error holds this frame


def _copy_layer(
    source: Path,
    old: gdal.Dataset,
    new: gdal.Dataset,
    selection: LayerSelection,
    progress: Progress,
) -> None:
    layer = layer_named(old, selection.table)
    condition = condition_on(layer, selection)
    fid, geometry = layer.GetFIDColumn(), layer.GetGeometryColumn()
    creation = [f"FID={fid}", f"IDENTIFIER={selection.title}"]
    creation += [f"DESCRIPTION={selection.description}"] if selection.description else []
    # Indexed once, after the last step: faster than row by row.
    creation += [f"GEOMETRY_NAME={geometry}", "SPATIAL_INDEX=NO"] if geometry else []
    made = [part for option in creation for part in ("-lco", option)]
    steps = steps_through(source, selection.table, fid, condition.where) or ["1 = 0"]
    for number, step in enumerate(steps):
        progress.at(number / len(steps), f"Copying {selection.title}")
        _translate(old, new, selection.table, condition, step, ["-append"] if number else made)


def _translate(
    old: gdal.Dataset,
    new: gdal.Dataset,
    table: str,
    condition: LayerCondition,
    step: str,
    extra: list[str],
) -> None:
    where = f"({condition.where}) AND ({step})" if condition.where else step
    options = [*extra, "-nomd", "-preserve_fid", "-where", where]
    if condition.box is not None:
        options += ["-spat", *(repr(float(value)) for value in condition.box)]
    parsed = gdal.VectorTranslateOptions(options=options, layers=[table], layerName=table)
    if not gdal.VectorTranslate(new, old, options=parsed):
        raise WorkspaceError(f"GDAL cannot copy it: {gdal.GetLastErrorMsg()}", subject=table)


def _copy_records(connection: sqlite3.Connection, table: str) -> None:
    """Copy what the workspace says about one table: registry, sources, styles."""
    _copy_rows(connection, "amis_layers", "table_name", table)
    _copy_rows(connection, "amis_sources", "table_name", table)
    if columns_of(connection, "layer_styles", "source"):
        if not has_table(connection, "layer_styles"):
            _copy_structure(connection, "layer_styles")
            register_table(connection, "layer_styles", "Layer styles")
        _copy_rows(connection, "layer_styles", "f_table_name", table)


def _copy_structure(connection: sqlite3.Connection, table: str) -> None:
    found = connection.execute(
        "SELECT sql FROM source.sqlite_master WHERE type = 'table' AND name = ?", (table,)
    ).fetchone()
    connection.execute(found[0])


def _copy_rows(connection: sqlite3.Connection, table: str, column: str, value: str) -> None:
    old = columns_of(connection, table, "source")
    shared = [name for name in columns_of(connection, table) if name in old]
    connection.execute(
        statement(
            "INSERT INTO main.{} ({}) SELECT {} FROM source.{} WHERE {} = ? ORDER BY rowid",
            table,
            shared,
            shared,
            table,
            column,
        ),
        (value,),
    )


def _copy_indexes(connection: sqlite3.Connection, table: str) -> None:
    there = {name for (name,) in connection.execute("SELECT name FROM main.sqlite_master")}
    found = connection.execute(
        "SELECT name, sql FROM source.sqlite_master"
        " WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY name",
        (table,),
    ).fetchall()
    for name, sql in found:
        if name not in there:
            connection.execute(sql)


def _copy_unmatched_terms(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO main.amis_unmatched_terms (vocabulary, term, occurrences, source_id)"
        " SELECT vocabulary, term, occurrences, source_id FROM source.amis_unmatched_terms"
        " WHERE source_id IN (SELECT source_id FROM main.amis_sources)"
        " ORDER BY source_id, vocabulary, term"
    )


def _copy_of_kept_sources(connection: sqlite3.Connection, table: str) -> None:
    """Copy the records of the sources that went along; older workspaces may have no such table."""
    names = [name for name in columns_of(connection, table, "source") if name != "id"]
    if names:
        connection.execute(
            statement(
                "INSERT INTO main.{} ({}) SELECT {} FROM source.{} WHERE source_id IN"
                " (SELECT source_id FROM main.amis_sources) ORDER BY id",
                table,
                names,
                names,
                table,
            )
        )


def _copy_findings(connection: sqlite3.Connection, table: str) -> None:
    """Copy the findings about the rows of a table that were copied."""
    there = columns_of(connection, table)
    if not columns_of(connection, "amis_findings", "source") or "source_feature_id" not in there:
        return
    connection.execute(
        statement(
            "INSERT INTO main.amis_findings (source_id, source_feature_id, code, field, detail)"
            " SELECT source_id, source_feature_id, code, field, detail"
            " FROM source.amis_findings WHERE (source_id, source_feature_id) IN"
            " (SELECT source_id, source_feature_id FROM main.{}) ORDER BY id",
            table,
        )
    )


def _copy_commodity_index(connection: sqlite3.Connection) -> None:
    # In the order of its key, and the second index afterwards: SQLite then only appends.
    connection.execute("DROP INDEX IF EXISTS main.amis_occurrence_commodity_by_occurrence")
    connection.execute(
        "INSERT INTO main.amis_occurrence_commodity (commodity, occurrence, role)"
        " SELECT commodity, occurrence, role FROM source.amis_occurrence_commodity"
        # The plus lets SQLite gather the keys first, apart from the wide rows.
        " WHERE occurrence IN (SELECT +fid FROM main.mineral_occurrences)"
        " ORDER BY commodity, occurrence"
    )
    ensure_tables(connection)


def _copy_name_index(connection: sqlite3.Connection) -> None:
    if columns_of(connection, NAME_INDEX, "source"):
        connection.execute(
            "INSERT INTO main.amis_occurrence_name (occurrence, folded)"
            " SELECT occurrence, folded FROM source.amis_occurrence_name"
            " WHERE occurrence IN (SELECT fid FROM main.mineral_occurrences) ORDER BY occurrence"
        )
    index_names(connection)
    follow_edits(connection)


def _drop_unused_sources(connection: sqlite3.Connection) -> None:
    """Forget sources of occurrences of which no row was copied."""
    if count_rows(connection, OCCURRENCES) == 0:
        return
    connection.execute(
        "DELETE FROM main.amis_sources WHERE table_name = 'mineral_occurrences'"
        " AND source_id NOT IN (SELECT source_id FROM main.mineral_occurrences"
        " WHERE source_id IS NOT NULL)"
    )


def _drop_other_sources(connection: sqlite3.Connection, kept: Sequence[str]) -> None:
    """Forget sources that must not go along; what else is recorded of them follows."""
    there = connection.execute("SELECT source_id FROM main.amis_sources").fetchall()
    connection.executemany(
        "DELETE FROM main.amis_sources WHERE source_id = ?",
        [(source_id,) for (source_id,) in there if source_id not in kept],
    )
