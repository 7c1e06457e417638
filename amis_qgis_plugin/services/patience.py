"""Asking again: which failures may pass, how long to wait, and when to give up."""

from __future__ import annotations

import random
import threading
import time
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Callable, Optional, TypeVar

from ..core.errors import ServiceError
from ..core.progress import Progress
from .bodies import FORBIDDEN_XML, TOO_LARGE
from .errors import HttpFault, ServerException, Silence, UnexpectedAnswer, Unreachable
from .side_questions import MOST_SILENCE

T = TypeVar("T")
BUSY = (429, 503)
LONGEST_WAIT = 120.0
_FIRST_WAIT = 0.5
_STEP = 0.2


def may_pass(error: ServiceError) -> bool:
    """Whether the same question may be answered another time, or a smaller one now."""
    if isinstance(error, HttpFault):
        return error.status in (408, 413, 425, *BUSY) or error.status >= 500
    if isinstance(error, UnexpectedAnswer):
        return error.kind != FORBIDDEN_XML
    return isinstance(error, (Unreachable, ServerException))


def is_busy(error: ServiceError) -> bool:
    """Whether the server asks to be asked later; its size is not to blame then."""
    return isinstance(error, HttpFault) and error.status in BUSY


def seconds_asked(retry_after: str, now: Optional[datetime] = None) -> Optional[float]:
    """Return the seconds that a Retry-After header asks for: a number, or a date of HTTP."""
    text = retry_after.strip()
    if text.isdecimal():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (TypeError, ValueError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=timezone.utc)
    return max(0.0, (moment - (now or datetime.now(timezone.utc))).total_seconds())


_asking = threading.local()  # of all patiences: whichever began will ask again


class Patience:
    """Waits between tries; a person can stop it at any time.

    :param tries: how often a question is put at most.
    :param sleep: for tests.
    """

    def __init__(
        self,
        progress: Optional[Progress] = None,
        tries: int = 4,
        sleep: Callable[[float], None] = time.sleep,
        longest_wait: float = LONGEST_WAIT,
    ) -> None:
        self.progress = progress or Progress()
        self.tries = tries
        self.waited: list[float] = []
        self._sleep = sleep
        self._longest = longest_wait

    @property
    def is_asking(self) -> bool:
        """Whether this thread puts a question that will be put again if it fails."""
        return getattr(_asking, "is_asking", False)

    def ask(self, question: Callable[[], T], *, refusals_pass: bool = True) -> T:
        """Return the answer to a question, put again while its failure may pass.

        A question that is part of another one is put once: the other one is put again.

        :param refusals_pass: whether a server that explains why not may think better of it.
        :raises ServiceError: the last failure.
        """
        if self.is_asking:
            return question()
        for number in range(1, self.tries + 1):
            _asking.is_asking = True
            try:
                return question()
            except ServiceError as error:
                is_final = isinstance(error, ServerException) and not refusals_pass
                is_final = is_final or getattr(error, "kind", "") == TOO_LARGE
                # A minute each: a server that keeps silent twice does so again.
                is_final = is_final or (isinstance(error, Silence) and number >= MOST_SILENCE)
                if number == self.tries or is_final or not may_pass(error):
                    raise
                self.wait(error, number)
            finally:
                _asking.is_asking = False
        raise ServiceError("No question was put.")

    def ask_until_free(self, question: Callable[[], T]) -> T:
        """Return the answer to a question, put again as long as the server asks to wait.

        :raises ServiceError: any other failure at once, and the last one.
        """
        for number in range(1, self.tries):
            try:
                return question()
            except ServiceError as error:
                if not is_busy(error):
                    raise
                self.wait(error, number)
        return question()

    def wait(self, error: ServiceError, number: int) -> None:
        """Wait as long as the server asks for, else longer from time to time.

        :param number: how often it failed in a row.
        """
        asked = seconds_asked(error.retry_after) if isinstance(error, HttpFault) else None
        doubled = _FIRST_WAIT * 2 ** min(number - 1, 10)
        jitter = random.uniform(0.8, 1.2)  # noqa: S311  # nosec B311 - no secret hangs on it
        seconds = min(doubled * jitter if asked is None else asked, self._longest)
        self.waited.append(seconds)
        while seconds > 0:
            self.progress.check()
            self._sleep(min(seconds, _STEP))
            seconds -= _STEP
