"""Counting what stands behind the choices without keeping the window waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any, Optional

from qgis.PyQt.QtCore import QObject

from ..core.facets import FacetIndex
from ..core.occurrence_filter import Extent, OccurrenceFilter
from ..core.progress import Progress
from ..qgis_bridge.shown_in_part import ShownFile
from ..workspace.file_state import file_stamp
from .facet_counts import ChoiceCounts, box_of, count_choices, is_ready, prepare
from .readings import Readings

_KEY = "counts"
_FEW = 50_000  # occurrences that are counted before anybody notices, prepared or not
_SMALL = 30_000_000  # bytes of a file that may have so many


def is_many(indexes: Mapping[ShownFile, Optional[FacetIndex]]) -> bool:
    """Whether there are so many occurrences that the window needs its time for the map.

    :param indexes: None for one that is not there yet: the size of the file tells.
    """
    known = [one for one in indexes.values() if one is not None]
    unread = [file.path for file, one in indexes.items() if one is None]
    sizes = (size for path in unread for _time, size in file_stamp(path))
    return is_slow(known) or any(size > _SMALL for size in sizes)


def is_slow(indexes: Iterable[FacetIndex]) -> bool:
    """Whether counting over the indexes is no work to be done beside others in one go."""
    return sum(one.count for one in indexes) > _FEW


class FacetCounting:
    """Counts for the newest filter: at once where they are at hand, else in a task.

    :param owner: nobody is told any more once Qt has deleted it.
    :param on_end: called when counts that were not at hand have come.
    :param on_error: called with the exception when they cannot come.
    """

    def __init__(
        self,
        owner: QObject,
        on_end: Callable[[], None],
        on_error: Callable[[Exception], None],
    ) -> None:
        self._later = Readings(owner, on_end, on_error)
        self._newest: tuple[Any, Optional[ChoiceCounts]] = ((), None)
        self._keys: tuple[str, ...] = ()

    def ask(
        self, wanted: OccurrenceFilter, indexes: Mapping[str, FacetIndex]
    ) -> Optional[ChoiceCounts]:
        """Return the counts over all indexes; None while they are being found.

        :param indexes: by a key each, for :meth:`found_in`.
        """
        self._keys = tuple(indexes)
        asked = (wanted, tuple(indexes.values()))
        if self._newest[0] == asked:
            return self._newest[1]
        found = [*indexes.values()]
        told = self._later.value(_KEY)
        if told is not None and told[0] == asked:
            self._newest = told
            self._later.forget(_KEY)  # it holds the indexes, too
        elif not is_slow(found) or is_ready(wanted, found):
            self._newest = (asked, count_choices(wanted, found))
        else:
            self._later.ask(
                _KEY, asked, "Counting occurrences", lambda: partial(_count, asked, found)
            )
            self._newest = ((), None)
        return self._newest[1]

    def forget(self) -> None:
        """Let go of the indexes."""
        self._later.forget(_KEY)
        self._newest, self._keys = ((), None), ()

    def found_in(self, key: str) -> int:
        """Return how many the newest filter finds in one index; negative while that is unknown."""
        counts = self._newest[1]
        found = dict(zip(self._keys, counts.found)) if counts is not None else {}
        return found.get(key, -1)

    def box_in(self, key: str) -> Optional[Extent]:
        """Return the box around what the newest filter finds in one index; None if not known."""
        asked, counts = self._newest
        if counts is None or key not in self._keys:
            return None
        wanted, indexes = asked
        return box_of(wanted, indexes[self._keys.index(key)])


def _count(
    asked: tuple[OccurrenceFilter, Any], indexes: list[FacetIndex], progress: Progress
) -> tuple[Any, ChoiceCounts]:
    for index in indexes:
        progress.check()
        prepare(index, asked[0])
    return asked, count_choices(asked[0], indexes)
