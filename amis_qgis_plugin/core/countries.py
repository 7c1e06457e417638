"""The eleven members of ASEAN, with ISO 3166 codes and the names that sources use for them.

A list of countries, not of boundaries: none are shipped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .folding import key, without_accents
from .tables import read_table, split_list

_NOISE = re.compile(r"[\s.,'()\-]+")


@dataclass(frozen=True)
class Country:
    """A member state; ``aliases`` are local, former and foreign names."""

    iso3: str
    iso2: str
    name: str
    aliases: tuple[str, ...]
    member_since: int


@lru_cache(maxsize=1)
def members() -> tuple[Country, ...]:
    """Return the member states in alphabetical order of their ASEAN names.

    :raises VocabularyError: when the table is missing or damaged.
    """
    return tuple(
        Country(
            row["iso3"],
            row["iso2"],
            row["name"],
            split_list(row["aliases"]),
            int(row["member_since"]),
        )
        for row in read_table("countries.csv")
    )


@lru_cache(maxsize=4096)
def match_country(text: str) -> Country | None:
    """Return the member that ``text`` names by code or by any name, or None.

    Case, accents, spaces and points do not matter; the whole text has to be the name, so that
    *Papua New Guinea* or a street in Manila is nobody.
    """
    names = _names()
    return names.get(_plain(text)) or names.get(_plain(without_accents(text)))


def _plain(text: str) -> str:
    return _NOISE.sub("", key(text))


@lru_cache(maxsize=1)
def _names() -> dict[str, Country]:
    found: dict[str, Country] = {}
    for country in members():
        for name in (country.iso3, country.iso2, country.name, *country.aliases):
            found[_plain(name)] = country
            found.setdefault(_plain(without_accents(name)), country)
    return found
