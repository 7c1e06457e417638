"""Distances on the ellipsoid from points to the nearest of some lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from ..core.errors import AmisError
from .libraries import require

if TYPE_CHECKING:
    import geopandas
    import pandas

Numbers = NDArray[np.float64]
FEATURE = "The distance to the nearest line"
STEP = 0.05  # degrees between the vertices that a line is measured by
_MEAN_RADIUS = 6_371_008.8  # metres, WGS 84
_SPHERE_ERROR = 0.006  # a sphere's distances differ by less from those on the ellipsoid
_STEP_METRES = STEP * 111_700 * 2**0.5


def distance_to_nearest(
    points: geopandas.GeoSeries | geopandas.GeoDataFrame,
    lines: geopandas.GeoSeries | geopandas.GeoDataFrame,
) -> pandas.Series:
    """Return the distance in metres from every point to the nearest line, on WGS 84.

    Method: lines are straight in longitude and latitude, as GeoPackage and GeoJSON have them, and
    get vertices at most 0.05 degrees apart. Distance and azimuth from the point to the vertices
    near it (``pyproj.Geod``, Karney 2013, exact to nanometres) place them on a plane around the
    point where distances from it are true; there the nearest segment is found.

    Error: only within one step of 0.05 degrees is a line taken for straight on that plane. That is
    less than 1 m up to 5,000 km between 75 degrees South and North. Lines across the antimeridian
    have to be split there, as RFC 7946 wants it.

    :param points: points in any CRS; a missing or empty one has no distance (NaN).
    :param lines: LineStrings and MultiLineStrings in any CRS; other kinds are refused.
    :returns: metres by the index of ``points``; all NaN when there is no line.
    :raises AmisError: for a missing CRS or other kinds of geometry.
    :raises MissingLibrary: when pandas, geopandas or pyproj is missing.
    """
    pandas = require("pandas", FEATURE)
    geod = require("pyproj", FEATURE).Geod(ellps="WGS84")
    places = _in_degrees(points, "points")
    starts, ends = _segments(_in_degrees(lines, "lines"))
    metres = [_distance(geod, point, starts, ends) for point in _coordinates(places)]
    return pandas.Series(metres, index=places.index, dtype="float64", name="distance_m")


def _in_degrees(features: Any, what: str) -> Any:
    geometries = features.geometry
    if geometries.crs is None:
        raise AmisError(
            f"The {what} have no coordinate reference system.", hint="Set it with set_crs()."
        )
    return geometries if geometries.crs == "EPSG:4326" else geometries.to_crs("EPSG:4326")


def _coordinates(places: Any) -> Iterator[tuple[float, float] | None]:
    for point in places:
        if point is None or point.is_empty:
            yield None
        elif point.geom_type != "Point":
            raise AmisError(f"Distances are measured from points, not from a {point.geom_type}.")
        else:
            yield point.x, point.y


def _segments(geometries: Iterable[Any]) -> tuple[Numbers, Numbers]:
    """Return starts and ends of all segments, (n, 2) in degrees, none longer than a step."""
    starts, ends = [np.empty((0, 2))], [np.empty((0, 2))]
    for line in _parts(geometries):
        vertices = _with_steps(np.asarray(line.coords, dtype=float)[:, :2])
        starts.append(vertices[:-1])
        ends.append(vertices[1:])
    return np.concatenate(starts), np.concatenate(ends)


def _parts(geometries: Iterable[Any]) -> Iterator[Any]:
    for geometry in geometries:
        if geometry is None or geometry.is_empty:
            continue
        if geometry.geom_type not in ("LineString", "LinearRing", "MultiLineString"):
            raise AmisError(f"Distances are measured to lines, not to a {geometry.geom_type}.")
        yield from geometry.geoms if geometry.geom_type == "MultiLineString" else (geometry,)


def _with_steps(vertices: Numbers) -> Numbers:
    """Return the vertices with others between them, so that no gap is longer than a step."""
    gaps = np.abs(np.diff(vertices, axis=0)).max(axis=1)
    pieces = np.maximum(np.ceil(gaps / STEP), 1).astype(int)
    at = np.concatenate([[0], np.cumsum(pieces)])
    every = np.arange(at[-1] + 1)
    return np.column_stack([np.interp(every, at, column) for column in vertices.T])


def _distance(
    geod: Any, point: tuple[float, float] | None, starts: Numbers, ends: Numbers
) -> float:
    if point is None or not len(starts):
        return float("nan")
    rough = _on_sphere(point, starts)
    reach = rough.min() * (1 + 2 * _SPHERE_ERROR) / (1 - 2 * _SPHERE_ERROR) + 2 * _STEP_METRES
    near = rough <= reach
    return _to_segments(_around(geod, point, starts[near]), _around(geod, point, ends[near]))


def _on_sphere(point: tuple[float, float], vertices: Numbers) -> Numbers:
    """Return distances in metres on a sphere, by the haversine formula."""
    x, y = np.radians(point)
    xs, ys = np.radians(vertices.T)
    half = np.sin((ys - y) / 2) ** 2 + np.cos(y) * np.cos(ys) * np.sin((xs - x) / 2) ** 2
    return np.asarray(2 * _MEAN_RADIUS * np.arcsin(np.sqrt(np.minimum(half, 1.0))))


def _around(geod: Any, point: tuple[float, float], vertices: Numbers) -> Numbers:
    """Return the vertices on the azimuthal equidistant plane around the point, (n, 2) in metres."""
    xs, ys = np.full(len(vertices), point[0]), np.full(len(vertices), point[1])
    azimuths, _back, metres = geod.inv(xs, ys, vertices[:, 0].copy(), vertices[:, 1].copy())
    angles = np.radians(azimuths)
    return np.column_stack([metres * np.sin(angles), metres * np.cos(angles)])


def _to_segments(starts: Numbers, ends: Numbers) -> float:
    """Return the distance from the origin of a plane to the nearest segment."""
    along = ends - starts
    squares = np.einsum("ij,ij->i", along, along)
    shares = -np.einsum("ij,ij->i", starts, along) / np.where(squares > 0, squares, 1.0)
    nearest = starts + along * np.clip(shares, 0.0, 1.0)[:, np.newaxis]
    return float(np.hypot(*nearest.T).min())
