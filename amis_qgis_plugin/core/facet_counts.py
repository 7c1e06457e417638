"""What stands behind every choice of a filter, over several indexes together.

``count_choices(wanted, indexes)`` answers for every facet of :mod:`.facet_names` at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Optional

from .commodities import load_commodities
from .critical_minerals import critical_lists
from .facet_names import (
    COMMODITY,
    COMPLETENESS,
    COUNTRY,
    CRITICAL,
    DEPOSIT_MODEL,
    FACETS,
    GROUP,
    MAJOR_COMMODITY,
    MINE_STATUS,
    OCCURRENCE_TYPE,
    SOURCE,
    facet_labels,
)
from .facets import FacetIndex
from .facets_tables import Base
from .facets_where import Where
from .occurrence_filter import MAJOR, Extent, OccurrenceFilter

if TYPE_CHECKING:
    from .facets_bits import Bits, Flags

Sets = tuple[frozenset[str], ...]
Choices = Mapping[str, frozenset[str]]
_EVERYTHING = OccurrenceFilter()


@dataclass(frozen=True)
class ChoiceCounts:
    """What stands behind the choices.

    :param counts: facet to choice to the occurrences that it has under the other facets. Every
        value of a vocabulary is there, also with 0; groups of commodities stand among the
        commodities as ``group:battery``; sources are those that the workspaces have. A commodity
        that is ruled out has 0.
    :param total: all occurrences, whatever the filter.
    :param matching: the occurrences that the filter finds.
    :param found: how many it finds in each index, in their order.
    """

    counts: Mapping[str, Mapping[str, int]] = field(
        default_factory=lambda: {facet: {} for facet in FACETS}
    )
    total: int = 0
    matching: int = 0
    found: tuple[int, ...] = ()

    @property
    def commodities(self) -> Mapping[str, int]:
        """The counts of commodities and their groups."""
        return self.counts[COMMODITY]

    @property
    def countries(self) -> Mapping[str, int]:
        """The counts of countries."""
        return self.counts[COUNTRY]


@dataclass(frozen=True)
class Question:
    """A filter as an index is asked about it.

    :param sets: facet to sets of values; one value of each set is enough.
    :param narrowing: facets of which all choices have to be met.
    """

    sets: Mapping[str, Sets]
    members: Mapping[str, Choices]
    narrowing: frozenset[str]
    without: Mapping[str, frozenset[str]]
    where: Where


def count_choices(wanted: OccurrenceFilter, indexes: Iterable[FacetIndex]) -> ChoiceCounts:
    """Return the counts of all choices of every facet under the other facets of the filter.

    An index that knows nothing of a facet, as that of a live layer may, is not narrowed by it.
    """
    sums: dict[str, Counter[str]] = {
        facet: Counter(dict.fromkeys(facet_labels(facet), 0)) for facet in FACETS
    }
    total = 0
    found_in: list[int] = []
    for index in indexes:
        question = question_of(wanted, index)
        among = index.among(question.without, question.where)
        found = index.counts(question.sets, question.members, question.narrowing, among)
        if wanted.combine == "all" and wanted.groups:
            _count_groups(found, wanted, index, among)
        for facet, counts in found.items():
            sums[_plain(facet)].update(counts)
        total += index.size
        found_in.append(index.total(question.sets, among))
    summed = {facet: dict(found) for facet, found in sums.items()}
    return ChoiceCounts(summed, total, sum(found_in), tuple(found_in))


def _count_groups(
    found: dict[str, dict[str, int]],
    wanted: OccurrenceFilter,
    index: FacetIndex,
    among: Optional[Bits],
) -> None:
    """Count groups anew under the chosen commodities: several groups widen, whatever combines."""
    question = question_of(wanted.with_values(groups=()), index)
    for facet in {COMMODITY, MAJOR_COMMODITY} & found.keys():
        choices = question.members[facet]
        groups = {key: codes for key, codes in choices.items() if key.startswith(GROUP)}
        counted = index.counts(question.sets, {facet: groups}, question.narrowing, among)
        found[facet].update(counted[facet])


def box_of(wanted: OccurrenceFilter, index: FacetIndex) -> Optional[Extent]:
    """Return (west, south, east, north) around what a filter finds, if that is known."""
    return None if index.places is None else index.places.box(flags_of(wanted, index))


def flags_of(wanted: OccurrenceFilter, index: FacetIndex) -> Flags:
    """Return of every occurrence whether a filter finds it."""
    question = question_of(wanted, index)
    among = index.among(question.without, question.where)
    return Base(index.count, index.select(question.sets, "", among)).flags


def is_ready(wanted: OccurrenceFilter, indexes: Iterable[FacetIndex]) -> bool:
    """Whether the counts come at once, because nothing has to be prepared or looked up."""
    for index in indexes:
        question = question_of(wanted, index)
        if not (index.is_prepared(question.members) and index.knows(question.where)):
            return False
    return True


def prepare(index: FacetIndex, wanted: OccurrenceFilter = _EVERYTHING) -> None:
    """Get every choice ready to be counted under a filter; takes a moment, so call it in a task."""
    question = question_of(wanted, index)
    index.prepare(question.members)
    index.among({}, question.where)


def question_of(wanted: OccurrenceFilter, index: FacetIndex) -> Question:
    """Return a filter in the terms of an index."""
    is_major = wanted.role == MAJOR and MAJOR_COMMODITY in index.values
    commodity = MAJOR_COMMODITY if is_major else COMMODITY
    sets = {
        commodity: wanted.chosen_sets(),
        CRITICAL: wanted.listed_sets(),
        COUNTRY: _any_of(wanted.countries),
        DEPOSIT_MODEL: _any_of(wanted.deposit_models),
        OCCURRENCE_TYPE: _any_of(wanted.occurrence_types),
        MINE_STATUS: _any_of(wanted.mine_statuses),
        SOURCE: _any_of(wanted.sources),
        COMPLETENESS: _any_of(wanted.completeness),
    }
    members = {
        commodity: _commodities(wanted.with_broader),
        CRITICAL: _lists(wanted.critical_lists if wanted.combine_lists == "all" else ()),
        **{facet: _single(facet) for facet in FACETS[2:]},
        SOURCE: _each(tuple(index.values.get(SOURCE, ()))),
    }
    narrowing = {commodity} if wanted.combine == "all" else set()
    if wanted.combine_lists == "all":
        narrowing.add(CRITICAL)
    without = {COMMODITY: wanted.excluded_codes()}
    return Question(
        {facet: found for facet, found in sets.items() if found and facet in index.values},
        {facet: found for facet, found in members.items() if facet in index.values},
        frozenset(narrowing),
        {facet: found for facet, found in without.items() if found and facet in index.values},
        Where.of(wanted),
    )


def _any_of(values: Iterable[str]) -> Sets:
    found = frozenset(values)
    return (found,) if found else ()


def _plain(facet: str) -> str:
    return COMMODITY if facet == MAJOR_COMMODITY else facet


@lru_cache(maxsize=2)
def _commodities(with_broader: bool) -> Choices:
    """Return what each commodity and group finds."""
    vocabulary = load_commodities()
    found = {one.code: vocabulary.narrower(one.code) for one in vocabulary.all()}
    if with_broader:
        found = {code: one | vocabulary.broader(code) for code, one in found.items()}
    return {**found, **{GROUP + one.id: vocabulary.in_group(one.id) for one in vocabulary.groups()}}


@lru_cache(maxsize=32)
def _lists(all_of: tuple[str, ...]) -> Choices:
    """Return the codes that each list finds, together with the lists that are chosen already."""
    lists = {one.list_id: one.codes for one in critical_lists()}
    chosen = [lists[list_id] for list_id in all_of]
    return {list_id: codes.intersection(*chosen) for list_id, codes in lists.items()}


@lru_cache(maxsize=16)
def _single(facet: str) -> Choices:
    """Return the values of a vocabulary, each for itself."""
    return _each(tuple(facet_labels(facet)))


@lru_cache(maxsize=64)
def _each(values: tuple[str, ...]) -> Choices:
    return {value: frozenset({value}) for value in values}
