"""The sample workspace, copied out of the installation before QGIS opens it."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from qgis.core import QgsApplication

from ..core.errors import WorkspaceError
from ..paths import bundled

SAMPLES = "asean_samples.gpkg"


def sample_workspace() -> Path:
    """Return a private copy of the samples in the user's profile.

    QGIS writes to a GeoPackage even when it only reads (journal mode), and an installation may be
    read-only; so the bundled file stays untouched. A copy older than the bundled file is renewed,
    unless it is in use or cannot be replaced; then it serves as it is.

    :raises WorkspaceError: when there is no copy and none can be written.
    """
    original = bundled("sample_layers", SAMPLES)
    folder = Path(QgsApplication.qgisSettingsDirPath()) / "amis_explorer"
    copy = folder / SAMPLES
    stamp = folder / f"{SAMPLES}.version"
    version = f"{original.stat().st_size} {original.stat().st_mtime_ns}"
    if copy.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == version:
        return copy
    if copy.exists() and _in_use(copy):
        return copy
    try:
        folder.mkdir(parents=True, exist_ok=True)
        _replace(copy, original)
        stamp.write_text(version, encoding="utf-8")
    except OSError as error:
        if not copy.exists():
            raise WorkspaceError(
                f"The samples cannot be copied into your QGIS profile: {error.strerror or error}.",
                subject=str(folder),
                hint="Is the folder writable, and is there room on the disk?",
            ) from error
    return copy


def _replace(copy: Path, original: Path) -> None:
    """Put a new copy in place in one step; another QGIS may be doing the same."""
    handle, name = tempfile.mkstemp(prefix="samples-", dir=copy.parent)
    os.close(handle)
    side = Path(name)
    try:
        shutil.copyfile(original, side)
        side.replace(copy)
    finally:
        side.unlink(missing_ok=True)


def _in_use(copy: Path) -> bool:
    """Whether QGIS has the copy open, told by SQLite's journal files beside it."""
    return any(copy.with_name(copy.name + end).exists() for end in ("-wal", "-shm", "-journal"))
