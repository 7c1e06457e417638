"""Metadata of the package's layers: the workspace's words, and what was taken out of it."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from pathlib import Path

from ..core.occurrence_filter import Extent
from ..core.package_plan import PackagePlan, PlannedLayer
from ..core.schemas import OCCURRENCES
from ..core.words import describe_extent, describe_filter
from ..workspace.gdal_calls import sqlite
from ..workspace.metadata import TableMetadata, write_metadata

_DEGREES = 4326


def describe_layers(geopackage: Path, plan: PackagePlan, moment: datetime) -> None:
    """Write the metadata of every layer into the GeoPackage.

    :param moment: the time of the package, UTC.
    """
    with sqlite(geopackage, write=True) as connection:
        for layer in plan.layers:
            about = TableMetadata(
                table=layer.table,
                title=layer.title,
                abstract=_abstract(plan, layer),
                licence=layer.licence or "No licence statement found.",
                rights=layer.attribution,
                date=moment.date().isoformat(),
                extent=_extent(connection, layer.table),
            )
            write_metadata(connection, about)


def _abstract(plan: PackagePlan, layer: PlannedLayer) -> str:
    """Return title, notice and selection in sentences."""
    sentences = [
        f"{layer.title}: {layer.features} of {layer.available} rows of {plan.workspace.name}"
    ]
    if layer.table == OCCURRENCES:
        sentences.append(f"Chosen by the filter: {describe_filter(plan.wanted)}")
    elif layer.selection == "area" and plan.area:
        sentences.append(f"Whole features that touch {describe_extent(plan.area)}")
    elif layer.condition:
        sentences.append(f"Chosen by the condition {layer.condition}")
    return " ".join(f"{part.rstrip('.')}." for part in [*sentences, layer.notice] if part)


def _extent(connection: sqlite3.Connection, table: str) -> Extent | None:
    """Return the layer's bounding box where it is in degrees."""
    row = connection.execute(
        "SELECT min_x, min_y, max_x, max_y, srs_id FROM gpkg_contents WHERE table_name = ?",
        (table,),
    ).fetchone()
    if row["srs_id"] != _DEGREES or row["min_x"] is None:
        return None
    return row["min_x"], row["min_y"], row["max_x"], row["max_y"]
