"""The filter value: one order, one meaning, nothing that the vocabularies do not know."""

from __future__ import annotations

import csv
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from amis_qgis_plugin.core.errors import FilterError
from amis_qgis_plugin.core.expressions import to_workspace_sql
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.words import describe_filter

DATA = Path(__file__).resolve().parents[2] / "amis_qgis_plugin" / "core" / "data"


def _column(table: str, name: str) -> list[str]:
    with (DATA / table).open(encoding="utf-8", newline="") as handle:
        return sorted({row[name] for row in csv.DictReader(handle)})


def _some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=4).map(tuple)


@st.composite
def extents(draw: st.DrawFn) -> tuple[float, float, float, float]:
    south, north = sorted(draw(st.tuples(st.floats(-90, 90), st.floats(-90, 90))))
    return draw(st.floats(-180, 180)), south, draw(st.floats(-180, 180)), north


texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=20)
filters = st.builds(
    OccurrenceFilter,
    commodities=_some(_column("commodities.csv", "code")),
    combine=st.sampled_from(("any", "all")),
    groups=_some(["battery", "precious", "ree"]),
    countries=_some(_column("countries.csv", "iso3")),
    deposit_models=_some(_column("deposit_types.csv", "notation")),
    sources=st.lists(texts, max_size=2).map(tuple),
    text=texts,
    extent=st.none() | extents(),
)


@given(filters)
def test_json_and_back_is_the_same_value(wanted: OccurrenceFilter) -> None:
    read = OccurrenceFilter.from_dict(json.loads(json.dumps(wanted.to_dict())))
    assert read == wanted
    assert hash(read) == hash(wanted)


def test_order_and_repetition_do_not_matter() -> None:
    one = OccurrenceFilter(commodities=("gold", "copper", "gold"), countries=("PHL", "IDN"))
    other = OccurrenceFilter(commodities=("copper", "gold"), countries=("IDN", "PHL"))
    assert one == other
    assert len({one, other}) == 1
    assert to_workspace_sql(one) == to_workspace_sql(other)


def test_the_empty_filter_wants_everything() -> None:
    assert OccurrenceFilter().is_empty
    assert OccurrenceFilter(combine="all", text="  ").is_empty
    assert OccurrenceFilter().to_dict() == {}
    assert to_workspace_sql(OccurrenceFilter()) == ""
    for wish in ({"countries": ("PHL",)}, {"text": "x"}, {"extent": (0, 0, 0, 0)}):
        assert not OccurrenceFilter(**wish).is_empty


def test_any_is_one_set_and_all_is_one_set_each() -> None:
    both = ("copper", "gold")
    (either,) = OccurrenceFilter(commodities=both).chosen_sets()
    assert {"copper", "gold"} <= either
    copper, gold = OccurrenceFilter(commodities=both, combine="all").chosen_sets()
    assert "copper" in copper
    assert "gold" not in copper
    assert "gold" in gold
    assert OccurrenceFilter().commodity_sets() == ()


def test_broad_finds_narrow_and_not_the_other_way_round() -> None:
    (rare_earths,) = OccurrenceFilter(commodities=("rare-earth-element",)).chosen_sets()
    assert {"rare-earth-element", "neodymium", "monazite"} <= rare_earths
    (neodymium,) = OccurrenceFilter(commodities=("neodymium",)).chosen_sets()
    assert neodymium == {"neodymium"}


def test_lists_combine_by_any_or_all() -> None:
    """Both lists name nickel; the European one alone names feldspar, the American one zinc."""
    lists = ("EU-2024", "US-2022")
    (either,) = OccurrenceFilter(critical_lists=lists).listed_sets()
    (both,) = OccurrenceFilter(critical_lists=lists, combine_lists="all").listed_sets()
    assert {"nickel", "feldspar", "zinc"} <= either
    assert "nickel" in both and not {"feldspar", "zinc"} & both
    with pytest.raises(FilterError, match="Lists combine by any or all"):
        OccurrenceFilter(combine_lists="none")
    assert OccurrenceFilter(combine_lists="all").is_empty
    wanted = OccurrenceFilter(critical_lists=lists, combine_lists="all")
    assert OccurrenceFilter.from_dict(wanted.to_dict()) == wanted
    assert "on all of the lists" in describe_filter(wanted)


def test_critical_lists_narrow_what_commodities_chose() -> None:
    lists = _column("critical_lists.csv", "list_id")
    chosen = next(name for name in lists if _builds(critical_lists=(name,)))
    wanted = OccurrenceFilter(commodities=("gold",), critical_lists=(chosen,))
    assert wanted.commodity_sets() == wanted.chosen_sets() + wanted.listed_sets()
    assert len(wanted.commodity_sets()) == 2


def _builds(**values: Any) -> bool:
    try:
        OccurrenceFilter(**values)
    except FilterError:
        return False
    return True


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"commodities": ("unobtainium",)}, "unobtainium"),
        ({"groups": ("shiny",)}, "shiny"),
        ({"critical_lists": ("nobody-2020",)}, "nobody-2020"),
        ({"countries": ("PH",)}, "PH"),
        ({"countries": ("PNG",)}, "PNG"),
        ({"deposit_models": ("nonsense",)}, "nonsense"),
        ({"combine": "none"}, "none"),
        ({"extent": (0, 5, 1, 4)}, "no area"),
        ({"extent": (0, -91, 1, 4)}, "no area"),
        ({"extent": (0, 0, 1, math.nan)}, "no area"),
        ({"extent": (0, 0, math.inf, 1)}, "no area"),
        ({"extent": (0, 0, 1)}, "no area"),
        ({"commodities": "copper"}, "list"),
        ({"sources": 5}, "list"),
        ({"sources": (5, "a")}, "5"),
        ({"text": None}, "None"),
        ({"text": "\ud800"}, "damaged"),
    ],
)
def test_what_no_vocabulary_knows_is_refused_by_name(values: dict[str, Any], named: str) -> None:
    with pytest.raises(FilterError, match=named):
        OccurrenceFilter(**values)


