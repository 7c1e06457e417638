"""Counting the rows of a workspace by theme and country.

Aligned tables, and others with a field of countries, are grouped by it: one source has all rows of
most tables, and then the index of countries alone answers. Tables without such a field are placed
by their R-tree: a row counts for every country whose box it meets.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Optional

from ..core.completeness import worst
from ..core.countries import match_any_country
from ..core.coverage import NO_COUNTRY, Holding, Part, merged
from ..core.live_fields import fields_by_name
from ..core.progress import Progress
from ..core.schemas import every_type
from ..core.sources import Source
from ..core.statistics import REGION
from ..core.theme_guess import guess_theme
from .contents import WorkspaceLayer, read_layers
from .sql import columns_of, has_table, statement
from .stopping import stopped_by

Box = Sequence[float]  # west, south, east, north in degrees
_COUNTRY, _SOURCE = "country", "source_id"
_DEGREES = 4326
_EXPIRES = "expiry_date"  # lies ahead where all is well, and tells no age


def count_coverage(
    path: Path,
    source_title: str,
    boxes: Mapping[str, Box],
    progress: Optional[Progress] = None,
) -> tuple[Holding, ...]:
    """Return each layer of a GeoPackage with its rows by country.

    :param source_title: what the file is called where its layers are listed.
    :param boxes: around the member states, by ISO alpha-3 code, for tables that tell no country.
    :raises WorkspaceError: when the file cannot be read.
    :raises Cancelled: when the person stopped it.
    """
    progress = progress or Progress()
    layers = read_layers(path)
    found = []
    with stopped_by(path, progress) as connection:
        for number, layer in enumerate(layers):
            progress.at(number / len(layers), f"Counting {layer.title}")
            found.append(_holding(connection, layer, source_title, boxes))
    return tuple(found)


def _holding(
    connection: sqlite3.Connection,
    layer: WorkspaceLayer,
    source_title: str,
    boxes: Mapping[str, Box],
) -> Holding:
    field = _country_field(columns_of(connection, layer.table), layer)
    is_placed, by_extent = True, False
    if field:
        parts = _by_country(connection, layer, field)
    else:
        found = _by_place(connection, layer, boxes)
        is_placed = by_extent = found is not None
        parts = found if found is not None else _nowhere(layer)
    return Holding(
        key="",
        title=layer.title,
        source_title=source_title,
        theme_id=layer.theme_id or guess_theme(f"{layer.title} {layer.table}"),
        table=layer.table,
        parts=parts,
        rows=layer.features,
        by_extent=by_extent,
        is_placed=is_placed,
        notice=layer.notice,
    )


def _country_field(columns: Sequence[str], layer: WorkspaceLayer) -> str:
    """Return the column with countries; that of a foreign table by its name, if it has one."""
    if layer.layer_type or _COUNTRY in columns:
        return _COUNTRY if _COUNTRY in columns else ""
    return next(iter(fields_by_name(columns).countries), "")


def _by_country(
    connection: sqlite3.Connection, layer: WorkspaceLayer, field: str
) -> dict[str, Part]:
    sources = {one.source_id: one for one in layer.sources}
    dates = _date_columns(connection, layer)
    if dates or len(sources) > 1:
        groups = _grouped(connection, layer, field, dates)
    else:
        query = statement("SELECT {}, count(*) FROM {} GROUP BY 1", field, layer.table)
        only = next(iter(sources), None)
        groups = ((told, only, rows, "") for told, rows in connection.execute(query))
    found: dict[str, list[Part]] = {}
    for told, source_id, rows, dated in groups:
        source = sources.get(source_id or "")
        found.setdefault(_code(told), []).append(_part(rows, (source,) if source else (), dated))
    return {code: merged(parts) for code, parts in found.items()}


def _grouped(
    connection: sqlite3.Connection, layer: WorkspaceLayer, field: str, dates: Sequence[str]
) -> Iterator[tuple[Optional[str], Optional[str], int, str]]:
    """Yield country, source, rows and newest date; reads every row."""
    has_source = _SOURCE in columns_of(connection, layer.table)
    parts = [statement("SELECT {}", field)]
    parts.append(statement(", {}", _SOURCE) if has_source else ", NULL")
    parts.append(", count(*)")
    parts += [statement(", max(CASE WHEN {} <= ? THEN {} END)", name, name) for name in dates]
    parts.append(statement(" FROM {} GROUP BY 1, 2", layer.table))
    today = date.today().isoformat()
    for told, source_id, rows, *newest in connection.execute("".join(parts), [today] * len(dates)):
        yield told, source_id, rows, max((str(one) for one in newest if one), default="")


def _date_columns(connection: sqlite3.Connection, layer: WorkspaceLayer) -> tuple[str, ...]:
    """Return the columns whose dates tell how old an aligned row is."""
    there = set(columns_of(connection, layer.table))
    kinds = (one for one in every_type() if one.layer_type_id == layer.layer_type)
    fields = (one for kind in kinds for one in kind.fields if one.type == "date")
    return tuple(one.name for one in fields if one.name in there and one.name != _EXPIRES)


def _by_place(
    connection: sqlite3.Connection, layer: WorkspaceLayer, boxes: Mapping[str, Box]
) -> Optional[dict[str, Part]]:
    """Return the countries whose boxes the rows meet; None where nothing tells their place."""
    place = connection.execute(
        "SELECT column_name, srs_id FROM gpkg_geometry_columns WHERE table_name = ?",
        (layer.table,),
    ).fetchone()
    if place is None or place[1] != _DEGREES or not boxes:
        return None
    rtree = f"rtree_{layer.table}_{place[0]}"
    counts = (
        _met_by_index(connection, rtree, boxes)
        if has_table(connection, rtree)
        else _met_by_extent(connection, layer.table, boxes)
    )
    if counts is None:
        return None
    return {code: _part(rows, layer.sources) for code, rows in counts.items()}


def _met_by_index(
    connection: sqlite3.Connection, rtree: str, boxes: Mapping[str, Box]
) -> dict[str, Optional[int]]:
    query = statement(
        "SELECT count(*) FROM {} WHERE minx <= ? AND maxx >= ? AND miny <= ? AND maxy >= ?", rtree
    )
    counts: dict[str, Optional[int]] = {}
    for code, (west, south, east, north) in boxes.items():
        (rows,) = connection.execute(query, (east, west, north, south)).fetchone()
        if rows:
            counts[code] = rows
    return counts


def _met_by_extent(
    connection: sqlite3.Connection, table: str, boxes: Mapping[str, Box]
) -> Optional[dict[str, Optional[int]]]:
    """Return the countries that the extent of a table meets; how many rows do, nobody knows."""
    extent = connection.execute(
        "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?", (table,)
    ).fetchone()
    if extent is None or None in tuple(extent):
        return None
    return dict.fromkeys(countries_met(extent, boxes))


def countries_met(extent: Box, boxes: Mapping[str, Box]) -> tuple[str, ...]:
    """Return the countries whose boxes an extent in degrees meets."""
    west, south, east, north = extent
    return tuple(
        code
        for code, (left, bottom, right, top) in boxes.items()
        if west <= right and east >= left and south <= top and north >= bottom
    )


def _nowhere(layer: WorkspaceLayer) -> dict[str, Part]:
    return {NO_COUNTRY: _part(layer.features, layer.sources)} if layer.features else {}


def _part(rows: Optional[int], sources: Iterable[Source], dated: str = "") -> Part:
    known = tuple(sources)
    newest = max((one.retrieved_at for one in known), default="")
    return Part(rows, newest[:10], dated[:10], worst(one.completeness for one in known))


def _code(told: Optional[str]) -> str:
    """Return the code of what a row tells; empty where it names no country."""
    text = str(told).strip() if told is not None else ""
    if text == REGION:
        return REGION
    country = match_any_country(text) if text else None
    return country.iso3 if country is not None else NO_COUNTRY
