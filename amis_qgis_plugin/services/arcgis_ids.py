"""Pages of an ArcGIS layer that cannot page: the list of its features' numbers, piece by piece."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Callable, Optional

from .arcgis_features import FeatureSet
from .errors import UnexpectedAnswer
from .pages import PageFeature

_MOST_EMPTY = 20  # pieces in a row of which nothing comes
_MOST_LISTS = 1000

AskFeatures = Callable[[Sequence[int]], FeatureSet]
AskIds = Callable[[Optional[int]], Optional[list[int]]]


@dataclass(frozen=True)
class IdPage:
    """Features of a piece of the list.

    :param end: the place in the list behind the piece.
    :param crs: as the answers name it.
    """

    features: tuple[PageFeature, ...]
    end: int
    crs: str = ""


def whole_list(ask: AskIds, total: Optional[int]) -> Optional[tuple[int, ...]]:
    """Return the numbers of all features in order, each once; None where the server has no list.

    Servers give the list whole, whatever their limit. Where one cuts it, the rest is asked for.

    :param ask: puts the question for the numbers above one, or for all.
    :param total: of features, as far as the server tells.
    """
    listed = ask(None)
    if listed is None:
        return None
    found = tuple(sorted(set(listed)))
    if found and (total is None or len(listed) < total):
        found = (*found, *list_above(ask, found[-1]))
    return found


def list_above(ask: AskIds, last: int) -> tuple[int, ...]:
    """Return the numbers above one in order, asked for until no more come."""
    found: set[int] = set()
    for _again in range(_MOST_LISTS):
        more = {one for one in ask(max(found, default=last)) or [] if one > last}
        if more <= found:
            break
        found |= more
    return tuple(sorted(found))


def page_of_ids(ids: Sequence[int], start: int, count: int, ask: AskFeatures) -> IdPage:
    """Return the features of a piece of the list; what is behind a piece without any goes on there.

    :param count: numbers in a piece; 0 for all.
    :raises UnexpectedAnswer: when the server lists features and gives none.
    """
    at = start
    for _try in range(_MOST_EMPTY):
        piece = ids[at : at + count] if count else ids[at:]
        at += len(piece)
        features, crs = _all_of(piece, ask)
        if features or at >= len(ids):
            return IdPage(features, at, crs)
    raise UnexpectedAnswer("The server lists numbers of features and gives no feature for them.")


def _all_of(piece: Sequence[int], ask: AskFeatures) -> tuple[tuple[PageFeature, ...], str]:
    """Return the features of a piece, asked for again where the server gives fewer at a time."""
    features: list[PageFeature] = []
    waiting, size, crs = list(piece), len(piece), ""
    while waiting:
        part = waiting[:size]
        wanted = {str(one) for one in part}
        answer = ask(part)
        crs = answer.crs or crs
        new = [one for one in answer.features if one.feature_id in wanted]
        came = {one.feature_id for one in new}
        if answer.features and not came:
            raise UnexpectedAnswer("The server sent other features than those asked for.")
        features += new
        if not came:  # deleted since, or hidden: the totals will tell
            waiting = waiting[size:]
            continue
        waiting = [one for one in waiting if str(one) not in came]
        size = max(len(came), 1)
    order = {str(one): number for number, one in enumerate(piece)}
    return tuple(sorted(features, key=lambda one: order[one.feature_id])), crs
