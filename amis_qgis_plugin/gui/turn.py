"""Work of the window that has a turn of its own, so that the window answers in between."""

from __future__ import annotations

from typing import Callable

from qgis.PyQt.QtCore import QObject, QTimer


class Turn(QTimer):
    """A call that is made at once or, where it takes its time, in the next turn of the window.

    What the turn before has left to be painted is painted first.

    :param owner: the call is not made any more once Qt has deleted it.
    """

    def __init__(self, owner: QObject, call: Callable[[], None]) -> None:
        super().__init__(owner, singleShot=True, interval=0, timeout=call)
        self._call = call

    def take(self, later: bool) -> None:
        """Make the call, once.

        :param later: whether in the next turn.
        """
        if later:
            self.start()
        else:
            self.stop()
            self._call()

    def catch_up(self) -> None:
        """Make the call now if it is to be made in the next turn."""
        if self.isActive():
            self.take(later=False)
