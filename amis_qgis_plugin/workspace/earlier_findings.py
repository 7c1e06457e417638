"""What a workspace found about the rows of a source, for those who read the rows anew.

Places stay when rows are aligned again: what was found about geometry stays true, and so does what
a place told about its country, where nobody can look it up again.
"""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from functools import lru_cache
from typing import Optional

from ..core.alignment import RowNote
from ..core.countries import country_names
from ..core.places import COAST, PLACE, PlaceReading

_OFF_COAST = re.compile(r"(\d+) km off the coast of (.+)")
_LIES_IN = re.compile(r"lies in (.+)")
_NOWHERE = re.compile(r"no country is within (\S+) km")
_OF_PLACES = ("offshore", "country-disagrees", "place-nowhere")


class EarlierFindings:
    """The findings of an earlier run about a source, taken row by row in the order of the rows."""

    def __init__(self, connection: sqlite3.Connection, source_id: str) -> None:
        self._geometry: dict[str, list[RowNote]] = defaultdict(list)
        self._places: dict[str, list[tuple[str, str]]] = defaultdict(list)
        found = connection.execute(
            "SELECT source_feature_id, code, field, detail FROM amis_findings"
            " WHERE source_id = ? ORDER BY id",
            (source_id,),
        )
        for feature_id, code, field, detail in found:
            if code.startswith("geometry-") or code == "unreadable-coordinates":
                self._geometry[feature_id].append(RowNote(code, field, detail))
            elif code in _OF_PLACES:
                self._places[feature_id].append((code, detail))

    def of_geometry(self, feature_id: str) -> tuple[RowNote, ...]:
        """Return what was found about a row's geometry; once, as ids may come twice."""
        return tuple(self._geometry.pop(feature_id, ()))

    def place(
        self, feature_id: str, country: Optional[str], basis: Optional[str]
    ) -> Optional[PlaceReading]:
        """Return what a row's place told about its country, as far as that was written down.

        :param country: the row's code, and on what it rests.
        """
        if basis == PLACE:
            return PlaceReading(country) if country else None
        findings = self._places.get(feature_id)
        told = _read(*findings.pop(0)) if findings else None
        if basis == COAST and country:
            return PlaceReading(country, told.offshore_km if told is not None else 0.0)
        return told


def _read(code: str, detail: str) -> Optional[PlaceReading]:
    """Return the place that a finding about a country tells of."""
    found = _OFF_COAST.search(detail)
    if found is not None:
        iso3 = _codes().get(found[2], found[2])
        # Off another coast than the stated one is no disagreement where that was not outlined.
        outlined = frozenset({iso3}) if code == "offshore" else frozenset()
        return PlaceReading(iso3, float(found[1]), outlined=outlined)
    found = _NOWHERE.search(detail)
    if found is not None:
        return PlaceReading("", float(found[1]))
    found = _LIES_IN.search(detail)
    return PlaceReading(_codes().get(found[1], found[1])) if found is not None else None


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    return {name: code for code, name in country_names().items()}
