"""Work in the background that rests while the window has something to do.

Python lets one thread run at a time. One that reads a million rows takes its turn, some
milliseconds, between any two steps of the window's, and ten such steps are a window that hangs.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LONGEST_REST = 0.2  # seconds; whatever the window does then, it does together with the work
_is_free = threading.Event()
_is_free.set()


@contextmanager
def window_first() -> Iterator[None]:
    """Let the work of our tasks rest for as long as the block takes; call it in the window."""
    _is_free.clear()
    try:
        yield
    finally:
        _is_free.set()


def rest() -> None:
    """Wait while the window has something to do; call it in a task, between two steps."""
    if not _is_free.is_set():
        _is_free.wait(_LONGEST_REST)
