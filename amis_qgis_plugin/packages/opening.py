"""The files of a package, the same way for a folder and for a zip file.

Needs Python 3.8 or newer and nothing else: it goes into every package as a part of ``verify.py``.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, Callable, Union

MANIFEST, SUMS = "manifest.json", "SHA256SUMS"
CHUNK = 1 << 20
LARGEST = 64 << 20  # bytes of a manifest or a list of checksums
SEAL = b"amis-explorer-package sha256:"
SEAL_DIGITS = 64
CANNOT_READ = (OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError)
_UNSAFE = re.compile(r"^/|^[A-Za-z]:|\\|\0|(^|/)\.\.?(/|$)|//")


class NoPackage(Exception):
    """There is no package to look into, or one that no package ever is."""

    def __init__(self, message: str, subject: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.subject, self.hint = message, subject, hint


class FolderFiles:
    """A package that is a folder. ``odd`` are links, pipes and the like: never opened."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.name = Path(folder), Path(folder).name
        self.sizes: dict[str, int] = {}
        self.odd: list[str] = []
        self.closed: list[str] = []
        for base, folders, names in os.walk(self.folder, onerror=self._note_closed):
            for name in [*names, *folders]:
                path = Path(base, name)
                kind = os.lstat(path)
                if stat.S_ISREG(kind.st_mode):
                    self.sizes[self._shown(path)] = kind.st_size
                elif not stat.S_ISDIR(kind.st_mode):
                    self.odd.append(self._shown(path))

    def open(self, name: str) -> IO[bytes]:
        """Open a file for reading."""
        return (self.folder / name).open("rb")

    def on_disk(self, name: str, folder: Path) -> Path:
        """Return where the file lies."""
        return self.folder / name

    def seal_holds(self, tick: Callable[[], None]) -> bool:
        """Whether the file that all lies in is as it was written; a folder is no file."""
        return True

    def _note_closed(self, error: OSError) -> None:
        self.closed.append(self._shown(Path(error.filename)))

    def _shown(self, path: Path) -> str:
        return path.relative_to(self.folder).as_posix()


class ZipFiles:
    """A package that is a zip file, with its files at the top or in one folder."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive, self.name = archive, Path(archive.filename).name
        members = [member for member in archive.infolist() if not member.is_dir()]
        _refuse_hostile(archive, members)
        start = len(_common_folder([member.filename for member in members]))
        self._members = {member.filename[start:]: member for member in members}
        self.sizes = {name: member.file_size for name, member in self._members.items()}
        self.odd: list[str] = []
        self.closed: list[str] = []

    def open(self, name: str) -> IO[bytes]:
        """Open a file for reading."""
        return self._archive.open(self._members[name])

    def on_disk(self, name: str, folder: Path) -> Path:
        """Return a copy of the file in ``folder``."""
        copy = Path(folder) / "unpacked"
        with self.open(name) as source, copy.open("wb") as sink:
            shutil.copyfileobj(source, sink, CHUNK)
        return copy

    def seal_holds(self, tick: Callable[[], None]) -> bool:
        """Whether the zip's comment is the checksum of all that stands before it.

        Zip files that other programs packed have no such comment, and are as good.
        """
        comment = self._archive.comment
        if not comment:
            return True
        if not comment.startswith(SEAL) or len(comment) != len(SEAL) + SEAL_DIGITS:
            return False
        with Path(self._archive.filename).open("rb") as stream:
            sealed = os.fstat(stream.fileno()).st_size - SEAL_DIGITS
            return sha256_of(stream, tick, sealed).encode() == comment[len(SEAL) :]


@contextlib.contextmanager
def open_files(path: Path) -> Iterator[Union[FolderFiles, ZipFiles]]:
    """Open a folder or a zip file as a package.

    :raises NoPackage: when it is none, or a zip file that would write outside its folder.
    """
    if path.is_dir():
        yield _with_lists(path, FolderFiles(path))
        return
    if not path.exists():
        raise NoPackage("There is no such file or folder.", str(path))
    if not zipfile.is_zipfile(path):
        hint = "Choose the folder or the .zip that was written as the package."
        raise NoPackage("It is neither a folder nor a zip file.", str(path), hint)
    try:
        with zipfile.ZipFile(path) as archive:
            yield _with_lists(path, ZipFiles(archive))
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise NoPackage(
            f"The zip file is damaged: {error}.", str(path), "Copy or download it again."
        ) from error


def sha256_of(stream: IO[bytes], tick: Callable[[], None], size: int = -1) -> str:
    """Return the digest of a stream, or of its first bytes, read in pieces."""
    digest = hashlib.sha256()
    while True:
        piece = stream.read(CHUNK if size < 0 else min(CHUNK, size))
        if not piece:
            return digest.hexdigest()
        size -= len(piece) if size > 0 else 0
        tick()
        digest.update(piece)


def read_json(files: Union[FolderFiles, ZipFiles], name: str) -> Any:
    """Return a JSON file of the package; nothing when it is no JSON or far too large."""
    if files.sizes[name] > LARGEST:
        return None
    try:
        with files.open(name) as stream:
            return json.loads(stream.read().decode("utf-8"))
    except (ValueError, RecursionError, *CANNOT_READ):
        return None


def is_safe_name(name: str) -> bool:
    """Whether a path stays in the folder it is unpacked to, on every system."""
    return _UNSAFE.search(name) is None


def _with_lists(path: Path, files: Any) -> Any:
    if MANIFEST in files.sizes or SUMS in files.sizes:
        return files
    hint = "Choose the folder or zip that has both in it."
    raise NoPackage(f"It is no package: it has neither {MANIFEST} nor {SUMS}.", str(path), hint)


def _refuse_hostile(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    for member in members:
        kind = stat.S_IFMT(member.external_attr >> 16)
        if not is_safe_name(member.orig_filename) or kind not in (0, stat.S_IFREG):
            _refuse(archive, f"its entry {member.orig_filename!r} points outside the package")
        if member.flag_bits & 1:
            _refuse(archive, f"its entry {member.filename!r} is encrypted")
    if len({member.filename.casefold() for member in members}) != len(members):
        _refuse(archive, "two of its entries have one name")


def _refuse(archive: zipfile.ZipFile, reason: str) -> None:
    hint = "Packages of this plugin are never like that: do not unpack it."
    raise NoPackage(f"The zip file is refused: {reason}.", str(archive.filename), hint)


def _common_folder(names: list[str]) -> str:
    """Return the one folder that all files lie in, with its slash; empty when there is none."""
    if MANIFEST in names or SUMS in names:
        return ""
    tops = {name.partition("/")[0] for name in names}
    return f"{tops.pop()}/" if len(tops) == 1 and all("/" in name for name in names) else ""
