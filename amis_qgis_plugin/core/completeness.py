"""Completeness of a source: a value that is earned, never assumed."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from typing import Optional


class Completeness(str, Enum):
    """How far a source is known to be whole."""

    COMPLETE_PROVEN = "COMPLETE_PROVEN"
    COMPLETE_UNPROVEN = "COMPLETE_UNPROVEN"
    INCOMPLETE = "INCOMPLETE"

    @property
    def words(self) -> str:
        """The same for people."""
        return _WORDS[self.value]


_WORDS = {
    "COMPLETE_PROVEN": "complete, proven",
    "COMPLETE_UNPROVEN": "not proven complete",
    "INCOMPLETE": "incomplete",
}
WORST_FIRST = (
    Completeness.INCOMPLETE,
    Completeness.COMPLETE_UNPROVEN,
    Completeness.COMPLETE_PROVEN,
)


def worst(states: Iterable[Optional[Completeness]]) -> Optional[Completeness]:
    """Return the worst completeness of several; None where none is known."""
    there = set(states)
    return next((one for one in WORST_FIRST if one in there), None)
