"""A prospectivity package as a source: its layers, opened so that no byte of it changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, Optional

from ..core.completeness import Completeness, worst
from ..core.errors import AmisError
from ..core.theme_guess import guess_theme
from ..packages.opening import MANIFEST
from ..workspace.file_state import Stamp, file_stamp
from .entries import Entry, workspace_entries
from .layers import make_package_raster


@dataclass(frozen=True)
class PackageSource:
    """A package in a folder.

    :param made_on: the day it was made, ISO 8601.
    :param least: the least completeness of its sources; nothing when it has none.
    :param rasters: what its manifest says of each of its rasters.
    """

    folder: Path
    title: str
    made_on: str
    geopackage: Path
    filter_words: str
    least: Optional[Completeness]
    rasters: tuple[Mapping[str, Any], ...]

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
        rasters=tuple(manifest.get("rasters", ())),
    )


def package_entries(source: PackageSource) -> Iterator[Entry]:
    """Yield the layers of a package; they open read-only.

    :raises WorkspaceError: when its GeoPackage cannot be read.
    """
    for entry in workspace_entries(source.geopackage, source.words, read_only=True):
        yield replace(entry, package=str(source.folder))
    for raster in source.rasters:
        yield _raster_entry(source, raster)


def _raster_entry(source: PackageSource, raster: Mapping[str, Any]) -> Entry:
    path, title = raster["path"], raster["title"]
    licence, attribution = raster["licence"], raster["attribution"]
    entry_id = f"package:{source.folder}|{path}"
    place = source.folder / path
    return Entry(
        entry_id=entry_id,
        title=title,
        geometry="raster",
        theme_id=guess_theme(title),
        source_title=source.words,
        licence=licence,
        attribution=attribution,
        description="",
        notice="",
        live=False,
        make=partial(make_package_raster, place, title, licence, attribution, entry_id),
        package=str(source.folder),
    )


def state_of(folder: Path) -> Stamp:
    """Return what changes when a package is written anew or its data is touched."""
    stamp = file_stamp(folder / MANIFEST)
    try:
        return stamp + file_stamp(read_package(folder).geopackage)
    except AmisError:
        return stamp
