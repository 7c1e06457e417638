"""Land and people: occurrences inside protected areas, near roads, works and settlements.

Distances come from the same grid as those to structures; what lies inside is counted exactly.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from pathlib import Path

import numpy
from osgeo import gdal

from ...core.package_plan import PackagePlan, PlannedLayer
from ...core.progress import Progress
from ...core.schemas import OCCURRENCES
from ...workspace.gdal_calls import open_vector
from .geology import Grid, Study, clipped, study_of
from .layer_kinds import kind_of
from .numbers import ReportTable, table

_BANDS_BELOW_10_KM = 2


def count_surroundings(plan: PackagePlan, geopackage: Path, progress: Progress) -> ReportTable:
    """Return the occurrences in and near such layers; no rows where there are none."""
    layers = [(one, kind_of(one)) for one in plan.layers if kind_of(one)]
    rows: list[tuple[object, ...]] = []
    if layers and plan.area is not None and plan.area[0] <= plan.area[2]:
        study = study_of(plan.area, plan.polygon)
        dataset = open_vector(geopackage)
        try:
            grid = Grid(study, dataset, [], progress)
            for layer, kind in layers:
                progress.at(0.9, f"Looking around in {layer.title}")
                near = _near(grid, dataset, geopackage, layer, progress)
                inside = _inside(dataset, geopackage, layer, study, progress)
                rows.append((layer.title, kind, layer.features, inside, *near))
        finally:
            dataset = None
    return table("surroundings", rows)


def _near(
    grid: Grid, dataset: gdal.Dataset, geopackage: Path, layer: PlannedLayer, progress: Progress
) -> tuple[int, int, int]:
    """Return the occurrences within 5 and 10 km, and all that were measured."""
    counts = list(grid.counts_by_band(dataset, geopackage, layer, progress))
    return sum(counts[:1]), sum(counts[:_BANDS_BELOW_10_KM]), sum(counts)


def _inside(
    dataset: gdal.Dataset,
    geopackage: Path,
    layer: PlannedLayer,
    study: Study,
    progress: Progress,
) -> int | None:
    """Return the occurrences inside polygons, each once; None for another geometry."""
    if layer.geometry != "polygon":
        return None
    points = dataset.GetLayerByName(OCCURRENCES)
    fids: array[int] = array("q")
    for _name, part in clipped(dataset, geopackage, layer, study):
        progress.check()
        points.SetSpatialFilter(part)
        fids.extend(_fids(points))
    points.SetSpatialFilter(None)
    return len(numpy.unique(numpy.asarray(fids)))


def _fids(points: Iterable[gdal.Dataset]) -> Iterable[int]:
    return (point.GetFID() for point in points)
