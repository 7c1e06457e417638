"""Saved filters: names that stay apart, files that are read whole or refused with a reason."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest

from amis_qgis_plugin.core.errors import FilterError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.saved_filters import (
    LONGEST_NAME,
    NO_FILTERS,
    VERSION,
    SavedFilter,
    SavedFilters,
)

COPPER = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
AREA = OccurrenceFilter(extent=(118.0, 5.0, 127.0, 19.5), text="mỏ đồng", excluded=("gold",))
TWO = SavedFilters([SavedFilter("Copper", COPPER), SavedFilter("Khu vực: ทองแดง", AREA)])


def document(**changes: Any) -> dict[str, Any]:
    return {**TWO.to_dict(), **changes}


def entries(*found: Any) -> dict[str, Any]:
    return document(filters=list(found))


def test_a_file_gives_back_what_was_written() -> None:
    text = json.dumps(TWO.to_dict(), ensure_ascii=False)
    assert SavedFilters.from_dict(json.loads(text)) == TWO
    assert SavedFilters.from_dict(NO_FILTERS.to_dict()) == NO_FILTERS


def test_names_differ_by_more_than_case() -> None:
    again = TWO.with_filter(SavedFilter("COPPER", AREA))
    assert len(again) == 2
    found = again.find("copper")
    assert found is not None and found.wanted == AREA
    assert [one.name for one in TWO] == ["Copper", "Khu vực: ทองแดง"]


@pytest.mark.parametrize("name", ["", "  ", "\n\t", "x" * (LONGEST_NAME + 1)])
def test_a_name_that_is_none_is_refused(name: str) -> None:
    with pytest.raises(FilterError, match="name"):
        SavedFilter(name, COPPER)


def test_renaming() -> None:
    renamed = TWO.renamed("copper", "Tembaga")
    assert renamed.find("Copper") is None
    found = renamed.find("tembaga")
    assert found is not None and found.wanted == COPPER
    assert TWO.renamed("Copper", "COPPER").find("copper") is not None
    with pytest.raises(FilterError, match="already"):
        TWO.renamed("Copper", "khu vực: ทองแดง")
    with pytest.raises(FilterError, match="no saved filter"):
        TWO.renamed("Gold", "x")


def test_joining_loses_nothing() -> None:
    other = SavedFilters([SavedFilter("copper", AREA), SavedFilter("Khu vực: ทองแดง", AREA)])
    joined = TWO.joined(other)
    assert {one.name: one.wanted for one in joined} == {
        "Copper": COPPER,
        "copper (2)": AREA,
        "Khu vực: ทองแดง": AREA,
    }
    assert joined.joined(TWO) == joined
    long = SavedFilter("y" * LONGEST_NAME, COPPER)
    twice = SavedFilters([long]).joined([SavedFilter(long.name, AREA)])
    assert len(twice) == 2 and max(len(one.name) for one in twice) == LONGEST_NAME


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ([], "no saved filters"),
        ("text", "no saved filters"),
        (None, "no saved filters"),
        ({"format": "amis-user-terms", "version": 1, "terms": []}, "no saved filters"),
        (document(version=VERSION + 1), "newer AMIS Explorer"),
        (document(version="1"), "does not say its version"),
        (document(version=True), "does not say its version"),
        (document(version=0), "does not say its version"),
        (document(filters={}), "no list of filters"),
        (entries("x"), "number 1 has no name"),
        (entries({"filter": {}}), "number 1 has no name"),
        (entries({"name": 5, "filter": {}}), "number 1 has no name"),
        (entries({"name": "A", "filter": {}}, {"name": "a", "filter": {}}), "same name"),
        (entries({"name": "A"}), "'A' says nothing"),
        (entries({"name": "A", "filter": None}), "'A' says nothing"),
        (entries({"name": " ", "filter": {}}), "needs a name"),
        (entries({"name": "A", "filter": {"commodities": ["unobtainium"]}}), "'A'.*unobtainium"),
        (entries({"name": "A", "filter": {"colour": "red"}}), "'A'.*colour"),
        (entries({"name": "A", "filter": {"countries": "PHL"}}), "'A'"),
        (entries({"name": "A", "filter": {"extent": [1, 2, "x", 4]}}), "'A'"),
        (entries({"name": "A", "filter": {"extent": 7}}), "'A'"),
        (entries({"name": "A", "filter": {"polygon": "POLYGON((0 0, 1"}}), "'A'"),
    ],
)
def test_a_document_that_is_none_is_refused_with_its_reason(broken: Any, reason: str) -> None:
    with pytest.raises(FilterError, match=reason):
        SavedFilters.from_dict(broken)


def test_the_newer_version_says_what_to_do() -> None:
    with pytest.raises(FilterError) as caught:
        SavedFilters.from_dict(document(version=99, shapes="unknown to us"))
    assert "99" in str(caught.value) and "Update the plugin" in caught.value.hint


def test_any_damage_is_a_typed_error_or_a_whole_reading() -> None:
    chance = random.Random(5)
    junk = [None, True, 0, -1, 1e308, "", "copper", [], {}, [[]], {"x": 1}, ["PHL"], "\ud800"]
    text = json.dumps(TWO.to_dict())
    for _ in range(1500):
        broken = json.loads(text)
        holder: Any = broken
        while isinstance(holder, (dict, list)) and holder and chance.random() < 0.8:
            keys = list(holder) if isinstance(holder, dict) else range(len(holder))
            where = chance.choice(list(keys))
            if isinstance(holder[where], (dict, list)) and chance.random() < 0.8:
                holder = holder[where]
                continue
            holder[where] = chance.choice(junk)
            break
        try:
            found = SavedFilters.from_dict(broken)
        except FilterError:
            continue
        assert SavedFilters.from_dict(found.to_dict()) == found
