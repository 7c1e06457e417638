"""Planning and writing a package inside QGIS: the plain functions, with a QGIS project added."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Optional

from qgis.core import Qgis, QgsProject

from ..core.occurrence_filter import Extent, OccurrenceFilter
from ..core.package_findings import errors_first, project_findings
from ..core.package_plan import Finding, PackagePlan
from ..core.progress import Progress
from ..packages.describe import describe_package
from ..packages.signing import SigningKey
from ..packages.write import PackageResult, write_package
from ..paths import about_plugin
from .layer_filter import Kind, occurrence_layers, own_subset
from .layers import layers_of_workspace, workspace_path
from .project import find_layer
from .project_writer import write_project
from .world_map import LAYER_ID as OUTLINES


def plan_package(
    workspace: Path,
    wanted: OccurrenceFilter,
    *,
    title: str = "",
    area: Optional[Extent] = None,
    licences_confirmed: bool = False,
    findings: Iterable[Finding] = (),
    progress: Optional[Progress] = None,
) -> PackagePlan:
    """Describe the package that a workspace and a filter make; nothing is written.

    :param licences_confirmed: a person's word that sources of unknown licence may be passed on.
    :param findings: what else is known, such as :func:`findings_of_project`.
    """
    plan = describe_package(
        workspace,
        wanted,
        title=title,
        area=area,
        licences_confirmed=licences_confirmed,
        progress=progress,
    )
    return replace(plan, findings=errors_first([*plan.findings, *findings]))


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
    )


def export_package(
    plan: PackagePlan,
    destination: Path,
    progress: Optional[Progress] = None,
    *,
    signer: Optional[SigningKey] = None,
) -> PackageResult:
    """Write a described package with its QGIS project.

    :param signer: the key that signs it.
    :raises PackageError: when the plan is blocked or the destination is something else.
    :raises Cancelled: when the person stopped it; nothing is left behind.
    """
    return write_package(
        plan,
        destination,
        write_project=write_project,
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
