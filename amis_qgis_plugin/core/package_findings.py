"""What is worth knowing about a package before it is written: errors, warnings and notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .completeness import Completeness
from .package_plan import OCCURRENCES, SEVERITIES, Finding, PlannedLayer, PlannedSource

BOUNDARIES = (
    "Country names and codes sort the data only. Neither they nor any line in this package express "
    "an opinion on the legal status of a territory or on its frontiers or boundaries."
)


@dataclass(frozen=True)
class UnmatchedTerms:
    """Terms of the sources that a vocabulary does not know.

    :param terms: number of distinct terms.
    :param occurrences: number of times they stand in the sources.
    :param examples: the most frequent ones.
    """

    vocabulary: str
    terms: int
    occurrences: int
    examples: tuple[str, ...]


def package_findings(
    layers: Sequence[PlannedLayer],
    left_out: Sequence[PlannedLayer],
    sources: Iterable[PlannedSource],
    unmatched: Iterable[UnmatchedTerms],
    without_place: int,
) -> tuple[Finding, ...]:
    """Return all findings, errors first.

    :param left_out: layers that have nothing in the area.
    :param without_place: selected occurrences that have no coordinates.
    """
    found = [*_selection(layers), *_places(layers, without_place)]
    for source in sources:
        found += _licence(source)
        found += _completeness(source)
    found += [_unmatched(terms) for terms in unmatched]
    found += [_left_out(layer) for layer in left_out]
    found += [
        Finding("note", "notice", f"{layer.title}: {layer.notice}")
        for layer in layers
        if layer.notice
    ]
    found.append(Finding("note", "boundaries", BOUNDARIES))
    return tuple(sorted(found, key=lambda finding: SEVERITIES.index(finding.severity)))


def _selection(layers: Sequence[PlannedLayer]) -> Iterable[Finding]:
    if not any(layer.table == OCCURRENCES and layer.features for layer in layers):
        yield Finding(
            "error",
            "nothing-selected",
            "No mineral occurrence is selected, so there is nothing to package.",
            "Widen the filter: clear a country or a commodity.",
        )


def _places(layers: Sequence[PlannedLayer], without_place: int) -> Iterable[Finding]:
    if not without_place:
        return
    total = sum(layer.features for layer in layers if layer.table == OCCURRENCES)
    yield Finding(
        "warning",
        "without-place",
        f"{without_place} of {total} occurrences have no coordinates: they are in the table but "
        "show on no map.",
        "Look them up at the source if they matter.",
    )


def _licence(source: PlannedSource) -> Iterable[Finding]:
    if not source.licence.strip():
        yield Finding(
            "warning",
            "no-licence",
            f"{source.title}: the source states no licence.",
            "Ask the provider before you pass the package on.",
        )


def _completeness(source: PlannedSource) -> Iterable[Finding]:
    if source.completeness is Completeness.INCOMPLETE:
        yield Finding(
            "warning",
            "incomplete",
            f"{source.title}: incomplete. {source.evidence}".rstrip(),
            "Take the source offline again before you rely on counts.",
        )
    elif source.completeness is Completeness.COMPLETE_UNPROVEN:
        yield Finding(
            "note", "unproven", f"{source.title}: not proven complete. {source.evidence}".rstrip()
        )


def _unmatched(terms: UnmatchedTerms) -> Finding:
    return Finding(
        "note",
        "unmatched-terms",
        f"{terms.terms} {terms.vocabulary} terms of the sources ({terms.occurrences} uses) are in "
        f"no vocabulary, for example {', '.join(terms.examples)}. Occurrences known only by such "
        "a term are not found by a filter on it.",
        "They are listed in the table amis_unmatched_terms.",
    )


def _left_out(layer: PlannedLayer) -> Finding:
    return Finding(
        "note",
        "nothing-in-area",
        f"{layer.title}: nothing in the area, so the layer is left out.",
    )
