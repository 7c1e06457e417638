"""Which of the two numbers is x: decided from where the data lie, once, for a whole download.

Servers give latitude first under a name that promises longitude first, and the other way round;
the name is the last thing that is believed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Optional

from osgeo import gdal, osr

from ...core.errors import WorkspaceError
from ...services.pages import Box
from ...services.service import Extent
from ..kept_geometry import system_of

Place = tuple[float, float]
_EARTH = Extent(-180.0, -90.0, 180.0, 90.0)
_WGS84 = "OGC:CRS84"
NO_PLACES = "there are no places"
_MARGIN = 0.02  # of the extent's size: advertised extents are rounded
_LEAST = 0.02  # degrees
_CLEAR = 0.9  # share of the places that have to agree


@dataclass(frozen=True)
class Axes:
    """The decision.

    :param is_exchanged: whether y comes before x.
    :param basis: on what it rests.
    :param is_decided: whether the data decided it; false where it rests on the name alone.
    """

    is_exchanged: bool
    basis: str
    is_decided: bool


class Ground:
    """A reference system and where on the earth a layer is said to lie.

    :param crs: as ``EPSG:32648``; empty for degrees.
    :param extent: as advertised, in degrees; None where there is none.
    """

    def __init__(self, crs: str, extent: Optional[Extent]) -> None:
        self.crs = crs or "EPSG:4326"
        self._system = system_of(self.crs)
        self._degrees = system_of(_WGS84)
        self._to_degrees = osr.CoordinateTransformation(self._system, self._degrees)
        self.is_geographic = bool(self._system.IsGeographic())
        self.extent = extent
        self.is_advertised = extent is not None

    def area(self) -> Extent:
        """Return the advertised extent; else where the reference system is used."""
        if self.extent is not None:
            return self.extent
        return self._area_of_use() or _EARTH

    def widest(self) -> Extent:
        """Return where anything can be: the earth, or where the reference system is used."""
        used = self._area_of_use()
        return _EARTH if self.is_geographic or used is None else used

    def _area_of_use(self) -> Optional[Extent]:
        used = self._system.GetAreaOfUse()
        if used is None or used.west_lon_degree >= used.east_lon_degree:
            return None
        return Extent(
            used.west_lon_degree, used.south_lat_degree, used.east_lon_degree, used.north_lat_degree
        )

    def inside(self, places: Sequence[Place]) -> list[bool]:
        """Return for each (x, y) whether it lies where the layer is said to lie."""
        west, south, east, north = self.area()
        x_margin = max(_LEAST, (east - west) * _MARGIN)
        y_margin = max(_LEAST, (north - south) * _MARGIN)
        return [
            west - x_margin <= x <= east + x_margin and south - y_margin <= y <= north + y_margin
            for x, y in self._degrees_of(places)
        ]

    def holds(self, box: Optional[Box], axes: Axes) -> bool:
        """Whether all of a box of degrees lies where the layer is said to lie."""
        if box is None or not self.is_geographic:
            return False
        corners = [(box.a_min, box.b_min), (box.a_max, box.b_max)]
        return all(self.inside([(b, a) for a, b in corners] if axes.is_exchanged else corners))

    def _degrees_of(self, places: Sequence[Place]) -> list[Place]:
        if self.is_geographic:
            return list(places)
        gdal.PushErrorHandler("CPLQuietErrorHandler")
        try:
            return [(x, y) for x, y, *_z in self._to_degrees.TransformPoints(list(places))]
        except RuntimeError:
            return [(float("inf"), float("inf"))] * len(places)
        finally:
            gdal.PopErrorHandler()

    def box(self, extent: Extent, axes: Axes) -> Box:
        """Return an extent in degrees as a box in the numbers of the answers.

        :raises WorkspaceError: when it cannot be had in this reference system.
        """
        west, south, east, north = extent
        if not self.is_geographic:
            back = osr.CoordinateTransformation(self._degrees, self._system)
            gdal.PushErrorHandler("CPLQuietErrorHandler")
            try:
                west, south, east, north = back.TransformBounds(west, south, east, north, 21)
            except RuntimeError as error:
                raise WorkspaceError(
                    f"The area does not exist in {self.crs}: {error}.", subject=str(tuple(extent))
                ) from error
            finally:
                gdal.PopErrorHandler()
        if axes.is_exchanged:
            return Box(south, west, north, east)
        return Box(west, south, east, north)


def parts_of(extent: Extent) -> tuple[Extent, ...]:
    """Return an area as boxes that do not cross 180 degrees; longitudes may go beyond it.

    :param extent: with west above east where it goes over 180 degrees.
    """
    west, south, east, north = extent
    if west <= east and east - west >= 360.0:
        return (Extent(-180.0, south, 180.0, north),)
    west, east = _on_the_globe(west), _on_the_globe(east)
    if west <= east:
        return (Extent(west, south, east, north),)
    return (Extent(west, south, 180.0, north), Extent(-180.0, south, east, north))


def _on_the_globe(longitude: float) -> float:
    is_there = -180.0 <= longitude <= 180.0
    return longitude if is_there else (longitude + 180.0) % 360.0 - 180.0


def decide(ground: Ground, places: Sequence[Place], named: str) -> Axes:
    """Return which axis comes first.

    :param places: pairs of numbers as they came.
    :param named: how the answers name their reference system.
    """
    by_name = ground.is_geographic and named.lower().startswith(("urn:", "http"))
    if not places:
        return Axes(by_name, NO_PLACES, True)
    as_came = _share(ground.inside(places))
    other = _share(ground.inside([(b, a) for a, b in places]))
    if as_came >= _CLEAR and other < 0.5:
        return Axes(False, _where(ground), True)
    if other >= _CLEAR and as_came < 0.5:
        return Axes(True, _where(ground), True)
    if ground.is_geographic:
        first, second = (max(abs(place[at]) for place in places) for at in (0, 1))
        if first > 90.0 >= second:
            return Axes(False, "latitudes end at 90 degrees", True)
        if second > 90.0 >= first:
            return Axes(True, "latitudes end at 90 degrees", True)
    return Axes(by_name, "the data leave it open, it rests on the name", False)


def misfits(ground: Ground, axes: Axes, places: Sequence[Place]) -> int:
    """Return how many places lie where the layer lies only with their axes the other way round."""
    flipped = [(b, a) for a, b in places]
    ours, others = (flipped, places) if axes.is_exchanged else (places, flipped)
    pairs = zip(ground.inside(ours), ground.inside(others))
    return sum(other and not own for own, other in pairs)


def off_earth(ground: Ground, axes: Axes, places: Sequence[Place]) -> int:
    """Return how many places have degrees that there are not; longitudes may go on to 360."""
    if not ground.is_geographic:
        return 0
    ours = [(b, a) for a, b in places] if axes.is_exchanged else places
    return sum(abs(x) > 360.0 or abs(y) > 90.0 for x, y in ours)


def _share(found: Sequence[bool]) -> float:
    return sum(found) / len(found)


def _where(ground: Ground) -> str:
    if ground.is_advertised:
        return "the places lie in the advertised extent"
    return f"the places lie where {ground.crs} is used"
