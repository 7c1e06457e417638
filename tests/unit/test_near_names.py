"""Names near a term are those that Python's ``difflib`` finds among all names."""

from __future__ import annotations

import csv
import difflib
import random
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amis_qgis_plugin.core.folding import key
from amis_qgis_plugin.core.near_names import NearNames

DATA = Path(__file__).resolve().parents[2] / "amis_qgis_plugin" / "core" / "data"
# Letters of which some share a bit: 128 apart.
LETTERS = "abcdeabcdeABxyz \u00e1\u00e2\u0161\u0e01\u0e81"


@lru_cache(maxsize=1)
def aliases() -> dict[str, str]:
    with (DATA / "commodity_aliases.csv").open(encoding="utf-8", newline="") as handle:
        return {key(row["alias"]): row["code"] for row in csv.DictReader(handle)}


def by_difflib(names: dict[str, str], term: str, limit: int) -> tuple[str, ...]:
    near = difflib.get_close_matches(key(term), names, n=limit * 3, cutoff=0.72)
    return tuple(dict.fromkeys(names[name] for name in near))[:limit]


@given(
    st.lists(st.text(LETTERS, min_size=1, max_size=12), max_size=30),
    st.text(LETTERS, max_size=12),
    st.integers(1, 5),
)
def test_nothing_that_is_near_is_passed_over(names: list[str], term: str, limit: int) -> None:
    codes = {key(name): name for name in names}
    assert NearNames(codes).codes(term, limit) == by_difflib(codes, term, limit)


@pytest.mark.parametrize("seed", range(4))
def test_misspelt_names_of_commodities_are_found_as_by_comparing_all(seed: int) -> None:
    near, chance = NearNames(aliases()), random.Random(seed)
    found = 0
    for name in chance.sample(sorted(aliases()), 25):
        letters = list(name)
        letters[chance.randrange(len(letters))] = chance.choice("aeiou \u0e01")
        letters.insert(chance.randrange(len(letters)), chance.choice("xyz"))
        term = "".join(letters)
        expected = by_difflib(aliases(), term, 3)
        assert near.codes(term, 3) == expected, term
        found += bool(expected)
    assert found > 10
