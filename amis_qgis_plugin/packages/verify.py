"""Is a package whole? The check that every package carries as ``verify.py``, for the plugin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from pprint import pformat

from ..core.errors import PackageError
from ..core.manifest import FORMAT_VERSION, manifest_schemas
from ..core.progress import Progress
from .files import open_package
from .signatures import Signature, check_signatures
from .staging import waiting_for
from .verifier import Problem, check, unsigned

VERIFIER = "verify.py"
# What a package carries as one program, in the order that it needs.
_PARTS = ("opening", "counting", "raster_sizes", "programs", "signatures", "verifier")
_OWN_IMPORT = re.compile(r"^from \.\w+ import (?:\([^)]*\)|[^(\n]*)\n", re.MULTILINE)
_SCHEMAS = re.compile(r"^SCHEMAS.*\n", re.MULTILINE)
_START = "from __future__ import annotations\n"


@dataclass(frozen=True)
class VerifyReport:
    """What verifying found.

    :param files: number of files that were looked at.
    :param signatures: what is known of the signatures that lie in it.
    """

    path: Path
    files: int
    problems: tuple[Problem, ...]
    signatures: tuple[Signature, ...] = ()

    @property
    def ok(self) -> bool:
        """Whether the package is whole."""
        return not self.problems


def verify_package(
    path: Path, progress: Progress | None = None, *, signers: Path | None = None
) -> VerifyReport:
    """Check a package folder or zip file; nothing of it is changed.

    :param signers: an allowed-signers file of OpenSSH, an SSH public key or an OpenPGP public key:
        a package that none of these has signed is not as it has to be.

    :raises PackageError: when it is no package, or a zip file that no package ever is, or the
        signers cannot be read.
    """
    progress = progress or Progress()
    progress.at(0.0, "Opening the package")
    _tell_of_older(path)
    if signers is not None and not signers.is_file():
        raise PackageError(
            "There is no such file.",
            subject=str(signers),
            hint="Give a file with allowed signers, or a public key.",
        )
    with open_package(path) as files:
        problems = check(files, manifest_schemas(), progress.part(0.0, 0.95).at)
        progress.at(0.95, "Checking signatures")
        signatures = check_signatures(files, signers, progress.check)
        problems = sorted({*problems, *unsigned(signatures, signers)})
        progress.at(1.0, "Verified")
        return VerifyReport(path, len(files.sizes), tuple(problems), tuple(signatures))


def _tell_of_older(path: Path) -> None:
    older = waiting_for(path)
    if older is not None:
        raise PackageError(
            "There is no such file or folder: writing a newer package was broken off as it was"
            f" about to be moved here. The older one is whole and lies at {older}.",
            subject=str(path),
            hint="Write the package again, which brings the older one back first, or rename it.",
        )


def verifier_text() -> str:
    """Return the program that a package carries.

    It is the files of ``_PARTS`` as one, with the schema of this version in it.
    """
    here, bodies, head = Path(__file__).parent, [], ""
    for name in _PARTS:
        text = (here / f"{name}.py").read_text(encoding="utf-8")
        head, _start, body = text.partition(_START)  # the last one's head is the program's
        bodies.append(_OWN_IMPORT.sub("", body).strip("\n"))
    schema = pformat(manifest_schemas()[FORMAT_VERSION], width=99, sort_dicts=False)
    whole = "\n\n\n".join(bodies)
    whole = _SCHEMAS.sub(lambda _line: f"SCHEMAS = {{{FORMAT_VERSION}: {schema}}}\n", whole)
    return f"{head}{_START}\n{whole}\n"
