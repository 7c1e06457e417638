"""Unpacking a package from its zip file, beside which it goes: whole, or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

from ..core.errors import PackageError
from ..core.progress import Progress
from .files import PackageFiles, open_package
from .opening import CANNOT_READ, CHUNK, SUMS, is_safe_name
from .staging import put_in_place, staging_folder

_ROOM = 1.05  # of the files, for what a file system adds


def unpacked_place(archive: Path) -> tuple[Path, bool]:
    """Return the folder beside a zip file that it can be unpacked to.

    :returns: the folder, and whether the very package lies there already.
    :raises PackageError: when the zip file is no package.
    """
    with open_package(archive) as files:
        sums = _sums(files, archive)
    place, number = archive.with_suffix(""), 1
    while place.exists():
        if place.is_dir() and _is_copy(place, sums):
            return place, True
        number += 1
        place = archive.with_name(f"{archive.stem}_{number}")
    return place, False


def unpack_package(archive: Path, target: Path, progress: Progress | None = None) -> Path:
    """Unpack a package into a folder that does not exist yet.

    Its names and kinds of entries are judged as :mod:`.opening` does; what would lie outside the
    folder is refused before anything is written.

    :raises PackageError: when it is no package, is damaged, or there is no room.
    """
    progress = progress or Progress()
    if target.exists():
        raise PackageError("It is there already.", subject=str(target), hint="Choose another name.")
    try:
        with open_package(archive) as files, staging_folder(target) as staging:
            _check_room(files, target, archive)
            made = staging / "package"
            _write(files, made, archive, progress)
            progress.at(1.0, "Moving the package into place")
            put_in_place(made, target)
    except CANNOT_READ as error:
        raise PackageError(
            f"It cannot be unpacked: {error}.",
            subject=str(archive),
            hint="Is the disk full, or the zip file damaged? Copy or download it again.",
        ) from error
    return target


def _write(files: PackageFiles, folder: Path, archive: Path, progress: Progress) -> None:
    whole, done = max(sum(files.sizes.values()), 1), 0
    for name, size in files.sizes.items():
        if not is_safe_name(name):
            raise PackageError(f"Its file {name!r} is refused.", subject=str(archive))
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        written = 0
        with files.open(name) as source, path.open("xb") as sink:
            while piece := source.read(CHUNK):
                written += len(piece)
                if written > size:  # says less of itself than it holds
                    raise PackageError(f"Its file {name!r} is larger than the zip file says.")
                sink.write(piece)
                progress.at((done + written) / whole, f"Unpacking {name}")
        done += size


def _check_room(files: PackageFiles, target: Path, archive: Path) -> None:
    needed, free = sum(files.sizes.values()), shutil.disk_usage(target.parent).free
    if needed * _ROOM > free:
        raise PackageError(
            f"It needs {needed / 1e6:,.0f} MB, {free / 1e6:,.0f} MB are free.",
            subject=str(archive),
            hint="Make room on the disk, or copy the zip file to another one first.",
        )


def _sums(files: PackageFiles, path: Path) -> bytes:
    if SUMS not in files.sizes:
        raise PackageError(
            f"It has no {SUMS}.", subject=str(path), hint="Verify the package: it is not whole."
        )
    try:
        with files.open(SUMS) as stream:
            return stream.read()
    except CANNOT_READ as error:
        raise PackageError(f"It cannot be read: {error}.", subject=str(path)) from error


def _is_copy(folder: Path, sums: bytes) -> bool:
    try:
        return (folder / SUMS).read_bytes() == sums
    except OSError:
        return False
