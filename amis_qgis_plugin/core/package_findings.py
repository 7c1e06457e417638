"""What is worth knowing about a package before it is written: errors, warnings and notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .completeness import Completeness
from .licences import CONDITIONS, QUOTED, UNKNOWN, Licence, licence_of, read_licence
from .package_plan import SEVERITIES, Finding, LeftOut, PlannedLayer
from .package_rasters import PlannedRaster
from .phrases import counted
from .schemas import OCCURRENCES
from .sources import Source

_SHOWN = 3
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
        Finding("note", "notice", f"{layer.title}: {layer.notice}")
        for layer in layers
        if layer.notice
    ]
    found.append(Finding("note", "boundaries", BOUNDARIES))
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
    told = (
        (
            "other-workspace",
            other_workspaces,
            "Occurrences of {} are on the map, but a package comes from one workspace only.",
            "Export each workspace on its own.",
        ),
        (
            "live-left-out",
            live_layers,
            "On the map, but not in the package, because it lies in no workspace: {}.",
            "",
        ),
        (
            "own-subset",
            with_own_filter,
            "A layer has a filter of its own on the map, which the package does not follow: {}.",
            "The package may hold more than you see; only the AMIS Filter counts.",
        ),
        (
            "unsaved-edits",
            with_unsaved_edits,
            "Edits that are not saved do not go into the package: {}.",
            "Save them first.",
        ),
        (
            "outlines-left-out",
            outlines,
            "No boundaries go into a package, so its map is without: {}.",
            "Whoever receives it adds outlines of their own.",
        ),
        (
            "raster-parts",
            parts,
            "On the map, but not in the package, because it is a part of a file: {}.",
            "Save it as a GeoTIFF and add that.",
        ),
    )
    return tuple(
        Finding("warning", code, message.format(_listed(names)), hint)
        for code, names, message, hint in told
        if names
    )


def errors_first(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings by severity."""
    return tuple(sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity)))


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
        yield Finding(
            "error",
            "licence-unknown",
            f"Whether they may be passed on is not known: {_listed(unknown)}.",
            "Ask the provider. If you may pass them on, confirm it; else leave their layers out.",
        )
    if silent:
        told = unknown and confirmed
        word = " Whoever made the package said that they may be passed on." if told else ""
        yield Finding(
            "warning",
            "no-licence",
            f"No known licence is stated for: {_listed(silent)}.{word}",
            "Ask the provider before you pass the package on.",
        )
    if found.get(CONDITIONS):
        yield Finding(
            "warning",
            "licence-conditions",
            f"May be passed on under conditions only: {_listed(found[CONDITIONS])}.",
            "Read the licence: not for commerce, or only under the same licence.",
        )


def _forbidden(not_copied: Sequence[LeftOut]) -> Iterable[Finding]:
    if not_copied:
        yield Finding(
            "warning",
            "licence-forbids",
            "Listed and not copied, because the licence forbids it: "
            f"{_listed([one.title for one in not_copied])}.",
            "Whoever needs them asks the provider.",
        )


def _incomplete(sources: Sequence[Source]) -> Iterable[Finding]:
    for source in sources:
        if source.completeness is Completeness.INCOMPLETE:
            yield Finding(
                "warning",
                "incomplete",
                f"{source.title}: incomplete. {source.evidence}".rstrip(),
                "Take the source offline again before you rely on counts.",
            )


def _unproven(sources: Sequence[Source]) -> Iterable[Finding]:
    unproven = [one for one in sources if one.completeness is Completeness.COMPLETE_UNPROVEN]
    if len(unproven) == 1:
        only = unproven[0]
        message = f"{only.title}: not proven complete. {only.evidence}".rstrip()
        yield Finding("note", "unproven", message)
    elif unproven:
        titles = _listed([source.title for source in unproven])
        message = f"{len(unproven)} sources are not proven complete: {titles}."
        yield Finding(
            "note", "unproven", message, "LICENSES/README.txt says of each what is known."
        )


def _listed(titles: Sequence[str]) -> str:
    """Return the first titles, and how many more there are."""
    shown = "; ".join(titles[:_SHOWN])
    return f"{shown} and {len(titles) - _SHOWN} more" if len(titles) > _SHOWN else shown


def _unmatched(terms: UnmatchedTerms) -> Finding:
    return Finding(
        "note",
        "unmatched-terms",
        f"{counted(terms.terms, f'{terms.vocabulary} term')} of the sources"
        f" ({counted(terms.occurrences, 'use')}) {'is' if terms.terms == 1 else 'are'} in "
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
