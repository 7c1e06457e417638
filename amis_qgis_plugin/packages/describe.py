"""Describing a package: what it will hold and what is wrong with it, before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..core.areas import box_wkt
from ..core.errors import PackageError
from ..core.expressions import literal, to_workspace_sql
from ..core.findings import Finding, errors_first, finding
from ..core.occurrence_filter import Extent, OccurrenceFilter
from ..core.package_choices import EXTENT, PackageChoices
from ..core.package_findings import UnmatchedTerms, package_findings
from ..core.package_plan import LeftOut, PackagePlan, PlannedLayer, safe_name
from ..core.package_rasters import RasterFile
from ..core.progress import Progress
from ..core.schemas import OCCURRENCES
from ..core.sources import Source
from ..core.statistics import REGION
from ..core.words import describe_filter
from ..workspace.contents import WorkspaceLayer, is_workspace, read_layers
from ..workspace.cutting import DEGREES, flat_system
from ..workspace.file_state import has_name_index
from ..workspace.gdal_calls import rows, sqlite
from ..workspace.geometry_rows import feature_table
from ..workspace.selection import LayerSelection, count_selected
from ..workspace.sql import columns_of, statement
from .formats import findings as findings_of_formats
from .licensing import Copyable, both, part_by_licence, without_secrets
from .package_area import Outlines, PackageArea, package_area
from .rasters import plan_rasters
from .report.render import HOW_TO_GET_JINJA, WITHOUT_JINJA, can_render, languages
from .size import estimate_bytes

NO_REPORT = Finding("warning", "no-report", WITHOUT_JINJA, HOW_TO_GET_JINJA)
_COUNTRY_COLUMNS = ("country", "country_iso3", "iso3")
_EXAMPLES = 5


def describe_package(
    workspace: Path,
    wanted: OccurrenceFilter,
    choices: PackageChoices | None = None,
    *,
    area: Extent | None = None,
    outlines: Outlines | None = None,
    rasters: Sequence[RasterFile] = (),
    listed: Sequence[LeftOut] = (),
    progress: Progress | None = None,
    **changes: Any,
) -> PackagePlan:
    """Return the plan of a package; nothing is written.

    Mineral occurrences are taken by the filter. Of the other layers the features are taken that
    touch the area; tables without geometry are narrowed to the filter's countries where they have
    a country column.

    :param choices: what a person chose; nothing is :class:`PackageChoices` as it is.
    :param area: an extent to choose, in short for ``area_kind`` and ``extent``.
    :param outlines: makes the WKT of countries, in degrees, of their ISO alpha-3 codes.
    :param rasters: files of rasters to cut out where they lie in the area.
    :param listed: rasters that are listed without their file, because their licence forbids
        copying.
    :param changes: fields of the choices to replace, such as ``title``.
    :raises PackageError: when the file is no workspace or has no such table, or a choice cannot
        be followed.
    :raises FilterError: when the area is none.
    """
    progress = progress or Progress()
    progress.at(0.0, "Reading the workspace")
    choices = (choices or PackageChoices()).with_values(**changes)
    if area is not None:
        choices = choices.with_values(area_kind=EXTENT, extent=area)
    _refuse_unknown(choices)
    parts, not_copied = part_by_licence(_chosen(workspace, choices.tables))
    layers = [part.layer for part in parts]
    chosen = _occurrence_condition(workspace, wanted, parts)
    place = package_area(workspace, wanted, choices, chosen, outlines)
    planned = []
    for number, part in enumerate(parts):
        progress.at(number / len(parts), f"Counting {part.layer.title}")
        planned.append(_planned(part, wanted, place, progress))
    kept = [layer for layer in planned if layer.features or layer.table == OCCURRENCES]
    # One that only had what must not be copied is listed as such.
    emptied = {part.layer.table for part in parts if part.condition and not part.layer.sources}
    left_out = [one for one in planned if one not in kept and one.table not in emptied]
    sources = _sources(layers, kept)
    edge = place.polygon or (box_wkt(place.box) if place.box else "")
    cut = plan_rasters(rasters, workspace, edge, choices, progress.part(0.9, 1.0))
    not_copied = tuple(dict.fromkeys((*not_copied, *cut.not_copied, *listed)))
    findings = package_findings(
        kept,
        left_out,
        sources,
        _unmatched(workspace, sources),
        _without_place(workspace, kept),
        not_copied,
        choices.licences_confirmed,
        cut.planned,
    )
    plan = PackagePlan(
        title=choices.title or f"Mineral occurrences: {describe_filter(wanted)}",
        name=safe_name(choices.title or f"amis {describe_filter(wanted)}"),
        workspace=workspace,
        layers=tuple(kept),
        sources=sources,
        wanted=wanted,
        area=place.box,
        estimated_bytes=estimate_bytes(workspace, kept, choices)
        + sum(one.estimated_bytes for one in cut.planned),
        findings=errors_first(
            [
                *findings,
                *place.findings,
                *_off_the_map(workspace, kept, place),
                *_without_geometry(workspace, kept),
                *cut.findings,
                *_of_the_system(choices),
            ]
        ),
        not_copied=not_copied,
        polygon=place.polygon,
        margin_degrees=place.margin_degrees,
        choices=choices,
        rasters=cut.planned,
    )
    progress.at(1.0, "Described")
    return _as_chosen(plan)


def _as_chosen(plan: PackagePlan) -> PackagePlan:
    """Return a plan with the choices followed, as far as its layers and this computer go."""
    choices, findings = plan.choices, plan.findings
    language = choices.language
    if language and not can_render():
        language = ""
        findings = errors_first([*findings, NO_REPORT])
    findings = errors_first([*findings, *findings_of_formats(choices.formats)])
    has_area = any(layer.selection == "area" for layer in plan.layers)
    has_area = has_area or bool(plan.area and plan.rasters)
    return replace(
        plan,
        findings=findings,
        language=language,
        area=plan.area if has_area else None,
        polygon=plan.polygon if has_area else "",
        clipped=choices.clip and has_area,
        licences_confirmed=choices.licences_confirmed,
        crs=choices.crs,
        formats=choices.formats,
        maps=choices.maps,
        pdf=choices.pdf,
        profile=choices.profile,
    )


def _refuse_unknown(choices: PackageChoices) -> None:
    """Refuse a language without texts, and a reference system that data cannot be put into."""
    if choices.language and choices.language not in languages():
        raise PackageError(
            f"There is no report in the language {choices.language!r}.",
            subject="language",
            hint=f"There are {', '.join(languages())}; empty leaves the report out.",
        )
    if choices.crs:
        flat_system(choices.crs)


def _of_the_system(choices: PackageChoices) -> tuple[Finding, ...]:
    if not choices.crs or choices.crs == DEGREES:
        return ()
    return (finding("transformed", crs=choices.crs),)


def selection_of(
    layer: PlannedLayer, plan_area: Extent | None, polygon: str = ""
) -> LayerSelection:
    """Return the rows of a planned layer as the workspace room takes them."""
    return LayerSelection(
        table=layer.table,
        title=layer.title,
        condition=layer.condition,
        area=plan_area if layer.selection == "area" else None,
        polygon=polygon if layer.selection == "area" else "",
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
    part: Copyable, wanted: OccurrenceFilter, place: PackageArea, progress: Progress
) -> PlannedLayer:
    layer = part.layer
    selection, condition = _kind_of_selection(layer, wanted, place.box)
    condition = both(condition, part.condition)
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
    rows_meant = selection_of(plan, place.box, place.polygon)
    return replace(plan, features=count_selected(layer.path, rows_meant, progress))


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


def _occurrence_condition(
    workspace: Path, wanted: OccurrenceFilter, parts: Sequence[Copyable]
) -> str:
    """Return the SQL condition of the occurrences that are chosen and may be copied."""
    part = next((one for one in parts if one.layer.table == OCCURRENCES), None)
    return both(_condition(workspace, wanted), part.condition) if part else "1 = 0"


def _used_sources(layer: WorkspaceLayer, condition: str) -> tuple[Source, ...]:
    """Return the sources of a layer; of the occurrences only those that gave a selected row."""
    if layer.table != OCCURRENCES:
        return layer.sources
    query = statement("SELECT DISTINCT {} FROM {}", "source_id", OCCURRENCES)
    where = f" WHERE {condition}" if condition else ""
    used = {row[0] for row in rows(layer.path, query + where)}
    return tuple(source for source in layer.sources if source.source_id in used)


def _sources(layers: Sequence[WorkspaceLayer], kept: Sequence[PlannedLayer]) -> tuple[Source, ...]:
    used = {source_id for layer in kept for source_id in layer.sources}
    found = [source for layer in layers for source in layer.sources if source.source_id in used]
    ordered = sorted(found, key=lambda source: source.source_id)
    return tuple(map(without_secrets, ordered))


def _without_place(workspace: Path, layers: Sequence[PlannedLayer]) -> int:
    layer = next((one for one in layers if one.table == OCCURRENCES), None)
    if layer is None:
        return 0
    condition = f" AND ({layer.condition})" if layer.condition else ""
    query = statement("SELECT count(*) FROM {} WHERE {} IS NULL", OCCURRENCES, "geom")
    return int(rows(workspace, query + condition)[0][0])


def _without_geometry(workspace: Path, layers: Sequence[PlannedLayer]) -> Iterator[Finding]:
    """Tell of rows that lie in no area, and so are left out, for want of a geometry."""
    for layer in layers:
        if layer.selection == "area":
            condition = f" AND ({layer.condition})" if layer.condition else ""
            with sqlite(workspace) as connection:
                column = feature_table(connection, layer.table).geometry
            query = statement("SELECT count(*) FROM {} WHERE {} IS NULL", layer.table, column)
            count = int(rows(workspace, query + condition)[0][0])
            if count:
                yield finding("nowhere-left-out", title=layer.title, count=count)


def _off_the_map(
    workspace: Path, layers: Sequence[PlannedLayer], place: PackageArea
) -> tuple[Finding, ...]:
    """Tell of occurrences that the maps do not show, as those show the area."""
    layer = next((one for one in layers if one.table == OCCURRENCES and one.features), None)
    if layer is None or place.box is None or place.box[0] > place.box[2]:
        return ()
    beside = statement("SELECT count(*) FROM {} WHERE fid IN (SELECT id FROM ", OCCURRENCES)
    beside += statement("{}", f"rtree_{OCCURRENCES}_geom")
    beside += " WHERE maxx < ? OR maxy < ? OR minx > ? OR miny > ?)"
    condition = f" AND ({layer.condition})" if layer.condition else ""
    count = int(rows(workspace, beside + condition, place.box)[0][0])
    return (finding("off-the-map", count=count, total=layer.features),) if count else ()


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
