"""An independent reading of the samples: GDAL and the text column, not our SQL and index."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from osgeo import gdal

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT / "sample_layers" / "asean_samples.gpkg"
OCCURRENCES = "mineral_occurrences"

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Row:
    """One occurrence as the file has it."""

    identifier: str
    name: str
    country: str
    codes: frozenset[str]
    x: float
    y: float


@lru_cache(maxsize=1)
def occurrences() -> tuple[Row, ...]:
    """Return all occurrences of the samples."""
    dataset = gdal.OpenEx(str(SAMPLES), gdal.OF_VECTOR | gdal.OF_READONLY)
    found = []
    for feature in dataset.GetLayerByName(OCCURRENCES):
        point = feature.GetGeometryRef()
        found.append(
            Row(
                feature.GetField("identifier"),
                feature.GetField("name"),
                feature.GetField("country"),
                frozenset((feature.GetField("commodity_codes") or "").split("; ")),
                point.GetX(),
                point.GetY(),
            )
        )
    return tuple(found)


def identifiers(
    *any_of: tuple[str, ...], countries: tuple[str, ...] = (), box: Box | None = None
) -> set[str]:
    """Return the identifiers of the rows that are wanted.

    :param any_of: sets of commodity codes; a row needs one code of each set.
    :param box: (west, south, east, north) in degrees.
    """
    west, south, east, north = box or (-180.0, -90.0, 180.0, 90.0)
    return {
        row.identifier
        for row in occurrences()
        if all(row.codes & set(codes) for codes in any_of)
        and (not countries or row.country in countries)
        and west <= row.x <= east
        and south <= row.y <= north
    }


def copy_of_samples(folder: Path, name: str = "samples.gpkg") -> Path:
    """Copy the samples into a folder, so that a test may open and change them."""
    return Path(shutil.copyfile(SAMPLES, folder / name))
