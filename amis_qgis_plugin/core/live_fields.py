"""Which fields of a live layer hold commodities, countries and deposit types, and what to keep.

A live layer has no commodity index. Its distinct values are parsed with the same parser that
aligns a workspace, so copper means copper there too. Fields are those of its field map; without
one, those whose names alone leave no doubt.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Optional

from .commodity_parser import parse_commodities
from .countries import match_country
from .deposit_types import match_deposit_type
from .expressions import ValueFilter
from .mapping.field_map import FieldMap
from .mapping.field_names import name_hits
from .occurrence_filter import OccurrenceFilter
from .schemas import OCCURRENCES
from .user_terms import NO_TERMS, UserTerms
from .value_patterns import shorten

Group = tuple[ValueFilter, ...]
_BEYOND_DOUBT = 0.9
# Where one field is codes and another the text they came from, the codes are read.
_COMMODITY_FIELDS = ("commodity_codes", "commodity_text")
_COUNTRY_FIELDS = ("country", "country_text")
_DEPOSIT_FIELDS = ("deposit_model", "deposit_type_text")


@dataclass(frozen=True)
class LiveFields:
    """The fields of a live layer that a filter can use; empty where there is none.

    :param commodities: every field with commodities in it.
    :param profile: how its commodity text is written; None where the values have to tell.
    :param flags: fields that are named after commodities and say yes or no: no filter for those.
    """

    commodities: tuple[str, ...] = ()
    country: str = ""
    deposit_type: str = ""
    profile: Optional[str] = None
    flags: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Return every field whose values have to be read."""
        return tuple(filter(None, (*self.commodities, self.country, self.deposit_type)))


def fields_by_name(names: Iterable[str]) -> LiveFields:
    """Return the fields whose names leave no doubt, in any of the languages."""
    best: dict[str, tuple[float, int, str]] = {}
    for position, name in enumerate(names):
        for hit in name_hits(name, OCCURRENCES):
            found = (hit.score, -position, name)
            if hit.score >= _BEYOND_DOUBT and found > best.get(hit.field, (0.0, 0, "")):
                best[hit.field] = found

    def first(fields: Iterable[str]) -> str:
        return next((best[field][2] for field in fields if field in best), "")

    commodity = first(_COMMODITY_FIELDS)
    return LiveFields(
        (commodity,) if commodity else (), first(_COUNTRY_FIELDS), first(_DEPOSIT_FIELDS)
    )


def fields_of_map(fields: FieldMap) -> LiveFields:
    """Return the fields that a layer's field map reads."""

    def columns(names: Iterable[str]) -> tuple[str, ...]:
        found = (fields.use(name).columns for name in names if fields.kind.has(name))
        return next((tuple(one.name for one in use if not one.is_flag) for use in found if use), ())

    def first(names: Iterable[str]) -> str:
        return next(iter(columns(names)), "")

    text = fields.use("commodity_text") if fields.kind.has("commodity_text") else None
    flags = tuple(one.name for one in text.columns if one.is_flag) if text is not None else ()
    return LiveFields(
        columns(_COMMODITY_FIELDS),
        first(_COUNTRY_FIELDS),
        first(_DEPOSIT_FIELDS),
        fields.profile,
        flags,
    )


def unsupported(wanted: OccurrenceFilter, fields: LiveFields) -> str:
    """Return a sentence on what of the filter a live layer cannot do; empty when all is done."""
    missing = []
    if wanted.commodity_sets() and fields.flags:
        missing.append(f"{len(fields.flags)} of its commodity fields only say yes or no")
    elif wanted.commodity_sets() and not fields.commodities:
        missing.append("it has no commodity field")
    if wanted.countries and not fields.country:
        missing.append("it has no country field")
    if wanted.deposit_models and not fields.deposit_type:
        missing.append("it has no field of deposit types")
    if wanted.sources:
        missing.append("sources exist in workspaces only")
    if wanted.text or wanted.extent:
        missing.append("names and areas are filtered in workspaces only")
    return "; ".join(missing)


def commodity_groups(
    wanted: OccurrenceFilter,
    values: Mapping[str, Iterable[str]],
    profile: str = "",
    terms: UserTerms = NO_TERMS,
) -> tuple[Group, ...]:
    """Return what selects the rows that have a code of every wanted set.

    :param values: commodity field to all its distinct texts.
    :returns: groups of which each has to be met, by one of its fields.
    """
    sets = wanted.commodity_sets()
    # The texts of a single field are judged by all sets at once.
    wishes = [sets] if len(values) == 1 else [(one,) for one in sets]
    groups = []
    for wish in wishes:
        found = [
            _commodity_values(field, texts, wish, profile, terms) for field, texts in values.items()
        ]
        some = tuple(one for one in found if not one.keeps_nothing)
        groups.append(some or tuple(found[:1]))
    return tuple(groups)


def country_values(wanted: OccurrenceFilter, field: str, values: Iterable[str]) -> ValueFilter:
    """Return the distinct country texts that mean a wanted country."""

    def means(text: str) -> bool:
        country = match_country(text)
        return country is not None and country.iso3 in wanted.countries

    return _kept(field, values, means)


def deposit_values(wanted: OccurrenceFilter, field: str, values: Iterable[str]) -> ValueFilter:
    """Return the distinct deposit texts that mean a wanted deposit model."""

    def means(text: str) -> bool:
        deposit = match_deposit_type(text)
        return deposit is not None and deposit.notation in wanted.deposit_models

    return _kept(field, values, means)


def _kept(field: str, values: Iterable[str], means: Callable[[str], bool]) -> ValueFilter:
    return ValueFilter(field, tuple(value for value in values if means(value)))


def _commodity_values(
    field: str,
    values: Iterable[str],
    sets: Iterable[frozenset[str]],
    profile: str,
    terms: UserTerms,
) -> ValueFilter:
    sets = tuple(sets)
    kept: list[str] = []
    others: list[str] = []
    for value in values:
        codes = set(parse_commodities(value, profile, terms).codes)
        (kept if all(codes & one for one in sets) else others).append(value)
    containing, exact = shorten(kept, others)
    return ValueFilter(field, exact, containing)
