"""What the bands of a raster hold and say of themselves."""

from __future__ import annotations

from functools import reduce

from osgeo import gdal

from ..core.errors import WorkspaceError

_COUNTED = "STATISTICS_"  # of the whole raster, and not true of a part
_LONG = frozenset(["Int64", "UInt64"])
# Whole numbers that a cell can be, by GDAL's names of their types.
_RANGES = {
    "Byte": (0, 2**8 - 1),
    "Int8": (-(2**7), 2**7 - 1),
    "UInt16": (0, 2**16 - 1),
    "Int16": (-(2**15), 2**15 - 1),
    "UInt32": (0, 2**32 - 1),
    "Int32": (-(2**31), 2**31 - 1),
}


def refuse_unfit(source: gdal.Dataset, name: str) -> None:
    """Refuse a raster that cannot become one GeoTIFF.

    :raises WorkspaceError: when it has no bands or no place, or bands that differ too much.
    """
    if not source.RasterCount:
        raise WorkspaceError(
            "It has no bands of its own",
            subject=name,
            hint="Save the part that you need as a GeoTIFF and add that.",
        )
    if source.GetGeoTransform(can_return_null=True) is None:
        raise WorkspaceError(
            "It does not say where it lies",
            subject=name,
            hint="Georeference it first, or leave it out.",
        )
    bands = bands_of(source)
    if len({repr(band.GetNoDataValue()) for band in bands}) > 1:
        _refuse("Its bands differ in the value of cells without data", name)
    types = {gdal.GetDataTypeName(band.DataType) for band in bands}
    is_transparent = bands[-1].GetColorInterpretation() == gdal.GCI_AlphaBand
    if len(types) > 1 and (is_transparent or types & _LONG):
        _refuse("Its bands differ in type, and no type holds what all of them mean", name)


def _refuse(why: str, name: str) -> None:
    hint = "Save its bands as files of their own."
    raise WorkspaceError(f"{why}, so one GeoTIFF cannot hold them", subject=name, hint=hint)


def widest_type(dataset: gdal.Dataset) -> int:
    """Return the type of cells that holds those of all bands."""
    return reduce(gdal.DataTypeUnion, (band.DataType for band in bands_of(dataset)))


def is_mixed(dataset: gdal.Dataset) -> bool:
    """Whether bands differ in the type of their cells; a GeoTIFF has one for all."""
    return len({band.DataType for band in bands_of(dataset)}) > 1


def carry(source: gdal.Dataset, made: gdal.Dataset) -> None:
    """Let bands keep what they say of themselves; GDAL's warper forgets much of it."""
    for old, new in zip(bands_of(source), bands_of(made)):
        new.SetDescription(old.GetDescription())
        new.SetUnitType(old.GetUnitType() or "")
        for value, put in ((old.GetScale(), new.SetScale), (old.GetOffset(), new.SetOffset)):
            if value is not None:
                put(value)
        new.SetColorInterpretation(old.GetColorInterpretation())
        if old.GetColorTable() is not None:
            new.SetColorTable(old.GetColorTable())
        if old.GetCategoryNames():
            new.SetCategoryNames(old.GetCategoryNames())
        if old.GetDefaultRAT() is not None:
            new.SetDefaultRAT(old.GetDefaultRAT())
        told = old.GetMetadata()
        new.SetMetadata({k: v for k, v in told.items() if not k.startswith(_COUNTED)})


def bands_of(dataset: gdal.Dataset) -> list[gdal.Band]:
    """Return the bands of a raster in their order."""
    return [dataset.GetRasterBand(number + 1) for number in range(dataset.RasterCount)]


def has_mask(source: gdal.Dataset) -> bool:
    """Whether a mask tells the cells without data, which is no band of its own."""
    flags = source.GetRasterBand(1).GetMaskFlags()
    return bool(flags & gdal.GMF_PER_DATASET) and not flags & gdal.GMF_ALPHA


def tells_nodata(source: gdal.Dataset) -> bool:
    """Whether a transparent band, or a value that its cells can have, tells those without data."""
    last = source.GetRasterBand(source.RasterCount)
    return last.GetColorInterpretation() == gdal.GCI_AlphaBand or _can_hold(last)


def states_impossible_nodata(source: gdal.Dataset) -> bool:
    """Whether no cell can have the value that stands for no data, such as -9999 among bytes.

    GDAL's warper would take the nearest that one can have, and real values would be lost.
    """
    last = source.GetRasterBand(source.RasterCount)
    return last.GetNoDataValue() is not None and not _can_hold(last)


def has_long_numbers(source: gdal.Dataset) -> bool:
    """Whether cells hold whole numbers of 64 bits: GDAL's warper loses digits and no data."""
    return gdal.GetDataTypeName(source.GetRasterBand(1).DataType) in _LONG


def _can_hold(band: gdal.Band) -> bool:
    """Whether a band states a value for no data that its cells can have."""
    value, kind = band.GetNoDataValue(), gdal.GetDataTypeName(band.DataType)
    if value is None or kind not in _RANGES:
        return value is not None
    lowest, highest = _RANGES[kind]
    return bool(lowest <= value <= highest and float(value).is_integer())


def has_classes(source: gdal.Dataset) -> bool:
    """Whether values are codes: between two of them lies nothing.

    One band of bytes without a palette may be either, and its values are then left as they are.
    """
    first = source.GetRasterBand(1)
    is_palette = first.GetColorTable() is not None or bool(first.GetCategoryNames())
    return is_palette or (source.RasterCount == 1 and first.DataType == gdal.GDT_Byte)


def is_complex(dataset: gdal.Dataset) -> bool:
    """Whether cells hold complex numbers."""
    return bool(gdal.DataTypeIsComplex(dataset.GetRasterBand(1).DataType))
