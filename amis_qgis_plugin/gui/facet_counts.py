"""Counts for every choice of the Filter panel, over all loaded workspaces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..core.commodities import load_commodities
from ..core.countries import members
from ..core.facets import FacetIndex
from ..core.occurrence_filter import OccurrenceFilter
from ..core.progress import Progress
from ..workspace.facet_rows import COMMODITY, COUNTRY, CRITICAL, read_facets
from .filter_choices import GROUP


@dataclass(frozen=True)
class ChoiceCounts:
    """What stands behind the choices.

    :param total: all occurrences, whatever the filter.
    """

    commodities: Counter[str]
    countries: Counter[str]
    total: int


def read_index(workspace: Path, progress: Progress) -> FacetIndex:
    """Read a workspace and get every choice of the panel ready to count; call it in a task.

    :raises WorkspaceError: when the file cannot be read.
    :raises Cancelled: when the person stopped it.
    """
    progress.check()
    index = read_facets(workspace)
    for with_broader in (False, True):
        progress.check()
        index.prepare(_members(with_broader))
    return index


def count_choices(wanted: OccurrenceFilter, indexes: Iterable[FacetIndex]) -> ChoiceCounts:
    """Return the counts of all choices under the other facets of the filter."""
    wishes = {
        COMMODITY: wanted.chosen_sets(),
        CRITICAL: wanted.listed_sets(),
        COUNTRY: (frozenset(wanted.countries),) if wanted.countries else (),
    }
    narrowing = frozenset({COMMODITY}) if wanted.combine == "all" else frozenset()
    result = ChoiceCounts(Counter(), Counter(), 0)
    total = 0
    for index in indexes:
        found = index.counts(wishes, _members(wanted.with_broader), narrowing)
        result.commodities.update(found[COMMODITY])
        result.countries.update(found[COUNTRY])
        total += index.count
    return ChoiceCounts(result.commodities, result.countries, total)


@lru_cache(maxsize=2)
def _members(with_broader: bool) -> dict[str, dict[str, frozenset[str]]]:
    """Return, for each facet, what each choice finds."""
    vocabulary = load_commodities()
    commodities = {one.code: vocabulary.narrower(one.code) for one in vocabulary.all()}
    if with_broader:
        commodities = {code: one | vocabulary.broader(code) for code, one in commodities.items()}
    groups = {GROUP + one.id: vocabulary.in_group(one.id) for one in vocabulary.groups()}
    countries = {country.iso3: frozenset({country.iso3}) for country in members()}
    return {COMMODITY: {**commodities, **groups}, COUNTRY: countries}
