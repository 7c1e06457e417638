"""The maps and the PDF of a package, drawn by QGIS."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Optional

from ..core.findings import Finding
from ..core.package_plan import PackagePlan
from ..core.progress import Progress
from ..packages.as_written import LeftAsWritten
from ..packages.drawings import Drawings
from ..packages.report.language import language_of
from .package_maps import export_maps
from .project_writer import package_project
from .report_pdf import write_report_pdf
from .world_map import world_map_file


class QgisDrawings(Drawings):
    """Draws maps from print layouts, and sets the report on pages."""

    def world_map(self) -> Optional[Path]:
        """Return the world map that this QGIS carries."""
        path = world_map_file()
        return path if path.is_file() else None

    def maps(
        self,
        geopackage: Path,
        folder: Path,
        plan: PackagePlan,
        moment: datetime,
        progress: Progress,
    ) -> tuple[Finding, ...]:
        """Export the print layouts that the package's project has, too."""
        progress.at(0.0, "Preparing the maps")
        with package_project(geopackage, plan, moment) as project:
            return export_maps(project, folder, plan, moment, progress)

    def report_pdf(
        self, report: Path, pdf: Path, plan: PackagePlan, moment: datetime, progress: Progress
    ) -> tuple[Finding, ...]:
        """Set the report on A4."""
        html = report.read_text(encoding="utf-8")
        try:
            write_report_pdf(html, pdf, language_of(plan).title(plan), moment, progress)
        except LeftAsWritten as error:
            return (error.finding,)
        return ()
