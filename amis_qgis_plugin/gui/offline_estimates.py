"""Asks servers what layers have in an area, one after the other, in the background."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any, Optional

from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..qgis_bridge.offline import OfflineRequest
from ..qgis_bridge.offline_batch import Wish, estimate_layer
from ..qgis_bridge.tasks import Task
from ..services.service import Extent
from .offline_layers import Found

_PAUSE = 500  # milliseconds without a change before a server is asked
_Question = tuple[OfflineRequest, Optional[Extent]]


class Estimates(QObject):
    """Keeps the answers; a question that nobody asks any more is stopped.

    ``found`` tells that there is another answer.
    """

    found = pyqtSignal()

    def __init__(self, owner: QObject) -> None:
        super().__init__(owner)
        self._answers: dict[_Question, Found] = {}
        self._wanted: dict[str, _Question] = {}
        self._running: Optional[tuple[_Question, Task]] = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._go_on)

    def want(self, wishes: Mapping[str, Wish], extent: Optional[Extent]) -> None:
        """Ask for these layers and no others, in this area."""
        self._wanted = {key: (wish.request, extent) for key, wish in wishes.items()}
        for question, answer in [*self._answers.items()]:
            if isinstance(answer, Exception) and question not in self._wanted.values():
                del self._answers[question]  # asked anew when it is wanted again
        if self._running is not None and self._running[0] not in self._wanted.values():
            self.stop()
        self._timer.start()

    def answers(self) -> dict[str, Found]:
        """Return what is known of the layers that were asked for; None while it is not."""
        return {key: self._answers.get(question) for key, question in self._wanted.items()}

    def forget(self) -> None:
        """Ask nothing any more, and everything anew the next time."""
        self._wanted = {}
        self._answers = {}
        self.stop()

    def stop(self) -> None:
        """Stop asking."""
        self._timer.stop()
        if self._running is not None:
            _question, task = self._running
            self._running = None
            task.cancel()

    def _go_on(self) -> None:
        if self._running is not None:
            return
        question = next((one for one in self._wanted.values() if one not in self._answers), None)
        if question is None:
            return
        request, extent = question
        task = Task(
            f"Asking how much {request.layer} has",
            lambda progress: estimate_layer(request, extent, progress),
            partial(self._on_answer, question),
            partial(self._on_answer, question),
            owner=self,
        )
        self._running = (question, task)
        task.start()

    def _on_answer(self, question: _Question, answer: Any) -> None:
        if self._running is None or self._running[0] != question:
            return  # nobody asks any more
        self._running = None
        self._answers[question] = answer
        self.found.emit()
        self._go_on()
