"""How many occurrences stand behind every choice, under the other choices of the moment.

One bit per occurrence for each facet value, counted with numpy: a choice on a million occurrences
is answered without reading the data again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Bits = NDArray[np.uint8]
_ONES = np.array([bin(byte).count("1") for byte in range(256)], dtype=np.uint8)


@dataclass(frozen=True)
class FacetIndex:
    """The facet values of one set of occurrences.

    :param count: number of occurrences.
    :param bits: facet name to value to packed bits, one bit an occurrence.
    """

    count: int
    bits: Mapping[str, Mapping[str, Bits]] = field(repr=False)

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
        chosen = _pack(self.count, np.arange(self.count))
        for facet, sets in wanted.items():
            for values in sets if facet != leave_out else ():
                chosen = chosen & self._any_of(facet, values)
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
            result[facet] = {
                choice: _popcount(base & self._any_of(facet, values))
                for choice, values in choices.items()
            }
        return result

    def _any_of(self, facet: str, values: frozenset[str]) -> Bits:
        known = self.bits.get(facet, {})
        found = [known[value] for value in values if value in known]
        if not found:
            return np.zeros((self.count + 7) // 8, dtype=np.uint8)
        return np.bitwise_or.reduce(found) if len(found) > 1 else found[0]


def _pack(count: int, positions: Sequence[int] | NDArray[np.int64]) -> Bits:
    flags = np.zeros(count, dtype=bool)
    flags[np.asarray(positions, dtype=np.int64)] = True
    return np.packbits(flags)


def _popcount(bits: Bits) -> int:
    return int(_ONES[bits].sum(dtype=np.int64))
