"""What the Filter panel says above its choices: how many are shown, and what did not work."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..core.commodities import load_commodities
from ..core.completeness import Completeness
from ..core.deposit_types import deposit_types
from ..core.occurrence_filter import MAJOR, OccurrenceFilter
from ..core.phrases import counted
from ..core.status import status_codes
from ..qgis_bridge.layer_filter import Outcome
from ..qgis_bridge.layers import workspace_path
from ..qgis_bridge.shown_twice import distinct_count, twice_words
from .filter_choices import covered_groups, group_cover, list_label

_MOST = 3  # words of one kind in a line
_AND = {"any": " or ", "all": " and "}


def headline(
    outcomes: Sequence[Outcome],
    reading: Sequence[str],
    total: int,
    found: Mapping[Path, int],
    is_counting: bool = False,
) -> str:
    """Return how many occurrences are shown; what two layers show alike counts once.

    :param reading: names of layers whose values are being read.
    :param total: all occurrences; 0 when that is unknown or goes without saying.
    :param found: workspace to what its layers show together, where that is known.
    :param is_counting: whether what is not known will be, once the files are read.
    """
    if not outcomes:
        return (
            f"Reading {', '.join(reading)} …"
            if reading
            else "Add a layer of mineral occurrences from the Catalogue"
        )
    known = [(one.layer, one.shown) for one in outcomes if one.shown >= 0 or _is_in(found, one)]
    if not known:
        what = "counting how many are shown …" if is_counting else "how many are shown is not known"
        return f"Filtered; {what}"
    shown = distinct_count(known, found)
    if total and shown <= total:
        return f"{shown:,} of {total:,} occurrences"
    return counted(shown, "occurrence")


def _is_in(found: Mapping[Path, int], outcome: Outcome) -> bool:
    return outcome.layer.providerType() == "ogr" and workspace_path(outcome.layer) in found


def problems(outcomes: Sequence[Outcome], reading: Sequence[str]) -> Iterator[str]:
    """Return a sentence on each layer that is not, or not yet, as the headline says.

    And one on each whose rows another layer shows as well.
    """
    for outcome in outcomes:
        if outcome.problem:
            yield f"{outcome.layer.name()}: {outcome.problem}."
        elif outcome.shown < 0 and outcome.layer.providerType() != "ogr":
            yield f"{outcome.layer.name()}: its server does not say how many it shows."
    yield from twice_words([one.layer for one in outcomes])
    if outcomes:
        yield from (f"{name}: not filtered yet, its values are being read." for name in reading)


def short_words(wanted: OccurrenceFilter) -> str:
    """Return a filter in a few signs, such as ``Cu or Au · PHL, IDN``."""
    parts = (
        _commodities(wanted),
        _few(wanted.countries, ", "),
        _few([list_label(one) for one in wanted.critical_lists], _AND[wanted.combine_lists]),
        _few([_named(one, deposit_types(), "notation") for one in wanted.deposit_models]),
        _few([_named(one, status_codes(), "code") for one in wanted.occurrence_types]),
        _few([_named(one, status_codes(), "code") for one in wanted.mine_statuses]),
        _counted(len(wanted.sources), "source"),
        _few([Completeness(one).words for one in wanted.completeness]),
        f"“{wanted.text}”" if wanted.text else "",
        "main products only" if wanted.role == MAJOR else "",
        "with broader" if wanted.with_broader else "",
        "in an area" if wanted.extent or wanted.polygon else "",
    )
    return " · ".join(filter(None, parts))


def _commodities(wanted: OccurrenceFilter) -> str:
    vocabulary = load_commodities()

    def sign(code: str) -> str:
        found = vocabulary.get(code)
        return found.symbol or found.label

    titles = {group.id: group.label.lower() for group in vocabulary.groups()}
    chosen = [*map(sign, wanted.commodities), *(titles[group] for group in wanted.groups)]
    groups = covered_groups(wanted.excluded)
    rest = frozenset(wanted.excluded).difference(*(group_cover(group) for group in groups))
    unwanted = [*(titles[group] for group in groups), *map(sign, sorted(rest))]
    with_these = _few(chosen, _AND[wanted.combine])
    without = f"no {_few(unwanted)}" if unwanted else ""
    return ", ".join(filter(None, (with_these, without)))


def _few(words: Sequence[str], joined_by: str = " or ") -> str:
    """Return words joined, such as ``Cu, Au or Ag``, the last of many only as their number."""
    shown = list(words)
    if len(shown) > _MOST + 1:
        shown = [*shown[:_MOST], f"{len(shown) - _MOST} more"]
    return joined_by.join(filter(None, (", ".join(shown[:-1]), *shown[-1:])))


def _named(value: str, terms: Iterable[Any], key: str) -> str:
    return next((one.label for one in terms if getattr(one, key) == value), value)


def _counted(number: int, word: str) -> str:
    return counted(number, word) if number else ""
