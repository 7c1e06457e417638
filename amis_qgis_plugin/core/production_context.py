"""What a member of ASEAN, or the region, produced of a commodity: figures, share, rank and doubts.

Everything is as :mod:`.statistics` carries it from the ASEAN Minerals Cooperation Action Plan IV:
nothing is added up, mended or made more precise than printed. A rank is the one thing that is made
here, by comparing figures of one year in one unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Optional

from .commodities import load_commodities
from .countries import members
from .statistics import (
    REGION,
    SOURCE,
    YEAR_OF_SHARES,
    ProductionFigure,
    WorldShare,
    production,
    world_shares,
)

YEARS = tuple(range(2018, 2023))
NOT_AVAILABLE = "N.A."
_PLAIN_GAPS = ("N.A. in source", "world value N.A. in source")


@dataclass(frozen=True)
class Rank:
    """The place of a member among those that produced some in one year.

    :param position: 1 for the largest; members with the same figure share it.
    :param missing: members whose figure of that year is not available; they may rank higher.
    """

    position: int
    among: int
    year: int
    is_shared: bool = False
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class ProductionContext:
    """One printed row: what one place produced of one commodity in each year.

    :param place: ISO 3166 alpha-3 code, or ``ASEAN``.
    :param commodity: code of the row; it may be narrower or broader than the one asked for.
    :param label: the row's name as printed.
    :param texts: the figure of each of ``YEARS`` as printed; empty where there is none.
    :param share: percent of the world in 2022, word for word as printed; empty for none.
    :param largest: members with their figures of 2022, largest first.
    :param notes: what is doubtful about the figures.
    :param asked: the commodity that was asked for, where the row is only about a broader one.
    """

    place: str
    commodity: str
    label: str
    unit: str
    texts: tuple[str, ...]
    share: str = ""
    rank: Optional[Rank] = None
    largest: tuple[tuple[str, float], ...] = ()
    notes: tuple[str, ...] = ()
    table: str = ""
    asked: str = ""

    @property
    def values(self) -> tuple[Optional[float], ...]:
        """Return the figures of ``YEARS``; None is a gap, never a zero."""
        return tuple(float(text) if text else None for text in self.texts)

    @property
    def source(self) -> str:
        """Return where the figures are printed."""
        tables = f"Table {self.table}" if self.table else "Table 11"
        return f"{SOURCE}, {tables}"

    def latest(self) -> tuple[int, str]:
        """Return the last year that has a figure, and the figure in words; 0 where none has."""
        for year, text in zip(reversed(YEARS), reversed(self.texts)):
            if text:
                return year, in_words(text, self.unit)
        return 0, ""


def production_contexts(
    commodities: Iterable[str] = (), countries: Iterable[str] = ()
) -> tuple[ProductionContext, ...]:
    """Return what is known of the production of commodities in countries.

    :param commodities: codes; each gives the printed rows that it finds, or where there are none,
        those of a broader commodity, marked as such. Empty for all commodities.
    :param countries: ISO 3166 alpha-3 codes of members; empty for the region.
    :returns: by commodity, then country; nothing for what the tables do not have.
    :raises VocabularyError: when a commodity is unknown.
    """
    found: dict[tuple[str, str], ProductionContext] = {}
    places = tuple(countries) or (REGION,)
    for asked in tuple(commodities) or ("",):
        for code in _codes_printed(asked):
            is_broader = bool(asked) and code in load_commodities().broader(asked)
            for place in places:
                made = _context(place, code)
                if made is not None:
                    made = replace(made, asked=asked) if is_broader else made
                    found.setdefault((place, code), made)
    return tuple(found.values())


def in_words(text: str, unit: str) -> str:
    """Return a printed figure with marks of thousands and its unit; no digit more or less."""
    whole, point, rest = text.partition(".")
    digits = f"{int(whole):,}" if whole.lstrip("-").isdigit() else whole
    return f"{digits}{point}{rest} {unit}"


def share_in_words(share: str) -> str:
    """Return a printed share with its sign; the printed word stays as it is."""
    return f"{share}\u00a0% of the world in {YEAR_OF_SHARES}" if share else ""


def rank_in_words(rank: Optional[Rank]) -> str:
    """Return a rank as ``2nd of 5 members in 2022``; empty for none."""
    if rank is None:
        return ""
    if rank.among == 1:
        said = f"the only member with a figure in {rank.year}"
    else:
        shared = "joint " if rank.is_shared else ""
        said = f"{shared}{_ordinal(rank.position)} of {rank.among} members in {rank.year}"
    without = ", ".join(map(place_name, rank.missing))
    return f"{said} (not available: {without})" if without else said


def place_name(place: str) -> str:
    """Return the name of a member; ``ASEAN`` for the region."""
    return _member_names().get(place, place)


def _codes_printed(asked: str) -> Sequence[str]:
    """Return the codes of printed rows that a commodity finds, or broader ones, in order."""
    printed = list(dict.fromkeys(one.commodity for one in production() if one.commodity))
    if not asked:
        return printed
    vocabulary = load_commodities()
    narrower = vocabulary.narrower(asked)
    exact = [code for code in printed if code in narrower]
    broader = vocabulary.broader(asked)
    return exact or [code for code in printed if code in broader]


def _context(place: str, code: str) -> Optional[ProductionContext]:
    rows = _rows(place, code)
    largest = _largest(code, YEAR_OF_SHARES)
    if not rows:
        return None if place != REGION or not largest else _without_total(code, largest)
    first = rows[0]
    by_year = {one.year: one.value_text if one.value is not None else "" for one in rows}
    share = _share(place, code)
    rank = _rank(place, code) if place != REGION else None
    notes = [*_notes_of(rows, share)]
    if rank is not None:
        notes += _notes_of_others(place, code)
    return ProductionContext(
        place,
        code,
        first.label,
        first.unit,
        tuple(by_year.get(year, "") for year in YEARS),
        share.share_text if share is not None else "",
        rank,
        largest,
        tuple(dict.fromkeys(notes)),
        first.table,
    )


def _without_total(code: str, largest: tuple[tuple[str, float], ...]) -> ProductionContext:
    """Return the members' figures where the source prints no total of the region."""
    rows = [one for one in production(commodity=code) if one.commodity == code]
    return ProductionContext(
        REGION,
        code,
        rows[0].label,
        rows[0].unit,
        ("",) * len(YEARS),
        largest=largest,
        notes=("The source prints no total of the region.", *_notes_of_others("", code)),
    )


