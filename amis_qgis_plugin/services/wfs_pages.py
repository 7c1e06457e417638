"""A layer of a WFS as pages of features."""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Optional

from ..core.errors import ServiceError
from ..core.progress import Progress
from ..core.rows import SourceField
from .answers import body_of
from .bodies import Body, charset_of
from .crs_names import crs_name
from .describe_feature_type import FeatureType, describe_feature_type
from .encoded_twice import encoded_twice
from .errors import ServerException, UnexpectedAnswer
from .feature_gml import FeatureDocument, hits_in, is_features, read_gml
from .feature_json import is_feature_json, read_json
from .gml_members import read_gml_text
from .ogcapi_filter import Selection, conditions_of
from .page_checks import must_be_whole, must_fit
from .page_likeness import is_as_whole
from .page_tags import PageTag, TagNotes
from .pages import GEOJSON, Box, Cursor, Page, PageFeature, Together, ask_singly
from .patience import Patience
from .samples import FIRST, Place, first_sample
from .service import Service, ServiceLayer
from .session import SILENCE_SECONDS, Answer, get
from .side_questions import SideQuestions
from .urls import redact, with_query
from .wfs_filter import filter_with_box, takes_box
from .wfs_question import (
    Question,
    box_spellings,
    box_text,
    filter_question,
    ids_question,
    json_format,
    layer_question,
    names_of_crs,
    page_question,
)
from .wfs_revision import Asking, digest_of, new_revision, still_holds
from .xml_tree import decode_telling

if TYPE_CHECKING:
    import requests

_WANTED = "the features of the layer"
_LONGEST_ADDRESS = 1900  # IIS takes 2,048 letters, others more
_LONGEST_PAGE = 600.0
_MOST_BYTES, _MOST_OF_ONE = 64 * 1024 * 1024, 256 * 1024 * 1024


