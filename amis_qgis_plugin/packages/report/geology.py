"""Where occurrences lie: in which geological units, and how far from structures.

A count alone says little: a large unit holds many occurrences because it is large. Beside every
count stands the number that would be there if the occurrences were spread evenly by area.

Areas and distances are measured on the Lambert azimuthal equal-area projection of WGS 84 around
the middle of the area. Areas are exact there; distances are off by at most some percent at the
edge of an area as large as ASEAN. Distances come from a grid of at most 1,000 cells along a side.
"""

from __future__ import annotations

import math
import sqlite3
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy
from osgeo import gdal, ogr, osr

from ...core.occurrence_filter import Extent
from ...core.package_plan import PackagePlan, PlannedLayer
from ...core.progress import Progress
from ...core.schemas import OCCURRENCES
from ...workspace.blobs import point_of
from ...workspace.gdal_calls import open_vector, reference_system, sqlite
from ...workspace.reference_systems import to_degrees
from ...workspace.sql import columns_of, statement
from .boxes import box_of
from .chance import chance_range
from .numbers import ReportTable, table

BANDS_KM = (0.0, 5.0, 10.0, 25.0, 50.0, 100.0)
CELLS = 1_000  # along a side of the grid, at most
_SMALLEST_CELL = 100.0  # metres
_BATCH = 500
_CHUNK = 10_000
_SQUARE_KM = 1e6
_UNITS, _STRUCTURES = "geological_units", "faults"


@dataclass(frozen=True)
class Study:
    """The area that is studied, and the way from degrees to metres in it.

    :param box: the area itself, in degrees.
    :param failed: table and key of features that cannot be measured, gathered on the way.
    """

    box: ogr.Geometry
    to_metres: osr.CoordinateTransformation
    metres: osr.SpatialReference
    failed: set[tuple[str, int]]


def study_of(area: Extent, polygon: str = "") -> Study:
    """Return the study for an area in degrees that does not cross the antimeridian.

    :param polygon: the area as WKT where it is more than a box.
    """
    west, south, east, north = area
    degrees = reference_system(4326)
    metres = osr.SpatialReference()
    metres.ImportFromProj4(
        f"+proj=laea +lat_0={(south + north) / 2:.6f} +lon_0={(west + east) / 2:.6f}"
        " +datum=WGS84 +units=m"
    )
    metres.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    box = ogr.CreateGeometryFromWkt(polygon) if polygon else box_of(area)
    box.Segmentize(max(east - west, north - south, 1e-6) / 64)  # its sides are curves in metres
    return Study(box, osr.CoordinateTransformation(degrees, metres), metres, set())


def count_geology(
    plan: PackagePlan, geopackage: Path, progress: Progress
) -> tuple[list[ReportTable], int]:
    """Return occurrences by unit and by distance to structures; empty where no layer has them.

    A third table tells how many occurrences the others count, and how many they do not. The number
    behind them is of the features that could not be measured.
    """
    failed = 0
    by_unit: list[tuple[object, ...]] = []
    by_distance: list[tuple[object, ...]] = []
    studied: list[tuple[object, ...]] = []
    total = sum(one.features for one in plan.layers if one.table == OCCURRENCES)
    if plan.area is not None and plan.area[0] <= plan.area[2]:
        study = study_of(plan.area, plan.polygon)
        units = [one for one in plan.layers if _is(one, _UNITS, "polygon")]
        structures = [one for one in plan.layers if _is(one, _STRUCTURES, "line")]
        dataset = open_vector(geopackage)
        try:
            for layer in units:
                progress.at(0.2, f"Counting occurrences in {layer.title}")
                rows, counted = _in_units(dataset, geopackage, layer, study, progress)
                by_unit += rows
                if rows:
                    studied.append(("by_unit", layer.title, total, counted, total - counted))
            if structures:
                grid = Grid(study, dataset, units, progress)
                for layer in structures:
                    progress.at(0.7, f"Measuring distances to {layer.title}")
                    rows, counted = grid.by_distance(dataset, geopackage, layer, progress)
                    by_distance += rows
                    if rows:
                        told = ("by_distance", layer.title, total, counted, total - counted)
                        studied.append(told)
            failed = len(study.failed)
        finally:
            dataset = None
    made = [table("by_unit", by_unit), table("by_distance", by_distance)]
    return [*made, table("studied", studied)], failed


def _is(layer: PlannedLayer, layer_type: str, geometry: str) -> bool:
    return layer.layer_type == layer_type and layer.geometry == geometry


