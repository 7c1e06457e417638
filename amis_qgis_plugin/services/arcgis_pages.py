"""A layer of an ArcGIS Feature or Map server as pages of features."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Callable, Optional

from ..core.errors import ServiceError
from ..core.rows import SourceField
from .arcgis_codes import read_code_lists
from .arcgis_counts import Counts
from .arcgis_features import FeatureSet, Reading, notes_on
from .arcgis_ids import list_above, page_of_ids, whole_list
from .arcgis_layer import layer_document, read_arcgis_layer
from .arcgis_marks import ArcgisMarks, edited_at
from .arcgis_queries import LayerQueries, Received, gathered
from .arcgis_question import (
    BOX_SPELLINGS,
    Question,
    behind,
    both,
    contents,
    in_range,
    number_of_crs,
    of_ids,
    selection,
)
from .errors import (
    AccessRefused,
    LoginNeeded,
    ServerException,
    Silence,
    UnexpectedAnswer,
    Unreachable,
    WrongService,
)
from .pages import Box, Cursor, Page, Together, ask_singly
from .patience import Patience, is_busy
from .samples import Place, first_sample
from .service import Service, ServiceLayer
from .session import SILENCE_SECONDS
from .side_questions import SideQuestions
from .urls import child_url, redact

if TYPE_CHECKING:
    import requests

_DEGREES = "EPSG:4326"
_MOST_LISTS = 8  # of areas, kept at a time
_MOST_EMPTY = 100  # pages in a row without a feature, of a server that says that more follows


@dataclass(frozen=True)
class _Way:
    """A way of asking for pages.

    :param name: ``offsets``, ``ids``, ``ranges`` of ids, or ``plain`` for a first page alone.
    :param is_ordered: whether the order of the object ids is asked for.
    """

    name: str
    is_ordered: bool = False


_OFFSETS = (_Way("offsets", True), _Way("offsets"))
_LISTS = (_Way("ids"), _Way("ranges"))
_PLAIN = (_Way("plain"),)


class ArcgisPages(ArcgisMarks):
    """Queries of one layer, page by page.

    :param attribute_filter: a condition in SQL; empty for none.
    :param silence: seconds without a byte after which a server counts as gone.
    :raises WrongService: when the server says that the layer cannot be queried.
    """

    def __init__(
        self,
        session: requests.Session,
        service: Service,
        layer: ServiceLayer,
        attribute_filter: str = "",
        *,
        patience: Optional[Patience] = None,
        silence: float = SILENCE_SECONDS,
    ) -> None:
        url = layer.url or child_url(service.url, layer.name)
        if not layer.queryable:
            raise WrongService(
                f"{layer.title} gives no features: it is a group or a picture, or its owner"
                " switched queries off.",
                subject=redact(url),
                hint="Choose another layer, or ask the owner for a Feature service of this one.",
            )
        self._patience = patience or Patience()
        self._queries = LayerQueries(session, url, self._patience.progress, silence)
        self._filter = attribute_filter.strip()
        self._is_table = layer.geometry == "table"
        self._reading = Reading()
        self._way = _OFFSETS[0]
        self._most = 0
        self._came_in = self._edited = ""
        self._lists: dict[Optional[Box], tuple[int, ...]] = {}
        self._counts, self._side = Counts(self._patience), SideQuestions()
        native = layer.crs[0] if layer.crs else ""
        self.crs = native if number_of_crs(native) and native.startswith("EPSG:") else _DEGREES
        self.sort_by = ""
        self.spelling = 0
        self.spellings = BOX_SPELLINGS
        self.can_filter_area = not self._is_table
        self._notes: tuple[str, ...] = ()
        if native != self.crs and not self._is_table:
            self._notes = (
                f"places were asked for in {self.crs}; the server's own has no EPSG code",
            )
        self.identity = {
            "protocol": "arcgis", "version": service.version, "url": redact(url),
            "layer": layer.name, "filter": self._filter, "crs": self.crs,
        }  # fmt: skip

    def prepare(self, together: Together = ask_singly) -> Page:
        """Learn what the layer has, and in which way its pages can be asked for.

        :return: a few features as they will come.
        :raises ServiceError: when the server gives features in no way.
        """
        offered: Optional[bool] = None
        with suppress(ServiceError):  # answers tell as much of their fields
            offered = self._patience.ask(self._describe)
        ways = (*_OFFSETS, *_LISTS) if offered else (*_LISTS, *_OFFSETS)
        sample = self._first_sample((*ways, *_PLAIN))
        self._came_in = sample.crs
        self.identity["paging"] = self._way.name
        total = None
        with suppress(ServiceError):  # for the bar of progress; nothing hangs on it
            total = self.total()
        return replace(sample, stated_total=total)

    def fields(self) -> tuple[SourceField, ...]:
        """Return the fields as the layer declares them, and one beside each that has codes."""
        return self._reading.source_fields()

    def page(self, at: Cursor, count: int, box: Optional[Box] = None) -> Page:
        """Return one page.

        :raises ServiceError: when none came that can be believed.
        """
        if count and self._most:
            count = min(count, self._most)  # some servers pass over features when asked for more
        is_listed = self._way in _LISTS
        page = (self._page_of_list if is_listed else self._page_of_offsets)(at, count, box)
        return replace(page, is_counted_off=not is_listed, remarks=self._notes)

    def total(self, box: Optional[Box] = None) -> Optional[int]:
        """Return the number that the server states; None where it does not tell.

        A table has no areas whose totals could be compared with the count; its list of numbers is
        heard besides, and what is above the last of these.

        :raises ServiceError: when no usable answer came; a refusal of the question is no error.
        """
        stated = self._number(self._filter, box)
        if self._is_table and stated:
            with suppress(ServerException, UnexpectedAnswer, Silence):
                listed = self._side.ask("list", lambda: whole_list(self._ask_ids(box), None))
                stated = max(stated, len(listed or ()))
        return stated

    def filter_is_obeyed(self) -> Optional[bool]:
        """Return whether fewer features match with the filter than without."""
        if not self._filter:
            return True
        every, some = self._number("", None), self._number(self._filter, None)
        return None if every is None or some is None or every == some else some < every

    def with_session(self, session: requests.Session) -> ArcgisPages:
        """Return the same questions asked through another session, for another thread."""
        twin = copy.copy(self)
        twin._queries = self._queries.with_session(session)
        return twin

    def _describe(self) -> bool:
        """Take note of what the layer tells of itself; return whether it says that it can page."""
        queries = self._queries
        data = layer_document(queries.session, queries.url, queries.progress)
        layer, codes = read_arcgis_layer(data), read_code_lists(data)
        self._edited = edited_at(data)
        self._reading = Reading(layer.fields, codes, layer.object_id_field, layer.knows_time_zone)
        self._most = layer.max_record_count
        self._notes = tuple(dict.fromkeys((*self._notes, *notes_on(layer, codes))))
        return layer.supports_pagination

    def _first_sample(self, ways: Sequence[_Way]) -> Page:
        """Return a few features, in whatever way the server gives some."""
        return first_sample(lambda at: self._sample_in_any_way(ways, at), self._subject())[0]

    def _sample_in_any_way(self, ways: Sequence[_Way], place: Place) -> Page:
        """Return a few features in the first way in which a second page goes on behind the first.

        Where that holds for none, the first way that gave features is kept.
        """
        kept: Optional[tuple[_Way, Page]] = None
        failure: Optional[ServiceError] = None
        for self._way in ways:
            try:
                page = self._patience.ask(
                    lambda: self.page(Cursor(place.start), place.count), refusals_pass=False
                )
                if self._goes_on(page, place.start):
                    return page
                kept = kept or (self._way, page)
            except ServiceError as error:
                if is_busy(error) or isinstance(error, (AccessRefused, LoginNeeded, Unreachable)):
                    raise
                failure = failure or error
        if kept is None:
            raise failure or UnexpectedAnswer("The server gave nothing.", subject=self._subject())
        self._way, page = kept
        return page

    def _goes_on(self, page: Page, start: int) -> bool:
        """Whether the second feature of a page comes when it is asked for."""
        if self._way in _LISTS or len(page.features) < 2:
            return self._way not in _PLAIN
        second = self._patience.ask(lambda: self.page(Cursor(start + 1), 1), refusals_pass=False)
        return second.features[:1] == page.features[1:2]

    def _page_of_offsets(self, at: Cursor, count: int, box: Optional[Box]) -> Page:
        """Return a page by its place in the order; one without features is not yet the end.

        ArcGIS selects from what it counted off, and may find nothing there; it says then that
        more follows. The same place is asked for twice, as an answer may fail for once.
        """
        if self._way in _PLAIN and at.start:
            raise ServerException("The server gives a first page and no other.", code="400")
        start, tries = at.start, 0
        while True:
            question = {**self._selection(box), **self._contents()}
            if self._way not in _PLAIN:
                question["resultOffset"] = start
                if count:
                    question["resultRecordCount"] = count
            received = self._features(question)
            found = received.found
            if found.features or not found.exceeds or tries >= _MOST_EMPTY:
                return self._as_page(received, start + len(found.features))
            start += (count or self._most or 1) if tries else 0
            tries += 1

    def _page_of_list(self, at: Cursor, count: int, box: Optional[Box]) -> Page:
        """Return the features of a piece of the list of all numbers."""
        if not at.start or box not in self._lists:
            if len(self._lists) >= _MOST_LISTS:
                self._lists.clear()
            self._lists[box] = self._list_of(box)
        ids = self._lists[box]
        if at.start >= len(ids):
            return self._behind_list(at, count, box)
        answers: list[Received] = []

        def ask(part: Sequence[int]) -> FeatureSet:
            answers.append(self._features(self._naming(part, box)))
            return answers[-1].found

        found = page_of_ids(ids, at.start, count, ask)
        return self._as_page(
            gathered(FeatureSet(found.features, crs=found.crs), answers), found.end
        )

    def _behind_list(self, at: Cursor, count: int, box: Optional[Box]) -> Page:
        """Return what is behind the last number of the list: nothing, unless the list was cut."""
        ids = self._lists[box]
        if not ids or at.start > len(ids):
            return Page((), following=at)
        where = both(self._filter, behind(self._object_id(), ids[-1]))
        received = self._features({**self._selection(box, where), **self._contents()})
        more = list_above(self._ask_ids(box), ids[-1]) if received.found.features else ()
        if more:
            self._lists[box] = (*ids, *more)
            return self._page_of_list(at, count, box)
        return self._as_page(received, at.start + len(received.found.features))

    def _naming(self, part: Sequence[int], box: Optional[Box]) -> Question:
        """Return the question for some features, by their numbers or by the range of these."""
        if self._way.name == "ids":
            return {"f": "json", **of_ids(part), **self._contents()}
        where = both(self._filter, in_range(self._object_id(), part[0], part[-1]))
        return {**self._selection(box, where), **self._contents()}

    def _as_page(self, received: Received, end: int) -> Page:
        crs = received.found.crs
        if self._came_in and crs and crs != self._came_in:
            raise UnexpectedAnswer(
                f"The page is in {crs}, the first one was in {self._came_in}.",
                subject=self._subject(),
                kind="crs",
            )
        return Page(
            received.found.features,
            received.byte_count,
            received.digest,
            crs=crs or self._came_in or self.crs,
            repaired=received.repaired,
            oddities=received.oddities,
            following=Cursor(end),
        )

    def _number(self, where: str, box: Optional[Box]) -> Optional[int]:
        return self._counts.number(self._queries, self._selection(box, where))

    def _list_of(self, box: Optional[Box]) -> tuple[int, ...]:
        found = whole_list(self._ask_ids(box), self._number(self._filter, box))
        if found is None:
            raise ServerException("The server gives no list of its features.", code="400")
        return found

    def _ask_ids(self, box: Optional[Box]) -> Callable[[Optional[int]], Optional[list[int]]]:
        def ask(above: Optional[int]) -> Optional[list[int]]:
            condition = "" if above is None else behind(self._object_id(), above)
            question = self._selection(box, both(self._filter, condition))
            found, name = self._queries.ids(question)
            if name and not self._reading.object_id:
                self._reading = replace(self._reading, object_id=name)
            return found

        return ask

    def _object_id(self) -> str:
        return self._reading.object_id or "OBJECTID"

    def _features(self, question: Question) -> Received:
        return self._queries.features(question, self._reading)

    def _selection(self, box: Optional[Box], where: Optional[str] = None) -> Question:
        condition = self._filter if where is None else where
        return selection(condition, box, self.spelling, self._came_in or self.crs)

    def _contents(self) -> Question:
        own_order = self._reading.object_id if self._way.is_ordered else ""
        return contents("" if self._is_table else self.crs, self.sort_by or own_order)

    def _subject(self) -> str:
        return redact(self._queries.url)
