"""All numbers of the report, counted in the package's own GeoPackage."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ...core.package_plan import PackagePlan
from ...core.progress import Progress
from ...workspace.gdal_calls import gdal_errors
from .context import count_context
from .counts import count_occurrences
from .geology import count_geology
from .numbers import TITLES, ReportTable


def report_tables(
    plan: PackagePlan, geopackage: Path, progress: Progress
) -> dict[str, ReportTable]:
    """Return every table of the report by its name, in the order of the report.

    :raises WorkspaceError: when the GeoPackage cannot be read.
    """
    progress.at(0.0, "Counting for the report")
    found = [*count_context(plan, geopackage), *count_occurrences(geopackage)]
    with gdal_errors(geopackage.name):
        geology, failed = count_geology(plan, geopackage, progress)
    by_name = {one.name: one for one in [*found, *geology]}
    summary = by_name["summary"]
    by_name["summary"] = replace(summary, rows=(*summary.rows, ("not_measured", failed)))
    return {name: by_name[name] for name in TITLES}
