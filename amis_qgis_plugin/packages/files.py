"""The files of a package, the same way for a folder and for a zip file."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Protocol, cast

from ..core.errors import PackageError
from ..core.manifest import MANIFEST, is_package_manifest
from .sums import CHUNK, SUMS

CANNOT_READ = (OSError, EOFError, zipfile.BadZipFile, zlib.error)
_LARGEST_MANIFEST = 64 << 20
_UNSAFE_NAME = re.compile(r"^/|^[A-Za-z]:|\\|\0|(^|/)\.\.?(/|$)|//")


class PackageFiles(Protocol):
    """Read access to the files of a package."""

    sizes: dict[str, int]
    links: tuple[str, ...]

    def open(self, name: str) -> BinaryIO:
        """Open a file for reading."""

    def on_disk(self, name: str, folder: Path) -> Path:
        """Return where a file lies on disk; a file in a zip is copied to ``folder`` first."""


class FolderFiles:
    """A package that is a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sizes: dict[str, int] = {}
        links = []
        for base, folders, names in os.walk(folder):
            for name in [*names, *folders]:
                path = Path(base, name)
                shown = path.relative_to(folder).as_posix()
                if path.is_symlink():
                    links.append(shown)
                elif name in names:
                    self.sizes[shown] = path.stat().st_size
        self.links = tuple(sorted(links))

    def open(self, name: str) -> BinaryIO:
        """Open a file for reading."""
        return (self.folder / name).open("rb")

    def on_disk(self, name: str, folder: Path) -> Path:
        """Return the file itself."""
        return self.folder / name


class ZipFiles:
    """A package that is a zip file, with its files at the top or in one folder."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        members = [member for member in archive.infolist() if not member.is_dir()]
        _refuse_hostile(archive, members)
        prefix = _common_folder([member.filename for member in members])
        self._members = {member.filename[len(prefix) :]: member for member in members}
        self.sizes = {name: member.file_size for name, member in self._members.items()}
        self.links: tuple[str, ...] = ()

    def open(self, name: str) -> BinaryIO:
        """Open a file for reading."""
        return cast(BinaryIO, self._archive.open(self._members[name]))

    def on_disk(self, name: str, folder: Path) -> Path:
        """Return a copy of the file in ``folder``."""
        copy = folder / "unpacked"
        with self.open(name) as source, copy.open("wb") as sink:
            shutil.copyfileobj(source, sink, CHUNK)
        return copy


@contextmanager
def open_package(path: Path) -> Iterator[PackageFiles]:
    """Open a folder or a zip file as a package.

    :raises PackageError: when it is none, or a zip file that would write outside its folder.
    """
    if path.is_dir():
        files: PackageFiles = FolderFiles(path)
        _require_package(path, files)
        yield files
        return
    if not path.exists():
        raise PackageError("There is no such file or folder.", subject=str(path))
    if not zipfile.is_zipfile(path):
        raise PackageError(
            "It is neither a folder nor a zip file.",
            subject=str(path),
            hint="Choose the folder or the .zip that was written as the package.",
        )
    try:
        with zipfile.ZipFile(path) as archive:
            files = ZipFiles(archive)
            _require_package(path, files)
            yield files
    except zipfile.BadZipFile as error:
        raise PackageError(
            f"The zip file is damaged: {error}.",
            subject=str(path),
            hint="Copy or download it again.",
        ) from error


def is_package(path: Path) -> bool:
    """Whether a folder or zip file is a package of ours with a readable manifest."""
    try:
        with open_package(path) as files:
            return is_package_manifest(read_json(files, MANIFEST))
    except (PackageError, OSError, KeyError):
        return False


def read_json(files: PackageFiles, name: str) -> Any:
    """Return a JSON file of the package; nothing when it is no JSON or far too large."""
    if files.sizes[name] > _LARGEST_MANIFEST:
        return None
    try:
        with files.open(name) as stream:
            return json.loads(stream.read())
    except (ValueError, RecursionError, *CANNOT_READ):
        return None


def is_safe_name(name: str) -> bool:
    """Whether a path stays in the folder it is unpacked to, on every system."""
    return _UNSAFE_NAME.search(name) is None


def _require_package(path: Path, files: PackageFiles) -> None:
    if MANIFEST not in files.sizes and SUMS not in files.sizes:
        raise PackageError(
            f"It is no package: it has neither {MANIFEST} nor {SUMS}.",
            subject=str(path),
            hint="Choose the folder or zip that has both in it.",
        )


def _refuse_hostile(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    names = [member.filename for member in members]
    for member in members:
        kind = stat.S_IFMT(member.external_attr >> 16)
        if not is_safe_name(member.orig_filename) or kind not in (0, stat.S_IFREG):
            _refuse(archive, f"its entry {member.orig_filename!r} points outside the package")
        if member.flag_bits & 1:
            _refuse(archive, f"its entry {member.filename!r} is encrypted")
    if len({name.casefold() for name in names}) != len(names):
        _refuse(archive, "two of its entries have one name")


def _refuse(archive: zipfile.ZipFile, reason: str) -> None:
    raise PackageError(
        f"The zip file is refused: {reason}.",
        subject=str(archive.filename),
        hint="Packages of this plugin are never like that: do not unpack it.",
    )


def _common_folder(names: list[str]) -> str:
    """Return the one folder that all files lie in, with its slash; empty when there is none."""
    if MANIFEST in names or SUMS in names:
        return ""
    tops = {name.partition("/")[0] for name in names}
    return f"{tops.pop()}/" if len(tops) == 1 and all("/" in name for name in names) else ""
