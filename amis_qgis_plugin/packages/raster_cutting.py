"""A raster cut to an area, as a picture that GDAL computes piece by piece while it is read.

Nothing is held in memory but the pieces at work, however large the raster is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Optional

from osgeo import gdal, osr

from ..core.errors import Cancelled, WorkspaceError
from ..core.occurrence_filter import Extent
from ..core.package_rasters import BILINEAR, BOX, EDGE, NEAREST, WHOLE, RasterFile
from ..core.progress import Progress
from ..workspace.area_shapes import AreaShape
from ..workspace.gdal_calls import gdal_errors
from ..workspace.kept_geometry import system_of
from ..workspace.reference_systems import box_in_degrees
from .raster_bands import (
    carry,
    has_classes,
    has_long_numbers,
    has_mask,
    is_complex,
    is_mixed,
    refuse_unfit,
    states_impossible_nodata,
    tells_nodata,
    widest_type,
)
from .raster_figures import measure
from .raster_grid import corners, crosses_edge, cutline, is_turned, upright_bounds, window_of

# What local files hold that have no cells but the address of a server: drivers, names of files.
_SERVERS = frozenset(["WMS", "WMTS", "WCS", "OGCAPI", "DAAS", "EEDAI", "PLMOSAIC", "PostGISRaster"])
_AWAY = ("/vsicurl", "/vsis3", "/vsigs", "/vsiaz", "/vsiadls", "/vsioss", "/vsiswift", "http")
_COPYRIGHT = "TIFFTAG_COPYRIGHT"


@dataclass(frozen=True)
class RasterCut:
    """A raster as it goes into a package.

    :param dataset: virtual; its cells are computed as they are read.
    :param source: the file.
    :param crop: the cells of the file that it is made of.
    :param warp: how GDAL's warper makes it of them; nothing where they stay as they are.
    :param warped: what the warper makes; kept, because GDAL forgets it otherwise.
    :param is_not_cut: whether the edge of the area would cut it and does not, as its cells are
        whole numbers of 64 bits.
    :param with_mask: whether the warper has to tell cells without data by a mask.
    :param licence: what the file itself says of its copyright.
    """

    dataset: gdal.Dataset
    source: gdal.Dataset
    crop: gdal.Dataset
    warp: Optional[Mapping[str, Any]]
    warped: Optional[gdal.Dataset]
    crs_in: str
    crs: str
    resampling: str
    is_classes: bool
    cut: str
    is_not_cut: bool
    with_mask: bool
    licence: str

    @property
    def extent(self) -> Optional[Extent]:
        """The box around it in degrees; nothing where that is not known."""
        places = corners(self.dataset)
        xs, ys = [x for x, _y in places], [y for _x, y in places]
        system = self.dataset.GetProjection()
        return box_in_degrees((min(xs), min(ys), max(xs), max(ys)), system) if system else None


def cut_raster(wanted: RasterFile, edge: str, *, clip: bool, crs: str) -> Optional[RasterCut]:
    """Return what of a raster lies in an area; nothing where none of it does.

    The cells stay what they are unless another reference system is asked for, or those of a turned
    raster have to be cut at the edge of the area: it is put upright then, north up.

    :param edge: the area as WKT in degrees, EPSG:4326; empty takes the whole raster.
    :param clip: whether cells whose middle lies outside of the area have no data; else the box
        around the area is taken.
    :param crs: the reference system to put it into; empty keeps its own.
    :raises WorkspaceError: when it is none that can be taken; it says why.
    """
    name = wanted.source.name
    source = open_raster(wanted)
    with gdal_errors(name):
        refuse_unfit(source, name)
        system = system_of(wanted.crs) if wanted.crs else source.GetSpatialRef()
        shape = AreaShape(edge, system) if edge else None
        window = (0, 0, source.RasterXSize, source.RasterYSize)
        if shape is not None:
            found = window_of(source, shape)
            if found is None:
                return None
            window = found
        target = _target(system, crs, name)
        if target is not None:
            _refuse_long_numbers(source, name)
        has_edge = shape is not None and clip and crosses_edge(source, shape)
        is_not_cut = has_edge and has_long_numbers(source)
        is_cut = has_edge and not is_not_cut
        is_new_grid = target is not None or (is_cut and is_turned(source))
        as_classes = wanted.is_classes or has_classes(source)
        options = {"outputSRS": system.ExportToWkt()} if wanted.crs else {}
        bands = _view(source, name) if is_mixed(source) else source
        if states_impossible_nodata(bands):
            options["noData"] = "none"
        crop = _view(bands, name, srcWin=window, **options)
        warp, warped, mask = None, None, False
        if is_cut or target is not None:
            outline = cutline(crop, shape.shape) if is_cut and shape is not None else ""
            if has_mask(source):
                crop = _with_alpha(crop, name)
            mask = has_mask(source) or not tells_nodata(bands)
            warp = _warp_options(crop, outline, as_classes, mask)
            if is_new_grid:
                warp.update(_new_grid(crop, shape, target, as_classes))
            if has_mask(source) and tells_nodata(bands):  # with a mask, GDAL passes over these
                value = source.GetRasterBand(1).GetNoDataValue()
                warp.update(srcNodata=value, dstNodata=value)
            warped = _made(gdal.Warp("", crop, format="VRT", **warp), name)
        is_whole = window == (0, 0, source.RasterXSize, source.RasterYSize)
        return RasterCut(
            dataset=_whole(source, warped or crop, mask, name),
            source=source,
            crop=crop,
            warp=warp,
            warped=warped,
            crs_in=_name_of(system),
            crs=_name_of(target or system),
            resampling=str(warp["resampleAlg"]) if warp and is_new_grid else "",
            is_classes=as_classes,
            cut=EDGE if is_cut else WHOLE if is_whole else BOX,
            is_not_cut=is_not_cut,
            with_mask=mask,
            licence=source.GetMetadataItem(_COPYRIGHT) or "",
        )


def write_geotiff(cut: RasterCut, path: Path, progress: Progress) -> None:
    """Write a cut raster as a compressed GeoTIFF in tiles, with overviews (Cloud Optimized).

    The same raster gives the same bytes.

    :raises WorkspaceError: when GDAL cannot write it.
    :raises Cancelled: when the person stopped it.
    """
    try:
        with gdal_errors(path.name):
            if cut.warp is None:
                _copy(cut, cut.dataset, path, progress)
                return
            # Into a file first: what is computed while it is read would be computed for the
            # cells, their mask and the overviews of both, time and again.
            part = path.with_suffix(".part.tif")
            tell = _teller(progress.part(0.0, 0.6))
            options = ["TILED=YES", "COMPRESS=LZW", "BIGTIFF=IF_SAFER"]
            made = gdal.Warp(
                str(part), cut.crop, creationOptions=options, callback=tell, **cut.warp
            )
            warped = _made(made, path.name)
            _copy(cut, _whole(cut.source, warped, cut.with_mask, path.name), path,
                  progress.part(0.6, 1.0))  # fmt: skip
            made = warped = None  # closes the file
            for rest in (part, Path(f"{part}.aux.xml")):
                rest.unlink(missing_ok=True)
    except WorkspaceError:
        progress.check()  # that is how GDAL tells of it
        raise


def _copy(cut: RasterCut, dataset: gdal.Dataset, path: Path, progress: Progress) -> None:
    options = [
        "COMPRESS=DEFLATE",
        # Neighbours that are alike pack better as differences; codes of classes do not.
        f"PREDICTOR={'NO' if cut.is_classes or is_complex(dataset) else 'YES'}",
        "OVERVIEWS=IGNORE_EXISTING",
        f"OVERVIEW_RESAMPLING={'NEAREST' if cut.is_classes else 'AVERAGE'}",
        "BIGTIFF=IF_SAFER",
        "NUM_THREADS=1",
    ]
    if not is_complex(dataset):
        measure(dataset, _teller(progress.part(0.0, 0.2)))
        progress.check()
    driver = gdal.GetDriverByName("COG")
    gdal.ErrorReset()
    told = _teller(progress.part(0.2, 1.0))
    made = driver.CreateCopy(str(path), dataset, 0, options, callback=told)
    # A disk that is full is told aloud, and the dataset comes all the same.
    _made(None if gdal.GetLastErrorType() >= gdal.CE_Failure else made, path.name)


def _teller(progress: Progress) -> Callable[[float, str, Any], int]:
    """Return what GDAL calls now and then; it stops when it hears 0."""

    def tell(share: float, _message: str, _data: Any) -> int:
        try:
            progress.at(share)
        except Cancelled:  # cannot pass through GDAL
            return 0
        return 1

    return tell


def open_raster(wanted: RasterFile) -> gdal.Dataset:
    """Open a local file of a raster, or the part of one.

    :raises WorkspaceError: when GDAL cannot, or it only leads to a server.
    """
    path = wanted.source
    with gdal_errors(path.name):
        dataset = gdal.OpenEx(wanted.gdal_name, gdal.OF_RASTER | gdal.OF_READONLY)
        if dataset is None:
            raise WorkspaceError(
                f"GDAL cannot open it: {gdal.GetLastErrorMsg()}", subject=path.name
            )
        is_away = any(one.startswith(_AWAY) for one in dataset.GetFileList() or ())
        if is_away or dataset.GetDriver().ShortName in _SERVERS:
            raise WorkspaceError("It shows pictures of a server, not of a file", subject=path.name)
    return dataset


def cells_and_bytes(dataset: gdal.Dataset) -> tuple[int, int]:
    """Return how many cells a raster has, and the bytes of one in all its bands."""
    size = gdal.GetDataTypeSize(dataset.GetRasterBand(1).DataType) // 8
    return dataset.RasterXSize * dataset.RasterYSize, size * dataset.RasterCount


def _target(
    system: Optional[osr.SpatialReference], crs: str, name: str
) -> Optional[osr.SpatialReference]:
    """Return the reference system to put a raster into; nothing where it has that already."""
    if not crs:
        return None
    if system is None:
        raise WorkspaceError(
            "It has no reference system, so it cannot be put into another",
            subject=name,
            hint="Set the reference system of its layer in QGIS.",
        )
    target = system_of(crs)
    ignored = ["IGNORE_DATA_AXIS_TO_SRS_AXIS_MAPPING=YES"]
    return None if system.IsSame(target, ignored) else target


def _refuse_long_numbers(source: gdal.Dataset, name: str) -> None:
    if has_long_numbers(source):
        raise WorkspaceError(
            "Its whole numbers of 64 bits cannot be put into another reference system",
            subject=name,
            hint="Save it with 32 bits or decimals, or keep the reference systems.",
        )


def _with_alpha(crop: gdal.Dataset, name: str) -> gdal.Dataset:
    """Return a raster with its mask as a transparent band: GDAL's warper passes over masks."""
    count = crop.RasterCount
    made = _view(crop, name, bandList=[*range(1, count + 1), "mask"])
    made.GetRasterBand(count + 1).SetColorInterpretation(gdal.GCI_AlphaBand)
    return made


