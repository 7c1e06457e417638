"""The area of a package: where it takes the layers beside the occurrences from."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NoReturn, Optional

from ..core.areas import read_area
from ..core.errors import PackageError
from ..core.findings import Finding, finding
from ..core.occurrence_filter import Extent, OccurrenceFilter
from ..core.package_choices import (
    BY_FILTER,
    COUNTRIES,
    EXTENT,
    KILOMETRES,
    POLYGON,
    PackageChoices,
)
from ..core.schemas import OCCURRENCES
from ..workspace.gdal_calls import rows
from ..workspace.sql import statement

Outlines = Callable[[Sequence[str]], str]
_DECIMALS = 4
_KM_PER_DEGREE = 2 * math.pi * 6371.0088 / 360  # on a sphere of the mean radius, IUGG 1980
_HIGHEST = 85.0  # degrees: nearer to a pole a degree of longitude is no length any more
_KINDS = {EXTENT: "An extent", POLYGON: "A polygon", COUNTRIES: "The outline of countries"}


@dataclass(frozen=True)
class PackageArea:
    """Where layers are taken from.

    :param box: (west, south, east, north) in degrees, EPSG:4326; nothing when there is no area.
    :param polygon: WKT in degrees where it is more than a box.
    :param margin_degrees: the margin around the occurrences that made it; of a margin in km, its
        degrees of latitude.
    :param findings: what has to be known about it.
    """

    box: Optional[Extent] = None
    polygon: str = ""
    margin_degrees: Optional[float] = None
    findings: tuple[Finding, ...] = ()


def package_area(
    workspace: Path,
    wanted: OccurrenceFilter,
    choices: PackageChoices,
    condition: str,
    outlines: Optional[Outlines] = None,
) -> PackageArea:
    """Return the area that was chosen.

    :param condition: SQL condition of the chosen occurrences; empty for all.
    :param outlines: makes WKT in degrees of ISO alpha-3 codes.
    :raises PackageError: when the kind of area needs what neither choices nor filter have.
    """
    kind = choices.area_kind
    if kind == EXTENT or (kind == BY_FILTER and wanted.extent):
        box = choices.extent if kind == EXTENT else None
        return PackageArea(box or wanted.extent or _none_given(kind))
    if kind == POLYGON or (kind == BY_FILTER and wanted.polygon):
        polygon = choices.polygon if kind == POLYGON else ""
        return _of_polygon(polygon or wanted.polygon or _none_given(kind))
    if kind == COUNTRIES:
        return _of_countries(choices.countries or wanted.countries or _none_given(kind), outlines)
    return _around_occurrences(workspace, choices, condition)


def _none_given(kind: str) -> NoReturn:
    raise PackageError(
        f"{_KINDS[kind]} is asked for, but neither the choices nor the filter have any.",
        subject="area",
        hint="Give one, or take the area around the occurrences.",
    )


def _of_polygon(wkt: str) -> PackageArea:
    return PackageArea(read_area(wkt).box, wkt)


def _of_countries(codes: Sequence[str], outlines: Optional[Outlines]) -> PackageArea:
    if outlines is None:
        raise PackageError(
            "There are no country outlines here.",
            subject=", ".join(codes),
            hint="QGIS carries some: make the package there, or choose an extent.",
        )
    return replace(
        _of_polygon(read_area(outlines(codes)).wkt()), findings=(finding("outlines-as-area"),)
    )


def _around_occurrences(workspace: Path, choices: PackageChoices, condition: str) -> PackageArea:
    """Return the box around the chosen occurrences, wider by a margin; no area without any."""
    query = [
        "SELECT min(minx), min(miny), max(maxx), max(maxy)",
        statement("FROM {}", f"rtree_{OCCURRENCES}_geom"),
    ]
    if condition:  # looking up every key of a million rows takes ten times as long as reading all
        keys = statement("WHERE id IN (SELECT fid FROM {}", OCCURRENCES)
        query += [keys, f"WHERE {condition})"]
    west, south, east, north = rows(workspace, " ".join(query))[0]
    margin = _degrees_of_latitude(choices)
    if west is None:
        return PackageArea(margin_degrees=margin)
    across = margin
    if choices.margin_unit == KILOMETRES:
        highest = min(max(abs(south), abs(north)) + margin, _HIGHEST)
        across = margin / math.cos(math.radians(highest))
    scale = 10**_DECIMALS
    box = (
        max(math.floor((west - across) * scale) / scale, -180.0),
        max(math.floor((south - margin) * scale) / scale, -90.0),
        min(math.ceil((east + across) * scale) / scale, 180.0),
        min(math.ceil((north + margin) * scale) / scale, 90.0),
    )
    return PackageArea(box, margin_degrees=margin)


def _degrees_of_latitude(choices: PackageChoices) -> float:
    if choices.margin_unit == KILOMETRES:
        return round(choices.margin / _KM_PER_DEGREE, _DECIMALS)
    return choices.margin
