"""The report's tables: what they are called and what their columns mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..records_of_rows import described
from ..sheets import Sheet, write_sheet

FOLDER = "report"
SHOWN = 15  # rows of a long table that the report shows
COUNTED = (
    *("by_commodity", "by_country", "by_deposit_model"),
    *("by_mine_status", "by_occurrence_type"),
)
# Tables that may be longer than what is shown of them.
EXCERPTS = (*COUNTED, "best_documented", "largest", "by_unit", "critical_commodities")
TITLES = {
    "summary": "The package in numbers",
    "area": "Corners of the area and of the maps, with the grid and scale bar of these",
    "layers": "Layers of the package",
    "by_commodity": "Occurrences by commodity",
    "commodity_by_country": "Occurrences by commodity and country",
    "by_country": "Occurrences by country",
    "by_deposit_model": "Occurrences by deposit model",
    "by_mine_status": "Occurrences by state of mining",
    "by_occurrence_type": "Occurrences by type",
    "documentation": "How much is told about the occurrences",
    "best_documented": "The best documented occurrences",
    "largest": "The largest stated resources",
    "by_unit": "Occurrences by geological unit, with the number expected by area",
    "by_distance": "Occurrences by distance to structures, with the number expected by area",
    "studied": "How many occurrences are compared with units and structures",
    "critical_lists": "Occurrences with a commodity on a list of critical minerals",
    "critical_commodities": "Commodities on lists of critical minerals",
    "coverage": "Coverage by theme and country",
    "themes": "Themes of the catalogue: foreseen, in the package, how old and how complete",
    "coverage_layers": "Layers of the catalogue by country",
    "gaps": "Layers of the catalogue that each country has and lacks",
    "source_ages": "Sources: how old and how complete",
    "production": "Mine production as published",
    "regional": "Trade, exploration and investment of the region as published",
    "regional_notes": "What has to be known about the figures of the region",
    "surroundings": "Occurrences near protected areas, infrastructure and settlements",
    "methods": "What the report was counted with",
    "unmatched": "Terms that no vocabulary knows",
    "excerpts": "Tables of which the report shows the first rows",
    "findings": "What was found while the package was made",
}


@dataclass(frozen=True)
class ReportTable:
    """One table of the report; ``rows`` have a value for each of ``columns``."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def records(self) -> list[dict[str, Any]]:
        """Return the rows as mappings from column to value."""
        return [dict(zip(self.columns, row)) for row in self.rows]


def table(name: str, rows: Iterable[Iterable[Any]]) -> ReportTable:
    """Return a table with the columns that ``package_columns.csv`` foresees for it."""
    columns = tuple(column.name for column in described(f"{FOLDER}/{name}"))
    return ReportTable(name, columns, tuple(tuple(row) for row in rows))


def write_report_tables(folder: Path, tables: Mapping[str, ReportTable]) -> list[Sheet]:
    """Write every table as CSV."""
    return [
        write_sheet(
            folder,
            f"{FOLDER}/{one.name}.csv",
            TITLES[one.name],
            described(f"{FOLDER}/{one.name}"),
            one.rows,
        )
        for one in tables.values()
    ]
