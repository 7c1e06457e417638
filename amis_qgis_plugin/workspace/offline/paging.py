"""Pages, one after the other: as large as the server bears, and on from what was received."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from enum import Enum
from functools import partial
from itertools import chain, islice
from typing import Optional

from ...core.errors import ServiceError
from ...core.transfer import Transfer
from ...services.errors import HttpFault, ServerException, Unreachable
from ...services.pages import Box, Cursor, Page, PageSource
from ...services.patience import Patience, is_busy, may_pass
from ...services.team import Asked, Team
from .ahead import Ahead
from .first_seen import FirstSeen
from .limits import Limits
from .pace import Pace
from .seams import Seams
from .store import Added, SideStore

_HOLES_IN_A_ROW = 3
_MOST_LOOSE = 20
_GROWTH = 3  # times the page before it, for the first ones of a large layer
_REFUSALS = (ServerException, HttpFault)


class Outcome(Enum):
    """How a pass ended."""

    END = "end"
    REPEATS = "repeats"  # the server gives the same page for ever, or others without end
    CONFUSED = "confused"  # the ids are not those of features
    REFUSED = "refused"  # the server gives a first page and no other
    SKIPPED = "skipped"


class Pager:
    """Fetches pages of a source into a store.

    :ivar gives: whether the server gave some features before the first page.
    :ivar bearable: features like those that go into the largest answer; 0 where unknown.
    :ivar asked: features that the last page was asked for.
    :ivar total_before: what the server stated in answer to a question beside the first page.
    :ivar ended: whether this run saw an empty page behind the last one.
    :ivar ending: by what else the end showed.
    :ivar refusal: why the server gives no second page.
    :ivar first_seen: the few features that were seen before.
    :ivar failures: what went wrong and passed, error to number of times.
    """

    def __init__(
        self,
        source: PageSource,
        store: SideStore,
        limits: Limits,
        patience: Patience,
        team: Optional[Team] = None,
    ) -> None:
        self.source, self.store, self.limits, self.patience = source, store, limits, patience
        self.team = team or Team(source)
        self.ahead = Ahead(self.team)
        self.seams = Seams(store)
        self.transfer = Transfer()
        self.size = limits.first_page
        self.expected: Optional[int] = None
        self.failures: dict[str, int] = {}
        self.by_content = bool(store.get("by_content", False))
        self._ceiling = limits.largest_page
        self._pace = Pace(limits.seconds_a_page, limits.largest_page, limits.largest_body)
        self._good = self._received = 0
        self._total: Optional[Asked[Optional[int]]] = None
        self.total_before: Optional[int] = None
        self.gives, self.bearable = False, 0
        self.asked = 0
        self.ended = False
        self.ending = ""
        self.refusal: Optional[ServiceError] = None
        self.first_seen = FirstSeen(store)

    def see(self, sample: Page) -> None:
        """Heed what the server gave before the first page."""
        self.gives = bool(sample.features)
        if sample.byte_count:
            self.bearable = self.limits.largest_body * len(sample.features) // sample.byte_count

    @property
    def missing(self) -> list[str]:
        """What the server could not give, in words."""
        return [
            f"the feature at position {one + 1:,} in the server's order, which it cannot give"
            for one in self.store.get("holes", [])
        ]

    def run(self, number: int, box: Optional[Box] = None) -> Outcome:
        """Take pages until an empty one; goes on where an earlier run of the pass stopped.

        :raises ServiceError: when the server gives no more; what came is kept.
        """
        name = f"next-{number}"
        at = Cursor(*self.store.get(name, (0, "")))
        self.ahead.forget()
        self.seams.forget()
        if number == 1 and self.expected is None and self.ahead.width > 1:
            self._begin(at, box)
        holes: list[int] = []
        have = self.store.count(number)
        repeats = empties = 0
        while True:
            try:
                page = self.fetch(at, box, is_pass=number == 1)
            except ServiceError as error:
                if not self._may_skip(error, at, holes):
                    if number == 1 and at.start > 0 and isinstance(error, _REFUSALS):
                        self.refusal = error
                        return Outcome.REFUSED
                    raise
                holes.append(at.start)
                at = Cursor(at.start + 1)
                continue
            self._want_next(page, number, box)
            if not page.features:
                empties += 1
                if empties < 2 and self._lacks(number):
                    self.size = max(1, min(self.size, self._ceiling) // 2)
                    continue  # where more is expected it may be a hiccup, or too much at once
                self._note_holes(holes)
                self.store.put(f"end-{number}", True)
                self.ending = page.ending
                self.ended = self.ended or number == 1
                return Outcome.END
            added = self.keep(page, number, at, name)
            have += added.fresh
            self.transfer.add(added.fresh, page.byte_count)
            self._say(number, have)
            if added.repeated:
                repeats += 1
                if repeats > 1:
                    return Outcome.REPEATS
                self.size = max(1, self.size - 1)  # another question than the one a cache knows
                continue
            if number == 1 and not self.by_content and self.first_seen.are_confused(page, added):
                return Outcome.CONFUSED
            if number == 1:
                if self._is_endless(have):
                    return Outcome.REPEATS
                self.seams.note(page)
            self._note_holes(holes)
            repeats = empties = 0
            at = page.following

    def retry_holes(self, box: Optional[Box] = None) -> None:
        """Ask once more for the single features that an earlier run could not get."""
        left = []
        for position in self.store.get("holes", []):
            try:
                page = self.fetch(Cursor(position), box, 1)
                self.store.add(page, 1, Cursor(position), by_content=self.by_content)
            except ServiceError as error:
                if not may_pass(error):
                    raise
                left.append(position)
        self.store.put("holes", left)

    def _may_skip(self, error: ServiceError, at: Cursor, holes: list[int]) -> bool:
        """Whether the server fails at one feature only, as far as can be told by now."""
        is_heavy = may_pass(error) and not isinstance(error, Unreachable) and not is_busy(error)
        known = len(self.store.get("holes", []))
        is_few = len(holes) < _HOLES_IN_A_ROW and known + len(holes) < self.limits.holes
        is_giving = self.gives or self.store.count() > 0
        return is_heavy and is_few and not at.token and is_giving

    def _note_holes(self, holes: list[int]) -> None:
        """Remember them now that the server gives what is behind them."""
        if holes:
            self.store.put("holes", [*self.store.get("holes", []), *holes])
            holes.clear()

    def keep(self, page: Page, number: int, at: Cursor, name: str = "") -> Added:
        """Keep a page and what it says about the total."""
        if number == 1 and page.stated_total is not None:
            stated = self.store.get("stated", [])
            if page.stated_total not in stated:
                self.store.put("stated", [*stated, page.stated_total][:20])
            self.expected = page.stated_total
        if number == 1 and page.features and not page.features[0].feature_id:
            self.by_content = True
            self.store.put("by_content", True)
        added = self.store.add(page, number, at, by_content=self.by_content, remember=name)
        if added.changed:
            self.store.put("changed", self.store.get("changed", 0) + added.changed)
        if page.oddities:
            told = dict.fromkeys([*self.store.get("oddities", []), *page.oddities])
            self.store.put("oddities", [*told][:5])
        if page.repaired:
            self.store.put("repaired", self.store.get("repaired", 0) + 1)
        told = self.store.get("remarks", [])
        if not set(page.remarks).issubset(told):
            self.store.put("remarks", [*dict.fromkeys([*told, *page.remarks])])
        largest = max(self.store.get("largest", 0), len(page.features))
        self.store.put("largest", largest)
        return added

    def fetch(
        self, at: Cursor, box: Optional[Box] = None, size: int = 0, *, is_pass: bool = False
    ) -> Page:
        """Return one page, asked for again and smaller until the server gives it.

        :param size: features to ask for in place of what the server bears.
        :param is_pass: whether the page in front of it came just now.
        :raises ServiceError: the last failure.
        """
        failures = busy = at_one = 0
        while True:
            count = min(size or self.size, self._ceiling)
            overlap = int(is_pass and count > 1 and self.seams.overlaps(at))
            place = Cursor(at.start - overlap, at.token)
            count = self.ahead.size_at(place, box) or count + overlap
            try:
                page = self.ahead.page(place, count, box)
                self.asked = count - overlap
            except ServiceError as error:
                self._remember(error)
                if not may_pass(error):
                    raise
                if is_busy(error):
                    self.ahead.forget()  # those that are on their way hear the same
                    busy += 1
                    if busy > self.limits.busy:
                        raise
                    self.patience.wait(error, busy)
                    continue
                failures += 1
                at_one += count == 1
                is_gone = isinstance(error, Unreachable) and failures >= self.limits.give_up
                if is_gone or at_one > 1:
                    raise
                if failures > 1:  # once may be chance
                    self._ceiling = max(1, count // 2)
                    self._good = 0
                self.patience.wait(error, min(failures, 3))
                continue
            self._adapt(page, count)
            if not overlap:
                return page
            page = self.seams.look(page, at)
            if page.features or (self.expected is not None and at.start >= self.expected):
                return page
            is_pass = False  # the server may have given one feature only: ask for what is behind it

    def totals(self, boxes: Sequence[Optional[Box]]) -> list[Optional[int]]:
        """Return the totals that the server states for areas; None where it states none.

        :raises ServiceError: when no answer came to one of them.
        """
        questions = [partial(_total_in, box) for box in boxes]
        found = self.team.all(questions, self.store.follower.ripen)
        return [
            self.patience.ask(partial(_total_in, box, self.source)) if total is None else total
            for box, total in zip(boxes, found)
        ]

    def _begin(self, at: Cursor, box: Optional[Box]) -> None:
        """Ask for the total; where it is known already, for the first pages, all at once."""
        total = getattr(self.source, "total_at_start", None) if box is None else None
        if total is None:
            self._total = self.team.ask(partial(_total_in, box))
            return
        self.expected = self.total_before = total
        if at == Cursor() and total > 0:
            # One connection fewer than there may be is open by now; all pages go through those, and
            # one behind the last, where that takes no page of more than twice the size.
            share = -(-total // max(1, self.ahead.width - 2))
            is_small = self.size < share <= 2 * self.size
            size = min(share if is_small else self.size, self._ceiling)
            # Every page of many features is larger than the one before it: servers count off, and
            # many count all, for each.
            growth = 1 if share <= 2 * self.size or not self.bearable else _GROWTH
            plan = self._plan(size, total, size, int(size > 1), box, growth)
            self.ahead.want(islice(chain([(at, size)], plan), self.ahead.width), box)

    def _want_next(self, page: Page, number: int, box: Optional[Box]) -> None:
        """Ask ahead for the pages behind one, as long as it is plain where they begin."""
        if self._total is not None:
            total, self._total = self._total, None
            with suppress(ServiceError):
                self.expected = self.total_before = self.team.wait(total)
        received, at = len(page.features), page.following
        is_capped = received and received == self._received
        self._received = received
        if not received or at.token or self.expected is None:
            return
        if received < self.asked and not is_capped:
            return
        size = min(self.size, self._ceiling, received if received < self.asked else self.size)
        overlap = int(number == 1 and size > 1 and page.is_counted_off)
        end = max(self.expected, at.start)  # a total may be too small
        plan = self._plan(at.start, end, size, overlap, box)
        self.ahead.want(islice(plan, self.ahead.width), box)

    def _plan(
        self, start: int, end: int, size: int, overlap: int, box: Optional[Box], growth: int = 1
    ) -> Iterator[tuple[Cursor, int]]:
        """Yield the pages from a place on; those on their way keep the size that was asked for.

        :param growth: how many times as large as the one before it each page is.
        """
        while True:
            start = min(start, end)
            size = max(size, min(size * growth, self.bearable, self._ceiling))
            place = Cursor(start - overlap)
            count = self.ahead.size_at(place, box) or size + overlap
            yield place, count
            if start == end:
                return
            start += count - overlap

    def _adapt(self, page: Page, count: int) -> None:
        """Aim at pages that take a few seconds; dare more again after some that went well."""
        self._good += 1
        if self._good >= 4 and self._ceiling < self.limits.largest_page:
            self._ceiling, self._good = min(self._ceiling * 2, self.limits.largest_page), 0
        if page.features and count >= min(self.size, self._ceiling, 2 * self._pace.count):
            self.size = self._pace.next_size(
                count, len(page.features), self.ahead.seconds, self.ahead.beside, page.byte_count
            )

    def _lacks(self, number: int) -> bool:
        return self.expected is not None and self.store.count(number) < self.expected

    def _is_endless(self, have: int) -> bool:
        """Whether pages go on far past the total, none of them from where the other ended."""
        return self.seams.loose >= _MOST_LOOSE and have > 2 * (self.expected or 0)

    def _remember(self, error: ServiceError) -> None:
        self.failures[error.message] = self.failures.get(error.message, 0) + 1

    def _say(self, number: int, have: int) -> None:
        share = have / self.expected if self.expected else 0.0
        words = self.transfer.words(have, self.expected)
        if number > 1:
            words = f"Comparing: {words}"
        self.patience.progress.at(min(0.9, share * 0.9), words)


def _total_in(box: Optional[Box], source: PageSource) -> Optional[int]:
    return source.total(box)
