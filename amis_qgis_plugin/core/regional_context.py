"""Trade, exploration budgets and foreign investment of the region, word for word as published.

Source: ASEAN Minerals Cooperation Action Plan IV (2026-2030), Tables 12 (trade in 2023), 13
(exploration budgets) and 14 (inward foreign direct investment). Nothing is mended or added up:
what contradicts itself has a note.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .tables import read_table

TRADE, EXPLORATION, INVESTMENT = "12", "13", "14"


@dataclass(frozen=True)
class RegionalFigure:
    """One printed figure of the region.

    :param table: number of the table in the source.
    :param subject: what it is about: a commodity, or the name of a series.
    :param measure: id of a flow of trade, a stage of exploration or an industry.
    :param unit: empty where the source states none.
    :param period: a year, or ``total``, ``average`` or ``percent``.
    :param printed: the figure word for word.
    :param value: the same without marks of thousands; empty where the printed form is in doubt.
    """

    table: str
    subject: str
    measure: str
    unit: str
    period: str
    printed: str
    value: str


@lru_cache(maxsize=1)
def regional_figures() -> tuple[RegionalFigure, ...]:
    """Return all figures in printed order.

    :raises VocabularyError: when the table is missing or damaged.
    """
    return tuple(RegionalFigure(**row) for row in read_table("statistics", "regional_context.csv"))


@lru_cache(maxsize=8)
def notes_on(table: str) -> tuple[str, ...]:
    """Return what has to be known about the figures of a table.

    :raises VocabularyError: when the table of notes is missing or damaged.
    """
    rows = read_table("statistics", "regional_notes.csv")
    return tuple(row["note"] for row in rows if row["table"] == table)
