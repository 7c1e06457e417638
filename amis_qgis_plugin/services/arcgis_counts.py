"""How many features a layer of ArcGIS REST has: a count, or the length of the list of numbers."""

from __future__ import annotations

from collections import Counter
from typing import Callable, Optional, TypeVar

from ..core.errors import ServiceError
from .arcgis_queries import LayerQueries
from .arcgis_question import Question
from .errors import ServerException, Silence, UnexpectedAnswer, Unreachable
from .patience import Patience, is_busy, may_pass

T = TypeVar("T")
_MOST_FAILURES = 2


class Counts:
    """Asks for totals, and not again in a way in which a server was found not to tell any."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._refused: set[tuple[object, ...]] = set()
        self._failed: Counter[tuple[object, ...]] = Counter()

    def number(self, queries: LayerQueries, question: Question) -> Optional[int]:
        """Return how many features a question finds; None where the server does not tell.

        :raises ServiceError: when no usable answer came; a refusal of the question is no error.
        """
        way = ("geometry" in question, str(question.get("geometry", ""))[:1] == "{")
        found = self._if_told(("count", *way), lambda: queries.count(question))
        if found is None:
            listed = self._if_told(("list", *way), lambda: queries.ids(question)[0])
            found = None if listed is None else len(listed)
        return found

    def _if_told(
        self, name: tuple[object, ...], question: Callable[[], Optional[T]]
    ) -> Optional[T]:
        if {name, name[:2]} & self._refused:
            return None
        found = None
        try:
            found = self._patience.ask(question, refusals_pass=False)
            self._failed[name] = 0
        except ServiceError as error:
            if not may_pass(error) or is_busy(error):
                raise
            self._failed[name] += 1
            # Silence takes a minute each time; a server that gives features goes on without.
            is_refusal = isinstance(error, (ServerException, UnexpectedAnswer))
            comes_again = self._patience.is_asking and not is_refusal
            is_silent = isinstance(error, Silence) and not self._patience.is_asking
            is_given_up = is_silent or self._failed[name] >= _MOST_FAILURES
            if (comes_again or isinstance(error, Unreachable)) and not is_given_up:
                raise
            if is_silent:  # it will be to any way of writing a box
                self._refused.add(name[:2])
        if found is None:
            self._refused.add(name)
        return found
