"""What the facets of a filter are called, and the values that vocabularies give them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from .code_lists import codes_of
from .commodities import load_commodities
from .completeness import Completeness
from .countries import members
from .critical_minerals import critical_lists
from .deposit_types import deposit_types
from .occurrence_filter import MINE_STATUSES, OCCURRENCE_TYPES
from .status import status_codes

COMMODITY, CRITICAL, COUNTRY = "commodity", "critical", "country"
DEPOSIT_MODEL, OCCURRENCE_TYPE, MINE_STATUS = "deposit_model", "occurrence_type", "mine_status"
SOURCE, COMPLETENESS = "source", "completeness"
FACETS = (
    COMMODITY,
    CRITICAL,
    COUNTRY,
    DEPOSIT_MODEL,
    OCCURRENCE_TYPE,
    MINE_STATUS,
    SOURCE,
    COMPLETENESS,
)
# A group of commodities stands among the commodities: ``group:battery``.
GROUP = "group:"
# The commodities that an occurrence has as a main product, beside all that it has.
MAJOR_COMMODITY = "commodity:major"


@lru_cache(maxsize=16)
def facet_labels(facet: str) -> Mapping[str, str]:
    """Return the values of a facet with their names, in the order of their vocabulary.

    Sources are those of a workspace: no vocabulary has them, and none are returned.
    """
    return MappingProxyType(dict(_labels(facet)))


def _labels(facet: str) -> Iterable[tuple[str, str]]:
    if facet == COMMODITY:
        vocabulary = load_commodities()
        yield from ((GROUP + one.id, one.label) for one in vocabulary.groups())
        yield from ((one.code, one.label) for one in vocabulary.all())
    elif facet == CRITICAL:
        yield from ((one.list_id, one.title) for one in critical_lists())
    elif facet == COUNTRY:
        yield from ((one.iso3, one.name) for one in members())
    elif facet == DEPOSIT_MODEL:
        yield from ((one.notation, one.label) for one in deposit_types())
    elif facet == COMPLETENESS:
        yield from ((one.value, one.words) for one in Completeness)
    elif facet in (OCCURRENCE_TYPE, MINE_STATUS):
        codes = codes_of(OCCURRENCE_TYPES if facet == OCCURRENCE_TYPE else MINE_STATUSES)
        yield from ((one.code, one.label) for one in status_codes() if one.code in codes)
