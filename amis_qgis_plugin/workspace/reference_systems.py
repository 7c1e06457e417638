"""The reference systems that a GeoPackage knows, in ``gpkg_spatial_ref_sys``."""

from __future__ import annotations

import math
import sqlite3

from osgeo import osr

from ..core.errors import WorkspaceError
from ..core.occurrence_filter import Extent
from .gdal_calls import reference_system
from .kept_geometry import system_of
from .sql import columns_of, insertion

_EDGE_POINTS = 21
_FIRST_FREE = 300_000  # above every code of an authority


def register_system(connection: sqlite3.Connection, system: osr.SpatialReference, code: str) -> int:
    """Return the id of a reference system in a GeoPackage; it is written there when it is new.

    :param code: authority and code, such as ``EPSG:32651``.
    """
    authority, _colon, number = code.partition(":")
    found = connection.execute(
        "SELECT srs_id FROM gpkg_spatial_ref_sys WHERE upper(organization) = ?"
        " AND organization_coordsys_id = ?",
        (authority.upper(), int(number)),
    ).fetchone()
    if found is not None:
        return int(found[0])
    known = {
        "srs_name": system.GetName(),
        "srs_id": _free_id(connection, int(number)),
        "organization": authority,
        "organization_coordsys_id": int(number),
        "definition": system.ExportToWkt(["FORMAT=WKT1_GDAL"]),
        "definition_12_063": system.ExportToWkt(["FORMAT=WKT2_2015"]),
    }
    columns = [name for name in columns_of(connection, "gpkg_spatial_ref_sys") if known.get(name)]
    connection.execute(
        insertion("gpkg_spatial_ref_sys", columns), [known[name] for name in columns]
    )
    return int(known["srs_id"])


def to_degrees(system: osr.SpatialReference | None) -> osr.CoordinateTransformation | None:
    """Return what turns places of a system into longitude and latitude on WGS 84.

    :param system: of a layer; nothing where it states none, which is taken for degrees.
    :returns: nothing where they are that already.
    """
    own = _other_than_degrees(system)
    return None if own is None else osr.CoordinateTransformation(own, reference_system(4326))


def from_degrees(system: osr.SpatialReference | None) -> osr.CoordinateTransformation | None:
    """Return the way back of :func:`to_degrees`."""
    own = _other_than_degrees(system)
    return None if own is None else osr.CoordinateTransformation(reference_system(4326), own)


def _other_than_degrees(system: osr.SpatialReference | None) -> osr.SpatialReference | None:
    """Return a system, x first, unless it is that of longitude and latitude on WGS 84."""
    ignored = ["IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES"]
    if system is None or system.IsSame(reference_system(4326), ignored):
        return None
    own = system.Clone()
    own.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return own


def box_in_degrees(box: Extent, code: str) -> Extent | None:
    """Return (west, south, east, north) of a box in another reference system.

    :param code: authority and code, such as ``EPSG:32651``.
    :returns: nothing where the system is not known or the box has no such place.
    """
    try:
        system = system_of(code)
        transform = osr.CoordinateTransformation(system, reference_system(4326))
        found = transform.TransformBounds(*box, _EDGE_POINTS)
    except (RuntimeError, WorkspaceError):
        return None
    west, south, east, north = found
    return (west, south, east, north) if all(map(math.isfinite, found)) else None


def _free_id(connection: sqlite3.Connection, wanted: int) -> int:
    """Return an id that no other system has."""
    taken = {row[0] for row in connection.execute("SELECT srs_id FROM gpkg_spatial_ref_sys")}
    return wanted if wanted not in taken else max(_FIRST_FREE, *taken) + 1
