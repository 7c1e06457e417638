"""Land on the maps that the report draws: light, joined, small, and its source is named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from osgeo import ogr, osr
from package_samples import AREA, CREATED, build_workspace

from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.packages.describe import describe_package
from amis_qgis_plugin.packages.drawings import Drawings
from amis_qgis_plugin.packages.land import largest_land
from amis_qgis_plugin.packages.report.map_drawing import MapContent, MapWords, draw_map
from amis_qgis_plugin.packages.write import write_package

BOX = (117.0, 5.0, 127.0, 19.0)
CREDIT = "Land: QGIS world map, made with Natural Earth (public domain)."
# Two neighbours on one island with a lake, an island too small to be seen, one far away.
COUNTRIES = (
    "POLYGON((118 8, 121 8, 121 12, 118 12, 118 8))",
    "POLYGON((121 8, 125 8, 125 12, 121 12, 121 8), (122 9, 124 9, 124 11, 122 11, 122 9))",
    "POLYGON((119 15, 119.001 15, 119.001 15.001, 119 15.001, 119 15))",
    "POLYGON((90 0, 91 0, 91 1, 90 1, 90 0))",
)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("world") / "world.gpkg"
    degrees = osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("countries", degrees, ogr.wkbMultiPolygon)
    for shape in COUNTRIES:
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetGeometry(ogr.ForceToMultiPolygon(ogr.CreateGeometryFromWkt(shape)))
        layer.CreateFeature(feature)
    layer = dataset = None
    return path


def report_of(workspace: Path, folder: Path, world: Path | None) -> str:
    class Drawn(Drawings):
        def world_map(self) -> Path | None:
            return world

    wanted = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
    plan = describe_package(workspace, wanted, title="Copper", area=AREA)
    made = write_package(plan, folder, drawings=Drawn(), created=CREATED)
    return (made.path / "report.html").read_text("utf-8")


def test_neighbours_are_one_land_and_what_cannot_be_seen_is_left_out(world: Path) -> None:
    (only,) = (ogr.CreateGeometryFromWkb(one) for one in largest_land(world, BOX, 0.02, 10))
    assert only.GetGeometryCount() == 2  # the shore and the lake
    assert only.GetArea() == pytest.approx(7 * 4 - 2 * 2, rel=0.001)
    whole = ogr.CreateGeometryFromWkt("POLYGON((118 8, 125 8, 125 12, 118 12, 118 8))")
    lake = ogr.CreateGeometryFromWkt("POLYGON((122 9, 124 9, 124 11, 122 11, 122 9))")
    assert only.SymmetricDifference(whole.Difference(lake)).GetArea() < 0.001


def test_land_ends_at_the_edge_of_the_map(world: Path) -> None:
    (part,) = largest_land(world, (119.0, 5.0, 120.0, 10.0), 0.01, 10)
    shape = ogr.CreateGeometryFromWkb(part)
    assert shape.GetEnvelope() == pytest.approx((119.0, 120.0, 8.0, 10.0))


def test_the_largest_pieces_are_kept(world: Path) -> None:
    found = largest_land(world, (80.0, -10.0, 130.0, 20.0), 0.01, 10)
    sizes = [ogr.CreateGeometryFromWkb(one).GetArea() for one in found]
    assert sizes == sorted(sizes, reverse=True) and len(sizes) == 2
    assert largest_land(world, (80.0, -10.0, 130.0, 20.0), 0.01, 1) == found[:1]


def test_a_file_without_countries_has_no_land(tmp_path: Path) -> None:
    workspace = build_workspace(tmp_path / "w.gpkg")
    assert largest_land(workspace, BOX, 0.01, 10) == ()


def test_the_shore_is_where_the_degrees_are() -> None:
    ring = [(100.0, -10.0), (110.0, -10.0), (110.0, 10.0), (100.0, 10.0), (100.0, -10.0)]
    drawn = draw_map(MapContent((100.0, -10.0, 120.0, 10.0), land=[ring]), MapWords("M"))
    box = re.search(r'<rect class="sea"[^>]* width="([\d.]+)" height="([\d.]+)"', drawn)
    path = re.search(r'<path class="land"[^>]* d="M([^"]+)Z"', drawn)
    assert box is not None and path is not None
    width, height = float(box[1]), float(box[2])
    places = [tuple(map(float, one.split(","))) for one in path[1].split()]
    wanted = [(0, height), (width / 2, height), (width / 2, 0), (0, 0)]
    for place, corner in zip(places, wanted):
        assert place == pytest.approx(corner, abs=0.1)
    assert len(places) == 4
    assert drawn.index('class="sea"') < drawn.index('class="land"') < drawn.index('class="grid"')


def test_both_maps_of_the_report_have_land_and_say_whose(world: Path, tmp_path: Path) -> None:
    workspace = build_workspace(tmp_path / "w.gpkg")
    text = report_of(workspace, tmp_path / "with", world)
    pictures = re.findall(r'<figure class="(?:map|locator)">(<svg.*?</svg>)', text, re.DOTALL)
    assert len(pictures) == 2
    assert all(one.count('class="land"') == 1 for one in pictures)
    assert text.count(CREDIT) == 1
    for colour in ("svg .land { fill: ", "--shore: "):
        assert colour in text
    assert report_of(workspace, tmp_path / "again", world) == text
    without = report_of(workspace, tmp_path / "without", None)
    assert 'class="land"' not in without and CREDIT not in without


def test_the_land_of_a_crooked_coast_stays_small(tmp_path: Path) -> None:
    """A coast of a hundred thousand corners takes no more room than the map can show."""
    import math

    path = tmp_path / "world.gpkg"
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("countries", None, ogr.wkbMultiPolygon)
    ring = ogr.Geometry(ogr.wkbLinearRing)
    for number in range(100_000):
        angle = 2 * math.pi * number / 100_000
        reach = 4 + 0.4 * math.sin(400 * angle) + 0.01 * math.sin(17_000 * angle)
        ring.AddPoint_2D(122 + reach * math.cos(angle), 12 + reach * math.sin(angle))
    ring.CloseRings()
    shape = ogr.Geometry(ogr.wkbPolygon)
    shape.AddGeometry(ring)
    feature = ogr.Feature(layer.GetLayerDefn())
    feature.SetGeometry(ogr.ForceToMultiPolygon(shape))
    layer.CreateFeature(feature)
    layer = dataset = None
    text = report_of(build_workspace(tmp_path / "w.gpkg"), tmp_path / "p", path)
    paths = re.findall(r'<path class="land"[^>]*>', text)
    assert len(paths) == 2 and all(1_000 < len(one) < 40_000 for one in paths)
