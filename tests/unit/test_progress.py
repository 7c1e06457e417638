"""Progress stays between 0 and 1, nests, and stops the work when asked to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amis_qgis_plugin.core.errors import Cancelled
from amis_qgis_plugin.core.progress import Progress

fractions = st.floats(0, 1)


def _recorded() -> tuple[Progress, list[tuple[float, str]]]:
    told: list[tuple[float, str]] = []
    return Progress(lambda fraction, message: told.append((fraction, message))), told


@given(fractions, fractions, st.floats(-2, 3))
def test_a_part_reports_within_its_share(one: float, other: float, inside: float) -> None:
    start, end = sorted((one, other))
    progress, told = _recorded()
    progress.part(start, end).at(inside, "working")
    ((fraction, message),) = told
    assert start - 1e-12 <= fraction <= end + 1e-12
    assert message == "working"


def test_parts_of_parts_add_up() -> None:
    progress, told = _recorded()
    progress.part(0.5, 1.0).part(0.0, 0.5).at(1.0)
    assert told == [(0.75, "")]


def test_nothing_is_asked_of_a_progress_for_nobody() -> None:
    Progress().part(0.2, 0.3).at(0.5, "unheard")


def test_cancelling_stops_the_work_at_any_depth_and_reports_no_more() -> None:
    told: list[float] = []
    wants_to_stop = False
    progress = Progress(lambda fraction, _message: told.append(fraction), lambda: wants_to_stop)
    part = progress.part(0.0, 0.5).part(0.0, 0.5)
    part.at(1.0)
    wants_to_stop = True
    for stopped in (progress, part):
        with pytest.raises(Cancelled):
            stopped.at(1.0)
        with pytest.raises(Cancelled):
            stopped.check()
    assert told == [0.25]


def test_bytes_are_counted_between_two_sentences() -> None:
    progress = Progress()
    part = progress.part(0.0, 0.5).with_words(str.upper)
    part.arrivals.add(700)
    part.arrivals.add(300)
    assert progress.arrivals.byte_count == 1000
    part.at(0.5, "a page is there")
    assert progress.arrivals.byte_count == 0
