"""What the maps of the report show: occurrences gathered into dots, and structures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from osgeo import ogr

from ...core.occurrence_filter import Extent
from ...core.package_plan import PackagePlan
from ...core.schemas import OCCURRENCES
from ...workspace.blobs import point_of
from ...workspace.gdal_calls import open_vector, sqlite
from ...workspace.sql import statement
from .charts import point_map

# The frame of the locator: the eleven members of ASEAN.
ASEAN: Extent = (92.0, -11.5, 141.5, 29.0)
_CELLS = 160
_MOST_LINES = 400
_STRUCTURES = "faults"


def draw_maps(plan: PackagePlan, geopackage: Path, titles: tuple[str, str]) -> tuple[str, str]:
    """Return the main map and the locator; nothing where there is no area to draw.

    :param titles: of both, for people who hear them read.
    """
    area = plan.area or _extent(geopackage)
    if area is None or area[0] > area[2]:
        return "", ""
    dots = _dots(geopackage, area)
    lines = list(_lines(plan, geopackage, area))
    main = point_map(titles[0], area, dots, lines)
    return main, point_map(titles[1], _around(area), [], frame=area)


def _around(area: Extent) -> Extent:
    """Return the locator's frame: ASEAN, or the world where the area lies outside of it."""
    inside = area[0] >= ASEAN[0] - 5 and area[2] <= ASEAN[2] + 5
    inside = inside and area[1] >= ASEAN[1] - 5 and area[3] <= ASEAN[3] + 5
    return ASEAN if inside else (-180.0, -80.0, 180.0, 84.0)


def _extent(geopackage: Path) -> Extent | None:
    with sqlite(geopackage) as connection:
        row = connection.execute(
            "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?",
            (OCCURRENCES,),
        ).fetchone()
    if row is None or row[0] is None:
        return None
    return row[0] - 0.5, row[1] - 0.5, row[2] + 0.5, row[3] + 0.5


def _dots(geopackage: Path, area: Extent) -> list[tuple[float, float, int]]:
    """Gather occurrences by small cells, so that a million of them make a map as a hundred do."""
    west, south, east, north = area
    cell = max(east - west, north - south) / _CELLS
    found: dict[tuple[int, int], tuple[float, float, int]] = {}
    with sqlite(geopackage) as connection:
        cursor = connection.cursor()
        cursor.row_factory = None
        cursor.execute(statement("SELECT {} FROM {} ORDER BY {}", "geom", OCCURRENCES, "fid"))
        for (blob,) in cursor:
            point = point_of(blob)
            if point is None or not (west <= point[0] <= east and south <= point[1] <= north):
                continue
            key = int((point[0] - west) / cell), int((point[1] - south) / cell)
            x, y, count = found.get(key, (*point, 0))
            found[key] = (x, y, count + 1)
    return sorted(found.values(), key=lambda dot: (-dot[2], dot[0], dot[1]))


def _lines(
    plan: PackagePlan, geopackage: Path, area: Extent
) -> Iterator[list[tuple[float, float]]]:
    """Yield the longest structures, simplified to what the map can show."""
    tables = [one.table for one in plan.layers if one.layer_type == _STRUCTURES]
    dataset = open_vector(geopackage)
    try:
        for name in tables:
            layer = dataset.GetLayerByName(name)
            if not _in_degrees(layer):
                continue
            yield from _simplified(layer, max(area[2] - area[0], area[3] - area[1]) / 400)
    finally:
        layer = dataset = None


def _in_degrees(layer: ogr.Layer) -> bool:
    system = layer.GetSpatialRef()
    return system is None or bool(system.IsGeographic())


def _simplified(layer: ogr.Layer, tolerance: float) -> Iterator[list[tuple[float, float]]]:
    layer.ResetReading()
    for number, feature in enumerate(layer):
        if number >= _MOST_LINES:
            return
        geometry = feature.GetGeometryRef()
        if geometry is None:
            continue
        plain = geometry.Simplify(tolerance)
        for part in _parts(plain):
            points = part.GetPoints() or []
            if len(points) > 1:
                yield [(point[0], point[1]) for point in points]


def _parts(geometry: ogr.Geometry) -> Iterator[ogr.Geometry]:
    if geometry is None or geometry.IsEmpty():
        return
    if ogr.GT_Flatten(geometry.GetGeometryType()) == ogr.wkbLineString:
        yield geometry
        return
    for number in range(geometry.GetGeometryCount()):
        yield from _parts(geometry.GetGeometryRef(number))
