"""Codes that an unknown term may have meant: for a person to choose from, never applied."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from .cgi_terms import cgi_terms
from .code_lists import COUNTRIES, VOCABULARIES
from .commodities import load_commodities
from .countries import members, other_countries
from .deposit_types import deposit_types
from .folding import key
from .near_names import NearNames
from .status import status_codes

_LONGEST = 60


def suggest(vocabulary: str, term: str, limit: int = 3) -> tuple[str, ...]:
    """Return codes whose names are spelled most like ``term``, best first.

    :param vocabulary: ``commodity``, ``country``, ``deposit type`` and so on; others suggest none.
    """
    if not term or len(term) > _LONGEST:
        return ()
    if vocabulary == "commodity":
        return load_commodities().suggest(term, limit)
    return _names(vocabulary).codes(term, limit)


def choices(vocabulary: str) -> dict[str, str]:
    """Return the codes that a term of a vocabulary can be mapped to, with their labels."""
    if vocabulary == "commodity":
        return {item.code: item.label for item in load_commodities().all()}
    return {code: label for code, label, _names in _entries(vocabulary)}


@lru_cache(maxsize=len(VOCABULARIES))
def _names(vocabulary: str) -> NearNames:
    return NearNames(
        {
            key(name): code
            for code, label, names in _entries(vocabulary)
            for name in (label, *names)
            if name
        }
    )


def _entries(vocabulary: str) -> Iterator[tuple[str, str, Iterable[str]]]:
    """Yield code, label and further names of a vocabulary."""
    code_list = next((one for one, name in VOCABULARIES.items() if name == vocabulary), "")
    table, _hash, kind = code_list.partition("#")
    if code_list == COUNTRIES:
        for country in (*members(), *other_countries()):
            yield country.iso3, country.name, country.aliases
    elif table == "deposit_types.csv":
        for model in deposit_types():
            yield model.notation, model.label, model.terms
    elif table == "status_codes.csv":
        for status in status_codes():
            if status.kind in (kind, "any"):
                yield status.code, status.label, status.terms
    elif table == "cgi_terms.csv":
        for term in cgi_terms():
            if term.scheme == kind:
                yield term.notation, term.label, term.terms
