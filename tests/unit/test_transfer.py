"""What a person reads while a layer is taken."""

from __future__ import annotations

import pytest

from amis_qgis_plugin.core.transfer import Transfer, duration_words, size_words


def test_words_tell_bytes_rate_and_what_is_left() -> None:
    now = [0.0]
    transfer = Transfer(lambda: now[0])
    now[0] = 5.0
    transfer.add(1000, 400_000)
    assert transfer.words(1000, 5000) == "1,000 of 5,000 features, 400 kB, 80 kB/s, about 20 s left"


def test_an_unknown_total_promises_nothing() -> None:
    now = [0.0]
    transfer = Transfer(lambda: now[0])
    now[0] = 2.0
    transfer.add(1000, 4_000_000)
    assert transfer.words(1000, None) == "1,000 features, 4.0 MB, 2.0 MB/s"


def test_the_rate_is_that_of_late() -> None:
    now = [0.0]
    transfer = Transfer(lambda: now[0])
    for second in range(1, 101):
        now[0] = float(second)
        transfer.add(100 if second > 50 else 1, 1000)
    features, _bytes = transfer.rates()
    assert features == pytest.approx(100, rel=0.1)


def test_what_came_earlier_counts_for_the_rest_and_not_for_the_rate() -> None:
    now = [0.0]
    transfer = Transfer(lambda: now[0])
    now[0] = 10.0
    transfer.add(100, 1000)
    assert transfer.words(900, 1000).endswith("about 10 s left")


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.2, "1 s"), (89, "89 s"), (200, "3 min"), (7800, "2 h 10 min")]
)
def test_durations(seconds: float, words: str) -> None:
    assert duration_words(seconds) == words


@pytest.mark.parametrize(("size", "words"), [(999, "1 kB"), (1.5e6, "1.5 MB"), (2.25e9, "2.2 GB")])
def test_sizes(size: float, words: str) -> None:
    assert size_words(size) == words