class WfsPages:
    """GetFeature of one layer, page by page.

    :param attribute_filter: CQL, or OGC's filter in XML; empty for none.
    :param silence: seconds without a byte after which a server counts as gone.
    :ivar total_at_start: the hits stated while it prepared itself; None where nobody asked.
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
        self._filter = attribute_filter.strip()
        self._selection = Selection(values=conditions_of(self._filter))
        self._patience = patience or Patience()
        self._progress: Progress = self._patience.progress
        self._silence = silence
        self._types: dict[str, str] = {}
        self._srs = ""
        self._format = ""
        self._sample_at = FIRST
        self._usual: Optional[tuple[bool, str]] = None
        self._tags, self._side = TagNotes(), SideQuestions()
        self._spellings = box_spellings(service.version)
        self.crs = next((one for one in layer.crs if one != "CRS:84"), "")
        self.sort_by = ""
        self.spelling = 0
        self.total_at_start: Optional[int] = None
        self.spellings = len(self._spellings)
        self._geometry = ""
        self.can_filter_area = not self._filter or takes_box(self._filter, "")
        self.identity = {
            "protocol": "wfs", "version": service.version, "url": service.url,
            "layer": layer.name, "filter": self._filter, "crs": self.crs,
        }  # fmt: skip

    def prepare(self, together: Together = ask_singly) -> Page:
        """Learn the schema, the name of the reference system and the smallest format.

        What is known to be asked for anyway is asked for at once, where there are connections.

        :return: a few features as they will come.
        :raises ServiceError: when the server gives features in no way.
        """
        name = json_format(self._layer.formats)
        self._srs = names_of_crs(self.crs, self._service.version)[0]
        begun = {**self._base(None), **page_question(self._service.version, *FIRST)}
        described, gml, json, self.total_at_start = together(
            [
                lambda source: source._described(),
                lambda source: source._get(begun),
                (lambda source: source._get({**begun, "OUTPUTFORMAT": name}))
                if name
                else (lambda _source: None),
                lambda source: source.total(),
            ]
        )
        if together is ask_singly:
            with suppress(ServiceError):
                described = self._described()
        self._learn(described)
        sample = self._read_begun(gml) or self._first_sample()
        if name and sample.features and all(one.feature_id for one in sample.features):
            self._format = name
            other = self._as_whole_as(sample, json if gml is not None else None)
            if other is None:
                self._format = ""
            sample = other or sample
        self._usual = (_is_json(sample.features), sample.crs)
        self.identity["format"] = self._format or "gml"
        self.identity["srs"] = self._srs
        return sample

    def fields(self) -> tuple[SourceField, ...]:
        """Return the fields as the schema has them; none where there is no schema."""
        return tuple(SourceField(name, kind) for name, kind in self._types.items())

    def page(self, at: Cursor, count: int, box: Optional[Box] = None) -> Page:
        """Return one page.

        :raises ServiceError: when none came that can be believed.
        """
        more = {"OUTPUTFORMAT": self._format, "SORTBY": self.sort_by}
        base = {**self._base(box), **{name: one for name, one in more.items() if one}}
        answer = self._get({**base, **page_question(self._service.version, at.start, count)})
        page = self._page_of(answer, at)
        tag = PageTag(at.start, count, answer.headers.get("ETag", ""))
        self._tags.note(base, tag, len(page.features), page.stated_total, page.digest)
        return page

    def _page_of(self, answer: Answer, at: Cursor) -> Page:
        """Return the page that an answer is.

        :raises ServiceError: when it is none that can be believed.
        """
        document, mended = self._read_at_once(answer)
        if document is None:
            body = body_of(answer, _WANTED, json_too=True)
            document, mended = self._read(body), body.mended
        must_be_whole(document, self._service.url)
        must_fit(document, self._selection, self._filter, self._service.url)
        return Page(
            document.features,
            len(answer.body),
            digest_of(answer.body),
            document.matched,
            crs_name(document.crs) or self.crs,
            mended,
            (*document.oddities, *self._unlike_others(document), *encoded_twice(answer.body)),
            Cursor(at.start + len(document.features)),
        )

    def total(self, box: Optional[Box] = None) -> Optional[int]:
        """Return the hits that the server states; None where it does not tell.

        :raises ServiceError: when no usable answer came; a refusal of the question is no error.
        """
        return self._hits(self._base(box), box is not None)

    def filter_is_obeyed(self) -> Optional[bool]:
        """Return whether fewer features match with the filter than without."""
        if not self._filter:
            return True
        question = layer_question(self._service, self._layer, self._service.version)
        every, some = self._hits(question), self.total()
        return None if every is None or some is None or every == some else some < every

    def revision(self, known: str = "", received: int = 0) -> str:
        """Return the entity tags of the pages that hold all of the layer; empty without such.

        :param known: those of an earlier download, returned if all of them still hold.
        :param received: number of features that this download received.
        :raises ServiceError: when no usable answer came.
        """
        asking = Asking(self._service.version, self._get, self._hits)
        if known:
            return known if still_holds(known, asking) else ""
        return new_revision(self._tags, received, asking)

    def still_has(self, ids: Sequence[str]) -> frozenset[str]:
        """Return which of some features the layer has, wherever they lie.

        :raises ServiceError: when no usable answer came.
        """
        question = layer_question(self._service, self._layer, self._service.version)
        answer = self._get({**question, **ids_question(self._service.version, ids)})
        document = self._read(body_of(answer, _WANTED, json_too=True))
        return frozenset(one.feature_id for one in document.features)

    def with_session(self, session: requests.Session) -> WfsPages:
        """Return the same questions asked through another session, for another thread."""
        twin = copy.copy(self)
        twin._session = session
        return twin

    def aside(self, in_gml: bool) -> WfsPages:
        """Return the same questions in GML, or as pages are asked for; no answer is noted."""
        twin = copy.copy(self)
        twin._tags, twin._format = TagNotes(), "" if in_gml else self._format
        return twin

    def _hits(self, question: Question, in_box: bool = False) -> Optional[int]:
        if self._service.version.startswith("1.0"):
            return None  # MapServer answers 0 there
        asked = {**question, "RESULTTYPE": "hits"}
        try:
            answer = self._side.ask(f"in a box: {in_box}", lambda: self._get(asked))
            return answer and hits_in(body_of(answer, _WANTED, json_too=True).root)
        except (ServerException, UnexpectedAnswer):
            return None

    def _base(self, box: Optional[Box]) -> Question:
        question = layer_question(self._service, self._layer, self._service.version)
        if self._srs:
            question["SRSNAME"] = self._srs
        spelling, crs = self._spellings[self.spelling], self._srs or self.crs
        if box is None or not self._filter:
            question.update(filter_question(self._filter))
        if box is not None and self._filter:
            together = filter_with_box(
                self._filter, self._geometry, box, spelling, crs, self._service.version
            )
            question.update(filter_question(together))
        elif box is not None:
            question["BBOX"] = box_text(box, spelling, crs)
        return question

    def _read_at_once(self, answer: Answer) -> tuple[Optional[FeatureDocument], str]:
        """Return the features of an ordinary page of GML, and what was mended; None for others."""
        if answer.status != 200:
            return None, ""
        text, mended = decode_telling(answer.body, charset_of(answer.content_type))
        return read_gml_text(text.strip(), self._types), mended

    def _get(self, question: Question, tag: str = "") -> Answer:
        is_one = 1 in (question.get("COUNT"), question.get("MAXFEATURES"))
        is_long = len(with_query(self._service.url, **question)) > _LONGEST_ADDRESS
        return get(
            self._session,
            self._service.url,
            question,
            progress=self._progress,
            max_bytes=_MOST_OF_ONE if is_one else _MOST_BYTES,
            silence=self._silence,
            as_form=is_long,
            longest=_LONGEST_PAGE,
            # What stands between here and the server has to ask it, too.
            headers={"If-None-Match": tag, "Cache-Control": "no-cache"} if tag else {},
        )

    def _read(self, body: Body) -> FeatureDocument:
        if body.root is not None and is_features(body.root):
            return read_gml(body.root, self._types)
        if is_feature_json(body.data):
            return read_json(body.data, self._types)
        came = body.root.name if body.root is not None else body.kind
        raise UnexpectedAnswer(
            f"The server sent {came}, not {_WANTED}.",
            subject=redact(self._service.url),
            kind=body.kind,
        )

    def _unlike_others(self, document: FeatureDocument) -> Iterator[str]:
        """Yield in what a page is unlike the first features, whose axes were looked at."""
        if self._usual is None or not document.features:
            return
        is_json, crs = self._usual
        if _is_json(document.features) != is_json:
            yield "the server changed the format on its way"
        named = crs_name(document.crs)
        if named and crs and named != crs:
            yield f"features came in {named} instead of {crs}"

    def _described(self) -> FeatureType:
        return self._patience.ask(
            lambda: describe_feature_type(self._session, self._service, self._layer, self._progress)
        )

    def _learn(self, described: Optional[FeatureType]) -> None:
        """Take note of the fields; without a schema the data tell as much, in texts."""
        if described is not None:
            self._geometry = described.geometry_field
            self.can_filter_area = not self._filter or takes_box(self._filter, self._geometry)
            self._types = {
                one.name: {"string": "text", "complex": "text"}.get(one.type, one.type)
                for one in described.fields
            }

    def _read_begun(self, answer: Optional[Answer]) -> Optional[Page]:
        """Return the features that were asked for beforehand, where they can be believed."""
        with suppress(ServiceError):
            return None if answer is None else self._page_of(answer, Cursor())
        return None

    def _first_sample(self) -> Page:
        """Return a few features, in whatever way the server gives some."""
        sample, self._sample_at = first_sample(self._named_sample, redact(self._service.url))
        return sample

    def _named_sample(self, place: Place) -> Page:
        """Return a few features under the first name of the reference system that is taken."""
        names = names_of_crs(self.crs, self._service.version)
        for self._srs in names[:-1]:
            with suppress(ServerException):
                return self._patience.ask(lambda: self._sample(place), refusals_pass=False)
        self._srs = names[-1]
        return self._patience.ask(lambda: self._sample(place))

    def _sample(self, place: Place) -> Page:
        return self.page(Cursor(place.start), place.count)

    def _as_whole_as(self, sample: Page, begun: Optional[Answer]) -> Optional[Page]:
        """Return the sample in the other format, when it has the same features, ids and shapes.

        :param begun: what came of it beforehand.
        """
        try:
            other = self._read_begun(begun) or self._sample(self._sample_at)
        except ServiceError:
            return None
        return other if is_as_whole(other.features, sample.features) else None


def _is_json(features: tuple[PageFeature, ...]) -> bool:
    return any(one.geometry_form == GEOJSON for one in features)
