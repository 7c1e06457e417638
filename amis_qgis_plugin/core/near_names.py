"""Names that are spelled nearly like a term, found without comparing it with every name in full."""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Mapping

from .folding import key

LEAST = 0.72


class NearNames:
    """Finds what ``difflib.get_close_matches`` finds, several times faster.

    The similarity of two texts is twice their letters in common over all their letters. Names
    whose length, or whose kinds of letters, rule out the least similarity are passed over.

    :param codes: folded name to code.
    """

    def __init__(self, codes: Mapping[str, str]) -> None:
        self._codes = codes
        self._by_length: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for name in codes:
            self._by_length[len(name)].append((name, _letters(name)))

    def codes(self, term: str, limit: int) -> tuple[str, ...]:
        """Return the codes of the names spelled most like a term, best first."""
        wanted = key(term)
        # As many as get_close_matches is asked for: several names may share a code.
        near = difflib.get_close_matches(wanted, self._within(wanted), n=limit * 3, cutoff=LEAST)
        return tuple(dict.fromkeys(self._codes[name] for name in near))[:limit]

    def _within(self, wanted: str) -> list[str]:
        """Return the names that may be similar enough."""
        size, letters = len(wanted), _letters(wanted)
        found: list[str] = []
        for length, names in self._by_length.items():
            common = LEAST * (size + length) / 2 - 1e-9  # letters that both need to have
            if min(size, length) < common:
                continue
            spare, spare_of_wanted = length - common, size - common
            found += [
                name
                for name, kinds in names
                if _count(kinds & ~letters) <= spare and _count(letters & ~kinds) <= spare_of_wanted
            ]
        return found


def _letters(text: str) -> int:
    """Return the kinds of letters in a text as bits; two kinds may share one."""
    bits = 0
    for letter in text:
        bits |= 1 << ord(letter) % 128
    return bits


def _count(bits: int) -> int:
    return bin(bits).count("1")
