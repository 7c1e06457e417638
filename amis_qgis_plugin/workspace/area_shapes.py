"""An area in the reference system of a layer: what touches it, and what of a shape is inside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from osgeo import ogr, osr

from ..core.areas import MOST_VERTICES
from ..core.countries import country_names
from ..core.errors import WorkspaceError
from .country_index import polygons_of_countries
from .gdal_calls import gdal_errors, open_vector
from .measures import with_measures
from .reference_systems import from_degrees

_LONGEST_EDGE = 0.25  # degrees: longer edges get corners between before they are transformed
_FINEST, _COARSEST = 1e-4, 1.0  # degrees between which outlines are simplified
_SHARE = 0.9  # of the corners that an area may have: parts get new ones when they are joined
_DIMENSION_KINDS = {0: ogr.wkbMultiPoint, 1: ogr.wkbMultiLineString, 2: ogr.wkbMultiPolygon}


@dataclass(frozen=True)
class Inside:
    """What of a geometry lies in an area.

    :param shape: that part; nothing when it only touches the edge.
    :param changed: whether it is another than the whole.
    :param repaired: whether the whole was not valid and was repaired for it.
    :param failed: whether it could not be cut; ``shape`` is the whole then.
    :param unmeasured: whether the whole has measures (M) and the part has none.
    """

    shape: Optional[ogr.Geometry]
    changed: bool = False
    repaired: bool = False
    failed: bool = False
    unmeasured: bool = False


class AreaShape:
    """An area as GDAL asks it; what several of its polygons cover is inside, too.

    :param wkt: POLYGON or MULTIPOLYGON in degrees, EPSG:4326.
    :param system: the reference system of the layer; nothing where it has none, which is taken for
        degrees.
    :raises WorkspaceError: when it has no place in that system.
    """

    def __init__(self, wkt: str, system: Optional[osr.SpatialReference]) -> None:
        shape = _joined(list(_parts(ogr.CreateGeometryFromWkt(wkt))))
        transform = from_degrees(system)
        if transform is not None:
            shape.Segmentize(_LONGEST_EDGE)
            if shape.Transform(transform) != ogr.OGRERR_NONE:
                raise WorkspaceError(
                    "The area has no place in the reference system of the layer.",
                    subject=system.GetName() if system else "",
                    hint="Choose a smaller area, or leave the layer out.",
                )
            shape = _valid(shape) or shape
        self.shape = shape
        west, east, south, north = shape.GetEnvelope()
        self.box = (west, south, east, north)
        self._prepared = shape.CreatePreparedGeometry()

    def touches(self, geometry: Optional[ogr.Geometry]) -> bool:
        """Whether a geometry has a point in common with the area; none has none."""
        if geometry is None or geometry.IsEmpty():
            return False
        return bool(self._prepared.Intersects(geometry))

    def part_inside(self, geometry: ogr.Geometry) -> Inside:
        """Return what of a geometry lies inside, of the dimension that it has.

        One that is not valid is repaired first; one that cannot be cut even then stays whole.
        """
        if geometry.GetDimension() == 0 or self._prepared.Contains(geometry):
            return Inside(geometry)
        whole, repaired = geometry, False
        if not geometry.IsValid():
            whole, repaired = _valid(geometry), True
        cut = _intersection(whole, self.shape) if whole is not None else None
        if cut is None:
            return Inside(geometry, failed=True)
        part = _of_dimension(cut, geometry.GetDimension())
        if part is None or not geometry.IsMeasured():
            return Inside(part, True, repaired)
        measured = with_measures(part, geometry)
        part.SetMeasured(False)  # later releases of GEOS have measures that are no numbers
        return Inside(measured or part, True, repaired, unmeasured=measured is None)


def outline_of_countries(path: Path, table: str, codes: Sequence[str]) -> str:
    """Return the outlines of countries as one WKT in degrees, with few enough corners for an area.

    :param path: a vector file in degrees with a field that names countries, such as ``ISO_A3``.
    :raises WorkspaceError: when it cannot be read, or a country is not in it.
    """
    dataset = open_vector(path)
    try:
        with gdal_errors(path.name):
            layer = dataset.GetLayerByName(table)
            found = [(code, shape) for code, shape in polygons_of_countries(layer, path)]
    finally:
        layer = dataset = None
    missing = set(codes) - {code for code, _shape in found}
    if missing:
        names = country_names()
        listed = ", ".join(sorted(names.get(code, code) for code in missing))
        raise WorkspaceError(f"It has no outline of {listed}.", subject=path.name)
    with gdal_errors(path.name):
        return str(_few_corners(_joined([shape for code, shape in found if code in codes])))


def _few_corners(whole: ogr.Geometry) -> str:
    shape, tolerance = whole, _FINEST
    while _corners(shape) > MOST_VERTICES * _SHARE and tolerance <= _COARSEST:
        simpler = whole.SimplifyPreserveTopology(tolerance)
        shape = _valid(simpler) or shape
        tolerance *= 2
    return str(shape.ExportToWkt())


def _corners(shape: ogr.Geometry) -> int:
    return sum(ring.GetPointCount() for part in _parts(shape) for ring in part)


def _parts(shape: ogr.Geometry) -> Iterator[ogr.Geometry]:
    """Yield the polygons of a shape."""
    whole = ogr.ForceToMultiPolygon(shape.Clone())
    for number in range(whole.GetGeometryCount()):
        yield whole.GetGeometryRef(number).Clone()


def _joined(polygons: Sequence[ogr.Geometry]) -> ogr.Geometry:
    whole = ogr.Geometry(ogr.wkbMultiPolygon)
    for polygon in polygons:
        repaired = _valid(polygon)
        for part in _parts(repaired) if repaired is not None else ():
            whole.AddGeometry(part)
    if len(polygons) == 1 and whole.IsValid():
        return whole
    return ogr.ForceToMultiPolygon(whole.UnionCascaded())


def _valid(shape: ogr.Geometry) -> Optional[ogr.Geometry]:
    """Return a shape that is valid, of the same dimension; nothing when it cannot be made so."""
    if shape.IsValid():
        return shape
    try:
        return _of_dimension(shape.MakeValid(), shape.GetDimension())
    except RuntimeError:  # where a program lets GDAL raise
        return None


def _intersection(one: ogr.Geometry, other: ogr.Geometry) -> Optional[ogr.Geometry]:
    try:
        return one.Intersection(other)
    except RuntimeError:  # where a program lets GDAL raise
        return None


def _of_dimension(shape: Optional[ogr.Geometry], dimension: int) -> Optional[ogr.Geometry]:
    """Return the parts of a shape that have a dimension; nothing without any."""
    if shape is None or shape.IsEmpty():
        return None
    if ogr.GT_Flatten(shape.GetGeometryType()) != ogr.wkbGeometryCollection:
        return shape if shape.GetDimension() == dimension else None
    kept = ogr.Geometry(_DIMENSION_KINDS[dimension])
    for number in range(shape.GetGeometryCount()):
        part = _of_dimension(shape.GetGeometryRef(number), dimension)
        for single in _singles(part) if part is not None else ():
            kept.AddGeometry(single)
    return None if kept.IsEmpty() else kept


def _singles(shape: ogr.Geometry) -> Iterator[ogr.Geometry]:
    """Yield the points, lines or polygons of a shape."""
    if ogr.GT_IsSubClassOf(shape.GetGeometryType(), ogr.wkbGeometryCollection):
        for number in range(shape.GetGeometryCount()):
            yield from _singles(shape.GetGeometryRef(number))
    else:
        yield shape.Clone()
