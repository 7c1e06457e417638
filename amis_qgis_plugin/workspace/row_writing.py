"""Aligned rows on their way into a table: each over its earlier self, or as a new one."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from ..core.alignment import AlignedRow
from .aligned_table import AlignedTable
from .earlier_rows import EarlierRows
from .row_aligner import PlacedRow
from .row_records import RowRecords

# What SQLite says to values that it cannot hold; all else is no matter of one row.
_UNFIT = (UnicodeEncodeError, OverflowError, sqlite3.DataError, sqlite3.InterfaceError)


def write_batch(
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
            met[number] = (there[0], one.aligned._replace(commodities=there[1]))
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