def _rows(place: str, code: str) -> tuple[ProductionFigure, ...]:
    return tuple(one for one in production(place) if one.commodity == code)


def _share(place: str, code: str) -> Optional[WorldShare]:
    found = (one for one in world_shares() if one.country == place and one.commodity == code)
    return next(found, None)


def _notes_of(rows: Iterable[ProductionFigure], share: Optional[WorldShare]) -> Iterator[str]:
    for one in (*rows, *((share,) if share is not None else ())):
        yield from (note for note in one.notes if note not in _PLAIN_GAPS)


def _notes_of_others(place: str, code: str) -> Iterator[str]:
    """Yield what is doubtful about the members that a rank compares with."""
    for other in members():
        if other.iso3 != place:
            for note in dict.fromkeys(_notes_of(_rows(other.iso3, code), _share(other.iso3, code))):
                yield f"{other.name}: {note}"


def _largest(code: str, year: int) -> tuple[tuple[str, float], ...]:
    """Return the members that produced some in a year, largest first."""
    figures = [
        (one.country, one.value)
        for one in production(commodity=code)
        if one.commodity == code and one.year == year and one.country != REGION and one.value
    ]
    return tuple(sorted(figures, key=lambda pair: (-pair[1], pair[0])))


def _rank(place: str, code: str) -> Optional[Rank]:
    """Return the rank in the last year in which the member has a figure; None where that is 0."""
    own = [one for one in _rows(place, code) if one.value is not None]
    if not own or not own[-1].value:
        return None
    value, year, unit = own[-1].value, own[-1].year, own[-1].unit
    rows = [
        one
        for one in production(commodity=code)
        if one.commodity == code and one.year == year and one.country != REGION
    ]
    if any(one.unit != unit for one in rows):
        return None
    figures = [one.value for one in rows if one.value]
    above = sum(figure > value for figure in figures)
    missing = tuple(one.country for one in rows if one.value is None)
    return Rank(above + 1, len(figures), year, figures.count(value) > 1, missing)


def _ordinal(number: int) -> str:
    ends = {1: "st", 2: "nd", 3: "rd"}
    return f"{number}{'th' if number in (11, 12, 13) else ends.get(number % 10, 'th')}"


@lru_cache(maxsize=1)
def _member_names() -> dict[str, str]:
    return {country.iso3: country.name for country in members()}
