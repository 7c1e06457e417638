"""Progress and cancelling, passed down to every piece of long work."""

from __future__ import annotations

from typing import Callable, Optional

from .errors import Cancelled


def _ignore(fraction: float, message: str) -> None:
    """Report to nobody."""


class Progress:
    """What long work tells the person who waits, and how that person stops it.

    :param report: called with a fraction from 0 to 1 and a sentence.
    :param is_cancelled: asked between steps; true once the person wants to stop.
    """

    def __init__(
        self,
        report: Callable[[float, str], None] = _ignore,
        is_cancelled: Optional[Callable[[], bool]] = None,
    ) -> None:
        self._report = report
        self._is_cancelled = is_cancelled

    def at(self, fraction: float, message: str = "") -> None:
        """Say how far the work is.

        :raises Cancelled: when the person has stopped it.
        """
        self.check()
        self._report(min(max(fraction, 0.0), 1.0), message)

    def check(self) -> None:
        """Raise :class:`Cancelled` when the person has stopped the work."""
        if self._is_cancelled is not None and self._is_cancelled():
            raise Cancelled()

    @property
    def is_cancelled(self) -> bool:
        """Whether the person has stopped the work; for what cannot raise in the middle."""
        return self._is_cancelled is not None and self._is_cancelled()

    def with_words(self, words: Callable[[str], str]) -> Progress:
        """Return the same progress whose sentences are put into other words."""

        def report(fraction: float, message: str) -> None:
            self._report(fraction, words(message))

        return Progress(report, self._is_cancelled)

    def part(self, start: float, end: float) -> Progress:
        """Return a progress for one step whose 0 to 1 is this one's ``start`` to ``end``."""

        def report(fraction: float, message: str) -> None:
            self._report(start + (end - start) * fraction, message)

        return Progress(report, self._is_cancelled)
