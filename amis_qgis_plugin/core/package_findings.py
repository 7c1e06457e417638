"""What is worth knowing about a package before it is written: errors, warnings and notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .completeness import Completeness
from .findings import Finding, errors_first, finding
from .licences import CONDITIONS, QUOTED, UNKNOWN, Licence, licence_of, read_licence
from .package_plan import LeftOut, PlannedLayer
from .package_rasters import PlannedRaster
from .schemas import OCCURRENCES
from .sources import Source


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
    sources: Sequence[Source],
    unmatched: Iterable[UnmatchedTerms],
    without_place: int,
    not_copied: Sequence[LeftOut] = (),
    licences_confirmed: bool = False,
    rasters: Sequence[PlannedRaster] = (),
) -> tuple[Finding, ...]:
    """Return all findings, errors first.

    :param left_out: layers that have nothing in the area.
    :param without_place: selected occurrences that have no coordinates.
    :param not_copied: sources whose licence forbids copying.
    :param licences_confirmed: whether a person said that sources of unknown licence may go along.
    :param rasters: those that go into the package.
    """
    found = [*_selection(layers), *_places(layers, without_place)]
    found += _licences(layers, sources, rasters, licences_confirmed)
    found += [*_forbidden(not_copied), *_incomplete(sources), *_unproven(sources)]
    found += [_unmatched(terms) for terms in unmatched]
    found += [_left_out(layer) for layer in left_out]
    found += [
        finding("notice", title=layer.title, notice=layer.notice)
        for layer in layers
        if layer.notice
    ]
    found.append(finding("boundaries"))
    return errors_first(found)


def project_findings(
    other_workspaces: Sequence[str],
    live_layers: Sequence[str],
    with_own_filter: Sequence[str],
    with_unsaved_edits: Sequence[str],
    outlines: Sequence[str] = (),
    parts: Sequence[str] = (),
) -> tuple[Finding, ...]:
    """Return what a person sees on the map and does not get in the package.

    :param other_workspaces: file names of further workspaces.
    :param live_layers: titles of layers of occurrences that lie in no workspace.
    :param with_own_filter: titles of layers of the workspace under a filter that is not ours.
    :param with_unsaved_edits: titles of layers of the workspace that are being edited.
    :param outlines: titles of layers of country outlines.
    :param parts: titles of rasters that are a part of a file.
    """
    told = {
        "other-workspace": other_workspaces,
        "live-left-out": live_layers,
        "own-subset": with_own_filter,
        "unsaved-edits": with_unsaved_edits,
        "outlines-left-out": outlines,
        "raster-parts": parts,
    }
    return tuple(finding(key, titles=tuple(titles)) for key, titles in told.items() if titles)


def _selection(layers: Sequence[PlannedLayer]) -> Iterable[Finding]:
    if not any(layer.table == OCCURRENCES and layer.features for layer in layers):
        yield finding("nothing-selected")


def _places(layers: Sequence[PlannedLayer], without_place: int) -> Iterable[Finding]:
    if not without_place:
        return
    total = sum(layer.features for layer in layers if layer.table == OCCURRENCES)
    yield finding("without-place", count=without_place, total=total)


def _licences(
    layers: Sequence[PlannedLayer],
    sources: Sequence[Source],
    rasters: Sequence[PlannedRaster],
    confirmed: bool,
) -> Iterable[Finding]:
    """Sort sources by what their licence allows; what nobody knows needs a person's word."""
    found: dict[str, list[str]] = {}
    stated: list[tuple[Licence, Source | PlannedRaster]] = []
    stated += [(licence_of(source), source) for source in sources]
    stated += [(read_licence(raster.licence), raster) for raster in rasters]
    for licence, one in stated:
        said = f" ({one.licence.strip()})" if one.licence.strip() else ""
        found.setdefault(licence.copying, []).append(one.title + said)
    for layer in layers:
        if not layer.sources and read_licence(layer.licence).copying == UNKNOWN:
            found.setdefault(UNKNOWN, []).append(layer.title)
    unknown = found.get(UNKNOWN, [])
    silent = [*found.get(QUOTED, []), *(unknown if confirmed else [])]
    if unknown and not confirmed:
        yield finding("licence-unknown", titles=tuple(unknown))
    if silent:
        key = "no-licence/confirmed" if unknown and confirmed else "no-licence"
        yield finding(key, titles=tuple(silent))
    if found.get(CONDITIONS):
        yield finding("licence-conditions", titles=tuple(found[CONDITIONS]))


def _forbidden(not_copied: Sequence[LeftOut]) -> Iterable[Finding]:
    if not_copied:
        yield finding("licence-forbids", titles=tuple(one.title for one in not_copied))


def _incomplete(sources: Sequence[Source]) -> Iterable[Finding]:
    for source in sources:
        if source.completeness is Completeness.INCOMPLETE:
            yield finding("incomplete", title=source.title, evidence=source.evidence)


def _unproven(sources: Sequence[Source]) -> Iterable[Finding]:
    unproven = [one for one in sources if one.completeness is Completeness.COMPLETE_UNPROVEN]
    if len(unproven) == 1:
        only = unproven[0]
        yield finding("unproven", title=only.title, evidence=only.evidence)
    elif unproven:
        titles = tuple(source.title for source in unproven)
        yield finding("unproven/several", count=len(unproven), titles=titles)


def _unmatched(told: UnmatchedTerms) -> Finding:
    return finding(
        "unmatched-terms/one" if told.terms == 1 else "unmatched-terms",
        terms=told.terms,
        vocabulary=told.vocabulary,
        uses=told.occurrences,
        examples=", ".join(told.examples),
    )


def _left_out(layer: PlannedLayer) -> Finding:
    return finding("nothing-in-area", title=layer.title)
