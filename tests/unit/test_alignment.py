"""Alignment: what the source said stays, what we made of it follows the stated rules."""

from __future__ import annotations

import csv
import json
from datetime import date, datetime, time, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amis_qgis_plugin.core.alignment import FieldMap, align_occurrence, representative
from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.core.deposit_types import deposit_types, match_deposit_type
from amis_qgis_plugin.core.schemas import layer_type

FACTS = Path(__file__).resolve().parents[2] / "sample_layers" / "facts" / "asean_deposits.csv"
FIELDS = FieldMap(
    identifier="id", name="site", commodities="what", country="where", deposit_type="kind"
)

texts = st.text(st.characters(exclude_categories=("Cs",)), max_size=30)
json_values = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts


def aligned(**attributes: Any) -> dict[str, Any]:
    return dict(align_occurrence(attributes, FIELDS, "survey", "7").values)


def test_the_values_are_the_fields_of_the_layer_type() -> None:
    names = [field.name for field in layer_type("mineral_occurrences").fields]
    assert list(aligned(site="A")) == names


@given(
    st.dictionaries(
        texts, json_values.filter(lambda v: not isinstance(v, float) or abs(v) != float("inf"))
    )
)
def test_source_attributes_come_back_as_they_were(attributes: dict[str, Any]) -> None:
    text = align_occurrence(attributes, FIELDS, "survey", "7").values["source_attributes"]
    assert json.loads(text or "") == attributes


def test_every_fact_comes_back_as_it_was() -> None:
    with FACTS.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            text = align_occurrence(row, FieldMap(), "usgs", "1").values["source_attributes"]
            assert json.loads(text or "") == row


def test_what_json_has_no_type_for_becomes_its_text() -> None:
    moment = datetime(2026, 3, 4, 5, 6, 7, tzinfo=timezone.utc)
    text = aligned(
        day=date(2026, 3, 4),
        moment=moment,
        hour=time(5, 6),
        grade=Decimal("0.10"),
        missing=float("nan"),
        endless=float("inf"),
        raw=b"\x00\xff",
        parts=[1, {"a": date(2026, 1, 1)}],
    )["source_attributes"]

    def refuse(constant: str) -> None:
        raise AssertionError(f"{constant} is no JSON")

    assert json.loads(text, parse_constant=refuse) == {
        "day": "2026-03-04",
        "moment": moment.isoformat(),
        "hour": "05:06:00",
        "grade": "0.10",
        "missing": "nan",
        "endless": "inf",
        "raw": "00ff",
        "parts": [1, {"a": "2026-01-01"}],
    }


def test_source_words_stand_beside_the_codes() -> None:
    values = aligned(what="Cu, Au ", where="Viet Nam", kind="Porphyry copper", site=" Sin Quyen")
    assert values["commodity_text"] == "Cu, Au"
    assert values["commodity_codes"] == "copper; gold"
    assert values["country"] == "VNM"
    assert values["country_text"] == "Viet Nam"
    assert values["deposit_type_text"] == "Porphyry copper"
    model = match_deposit_type("Porphyry copper")
    assert model is not None
    assert values["deposit_model"] == model.notation
    assert values["name"] == "Sin Quyen"


def test_missing_values_are_null_and_never_the_word_none() -> None:
    values = aligned(site=None, what=None, where="")
    filled = {name for name, value in values.items() if value is not None}
    assert filled == {"identifier", "source_id", "source_feature_id", "source_attributes"}
    assert values["identifier"] == "survey/7"
    assert aligned(id="X-1")["identifier"] == "X-1"


@pytest.mark.parametrize(
    ("what", "kind", "main"),
    [
        ("Au, Cu", "", "gold"),  # no deposit type: the first named
        ("Pb, Cu", "Porphyry copper", "copper"),  # a main commodity of the deposit type
        ("Ni, Sn", "Porphyry copper", "nickel"),  # none of its main commodities: the first named
        ("", "Porphyry copper", None),
        ("Unobtainium", "", None),
    ],
)
def test_the_representative_commodity(what: str, kind: str, main: str | None) -> None:
    values = aligned(what=what, kind=kind)
    assert values["representative_commodity"] == main
    groups = load_commodities().get(main).groups if main else (None,)
    assert values["commodity_group"] == groups[0]


@given(
    st.lists(st.sampled_from([one.code for one in load_commodities().all()]), unique=True),
    st.none() | st.sampled_from(deposit_types()),
)
def test_the_representative_is_one_of_the_named(codes: list[str], deposit: Any) -> None:
    found = representative(tuple(codes), deposit)
    assert found in codes or (found == "" and not codes)
    mains = set(deposit.main_commodities) if deposit else set()
    if mains & set(codes):
        assert found in mains
        assert not mains & set(codes[: codes.index(found)])
    elif codes:
        assert found == codes[0]


def test_unknown_terms_are_handed_back_with_their_vocabulary() -> None:
    row = {"what": "Unobtainium, Copper", "where": "Atlantis", "kind": "Zzz unknown type"}
    result = align_occurrence(row, FIELDS, "survey", "7")
    assert set(result.unmatched) == {
        ("commodity", "Unobtainium"),
        ("country", "Atlantis"),
        ("deposit type", "Zzz unknown type"),
    }
    assert [code for code, _role in result.commodities] == ["copper"]
    assert result.values["country"] is None
    assert result.values["country_text"] == "Atlantis"


def test_what_is_known_or_empty_is_not_unmatched() -> None:
    row = {"what": "copper", "where": "Laos", "kind": ""}
    assert align_occurrence(row, FIELDS, "survey", "7").unmatched == ()


def test_each_commodity_once_with_its_role() -> None:
    result = align_occurrence({"what": "Copper (major), Cu, gold (minor)"}, FIELDS, "s", "1")
    assert dict(result.commodities) == {"copper": "major", "gold": "minor"}
    assert len(result.commodities) == 2


def test_a_source_about_one_commodity_gives_that_and_keeps_its_text() -> None:
    text = "pentlandite, olivine, chromite, Rhodium, Palladium, Aluminum Oxide"
    aligned = align_occurrence(
        {"minerals": text}, FieldMap(commodities="minerals", product="chromite"), "s", "1"
    )
    assert aligned.commodities == (("chromite", aligned.commodities[0][1]),)
    assert aligned.values["commodity_text"] == text
    assert aligned.unmatched == ()
