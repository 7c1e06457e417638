"""Which occurrences lie in an area, and which have words in their names: all of them at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Optional

import numpy as np

from .areas import Edge, read_area
from .occurrence_filter import Extent, OccurrenceFilter

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .facets_bits import Flags

_END = 0  # as no filter asks for it, it may stand behind every name


@dataclass(frozen=True)
class Where:
    """What a filter says of places and names.

    :param polygon: WKT as a filter holds it.
    :param words: folded words, each of which has to be found.
    """

    extent: Optional[Extent] = None
    polygon: str = ""
    words: tuple[str, ...] = ()

    @classmethod
    def of(cls, wanted: OccurrenceFilter) -> Where:
        """Return what a filter says."""
        return cls(wanted.extent, wanted.polygon, wanted.words())

    @property
    def is_anywhere(self) -> bool:
        """Whether nothing is said."""
        return self.extent is None and not self.polygon and not self.words


@dataclass(frozen=True)
class Places:
    """Points in degrees, from south to north; those without a place come last.

    :param order: the positions of their occurrences.
    """

    order: NDArray[np.int32]
    x: NDArray[np.float64]
    y: NDArray[np.float64]

    @classmethod
    def of(cls, x: NDArray[np.float64], y: NDArray[np.float64]) -> Places:
        """Return the places of occurrences 0, 1, 2 …; NaN where one has none."""
        order = np.argsort(y, kind="stable").astype(np.int32)
        return cls(order, x[order], y[order])

    @property
    def nbytes(self) -> int:
        """The memory that they take."""
        return self.order.nbytes + self.x.nbytes + self.y.nbytes

    def box(self, flags: Flags) -> Optional[Extent]:
        """Return (west, south, east, north) around some of the occurrences, if any has a place."""
        among = flags[self.order]
        x, y = self.x[among], self.y[among]
        if not np.isfinite(x).any():
            return None
        sides = np.nanmin(x), np.nanmin(y), np.nanmax(x), np.nanmax(y)
        west, south, east, north = map(float, sides)
        return west, south, east, north

    def in_extent(self, extent: Extent) -> Flags:
        """Return which occurrences lie in a box, its border included."""
        west, south, east, north = extent
        first = int(np.searchsorted(self.y, south, "left"))
        last = int(np.searchsorted(self.y, north, "right"))
        x = self.x[first:last]
        inside = (x >= west) & (x <= east) if west <= east else (x >= west) | (x <= east)
        return self._flags(self.order[first:last][inside])

    def in_polygon(self, wkt: str) -> Flags:
        """Return which occurrences lie in a polygon, by the rule of :mod:`.areas`."""
        found = np.zeros(len(self.order), dtype=bool)
        for edges in read_area(wkt).edges():
            found |= self._is_inside(edges)
        return self._flags(self.order[found])

    def _is_inside(self, edges: Iterable[Edge]) -> Flags:
        """Return, in the order of the points, which have an odd number of edges east of them."""
        inside = np.zeros(len(self.order), dtype=bool)
        for edge in edges:
            # An edge is crossed by lines from the points between its two ends only.
            first, last = np.searchsorted(self.y, (edge.south, edge.north), "left")
            x, y = self.x[first:last], self.y[first:last]
            inside[first:last] ^= x < edge.x + (y - edge.south) * edge.slope
        return inside

    def _flags(self, positions: NDArray[np.int32]) -> Flags:
        flags = np.zeros(len(self.order), dtype=bool)
        flags[positions] = True
        return flags


@dataclass(frozen=True)
class Names:
    """Folded names in one long text, one after the other.

    :param text: UTF-8, a NUL behind the names of each occurrence.
    :param ends: where the names of each occurrence end in it.
    """

    text: NDArray[np.uint8]
    ends: NDArray[np.int64]

    @classmethod
    def of(cls, names: Iterable[str]) -> Names:
        """Return the names of occurrences 0, 1, 2 …, folded already; several by line feeds."""
        listed = [*names]
        joined = "\0".join([*listed, ""])
        if joined.count("\0") != len(listed):  # whoever has a NUL in a name
            joined = "\0".join([*(name.replace("\0", "") for name in listed), ""])
        text = np.frombuffer(joined.encode("utf-8", "replace"), dtype=np.uint8)
        return cls(text, np.flatnonzero(text == _END) + 1)

    @property
    def nbytes(self) -> int:
        """The memory that they take."""
        return self.text.nbytes + self.ends.nbytes

    @classmethod
    def joined(cls, parts: Sequence[Names]) -> Names:
        """Return several lots of names as one."""
        if not parts:
            return cls.of(())
        sizes = [len(one.text) for one in parts]
        starts = np.cumsum([0, *sizes[:-1]])
        ends = [one.ends + start for one, start in zip(parts, starts)]
        return cls(np.concatenate([one.text for one in parts]), np.concatenate(ends))

    def having(self, words: Iterable[str]) -> Flags:
        """Return which occurrences have all of the words in their names."""
        flags = np.ones(len(self.ends), dtype=bool)
        for word in words:
            found = np.zeros(len(self.ends), dtype=bool)
            found[np.searchsorted(self.ends, self._starts_of(word.encode()), "right")] = True
            flags &= found
        return flags

    def _starts_of(self, word: bytes) -> NDArray[Any]:
        """Return where a word begins in the text."""
        last = len(self.text) - len(word) + 1
        if last <= 0:
            return np.zeros(0, dtype=np.int64)
        starts = np.flatnonzero(self.text[:last] == word[0])
        for at, byte in enumerate(word[1:], start=1):
            starts = starts[self.text[starts + at] == byte]
        return starts
