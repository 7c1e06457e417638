"""What the values of a source's column look like, told from a sample."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

from ..answers import NO, YES
from ..code_lists import COUNTRIES, match_code
from ..commodity_lexicon import PROFILES
from ..commodity_parser import PSEUDO_CODES, parse_commodities
from ..coordinates import read_degrees
from ..dates import order_of, read_date
from ..deposit_types import match_deposit_types
from ..figures import read_number
from ..missing import text_of
from ..rows import SAMPLE_ROWS, SourceField

_DISTINCT = 120
_LONG = 200
_GUESSED_PROFILES = tuple(profile for profile in PROFILES if profile != "assay")
_CLEARLY_FEWER = 0.8


@dataclass(frozen=True)
class ColumnValues:
    """A sample of one column.

    :param rows: rows that were looked at.
    :param counts: distinct text to its number of rows, the most frequent first.
    """

    field: SourceField
    rows: int
    counts: Mapping[str, int]

    @property
    def name(self) -> str:
        """The name of the column."""
        return self.field.name

    @property
    def filled(self) -> int:
        """Rows with a value."""
        return sum(self.counts.values())

    @property
    def examples(self) -> tuple[str, ...]:
        """Three values to show."""
        return tuple(self.counts)[:3]

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        return tuple(self.counts)[:_DISTINCT]

    @property
    def is_numeric(self) -> bool:
        """Whether the source types it as numbers."""
        return self.field.type in ("integer", "real")

    @cached_property
    def numbers(self) -> float:
        """Share of the distinct values that are numbers."""
        return self._share(lambda text: read_number(text) is not None)

    @cached_property
    def dates(self) -> float:
        """Share of the distinct values that are dates or years."""
        if self.field.type in ("date", "datetime"):
            return 1.0
        return self._share(
            lambda text: read_date(_figure(text), self.date_order or "dmy") is not None
        )

    @cached_property
    def date_order(self) -> str:
        """Order in which the values write day and month; empty where nothing tells."""
        return order_of(self._texts)

    @cached_property
    def commodities(self) -> float:
        """Share of the distinct values of which every term is a commodity or mineral."""
        return max(self.commodities_as(profile) for profile in ("", "mrds", "fr", "pt"))

    def commodities_as(self, profile: str) -> float:
        """Return that share under one kind of commodity text."""
        if self.is_numeric or self.are_answers:
            return 0.0
        return self._share(lambda text: _is_commodity_list(text, profile))

    def unknown_terms(self, profile: str) -> int:
        """Return how many terms the parser does not know under a kind of text, by row."""
        return sum(
            count * len(parse_commodities(text, profile).unmatched)
            for text, count in list(self.counts.items())[:_DISTINCT]
        )

    @cached_property
    def countries(self) -> float:
        """Share of the distinct values that name a country."""
        if self.is_numeric:
            return 0.0
        return self._share(lambda text: len(text) > 1 and bool(match_code(text, COUNTRIES)))

    @cached_property
    def country_names(self) -> float:
        """Share of the distinct values that name a country in more than two letters."""
        return self.countries if self._share(lambda text: len(text) > 2) > 0.9 else 0.0

    @cached_property
    def deposit_types(self) -> float:
        """Share of the distinct values that name a deposit model, or several."""
        return self._share(lambda text: bool(match_deposit_types(text)))

    def codes(self, code_list: str) -> float:
        """Return the share of the distinct values that a bundled code list knows."""
        return self._share(lambda text: bool(match_code(text, code_list)))

    @cached_property
    def are_unique(self) -> bool:
        """Whether no value comes twice and none is missing."""
        return self.filled == self.rows == len(self.counts) and self.rows > 1

    @cached_property
    def are_answers(self) -> bool:
        """Whether every value says yes or no; *Y* and *N* are no yttrium and nitrogen then."""
        texts = [text.casefold() for text in self.counts]
        return bool(texts) and all(text in YES or text in NO for text in texts)

    @cached_property
    def are_uris(self) -> float:
        """Share of the distinct values that are web addresses."""
        return self._share(lambda text: text.startswith(("http://", "https://", "www.")))

    @cached_property
    def are_long(self) -> bool:
        """Whether the values are prose rather than names."""
        texts = self._texts
        return bool(texts) and sum(map(len, texts)) / len(texts) > _LONG

    @cached_property
    def latin(self) -> float:
        """Share of the letters that are Latin."""
        letters = [letter for text in self._texts for letter in text if letter.isalpha()]
        return sum(letter < "\u0250" or "\u1e00" <= letter < "\u1f00" for letter in letters) / max(
            1, len(letters)
        )

    def degrees(self, limit: float) -> float:
        """Return the share of the distinct values that are angles up to ``limit`` degrees."""

        def fits(text: str) -> bool:
            angle = read_degrees(text)
            return angle is not None and abs(angle) <= limit

        return self._share(fits)

    def _share(self, fits: Any) -> float:
        texts = self._texts
        return sum(map(bool, map(fits, texts))) / len(texts) if texts else 0.0


def sample_columns(
    fields: Iterable[SourceField], rows: Iterable[Mapping[str, Any]]
) -> tuple[ColumnValues, ...]:
    """Return a sample of every column.

    :param rows: attributes of as many rows as shall be looked at, ``SAMPLE_ROWS`` at best.
    """
    fields = tuple(fields)
    counts: dict[str, Counter[str]] = {field.name: Counter() for field in fields}
    total = 0
    for attributes in rows:
        total += 1
        for field in fields:
            text = text_of(attributes.get(field.name))
            if text:
                counts[field.name][text] += 1
    return tuple(
        ColumnValues(field, total, dict(counts[field.name].most_common())) for field in fields
    )


def profile_of(columns: Iterable[ColumnValues]) -> str:
    """Return the kind of commodity text that leaves the fewest terms of some columns unknown.

    The plain kind, empty, stays unless another one knows clearly more.
    """
    columns = tuple(columns)
    return _best_profile(
        {
            profile: sum(column.unknown_terms(profile) for column in columns)
            for profile in _GUESSED_PROFILES
        }
    )


def profile_of_texts(texts: Iterable[str]) -> str:
    """Return the kind of commodity text that leaves the fewest terms of some texts unknown."""
    texts = tuple(islice(texts, SAMPLE_ROWS))
    return _best_profile(
        {
            profile: sum(len(parse_commodities(text, profile).unmatched) for text in texts)
            for profile in _GUESSED_PROFILES
        }
    )


def _best_profile(unknown: Mapping[str, int]) -> str:
    best = min(unknown, key=lambda profile: (unknown[profile], PROFILES.index(profile)))
    return best if unknown[best] < _CLEARLY_FEWER * unknown[""] else ""


def _is_commodity_list(text: str, profile: str) -> bool:
    parsed = parse_commodities(text, profile)
    return bool(set(parsed.codes) - PSEUDO_CODES) and not parsed.unmatched


def _figure(text: str) -> Any:
    """Return digits as a number, so that milliseconds since 1970 are seen as dates."""
    return int(text) if text.isascii() and text.isdigit() else text
