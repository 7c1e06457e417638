"""How large pages are: a few seconds each, unless the server takes its time for any page at all."""

from __future__ import annotations

_LEAST = 10
_MOST_AT_ONCE = 10.0  # times the size before
_BETTER, _WORSE = 1.3, 0.7
_DARING = 3.0  # times what seems to fit, where larger pages take hardly longer


class Pace:
    """Learns from page to page.

    :param seconds: what a page aims at.
    :param most: features on the largest page.
    :param most_bytes: what it may take: several pages are in memory at once.
    :ivar count: features that the last page was asked for.
    """

    def __init__(self, seconds: float, most: int, most_bytes: int) -> None:
        self._seconds, self._most, self._most_bytes = seconds, most, most_bytes
        self._least = _LEAST
        self.count, self._rate = 0, 0.0

    def next_size(
        self, count: int, received: int, seconds: float, beside: int, byte_count: int = 0
    ) -> int:
        """Return how many features to ask for next.

        :param count: features that were asked for.
        :param seconds: how long they took.
        :param beside: other pages that shared server and link meanwhile.
        :param byte_count: how large they were, where that is known.
        """
        seconds = max(seconds, 0.001)
        rate = received * (1 + beside) / seconds
        before, known, self.count, self._rate = self.count, self._rate, count, rate
        is_better = 0 < before < count and rate > known * _BETTER
        aim = self._seconds * (1 + beside)
        if is_better and seconds > aim:
            size = count * 2.0  # most of the time is spent on pages, not on features
        elif count < before and rate < known * _WORSE:
            self._least = before
            size = before * 2.0
        else:
            times = max(0.5, aim / seconds) * (_DARING if is_better else 1.0)
            size = count * min(_MOST_AT_ONCE, times)
        most = self._most_bytes * received // byte_count if byte_count else self._most
        return int(min(max(size, self._least), self._most, max(most, _LEAST)))
