"""Writing beside the destination and moving into place: whole, or not at all."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..core.errors import PackageError
from ..core.manifest import MANIFEST
from .files import is_package, open_package
from .opening import SUMS, read_json
from .signatures import SIGNATURES

_PARTIAL, _PREVIOUS = "partial", "previous"
_IS_OURS = re.compile(rf"\.{_PARTIAL}-[0-9a-f]{{8}}$")  # and no name that a person gave
_ABANDONED = 24 * 3600.0  # seconds
# What SQLite lays beside an open GeoPackage, and systems into every folder, is nobody's work.
_SIDE_FILES = ("-wal", "-shm", "-journal")
_OF_SYSTEMS = (".DS_Store", "Thumbs.db", "desktop.ini")


def check_destination(destination: Path) -> None:
    """Make sure that nothing but an older package, or an empty folder, would be replaced.

    :raises PackageError: when something else is there, also inside the older package, or the
        folder around it is missing.
    """
    if not destination.parent.is_dir():
        raise PackageError(
            "The folder to put the package in does not exist.",
            subject=str(destination.parent),
            hint="Make it, or choose another one.",
        )
    if not os.path.lexists(destination):
        return
    empty = destination.is_dir() and not any(destination.iterdir())
    as_zip = destination.suffix.lower() == ".zip"
    same_kind = destination.is_file() if as_zip else destination.is_dir()
    if destination.is_symlink() or not same_kind or not (empty or is_package(destination)):
        raise PackageError(
            "Something that is no package of this plugin is there already; it was not touched.",
            subject=str(destination),
            hint="Choose another name.",
        )
    foreign = [] if empty else _added_to(destination)
    if foreign:
        raise PackageError(
            f"The package that is there holds a file that was added to it: {foreign[0]}."
            " It was not replaced.",
            subject=str(destination),
            hint="Move the file somewhere else, or choose another name.",
        )


def left_beside(destination: Path) -> tuple[Path, ...]:
    """Return the hidden folders that a run for this destination should have removed."""
    return _found(destination, _PARTIAL, _PREVIOUS)


def waiting_for(destination: Path) -> Path | None:
    """Return the older package that a killed run moved aside and could not bring back.

    It is whole: such a folder is renamed once more before anything in it is deleted.
    """
    if os.path.lexists(destination):
        return None
    whole = [one for one in _found(destination, _PREVIOUS) if is_package(one)]
    return max(whole, key=lambda one: one.stat().st_mtime, default=None)


def put_back_older(destination: Path) -> None:
    """Bring back the older package where a killed run left nothing in its place."""
    older = waiting_for(destination)
    if older is not None:
        older.rename(destination)


def _added_to(package: Path) -> list[str]:
    """Return the files in a package that its manifest does not list."""
    with open_package(package) as files:
        manifest = read_json(files, MANIFEST)
        records = manifest.get("files") if isinstance(manifest, dict) else None
        listed = {MANIFEST, SUMS, *SIGNATURES}
        for record in records if isinstance(records, list) else ():
            if isinstance(record, dict):
                listed.add(str(record.get("path")))
        beside = {name + end for name in listed for end in _SIDE_FILES}
        return [
            name
            for name in sorted({*files.sizes, *files.odd} - listed - beside)
            if name.rpartition("/")[2] not in _OF_SYSTEMS
        ]


@contextmanager
def staging_folder(destination: Path) -> Iterator[Path]:
    """Make a hidden folder beside the destination; whatever is left in it goes at the end.

    So does what killed runs for the same destination left, once nobody can be writing to it.
    """
    for left in _found(destination, _PARTIAL):
        if _IS_OURS.search(left.name) and _is_abandoned(left):
            shutil.rmtree(left, ignore_errors=True)
    folder = _beside(destination, _PARTIAL)
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_abandoned(folder: Path) -> bool:
    """Whether nothing in a folder was written for a day: who still writes writes more often."""
    try:
        newest = max(one.lstat().st_mtime for one in (folder, *folder.rglob("*")))
    except OSError:  # somebody is at work in it
        return False
    return time.time() - newest > _ABANDONED


def put_in_place(made: Path, destination: Path) -> Path | None:
    """Move what was made to the destination; an older package there goes only after that.

    :returns: the older package when it could not be deleted, else nothing.
    :raises OSError: when moving fails; the older package is back in its place then.
    """
    if made.is_file():
        made.replace(destination)
        return None
    if not destination.exists():
        made.rename(destination)
        return None
    older = _beside(destination, _PREVIOUS)
    destination.rename(older)
    try:
        made.rename(destination)
    except BaseException:
        older.rename(destination)
        raise
    return _delete(older, destination)


def _delete(older: Path, destination: Path) -> Path | None:
    """Delete an older package; return it when that is not possible.

    It gets another name first: what is called the previous package is whole at any moment.
    """
    doomed = _beside(destination, _PARTIAL)
    try:
        older.rename(doomed)
    except OSError:  # a program has one of its files open
        return older
    shutil.rmtree(doomed, ignore_errors=True)
    return doomed if doomed.exists() else None


def _beside(destination: Path, purpose: str) -> Path:
    return destination.with_name(f"{_start(destination, purpose)}{secrets.token_hex(4)}")


def _found(destination: Path, *purposes: str) -> tuple[Path, ...]:
    if not destination.parent.is_dir():
        return ()
    starts = [_start(destination, purpose) for purpose in purposes]
    if "~" not in destination.name:  # else it may be the folder of another destination
        # Earlier versions took the name as it is.
        starts += [f".{destination.name}.{purpose}-" for purpose in purposes]
    beside = destination.parent.iterdir()
    return tuple(one for one in beside if one.name.startswith(tuple(starts)))


def _start(destination: Path, purpose: str) -> str:
    """Return how the hidden folders of a destination, and of no other, begin.

    The name goes without its dots: QGIS 3.22 takes .zip, .tar or .gz anywhere in the path of a
    raster for an archive, and opens nothing.
    """
    name = destination.name.replace("~", "~~").replace(".", "~-")
    return f".{name}.{purpose}-"
