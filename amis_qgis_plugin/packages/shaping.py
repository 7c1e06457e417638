"""The copied layers as they were chosen: inside a polygon, cut at its edge, in another system."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..core.findings import Finding, errors_first, finding
from ..core.manifest import Step
from ..core.package_plan import PackagePlan, PlannedLayer
from ..core.progress import Progress
from ..workspace.bad_geometry import invalid_rows
from ..workspace.cutting import Kept, keep_inside, note_rows, transform_layers

INVALID = "geometry-invalid"
REPAIRED, NOT_CUT, ONLY_EDGE = "geometry-repaired", "geometry-not-cut", "only-at-the-edge"
UNMEASURED = "measures-left-out"


@dataclass(frozen=True)
class Narrowed:
    """The plan after the layers were narrowed to its area.

    :param plan: with the rows that are left, and what was found while they were cut.
    :param touching: rows of each table that touch the area: as many as were described.
    :param steps: the steps of cutting.
    """

    plan: PackagePlan
    touching: Mapping[str, int]
    steps: tuple[Step, ...] = ()


def narrow(
    plan: PackagePlan, geopackage: Path, counts: Mapping[str, int], progress: Progress
) -> Narrowed:
    """Drop what lies outside of the plan's polygon; cut lines and polygons where it says so.

    A box without cutting needs nothing: the copy has what touches it. Occurrences are chosen by
    the filter and stay.

    :param counts: table to rows that were copied.
    """
    chosen = [layer for layer in plan.layers if layer.selection == "area"]
    if not chosen or not (plan.clipped or plan.polygon):
        return Narrowed(plan, counts)
    found: dict[str, Kept] = {}
    for number, layer in enumerate(chosen):
        part = progress.part(number / len(chosen), (number + 1) / len(chosen))
        part.at(0.0, f"Cutting {layer.title}" if plan.clipped else f"Narrowing {layer.title}")
        found[layer.table] = keep_inside(
            geopackage,
            layer.table,
            plan.edge,
            clip=plan.clipped,
            exact=bool(plan.polygon),
            progress=part,
        )
        note_rows(geopackage, layer.table, REPAIRED, found[layer.table].repaired)
        note_rows(geopackage, layer.table, NOT_CUT, found[layer.table].whole)
        note_rows(geopackage, layer.table, UNMEASURED, found[layer.table].unmeasured)
    layers = [_left(layer, found.get(layer.table)) for layer in plan.layers]
    findings = [one for layer in chosen for one in _findings(layer, found[layer.table])]
    steps = [Step("clipped", one.table, one.touching, one.rows) for one in found.values()]
    return Narrowed(
        replace(plan, layers=tuple(layers), findings=errors_first([*plan.findings, *findings])),
        {**counts, **{table: one.touching for table, one in found.items()}},
        tuple(steps) if plan.clipped else (),
    )


def flag_invalid(plan: PackagePlan, geopackage: Path, progress: Progress) -> PackagePlan:
    """Note the rows whose geometry is not valid, and say so in the plan; they stay as they are.

    Those of layers that were cut are valid by now, or noted.
    """
    shaped = [one for one in plan.layers if one.geometry not in ("", "point")]
    shaped = [one for one in shaped if not (plan.clipped and one.selection == "area")]
    found = []
    for number, layer in enumerate(shaped):
        part = progress.part(number / len(shaped), (number + 1) / len(shaped))
        ids = invalid_rows(geopackage, layer.table, part)
        note_rows(geopackage, layer.table, INVALID, ids)
        if ids:
            found.append(finding(INVALID, title=layer.title, count=len(ids), ids=ids))
    return replace(plan, findings=errors_first([*plan.findings, *found])) if found else plan


def put_into_system(plan: PackagePlan, geopackage: Path, progress: Progress) -> tuple[Step, ...]:
    """Transform every layer with geometry to the plan's reference system; return the steps."""
    layers = [layer for layer in plan.layers if layer.geometry]
    if not plan.crs:
        return ()
    transform_layers(geopackage, [layer.table for layer in layers], plan.crs, progress)
    return tuple(Step("transformed", one.table, one.features, one.features) for one in layers)


def _left(layer: PlannedLayer, kept: Kept | None) -> PlannedLayer:
    return layer if kept is None else replace(layer, features=kept.rows)


def _findings(layer: PlannedLayer, kept: Kept) -> list[Finding]:
    found = []
    told = {REPAIRED: kept.repaired, NOT_CUT: kept.whole, UNMEASURED: kept.unmeasured}
    for code, ids in told.items():
        if ids:
            found.append(finding(code, title=layer.title, count=len(ids), ids=tuple(ids)))
    if kept.touching > kept.rows:
        count = kept.touching - kept.rows
        found.append(finding(ONLY_EDGE, title=layer.title, count=count))
    return found
