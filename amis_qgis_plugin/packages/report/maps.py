"""What the maps of the report show: occurrences gathered into dots, units and structures."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from pathlib import Path

from osgeo import ogr

from ...core.commodities import GROUP_IDS, load_commodities
from ...core.occurrence_filter import Extent
from ...core.package_plan import PackagePlan
from ...core.schemas import OCCURRENCES
from ...core.tables import read_table
from ...core.translations import GROUP, name_in
from ...workspace.blobs import point_of
from ...workspace.gdal_calls import open_vector, sqlite
from ...workspace.sql import columns_of, statement
from ..land import largest_land
from .boxes import box_of
from .language import Language
from .map_drawing import Dot, Line, MapContent, MapWords, draw_map

# The frame of the locator: the eleven members of ASEAN.
ASEAN: Extent = (92.0, -11.5, 141.5, 29.0)
MAP_WIDTH, LOCATOR_WIDTH = 480.0, 320.0
_CELLS = 160
_MOST_LINES, _MOST_RINGS, _MOST_ISLANDS = 400, 600, 150
_STRUCTURES, _UNITS = "faults", "geological_units"
_GROUP, _OTHER = "commodity_group", "other"


def draw_maps(
    plan: PackagePlan, geopackage: Path, language: Language, world: Path | None = None
) -> tuple[str, str]:
    """Return the main map and the locator; nothing where there is no area to draw.

    :param world: a map of the world's countries, to draw land from; nothing draws none.
    """
    boxes = map_boxes(plan, geopackage)
    if boxes is None:
        return "", ""
    area, around = boxes
    main = MapContent(
        area,
        _dots(geopackage, area),
        list(_parts_of(plan, geopackage, area, _UNITS, _MOST_RINGS)),
        list(_parts_of(plan, geopackage, area, _STRUCTURES, _MOST_LINES)),
        _towns(area, language),
        width=MAP_WIDTH,
        land=_rings(world, area, MAP_WIDTH),
    )
    locator = MapContent(
        around,
        towns=_towns(around, language),
        frame=area,
        width=LOCATOR_WIDTH,
        land=_rings(world, around, LOCATOR_WIDTH),
    )
    titles = language.words["map_title"], language.words["locator_title"]
    words = [_map_words(title, language) for title in titles]
    return draw_map(main, words[0]), draw_map(locator, words[1])


def map_boxes(plan: PackagePlan, geopackage: Path) -> tuple[Extent, Extent] | None:
    """Return the boxes of main map and locator; nothing where there is no area to draw."""
    area = plan.area or _extent(geopackage)
    return None if area is None or area[0] > area[2] else (area, _around(area))


def _rings(world: Path | None, box: Extent, width: float) -> list[Line]:
    """Return the rings of the land in a box, simplified to what a map of a width can show."""
    if world is None:
        return []
    tolerance = max(box[2] - box[0], box[3] - box[1]) / width
    shapes = largest_land(world, box, tolerance, _MOST_ISLANDS)
    polygons = (ogr.CreateGeometryFromWkb(shape) for shape in shapes)
    rings = (one.GetGeometryRef(at) for one in polygons for at in range(one.GetGeometryCount()))
    return [[point[:2] for point in ring.GetPoints()] for ring in rings]


def _map_words(title: str, language: Language) -> MapWords:
    labels = {group.id: group.label for group in load_commodities().groups()}
    return MapWords(
        title,
        language.degree_letters(),
        {one: name_in(language.code, GROUP, one, labels[one]) for one in GROUP_IDS},
        language.words["map_units"],
        language.words["map_structures"],
        language.marked,
    )


def _around(area: Extent) -> Extent:
    """Return the locator's frame: ASEAN, or the world where the area lies outside of it."""
    inside = area[0] >= ASEAN[0] - 5 and area[2] <= ASEAN[2] + 5
    inside = inside and area[1] >= ASEAN[1] - 5 and area[3] <= ASEAN[3] + 5
    return ASEAN if inside else (-180.0, -80.0, 180.0, 84.0)


def _towns(area: Extent, language: Language) -> list[tuple[float, float, str]]:
    """Return the capitals in an area, for orientation: no boundaries are drawn."""
    west, south, east, north = area
    placed = (
        (
            float(row["longitude"]),
            float(row["latitude"]),
            row.get(f"name_{language.code}", row["name_en"]),
        )
        for row in read_table("capitals.csv")
    )
    return [one for one in placed if west <= one[0] <= east and south <= one[1] <= north]


def _extent(geopackage: Path) -> Extent | None:
    with sqlite(geopackage) as connection:
        row = connection.execute(
            "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?",
            (OCCURRENCES,),
        ).fetchone()
    if row is None or row[0] is None:
        return None
    return row[0] - 0.5, row[1] - 0.5, row[2] + 0.5, row[3] + 0.5


