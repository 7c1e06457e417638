"""Rows of a source into a workspace: aligned, indexed, and whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Optional

from ..core.garbage import seldom_collected
from ..core.mapping.field_map import FieldMap
from ..core.progress import Progress
from ..core.rows import SourceLayer, SourceRow
from ..core.sources import Source
from ..core.user_terms import NO_TERMS, UserTerms
from .country_index import CountryIndex
from .earned import Earned
from .ingest_result import IngestResult
from .ingestion import Ingestion

BATCH = 2000


def ingest(
    path: Path,
    layer: SourceLayer,
    rows: Iterable[SourceRow],
    fields: FieldMap,
    source: Source,
    *,
    countries: Optional[CountryIndex] = None,
    terms: UserTerms = NO_TERMS,
    earned: Optional[Earned] = None,
    records_edits: bool = True,
    side: Optional[Path] = None,
    progress: Optional[Progress] = None,
) -> IngestResult:
    """Bring the rows of a source into a workspace, in place of what an earlier run brought.

    What a person edited there stays, see :mod:`.earlier_rows`.

    :param path: the workspace; made when it is not there.
    :param source: id, title, licence and so on; table, count, completeness and digest are filled
        in here.
    :param earned: completeness, evidence and digest, where a download has proven them.
    :param records_edits: false for a file whose sources are never taken again.
    :param side: where a workspace that is not there yet is written; None for beside its place.
    :raises WorkspaceError: when the file or the map does not fit; the file is as it was then.
    :raises Cancelled: when the person stopped it; the file is as it was then.
    """
    progress = progress or Progress()
    left = iter(rows)
    with seldom_collected(), Ingestion(
        path, layer, fields, source,
        countries=countries, terms=terms, records_edits=records_edits, side=side,
    ) as running:  # fmt: skip
        while True:
            done = running.rows_in
            progress.at(_share(done, layer.count), f"Aligning {layer.title}: {done:,} rows")
            if not running.take(islice(left, BATCH), with_digest=earned is None):
                return running.finish(earned, progress)


def _share(done: int, total: int) -> float:
    return min(0.95, 0.95 * done / total) if total > 0 else 0.0
