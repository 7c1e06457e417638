"""Which columns of a table without geometry hold its coordinates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from ..coordinates import REGION, read_degrees
from ..figures import read_number
from ..tables import read_document
from .candidates import Candidate
from .column_values import ColumnValues
from .field_map import LATITUDE, LONGITUDE, FieldMap, FieldUse, SourceColumn
from .field_names import tokens_of
from .units_in_names import half_of

_MOST_DEGREES = 180.0


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


def metres_for_degrees(fields: FieldMap, columns: Iterable[ColumnValues]) -> tuple[str, ...]:
    """Return the columns for longitude and latitude whose values are metres of a grid.

    Those that a map reads; where it reads none, those that are called *easting*, *X* and the like.
    No value of them can be an angle, so that every place would be lost.
    """
    read = {one.name for axis in (LONGITUDE, LATITUDE) for one in fields.use(axis).columns}
    found = [
        column.name
        for column in columns
        if (column.name in read if read else _is_called_open(column)) and _are_metres(column)
    ]
    # One column of large numbers called X may be anything.
    return tuple(found) if read or len(found) > 1 else ()


def words_for_metres(names: Iterable[str]) -> str:
    """Return what to say about such columns; empty where there are none."""
    said = ", ".join(names)
    if not said:
        return ""
    return (
        f"{said} look like metres: use Create points layer from table in QGIS, then map that layer."
    )


def _is_called_open(column: ColumnValues) -> bool:
    tokens = [*tokens_of(column.name), *tokens_of(column.field.alias)]
    return any(token in _coordinate_words()["open"] for token in tokens)


def _are_metres(column: ColumnValues) -> bool:
    """Whether all values are numbers beyond any angle."""
    numbers = [read_number(text, column.decimal_mark) for text in column.counts]
    return bool(numbers) and all(one is not None and abs(one) > _MOST_DEGREES for one in numbers)


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
