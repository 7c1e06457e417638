"""All numbers of the report, counted in the package's own GeoPackage."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path

from ...core.package_plan import PackagePlan
from ...core.progress import Progress
from ...workspace.gdal_calls import gdal_errors
from .area import count_area
from .context import count_context
from .counts import count_occurrences
from .coverage import count_coverage
from .geology import count_geology
from .numbers import TITLES, ReportTable
from .surroundings import count_surroundings
from .told import excerpts, tell


def report_tables(
    plan: PackagePlan, geopackage: Path, progress: Progress, moment: datetime | None = None
) -> dict[str, ReportTable]:
    """Return every table of the report by its name, in the order of the report.

    :param moment: when the package is made, which ages are counted to; nothing takes now.
    :raises WorkspaceError: when the GeoPackage cannot be read.
    """
    progress.at(0.0, "Counting for the report")
    today = (moment or datetime.now(timezone.utc)).date()
    found = [*count_context(plan, geopackage), *count_occurrences(geopackage)]
    found += [*count_coverage(plan, geopackage, today), *tell(plan)]
    found.append(count_area(plan, geopackage))
    with gdal_errors(geopackage.name):
        geology, failed = count_geology(plan, geopackage, progress)
        found += [*geology, count_surroundings(plan, geopackage, progress)]
    by_name = {one.name: one for one in found}
    summary, themes = by_name["summary"], by_name["themes"].records()
    more = (
        ("themes_foreseen", len(themes)),
        ("themes_with_data", sum(row["rows"] > 0 for row in themes)),
        ("not_measured", failed),
    )
    by_name["summary"] = replace(summary, rows=(*summary.rows, *more))
    by_name["excerpts"] = excerpts(by_name)
    return {name: by_name[name] for name in TITLES}
