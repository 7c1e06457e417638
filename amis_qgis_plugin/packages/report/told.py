"""What the report says beside its tables: methods, notes, findings, and what it leaves out.

So that the numbers in its sentences can be looked up as those of its tables can.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ...core.package_plan import PackagePlan
from ...core.regional_context import EXPLORATION, INVESTMENT, TRADE, notes_on
from .chance import CENTRAL_PERCENT
from .geology import BANDS_KM, CELLS
from .numbers import EXCERPTS, SHOWN, ReportTable, table


def tell(plan: PackagePlan) -> list[ReportTable]:
    """Return the tables of methods, notes and findings."""
    return [
        table("methods", _methods()),
        table("regional_notes", _notes()),
        table("findings", (tuple(one.to_dict().values()) for one in plan.findings)),
    ]


def excerpts(tables: Mapping[str, ReportTable]) -> ReportTable:
    """Return which tables the report shows in part, with the rows that it shows and all."""
    counts = ((name, len(tables[name].rows)) for name in EXCERPTS)
    return table("excerpts", ((name, SHOWN, rows) for name, rows in counts if rows > SHOWN))


def _methods() -> Iterable[tuple[Any, ...]]:
    yield "chance_range", CENTRAL_PERCENT, "%"
    yield "grid_cells", CELLS, ""
    for distance in BANDS_KM[1:]:
        yield "distance_band", int(distance), "km"


def _notes() -> Iterable[tuple[str, str]]:
    for number in (TRADE, EXPLORATION, INVESTMENT):
        for note in notes_on(number):
            yield number, note
