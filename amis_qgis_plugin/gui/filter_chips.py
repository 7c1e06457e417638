"""What a filter wants as short pieces, each of which can be taken out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..core.commodities import load_commodities
from ..core.completeness import Completeness
from ..core.countries import members
from ..core.deposit_types import deposit_types
from ..core.occurrence_filter import ANY_ROLE, MAJOR, OccurrenceFilter
from ..core.status import status_codes
from ..core.words import describe_extent
from .filter_choices import covered_groups, group_cover, list_label


@dataclass(frozen=True)
class Chip:
    """One wish of a filter.

    :param left: the filter without it.
    :param is_without: whether it says what is not wanted.
    """

    text: str
    tooltip: str
    left: OccurrenceFilter
    is_without: bool = False


def chips_of(wanted: OccurrenceFilter, sources: Mapping[str, str]) -> list[Chip]:
    """Return every wish of a filter, in the order of the panel.

    :param sources: titles by source id; an id without one is shown as it is.
    """
    return [
        *_text(wanted),
        *_commodities(wanted),
        *_listed(wanted, "critical_lists", {k: list_label(k) for k in wanted.critical_lists}),
        *_listed(wanted, "countries", {one.iso3: one.name for one in members()}),
        *_listed(wanted, "deposit_models", _models() if wanted.deposit_models else {}),
        *_listed(wanted, "occurrence_types", _statuses()),
        *_listed(wanted, "mine_statuses", _statuses()),
        *_listed(wanted, "sources", sources),
        *_listed(wanted, "completeness", {one.value: one.words for one in Completeness}),
        *_area(wanted),
    ]


def _commodities(wanted: OccurrenceFilter) -> Iterator[Chip]:
    vocabulary = load_commodities()
    yield from _listed(wanted, "commodities", {one.code: one.label for one in vocabulary.all()})
    titles = {group.id: group.label for group in vocabulary.groups()}
    yield from _listed(wanted, "groups", titles)
    rest = set(wanted.excluded)
    for group in covered_groups(wanted.excluded):
        cover = group_cover(group)
        rest -= cover
        yield _without(wanted, f"without {titles[group].lower()}", cover)
    for code in sorted(rest):
        yield _without(wanted, f"without {vocabulary.get(code).label}", {code})
    if wanted.role == MAJOR and (wanted.commodities or wanted.groups):
        tip = "Only where the chosen commodities are main products"
        yield Chip("main product", f"{tip}. Click to remove.", wanted.with_values(role=ANY_ROLE))
    if wanted.with_broader and wanted.commodities:
        tip = "Also records that only name a broader commodity"
        yield Chip("or broader", f"{tip}. Click to remove.", wanted.with_values(with_broader=False))


def _without(wanted: OccurrenceFilter, text: str, codes: Iterable[str]) -> Chip:
    left = wanted.with_values(excluded=tuple(set(wanted.excluded) - set(codes)))
    return Chip(text, f"{text}. Click to remove.", left, True)


def _listed(wanted: OccurrenceFilter, field: str, labels: Mapping[str, str]) -> Iterator[Chip]:
    values = getattr(wanted, field)
    for value in values:
        left = wanted.with_values(**{field: tuple(one for one in values if one != value)})
        text = labels.get(value, value)
        yield Chip(text, f"{text}. Click to remove.", left)


def _text(wanted: OccurrenceFilter) -> Iterator[Chip]:
    if wanted.text:
        left = wanted.with_values(text="")
        yield Chip(f"“{wanted.text}”", f"Name with {wanted.text}. Click to remove.", left)


def _area(wanted: OccurrenceFilter) -> Iterator[Chip]:
    if wanted.extent is not None:
        where = describe_extent(wanted.extent)
        left = wanted.with_values(extent=None)
        yield Chip("in a box", f"Within {where}. Click to remove.", left)
    if wanted.area is not None:
        where = describe_extent(wanted.area.box)
        left = wanted.with_values(polygon="")
        yield Chip("in a polygon", f"In a polygon within {where}. Click to remove.", left)


def _models() -> dict[str, str]:
    return {kind.notation: kind.label for kind in deposit_types()}


def _statuses() -> dict[str, str]:
    return {one.code: one.label for one in status_codes()}
