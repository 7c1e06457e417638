"""What people type for the values of a filter: codes, symbols, names in many languages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .code_lists import codes_of, match_code
from .commodities import load_commodities
from .completeness import Completeness
from .countries import match_country
from .critical_minerals import critical_lists
from .deposit_types import match_deposit_type
from .errors import FilterError
from .folding import key
from .occurrence_filter import MINE_STATUSES, OCCURRENCE_TYPES

_APART = re.compile(r"[^\w]+")


def commodities_named(term: str) -> tuple[str, ...]:
    """Return the codes that a code, a symbol or a whole name stands for; coltan gives two.

    A part of a name is refused: nobody reads over the choice, as with a search in the panel.

    :raises FilterError: naming the term, when no commodity has this name.
    """
    from .commodity_lexicon import load_lexicon

    found = load_lexicon("").whole(term)
    if found is None or not found.codes:
        near = load_commodities().suggest(term) or ("copper",)
        raise FilterError(
            "No commodity has this name.",
            subject=term,
            hint=f"Use a code such as {' or '.join(near)}.",
        )
    return found.codes


def group_named(term: str) -> str:
    """Return the id of a group of commodities given by id or title.

    :raises FilterError: naming the term, when there is no such group.
    """
    groups = load_commodities().groups()
    known = {key(name): group.id for group in groups for name in (group.id, group.label)}
    return _known(term, known, "It is no group of commodities.", (group.id for group in groups))


def country_named(term: str) -> str:
    """Return the ISO code of a country given by code or any name.

    :raises FilterError: naming the term, when it is no member.
    """
    country = match_country(term)
    if country is None:
        raise FilterError("It is no ASEAN member.", subject=term, hint="Use a code such as PHL.")
    return country.iso3


# Proposed as COM(2023) 160 with the Commission's study of 2023; adopted with the same 34 critical
# raw materials as annex II of Regulation (EU) 2024/1252.
_OLDER_NAMES = {"eu 2023": "eu 2024"}


def list_named(term: str) -> str:
    """Return the id of a list of critical minerals given by id, as ``EU 2024``, or by its title.

    :raises FilterError: naming the term and the lists that there are.
    """
    lists = critical_lists()
    known = {_spaced(name): one.list_id for one in lists for name in (one.list_id, one.title)}
    found = known.get(_OLDER_NAMES.get(_spaced(term), _spaced(term)))
    if found is None:
        start = _spaced(term).partition(" ")[0]
        near = [one.list_id for one in lists if _spaced(one.list_id).split()[0] == start]
        listed = ", ".join(near or [one.list_id for one in lists])
        raise FilterError(
            "there is no such list of critical minerals.",
            subject=term,
            hint=f"Did you mean {listed}?" if near else f"Known: {listed}.",
        )
    return found


def deposit_model_named(term: str) -> str:
    """Return the notation of a deposit type given by notation or any of its names.

    :raises FilterError: naming the term, when no deposit type has this name.
    """
    found = match_deposit_type(term)
    if found is None:
        raise FilterError(
            "No deposit type has this name.",
            subject=term,
            hint="Use a name such as porphyry copper.",
        )
    return found.notation


def occurrence_type_named(term: str) -> str:
    """Return the code of a kind of occurrence given by code or name.

    :raises FilterError: naming the term, when there is no such kind.
    """
    return _coded(term, OCCURRENCE_TYPES, "It is no kind of occurrence.")


def mine_status_named(term: str) -> str:
    """Return the code of a status of mines given by code or name.

    :raises FilterError: naming the term, when there is no such status.
    """
    return _coded(term, MINE_STATUSES, "It is no status of mines.")


def completeness_named(term: str) -> str:
    """Return the value of a completeness given by value or words.

    :raises FilterError: naming the term, when there is no such value.
    """
    known = {key(name): one.value for one in Completeness for name in (one.value, one.words)}
    return _known(term, known, "It is no completeness.", (one.value for one in Completeness))


def _coded(term: str, code_list: str, problem: str) -> str:
    codes = sorted(codes_of(code_list))
    code = match_code(term, code_list)
    return _known(term, {key(term): code} if code in codes else {}, problem, codes)


def _known(term: str, known: dict[str, str], problem: str, offered: Iterable[str]) -> str:
    found = known.get(key(term))
    if found is None:
        raise FilterError(problem, subject=term, hint=f"Known: {', '.join(offered)}.")
    return found


def _spaced(name: str) -> str:
    return " ".join(_APART.sub(" ", key(name)).split())
