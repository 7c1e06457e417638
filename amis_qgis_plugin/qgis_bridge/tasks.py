"""One task class for all long work: a plain function with a progress, run off the GUI thread."""

from __future__ import annotations

import time
from collections import deque
from typing import Any, Callable, Optional

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QEventLoop, QObject, QThread, QTimer

from ..core.errors import AmisError, Cancelled
from ..core.garbage import seldom_collected
from ..core.progress import Arrivals, Progress
from ..core.transfer import size_words
from .compat import task_flags
from .undisturbed import when_undisturbed_ends
from .window_first import rest, short_turns

_running: set[Task] = set()  # those that wait as well
_waiting: deque[Task] = deque()
_untold: set[Task] = set()  # those that have run, and that QGIS has not done with


class Task(QgsTask):
    """Runs ``work(progress)`` in the background and hands the outcome to one callback.

    :param title: what QGIS's task manager shows.
    :param work: called off the main thread; takes a :class:`Progress`.
    :param on_done: called on the main thread with the value that ``work`` returned.
    :param on_error: called on the main thread with the exception; :class:`Cancelled` when the
        person stopped it.
    :param on_progress: called on the main thread with percent and sentence.
    :param owner: nobody is told any more once Qt has deleted this object.
    """

    def __init__(
        self,
        title: str,
        work: Callable[[Progress], Any],
        on_done: Callable[[Any], None],
        on_error: Callable[[Exception], None],
        on_progress: Optional[Callable[[float, str], None]] = None,
        owner: Optional[QObject] = None,
    ) -> None:
        super().__init__(title, task_flags())
        self._work = work
        self._on_done = on_done
        self._on_error = on_error
        self._value: Any = None
        self._error: Optional[Exception] = None
        self._on_progress = on_progress
        self._owner = owner
        self._sentence = ""
        self._arrivals = Arrivals()
        if on_progress is not None:
            self.progressChanged.connect(self._tell_progress)

    def start(self) -> Task:
        """Hand the task to QGIS's task manager, at once or soon, and return it."""
        _running.add(self)  # QGIS keeps the C++ object only; Python would drop ours
        _waiting.append(self)
        _start_waiting()
        return self

    def cancel(self) -> None:
        """Stop the work; a task that has ended, and that QGIS has deleted, is left alone."""
        if self in _waiting:
            _waiting.remove(self)
            QTimer.singleShot(0, lambda: self.finished(False))
        elif not sip.isdeleted(self):
            super().cancel()

    @property
    def told(self) -> tuple[float, str]:
        """Percent and sentence of this moment, with the bytes that have come since.

        QGIS passes on few of the changes; who shows bytes and seconds looks here now and then.
        """
        waiting = self._arrivals.byte_count
        came = f", {size_words(waiting)} of what comes next" if waiting else ""
        return self.progress(), f"{self._sentence}{came}" if self._sentence else ""

    def run(self) -> bool:
        """Do the work; QGIS calls this off the main thread."""
        try:
            progress = Progress(self._report, self._is_stopped, self._arrivals)
            with short_turns(), seldom_collected():  # looking for garbage stops the window, too
                self._value = self._work(progress)
        except Exception as error:  # handed to on_error, on the main thread
            self._error = error
            return False
        finally:
            _untold.add(self)
        return True

    def finished(self, result: bool) -> None:
        """Hand over the outcome; QGIS calls this on the main thread."""
        QTimer.singleShot(0, lambda: _let_others_start(self))  # QGIS is done with it then
        when_undisturbed_ends(lambda: self._hand_over(result))

    def _hand_over(self, result: bool) -> None:
        _running.discard(self)
        QTimer.singleShot(0, _start_waiting)
        if not self._is_heard():
            return
        if result:
            self._on_done(self._value)
        else:
            self._on_error(self._error or Cancelled())

    def _is_stopped(self) -> bool:
        rest()
        return bool(self.isCanceled())

    def _tell_progress(self, percent: float) -> None:
        if self._on_progress is not None and self._is_heard():
            self._on_progress(percent, self._sentence)

    def _is_heard(self) -> bool:
        return self._owner is None or not sip.isdeleted(self._owner)

    def _report(self, fraction: float, sentence: str) -> None:
        self._sentence = sentence
        # QGIS swallows a signal for an unchanged value, and 100 only comes with the end.
        self.setProgress(min(99.9, fraction * 100))


def _start_waiting() -> None:
    """Hand over to QGIS as many tasks as it runs at once, none while one that ran is not told.

    QGIS keeps the address of a task that has run until it has told the end. That of a new one may
    be the same; if it waits in QGIS's own queue then, QGIS takes it away, and it never begins.
    """
    most = QThread.idealThreadCount()
    while _waiting and not _untold and len(_running) - len(_waiting) < most:
        QgsApplication.taskManager().addTask(_waiting.popleft())


def _let_others_start(told: Task) -> None:
    _untold.discard(told)
    _start_waiting()


def end_all(seconds: float = 3.0) -> None:
    """Stop our tasks and wait for their ends: QGIS would take away what they still use."""
    for task in [*_running]:
        task.cancel()
    last = time.monotonic() + seconds
    while _running and time.monotonic() < last:
        flags = QEventLoop.ProcessEventsFlag
        QCoreApplication.processEvents(flags.ExcludeUserInputEvents, 50)


def as_amis_error(error: Exception) -> AmisError:
    """Return the error itself when it is one of ours, else one that names the unexpected."""
    if isinstance(error, AmisError):
        return error
    return AmisError(
        f"Something unexpected happened: {type(error).__name__}: {error}.",
        hint="Please report it with the text in View > Panels > Log Messages.",
    )
