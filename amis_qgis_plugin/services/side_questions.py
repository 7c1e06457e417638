"""Questions that a download can do without: totals, boxes, schemas.

A server that meets one with silence costs a minute each time, and there are dozens of them.
"""

from __future__ import annotations

from collections import Counter
from typing import Callable, Optional, TypeVar

from .errors import Silence

T = TypeVar("T")
MOST_SILENCE = 2  # once may be the link


class SideQuestions:
    """Remembers which kinds of question met nothing but silence; several threads may share it."""

    def __init__(self) -> None:
        self._silent: Counter[str] = Counter()

    def ask(self, kind: str, question: Callable[[], T]) -> Optional[T]:
        """Return the answer; None where questions of this kind met silence in a row.

        :raises Silence: the first time, to be asked again.
        """
        if self._silent[kind] >= MOST_SILENCE:
            return None
        try:
            found = question()
        except Silence:
            self._silent[kind] += 1
            if self._silent[kind] < MOST_SILENCE:
                raise
            return None
        self._silent[kind] = 0
        return found
