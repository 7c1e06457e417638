"""``amis:exportpackage``: a prospectivity package from a workspace and a filter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

from qgis.core import (
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from ..core.schemas import OCCURRENCES
from .base import OUTPUT, AmisAlgorithm, progress_of, told_by_processing

if TYPE_CHECKING:
    from ..core.occurrence_filter import OccurrenceFilter
    from ..core.package_plan import PackagePlan
    from ..core.progress import Progress

TITLE, COUNT, LAYERS, FINDINGS = "TITLE", "COUNT", "LAYERS", "FINDINGS"
LICENCES_CONFIRMED = "LICENCES_CONFIRMED"


class ExportPackage(AmisAlgorithm):
    """Writes a package, as the Export dialog does."""

    ID = "exportpackage"
    TITLE = "Export prospectivity package"
    ICON = "export_package"
    HELP = (
        "Writes a prospectivity package: a GeoPackage with the filtered occurrences and the layers"
        " in their area, a QGIS project with relative paths, tables, metadata, a README, licences,"
        " a manifest, SHA-256 checksums and a program that checks them.\n\n"
        "A source whose licence forbids copying is listed with its link and not copied. When nobody"
        " knows what a licence allows, nothing is written unless *I may pass on sources of unknown"
        " licence* is given.\n\n"
        "OUTPUT is a folder, or one file when it ends in .zip. A package that is there already is"
        " replaced only when the new one is whole.\n\n"
        "COUNT is the number of occurrences in the package."
    )

    def initAlgorithm(self, _configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare parameters and outputs."""
        self.add_choices()
        self.addParameter(
            QgsProcessingParameterFileDestination(
                OUTPUT, "Package (.zip, or a folder)", "Zip archives (*.zip);;Folder (*)"
            )
        )
        self.addOutput(QgsProcessingOutputNumber(COUNT, "Occurrences in the package"))
        self.addOutput(QgsProcessingOutputNumber(LAYERS, "Layers in the package"))
        self.addOutput(QgsProcessingOutputString(FINDINGS, "Findings"))

    def add_choices(self) -> None:
        """Declare what a person chooses for a package, whatever number of them is made."""
        self.add_filter_parameters()
        self.addParameter(QgsProcessingParameterString(TITLE, "Title", optional=True))
        self.addParameter(
            QgsProcessingParameterBoolean(
                LICENCES_CONFIRMED,
                "I may pass on sources of unknown licence",
                defaultValue=False,
                optional=True,
            )
        )

    def plan(
        self,
        parameters: dict[str, Any],
        context: Any,
        wanted: OccurrenceFilter,
        title: str,
        progress: Progress,
    ) -> PackagePlan:
        """Describe the package that the parameters make of a filter."""
        from ..qgis_bridge.export import plan_package

        return plan_package(
            self.workspace(parameters, context),
            wanted,
            title=title,
            licences_confirmed=self.parameterAsBoolean(parameters, LICENCES_CONFIRMED, context),
            progress=progress,
        )

    def processAlgorithm(
        self, parameters: dict[str, Any], context: Any, feedback: Any
    ) -> dict[str, Any]:
        """Describe, then write."""
        # Imported here: QGIS builds every algorithm at start-up.
        from ..qgis_bridge.export import export_package, older_is_left

        progress = progress_of(feedback)
        destination = Path(self.parameterAsFileOutput(parameters, OUTPUT, context))
        with told_by_processing():
            wanted = self.filter(parameters, context)
            title = self.parameterAsString(parameters, TITLE, context)
            plan = self.plan(parameters, context, wanted, title, progress.part(0.0, 0.2))
            for finding in plan.findings:
                feedback.pushInfo(f"{finding.severity}: {finding.message} {finding.hint}".strip())
            if plan.blocked:
                first = next(one for one in plan.findings if one.severity == "error")
                raise QgsProcessingException(f"{first.message} {first.hint}".strip())
            result = export_package(plan, destination, progress.part(0.2, 1.0))
        if result.left_over is not None:
            feedback.pushWarning(older_is_left(result.left_over))
        return {
            OUTPUT: str(result.path),
            COUNT: result.counts.get(OCCURRENCES, 0),
            LAYERS: len(result.counts),
            FINDINGS: "\n".join(f"{one.severity}: {one.message}" for one in plan.findings),
        }
