"""Rows that may be one thing twice: at the same place, or of the same name near each other.

Distances are taken on a sphere of radius 6371.0088 km (mean radius, IUGG 1980), in the plane that
touches it at one of the rows.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Optional

from ..folding import without_accents
from ..names import squeezed
from ..tables import read_document

Place = tuple[float, float]
_M_PER_DEGREE = 2 * math.pi * 6371008.8 / 360
_NO_NAMES = frozenset(map(squeezed, read_document("mapping_words.json")["unnamed"]))


@dataclass(frozen=True)
class Candidate:
    """A row as far as duplicates are concerned.

    :param source: title of another source; empty for the layer that is checked.
    """

    row: int
    feature_id: str
    name: str
    place: Optional[Place]
    source: str = ""

    @property
    def called(self) -> str:
        """How the row is called in a sentence."""
        named = self.name or f"row {self.feature_id}"
        return f"{named} ({self.source})" if self.source else named


@dataclass(frozen=True)
class Twin:
    """A row that may stand for the same thing as others.

    :param code: ``same-place``, ``same-name`` or ``other-source``.
    :param others: the nearest few of them.
    """

    row: Candidate
    code: str
    others: tuple[Candidate, ...]
    metres: float


class DuplicateFinder:
    """Collects rows, then tells which of them may be one thing twice.

    :param same_place_m: metres within which two rows are at one place.
    :param same_name_m: metres within which two rows of one name are one thing.
    """

    def __init__(self, same_place_m: float, same_name_m: float) -> None:
        self._same_place_m = same_place_m
        self._same_name_m = same_name_m
        self._rows: list[Candidate] = []

    def add(self, feature_id: str, name: str, place: Optional[Place], source: str = "") -> None:
        """Take a row.

        :param place: (longitude, latitude) in degrees.
        """
        self._rows.append(Candidate(len(self._rows), feature_id, name, place, source))

    def twins(self) -> Iterator[Twin]:
        """Yield the rows of the checked layer that have a twin, each once for a kind."""
        yield from self._at_one_place()
        yield from self._of_one_name()

    def _at_one_place(self) -> Iterator[Twin]:
        grid = _Grid(self._same_place_m)
        for row in self._rows:
            grid.add(row)
        for row in self._rows:
            if not row.source and row.place is not None:
                near = grid.near(row)
                yield from _told(row, near, "same-place")

    def _of_one_name(self) -> Iterator[Twin]:
        groups: dict[str, list[Candidate]] = {}
        for row in self._rows:
            name = squeezed(without_accents(row.name))
            if len(name) > 2 and not name.isdigit() and name not in _NO_NAMES:
                groups.setdefault(name, []).append(row)
        for group in groups.values():
            if len(group) < 2:
                continue
            grid = _Grid(self._same_name_m)
            for row in group:
                grid.add(row)
            for row in group:
                if not row.source and row.place is not None:
                    far = [
                        (metres, other)
                        for metres, other in grid.near(row)
                        if metres > self._same_place_m
                    ]
                    yield from _told(row, far, "same-name")


def _told(row: Candidate, near: list[tuple[float, Candidate]], code: str) -> Iterator[Twin]:
    """Yield the twin in the layer itself and the one in other sources."""
    for kind, found in (
        (code, [pair for pair in near if not pair[1].source]),
        ("other-source", [pair for pair in near if pair[1].source]),
    ):
        if found:
            found.sort(key=lambda pair: (pair[0], pair[1].row))
            yield Twin(row, kind, tuple(other for _m, other in found[:3]), found[0][0])


class _Grid:
    """Rows by cells as wide as the distance that is asked for."""

    def __init__(self, metres: float) -> None:
        self._metres = metres
        self._step = max(metres, 0.01) / _M_PER_DEGREE
        self._cells: dict[tuple[int, int], list[Candidate]] = {}

    def add(self, row: Candidate) -> None:
        if row.place is not None:
            self._cells.setdefault(self._cell(row.place), []).append(row)

    def near(self, row: Candidate, most: int = 50) -> list[tuple[float, Candidate]]:
        """Return other rows within the distance, with it; at most ``most`` of them."""
        found: list[tuple[float, Candidate]] = []
        if row.place is None:
            return found
        column, line = self._cell(row.place)
        # Meridians draw together: a cell is narrower than it is high.
        wide = math.ceil(1 / _shrink(row.place[1]))
        for x in range(column - wide, column + wide + 1):
            for y in (line - 1, line, line + 1):
                for other in self._cells.get((x, y), ()):
                    metres = _metres(row.place, other.place)
                    if other.row != row.row and metres <= self._metres:
                        found.append((metres, other))
                        if len(found) == most:
                            return found
        return found

    def _cell(self, place: Place) -> tuple[int, int]:
        return math.floor(place[0] / self._step), math.floor(place[1] / self._step)


def _shrink(latitude: float) -> float:
    return max(0.02, math.cos(math.radians(latitude)))


def _metres(one: Place, other: Optional[Place]) -> float:
    if other is None:
        return math.inf
    x = (other[0] - one[0]) * _shrink(one[1])
    return math.hypot(x, other[1] - one[1]) * _M_PER_DEGREE
