"""Polygons of a filter: read, written, and asked like GEOS answers."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from osgeo import ogr
from shapely import wkt

from amis_qgis_plugin.core.areas import MOST_VERTICES, box_wkt, read_area
from amis_qgis_plugin.core.errors import FilterError

HOLED = (
    "MULTIPOLYGON (((0 0, 10 0, 10 10, 0 10, 0 0), (2 2, 4 2, 4 4, 2 2)),"
    " ((20 20, 30 20, 25.5 30, 20 20)))"
)
corners = st.tuples(st.integers(-1800, 1800), st.integers(-900, 900)).map(
    lambda found: (found[0] / 10, found[1] / 10)
)


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        (HOLED, HOLED),
        ("polygon((1 2,3 4,5 2.50))", "POLYGON ((1 2, 3 4, 5 2.5, 1 2))"),
        ("SRID=4326;MULTIPOLYGON Z (((1 2 7,3 4 7,5 2 7)))", "POLYGON ((1 2, 3 4, 5 2, 1 2))"),
        ("POLYGON ((1e1 -.5, 3 4, 5 2))", "POLYGON ((10 -0.5, 3 4, 5 2, 10 -0.5))"),
    ],
)
def test_wkt_is_written_one_way(typed: str, written: str) -> None:
    assert read_area(typed).wkt() == written
    assert read_area(written).wkt() == written
    assert ogr.CreateGeometryFromWkt(written).IsValid()


@pytest.mark.parametrize(
    "wkt",
    [
        "",
        "POLYGON EMPTY",
        "POINT (1 2)",
        "POLYGON ((1 2, 3 4))",
        "POLYGON ((1 2, 3 4, nan 2))",
        "POLYGON ((1 2, 3 4, 5))",
        "POLYGON ((1 2, 3 4, 5 2)",
        "POLYGON ((1 2, 3 4, 5 2)) x",
        "POLYGON 1 2, 3 4",
        "POLYGON ((1 2, 3 4, 5 2), ())",
        "POLYGON (((1 2, 3 4, 5 2)))",
        "MULTIPOLYGON ((1 2, 3 4, 5 2))",
        "POLYGON ((((((1 2))))))",
        "POLYGON ((1 2, 3 4, 5 2)); DROP TABLE x",
        "SRID=3857;POLYGON ((1 2, 3 4, 5 2))",
        "POLYGON ((1 2, 3 4, 5 91))",
        "POLYGON ((1 2, 3 4, 1e999 2))",
    ],
)
def test_what_is_no_polygon_is_refused(wkt: str) -> None:
    with pytest.raises(FilterError, match="polygon"):
        read_area(wkt)


def test_too_many_corners_are_refused_with_a_way_out() -> None:
    turns = [2 * math.pi * n / MOST_VERTICES for n in range(MOST_VERTICES)]
    ring = ", ".join(f"{math.cos(one):.6f} {math.sin(one):.6f}" for one in turns)
    with pytest.raises(FilterError, match=r"5,001 corners.*Simplify"):
        read_area(f"POLYGON (({ring}))")


@given(st.lists(corners, min_size=3, max_size=9, unique=True), corners)
def test_points_are_inside_where_geos_says_so(
    ring: list[tuple[float, float]], point: tuple[float, float]
) -> None:
    written = ", ".join(f"{x} {y}" for x, y in [*ring, ring[0]])
    shape = ogr.CreateGeometryFromWkt(f"POLYGON (({written}))")
    assume(wkt.loads(f"POLYGON (({written}))").is_valid)  # elsewhere inside is a matter of the rule
    asked = ogr.CreateGeometryFromWkt(f"POINT ({point[0]} {point[1]})")
    assume(shape.GetBoundary().Distance(asked) > 1e-9)
    assert read_area(f"POLYGON (({written}))").has(*point) == shape.Contains(asked)


def test_holes_are_outside_and_parts_add_up() -> None:
    area = read_area(HOLED)
    assert [area.has(*point) for point in ((1, 1), (3.5, 3), (25, 21), (15, 15))] == [
        True,
        False,
        True,
        False,
    ]
    overlap = read_area("MULTIPOLYGON (((0 0,4 0,4 4,0 4)),((2 2,6 2,6 6,2 6)))")
    assert overlap.has(3, 3)
    assert area.box == (0, 0, 30, 30)


def test_a_box_over_180_degrees_is_two_polygons() -> None:
    assert box_wkt((118, 5, 127, 19)) == "POLYGON ((118 5, 127 5, 127 19, 118 19, 118 5))"
    area = read_area(box_wkt((170, -20, -170, 0)))
    assert [area.has(x, -10) for x in (175, -175, 0)] == [True, True, False]
