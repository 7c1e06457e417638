"""``amis:exportpackage``: a prospectivity package from a workspace and a filter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

from qgis.core import (
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFileDestination,
)

from ..core.schemas import OCCURRENCES
from .base import OUTPUT, AmisAlgorithm, progress_of, told_by_processing
from .package_parameters import HELP as CHOICES_HELP
from .package_parameters import choices_of, package_parameters
from .raster_parameter import HELP as RASTERS_HELP
from .raster_parameter import rasters_of, rasters_parameter
from .sign_package import SIGN_WITH, sign_with

if TYPE_CHECKING:
    from ..core.occurrence_filter import OccurrenceFilter
    from ..core.package_choices import PackageChoices
    from ..core.package_plan import PackagePlan
    from ..core.package_rasters import RasterFile
    from ..core.progress import Progress

COUNT, LAYERS, FINDINGS = "COUNT", "LAYERS", "FINDINGS"


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
        + CHOICES_HELP
        + "\n\n"
        + RASTERS_HELP
        + "\n\n"
        "COUNT is the number of occurrences in the package."
    )

    _rasters: tuple[RasterFile, ...] = ()

    def initAlgorithm(self, _configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare parameters and outputs."""
        self.add_choices()
        self.addParameter(sign_with(optional=True))
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
        for parameter in package_parameters():
            self.addParameter(parameter)
        self.addParameter(rasters_parameter())

    def prepareAlgorithm(self, parameters: dict[str, Any], context: Any, _feedback: Any) -> bool:
        """Look at the rasters while the layers of the project may be asked."""
        self._rasters = rasters_of(self, parameters, context)
        return True

    def plan(
        self,
        parameters: dict[str, Any],
        context: Any,
        wanted: OccurrenceFilter,
        choices: PackageChoices,
        progress: Progress,
    ) -> PackagePlan:
        """Describe the package that the workspace asked for makes of a filter and choices."""
        from ..qgis_bridge.export import plan_package

        workspace = self.workspace(parameters, context)
        return plan_package(workspace, wanted, choices, rasters=self._rasters, progress=progress)

    def processAlgorithm(
        self, parameters: dict[str, Any], context: Any, feedback: Any
    ) -> dict[str, Any]:
        """Describe, then write."""
        # Imported here: QGIS builds every algorithm at start-up.
        from ..packages.signing import signing_key
        from ..qgis_bridge.export import export_package, older_is_left
        from ..workspace.sources import must_have_sources

        progress = progress_of(feedback)
        destination = Path(self.parameterAsFileOutput(parameters, OUTPUT, context))
        key = self.parameterAsString(parameters, SIGN_WITH, context)
        with told_by_processing():
            wanted = self.filter(parameters, context)
            must_have_sources(self.workspace(parameters, context), wanted.sources)
            choices = choices_of(self, parameters, context)
            plan = self.plan(parameters, context, wanted, choices, progress.part(0.0, 0.2))
            for finding in plan.findings:
                feedback.pushInfo(f"{finding.severity}: {finding.message} {finding.hint}".strip())
            if plan.blocked:
                first = next(one for one in plan.findings if one.severity == "error")
                raise QgsProcessingException(f"{first.message} {first.hint}".strip())
            signer = signing_key(key) if key else None
            result = export_package(plan, destination, progress.part(0.2, 1.0), signer=signer)
        told = (*plan.findings, *result.findings)
        for finding in result.findings:
            feedback.pushInfo(f"{finding.severity}: {finding.message} {finding.hint}".strip())
        if result.signature is not None:
            feedback.pushInfo(f"{result.signature.file}: {result.signature.message}")
        if result.left_over is not None:
            feedback.pushWarning(older_is_left(result.left_over))
        return {
            OUTPUT: str(result.path),
            COUNT: result.counts.get(OCCURRENCES, 0),
            LAYERS: len(result.counts),
            FINDINGS: "\n".join(f"{one.severity}: {one.message}" for one in told),
        }
