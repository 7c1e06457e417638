"""Work of the window that has turns of its own, so that the window answers in between."""

from __future__ import annotations

from typing import Any, Callable

from qgis.PyQt.QtCore import QObject, QTimer


class Turn(QTimer):
    """Calls that are made at once or, where they take their time, each in a turn of the window.

    What the turn before has left to be painted is painted first.

    :param owner: no call is made any more once Qt has deleted it.
    """

    def __init__(self, owner: QObject, *calls: Callable[[], Any]) -> None:
        super().__init__(owner, singleShot=True, interval=0, timeout=self._go_on)
        self._calls = calls
        self._next = 0

    def take(self, later: bool) -> None:
        """Make the calls, once, from the first on.

        :param later: whether in the next turns.
        """
        self._next = 0
        if later:
            self.start()
        else:
            self._finish()

    def catch_up(self) -> None:
        """Make the calls now that are to be made in the next turns."""
        if self.isActive():
            self._finish()

    def _finish(self) -> None:
        self.stop()
        for call in self._calls[self._next :]:
            call()

    def _go_on(self) -> None:
        call = self._calls[self._next]
        self._next += 1
        if self._next < len(self._calls):
            self.start()
        call()
