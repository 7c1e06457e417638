"""Rows of a live layer that a filter by single fields reads otherwise than alignment does.

A server compares one field with a list of values. Alignment reads the commodity fields of a row
together: quartz is a product by itself and a gangue mineral beside nickel, codes come before text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from .expressions import ValueFilter
from .field_readers import CommodityReader
from .live_fields import LiveFields
from .live_groups import Values, commodity_groups
from .occurrence_filter import OccurrenceFilter
from .user_terms import NO_TERMS, UserTerms


def rows_read_otherwise(
    wanted: OccurrenceFilter,
    fields: LiveFields,
    values: Values,
    rows: Mapping[tuple[str, ...], int],
    terms: UserTerms = NO_TERMS,
) -> int:
    """Return how many rows the filter shows or hides against what alignment says of them.

    :param values: field to all its distinct texts.
    :param rows: texts of ``fields.read_together()`` to the number of rows that have them.
    """
    sets = wanted.commodity_sets()
    if fields.field_map is None or not sets or not rows:
        return 0
    reader = CommodityReader(fields.field_map, terms)
    groups = commodity_groups(wanted, fields, values, terms)
    count = 0
    for texts, number in rows.items():
        row = dict(zip(fields.read_together(), texts))
        codes = {code for code, _role in reader.read(row, "").commodities}
        if all(codes & one for one in sets) != _is_kept(row, groups):
            count += number
    return count


def _is_kept(row: Mapping[str, str], groups: Iterable[Sequence[ValueFilter]]) -> bool:
    return all(any(_keeps(choice, row) for choice in group) for group in groups)


def _keeps(choice: ValueFilter, row: Mapping[str, str]) -> bool:
    if choice.none_of:
        return not any(row.get(name) for name in choice.none_of)
    text = row.get(choice.field, "")
    return text in choice.values or any(part in text for part in choice.containing)
