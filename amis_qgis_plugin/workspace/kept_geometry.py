"""Geometry of a source as a workspace keeps it: EPSG:4326, one kind a table, nothing dropped.

What a table cannot hold as it is (an area in a table of points, heights, curves) stays beside the
row as WKT in the source's own reference system.
"""

from __future__ import annotations

import math
import struct
from collections.abc import Iterator
from typing import NamedTuple, Optional

from osgeo import gdal, ogr, osr

from ..core.alignment import RowNote
from ..core.coordinates import fault_of_point, is_possible
from ..core.errors import WorkspaceError
from .blobs import point_of, wkb_of
from .exact_wkt import exact_wkt
from .gdal_calls import reference_system

DEGREES = 4326
_SRS_ID = 4326
_DIMENSIONS = {0: "point", 1: "line", 2: "polygon"}
_TABLE_TYPES = {
    "point": ogr.wkbPoint,
    "line": ogr.wkbMultiLineString,
    "polygon": ogr.wkbMultiPolygon,
}
_POINT_WKB = struct.Struct("<BIdd")
# Further off than any reference system reaches; GDAL turns such numbers around the Earth for ever.
_FAR = 1e9
# A geometry that comes back this near to what it was needs no copy in its own system.
_NEAR_M = 0.0005
_DEGREE_METRE = 360 / 40_007_863  # degrees of a meridian a metre
_HEADER = struct.Struct("<2sBBi")
_POINT = struct.Struct("<2sBBiBIdd")
_ENVELOPE = struct.Struct("<4d")

Envelope = tuple[float, float, float, float]


class KeptGeometry(NamedTuple):
    """A geometry ready to be written.

    :param blob: GeoPackage geometry; None where there is none or it fits no row.
    :param envelope: (min x, max x, min y, max y) in degrees, for the R-tree.
    :param place: (longitude, latitude) of a point on it, to look up the country.
    :param source_wkt: the source's geometry as it was, where the blob differs from it.
    """

    blob: Optional[bytes] = None
    envelope: Optional[Envelope] = None
    place: Optional[tuple[float, float]] = None
    source_wkt: str = ""
    notes: tuple[RowNote, ...] = ()


NO_GEOMETRY = KeptGeometry()


def table_type(kind: str) -> int:
    """Return the OGR geometry type of a table that holds points, lines or polygons."""
    return _TABLE_TYPES[kind]


def system_of(text: str) -> osr.SpatialReference:
    """Return a reference system given as ``EPSG:32648`` or as WKT, x before y.

    :raises WorkspaceError: when PROJ does not know it.
    """
    system = osr.SpatialReference()
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        known = system.SetFromUserInput(text) == ogr.OGRERR_NONE
    except RuntimeError:
        known = False
    finally:
        gdal.PopErrorHandler()
    if not known:
        raise WorkspaceError(
            "PROJ does not know this reference system.",
            subject=text[:80],
            hint="Set the layer's reference system in QGIS, then try again.",
        )
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return system


