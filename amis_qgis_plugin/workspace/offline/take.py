"""Taking a layer whole: pages, then what else it needs, then the proof."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Optional

from ...core.completeness import Completeness
from ...core.errors import Cancelled, ServiceError
from ...core.evidence import Evidence
from ...core.phrases import counted
from ...services.pages import Page, PageSource
from ...services.patience import Patience, may_pass
from ...services.service import Extent
from ...services.team import Team
from .axes import misfits, off_earth
from .filtered import doubts_of_filter
from .limits import Limits
from .looking import PLACES, Frame, Work, look, look_again
from .paging import Outcome, Pager
from .proof import Prover
from .store import SideStore
from .unique import unique_field

_SORTED_PASS = 3
_BATCH = 5000


@dataclass(frozen=True)
class Taken:
    """What came of it; the rows are in the store.

    :param frame: how the rows are to be seen.
    :param failure: what ended it before its end; None when nothing did.
    """

    evidence: Evidence
    frame: Frame
    failure: Optional[ServiceError] = None

    @property
    def completeness(self) -> Completeness:
        """How far it is whole."""
        return self.evidence.completeness


def side_store_path(workspace: Path, source_id: str) -> Path:
    """Return where a download into a workspace is kept until it is whole."""
    name = re.sub(r"[^\w.-]+", "-", source_id)[:80]
    return workspace.with_name(f".{workspace.stem}.{name}.amis-part")


def take(
    source: PageSource,
    store: SideStore,
    sample: Page,
    *,
    advertised: Optional[Extent] = None,
    extent: Optional[Extent] = None,
    limits: Optional[Limits] = None,
    patience: Optional[Patience] = None,
    team: Optional[Team] = None,
    on_looked: Callable[[Frame], None] = lambda _frame: None,
) -> Taken:
    """Take a layer into a store, as far as the server gives it.

    :param sample: what the source gave when it was prepared.
    :param advertised: where the server says that the layer lies.
    :param extent: the area wanted, in degrees; None for everything.
    :param team: connections beside the source's own.
    :param on_looked: told before the first page how the rows are probably to be seen.
    :raises ServiceError: when the server gave nothing to begin with.
    :raises Cancelled: when the person stopped it; the store goes on there next time.
    """
    patience = patience or Patience()
    if store.get("spent"):  # nothing of it could be gone on with
        layer = store.get("layer")
        store.clear()
        store.put("layer", layer)
    pager = Pager(source, store, limits or Limits(), patience, team)
    pager.see(sample)
    work = Work(source, store, pager, advertised, extent)
    failure: Optional[ServiceError] = None
    try:
        look(work, sample)
        on_looked(work.frame)
        prover = _run(work)
        prover.ask_some_again()
        prover.know_again()
    except Cancelled:
        raise
    except ServiceError as error:
        if not hasattr(work, "axes"):
            raise
        failure, prover = error, Prover(pager, None)
    evidence = _evidence(work, prover, failure)
    if evidence.completeness is Completeness.INCOMPLETE and failure is None:
        store.put("spent", not pager.missing)
    return Taken(evidence, work.frame, failure)


def _run(work: Work) -> Prover:
    _note_ground(work)
    store, pager = work.store, work.pager
    outcome = Outcome.END if store.get("end-1") else Outcome.SKIPPED
    if outcome is Outcome.END:
        pager.retry_holes(work.asked)
    elif not store.get("cannot-page"):
        outcome = _page(work)
    look_again(work)
    _note_ground(work)
    if outcome is Outcome.REFUSED and pager.refusal is not None and not work.areas.usable():
        raise pager.refusal
    if outcome is not Outcome.END:
        store.put("cannot-page", True)
        prover = Prover(pager, work.asked, work.areas)
        if not work.areas.usable():
            prover.doubts.append("the server gives the same page for ever")
            store.put("stuck", True)
            return prover
        _take_areas(work, prover)
        prover.compare_list()
        return prover
    prover = Prover(pager, work.asked, work.areas)
    _fill_gaps(work, prover)
    prover.prove_pages()
    if not store.get("stated") and _hits(work) is None:
        _take_areas(work, prover)  # for want of any total that the server states
    prover.compare_list()
    return prover


def _note_ground(work: Work) -> None:
    """Note where the rows lie, for when nobody can be asked any more."""
    work.store.put("ground", [work.ground.crs, [list(one) for one in work.boxes]])


def _page(work: Work) -> Outcome:
    outcome = work.pager.run(1, work.asked)
    is_shared = outcome is Outcome.END and work.store.get("changed", 0)
    if not work.pager.by_content and (outcome is Outcome.CONFUSED or is_shared):
        kept = {name: work.store.get(name) for name in ("crs", "axes", "ground", "layer")}
        work.store.clear()
        for name, value in {**kept, "by_content": True}.items():
            work.store.put(name, value)
        work.pager.by_content = True
        outcome = work.pager.run(1, work.asked)
    return outcome


def _fill_gaps(work: Work, prover: Prover) -> None:
    """Look for features that the pages left out: in the order of a unique field, then by area."""
    is_loose = work.pager.seams.is_broken
    if _lacks(work) or is_loose:
        _take_sorted(work, prover)
    is_loose = is_loose and not prover.checks
    if _lacks(work) or is_loose or work.areas.halves_agree() is False:
        _take_areas(work, prover)


def _take_areas(work: Work, prover: Prover) -> None:
    if not work.areas.usable():
        return
    before, first_pass = work.store.count(), work.areas.take()
    if work.store.count() > before:
        prover.checks.clear()  # they were about fewer
    prover.prove_areas(first_pass)


def _take_sorted(work: Work, prover: Prover) -> None:
    key = work.store.get("sort-key") or unique_field(work.store)
    if not key:
        return
    work.store.put("sort-key", key)
    work.source.sort_by = key
    with suppress(ServiceError):
        outcome, have = work.pager.run(_SORTED_PASS, work.asked), work.store.count()
        if outcome is Outcome.END and work.store.count(_SORTED_PASS) == have:
            prover.checks.append(f"a pass in the order of {key} brought all {have:,} features")
    work.source.sort_by = ""


def _lacks(work: Work) -> bool:
    have = work.store.count()
    totals = [*work.store.get("stated", []), _hits(work) or 0]
    return any(total > have for total in totals)


def _hits(work: Work) -> Optional[int]:
    """Return the total that the server states now, asked once between two pages.

    One that it stated at the beginning holds still where the totals of two halves, asked for just
    now, hold all features.
    """
    before = work.pager.total_before
    if before is not None and before == work.store.count() and work.areas.halves_hold_all():
        return before
    pages = int(work.store.one("SELECT count(*) FROM pages"))
    if work.hits is None or work.hits[0] != pages:
        try:
            total = work.pager.patience.ask(lambda: work.source.total(work.asked))
        except ServiceError as error:
            if not may_pass(error):
                raise
            total = None
        work.hits = (pages, total)
    return work.hits[1]


def _evidence(work: Work, prover: Prover, failure: Optional[ServiceError]) -> Evidence:
    store, pager = work.store, work.pager
    received = store.count()
    missing, doubts = [*prover.missing], [*prover.doubts]
    stated = [("numberMatched on the pages", total) for total in store.get("stated", [])]
    if failure is not None:
        why = failure.message.rstrip(".")
        lacks = f"what comes after {counted(received, 'feature')}"
        if store.get("end-1"):
            lacks = "what was looked for once more behind the last page"
        missing.append(f"{lacks}; {why}")
    else:
        hits = _hits(work)
        if hits is not None:
            stated.append(("the total asked for", hits))
        doubts += doubts_of_filter(work)
    if not stated or any(total != received for _where, total in stated):
        missing += pager.missing
    if store.get("stuck"):
        missing.append("what is behind the page that the server gives for ever")
    if pager.by_content and prover.is_doubled():
        doubts.append("features without ids came twice, and nothing tells them apart")
    if not received:
        doubts.append("nothing came, and nothing tells an empty layer from a failing server")
    doubts += [*_doubts_of_contents(work), *_doubts_of_places(work)]
    doubts += store.get("oddities", [])
    changed, repaired = store.get("changed", 0), store.get("repaired", 0)
    if changed:
        doubts.append(f"{changed:,} features changed while they were read")
    if repaired:
        doubts.append(f"{repaired:,} pages had characters or an encoding that had to be mended")
    return Evidence(
        received, tuple(dict.fromkeys(stated)), tuple(dict.fromkeys(prover.checks)), prover.end,
        tuple(dict.fromkeys(doubts)), tuple(dict.fromkeys(missing)), tuple(_notes(work)),
    )  # fmt: skip


_BARE = "SELECT count(*) FROM features WHERE attributes = '{}'"
_UNREAD = "SELECT count(*) FROM features WHERE wkb IS NOT NULL AND a_min IS NULL"


def _doubts_of_contents(work: Work) -> Iterator[str]:
    """Yield what is odd about features beside others of the same layer."""
    # GML has no elements for fields without a value.
    can_be_bare = work.source.identity.get("format") == "gml"
    bare = 0 if can_be_bare else int(work.store.one(_BARE))
    if 0 < bare < work.store.count():
        yield f"{counted(bare, 'feature')} came without any attribute, unlike the others"
    unread = int(work.store.one(_UNREAD))
    if unread:
        yield f"{counted(unread, 'feature')} came with a geometry that cannot be read"
    if work.asked is not None and work.areas.lacks_at_edges:
        yield "halves of the area hold fewer than came from it: what crosses its edge may lack"


def _doubts_of_places(work: Work) -> Iterator[str]:
    if not work.store.one("SELECT 1 FROM features WHERE a_min IS NOT NULL LIMIT 1"):
        return
    if not work.axes.is_decided:
        yield "the data do not show which axis comes first"
    if work.ground.holds(work.store.envelope(), work.axes):
        return
    batch: list[tuple[float, float]] = []
    wrong = nowhere = 0
    for place in work.store.each(PLACES):
        batch.append((place[0], place[1]))
        if len(batch) == _BATCH:
            wrong += misfits(work.ground, work.axes, batch)
            nowhere += off_earth(work.ground, work.axes, batch)
            batch.clear()
    if batch:
        wrong += misfits(work.ground, work.axes, batch)
        nowhere += off_earth(work.ground, work.axes, batch)
    if nowhere:
        yield f"{counted(nowhere, 'feature')} lie nowhere on earth"
    if wrong:
        yield f"{wrong:,} features lie in the layer's extent only with their axes exchanged"


def _notes(work: Work) -> Iterator[str]:
    pages, size = next(work.store.each("SELECT count(*), coalesce(sum(bytes), 0) FROM pages"))
    yield f"{counted(pages, 'page')}, {size / 1e6:.1f} MB"
    first = "y first" if work.axes.is_exchanged else "x first"
    yield f"axes {first}: {work.axes.basis}"
    yield from work.store.get("remarks", [])
    if work.pager.by_content:
        yield "the server gives no ids; features are told apart by what they say"
    if work.wanted is not None and work.asked is None:
        yield "the server does not select by area; what lies outside was left out here"
    if work.asked is not None and len(work.boxes) > 1:
        yield "the area goes over 180 degrees; a larger one was asked for and cut out here"
    for message, times in work.pager.failures.items():
        yield f"asked again {counted(times, 'time')} because: {message.rstrip('.')}"
