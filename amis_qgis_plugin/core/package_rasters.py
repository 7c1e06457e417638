"""Rasters of a package: the files that are wanted, and what each becomes."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Optional

from .findings import Words, say, words
from .occurrence_filter import Extent
from .phrases import counted
from .translations import ENGLISH

WHOLE, BOX, EDGE = "whole", "box", "edge"
NEAREST, BILINEAR = "nearest", "bilinear"
# A part of a file as GDAL names it; HDF5 has paths inside.
_PART = re.compile(r'(GPKG|HDF5|NETCDF):(?:"([^"]+)"|([^"]+)):(//[^"]+|[^":]+)')
# What only those know who write the package: it is passed on to strangers.
_NOT_TOLD = ("source", "style", "state", "estimated_bytes")


@dataclass(frozen=True)
class RasterFile:
    """A raster of a local file that is wanted in a package. It has no record of a source.

    :param source: the file, as GDAL opens it.
    :param licence: as the layer's metadata or a person state it; empty when nobody does.
    :param attribution: what has to be said when it is shown or passed on.
    :param crs: reference system as WKT or code where a person gave it another than the file has.
    :param style: how it is drawn, in QGIS's XML (QML); may be empty.
    :param is_classes: whether its style draws classes, so that values between them mean nothing.
    :param part: where it is a part of the file, its kind and name, such as ``NETCDF:depth``.
    """

    source: Path
    title: str
    licence: str = ""
    attribution: str = ""
    crs: str = ""
    style: str = ""
    is_classes: bool = False
    part: str = ""

    @property
    def gdal_name(self) -> str:
        """What GDAL opens."""
        kind, _colon, name = self.part.partition(":")
        return f'{kind}:"{self.source.as_posix()}":{name}' if name else str(self.source)

    @property
    def told(self) -> str:
        """Name of the file, and of the part where it is one."""
        return self.source.name + self.part[self.part.find(":") :] * bool(self.part)


@dataclass(frozen=True)
class PlannedRaster:
    """One raster of the package.

    :param path: of the GeoTIFF in the package.
    :param style_path: of its style there; empty when it has none.
    :param file: the file that it is cut from: its path below the folder of the workspace where it
        lies there, else its name alone.
    :param part: the part of that file that it is; empty for the whole.
    :param crs_in: reference system of the file, a code or a name; empty where it states none.
    :param crs_given: that which a person gave it, where the file has another; else empty.
    :param crs: that of the package's raster.
    :param resampling: ``nearest`` or ``bilinear``; empty where the cells are those of the file. In
        the system of the file, a turned raster was put upright.
    :param cut: ``box`` (the cells of the box around the area), ``edge`` (cells whose middle lies
        outside of the area have no data besides) or ``whole``.
    :param nodata: the value of cells without data, as text; empty where there is none.
    :param has_mask: whether a mask tells the cells without data.
    :param columns_in: of the file.
    :param columns_out: in the package.
    :param extent: (west, south, east, north) in degrees, where that is known.
    :param source: the file itself; with what follows it is in no document.
    :param state: size and time of the files that it is read from.
    """

    path: str
    title: str
    licence: str
    attribution: str
    style_path: str
    file: str
    part: str
    crs_in: str
    crs_given: str
    crs: str
    resampling: str
    is_classes: bool
    cut: str
    bands: int
    data_type: str
    nodata: str
    has_mask: bool
    columns_in: int
    rows_in: int
    columns_out: int
    rows_out: int
    extent: Optional[Extent]
    source: RasterFile
    state: str
    estimated_bytes: int

    @property
    def size(self) -> str:
        """Columns and rows."""
        return f"{self.columns_out:,} × {self.rows_out:,}"

    def to_dict(self) -> dict[str, Any]:
        """Return what the manifest tells of it: nothing of the machine it came from."""
        told = {key: value for key, value in asdict(self).items() if key not in _NOT_TOLD}
        return {**told, "extent": list(self.extent) if self.extent else None}


def part_of_file(name: str) -> tuple[str, str]:
    """Return file and part of what GDAL calls ``NETCDF:"file.nc":depth``; else nothing twice."""
    found = _PART.fullmatch(name)
    return (found[2] or found[3], f"{found[1]}:{found[4]}") if found else ("", "")


def describe_size(raster: PlannedRaster) -> str:
    """Return how large a raster is, in words: ``200 × 280 cells in 2 bands``."""
    return f"{raster.size} cells in {counted(raster.bands, 'band')}"


def describe_cut(raster: PlannedRaster, language: str = ENGLISH) -> str:
    """Return how a raster was made of its file, in words.

    :param language: ISO 639-1 code.
    """
    return ", ".join(say(one, language)[0] for one in cut_words(raster))


def cut_words(raster: PlannedRaster) -> tuple[Words, Words]:
    """Return which cells of its file a raster has, and what became of their values."""
    way = raster.resampling or "kept"
    if raster.resampling and raster.crs == raster.crs_in:
        way = f"upright_{way}"
    values = words(f"/values/{way}", before=raster.crs_in, after=raster.crs)
    return words(f"/cut/{raster.cut}"), values
