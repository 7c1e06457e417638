"""The files of a package for the plugin: the verifier's readers, with this house's errors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Union

from ..core.errors import PackageError
from ..core.manifest import MANIFEST, is_package_manifest
from .opening import FolderFiles, NoPackage, ZipFiles, open_files, read_json
from .signatures import SIGNATURES

PackageFiles = Union[FolderFiles, ZipFiles]


@contextmanager
def open_package(path: Path) -> Iterator[PackageFiles]:
    """Open a folder or a zip file as a package.

    :raises PackageError: when it is none, or a zip file that would write outside its folder.
    """
    try:
        with open_files(path) as files:
            yield files
    except NoPackage as error:
        raise PackageError(error.message, subject=error.subject, hint=error.hint) from error


def is_package(path: Path) -> bool:
    """Whether a folder or zip file is a package of ours with a readable manifest."""
    try:
        with open_package(path) as files:
            return is_package_manifest(read_json(files, MANIFEST))
    except (PackageError, OSError, KeyError):
        return False


def is_signed(path: Path) -> bool:
    """Whether a signature lies in a package, be it valid or not.

    :raises PackageError: when it is no package.
    """
    with open_package(path) as files:
        return any(name in files.sizes for name in SIGNATURES)