@pytest.mark.parametrize(
    "values",
    [
        {"colour": "red"},
        {"extent": ["a", 0, 1, 1]},
        {"extent": 5},
        {"countries": "PHL"},
        {"text": 5},
        {"commodities": [["copper"]]},
        {"combine": ["any"]},
    ],
)
def test_a_filter_in_a_foreign_file_fails_as_a_filter(values: dict[str, Any]) -> None:
    with pytest.raises(FilterError):
        OccurrenceFilter.from_dict(values)


def test_numbers_of_other_libraries_become_plain_numbers() -> None:
    wanted = OccurrenceFilter(extent=tuple(np.array([116.5, 4.0, 127.0, 21.0])))  # type: ignore[arg-type]
    assert wanted == OccurrenceFilter(extent=(116.5, 4.0, 127.0, 21.0))
    assert [type(side) for side in wanted.extent or ()] == [float] * 4
    assert "np." not in to_workspace_sql(wanted)


def test_plain_rare_earths_are_found_by_neodymium_when_asked() -> None:
    (narrow,) = OccurrenceFilter(commodities=("neodymium",)).chosen_sets()
    (wide,) = OccurrenceFilter(commodities=("neodymium",), with_broader=True).chosen_sets()
    assert "rare-earth-element" not in narrow
    assert {"neodymium", "rare-earth-element"} <= wide
    assert not wide & {"cerium", "dysprosium", "yttrium"}
    both = OccurrenceFilter(("copper", "neodymium"), "all", with_broader=True)
    assert [("rare-earth-element" in one, "copper" in one) for one in both.chosen_sets()] == [
        (False, True),
        (True, False),
    ]
    assert OccurrenceFilter.from_dict(both.to_dict()) == both
    assert OccurrenceFilter(with_broader=True).is_empty
    assert "broader" in describe_filter(both)
    with pytest.raises(FilterError):
        OccurrenceFilter(with_broader="yes")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "wish",
    [
        {"excluded": ("copper",)},
        {"occurrence_types": ("deposit",)},
        {"mine_statuses": ("operating",)},
        {"completeness": ("COMPLETE_PROVEN",)},
        {"polygon": "POLYGON ((118 5, 127 5, 127 19, 118 5))"},
        {"commodities": ("copper",), "role": "major"},
    ],
)
def test_later_wishes_are_kept(wish: dict[str, Any]) -> None:
    wanted = OccurrenceFilter(**wish)
    assert not wanted.is_empty
    assert set(wanted.to_dict()) == set(wish)
    assert OccurrenceFilter.from_dict(json.loads(json.dumps(wanted.to_dict()))) == wanted


def test_a_role_alone_wants_everything() -> None:
    assert OccurrenceFilter(role="major").is_empty


@pytest.mark.parametrize(
    ("wish", "named"),
    [
        ({"excluded": ("Cu",)}, "'Cu'"),
        ({"excluded": "copper"}, "excluded"),
        ({"role": "minor"}, "'minor'"),
        ({"role": None}, "None"),
        ({"occurrence_types": ("operating",)}, "'operating'"),
        ({"mine_statuses": ("deposit",)}, "'deposit'"),
        ({"completeness": ("complete",)}, "'complete'"),
        ({"polygon": "POINT (1 2)"}, "POINT"),
        ({"polygon": "POLYGON ((118 5, 127 5, 200 19, 118 5))"}, "200 19"),
        ({"polygon": 7}, "polygon"),
    ],
)
def test_later_wishes_are_checked(wish: dict[str, Any], named: str) -> None:
    with pytest.raises(FilterError, match=named):
        OccurrenceFilter(**wish)


def test_what_is_not_wanted_goes_down_the_hierarchy() -> None:
    found = OccurrenceFilter(excluded=("rare-earth-element",), with_broader=True).excluded_codes()
    assert {"rare-earth-element", "neodymium", "monazite"} <= found
    assert OccurrenceFilter(excluded=("neodymium",), with_broader=True).excluded_codes() == {
        "neodymium"
    }
    assert OccurrenceFilter().excluded_codes() == frozenset()


def test_equal_polygons_are_equal_values() -> None:
    one = OccurrenceFilter(polygon="polygon z((1 2 9,3.50 4 9,5 -0 9,1 2 9))")
    assert one == OccurrenceFilter(polygon="POLYGON ((1 2, 3.5 4, 5 0))")
    assert one.polygon == "POLYGON ((1 2, 3.5 4, 5 0, 1 2))"


def test_words_are_folded_and_nul_is_nothing() -> None:
    assert OccurrenceFilter(text=" ĐỒNG\0  San dong").words() == ("dong", "san")
    assert OccurrenceFilter(text="\0").is_empty
    assert OccurrenceFilter(sources=("a\0b",)).sources == ("ab",)
