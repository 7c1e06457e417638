"""The SQL that the filter becomes, run by sqlite and compared with a plain reading of the facts."""

from __future__ import annotations

import csv
import sqlite3
import struct
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from aligning import field_map, take
from hypothesis import given, settings
from hypothesis import strategies as st

from amis_qgis_plugin.core.commodity_parser import parse_commodities
from amis_qgis_plugin.core.critical_minerals import critical_lists
from amis_qgis_plugin.core.expressions import (
    ValueFilter,
    expression_literal,
    identifier,
    literal,
    to_value_expression,
    to_value_sql,
    to_value_where,
    to_workspace_sql,
)
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter

SAMPLES = Path(__file__).resolve().parents[2] / "sample_layers"
Row = dict[str, str]

with (SAMPLES / "facts" / "asean_deposits.csv").open(encoding="utf-8", newline="") as _handle:
    FACTS = list(csv.DictReader(_handle))

NAMES = field_map(name="n")


def wanted_facts(wanted: OccurrenceFilter) -> set[str]:
    """Read the facts row by row, without any SQL."""
    return {_key(row) for row in FACTS if _is_wanted(wanted, row)}


def _key(row: Row) -> str:
    return f"usgs-{row['source_dataset'].replace('_', '-')} {row['source_record']}"


def _is_wanted(wanted: OccurrenceFilter, row: Row) -> bool:
    # That database lists minerals and assays; its records are of chromite deposits.
    text = "chromite" if row["source_dataset"] == "podchrome" else row["commodities"]
    codes = {match.code for match in parse_commodities(text).matches}
    if not all(codes & one for one in wanted.commodity_sets()):
        return False
    if wanted.countries and row["country"] not in wanted.countries:
        return False
    if any(word.lower() not in row["name"].lower() for word in wanted.text.split()):
        return False
    return wanted.extent is None or _is_inside(wanted.extent, row)


def _is_inside(extent: tuple[float, float, float, float], row: Row) -> bool:
    west, south, east, north = extent
    x, y = float(row["longitude"]), float(row["latitude"])
    in_x = west <= x <= east if west <= east else x >= west or x <= east
    return in_x and south <= y <= north


@pytest.fixture(scope="module")
def samples() -> Iterator[sqlite3.Connection]:
    uri = f"{(SAMPLES / 'asean_samples.gpkg').as_uri()}?mode=ro&immutable=1"
    with closing(with_places(sqlite3.connect(uri, uri=True))) as connection:
        yield connection


