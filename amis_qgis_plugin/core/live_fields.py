"""Which fields of a live layer hold commodities and countries, and which of their values to keep.

A live layer has no commodity index. Its distinct values are parsed with the same parser that
aligns a workspace, so copper means copper there too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .commodity_parser import parse_commodities
from .countries import match_country
from .expressions import ValueFilter
from .occurrence_filter import OccurrenceFilter
from .value_patterns import shorten

# Field names by rank: codes before texts, texts before translations.
COMMODITY_NAMES = (
    "commodity_codes",
    "commodity",
    "commodities",
    "commodity_text",
    "commod1",
    "representativecommodity",
    "komoditi",
    "komoditas",
    "khoang_san",
    "mineral",
    "minerals",
)
COUNTRY_NAMES = (
    "country",
    "iso3",
    "iso_a3",
    "country_code",
    "country_text",
    "country_name",
    "negara",
    "quoc_gia",
    "nation",
)


@dataclass(frozen=True)
class LiveFields:
    """The fields of a live layer that a filter can use; empty where there is none."""

    commodity: str = ""
    country: str = ""


def find_live_fields(names: Iterable[str]) -> LiveFields:
    """Return the fields whose names say commodity or country."""
    by_lower = {name.lower().rsplit(".", 1)[-1]: name for name in names}
    return LiveFields(_first(by_lower, COMMODITY_NAMES), _first(by_lower, COUNTRY_NAMES))


def unsupported(wanted: OccurrenceFilter, fields: LiveFields) -> str:
    """Return a sentence on what of the filter a live layer cannot do; empty when all is done."""
    missing = []
    if wanted.commodity_sets() and not fields.commodity:
        missing.append("it has no commodity field")
    if wanted.countries and not fields.country:
        missing.append("it has no country field")
    if wanted.deposit_models or wanted.sources:
        missing.append("deposit models and sources exist in workspaces only")
    if wanted.text or wanted.extent:
        missing.append("names and areas are filtered in workspaces only")
    return "; ".join(missing)


def commodity_values(wanted: OccurrenceFilter, field: str, values: Iterable[str]) -> ValueFilter:
    """Return what selects the distinct commodity texts that have a code of every wanted set.

    :param values: all distinct texts of the field.
    """
    sets = wanted.commodity_sets()
    kept: list[str] = []
    others: list[str] = []
    for value in values:
        codes = {match.code for match in parse_commodities(value).matches}
        (kept if all(codes & one for one in sets) else others).append(value)
    containing, exact = shorten(kept, others)
    return ValueFilter(field, exact, containing)


def country_values(wanted: OccurrenceFilter, field: str, values: Iterable[str]) -> ValueFilter:
    """Return the distinct country texts that mean a wanted country."""
    kept = []
    for value in values:
        country = match_country(value)
        if country is not None and country.iso3 in wanted.countries:
            kept.append(value)
    return ValueFilter(field, tuple(kept))


def _first(by_lower: dict[str, str], wanted: tuple[str, ...]) -> str:
    return next((by_lower[name] for name in wanted if name in by_lower), "")
