"""Build the installable zip: one folder amis_qgis_plugin with everything the plugin needs.

    tools/build_zip.py [FOLDER]     writes FOLDER/amis_qgis_plugin-VERSION.zip (default build/)

The same files give the same bytes: entries are sorted and carry one fixed time.
"""

from __future__ import annotations

import configparser
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLUGIN = "amis_qgis_plugin"
LARGEST = 25_000_000  # bytes; plugins.qgis.org takes no more than 25 MB
FIXED_TIME = (2020, 1, 1, 0, 0, 0)

# The kinds of file a plugin is made of. Anything else in it is a slip, and stops the build.
_CODE_AND_TEXT = (".py", ".txt", ".md", ".html", ".css", ".j2")
_DATA = (".csv", ".json", ".xml", ".gpkg", ".ui", ".qm", ".ts")
_LOOKS = (".svg", ".png", ".jpg", ".qml", ".sld")
KINDS = frozenset(_CODE_AND_TEXT + _DATA + _LOOKS)
LEFT_OUT = frozenset(["__pycache__"])


class UnfitFile(Exception):
    """Something in the package must not be shipped."""


def version() -> str:
    """Return the version in metadata.txt."""
    metadata = configparser.ConfigParser(interpolation=None)
    metadata.read(ROOT / "metadata.txt", encoding="utf-8")
    return metadata["general"]["version"]


def _files_below(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not LEFT_OUT.intersection(path.relative_to(folder).parts):
            yield path


def contents() -> dict[str, Path]:
    """Return every file of the package by its name in the zip, sorted.

    :raises UnfitFile: when a file is of a kind that has no place in it, or a part is missing.
    """
    found = {f"{PLUGIN}/{name}": ROOT / name for name in ("metadata.txt", "LICENSE")}
    for folder in (ROOT / PLUGIN, ROOT / "icons"):
        base = folder if folder.name == PLUGIN else ROOT
        for path in _files_below(folder):
            found[f"{PLUGIN}/{path.relative_to(base).as_posix()}"] = path
    samples = sorted((ROOT / "sample_layers").glob("*.gpkg"))
    if not samples:
        raise UnfitFile("sample_layers holds no GeoPackage; run: make samples")
    found.update({f"{PLUGIN}/sample_layers/{path.name}": path for path in samples})
    for name, path in found.items():
        if path.name.startswith(".") or (path.suffix not in KINDS and path.name != "LICENSE"):
            raise UnfitFile(f"{path}: not a kind of file that belongs into {name.split('/')[0]}")
        if not path.is_file():
            raise UnfitFile(f"{path} is missing")
    return dict(sorted(found.items()))


def build(folder: Path) -> Path:
    """Write the zip into ``folder`` and return its path.

    :raises UnfitFile: when something in it must not be shipped, or it has become too large.
    """
    files = contents()
    folder.mkdir(parents=True, exist_ok=True)
    package = folder / f"{PLUGIN}-{version()}.zip"
    side = package.with_suffix(".zip.part")
    with zipfile.ZipFile(side, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, path in files.items():
            entry = zipfile.ZipInfo(name, FIXED_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o100644 << 16
            entry.create_system = 3  # the same on every system
            archive.writestr(entry, path.read_bytes())
    size = side.stat().st_size
    if size > LARGEST:
        side.unlink()
        raise UnfitFile(f"the package has {size / 1e6:.1f} MB; 25 MB is the most there may be")
    side.replace(package)
    return package


def main(arguments: list[str]) -> int:
    """Build, say what was built, return the exit code."""
    try:
        package = build(Path(arguments[0]) if arguments else ROOT / "build")
    except UnfitFile as error:
        print(f"package: {error}", file=sys.stderr)
        return 1
    with zipfile.ZipFile(package) as archive:
        count = len(archive.namelist())
    print(f"{package}: {count} files, {package.stat().st_size / 1e6:.2f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
