"""A prospectivity package as a source: its layers, opened so that no byte of it changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Optional

from ..core.completeness import Completeness, worst
from ..core.errors import AmisError
from ..packages.opening import MANIFEST
from ..workspace.file_state import Stamp, file_stamp
from .entries import Entry, workspace_entries


@dataclass(frozen=True)
class PackageSource:
    """A package in a folder.

    :param made_on: the day it was made, ISO 8601.
    :param least: the least completeness of its sources; nothing when it has none.
    """

    folder: Path
    title: str
    made_on: str
    geopackage: Path
    filter_words: str
    least: Optional[Completeness]

    @property
    def words(self) -> str:
        """What its layers say of where they come from."""
        return f"{self.title}, package of {self.made_on}"


def read_package(folder: Path) -> PackageSource:
    """Return what a package says of itself.

    :raises PackageError: when it is no package, or its manifest cannot be read.
    """
    return _read(folder, file_stamp(folder / MANIFEST))


@lru_cache(maxsize=64)
def _read(folder: Path, _stamp: Stamp) -> PackageSource:
    """Read a manifest once for each state of it: the Catalogue asks again at every look."""
    # Imported here: most projects know no package, and QGIS would wait for it at start-up.
    from ..packages.manifests import read_manifest

    manifest = read_manifest(folder)
    return PackageSource(
        folder=folder,
        title=manifest["title"],
        made_on=manifest["created"][:10],
        geopackage=folder / manifest["data"],
        filter_words=manifest["filter_in_words"],
        least=worst(Completeness(source["completeness"]) for source in manifest["sources"]),
    )


def package_entries(source: PackageSource) -> Iterator[Entry]:
    """Yield the layers of a package; they open read-only.

    :raises WorkspaceError: when its GeoPackage cannot be read.
    """
    for entry in workspace_entries(source.geopackage, source.words, read_only=True):
        yield replace(entry, package=str(source.folder))


def state_of(folder: Path) -> Stamp:
    """Return what changes when a package is written anew or its data is touched."""
    stamp = file_stamp(folder / MANIFEST)
    try:
        return stamp + file_stamp(read_package(folder).geopackage)
    except AmisError:
        return stamp
