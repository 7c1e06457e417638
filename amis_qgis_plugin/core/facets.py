"""How many occurrences stand behind every choice, under the other choices of the moment.

One bit, or one position, per occurrence for each facet value, counted with numpy: a choice on a
million occurrences is answered without reading the data again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Optional

from .facets_bits import Found, all_bits, intersection, pack_flags, union
from .facets_tables import Base, ChoiceTable
from .facets_where import Names, Places, Where

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from .facets_bits import Bits

Wanted = Mapping[str, Sequence[frozenset[str]]]
Members = Mapping[str, Mapping[str, frozenset[str]]]
_MOST_TABLES = 32
_MOST_CHOSEN = 64
_MOST_PLACES = 4


@dataclass(frozen=True, eq=False)
class FacetIndex:
    """The facet values of one set of occurrences.

    :param count: number of occurrences.
    :param values: facet name to value to the occurrences that have it; a facet that is not there
        is one of which nothing is known.
    :param places: where they lie; None where that is not known.
    :param names: what they are called; None where that is not known.
    :param only: the occurrences that count; None for all of them.
    """

    count: int
    values: Mapping[str, Mapping[str, Found]] = field(repr=False)
    places: Optional[Places] = field(default=None, repr=False)
    names: Optional[Names] = field(default=None, repr=False)
    only: Optional[Bits] = field(default=None, repr=False)
    # Choices are few and asked for again at every click: what each of them finds is kept.
    _tables: dict[Any, ChoiceTable] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _chosen: dict[Any, Bits] = field(default_factory=dict, init=False, repr=False, compare=False)
    _where: dict[Where, Optional[Bits]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @classmethod
    def build(
        cls,
        count: int,
        positions: Mapping[str, Mapping[str, Sequence[int] | NDArray[Any]]],
        places: Optional[Places] = None,
        names: Optional[Names] = None,
    ) -> FacetIndex:
        """Index occurrences 0 to ``count`` - 1.

        :param positions: facet name to value to the positions that have it.
        """
        values = {
            facet: {value: Found.at(count, where) for value, where in found.items()}
            for facet, found in positions.items()
        }
        return cls(count, values, places, names)

    def part(self, positions: Sequence[int] | NDArray[Any]) -> FacetIndex:
        """Return the same index for the occurrences at some positions alone."""
        part = replace(self, only=Found.at(self.count, positions).as_bits(self.count))
        part._tables.update(self._tables)  # what is prepared is the same for any part
        part._chosen.update(self._chosen)
        return part

    @property
    def size(self) -> int:
        """The number of occurrences that count."""
        return Base(self.count, self.only).size

    @property
    def nbytes(self) -> int:
        """The memory that it takes, with all that it has prepared."""
        sets = {id(one): one for values in self.values.values() for one in values.values()}
        parts: list[Any] = [*sets.values(), *self._tables.values(), *self._chosen.values()]
        parts += [*self._where.values(), self.places, self.names, self.only]
        return sum(one.nbytes for one in parts if one is not None)

    def select(
        self, wanted: Wanted, leave_out: str = "", among: Optional[Bits] = None
    ) -> Optional[Bits]:
        """Return the occurrences that have a value of every wanted set; None for all of them.

        :param wanted: facet name to sets of values; one value of each set is enough.
        :param leave_out: a facet whose wishes do not count.
        :param among: the occurrences that are asked about; None for all.
        """
        asked = self.only if among is None else among
        parts = [] if asked is None else [asked]
        for facet, sets in wanted.items():
            parts += [self._choice(facet, one) for one in sets if facet != leave_out]
        return intersection(parts)

    def total(self, wanted: Wanted, among: Optional[Bits] = None) -> int:
        """Return the number of occurrences that are wanted."""
        return Base(self.count, self.select(wanted, "", among)).size

    def counts(
        self,
        wanted: Wanted,
        members: Members,
        narrowing: frozenset[str] = frozenset(),
        among: Optional[Bits] = None,
    ) -> dict[str, dict[str, int]]:
        """Return, for each facet and choice, the occurrences it has under the other facets.

        :param members: facet name to choice to the values that the choice finds.
        :param narrowing: facets whose own wishes count too, because their choices add up
            (*all of*) instead of widening (*any of*).
        :param among: the occurrences that are asked about; None for all.
        """
        bases: dict[str, Base] = {}
        result: dict[str, dict[str, int]] = {}
        for facet, choices in members.items():
            # Facets without a wish of their own all count among the same occurrences.
            leave_out = facet if wanted.get(facet) and facet not in narrowing else ""
            if leave_out not in bases:
                bases[leave_out] = Base(self.count, self.select(wanted, leave_out, among))
            counted = self._table(facet, choices).counts(bases[leave_out])
            result[facet] = dict(zip(choices, counted.tolist()))
        return result

    def among(self, without: Mapping[str, frozenset[str]], where: Where) -> Optional[Bits]:
        """Return the occurrences that count, are not ruled out, lie where asked and are called so.

        What was asked last is kept, for it is asked again at every click.

        :param without: facet name to values that an occurrence must not have.
        :return: None for all of them.
        """
        everything = all_bits(self.count)
        parts = [] if self.only is None else [self.only]
        parts += [everything & ~self._choice(f, v) for f, v in without.items() if v]
        placed = self._placed(where)
        return intersection(parts if placed is None else [*parts, placed])

    def knows(self, where: Where) -> bool:
        """Whether the answer to a question about places and names is there already."""
        return where.is_anywhere or where in self._where

    def prepare(self, members: Members) -> None:
        """Find every choice beforehand, so that the first counts come as fast as the later ones.

        :param members: as for :meth:`counts`.
        """
        for facet, choices in members.items():
            self._table(facet, choices)

    def is_prepared(self, members: Members) -> bool:
        """Whether :meth:`prepare` has been called with these choices."""
        return all(_key(facet, choices) in self._tables for facet, choices in members.items())

    def _table(self, facet: str, choices: Mapping[str, frozenset[str]]) -> ChoiceTable:
        key = _key(facet, choices)
        table = self._tables.get(key)
        if table is None:
            found = [self._find(facet, values) for values in choices.values()]
            table = ChoiceTable(self.count, found)
            _keep(self._tables, key, table, _MOST_TABLES)
        return table

    def _choice(self, facet: str, values: frozenset[str]) -> Bits:
        bits = self._chosen.get((facet, values))
        if bits is None:
            bits = self._find(facet, values).as_bits(self.count)
            _keep(self._chosen, (facet, values), bits, _MOST_CHOSEN)
        return bits

    def _find(self, facet: str, values: frozenset[str]) -> Found:
        known = self.values.get(facet, {})
        return union(self.count, [known[value] for value in values if value in known])

    def _placed(self, where: Where) -> Optional[Bits]:
        """Return the occurrences that lie where asked; None where it does not matter."""
        if where.is_anywhere:
            return None
        if where not in self._where:
            _keep(self._where, where, self._look(where), _MOST_PLACES)
        return self._where.get(where)

    def _look(self, where: Where) -> Optional[Bits]:
        parts = []
        if self.places is not None and where.extent is not None:
            parts.append(pack_flags(self.places.in_extent(where.extent)))
        if self.places is not None and where.polygon:
            parts.append(pack_flags(self.places.in_polygon(where.polygon)))
        if self.names is not None and where.words:
            parts.append(pack_flags(self.names.having(where.words)))
        return intersection(parts)


def _key(facet: str, choices: Mapping[str, frozenset[str]]) -> tuple[str, tuple[Any, ...]]:
    return facet, tuple(choices.values())


def _keep(kept: dict[Any, Any], key: Any, value: Any, most: int) -> None:
    """Keep a value; the oldest makes room where there are too many."""
    for oldest in [*kept][: max(0, len(kept) - most + 1)]:
        kept.pop(oldest, None)  # a task may be at it too
    kept[key] = value
