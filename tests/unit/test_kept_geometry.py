"""Geometries as a workspace keeps them, read back by OGR; what does not fit stays beside it."""

from __future__ import annotations

import math
import struct
from typing import Any

import pytest
from osgeo import ogr

from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.workspace.kept_geometry import (
    NO_GEOMETRY,
    GeometryKeeper,
    KeptGeometry,
    place_of,
    system_of,
)

DEGREES = "EPSG:4326"


def wkb(wkt: str) -> bytes:
    return bytes(ogr.CreateGeometryFromWkt(wkt).ExportToIsoWkb())


def kept(wkt: str, kind: str = "point", crs: str = DEGREES) -> KeptGeometry:
    return GeometryKeeper(kind, crs).keep(wkb(wkt))


def shape(found: KeptGeometry) -> Any:
    """Read a GeoPackage geometry by its specification: magic, version, flags, SRS, envelope."""
    blob = found.blob
    assert blob is not None
    magic, version, flags, system = struct.unpack_from("<2sBBi", blob)
    assert (magic, version, flags & 1, system) == (b"GP", 0, 1, 4326)
    length = {0: 0, 1: 32}[(flags >> 1) & 7]
    geometry = ogr.CreateGeometryFromWkb(blob[8 + length :])
    if length:
        assert struct.unpack_from("<4d", blob, 8) == geometry.GetEnvelope() == found.envelope
    return geometry


def codes(found: KeptGeometry) -> list[str]:
    return [note.code for note in found.notes]


def test_a_point_in_degrees_is_kept_to_the_last_digit() -> None:
    x, y = 103.12345678901234, -0.1 - 0.2
    found = GeometryKeeper("point", DEGREES).keep(struct.pack("<BIdd", 1, 1, x, y))
    assert (shape(found).GetX(), shape(found).GetY()) == (x, y)
    assert found == GeometryKeeper("point", DEGREES).keep_point(x, y)
    assert (found.place, found.envelope, found.source_wkt) == ((x, y), (x, x, y, y), "")
    assert place_of(found.blob) == (x, y)


@pytest.mark.parametrize("order", ["<", ">"])
def test_either_byte_order_is_read(order: str) -> None:
    data = struct.pack(f"{order}BIdd", order == "<", 1, 100.0, 15.0)
    assert GeometryKeeper("point", DEGREES).keep(data).place == (100.0, 15.0)


@pytest.mark.parametrize(
    ("crs", "wkt", "degrees"),
    [
        ("EPSG:32648", "POINT (500000 0)", (105.0, 0.0)),  # zone 48 has its meridian at 105 E
        ("EPSG:32748", "POINT (500000 10000000)", (105.0, 0.0)),
        ("EPSG:3857", "POINT (11131949.079327357 0)", (100.0, 0.0)),  # 100 * pi / 180 * 6378137
        ("EPSG:4979", "POINT (100 15)", (100.0, 15.0)),
    ],
)
def test_other_systems_become_degrees_with_x_first(
    crs: str, wkt: str, degrees: tuple[float, float]
) -> None:
    found = kept(wkt, crs=crs)
    assert found.place == pytest.approx(degrees, abs=1e-9)
    assert codes(found) == []


def test_a_system_that_proj_does_not_know_is_named() -> None:
    with pytest.raises(WorkspaceError) as caught:
        system_of("EPSG:999999")
    assert "EPSG:999999" in str(caught.value)
    assert "reference system" in caught.value.hint


def test_nothing_stays_nothing() -> None:
    keeper = GeometryKeeper("point", DEGREES)
    assert keeper.keep(None) == keeper.keep(b"") == NO_GEOMETRY
    assert kept("POINT EMPTY") == kept("POLYGON EMPTY", "polygon") == NO_GEOMETRY
    assert keeper.keep_point(math.nan, 10.0) == NO_GEOMETRY


@pytest.mark.parametrize(
    ("kind", "wkt", "expected"),
    [
        ("line", "LINESTRING (1 1, 2 2)", "MULTILINESTRING ((1 1,2 2))"),
        ("line", "GEOMETRYCOLLECTION (LINESTRING (1 1, 2 2))", "MULTILINESTRING ((1 1,2 2))"),
        ("polygon", "POLYGON ((0 0,1 0,1 1,0 0))", "MULTIPOLYGON (((0 0,1 0,1 1,0 0)))"),
        ("point", "MULTIPOINT ((100 15))", "POINT (100 15)"),
        ("point", "GEOMETRYCOLLECTION (MULTIPOINT ((100 15)))", "POINT (100 15)"),
    ],
)
def test_single_and_multi_geometries_become_the_kind_of_the_table(
    kind: str, wkt: str, expected: str
) -> None:
    found = kept(wkt, kind)
    assert shape(found).ExportToIsoWkt() == expected
    assert (codes(found), found.source_wkt) == ([], "")


