"""The corners of the area and of the report's maps, and what stands at the edges of the maps."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ...core.areas import read_area
from ...core.occurrence_filter import Extent
from ...core.package_plan import PackagePlan
from .map_drawing import grid_degrees, scale_bar_km
from .maps import LOCATOR_WIDTH, MAP_WIDTH, map_boxes
from .numbers import ReportTable, table

_DECIMALS = 4  # as degrees are said in words: some ten metres


def count_area(plan: PackagePlan, geopackage: Path) -> ReportTable:
    """Return the boxes that the report tells or draws; what is not there has no row."""
    return table("area", _rows(plan, geopackage))


def _rows(plan: PackagePlan, geopackage: Path) -> Iterable[tuple[Any, ...]]:
    if plan.area is not None:
        yield ("package", *_told(plan.area, plan.polygon), None, None)
    if plan.wanted.extent is not None:
        yield ("filter", *_told(plan.wanted.extent), None, None)
    if plan.wanted.area is not None:
        polygon = plan.wanted.polygon
        yield ("filter", *_told(plan.wanted.area.box, polygon), None, None)
    boxes = map_boxes(plan, geopackage)
    if boxes is not None:
        for name, box, width in zip(("map", "locator"), boxes, (MAP_WIDTH, LOCATOR_WIDTH)):
            yield (name, *_told(box), grid_degrees(box), scale_bar_km(box, width))


def _told(box: Extent, polygon: str = "") -> tuple[Any, ...]:
    """Return the number of polygons, none for a plain box, and the corners."""
    count = len(read_area(polygon).polygons) if polygon else None
    return (count, *(round(one, _DECIMALS) for one in box))
