"""The country of a place against shapely: on land, in holes, off a coast, over the antimeridian."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Optional

import pytest
from osgeo import ogr

from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.core.places import PlaceReading
from amis_qgis_plugin.workspace.country_index import CountryIndex

RADIUS_KM = 6371.0088
KM_PER_DEGREE = math.radians(RADIUS_KM)
OUTLINES = {
    "asean_admin0_ne10m_worldatlas.gpkg": "iso3",
    "asean_admin0_ne50m_allattrs.gpkg": "ISO_A3",
    "asean_admin0_qgis_worldmap.gpkg": "ISO_A3",
    "asean_admin1_qgis_worldmap.gpkg": "adm0_a3",
}


def square(west: float, south: float, east: float, north: float, *holes: str) -> str:
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    ring = ", ".join(f"{x!r} {y!r}" for x, y in corners)
    return f"POLYGON (({ring}){''.join(f', ({hole})' for hole in holes)})"


def index(shapes: Iterable[tuple[str, str]], offshore_km: float = 50.0) -> CountryIndex:
    return CountryIndex(
        [(iso3, ogr.CreateGeometryFromWkt(wkt)) for iso3, wkt in shapes], offshore_km
    )


class Reading:
    """The same outlines as shapely has them, with distances in an azimuthal projection."""

    def __init__(self, shapes: Iterable[tuple[str, Any]]) -> None:
        from shapely.prepared import prep

        self._shapes = [(iso3, one.boundary, prep(one), one.bounds) for iso3, one in shapes]

    def on_land(self, x: float, y: float) -> set[str]:
        from shapely.geometry import Point

        point = Point(x, y)
        return {iso3 for iso3, _line, ready, _box in self._shapes if ready.intersects(point)}

    def distances(self, x: float, y: float, reach: float = 0.6) -> dict[str, float]:
        """Return the kilometres to the coast of every country within reach in degrees."""
        import pyproj
        from shapely import ops
        from shapely.geometry import Point

        plane = pyproj.Proj(proj="aeqd", lat_0=y, lon_0=x, R=RADIUS_KM * 1000)
        found: dict[str, float] = {}
        for iso3, line, _ready, (west, south, east, north) in self._shapes:
            if west > x + reach or east < x - reach or south > y + reach or north < y - reach:
                continue
            near = ops.clip_by_rect(line, x - reach, y - reach, x + reach, y + reach)
            if not near.is_empty:
                km = ops.transform(plane, near).distance(Point(0, 0)) / 1000
                found[iso3] = min(km, found.get(iso3, km))
        return found


def agrees(found: Optional[PlaceReading], reading: Reading, x: float, y: float) -> bool:
    """Whether a look-up says what the other reading says, within 0.3 % of a distance."""
    on_land = reading.on_land(x, y)
    if on_land:
        return found is not None and found.iso3 in on_land and found.offshore_km == 0
    distances = reading.distances(x, y)
    nearest = min(distances.values(), default=999.0)
    if found is None:
        return nearest > 50 * 0.997
    mine = distances.get(found.iso3, 999.0)
    if nearest > 50 * 1.003 or mine > nearest * 1.006:
        return False
    if found.offshore_km == 0:
        return mine < 1.003
    return mine > 0.997 and found.offshore_km == pytest.approx(mine, rel=0.003)


def knows_all_coasts(found: Optional[PlaceReading], reading: Reading, x: float, y: float) -> bool:
    """Whether a place at sea is told with every coast within reach, and with how far it is."""
    if found is None or not found.is_offshore:
        return found is None or found.near == ()
    mine, distances = dict(found.near), reading.distances(x, y)
    for iso3, km in distances.items():
        if iso3 in mine:
            if mine[iso3] != pytest.approx(km, rel=0.003):
                return False
        elif km < 50 * 0.997:
            return False
    return set(mine) <= set(distances) and mine[found.iso3] == min(mine.values())


@pytest.fixture(scope="module", params=OUTLINES)
def outlines(
    request: pytest.FixtureRequest, shared_data: Path
) -> tuple[CountryIndex, Reading, Any]:
    geopandas = pytest.importorskip("geopandas", reason="needs geopandas as a second reader")
    path = shared_data / "boundaries" / request.param
    if not path.is_file():
        pytest.skip(f"needs the outlines {path}")
    frame = geopandas.read_file(path)
    shapes = list(zip(frame[OUTLINES[request.param]], frame.geometry))
    return CountryIndex.read(path), Reading(shapes), frame


def test_places_all_over_the_region_lie_where_shapely_has_them(outlines: Any) -> None:
    countries, reading, frame = outlines
    west, south, east, north = frame.total_bounds
    chance = random.Random(1)
    wrong = []
    for _ in range(800):
        place = (chance.uniform(west - 1, east + 1), chance.uniform(south - 1, north + 1))
        found = countries.look_up(*place)
        if not agrees(found, reading, *place) or not knows_all_coasts(found, reading, *place):
            wrong.append(place)
    assert wrong == []


def test_places_near_borders_and_coasts_lie_where_shapely_has_them(outlines: Any) -> None:
    """Twice: the second time every cell is known."""
    countries, reading, frame = outlines
    chance = random.Random(2)
    parts = [part for shape in frame.geometry for part in getattr(shape, "geoms", [shape])]
    places = []
    for part in chance.choices(parts, k=400):
        x, y = chance.choice(part.exterior.coords)[:2]
        spread = chance.choice([1e-6, 0.01, 0.1, 0.6])
        places.append((x + chance.gauss(0, spread), y + chance.gauss(0, spread)))
    first = [countries.look_up(*place) for place in places]
    assert [one for one, had in zip(places, first) if not agrees(had, reading, *one)] == []
    assert [countries.look_up(*place) for place in reversed(places)] == first[::-1]


def test_random_countries_are_told_as_shapely_tells_them() -> None:
    """Stars with holes, on either side of the equator and of Greenwich."""
    geometry = pytest.importorskip("shapely.geometry", reason="needs shapely as a second reader")
    chance = random.Random(3)

    def star(x: float, y: float, size: float) -> list[tuple[float, float]]:
        count = chance.randrange(3, 12)
        turns = sorted(chance.uniform(0, 2 * math.pi) for _ in range(count))
        far = [size * chance.uniform(0.6, 1) for _ in turns]
        tips = [(x + r * math.cos(a), y + r * math.sin(a)) for a, r in zip(turns, far)]
        # Many short edges: a straight one in degrees is none in the other projection.
        return [
            (one[0] + (two[0] - one[0]) * step / 50, one[1] + (two[1] - one[1]) * step / 50)
            for one, two in zip(tips, tips[1:] + tips[:1])
            for step in range(50)
        ]

    for x, y in ((100, 15), (0, 0), (-70, -25), (1.05, -0.95)):
        shapes = []
        for iso3 in ("THA", "LAO", "MMR", "KHM", "VNM"):
            at = (x + chance.uniform(-2, 2), y + chance.uniform(-2, 2))
            shape = geometry.Polygon(star(*at, chance.choice([0.05, 0.4, 1.5])))
            hole = geometry.Polygon(star(*at, 0.1))
            if shape.is_valid and hole.is_valid and shape.contains(hole):
                shape = geometry.Polygon(shape.exterior.coords, [hole.exterior.coords])
            shapes.append((iso3, shape))
        shapes = [(iso3, shape) for iso3, shape in shapes if shape.is_valid]
        countries = index((iso3, shape.wkt) for iso3, shape in shapes)
        reading = Reading(shapes)
        for _ in range(400):
            place = (x + chance.uniform(-4, 4), y + chance.uniform(-4, 4))
            assert agrees(countries.look_up(*place), reading, *place), (place, shapes)


def test_two_squares_and_the_sea() -> None:
    countries = index([("THA", square(100, 10, 101, 11)), ("MYS", square(101, 10, 102, 11))])
    assert countries.look_up(100.5, 10.5) == PlaceReading("THA")
    assert countries.look_up(101.5, 10.5) == PlaceReading("MYS")
    for border in ((101, 10.5), (101, 10), (101, 11)):
        assert countries.look_up(*border).iso3 in ("THA", "MYS")
    for corner in ((100, 10), (100, 11)):
        assert countries.look_up(*corner) == PlaceReading("THA")
    assert countries.look_up(105, 10.5) is None
    assert countries.look_up(-100.5, -10.5) is None
    nowhere = countries.place_at(105, 10.5)
    assert (nowhere.iso3, nowhere.offshore_km, nowhere.is_offshore) == ("", 50.0, False)
    assert nowhere.outlined == {"THA", "MYS"}
    assert countries.place_at(100.5, 10.5) == PlaceReading("THA")


@pytest.mark.parametrize("km", [1.5, 10.0, 49.9])
@pytest.mark.parametrize("side", ["north", "south", "east", "west"])
def test_off_a_coast_the_distance_is_that_to_the_coast(km: float, side: str) -> None:
    countries = index([("THA", square(100, -1, 101, 1))])
    step = km / KM_PER_DEGREE
    place = {
        "north": (100.5, 1 + step),
        "south": (100.5, -1 - step),
        "east": (101 + step, 0.0),
        "west": (100 - step, 0.0),
    }[side]
    found = countries.look_up(*place)
    assert found is not None
    assert (found.iso3, found.is_offshore) == ("THA", True)
    assert found.offshore_km == pytest.approx(km, rel=1e-6)


def test_how_far_off_a_place_still_belongs_can_be_chosen() -> None:
    shapes = [("THA", square(100, 0, 101, 1))]
    far = (102.0, 0.5)  # 111 km
    for reach, there in ((5.0, False), (50.0, False), (110.0, False), (112.0, True)):
        assert (index(shapes, reach).look_up(*far) is not None) == there
    assert index(shapes, 0.0).look_up(101.1, 0.5) is None


def test_nearer_than_a_kilometre_a_place_is_on_land() -> None:
    countries = index([("THA", square(100, 0, 101, 1))])
    near, off = 0.9 / KM_PER_DEGREE, 1.1 / KM_PER_DEGREE
    assert countries.look_up(100.5, 1 + near) == PlaceReading("THA", 0.0)
    assert countries.look_up(100.5, 1 + off).offshore_km == pytest.approx(1.1, rel=1e-6)


def test_of_two_coasts_the_nearer_one_counts() -> None:
    countries = index([("THA", square(100, 0, 101, 1)), ("MYS", square(101.4, 0, 102, 1))])
    assert countries.look_up(101.19, 0.5).iso3 == "THA"
    assert countries.look_up(101.21, 0.5).iso3 == "MYS"


def test_a_hole_is_no_land_of_the_country_around_it() -> None:
    hole = "100.4 0.4, 100.6 0.4, 100.6 0.6, 100.4 0.6, 100.4 0.4"
    around = ("THA", square(100, 0, 101, 1, hole))
    lake = index([around]).look_up(100.5, 0.45)
    assert (lake.iso3, lake.offshore_km) == ("THA", pytest.approx(0.05 * KM_PER_DEGREE, rel=1e-4))
    assert index([around], 1.0).look_up(100.5, 0.5) is None
    enclave = ("MYS", square(100.4, 0.4, 100.6, 0.6))
    for shapes in ([around, enclave], [enclave, around]):
        assert index(shapes).look_up(100.5, 0.5) == PlaceReading("MYS")
        assert index(shapes).look_up(100.35, 0.5) == PlaceReading("THA")


@pytest.mark.parametrize("latitude", [0.0, -17.0, 65.0])
def test_a_coast_beyond_the_antimeridian_is_found(latitude: float) -> None:
    west = ("FJI", square(178, latitude - 1, 180, latitude + 1))
    east = ("TON", square(-180, latitude - 1, -178, latitude + 1))
    step = 20 / KM_PER_DEGREE / math.cos(math.radians(latitude))
    for shapes, inside, off in (
        ([west], 179.9, -180 + step),
        ([east], -179.9, 180 - step),
    ):
        countries = index(shapes)
        assert countries.look_up(inside, latitude) == PlaceReading(shapes[0][0])
        found = countries.look_up(off, latitude)
        assert found is not None
        assert found.iso3 == shapes[0][0]
        assert found.offshore_km == pytest.approx(20, rel=1e-3)
        assert countries.look_up(0.0, latitude) is None
    both = index([west, east])
    assert both.look_up(180.0, latitude) == PlaceReading("FJI")
    assert both.look_up(-180.0, latitude) == PlaceReading("TON")


Rows = list[tuple[dict[str, Any], Optional[str]]]


def outline_file(path: Path, rows: Rows, table: str = "countries") -> Path:
    driver = ogr.GetDriverByName("GPKG")
    dataset = driver.Open(str(path), 1) if path.exists() else driver.CreateDataSource(str(path))
    layer = dataset.CreateLayer(table, None, ogr.wkbUnknown)
    for name in dict.fromkeys(name for attributes, _wkt in rows for name in attributes):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    for attributes, wkt in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        for name, value in attributes.items():
            feature[name] = value
        if wkt:
            feature.SetGeometry(ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(feature)
    layer = dataset = None
    return path


@pytest.mark.parametrize(
    "attributes",
    [
        {"ISO_A3": "FRA"},
        {"iso3": "FRA"},
        {"ADM0_A3": "FRA"},
        {"shapeGroup": "FRA"},
        {"COUNTRY": "France"},
        {"name": "FRANCE"},
        {"ISO_A3": "-99", "ADM0_A3": "FRA"},  # as Natural Earth writes France and Norway
        {"ISO_A3": None, "NAME": "France"},
        {"fid_1": "7", "ISO_A3_EH": "FRA", "NAME": "Frankreich"},
    ],
)
def test_a_file_names_its_countries_in_one_of_many_fields(
    tmp_path: Path, attributes: dict[str, Any]
) -> None:
    path = outline_file(tmp_path / "o.gpkg", [(attributes, square(2, 45, 4, 47))])
    assert CountryIndex.read(path).look_up(3, 46) == PlaceReading("FRA")


def test_what_is_no_country_or_has_no_area_is_passed_over(tmp_path: Path) -> None:
    rows: Rows = [
        ({"NAME": "Atlantis"}, square(0, 0, 1, 1)),
        ({"NAME": "Laos"}, None),
        ({"NAME": "Thailand"}, "POLYGON EMPTY"),
        (
            {"NAME": "Viet Nam"},
            "MULTIPOLYGON (((10 0, 11 0, 11 1, 10 0)), ((20 0, 21 0, 21 1, 20 0)))",
        ),
        ({"NAME": "Malaysia"}, "POLYGON Z ((30 0 5, 31 0 5, 31 1 5, 30 0 5))"),
        ({"NAME": "Myanmar"}, "CURVEPOLYGON (CIRCULARSTRING (40 0, 41 1, 42 0, 41 -1, 40 0))"),
    ]
    countries = CountryIndex.read(outline_file(tmp_path / "o.gpkg", rows))
    assert countries.look_up(0.5, 0.5) is None
    assert countries.look_up(10.9, 0.5) == countries.look_up(20.9, 0.5) == PlaceReading("VNM")
    assert countries.look_up(30.9, 0.5) == PlaceReading("MYS")
    assert countries.look_up(41.0, 0.9) == PlaceReading("MMR")


def test_a_table_of_a_file_can_be_chosen(tmp_path: Path) -> None:
    path = outline_file(tmp_path / "o.gpkg", [({"NAME": "Laos"}, square(0, 0, 1, 1))])
    outline_file(path, [({"NAME": "Brunei"}, square(0, 0, 1, 1))], "more")
    assert CountryIndex.read(path).look_up(0.5, 0.5) == PlaceReading("LAO")
    assert CountryIndex.read(path, "more").look_up(0.5, 0.5) == PlaceReading("BRN")
    assert CountryIndex.read(path, "more", 200.0).look_up(2.5, 0.5).iso3 == "BRN"
    with pytest.raises(WorkspaceError, match=r"o.gpkg.*no layer fewer"):
        CountryIndex.read(path, "fewer")


def test_what_cannot_serve_as_outlines_is_refused(tmp_path: Path) -> None:
    nameless = outline_file(tmp_path / "n.gpkg", [({"code": "7"}, square(0, 0, 1, 1))])
    with pytest.raises(WorkspaceError, match=r"n.gpkg.*ISO_A3 or NAME"):
        CountryIndex.read(nameless)
    (tmp_path / "t.gpkg").write_text("no outlines", encoding="utf-8")
    for name in ("t.gpkg", "missing.gpkg"):
        with pytest.raises(WorkspaceError, match=name):
            CountryIndex.read(tmp_path / name)
