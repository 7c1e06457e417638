"""The size of pages settles where a layer comes quickest without pages that take for ever."""

from __future__ import annotations

from typing import Callable

from amis_qgis_plugin.workspace.offline.pace import Pace


def settle(takes: Callable[[int], float], beside: int = 0, pages: int = 30) -> int:
    """Return the size after some pages of a server that takes so many seconds for each."""
    pace, size = Pace(3.0, 10_000, 32_000_000), 1000
    for _page in range(pages):
        size = pace.next_size(size, size, takes(size), beside)
    return size


def test_a_fast_server_gives_the_largest_pages() -> None:
    assert settle(lambda size: 0.05 + size / 20_000) == 10_000


def test_a_slow_link_gets_pages_of_a_few_seconds() -> None:
    assert 50 <= settle(lambda size: 0.3 + size / 30) <= 150


def test_a_server_that_takes_its_time_for_any_page_gets_large_ones() -> None:
    assert settle(lambda size: 6.0 + size / 5000) >= 5000


def test_pages_that_share_a_link_may_take_longer_together() -> None:
    alone = settle(lambda size: 0.3 + size / 400)
    together = settle(lambda size: 0.3 + 4 * size / 400, beside=3)
    assert 0.5 < together / alone < 2


def test_pages_never_shrink_to_nothing() -> None:
    assert settle(lambda size: 1000.0 * size) == 10


def test_a_server_that_takes_its_time_for_any_page_is_asked_for_more_at_once_soon() -> None:
    pace, size, asked = Pace(3.0, 25_000, 32_000_000), 1000, 0
    while size < 25_000:
        size = pace.next_size(size, size, 1.6 + size / 25_000, 3)
        asked += 1
    assert asked <= 3


def test_pages_take_no_more_memory_than_they_may() -> None:
    pace, size = Pace(3.0, 25_000, 32_000_000), 1000
    for _page in range(10):
        size = pace.next_size(size, size, 0.1, 0, 20_000 * size)
    assert size == 1600
    assert pace.next_size(1, 1, 0.1, 0, 90_000_000) == 10
