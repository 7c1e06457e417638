"""The rows of a bar chart: the largest values of a facet, and what is left over in one row."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import lru_cache

from .commodities import load_commodities
from .countries import country_names
from .phrases import counted

COMMODITY, COUNTRY = "commodity", "country"
TOP = 8


@dataclass(frozen=True)
class ChartRow:
    """One bar.

    :param key: the facet's value; empty for the row of what is left over.
    :param count: occurrences; 0 with an empty ``figure`` has no bar.
    :param figure: what stands beside the bar.
    :param about: the row in a sentence.
    """

    key: str
    label: str
    count: int
    figure: str
    about: str


def chart_rows(
    facet: str, counts: Mapping[str, int], chosen: Collection[str] = (), top: int = TOP
) -> tuple[ChartRow, ...]:
    """Return the largest values of a facet, largest first, then a row for the others.

    Countries exclude each other, so what is left over is added up. An occurrence may have several
    commodities: their others are only counted, for a sum would count occurrences twice.

    :param facet: ``commodity`` or ``country``.
    :param counts: value to occurrences. Commodities that a broader one finds are left out: a chart
        of fifteen rare earths would say one thing fifteen times. Where a broader one finds no more
        than a narrower one, that stays instead: baryte, not barium.
    :param chosen: values that have a row whatever their count.
    """
    labels = _labels(facet)
    told = {key: count for key, count in counts.items() if key in labels and count}
    left_out = _said_by_others(told) if facet == COMMODITY else frozenset()
    known = {key: count for key, count in told.items() if key not in left_out}
    known.update({key: counts.get(key, 0) for key in chosen if key in labels})
    ordered = sorted(known, key=lambda key: (-known[key], labels[key]))
    kept = ordered[:top]
    kept += [key for key in ordered[top:] if key in chosen]
    rows = [_row(key, labels[key], known[key]) for key in kept]
    left = [key for key in ordered if key not in set(kept)]
    if left:
        rows.append(_rest(facet, left, sum(known[key] for key in left)))
    return tuple(rows)


def _row(key: str, label: str, count: int) -> ChartRow:
    return ChartRow(key, label, count, f"{count:,}", f"{label}: {counted(count, 'occurrence')}")


def _rest(facet: str, left: list[str], total: int) -> ChartRow:
    if facet == COUNTRY:
        named = counted(len(left), "other country", "other countries")
        return ChartRow("", named, total, f"{total:,}", f"{named}: {counted(total, 'occurrence')}")
    named = counted(len(left), "other commodity", "other commodities")
    about = f"{named}; an occurrence may have several, so their counts do not add up"
    return ChartRow("", named, 0, "", about)


def _said_by_others(counts: Mapping[str, int]) -> frozenset[str]:
    """Return the commodities whose occurrences stand in the row of another one."""
    vocabulary, families = load_commodities(), _families()
    same = {
        code: [one for one in vocabulary.narrower(code) - {code} if counts.get(one) == count]
        for code, count in counts.items()
    }
    # A single line of narrower codes, such as iron, iron ore and magnetite; not many side by side.
    vague = {
        code
        for code, equal in same.items()
        if any(vocabulary.broader(one) | {one} >= set(equal) for one in equal)
    }
    parts = {
        code
        for code, count in counts.items()
        if any(counts.get(one, 0) >= count for one in vocabulary.broader(code) - families - vague)
    }
    return frozenset(vague | parts)


@lru_cache(maxsize=2)
def _labels(facet: str) -> Mapping[str, str]:
    if facet == COUNTRY:
        return country_names()
    vague = _families()
    return {one.code: one.label for one in load_commodities().all() if one.code not in vague}


@lru_cache(maxsize=1)
def _families() -> frozenset[str]:
    """Return the codes of families such as *base metal*, which the groups stand for already."""
    vocabulary = load_commodities()
    named = {f"{group.id}-metal" for group in vocabulary.groups()}
    return frozenset(one.code for one in vocabulary.all() if one.code in named)
