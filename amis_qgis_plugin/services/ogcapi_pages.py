"""A collection of an OGC API Features as pages of features."""

from __future__ import annotations

import copy
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Optional, Union

from ..core.errors import ServiceError
from ..core.progress import Progress
from ..core.rows import SourceField
from .encoded_twice import encoded_twice
from .errors import CannotFilter, HttpFault, ServerException, Silence, UnexpectedAnswer
from .ogcapi import read_conformance
from .ogcapi_box import NAMED_SPELLINGS, SPELLINGS, box_question
from .ogcapi_filter import Selection, selection_of
from .ogcapi_items import CRS84, Items, Learnt, gist, read_items
from .ogcapi_links import LAST, Onward, may_resize, onward, parameters_of
from .ogcapi_marks import OgcApiMarks
from .ogcapi_schema import read_types
from .page_tags import TagNotes
from .pages import Box, Cursor, Page, Together, ask_singly
from .patience import Patience, is_busy
from .samples import FIRST, Place, first_sample
from .service import Service, ServiceLayer
from .session import SILENCE_SECONDS, Answer, get
from .side_questions import SideQuestions
from .urls import child_url, redact
from .wfs_revision import digest_of

if TYPE_CHECKING:
    import requests

Question = dict[str, Union[str, int]]
_ACCEPT = "application/geo+json, application/json;q=0.9"
_SIZES = (5000, 2000, 1000, 500, 100, 10)  # tried where a server refuses a limit
_REFUSED = (400, 404, 406, 410, 416, 422)
_LONGEST_PAGE = 600.0
_MOST_BYTES = 256 * 1024 * 1024
_NO_LINK = "the last page has no link to a next one"
_REFUSES = "the server gives the last feature and refuses what is past it"