def _in_units(
    dataset: gdal.Dataset,
    geopackage: Path,
    layer: PlannedLayer,
    study: Study,
    progress: Progress,
) -> tuple[list[tuple[object, ...]], int]:
    """Count by name of unit; an occurrence counts once for each unit that it lies in.

    :returns: the rows of the table, and how many occurrences lie in any unit.
    """
    areas: dict[str, float] = {}
    inside: dict[str, array[int]] = {}
    points = dataset.GetLayerByName(OCCURRENCES)
    definition = points.GetLayerDefn()
    points.SetIgnoredFields(
        [definition.GetFieldDefn(number).GetName() for number in range(definition.GetFieldCount())]
    )
    for name, part in clipped(dataset, geopackage, layer, study):
        progress.check()
        metric = part.Clone()
        metric.Transform(study.to_metres)
        areas[name] = areas.get(name, 0.0) + metric.GetArea() / _SQUARE_KM
        points.SetSpatialFilter(part)
        inside.setdefault(name, array("q")).extend(point.GetFID() for point in points)
    points.SetSpatialFilter(None)
    points.SetIgnoredFields([])
    fids_of = {name: numpy.unique(numpy.asarray(fids)) for name, fids in inside.items()}
    counts = {name: len(fids) for name, fids in fids_of.items()}
    counted = len(numpy.unique(numpy.concatenate([*fids_of.values()]))) if fids_of else 0
    rows: list[tuple[object, ...]] = []
    whole, total = sum(areas.values()), sum(counts.values())
    for name in sorted(areas, key=lambda one: (-counts[one], -areas[one], one)):
        expected = total * areas[name] / whole if whole else 0.0
        rows.append(
            (
                layer.title,
                name,
                _rounded(areas[name]),
                counts[name],
                *_compared(counts[name], expected),
                *chance_range(total, areas[name] / whole if whole else 0.0),
            )
        )
    return rows, counted


def clipped(
    dataset: gdal.Dataset, geopackage: Path, layer: PlannedLayer, study: Study
) -> Iterator[tuple[str, ogr.Geometry]]:
    """Yield name and the part inside the area of every feature, in degrees.

    What cannot be measured is noted in the study.
    """
    opened = dataset.GetLayerByName(layer.table)
    with sqlite(geopackage) as connection:
        column = _name_column(connection, layer.table)
    transform = to_degrees(opened.GetSpatialRef())
    opened.ResetReading()
    for feature in opened:
        geometry = feature.GetGeometryRef()
        if geometry is None or geometry.IsEmpty():
            continue
        part = _part_inside(geometry.Clone(), transform, study.box)
        if part is None:
            study.failed.add((layer.table, feature.GetFID()))
        elif not part.IsEmpty():
            yield (feature.GetField(column) or "") if column else "", part


def _part_inside(
    geometry: ogr.Geometry, transform: osr.CoordinateTransformation | None, box: ogr.Geometry
) -> ogr.Geometry | None:
    """Return the part of a geometry in a box; nothing when it cannot be told.

    A geometry that is not valid is repaired here, for measuring only.
    """
    try:
        if transform is not None and geometry.Transform(transform) != 0:
            return None
        if not geometry.IsValid():
            geometry = geometry.MakeValid()
        return None if geometry is None else geometry.Intersection(box)
    except RuntimeError:  # where GDAL raises; else it returns what is asked for above
        return None


def _name_column(connection: sqlite3.Connection, name: str) -> str:
    there = columns_of(connection, name)
    wanted = ("name", "lithology", "lithology_text", "description")
    return next((column for column in wanted if column in there), "")


