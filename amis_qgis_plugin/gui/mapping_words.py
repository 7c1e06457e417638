"""What the field mapping dialog says about a preview and about rows that were aligned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..core.alignment import AlignedRow
from ..core.map_gaps import unfilled_words, words_for_no_crs
from ..core.mapping.field_map import FieldMap
from ..core.missing import text_of
from ..core.phrases import counted, listed, under_filter
from ..qgis_bridge.alignment import Sampled, hints_of
from ..workspace.realign import RealignResult
from ..workspace.result_words import Result, realigned_words, taken_words
from .mapping_table import BETWEEN

_EXAMPLES, _TERMS = 3, 4


def values_of(sampled: Sampled, rows: Sequence[Mapping[str, Any]]) -> Mapping[str, str]:
    """Return the first few distinct values of each column in the rows that results are shown of.

    What is most frequent in the whole sample would stand beside results of other rows. A column
    that these rows leave empty shows what others have.
    """
    shown: dict[str, str] = {}
    for column in sampled.columns:
        texts = dict.fromkeys(filter(None, (text_of(row.get(column.name)) for row in rows)))
        shown[column.name] = BETWEEN.join(list(texts)[:_EXAMPLES] or column.examples)
    return shown


def results_of(rows: Sequence[AlignedRow]) -> Mapping[str, str]:
    """Return the first few distinct results of each aligned field."""
    found: dict[str, dict[str, None]] = {}
    for row in rows:
        for name, value in row.values.items():
            if value is not None:
                found.setdefault(name, {})[str(value)] = None
    return {name: BETWEEN.join(list(texts)[:_EXAMPLES]) for name, texts in found.items()}


def preview_words(rows: Sequence[AlignedRow], sampled: Sampled, fields: FieldMap) -> str:
    """Say what a map makes of a sample of rows, what it leaves open, and what cannot be read."""
    unknown = {term for row in rows for _vocabulary, term in row.unmatched}
    coded = sum(1 for row in rows if row.commodities)
    about = sampled.about
    under = under_filter(about.filter)
    said = [f"{counted(len(rows), 'row')}{under} previewed"]
    if sampled.proposal.standard:
        said.append(f"schema: {sampled.proposal.standard}")
    if coded:
        said.append(f"{coded:,} with commodities")
    if unknown:
        shown = listed(sorted(unknown), _TERMS)
        said.append(f"{counted(len(unknown), 'unknown term')} ({shown})")
    said.append(unfilled_words(fields, bool(about.geometry)))
    hints = filter(None, (words_for_no_crs(about), *hints_of(about, fields, sampled.columns)))
    return "\n".join(["; ".join(filter(None, said)) + ".", *hints])


def aligned_words(path: Path, result: Result, fields: FieldMap) -> str:
    """Say what became of the rows of a source."""
    if isinstance(result, RealignResult):
        return realigned_words(result)
    said = taken_words(path.name, result, fields)
    return f"{said} Add them to the map from the Catalogue." if result.rows_out else said
