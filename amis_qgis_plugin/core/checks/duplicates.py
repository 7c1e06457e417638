"""Rows that may be one thing twice: at the same place, or of the same name near each other.

Areas and lines have neighbours by nature: of them only those of one shape or one name are twins.
Where a row has no place its name alone is compared.

Distances are taken on a sphere of radius 6371.0088 km (mean radius, IUGG 1980).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Optional

from ..folding import without_accents
from ..names import squeezed
from ..tables import read_document

Place = tuple[float, float]
Near = tuple[float, "Candidate"]
_Cell = dict[Place, list["Candidate"]]
_RADIUS_M = 6371008.8
_M_PER_DEGREE = 2 * math.pi * _RADIUS_M / 360
OTHER_SOURCE, UNPLACED = "other-source", "same-name-unplaced"
_FEW = 3  # twins that are named
_CROWD = 64  # spots around a row above which its closer surroundings are looked at first


def _folded(name: str) -> str:
    return squeezed(without_accents(name))


_NO_NAMES = frozenset(map(_folded, read_document("mapping_words.json")["unnamed"]))


def compared_name(name: str) -> str:
    """Return a name as names are compared; empty for one that tells nothing from another."""
    folded = _folded(name)
    says_something = len(folded) > 2 and not folded.isdigit() and folded not in _NO_NAMES
    return folded if says_something else ""


@dataclass(frozen=True)
class Candidate:
    """A row as far as duplicates are concerned.

    :param source: title of another source; empty for the layer that is checked.
    :param shape: digest of its line or area; empty for points.
    """

    row: int
    feature_id: str
    name: str
    place: Optional[Place]
    source: str = ""
    shape: bytes = b""

    @property
    def called(self) -> str:
        """How the row is called in a sentence."""
        named = self.name or f"row {self.feature_id}"
        return f"{named} ({self.source})" if self.source else named


@dataclass(frozen=True)
class Twin:
    """A row that may stand for the same thing as others.

    :param code: ``same-place``, ``same-name``, ``same-name-unplaced`` or ``other-source``.
    :param others: the nearest few of them.
    :param metres: how far the nearest is; None where one of the two has no place.
    """

    row: Candidate
    code: str
    others: tuple[Candidate, ...]
    metres: Optional[float]


class DuplicateFinder:
    """Collects rows, then tells which of them may be one thing twice.

    :param same_place_m: metres within which two rows are at one place.
    :param same_name_m: metres within which two rows of one name are one thing.
    :param are_shapes: whether the layer that is checked has lines or areas.
    """

    def __init__(self, same_place_m: float, same_name_m: float, are_shapes: bool = False) -> None:
        self._same_place_m = same_place_m
        self._same_name_m = same_name_m
        self._are_shapes = are_shapes
        self._rows: list[Candidate] = []

    def add(
        self,
        feature_id: str,
        name: str,
        place: Optional[Place],
        source: str = "",
        shape: bytes = b"",
    ) -> None:
        """Take a row.

        :param place: (longitude, latitude) in degrees; of a line or an area a point on it.
        :param shape: digest of its line or area, the same for the same shape.
        """
        self._rows.append(Candidate(len(self._rows), feature_id, name, place, source, shape))

    def twins(self) -> Iterator[Twin]:
        """Yield the rows of the checked layer that have a twin, each once for a kind."""
        told: set[tuple[int, str]] = set()
        at_one_place = self._of_one_shape() if self._are_shapes else self._at_one_place()
        named = self._by_name()
        for twin in chain(at_one_place, self._of_one_name(named), _unplaced(named)):
            is_once = twin.code == OTHER_SOURCE or self._are_shapes
            kind = OTHER_SOURCE if twin.code == OTHER_SOURCE else "in the layer"
            if is_once and (twin.row.row, kind) in told:
                continue
            told.add((twin.row.row, kind))
            yield twin

    def _at_one_place(self) -> Iterator[Twin]:
        yield from _twins(self._rows, "same-place", self._same_place_m)

    def _of_one_shape(self) -> Iterator[Twin]:
        groups: dict[bytes, list[Candidate]] = {}
        for row in self._rows:
            if row.shape:
                groups.setdefault(row.shape, []).append(row)
        for group in _of_several(groups.values()):
            yield from _all_of_them(group, group, "same-place", 0.0)

    def _of_one_name(self, named: Iterable[list[Candidate]]) -> Iterator[Twin]:
        beyond = -1.0 if self._are_shapes else self._same_place_m
        for group in named:
            yield from _twins(group, "same-name", self._same_name_m, beyond)

    def _by_name(self) -> list[list[Candidate]]:
        """Return the rows of each name that several have."""
        groups: dict[str, list[Candidate]] = {}
        for row in self._rows:
            name = compared_name(row.name)
            if name:
                groups.setdefault(name, []).append(row)
        return list(_of_several(groups.values()))


def _of_several(groups: Iterable[list[Candidate]]) -> Iterator[list[Candidate]]:
    return (group for group in groups if len(group) > 1)


def _unplaced(named: Iterable[list[Candidate]]) -> Iterator[Twin]:
    """Yield the rows without a place whose name another row has, wherever that is."""
    for group in named:
        rows = [row for row in group if row.place is None]
        yield from _all_of_them(rows, group, UNPLACED, None)


def _all_of_them(
    rows: Iterable[Candidate], group: Sequence[Candidate], code: str, metres: Optional[float]
) -> Iterator[Twin]:
    """Yield the rows that are twins of all others in a group; the first few are named."""
    own = [one for one in group if not one.source][: _FEW + 1]
    others = tuple(one for one in group if one.source)[:_FEW]
    for row in rows:
        if row.source:
            continue
        near = tuple(one for one in own if one.row != row.row)[:_FEW]
        if near:
            yield Twin(row, code, near, metres)
        if others:
            yield Twin(row, OTHER_SOURCE, others, metres)


def _twins(
    rows: Iterable[Candidate], code: str, metres: float, beyond: float = -1.0
) -> Iterator[Twin]:
    """Yield the twins in the layer itself and those in other sources.

    :param beyond: metres within which a row counts as no twin of this kind.
    """
    own = [row for row in rows if not row.source and row.place is not None]
    others = [row for row in rows if row.source and row.place is not None]
    in_layer, elsewhere = _Grid(metres, own), _Grid(metres, others)
    for row in own:
        for kind, grid in ((code, in_layer), (OTHER_SOURCE, elsewhere)):
            found = grid.nearest(row, beyond)
            if found:
                yield Twin(row, kind, tuple(other for _m, other in found), found[0][0])


class _Grid:
    """Rows by cells as high as the distance that is asked for; of one spot only the first few."""

    def __init__(self, metres: float, rows: Iterable[Candidate]) -> None:
        self._metres = metres
        self._step = max(metres, 0.01) / _M_PER_DEGREE * (1 + 1e-9)
        self._rows = tuple(rows)
        self._lines: dict[int, dict[int, _Cell]] = {}
        self._finer: Optional[_Grid] = None
        for row in self._rows:
            if row.place is not None:
                column, line = (math.floor(value / self._step) for value in row.place)
                cell = self._lines.setdefault(line, {}).setdefault(column, {})
                spot = cell.setdefault(row.place, [])
                if len(spot) <= _FEW:  # one more than is named: the row itself may be among them
                    spot.append(row)

    def nearest(self, row: Candidate, beyond: float) -> list[Near]:
        """Return the nearest few other rows within the distance, with it."""
        if row.place is None or not self._lines:
            return []
        cells = self._around(row.place)
        if self._metres > 1 and sum(map(len, cells)) > _CROWD:
            self._finer = self._finer or _Grid(self._metres / 8, self._rows)
            found = self._finer.nearest(row, beyond)
            if len(found) >= _FEW:
                return found
        found = []
        for cell in cells:
            for place, spot in cell.items():
                metres = _metres(row.place, place)
                if beyond < metres <= self._metres:
                    found += [(metres, other) for other in spot if other.row != row.row]
        return sorted(found, key=lambda pair: (pair[0], pair[1].row))[:_FEW]

    def _around(self, place: Place) -> list[_Cell]:
        """Return the cells that may hold neighbours, also across the antimeridian."""
        reach = _degrees_of_longitude(self._metres, place[1])
        turns = (0, -360, 360) if abs(place[0]) + reach >= 180 else (0,)
        spans = [
            (
                math.floor((place[0] + turn - reach) / self._step),
                math.floor((place[0] + turn + reach) / self._step),
            )
            for turn in turns
        ]
        line = math.floor(place[1] / self._step)
        found: list[_Cell] = []
        for columns in filter(None, map(self._lines.get, (line - 1, line, line + 1))):
            if spans[0][1] - spans[0][0] >= len(columns):
                found += columns.values()
            else:
                numbers = dict.fromkeys(n for first, last in spans for n in range(first, last + 1))
                found += [columns[number] for number in numbers if number in columns]
        return found


def _degrees_of_longitude(metres: float, latitude: float) -> float:
    """Return how far in longitude places within a distance can lie: more towards the poles."""
    angle = metres / _RADIUS_M + 1e-12
    if abs(math.radians(latitude)) + angle >= math.pi / 2:
        return 180.0
    return math.degrees(math.asin(math.sin(angle) / math.cos(math.radians(latitude))))


def _metres(one: Place, other: Place) -> float:
    """Return the length of the great circle between two places (haversine formula)."""
    start, end = math.radians(one[1]), math.radians(other[1])
    across = math.sin(math.radians(other[0] - one[0]) / 2) ** 2
    share = math.sin((end - start) / 2) ** 2 + math.cos(start) * math.cos(end) * across
    return 2 * _RADIUS_M * math.asin(math.sqrt(min(1.0, share)))
