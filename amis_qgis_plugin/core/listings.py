"""What a table of occurrences shows of each row, and how such tables are sorted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from .commodities import load_commodities
from .countries import country_names

NAME, COUNTRY, COMMODITY = "name", "country", "commodity"
COLUMNS = (NAME, COUNTRY, COMMODITY)
TITLES = {NAME: "Name", COUNTRY: "Country", COMMODITY: "Commodities"}


@dataclass(frozen=True)
class ListedRow:
    """One occurrence.

    :param fid: the row's key in its layer.
    :param country: ISO 3166 alpha-3 code, or the source's word.
    :param commodities: codes split by ``; ``, or the source's words.
    :param is_gone: whether the row was deleted since the table was made.
    """

    fid: int
    name: str = ""
    country: str = ""
    commodities: str = ""
    is_gone: bool = False

    def text(self, column: str) -> str:
        """Return what a column shows."""
        if self.is_gone:
            return "(deleted)" if column == NAME else ""
        if column == NAME:
            return self.name
        if column == COUNTRY:
            return country_names().get(self.country, self.country)
        return commodity_labels(self.commodities)


class Listing(Protocol):
    """Rows in their order, read a page at a time.

    ``fids`` are the keys of all rows.
    """

    @property
    def fids(self) -> Sequence[int]:
        """The keys of all rows, in order."""

    def __len__(self) -> int:
        """Return the number of rows."""

    def page(self, start: int, stop: int) -> list[ListedRow]:
        """Return the rows from ``start`` to before ``stop``."""


@lru_cache(maxsize=4096)
def commodity_labels(codes: str) -> str:
    """Return the labels of codes split by ``; ``; what is no code stays as it is."""
    vocabulary = load_commodities()
    words = (word.strip() for word in codes.split(";"))
    labels = (vocabulary.get(word).label if word in vocabulary else word for word in words)
    return ", ".join(label for label in labels if label)


def as_table(rows: Sequence[ListedRow]) -> str:
    """Return rows with a heading, as spreadsheets paste them: tabs between, one line a row."""
    lines = ["\t".join(TITLES[column] for column in COLUMNS)]
    lines += ["\t".join(plain_cell(row.text(column)) for column in COLUMNS) for row in rows]
    return "\n".join(lines) + "\n"


def plain_cell(text: str) -> str:
    """Return a text without what would part cells, and that no spreadsheet takes for a formula."""
    plain = " ".join(text.split())
    return f"'{plain}" if plain[:1] in ("=", "+", "-", "@") else plain
