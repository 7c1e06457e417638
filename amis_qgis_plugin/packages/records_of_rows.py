"""What the package's GeoPackage records about its rows, as CSV: sources, terms, rejected rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..core.package_plan import PackagePlan
from ..core.progress import Progress
from ..core.sentences import said_in
from ..core.tables import read_table
from ..workspace.gdal_calls import sqlite
from ..workspace.sql import columns_of, statement
from .names import table_path
from .sheets import Column, Sheet, write_sheet

RECORDS = {
    "amis_sources": "Sources of the rows",
    "amis_unmatched_terms": "Terms that no vocabulary knows",
    "amis_rejected_rows": "Records that could not be kept, with reasons",
    "amis_findings": "What was noticed about single rows",
    "amis_occurrence_commodity": "Commodities of the occurrences",
}
NOT_COPIED, RASTERS, DICTIONARY = "amis_not_copied", "amis_rasters", "data_dictionary"
_CHECK_EVERY = 20_000  # rows
_DICTIONARY_COLUMNS = ("name", "type", "unit", "meaning", "code_list", "corresponds_to")


def described(table: str) -> tuple[Column, ...]:
    """Return the columns of a table that a package writes, as ``package_columns.csv`` has them.

    :raises VocabularyError: when the bundled table is missing or damaged.
    """
    return tuple(
        Column(row["column"], row["type"], row["meaning"], row["unit"], row["code_list"])
        for row in read_table("package_columns.csv")
        if row["table"] == table
    )


def write_records(
    geopackage: Path, folder: Path, plan: PackagePlan, progress: Progress
) -> list[Sheet]:
    """Write every record of the GeoPackage, the sources that are only listed, and the rasters.

    Each file is there, also when it has no rows; that of the rasters where there are any.
    """
    sheets = []
    for table, title in RECORDS.items():
        progress.at(len(sheets) / len(RECORDS), f"Writing the table: {title}")
        columns = described(table)
        rows = _rows(geopackage, table, [column.name for column in columns], progress)
        sheets.append(write_sheet(folder, table_path(table), title, columns, rows))
    columns = described(NOT_COPIED)
    title = "Sources that are listed and not copied, because their licence forbids it"
    rows = (tuple(getattr(one, column.name) for column in columns) for one in plan.not_copied)
    sheets.append(write_sheet(folder, table_path(NOT_COPIED), title, columns, rows))
    if plan.rasters:
        columns = described(RASTERS)
        told = [one.to_dict() for one in plan.rasters]
        values = (tuple(one[column.name] for column in columns) for one in told)
        title = "Rasters, with columns and rows before and after"
        sheets.append(write_sheet(folder, table_path(RASTERS), title, columns, values))
    return sheets


def write_dictionary(folder: Path, sheets: Sequence[Sheet], language: str) -> Sheet:
    """Write what every column of every table holds.

    :param language: ISO 639-1 code; what a column means is told in it.
    """
    rows = (
        (one.path, *_described_in(language, column)) for one in sheets for column in one.columns
    )
    title = "What every column of every table holds"
    return write_sheet(folder, f"{DICTIONARY}.csv", title, described(DICTIONARY), rows)


def _described_in(language: str, column: Column) -> list[str]:
    told = replace(column, meaning=said_in(language, column.meaning))
    return [getattr(told, name) for name in _DICTIONARY_COLUMNS]


def _rows(
    geopackage: Path, table: str, names: list[str], progress: Progress
) -> Iterator[tuple[Any, ...]]:
    with sqlite(geopackage) as connection:
        if not set(names) <= set(columns_of(connection, table)):
            return
        cursor = connection.cursor()
        cursor.row_factory = None
        cursor.execute(statement("SELECT {} FROM {}", names, table))
        while rows := cursor.fetchmany(_CHECK_EVERY):
            progress.check()
            yield from rows
