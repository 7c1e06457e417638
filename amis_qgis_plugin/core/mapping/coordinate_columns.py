"""Which columns of a table without geometry hold its coordinates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..coordinates import REGION, read_degrees
from .candidates import Candidate
from .column_values import ColumnValues
from .field_map import LATITUDE, LONGITUDE, FieldUse, SourceColumn


def coordinate_uses(
    ranked: Sequence[Candidate], columns: Mapping[str, ColumnValues]
) -> dict[str, FieldUse]:
    """Return the uses of longitude and latitude, or nothing when one of them is missing.

    Some surveys call the northing *X*: values that can only be the other way round decide.
    """
    best: dict[str, str] = {}
    for one in ranked:
        if one.field in (LONGITUDE, LATITUDE) and one.column not in best.values():
            best.setdefault(one.field, one.column)
    if len(best) < 2:
        return {}
    x, y = columns[best[LONGITUDE]], columns[best[LATITUDE]]
    if _are_swapped(x, y):
        x, y = y, x
    if x.degrees(180.0) < 0.5 or y.degrees(90.0) < 0.5:
        return {}
    return {
        LONGITUDE: FieldUse((SourceColumn(x.name),)),
        LATITUDE: FieldUse((SourceColumn(y.name),)),
    }


def _are_swapped(x: ColumnValues, y: ColumnValues) -> bool:
    west, south, east, north = REGION

    def share(column: ColumnValues, low: float, high: float) -> float:
        angles = [read_degrees(text) for text in column.counts]
        inside = [angle for angle in angles if angle is not None and low <= angle <= high]
        return len(inside) / max(1, len(angles))

    return share(x, south, north) > 0.8 and share(y, west, east) > 0.8