def with_places(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Give the functions that GDAL gives to a GeoPackage, for points without an envelope."""
    for name, offset in (("ST_MinX", 13), ("ST_MinY", 21)):
        connection.create_function(
            name, 1, lambda blob, at=offset: blob and struct.unpack_from("<d", blob, at)[0]
        )
    return connection


def selected(connection: sqlite3.Connection, wanted: OccurrenceFilter) -> set[str]:
    condition = to_workspace_sql(wanted) or "1"
    found = connection.execute(
        "SELECT source_id || ' ' || source_feature_id FROM mineral_occurrences"
        f" WHERE ({condition}) AND 1"
    ).fetchall()
    assert len(found) == len(set(found))
    return {key for (key,) in found}


def test_the_samples_have_every_fact_once(samples: sqlite3.Connection) -> None:
    assert selected(samples, OccurrenceFilter()) == wanted_facts(OccurrenceFilter())
    assert len(FACTS) == len(wanted_facts(OccurrenceFilter())) == 726


@pytest.mark.parametrize(
    "values",
    [
        {"commodities": ("copper",), "countries": ("PHL",)},
        {"commodities": ("copper", "gold"), "combine": "any"},
        {"commodities": ("copper", "gold"), "combine": "all"},
        {"commodities": ("copper", "nickel"), "combine": "all"},
        {"commodities": ("rare-earth-element",)},
        {"commodities": ("neodymium",)},
        {"commodities": ("chromium",)},
        {"groups": ("battery",)},
        {"groups": ("battery",), "commodities": ("gold",), "combine": "all"},
        {"critical_lists": (critical_lists()[0].list_id,)},
        {"text": "mine"},
        {"text": "DE san"},
        {"text": "%"},
        {"text": "_"},
        {"text": "'"},
        {"text": "\\"},
        {"countries": ("SGP",)},
    ],
)
def test_wishes(samples: sqlite3.Connection, values: dict[str, Any]) -> None:
    wanted = OccurrenceFilter(**values)
    assert selected(samples, wanted) == wanted_facts(wanted)


def test_the_wishes_above_tell_the_rows_apart(samples: sqlite3.Connection) -> None:
    copper = selected(samples, OccurrenceFilter(commodities=("copper",)))
    gold = selected(samples, OccurrenceFilter(commodities=("gold",)))
    either = selected(samples, OccurrenceFilter(commodities=("copper", "gold")))
    both = selected(samples, OccurrenceFilter(commodities=("copper", "gold"), combine="all"))
    assert either == copper | gold
    assert both == copper & gold
    assert set() < both < copper < either
    assert 0 < len(selected(samples, OccurrenceFilter(text="mine"))) < 726


codes = st.lists(st.sampled_from(("copper", "gold", "nickel", "tin", "ree", "silver")), max_size=2)


@settings(max_examples=60, deadline=None)
@given(
    codes.map(lambda found: tuple(c if c != "ree" else "rare-earth-element" for c in found)),
    st.sampled_from(("any", "all")),
    st.lists(st.sampled_from(("PHL", "IDN", "VNM", "MMR", "BRN")), max_size=2).map(tuple),
    st.tuples(*[st.integers(-1800, 1800)] * 2),
    st.tuples(*[st.integers(-200, 300)] * 2).map(sorted),
)
def test_any_wish_with_any_box(
    samples: sqlite3.Connection,
    commodities: tuple[str, ...],
    combine: str,
    countries: tuple[str, ...],
    sides: tuple[int, int],
    levels: list[int],
) -> None:
    box = (sides[0] / 10, levels[0] / 10, sides[1] / 10, levels[1] / 10)
    wanted = OccurrenceFilter(
        commodities=commodities, combine=combine, countries=countries, extent=box
    )
    assert selected(samples, wanted) == wanted_facts(wanted)


def test_a_box_is_exact_though_the_index_is_not(samples: sqlite3.Connection) -> None:
    row = FACTS[0]
    x, y = float(row["longitude"]), float(row["latitude"])
    touching = OccurrenceFilter(extent=(x, y, x, y))
    beside = OccurrenceFilter(extent=(x + 1e-9, y, x + 1e-9, y))
    assert _key(row) in selected(samples, touching) == wanted_facts(touching)
    assert selected(samples, beside) == set()


def test_across_the_antimeridian(tmp_path: Path) -> None:
    places = {"Fiji": 178.0, "Samoa": -172.0, "Java": 110.0, "London": 0.0, "line": 180.0}
    path = tmp_path / "pacific.gpkg"
    take(path, [({"n": name}, (x, -10.0)) for name, x in places.items()], NAMES, "made", "n")
    with closing(with_places(sqlite3.connect(path))) as connection:
        for extent, names in (
            ((170.0, -20.0, -170.0, 0.0), {"Fiji", "Samoa", "line"}),
            ((-170.0, -20.0, 170.0, 0.0), {"Java", "London"}),
            ((170.0, -5.0, -170.0, 0.0), set()),
            ((-180.0, -90.0, 180.0, 90.0), set(places)),
        ):
            found = selected(connection, OccurrenceFilter(extent=extent))
            assert {key.split()[1] for key in found} == names


HOSTILE = (
    "' OR 1=1 --",
    "'; DROP TABLE mineral_occurrences; --",
    '" OR "1"="1',
    "Robert'); --",
    "\\' OR 1=1",
    "100%",
    "a_b",
    "\0' OR 1=1 --",
    "O'Brien",
    "back\\slash",
)


@pytest.fixture(scope="module")
def hostile_names(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    path = tmp_path_factory.mktemp("hostile") / "names.gpkg"
    names = [name.replace("\0", "") for name in HOSTILE] + ["100 cents", "axb", "plain"]
    take(path, [({"n": name}, None) for name in names], NAMES, "it's")
    with closing(sqlite3.connect(path)) as connection:
        yield connection


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text(hostile_names: sqlite3.Connection, text: str) -> None:
    condition = to_workspace_sql(OccurrenceFilter(text=text, sources=("it's",)))
    found = hostile_names.execute(f"SELECT name FROM mineral_occurrences WHERE {condition}")
    names = {name for (name,) in found}
    everything = {name for (name,) in hostile_names.execute("SELECT name FROM mineral_occurrences")}
    words = text.replace("\0", "").lower().split()
    assert names == {name for name in everything if all(word in name.lower() for word in words)}
    assert text.replace("\0", "") in names
    assert "plain" not in names
    assert hostile_names.execute("SELECT count(*) FROM mineral_occurrences").fetchone() == (13,)


@pytest.mark.parametrize("typed", ["đồng", "ĐỒNG", "Đồng"])
def test_capitals_of_other_alphabets(tmp_path: Path, typed: str) -> None:
    path = tmp_path / "names.gpkg"
    names = ("Mỏ đồng Sin Quyền", "MỎ ĐỒNG", "Đồng Pao", "Dong Van")
    take(path, [({"n": name}, None) for name in names], NAMES)
    condition = to_workspace_sql(OccurrenceFilter(text=typed))
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(f"SELECT name FROM mineral_occurrences WHERE {condition}")
        assert {name for (name,) in found} == set(names) - {"Dong Van"}


without_nul = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"))


@given(without_nul)
def test_sqlite_reads_a_literal_as_the_same_text(value: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        assert connection.execute(f"SELECT {literal(value)}").fetchone() == (value,)


@given(without_nul.filter(bool))
def test_sqlite_reads_an_identifier_as_the_same_name(name: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        cursor = connection.execute(f"SELECT 1 AS {identifier(name)}")
        assert cursor.description[0][0] == name


@given(st.lists(without_nul, unique=True, max_size=6), st.data())
def test_value_sql_keeps_the_values_and_only_them(values: list[str], data: st.DataObject) -> None:
    kept = data.draw(st.lists(st.sampled_from(values), unique=True)) if values else []
    field = 'odd "name'
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE TABLE live ({identifier(field)} TEXT)")
        connection.executemany("INSERT INTO live VALUES (?)", [(value,) for value in values])
        connection.execute("INSERT INTO live VALUES (NULL)")
        condition = to_value_sql([(ValueFilter(field, tuple(kept)),)])
        found = connection.execute(f"SELECT * FROM live WHERE {condition}").fetchall()
    assert sorted(value for (value,) in found) == sorted(kept)


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("KOMODITAS", "KOMODITAS"),
        ("GEUSER.W_LTS.KIND", "GEUSER.W_LTS.KIND"),
        ("khoáng sản", '"khoáng sản"'),
        ("1st", '"1st"'),
        ("x OR 1=1", '"x OR 1=1"'),
        ('a"b', '"a""b"'),
    ],
)
def test_arcgis_takes_plain_names_bare(name: str, written: str) -> None:
    where = to_value_where([(ValueFilter(name, ("Cu", "O'Au")),), (ValueFilter("c", ("PHL",)),)])
    assert where == f"{written} IN ('Cu', 'O''Au') AND c = 'PHL'"


def test_backslashes_are_data_in_a_qgis_expression_too() -> None:
    # QGIS's expression grammar: '' is a quote, \\ is a backslash, \n a line break.
    assert expression_literal(r"Cu\new 'x'") == r"'Cu\\new ''x'''"
    choice = ValueFilter("c", ("a\\b", "c"))
    assert to_value_expression([(choice,), (ValueFilter("d", ()),)]) == (
        '"c" IN (\'a\\\\b\', \'c\') AND ("d" IS NULL AND "d" IS NOT NULL)'
    )
    assert to_value_sql([(choice,)]) == "\"c\" IN ('a\\b', 'c')"
    assert to_value_expression([]) == ""
