"""Findings by their number, in plain words: for messages that have no room for a report."""

from __future__ import annotations

from collections.abc import Mapping

from ..phrases import counted
from .kinds import SEVERITIES, check_kinds

_SHOWN = 4


def counts_in_words(findings: Mapping[str, int], most: int = _SHOWN) -> str:
    """Return how many rows have what: ``1 place at 0° 0°, 2 rows without a place``.

    :param findings: code of a kind to the number of rows, gravest first in what is returned.
    :param most: kinds that are named; the rest is only counted.
    """
    kinds = check_kinds()
    order = list(kinds)
    codes = sorted(
        (code for code in findings if code in kinds),
        key=lambda code: (SEVERITIES.index(kinds[code].severity), order.index(code)),
    )
    told = []
    for code in codes[:most]:
        one, many = kinds[code].counted or ("", "")
        number = findings[code]
        said = counted(number, one, many) if one else f"{kinds[code].title} ({number:,})"
        told.append(said)
    if len(codes) > most:
        told.append(counted(len(codes) - most, "more kind of finding", "more kinds of findings"))
    return ", ".join(told)


def have_weight(findings: Mapping[str, int]) -> bool:
    """Whether there is more among findings than notes."""
    kinds = check_kinds()
    return any(code not in kinds or kinds[code].severity != "note" for code in findings)
