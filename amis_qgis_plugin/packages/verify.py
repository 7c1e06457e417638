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
from .staging import waiting_for
from .verifier import Problem, check

VERIFIER = "verify.py"
_SHARED = re.compile(r"from \.opening import \([^)]*\)\n")
_SCHEMAS = re.compile(r"^SCHEMAS.*\n", re.MULTILINE)
_START = "from __future__ import annotations\n"


@dataclass(frozen=True)
class VerifyReport:
    """What verifying found.

    :param files: number of files that were looked at.
    """

    path: Path
    files: int
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether the package is whole."""
        return not self.problems


def verify_package(path: Path, progress: Progress | None = None) -> VerifyReport:
    """Check a package folder or zip file; nothing of it is changed.

    :raises PackageError: when it is no package, or a zip file that no package ever is.
    """
    progress = progress or Progress()
    progress.at(0.0, "Opening the package")
    _tell_of_older(path)
    with open_package(path) as files:
        problems = check(files, manifest_schemas(), progress.at)
        progress.at(1.0, "Verified")
        return VerifyReport(path, len(files.sizes), tuple(problems))


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

    It is ``opening.py`` and ``verifier.py`` as one file, with the schema of this version in it.
    """
    here = Path(__file__).parent
    opening = (here / "opening.py").read_text(encoding="utf-8").partition(_START)[2]
    head, tail = _SHARED.split((here / "verifier.py").read_text(encoding="utf-8"))
    schema = pformat(manifest_schemas()[FORMAT_VERSION], width=99, sort_dicts=False)
    tail = _SCHEMAS.sub(lambda _line: f"SCHEMAS = {{{FORMAT_VERSION}: {schema}}}\n", tail)
    return f"{head.rstrip()}\n{opening.rstrip()}\n{tail}"
