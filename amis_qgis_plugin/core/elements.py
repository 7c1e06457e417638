"""The chemical elements, where each stands in the periodic table, and what it is as a commodity.

Numbers, symbols and places are those of IUPAC, with lanthanum to lutetium and actinium to
lawrencium below the table. A commodity that is a mineral or a rock is no element: graphite, iron
ore and kaolin are found in lists, not here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .commodities import load_commodities
from .tables import read_table

COLUMNS = 18
# Rows of the table itself; the two rows of the f-block have the numbers after them.
PERIODS = 7
F_BLOCK_ROWS = (PERIODS + 1, PERIODS + 2)


@dataclass(frozen=True)
class Element:
    """One element.

    :param row: 1 to 7 for the period, 8 and 9 for the two rows of the f-block.
    :param column: 1 to 18.
    :param code: the commodity that finds it; empty where the vocabulary has none.
    """

    number: int
    symbol: str
    name: str
    row: int
    column: int
    code: str

    @property
    def group(self) -> str:
        """Return the first commodity group of the element; empty where it is no commodity."""
        groups = load_commodities().get(self.code).groups if self.code else ()
        return groups[0] if groups else ""

    @property
    def title(self) -> str:
        """Return the name, with the commodity where that has another one: *potassium (potash)*."""
        label = load_commodities().get(self.code).label if self.code else ""
        return self.name if label in ("", self.name) else f"{self.name} ({label})"


@lru_cache(maxsize=1)
def elements() -> tuple[Element, ...]:
    """Return the 118 elements by number.

    :raises VocabularyError: when the table is missing or damaged.
    """
    return tuple(
        Element(
            int(row["number"]),
            row["symbol"],
            row["name"],
            int(row["row"]),
            int(row["column"]),
            row["code"],
        )
        for row in read_table("elements.csv")
    )
