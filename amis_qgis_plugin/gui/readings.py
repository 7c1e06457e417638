"""What is read of layers in the background, kept until what it was read from changes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any, Callable, Optional

from qgis.PyQt.QtCore import QObject

from ..core.errors import Cancelled
from ..core.progress import Progress
from ..qgis_bridge.tasks import Task, as_amis_error

Work = Callable[[Progress], Any]


@dataclass
class _Reading:
    """One key's reading.

    :param stamp: tells apart what it was read from.
    :param value: the newest value; stays in use while a newer one is being read.
    :param again: asks for what is to be read once the task has come to its end.
    """

    stamp: Any
    value: Any = None
    problem: str = ""
    task: Optional[Task] = None
    again: Optional[Callable[[], None]] = None


class Readings:
    """Values by key; each is read in a task once and again when its stamp changes.

    :param owner: nobody is told any more once Qt has deleted it.
    :param on_end: called when a value has come, or a problem in place of it.
    :param on_error: called with the exception before that.
    :param lets_finish: whether a reading goes on when another one is asked for, which follows it
        then: where much of what was read holds for the other as well.
    """

    def __init__(
        self,
        owner: QObject,
        on_end: Callable[[], None],
        on_error: Callable[[Exception], None],
        lets_finish: bool = False,
    ) -> None:
        self._owner = owner
        self._on_end = on_end
        self._on_error = on_error
        self._lets_finish = lets_finish
        self._readings: dict[str, _Reading] = {}

    def ask(self, key: str, stamp: Any, title: str, prepare: Callable[[], Work]) -> None:
        """Have a value read unless it is known, being read, or could not be read.

        :param title: what QGIS's task manager shows.
        :param prepare: called here and now; returns what the task does.
        """
        older = self._readings.get(key)
        if older is not None and older.stamp == stamp:
            older.again = None
            return
        if older is not None and older.task is not None and self._lets_finish:
            older.again = partial(self.ask, key, stamp, title, prepare)
            return
        self._stop(older)
        reading = _Reading(stamp, older.value if older is not None else None)
        self._readings[key] = reading

        def is_wanted() -> bool:
            reading.task = None
            return self._readings.get(key) is reading

        def done(value: Any) -> None:
            if is_wanted():
                reading.value = value
                if reading.again is not None:
                    reading.again()
                self._on_end()

        def failed(error: Exception) -> None:
            if not is_wanted():
                return
            if reading.again is not None and not isinstance(error, Cancelled):
                reading.again()
                return
            reading.value = None
            reading.problem = as_amis_error(error).message.rstrip(".")
            self._on_error(error)
            self._on_end()

        reading.task = Task(title, prepare(), done, failed, owner=self._owner).start()

    def value(self, key: str) -> Any:
        """Return the newest value; None when there is none yet."""
        return self._readings[key].value if key in self._readings else None

    def problem(self, key: str) -> str:
        """Return why a value could not be read; empty when it could or is being read."""
        return self._readings[key].problem if key in self._readings else ""

    def retry(self) -> list[str]:
        """Let what could not be read be asked for again; return its keys."""
        failed = [key for key, reading in self._readings.items() if reading.problem]
        self._drop(failed)
        return failed

    def forget(self, key: str) -> None:
        """Drop one value; what is being read for it is stopped."""
        self._drop([key])

    def keep_only(self, keys: Iterable[str]) -> None:
        """Drop every other value; what is being read for them is stopped."""
        self._drop(self._readings.keys() - set(keys))

    def _drop(self, keys: Iterable[str]) -> None:
        for key in list(keys):
            self._stop(self._readings.pop(key, None))

    def _stop(self, reading: Optional[_Reading]) -> None:
        if reading is not None and reading.task is not None:
            reading.task.cancel()
