"""Planning and writing a package inside QGIS: the plain functions, with a QGIS project added."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Optional

from qgis.core import Qgis

from ..core.occurrence_filter import Extent, OccurrenceFilter
from ..core.package_plan import PackagePlan
from ..core.progress import Progress
from ..packages.describe import describe_package
from ..packages.write import PackageResult, write_package
from ..paths import about_plugin
from .project_writer import write_project


def plan_package(
    workspace: Path,
    wanted: OccurrenceFilter,
    *,
    title: str = "",
    area: Optional[Extent] = None,
    progress: Optional[Progress] = None,
) -> PackagePlan:
    """Describe the package that a workspace and a filter make; nothing is written."""
    return describe_package(workspace, wanted, title=title, area=area, progress=progress)


def export_package(
    plan: PackagePlan, destination: Path, progress: Optional[Progress] = None
) -> PackageResult:
    """Write a described package with its QGIS project.

    :raises PackageError: when the plan is blocked or the destination is something else.
    :raises Cancelled: when the person stopped it; nothing is left behind.
    """
    return write_package(
        plan,
        destination,
        write_project=write_project,
        progress=progress,
        software=software(),
    )


def software() -> Mapping[str, str]:
    """Return the programs that take part, for the manifest."""
    return {"AMIS Explorer": about_plugin()["version"], "QGIS": Qgis.QGIS_VERSION}
