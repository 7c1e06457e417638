"""The choices of one facet, ready to be counted among any of the occurrences.

Two ways of counting, and the shorter one is gone at every question: choice by choice over the bits
of all occurrences, or occurrence by occurrence over the choices of each. Where most of the
occurrences are asked for, the few others are counted and taken off.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Optional

import numpy as np

from .facets_bits import Found, popcount, positions_of, unpack

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .facets_bits import Bits, Flags, Positions

# What a step of either way takes, in nanoseconds of a usual machine; only their relation matters.
_WORD_STEP, _POSITION_STEP, _ENTRY_STEP, _ROW_STEP = 6.0, 3.0, 14.0, 12.0


class Base:
    """The occurrences among which is counted.

    :param count: the number of all occurrences.
    :param bits: those that are meant; None for all of them.
    """

    def __init__(self, count: int, bits: Optional[Bits]) -> None:
        self.count = count
        self.bits = bits

    @cached_property
    def size(self) -> int:
        """How many they are."""
        return self.count if self.bits is None else popcount(self.bits)

    @property
    def is_most(self) -> bool:
        """Whether they are more than half of all."""
        return self.size * 2 > self.count

    @property
    def fewer(self) -> int:
        """How many they are, or how many all the others are, whichever is less."""
        return min(self.size, self.count - self.size)

    @cached_property
    def flags(self) -> Flags:
        """The same as flags."""
        if self.bits is None:
            return np.ones(self.count, dtype=bool)
        return unpack(self.bits, self.count)

    @cached_property
    def fewer_at(self) -> Positions:
        """The positions of them, or of all the others, whichever are less."""
        if self.bits is None:
            return np.zeros(0, dtype=np.int32)
        if self.is_most:
            return np.flatnonzero(~self.flags).astype(np.int32)
        return positions_of(self.bits)


class ChoiceTable:
    """What each of some choices finds.

    :param count: the number of all occurrences.
    :param found: the occurrences of every choice.
    """

    def __init__(self, count: int, found: Sequence[Found]) -> None:
        self._common = [(i, one.bits) for i, one in enumerate(found) if one.bits is not None]
        # numpy looks positions up by whole words; shorter ones it would widen at every count.
        self._rare = [
            (i, one.positions.astype(np.intp))
            for i, one in enumerate(found)
            if one.positions is not None
        ]
        self._totals = np.zeros(len(found), dtype=np.int64)
        self._starts: Optional[NDArray[np.int32]] = None
        self._numbers = self._by_occurrence(count)
        words = len(self._common) * count / 64
        rare = sum(len(positions) for _number, positions in self._rare)
        self._by_choice_time = words * _WORD_STEP + rare * _POSITION_STEP
        entries = len(self._numbers) / max(1, count)
        self._by_occurrence_step = entries * _ENTRY_STEP + _ROW_STEP

    def counts(self, base: Base) -> NDArray[np.int64]:
        """Return how many occurrences each choice has in the base."""
        if base.fewer * self._by_occurrence_step > self._by_choice_time:
            return self._count_by_choice(base)
        few = self._count_by_occurrence(base.fewer_at)
        return self._totals - few if base.is_most else few

    @property
    def nbytes(self) -> int:
        """The memory that it takes beside the bits of the choices."""
        starts = self._starts.nbytes if self._starts is not None else 0
        rare = sum(positions.nbytes for _number, positions in self._rare)
        return self._numbers.nbytes + starts + rare

    def _count_by_choice(self, base: Base) -> NDArray[np.int64]:
        counts = np.zeros_like(self._totals)
        for number, bits in self._common:
            counts[number] = popcount(bits if base.bits is None else bits & base.bits)
        flags = base.flags
        for number, positions in self._rare:
            counts[number] = np.count_nonzero(flags[positions])
        return counts

    def _count_by_occurrence(self, rows: Positions) -> NDArray[np.int64]:
        size = len(self._totals)
        if self._starts is None:  # one number an occurrence, that of no choice comes last
            return np.bincount(self._numbers[rows], minlength=size + 1)[:size]
        starts = self._starts[rows]
        lengths = self._starts[rows + 1] - starts
        ends = np.cumsum(lengths, dtype=np.int64)
        if not len(ends) or not ends[-1]:
            return np.zeros(size, dtype=np.int64)
        # Entries of one occurrence lie side by side; the next one's begin elsewhere.
        entries = np.arange(ends[-1], dtype=np.int64)
        entries += np.repeat(starts - (ends - lengths), lengths)
        return np.bincount(self._numbers[entries], minlength=size)

    def _by_occurrence(self, count: int) -> NDArray[Any]:
        """Return the numbers of the choices of every occurrence, one occurrence after the other."""
        size = len(self._totals)
        kind = np.uint8 if size < 256 else np.uint16
        places = [*((i, positions_of(bits)) for i, bits in self._common), *self._rare]
        lengths = np.zeros(count + 1, dtype=np.int32)
        for number, positions in places:
            self._totals[number] = len(positions)
            lengths[positions] += 1
        if lengths.max() <= 1:
            numbers = np.full(count, size, dtype=np.uint16 if size == 255 else kind)
            for number, positions in places:
                numbers[positions] = number
            return numbers
        self._starts = np.zeros(count + 1, dtype=np.int32)
        np.cumsum(lengths[:-1], out=self._starts[1:])
        numbers = np.zeros(int(self._starts[-1]), dtype=kind)
        free = self._starts.copy()
        for number, positions in places:
            numbers[free[positions]] = number
            free[positions] += 1
        return numbers
