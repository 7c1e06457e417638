"""Writing beside the destination and moving into place: whole, or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..core.errors import PackageError
from .files import is_package


def check_destination(destination: Path) -> None:
    """Make sure that nothing but an older package, or an empty folder, would be replaced.

    :raises PackageError: when something else is there or the folder around it is missing.
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


@contextmanager
def staging_folder(destination: Path) -> Iterator[Path]:
    """Make a hidden folder beside the destination; whatever is left in it goes at the end."""
    folder = _beside(destination, "partial")
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


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
    older = _beside(destination, "previous")
    destination.rename(older)
    try:
        made.rename(destination)
    except BaseException:
        older.rename(destination)
        raise
    shutil.rmtree(older, ignore_errors=True)
    return older if older.exists() else None


def _beside(destination: Path, purpose: str) -> Path:
    return destination.with_name(f".{destination.name}.{purpose}-{secrets.token_hex(4)}")
