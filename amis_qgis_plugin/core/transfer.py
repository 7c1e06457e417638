"""How a download goes on: bytes, rate and what is left, in words."""

from __future__ import annotations

import time
from collections import deque
from typing import Callable, Optional

_WINDOW = 20.0  # seconds that the rate looks back on
_LEAST = 1.0


class Transfer:
    """Counts what arrives.

    :param clock: seconds that only go up.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: deque[tuple[float, int, int]] = deque([(clock(), 0, 0)])
        self.features = self.bytes = 0

    def add(self, features: int, byte_count: int) -> None:
        """Take what a page brought."""
        self.features += features
        self.bytes += byte_count
        now = self._clock()
        self._seen.append((now, self.features, self.bytes))
        while len(self._seen) > 2 and now - self._seen[0][0] > _WINDOW:
            self._seen.popleft()

    def rates(self) -> tuple[float, float]:
        """Return features and bytes a second of late; zeros while it is too early to tell."""
        started, features, byte_count = self._seen[0]
        seconds = self._clock() - started
        if seconds < _LEAST:
            return 0.0, 0.0
        return (self.features - features) / seconds, (self.bytes - byte_count) / seconds

    def words(self, have: int, expected: Optional[int]) -> str:
        """Return how far it is: ``12,000 of 48,310 features, 3.2 MB, 410 kB/s, about 40 s left``.

        :param have: features that are there, those of earlier runs included.
        :param expected: features that the server states; None where it states none.
        """
        count = f"{have:,}" if expected is None else f"{have:,} of {expected:,}"
        parts = [f"{count} features", size_words(self.bytes)]
        features, byte_count = self.rates()
        if byte_count:
            parts.append(f"{size_words(byte_count)}/s")
        if features and expected is not None and expected > have:
            parts.append(f"about {duration_words((expected - have) / features)} left")
        return ", ".join(parts)


def size_words(byte_count: float) -> str:
    """Return a size as people read it: ``410 kB``, ``3.2 MB``."""
    for unit, size in (("GB", 1e9), ("MB", 1e6)):
        if byte_count >= size:
            return f"{byte_count / size:.1f} {unit}"
    return f"{byte_count / 1e3:.0f} kB"


def duration_words(seconds: float) -> str:
    """Return a duration as people say it: ``40 s``, ``3 min``, ``2 h 10 min``."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    if minutes < 90:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"