class OgcApiPages(OgcApiMarks):
    """The items of one collection, page by page, in longitude and latitude.

    :param attribute_filter: CQL2 as text where the server understands it, else conditions such as
        ``name = 'value'`` joined by AND; empty for none.
    :param silence: seconds without a byte after which a server counts as gone.
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
        self._session, self._service, self._layer = session, service, layer
        self._collection = child_url(service.url, "collections", layer.name)
        self._url = child_url(self._collection, "items")
        self._filter = attribute_filter.strip()
        self._selection = Selection()
        self._patience = patience or Patience()
        self._progress: Progress = self._patience.progress
        self._silence = silence
        self._types: dict[str, str] = {}
        self._format: Question = {"f": "json"}
        self._way_to_totals: Optional[Question] = {}
        self._states_page_sizes = False
        self._by_offset = True
        self._learnt = Learnt()
        self._tags, self._side = TagNotes(), SideQuestions()
        self._sample_at = FIRST
        self.crs = CRS84
        self.sort_by = ""
        self.spelling = 0
        self.spellings = len(SPELLINGS)
        self.can_filter_area = True
        self.identity = {
            "protocol": "ogcapi", "version": service.version, "url": redact(self._url),
            "layer": layer.name, "filter": self._filter, "crs": self.crs,
        }  # fmt: skip

    def prepare(self, together: Together = ask_singly) -> Page:
        """Learn the fields, how pages are asked for, and what the server tells about its totals.

        :return: a few features as they will come.
        :raises CannotFilter: when the server has no words for the filter.
        :raises ServiceError: when the server gives features in no way.
        """
        if self._filter:
            self._selection = selection_of(self._filter, self._classes(), self._layer.title)
        with suppress(Silence):  # the features tell their fields
            self._types = self._patience.ask(
                lambda: read_types(self._session, self._collection, self._progress)
            )
        sample = self._first_sample()
        names = {name for one in sample.features for name in one.attributes}
        if names:  # schemas name keys and fields of other layers; what comes late is a field too
            self._types = {name: kind for name, kind in self._types.items() if name in names}
        if sample.crs != CRS84:
            self.spellings = len(NAMED_SPELLINGS)
            self.identity.update(crs=sample.crs, srs=self._learnt.crs_header)
        self._find_way_to_totals(sample)
        self._by_offset = self._understands_offset(sample)
        return replace(sample, stated_total=None) if self._states_page_sizes else sample

    def fields(self) -> tuple[SourceField, ...]:
        """Return the fields as the schema has them; none where there is no schema."""
        return tuple(SourceField(name, kind) for name, kind in self._types.items())

    def page(self, at: Cursor, count: int, box: Optional[Box] = None) -> Page:
        """Return one page.

        :raises CannotFilter: when the server does not heed the filter.
        :raises ServiceError: when none came that can be believed.
        """
        if at.token == LAST:
            return Page((), following=at, ending=_NO_LINK)
        most = self._learnt.most
        if most:
            count = min(count or most, most)
        try:
            return self._page(at, count, box)
        except HttpFault as refusal:
            if refusal.status not in _REFUSED:
                raise
            found = self._past_the_end(at, box) or self._smaller(at, count, box)
            if found is not None:
                return found
            if box is not None:  # the box is what it does not understand
                raise ServerException(refusal.message, subject=refusal.subject) from refusal
            raise

    def total(self, box: Optional[Box] = None) -> Optional[int]:
        """Return the number that the server states; None where it does not tell.

        :raises ServiceError: when no usable answer came; a refusal of the question is no error.
        """
        return self._total({**self._box(box), **self._selection.parameters})

    def filter_is_obeyed(self) -> Optional[bool]:
        """Return whether the server heeds the filter: every feature has, or fewer match."""
        if not self._filter or self._selection.values:
            return True
        every, some = self._total({}), self.total()
        return None if every is None or some is None or every == some else some < every

    def with_session(self, session: requests.Session) -> OgcApiPages:
        """Return the same questions asked through another session, for another thread."""
        twin = copy.copy(self)
        twin._session = session
        return twin

    # One page

    def _page(self, at: Cursor, count: int, box: Optional[Box]) -> Page:
        question: Question = {}
        if at.token:
            question.update(parameters_of(at.token))
        elif at.start:
            question["offset"] = at.start
        if count and may_resize(question):
            question["limit"] = count
        question.update({**self._box(box), **self._selection.parameters})
        if self.sort_by:
            question["sortby"] = self.sort_by
        answer, items = self._ask(question)
        self._check(items)
        features = items.document.features
        if not at.token:
            self._note_tag(question, answer, len(features), items.document.matched)
        following, remarks = self._following(items.data, at, len(features))
        return Page(
            features,
            len(answer.body),
            digest_of(answer.body),
            None if self._states_page_sizes else items.document.matched,
            items.crs,
            items.mended,
            (*items.document.oddities, *encoded_twice(answer.body)),
            following=following,
            remarks=remarks,
        )

    def _following(self, data: Any, at: Cursor, received: int) -> tuple[Cursor, tuple[str, ...]]:
        remarks = []
        if self._layer.storage_crs not in ("", CRS84, "EPSG:4326"):
            remarks.append(f"the server keeps the layer in {self._layer.storage_crs}")
        way = Onward("") if self._by_offset else onward(data, self._url)
        remarks += [way.remark] if way.remark else []
        return Cursor(at.start + received, way.token), tuple(remarks)

    def _ask(self, question: Question) -> tuple[Answer, Items]:
        answer = self._get(question)
        return answer, read_items(answer, self._types)

    def _get(self, question: Question, tag: str = "") -> Answer:
        return get(
            self._session,
            self._url,
            {**question, **self._format},
            progress=self._progress,
            max_bytes=_MOST_BYTES,
            silence=self._silence,
            accept=_ACCEPT,
            longest=_LONGEST_PAGE,
            # What stands between here and the server has to ask it, too.
            headers={"If-None-Match": tag, "Cache-Control": "no-cache"} if tag else None,
        )

    def _check(self, items: Items) -> None:
        """Refuse a page that was not asked for."""
        if not all(self._selection.holds(one.attributes) for one in items.document.features):
            raise CannotFilter(
                f"The server does not heed the filter {self._filter}: it sent other features.",
                subject=redact(self._url),
                hint="Take all of the layer and filter it in QGIS, or ask its WFS if it has one.",
            )
        learnt = self._learnt
        learnt.crs = learnt.crs or items.crs
        if items.crs != learnt.crs:
            raise UnexpectedAnswer(
                f"The page is in {items.crs}, others are in {learnt.crs}.",
                subject=redact(self._url),
                kind="crs",
            )
        learnt.crs_header = learnt.crs_header or items.crs_header

    def _box(self, box: Optional[Box]) -> Question:
        learnt = self._learnt
        crs = "" if learnt.crs in ("", CRS84) else learnt.crs_header or learnt.crs
        return {} if box is None else box_question(box, self.spelling, crs)

    # Refusals

    def _past_the_end(self, at: Cursor, box: Optional[Box]) -> Optional[Page]:
        """Return an empty page when the server gives one feature in front of it and no more.

        QGIS Server and MapServer refuse positions past the end.
        """
        if not at.start or at.token:
            return None
        try:
            page = self._page(Cursor(at.start - 1), 2, box)
        except HttpFault:
            return None
        if len(page.features) != 1:
            return None
        return replace(page, features=(), following=at, ending=_REFUSES)

    def _smaller(self, at: Cursor, count: int, box: Optional[Box]) -> Optional[Page]:
        """Return a page of a size that the server takes, and ask for no more from now on."""
        for size in _SIZES:
            if size >= count:
                continue
            try:
                page = self._page(at, size, box)
            except HttpFault as error:
                if error.status not in _REFUSED:
                    raise
                continue
            self._learnt.most = size
            return page
        return None

    # What is found out beforehand

    def _first_sample(self) -> Page:
        """Return a few features, in whatever way the server gives some."""

        def ask(place: Place) -> Page:
            return self._patience.ask(lambda: self._sample(place))

        sample, self._sample_at = first_sample(ask, redact(self._url))
        return sample

    def _sample(self, place: Place) -> Page:
        """Return a few features, by the parameter f and the header, or by the header alone."""
        at, count = Cursor(place.start), place.count
        try:
            return self._page(at, count, None)
        except (HttpFault, ServerException, UnexpectedAnswer) as error:
            if is_busy(error) or not self._format:
                raise
            self._format = {}
            try:
                return self._page(at, count, None)
            except ServiceError:
                self._format = {"f": "json"}
            raise

    def _understands_offset(self, sample: Page) -> bool:
        """Return whether pages may begin anywhere; offset is no part of the standard."""
        if not sample.features:
            return True
        second = Cursor(self._sample_at.start + 1)
        try:
            page = self._patience.ask(lambda: self._page(second, 1, None))
        except ServiceError as error:
            if isinstance(error, HttpFault) and error.status in _REFUSED:
                return False
            if isinstance(error, (HttpFault, UnexpectedAnswer)) and not is_busy(error):
                return True  # it failed at this feature; the pages will tell
            raise
        first, *others = map(gist, sample.features)
        found = next(map(gist, page.features), None)
        return found != first or found in others

    def _find_way_to_totals(self, sample: Page) -> None:
        """Find out what has to be asked for a total, and whether what a page states is one."""
        stated, received = sample.stated_total, len(sample.features)
        if stated is None:
            self._way_to_totals = {"resulttype": "hits"}  # of pygeoapi
            if self._patience.ask(lambda: self._total({})) is None:
                self._way_to_totals = None
        elif (
            stated == received == self._sample_at.count > 1
            and self._patience.ask(lambda: self._total({})) == 1
        ):
            self._states_page_sizes, self._way_to_totals = True, None

    def _classes(self) -> tuple[str, ...]:
        """Return the conformance classes; none where the server refuses to tell them."""
        try:
            return self._patience.ask(
                lambda: read_conformance(self._session, self._service.url, self._progress)
            )
        except (HttpFault, UnexpectedAnswer) as error:
            if is_busy(error):
                raise
            return ()

    def _total(self, selected: Question) -> Optional[int]:
        if self._way_to_totals is None:
            return None
        asked, kind = {"limit": 1, **selected, **self._way_to_totals}, "bbox" in selected
        try:
            return self._side.ask(f"in a box: {kind}", lambda: self._ask(asked)[1].document.matched)
        except (ServerException, UnexpectedAnswer):
            return None
        except HttpFault as error:
            if error.status in _REFUSED:
                return None
            raise
