"""Whether a workspace is the data of a finished package, whose bytes must stay as they are."""

from __future__ import annotations

import json
from pathlib import Path

from ..core.errors import WorkspaceError
from ..core.manifest import MANIFEST, is_package_manifest


def is_packaged(path: Path) -> bool:
    """Whether a GeoPackage is the one that the manifest of a package beside it speaks of."""
    folder = path.resolve().parent.parent
    try:
        value = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):  # no manifest, or the one of another program
        return False
    data = value.get("data") if is_package_manifest(value) else None
    return isinstance(data, str) and (folder / data).resolve() == path.resolve()


def must_not_be_packaged(path: Path) -> None:
    """Refuse to write into the data of a package: its checksums and signature would break.

    :raises WorkspaceError: when it is such data.
    """
    if is_packaged(path):
        raise WorkspaceError(
            "It is the data of a package, which stays as it was made: a change would break its"
            " checksums and its signature.",
            subject=str(path),
            hint="Copy the GeoPackage to another folder and work on the copy.",
        )
