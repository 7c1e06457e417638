"""Facet counts: every number is the one that plain counting gives."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from aligning import field_map, take
from hypothesis import given, settings
from hypothesis import strategies as st
from osgeo import ogr

from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.core.commodity_parser import parse_commodities
from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.core.facet_names import COMMODITY, COUNTRY, CRITICAL
from amis_qgis_plugin.core.facets import FacetIndex
from amis_qgis_plugin.core.facets_bits import popcount_by_steps
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.workspace.facet_rows import read_facets

SAMPLES = Path(__file__).resolve().parents[2] / "sample_layers"
VALUES = {"metal": tuple("abcd"), "place": tuple("xyz")}
Occurrence = dict[str, frozenset[str]]
Wishes = dict[str, list[frozenset[str]]]

occurrences = st.lists(
    st.fixed_dictionaries({f: st.frozensets(st.sampled_from(v)) for f, v in VALUES.items()}),
    max_size=70,
)
wishes = st.fixed_dictionaries(
    {},
    optional={
        facet: st.lists(st.frozensets(st.sampled_from(values)), max_size=3)
        for facet, values in VALUES.items()
    },
)


def index_of(rows: list[Occurrence]) -> FacetIndex:
    return FacetIndex.build(
        len(rows),
        {
            facet: {
                value: [number for number, row in enumerate(rows) if value in row[facet]]
                for value in values
            }
            for facet, values in VALUES.items()
        },
    )


def has_all(row: Occurrence, wanted: Wishes, leave_out: str = "") -> bool:
    return all(
        row[facet] & one
        for facet, sets in wanted.items()
        if facet != leave_out
        for one in sets
    )  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(occurrences, wishes)
def test_totals_are_what_plain_counting_gives(rows: list[Occurrence], wanted: Wishes) -> None:
    assert index_of(rows).total(wanted) == sum(has_all(row, wanted) for row in rows)


@settings(max_examples=150, deadline=None)
@given(
    occurrences,
    wishes,
    st.dictionaries(st.text(max_size=3), st.frozensets(st.sampled_from("abcd?")), max_size=4),
    st.booleans(),
)
def test_counts_are_what_plain_counting_gives(
    rows: list[Occurrence], wanted: Wishes, choices: dict[str, frozenset[str]], all_of: bool
) -> None:
    members = {"metal": choices, "place": {value: frozenset(value) for value in VALUES["place"]}}
    narrowing = frozenset({"metal"}) if all_of else frozenset()
    found = index_of(rows).counts(wanted, members, narrowing)
    for facet, facet_choices in members.items():
        leave_out = "" if facet in narrowing else facet
        under_the_others = [row for row in rows if has_all(row, wanted, leave_out)]
        assert found[facet] == {
            choice: sum(bool(row[facet] & values) for row in under_the_others)
            for choice, values in facet_choices.items()
        }


@settings(max_examples=50, deadline=None)
@given(occurrences, wishes)
def test_a_count_says_what_choosing_will_show(rows: list[Occurrence], wanted: Wishes) -> None:
    """With *all of*, a count is the total after that choice is added to the wishes."""
    index = index_of(rows)
    choices = {value: frozenset(value) for value in VALUES["metal"]}
    found = index.counts(wanted, {"metal": choices}, frozenset({"metal"}))
    for choice, values in choices.items():
        added = {**wanted, "metal": [*wanted.get("metal", []), values]}
        assert found["metal"][choice] == index.total(added)


@pytest.mark.parametrize("count", [0, 1, 7, 8, 9, 63, 64, 65, 1000])
def test_bits_past_the_end_count_nowhere(count: int) -> None:
    index = FacetIndex.build(count, {"metal": {"a": list(range(count))}})
    assert index.total({}) == count
    assert index.total({"metal": [frozenset("a")]}) == count
    assert index.total({"metal": [frozenset("b")]}) == 0
    assert index.total({"nowhere": [frozenset("a")]}) == 0
    assert index.total({"metal": [frozenset()]}) == 0


def test_preparing_changes_no_count() -> None:
    rows = [
        {"metal": frozenset("ab"), "place": frozenset("x")},
        {"metal": frozenset("b"), "place": frozenset()},
    ]
    members = {"metal": {value: frozenset(value) for value in "abcd"}}
    fresh, prepared = index_of(rows), index_of(rows)
    prepared.prepare(members)
    assert prepared.counts({}, members) == fresh.counts({}, members)


@pytest.mark.parametrize("share", [0.0, 0.001, 0.03, 0.5, 0.999, 1.0])
def test_rare_and_common_values_are_counted_alike(share: float) -> None:
    """Both ways of counting, by positions and by words, against numpy's own sums."""
    rng = np.random.default_rng(11)
    count = 10_007
    has, chosen = rng.random(count) < share, rng.random(count) < 0.3
    index = FacetIndex.build(
        count,
        {"metal": {"a": np.flatnonzero(has)}, "place": {"x": np.flatnonzero(chosen)}},
    )
    wanted = {"place": [frozenset("x")]}
    found = index.counts(wanted, {"metal": {"a": frozenset("a")}})
    assert found == {"metal": {"a": int((has & chosen).sum())}}