def _warp_options(
    crop: gdal.Dataset, outline: str, as_classes: bool, with_mask: bool
) -> dict[str, Any]:
    """Return how to cut a raster at an outline, every cell where it is.

    A mask holds 0 and 255, of whatever type cells are.
    """
    xs, ys = zip(*corners(crop))
    return {
        "resampleAlg": NEAREST,
        "dstAlpha": with_mask,
        "warpOptions": [f"CUTLINE={outline}"] * bool(outline) + ["SRC_ALPHA_MAX=255"] * with_mask,
        "outputBounds": (min(xs), min(ys), max(xs), max(ys)),
        "width": crop.RasterXSize,
        "height": crop.RasterYSize,
    }


def _new_grid(
    crop: gdal.Dataset,
    shape: Optional[AreaShape],
    target: Optional[osr.SpatialReference],
    as_classes: bool,
) -> dict[str, Any]:
    """Return what is other where a raster gets a new grid: in another system, or north up."""
    is_upright = target is None and shape is not None
    return {
        "resampleAlg": NEAREST if as_classes else BILINEAR,
        "outputBounds": upright_bounds(crop, shape) if is_upright else None,
        "width": 0,
        "height": 0,
        **({} if target is None else {"dstSRS": target.ExportToWkt()}),
    }


