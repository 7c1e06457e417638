"""Which fields of a live layer hold commodities, countries, deposit types, kinds and status.

Fields are those of its field map; without one, those whose names alone leave no doubt.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Optional

from .code_lists import COUNTRIES, match_code
from .mapping.field_map import FieldMap
from .mapping.field_names import name_hits
from .occurrence_filter import MAJOR, OccurrenceFilter
from .schemas import OCCURRENCES

_BEYOND_DOUBT = 0.9
# Without a map the codes are read where there are any, else the text they came from.
_COMMODITY_FIELDS = ("commodity_codes", "commodity_text")
_COUNTRY_FIELDS = ("country", "country_text")
_DEPOSIT_FIELDS = ("deposit_model", "deposit_type_text")
# Sources mix kinds and status in one field: where the own one is missing, the other is read.
_KIND_FIELDS = ("occurrence_type", "occurrence_type_text", "status_text")
_STATUS_FIELDS = ("mine_status", "status_text", "occurrence_type_text")


@dataclass(frozen=True)
class LiveFields:
    """The fields of a live layer that a filter can use; empty where there is none.

    :param commodities: every field with commodities in it.
    :param profile: how its commodity text is written; None where the values have to tell.
    :param flags: fields that are named after commodities and say yes or no.
    :param commodity_for_all: commodity text of rows that state none.
    :param country_for_all: ISO 3166 alpha-3 code of rows that state none.
    :param field_map: the map they were taken from, if any.
    :param kinds: the field of kinds of occurrences.
    :param statuses: the field of the status of mines.
    """

    commodities: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    deposit_types: tuple[str, ...] = ()
    profile: Optional[str] = None
    flags: tuple[str, ...] = ()
    commodity_for_all: str = ""
    country_for_all: str = ""
    field_map: Optional[FieldMap] = field(default=None, compare=False)
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """Return every field whose values have to be read."""
        found = (*self.commodities, *self.flags, *self.countries, *self.deposit_types)
        return tuple(dict.fromkeys((*found, *self.kinds, *self.statuses)))

    def read_together(self) -> tuple[str, ...]:
        """Return the fields that say only together what the commodities of a row are."""
        together = (*self.commodities, *self.flags)
        return together if len(together) > 1 and self.field_map is not None else ()

    @property
    def tell_commodities(self) -> bool:
        """Whether the layer can be filtered by commodity."""
        return bool(self.commodities or self.flags or self.commodity_for_all)


def fields_by_name(names: Iterable[str]) -> LiveFields:
    """Return the fields whose names leave no doubt, in any of the languages."""
    best: dict[str, tuple[float, int, str]] = {}
    for position, name in enumerate(names):
        for hit in name_hits(name, OCCURRENCES):
            found = (hit.score, -position, name)
            if hit.score >= _BEYOND_DOUBT and found > best.get(hit.field, (0.0, 0, "")):
                best[hit.field] = found

    def first(fields: Iterable[str]) -> tuple[str, ...]:
        return next(((best[field][2],) for field in fields if field in best), ())

    return LiveFields(
        first(_COMMODITY_FIELDS),
        first(_COUNTRY_FIELDS),
        first(_DEPOSIT_FIELDS),
        kinds=first(_KIND_FIELDS),
        statuses=first(_STATUS_FIELDS),
    )


def fields_of_map(fields: FieldMap) -> LiveFields:
    """Return the fields that a layer's field map reads."""
    uses = {name: use for name, use in fields.uses.items() if fields.kind.has(name)}

    def columns(names: Iterable[str], flags: bool = False) -> tuple[str, ...]:
        found = (column for name in names if name in uses for column in uses[name].columns)
        return tuple(dict.fromkeys(one.name for one in found if one.is_flag == flags))

    def constant(names: Iterable[str]) -> str:
        return next((uses[name].constant for name in names if name in uses), "")

    return LiveFields(
        columns(_COMMODITY_FIELDS),
        columns(_COUNTRY_FIELDS),
        columns(_DEPOSIT_FIELDS),
        fields.profile,
        columns(_COMMODITY_FIELDS, flags=True),
        constant(_COMMODITY_FIELDS),
        match_code(constant(_COUNTRY_FIELDS), COUNTRIES),
        fields,
        columns(_KIND_FIELDS)[:1],
        columns(_STATUS_FIELDS)[:1],
    )


def unsupported(wanted: OccurrenceFilter, fields: LiveFields) -> str:
    """Return a sentence on what of the filter a live layer cannot do; empty when all is done."""
    missing = []
    if (wanted.commodity_sets() or wanted.excluded) and not fields.tell_commodities:
        missing.append("it has no commodity field")
    elif wanted.role == MAJOR and wanted.chosen_sets():
        missing.append("main products are known in workspaces only, so by-products are shown too")
    if wanted.countries and not (fields.countries or fields.country_for_all):
        missing.append(
            "it has no country field, so countries are not filtered; name one in Field mapping"
        )
    if wanted.deposit_models and not fields.deposit_types:
        missing.append("it has no field of deposit types")
    if wanted.occurrence_types and not fields.kinds:
        missing.append("it has no field of kinds of occurrences, so they are not filtered")
    if wanted.mine_statuses and not fields.statuses:
        missing.append("it has no field of mine status, so that is not filtered")
    if wanted.sources or wanted.completeness:
        missing.append("sources exist in workspaces only")
    if wanted.text or wanted.extent or wanted.polygon:
        missing.append("names and areas are filtered in workspaces only")
    return "; ".join(missing)
