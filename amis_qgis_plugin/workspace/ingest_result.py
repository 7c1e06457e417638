"""What became of a source that was brought into a workspace."""

from __future__ import annotations

from dataclasses import dataclass, field

from ..core.completeness import Completeness
from .earlier_rows import Compared


@dataclass(frozen=True)
class IngestResult:
    """What became of a source.

    :param rows_in: rows that the source handed over.
    :param rows_out: rows of it in the table now.
    :param rejected: (feature id, reason) of the rows that could not be kept.
    :param replaced: rows of an earlier run that made room for these.
    :param unmatched: (vocabulary, term) to the number of rows that have it.
    :param findings: code to the number of rows with it.
    :param rows_with_findings: rows that have any.
    :param filter: the layer's own filter, under which its rows were read.
    :param compared: what is new against the earlier run.
    """

    source_id: str
    table: str
    rows_in: int
    rows_out: int
    rejected: tuple[tuple[str, str], ...]
    replaced: int
    completeness: Completeness
    unmatched: dict[tuple[str, str], int] = field(default_factory=dict)
    findings: dict[str, int] = field(default_factory=dict)
    rows_with_findings: int = 0
    filter: str = ""
    compared: Compared = field(default_factory=Compared)
