"""How many occurrences stand behind every choice, under the other choices of the moment.

One bit per occurrence for each facet value, counted with numpy: a choice on a million occurrences
is answered without reading the data again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Optional

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint64]
_WORD = 64
_RARE = 32  # a choice that finds less than one in so many is counted by its positions
_BITWISE_COUNT = getattr(np, "bitwise_count", None)  # since numpy 2
# Masks of the bit count in a word (Knuth, The Art of Computer Programming 4A, 7.1.3).
_ODD, _PAIRS, _NIBBLES, _BYTES = (
    np.uint64(int(digits * 8, 16)) for digits in ("55", "33", "0f", "01")
)


@dataclass(frozen=True)
class _Choice:
    """The occurrences that a choice finds; ``positions`` only where they are few."""

    bits: Bits
    positions: Optional[NDArray[np.int64]]

    def count_among(self, base: Bits, flags: NDArray[np.bool_]) -> int:
        """Return how many are in ``base``; ``flags`` are the same bits unpacked."""
        if self.positions is not None:
            return int(np.count_nonzero(flags[self.positions]))
        return _popcount(base & self.bits)


@dataclass(frozen=True)
class FacetIndex:
    """The facet values of one set of occurrences.

    :param count: number of occurrences.
    :param bits: facet name to value to packed bits, one bit an occurrence.
    """

    count: int
    bits: Mapping[str, Mapping[str, Bits]] = field(repr=False)
    # Choices are few and asked for again at every click: what each of them finds is kept.
    _choices: dict[tuple[str, frozenset[str]], _Choice] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def build(
        cls, count: int, positions: Mapping[str, Mapping[str, Sequence[int] | NDArray[np.int64]]]
    ) -> FacetIndex:
        """Index occurrences 0 to ``count`` - 1.

        :param positions: facet name to value to the positions that have it.
        """
        return cls(
            count,
            {
                facet: {value: _pack(count, where) for value, where in values.items()}
                for facet, values in positions.items()
            },
        )

    def select(self, wanted: Mapping[str, Sequence[frozenset[str]]], leave_out: str = "") -> Bits:
        """Return the occurrences that have a value of every wanted set.

        :param wanted: facet name to sets of values; one value of each set is enough.
        :param leave_out: a facet whose wishes do not count.
        """
        chosen = _words(np.ones(self.count, dtype=bool))
        for facet, sets in wanted.items():
            for values in sets if facet != leave_out else ():
                chosen = chosen & self._choice(facet, values).bits
        return chosen

    def total(self, wanted: Mapping[str, Sequence[frozenset[str]]]) -> int:
        """Return the number of occurrences that are wanted."""
        return _popcount(self.select(wanted))

    def counts(
        self,
        wanted: Mapping[str, Sequence[frozenset[str]]],
        members: Mapping[str, Mapping[str, frozenset[str]]],
        narrowing: frozenset[str] = frozenset(),
    ) -> dict[str, dict[str, int]]:
        """Return, for each facet and choice, the occurrences it has under the other facets.

        :param members: facet name to choice to the values that the choice finds.
        :param narrowing: facets whose own wishes count too, because their choices add up
            (*all of*) instead of widening (*any of*).
        """
        result: dict[str, dict[str, int]] = {}
        for facet, choices in members.items():
            base = self.select(wanted, "" if facet in narrowing else facet)
            flags = np.unpackbits(base.view(np.uint8), count=self.count).view(bool)
            result[facet] = {
                choice: self._choice(facet, values).count_among(base, flags)
                for choice, values in choices.items()
            }
        return result

    def prepare(self, members: Mapping[str, Mapping[str, frozenset[str]]]) -> None:
        """Find every choice beforehand, so that the first counts come as fast as the later ones.

        :param members: as for :meth:`counts`.
        """
        for facet, choices in members.items():
            for values in choices.values():
                self._choice(facet, values)

    def _choice(self, facet: str, values: frozenset[str]) -> _Choice:
        choice = self._choices.get((facet, values))
        if choice is None:
            choice = self._choices[facet, values] = self._find(facet, values)
        return choice

    def _find(self, facet: str, values: frozenset[str]) -> _Choice:
        known = self.bits.get(facet, {})
        found = [known[value] for value in values if value in known]
        none = np.zeros(-(-self.count // _WORD), dtype=np.uint64)
        bits = found[0] if len(found) == 1 else np.bitwise_or.reduce([none, *found])
        is_rare = _popcount(bits) * _RARE <= self.count
        return _Choice(bits, _positions(bits) if is_rare else None)


def _pack(count: int, positions: Sequence[int] | NDArray[np.int64]) -> Bits:
    flags = np.zeros(count, dtype=bool)
    flags[np.asarray(positions, dtype=np.int64)] = True
    return _words(flags)


def _words(flags: NDArray[np.bool_]) -> Bits:
    """Pack flags into whole words; the bits past the end are 0."""
    packed = np.packbits(flags)
    return np.pad(packed, (0, -len(packed) % (_WORD // 8))).view(np.uint64)


def _positions(words: Bits) -> NDArray[np.int64]:
    """Return the positions of the bits that are 1, unpacking only bytes that have some."""
    packed = words.view(np.uint8)
    at = np.flatnonzero(packed.view(bool))
    found = np.flatnonzero(np.unpackbits(packed[at]).view(bool))
    positions: NDArray[np.int64] = at[found >> 3] * 8 + (found & 7)
    return positions


def _popcount(words: Bits) -> int:
    if _BITWISE_COUNT is not None:
        return int(_BITWISE_COUNT(words).sum(dtype=np.int64))
    return _popcount_by_steps(words)


def _popcount_by_steps(words: Bits) -> int:
    one, two, four, top = (np.uint64(shift) for shift in (1, 2, 4, 56))
    sums = words - ((words >> one) & _ODD)
    high = (sums >> two) & _PAIRS
    sums &= _PAIRS
    sums += high
    sums += sums >> four
    sums &= _NIBBLES
    sums *= _BYTES
    sums >>= top
    return int(sums.sum())
