"""Deposit types are those of the CGI vocabulary, found by label, term and verified number only."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.core.deposit_types import (
    deposit_types,
    match_deposit_type,
    match_deposit_types,
)
from amis_qgis_plugin.core.status import match_status, status_codes

CGI = "http://resource.geosciml.org/classifier/cgi/mineral-deposit-model/"


def test_every_deposit_type_holds_together() -> None:
    vocabulary = load_commodities()
    notations = {kind.notation for kind in deposit_types()}
    assert len(notations) == len(deposit_types()) == 266
    for kind in deposit_types():
        assert kind.label
        assert kind.uri == CGI + kind.notation
        assert all(code in vocabulary for code in kind.main_commodities)
        assert match_deposit_type(kind.label) is not None
        assert match_deposit_type(kind.notation) == kind


def test_no_term_belongs_to_two_types() -> None:
    owners: dict[str, str] = {}
    for kind in deposit_types():
        for term in (*kind.usgs_models, *kind.terms):
            assert owners.setdefault(term.casefold(), kind.notation) == kind.notation, term
            found = match_deposit_type(term)
            assert found is not None
            assert found.notation == kind.notation, term


@pytest.mark.parametrize(
    ("text", "notation"),
    [
        ("20c", "porphyry-copper-gold"),
        ("21a", "porphyry-copper-molybdenum"),
        ("38a", "laterite-nickel"),
        ("Laterite nickel", "laterite-nickel"),
        ("nikel laterit", "laterite-nickel"),
        ("major podiform chromite", "ophiolite-chromium"),
        ("Porphyry copper ± gold", "porphyry-copper-gold"),
        ("Porphyry copper- molybdenum", "porphyry-copper-molybdenum"),
        ("Greisen tin ±W-Mo", "greisen-tin-w-mo"),
        ("sa khoáng vàng", "fluvial-placer-gold"),
        (CGI + "vein-tin", "vein-tin"),
    ],
)
def test_terms_of_sources(text: str, notation: str) -> None:
    found = match_deposit_type(text)
    assert found is not None
    assert found.notation == notation


@pytest.mark.parametrize("text", ["", "17", "3", "15c", "Hydrothermal", "Unclassified", "25c"])
def test_what_is_not_verified_is_not_guessed(text: str) -> None:
    assert match_deposit_type(text) is None


def test_several_candidates_are_not_one_answer() -> None:
    text = "Fluvial placer tin,Greisen tin ±W-Mo,Vein tin"
    assert match_deposit_type(text) is None
    assert [kind.notation for kind in match_deposit_types(text)] == [
        "fluvial-placer-tin",
        "greisen-tin-w-mo",
        "vein-tin",
    ]


def test_deposit_types_of_the_samples(root: Path) -> None:
    path = root / "sample_layers" / "facts" / "asean_deposits.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    assert len(rows) == 726
    matched = [match_deposit_type(row["deposit_type"]) for row in rows]
    counts = {
        notation: sum(1 for kind in matched if kind is not None and kind.notation == notation)
        for notation in ("ophiolite-chromium", "porphyry-copper-gold")
    }
    # 92 "major podiform chromite" and one "banded"; thirty of Cox and Singer's model 20c.
    assert counts == {"ophiolite-chromium": 93, "porphyry-copper-gold": 30}


def test_status_codes_hold_together() -> None:
    codes = {status.code for status in status_codes()}
    assert len(codes) == len(status_codes())
    for status in status_codes():
        assert not status.broader or status.broader in codes
        assert status.kind in ("mine", "occurrence", "plant", "tenement", "any")
        assert not status.uri or status.uri.endswith("/" + status.code)


@pytest.mark.parametrize(
    ("text", "kind", "code"),
    [
        ("Producer", "", "operating"),
        ("Past Producer", "mine", "historic"),
        ("Occurrence", "", "occurrence"),
        ("Prospect", "occurrence", "prospect"),
        ("Plant", "", "plant"),
        ("Unknown", "mine", "unknown"),
        ("MPSA", "tenement", "tenement-mining"),
    ],
)
def test_status_words(text: str, kind: str, code: str) -> None:
    found = match_status(text, kind)
    assert found is not None
    assert found.code == code


def test_status_of_another_kind_is_not_taken() -> None:
    assert match_status("Prospect", "mine") is None
    assert match_status("") is None
