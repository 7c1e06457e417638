"""Writing a package from its plan: beside the destination first, moved into place when whole."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from pathlib import Path

from osgeo import gdal

from ..core.errors import PackageError
from ..core.findings import Finding, errors_first
from ..core.manifest import MANIFEST, Step, build_manifest
from ..core.package_plan import PackagePlan
from ..core.progress import Progress
from ..workspace.extract import dated, extract, settle
from ..workspace.gdal_calls import sqlite, stoppable
from .archive import write_zip
from .describe import selection_of
from .documents import DATA_PACKAGE, TIME_FORMAT, data_package
from .drawings import Drawings, draw, not_drawn
from .exchange import write_exchange
from .formats import LayerFile, findings, steps_of, with_counts, write_formats
from .layer_metadata import describe_layers
from .measures import measure_layers
from .names import write_text
from .opening import SUMS
from .papers import Tables, write_papers, write_report, write_tables
from .rasters import settle_rasters, write_rasters
from .shaping import flag_invalid, narrow, put_into_system
from .signatures import Signature
from .signing import SigningKey, sign_sums, try_key
from .staging import check_destination, put_back_older, put_in_place, staging_folder
from .sums import format_sums, record_of, records_of

PROJECT = "project.qgz"
_RASTERS = 0.4  # of the work, where there are any
WriteProject = Callable[[Path, Path, PackagePlan], tuple[Finding, ...]]


@dataclass(frozen=True)
class PackageResult:
    """A package that was written.

    :param path: the folder or zip file.
    :param counts: table to rows.
    :param files: number of files in it.
    :param left_over: an older package that could not be deleted, for example because a program
        has one of its files open.
    :param signature: of the key that signed it, where one was given.
    :param findings: what came up while it was written; its manifest has them among all others.
    """

    path: Path
    counts: Mapping[str, int]
    files: int
    left_over: Path | None = None
    signature: Signature | None = None
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class _Writers:
    """Who takes part in writing a package, and when."""

    project: WriteProject | None
    drawings: Drawings
    moment: datetime
    software: Mapping[str, str]


def write_package(
    plan: PackagePlan,
    destination: Path,
    *,
    write_project: WriteProject | None = None,
    drawings: Drawings | None = None,
    progress: Progress | None = None,
    created: datetime | None = None,
    software: Mapping[str, str] | None = None,
    signer: SigningKey | None = None,
) -> PackageResult:
    """Write a package; on any error or when stopped, everything is as it was before.

    The same plan, time and software give the same bytes; a signature has bytes of its own.

    :param destination: a zip file when the name ends in ``.zip``, else a folder. An older package
        there is replaced once the new one is whole; anything else is refused. One that a killed
        run left aside is brought back first.
    :param write_project: called with GeoPackage, project file to write and plan; it returns what
        is to be known about it. It has to close the layers that it opened. Without it the package
        has no project and says so.
    :param drawings: draws maps and the PDF of the report; nothing draws none, and the package says
        so.
    :param created: the time in the package; nothing takes ``SOURCE_DATE_EPOCH`` or else now.
    :param software: name to version of the programs at work; GDAL is added.
    :param signer: the key that signs the package; it is tried before anything is written.
    :raises PackageError: when the plan is blocked, the destination cannot be used or the key does
        not sign.
    :raises WorkspaceError: when the workspace cannot be read, or changed since it was described.
    """
    progress = progress or Progress()
    _refuse_blocked(plan)
    by = _Writers(
        write_project,
        drawings or Drawings(),
        moment_of(created),
        {**(software or {}), "GDAL": gdal.VersionInfo("RELEASE_NAME")},
    )
    try:
        put_back_older(destination)
        check_destination(destination)
        if signer is not None:
            progress.at(0.0, "Trying the key that is to sign the package")
            try_key(signer, progress)
        with stoppable(progress), staging_folder(destination) as staging:
            folder = staging / "p"  # short: Windows takes no long paths
            written, files = _write_folder(plan, folder, by, progress.part(0.0, 0.95))
            signature = sign_sums(folder, signer, progress) if signer is not None else None
            made = folder
            if destination.suffix.lower() == ".zip":
                made = staging / "package.zip"
                write_zip(folder, made, plan.name, by.moment, progress.part(0.95, 1.0))
            progress.at(1.0, "Moving the package into place")
            check_destination(destination)  # again: writing takes its time
            left_over = put_in_place(made, destination)
    except OSError as error:
        raise PackageError(
            f"It cannot be written: {error.strerror or error}.",
            subject=str(destination),
            hint="Is the disk full, or a file of an older package open in another program?",
        ) from error
    return PackageResult(
        destination,
        {layer.table: layer.features for layer in written.layers},
        files + bool(signature),
        left_over,
        signature,
        tuple(one for one in written.findings if one not in plan.findings),
    )


def _write_folder(
    plan: PackagePlan, folder: Path, by: _Writers, progress: Progress
) -> tuple[PackagePlan, int]:
    """Write everything but the signature; return the plan with what was found, and the files.

    The report, the tables and the exchange tables come before the layers are put into another
    reference system, for they are in degrees; what shows or converts the layers comes after.
    """
    plan = _with_findings(plan, by.drawings)
    beside = write_rasters(plan, folder, progress.part(0.0, _RASTERS))
    progress = progress.part(_RASTERS, 1.0) if plan.rasters else progress
    geopackage = _geopackage(plan, folder)
    with dated(by.moment):
        plan, steps = _write_data(plan, folder, by.moment, progress.part(0.0, 0.55))
    plan = with_counts(plan, geopackage)
    tables = write_tables(plan, geopackage, folder, progress.part(0.55, 0.62))
    told = (by.moment, by.software)
    part, world = progress.part(0.62, 0.68), by.drawings.world_map()
    numbers = write_report(plan, geopackage, folder, *told, part, world)
    exchanged, written = write_exchange(plan, geopackage, folder, progress.part(0.68, 0.7))
    with dated(by.moment):
        moved = put_into_system(plan, geopackage, progress.part(0.7, 0.74))
    if by.project is not None and plan.choices.project:
        progress.at(0.74, "Writing the QGIS project")
        known = by.project(geopackage, folder / PROJECT, plan)
        plan = replace(plan, findings=errors_first([*plan.findings, *known]))
        settle(geopackage)
    with dated(by.moment):
        extra = write_formats(plan, geopackage, folder, progress.part(0.75, 0.8))
    plan = draw(by.drawings, plan, geopackage, folder, by.moment, progress.part(0.8, 0.94))
    settle(geopackage)
    settle_rasters(folder, beside)
    sheets = (*tables.sheets, *numbers, *exchanged)
    sheets = write_papers(plan, geopackage, folder, *told, sheets)
    steps = (*steps, *tables.steps, *written, *moved, *steps_of(extra))
    tables = Tables(sheets, steps)
    return plan, _seal(plan, folder, *told, tables, extra, progress.part(0.94, 1.0))


def _refuse_blocked(plan: PackagePlan) -> None:
    errors = [finding for finding in plan.findings if finding.severity == "error"]
    if errors:
        raise PackageError(errors[0].message, subject=plan.title, hint=errors[0].hint)


def _with_findings(plan: PackagePlan, drawings: Drawings) -> PackagePlan:
    """Return the plan with what nobody can write or draw here among the findings."""
    known = (*findings(plan.formats), *not_drawn(drawings, plan))
    new = [finding for finding in known if finding not in plan.findings]
    return replace(plan, findings=errors_first([*plan.findings, *new])) if new else plan


def moment_of(created: datetime | None = None) -> datetime:
    """Return the time of a package in whole seconds, UTC.

    :param created: the time that is wanted; nothing takes ``SOURCE_DATE_EPOCH`` or else now.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if created is None and epoch.isdigit():
        created = datetime.fromtimestamp(int(epoch), timezone.utc)
    moment = created or datetime.now(timezone.utc)
    return moment.astimezone(timezone.utc).replace(microsecond=0)


