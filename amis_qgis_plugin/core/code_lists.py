"""The code lists that fields of a layer type refer to, asked in one way.

A code list is named as in ``layer_types.json``: a bundled table with a kind or scheme behind ``#``.
Commodities are lists of their own: see ``commodity_parser``.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from .cgi_terms import cgi_terms, match_cgi_term
from .commodities import load_commodities
from .countries import country_names, match_any_country
from .deposit_types import deposit_types, match_deposit_type
from .status import match_status, status_codes

COMMODITIES = "commodities.csv"
COMMODITY_GROUPS = "commodities.csv#groups"
COUNTRIES = "countries.csv"
_STATUS, _CGI = "status_codes.csv", "cgi_terms.csv"
_DEPOSITS = "deposit_types.csv"
VOCABULARIES = {
    COMMODITIES: "commodity",
    COUNTRIES: "country",
    _DEPOSITS: "deposit type",
    "status_codes.csv#occurrence": "occurrence type",
    "status_codes.csv#mine": "mine status",
    "status_codes.csv#tenement": "tenement type",
    "cgi_terms.csv#geologicunittype": "geologic unit type",
    "cgi_terms.csv#stratigraphicrank": "stratigraphic rank",
    "cgi_terms.csv#simplelithology": "lithology",
    "cgi_terms.csv#contacttype": "contact type",
    "cgi_terms.csv#faulttype": "fault type",
    "cgi_terms.csv#faultmovementtype": "fault movement",
    "cgi_terms.csv#deformationstyle": "deformation style",
    "cgi_terms.csv#boreholedrillingmethod": "drilling method",
    "cgi_terms.csv#resource-category": "resource category",
    "cgi_terms.csv#classification-method-used": "reporting code",
}


def vocabulary_name(code_list: str) -> str:
    """Return what a code list is called where unknown terms are told."""
    return VOCABULARIES.get(code_list) or code_list.partition("#")[2] or code_list


@lru_cache(maxsize=1 << 14)
def match_code(text: str, code_list: str) -> str:
    """Return the code that the whole of ``text`` names, or an empty text.

    :param code_list: any but the commodities; a list that is not bundled knows no code.
    """
    table, _hash, part = code_list.partition("#")
    if code_list == COUNTRIES:
        country = match_any_country(text)
        return country.iso3 if country else ""
    if table == _DEPOSITS:
        deposit = match_deposit_type(text)
        return deposit.notation if deposit else ""
    if table == _STATUS:
        status = match_status(text, part)
        return status.code if status else ""
    if table == _CGI:
        term = match_cgi_term(text, part)
        return term.notation if term else ""
    return ""


def is_bundled(code_list: str) -> bool:
    """Whether the codes of a list are known here."""
    return bool(codes_of(code_list))


@lru_cache(maxsize=64)
def codes_of(code_list: str) -> frozenset[str]:
    """Return the codes of a list; none when it is not bundled."""
    return frozenset(_codes(code_list))


def _codes(code_list: str) -> Iterable[str]:
    table, _hash, part = code_list.partition("#")
    if code_list == COMMODITY_GROUPS:
        return (group.id for group in load_commodities().groups())
    if code_list == COMMODITIES:
        return (item.code for item in load_commodities().all())
    if code_list == COUNTRIES:
        return country_names()
    if table == _DEPOSITS:
        return (kind.notation for kind in deposit_types())
    if table == _STATUS:
        return (one.code for one in status_codes() if not part or one.kind in (part, "any"))
    if table == _CGI:
        return (term.notation for term in cgi_terms() if term.scheme == part)
    return ()
