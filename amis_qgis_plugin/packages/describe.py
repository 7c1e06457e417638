"""Describing a package: what it will hold and what is wrong with it, before anything is written."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ..core.errors import PackageError
from ..core.expressions import literal, to_workspace_sql
from ..core.occurrence_filter import Extent, OccurrenceFilter
from ..core.package_findings import UnmatchedTerms, package_findings
from ..core.package_plan import (
    PackagePlan,
    PlannedLayer,
    safe_name,
)
from ..core.progress import Progress
from ..core.schemas import OCCURRENCES
from ..core.sources import Source
from ..core.statistics import REGION
from ..core.words import describe_filter
from ..workspace.contents import WorkspaceLayer, is_workspace, read_layers
from ..workspace.file_state import has_name_index
from ..workspace.gdal_calls import rows, sqlite
from ..workspace.selection import LayerSelection, count_selected
from ..workspace.sql import columns_of, statement
from .size import estimate_bytes

MARGIN_DEGREES = 0.5
_COUNTRY_COLUMNS = ("country", "country_iso3", "iso3")
_EXAMPLES = 5
_DECIMALS = 4


def describe_package(
    workspace: Path,
    wanted: OccurrenceFilter,
    *,
    title: str = "",
    tables: Sequence[str] | None = None,
    area: Extent | None = None,
    margin_degrees: float = MARGIN_DEGREES,
    progress: Progress | None = None,
) -> PackagePlan:
    """Return the plan of a package; nothing is written.

    Mineral occurrences are taken by the filter. Of the other layers whole features are taken that
    touch the area; tables without geometry are narrowed to the filter's countries where they have
    a country column.

    :param title: what to call the package; empty makes one from the filter.
    :param tables: the layers to take besides the occurrences; nothing takes all.
    :param area: (west, south, east, north) in degrees, EPSG:4326; nothing takes the filter's
        extent, or else that of the selected occurrences with a margin.
    :param margin_degrees: the margin around the occurrences.
    :raises PackageError: when the file is no workspace or has no such table.
    :raises FilterError: when the area is none.
    """
    progress = progress or Progress()
    progress.at(0.0, "Reading the workspace")
    if area is not None:
        OccurrenceFilter(extent=area)  # refuses numbers that are no area
    layers = _chosen(workspace, tables)
    area = area or wanted.extent or _around_occurrences(workspace, wanted, layers, margin_degrees)
    planned = []
    for number, layer in enumerate(layers):
        progress.at(number / len(layers), f"Counting {layer.title}")
        planned.append(_planned(layer, wanted, area, progress))
    kept = [layer for layer in planned if layer.features or layer.table == OCCURRENCES]
    left_out = [layer for layer in planned if layer not in kept]
    sources = _sources(layers, kept)
    words = describe_filter(wanted)
    findings = package_findings(
        kept, left_out, sources, _unmatched(workspace, sources), _without_place(workspace, kept)
    )
    progress.at(1.0, "Described")
    return PackagePlan(
        title=title.strip() or f"Mineral occurrences: {words}",
        name=safe_name(title.strip() or f"amis {words}"),
        workspace=workspace,
        layers=tuple(kept),
        sources=sources,
        wanted=wanted,
        area=area if any(layer.selection == "area" for layer in kept) else None,
        estimated_bytes=estimate_bytes(workspace, kept),
        findings=findings,
    )


def selection_of(layer: PlannedLayer, plan_area: Extent | None) -> LayerSelection:
    """Return the rows of a planned layer as the workspace room takes them."""
    return LayerSelection(
        table=layer.table,
        title=layer.title,
        condition=layer.condition,
        area=plan_area if layer.selection == "area" else None,
    )


def _chosen(workspace: Path, tables: Sequence[str] | None) -> list[WorkspaceLayer]:
    layers = read_layers(workspace)
    if not is_workspace(workspace):
        raise PackageError(
            "It is a GeoPackage but no workspace, so its occurrences cannot be filtered.",
            subject=str(workspace),
            hint="Choose the sample layers or a workspace that was taken offline.",
        )
    known = {layer.table for layer in layers}
    unknown = sorted(set(tables or ()) - known)
    if unknown:
        raise PackageError(
            f"The workspace has no table {', '.join(unknown)}.",
            subject=str(workspace),
            hint=f"It has {', '.join(sorted(known))}.",
        )
    return [
        layer
        for layer in layers
        if tables is None or layer.table in tables or layer.table == OCCURRENCES
    ]


def _planned(
    layer: WorkspaceLayer, wanted: OccurrenceFilter, area: Extent | None, progress: Progress
) -> PlannedLayer:
    selection, condition = _kind_of_selection(layer, wanted, area)
    layer = replace(layer, sources=_used_sources(layer, condition))
    plan = PlannedLayer(
        table=layer.table,
        title=layer.title,
        geometry=layer.geometry,
        features=0,
        layer_type=layer.layer_type,
        style=layer.style,
        notice=layer.notice,
        licence=layer.licence,
        attribution=layer.attribution,
        sources=tuple(source.source_id for source in layer.sources),
        selection=selection,
        available=layer.features,
        condition=condition,
    )
    return replace(plan, features=count_selected(layer.path, selection_of(plan, area), progress))


def _kind_of_selection(
    layer: WorkspaceLayer, wanted: OccurrenceFilter, area: Extent | None
) -> tuple[str, str]:
    """Return how rows are chosen and under what SQL condition."""
    if layer.table == OCCURRENCES:
        return "filter", _condition(layer.path, wanted)
    if layer.geometry:
        return ("area", "") if area else ("whole", "")
    condition = _countries_condition(layer, wanted)
    return ("filter", condition) if condition else ("whole", "")


def _condition(workspace: Path, wanted: OccurrenceFilter) -> str:
    return to_workspace_sql(wanted, OCCURRENCES, has_names=has_name_index(workspace))


def _countries_condition(layer: WorkspaceLayer, wanted: OccurrenceFilter) -> str:
    """Return a condition on the country column; totals of the region always stay."""
    with sqlite(layer.path) as connection:
        columns = columns_of(connection, layer.table)
    column = next((name for name in _COUNTRY_COLUMNS if name in columns), "")
    if not column or not wanted.countries:
        return ""
    codes = ", ".join(literal(code) for code in (*wanted.countries, REGION))
    return statement("{} IN (", column) + codes + ")"


def _around_occurrences(
    workspace: Path, wanted: OccurrenceFilter, layers: Sequence[WorkspaceLayer], margin: float
) -> Extent | None:
    """Return the box around the selected occurrences, wider by a margin; nothing without any."""
    if not any(layer.table == OCCURRENCES for layer in layers):
        return None
    condition = _condition(workspace, wanted)
    parts = [
        "SELECT min(minx), min(miny), max(maxx), max(maxy)",
        statement("FROM {}", f"rtree_{OCCURRENCES}_geom"),
        statement("WHERE id IN (SELECT fid FROM {}", OCCURRENCES),
        f"WHERE {condition})" if condition else ")",
    ]
    west, south, east, north = rows(workspace, " ".join(parts))[0]
    if west is None:
        return None
    scale = 10**_DECIMALS
    return (
        max(math.floor((west - margin) * scale) / scale, -180.0),
        max(math.floor((south - margin) * scale) / scale, -90.0),
        min(math.ceil((east + margin) * scale) / scale, 180.0),
        min(math.ceil((north + margin) * scale) / scale, 90.0),
    )


def _used_sources(layer: WorkspaceLayer, condition: str) -> tuple[Source, ...]:
    """Return the sources of a layer; of the occurrences only those that gave a selected row."""
    if layer.table != OCCURRENCES or not condition:
        return layer.sources
    query = statement("SELECT DISTINCT {} FROM {} WHERE ", "source_id", OCCURRENCES) + condition
    used = {row[0] for row in rows(layer.path, query)}
    return tuple(source for source in layer.sources if source.source_id in used)


def _sources(layers: Sequence[WorkspaceLayer], kept: Sequence[PlannedLayer]) -> tuple[Source, ...]:
    used = {source_id for layer in kept for source_id in layer.sources}
    found = [source for layer in layers for source in layer.sources if source.source_id in used]
    return tuple(sorted(found, key=lambda source: source.source_id))


def _without_place(workspace: Path, layers: Sequence[PlannedLayer]) -> int:
    layer = next((one for one in layers if one.table == OCCURRENCES), None)
    if layer is None:
        return 0
    condition = f" AND ({layer.condition})" if layer.condition else ""
    query = statement("SELECT count(*) FROM {} WHERE {} IS NULL", OCCURRENCES, "geom")
    return int(rows(workspace, query + condition)[0][0])


def _unmatched(workspace: Path, sources: Sequence[Source]) -> list[UnmatchedTerms]:
    ids = {source.source_id for source in sources}
    found: dict[str, dict[str, int]] = {}
    for row in rows(
        workspace,
        "SELECT vocabulary, term, occurrences, source_id FROM"
        " amis_unmatched_terms ORDER BY vocabulary, occurrences DESC, term",
    ):
        if row["source_id"] in ids:
            terms = found.setdefault(row["vocabulary"], {})
            terms[row["term"]] = terms.get(row["term"], 0) + row["occurrences"]
    return [
        UnmatchedTerms(
            vocabulary,
            len(terms),
            sum(terms.values()),
            tuple(sorted(terms, key=lambda term: (-terms[term], term))[:_EXAMPLES]),
        )
        for vocabulary, terms in found.items()
    ]
