"""Units and orders that a column's name and values give away."""

from __future__ import annotations

from ..dates import DAY_FIRST
from ..schemas import Field
from .column_values import ColumnValues
from .field_names import tokens_of

_IN_NAMES = {
    "km2": ("km2", "sqkm", "km", "km²"),
    "m2": ("m2", "sqm", "m²"),
    "ac": ("acres", "acre", "ac", "ekar"),
    "rai": ("rai", "ไร"),
    "ha": ("ha", "hectares", "hectareas", "hektar"),
    "ft": ("ft", "feet"),
}
_FIT = {"ha": ("km2", "m2", "ac", "rai", "ha"), "m": ("ft",)}


def unit_of(column: ColumnValues, field: Field) -> str:
    """Return the unit of a column's numbers or the order of its dates; empty for the field's own.

    Day before month, the order of the region, where a column of dates does not tell its own; none
    where it shows both orders: what could be either stays unread then.
    """
    if field.type == "date":
        is_of_the_region = _has_figures(column) and not column.dates_disagree
        return column.date_order or (DAY_FIRST if is_of_the_region else "")
    tokens = tokens_of(column.name) + tokens_of(column.field.alias)
    joined = " ".join(tokens).replace("km 2", "km2").replace("m 2", "m2").replace("sq km", "sqkm")
    words = joined.split()
    for unit in _FIT.get(field.unit, ()):
        if any(word in words for word in _IN_NAMES[unit]) or any(
            not word.isascii() and word in joined for word in _IN_NAMES[unit]
        ):
            return "" if unit == field.unit else unit
    return ""


def _has_figures(column: ColumnValues) -> bool:
    return column.field.type == "text" and any(
        text[:2].strip("/-.").isdigit()
        and not text[:4].isdigit()
        and any(mark in text for mark in "/-.")
        for text in column.examples
    )
