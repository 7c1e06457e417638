"""Production statistics are carried as printed, contradictions included."""

from __future__ import annotations

from collections import defaultdict

from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.core.countries import members
from amis_qgis_plugin.core.statistics import production, world_shares


def test_every_row_is_placed() -> None:
    vocabulary = load_commodities()
    countries = {country.iso3 for country in members()} | {"ASEAN"}
    figures = production()
    assert len(figures) == 430
    assert {figure.year for figure in figures} == set(range(2018, 2023))
    for figure in figures:
        assert figure.country in countries
        assert not figure.commodity or figure.commodity in vocabulary
        assert figure.unit
        assert (figure.value is None) == (figure.value_text == "")
        assert figure.value is not None or figure.notes
    keys = [(f.table, f.country, f.label, f.year) for f in figures]
    assert len(keys) == len(set(keys))
    products = {figure.label for figure in figures if not figure.commodity}
    assert products == {
        "Cement, hydraulic",
        "Iron and steel, raw steel",
        "Petroleum, refinery, throughput",
    }


def test_published_figures() -> None:
    nickel = {f.year: f.value for f in production("IDN", "nickel")}
    assert nickel[2022] == 1579000
    assert {f.year: f.value for f in production("ASEAN", "tin")}[2022] == 122239
    assert {f.year: f.value for f in production("VNM", "tungsten")}[2018] == 4800
    assert production("TLS") == ()
    assert production("SGP", "gold") == ()


def test_a_broader_commodity_finds_its_ores() -> None:
    assert [f.label for f in production("MYS", "iron")] == ["Iron"] * 5
    assert {f.label for f in production("VNM", "aluminium")} == {"Aluminium (Bauxite)"}


def test_what_is_not_available_stays_empty() -> None:
    missing = [f for f in production("MMR", "copper") if f.year == 2022]
    assert missing[0].value is None
    assert "N.A. in source" in missing[0].notes


def test_contradictions_are_noted_where_the_figures_show_them() -> None:
    totals: dict[tuple[str, int], float] = defaultdict(float)
    for figure in production():
        if figure.table == "11" and figure.commodity and figure.value is not None:
            totals[(figure.commodity, figure.year)] += figure.value
    exceeded = set()
    for figure in production("ASEAN"):
        assert figure.value is not None
        total = totals.get((figure.commodity, figure.year), 0.0)
        if total > figure.value:
            exceeded.add(figure.label)
        if abs(total - figure.value) > 0.5:
            assert figure.notes, figure
    assert exceeded == {"Limestone", "Phosphate"}
    for label in exceeded:
        notes = [f.notes for f in production("ASEAN") if f.label == label]
        assert all("Impossible" in " ".join(found) for found in notes)


def test_the_copied_cambodian_row_is_kept_and_noted() -> None:
    rare = production("KHM", "rare-earth-element")
    gold = production("KHM", "gold")
    assert [f.value for f in rare] == [f.value for f in gold] == [0, 0, 0, 1466, 3320]
    assert all("gold" in " ".join(f.notes) for f in rare)
    assert {f.unit for f in rare} == {"metric tons"}
    assert {f.unit for f in gold} == {"kg"}


def test_shares_are_word_for_word() -> None:
    shares = {(s.table, s.country, s.label): s for s in world_shares()}
    assert len(shares) == len(world_shares()) == 86
    assert shares[("11", "KHM", "Salt")].share_text == "<<0.1"
    assert shares[("11", "BRN", "Cement, hydraulic")].share_text == "<< 0.1"
    assert shares[("11", "VNM", "Titanium")].share_text == "~1.4*"
    assert shares[("11", "VNM", "Titanium")].world_2022 is None
    for (_, country, _), share in shares.items():
        figures = [f for f in production(country) if f.label == share.label and f.year == 2022]
        value, world = figures[0].value, share.world_2022
        if value is None or world is None or not share.share_text.replace(".", "").isdigit():
            continue
        assert abs(value / world * 100 - float(share.share_text)) < 0.051, share
