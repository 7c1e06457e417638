"""Proving that a download is whole, with as few questions as will do, and with more where not."""

from __future__ import annotations

from functools import partial
from typing import Any, Optional

from ...core.errors import ServiceError
from ...services.page_likeness import is_as_whole
from ...services.pages import Box, Cursor, Page
from ...services.patience import may_pass
from .areas import Areas
from .paging import Outcome, Pager
from .shapes import digest_of

_MOST_SEAMS = 200
_SOME = 20
_AROUND = 50  # features: a seam of an earlier run takes no more questions than one of this run
_EMPTY = "a page past the end is empty"
SECOND_PASS = 2


class Prover:
    """Collects what speaks for and against a download.

    :param box: the area asked for, where the server selects by it.
    :param areas: None where there is nothing to prove.
    """

    def __init__(self, pager: Pager, box: Optional[Box], areas: Optional[Areas] = None) -> None:
        self._pager, self._store, self._source = pager, pager.store, pager.source
        self._box, self._areas = box, areas
        self.checks: list[str] = []
        self.doubts: list[str] = []
        self.missing: list[str] = []
        self.end = ""

    def prove_pages(self) -> None:
        """Look for a proof of what came page by page."""
        self._see_end()
        if self.checks:  # a pass in the order of a unique field, or by areas, was one more look
            self._halves_agree()
            return
        if self._is_suspect() or not self._seams_hold() or self._halves_found() is not True:
            self._read_again()
        self._halves_agree()

    def prove_areas(self, first_pass: int) -> None:
        """Look for a proof of what came area by area."""
        if self._areas is None or self._areas.unresolved:
            self.doubts.append("some areas hold more than the server gives in one answer")
            return
        self._halves_agree()
        seen = self._store.count(first_pass)
        from_pages = int(self._store.one(_FROM_PAGES))
        if self.end and from_pages < self._store.count():
            more = self._store.count() - from_pages
            self.doubts.append(f"areas brought {more:,} features that no page had")
        if seen == self._store.count():
            self.checks.append(f"areas that hold fewer than the server's limit sum up to {seen:,}")
            self.end = "no area gave as many features as the server's limit"
        else:
            rest = self._store.count() - seen
            self.doubts.append(f"{rest:,} features came in no area, perhaps without a place")

    def _is_suspect(self) -> bool:
        is_other = self._changed_since() or self._gone_since()
        return bool(self._store.get("changed", 0)) or self.is_doubled() or bool(is_other)

    def _changed_since(self) -> int:
        """Return how many of the features that were seen first are kept as something else."""
        return 0 if self._pager.by_content else self._pager.first_seen.changed()

    def _gone_since(self) -> int:
        """Return how many of them are not there; in an area not all of them have to be."""
        is_all = self._box is None and not self._pager.by_content
        return self._pager.first_seen.gone() if is_all else 0

    def know_again(self) -> None:
        """Doubt what is unlike the few features that were seen before the first page."""
        if not self._store.count():
            return
        changed, gone = self._changed_since(), self._gone_since()
        if changed:
            self.doubts.append(f"{changed:,} features came otherwise when few were asked for")
        if gone:
            self.doubts.append(f"{gone:,} features that came when few were asked for are lacking")

    def _halves_found(self) -> Optional[bool]:
        return self._areas.halves_agree() if self._areas is not None else None

    def _halves_agree(self) -> None:
        found = self._halves_found()
        if found:
            self.checks.append("the totals of two halves of the area agree with what came there")
        elif found is False:
            self.doubts.append("a part of the area has more features than the server gave of it")

    def compare_list(self) -> None:
        """Compare what came with the list of all ids, where the server has one."""
        ask = getattr(self._source, "listed", None)
        if ask is None or self._pager.by_content or not self._store.count():
            return
        try:
            listed = self._pager.patience.ask(lambda: ask(self._box))
        except ServiceError:
            return  # one proof less; what is known without it stays
        if not listed:
            return
        came = {row[0] for row in self._store.each("SELECT feature_id FROM features")}
        if listed == came:
            self.checks.append(f"the server's list of ids has the same {len(came):,}")
        if listed - came:
            self.missing.append(f"{len(listed - came):,} features of the server's list of ids")
        if came - listed:
            self.doubts.append(f"{len(came - listed):,} features are not in its list of ids")

    def ask_some_again(self) -> None:
        """Ask for a few features of the middle and of the end alone, in both formats of a WFS.

        They are known again as those that were seen first: a server may send less of each where
        many are asked for. The first few told the same in both formats when one was chosen; what
        only later features have, such as curves, may be in one of them alone.
        """
        received, behind = self._store.count(), self._behind()
        if self._pager.by_content or received <= _SOME or behind.token:
            return
        places = [Cursor(received // 2), Cursor(received - _SOME)]
        formats = (False, True) if self._source.identity.get("format", "gml") != "gml" else (False,)
        pages = self._pager.team.all(
            [partial(_aside, in_gml, at, self._box) for in_gml in formats for at in places]
        )
        for page in filter(None, pages[: len(places)]):
            for feature in page.features[:_SOME]:
                self._pager.first_seen.note(feature)
        for ours, theirs in zip(pages, pages[len(places) :]):
            if ours and theirs and not _tell_the_same(ours, theirs):
                self.doubts.append("GeoJSON and GML of the server do not tell the same")
                return

    def _see_end(self) -> None:
        """Ask for the page past the end, also where an earlier run did."""
        if self._pager.ended:
            self.end = self._pager.ending or _EMPTY
            return
        try:
            page = self._pager.fetch(self._behind(), self._box, 10)
        except ServiceError as error:
            if not may_pass(error):
                raise
            self.doubts.append("the server does not answer past the end")
            return
        if page.features:
            self.doubts.append("there are features past what was the end")
        else:
            self.end = page.ending or _EMPTY

    def _behind(self) -> Cursor:
        """Return where the page past the end begins."""
        return Cursor(*self._store.get("next-1", (0, "")))

    def _seams_hold(self) -> Optional[bool]:
        """Ask for the two features on both sides of each seam that was not looked at yet.

        They stand where they stood, with the same ids, when the order holds and nothing was added
        or removed meanwhile. None where there are too many seams, or no way to them.
        """
        seams = self._pager.seams
        if seams.is_broken:
            return False
        all_starts = [row[0] for row in self._store.each(_STARTS) if row[0] > 0]
        starts = [one for one in all_starts if one not in seams.held]
        if len(starts) > _MOST_SEAMS:
            return None
        # Of those that an earlier run looked at, the program may have ended before it kept the
        # page; and what lay around them may be other by now.
        earlier = _some_of(sorted(seams.held.intersection(all_starts) - seams.held_now))
        starts = sorted([*starts, *earlier])
        if not starts and (all_starts or self._pager.first_seen.ids_held):
            return True  # one page, and the features seen before it came again as they were
        if starts and self._behind().token:
            return None  # pages are only to be had one behind the other
        wanted = [(Cursor(one - 1), _AROUND if one in earlier else 2) for one in starts]
        for number, start in enumerate(starts or [1]):
            self._pager.ahead.want(wanted[number:], self._box)
            count = _AROUND if start in earlier else 2
            try:
                page = self._pager.fetch(Cursor(start - 1), self._box, count)
            except ServiceError as error:
                if not may_pass(error):
                    raise
                return None
            for at, feature in enumerate(page.features[:count], start=start - 1):
                if (feature.feature_id, digest_of(feature)) not in self._store.at(at):
                    return False
        return True

    def is_doubled(self) -> bool:
        """Whether features without ids came twice, on different pages perhaps."""
        return self._pager.by_content and bool(self._store.one(_DOUBLED))

    def _read_again(self) -> None:
        """Read everything a second time and compare; pages of another size have other seams."""
        before, changed = self._store.count(), self._store.get("changed", 0)
        largest = int(self._store.get("largest", 0))
        self._pager.size = max(1, min(self._pager.size, largest) * 2 // 3)
        outcome = self._pager.run(SECOND_PASS, self._box)
        seen, after = self._store.count(SECOND_PASS), self._store.count()
        if outcome is not Outcome.END:
            self.doubts.append("a second pass did not come to an end")
            return
        if after > before:
            self.doubts.append(f"a second pass brought {after - before:,} more features")
        elif seen < before:
            self.doubts.append(f"{before - seen:,} features did not come again in a second pass")
        elif self._store.get("changed", 0) > changed:
            self.doubts.append("features changed between two passes")
        else:
            self.checks.append(f"a second pass brought the same {seen:,} features")


def _aside(in_gml: bool, at: Cursor, box: Optional[Box], source: Any) -> Page:
    asked = source.aside(in_gml) if hasattr(source, "aside") else source
    page: Page = asked.page(at, _SOME, box)
    return page


def _tell_the_same(ours: Page, theirs: Page) -> bool:
    """Whether two pages tell the same of the features that both have; the order may not hold."""
    features = [{one.feature_id: one for one in page.features} for page in (ours, theirs)]
    both = [one for one in features[0] if one in features[1]]
    return is_as_whole(*([of[one] for one in both] for of in features))


def _some_of(starts: list[int]) -> list[int]:
    """Return some of many positions, from all over them, the last one among them."""
    step = -(-len(starts) // _MOST_SEAMS) or 1
    return starts[::-1][::step][::-1]


_STARTS = "SELECT DISTINCT start FROM pages WHERE pass = 1 AND received > 0 ORDER BY start"
_FROM_PAGES = "SELECT count(*) FROM features WHERE position IS NOT NULL"
_DOUBLED = "SELECT 1 FROM features GROUP BY digest HAVING count(*) > 1 LIMIT 1"
