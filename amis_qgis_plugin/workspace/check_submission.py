"""Checking a submitted layer: its rows aligned and looked at, nothing written."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Optional

from osgeo import gdal, ogr

from ..core.alignment import RowNote
from ..core.checks.collector import CheckCollector
from ..core.checks.report import CheckReport
from ..core.checks.rules import RuleSet
from ..core.mapping.field_map import FieldMap
from ..core.progress import Progress
from ..core.rows import SourceLayer, SourceRow
from ..core.user_terms import NO_TERMS, UserTerms
from .blobs import wkb_of
from .country_index import CountryIndex
from .kept_geometry import system_of
from .row_aligner import RowAligner

_STEP = 500
NO_OUTLINES = "Countries of places were not looked up: there are no country outlines."
_POINTS = (ogr.wkbPoint, ogr.wkbMultiPoint)


@dataclass(frozen=True)
class OtherRow:
    """A row of another source that the submission is compared with.

    :param place: (longitude, latitude) in degrees.
    :param shape: what ``digest_of_shape`` tells of its geometry.
    """

    feature_id: str
    name: str
    place: Optional[tuple[float, float]]
    source: str
    shape: bytes = b""


def check_submission(
    layer: SourceLayer,
    rows: Iterable[SourceRow],
    fields: FieldMap,
    rules: RuleSet,
    *,
    countries: Optional[CountryIndex] = None,
    others: Iterable[OtherRow] = (),
    hints: tuple[str, ...] = (),
    terms: UserTerms = NO_TERMS,
    today: Optional[date] = None,
    made_at: str = "",
    software: str = "",
    progress: Optional[Progress] = None,
) -> CheckReport:
    """Look at every row of a layer under a rule set and return the report.

    :param others: rows of other sources that may have the same things.
    :param hints: what in the layer would have to change to be read.
    :raises WorkspaceError: when the map does not fit the layer, or its reference system is unknown.
    :raises Cancelled: when the person stopped it.
    """
    progress = progress or Progress()
    aligner = RowAligner(layer, fields, "submission", countries=countries, terms=terms)
    collector = CheckCollector(layer, fields, rules, datum=datum_of(layer.crs), today=today)
    for number, row in enumerate(rows, start=1):
        placed = aligner.place(row)
        kept = placed.geometry
        collector.add_row(
            row.feature_id,
            row.attributes,
            placed.aligned,
            place=kept.place,
            has_geometry=bool(kept.blob or kept.source_wkt),
            wkb=row.wkb,
            shape=digest_of_shape(kept.blob),
            invalid=invalidity_of(row.wkb),
            probable=_probable(placed.aligned.notes),
        )
        if number % _STEP == 0:
            share = number / layer.count if layer.count > 0 else 0.0
            progress.at(0.9 * min(1.0, share), f"Checking {layer.title}: {number:,} rows")
    for number, other in enumerate(others, start=1):
        collector.add_other(other.feature_id, other.name, other.place, other.source, other.shape)
        if number % _STEP == 0:
            progress.at(0.9, f"Reading {other.source} to compare with: {number:,} rows")
    progress.at(0.92, "Looking for duplicates")
    notes = () if countries is not None else (NO_OUTLINES,)
    report = collector.report(notes=notes, hints=hints, made_at=made_at, software=software)
    progress.at(1.0, f"{len(report.findings)} findings, score {int(report.score)}")
    return report


def _probable(notes: Iterable[RowNote]) -> Optional[tuple[float, float]]:
    """Return where a row with longitude and latitude exchanged probably is."""
    for note in notes:
        if note.code == "geometry-swapped":
            numbers = [float(text) for text in note.detail.split()]
            xs, ys = numbers[0::2], numbers[1::2]
            return (sum(ys) / len(ys), sum(xs) / len(xs))
    return None


def invalidity_of(wkb: Optional[bytes]) -> str:
    """Return why a geometry is invalid by the OGC's simple features; empty when it is valid."""
    if not wkb:
        return ""
    said: list[str] = []

    def listen(_severity: int, _number: int, message: str) -> None:
        said.append(message)

    gdal.PushErrorHandler(listen)
    try:
        shape = _read(wkb)
        if shape is None or ogr.GT_Flatten(shape.GetGeometryType()) in _POINTS:
            return ""
        valid = shape.IsEmpty() or shape.IsValid()
    except RuntimeError as error:
        return str(error)
    finally:
        gdal.PopErrorHandler()
    return "" if valid else (said[-1] if said else "it breaks the rules of simple features")


def digest_of_shape(blob: Optional[bytes]) -> bytes:
    """Return a digest of a line or area in degrees; empty for points.

    The same shape has the same, wherever it begins and whichever way it runs, to a millionth of a
    degree.

    :param blob: the geometry as a GeoPackage holds it.
    """
    wkb = wkb_of(blob)
    shape = _read(wkb) if wkb is not None else None
    if shape is None or ogr.GT_Flatten(shape.GetGeometryType()) in _POINTS:
        return b""
    normal = shape.Normalize() if hasattr(shape, "Normalize") else shape  # since GDAL 3.3
    text = (normal or shape).ExportToJson(options=["COORDINATE_PRECISION=6"])
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def _read(wkb: bytes) -> Optional[ogr.Geometry]:
    try:
        return ogr.CreateGeometryFromWkb(wkb)
    except RuntimeError:  # it cannot be read, which is a finding of its own
        return None


def datum_of(crs: str) -> str:
    """Return the EPSG code of the geodetic system that a reference system rests on, or empty."""
    if not crs:
        return ""
    return str(system_of(crs).GetAuthorityCode("GEOGCS") or "")
