"""Seams between pages: each page is asked for with the last feature of the one in front of it.

It comes again, with the same id, when the order of the server holds and nothing was added or
removed in front of it meanwhile.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Optional

from ...services.pages import Cursor, Page
from .shapes import digest_of
from .store import SideStore

_BROKEN, _HELD = "broken-seams", "held-seams"


class Seams:
    """The seams of the first pass.

    :ivar loose: how many of the last ones in a row do not hold.
    :ivar held_now: positions of those that this run looked at, and that hold.
    """

    def __init__(self, store: SideStore) -> None:
        self._store = store
        self._last: Optional[tuple[int, str, str]] = None
        self.loose = 0
        self.held_now: set[int] = set()

    @property
    def held(self) -> frozenset[int]:
        """Positions at which pages begin whose seam was looked at and holds."""
        return frozenset(self._store.get(_HELD, []))

    @property
    def is_broken(self) -> bool:
        """Whether one of them does not hold."""
        return bool(self._store.get(_BROKEN, 0))

    def overlaps(self, at: Cursor) -> bool:
        """Whether the feature in front of a place is known, so that it can be asked for again."""
        return not at.token and self._last is not None and self._last[0] == at.start - 1

    def look(self, page: Page, at: Cursor) -> Page:
        """Return a page without the feature in front of it, if it is the known one.

        :param at: where the page begins without that feature.
        """
        if self._last is None or not page.features:
            self._count(False, at)
            return page
        _position, known_id, known = self._last
        first = page.features[0]
        is_same = digest_of(first) == known
        has_its_id = first.feature_id == known_id or self._store.get("by_content", False)
        self._count(is_same and has_its_id, at)
        return replace(page, features=page.features[1:]) if is_same else page

    def _count(self, holds: bool, at: Cursor) -> None:
        self.loose = 0 if holds else self.loose + 1
        if not holds:
            self._store.put(_BROKEN, self._store.get(_BROKEN, 0) + 1)
            return
        self.held_now.add(at.start)
        if at.start not in self.held:
            self._store.put(_HELD, [*self._store.get(_HELD, []), at.start])

    def note(self, page: Page) -> None:
        """Remember the last feature of a page that was kept."""
        self._last = None
        if page.features and page.is_counted_off and not page.following.token:
            last = page.features[-1]
            self._last = (page.following.start - 1, last.feature_id, digest_of(last))

    def forget(self) -> None:
        """Know nothing of any page in front."""
        self._last = None
