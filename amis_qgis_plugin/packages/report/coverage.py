"""Coverage of the catalogue by theme, layer and country: what is there, how old, how complete."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ...core.amexs_gaps import (
    MISSING,
    THERE,
    UNTOLD,
    Holding,
    LayerInCountry,
    age_in_days,
    layers_by_country,
)
from ...core.catalogue import CatalogueLayer, load_catalogue
from ...core.completeness import Completeness, worst
from ...core.countries import members
from ...core.critical_minerals import critical_lists
from ...core.package_plan import PackagePlan, PlannedLayer
from ...core.schemas import OCCURRENCES
from ...core.sources import Source
from ...workspace.gdal_calls import sqlite
from ...workspace.sql import columns_of, statement
from .numbers import ReportTable, table

_MUST = "must"
_CRITICAL = "critical_minerals"


def count_coverage(plan: PackagePlan, geopackage: Path, today: date) -> list[ReportTable]:
    """Return the tables about the catalogue's themes and layers.

    :param today: the day that ages are counted to.
    """
    with sqlite(geopackage) as connection:
        found = connection.execute("SELECT table_name, theme_id FROM amis_layers").fetchall()
        theme_of = {row["table_name"]: row["theme_id"] for row in found}
        layers = layers_by_country(_holdings(plan, connection), _countries(plan), today)
        return [
            table("coverage", _coverage(plan, connection, theme_of)),
            table("themes", _themes(plan, theme_of, today)),
            table("coverage_layers", map(_layer_row, layers)),
            table("gaps", _gaps(layers)),
            table("source_ages", _source_ages(plan, today)),
        ]


def _coverage(
    plan: PackagePlan, connection: sqlite3.Connection, theme_of: dict[str, str]
) -> Iterable[tuple[Any, ...]]:
    """Count rows by theme and country, with the newest retrieval and the worst completeness."""
    for theme in load_catalogue().themes:
        layers = _of_theme(plan, theme_of, theme.theme_id)
        counts: dict[str, list[int]] = {}
        for layer in layers:
            for country, count in _by_country(connection, layer).items():
                counts.setdefault(country, []).append(count)
        sources = _sources_of(plan, layers)
        newest = max((one.retrieved_at[:10] for one in sources), default="")
        for country, found in sorted(counts.items()):
            told = newest, _words(worst(one.completeness for one in sources))
            yield theme.theme_id, theme.title, country, len(found), sum(found), *told


def _themes(plan: PackagePlan, theme_of: dict[str, str], today: date) -> Iterable[tuple[Any, ...]]:
    kinds = {layer.layer_type for layer in plan.layers if layer.layer_type}
    for theme in load_catalogue().themes:
        present = _of_theme(plan, theme_of, theme.theme_id)
        sources = _sources_of(plan, present)
        days = sorted(one.retrieved_at[:10] for one in sources if one.retrieved_at)
        oldest, newest = (days[0], days[-1]) if days else ("", "")
        complete = [sum(one.completeness is kind for one in sources) for kind in Completeness]
        yield (
            theme.theme_id,
            theme.title,
            len(theme.layers),
            len(present),
            sum(one.features for one in present),
            oldest,
            newest,
            age_in_days(newest, today),
            today.isoformat(),
            *complete,
            "; ".join(one.title for one in theme.layers if _is_missed(one, kinds)),
        )


def _is_missed(layer: CatalogueLayer, kinds: set[str]) -> bool:
    return layer.priority == _MUST and (not layer.layer_type or layer.layer_type not in kinds)


def _holdings(plan: PackagePlan, connection: sqlite3.Connection) -> list[Holding]:
    """Return the layers of the package, and the critical minerals among the occurrences."""
    found = []
    for layer in plan.layers:
        sources = _sources_of(plan, [layer])
        retrieved = tuple(one.retrieved_at for one in sources if one.retrieved_at)
        complete = tuple(one.completeness for one in sources)
        rows = _by_country(connection, layer)
        found.append(Holding(layer.layer_type, rows, retrieved, complete))
        if layer.table == OCCURRENCES:
            rows = _critical_by_country(connection)
            found.append(Holding(layer.layer_type, rows, retrieved, complete, _CRITICAL))
    return found


def _critical_by_country(connection: sqlite3.Connection) -> dict[str, int]:
    """Count the occurrences with a commodity on any list."""
    codes = sorted(set().union(*(one.codes for one in critical_lists())))
    query = [
        statement("SELECT coalesce({}, ''), count(*) FROM {}", "country", OCCURRENCES),
        statement("WHERE {} IN (SELECT occurrence FROM", "fid"),
        "amis_occurrence_commodity WHERE commodity IN (",
        ", ".join("?" * len(codes)),
        ")) GROUP BY 1",
    ]
    return dict(tuple(row) for row in connection.execute(" ".join(query), codes))


def _countries(plan: PackagePlan) -> list[str]:
    """Return the filter's countries, or all members of ASEAN."""
    return sorted(plan.wanted.countries) or [one.iso3 for one in members()]


def _layer_row(one: LayerInCountry) -> tuple[Any, ...]:
    layer = _catalogue_layer(one.layer_id)
    head = one.theme_id, one.layer_id, layer.title, layer.priority, one.country, one.rows
    return (*head, one.state, one.newest, one.age_days, _words(one.worst))


def _catalogue_layer(layer_id: str) -> CatalogueLayer:
    layers = (one for theme in load_catalogue().themes for one in theme.layers)
    return next(one for one in layers if one.layer_id == layer_id)


def _gaps(layers: Sequence[LayerInCountry]) -> Iterable[tuple[Any, ...]]:
    """Return for each country how many of the catalogue's layers it has and lacks."""
    for country in dict.fromkeys(one.country for one in layers):
        own = [one for one in layers if one.country == country]
        counts = [sum(one.state == state for one in own) for state in (THERE, UNTOLD, MISSING)]
        missed = [
            one.layer_id
            for one in own
            if one.state == MISSING and _catalogue_layer(one.layer_id).priority == _MUST
        ]
        yield country, *counts, len(own), "; ".join(missed)


def _source_ages(plan: PackagePlan, today: date) -> Iterable[tuple[Any, ...]]:
    """Return the sources, the oldest first; without a date before all others."""
    for one in sorted(plan.sources, key=lambda one: (one.retrieved_at, one.source_id)):
        day = one.retrieved_at[:10]
        head = one.source_id, one.title, one.table_name, day, age_in_days(day, today)
        yield (*head, one.feature_count, one.completeness.words)


def _of_theme(plan: PackagePlan, theme_of: dict[str, str], theme_id: str) -> list[PlannedLayer]:
    return [one for one in plan.layers if theme_of.get(one.table) == theme_id]


def _sources_of(plan: PackagePlan, layers: Sequence[PlannedLayer]) -> list[Source]:
    ids = {source_id for layer in layers for source_id in layer.sources}
    return [one for one in plan.sources if one.source_id in ids]


def _by_country(connection: sqlite3.Connection, layer: PlannedLayer) -> dict[str, int]:
    if "country" not in columns_of(connection, layer.table):
        return {"": layer.features} if layer.features else {}
    query = statement(
        "SELECT coalesce({}, ''), count(*) FROM {} GROUP BY 1", "country", layer.table
    )
    return dict(tuple(row) for row in connection.execute(query))


def _words(value: Completeness | None) -> str:
    return value.words if value is not None else ""
