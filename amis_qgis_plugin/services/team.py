"""Several connections to one server at once, each in a thread of its own."""

from __future__ import annotations

import copy
import queue
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Callable, Generic, Optional, TypeVar

from ..core.errors import ServiceError
from ..core.progress import Progress
from .pages import PageSource, Together, ask_singly

if TYPE_CHECKING:
    import requests

T = TypeVar("T")
Question = Callable[[PageSource], T]
MOST_CONNECTIONS = 4
_TICK = 0.05


@dataclass(frozen=True)
class Connections:
    """How further connections are made.

    :param new_session: takes a progress that is looked at while it waits for the server; called in
        the thread that will use the session.
    :param pause: called again and again while an answer is waited for, where the waiting thread
        has something else to do.
    """

    new_session: Callable[[Progress], requests.Session]
    pause: Callable[[], None] = lambda: None


class Asked(Generic[T]):
    """A question that is on its way.

    :ivar seconds: how long the answer took, once it is there.
    """

    def __init__(self, source: PageSource, question: Question[T]) -> None:
        self._source, self._question = source, question
        self._value: Any = None
        self._error: Optional[BaseException] = None
        self.done = threading.Event()
        self.is_dropped = False
        self.seconds = 0.0

    def answer(self, session: Callable[[], Optional[requests.Session]] = lambda: None) -> None:
        """Put the question; whatever comes of it is kept for the one who asked.

        :param session: gives the one to ask through; None for the source's own.
        """
        started = time.monotonic()
        try:
            other = session()
            source = self._source if other is None else self._source.with_session(other)
            self._value = self._question(source)
        except BaseException as error:  # raised again where the answer is waited for
            self._error = error
        self.seconds = time.monotonic() - started
        self.done.set()

    def drop(self) -> None:
        """Let it be: nobody wants the answer any more."""
        self.is_dropped = True

    def value(self) -> T:
        """Return the answer once it is there.

        :raises ServiceError: as the question did.
        """
        if self._error is not None:
            raise self._error
        value: T = self._value
        return value


class Team:
    """Asks a source through up to four connections; a context manager.

    Without connections it asks through the source's own, one question after the other.

    :param progress: of the one who waits.
    """

    def __init__(
        self,
        source: PageSource,
        connections: Optional[Connections] = None,
        progress: Optional[Progress] = None,
    ) -> None:
        self._source, self._connections = source, connections
        self._progress = progress or Progress()
        self._waiting: queue.SimpleQueue[Optional[Asked[Any]]] = queue.SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._idle = 0
        self._stopped = threading.Event()
        self._inside = Progress(is_cancelled=self._stopped.is_set)

    @property
    def width(self) -> int:
        """The number of questions that can be on their way at once."""
        return 1 if self._connections is None else MOST_CONNECTIONS

    @property
    def together(self) -> Together:
        """What asks several questions at once, for a source that prepares itself."""
        return ask_singly if self._connections is None else self.all

    def __enter__(self) -> Team:
        return self

    def __exit__(self, *_error: object) -> None:
        self._stopped.set()
        for _thread in self._threads:
            self._waiting.put(None)
        for thread in self._threads:
            thread.join(1.0)  # one that still waits for a silent server ends with it

    def ask(self, question: Question[T]) -> Asked[T]:
        """Put a question to the source as it is now, and go on."""
        asked = Asked(copy.copy(self._source), question)
        if self._connections is None:
            return asked
        self._waiting.put(asked)
        if self._waiting.qsize() > self._idle and len(self._threads) < self.width:
            thread = threading.Thread(target=self._work, name="amis-connection", daemon=True)
            self._threads.append(thread)
            thread.start()
        return asked

    def wait(self, asked: Asked[T]) -> T:
        """Return the answer to a question.

        :raises ServiceError: as the question did.
        :raises Cancelled: when the person stopped it.
        """
        if self._connections is None and not asked.done.is_set():
            asked.answer()
        pause = self._connections.pause if self._connections is not None else lambda: None
        while not asked.done.wait(_TICK):
            self._progress.check()
            pause()
        return asked.value()

    def all(
        self, questions: Sequence[Question[T]], meanwhile: Callable[[], None] = lambda: None
    ) -> list[Optional[T]]:
        """Return the answers to several questions; None for one that failed.

        :param meanwhile: what is done while they are on their way.
        """
        found: list[Optional[T]] = []
        begun = [self.ask(one) for one in questions]
        meanwhile()
        for asked in begun:
            try:
                found.append(self.wait(asked))
            except ServiceError:
                found.append(None)
        return found

    def _work(self) -> None:
        """Answer what waits, in a thread of its own, through one session."""
        made: list[requests.Session] = []

        def session() -> Optional[requests.Session]:
            if not made and self._connections is not None:
                made.append(self._connections.new_session(self._inside))
            return made[0]

        while True:
            self._idle += 1
            asked = self._waiting.get()
            self._idle -= 1
            if asked is None:
                break
            if not asked.is_dropped and not self._stopped.is_set():
                asked.answer(session)
        for one in made:
            one.close()
