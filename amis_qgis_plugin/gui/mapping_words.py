"""What the field mapping dialog says about a preview and about rows that were aligned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Union

from ..core.alignment import AlignedRow
from ..qgis_bridge.alignment import Sampled
from ..workspace.ingest import IngestResult
from ..workspace.realign import RealignResult
from .mapping_table import BETWEEN

_EXAMPLES = 3


def results_of(rows: Sequence[AlignedRow]) -> Mapping[str, str]:
    """Return the first few distinct results of each aligned field."""
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        for name, value in row.values.items():
            if value is not None:
                found.setdefault(name, {})[str(value)] = None
    return {name: BETWEEN.join(list(texts)[:_EXAMPLES]) for name, texts in found.items()}


def preview_words(rows: Sequence[AlignedRow], sampled: Sampled) -> str:
    """Say what a map makes of a sample of rows."""
    unknown = {term for row in rows for _vocabulary, term in row.unmatched}
    coded = sum(1 for row in rows if row.commodities)
    said = [f"{len(rows)} of the layer's first rows are previewed"]
    if sampled.proposal.standard:
        said.append(f"schema: {sampled.proposal.standard}")
    if coded:
        said.append(f"{coded} have commodities")
    if unknown:
        shown = ", ".join(sorted(unknown)[:4])
        said.append(f"{len(unknown)} unknown terms ({shown}{'…' if len(unknown) > 4 else ''})")
    return "; ".join(said) + "."


def aligned_words(path: Path, result: Union[IngestResult, RealignResult]) -> str:
    """Say what became of the rows of a source."""
    if isinstance(result, RealignResult):
        return (
            f"{result.rows:,} rows of {result.source_id} are aligned again,"
            f" {len(result.unmatched):,} unknown terms."
        )
    rejected = f", {len(result.rejected):,} listed as rejected" if result.rejected else ""
    return (
        f"{result.rows_out:,} of {result.rows_in:,} rows are in {path.name}{rejected};"
        f" {len(result.unmatched):,} unknown terms; {result.completeness.value}."
    )
