"""Whether a collection of an OGC API Features is what it was, by the entity tags of its pages."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Callable, Optional, TypeVar, Union

from .page_tags import NO_TAG, PageTag, Tagged, TagNotes, holds, tagged_from
from .session import Answer
from .wfs_revision import digest_of

Own = TypeVar("Own", bound="OgcApiMarks")
Question = dict[str, Union[str, int]]
_NOT_MODIFIED = 304
_PAGING = ("limit", "offset")
_NOT_OF_TOTALS = ("sortby",)


class OgcApiMarks:
    """The part of a page source that compares in place of transferring.

    Only pages that begin at an offset are looked at again; a link may be of the moment.
    """

    _tags: TagNotes
    _get: Callable[..., Answer]
    _total: Callable[[Question], Optional[int]]

    def aside(self: Own, _in_gml: bool = False) -> Own:
        """Return the same questions for another purpose; no answer is noted."""
        twin = copy.copy(self)
        twin._tags = TagNotes()
        return twin

    def _note_tag(
        self, question: Mapping[str, Union[str, int]], answer: Answer, received: int,
        total: Optional[int],
    ) -> None:  # fmt: skip
        """Note the tag of a page that came."""
        base = {name: one for name, one in question.items() if name not in _PAGING}
        page = PageTag(
            int(question.get("offset", 0)), int(question.get("limit", 0)),
            answer.headers.get("ETag", ""),
        )  # fmt: skip
        self._tags.note(base, page, received, total, digest_of(answer.body))

    def revision(self, known: str = "", received: int = 0) -> str:
        """Return the entity tags of the pages that hold all of the layer; empty without such.

        :param known: those of an earlier download, returned if all of them still hold.
        :param received: number of features that this download received.
        :raises ServiceError: when no usable answer came.
        """
        if known:
            told = tagged_from(known)
            if told is None:
                return ""
            still = holds(
                told,
                lambda: self._total_of(told),
                lambda: self._control(told),
                lambda page: self._tagged(told, page).status == _NOT_MODIFIED,
            )
            return known if still else ""
        whole = self._tags.whole(received)
        if whole is None or self._total_of(whole) != whole.total:
            return ""
        came, digest = self._control(whole)
        return replace(whole, control=digest).text() if came else ""

    def _total_of(self, told: Tagged) -> Optional[int]:
        return self._total(
            {name: one for name, one in told.base.items() if name not in _NOT_OF_TOTALS}
        )

    def _control(self, told: Tagged) -> tuple[bool, str]:
        """Return whether the first feature came under a tag that is not its own, and its digest."""
        answer = self._tagged(told, PageTag(0, 1, NO_TAG))
        return 200 <= answer.status < 300, digest_of(answer.body)

    def _tagged(self, told: Tagged, page: PageTag) -> Answer:
        question: dict[str, Any] = {**told.base}
        if page.count:
            question["limit"] = page.count
        if page.start:
            question["offset"] = page.start
        return self._get(question, page.tag)
