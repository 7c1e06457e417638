"""Columns that hold the analyses of one element each, where one row for each is needed."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..commodities import ASSAY
from ..commodity_parser import parse_commodities
from ..rows import SourceField

_PARTS = "ppm|ppb|ppt|pct|%"
_OTHERS = rf"percent|perc|wt\W?%|wt[\W_]?pct|(?:g|oz)[\W_]?p?t|(?:m|u|µ)g[\W_]?kg|{_PARTS}"
# "Au_ppb", "Cu (ppm)", "SiO2 %", "Fe2O3_pct", "AU_PPM_FA50", "Au g/t"
_ANALYSIS = re.compile(
    rf"(?P<element>[a-z]{{1,2}})(?P<oxygen>\d?o\d?)?"
    rf"(?:{_PARTS}|[\W_]+(?:in[\W_]+)?(?:{_OTHERS}))(?![a-z]).*",
    re.IGNORECASE,
)
_SHOWN = 4


def wide_analyses(fields: Iterable[SourceField]) -> tuple[str, ...]:
    """Return the columns named after an element or oxide and a unit: ``Au_ppb``, ``SiO2 (%)``.

    A geochemical sample has one row for each analyte; such columns fill no aligned field.
    """
    return tuple(
        field.name for field in fields if _is_analysis(field.name) or _is_analysis(field.alias)
    )


def words_for_wide_analyses(names: Iterable[str]) -> str:
    """Return what to say about such columns; empty where there are none."""
    names = tuple(names)
    if not names:
        return ""
    more = ", …" if len(names) > _SHOWN else ""
    return (
        f"{', '.join(names[:_SHOWN])}{more} ({len(names)}) hold one analyte each and fill no"
        " field: bring the table into one row for each analyte (analyte, value, unit) to have"
        " them aligned; until then they are kept in source_attributes only."
    )


def _is_analysis(name: str) -> bool:
    match = _ANALYSIS.fullmatch(name.strip())
    if match is None:
        return False
    # Tables in capitals write gold as AU.
    return _is_analyte(match["element"].capitalize() + (match["oxygen"] or "").upper())


def _is_analyte(text: str) -> bool:
    parsed = parse_commodities(text, ASSAY)
    return bool(parsed.matches or parsed.minerals) and not parsed.unmatched
