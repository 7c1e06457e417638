"""What a prospectivity package will hold, described before anything is written."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from .areas import box_wkt
from .findings import Finding
from .folding import without_accents
from .occurrence_filter import Extent, OccurrenceFilter
from .package_choices import FORMATS, PackageChoices
from .package_rasters import PlannedRaster
from .schemas import OCCURRENCES
from .sources import Source

__all__ = ["FORMATS", "LeftOut", "PackagePlan", "PlannedLayer", "safe_name"]
LONGEST_NAME = 60
_UNSAFE = re.compile(r"[^a-z0-9]+")
_WINDOWS_DEVICES = re.compile(r"con|prn|aux|nul|(com|lpt)\d")


@dataclass(frozen=True)
class PlannedLayer:
    """One table of the package.

    :param geometry: ``point``, ``line``, ``polygon``, ``geometry`` or empty for a plain table.
    :param features: rows that go into the package.
    :param layer_type: id of the aligned layer type.
    :param style: name of the bundled style.
    :param notice: what has to stand beside the layer, such as *schematic*.
    :param sources: ids of its sources.
    :param selection: ``filter`` (rows under a condition), ``area`` (whole features that touch the
        area) or ``whole``.
    :param available: rows in the workspace.
    :param condition: the SQL condition on its rows; empty wants every row.
    """

    table: str
    title: str
    geometry: str
    features: int
    layer_type: str
    style: str
    notice: str
    licence: str
    attribution: str
    sources: tuple[str, ...]
    selection: str
    available: int
    condition: str = ""


@dataclass(frozen=True)
class LeftOut:
    """A source or raster whose licence forbids copying: listed with its link, not copied.

    :param table: the workspace table that its rows are in, or the file name of a raster.
    :param layer: the title of that layer.
    :param licence: the statement that forbids it.
    :param is_raster: whether it is a raster.
    """

    table: str
    layer: str
    title: str
    licence: str
    attribution: str
    url: str
    is_raster: bool = False

    @classmethod
    def of(cls, table: str, layer: str, source: Source) -> LeftOut:
        """Return the entry for one source of a layer."""
        return cls(table, layer, source.title, source.licence, source.attribution, source.url)


@dataclass(frozen=True)
class PackagePlan:
    """A package as it will be written.

    :param title: what a person calls it.
    :param name: file name for the data: ASCII, no spaces, safe on Windows.
    :param workspace: the GeoPackage that it is taken from.
    :param wanted: the filter on the occurrences.
    :param area: (west, south, east, north) in degrees, EPSG:4326; nothing when no layer needs it.
    :param estimated_bytes: size of the folder, roughly.
    :param not_copied: sources that are only listed, because their licence forbids copying.
    :param licences_confirmed: whether a person said that sources of unknown licence may be passed
        on.
    :param margin_degrees: the margin around the occurrences, where the area was made from them.
    :param language: of the report, an ISO 639-1 code; empty for a package without one.
    :param polygon: the area as WKT in EPSG:4326 where it is more than a box; ``area`` holds its
        box then.
    :param clipped: whether layers are cut at the edge of the area; else whole features are taken.
    :param crs: the reference system of the data such as ``EPSG:32651``; empty keeps what they have.
    :param formats: what is written beside the GeoPackage, of :data:`FORMATS`.
    :param maps: whether maps are drawn as files; it takes QGIS.
    :param pdf: whether the report is written as PDF too; it takes QGIS.
    :param profile: the id of the profile that the choices came from; may be empty.
    :param choices: what a person chose, of which this came.
    :param rasters: what is cut out of files of rasters.
    """

    title: str
    name: str
    workspace: Path
    layers: tuple[PlannedLayer, ...]
    sources: tuple[Source, ...]
    wanted: OccurrenceFilter
    area: Extent | None
    estimated_bytes: int
    findings: tuple[Finding, ...]
    not_copied: tuple[LeftOut, ...] = ()
    licences_confirmed: bool = False
    margin_degrees: float | None = None
    language: str = ""
    polygon: str = ""
    clipped: bool = False
    crs: str = ""
    formats: tuple[str, ...] = ()
    maps: bool = True
    pdf: bool = True
    profile: str = ""
    choices: PackageChoices = field(default_factory=PackageChoices)
    rasters: tuple[PlannedRaster, ...] = ()

    @property
    def blocked(self) -> bool:
        """Whether an error stands in the way of writing."""
        return any(finding.severity == "error" for finding in self.findings)

    @property
    def edge(self) -> str:
        """The area as WKT in EPSG:4326; empty where every layer is taken whole."""
        return self.polygon or (box_wkt(self.area) if self.area else "")

    @property
    def occurrences(self) -> int:
        """The number of mineral occurrences that go into the package."""
        return sum(layer.features for layer in self.layers if layer.table == OCCURRENCES)


def safe_name(title: str) -> str:
    """Return a file name for a title: ASCII, lower case, no spaces, at most 60 characters.

    Letters that have no ASCII form are left out; device names of Windows are avoided.
    """
    name = _UNSAFE.sub("_", without_accents(title)).strip("_")
    if len(name) > LONGEST_NAME:
        name = name[:LONGEST_NAME].rpartition("_")[0] or name[:LONGEST_NAME]
    if not name or _WINDOWS_DEVICES.fullmatch(name):
        return f"package_{name}".rstrip("_")
    return name
