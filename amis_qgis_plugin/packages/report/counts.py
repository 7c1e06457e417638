"""Counting the occurrences of a package: every number comes from its own GeoPackage."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

from ...core.commodities import load_commodities
from ...core.countries import country_names
from ...core.critical_minerals import critical_lists
from ...core.deposit_types import deposit_types
from ...core.schemas import OCCURRENCES, layer_type
from ...core.status import status_codes
from ...workspace.gdal_calls import sqlite
from ...workspace.sql import columns_of, has_table, statement
from .numbers import ReportTable, table

_BEST, _LARGEST, _EXAMPLES = 20, 20, 5
# What describes an occurrence: the more of it is filled, the better it is documented.
_DESCRIBING = (
    *("name", "occurrence_type", "commodity_codes", "minerals", "country", "admin1"),
    *("deposit_model", "host_unit", "age_text", "mine_status", "mine_name"),
    *("observation_method", "positional_accuracy", "reference", "source_uri"),
)
_RESOURCES = "mineral_resources"
UNMATCHED = "unmatched"  # in place of a code: the source tells it in words that no vocabulary knows
_WORDS_OF = {
    "deposit_model": "deposit_type_text",
    "mine_status": "status_text",
    "occurrence_type": "occurrence_type_text",
}


def count_occurrences(geopackage: Path) -> list[ReportTable]:
    """Return the tables that follow from the occurrences alone."""
    with sqlite(geopackage) as connection:
        status = {one.code: one.label for one in status_codes()}
        models = {one.notation: one.label for one in deposit_types()}
        by_commodity = tuple(_by_commodity(connection))
        return [
            table("by_commodity", by_commodity),
            table("commodity_by_country", _by_commodity_and_country(connection)),
            table("by_country", _by_code(connection, "country", country_names())),
            table("by_deposit_model", _by_code(connection, "deposit_model", models)),
            table("by_mine_status", _by_code(connection, "mine_status", status)),
            table("by_occurrence_type", _by_code(connection, "occurrence_type", status)),
            table("documentation", _documentation(connection)),
            table("best_documented", _best_documented(connection)),
            table("largest", _largest(connection)),
            table("critical_lists", _critical(connection)),
            table("critical_commodities", _critical_commodities(by_commodity)),
            table("unmatched", _unmatched(connection)),
        ]


def all_occurrences(connection: sqlite3.Connection) -> int:
    """Return the number of occurrences."""
    found = connection.execute(statement("SELECT count(*) FROM {}", OCCURRENCES)).fetchone()
    return int(found[0])


def _by_commodity(connection: sqlite3.Connection) -> Iterable[tuple[Any, ...]]:
    vocabulary = load_commodities()
    for code, count, major in connection.execute(
        "SELECT commodity, count(*),"
        " CASE WHEN sum(role <> 'unranked') > 0 THEN sum(role = 'major') END"
        " FROM amis_occurrence_commodity GROUP BY commodity ORDER BY 2 DESC, 1"
    ):
        yield code, vocabulary.get(code).label if code in vocabulary else code, count, major


def _by_commodity_and_country(connection: sqlite3.Connection) -> Iterable[tuple[Any, ...]]:
    """Count by commodity and country, the most frequent commodity first."""
    vocabulary = load_commodities()
    query = [
        statement("SELECT c.commodity, coalesce(o.{}, ''), count(*)", "country"),
        # In this order both sides come from an index alone, whatever else a row holds.
        statement("FROM {} AS o CROSS JOIN amis_occurrence_commodity AS c", OCCURRENCES),
        statement("ON o.{} = c.occurrence", "fid"),
        "GROUP BY 1, 2 ORDER BY sum(count(*)) OVER (PARTITION BY c.commodity) DESC, 1, 3 DESC, 2",
    ]
    for code, country, count in connection.execute(" ".join(query)):
        label = vocabulary.get(code).label if code in vocabulary else code
        yield code, label, country, count


def _by_code(
    connection: sqlite3.Connection, column: str, labels: Mapping[str, str]
) -> Iterable[tuple[Any, ...]]:
    if column not in columns_of(connection, OCCURRENCES):
        return
    words = _WORDS_OF.get(column, "")
    said = words if words in columns_of(connection, OCCURRENCES) else column
    query = statement("SELECT CASE WHEN {} <> '' THEN {} WHEN {} <> ''", column, column, said)
    query += statement(
        " THEN ? ELSE '' END, count(*) FROM {} GROUP BY 1 ORDER BY 2 DESC, 1", OCCURRENCES
    )
    named = {"": "", UNMATCHED: "told, but in no vocabulary", **labels}
    for code, count in connection.execute(query, (UNMATCHED,)):
        yield code, named.get(code, code), count


def _documentation(connection: sqlite3.Connection) -> Iterable[tuple[Any, ...]]:
    """Return how many occurrences have each describing field filled."""
    there = set(columns_of(connection, OCCURRENCES))
    whole = max(all_occurrences(connection), 1)
    known = [name for name in _DESCRIBING if name in there]
    counted = ", ".join(statement("count({})", name) for name in known)
    query = " ".join(("SELECT", counted, statement("FROM {}", OCCURRENCES)))
    row = connection.execute(query).fetchone()
    counts = dict(zip(known, tuple(row)))
    for name in _DESCRIBING:
        filled = counts.get(name, 0)
        label = layer_type(OCCURRENCES).field(name).label
        yield name, label, filled, round(100 * filled / whole, 1)


def _best_documented(connection: sqlite3.Connection) -> Iterable[tuple[Any, ...]]:
    there = set(columns_of(connection, OCCURRENCES))
    fields = [name for name in _DESCRIBING if name in there]
    filled = " + ".join(statement("({} IS NOT NULL)", name) for name in fields)
    shown = ["name", "country", "commodity_codes", "deposit_model", "source_id"]
    names = [name if name in there else "fid" for name in shown]
    query = statement("SELECT fid, {}, ", names) + filled
    query += statement(" AS filled FROM {} ORDER BY filled DESC, name, fid LIMIT ?", OCCURRENCES)
    for fid, name, country, codes, model, source, count in connection.execute(query, (_BEST,)):
        yield fid, name, country, codes, model, count, len(fields), source


def _largest(connection: sqlite3.Connection) -> Iterable[tuple[Any, ...]]:
    """Return stated resources, the largest ore tonnage first; none where no source states any."""
    if not has_table(connection, _RESOURCES):
        return
    there = columns_of(connection, _RESOURCES)
    tonnage = next((name for name in there if name.startswith("ore") and name.endswith("_t")), "")
    wanted = ("occurrence_name", "commodity_text", "resource_text", tonnage, "category")
    wanted += ("reporting_code", "effective_date", "source_id")
    parts = [statement("{}", name) if name in there else "NULL" for name in wanted]
    query = [
        "SELECT",
        ", ".join(parts),
        statement("FROM {} ORDER BY 4 DESC, 1 LIMIT ?", _RESOURCES),
    ]
    yield from connection.execute(" ".join(query), (_LARGEST,))


def _critical(connection: sqlite3.Connection) -> Iterable[tuple[Any, ...]]:
    vocabulary = load_commodities()
    whole = max(all_occurrences(connection), 1)
    there = [
        code
        for (code,) in connection.execute(
            "SELECT DISTINCT commodity FROM amis_occurrence_commodity ORDER BY 1"
        )
    ]
    combined, lists = _on_lists(connection), critical_lists()
    counts = [
        sum(times for on, times in combined.items() if on >> number & 1)
        for number in range(len(lists))
    ]
    for one, count in zip(lists, counts):
        found = [code for code in there if code in one.codes]
        labels = ", ".join(vocabulary.get(code).label for code in found)
        percent = round(100 * count / whole, 1)
        taken = count, percent, counts.count(count), len(lists)
        yield (one.list_id, one.title, *taken, len(found), labels, one.verified)


def _on_lists(connection: sqlite3.Connection) -> dict[int, int]:
    """Count occurrences by the lists that they are on; a list is a bit of the key."""
    lists = critical_lists()
    bits = {code: 0 for one in lists for code in one.codes}
    for number, one in enumerate(lists):
        for code in one.codes:
            bits[code] |= 1 << number
    counts: dict[int, int] = {}
    rows = connection.execute(
        "SELECT occurrence, commodity FROM amis_occurrence_commodity ORDER BY occurrence"
    )
    for _occurrence, group in groupby(rows, key=itemgetter(0)):
        found = 0
        for _fid, code in group:
            found |= bits.get(code, 0)
        counts[found] = counts.get(found, 0) + 1
    return counts


def _critical_commodities(by_commodity: Iterable[tuple[Any, ...]]) -> Iterable[tuple[Any, ...]]:
    """Return the commodities that are on a list, the most frequent one first, with their lists."""
    for code, label, count, _major in by_commodity:
        on = [one.list_id for one in critical_lists() if code in one.codes]
        if on:
            yield code, label, count, len(on), len(critical_lists()), "; ".join(on)


def _unmatched(connection: sqlite3.Connection) -> Iterable[tuple[Any, ...]]:
    found: dict[str, dict[str, int]] = {}
    for vocabulary, term, count in connection.execute(
        "SELECT vocabulary, term, sum(occurrences) FROM amis_unmatched_terms"
        " GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2"
    ):
        found.setdefault(vocabulary, {})[term] = count
    for vocabulary, terms in found.items():
        examples = ", ".join(list(terms)[:_EXAMPLES])
        yield vocabulary, len(terms), sum(terms.values()), examples
