"""Rasters in a package: planned, written cut to the area, found again for a new version.

A raster has no record of a source, so its licence is what its layer or its file states; where
that says nothing, a person's word is needed as for any other layer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

from osgeo import gdal

from ..core.errors import AmisError, PackageError
from ..core.findings import Finding, finding
from ..core.licences import FORBIDDEN, UNKNOWN, read_licence
from ..core.package_choices import PackageChoices
from ..core.package_plan import LeftOut, PackagePlan, safe_name
from ..core.package_rasters import PlannedRaster, RasterFile, cut_words
from ..core.progress import Progress
from ..workspace.gdal_calls import gdal_errors
from .files import open_package
from .names import write_text
from .opening import is_safe_name
from .raster_bands import has_mask, is_mixed
from .raster_cutting import RasterCut, cells_and_bytes, cut_raster, write_geotiff

FOLDER = "data/rasters"
_PACKED = 0.7  # what compression makes of grids, roughly
_OVERVIEWS = 4 / 3
_NO_PATH = re.compile(r"[\\:]")
_STATISTICS = "*.aux.xml"
_NO_ALPHA = re.compile(r'(<rasterrenderer\b[^>]*\balphaBand=")-1')


@dataclass(frozen=True)
class PlannedRasters:
    """What becomes of the rasters that are wanted.

    :param planned: those that lie in the area and can be copied.
    :param not_copied: those whose licence forbids it.
    :param findings: what has to be known about them.
    """

    planned: tuple[PlannedRaster, ...] = ()
    not_copied: tuple[LeftOut, ...] = ()
    findings: tuple[Finding, ...] = ()


def plan_rasters(
    wanted: Sequence[RasterFile],
    workspace: Path,
    edge: str,
    choices: PackageChoices,
    progress: Progress,
) -> PlannedRasters:
    """Return what of some rasters goes into a package; none of their cells is read.

    :param edge: the area as WKT in degrees; empty takes them whole.
    """
    planned: dict[str, PlannedRaster] = {}
    not_copied: list[LeftOut] = []
    findings: list[Finding] = []
    for number, one in enumerate(wanted):
        progress.at(number / len(wanted), f"Looking at {one.title}")
        try:
            cut = cut_raster(one, edge, clip=choices.clip, crs=choices.crs)
        except AmisError as error:
            told = {"file": one.told, "why": error.message.rstrip("."), "hint": error.hint}
            findings.append(finding("raster-left-out", title=one.title, **told))
            continue
        if cut is None:
            findings.append(finding("nothing-in-area/raster", title=one.title))
            continue
        stated = replace(one, licence=_licence(one.licence.strip(), cut.licence.strip()))
        if read_licence(stated.licence).copying == FORBIDDEN:
            not_copied.append(_left_out(stated))
            continue
        raster = _planned(stated, cut, workspace, _free_name(one, planned))
        planned[raster.path] = raster
        findings += _findings(raster, cut)
    return PlannedRasters(tuple(planned.values()), tuple(not_copied), tuple(findings))


def write_rasters(plan: PackagePlan, folder: Path, progress: Progress) -> Mapping[str, bytes]:
    """Write the rasters of a plan, each with its style beside it.

    :returns: what GDAL wrote beside them, such as names of classes, for :func:`settle_rasters`.
    :raises PackageError: when one has changed since it was described.
    :raises WorkspaceError: when one cannot be read or written.
    :raises Cancelled: when the person stopped it.
    """
    target = folder / FOLDER
    if plan.rasters:
        target.mkdir(parents=True, exist_ok=True)
    whole = sum(one.columns_out * one.rows_out for one in plan.rasters)
    done = 0
    for raster in plan.rasters:
        cells = raster.columns_out * raster.rows_out
        part = progress.part(done / whole, (done + cells) / whole)
        part.at(0.0, f"Writing the raster {raster.title}")
        cut = cut_raster(raster.source, plan.edge, clip=plan.clipped, crs=plan.crs)
        if cut is None or _shape(cut) != (raster.columns_out, raster.rows_out, raster.bands):
            raise PackageError(
                f"The raster {raster.title} is not as it was described.",
                subject=str(raster.source.source),
                hint="The file has changed since: describe the package again.",
            )
        write_geotiff(cut, folder / raster.path, part)
        if raster.style_path:
            style = _with_mask(raster.source.style, folder / raster.path)
            write_text(folder / raster.style_path, style)
        done += cells
    return {path.name: path.read_bytes() for path in sorted(target.glob(_STATISTICS))}


def _with_mask(style: str, path: Path) -> str:
    """Return a style that heeds the mask of a raster, if it has one.

    QGIS takes a mask for a transparent band behind the others. A style from a file without one
    names none, and the cells around the area would be drawn.
    """
    with gdal_errors(path.name):
        made = gdal.Open(str(path))
        hidden_by = made.RasterCount + 1 if has_mask(made) else 0
    return _NO_ALPHA.sub(rf"\g<1>{hidden_by}", style) if hidden_by else style


def settle_rasters(folder: Path, beside: Mapping[str, bytes]) -> None:
    """Take away what QGIS wrote beside the rasters while it drew them.

    :param beside: what :func:`write_rasters` returned.
    """
    for path in (folder / FOLDER).glob(_STATISTICS):
        if path.name not in beside:
            path.unlink()
        elif path.read_bytes() != beside[path.name]:
            path.write_bytes(beside[path.name])


@dataclass(frozen=True)
class RastersAgain:
    """The rasters of a package, for a new version of it.

    :param files: those to take again.
    :param not_copied: those that were only listed, and whose file is not here.
    :param findings: what became of the others.
    """

    files: tuple[RasterFile, ...]
    not_copied: tuple[LeftOut, ...]
    findings: tuple[Finding, ...]


def rasters_again(
    package: Path, manifest: Mapping[str, Any], workspace: Path, given: Sequence[RasterFile] = ()
) -> RastersAgain:
    """Return what becomes of the rasters of a package in a new version.

    Each is looked for where the manifest says, from the folder of the workspace on; one that is
    given and has the same file name comes first. Style and licence are those of the package.
    """
    found, listed, findings = [], [], []
    with open_package(package) as files:
        for one in manifest.get("rasters", ()):
            part = str(one.get("part", ""))
            source = _file_again(one["file"], workspace, given, part)
            if source is None:
                findings.append(_gone(one))
                continue
            style = ""
            if one["style_path"] in files.sizes:
                with files.open(one["style_path"]) as stream:
                    style = stream.read().decode("utf-8", "replace")
            again = RasterFile(source, one["title"], one["licence"], one["attribution"])
            again = replace(again, style=style, is_classes=one["is_classes"])
            found.append(replace(again, crs=one["crs_given"], part=part))
    for one in listed_rasters(manifest):
        again = _listed_again(one, workspace, given)
        if again is None:
            listed.append(one)
        else:
            found.append(again)
    return RastersAgain(tuple(found), tuple(listed), tuple(findings))


def listed_rasters(manifest: Mapping[str, Any]) -> list[LeftOut]:
    """Return the rasters that a package lists without copying them."""
    names = [one.name for one in fields(LeftOut) if one.name != "is_raster"]
    return [
        LeftOut(**{name: str(one.get(name) or "") for name in names}, is_raster=True)
        for one in manifest.get("not_copied", ())
        if one.get("is_raster", _looks_like_raster(one))
    ]


def _looks_like_raster(one: Mapping[str, Any]) -> bool:
    """Whether an entry of a package that did not say it yet is named by a file, no address."""
    return not one.get("url") and bool(Path(str(one.get("table") or "")).suffix)


def _listed_again(one: LeftOut, workspace: Path, given: Sequence[RasterFile]) -> RasterFile | None:
    """Return the file of a raster that was listed; its licence may be another one by now."""
    stated = next((other for other in given if other.told == Path(one.table).name), None)
    if stated is None:
        source = _file_again(one.table, workspace, ())
        if source is None:
            return None
        stated = RasterFile(source, "")
    return replace(
        stated,
        title=one.title,
        licence=stated.licence or one.licence,
        attribution=stated.attribution or one.attribution,
    )


def _file_again(
    file: str, workspace: Path, given: Sequence[RasterFile], part: str = ""
) -> Path | None:
    name = Path(file).name
    same = [one.source for one in given if (one.source.name, one.part) == (name, part)]
    if not is_safe_name(file):  # a stranger may have written the manifest
        return same[0] if same else None
    return next((path for path in (*same, workspace.parent / file) if path.is_file()), None)


def _gone(one: Mapping[str, Any]) -> Finding:
    return finding("raster-gone", title=one["title"], file=one["file"])


def _licence(given: str, of_file: str) -> str:
    """Return the statement that counts: that of layer or person before that of the file.

    One with no known words does not make up for a file that forbids copying.
    """
    is_known = read_licence(given).copying != UNKNOWN
    forbids = read_licence(of_file).copying == FORBIDDEN
    return of_file if not given or (forbids and not is_known) else given


def _planned(wanted: RasterFile, cut: RasterCut, workspace: Path, name: str) -> PlannedRaster:
    source, band = cut.source, cut.dataset.GetRasterBand(1)
    cells, bytes_of_one = cells_and_bytes(cut.dataset)
    nodata = band.GetNoDataValue()
    return PlannedRaster(
        path=f"{FOLDER}/{name}.tif",
        title=wanted.title,
        licence=wanted.licence,
        attribution=wanted.attribution.strip(),
        style_path=f"{FOLDER}/{name}.qml" if wanted.style else "",
        file=_recorded(wanted.source, workspace),
        part=wanted.part,
        crs_in=cut.crs_in,
        crs_given=wanted.crs,
        crs=cut.crs,
        resampling=cut.resampling,
        is_classes=cut.is_classes,
        cut=cut.cut,
        bands=cut.dataset.RasterCount,
        data_type=gdal.GetDataTypeName(band.DataType),
        nodata="" if nodata is None else f"{nodata:.17g}",
        has_mask=band.GetMaskFlags() == gdal.GMF_PER_DATASET,
        columns_in=source.RasterXSize,
        rows_in=source.RasterYSize,
        columns_out=cut.dataset.RasterXSize,
        rows_out=cut.dataset.RasterYSize,
        extent=cut.extent,
        source=wanted,
        state=_state(source),
        estimated_bytes=int(cells * bytes_of_one * _PACKED * _OVERVIEWS),
    )


def _findings(raster: PlannedRaster, cut: RasterCut) -> list[Finding]:
    """Return what became of a raster other than a piece of it with the same cells."""
    found, named = [], {"title": raster.title, "file": raster.source.told}
    if raster.resampling:
        cells, values = cut_words(raster)
        found.append(finding("raster-resampled", title=raster.title, cells=cells, values=values))
    if is_mixed(cut.source):
        found.append(finding("raster-widened", **named, data_type=raster.data_type))
    if cut.is_not_cut:
        found.append(finding("raster-not-cut", **named))
    return found


def _shape(cut: RasterCut) -> tuple[int, int, int]:
    return cut.dataset.RasterXSize, cut.dataset.RasterYSize, cut.dataset.RasterCount


def _left_out(one: RasterFile) -> LeftOut:
    return LeftOut(one.told, one.title, one.title, one.licence, one.attribution, "", True)


def _free_name(one: RasterFile, taken: Mapping[str, object]) -> str:
    """Return a file name for a raster that no other has."""
    plain = re.search(r"[a-z0-9]", one.title, re.IGNORECASE)
    name = safe_name(one.title if plain else f"raster {one.source.stem}")
    tries = (name, *(f"{name}_{number}" for number in range(2, len(taken) + 2)))
    return next(one for one in tries if f"{FOLDER}/{one}.tif" not in taken)


def _recorded(source: Path, workspace: Path) -> str:
    """Return what a manifest may tell of a file: nothing above the folder of the workspace."""
    try:
        told = source.resolve().relative_to(workspace.resolve().parent).as_posix()
    except ValueError:
        told = source.name
    return _NO_PATH.sub("_", told)


def _state(source: gdal.Dataset) -> str:
    """Return size and time of the files of a raster: a batch writes again what has changed."""
    stats = [(path, path.stat()) for path in map(Path, source.GetFileList()) if path.is_file()]
    return "; ".join(f"{path.name} {one.st_size} {one.st_mtime_ns}" for path, one in stats)
