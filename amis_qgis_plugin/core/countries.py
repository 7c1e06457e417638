"""Countries with ISO 3166 codes and the names that sources use: ASEAN's members, and the others.

A list of countries, not of boundaries: none are shipped. Names of the members are those of ASEAN;
all other names are those of the world map that QGIS carries (Natural Earth, public domain) and
express no opinion. Names in other languages are checked against Unicode CLDR.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from .folding import key, without_accents
from .tables import read_table, split_list

_CODE = 3  # letters of the longest code
_NOISE = re.compile(r"[\s.,'’()\-]+")


@dataclass(frozen=True)
class Country:
    """A country; ``aliases`` are local, former and foreign names.

    ``member_since`` is the year in which it joined ASEAN; 0 for countries that are no members.
    """

    iso3: str
    iso2: str
    name: str
    aliases: tuple[str, ...]
    member_since: int = 0

    @property
    def is_member(self) -> bool:
        """Whether it is a member of ASEAN."""
        return self.member_since > 0


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


@lru_cache(maxsize=1)
def other_countries() -> tuple[Country, ...]:
    """Return the countries and areas that are no members, by ISO code.

    :raises VocabularyError: when the table is missing or damaged.
    """
    return tuple(
        Country(row["iso3"], row["iso2"], row["name"], split_list(row["aliases"]))
        for row in read_table("other_countries.csv")
    )


@lru_cache(maxsize=4096)
def match_country(text: str) -> Country | None:
    """Return the member that ``text`` names by code or by any name, or None.

    Case, accents, spaces and points do not matter; the whole text has to be the name, so that
    *Papua New Guinea* or a street in Manila is nobody.
    """
    return _found(text, _member_names())


@lru_cache(maxsize=4096)
def match_any_country(text: str) -> Country | None:
    """Return the member or other country that ``text`` names, or None; members come first."""
    return match_country(text) or _found(text, _other_names())


@lru_cache(maxsize=1)
def country_names() -> dict[str, str]:
    """Return ISO alpha-3 codes with names, members first."""
    return {country.iso3: country.name for country in (*members(), *other_countries())}


def _found(text: str, names: dict[str, Country]) -> Country | None:
    found = names.get(_plain(text))
    bare = _plain(without_accents(text))
    # *Mỹ* is the United States in Vietnamese, MY the code of Malaysia: codes have no accents.
    return found or (names.get(bare) if len(bare) > _CODE else None)


def _plain(text: str) -> str:
    return _NOISE.sub("", key(text))


@lru_cache(maxsize=1)
def _member_names() -> dict[str, Country]:
    return _names(members())


@lru_cache(maxsize=1)
def _other_names() -> dict[str, Country]:
    return _names(other_countries())


def _names(countries: Iterable[Country]) -> dict[str, Country]:
    found: dict[str, Country] = {}
    for country in countries:
        for name in filter(None, (country.iso3, country.iso2, country.name, *country.aliases)):
            found[_plain(name)] = country
            bare = _plain(without_accents(name))
            if len(bare) > _CODE:
                found.setdefault(bare, country)
    return found
