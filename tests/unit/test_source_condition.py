"""Which sources a subset leaves: named for certain, or anybody's guess."""

from __future__ import annotations

import sqlite3
from typing import Optional

import pytest

from amis_qgis_plugin.core.expressions import to_workspace_sql
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.source_condition import of_source, sources_alone, sources_left

IS_A = "\"source_id\" = 'a'"


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("", None),
        (IS_A, {"a"}),
        (f"(({IS_A}))", {"a"}),
        (f"({IS_A}) AND (\"fid\" IN (SELECT x FROM y WHERE p OR q))", {"a"}),
        ("source_id in ('a', 'b''c')", {"a", "b'c"}),
        ("(source_id='a') and source_id IN ('a','b')", {"a"}),
        (f"({IS_A}) AND (x = 1 OR source_id = 'b')", {"a"}),
        (f"{IS_A} AND source_id = 'b'", set()),
        (f"{IS_A} OR x = 1", None),
        (f"NOT ({IS_A})", None),
        ("name = 'source_id = ''x'' AND'", None),
        ("x BETWEEN 1 AND source_id = 'x'", None),
        ("SELECT * FROM t WHERE source_id = 'x'", None),
        ("source_id = 'a", None),
        ("((((", None),
        (f"({IS_A}) (b)", None),
    ],
)  # fmt: skip
def test_only_what_holds_in_any_case_counts(condition: str, expected: Optional[set[str]]) -> None:
    assert sources_left(condition) == (None if expected is None else frozenset(expected))


def test_a_filter_of_sources_is_understood() -> None:
    wanted = OccurrenceFilter(sources=("b", "a"), countries=("PHL",), text="north")
    assert sources_left(f"({of_source('a')}) AND ({to_workspace_sql(wanted)})") == {"a"}
    assert sources_left(to_workspace_sql(wanted)) == {"a", "b"}


def test_a_name_with_quotes_stays_a_name() -> None:
    nasty = 'it\'s "one" OR 1 = 1 --'
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE t (source_id)")
    connection.executemany("INSERT INTO t VALUES (?)", [(nasty,), ("other",)])
    found = connection.execute(f"SELECT source_id FROM t WHERE {of_source(nasty)}").fetchall()
    assert found == [(nasty,)]
    assert sources_left(of_source(nasty)) == {nasty}
    connection.close()


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        (IS_A, {"a"}), (f"(({IS_A}))", {"a"}), ("source_id in ('a', 'b''c')", {"a", "b'c"}),
        (f"{IS_A} AND source_id IN ('a', 'b')", {"a"}), (f"{IS_A} AND x = 1", None),
        (f"{IS_A} OR x = 1", None), ("", None), ("x = 1", None), ("source_id = 'a", None),
    ],
)  # fmt: skip
def test_all_rows_of_sources_or_less(condition: str, expected: Optional[set[str]]) -> None:
    assert sources_alone(condition) == (None if expected is None else frozenset(expected))
