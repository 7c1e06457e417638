"""What stands behind every choice of a filter, against a plain reading of the rows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from filtering import (
    COMMODITIES,
    COUNTRIES,
    MODELS,
    SOURCES,
    STATUSES,
    TYPES,
    Row,
    filters,
    make_workspace,
    wanted_fids,
)
from hypothesis import given, settings

from amis_qgis_plugin.core import facets_tables
from amis_qgis_plugin.core.facet_counts import box_of, count_choices, is_ready, prepare
from amis_qgis_plugin.core.facet_names import FACETS, GROUP, facet_labels
from amis_qgis_plugin.core.facets import FacetIndex
from amis_qgis_plugin.core.facets_bits import Found, popcount, popcount_by_steps, positions_of
from amis_qgis_plugin.core.facets_tables import Base, ChoiceTable
from amis_qgis_plugin.core.facets_where import Names, Where
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.workspace.facet_rows import read_facets

# facet: the filter's field, and some of its choices
FIELDS = {
    "country": ("countries", COUNTRIES),
    "deposit_model": ("deposit_models", MODELS),
    "occurrence_type": ("occurrence_types", TYPES),
    "mine_status": ("mine_statuses", STATUSES),
    "source": ("sources", tuple(SOURCES)),
    "completeness": ("completeness", tuple(set(SOURCES.values()))),
}
LISTS = ("EU-2024", "US-2022", "JP-34")


@dataclass(frozen=True)
class Made:
    """Rows of a workspace and its index."""

    rows: list[Row]
    index: FacetIndex

    def count(self, *wishes: OccurrenceFilter) -> int:
        """Return how many rows meet all of the wishes, read plainly."""
        found = [wanted_fids(one, self.rows) for one in wishes]
        return len(set.intersection(*found))


@pytest.fixture(scope="module", params=[11, 12])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Made:
    path = tmp_path_factory.mktemp("counts") / "rows.gpkg"
    return Made(make_workspace(path, request.param), read_facets(path))


@settings(max_examples=80, deadline=None)
@given(filters)
def test_counts_of_fields_are_those_under_the_other_facets(
    made: Made, wanted: OccurrenceFilter
) -> None:
    counts = count_choices(wanted, [made.index])
    assert counts.matching == made.count(wanted)
    assert counts.total == len(made.rows)
    for facet, (field, choices) in FIELDS.items():
        others = wanted.with_values(**{field: ()})
        for choice in choices:
            alone = OccurrenceFilter(**{field: (choice,)})
            assert counts.counts[facet][choice] == made.count(others, alone), (facet, choice)


@settings(max_examples=80, deadline=None)
@given(filters)
def test_counts_of_commodities_are_those_under_the_other_facets(
    made: Made, wanted: OccurrenceFilter
) -> None:
    counts = count_choices(wanted, [made.index]).counts["commodity"]
    others = wanted
    if wanted.combine == "any":
        others = wanted.with_values(commodities=(), groups=())
    how = {"role": wanted.role, "with_broader": wanted.with_broader}
    for code in COMMODITIES:
        alone = OccurrenceFilter(commodities=(code,), **how)
        assert counts[code] == made.count(others, alone), code
    others = others.with_values(groups=())  # several groups widen, whatever combines
    for group in ("battery", "precious", "ree"):
        alone = OccurrenceFilter(groups=(group,), **how)
        assert counts[GROUP + group] == made.count(others, alone), group


@settings(max_examples=60, deadline=None)
@given(filters)
def test_counts_of_lists_are_those_under_the_other_facets(
    made: Made, wanted: OccurrenceFilter
) -> None:
    counts = count_choices(wanted, [made.index]).counts["critical"]
    for list_id in LISTS:
        chosen = (list_id,)
        if wanted.combine_lists == "all":
            chosen = (*wanted.critical_lists, list_id)
        assert counts[list_id] == made.count(wanted.with_values(critical_lists=chosen)), list_id


@settings(max_examples=60, deadline=None)
@given(filters)
def test_the_box_is_that_of_what_is_found(made: Made, wanted: OccurrenceFilter) -> None:
    fids = wanted_fids(wanted, made.rows)
    places = [row.place for row in made.rows if row.fid in fids and row.place is not None]
    expected = None
    if places:
        xs, ys = zip(*places)
        expected = (min(xs), min(ys), max(xs), max(ys))
    assert box_of(wanted, made.index) == expected


def test_every_value_of_a_vocabulary_is_counted_zeros_too(made: Made) -> None:
    counts = count_choices(OccurrenceFilter(countries=("SGP",)), [made.index])
    assert set(counts.counts) == set(FACETS)
    assert counts.matching == 0
    for facet in FACETS:
        assert set(facet_labels(facet)) <= set(counts.counts[facet])
    assert set(counts.counts["source"]) == set(SOURCES)
    assert set(counts.counts["commodity"].values()) == {0}
    assert counts.counts["country"]["PHL"] > 0


def test_what_is_ruled_out_has_nothing_behind_it(made: Made) -> None:
    counts = count_choices(OccurrenceFilter(excluded=("gold",)), [made.index])
    assert counts.counts["commodity"]["gold"] == 0 < counts.counts["commodity"]["copper"]


def test_several_workspaces_are_added_up(made: Made, tmp_path: Path) -> None:
    other = make_workspace(tmp_path / "other.gpkg", 5, 40)
    index = read_facets(tmp_path / "other.gpkg")
    wanted = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
    both = count_choices(wanted, [made.index, index])
    assert both.found == (made.count(wanted), len(wanted_fids(wanted, other)))
    assert both.matching == sum(both.found)
    assert both.total == len(made.rows) + len(other)
    single = [count_choices(wanted, [one]).counts["country"] for one in (made.index, index)]
    assert both.counts["country"] == {k: single[0][k] + single[1][k] for k in single[0]}


def test_what_an_index_does_not_know_does_not_narrow_it() -> None:
    """A live layer without a field of countries is shown whole by a wish for countries."""
    index = FacetIndex.build(3, {"commodity": {"gold": [0, 2]}})
    wanted = OccurrenceFilter(countries=("PHL",), text="nowhere", extent=(0.0, 0.0, 1.0, 1.0))
    counts = count_choices(wanted, [index])
    assert counts.matching == 3
    assert counts.counts["commodity"]["gold"] == 2
    assert counts.counts["country"]["PHL"] == 0
    assert count_choices(OccurrenceFilter(commodities=("gold",)), [index]).matching == 2


def test_a_question_is_ready_once_it_is_prepared(made: Made) -> None:
    index = FacetIndex(made.index.count, made.index.values, made.index.places, made.index.names)
    wanted = OccurrenceFilter(commodities=("tin",), role="major", text="dong")
    assert not is_ready(wanted, [index])
    before = count_choices(wanted, [made.index])
    prepare(index, wanted)
    assert is_ready(wanted, [index])
    assert is_ready(wanted.with_values(commodities=("gold",)), [index]), "clicks need nothing new"
    assert not is_ready(wanted.with_values(text="pao"), [index])
    assert count_choices(wanted, [index]) == before


@pytest.mark.parametrize("share", [0.0, 0.001, 0.02, 0.3, 0.5, 0.97, 1.0])
def test_both_ways_of_counting_give_the_same(share: float) -> None:
    rng = np.random.default_rng(5)
    count = 5_003
    sets = [np.flatnonzero(rng.random(count) < one) for one in (0.5, 0.2, 0.01, 0.0, 1.0)]
    table = ChoiceTable(count, [Found.at(count, one) for one in sets])
    chosen = rng.random(count) < share
    bits = Found.at(count, np.flatnonzero(chosen)).as_bits(count)
    expected = [int(chosen[one].sum()) for one in sets]
    base = Base(count, bits)
    assert table._count_by_choice(base).tolist() == expected
    few = table._count_by_occurrence(base.fewer_at)
    assert (table._totals - few if base.is_most else few).tolist() == expected
    assert table.counts(base).tolist() == expected


@pytest.mark.parametrize("kinds", [1, 254, 255, 256, 300])
def test_choices_of_one_value_each_are_counted_however_many_they_are(kinds: int) -> None:
    count = 2_000
    codes = np.random.default_rng(6).integers(0, kinds + 1, count)  # the last is no choice
    table = ChoiceTable(
        count, [Found.at(count, np.flatnonzero(codes == kind)) for kind in range(kinds)]
    )
    few = Base(count, Found.at(count, np.arange(100)).as_bits(count))
    assert table.counts(few).tolist() == np.bincount(codes[:100], minlength=kinds + 1)[:-1].tolist()
    everything = np.bincount(codes, minlength=kinds + 1)[:-1].tolist()
    assert table.counts(Base(count, None)).tolist() == everything


def test_numpy_before_2_counts_bits_as_numpy_2_does(monkeypatch: pytest.MonkeyPatch) -> None:
    words = np.random.default_rng(7).integers(0, 2**63, 1_000, dtype=np.uint64)
    expected = sum(bin(word).count("1") for word in words.tolist())
    assert popcount(words) == popcount_by_steps(words) == expected
    assert len(positions_of(words)) == expected
    assert facets_tables.popcount is popcount


def test_words_are_found_in_whichever_name_has_them() -> None:
    names = Names.of(["bukit mas", "", "dong\npao", "a\0b", "mas"])
    assert names.having(["mas"]).tolist() == [True, False, False, False, True]
    assert names.having(["dong", "pao"]).tolist() == [False, False, True, False, False]
    assert names.having(["ab"]).tolist() == [False, False, False, True, False]
    assert names.having(["smas", "x"]).tolist() == [False] * 5
    assert names.having([]).tolist() == [True] * 5
    assert Names.joined([]).having(["a"]).tolist() == []
    joined = Names.joined([names, Names.of(["tin"])])
    assert joined.having(["tin"]).tolist() == [False] * 5 + [True]


def test_an_empty_filter_asks_for_no_place() -> None:
    assert Where.of(OccurrenceFilter(commodities=("tin",))).is_anywhere
    assert not Where.of(OccurrenceFilter(text="a")).is_anywhere
