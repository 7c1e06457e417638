"""A new version of a package: its choices, read from its manifest, on a workspace as it is now."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..core.errors import PackageError
from ..core.findings import Finding, errors_first, finding
from ..core.licences import UNKNOWN, licence_of
from ..core.occurrence_filter import OccurrenceFilter
from ..core.package_choices import EXTENT, LANGUAGE, PackageChoices
from ..core.package_plan import PackagePlan
from ..core.package_rasters import RasterFile
from ..core.progress import Progress
from ..workspace.contents import read_layers
from .compare import Comparison, compare_packages
from .describe import describe_package
from .manifests import read_manifest
from .package_area import Outlines
from .rasters import rasters_again
from .staging import check_destination, put_in_place, staging_folder
from .write import PackageResult

WritePlan = Callable[[PackagePlan, Path, Progress], PackageResult]


@dataclass(frozen=True)
class Renewal:
    """What became of a package that was made again.

    :param result: what was written; nothing where the older package is still as it would be.
    :param comparison: what changed.
    """

    plan: PackagePlan
    result: PackageResult | None
    comparison: Comparison


def plan_again(
    package: Path,
    workspace: Path,
    *,
    licences_confirmed: bool = False,
    outlines: Outlines | None = None,
    rasters: Sequence[RasterFile] = (),
    progress: Progress | None = None,
) -> PackagePlan:
    """Describe the package that a manifest's choices make of a workspace; nothing is written.

    An area that was made around the occurrences is made anew; one that was given stays. The word
    that sources of unknown licence may be passed on counts for the sources that the package had.

    :param licences_confirmed: that word for those which came since, too.
    :param outlines: makes the WKT of countries, as for :func:`.describe.describe_package`.
    :param rasters: where those of the package lie that are not beside the workspace.
    :raises PackageError: when it is no package, or the workspace has none of its sources.
    :raises FilterError: when a vocabulary no longer knows what its filter names.
    """
    manifest = read_manifest(package)
    there = {layer.table for layer in read_layers(workspace)}
    _refuse_stranger(manifest, workspace)
    recorded = choices_in(manifest)
    choices = recorded
    if recorded.tables is not None:
        choices = recorded.with_values(tables=tuple(t for t in recorded.tables if t in there))
    again = rasters_again(package, manifest, workspace, rasters)
    plan = describe_package(
        workspace,
        OccurrenceFilter.from_dict(manifest["filter"]),
        choices.with_values(licences_confirmed=recorded.licences_confirmed or licences_confirmed),
        outlines=outlines,
        rasters=again.files,
        listed=again.not_copied,
        progress=progress,
    )
    found = [*again.findings]
    found += _gone([layer["table"] for layer in manifest["layers"]], there)
    if recorded.licences_confirmed and not licences_confirmed:
        found += _new_unknown(manifest, plan)
    findings = errors_first([*plan.findings, *found])
    return replace(plan, name=str(manifest["name"]), findings=findings)


def choices_in(manifest: Mapping[str, Any]) -> PackageChoices:
    """Return what was chosen for a package; of an older one what its parameters tell of it.

    :raises PackageError: when a choice is none that is known here.
    """
    if manifest.get("choices"):
        return PackageChoices.from_dict(manifest["choices"])
    stated, area = manifest.get("parameters", {}), manifest["area"]
    margin = stated.get("margin_degrees")
    told: dict[str, Any] = {} if margin is None else {"margin": margin}
    if margin is None and area:
        told = {"area_kind": EXTENT, "extent": tuple(area)}
    return PackageChoices(
        title=manifest["title"],
        tables=tuple(layer["table"] for layer in manifest["layers"]),
        licences_confirmed=bool(stated.get("licences_confirmed")),
        language=stated.get("report_language", LANGUAGE) or "",
        **told,
    )


def renew_package(
    package: Path,
    plan: PackagePlan,
    destination: Path,
    write: WritePlan,
    progress: Progress | None = None,
) -> Renewal:
    """Write the new version of a package and tell what changed.

    In the place of the older one it is only put when anything but the date changed: a package
    that is still right keeps its checksums.

    :param plan: what :func:`plan_again` described.
    :param destination: the place of the older package, or another one.
    :param write: writes a plan to a place, as :func:`.write.write_package` does.
    :raises PackageError: when the plan is blocked or the destination cannot be used.
    """
    progress = progress or Progress()
    if destination.resolve() != package.resolve():
        result = write(plan, destination, progress.part(0.0, 0.8))
        return Renewal(plan, result, compare_packages(package, destination, progress.part(0.8, 1)))
    check_destination(destination)
    with staging_folder(destination) as staging:
        made = staging / f"package{destination.suffix}"
        result = write(plan, made, progress.part(0.0, 0.8))
        found = compare_packages(package, made, progress.part(0.8, 0.95))
        newer = replace(found.newer, path=destination)
        found = replace(found, newer=newer)
        if found.is_same:
            return Renewal(plan, None, found)
        progress.at(1.0, "Moving the package into place")
        left_over = _replace(made, destination)
    return Renewal(plan, replace(result, path=destination, left_over=left_over), found)


def _replace(made: Path, destination: Path) -> Path | None:
    try:
        check_destination(destination)  # again: writing takes its time
        return put_in_place(made, destination)
    except OSError as error:
        raise PackageError(
            f"The older package cannot be replaced: {error.strerror or error}.",
            subject=str(destination),
            hint="Is one of its files open in another program? Close it there, or give another"
            " place for the new version.",
        ) from error


def _refuse_stranger(manifest: Mapping[str, Any], workspace: Path) -> None:
    had = {one["source_id"] for one in manifest["sources"]}
    has = {source.source_id for layer in read_layers(workspace) for source in layer.sources}
    if had and not had & has:
        raise PackageError(
            "It has none of the sources of the package, so it is not the workspace that the"
            " package came from.",
            subject=str(workspace),
            hint=f"The package was made of {manifest['workspace']}: choose that file.",
        )


def _gone(tables: Sequence[str], there: set[str]) -> list[Finding]:
    return [finding("layer-gone", table=table) for table in tables if table not in there]


def _new_unknown(manifest: Mapping[str, Any], plan: PackagePlan) -> list[Finding]:
    """Return an error for sources that came since a person gave a word for the others."""
    had = {one["source_id"] for one in manifest["sources"]}
    new = [
        source.title
        for source in plan.sources
        if source.source_id not in had and licence_of(source).copying == UNKNOWN
    ]
    return [finding("licence-unknown/new", titles=tuple(new))] if new else []
