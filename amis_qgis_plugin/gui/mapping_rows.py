"""The rows of the field mapping table: which there are, what stands in them, their units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..core.figures import DECIMAL_MARKS
from ..core.mapping.field_map import LATITUDE, LONGITUDE, SourceColumn, decimal_marks, units_of
from ..core.schemas import Field, LayerType

SPLIT_BY_RANK = "commodity_text"
_NO_ROWS = ("country_basis", "minerals", "commodity_group")
_UNIT_NAMES = {"dmy": "day first", "mdy": "month first", "south": "all south", "west": "all west"}
_MARK_NAMES = {",": "1.234,5", ".": "1,234.5"}


@dataclass(frozen=True)
class RowKey:
    """A row: an aligned field, or the part of it that has one rank."""

    field: str
    role: str = ""
    is_flag: bool = False


def rows_of(kind: LayerType, coordinates: bool) -> Sequence[tuple[RowKey, str, str]]:
    """Return key, label and meaning of each row, in the order of the layer type.

    :param coordinates: whether places come from attributes.
    """
    rows: list[tuple[RowKey, str, str]] = []
    for field in kind.fields:
        if field.is_of_the_source or field.name in _NO_ROWS:
            continue
        # In front, where it is seen however narrow the column is.
        label = f"* {field.label}" if field.required else field.label
        rows.append((RowKey(field.name), label, _meaning(field)))
        if field.name == SPLIT_BY_RANK:
            rows += [
                (RowKey(field.name, "major"), "   … major ones", "Fields of major commodities."),
                (RowKey(field.name, "minor"), "   … minor ones", "Fields of minor commodities."),
                (
                    RowKey(field.name, "", True),
                    "   … one field for each",
                    "Fields named after a commodity that say yes or no.",
                ),
            ]
    if coordinates:
        rows += [
            (RowKey(LONGITUDE), "* Longitude", "Degrees east, WGS 84."),
            (RowKey(LATITUDE), "* Latitude", "Degrees north, WGS 84."),
        ]
    return rows


def _meaning(field: Field) -> str:
    said = field.meaning
    if field.reads:
        said += f" Without a field of its own it is read from {', '.join(field.reads)}."
    return f"{said} {field.corresponds_to}".strip()


def is_of(column: SourceColumn, key: RowKey) -> bool:
    """Whether a row stands for a column: flags have one row of whatever rank, others one a rank."""
    if key.field != SPLIT_BY_RANK:
        return True
    if column.is_flag or key.is_flag:
        return column.is_flag == key.is_flag
    return (column.role if column.role in ("major", "minor") else "") == key.role


def default(kind: LayerType | None, key: RowKey) -> str:
    """Return what stands in a row that no column fills: codes come from the words beside them."""
    is_part = bool(key.role) or key.is_flag
    if kind is None or is_part or not kind.has(key.field):
        return "nothing"
    return "the words" if kind.field(key.field).reads else "nothing"


def choices_of_unit(kind: LayerType, key: RowKey) -> Sequence[str]:
    """Return what the list of units offers in a row: units with decimal marks; none for most."""
    units = ("", *units_of(kind, key.field))
    marks = ("", *decimal_marks(kind, key.field))
    choices = tuple(unit + mark for mark in marks for unit in units)
    return choices if len(choices) > 1 else ()


def unit_and_mark(unit: str) -> tuple[str, str]:
    """Return a choice of the list of units as unit and decimal mark."""
    return (unit[:-1], unit[-1]) if unit.endswith(DECIMAL_MARKS) else (unit, "")


def name_of_unit(choice: str) -> str:
    """Return what a choice of the list of units is called."""
    unit, mark = unit_and_mark(choice)
    said = f"{_MARK_NAMES.get(mark, '')} {_UNIT_NAMES.get(unit, unit)}".strip()
    return said or "as it is"
