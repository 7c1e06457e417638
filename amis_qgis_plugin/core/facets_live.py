"""The facet index of a live layer: what its rows have, as a filter of its values finds it.

A live layer is filtered by the values of its fields, see :mod:`.live_groups`; its texts are read
here by the same rules, so that a count is the number of rows that the choice will show.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .answers import YES
from .code_lists import COUNTRIES
from .commodity_parser import parse_commodities
from .facet_names import (
    COMMODITY,
    COUNTRY,
    CRITICAL,
    DEPOSIT_MODEL,
    MINE_STATUS,
    OCCURRENCE_TYPE,
)
from .facets import FacetIndex
from .live_fields import LiveFields
from .live_groups import code_meant, one_code_meant
from .occurrence_filter import MINE_STATUSES, OCCURRENCE_TYPES
from .user_terms import NO_TERMS, UserTerms

Positions = dict[str, NDArray[Any]]
_DEPOSITS = "deposit_types.csv"


@dataclass(frozen=True, eq=False)
class RowTexts:
    """Which text every row has in one field.

    :param texts: the distinct ones; the first is no text.
    :param numbers: the number of every row's text.
    """

    texts: Sequence[str]
    numbers: NDArray[Any]

    def among(self, flags: NDArray[Any]) -> frozenset[str]:
        """Return the texts of some of the rows.

        :param flags: of every row whether it is one of them.
        """
        counts = np.bincount(self.numbers[flags], minlength=len(self.texts))
        return frozenset(text for text, count in zip(self.texts, counts) if count)


class _Rows:
    """The rows of a layer as numbers of texts; 0 is no text."""

    def __init__(
        self, texts: Mapping[str, Sequence[str]], numbers: Mapping[str, Any], count: int
    ) -> None:
        self.texts = texts
        self.count = count
        self._numbers = {name: np.asarray(found, np.int32) for name, found in numbers.items()}

    def having(self, name: str, codes: Callable[[str], Iterable[str]]) -> list[tuple[str, Any]]:
        """Return codes with the rows whose text in a field means them."""
        numbers = self._numbers[name]
        order = np.argsort(numbers, kind="stable")
        ends = np.cumsum(np.bincount(numbers, minlength=len(self.texts[name])))
        return [
            (code, order[ends[number - 1] : ends[number]])
            for number, text in enumerate(self.texts[name])
            if number
            for code in codes(text)
        ]

    def silent(self, names: Iterable[str]) -> NDArray[Any]:
        """Return the rows that have no text in any of the fields."""
        silent = np.ones(self.count, dtype=bool)
        for name in names:
            silent &= self._numbers[name] == 0
        return np.flatnonzero(silent)


def live_index(
    fields: LiveFields,
    texts: Mapping[str, Sequence[str]],
    numbers: Mapping[str, Any],
    count: int,
    terms: UserTerms = NO_TERMS,
) -> FacetIndex:
    """Return the index of a live layer; facets that its fields do not tell are not in it.

    :param texts: field to its distinct texts; the first is no text.
    :param numbers: field to the number of every row's text.
    :param count: number of rows.
    :param terms: what a person decided about unknown terms.
    """
    rows = _Rows(texts, numbers, count)
    found: dict[str, Positions] = {}
    if fields.tell_commodities:
        found[COMMODITY] = _joined(_commodities(fields, rows, terms))
    if fields.countries or fields.country_for_all:
        pairs = _coded(rows, fields.countries, lambda text: code_meant(text, COUNTRIES, terms))
        if fields.country_for_all:
            pairs.append((fields.country_for_all, rows.silent(fields.countries)))
        found[COUNTRY] = _joined(pairs)
    for facet, names, meant in (
        (DEPOSIT_MODEL, fields.deposit_types, lambda text: code_meant(text, _DEPOSITS, terms)),
        (OCCURRENCE_TYPE, fields.kinds, lambda t: one_code_meant(t, OCCURRENCE_TYPES, terms)),
        (MINE_STATUS, fields.statuses, lambda t: one_code_meant(t, MINE_STATUSES, terms)),
    ):
        if names:
            found[facet] = _joined(_coded(rows, names, meant))
    index = FacetIndex.build(count, found)
    if COMMODITY not in index.values:
        return index
    return FacetIndex(count, {**index.values, CRITICAL: index.values[COMMODITY]})


def _commodities(fields: LiveFields, rows: _Rows, terms: UserTerms) -> list[tuple[str, Any]]:
    profile = fields.profile or ""

    def codes(text: str) -> tuple[str, ...]:
        return tuple(parse_commodities(text, profile, terms).codes)

    pairs = [pair for name in fields.commodities for pair in rows.having(name, codes)]
    for name in fields.flags:
        says_yes = partial(_if_yes, codes=codes(name.replace("_", " ")))
        pairs += rows.having(name, says_yes)
    silent = rows.silent((*fields.commodities, *fields.flags))
    return pairs + [(code, silent) for code in codes(fields.commodity_for_all)]


def _if_yes(text: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    return codes if text.casefold() in YES else ()


def _coded(rows: _Rows, names: Iterable[str], meant: Callable[[str], str]) -> list[tuple[str, Any]]:
    def codes(text: str) -> tuple[str, ...]:
        return tuple(filter(None, (meant(text),)))

    return [pair for name in names for pair in rows.having(name, codes)]


def _joined(pairs: Iterable[tuple[str, Any]]) -> Positions:
    parts: dict[str, list[Any]] = {}
    for code, positions in pairs:
        parts.setdefault(code, []).append(positions)
    return {code: np.unique(np.concatenate(found)) for code, found in parts.items()}
