"""What the values of a source's column look like, told from a sample."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

from ..answers import NO, YES
from ..code_lists import COUNTRIES, codes_of, match_code
from ..commodities import ASSAY, PROFILES
from ..commodity_lexicon import load_lexicon
from ..commodity_parser import PSEUDO_CODES, parse_commodities
from ..commodity_text import items
from ..coordinates import LATITUDE, read_degrees
from ..countries import members
from ..dates import order_of, orders_of, read_date
from ..deposit_types import match_deposit_types
from ..figures import POINT, decimal_mark_of, read_number, read_scale
from ..folding import key
from ..missing import text_of
from ..rows import SAMPLE_ROWS, SourceField
from ..tables import read_document

_DISTINCT = 120
_LONG = 200
_GUESSED_PROFILES = tuple(profile for profile in PROFILES if profile != ASSAY)
_CLEARLY_FEWER = 0.8
_NEARLY_ALL, _HALF, _SEVERAL = 0.9, 0.5, 3
_OR = "or"
_GROUP_CODES = frozenset(("precious-metal", "base-metal", "ferrous-metal", *PSEUDO_CODES))
_CODE = re.compile(r"[^\W\d_]{0,6}[-_./]?\d+(?:[-_./]?[^\W_]{1,6})*", re.UNICODE)


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
        decimal = self.decimal_mark or POINT
        return self._share(lambda text: read_number(text, decimal) is not None)

    @cached_property
    def decimal_mark(self) -> str:
        """Decimal mark of numbers that are written as text; empty where nothing tells."""
        return "" if self.is_numeric else decimal_mark_of(self.counts)

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
        return order_of(self.counts)

    @cached_property
    def dates_disagree(self) -> bool:
        """Whether some values write the day first and some the month."""
        return len(orders_of(self.counts)) > 1

    @cached_property
    def commodities(self) -> float:
        """Share of the distinct values of which every term is a commodity or mineral."""
        return max(self.commodities_as(profile) for profile in ("", "mrds", "fr", "pt"))

    def commodities_as(self, profile: str) -> float:
        """Return that share under one kind of commodity text."""
        if self.is_numeric or self.are_answers:
            return 0.0
        return self._share(lambda text: _is_commodity_list(text, profile))

    @cached_property
    def commodity_groups(self) -> float:
        """Share of the distinct values that name groups such as base metals."""
        if self.is_numeric:
            return 0.0
        return self._share(lambda text: bool(_GROUP_CODES & set(parse_commodities(text).codes)))

    @cached_property
    def scales(self) -> float:
        """Share of the distinct values that are scales of maps, ``1:50,000`` or its number."""
        return self._share(lambda text: read_scale(text) is not None)

    @cached_property
    def are_sizes(self) -> bool:
        """Whether most of the distinct values say only how big something is."""
        return self._share(lambda text: key(text) in _sizes()) > _HALF

    @cached_property
    def are_codes(self) -> bool:
        """Whether nearly all values look like codes: ``LP-000``, one word with figures."""
        return self._share(lambda text: bool(_CODE.fullmatch(text))) > _NEARLY_ALL

    def are_codes_of(self, code_list: str) -> bool:
        """Whether the values are codes or addresses of a list themselves, not words for them."""
        codes = {code.casefold() for code in codes_of(code_list)}
        told = self._share(lambda text: text.casefold() in codes or "://" in text)
        return told > _NEARLY_ALL

    @cached_property
    def elements(self) -> float:
        """Share of the distinct values that name elements as analyses do."""
        return 0.0 if self.is_numeric else self._share(_is_analyte)

    @cached_property
    def countries(self) -> float:
        """Share of the distinct values that name a country."""
        if self.is_numeric:
            return 0.0
        return self._share(lambda text: len(text) > 1 and bool(match_code(text, COUNTRIES)))

    @cached_property
    def clear_countries(self) -> float:
        """Share of the distinct values that are countries where nothing else can be meant.

        PT and CV are legal forms of companies before they are Portugal and Cape Verde: two letters
        count where they are codes of several members of ASEAN and hardly anything else. One value
        in several rows counts where it is a member's code of three letters or a name; TON is a
        unit of weight before it is Tonga.
        """
        alpha2, alpha3 = _codes_of_members()
        if self._share(lambda text: len(text) > 2) > _NEARLY_ALL:
            is_said = len(self.counts) > 1 or self.counts.keys() <= alpha3
            is_name = self.filled > 1 and all(len(text) > 3 for text in self.counts)
            return self.countries if is_said or is_name else 0.0
        codes = self.counts.keys() & alpha2
        rows = sum(self.counts[code] for code in codes)
        is_varied = len(codes) >= _SEVERAL and rows >= _NEARLY_ALL * self.filled
        return rows / self.filled if is_varied else 0.0

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

    def degrees(self, axis: str) -> float:
        """Return the share of the distinct values that are angles of an axis."""
        limit = 90.0 if axis == LATITUDE else 180.0

        def fits(text: str) -> bool:
            angle = read_degrees(text, axis)
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
    counts: Counter[str] = Counter()
    for column in columns:
        for text, count in islice(column.counts.items(), _DISTINCT):
            counts[text] += count
    return _best_profile(counts)


def profile_of_texts(texts: Iterable[str]) -> str:
    """Return the kind of commodity text that leaves the fewest terms of some texts unknown."""
    return _best_profile(Counter(islice(texts, SAMPLE_ROWS)))


def _best_profile(counts: Mapping[str, int]) -> str:
    """Return the kind of text under which the fewest terms are unknown, by row.

    *or* is gold in French and joins names in English: it tells nothing, unless it stands as an
    item of its own in texts that never join by it.
    """
    joins = any(_joins_by_or(text) for text in counts)
    unknown = {
        profile: sum(count * _unknown(text, profile, joins) for text, count in counts.items())
        for profile in _GUESSED_PROFILES
    }
    best = min(unknown, key=lambda profile: (unknown[profile], PROFILES.index(profile)))
    return best if unknown[best] < _CLEARLY_FEWER * unknown[""] else ""


def _unknown(text: str, profile: str, joins: bool) -> int:
    """Return how many terms of a text are unknown, *or* left out where it tells nothing."""
    unmatched = parse_commodities(text, profile).unmatched
    clear = [term for term in unmatched if key(term) != _OR]
    if len(clear) == len(unmatched) or joins:
        return len(clear)
    is_item = any(key(item.term) == _OR for item in items(text, load_lexicon(profile)))
    return len(clear) + is_item


def _joins_by_or(text: str) -> bool:
    return f" {_OR} " in text and _OR not in map(key, parse_commodities(text).unmatched)


def _is_analyte(text: str) -> bool:
    parsed = parse_commodities(text, ASSAY)
    return bool(parsed.matches or parsed.minerals) and not parsed.unmatched


@lru_cache(maxsize=1)
def _sizes() -> frozenset[str]:
    return frozenset(map(key, read_document("mapping_words.json")["sizes"]))


@lru_cache(maxsize=1)
def _codes_of_members() -> tuple[frozenset[str], frozenset[str]]:
    """Return the codes of two and of three letters."""
    return frozenset(one.iso2 for one in members()), frozenset(one.iso3 for one in members())


def _is_commodity_list(text: str, profile: str) -> bool:
    parsed = parse_commodities(text, profile)
    return bool(set(parsed.codes) - PSEUDO_CODES) and not parsed.unmatched


def _figure(text: str) -> Any:
    """Return digits as a number, so that milliseconds since 1970 are seen as dates."""
    return int(text) if text.isascii() and text.isdigit() else text
