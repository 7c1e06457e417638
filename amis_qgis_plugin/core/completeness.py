"""Completeness of a source: a value that is earned, never assumed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Completeness(str, Enum):
    """How far a source is known to be whole."""

    COMPLETE_PROVEN = "COMPLETE_PROVEN"
    COMPLETE_UNPROVEN = "COMPLETE_UNPROVEN"
    INCOMPLETE = "INCOMPLETE"


@dataclass(frozen=True)
class CompletenessClaim:
    """A completeness with what speaks for it.

    :param state: the completeness.
    :param evidence: a sentence: the totals compared, why it is unproven, or what is missing.
    """

    state: Completeness
    evidence: str


def from_totals(expected: int, received: int, what: str) -> CompletenessClaim:
    """Compare rows received with a total that was stated independently.

    :param what: where the expected total comes from, for the evidence sentence.
    """
    evidence = f"{received} rows received, {expected} stated by {what}."
    equal = expected == received
    return CompletenessClaim(
        Completeness.COMPLETE_PROVEN if equal else Completeness.INCOMPLETE, evidence
    )
