"""Pages that are asked for before their turn, while those in front of them are read.

The engine stays one that takes page after page; what was guessed wrong is thrown away.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Optional

from ...services.pages import Box, Cursor, Page
from ...services.team import Asked, Team

_GOOD_PAGES = 5
_SLOW = 6.0  # times as long a feature as at best
_LEAST_SECONDS = 2.0
Place = tuple[Cursor, Optional[Box]]


class Ahead:
    """Asks for pages ahead, fewer at once when the server slows down or asks for mercy.

    :ivar seconds: how long the last page took on its way.
    :ivar beside: how many others shared server and link with it.
    """

    def __init__(self, team: Team) -> None:
        self._team = team
        self._asked: dict[Place, tuple[int, Asked[Page]]] = {}
        self._width = team.width
        self._good = 0
        self._best: Optional[float] = None
        self.seconds, self.beside = 0.0, 0

    @property
    def width(self) -> int:
        """The number of pages that may be on their way at once."""
        return self._width

    def size_at(self, at: Cursor, box: Optional[Box]) -> int:
        """Return how many features were asked for at a place; 0 where nothing was."""
        return self._asked.get((at, box), (0, None))[0]

    def want(self, pages: Iterable[tuple[Cursor, int]], box: Optional[Box]) -> None:
        """Ask for the first of these pages (place and number of features) that may be asked now."""
        if self._width < 2:
            return
        for at, count in pages:
            if len(self._asked) >= self._width:
                break
            if (at, box) not in self._asked:
                self._asked[at, box] = (count, self._ask(at, count, box))

    def page(self, at: Cursor, count: int, box: Optional[Box]) -> Page:
        """Return a page: the one that was asked for ahead, or one that is asked for now.

        :raises ServiceError: when none came that can be believed.
        :raises Cancelled: when the person stopped it.
        """
        size, asked = self._asked.pop((at, box), (0, None))
        if asked is not None and size != count:
            asked.drop()
        if asked is None or size != count:
            asked = self._ask(at, count, box)
        for place in [*self._asked]:
            if place[1] != box or place[0].start < at.start:
                self._asked.pop(place)[1].drop()  # nobody will come for it
        try:
            page = self._team.wait(asked)
        except BaseException:
            self._narrow()
            raise
        self.seconds, self.beside = asked.seconds, len(self._asked)
        self._judge(asked.seconds, len(page.features))
        return page

    def forget(self) -> None:
        """Throw away all that is on its way: the next questions are others."""
        for _size, asked in self._asked.values():
            asked.drop()
        self._asked.clear()

    def _ask(self, at: Cursor, count: int, box: Optional[Box]) -> Asked[Page]:
        return self._team.ask(lambda source: source.page(at, count, box))

    def _judge(self, seconds: float, features: int) -> None:
        """Ask for fewer at once when features take long, and for more again when they do not."""
        each = seconds / max(features, 1)
        if features >= 100 and (self._best is None or each < self._best):
            self._best = each
        is_slow = self._best is not None and features >= 100 and each > self._best * _SLOW
        if is_slow and seconds > _LEAST_SECONDS:
            self._narrow()
            return
        self._good += 1
        if self._good >= _GOOD_PAGES and self._width < self._team.width:
            self._width, self._good = self._width + 1, 0

    def _narrow(self) -> None:
        self._width, self._good = max(1, self._width // 2), 0
