"""Sources made of plain rows, aligned into a workspace as any other source is."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Optional

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.rows import SourceField, SourceLayer, SourceRow
from amis_qgis_plugin.core.sources import Source
from amis_qgis_plugin.workspace.ingest import ingest
from amis_qgis_plugin.workspace.ingest_result import IngestResult

Point = Optional[tuple[float, float]]


def field_map(
    layer_type: str = "mineral_occurrences", profile: str = "", **fields: str
) -> FieldMap:
    """Return a map from aligned field to the one column that fills it."""
    uses = {aligned: FieldUse((SourceColumn(column),)) for aligned, column in fields.items()}
    return FieldMap(layer_type, uses, profile)


def source(source_id: str, title: str = "A survey") -> Source:
    """Return a source record as a caller of ``ingest`` has it."""
    return Source(
        source_id, "", "file", "", "layer", title, "CC0 1.0", "A survey", "2026-11-25",
        Completeness.INCOMPLETE, "", 0, "",
    )  # fmt: skip


def point_wkb(point: Point) -> Optional[bytes]:
    """Return a point as well-known binary."""
    return None if point is None else struct.pack("<BIdd", 1, 1, *point)


def take(
    path: Path,
    rows: Iterable[tuple[Mapping[str, Any], Point]],
    fields: FieldMap,
    source_id: str = "survey",
    id_field: str = "",
    given_source: Optional[Source] = None,
    **options: Any,
) -> IngestResult:
    """Align rows of attributes and points into a workspace.

    :param id_field: attribute that is the feature id; without it ids count from 1.
    """
    listed = list(rows)
    names = dict.fromkeys(name for attributes, _point in listed for name in attributes)
    names.update(dict.fromkeys(fields.columns()))
    layer = SourceLayer(
        "A survey", tuple(map(SourceField, names)), "point", "EPSG:4326", len(listed)
    )
    given = (
        SourceRow(str(attributes.get(id_field, number)), attributes, point_wkb(point))
        for number, (attributes, point) in enumerate(listed, start=1)
    )
    return ingest(path, layer, given, fields, given_source or source(source_id), **options)
