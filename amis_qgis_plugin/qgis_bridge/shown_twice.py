"""Rows that several layers of a project show: a source counts once, live or offline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Optional

from ..core.errors import AmisError
from ..core.phrases import listed
from ..core.sources import Source
from .subsets import current_subset, own_subset
from .twins import is_of, live_place, sources_shown, workspace_table

_NAMES = 3
_Table = tuple[Path, str]


@dataclass(frozen=True)
class _Shown:
    """A layer with what it shows.

    :param count: features that it shows; that it has in all, where that is asked.
    :param sources: of its workspace, as far as it is a layer of one.
    """

    layer: Any
    count: int
    table: Optional[_Table]
    sources: tuple[Source, ...]


def distinct_count(counts: Sequence[tuple[Any, int]], found: Mapping[Path, int]) -> int:
    """Return how many features layers show together; what several show alike counts once.

    :param counts: layers, each with the number of features that it shows.
    :param found: file to what all its layers show together, where that is known already.
    """
    from ..workspace.union_count import count_union

    shown = _each_source_once(counts)
    total = 0
    for table, group in _tables(shown).items():
        together = found.get(table[0])
        if together is None and len(group) > 1:
            together = count_union(*table, _subsets(group))
        plain = sum({one.layer.source(): one.count for one in group}.values())
        total += plain if together is None else together
    for one in shown:
        if one.table is None:
            there = sum(_rows_of(table, group, one) for table, group in _tables(shown).items())
            total += max(0, one.count - there)
    return total


def total_count(
    workspaces: Mapping[Path, int], layers: Iterable[Any], live: Sequence[tuple[Any, int]]
) -> int:
    """Return how many occurrences there are behind all layers, whatever is filtered.

    :param workspaces: file to the number of its occurrences that layers show or would show.
    :param layers: of these files.
    :param live: layers of servers, each with all its features.
    """
    tables = _tables(_each_source_once([(one, 0) for one in layers]))
    total = sum(workspaces.values())
    for one in _each_source_once(live):
        there = sum(_rows_behind(table, group, one) for table, group in tables.items())
        total += max(0, one.count - there)
    return total


def is_shown_offline(layer: Any, layers: Iterable[Any]) -> bool:
    """Whether layers of workspaces show a copy of a live layer, or of a part of it."""
    return any(_twins(layer, other) for other in _each_source_once([(one, 0) for one in layers]))


def twice_words(layers: Sequence[Any]) -> Iterator[str]:
    """Yield a sentence on each layer that shows what another layer shows, too."""
    shown = _each_source_once([(one, 0) for one in layers])
    for number, one in enumerate(shown):
        others = [
            other.layer.name()
            for at, other in enumerate(shown)
            if (one.table is None and _twins(one.layer, other))
            or (at < number and _have_same(one, other))
        ]
        if others:
            yield (
                f"{one.layer.name()} shows rows that {listed(others, _NAMES)} shows, too; they"
                " count once."
            )


def _each_source_once(counts: Sequence[tuple[Any, int]]) -> list[_Shown]:
    """Return the layers with what they show; of live layers on one source the first."""
    found, seen = [], set()
    for layer, count in counts:
        table = workspace_table(layer)
        sources: tuple[Source, ...] = ()
        if table is not None:
            from ..workspace.glance import glance

            with suppress(AmisError):  # a file that cannot be read tells no sources
                sources = sources_shown(layer, glance(table[0]))
        if not sources and layer.source() in seen:
            continue
        seen.add(layer.source())
        found.append(_Shown(layer, count, table if sources else None, sources))
    return found


def _tables(shown: Iterable[_Shown]) -> dict[_Table, list[_Shown]]:
    found: dict[_Table, list[_Shown]] = {}
    for one in shown:
        if one.table is not None:
            found.setdefault(one.table, []).append(one)
    return found


def _rows_of(table: _Table, group: Sequence[_Shown], live: _Shown) -> int:
    """Return how many rows that a live layer has the layers of a table show."""
    from ..workspace.union_count import count_of_sources

    ids = {source.source_id for one in group for source in _twins(live.layer, one)}
    return (count_of_sources(*table, _subsets(group), sorted(ids)) or 0) if ids else 0


def _rows_behind(table: _Table, group: Sequence[_Shown], live: _Shown) -> int:
    """Return the same for what they have, or would show without the filter."""
    from ..workspace.union_count import count_of_sources

    twins = {one.source_id: one for other in group for one in _twins(live.layer, other)}
    own = [own_subset(one.layer) for one in group]
    if not twins or "" in own:
        return sum(one.feature_count for one in twins.values())
    return count_of_sources(*table, own, sorted(twins)) or 0


def _twins(layer: Any, other: _Shown) -> list[Source]:
    """Return the sources that a layer shows which are the same as a live layer."""
    place = live_place(layer)
    return [] if place is None else [one for one in other.sources if is_of(one, place)]


def _have_same(one: _Shown, other: _Shown) -> bool:
    is_copy = one.layer.source() == other.layer.source()
    if one.table is None or one.table != other.table or is_copy:
        return False
    ids = {source.source_id for source in other.sources}
    return any(source.source_id in ids for source in one.sources)


def _subsets(group: Iterable[_Shown]) -> list[str]:
    return [current_subset(one.layer) for one in group]
