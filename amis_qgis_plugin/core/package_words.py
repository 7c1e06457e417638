"""A package's plan said in words, for its texts and records."""

from __future__ import annotations

from .areas import read_area
from .package_plan import PackagePlan, PlannedLayer
from .schemas import OCCURRENCES
from .translations import ENGLISH
from .words import describe_area, describe_extent

_SELECTIONS = {
    "filter": "chosen by the filter",
    "countries": "chosen by the countries of the filter, with the totals of the region",
    "area": "whole features that touch the area",
    "cut": "what lies inside the area, cut at its edge",
    "whole": "the whole layer",
}


def describe_place(plan: PackagePlan, language: str = ENGLISH) -> str:
    """Return where the layers beside the occurrences were taken from; empty for everywhere.

    :param language: ISO 639-1 code.
    """
    if plan.polygon:
        return describe_area(read_area(plan.polygon), language)
    return describe_extent(plan.area, language) if plan.area else ""


def selection_word(plan: PackagePlan, layer: PlannedLayer) -> str:
    """Return how the rows of a layer were chosen, as the words of all languages have it."""
    if layer.selection == "filter" and layer.table != OCCURRENCES:
        return "countries"  # a table has no more of the filter than these
    return "cut" if is_cut(plan, layer) else layer.selection


def is_cut(plan: PackagePlan, layer: PlannedLayer) -> bool:
    """Whether the features of a layer end at the edge of the area."""
    return plan.clipped and layer.selection == "area" and layer.geometry != "point"


def describe_selection(plan: PackagePlan, layer: PlannedLayer) -> str:
    """Return how the rows of a layer were chosen."""
    return _SELECTIONS[selection_word(plan, layer)]
