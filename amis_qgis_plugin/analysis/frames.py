"""Occurrences of a workspace as a GeoDataFrame."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ..core.errors import MissingLibrary, WorkspaceError
from ..core.expressions import to_workspace_sql
from ..core.occurrence_filter import OccurrenceFilter
from ..core.schemas import OCCURRENCES
from ..workspace.check import check_geopackage
from ..workspace.file_state import has_name_index
from ..workspace.gdal_calls import rows
from ..workspace.sql import statement
from .libraries import how_to_get, reader, require

if TYPE_CHECKING:
    import geopandas

FEATURE = "A table of occurrences for analysis"


def occurrences_frame(
    workspace: Path, wanted: OccurrenceFilter | None = None
) -> geopandas.GeoDataFrame:
    """Return the wanted occurrences with all aligned columns.

    The filter runs as SQL inside the file, on the same index as in the Filter panel, so only
    wanted rows are read.

    :param wanted: every occurrence when nothing is given.
    :returns: EPSG:4326, a row an occurrence in the order of the file; the geometry is missing
        where the source gave no place.
    :raises WorkspaceError: when the file is no workspace with occurrences.
    :raises MissingLibrary: when geopandas, or both pyogrio and fiona, are missing.
    """
    geopandas = require("geopandas", FEATURE)
    engine = reader()
    require(engine, FEATURE)
    if OCCURRENCES not in check_geopackage(workspace):
        raise WorkspaceError(
            "It has no table of mineral occurrences.",
            subject=str(workspace),
            hint="Choose a workspace of AMIS Explorer.",
        )
    condition = to_workspace_sql(wanted or OccurrenceFilter(), has_names=has_name_index(workspace))
    options = {"where": condition} if condition else {}
    frame = geopandas.read_file(workspace, layer=OCCURRENCES, engine=engine, **options)
    # fiona before 1.9 passes over the condition without a word.
    if len(frame) != _count(workspace, condition):
        raise MissingLibrary(
            f"{FEATURE} needs fiona 1.9 or pyogrio: the {engine} of this QGIS cannot filter.",
            subject=engine,
            hint=how_to_get("pyogrio"),
        )
    return frame


def _count(workspace: Path, condition: str) -> int:
    where = f" WHERE {condition}" if condition else ""
    return int(rows(workspace, statement("SELECT count(*) FROM {}", OCCURRENCES) + where)[0][0])
