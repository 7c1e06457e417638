"""The country that a place lies in, from a layer of outlines that somebody else is answerable for.

Outlines are read once into the parts of their polygons, found through a grid of one degree. Cells
of a tenth of a degree that lie wholly inside a country answer for every place in them.
Distances to a coast are taken on a sphere of radius 6371.0088 km (mean radius, IUGG 1980) in the
plane that touches it at the place: up to 100 km within 0.2 % south of 30° N, 1 % at 75°.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

import numpy as np
from numpy.typing import NDArray
from osgeo import ogr

from ..core.countries import match_any_country
from ..core.errors import WorkspaceError
from ..core.places import OFFSHORE_KM, PlaceReading
from .gdal_calls import gdal_errors, open_vector

# Outlines of a world map lie some hundred metres off the real coast: nearer places are on land.
SHORE_KM = 1.0
_FINE = 10  # cells a degree
_KM_PER_DEGREE = 2 * math.pi * 6371.0088 / 360
CODE_FIELDS = ("iso_a3", "iso3", "adm0_a3", "iso_a3_eh", "shapegroup", "country", "name")


@dataclass(frozen=True)
class _Part:
    """One polygon of a country."""

    iso3: str
    shape: ogr.Geometry
    prepared: ogr.PreparedGeometry
    box: tuple[float, float, float, float]
    ring_points: tuple[NDArray[np.float64], ...]


class CountryIndex:
    """Finds the country of places.

    :param parts: polygons in degrees with the ISO alpha-3 codes of their countries.
    :param offshore_km: how far off a coast a place still belongs to it.
    :param origin: what the outlines are known by, to find them again: ``field_maps.WORLD_MAP``, or
        the key of a layer. None where nobody can.
    """

    def __init__(
        self,
        parts: Iterable[tuple[str, ogr.Geometry]],
        offshore_km: float = OFFSHORE_KM,
        origin: Optional[str] = None,
    ) -> None:
        self.offshore_km = offshore_km
        self.origin = origin
        self._parts = [_part(iso3, shape) for iso3, shape in parts]
        self._outlined = frozenset(part.iso3 for part in self._parts)
        self._cells: dict[tuple[int, int], list[_Part]] = {}
        for part in self._parts:
            for cell in _cells_of(part.box):
                self._cells.setdefault(cell, []).append(part)
        self._point = ogr.Geometry(ogr.wkbPoint)
        self._whole: dict[tuple[int, int], str] = {}

    @classmethod
    def read(
        cls,
        path: Path,
        table: str = "",
        offshore_km: float = OFFSHORE_KM,
        origin: Optional[str] = None,
    ) -> CountryIndex:
        """Read the outlines of countries from a vector file in degrees.

        :param table: the layer; empty for the first.
        :param origin: what the outlines are known by.
        :raises WorkspaceError: when it cannot be read or no field names the countries.
        """
        dataset = open_vector(path)
        try:
            layer = dataset.GetLayerByName(table) if table else dataset.GetLayer(0)
            if layer is None:
                raise WorkspaceError(f"There is no layer {table}.", subject=path.name)
            with gdal_errors(path.name):
                return cls(list(polygons_of_countries(layer, path)), offshore_km, origin)
        finally:
            layer = dataset = None

    def place_at(self, x: float, y: float) -> PlaceReading:
        """Return what a place in degrees tells of countries, also when it is that none is near."""
        return self.look_up(x, y) or PlaceReading("", self.offshore_km, outlined=self._outlined)

    def look_up(self, x: float, y: float) -> Optional[PlaceReading]:
        """Return the country at a place in degrees, or off whose coast it lies, or None."""
        cell = (math.floor(x * _FINE), math.floor(y * _FINE))
        whole = self._whole.get(cell)
        if whole is None:
            whole = self._whole[cell] = self._country_of_cell(*cell)
        if whole:
            return PlaceReading(whole)
        self._point.SetPoint_2D(0, x, y)
        for part in self._cells.get((math.floor(x), math.floor(y)), ()):
            west, east, south, north = part.box
            if west <= x <= east and south <= y <= north and part.prepared.Intersects(self._point):
                return PlaceReading(part.iso3)
        return self._off_coast(x, y)

    def _country_of_cell(self, column: int, row: int) -> str:
        """Return the country that a fine cell lies wholly in; empty for none."""
        west, south = column / _FINE, row / _FINE
        square = _square(west, south, west + 1 / _FINE, south + 1 / _FINE)
        for part in self._cells.get((math.floor(west), math.floor(south)), ()):
            if part.prepared.Contains(square):
                return part.iso3
        return ""

    def _off_coast(self, x: float, y: float) -> Optional[PlaceReading]:
        """Return the country of the nearest coast, which may lie beyond the antimeridian."""
        stretch = max(0.05, math.cos(math.radians(y)))
        reach = self.offshore_km / _KM_PER_DEGREE / stretch
        turns = [turn for turn in (0.0, 360.0, -360.0) if -180 - reach <= x + turn <= 180 + reach]
        found: dict[str, float] = {}
        for turn in turns:
            for iso3, distance in self._within_reach(x + turn, y, stretch):
                found[iso3] = min(distance, found.get(iso3, distance))
        if not found:
            return None
        distance, iso3 = min((far, iso3) for iso3, far in found.items())
        if distance <= SHORE_KM:
            return PlaceReading(iso3)
        return PlaceReading(iso3, distance, tuple(found.items()), self._outlined)

    def _within_reach(self, x: float, y: float, stretch: float) -> Iterator[tuple[str, float]]:
        """Yield the countries whose coasts lie within reach, with the distance of each stretch."""
        reach_y = self.offshore_km / _KM_PER_DEGREE
        reach_x = reach_y / stretch
        box = (x - reach_x, x + reach_x, y - reach_y, y + reach_y)
        near = {id(part): part for cell in _cells_of(box) for part in self._cells.get(cell, ())}
        for part in near.values():
            west, east, south, north = part.box
            if west > box[1] or east < box[0] or south > box[3] or north < box[2]:
                continue
            for points in part.ring_points:
                distance = _distance_km(points, x, y, stretch)
                if distance <= self.offshore_km:
                    yield part.iso3, distance


def _square(west: float, south: float, east: float, north: float) -> ogr.Geometry:
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for x, y in ((west, south), (east, south), (east, north), (west, north), (west, south)):
        ring.AddPoint_2D(x, y)
    square = ogr.Geometry(ogr.wkbPolygon)
    square.AddGeometry(ring)
    return square


def _part(iso3: str, shape: ogr.Geometry) -> _Part:
    rings = tuple(
        np.array(shape.GetGeometryRef(number).GetPoints(2), dtype=np.float64)
        for number in range(shape.GetGeometryCount())
    )
    return _Part(iso3, shape, shape.CreatePreparedGeometry(), shape.GetEnvelope(), rings)


def polygons_of_countries(layer: ogr.Layer, path: Path) -> Iterator[tuple[str, ogr.Geometry]]:
    """Yield each polygon of a layer with the code of its country."""
    definition = layer.GetLayerDefn()
    names = {
        definition.GetFieldDefn(i).GetName().lower(): i for i in range(definition.GetFieldCount())
    }
    fields = [names[name] for name in CODE_FIELDS if name in names]
    if not fields:
        raise WorkspaceError(
            "No field names the countries of these outlines.",
            subject=path.name,
            hint="They need a field such as ISO_A3 or NAME.",
        )
    layer.ResetReading()
    for feature in layer:
        texts = (feature.GetField(field) for field in fields)
        country = next(filter(None, (match_any_country(str(t)) for t in texts if t)), None)
        shape = feature.GetGeometryRef()
        if country is None or shape is None or shape.IsEmpty():
            continue
        whole = ogr.ForceToMultiPolygon(shape.Clone())
        for number in range(whole.GetGeometryCount()):
            yield country.iso3, whole.GetGeometryRef(number).Clone()


def _cells_of(box: tuple[float, float, float, float]) -> Iterator[tuple[int, int]]:
    west, east, south, north = box
    for column in range(math.floor(west), math.floor(east) + 1):
        for row in range(math.floor(south), math.floor(north) + 1):
            yield column, row


def _distance_km(points: NDArray[np.float64], x: float, y: float, stretch: float) -> float:
    """Return the distance from a place to a line through points in degrees."""
    scale = np.array([stretch * _KM_PER_DEGREE, _KM_PER_DEGREE])
    start = (points[:-1] - (x, y)) * scale
    along = (points[1:] - points[:-1]) * scale
    length = np.maximum((along**2).sum(axis=1), 1e-18)
    share = np.clip(-(start * along).sum(axis=1) / length, 0.0, 1.0)
    nearest = start + along * share[:, None]
    return float(np.sqrt((nearest**2).sum(axis=1).min()))
