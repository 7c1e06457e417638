"""Which columns of a table without geometry hold its coordinates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from ..coordinates import REGION, read_degrees
from ..tables import read_document
from .candidates import Candidate
from .column_values import ColumnValues
from .field_map import LATITUDE, LONGITUDE, FieldUse, SourceColumn
from .field_names import tokens_of
from .units_in_names import half_of


def coordinate_uses(
    ranked: Sequence[Candidate], columns: Mapping[str, ColumnValues]
) -> tuple[dict[str, FieldUse], str]:
    """Return the uses of longitude and latitude with the reason, or none when one is missing.

    Some surveys call the northing *X*: where names such as that leave it open, values that can
    only be the other way round decide. Columns that are clearly named stay what they are called,
    for exchanged coordinates are an error of the source that a person has to hear of.
    """
    best: dict[str, str] = {}
    for one in ranked:
        if one.field in (LONGITUDE, LATITUDE) and one.column not in best.values():
            best.setdefault(one.field, one.column)
    if len(best) < 2:
        return {}, ""
    x, y = columns[best[LONGITUDE]], columns[best[LATITUDE]]
    basis = "names and values of coordinates"
    if _are_swapped(x, y) and not (_is_clear(x) or _is_clear(y)):
        x, y = y, x
        basis = f"values: only {x.name} can be the longitude and {y.name} the latitude"
    # Angles of the other axis count: what is exchanged has to be seen to be told.
    if _angles(x, LONGITUDE, LATITUDE) < 0.5 or _angles(y, LATITUDE, LONGITUDE) < 0.5:
        return {}, ""
    uses = {}
    for axis, column in ((LONGITUDE, x), (LATITUDE, y)):
        half = half_of(column, axis, columns)
        uses[axis] = FieldUse((SourceColumn(column.name),), unit=half)
        basis += f"; {column.name} is all {half}" if half else ""
    return uses, basis


def _angles(column: ColumnValues, axis: str, other: str) -> float:
    """Return the share of angles of an axis, or of either where the column is clearly named."""
    own = column.degrees(axis)
    return max(own, column.degrees(other)) if _is_clear(column) else own


def _is_clear(column: ColumnValues) -> bool:
    """Whether the name says longitude or latitude in so many words, unlike *X* or *toạ độ X*."""
    tokens = [*tokens_of(column.name), *tokens_of(column.field.alias)]
    words = _coordinate_words()
    if any(token.startswith(tuple(words["clear"])) for token in tokens):
        return True
    return not any(token in words["open"] for token in tokens)


@lru_cache(maxsize=1)
def _coordinate_words() -> dict[str, list[str]]:
    words: dict[str, Any] = read_document("mapping_words.json")
    return dict(words["coordinates"])


def _are_swapped(x: ColumnValues, y: ColumnValues) -> bool:
    west, south, east, north = REGION

    def share(column: ColumnValues, low: float, high: float) -> float:
        angles = [read_degrees(text) for text in column.counts]
        inside = [angle for angle in angles if angle is not None and low <= angle <= high]
        return len(inside) / max(1, len(angles))

    return share(x, south, north) > 0.8 and share(y, west, east) > 0.8
