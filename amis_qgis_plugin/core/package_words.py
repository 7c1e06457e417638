"""A package's plan said in words, for its texts and records."""

from __future__ import annotations

from .areas import read_area
from .package_plan import PackagePlan, PlannedLayer
from .words import describe_area, describe_extent

_SELECTIONS = {
    "filter": "chosen by the filter",
    "area": "whole features that touch the area",
    "whole": "the whole layer",
}
_INSIDE = "what lies inside the area, cut at its edge"


def describe_place(plan: PackagePlan) -> str:
    """Return where the layers beside the occurrences were taken from; empty for everywhere."""
    if plan.polygon:
        return describe_area(read_area(plan.polygon))
    return describe_extent(plan.area) if plan.area else ""


def describe_selection(plan: PackagePlan, layer: PlannedLayer) -> str:
    """Return how the rows of a layer were chosen."""
    if layer.selection == "area" and plan.clipped and layer.geometry != "point":
        return _INSIDE
    return _SELECTIONS[layer.selection]
