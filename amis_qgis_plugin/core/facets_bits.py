"""Sets of occurrences as bits or as positions, whichever is smaller, and how they are counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Optional

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Bits = NDArray[np.uint64]
    Flags = NDArray[np.bool_]
    Positions = NDArray[np.int32]

WORD = 64
# A set of less than one in so many is smaller, and sooner counted, as positions of 32 bits.
_RARE = 32
_BITWISE_COUNT = getattr(np, "bitwise_count", None)  # since numpy 2
# Masks of the bit count in a word (Knuth, The Art of Computer Programming 4A, 7.1.3).
_ODD, _PAIRS, _NIBBLES, _BYTES = (
    np.uint64(int(digits * 8, 16)) for digits in ("55", "33", "0f", "01")
)


@dataclass(frozen=True)
class Found:
    """Some of the occurrences; either as bits or as positions in rising order."""

    bits: Optional[Bits] = None
    positions: Optional[Positions] = None

    @classmethod
    def at(cls, count: int, positions: Sequence[int] | NDArray[Any]) -> Found:
        """Return those at positions among ``count`` occurrences, each counted once."""
        where = np.asarray(positions, dtype=np.int32)
        if not is_rare(len(where), count):
            return cls(bits=pack(count, where))
        # Positions that rise already, as those of a database do, need no sorting.
        rises = len(where) < 2 or bool((where[1:] > where[:-1]).all())
        return cls(positions=where if rises else np.unique(where))

    def as_bits(self, count: int) -> Bits:
        """Return them as bits of ``count`` occurrences."""
        if self.bits is not None:
            return self.bits
        return pack(count, self.positions if self.positions is not None else ())

    @property
    def nbytes(self) -> int:
        """The memory that they take."""
        return sum(one.nbytes for one in (self.bits, self.positions) if one is not None)


def is_rare(found: int, count: int) -> bool:
    """Whether a set is better kept as positions."""
    return found * _RARE <= count


def union(count: int, parts: Sequence[Found]) -> Found:
    """Return what is in any of the parts."""
    if len(parts) == 1:
        return parts[0]
    rare = [one.positions for one in parts if one.positions is not None]
    if len(rare) == len(parts) and is_rare(sum(map(len, rare)), count):
        return Found(positions=np.unique(np.concatenate(rare)) if rare else none_found())
    bits = np.zeros(words_for(count), dtype=np.uint64)
    for one in parts:
        if one.bits is not None:
            bits |= one.bits
    if rare:
        bits |= pack(count, np.concatenate(rare))
    return Found(bits=bits)


def none_found() -> Positions:
    """Return no position."""
    return np.zeros(0, dtype=np.int32)


def words_for(count: int) -> int:
    """Return how many words hold the bits of so many occurrences."""
    return -(-count // WORD)


def pack(count: int, positions: Sequence[int] | NDArray[Any]) -> Bits:
    """Return bits that are 1 at the positions."""
    flags = np.zeros(count, dtype=bool)
    flags[np.asarray(positions, dtype=np.intp)] = True
    return pack_flags(flags)


def pack_flags(flags: Flags) -> Bits:
    """Return the flags as bits in whole words; the bits past the end are 0."""
    packed = np.packbits(flags)
    return np.pad(packed, (0, -len(packed) % (WORD // 8))).view(np.uint64)


def all_bits(count: int) -> Bits:
    """Return the bits of all occurrences."""
    return pack_flags(np.ones(count, dtype=bool))


def unpack(bits: Bits, count: int) -> Flags:
    """Return the bits as flags."""
    flags: Flags = np.unpackbits(bits.view(np.uint8), count=count).view(bool)
    return flags


def intersection(parts: Iterable[Bits]) -> Optional[Bits]:
    """Return what is in all of the parts; None where there is no part."""
    found: Optional[Bits] = None
    for one in parts:
        found = one if found is None else found & one
    return found


def popcount(words: Bits) -> int:
    """Return how many bits are 1."""
    if _BITWISE_COUNT is not None:
        return int(_BITWISE_COUNT(words).sum(dtype=np.int64))
    return popcount_by_steps(words)


def popcount_by_steps(words: Bits) -> int:
    """Return the same as :func:`popcount` where numpy counts no bits itself.

    Sums of four bits are at most 4, so that three words of them are added before they are widened.
    """
    one, two, four, top = (np.uint64(shift) for shift in (1, 2, 4, 56))
    third = len(words) // 3
    rest = sum(bin(word).count("1") for word in words[third * 3 :].tolist())
    sums = words[: third * 3] >> one
    sums &= _ODD
    np.subtract(words[: third * 3], sums, out=sums)
    high = sums >> two
    high &= _PAIRS
    sums &= _PAIRS
    sums += high
    merged = sums[:third] + sums[third : third * 2]
    merged += sums[third * 2 :]
    high = merged >> four
    high &= _NIBBLES
    merged &= _NIBBLES
    merged += high
    merged *= _BYTES
    merged >>= top
    return int(merged.sum(dtype=np.int64)) + rest


def positions_of(bits: Bits) -> Positions:
    """Return the positions of the bits that are 1, unpacking only bytes that have some."""
    packed = bits.view(np.uint8)
    at = np.flatnonzero(packed.view(bool))
    found = np.flatnonzero(np.unpackbits(packed[at]).view(bool))
    positions: Positions = (at[found >> 3] * 8 + (found & 7)).astype(np.int32)
    return positions
