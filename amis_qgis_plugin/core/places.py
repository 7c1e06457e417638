"""The country of a row: from its attribute, from its place, or both.

A disagreement is told, never settled by overwriting what the source says.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional

from .countries import country_names

# How far off a coast a place still belongs to it, in kilometres.
OFFSHORE_KM = 50.0
ATTRIBUTE, PLACE, COAST, SOURCE = "attribute", "place", "coast", "source"


@dataclass(frozen=True)
class PlaceReading:
    """The country that a place lies in, or off whose coast.

    :param iso3: ISO 3166 alpha-3 code.
    :param offshore_km: distance to the nearest coast in kilometres; 0 on land.
    """

    iso3: str
    offshore_km: float = 0.0

    @property
    def is_offshore(self) -> bool:
        """Whether the place lies off the coast."""
        return self.offshore_km > 0


@dataclass(frozen=True)
class CountryDecision:
    """A country, on what it rests, and what is worth telling about it.

    :param iso3: empty when nobody knows.
    :param basis: ``attribute``, ``place``, ``coast``, ``source`` (stated for all rows), or empty.
    :param fault: ``country-disagrees``, ``offshore``, or empty.
    :param detail: the fault in words.
    """

    iso3: str = ""
    basis: str = ""
    fault: str = ""
    detail: str = ""


def decide_country(stated: str, for_all: str, place: Optional[PlaceReading]) -> CountryDecision:
    """Return the country of a row.

    :param stated: code from the row's own attribute; empty where it has none.
    :param for_all: code that was stated for the whole source; empty for none.
    :param place: what the row's geometry tells; None where it tells nothing.
    """
    said, basis = (stated, ATTRIBUTE) if stated else (for_all, SOURCE)
    if not said:
        if place is None:
            return CountryDecision()
        if not place.is_offshore:
            return CountryDecision(place.iso3, PLACE)
        return CountryDecision(place.iso3, COAST, "offshore", _off(place))
    if place is None or place.iso3 == said:
        offshore = place is not None and place.is_offshore
        fault = ("offshore", _off(place)) if place is not None and offshore else ("", "")
        return CountryDecision(said, basis, *fault)
    if place.is_offshore:
        return CountryDecision(said, basis, "offshore", _off(place))
    detail = f"says {_name(said)}, lies in {_name(place.iso3)}"
    return CountryDecision(said, basis, "country-disagrees", detail)


def _off(place: PlaceReading) -> str:
    return f"{place.offshore_km:.0f} km off the coast of {_name(place.iso3)}"


def _name(iso3: str) -> str:
    return country_names().get(iso3, iso3)