def _whole(source: gdal.Dataset, made: gdal.Dataset, mask: bool, name: str) -> gdal.Dataset:
    """Return what was made with all that the bands of the file say, and a mask where it has one."""
    bands = list(range(1, source.RasterCount + 1))
    told = {"maskBand": len(bands) + 1} if mask else {}
    whole = _view(made, name, bandList=bands, **told)
    carry(source, whole)
    return whole


def _name_of(system: Optional[osr.SpatialReference]) -> str:
    """Return ``EPSG:32651``, or the name of a system that has no code."""
    if system is None:
        return ""
    authority, code = system.GetAuthorityName(None), system.GetAuthorityCode(None)
    return f"{authority}:{code}" if authority and code else str(system.GetName() or "unnamed")


def _view(dataset: gdal.Dataset, name: str, **options: Any) -> gdal.Dataset:
    """Return a virtual dataset that reads another one."""
    # A type is named so that GDAL makes a new one; it would write the XML of a virtual one
    # anew, and what that reads without a file is lost.
    kind = widest_type(dataset)
    made = gdal.Translate("", dataset, format="VRT", outputType=kind, **options)
    return _made(made, name)


def _made(dataset: Optional[gdal.Dataset], name: str) -> gdal.Dataset:
    if dataset is None:
        raise WorkspaceError(f"GDAL says: {gdal.GetLastErrorMsg()}.", subject=name)
    return dataset
