"""Fewer looks for garbage while millions of short-lived objects are made."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_SELDOM = 100_000  # objects between two looks; 700 otherwise
_lock = threading.Lock()
_running = 0
_before = (700, 10, 10)


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Let Python look for cycles of objects seldom: rows have none, and looking takes a quarter.

    It holds for the whole process, and ends with the last piece of work that wants it.
    """
    global _running, _before
    with _lock:
        if not _running:
            _before = gc.get_threshold()
            if _before[0]:  # somebody who switched it off wants it so
                gc.set_threshold(_SELDOM, *_before[1:])
        _running += 1
    try:
        yield
    finally:
        with _lock:
            _running -= 1
            if not _running:
                gc.set_threshold(*_before)
