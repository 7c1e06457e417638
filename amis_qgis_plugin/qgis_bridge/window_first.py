"""Work in the background that rests while the window has something to do.

Python lets one thread run at a time. One that reads a million rows takes its turn, some
milliseconds, between any two steps of the window's, and ten such steps are a window that hangs.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_LONGEST_REST = 0.2  # seconds; whatever the window does then, it does together with the work
_SHORT_TURN = 0.0005  # seconds
_is_free = threading.Event()
_is_free.set()
_lock = threading.Lock()
_at_work: list[float] = []  # the turns that each task found


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


@contextmanager
def short_turns() -> Iterator[None]:
    """Let threads take short turns at Python for as long as the block takes; call it in a task.

    A list that Qt draws asks Python for a hundred values. For each it waits until the task's turn
    is over: five milliseconds, unless somebody says otherwise.
    """
    with _lock:
        _at_work.append(sys.getswitchinterval())
        sys.setswitchinterval(_SHORT_TURN)
    try:
        yield
    finally:
        with _lock:
            before = _at_work.pop()
            if not _at_work:
                sys.setswitchinterval(before)
