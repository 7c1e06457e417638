"""The facets of the Filter panel: what each is called, offers, and sets in the filter."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Callable

from ..core.facet_names import GROUP
from ..core.occurrence_filter import OccurrenceFilter
from .facet_model import Choice
from .filter_choices import (
    commodity_choices,
    completeness_choices,
    country_choices,
    covered_groups,
    critical_choices,
    deposit_choices,
    group_cover,
    mine_choices,
    source_choices,
    type_choices,
)


@dataclass(frozen=True)
class Facet:
    """One folding list of choices.

    :param name: as ``core.facets`` and the counts know it.
    :param field: the field of :class:`OccurrenceFilter` that holds what is ticked.
    :param hint: what stands in the empty search field.
    :param combine: the field that says how several combine; empty where any of them will do.
    """

    name: str
    field: str
    title: str
    hint: str
    choices: Callable[[], list[Choice]]
    combine: str = ""
    excludes: bool = False


FACETS = (
    Facet(
        "commodity",
        "commodities",
        "Commodities",
        "Search commodities in any language",
        commodity_choices,
        "combine",
        True,
    ),
    Facet(
        "critical",
        "critical_lists",
        "Critical minerals",
        "Search lists by issuer or year",
        critical_choices,
        "combine_lists",
    ),
    Facet("country", "countries", "Countries", "Search countries", country_choices),
    Facet(
        "deposit_model",
        "deposit_models",
        "Deposit models",
        "Search deposit models",
        deposit_choices,
    ),
    Facet(
        "occurrence_type",
        "occurrence_types",
        "Occurrence type",
        "Search types of occurrences",
        type_choices,
    ),
    Facet("mine_status", "mine_statuses", "Mine status", "Search statuses", mine_choices),
    Facet("source", "sources", "Sources", "Search sources", lambda: source_choices(())),
    Facet(
        "completeness",
        "completeness",
        "Completeness",
        "Search completeness",
        completeness_choices,
    ),
)


def marked_in(facet: Facet, wanted: OccurrenceFilter) -> tuple[set[str], set[str]]:
    """Return the keys that a filter ticks in a facet, and those it rules out."""
    chosen = set(getattr(wanted, facet.field))
    if not facet.excludes:
        return chosen, set()
    chosen |= {GROUP + group for group in wanted.groups}
    groups = {GROUP + group for group in covered_groups(wanted.excluded)}
    return chosen, set(wanted.excluded) | groups


def changes_for(
    facet: Facet, before: OccurrenceFilter, chosen: Collection[str], without: Collection[str]
) -> dict[str, Any]:
    """Return the fields of the filter that marking these keys changes.

    A group is ruled out by its commodities: the filter has no other way to say it.
    """
    if not facet.excludes:
        return {facet.field: tuple(chosen)}
    _chosen, earlier = marked_in(facet, before)
    codes = {key for key in without if not key.startswith(GROUP)}
    for key in set(without) - earlier:
        codes |= group_cover(key[len(GROUP) :]) if key.startswith(GROUP) else set()
    for key in earlier - set(without):
        codes -= group_cover(key[len(GROUP) :]) if key.startswith(GROUP) else set()
    return {
        "commodities": tuple(key for key in chosen if not key.startswith(GROUP)),
        "groups": tuple(key[len(GROUP) :] for key in chosen if key.startswith(GROUP)),
        "excluded": tuple(codes),
    }


def turned_round(before: OccurrenceFilter, none_of: bool) -> dict[str, Any]:
    """Return the changes that make wanted commodities unwanted, or unwanted ones wanted."""
    if none_of:
        covers = (group_cover(group) for group in before.groups)
        excluded = frozenset(before.commodities).union(before.excluded, *covers)
        return {"commodities": (), "groups": (), "excluded": tuple(excluded)}
    groups = covered_groups(before.excluded)
    rest = frozenset(before.excluded).difference(*(group_cover(group) for group in groups))
    return {"commodities": tuple(rest), "groups": tuple(groups), "excluded": ()}
