"""Which rows of a workspace table are meant, counted the same way as they are copied."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from osgeo import gdal, ogr

from ..core.errors import WorkspaceError
from ..core.occurrence_filter import Extent
from ..core.progress import Progress
from .area_shapes import AreaShape
from .gdal_calls import gdal_errors, open_vector, rows
from .reference_systems import from_degrees
from .sql import statement

STEP = 50_000
_CHECK_EVERY = 5_000
_EDGE_POINTS = 21


@dataclass(frozen=True)
class LayerSelection:
    """Rows of one table.

    :param title: the title of the copy.
    :param condition: SQL condition as ``core.expressions`` writes it; empty wants every row.
    :param area: (west, south, east, north) in degrees, EPSG:4326; whole features that touch it.
        West greater than east crosses the antimeridian; features are then taken by their
        bounding boxes.
    :param polygon: WKT in EPSG:4326 where the area is more than a box: features that touch it.
        ``area`` is its box then. :func:`.extract.extract` takes the rows in that box, and
        :func:`.cutting.keep_inside` drops those that only the box has.
    """

    table: str
    title: str
    description: str = ""
    condition: str = ""
    area: Extent | None = None
    polygon: str = ""


@dataclass(frozen=True)
class LayerCondition:
    """A selection as GDAL takes it: an attribute condition and a box in the layer's own CRS."""

    where: str
    box: Extent | None


def condition_on(layer: ogr.Layer, selection: LayerSelection) -> LayerCondition:
    """Return the selection in the terms of its open layer.

    :raises WorkspaceError: when an area across the antimeridian meets a layer without index.
    """
    if selection.area is None:
        return LayerCondition(selection.condition, None)
    west, south, east, north = selection.area
    if west <= east:
        return LayerCondition(selection.condition, _box_in(layer, selection.area))
    halves = ((west, south, 180.0, north), (-180.0, south, east, north))
    touched = " OR ".join(_touches(layer, _box_in(layer, half)) for half in halves)
    both = f"({touched})"
    where = f"({selection.condition}) AND {both}" if selection.condition else both
    return LayerCondition(where, None)


def count_selected(path: Path, selection: LayerSelection, progress: Progress) -> int:
    """Return the number of rows that a copy of the selection has.

    :raises WorkspaceError: when the table or the condition cannot be read.
    """
    dataset = open_vector(path)
    try:
        with gdal_errors(path.name):
            layer = layer_named(dataset, selection.table)
            found = condition_on(layer, selection)
            layer.SetAttributeFilter(found.where or None)
            if selection.polygon:
                count = _count_inside(layer, selection.polygon, progress)
            elif found.box is None:
                count = int(layer.GetFeatureCount())
            else:
                count = _count_touching(layer, found.box, progress)
            # A condition that cannot be read shows only here, as a count of 0.
            if gdal.GetLastErrorType() >= gdal.CE_Failure:
                raise WorkspaceError(
                    f"The condition on {selection.table} fails: {gdal.GetLastErrorMsg()}",
                    subject=path.name,
                )
            return count
    finally:
        layer = dataset = None  # closes the file, also when an error holds this frame


def layer_named(dataset: gdal.Dataset, table: str) -> ogr.Layer:
    """Return a layer of an open dataset.

    :raises WorkspaceError: when it has none of this name.
    """
    layer = dataset.GetLayerByName(table)
    if layer is None:
        raise WorkspaceError(
            f"There is no table {table}.", subject=Path(dataset.GetDescription()).name
        )
    return layer


def steps_through(path: Path, table: str, fid: str, where: str) -> list[str]:
    """Return conditions on ``fid`` that part the rows under ``where`` into steps of equal size.

    Long copies go step by step: GDAL reports no progress while it copies under a condition.
    """
    parts = [
        statement("SELECT {} FROM (SELECT {}, row_number() OVER (ORDER BY {})", fid, fid, fid),
        statement("AS step_row FROM {}", table),
        f"WHERE {where}" if where else "",
        ") WHERE step_row % ? = 1 % ?",
    ]
    found = rows(path, " ".join(parts), (STEP, STEP))
    starts = [int(row[0]) for row in found]
    column = statement("{}", fid)
    ranges = [f"{column} >= {start} AND {column} < {end}" for start, end in zip(starts, starts[1:])]
    return [*ranges, f"{column} >= {starts[-1]}"] if starts else []


def _count_inside(layer: ogr.Layer, polygon: str, progress: Progress) -> int:
    """Count what touches a polygon."""
    shape = AreaShape(polygon, layer.GetSpatialRef())
    _read_geometry_alone(layer, shape.box)
    count = 0
    for number, feature in enumerate(_features(layer), start=1):
        if number % _CHECK_EVERY == 0:
            progress.check()
        count += shape.touches(feature.GetGeometryRef())
    return count


def _read_geometry_alone(layer: ogr.Layer, box: Extent) -> None:
    definition = layer.GetLayerDefn()
    names = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
    layer.SetIgnoredFields(names)
    layer.SetSpatialFilterRect(*box)


def _count_touching(layer: ogr.Layer, box: Extent, progress: Progress) -> int:
    """Count by reading: the driver's own count compares bounding boxes only."""
    _read_geometry_alone(layer, box)
    count = 0
    for count, _feature in enumerate(_features(layer), start=1):
        if count % _CHECK_EVERY == 0:
            progress.check()
    return count


def _features(layer: ogr.Layer) -> Iterator[ogr.Feature]:
    layer.ResetReading()
    feature = layer.GetNextFeature()
    while feature is not None:
        yield feature
        feature = layer.GetNextFeature()


def _box_in(layer: ogr.Layer, area: Extent) -> Extent:
    """Return the area as a box in the layer's CRS."""
    transform = from_degrees(layer.GetSpatialRef())
    if transform is None:
        return area
    west, south, east, north = transform.TransformBounds(*area, _EDGE_POINTS)
    return west, south, east, north


def _touches(layer: ogr.Layer, box: Extent) -> str:
    if not layer.TestCapability(ogr.OLCFastSpatialFilter):
        raise WorkspaceError(
            "An area across the antimeridian needs a spatial index, and the layer has none.",
            subject=layer.GetName(),
            hint="Choose an area on one side of the 180th meridian.",
        )
    west, south, east, north = (repr(float(value)) for value in box)
    index = f"rtree_{layer.GetName()}_{layer.GetGeometryColumn()}"
    parts = [
        statement("{} IN (SELECT id FROM {}", layer.GetFIDColumn(), index),
        f"WHERE maxx >= {west} AND minx <= {east} AND maxy >= {south} AND miny <= {north})",
    ]
    return " ".join(parts)
