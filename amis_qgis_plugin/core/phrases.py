"""Small parts of sentences: counted things, shortened lists, a layer's filter."""

from __future__ import annotations

from collections.abc import Iterable

_LONGEST_FILTER = 120


def counted(number: int, one: str, many: str = "") -> str:
    """Return a number with its word: ``1 row``, ``1,200 rows``.

    :param many: the word for all other numbers; empty where it only takes an *s*.
    """
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def listed(words: Iterable[str], most: int) -> str:
    """Return words with commas between them, of more than ``most`` the first and how many more."""
    told = list(words)
    left = len(told) - most
    return ", ".join(told[:most]) + (f" and {left:,} more" if left > 0 else "")


def under_filter(condition: str) -> str:
    """Return that a layer's filter was on, to be put behind a number of rows; empty for none."""
    if not condition:
        return ""
    text = " ".join(condition.split())
    if len(text) > _LONGEST_FILTER:
        text = f"{text[: _LONGEST_FILTER - 1]}…"
    return f" under the layer's filter ({text})"
