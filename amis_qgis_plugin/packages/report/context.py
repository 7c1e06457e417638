"""What stands around the occurrences: coverage of the catalogue's themes, and production."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ...core.catalogue import load_catalogue
from ...core.completeness import WORST_FIRST
from ...core.package_plan import PackagePlan, PlannedLayer
from ...core.schemas import OCCURRENCES
from ...core.sources import Source
from ...core.statistics import REGION, ProductionFigure, production, world_shares
from ...workspace.gdal_calls import sqlite
from ...workspace.sql import columns_of, statement
from .counts import all_occurrences
from .numbers import ReportTable, table

_YEARS = (2018, 2019, 2020, 2021, 2022)
_MUST = "must"


def count_context(plan: PackagePlan, geopackage: Path) -> list[ReportTable]:
    """Return the tables about the package as a whole."""
    with sqlite(geopackage) as connection:
        found = connection.execute("SELECT table_name, theme_id FROM amis_layers").fetchall()
        theme_of = {row["table_name"]: row["theme_id"] for row in found}
        commodities = _commodities(connection)
        return [
            table("summary", _summary(plan, connection)),
            table("coverage", _coverage(plan, connection, theme_of)),
            table("themes", _themes(plan, theme_of)),
            table("production", _production(plan, connection, commodities)),
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
    yield "not_copied", len(plan.not_copied)
    rejected = "SELECT count(*) FROM amis_rejected_rows"
    yield "rejected", connection.execute(rejected).fetchone()[0]
    yield "findings", len(plan.findings)


def _coverage(
    plan: PackagePlan, connection: sqlite3.Connection, theme_of: dict[str, str]
) -> Iterable[tuple[Any, ...]]:
    """Count rows by theme and country, with the newest retrieval and the worst completeness."""
    for theme in load_catalogue().themes:
        layers = [one for one in plan.layers if theme_of.get(one.table) == theme.theme_id]
        counts: dict[str, list[int]] = {}
        for layer in layers:
            for country, count in _by_country(connection, layer):
                counts.setdefault(country, []).append(count)
        ids = {source_id for layer in layers for source_id in layer.sources}
        sources = [one for one in plan.sources if one.source_id in ids]
        newest = max((one.retrieved_at[:10] for one in sources), default="")
        for country, found in sorted(counts.items()):
            yield theme.title, country, len(found), sum(found), newest, _worst(sources)


def _by_country(connection: sqlite3.Connection, layer: PlannedLayer) -> Iterable[tuple[str, int]]:
    if "country" not in columns_of(connection, layer.table):
        return [("", layer.features)]
    query = statement(
        "SELECT coalesce({}, ''), count(*) FROM {} GROUP BY 1", "country", layer.table
    )
    return [(country, count) for country, count in connection.execute(query)]


def _worst(sources: Iterable[Source]) -> str:
    there = {source.completeness for source in sources}
    return next((one.words for one in WORST_FIRST if one in there), "")


def _themes(plan: PackagePlan, theme_of: dict[str, str]) -> Iterable[tuple[Any, ...]]:
    kinds = {layer.layer_type for layer in plan.layers if layer.layer_type}
    for theme in load_catalogue().themes:
        present = [one for one in plan.layers if theme_of.get(one.table) == theme.theme_id]
        missing = [
            one.title
            for one in theme.layers
            if one.priority == _MUST and (not one.layer_type or one.layer_type not in kinds)
        ]
        yield theme.title, len(theme.layers), len(present), "; ".join(missing)


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
    found: dict[tuple[str, str, str], dict[int, ProductionFigure]] = {}
    for code in sorted(commodities):
        for figure in production(commodity=code):
            if figure.country in wanted or figure.country == REGION:
                key = (figure.country, figure.label, figure.unit)
                found.setdefault(key, {})[figure.year] = figure
    shares = {(one.country, one.label): one.share_text for one in world_shares()}
    for (country, label, unit), years in sorted(found.items()):
        printed = [years[year].value_text if year in years else "" for year in _YEARS]
        notes = dict.fromkeys(note for one in years.values() for note in one.notes)
        share = shares.get((country, label), "")
        yield (country, label, unit, *printed, share, " ".join(notes))
