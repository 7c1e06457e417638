"""What the template shows of the tables: cross tables, charts, footnotes, figures as printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ...core.amexs_gaps import THERE, UNTOLD
from ...core.regional_context import EXPLORATION, INVESTMENT, TRADE, notes_on
from .charts import bar_chart
from .context import YEARS
from .counts import UNMATCHED
from .language import Language
from .numbers import COUNTED, SHOWN, ReportTable

_CROSSED = 12
Records = Sequence[Mapping[str, Any]]


def label_of(name: str, row: Mapping[str, Any], language: Language) -> str:
    """Return what a row of a table of counts is called in a language."""
    code = row.get("commodity" if name == "by_commodity" else "code", "")
    if name == "by_country":
        code = row["country"]
    if not code:
        return str(language.words["not_told"])
    if code == UNMATCHED:
        return str(language.words["told_unmatched"])
    naming = {
        "by_commodity": language.commodity,
        "by_country": language.country,
        "by_deposit_model": language.model,
    }
    return naming.get(name, language.status)(code)


def charts(tables: Mapping[str, ReportTable], language: Language) -> dict[str, str]:
    """Return all charts by the names of their tables."""
    words, number = language.words, language.number
    made = {}
    for name in COUNTED:
        rows = tables[name].records()[:SHOWN]
        bars = [(label_of(name, row, language), row["occurrences"]) for row in rows]
        made[name] = bar_chart(words[name], bars, number=number)
    rows = tables["by_unit"].records()[:SHOWN]
    names = [row["unit"] or words["not_told"] for row in rows]
    made["by_unit"] = _compared(words["by_unit"], names, rows, language)
    rows = tables["by_distance"].records()
    names = [band(row, language) for row in rows]
    made["by_distance"] = _compared(words["by_distance"], names, rows, language)
    lists = sorted(tables["critical_lists"].records(), key=lambda row: -row["percent"])
    shares = [(row["list"], row["percent"]) for row in lists]
    made["critical_lists"] = bar_chart(words["critical_chart"], shares, number=number)
    rows = tables["documentation"].records()
    filled = [(words["fields"][row["field"]], row["percent"]) for row in rows]
    made["documentation"] = bar_chart(words["documentation"], filled, number=number)
    return made


def band(row: Mapping[str, Any], language: Language) -> str:
    """Return a band of distance in words."""
    start = f"{row['from_km']:g}"
    if row["to_km"] is None:
        return f"{start} km {language.words['and_more']}"
    return f"{start} – {row['to_km']:g} km"


def by_country(commodities: ReportTable, language: Language) -> dict[str, Any]:
    """Return the most frequent commodities by country: names, and counts by code of country."""
    records = commodities.records()
    codes = list(dict.fromkeys(row["commodity"] for row in records))[:_CROSSED]
    countries = sorted({row["country"] for row in records})
    counts: dict[str, dict[str, int]] = {}
    for row in records:
        counts.setdefault(row["commodity"], {})[row["country"]] = row["occurrences"]
    rows = [(language.commodity(code), counts[code]) for code in codes]
    return {"countries": countries, "rows": rows}


def theme_matrix(coverage: ReportTable) -> dict[str, Any]:
    """Return the rows of each theme by country, with all countries that there are."""
    records = coverage.records()
    countries = sorted({row["country"] for row in records if row["country"]})
    themes: dict[str, dict[str, int]] = {}
    for row in records:
        themes.setdefault(row["theme_id"], {})[row["country"]] = row["rows"]
    return {"countries": countries, "themes": themes}


def layer_matrix(layers: ReportTable) -> dict[str, Any]:
    """Return the catalogue's layers by country."""
    rows: dict[str, dict[str, Any]] = {}
    for record in layers.records():
        row = rows.setdefault(record["layer_id"], {**record, "cells": {}})
        row["cells"][record["country"]] = record
    countries = list(dict.fromkeys(record["country"] for record in layers.records()))
    return {"countries": countries, "rows": list(rows.values()), "there": THERE, "untold": UNTOLD}


def with_footnotes(records: Records) -> tuple[list[dict[str, Any]], list[str]]:
    """Return rows with their figures by year, and their notes, each once, in order."""
    rows = [{**record, "years": [record[f"y{year}"] for year in YEARS]} for record in records]
    return rows, list(dict.fromkeys(record["notes"] for record in records if record["notes"]))


def regional(figures: ReportTable, language: Language) -> list[dict[str, Any]]:
    """Return tables 12 to 14 of the source: subjects or measures against flows or periods."""
    found = []
    for number in (TRADE, EXPLORATION, INVESTMENT):
        records = [row for row in figures.records() if row["table"] == number]
        across, down = ("measure", "subject") if number == TRADE else ("period", "measure")
        columns = list(dict.fromkeys(row[across] for row in records))
        rows: dict[str, dict[str, str]] = {}
        for row in records:
            printed = row["printed"]
            if row["value"] is not None:
                printed = language.printed(printed.replace(",", ""))
            rows.setdefault(row[down], {})[row[across]] = printed
        unit = next((row["unit"] for row in records if row["unit"] not in ("", "%")), "")
        found.append(
            {
                "number": number,
                "unit": unit,
                "columns": columns,
                "rows": rows,
                "notes": [language.said(note) for note in notes_on(number)],
            }
        )
    return found


def _compared(title: str, names: Sequence[str], rows: Records, language: Language) -> str:
    """Return a chart of counts with the expected number and the range of chance."""
    bars = [(name, row["occurrences"]) for name, row in zip(names, rows)]
    marks = [row["expected"] for row in rows]
    ranges = [(row["low"], row["high"]) for row in rows]
    return bar_chart(title, bars, marks, ranges, language.number)
