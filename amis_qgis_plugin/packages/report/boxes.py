"""Boxes in degrees as geometries."""

from __future__ import annotations

from osgeo import ogr

from ...core.occurrence_filter import Extent


def box_of(area: Extent) -> ogr.Geometry:
    """Return the polygon of a box: west, south, east, north."""
    west, south, east, north = area
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for x, y in ((west, south), (east, south), (east, north), (west, north), (west, south)):
        ring.AddPoint_2D(x, y)
    box = ogr.Geometry(ogr.wkbPolygon)
    box.AddGeometry(ring)
    return box
