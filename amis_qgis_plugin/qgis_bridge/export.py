"""Planning and writing a package inside QGIS: the plain functions, with a QGIS project added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, Optional

from qgis.core import Qgis, QgsProject

from ..core.errors import WorkspaceError
from ..core.findings import Finding, errors_first
from ..core.occurrence_filter import OccurrenceFilter
from ..core.package_choices import PackageChoices
from ..core.package_findings import project_findings
from ..core.package_plan import PackagePlan
from ..core.package_rasters import RasterFile
from ..core.progress import Progress
from ..packages.describe import describe_package
from ..packages.signing import SigningKey
from ..packages.write import PackageResult, moment_of, write_package
from ..paths import about_plugin
from ..workspace.area_shapes import outline_of_countries
from .layer_filter import Kind, occurrence_layers, own_subset
from .layers import layers_of_workspace, workspace_path
from .package_drawings import QgisDrawings
from .package_rasters import rasters_of_no_file
from .project import find_layer
from .project_writer import write_project
from .world_map import LAYER_ID as OUTLINES
from .world_map import world_map_file


def plan_package(
    workspace: Path,
    wanted: OccurrenceFilter,
    choices: Optional[PackageChoices] = None,
    *,
    findings: Iterable[Finding] = (),
    rasters: Sequence[RasterFile] = (),
    progress: Optional[Progress] = None,
    **changes: Any,
) -> PackagePlan:
    """Describe the package that a workspace, a filter and choices make; nothing is written.

    Outlines of countries are those of the world map inside QGIS.

    :param findings: what else is known, such as :func:`findings_of_project`.
    :param rasters: files to cut out where they lie in the area.
    :param changes: fields of the choices to replace, such as ``title``.
    """
    plan = describe_package(
        workspace,
        wanted,
        choices,
        outlines=outlines_of,
        rasters=rasters,
        progress=progress,
        **changes,
    )
    return replace(plan, findings=errors_first([*plan.findings, *findings]))


def outlines_of(codes: Sequence[str]) -> str:
    """Return the outlines of countries as WKT in degrees, from the world map inside QGIS.

    :param codes: ISO 3166 alpha-3.
    :raises WorkspaceError: when this QGIS carries no world map, or it has no such country.
    """
    path = world_map_file()
    if not path.is_file():
        raise WorkspaceError(
            "This QGIS carries no world map.",
            subject=str(path),
            hint="Choose an extent or a polygon.",
        )
    return outline_of_countries(path, "countries", codes)


def workspaces_of(project: QgsProject) -> tuple[Path, ...]:
    """Return the workspaces that the project shows occurrences of, by name of layer."""
    found = [
        workspace_path(layer)
        for layer, kind in occurrence_layers(project)
        if kind is Kind.WORKSPACE
    ]
    return tuple(dict.fromkeys(found))


def findings_of_project(project: QgsProject, workspace: Path) -> tuple[Finding, ...]:
    """Return what the map shows and a package of the workspace will not have."""
    layers = layers_of_workspace(project, workspace)
    return project_findings(
        [path.name for path in workspaces_of(project) if path != workspace],
        [layer.name() for layer, kind in occurrence_layers(project) if kind is Kind.LIVE],
        [layer.name() for layer in layers if own_subset(layer)],
        [layer.name() for layer in layers if layer.isModified()],
        [layer.name() for layer in [find_layer(project, OUTLINES)] if layer is not None],
        rasters_of_no_file(project),
    )


def export_package(
    plan: PackagePlan,
    destination: Path,
    progress: Optional[Progress] = None,
    *,
    signer: Optional[SigningKey] = None,
) -> PackageResult:
    """Write a described package with its QGIS project, maps and PDF.

    :param signer: the key that signs it.
    :raises PackageError: when the plan is blocked or the destination is something else.
    :raises Cancelled: when the person stopped it; nothing is left behind.
    """
    moment = moment_of()
    return write_package(
        plan,
        destination,
        write_project=partial(write_project, moment=moment),
        drawings=QgisDrawings(),
        created=moment,
        progress=progress,
        software=software(),
        signer=signer,
    )


def older_is_left(left_over: Path) -> str:
    """Return the sentence on an older package that could not be deleted."""
    return (
        f"The older package could not be deleted and lies at {left_over} now."
        " Delete it when no program uses it any more."
    )


def software() -> Mapping[str, str]:
    """Return the programs that take part, for the manifest."""
    return {"AMIS Explorer": about_plugin()["version"], "QGIS": Qgis.QGIS_VERSION}
