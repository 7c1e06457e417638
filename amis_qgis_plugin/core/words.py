"""A filter said in words, as a person reads it in a panel, a README or a manifest."""

from __future__ import annotations

from collections.abc import Iterable

from .areas import Area
from .commodities import load_commodities
from .completeness import Completeness
from .countries import members
from .critical_minerals import find_list
from .deposit_types import deposit_types
from .occurrence_filter import MAJOR, Extent, OccurrenceFilter
from .status import status_codes

EVERYTHING = "all occurrences"


def describe_filter(wanted: OccurrenceFilter) -> str:
    """Return what a filter wants, for example ``copper or gold; Indonesia, Philippines``."""
    parts = (
        _commodities(wanted),
        _excluded(wanted),
        ", ".join(_country_names(wanted.countries)),
        _critical_lists(wanted),
        _deposit_models(wanted.deposit_models),
        _coded("kind", wanted.occurrence_types),
        _coded("mine status", wanted.mine_statuses),
        f"name with {_either(wanted.text.split(), 'and')}" if wanted.text else "",
        f"source {_either(wanted.sources)}" if wanted.sources else "",
        _completeness(wanted.completeness),
        f"within {describe_extent(wanted.extent)}" if wanted.extent else "",
        describe_area(wanted.area) if wanted.area else "",
    )
    return "; ".join(part for part in parts if part) or EVERYTHING


def describe_extent(extent: Extent) -> str:
    """Return a box in degrees as ``118° E to 127° E, 5° N to 19.5° N``."""
    west, south, east, north = extent
    return f"{_degrees(west, 'EW')} to {_degrees(east, 'EW')}, {_degrees(south, 'NS')} to " + (
        _degrees(north, "NS")
    )


def describe_area(area: Area) -> str:
    """Return how many polygons there are, and the box around them."""
    count = len(area.polygons)
    polygons = "a polygon" if count == 1 else f"{count} polygons"
    return f"inside {polygons} in {describe_extent(area.box)}"


def _degrees(value: float, letters: str) -> str:
    letter = "" if value == 0 else f" {letters[0] if value > 0 else letters[1]}"
    return f"{round(abs(value), 4):.7g}°{letter}"


def _commodities(wanted: OccurrenceFilter) -> str:
    vocabulary = load_commodities()
    single = [vocabulary.get(code).label for code in wanted.commodities]
    titles = {group.id: group.label.lower() for group in vocabulary.groups()}
    groups = [titles[group] for group in wanted.groups]
    if wanted.with_broader and single:
        single[-1] += " (also where only a broader commodity is named)"
    said = _together(single, groups, wanted.combine)
    return f"{said} as a main product" if said and wanted.role == MAJOR else said


def _together(single: list[str], groups: list[str], combine: str) -> str:
    if combine == "any":
        return _either(single + groups)
    together = _either(single, "and")
    if not groups:
        return together
    any_of_groups = _either(groups)
    return f"{together} and any of {any_of_groups}" if together else any_of_groups


def _excluded(wanted: OccurrenceFilter) -> str:
    vocabulary = load_commodities()
    labels = [vocabulary.get(code).label for code in wanted.excluded]
    return f"without {_either(labels)}" if labels else ""


def _coded(what: str, codes: Iterable[str]) -> str:
    labels = {one.code: one.label for one in status_codes()}
    named = [labels.get(code, code) for code in codes]
    return f"{what} {_either(named)}" if named else ""


def _completeness(values: Iterable[str]) -> str:
    named = [Completeness(value).words for value in values]
    return f"sources {_either(named)}" if named else ""


def _country_names(codes: Iterable[str]) -> list[str]:
    names = {country.iso3: country.name for country in members()}
    return [names.get(code, code) for code in codes]


def _critical_lists(wanted: OccurrenceFilter) -> str:
    titles = []
    for list_id in wanted.critical_lists:
        found = find_list(list_id)
        titles.append(f"{found.name} ({', '.join(filter(None, (found.issuer, found.year)))})")
    if not titles:
        return ""
    if len(titles) == 1:
        return f"on the list {titles[0]}"
    if wanted.combine_lists == "all":
        return f"on all of the lists {_either(titles, 'and')}"
    return f"on the lists {_either(titles)}"


def _deposit_models(notations: Iterable[str]) -> str:
    labels = {kind.notation: kind.label for kind in deposit_types()}
    named = [labels.get(notation, notation) for notation in notations]
    return f"deposit type {_either(named)}" if named else ""


def _either(words: Iterable[str], joined_by: str = "or") -> str:
    """Return ``a, b or c``."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {joined_by} {listed[-1]}"
