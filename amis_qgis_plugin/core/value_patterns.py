"""A few ``LIKE`` patterns in place of a long list of values, where they select exactly the same.

A server that filters by URL takes some thousand characters; two hundred distinct commodity texts
with copper in them do not fit, ``%Copper%`` does.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

_WORD = re.compile(r"\w[\w\- ]*\w|\w", re.UNICODE)
# Characters that mean something in a pattern, or that servers are known to mistreat there.
_UNSAFE = re.compile(r"[%_\\'\"<>&]")
_SHORTEST, _CANDIDATES = 2, 400


def shorten(kept: Iterable[str], others: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return (texts, values): every kept value contains one of the texts or is one of the values.

    No other value contains one of the texts, whether the server heeds the case of letters or not.

    :param kept: the distinct values to select.
    :param others: the distinct values of the same field that must not be selected.
    """
    left = set(kept)
    rest = "\n".join(others).casefold()
    texts: list[str] = []
    for candidate in _candidates(left):
        if candidate.casefold() in rest:
            continue
        covered = {value for value in left if candidate in value}
        if len(covered) > 1:
            texts.append(candidate)
            left -= covered
        if not left:
            break
    return tuple(texts), tuple(sorted(left))


def _candidates(values: set[str]) -> list[str]:
    """Return words of the values with and without what divides them, the most frequent first."""
    seen: Counter[str] = Counter()
    for value in values:
        found = set()
        for match in _WORD.finditer(value):
            start, end = match.span()
            before = value[max(0, start - 2) : start]
            found |= {match[0], before + match[0], match[0] + value[end : end + 1]}
        seen.update(text for text in found if _may_serve(text))
    ranked = sorted(seen.items(), key=lambda item: (-item[1], len(item[0]), item[0]))
    return [text for text, _count in ranked[:_CANDIDATES]]


def _may_serve(text: str) -> bool:
    return len(text) >= _SHORTEST and "\n" not in text and not _UNSAFE.search(text)
