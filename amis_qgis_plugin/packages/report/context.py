"""The package as a whole in numbers, and published figures of production, trade and investment."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import astuple
from pathlib import Path
from typing import Any

from ...core.completeness import Completeness
from ...core.package_plan import PackagePlan
from ...core.regional_context import RegionalFigure, regional_figures
from ...core.schemas import OCCURRENCES
from ...core.statistics import REGION, ProductionFigure, production, world_shares
from ...workspace.gdal_calls import sqlite
from ...workspace.sql import statement
from .counts import all_occurrences
from .numbers import ReportTable, table

YEARS = (2018, 2019, 2020, 2021, 2022)


def count_context(plan: PackagePlan, geopackage: Path) -> list[ReportTable]:
    """Return the tables about the package as a whole and what is published about its countries."""
    with sqlite(geopackage) as connection:
        commodities = _commodities(connection)
        layers = (
            (one.table, one.title, one.features, one.available, one.selection)
            for one in plan.layers
        )
        return [
            table("summary", _summary(plan, connection)),
            table("layers", layers),
            table("production", _production(plan, connection, commodities)),
            table("regional", map(_figure, regional_figures())),
        ]


def _summary(plan: PackagePlan, connection: sqlite3.Connection) -> Iterable[tuple[str, float]]:
    yield "occurrences", all_occurrences(connection)
    without = statement("SELECT count(*) FROM {} WHERE {} IS NULL", OCCURRENCES, "geom")
    yield "without_place", connection.execute(without).fetchone()[0]
    for key, column in (("countries", "country"), ("deposit_models", "deposit_model")):
        query = statement("SELECT count(DISTINCT {}) FROM {}", column, OCCURRENCES)
        yield key, connection.execute(query).fetchone()[0]
    count = "SELECT count(DISTINCT commodity) FROM amis_occurrence_commodity"
    yield "commodities", connection.execute(count).fetchone()[0]
    yield "layers", len(plan.layers)
    yield "rows", sum(layer.features for layer in plan.layers)
    yield "sources", len(plan.sources)
    for key, kind in (
        ("proven", Completeness.COMPLETE_PROVEN),
        ("unproven", Completeness.COMPLETE_UNPROVEN),
        ("incomplete", Completeness.INCOMPLETE),
    ):
        yield key, sum(one.completeness is kind for one in plan.sources)
    yield "not_copied", len(plan.not_copied)
    rejected = "SELECT count(*) FROM amis_rejected_rows"
    yield "rejected", connection.execute(rejected).fetchone()[0]
    yield "findings", len(plan.findings)


def _figure(one: RegionalFigure) -> tuple[Any, ...]:
    return (*astuple(one)[:-1], float(one.value) if one.value else None)


def _commodities(connection: sqlite3.Connection) -> set[str]:
    found = connection.execute("SELECT DISTINCT commodity FROM amis_occurrence_commodity")
    return {code for (code,) in found}


def _production(
    plan: PackagePlan, connection: sqlite3.Connection, there: set[str]
) -> Iterable[tuple[Any, ...]]:
    """Return the published figures for the filter's countries and commodities, or those found."""
    wanted = set(plan.wanted.countries)
    if not wanted:
        query = statement("SELECT DISTINCT {} FROM {}", "country", OCCURRENCES)
        wanted = {country for (country,) in connection.execute(query) if country}
    commodities = set(plan.wanted.commodities) or there
    found: dict[tuple[str, str, str, str], dict[int, ProductionFigure]] = {}
    for code in sorted(commodities):
        for figure in production(commodity=code):
            if figure.country in wanted or figure.country == REGION:
                key = (figure.country, figure.label, figure.commodity, figure.unit)
                found.setdefault(key, {})[figure.year] = figure
    numbers: dict[str, int] = {}
    shares = {(one.country, one.label): one.share_text for one in world_shares()}
    for (country, label, code, unit), years in sorted(found.items()):
        printed = [years[year].value_text if year in years else "" for year in YEARS]
        notes = " ".join(dict.fromkeys(note for one in years.values() for note in one.notes))
        number = numbers.setdefault(notes, len(numbers) + 1) if notes else None
        share = shares.get((country, label), "")
        yield (country, label, code, unit, *printed, share, number, notes)