class GeometryKeeper:
    """Turns the geometries of one source into those of one table.

    :param kind: ``point``, ``line`` or ``polygon``: what the table holds.
    :param crs: the source's reference system; empty where it states none, which is taken for
        degrees as far as the numbers allow it.
    """

    def __init__(self, kind: str, crs: str) -> None:
        self._kind = kind
        self._transform: Optional[osr.CoordinateTransformation] = None
        if crs:
            system, degrees = system_of(crs), reference_system(DEGREES)
            if not system.IsSame(degrees, ["IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES"]):
                self._transform = osr.CoordinateTransformation(system, degrees)
                self._back = osr.CoordinateTransformation(degrees, system)
                metre = _DEGREE_METRE if system.IsGeographic() else 1 / system.GetLinearUnits()
                self._near = _NEAR_M * metre

    def keep(self, wkb: Optional[bytes]) -> KeptGeometry:
        """Return a geometry as the table keeps it.

        :param wkb: ISO well-known binary, x before y, in the source's reference system.
        """
        if not wkb:
            return NO_GEOMETRY
        if self._kind == "point" and self._transform is None and len(wkb) == _POINT_WKB.size:
            order, code, x, y = _POINT_WKB.unpack(wkb)
            if order == 1 and code == ogr.wkbPoint:
                return _kept_point(x, y, "")
        gdal.PushErrorHandler("CPLQuietErrorHandler")
        try:
            return self._keep(wkb)
        finally:
            gdal.PopErrorHandler()

    def keep_point(self, x: float, y: float) -> KeptGeometry:
        """Return a point in degrees that a source gave as attributes."""
        return _kept_point(x, y, "")

    def _keep(self, wkb: bytes) -> KeptGeometry:
        try:
            shape = ogr.CreateGeometryFromWkb(wkb)
        except RuntimeError:
            shape = None
        if shape is None:
            note = RowNote("geometry-unreadable", detail=f"{len(wkb)} bytes")
            return KeptGeometry(source_wkt=wkb.hex(), notes=(note,))
        if shape.IsEmpty():
            return NO_GEOMETRY
        fitting, notes = self._fitting(shape)
        changed = bool(notes)
        if fitting is None:
            return KeptGeometry(source_wkt=exact_wkt(shape), notes=tuple(notes))
        if self._transform is not None:
            before = fitting.GetEnvelope()
            if not self._transformed(fitting):
                detail = "it cannot be turned into degrees"
                notes.append(RowNote("geometry-impossible", detail=detail))
                return KeptGeometry(source_wkt=exact_wkt(shape), notes=tuple(notes))
            changed = changed or not self._can_be_turned_back(fitting, before)
        kept = _kept_shape(fitting, exact_wkt(shape) if changed else "", notes)
        return kept if kept.blob else KeptGeometry(source_wkt=exact_wkt(shape), notes=kept.notes)

    def _transformed(self, shape: ogr.Geometry) -> bool:
        if not all(abs(side) < _FAR for side in shape.GetEnvelope()):
            return False
        try:
            done = shape.Transform(self._transform) == ogr.OGRERR_NONE
        except RuntimeError:
            return False
        return done and all(math.isfinite(side) for side in shape.GetEnvelope())

    def _can_be_turned_back(self, shape: ogr.Geometry, before: Envelope) -> bool:
        """Whether the source's numbers can be had again; across datums they are off by more."""
        back = shape.Clone()
        try:
            done = back.Transform(self._back) == ogr.OGRERR_NONE
        except RuntimeError:
            return False
        return done and all(
            abs(one - other) <= self._near for one, other in zip(back.GetEnvelope(), before)
        )

    def _fitting(self, shape: ogr.Geometry) -> tuple[Optional[ogr.Geometry], list[RowNote]]:
        """Return the geometry of the table's kind, and what had to be given up for it."""
        notes = []
        if shape.Is3D() or shape.IsMeasured():
            shape = shape.Clone()
            shape.Set3D(False)
            shape.SetMeasured(False)
            notes.append(RowNote("geometry-flattened", detail="heights or measures"))
        if shape.HasCurveGeometry(True):
            notes.append(RowNote("geometry-linearised", detail="curves in steps of 4 degrees"))
        if shape.HasCurveGeometry(False):
            shape = shape.GetLinearGeometry()
        own = _DIMENSIONS.get(shape.GetDimension(), "")
        if own == self._kind:
            return self._in_kind(shape, notes), notes
        if self._kind == "point":
            notes.append(RowNote("geometry-reduced", detail=f"a {own} to a point on it"))
            return _point_on(shape), notes
        notes.append(RowNote("geometry-misfit", detail=f"a {own} in a table of {self._kind}s"))
        return None, notes

    def _in_kind(self, shape: ogr.Geometry, notes: list[RowNote]) -> Optional[ogr.Geometry]:
        flat = ogr.GT_Flatten(shape.GetGeometryType())
        if flat == ogr.wkbGeometryCollection:
            if any(_DIMENSIONS[one.GetDimension()] != self._kind for one in _singles(shape)):
                notes.append(RowNote("geometry-misfit", detail="kinds are mixed in one row"))
                return None
            whole = ogr.Geometry(ogr.wkbGeometryCollection)
            for one in _singles(shape):
                whole.AddGeometry(one)
            shape = whole
        if self._kind == "line":
            return ogr.ForceToMultiLineString(shape.Clone())
        if self._kind == "polygon":
            return ogr.ForceToMultiPolygon(shape.Clone())
        points = list(_singles(shape))
        if len(points) > 1:
            notes.append(RowNote("geometry-reduced", detail=f"{len(points)} points to their first"))
        return points[0].Clone()


