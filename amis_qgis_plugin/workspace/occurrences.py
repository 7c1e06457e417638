"""Writing aligned occurrences, with the commodity index that the filter reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from osgeo import gdal, ogr

from ..core.alignment import AlignedOccurrence
from ..core.errors import WorkspaceError
from ..core.progress import Progress
from ..core.schemas import layer_type
from .gdal_calls import add_layer, gdal_errors, open_vector, sqlite
from .selection import layer_named

TABLE = "mineral_occurrences"
_BATCH = 10_000


@dataclass(frozen=True)
class PlacedOccurrence:
    """An aligned occurrence with its place.

    :param point: (longitude, latitude) in degrees, EPSG:4326; nothing when the source has none.
    """

    point: Optional[tuple[float, float]]
    aligned: AlignedOccurrence


def add_occurrence_layer(dataset: gdal.Dataset, title: str, description: str) -> ogr.Layer:
    """Add the empty table ``mineral_occurrences`` to an open workspace."""
    columns = [(field.name, ogr.OFTString) for field in layer_type(TABLE).fields]
    return add_layer(dataset, TABLE, title, ogr.wkbPoint, columns, description)


def write_occurrences(
    path: Path,
    source_id: str,
    occurrences: Iterable[PlacedOccurrence],
    progress: Optional[Progress] = None,
) -> int:
    """Append occurrences to a workspace that has the table, and index their commodities.

    :returns: the number of rows written.
    :raises WorkspaceError: when the file has no such table or cannot be written.
    :raises Cancelled: when the person stopped it; none of the rows stay then.
    """
    links: list[tuple[str, int, str]] = []
    unmatched: Counter[tuple[str, str]] = Counter()
    written = 0
    with _rows_of(path) as layer:
        for written, occurrence in enumerate(occurrences, start=1):
            fid = _write_row(layer, occurrence)
            links += [(code, fid, role) for code, role in occurrence.aligned.commodities]
            unmatched.update(occurrence.aligned.unmatched)
            if progress is not None and written % _BATCH == 0:
                progress.check()
    _write_index(path, source_id, links, unmatched)
    return written


@contextmanager
def _rows_of(path: Path) -> Iterator[ogr.Layer]:
    """Open the table in a transaction that lands whole or not at all, and close the file."""
    dataset = open_vector(path, update=True)
    layer = layer_named(dataset, TABLE)
    dataset.StartTransaction()
    try:
        with gdal_errors(path.name):
            yield layer
        dataset.CommitTransaction()
    except BaseException:
        dataset.RollbackTransaction()
        raise
    finally:
        layer = dataset = None  # closes the file, so that SQLite may write to it


def _write_row(layer: ogr.Layer, occurrence: PlacedOccurrence) -> int:
    feature = ogr.Feature(layer.GetLayerDefn())
    for name, value in occurrence.aligned.values.items():
        if value is not None:
            feature.SetField(name, value)
    if occurrence.point is not None:
        point = ogr.Geometry(ogr.wkbPoint)
        point.AddPoint_2D(*occurrence.point)
        feature.SetGeometryDirectly(point)
    if layer.CreateFeature(feature) != ogr.OGRERR_NONE:
        raise WorkspaceError(f"A row cannot be written: {gdal.GetLastErrorMsg()}", subject=TABLE)
    return int(feature.GetFID())


def _write_index(
    path: Path,
    source_id: str,
    links: list[tuple[str, int, str]],
    unmatched: Counter[tuple[str, str]],
) -> None:
    with sqlite(path, write=True) as connection:
        connection.executemany(
            "INSERT INTO amis_occurrence_commodity (commodity, occurrence, role) VALUES (?, ?, ?)",
            sorted(links),
        )
        connection.executemany(
            "INSERT INTO amis_unmatched_terms (vocabulary, term, occurrences, source_id)"
            " VALUES (?, ?, ?, ?) ON CONFLICT (vocabulary, term, source_id)"
            " DO UPDATE SET occurrences = occurrences + excluded.occurrences",
            [(*key, count, source_id) for key, count in sorted(unmatched.items())],
        )
        for column in ("country", "deposit_model", "source_id"):
            connection.execute(
                f'CREATE INDEX IF NOT EXISTS "{TABLE}_{column}" ON "{TABLE}" ("{column}")'
            )
