"""Area by area: for servers that cannot page, and as a second opinion on those that can."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Optional

from ...core.errors import ServiceError
from ...services.errors import ServerException, Silence, UnexpectedAnswer
from ...services.pages import Box, Cursor, Page
from ...services.patience import may_pass
from ...services.side_questions import MOST_SILENCE, SideQuestions
from .paging import Pager

_FIRST_TILE = 100  # passes below are those of pages
_MOST_UNRESOLVED = 6  # areas that hold more than comes, down to the last division


class Areas:
    """Asks by boxes, in the numbers of the answers.

    :param whole: a box that holds all that is wanted.
    :param world: a box that holds all that can be, for rows where nobody expects them.
    :ivar lacks_at_edges: whether two halves together had fewer features than came from both.
    """

    def __init__(self, pager: Pager, whole: Box, world: Optional[Box] = None) -> None:
        self._pager, self._source, self._store = pager, pager.source, pager.store
        self.whole = _grown(whole)
        self._world = world or self.whole
        self.unresolved: list[Box] = []
        self._side = SideQuestions()
        self._wanted: Optional[Box] = None
        self._agreed: Optional[tuple[int, Optional[bool]]] = None
        self._usable: Optional[bool] = None
        self._hold_all = self.lacks_at_edges = False

    def restrict(self, box: Box) -> None:
        """Ask for nothing outside of a box from now on."""
        self.whole = self._wanted = box

    def usable(self) -> bool:
        """Whether this server selects by area, in one of the ways in which a box can be written."""
        if self._usable is None:
            self._usable = self._find_spelling()
        return self._usable

    def _find_spelling(self) -> bool:
        """Find a way of writing boxes that this server understands; false when there is none.

        It is understood when the box around everything holds something and one beside it nothing.
        """
        if not self._source.can_filter_area:
            return False
        beside = _beside(self.whole)
        best, most = -1, 0
        for number in range(self._source.spellings):
            self._source.spelling = number
            inside = self.number_in(self.whole)
            if inside and inside > most and self.number_in(beside) == 0:
                best, most = number, inside
                if self._pager.expected is None or most >= self._pager.expected:
                    break
        self._source.spelling = max(best, 0)
        return best >= 0

    def number_in(self, box: Box) -> Optional[int]:
        """Return how many features a box has; at least 1 for some; None where it is not taken."""
        for _try in range(2 * MOST_SILENCE):  # of totals, then of pages
            try:
                number = self._source.total(box)
                if number is not None:
                    return number
                page = self._side.ask("box", lambda: self._source.page(Cursor(), 1, box))
                return None if page is None else len(page.features)
            except Silence:
                continue
            except (ServerException, UnexpectedAnswer):
                return None
            except ServiceError:
                return self._patiently(box)
        return None

    def _patiently(self, box: Box) -> Optional[int]:
        try:
            return len(self._pager.fetch(Cursor(), box, 1).features)
        except (ServerException, UnexpectedAnswer):
            return None

    def halves_agree(self) -> Optional[bool]:
        """Return whether the totals of two halves are what was received there.

        A server that caps its totals caps that of the whole, but hardly those of its parts to the
        same sum. None where the server tells no totals.
        """
        if self._agreed is None or self._agreed[0] != self._store.count():
            found = self._compare_halves() if self._source.can_filter_area else None
            if found is not True:  # agreement shows by itself that boxes are understood
                found = self._compare_halves() if self.usable() else None
            self._agreed = (self._store.count(), found)
        return self._agreed[1]

    def halves_hold_all(self) -> bool:
        """Whether the totals of two halves agree, and every feature is in one of them."""
        return self.halves_agree() is True and self._hold_all

    def _compare_halves(self) -> Optional[bool]:
        found, self.lacks_at_edges = self._store.envelope(), False
        if found is None:
            return None
        placed, counted = int(self._store.one(_PLACED)), 0
        # Not around what came: where nothing came from is where something may lack.
        around = self._wanted or box_around(_grown(found), self._world)
        halves = list(_halves(around, self._middle()))
        here = [self._store.within(half) for half in halves]
        if min(here) == placed and not self.usable():
            return None  # halves that both hold everything are no halves
        try:
            totals = self._pager.totals(halves)
        except ServiceError as error:
            if not may_pass(error):
                raise
            return None  # one proof less
        for total, have in zip(totals, here):
            if total is None:
                return None
            if total > have:
                return False
            counted += total
        self._hold_all = counted >= self._store.count()
        self.lacks_at_edges = counted < placed
        return True if counted >= placed else None

    def _middle(self) -> float:
        every = max(1, self._store.count() // _ENOUGH)  # some of many rows tell it well enough
        return float(self._store.one(_MEDIAN, every, every))

    def take(self) -> int:
        """Take everything area by area, dividing where more may be; return the first pass of it.

        Goes on where an earlier run stopped.

        :raises ServiceError: when the server gives no more; what came is kept.
        """
        waiting = [tuple(one) for one in self._store.get("areas", [[*self.whole, 0, _FIRST_TILE]])]
        following = int(self._store.get("next-area", _FIRST_TILE + 1))
        self.unresolved = [Box(*one) for one in self._store.get("unresolved", [])]
        while waiting and len(self.unresolved) < _MOST_UNRESOLVED:
            *corners, depth, number = waiting[-1]
            box = Box(*corners)
            is_whole = self._take_one(box, int(number))
            waiting.pop()
            if is_whole is False and depth < self._pager.limits.depth:
                for quarter in _quarters(box):
                    waiting.append((*quarter, depth + 1, following))
                    following += 1
            elif not is_whole:
                self.unresolved.append(box)
                if len(self.unresolved) >= _MOST_UNRESOLVED:  # dividing does not help here
                    self.unresolved += [Box(*one[:4]) for one in waiting]
                    waiting.clear()
            self._store.put("areas", waiting)
            self._store.put("next-area", following)
            self._store.put("unresolved", [list(one) for one in self.unresolved])
        return _FIRST_TILE

    def _take_one(self, box: Box, number: int) -> Optional[bool]:
        """Take what a box has in one answer; return whether that is all of it, as far as one sees.

        None where one feature is stated and none comes: smaller boxes would not show it either.
        The first box is always divided: only smaller answers show where the server's limit is.
        """
        pager = self._pager
        stated = pager.patience.ask(lambda: self._source.total(box))
        page = pager.fetch(Cursor(), box, pager.limits.largest_page)
        if stated and not page.features:  # too much at once for it, perhaps
            page = pager.fetch(Cursor(), box, int(self._store.get("largest", 0)))
        pager.keep(page, number, Cursor())
        have = self._store.count()
        pager.patience.progress.at(0.5, f"{have:,} features received, area by area")
        received = _distinct(page, self._pager.by_content)
        if number == _FIRST_TILE and received:
            return False
        if stated is not None and stated > received:
            return None if stated == 1 else False
        return received < min(pager.asked, int(self._store.get("largest", 0)))


_PLACED = "SELECT count(*) FROM features WHERE a_min IS NOT NULL"
_ENOUGH = 5000
_MEDIAN = (
    "SELECT a_min FROM features WHERE a_min IS NOT NULL AND ordinal % ? = 0 ORDER BY a_min LIMIT 1"
    " OFFSET (SELECT count(*) / 2 FROM features WHERE a_min IS NOT NULL AND ordinal % ? = 0)"
)


def _grown(box: Box) -> Box:
    """Return a box a little larger, so that what lies on its edge is in it."""
    a = max((box.a_max - box.a_min) * 0.001, abs(box.a_max) * 1e-9, 1e-6)
    b = max((box.b_max - box.b_min) * 0.001, abs(box.b_max) * 1e-9, 1e-6)
    return Box(box.a_min - a, box.b_min - b, box.a_max + a, box.b_max + b)


def box_around(one: Box, other: Box) -> Box:
    """Return the box around two boxes."""
    return Box(
        min(one.a_min, other.a_min), min(one.b_min, other.b_min),
        max(one.a_max, other.a_max), max(one.b_max, other.b_max),
    )  # fmt: skip


def _distinct(page: Page, by_content: bool) -> int:
    """Return the number of features of a page; one that is in it several times counts once."""
    if by_content or not all(one.feature_id for one in page.features):
        return len(page.features)
    return len({one.feature_id for one in page.features})


def _beside(box: Box) -> Box:
    """Return a small box outside."""
    a, b = box.a_max - box.a_min, box.b_max - box.b_min
    return Box(box.a_min - 0.6 * a, box.b_min - 0.6 * b, box.a_min - 0.5 * a, box.b_min - 0.5 * b)


def _halves(box: Box, middle: float) -> Iterator[Box]:
    middle = min(max(middle, box.a_min), box.a_max)
    yield Box(box.a_min, box.b_min, middle, box.b_max)
    yield Box(middle, box.b_min, box.a_max, box.b_max)


def _quarters(box: Box) -> Iterator[Box]:
    a, b = (box.a_min + box.a_max) / 2, (box.b_min + box.b_max) / 2
    yield Box(box.a_min, box.b_min, a, b)
    yield Box(a, box.b_min, box.a_max, b)
    yield Box(box.a_min, b, a, box.b_max)
    yield Box(a, b, box.a_max, box.b_max)
