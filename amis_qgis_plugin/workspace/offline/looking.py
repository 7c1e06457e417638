"""What is known before the first page: the reference system, which axis comes first, the area."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import Optional

from ...services.pages import Box, Page, PageFeature, PageSource
from ...services.service import Extent
from .areas import Areas, box_around
from .axes import NO_PLACES, Axes, Ground, decide, parts_of
from .paging import Pager
from .shapes import Envelope, shape_of
from .store import SideStore

_SOME_PLACES = 500
PLACES = "SELECT (a_min + a_max) / 2, (b_min + b_max) / 2 FROM features WHERE a_min IS NOT NULL"


@dataclass(frozen=True)
class Frame:
    """How the rows of a store are to be seen.

    :param axes: which axis comes first in the store's numbers.
    :param crs: reference system of the rows.
    :param boxes: the area asked for, in the store's numbers; none for everything, several where it
        goes over 180 degrees.
    """

    axes: Axes
    crs: str
    boxes: tuple[Box, ...] = ()


@dataclass
class Work:
    """One download while it runs."""

    source: PageSource
    store: SideStore
    pager: Pager
    advertised: Optional[Extent]
    wanted: Optional[Extent]
    ground: Ground = field(init=False)
    axes: Axes = field(init=False)
    named: str = ""
    boxes: tuple[Box, ...] = ()
    asked: Optional[Box] = None
    areas: Areas = field(init=False)
    hits: Optional[tuple[int, Optional[int]]] = None

    @property
    def frame(self) -> Frame:
        """How the rows are to be seen, as far as is known now."""
        return Frame(self.axes, self.ground.crs, self.boxes)


def look(work: Work, page: Page) -> None:
    """Learn from a few features which reference system and which axis comes first."""
    store, source = work.store, work.source
    if page.stated_total is not None:
        work.pager.expected = page.stated_total
    crs = store.get("crs") or page.crs or source.crs
    store.put("crs", crs)
    work.named = _named(source)
    for feature in page.features:
        work.pager.first_seen.note(feature)
    work.ground = Ground("EPSG:4326" if crs == "CRS:84" else crs, work.advertised)
    if store.get("axes") is None:
        places = [_middle(one) for one in map(_envelope_of, page.features) if one is not None]
        axes = decide(work.ground, places, work.named)
        store.put("axes", [axes.is_exchanged, axes.basis, axes.is_decided])
    work.axes = Axes(*store.get("axes"))
    _find_areas(work, [one for one in map(_envelope_of, page.features) if one is not None])


def look_again(work: Work) -> None:
    """Find out which axis comes first where the first few features had no places."""
    if work.axes.basis != NO_PLACES:
        return
    places = [(row[0], row[1]) for row in islice(work.store.each(PLACES), _SOME_PLACES)]
    if not places:
        return
    before, work.axes = work.axes, decide(work.ground, places, work.named)
    axes = work.axes
    work.store.put("axes", [axes.is_exchanged, axes.basis, axes.is_decided])
    if axes.is_exchanged != before.is_exchanged:
        if work.asked is not None:
            work.store.put("oddities", ["the area was asked for with its axes exchanged"])
        _find_areas(work, [])


def _find_areas(work: Work, envelopes: list[Envelope]) -> None:
    around = work.ground.box(work.ground.area(), work.axes)
    for one in envelopes:
        around = Box(
            min(around.a_min, one[0]), min(around.b_min, one[1]),
            max(around.a_max, one[2]), max(around.b_max, one[3]),
        )  # fmt: skip
    work.areas = Areas(work.pager, around, work.ground.box(work.ground.widest(), work.axes))
    if work.wanted is not None:
        _find_wanted(work, work.wanted)


def _find_wanted(work: Work, wanted: Extent) -> None:
    """Find the area in the numbers of the answers.

    One that goes over 180 degrees lies at both ends of those numbers, or beyond where longitudes
    go on to 360: the one box around it is asked for, which may be all around the earth.
    """
    parts = parts_of(wanted)
    work.boxes = tuple(work.ground.box(part, work.axes) for part in parts)
    asked, beyond = work.boxes[0], None
    if len(parts) > 1:
        asked = box_around(*work.boxes)
        if work.ground.is_geographic:
            _west, south, east, north = parts[1]
            beyond = work.ground.box(Extent(180.0, south, east + 360.0, north), work.axes)
            work.boxes += (beyond,)
    if not work.areas.usable():
        return
    if beyond is not None and work.areas.number_in(beyond):
        asked = box_around(asked, beyond)
    work.asked = asked
    work.areas.restrict(asked)


def _named(source: PageSource) -> str:
    return str(source.identity.get("srs", ""))


def _envelope_of(feature: PageFeature) -> Optional[Envelope]:
    return shape_of(feature).envelope


def _middle(box: Envelope) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
