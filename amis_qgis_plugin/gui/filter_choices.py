"""The rows of the Filter panel, made from the vocabularies."""

from __future__ import annotations

from ..core.commodities import Commodity, load_commodities
from ..core.countries import members
from ..core.critical_minerals import critical_lists
from .facet_tree import Choice

GROUP = "group:"


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


def critical_choices() -> list[tuple[str, str, str]]:
    """Return (id, label, what is known of the list) of every critical-mineral list."""
    return [
        (
            one.list_id,
            f"{one.list_id} · {one.title}",  # two tiers of one act differ in the id only
            f"{one.name}. {one.issuer}, {one.year or 'undated'}. Tier: {one.tier}."
            f" Source: {one.source}. Checked: {one.verified}.",
        )
        for one in critical_lists()
    ]


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
