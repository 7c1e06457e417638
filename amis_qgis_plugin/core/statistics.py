"""Mine production of the ASEAN members, 2018 to 2022, as published.

Source: ASEAN Minerals Cooperation Action Plan IV (2026-2030), Table 1 (the region) and Table 11
(the members). Nothing is mended: where the tables contradict themselves or each other a note says
so, and a figure that is not available stays empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from .commodities import load_commodities
from .tables import Row, read_table

REGION = "ASEAN"
SOURCE = "ASEAN Minerals Cooperation Action Plan IV (2026-2030)"
YEAR_OF_SHARES = 2022
TABLES = (("1", "table01_asean_production"), ("11", "table11_country_production"))


@dataclass(frozen=True)
class ProductionFigure:
    """What one country, or the region, produced of one commodity in one year.

    ``country`` is ISO 3166 alpha-3 or ``ASEAN``; ``label`` and ``unit`` are as printed;
    ``commodity`` is a code, empty where the row is no mineral commodity; ``value`` is in ``unit``
    and None where ``value_text`` is no number.
    """

    table: str
    country: str
    label: str
    commodity: str
    unit: str
    year: int
    value: float | None
    value_text: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class WorldShare:
    """The share of the world's production in 2022, in percent, word for word as printed."""

    table: str
    country: str
    label: str
    commodity: str
    unit: str
    world_2022: float | None
    share_text: str
    notes: tuple[str, ...]


def production(country: str = "", commodity: str = "") -> tuple[ProductionFigure, ...]:
    """Return the figures of both tables in printed order, for a country and a commodity or all.

    :param country: ISO 3166 alpha-3 code, ``ASEAN`` for the region, or empty for all.
    :param commodity: a code; figures of narrower commodities count too (iron finds iron ore).
    :raises VocabularyError: when the commodity is unknown.
    """
    codes = load_commodities().narrower(commodity) if commodity else frozenset()
    return tuple(
        figure
        for figure in _figures()
        if (not country or figure.country == country)
        and (not commodity or figure.commodity in codes)
    )


@lru_cache(maxsize=1)
def world_shares() -> tuple[WorldShare, ...]:
    """Return the printed shares of world production, in printed order.

    :raises VocabularyError: when a table is missing or damaged.
    """
    return tuple(
        WorldShare(
            table,
            row["country_iso3"],
            row["commodity"],
            _codes()[row["commodity"]],
            row["unit"],
            _number(row["world_2022"]),
            row["share_2022_verbatim"],
            _notes(table, row),
        )
        for table, name in TABLES
        for row in read_table("statistics", f"{name}_world_share.csv")
    )


@lru_cache(maxsize=1)
def _figures() -> tuple[ProductionFigure, ...]:
    return tuple(
        ProductionFigure(
            table,
            row["country_iso3"],
            row["commodity"],
            _codes()[row["commodity"]],
            row["unit"],
            int(row["year"]),
            _number(row["value"]),
            row["value"],
            _notes(table, row),
        )
        for table, name in TABLES
        for row in read_table("statistics", f"{name}.csv")
    )


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    """Return the commodity code of each printed row label, empty where it is none."""
    return {row["label"]: row["code"] for row in read_table("statistics", "row_labels.csv")}


@lru_cache(maxsize=1)
def _table_notes() -> tuple[Row, ...]:
    return tuple(read_table("statistics", "production_notes.csv"))


def _notes(table: str, row: Row) -> tuple[str, ...]:
    own = (row["note"],) if row["note"] else ()
    return own + tuple(
        note["note"]
        for note in _table_notes()
        if note["table"] == table
        and note["commodity"] == row["commodity"]
        and note["country"] in ("", row["country_iso3"])
    )


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None
