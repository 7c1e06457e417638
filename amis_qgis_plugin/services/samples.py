"""The first few features of a layer: fewer, or later ones, where the server fails at them."""

from __future__ import annotations

from typing import Callable, NamedTuple, Optional

from ..core.errors import ServiceError
from .bodies import HTML
from .errors import UnexpectedAnswer, Unreachable
from .pages import Page
from .patience import is_busy, may_pass


class Place(NamedTuple):
    """Where a sample begins, and how many features it may have."""

    start: int
    count: int


FIRST = Place(0, 50)
_FEWER = (FIRST, Place(0, 5), Place(0, 1))
# For a server that can give all features but the first one.
_LATER = (Place(1, 5), Place(3, 1))


def first_sample(ask: Callable[[Place], Page], subject: str) -> tuple[Page, Place]:
    """Return a few features of a layer, and where they are.

    :param ask: puts the question for some features.
    :param subject: what an error names.
    :raises ServiceError: when the server gives none in any way.
    """
    failure: Optional[ServiceError] = None
    for place in _FEWER:
        try:
            return ask(place), place
        except ServiceError as error:
            if not may_pass(error) or is_busy(error):
                raise
            failure = error
    if failure is not None and not _is_of_all(failure):
        for place in _LATER:
            try:
                page = ask(place)
            except ServiceError as error:
                if not may_pass(error) or is_busy(error):
                    break
                continue
            if page.features:
                return page, place
    raise failure or UnexpectedAnswer("The server gave no features.", subject=subject)


def _is_of_all(error: ServiceError) -> bool:
    """Whether a failure has nothing to do with single features."""
    return isinstance(error, Unreachable) or getattr(error, "kind", "") == HTML
