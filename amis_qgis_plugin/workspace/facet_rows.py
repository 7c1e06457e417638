"""Reading a workspace into a facet index."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..core.facets import FacetIndex
from ..core.schemas import OCCURRENCES
from .gdal_calls import sqlite
from .sql import statement

Positions = dict[str, NDArray[np.int64]]
COMMODITY, COUNTRY, CRITICAL = "commodity", "country", "critical"


def read_facets(path: Path) -> FacetIndex:
    """Index the occurrences of a workspace by commodity and country.

    Entries of the commodity index whose occurrence is gone, deleted in QGIS for example, count
    nowhere.

    :raises WorkspaceError: when the file cannot be read.
    """
    with sqlite(path) as connection:
        connection.row_factory = None
        fids = _column(
            connection.execute(statement("SELECT fid FROM {} ORDER BY fid", OCCURRENCES))
        )
        countries = connection.execute(
            statement(
                "SELECT country, fid FROM {} WHERE country IS NOT NULL ORDER BY 1", OCCURRENCES
            )
        ).fetchall()
        commodities = connection.execute(
            "SELECT commodity, occurrence FROM amis_occurrence_commodity ORDER BY 1"
        ).fetchall()
    positions = {
        COMMODITY: _positions(commodities, fids),
        COUNTRY: _positions(countries, fids),
    }
    index = FacetIndex.build(len(fids), positions)
    # Lists of critical minerals are wishes about the same bits, but a facet of their own.
    return FacetIndex(index.count, {**index.bits, CRITICAL: index.bits[COMMODITY]})


def _column(found: object) -> NDArray[np.int64]:
    return np.fromiter((row[0] for row in found), dtype=np.int64)  # type: ignore[attr-defined]


def _positions(pairs: list[tuple[str, int]], fids: NDArray[np.int64]) -> Positions:
    """Return value to positions in ``fids``; the pairs come sorted by value."""
    if not pairs or not len(fids):
        return {}
    values = np.array([value for value, _fid in pairs])
    wanted = np.fromiter((fid for _value, fid in pairs), dtype=np.int64)
    where = np.searchsorted(fids, wanted)
    is_there = fids[np.minimum(where, len(fids) - 1)] == wanted
    values, where = values[is_there], where[is_there]
    if not len(values):
        return {}
    starts = np.flatnonzero(np.r_[True, values[1:] != values[:-1]])
    ends = np.r_[starts[1:], len(values)]
    return {str(values[a]): where[a:b] for a, b in zip(starts, ends)}
