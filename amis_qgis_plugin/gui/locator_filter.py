"""The part of QGIS's locator bar that answers ``amis …``.

QGIS asks a copy of the filter, made on the main thread, on a thread of its own: a copy holds only
what it was given there. QGIS deletes it when it is done; until then Python has to hold it, and
QGIS 3.22 loses objects that a result carries, so results carry text.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable

from qgis.core import QgsLocatorFilter, QgsLocatorResult
from qgis.PyQt import sip

from ..core.errors import Cancelled
from ..core.occurrence_filter import OccurrenceFilter
from ..core.progress import Progress
from ..qgis_bridge.tasks import as_amis_error
from .icons import icon

if TYPE_CHECKING:
    from ..core.locator_search import Meaning, Reading
    from ..workspace.name_search import NamedOccurrence

PREFIX = "amis"
LAYER, FILTER, DEPOSIT, PROBLEM = "layer", "filter", "deposit", "problem"
_GROUPS = {FILTER: "Filter", LAYER: "Layers", DEPOSIT: "Occurrences", PROBLEM: "Problems"}
_ICONS = {FILTER: "filter", LAYER: "catalogue", DEPOSIT: "point", PROBLEM: "incomplete"}
_MOST_LAYERS, _MOST_DEPOSITS = 8, 10
_SHORTEST = 2  # letters


@dataclass(frozen=True)
class OfferedLayer:
    """A layer of the Catalogue: its id, title, source, and all words that find it."""

    entry_id: str
    title: str
    source: str
    words: str


@dataclass(frozen=True)
class SearchedFile:
    """A workspace whose occurrences are searched, and the project's layer that shows it."""

    path: Path
    layer_id: str
    title: str


@dataclass(frozen=True)
class Searched:
    """What there is to search, taken on the main thread."""

    layers: tuple[OfferedLayer, ...] = ()
    files: tuple[SearchedFile, ...] = ()


