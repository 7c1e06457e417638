"""Whether a layer of a WFS is what it was, by the entity tags of its pages."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Callable, Optional

from .page_tags import NO_TAG, PageTag, Tagged, TagNotes, holds, tagged_from
from .session import Answer
from .wfs_question import Question, page_question

_NOT_MODIFIED = 304
_NOT_OF_TOTALS = ("OUTPUTFORMAT", "SORTBY")


@dataclass(frozen=True)
class Asking:
    """How the server is asked.

    :param get: takes a question and the entity tag of what is there already.
    :param hits: takes a question, returns the total that the server states.
    """

    version: str
    get: Callable[[Question, str], Answer]
    hits: Callable[[Question], Optional[int]]

    def total(self, told: Tagged) -> Optional[int]:
        """Return the number of features there now."""
        base = {name: one for name, one in told.base.items() if name not in _NOT_OF_TOTALS}
        return self.hits(base)

    def first_feature(self, told: Tagged) -> tuple[bool, str]:
        """Return whether the first feature came under a tag that is not its own, and its digest."""
        answer = self._page(told, PageTag(0, 1, NO_TAG))
        return 200 <= answer.status < 300, digest_of(answer.body)

    def is_unmodified(self, told: Tagged, page: PageTag) -> bool:
        """Return whether a page still has its tag."""
        return self._page(told, page).status == _NOT_MODIFIED

    def _page(self, told: Tagged, page: PageTag) -> Answer:
        question = {**told.base, **page_question(self.version, page.start, page.count)}
        return self.get(question, page.tag)


def new_revision(notes: TagNotes, received: int, asking: Asking) -> str:
    """Return the tags of the pages that hold all of a layer; empty where they do not.

    :param received: number of features that came.
    :raises ServiceError: when no usable answer came.
    """
    whole = notes.whole(received)
    if whole is None or asking.total(whole) != whole.total:
        return ""
    came, digest = asking.first_feature(whole)
    return replace(whole, control=digest).text() if came else ""


def still_holds(known: str, asking: Asking) -> bool:
    """Return whether all tags of an earlier download hold; one feature is transferred.

    :raises ServiceError: when no usable answer came.
    """
    told = tagged_from(known)
    return told is not None and holds(
        told,
        lambda: asking.total(told),
        lambda: asking.first_feature(told),
        lambda page: asking.is_unmodified(told, page),
    )


def digest_of(body: bytes) -> str:
    """Return ``sha256:`` and the digest of a body."""
    return f"sha256:{hashlib.sha256(body).hexdigest()}"