@given(st.lists(st.integers(0, 2**64 - 1), max_size=20))
def test_bits_of_words(words: list[int]) -> None:
    """The way for numpy before 2, which has no bit count of its own."""
    assert popcount_by_steps(np.array(words, dtype=np.uint64)) == sum(
        bin(word).count("1") for word in words
    )


# --- reading a workspace -----------------------------------------------------------------------


def facts() -> list[dict[str, str]]:
    with (SAMPLES / "facts" / "asean_deposits.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_the_samples_count_like_their_facts() -> None:
    index = read_facets(SAMPLES / "asean_samples.gpkg")
    rows = []
    for row in facts():
        # That database lists minerals and assays; its records are of chromite deposits.
        text = "chromite" if row["source_dataset"] == "podchrome" else row["commodities"]
        rows.append((row["country"], set(parse_commodities(text).codes)))
    vocabulary = load_commodities()
    choices = {one.code: vocabulary.narrower(one.code) for one in vocabulary.all()}
    wanted = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
    found = index.counts(
        {COMMODITY: wanted.chosen_sets(), COUNTRY: [frozenset(wanted.countries)]},
        {COMMODITY: choices, COUNTRY: {iso3: frozenset({iso3}) for iso3, _ in rows}},
    )
    assert index.count == 726
    assert found[COMMODITY] == {
        code: sum(country == "PHL" and bool(codes & narrower) for country, codes in rows)
        for code, narrower in choices.items()
    }
    (copper,) = wanted.chosen_sets()
    assert found[COUNTRY] == {
        iso3: sum(country == iso3 and bool(codes & copper) for country, codes in rows)
        for iso3, _ in rows
    }
    assert found[COMMODITY]["copper"] == found[COUNTRY]["PHL"] > 0


def test_critical_lists_are_a_facet_of_their_own_over_the_same_commodities() -> None:
    index = read_facets(SAMPLES / "asean_samples.gpkg")
    codes = frozenset({"gold"})
    assert index.total({CRITICAL: [codes]}) == index.total({COMMODITY: [codes]}) > 0


@pytest.fixture
def samples_copy(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLES / "asean_samples.gpkg", tmp_path / "copy.gpkg"))


@pytest.mark.parametrize("which", ["first", "middle", "last"])
def test_a_deleted_occurrence_takes_its_commodities_along(samples_copy: Path, which: str) -> None:
    """QGIS deletes the row and knows nothing of the commodity index."""
    ends = {"first": "min(fid)", "middle": "min(fid) + 300", "last": "max(fid)"}
    with closing(sqlite3.connect(samples_copy)) as connection:
        (fid,) = connection.execute(f"SELECT {ends[which]} FROM mineral_occurrences").fetchone()
        gone_codes = {
            code
            for (code,) in connection.execute(
                "SELECT commodity FROM amis_occurrence_commodity WHERE occurrence = ?", (fid,)
            )
        }
    before = read_facets(samples_copy)
    dataset = ogr.Open(str(samples_copy), 1)
    assert dataset.GetLayerByName("mineral_occurrences").DeleteFeature(fid) == 0
    dataset = None
    after = read_facets(samples_copy)
    assert after.count == before.count - 1
    for code in before.values[COMMODITY]:
        lost = before.total({COMMODITY: [frozenset({code})]}) - after.total(
            {COMMODITY: [frozenset({code})]}
        )
        assert lost == (1 if code in gone_codes else 0), code


def test_a_workspace_without_occurrences_counts_nothing(tmp_path: Path) -> None:
    take(tmp_path / "empty.gpkg", [], field_map(name="n"))
    with closing(sqlite3.connect(tmp_path / "empty.gpkg")) as connection:
        connection.execute("INSERT INTO amis_occurrence_commodity VALUES ('gold', 7, 'major')")
        connection.commit()
    index = read_facets(tmp_path / "empty.gpkg")
    assert index.count == index.total({}) == 0
    assert index.total({COMMODITY: [frozenset({"gold"})]}) == 0


def test_a_foreign_geopackage_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "foreign.gpkg"
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    dataset.CreateLayer("mines")
    dataset = None
    with pytest.raises(WorkspaceError, match=r"foreign\.gpkg"):
        read_facets(path)


def test_values_are_kept_as_json_would_keep_them() -> None:
    """What the panel shows is plain text and whole numbers, not numpy's."""
    index = read_facets(SAMPLES / "asean_samples.gpkg")
    found = index.counts({}, {COUNTRY: {"PHL": frozenset({"PHL"})}})
    assert json.loads(json.dumps(found)) == found
    assert all(type(value) is str for value in index.values[COUNTRY])
