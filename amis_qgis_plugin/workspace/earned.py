"""How far a source is whole once its rows are in a workspace."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Optional

from ..core.completeness import Completeness
from ..core.phrases import counted, under_filter
from ..core.rows import SourceLayer


@dataclass(frozen=True)
class Earned:
    """What a download found out about itself, in place of what is derived here.

    :param digest: ``sha256:`` and the digest of what was received.
    """

    completeness: Completeness
    evidence: str
    digest: str


def earned_by(
    earned: Optional[Earned], layer: SourceLayer, rows_in: int, rejected: int, digest: str
) -> Earned:
    """Return what a download proved, as far as its rows arrived here; else what is known here."""
    if earned is None:
        return Earned(*_completeness(layer, rows_in, rejected), f"sha256:{digest}")
    if layer.count >= 0 and rows_in != layer.count:
        evidence = f"{earned.evidence} {rows_in:,} of {layer.count:,} rows were aligned."
        return replace(earned, completeness=Completeness.INCOMPLETE, evidence=evidence)
    if rejected:
        return replace(earned, evidence=f"{earned.evidence} {rejected:,} rows are rejected.")
    return earned


def _completeness(layer: SourceLayer, rows_in: int, rejected: int) -> tuple[Completeness, str]:
    """Return how far the source is whole, with what speaks for it."""
    announced, under = layer.count, " under it" if layer.filter else ""
    were = "was" if rows_in == 1 else "were"
    said = f"{counted(rows_in, 'row')} {were} read{under_filter(layer.filter)}"
    if rejected:
        said += f", {rejected:,} of them are listed as rejected"
    if announced > rows_in:
        return Completeness.INCOMPLETE, f"{said}; the source announced {announced:,}."
    if announced == rows_in:
        return (
            Completeness.COMPLETE_UNPROVEN,
            f"{said}, as many as the source announced{under};"
            " there is no second, independent total.",
        )
    return Completeness.COMPLETE_UNPROVEN, f"{said}; the source announced no number."
