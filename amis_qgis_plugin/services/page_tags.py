"""Entity tags of pages: whether all pages of a layer are still what they were.

The tag of one page says nothing of the next, so that only tags of pages which hold all of a layer
between them count, together with the total. A date says less than a tag: it has whole seconds, and
servers send that of a template or of their start. It is not used.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Callable, NamedTuple, Optional, Union

Base = tuple[tuple[str, Union[str, int]], ...]
NO_TAG = '"amis-explorer-has-none"'
_MOST_PAGES = 200


class PageTag(NamedTuple):
    """One page of a layer: where it begins, what was asked for, and its tag."""

    start: int
    count: int
    tag: str


@dataclass(frozen=True)
class Tagged:
    """The pages that hold all of a layer.

    :param total: number of features.
    :param base: the question without the page.
    :param control: digest of the body that holds the first feature alone.
    """

    total: int
    base: Mapping[str, Any]
    pages: tuple[PageTag, ...]
    control: str = ""

    def text(self) -> str:
        """Return it as a text to be kept."""
        told = {"total": self.total, "base": dict(self.base), "control": self.control}
        return json.dumps({**told, "pages": [list(one) for one in self.pages]}, sort_keys=True)


def tagged_from(text: str) -> Optional[Tagged]:
    """Return what :meth:`Tagged.text` wrote; None for another text."""
    try:
        told = json.loads(text)
        pages = tuple(PageTag(int(a), int(b), str(tag)) for a, b, tag in told["pages"])
        return Tagged(int(told["total"]), dict(told["base"]), pages, str(told["control"]))
    except (ValueError, TypeError, KeyError):
        return None


@dataclass(frozen=True)
class _Noted:
    base: Base
    page: PageTag
    received: int
    total: Optional[int]
    digest: str


class TagNotes:
    """Notes the tags of the pages that come; several threads may note at once."""

    def __init__(self) -> None:
        self._noted: list[_Noted] = []

    def note(
        self, base: Mapping[str, Union[str, int]], page: PageTag, received: int,
        total: Optional[int], digest: str,
    ) -> None:  # fmt: skip
        """Note a page that came.

        :param base: the question without the page.
        :param received: features on it.
        :param total: features of the layer, as the page says.
        """
        self._noted.append(_Noted(tuple(sorted(base.items())), page, received, total, digest))

    def whole(self, received: int) -> Optional[Tagged]:
        """Return the pages that hold all of a layer of so many features; None where they do not."""
        if not self._tell_bodies_apart():
            return None
        for base in dict.fromkeys(one.base for one in self._noted):
            found = _chain([one for one in self._noted if one.base == base], received)
            if found is not None:
                return Tagged(received, dict(base), found)
        return None

    def _tell_bodies_apart(self) -> bool:
        """Whether different bodies had different tags."""
        seen: dict[str, str] = {}
        for one in self._noted:
            if one.page.tag and seen.setdefault(one.page.tag, one.digest) != one.digest:
                return False
        return len(set(seen.values())) > 1


def _chain(noted: Iterable[_Noted], received: int) -> Optional[tuple[PageTag, ...]]:
    """Return pages that reach from the first feature to the last; they may overlap."""
    by_start = sorted((one for one in noted if one.received), key=lambda one: one.page.start)
    chain: list[PageTag] = []
    at, number = 0, 0
    while at < received:
        furthest: Optional[_Noted] = None
        while number < len(by_start) and by_start[number].page.start <= at:
            one = by_start[number]
            if furthest is None or _end(one) >= _end(furthest):
                furthest = one
            number += 1
        if furthest is None or _end(furthest) <= at or not furthest.page.tag:
            return None
        if furthest.total not in (None, received):
            return None
        chain.append(furthest.page)
        at = _end(furthest)
    return tuple(chain) if at == received and 0 < len(chain) <= _MOST_PAGES else None


def _end(one: _Noted) -> int:
    return one.page.start + one.received


def holds(
    known: Tagged,
    total: Callable[[], Optional[int]],
    control: Callable[[], tuple[bool, str]],
    is_unmodified: Callable[[PageTag], bool],
) -> bool:
    """Return whether a layer is still what it was; the least doubt is a no.

    :param total: asks for the total.
    :param control: asks for the first feature under a tag that nothing has; returns whether a body
        came, and its digest.
    :param is_unmodified: asks whether a page still has its tag.
    """
    if total() != known.total:
        return False
    is_body, digest = control()
    if not is_body or digest != known.control:
        return False
    return all(map(is_unmodified, known.pages))
