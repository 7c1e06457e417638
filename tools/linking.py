"""Put the plugin into a QGIS profile: linked to this checkout, or as the built package.

    tools/linking.py link|install [PROFILE]

The profile is "default" when none is named.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import zipfile
from pathlib import Path

import build_zip

ROOT = Path(__file__).resolve().parent.parent
PLUGIN = "amis_qgis_plugin"
# What lies beside the package in a checkout and inside it in an installed plugin.
BESIDE = ("metadata.txt", "LICENSE", "icons", "sample_layers")


def link_plugin(plugins: Path) -> Path:
    """Make ``plugins``/amis_qgis_plugin, a real folder of links to this checkout, and return it.

    One link to the package would not do: metadata.txt and icons would be missing in it.
    """
    folder = plugins / PLUGIN
    _make_way(folder)
    folder.mkdir(parents=True)
    entries = [entry for entry in (ROOT / PLUGIN).iterdir() if entry.name != "__pycache__"]
    for entry in [*entries, *(ROOT / name for name in BESIDE)]:
        if entry.exists():
            (folder / entry.name).symlink_to(entry)
    return folder


def install_plugin(plugins: Path) -> Path:
    """Unpack a freshly built package into ``plugins`` and return the plugin's folder."""
    package = build_zip.build(ROOT / "build")
    plugins.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=plugins, prefix=".amis-") as staging:
        with zipfile.ZipFile(package) as archive:
            archive.extractall(staging)
        _make_way(plugins / PLUGIN)
        (Path(staging) / PLUGIN).rename(plugins / PLUGIN)
    return plugins / PLUGIN


def plugins_folder(profile: str) -> Path:
    """Return where QGIS looks for the plugins of a profile of this person."""
    if sys.platform == "darwin":
        base = Path.home() / "Library" / "Application Support"
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "QGIS" / "QGIS3" / "profiles" / profile / "python" / "plugins"


def _make_way(folder: Path) -> None:
    if folder.is_symlink():
        folder.unlink()
    elif folder.exists():
        shutil.rmtree(folder)  # links in it are removed, not what they point to


def main(arguments: list[str]) -> int:
    """Link or install, say where, return the exit code."""
    if not arguments or arguments[0] not in ("link", "install"):
        print(__doc__, file=sys.stderr)
        return 2
    plugins = plugins_folder(arguments[1] if len(arguments) > 1 else "default")
    put = link_plugin if arguments[0] == "link" else install_plugin
    print(f"{put(plugins)}: switch AMIS Explorer on in QGIS under Plugins > Manage and Install")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
