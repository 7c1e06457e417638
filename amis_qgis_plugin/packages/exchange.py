"""Tables for another agency: the layers under the names of the standards that they follow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from osgeo import ogr, osr

from ..core.errors import VocabularyError
from ..core.manifest import Step
from ..core.package_plan import PackagePlan, PlannedLayer
from ..core.progress import Progress
from ..core.schemas import LayerType, layer_type
from ..core.standard_tables import SHAPE, StandardTable, standard_table
from ..workspace.gdal_calls import gdal_errors, open_vector
from ..workspace.reference_systems import to_degrees
from ..workspace.selection import layer_named
from .names import file_name
from .sheets import Column, Sheet, write_sheet

_FOLDER = "exchange"
_REPORT_EVERY = 5_000
_SHAPE = "Geometry as WKT, longitude before latitude on WGS 84 (EPSG:4326)."
_NOT_THERE = "Not in the data."
_SOURCE, _METHOD = "source", "observationMethod"
_DRAWN = "drawn"  # protocol of a source
_TYPES = {"double": "real", "integer": "integer"}


def write_exchange(
    plan: PackagePlan, geopackage: Path, folder: Path, progress: Progress
) -> tuple[list[Sheet], list[Step]]:
    """Write a CSV for each layer that follows a standard, where the choices ask for it.

    A layer without a standard, or without an aligned type, has none; it is in ``tables/``.
    """
    sheets: list[Sheet] = []
    steps: list[Step] = []
    whole = max(sum(layer.features for layer in plan.layers), 1)
    done = 0
    for layer in plan.layers if plan.choices.exchange else ():
        part = progress.part(done / whole, (done + layer.features) / whole)
        done += layer.features
        aligned = _aligned(layer)
        table = standard_table(aligned) if aligned else None
        if table is None:
            continue
        part.at(0.0, f"Writing {layer.title} as {table.standard}")
        # Mines, for one, are points in one table and polygons in another.
        end = "" if aligned and layer.table == aligned.table else f"_{file_name(layer.table)}"
        path = f"{_FOLDER}/{table.name}{end}.csv"
        title = f"{layer.title} as {table.standard}"
        rows = _rows(geopackage, layer, table, _known_of(plan, layer), part)
        sheet = write_sheet(folder, path, title, _columns(table), rows)
        sheets.append(sheet)
        steps.append(Step("tabulated", path, layer.features, sheet.rows))
    return sheets, steps


def _aligned(layer: PlannedLayer) -> LayerType | None:
    try:
        return layer_type(layer.layer_type)
    except VocabularyError:  # a layer of no aligned type
        return None


def _columns(table: StandardTable) -> list[Column]:
    return [
        Column(
            one.name,
            _TYPES.get(one.type, "text"),
            _SHAPE if one.name == SHAPE else one.meaning or _NOT_THERE,
            "",
            "",
            f"{table.standard}/{one.name}",
        )
        for one in table.properties
    ]


def _known_of(plan: PackagePlan, layer: PlannedLayer) -> dict[str, dict[str, str]]:
    """Return what is known of the rows of each source where they do not tell it themselves.

    What is drawn by hand was observed as the notice of its layer says.
    """
    return {
        one.source_id: {
            _SOURCE: one.title,
            _METHOD: layer.notice if one.protocol == _DRAWN else "",
        }
        for one in plan.sources
        if one.source_id in layer.sources
    }


def _rows(
    geopackage: Path,
    layer: PlannedLayer,
    table: StandardTable,
    known: dict[str, dict[str, str]],
    progress: Progress,
) -> Iterator[list[Any]]:
    dataset = open_vector(geopackage)
    try:
        with gdal_errors(geopackage.name):
            found = layer_named(dataset, layer.table)
            transform = to_degrees(found.GetSpatialRef())
            for number, feature in enumerate(found, start=1):
                if number % _REPORT_EVERY == 0:
                    share = number / max(layer.features, number)
                    progress.at(share, f"Writing {number} rows of {table.standard}")
                row = feature.items()
                values = table.values(row)
                for name, value in known.get(str(row.get("source_id")), {}).items():
                    values[name] = values.get(name) or value
                values["identifier"] = values.get("identifier") or _identifier(feature)
                values[SHAPE] = _shape(feature.GetGeometryRef(), transform)
                yield [values[one.name] for one in table.properties]
    finally:
        found = dataset = None  # closes the file, also when an error holds this frame


def _identifier(feature: ogr.Feature) -> str:
    """Return a key for a row whose source has none: its source and its key there."""
    names = feature.items()
    parts = [names.get("source_id"), names.get("source_feature_id")]
    return ":".join(str(part) for part in parts if part) or f"fid:{feature.GetFID()}"


def _shape(geometry: ogr.Geometry | None, transform: osr.CoordinateTransformation | None) -> str:
    if geometry is None or geometry.IsEmpty():
        return ""
    if transform is not None:
        geometry = geometry.Clone()
        if geometry.Transform(transform) != ogr.OGRERR_NONE:
            return ""
    return str(geometry.ExportToIsoWkt())