class Grid:
    """Cells of equal area over the studied area: the units' part of it where there are units."""

    def __init__(
        self,
        study: Study,
        dataset: gdal.Dataset,
        units: list[PlannedLayer],
        progress: Progress,
    ) -> None:
        self._study = study
        frame = study.box.Clone()
        frame.Transform(study.to_metres)
        self._west, east, south, self._north = frame.GetEnvelope()
        side = max(east - self._west, self._north - south)
        self._cell = max(side / CELLS, _SMALLEST_CELL)
        self._columns = max(1, math.ceil((east - self._west) / self._cell))
        self._rows = max(1, math.ceil((self._north - south) / self._cell))
        path = Path(dataset.GetDescription())
        parts = (part for layer in units for _name, part in clipped(dataset, path, layer, study))
        self._studied = self._burnt(parts if units else iter([study.box.Clone()]), progress)

    def by_distance(
        self, dataset: gdal.Dataset, geopackage: Path, layer: PlannedLayer, progress: Progress
    ) -> tuple[list[tuple[object, ...]], int]:
        """Return area and occurrences in every band of distance to a layer of lines.

        :returns: the rows of the table, and how many occurrences lie on studied cells.
        """
        cells, counts = self._by_band(dataset, geopackage, layer, progress)
        rows: list[tuple[object, ...]] = []
        if not cells.any():
            return rows, 0
        total, whole = int(counts.sum()), int(cells.sum())
        ends = (*BANDS_KM[1:], None)
        for start, end, area, count in zip(BANDS_KM, ends, cells.tolist(), counts.tolist()):
            share = area / whole
            chance = chance_range(total, share)
            percent, compared = round(100 * share, 1), _compared(count, total * share)
            rows.append((layer.title, start, end, percent, count, *compared, *chance))
        return rows, total

    def counts_by_band(
        self, dataset: gdal.Dataset, geopackage: Path, layer: PlannedLayer, progress: Progress
    ) -> list[int]:
        """Return the occurrences in every band of distance to a layer of any geometry."""
        return [int(count) for count in self._by_band(dataset, geopackage, layer, progress)[1]]

    def _by_band(
        self, dataset: gdal.Dataset, geopackage: Path, layer: PlannedLayer, progress: Progress
    ) -> tuple[numpy.ndarray, numpy.ndarray]:
        """Return studied cells and occurrences in every band; zeros where nothing is there."""
        counts = numpy.zeros(len(BANDS_KM), dtype="int64")
        shapes = (part for _name, part in clipped(dataset, geopackage, layer, self._study))
        burnt = self._burnt(shapes, progress)
        if not burnt.any() or not self._studied.any():
            return counts, counts
        distance = self._distance(burnt)
        bands = numpy.digitize(distance, numpy.asarray(BANDS_KM[1:]) * 1000)
        cells = numpy.bincount(bands[self._studied], minlength=len(BANDS_KM))
        for columns, rows in self._places(geopackage, progress):
            there = bands[rows, columns][self._studied[rows, columns]]
            counts += numpy.bincount(there, minlength=len(BANDS_KM))
        return cells, counts

    def _burnt(self, parts: Iterator[ogr.Geometry], progress: Progress) -> numpy.ndarray:
        """Return which cells the geometries touch; they come in batches, never all at once."""
        raster = self._raster(gdal.GDT_Byte)
        # GDAL 3.11 has put "Memory" into "MEM".
        driver = ogr.GetDriverByName("Memory") or ogr.GetDriverByName("MEM")
        batch: list[ogr.Geometry] = []

        def burn() -> None:
            progress.check()
            memory = driver.CreateDataSource("")
            layer = memory.CreateLayer("parts", self._study.metres)
            for geometry in batch:
                feature = ogr.Feature(layer.GetLayerDefn())
                feature.SetGeometry(geometry)
                layer.CreateFeature(feature)
            gdal.RasterizeLayer(raster, [1], layer, burn_values=[1], options=["ALL_TOUCHED=TRUE"])
            batch.clear()

        for part in parts:
            part.Transform(self._study.to_metres)
            batch.append(part)
            if len(batch) >= _BATCH:
                burn()
        if batch:
            burn()
        return raster.ReadAsArray().astype(bool)

    def _distance(self, burnt: numpy.ndarray) -> numpy.ndarray:
        """Return the distance of every cell to the nearest burnt one, in metres."""
        source, target = self._raster(gdal.GDT_Byte), self._raster(gdal.GDT_Float32)
        source.GetRasterBand(1).WriteArray(burnt.astype("uint8"))
        options = ["VALUES=1", "DISTUNITS=GEO"]
        gdal.ComputeProximity(source.GetRasterBand(1), target.GetRasterBand(1), options)
        return target.ReadAsArray()

    def _raster(self, kind: int) -> gdal.Dataset:
        raster = gdal.GetDriverByName("MEM").Create("", self._columns, self._rows, 1, kind)
        raster.SetGeoTransform((self._west, self._cell, 0, self._north, 0, -self._cell))
        raster.SetProjection(self._study.metres.ExportToWkt())
        return raster

    def _places(
        self, geopackage: Path, progress: Progress
    ) -> Iterator[tuple[numpy.ndarray, numpy.ndarray]]:
        """Yield column and row of the occurrences' cells, some thousands at a time."""
        with sqlite(geopackage) as connection:
            cursor = connection.cursor()
            cursor.row_factory = None
            cursor.execute(statement("SELECT {} FROM {}", "geom", OCCURRENCES))
            while blobs := cursor.fetchmany(_CHUNK):
                progress.check()
                degrees = [point for point in (point_of(blob) for (blob,) in blobs) if point]
                if not degrees:
                    continue
                metres = numpy.asarray(self._study.to_metres.TransformPoints(degrees))
                with numpy.errstate(invalid="ignore"):
                    columns = numpy.floor((metres[:, 0] - self._west) / self._cell)
                    rows = numpy.floor((self._north - metres[:, 1]) / self._cell)
                inside = (columns >= 0) & (columns < self._columns)
                inside &= (rows >= 0) & (rows < self._rows)
                yield columns[inside].astype("int64"), rows[inside].astype("int64")


def _compared(count: int, expected: float) -> tuple[float, float | None]:
    """Return the expected number and the ratio to it, rounded as they are shown."""
    return round(expected, 1), round(count / expected, 2) if expected >= 0.05 else None


def _rounded(area: float) -> float:
    return round(area) if area >= 100 else round(area, 1)
