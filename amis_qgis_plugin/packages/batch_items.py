"""Which packages a batch is made of: the countries and commodities that a filter leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..core.commodities import load_commodities
from ..core.countries import members
from ..core.errors import FilterError
from ..core.expressions import literal, to_workspace_sql
from ..core.occurrence_filter import OccurrenceFilter
from ..core.package_plan import safe_name
from ..core.schemas import OCCURRENCES
from ..core.workspace_sql import COMMODITY_INDEX
from ..workspace.file_state import has_name_index
from ..workspace.gdal_calls import rows
from ..workspace.sql import statement

Pairs = frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Item:
    """One package of a batch.

    :param country: ISO 3166 alpha-3 code.
    :param commodity: a code.
    :param wanted: the filter of the batch, narrowed to both.
    :param found: occurrences that the filter finds.
    """

    country: str
    commodity: str
    wanted: OccurrenceFilter
    found: int

    @property
    def title(self) -> str:
        """What both are called: ``Copper, Philippines``."""
        country = next((one.name for one in members() if one.iso3 == self.country), self.country)
        label = load_commodities().get(self.commodity).label
        return f"{label[:1].upper()}{label[1:]}, {country}"

    @property
    def name(self) -> str:
        """The name of its folder or file, without ending."""
        return safe_name(f"{self.country} {self.commodity}")


def batch_items(workspace: Path, wanted: OccurrenceFilter) -> tuple[Item, ...]:
    """Return the packages of a batch: the filter's commodities in each of its countries.

    Where the filter names no countries, or neither commodities nor groups of them, those are
    taken that the occurrences under it have. A pair that nothing has is only among them when the
    filter names both.

    :raises FilterError: when the filter wants several commodities together in one occurrence.
    """
    if wanted.combine == "all" and len(wanted.commodities) + len(wanted.groups) > 1:
        raise FilterError(
            "It wants all of several commodities in one occurrence; a batch makes a package for"
            " each commodity.",
            subject="filter",
            hint="Let it want any of them, or make one package of it.",
        )
    pairs = _pairs(workspace, wanted)
    countries = wanted.countries or tuple(sorted({country for country, _commodity in pairs}))
    return tuple(
        item
        for country in countries
        for commodity in _commodities(wanted, pairs)
        for item in [_item(workspace, wanted, pairs, country, commodity)]
        if item.found or (country in wanted.countries and commodity in wanted.commodities)
    )


def unplaced(workspace: Path, wanted: OccurrenceFilter) -> int:
    """Return how many occurrences under a filter no batch can have: no member's, or no commodity.

    Packages of a batch overlap: an occurrence of copper and gold is in two of them.
    """
    codes = ", ".join(literal(country.iso3) for country in members())
    parts = [
        statement("SELECT count(*) FROM {} WHERE (country IS NULL OR country NOT IN", OCCURRENCES),
        "(" + codes + ")",
        statement("OR fid NOT IN (SELECT occurrence FROM {}))", COMMODITY_INDEX),
    ]
    where = _condition(workspace, wanted)
    parts += ["AND (" + where + ")"] if where else []
    return int(rows(workspace, " ".join(parts))[0][0])


def _pairs(workspace: Path, wanted: OccurrenceFilter) -> frozenset[tuple[str, str]]:
    """Return the members and commodities that occurrences under a filter have together."""
    where = _condition(workspace, wanted)
    query = statement(
        "SELECT DISTINCT o.country, c.commodity FROM {} AS o JOIN {} AS c ON c.occurrence = o.fid",
        OCCURRENCES,
        COMMODITY_INDEX,
    )
    if where:
        chosen = statement("WHERE o.fid IN (SELECT fid FROM {} WHERE", OCCURRENCES)
        query = " ".join([query, chosen, where + ")"])
    codes, vocabulary = {country.iso3 for country in members()}, load_commodities()
    found = (tuple(row) for row in rows(workspace, query))
    return frozenset(pair for pair in found if pair[0] in codes and pair[1] in vocabulary)


def _commodities(wanted: OccurrenceFilter, pairs: Pairs) -> Sequence[str]:
    """Return the filter's commodities with those of its groups, else all that were found."""
    vocabulary = load_commodities()
    found = {commodity for _country, commodity in pairs}
    if not wanted.commodities and not wanted.groups:
        return sorted(found)
    of_groups = {code for code in found if set(vocabulary.get(code).groups) & set(wanted.groups)}
    return sorted({*wanted.commodities, *of_groups})


def _item(
    workspace: Path, wanted: OccurrenceFilter, pairs: Pairs, country: str, commodity: str
) -> Item:
    narrowed = wanted.with_values(countries=(country,), commodities=(commodity,), groups=())
    finds = load_commodities().narrower(commodity)
    may_have = wanted.with_broader or any((country, code) in pairs for code in finds)
    return Item(country, commodity, narrowed, _count(workspace, narrowed) if may_have else 0)


def _count(workspace: Path, wanted: OccurrenceFilter) -> int:
    query = statement("SELECT count(*) FROM {} WHERE ", OCCURRENCES) + _condition(workspace, wanted)
    return int(rows(workspace, query)[0][0])


def _condition(workspace: Path, wanted: OccurrenceFilter) -> str:
    return to_workspace_sql(wanted, OCCURRENCES, has_names=has_name_index(workspace))
