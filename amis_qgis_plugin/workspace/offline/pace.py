"""How large pages are: a few seconds each, unless the server takes its time for any page at all."""

from __future__ import annotations

_LEAST = 10
_MOST_AT_ONCE = 10.0  # times the size before
_BETTER, _WORSE = 1.3, 0.7


class Pace:
    """Learns from page to page.

    :param seconds: what a page aims at.
    :param most: features on the largest page.
    """

    def __init__(self, seconds: float, most: int) -> None:
        self._seconds, self._most = seconds, most
        self._least = _LEAST
        self._count, self._rate = 0, 0.0

    def next_size(self, count: int, received: int, seconds: float, beside: int) -> int:
        """Return how many features to ask for next.

        :param count: features that were asked for.
        :param seconds: how long they took.
        :param beside: other pages that shared server and link meanwhile.
        """
        seconds = max(seconds, 0.001)
        rate = received * (1 + beside) / seconds
        before, known, self._count, self._rate = self._count, self._rate, count, rate
        if 0 < before < count and rate > known * _BETTER and seconds > self._seconds:
            size = count * 2.0  # most of the time is spent on pages, not on features
        elif count < before and rate < known * _WORSE:
            self._least = before
            size = before * 2.0
        else:
            aim = self._seconds * (1 + beside)
            size = count * min(_MOST_AT_ONCE, max(0.5, aim / seconds))
        return int(min(max(size, self._least), self._most))
