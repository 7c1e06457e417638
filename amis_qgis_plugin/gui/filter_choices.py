"""The rows of the Filter panel, made from the vocabularies."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import lru_cache

from ..core.commodities import Commodity, load_commodities
from ..core.completeness import Completeness
from ..core.countries import members
from ..core.critical_minerals import CriticalList, critical_lists, find_list
from ..core.deposit_types import DepositType, deposit_types
from ..core.facet_names import GROUP
from ..core.sources import Source
from ..core.status import status_codes
from .facet_model import Choice

_COMPLETENESS = {
    Completeness.COMPLETE_PROVEN: "Two counts of the source agree with what was received",
    Completeness.COMPLETE_UNPROVEN: "Everything that was asked for came; nothing proves that it is"
    " all there is",
    Completeness.INCOMPLETE: "Some of it is known to be missing",
}


def commodity_choices() -> list[Choice]:
    """Return groups with their commodities; each commodity once, under its first group."""
    vocabulary = load_commodities()
    names: dict[str, set[str]] = {}
    for alias in vocabulary.aliases:
        names.setdefault(alias.code, set()).add(alias.alias)
    choices = []
    for group in vocabulary.groups():
        under = [one for one in vocabulary.all() if one.groups and one.groups[0] == group.id]
        if under:
            key = GROUP + group.id
            choices.append(Choice(key, group.label, tooltip=f"All of: {group.label}"))
            choices += [_commodity_choice(one, key, names.get(one.code, set())) for one in under]
    return choices


def country_choices() -> list[Choice]:
    """Return the member states."""
    return [
        Choice(
            country.iso3,
            country.name,
            names=f"{country.iso2} {country.iso3} {' '.join(country.aliases)}",
            tooltip=f"{country.name} ({country.iso3})",
        )
        for country in members()
    ]


def critical_choices() -> list[Choice]:
    """Return every critical-mineral list, with what is known of it."""
    return [
        Choice(
            one.list_id,
            list_label(one.list_id),
            names=f"{one.list_id} {one.title} {one.tier}",
            tooltip=_about_list(one),
        )
        for one in critical_lists()
    ]


@lru_cache(maxsize=64)
def list_label(list_id: str) -> str:
    """Return a short name of a critical-mineral list, such as ``European Union 2024, strategic``.

    :raises FilterError: when there is no such list.
    """
    found = find_list(list_id)
    issuer = found.issuer.partition(" (")[0]
    tier = "" if found.tier == "critical" else f", {found.tier.replace('-', ' and ')}"
    return f"{issuer} {found.year}{tier}".replace(" ,", ",").strip()


def deposit_choices() -> list[Choice]:
    """Return the deposit models, each under the broader one."""
    models = {one.notation: one for one in deposit_types()}
    return _parents_first(
        Choice(
            one.notation,
            one.label,
            one.broader if one.broader in models else "",
            f"{' '.join(one.terms)} {' '.join(one.usgs_models)}",
            _about_model(one),
        )
        for one in models.values()
    )


def type_choices() -> list[Choice]:
    """Return the kinds of occurrences."""
    return _status_choices("occurrence")


def mine_choices() -> list[Choice]:
    """Return the statuses of mines, each under the broader one."""
    return _status_choices("mine")


def completeness_choices() -> list[Choice]:
    """Return how far a source can be known to be whole."""
    return [
        Choice(one.value, one.words[:1].upper() + one.words[1:], tooltip=_COMPLETENESS[one])
        for one in Completeness
    ]


def source_choices(sources: Iterable[Source], wanted: Collection[str] = ()) -> list[Choice]:
    """Return the sources of occurrences by title.

    :param wanted: ids that a filter wants; those of other files are offered too, so that they can
        be seen and taken out.
    """
    found = {
        one.source_id: Choice(
            one.source_id,
            one.title or one.source_id,
            names=f"{one.source_id} {one.layer}",
            tooltip=f"{one.title or one.source_id} ({one.source_id}), {one.completeness.words}",
        )
        for one in sources
    }
    for source_id in sorted(set(wanted) - found.keys()):
        found[source_id] = Choice(source_id, source_id, tooltip="In none of the layers shown")
    return sorted(found.values(), key=lambda one: one.label.casefold())


@lru_cache(maxsize=32)
def group_cover(group_id: str) -> frozenset[str]:
    """Return the fewest commodities that, with what is narrower, are all of a group."""
    vocabulary = load_commodities()
    codes = vocabulary.in_group(group_id)
    narrower = {code: vocabulary.narrower(code) - {code} for code in codes}
    return frozenset(codes - frozenset().union(*narrower.values()))


def covered_groups(codes: Iterable[str]) -> list[str]:
    """Return the groups that are covered by some commodities, in the order of the panel."""
    there = set(codes)
    covers = ((group.id, group_cover(group.id)) for group in load_commodities().groups())
    return [group for group, cover in covers if cover <= there]


def _status_choices(kind: str) -> list[Choice]:
    codes = {one.code: one for one in status_codes() if one.kind in (kind, "any")}
    return _parents_first(
        Choice(
            one.code,
            one.label[:1].upper() + one.label[1:],
            one.broader if one.broader in codes else "",
            " ".join(one.terms),
            one.note,
        )
        for one in codes.values()
    )


def _parents_first(choices: Iterable[Choice]) -> list[Choice]:
    """Return the choices so that each comes after the one it lies under."""
    below: dict[str, list[Choice]] = {}
    for one in choices:
        below.setdefault(one.parent, []).append(one)
    waiting, ordered = below.pop("", [])[::-1], []
    while waiting:
        one = waiting.pop()
        ordered.append(one)
        waiting += below.pop(one.key, [])[::-1]
    return ordered


def _commodity_choice(commodity: Commodity, parent: str, names: set[str]) -> Choice:
    symbol = f" ({commodity.symbol})" if commodity.symbol else ""
    narrower = load_commodities().narrower(commodity.code) - {commodity.code}
    found = f"; also finds {', '.join(sorted(narrower))}" if narrower else ""
    # "base metal" stands under "Base metals" and finds them all, also those not named further.
    vague = " (any)" if commodity.code == f"{commodity.groups[0]}-metal" else ""
    return Choice(
        commodity.code,
        f"{commodity.label}{symbol}{vague}",
        parent,
        " ".join(sorted(names)),
        f"{commodity.label}{symbol}{found}",
    )


def _about_list(one: CriticalList) -> str:
    return (
        f"{one.list_id}: {one.name}. {one.issuer}, {one.year or 'undated'}. Tier: {one.tier}."
        f" Source: {one.source}. Checked: {one.verified}."
    )


def _about_model(one: DepositType) -> str:
    usgs = f"; USGS model {', '.join(one.usgs_models)}" if one.usgs_models else ""
    return f"{one.label} ({one.notation}{usgs})"
