"""The country of a row: from its attribute, from its place, or both.

A disagreement is told, never settled by overwriting what the source says.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Optional

from .countries import country_names

# How far off a coast a place still belongs to it, in kilometres.
OFFSHORE_KM = 50.0
ATTRIBUTE, PLACE, COAST, SOURCE = "attribute", "place", "coast", "source"
DISAGREES = "country-disagrees"


@dataclass(frozen=True)
class PlaceReading:
    """The country that a place lies in, or off whose coast.

    :param iso3: ISO 3166 alpha-3 code; empty where no country lies within reach.
    :param offshore_km: distance to the nearest coast in kilometres; 0 on land. Where no country
        lies within reach, how far that is.
    :param near: every country within reach of a place at sea, with the distance to its coast.
    :param outlined: the countries whose outlines were asked; empty where nobody knows.
    """

    iso3: str
    offshore_km: float = 0.0
    near: tuple[tuple[str, float], ...] = field(default=(), compare=False)
    outlined: frozenset[str] = field(default=frozenset(), compare=False)

    @property
    def is_offshore(self) -> bool:
        """Whether the place lies off the coast of a country."""
        return bool(self.iso3) and self.offshore_km > 0


@dataclass(frozen=True)
class CountryDecision:
    """A country, on what it rests, and what is worth telling about it.

    :param iso3: empty when nobody knows.
    :param basis: ``attribute``, ``place``, ``coast``, ``source`` (stated for all rows), or empty.
    :param fault: ``country-disagrees``, ``place-nowhere``, ``offshore``, or empty.
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
    if said:
        return CountryDecision(said, basis, *_fault_of(said, place))
    if place is None or not place.iso3:
        return CountryDecision()
    if not place.is_offshore:
        return CountryDecision(place.iso3, PLACE)
    return CountryDecision(place.iso3, COAST, "offshore", _off(place.offshore_km, place.iso3))


def _fault_of(said: str, place: Optional[PlaceReading]) -> tuple[str, str]:
    """Return what a place has against the country that is stated, and that in words."""
    if place is None:
        return "", ""
    if place.iso3 and not place.is_offshore:
        lies = f"lies in {_name(place.iso3)}"
        return ("", "") if place.iso3 == said else (DISAGREES, f"says {_name(said)}, {lies}")
    coasts = dict(place.near) or {place.iso3: place.offshore_km}
    if said in coasts:
        return "offshore", _off(coasts[said], said)
    # Outlines without the stated country cannot tell that a place at sea is not off its coast.
    is_unknown = bool(place.outlined) and said not in place.outlined
    if not place.iso3:
        reach = f"no country is within {place.offshore_km:g} km"
        return ("", "") if is_unknown else ("place-nowhere", f"says {_name(said)}, {reach}")
    off = _off(place.offshore_km, place.iso3)
    return ("offshore", off) if is_unknown else (DISAGREES, f"says {_name(said)}, lies {off}")


def _off(km: float, iso3: str) -> str:
    return f"{km:.0f} km off the coast of {_name(iso3)}"


def _name(iso3: str) -> str:
    return country_names().get(iso3, iso3)
