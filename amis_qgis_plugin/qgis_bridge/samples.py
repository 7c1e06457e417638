"""The sample workspace, copied out of the installation before QGIS opens it."""

from __future__ import annotations

import shutil
from pathlib import Path

from qgis.core import QgsApplication

from ..paths import bundled

SAMPLES = "asean_samples.gpkg"


def sample_workspace() -> Path:
    """Return a private copy of the samples in the user's profile.

    QGIS writes to a GeoPackage even when it only reads (journal mode), and an installation may be
    read-only; so the bundled file stays untouched. A copy older than the bundled file is renewed.
    """
    original = bundled("sample_layers", SAMPLES)
    folder = Path(QgsApplication.qgisSettingsDirPath()) / "amis_explorer"
    copy = folder / SAMPLES
    stamp = folder / f"{SAMPLES}.version"
    version = f"{original.stat().st_size} {original.stat().st_mtime_ns}"
    if copy.exists() and stamp.exists() and stamp.read_text(encoding="utf-8") == version:
        return copy
    folder.mkdir(parents=True, exist_ok=True)
    if not copy.exists() or not stamp.exists() or not _in_use(copy):
        shutil.copyfile(original, copy)
        stamp.write_text(version, encoding="utf-8")
    return copy


def _in_use(copy: Path) -> bool:
    """Whether QGIS has the copy open, told by SQLite's journal files beside it."""
    return any(copy.with_name(copy.name + end).exists() for end in ("-wal", "-shm", "-journal"))
