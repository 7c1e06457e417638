"""Questions that a download can do without: totals, boxes, schemas.

A server that meets one with silence costs a minute each time, and there are dozens of them.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from typing import Callable, Optional, TypeVar

from .errors import Silence

T = TypeVar("T")
MOST_SILENCE = 2  # once may be the link


class SideQuestions:
    """Remembers which kinds of question met nothing but silence; several threads may share it."""

    def __init__(self) -> None:
        self._silent: Counter[str] = Counter()
        self._ended: dict[str, float] = {}  # when the silence that was counted last did
        self._lock = threading.Lock()

    def ask(self, kind: str, question: Callable[[], T]) -> Optional[T]:
        """Return the answer; None where questions of this kind met silence in a row.

        :raises Silence: the first time, to be asked again.
        """
        if self._silent[kind] >= MOST_SILENCE:
            return None
        begun = time.monotonic()
        try:
            found = question()
        except Silence:
            if self._is_another(kind, begun):
                return None
            raise
        self._silent[kind] = 0
        return found

    def _is_another(self, kind: str, begun: float) -> bool:
        """Count a silence; say whether it is one too many.

        Questions that were put at the same time met the same one.
        """
        with self._lock:
            if begun >= self._ended.get(kind, begun):
                self._silent[kind] += 1
                self._ended[kind] = time.monotonic()
            return self._silent[kind] >= MOST_SILENCE
