"""Reading the manifest of a package that somebody else may have written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..core.errors import PackageError
from ..core.manifest import MANIFEST, is_package_manifest, manifest_schemas
from .files import PackageFiles, open_package
from .opening import read_json
from .verifier import schema_problems

_HINT = "Verify the package: it may be damaged, or not whole."


def read_manifest(path: Path) -> Mapping[str, Any]:
    """Return the manifest of a package, a folder or a zip file.

    :raises PackageError: when it is no package, or its manifest is none that can be read.
    """
    with open_package(path) as files:
        return manifest_in(files, path)


def manifest_in(files: PackageFiles, path: Path) -> Mapping[str, Any]:
    """Return the manifest among the files of a package; it keeps to its schema.

    :raises PackageError: when it cannot be read, breaks its schema or is of a later version.
    """
    value = read_json(files, MANIFEST) if MANIFEST in files.sizes else None
    if not isinstance(value, dict) or not is_package_manifest(value):
        raise PackageError("It has no manifest that can be read.", subject=str(path), hint=_HINT)
    version = value.get("format_version")
    schema = manifest_schemas().get(version) if isinstance(version, int) else None
    if schema is None:
        raise PackageError(
            f"Its format has version {version}, which is not known here.",
            subject=str(path),
            hint="A newer AMIS Explorer wrote it: update the plugin.",
        )
    try:
        broken = next(schema_problems(value, schema), "")
    except (TypeError, re.error, RecursionError):
        broken = "it is nested in a way that no manifest is"
    if broken:
        raise PackageError(
            f"Its manifest breaks its schema: {broken}.", subject=str(path), hint=_HINT
        )
    return value
