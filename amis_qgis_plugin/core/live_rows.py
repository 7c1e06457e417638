"""Rows of a live layer that a filter by single fields reads otherwise than alignment does.

A server compares one field with a list of values. Alignment reads the commodity fields of a row
together: quartz is a product by itself and a gangue mineral beside nickel, codes come before text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .answers import YES
from .commodity_parser import parse_commodities
from .field_readers import CommodityReader
from .live_fields import LiveFields
from .occurrence_filter import OccurrenceFilter
from .progress import Progress
from .user_terms import NO_TERMS, UserTerms

_BLOCK = 1000


@dataclass(frozen=True)
class MixedRows:
    """Rows whose fields say something else by themselves than together.

    :param single: the codes of all their fields, each read by itself, as a filter finds them.
    :param together: the codes that alignment gives them.
    :param count: how many they are.
    """

    single: frozenset[str]
    together: frozenset[str]
    count: int


def mixed_rows(
    fields: LiveFields,
    rows: Mapping[tuple[str, ...], int],
    terms: UserTerms = NO_TERMS,
    progress: Progress | None = None,
) -> tuple[MixedRows, ...]:
    """Return the rows that a filter may show or hide wrongly; reads every text, so in a task.

    :param rows: texts of ``fields.read_together()`` to the number of rows that have them.
    :raises Cancelled: when the person stopped it.
    """
    if fields.field_map is None or not fields.read_together():
        return ()
    progress = progress or Progress()
    reader = CommodityReader(fields.field_map, terms)
    found = []
    for number, (texts, count) in enumerate(rows.items()):
        if number % _BLOCK == 0:
            progress.check()
        row = dict(zip(fields.read_together(), texts))
        together = frozenset(code for code, _role in reader.read(row, "").commodities)
        single = frozenset(
            code
            for text in _texts_of(fields, row)
            for code in parse_commodities(text, fields.profile or "", terms).codes
        )
        if single != together:
            found.append(MixedRows(single, together, count))
    return tuple(found)


def rows_read_otherwise(wanted: OccurrenceFilter, mixed: Iterable[MixedRows]) -> int:
    """Return how many rows a filter shows or hides against what alignment says of them."""
    sets, excluded = wanted.commodity_sets(), wanted.excluded_codes()

    def is_wanted(found: frozenset[str]) -> bool:
        return not found & excluded and all(found & codes for codes in sets)

    return sum(one.count for one in mixed if is_wanted(one.single) != is_wanted(one.together))


def _texts_of(fields: LiveFields, row: Mapping[str, str]) -> list[str]:
    """Return what the fields of a row say, one by one; what is said for all where they do not."""
    said = [row[name] for name in fields.commodities if row[name]]
    said += [name.replace("_", " ") for name in fields.flags if row[name].casefold() in YES]
    is_silent = not any(row.values())
    return [fields.commodity_for_all] if is_silent and fields.commodity_for_all else said
