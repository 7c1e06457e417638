"""What takes QGIS to draw: maps and the report as PDF. Plain Python writes a package without."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ..core.findings import Finding, errors_first, finding
from ..core.package_plan import PackagePlan
from ..core.progress import Progress
from .report.render import REPORT

REPORT_PDF = "report.pdf"
MAPS = "maps"
_NO_MAPS, _NO_PDF, _NO_HTML = "no-maps", "no-pdf", "no-pdf/no-html"


class Drawings:
    """Draws nothing; QGIS's own draws both.

    What is drawn has to let go of every file of the package.
    """

    def world_map(self) -> Path | None:
        """Return where a map of the world's countries lies, to draw land from; None for none."""
        return None

    def maps(
        self,
        geopackage: Path,
        folder: Path,
        plan: PackagePlan,
        moment: datetime,
        progress: Progress,
    ) -> tuple[Finding, ...]:
        """Draw the maps of a package into its folder ``maps``.

        :returns: what is to be known about them.
        :raises PackageError: when one cannot be drawn.
        """
        return ()

    def report_pdf(
        self, report: Path, pdf: Path, plan: PackagePlan, moment: datetime, progress: Progress
    ) -> tuple[Finding, ...]:
        """Write the report as PDF.

        :param report: the report as HTML.
        :returns: what is to be known about it.
        :raises PackageError: when it cannot be written.
        """
        return ()


def not_drawn(drawings: Drawings, plan: PackagePlan) -> tuple[Finding, ...]:
    """Return what is known before anything is written: what nobody is there to draw.

    So that it stands in the report, too, which is written before its PDF.
    """
    kind = type(drawings)
    no_maps = plan.maps and kind.maps is Drawings.maps
    no_pdf = plan.pdf and bool(plan.language) and kind.report_pdf is Drawings.report_pdf
    return (finding(_NO_MAPS),) * no_maps + (finding(_NO_PDF),) * no_pdf


def draw(
    drawings: Drawings,
    plan: PackagePlan,
    geopackage: Path,
    folder: Path,
    moment: datetime,
    progress: Progress,
) -> PackagePlan:
    """Draw what the plan wants; return the plan with findings about what could not be drawn."""
    told: tuple[Finding, ...] = ()
    if plan.maps:
        told += drawings.maps(geopackage, folder, plan, moment, progress.part(0.0, 0.75))
    report = folder / REPORT
    if plan.pdf and report.is_file():
        part = progress.part(0.75, 1.0)
        told += drawings.report_pdf(report, folder / REPORT_PDF, plan, moment, part)
    missing = [one for one in (*told, *_missing(plan, folder)) if one not in plan.findings]
    return replace(plan, findings=errors_first([*plan.findings, *missing]))


def _missing(plan: PackagePlan, folder: Path) -> list[Finding]:
    found = []
    if plan.maps and not any((folder / MAPS).glob("*")):
        found.append(finding(_NO_MAPS))
    if plan.pdf and plan.language and not (folder / REPORT_PDF).is_file():
        found.append(finding(_NO_PDF if (folder / REPORT).is_file() else _NO_HTML))
    return found