def _geopackage(plan: PackagePlan, folder: Path) -> Path:
    return folder / "data" / f"{plan.name}.gpkg"


def _write_data(
    plan: PackagePlan, folder: Path, moment: datetime, progress: Progress
) -> tuple[PackagePlan, tuple[Step, ...]]:
    """Write the GeoPackage; return the plan with what cutting made of it, and its steps."""
    geopackage = _geopackage(plan, folder)
    geopackage.parent.mkdir(parents=True, exist_ok=True)
    selections = [selection_of(layer, plan.area) for layer in plan.layers]
    kept = [source.source_id for source in plan.sources]
    part = progress.part(0.0, 0.8 if plan.clipped or plan.polygon else 0.9)
    counts = extract(plan.workspace, geopackage, selections, part, sources=kept)
    narrowed = narrow(plan, geopackage, counts, progress.part(0.8, 0.9))
    for layer in plan.layers:
        if narrowed.touching[layer.table] != layer.features:
            raise PackageError(
                f"{layer.title} has {narrowed.touching[layer.table]} rows, {layer.features} were"
                " described.",
                subject=plan.workspace.name,
                hint="The workspace has changed since: describe the package again.",
            )
    _record_sources(geopackage, plan)
    flagged = flag_invalid(narrowed.plan, geopackage, progress.part(0.9, 1.0))
    describe_layers(geopackage, flagged, moment)
    steps = [Step("selected", one.table, one.available, one.features) for one in plan.layers]
    steps += [Step("copied", one.table, one.features, one.features) for one in plan.layers]
    return flagged, (*steps, *narrowed.steps)


def _record_sources(geopackage: Path, plan: PackagePlan) -> None:
    """Let the GeoPackage say of its sources what the plan says: addresses without secrets."""
    with sqlite(geopackage, write=True) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.executemany(
            "UPDATE amis_sources SET url = ?, evidence = ?, filter = ? WHERE source_id = ?",
            [(one.url, one.evidence, one.filter, one.source_id) for one in plan.sources],
        )


def _seal(
    plan: PackagePlan,
    folder: Path,
    moment: datetime,
    software: Mapping[str, str],
    tables: Tables,
    extra: Sequence[LayerFile],
    progress: Progress,
) -> int:
    """Write the documents that count everything in the folder; return the number of files."""
    data = _geopackage(plan, folder).relative_to(folder).as_posix()
    records = records_of(folder, progress)
    by_path = {record.path: record for record in records}
    text = data_package(plan, moment, tables.sheets, by_path, data, extra)
    write_text(folder / DATA_PACKAGE, text)
    records.append(record_of(folder / DATA_PACKAGE, folder, progress))
    manifest = build_manifest(
        plan,
        created=moment.strftime(TIME_FORMAT),
        software=software,
        counts={layer.table: layer.features for layer in plan.layers},
        measured=measure_layers(_geopackage(plan, folder), plan.layers),
        steps=tables.steps,
        files=records,
        data=data,
        project=PROJECT if (folder / PROJECT).exists() else "",
    )
    write_text(folder / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")
    sealed = [*records, record_of(folder / MANIFEST, folder, progress)]
    write_text(folder / SUMS, format_sums(sealed))
    return len(sealed) + 1
