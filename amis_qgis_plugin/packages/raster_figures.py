"""Figures of the cells of a raster, those that a mask or a value for no data hides left out."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any, Callable

import numpy as np
from osgeo import gdal

_CELLS_AT_ONCE = 1 << 21
_MOST_ACROSS = 2000  # cells: more than a printed map shows


def measure(dataset: gdal.Dataset, tell: Callable[[float, str, Any], int]) -> None:
    """Let every band say the least, the most, the mean and the deviation of its own cells.

    QGIS stretches colours by them. Where a file says nothing of it, QGIS works it out and writes
    it beside the file; a package would have a file more than it was made with. GDAL's own figures
    count cells that a mask hides, in 3.6 at least. A band without any value says nothing.

    :param dataset: of real numbers.
    :param tell: told of the share that is done, for all bands together; 0 from it stops.
    """
    count = dataset.RasterCount
    for number in range(count):
        band = dataset.GetRasterBand(number + 1)
        figures = _Figures()
        with np.errstate(over="ignore", invalid="ignore"):  # numbers without end say nothing
            for share, values in _visible(band):
                if not tell((number + share) / count, "", None):
                    return
                figures.add(values)
        told = figures.told()
        if all(map(math.isfinite, told)):  # there are cells, and they can be added up
            band.SetStatistics(*told)


def shown_values(dataset: gdal.Dataset, number: int) -> frozenset[float]:
    """Return the values that a map of a raster of classes shows, of some of many cells.

    They are as QGIS reads them, with the scale and offset of the band.

    :param number: of the band, from 1 on.
    """
    band = dataset.GetRasterBand(number)
    most = max(band.XSize, band.YSize, _MOST_ACROSS) / _MOST_ACROSS
    size = max(1, int(band.XSize / most)), max(1, int(band.YSize / most))
    whole = 0, 0, band.XSize, band.YSize
    values = np.unique(_read(band, whole, size))
    return frozenset((values * (band.GetScale() or 1.0) + (band.GetOffset() or 0.0)).tolist())


def stated_range(dataset: gdal.Dataset, number: int) -> tuple[float, float, str] | None:
    """Return the least and the most that a band says of itself, and its unit, which may be empty.

    They are as QGIS reads them, with the scale and offset of the band. A band that says nothing
    has none.

    :param number: of the band, from 1 on.
    """
    band = dataset.GetRasterBand(number)
    told = [band.GetMetadataItem(f"STATISTICS_{one}") for one in ("MINIMUM", "MAXIMUM")]
    if not all(told):
        return None
    scale, offset = band.GetScale() or 1.0, band.GetOffset() or 0.0
    low, high = sorted(float(one) * scale + offset for one in told)
    return low, high, (band.GetUnitType() or "").strip()


class _Figures:
    """Figures of some numbers, to which more are added (Chan, Golub and LeVeque, 1983)."""

    def __init__(self) -> None:
        self.count, self.mean, self.square = 0, 0.0, 0.0
        self.least, self.most = math.inf, -math.inf

    def told(self) -> tuple[float, float, float, float]:
        """Return the least, the most, the mean and the deviation; no numbers without any value."""
        deviation = math.sqrt(self.square / self.count) if self.count else math.nan
        return self.least, self.most, self.mean, deviation

    def add(self, values: np.ndarray) -> None:
        if not len(values):
            return
        mean, count = float(values.mean()), self.count + len(values)
        apart = mean - self.mean
        self.square += float(((values - mean) ** 2).sum())
        self.square += apart * apart * self.count * len(values) / count
        self.mean += apart * len(values) / count
        self.least = min(self.least, float(values.min()))
        self.most = max(self.most, float(values.max()))
        self.count = count


def _visible(band: gdal.Band) -> Iterator[tuple[float, np.ndarray]]:
    """Yield the share that was read and the values that are there, strip by strip."""
    high = max(8, _CELLS_AT_ONCE // band.XSize)
    for top in range(0, band.YSize, high):
        rows = min(high, band.YSize - top)
        yield (top + rows) / band.YSize, _read(band, (0, top, band.XSize, rows), (band.XSize, rows))


def _read(band: gdal.Band, window: tuple[int, int, int, int], size: tuple[int, int]) -> np.ndarray:
    """Return the values of the cells of a window that are there."""
    raw = band.ReadRaster(*window, *size, buf_type=gdal.GDT_Float64)
    told = band.GetMaskBand().ReadRaster(*window, *size, buf_type=gdal.GDT_Byte)
    values = np.frombuffer(raw)
    return values[(np.frombuffer(told, "u1") > 0) & np.isfinite(values)]
