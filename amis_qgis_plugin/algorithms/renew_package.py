"""``amis:renewpackage``: a new version of a package, from its manifest and a workspace of now."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Optional

from qgis.core import (
    QgsProcessingException,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from .base import OUTPUT, AmisAlgorithm, progress_of, told_by_processing
from .compare_packages import (
    ADDED,
    CHANGED,
    REMOVED,
    REPORT,
    REPORTS,
    SAME,
    SUMMARY,
    add_difference_outputs,
)
from .raster_parameter import rasters_of, rasters_parameter
from .sign_package import SIGN_WITH, sign_with

if TYPE_CHECKING:
    from ..core.package_plan import PackagePlan
    from ..core.package_rasters import RasterFile

PACKAGE, REPLACE, LICENCES_CONFIRMED = "PACKAGE", "REPLACE", "LICENCES_CONFIRMED"


class RenewPackage(AmisAlgorithm):
    """Makes a package again."""

    ID = "renewpackage"
    TITLE = "Renew a prospectivity package"
    ICON = "refresh"
    HELP = (
        "Makes a package again with the choices that its manifest records (filter, title, layers,"
        " area, formats, report and so on) of the workspace as it is now, and tells what"
        " changed.\n\n"
        "To bring the workspace itself up to date first, run *Refresh layers taken offline*.\n\n"
        "OUTPUT is a folder, or one file when it ends in .zip; the older package stays as it is."
        " With *In the place of the older package* OUTPUT does not count: the new version replaces"
        " the older one, once it is whole and only if anything but the date changed.\n\n"
        "The word that sources of unknown licence may be passed on counts for the sources that the"
        " package had. For those that came since it has to be given again.\n\n"
        "Its rasters are taken again from files that lie where they lay, from the folder of the"
        " workspace on. RASTERS names files of the same name that lie elsewhere; a raster whose"
        " file is not found is left out, and that is said. One that was only listed, because its"
        " licence forbids copying, is listed again; a file that is named for it and has another"
        " licence is taken.\n\n"
        "REPORT is a page, JSON or text on what changed, by the ending of its name."
    )

    _rasters: tuple[RasterFile, ...] = ()

    def initAlgorithm(self, _configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare parameters and outputs."""
        self.addParameter(QgsProcessingParameterString(PACKAGE, "Package (folder or .zip)"))
        self.add_workspace()
        for name, text in (
            (LICENCES_CONFIRMED, "I may pass on sources of unknown licence that came since"),
            (REPLACE, "In the place of the older package"),
        ):
            self.addParameter(
                QgsProcessingParameterBoolean(name, text, defaultValue=False, optional=True)
            )
        for name, text, kinds in (
            (
                OUTPUT,
                "New version (.zip, or a folder)",
                "Zip archives (*.zip);;Folder (*)",
            ),
            (REPORT, "Report on what changed", REPORTS),
        ):
            self.addParameter(
                QgsProcessingParameterFileDestination(
                    name, text, kinds, optional=True, createByDefault=False
                )
            )
        self.addParameter(rasters_parameter("Rasters of the package that lie elsewhere"))
        self.addParameter(sign_with(optional=True))
        add_difference_outputs(self)

    def prepareAlgorithm(self, parameters: dict[str, Any], context: Any, _feedback: Any) -> bool:
        """Look at the rasters while the layers of the project may be asked."""
        self._rasters = rasters_of(self, parameters, context)
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: Any, feedback: Any
    ) -> dict[str, Any]:
        """Plan again, write, compare."""
        from ..packages.compare_words import comparison_text, write_comparison
        from ..packages.files import is_signed
        from ..packages.renew import plan_again, renew_package
        from ..packages.signing import signing_key
        from ..qgis_bridge.export import export_package, older_is_left, outlines_of

        package = Path(self.parameterAsString(parameters, PACKAGE, context))
        target = self._target(parameters, context, package)
        report = self.parameterAsFileOutput(parameters, REPORT, context)
        named = self.parameterAsString(parameters, SIGN_WITH, context)
        progress = progress_of(feedback)
        with told_by_processing():
            write = partial(export_package, signer=signing_key(named) if named else None)
            plan = plan_again(
                package,
                self.workspace(parameters, context),
                licences_confirmed=self.parameterAsBoolean(parameters, LICENCES_CONFIRMED, context),
                outlines=outlines_of,
                rasters=self._rasters,
                progress=progress.part(0.0, 0.2),
            )
            _tell(plan, feedback)
            was_signed = is_signed(package)
            renewed = renew_package(package, plan, target, write, progress.part(0.2, 1.0))
            text = comparison_text(renewed.comparison)
            feedback.pushInfo(text)
            if report:
                write_comparison(renewed.comparison, Path(report))
        if renewed.result is None:
            feedback.pushInfo("The package is still right; it stays as it is.")
        else:
            if was_signed and not named:
                feedback.pushWarning(
                    "The older package is signed, the new version is not: a signature is of one"
                    " version. Give SIGN_WITH, or sign it with amis:signpackage."
                )
            if renewed.result.left_over is not None:
                feedback.pushWarning(older_is_left(renewed.result.left_over))
        rows = renewed.comparison.rows
        return {
            OUTPUT: str(target),
            **({REPORT: report} if report else {}),
            ADDED: rows["added"],
            REMOVED: rows["removed"],
            CHANGED: rows["changed"],
            SAME: renewed.comparison.is_same,
            SUMMARY: text,
        }

    def _target(self, parameters: dict[str, Any], context: Any, package: Path) -> Path:
        """Return where the new version goes. A model fills OUTPUT in, so REPLACE has the say."""
        if self.parameterAsBoolean(parameters, REPLACE, context):
            return package
        place = self.parameterAsFileOutput(parameters, OUTPUT, context)
        if not place:
            raise QgsProcessingException(
                "There is no place for the new version. Give OUTPUT, or let it take the place of"
                " the older package (REPLACE)."
            )
        return Path(place)


def _tell(plan: PackagePlan, feedback: Any) -> None:
    for finding in plan.findings:
        feedback.pushInfo(f"{finding.severity}: {finding.message} {finding.hint}".strip())
    if plan.blocked:
        first = next(one for one in plan.findings if one.severity == "error")
        raise QgsProcessingException(f"{first.message} {first.hint}".strip())