def _dots(geopackage: Path, area: Extent) -> list[Dot]:
    """Gather occurrences by small cells, so that a million of them make a map as a hundred do.

    A dot has the colour of the commodity group that is most frequent in its cell.
    """
    west, south, east, north = area
    cell = max(east - west, north - south) / _CELLS
    places: dict[tuple[int, int], tuple[float, float]] = {}
    found: dict[tuple[int, int], dict[str, int]] = {}
    for point, group in _points(geopackage):
        if not (west <= point[0] <= east and south <= point[1] <= north):
            continue
        key = int((point[0] - west) / cell), int((point[1] - south) / cell)
        places.setdefault(key, point)
        counts = found.setdefault(key, {})
        counts[group] = counts.get(group, 0) + 1
    dots = [
        (*places[key], sum(counts.values()), min(counts, key=lambda one: (-counts[one], one)))
        for key, counts in found.items()
    ]
    return sorted(dots, key=lambda dot: (-dot[2], dot[0], dot[1]))


def _points(geopackage: Path) -> Iterator[tuple[tuple[float, float], str]]:
    with sqlite(geopackage) as connection:
        cursor = connection.cursor()
        cursor.row_factory = None
        there = columns_of(connection, OCCURRENCES)
        group = statement("{}", _GROUP) if _GROUP in there else "NULL"
        ordered = statement("FROM {} ORDER BY {}", OCCURRENCES, "fid")
        cursor.execute(" ".join((statement("SELECT {},", "geom"), group, ordered)))
        for blob, value in cursor:
            point = point_of(blob)
            if point is not None:
                yield point, value or _OTHER


def _parts_of(
    plan: PackagePlan, geopackage: Path, area: Extent, layer_type: str, most: int
) -> Iterator[Line]:
    """Yield lines or outlines of a kind of layer, simplified to what the map can show."""
    tables = [one.table for one in plan.layers if one.layer_type == layer_type]
    tolerance = max(area[2] - area[0], area[3] - area[1]) / 400
    frame = box_of(area)
    dataset = open_vector(geopackage)
    try:
        for name in tables:
            layer = dataset.GetLayerByName(name)
            if _in_degrees(layer):
                yield from _simplified(layer, frame, tolerance, most)
    finally:
        layer = dataset = None


def _in_degrees(layer: ogr.Layer) -> bool:
    system = layer.GetSpatialRef()
    return system is None or bool(system.IsGeographic())


def _simplified(
    layer: ogr.Layer, frame: ogr.Geometry, tolerance: float, most: int
) -> Iterator[Line]:
    """Yield the largest parts of a layer; those too small to be seen are left out."""
    layer.ResetReading()
    visible = (
        feature.GetGeometryRef()
        for feature in layer
        if _is_visible(feature.GetGeometryRef(), tolerance)
    )
    parts = (part for one in visible for part in _parts(_seen(one, frame, tolerance)))
    # Only the largest are held, however many there are; the number keeps equal ones in order.
    sized = ((_size(part), -number, part.Clone()) for number, part in enumerate(parts))
    for _length, _number, part in heapq.nlargest(most, sized):
        points = part.GetPoints() or []
        if len(points) > 1:
            yield [(point[0], point[1]) for point in points]


def _size(part: ogr.Geometry) -> float:
    """Return the sides of the box around a line or ring, together."""
    west, east, south, north = part.GetEnvelope()
    return float(east - west + north - south)


def _is_visible(geometry: ogr.Geometry | None, tolerance: float) -> bool:
    return geometry is not None and not geometry.IsEmpty() and _size(geometry) > 2 * tolerance


def _seen(geometry: ogr.Geometry, frame: ogr.Geometry, tolerance: float) -> ogr.Geometry | None:
    """Return the part of a geometry that lies in the frame; nothing when that cannot be told."""
    plain = geometry.Simplify(tolerance)
    try:
        return plain.Intersection(frame) if plain is not None else None
    except RuntimeError:  # a geometry that is not valid, where GDAL raises
        return None


def _parts(geometry: ogr.Geometry | None) -> Iterator[ogr.Geometry]:
    """Yield the lines and outer rings in a geometry."""
    if geometry is None or geometry.IsEmpty():
        return
    kind = ogr.GT_Flatten(geometry.GetGeometryType())
    if kind == ogr.wkbLineString:
        yield geometry
    elif kind == ogr.wkbPolygon:
        yield geometry.GetGeometryRef(0)
    else:
        for number in range(geometry.GetGeometryCount()):
            yield from _parts(geometry.GetGeometryRef(number))
