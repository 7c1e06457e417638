"""``amis:signpackage``: a signature for a package by a key that its maker already has."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Optional

from qgis.core import (
    QgsProcessingOutputString,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from .base import AmisAlgorithm, progress_of, told_by_processing

PACKAGE, SIGN_WITH, SIGNATURE, SIGNER = "PACKAGE", "SIGN_WITH", "SIGNATURE", "SIGNER"


def sign_with(*, optional: bool) -> QgsProcessingParameterString:
    """Return the parameter that names a key."""
    label = "Sign with (path of an SSH key, or gpg: and the fingerprint of an OpenPGP key)"
    return QgsProcessingParameterString(SIGN_WITH, label, optional=optional)


class SignPackage(AmisAlgorithm):
    """Signs the checksums of a package that is a folder."""

    ID = "signpackage"
    TITLE = "Sign prospectivity package"
    ICON = "verify"
    HELP = (
        "Signs a prospectivity package that is a folder, when it is whole: SHA256SUMS, which speaks"
        " of every file, gets a signature beside it (SHA256SUMS.sig or SHA256SUMS.asc). Nothing"
        " else is changed. A zip is signed while it is exported, or its folder before packing.\n\n"
        "The key is one that you have already: the path of an SSH key, or gpg: and the fingerprint"
        " of an OpenPGP key. ssh-keygen or gpg makes the signature; a passphrase is for its agent,"
        " this plugin never asks for one and never reads the key.\n\n"
        "Give your public key to the readers by another way than the package."
    )

    def initAlgorithm(self, _configuration: Optional[dict[str, Any]] = None) -> None:
        """Declare parameters and outputs."""
        folder = QgsProcessingParameterFile.Behavior.Folder
        self.addParameter(QgsProcessingParameterFile(PACKAGE, "Package (folder)", behavior=folder))
        self.addParameter(sign_with(optional=False))
        self.addOutput(QgsProcessingOutputString(SIGNATURE, "File of the signature"))
        self.addOutput(QgsProcessingOutputString(SIGNER, "Signer"))

    def processAlgorithm(
        self, parameters: dict[str, Any], context: Any, feedback: Any
    ) -> dict[str, Any]:
        """Sign and tell."""
        # Imported here: QGIS builds every algorithm at start-up.
        from ..packages.signing import sign_package, signing_key

        path = Path(self.parameterAsFile(parameters, PACKAGE, context))
        with told_by_processing():
            key = signing_key(self.parameterAsString(parameters, SIGN_WITH, context))
            signature = sign_package(path, key, progress_of(feedback))
        feedback.pushInfo(f"{signature.file}: {signature.message}")
        return {SIGNATURE: str(path / signature.file), SIGNER: signature.signer}
