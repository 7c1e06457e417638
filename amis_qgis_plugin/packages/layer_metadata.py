"""Metadata of the package's layers: in the GeoPackage, and as ISO 19139 records beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from ..core.occurrence_filter import Extent
from ..core.package_plan import PackagePlan, PlannedLayer
from ..core.package_rasters import PlannedRaster, describe_cut, describe_size
from ..core.package_words import describe_place, describe_selection
from ..core.schemas import OCCURRENCES
from ..core.words import describe_filter
from ..workspace.gdal_calls import sqlite
from ..workspace.metadata import MoreMetadata, TableMetadata, iso_19139, write_metadata
from ..workspace.reference_systems import box_in_degrees
from .names import file_name, write_text

_DEGREES = 4326
_NO_PLACE = (None, 0, -1)
_FORMATS = (("GeoPackage", "1.3"), ("CSV", "RFC 4180"))
_RASTER_FORMATS = (("GeoTIFF", "1.1"),)


def describe_layers(geopackage: Path, plan: PackagePlan, moment: datetime) -> None:
    """Write the metadata of every layer into the GeoPackage.

    :param moment: the time of the package, UTC.
    """
    with sqlite(geopackage, write=True) as connection:
        for layer in plan.layers:
            write_metadata(connection, _about(connection, plan, layer, moment))


def write_records(geopackage: Path, folder: Path, plan: PackagePlan, moment: datetime) -> None:
    """Write an ISO 19139 record for every layer and raster, and one for the whole package."""
    target = folder / "metadata"
    target.mkdir(exist_ok=True)
    with sqlite(geopackage) as connection:
        records = {
            file_name(layer.table): replace(
                _about(connection, plan, layer, moment),
                keywords=("mineral resources", "geology", layer.title),
                more=_more(plan, layer),
            )
            for layer in plan.layers
        }
    for raster in plan.rasters:
        records[f"raster_{Path(raster.path).stem}"] = _about_raster(raster, moment)
    records["_package"] = TableMetadata(
        table=plan.name,
        title=plan.title,
        abstract=f"A documented selection of data: {describe_filter(plan.wanted)}.",
        licence="See LICENSES/README.txt for the licence of each source.",
        rights="; ".join(dict.fromkeys(one.attribution for one in plan.sources if one.attribution)),
        date=moment.date().isoformat(),
        keywords=("mineral resources", "prospectivity", "ASEAN"),
        extent=_around(records.values()),
        more=MoreMetadata(
            "Rows were selected by the filter and the area from the workspace "
            f"{plan.workspace.name}; manifest.json counts every step.",
            _FORMATS,
            level="series",
        ),
    )
    for name, about in records.items():
        text = f'<?xml version="1.0" encoding="UTF-8"?>\n{iso_19139(about)}\n'
        write_text(target / f"{name}.xml", text)


def _about(
    connection: sqlite3.Connection, plan: PackagePlan, layer: PlannedLayer, moment: datetime
) -> TableMetadata:
    return TableMetadata(
        table=layer.table,
        title=layer.title,
        abstract=_abstract(plan, layer),
        licence=layer.licence or "No licence statement found.",
        rights=layer.attribution,
        date=moment.date().isoformat(),
        extent=_extent(connection, layer.table),
    )


def _about_raster(raster: PlannedRaster, moment: datetime) -> TableMetadata:
    how = describe_cut(raster)
    return TableMetadata(
        table=raster.path,
        title=raster.title,
        abstract=f"{raster.title}: {describe_size(raster)}, {how}.",
        licence=raster.licence or "No licence statement found.",
        rights=raster.attribution,
        date=moment.date().isoformat(),
        keywords=("raster", "geology", raster.title),
        extent=raster.extent,
        more=MoreMetadata(
            f"Cut from {raster.file} ({raster.columns_in} × {raster.rows_in} cells): {how}.",
            _RASTER_FORMATS,
        ),
    )


def _more(plan: PackagePlan, layer: PlannedLayer) -> MoreMetadata:
    sources = [one for one in plan.sources if one.source_id in layer.sources]
    said = [
        f"{one.title}, taken {one.retrieved_at or 'at an unknown time'}"
        f" ({one.completeness.words}): {one.feature_count} rows. {one.evidence}".strip()
        for one in sources
    ]
    links = tuple((one.url, one.title) for one in sources if one.url.startswith("http"))
    return MoreMetadata(
        " ".join(said) or "No source is recorded.", _FORMATS, tuple(dict.fromkeys(links))
    )


def _abstract(plan: PackagePlan, layer: PlannedLayer) -> str:
    """Return title, notice and selection in sentences."""
    sentences = [
        f"{layer.title}: {layer.features} of {layer.available} rows of {plan.workspace.name}"
    ]
    if layer.table == OCCURRENCES:
        sentences.append(f"Chosen by the filter: {describe_filter(plan.wanted)}")
    elif layer.selection == "area" and plan.area:
        how = describe_selection(plan, layer)
        sentences.append(f"{how[0].upper()}{how[1:]}: {describe_place(plan)}")
    elif layer.condition:
        sentences.append(f"Chosen by the condition {layer.condition}")
    return " ".join(f"{part.rstrip('.')}." for part in [*sentences, layer.notice] if part)


def _around(layers: Iterable[TableMetadata]) -> Extent | None:
    """Return the box around all layers: the occurrences may lie outside of the chosen area."""
    boxes = [one.extent for one in layers if one.extent]
    if not boxes:
        return None
    west, south, east, north = zip(*boxes)
    return min(west), min(south), max(east), max(north)


def _extent(connection: sqlite3.Connection, table: str) -> Extent | None:
    """Return the layer's bounding box in degrees, where it has one."""
    row = connection.execute(
        "SELECT min_x, min_y, max_x, max_y, gpkg_contents.srs_id, organization,"
        " organization_coordsys_id FROM gpkg_contents LEFT JOIN gpkg_spatial_ref_sys USING (srs_id)"
        " WHERE table_name = ?",
        (table,),
    ).fetchone()
    box = tuple(row)[:4]
    if None in box or row["srs_id"] in _NO_PLACE:
        return None
    if row["srs_id"] == _DEGREES:
        return box
    return box_in_degrees(box, f"{row['organization']}:{row['organization_coordsys_id']}")
