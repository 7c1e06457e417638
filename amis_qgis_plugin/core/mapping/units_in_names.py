"""Units and orders that a column's name and values give away."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from ..coordinates import BELOW_ZERO
from ..dates import DAY_FIRST
from ..folding import key
from ..schemas import Field
from ..tables import read_document
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


def half_of(column: ColumnValues, axis: str, names: Iterable[str] = ()) -> str:
    """Return ``south`` or ``west`` where a heading says that all values of an axis are there.

    *Lintang Selatan*, *Latitude (S)*, *Bujur Barat*; nothing where the heading names both halves
    (*N/S*), or where its letter is that of a part (*LAT_S* beside *LAT_D* and *LAT_M*).

    :param names: all headings of the source.
    """
    said = f"{column.name} {column.field.alias}"
    below = BELOW_ZERO[axis]
    above = {"south": "north", "west": "east"}[below]
    if not _says_half(said, below) or _says_half(said, above):
        return ""
    tokens = tokens_of(column.name)
    parts = {(*tokens[:-1], part) for part in ("m", "min", "minutes", "d", "deg", "degrees")}
    return "" if tokens[-1:] == ("s",) and parts & set(map(tokens_of, names)) else below


def _says_half(name: str, half: str) -> bool:
    tokens = tokens_of(name)
    # "48S" is a zone of a grid.
    text = (
        f" {' '.join(one for one, before in zip(tokens, ('', *tokens)) if not before.isdigit())} "
    )
    return any(
        f" {word} " in text if word.isascii() else key(word) in key(name)
        for word in _halves()[half]
    )


@lru_cache(maxsize=1)
def _halves() -> dict[str, list[str]]:
    words: dict[str, Any] = read_document("mapping_words.json")
    return dict(words["coordinates"]["halves"])


def _has_figures(column: ColumnValues) -> bool:
    return column.field.type == "text" and any(
        text[:2].strip("/-.").isdigit()
        and not text[:4].isdigit()
        and any(mark in text for mark in "/-.")
        for text in column.examples
    )