class AmisLocatorFilter(QgsLocatorFilter):
    """Finds catalogue layers, commodities, countries and occurrences by name.

    :param survey: returns what there is to search; called on the main thread.
    :param trigger: called with what a chosen result carries.
    """

    def __init__(
        self, survey: Callable[[], Searched], trigger: Callable[[dict[str, Any]], None]
    ) -> None:
        super().__init__()
        self._survey = survey
        self._trigger = trigger
        self._searched = Searched()
        self._icons: dict[str, Any] = {}
        self._copies: list[AmisLocatorFilter] = []
        self._is_ended = False
        self.setUseWithoutPrefix(False)

    def name(self) -> str:
        """Return the key of the filter in QGIS's settings."""
        return "amis_explorer"

    def displayName(self) -> str:
        """Return the name that QGIS shows."""
        return "AMIS Explorer"

    def prefix(self) -> str:
        """Return the word that asks this filter alone."""
        return PREFIX

    def priority(self) -> Any:
        """Return that there is no hurry."""
        return QgsLocatorFilter.Priority.Medium

    def clone(self) -> AmisLocatorFilter:
        """Return a copy for one search; QGIS owns it."""
        self._copies = [one for one in self._copies if not sip.isdeleted(one)]
        copy = AmisLocatorFilter(self._survey, self._trigger)
        self._copies.append(copy)
        return copy

    @property
    def is_searching(self) -> bool:
        """Whether a copy is still at work, or not yet deleted."""
        return any(not sip.isdeleted(one) for one in self._copies)

    def end(self) -> None:
        """Make the copies give up; QGIS asks them no more."""
        self._is_ended = True
        for one in self._copies:
            if not sip.isdeleted(one):
                one._is_ended = True

    def prepare(self, string: str, context: Any) -> list[str]:
        """Take what there is to search; QGIS calls this on the main thread.

        :returns: endings that QGIS completes what is typed with: none.
        """
        if len(string.strip()) >= _SHORTEST:
            self._searched = self._survey()
            self._icons = {kind: icon(name) for kind, name in _ICONS.items()}
        return []

    def fetchResults(self, string: str, context: Any, feedback: Any) -> None:
        """Search; QGIS calls this on a thread, where nothing may be raised."""
        progress = Progress(is_cancelled=lambda: self._is_ended or feedback.isCanceled())
        text = string.strip()
        if len(text) < _SHORTEST:
            return
        try:
            for result in self._results(text, progress):
                progress.check()
                self.resultFetched.emit(result)
        except Cancelled:
            return  # the person typed on
        except Exception as error:  # shown as a result: nobody catches it on this thread
            self.resultFetched.emit(self._problem(error, ""))

    def triggerResult(self, result: Any) -> None:
        """Do what was chosen; QGIS calls this on the main thread."""
        carried = result.userData  # QGIS has it as a property or as a method
        self._trigger(json.loads(carried() if callable(carried) else carried))

    def _results(self, text: str, progress: Progress) -> Iterator[Any]:
        from ..core.locator_search import read_words

        reading = read_words(text)
        for number, meaning in enumerate(reading.meanings):
            yield self._meant(meaning, 1.0 - number / 100)
        yield from self._layers(text.split())
        for one in self._searched.files:
            progress.check()
            yield from self._deposits(one, text, reading, progress)

    def _meant(self, meaning: Meaning, score: float) -> Any:
        about = "did you mean this? Sets the filter" if meaning.is_guess else "sets the filter"
        carried = {"commodities": meaning.commodities, "countries": meaning.countries}
        return self._result(FILTER, meaning.in_words(), about, carried, score)

    def _layers(self, words: list[str]) -> Iterator[Any]:
        from ..core.locator_search import matches_words

        found = [one for one in self._searched.layers if matches_words(one.words, words)]
        for number, one in enumerate(found[:_MOST_LAYERS]):
            carried = {"id": one.entry_id}
            yield self._result(LAYER, one.title, one.source, carried, 0.9 - number / 100)

    def _deposits(
        self, one: SearchedFile, text: str, reading: Reading, progress: Progress
    ) -> Iterator[Any]:
        """Yield occurrences that have every word in their names, then those that have the rest."""
        from ..core.listings import commodity_labels

        try:
            found = _named(one.path, text, reading, progress)
        except Cancelled:
            raise
        except Exception as error:  # one file that cannot be read leaves the others
            yield self._problem(error, one.title)
            return
        for number, row in enumerate(found[:_MOST_DEPOSITS]):
            about = ", ".join(filter(None, (row.country, commodity_labels(row.commodities))))
            carried = {"layer": one.layer_id, "fid": row.fid, "name": row.name}
            where = f"{about} · {one.title}" if about else one.title
            yield self._result(DEPOSIT, row.name or "(no name)", where, carried, 0.8 - number / 100)

    def _problem(self, error: Exception, title: str) -> Any:
        text = str(as_amis_error(error))
        shown = f"{title} could not be searched" if title else "The search failed"
        return self._result(PROBLEM, shown, text, {"text": f"{shown}: {text}"}, 0.1)

    def _result(
        self, kind: str, title: str, about: str, carried: dict[str, Any], score: float
    ) -> Any:
        text = json.dumps({"kind": kind, **carried}, ensure_ascii=False)
        result = QgsLocatorResult(self, title, text)
        result.description = about
        result.group = _GROUPS[kind]
        result.score = score
        result.icon = self._icons[kind]
        return result


def _named(path: Path, text: str, reading: Reading, progress: Progress) -> list[NamedOccurrence]:
    from ..core.locator_search import Meaning
    from ..workspace.name_search import find_by_name

    found = find_by_name(path, OccurrenceFilter(text=text), _MOST_DEPOSITS, progress)
    sure = reading.sure
    if reading.rest and sure != Meaning():
        wanted = OccurrenceFilter(
            commodities=sure.commodities, countries=sure.countries, text=" ".join(reading.rest)
        )
        more = find_by_name(path, wanted, _MOST_DEPOSITS, progress)
        found = list(dict.fromkeys([*found, *more]))
    return found