@pytest.mark.parametrize(
    ("kind", "wkt", "note", "fits"),
    [
        ("point", "POINT Z (100 15 250)", "geometry-flattened", True),
        ("point", "POINT M (100 15 7)", "geometry-flattened", True),
        ("line", "LINESTRING ZM (1 1 5 0,2 2 6 1)", "geometry-flattened", True),
        ("line", "CIRCULARSTRING (0 0,1 1,2 0)", "geometry-linearised", True),
        ("point", "MULTIPOINT ((100 15),(101 16))", "geometry-reduced", True),
        ("point", "POLYGON ((100 10,101 10,101 11,100 11,100 10))", "geometry-reduced", True),
        ("point", "LINESTRING (100 10,101 10)", "geometry-reduced", True),
        ("line", "POINT (100 15)", "geometry-misfit", False),
        ("polygon", "LINESTRING (100 10,101 10)", "geometry-misfit", False),
        (
            "line",
            "GEOMETRYCOLLECTION (POINT (100 10),LINESTRING (100 10,101 10))",
            "geometry-misfit",
            False,
        ),
    ],
)
def test_what_a_table_cannot_hold_stays_beside_the_row(
    kind: str, wkt: str, note: str, fits: bool
) -> None:
    found = kept(wkt, kind)
    assert codes(found) == [note]
    assert found.source_wkt == ogr.CreateGeometryFromWkt(wkt).ExportToIsoWkt()
    assert (found.blob is not None) == fits


def test_the_point_for_an_area_lies_on_it() -> None:
    horseshoe = "POLYGON ((100 10,104 10,104 11,101 11,101 13,104 13,104 14,100 14,100 10))"
    area = ogr.CreateGeometryFromWkt(horseshoe)
    assert not area.Contains(area.Centroid())
    for found in (kept(horseshoe), kept(horseshoe, "polygon")):
        assert found.place is not None
        point = ogr.CreateGeometryFromWkt("POINT ({} {})".format(*found.place))
        assert area.Contains(point)
        assert place_of(found.blob) == found.place


def test_the_point_for_a_line_is_the_middle_of_its_longest_part() -> None:
    assert kept("MULTILINESTRING ((0 50,1 50),(100 10,104 10))").place == (102.0, 10.0)


@pytest.mark.parametrize(
    ("wkt", "note", "has_blob"),
    [
        ("POINT (0 0)", "geometry-zero", True),
        ("POINT (15.5 101.2)", "geometry-swapped", False),
        ("POINT (200 10)", "geometry-impossible", False),
        ("POINT (470000 1650000)", "geometry-impossible", False),
    ],
)
def test_a_faulty_point_is_marked_and_says_nothing_of_the_country(
    wkt: str, note: str, has_blob: bool
) -> None:
    found = kept(wkt)
    assert codes(found) == [note]
    assert found.place is None
    assert (found.blob is not None) == has_blob
    assert has_blob or ogr.CreateGeometryFromWkt(found.source_wkt).Equals(
        ogr.CreateGeometryFromWkt(wkt)
    )
    assert place_of(found.blob) is None


def test_an_area_in_metres_without_a_system_is_impossible_and_kept() -> None:
    wkt = "POLYGON ((470000 1650000,480000 1650000,480000 1660000,470000 1650000))"
    found = kept(wkt, "polygon", crs="")
    assert (found.blob, codes(found)) == (None, ["geometry-impossible"])
    assert found.source_wkt == ogr.CreateGeometryFromWkt(wkt).ExportToIsoWkt()


@pytest.mark.parametrize("x", [1e30, math.inf, 1e12])
def test_numbers_beyond_every_system_are_refused_not_turned(x: float) -> None:
    data = struct.pack("<BIdd", 1, 1, x, 0.0)
    found = GeometryKeeper("point", "EPSG:32648").keep(data)
    assert (found.blob, codes(found)) == (None, ["geometry-impossible"])
    assert found.source_wkt


def test_bytes_that_are_no_geometry_are_kept_as_they_are() -> None:
    found = GeometryKeeper("point", DEGREES).keep(b"\x01\x02not a geometry")
    assert (found.blob, codes(found)) == (None, ["geometry-unreadable"])
    assert bytes.fromhex(found.source_wkt) == b"\x01\x02not a geometry"
