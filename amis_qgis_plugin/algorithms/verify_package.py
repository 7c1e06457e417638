"""``amis:verifypackage``: whether a package is still what was written."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    QgsProcessingException,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from .base import AmisAlgorithm, progress_of, told_by_processing

PACKAGE, FAIL, FILES, PROBLEMS, REPORT = "PACKAGE", "FAIL", "FILES", "PROBLEMS", "REPORT"
SIGNERS, SIGNATURES = "SIGNERS", "SIGNATURES"


class VerifyPackage(AmisAlgorithm):
    """Checks the sums, the manifest, the row counts and the signatures of a package."""

    ID = "verifypackage"
    TITLE = "Verify prospectivity package"
    ICON = "verify"
    HELP = (
        "Checks a prospectivity package (folder or .zip): SHA-256 sums, manifest, row counts."
        " Tells every file that was changed, added or removed.\n\n"
        "Signatures beside the checksums are checked where ssh-keygen or gpg is on this computer."
        " With *Signers* one of these has to have signed the package: give an allowed-signers file"
        " or a public key that you have from the signer, not from the package.\n\n"
        "With *Fail when something is wrong* the algorithm ends with an error, so that a script"
        " notices."
    )

    def initAlgorithm(self, _configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare parameters and outputs."""
        self.addParameter(QgsProcessingParameterString(PACKAGE, "Package (folder or .zip)"))
        self.addParameter(
            QgsProcessingParameterBoolean(FAIL, "Fail when something is wrong", defaultValue=True)
        )
        self.addParameter(
            QgsProcessingParameterFile(
                SIGNERS,
                "Signers: allowed-signers file or public key (OpenSSH or OpenPGP)",
                optional=True,
            )
        )
        self.addOutput(QgsProcessingOutputNumber(FILES, "Files checked"))
        self.addOutput(QgsProcessingOutputNumber(PROBLEMS, "Problems found"))
        self.addOutput(QgsProcessingOutputString(REPORT, "Report"))
        self.addOutput(QgsProcessingOutputString(SIGNATURES, "Signatures"))

    def processAlgorithm(
        self, parameters: dict[str, Any], context: Any, feedback: Any
    ) -> dict[str, Any]:
        """Check and tell."""
        from ..packages.verify import verify_package  # QGIS builds every algorithm at start-up

        path = Path(self.parameterAsString(parameters, PACKAGE, context))
        given = self.parameterAsFile(parameters, SIGNERS, context)
        with told_by_processing():
            report = verify_package(
                path, progress_of(feedback), signers=Path(given) if given else None
            )
        signatures = [f"{one.file}: {one.state}: {one.message}" for one in report.signatures]
        for line in signatures:
            feedback.pushInfo(line)
        lines = [f"{one.file}: {one.kind}: {one.message}" for one in report.problems]
        for line in lines:
            feedback.reportError(line)
        if lines and self.parameterAsBool(parameters, FAIL, context):
            raise QgsProcessingException(f"{len(lines)} problem(s) in {path}: {lines[0]}")
        feedback.pushInfo(f"{report.files} files checked, {len(lines)} problem(s).")
        return {
            FILES: report.files,
            PROBLEMS: len(lines),
            REPORT: "\n".join(lines),
            SIGNATURES: "\n".join(signatures),
        }