def place_of(blob: Optional[bytes]) -> Optional[tuple[float, float]]:
    """Return (longitude, latitude) of a point on a geometry that a workspace keeps, or None."""
    point = point_of(blob)
    wkb = wkb_of(blob)
    if point is None and wkb is not None:
        shape = ogr.CreateGeometryFromWkb(wkb)
        found = _point_on(shape) if shape is not None and not shape.IsEmpty() else None
        point = (found.GetX(), found.GetY()) if found is not None else None
    return None if point is None or fault_of_point(*point) else point


def _singles(shape: ogr.Geometry) -> Iterator[ogr.Geometry]:
    """Yield the points, lines and polygons in a geometry, however deep they lie; none is empty."""
    if ogr.GT_IsSubClassOf(shape.GetGeometryType(), ogr.wkbGeometryCollection):
        for number in range(shape.GetGeometryCount()):
            yield from _singles(shape.GetGeometryRef(number))
    elif not shape.IsEmpty():
        yield shape


def _point_on(shape: ogr.Geometry) -> Optional[ogr.Geometry]:
    """Return a point of an area, or the middle of the longest part of a line."""
    try:
        if shape.GetDimension() == 1:
            line = max(_singles(shape), key=lambda one: one.Length())
            point = line.Value(line.Length() / 2)
        else:
            point = shape.PointOnSurface()
    except RuntimeError:
        point = None
    try:
        return shape.Centroid() if point is None or point.IsEmpty() else point
    except RuntimeError:  # a ring that is none, where another plugin let GDAL raise
        return None


def _kept_point(x: float, y: float, source_wkt: str) -> KeptGeometry:
    if math.isnan(x) or math.isnan(y):
        return NO_GEOMETRY
    fault = fault_of_point(x, y)
    notes = (RowNote(f"geometry-{fault}", detail=f"{x:g} {y:g}"),) if fault else ()
    if fault and not is_possible(x, y):
        return KeptGeometry(source_wkt=source_wkt or f"POINT ({x!r} {y!r})", notes=notes)
    blob = _POINT.pack(b"GP", 0, 0b00000001, _SRS_ID, 1, 1, x, y)
    place = None if fault else (x, y)
    return KeptGeometry(blob, (x, x, y, y), place, source_wkt, notes)


def _kept_shape(shape: ogr.Geometry, source_wkt: str, notes: list[RowNote]) -> KeptGeometry:
    if ogr.GT_Flatten(shape.GetGeometryType()) == ogr.wkbPoint:
        point = _kept_point(shape.GetX(), shape.GetY(), source_wkt)
        return KeptGeometry(
            point.blob, point.envelope, point.place, source_wkt, (*notes, *point.notes)
        )
    west, east, south, north = shape.GetEnvelope()
    fault = _fault_of_box(west, south, east, north)
    if fault:
        notes.append(RowNote(f"geometry-{fault}", detail=f"{west:g} {south:g} {east:g} {north:g}"))
    if fault == "impossible" or not (is_possible(west, south) and is_possible(east, north)):
        return KeptGeometry(source_wkt=source_wkt or exact_wkt(shape), notes=tuple(notes))
    header = _HEADER.pack(b"GP", 0, 0b00000011, _SRS_ID)
    blob = header + _ENVELOPE.pack(west, east, south, north) + shape.ExportToIsoWkb()
    point = None if fault else _point_on(shape)
    place = (point.GetX(), point.GetY()) if point is not None and not point.IsEmpty() else None
    return KeptGeometry(blob, (west, east, south, north), place, source_wkt, tuple(notes))


def _fault_of_box(west: float, south: float, east: float, north: float) -> str:
    first, last = fault_of_point(west, south), fault_of_point(east, north)
    if first == last:
        return first
    return "" if is_possible(west, south) and is_possible(east, north) else "impossible"


def around(box: Optional[Envelope], other: Envelope) -> Envelope:
    """Return the box around two boxes, the first of which may be none."""
    if box is None:
        return other
    return (
        min(box[0], other[0]),
        max(box[1], other[1]),
        min(box[2], other[2]),
        max(box[3], other[3]),
    )
