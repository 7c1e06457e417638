"""Production beside the filter: as printed, ranked honestly, with every doubt that is known."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.core.countries import members
from amis_qgis_plugin.core.production_context import (
    YEARS,
    ProductionContext,
    Rank,
    in_words,
    production_contexts,
    rank_in_words,
    share_in_words,
)

FACTS = Path(__file__).parents[2] / "amis_qgis_plugin" / "core" / "data" / "statistics"


def printed(name: str) -> list[dict[str, str]]:
    with (FACTS / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def only(commodity: str, country: str = "") -> ProductionContext:
    (found,) = production_contexts((commodity,), (country,) if country else ())
    return found


def test_figures_are_those_of_the_tables() -> None:
    codes = {row["label"]: row["code"] for row in printed("row_labels")}
    for table in ("table11_country_production", "table01_asean_production"):
        for row in printed(table):
            code = codes[row["commodity"]]
            if not code:
                continue
            place = "" if row["country_iso3"] == "ASEAN" else row["country_iso3"]
            found = [one for one in production_contexts((code,), (place,) if place else ())
                     if one.commodity == code]  # fmt: skip
            assert len(found) == 1, row
            text = found[0].texts[YEARS.index(int(row["year"]))]
            assert text == row["value"]
            assert found[0].unit == row["unit"] and found[0].label == row["commodity"]


def test_shares_are_word_for_word() -> None:
    codes = {row["label"]: row["code"] for row in printed("row_labels")}
    for table in ("table11_country_production", "table01_asean_production"):
        for row in printed(f"{table}_world_share"):
            code = codes[row["commodity"]]
            if code:
                place = () if row["country_iso3"] == "ASEAN" else (row["country_iso3"],)
                found = {one.commodity: one for one in production_contexts((code,), place)}
                assert found[code].share == row["share_2022_verbatim"]


def test_ranks_against_a_plain_count() -> None:
    codes = {row["label"]: row["code"] for row in printed("row_labels")}
    figures = {}
    for row in printed("table11_country_production"):
        key = (codes[row["commodity"]], row["country_iso3"], int(row["year"]))
        figures[key] = float(row["value"]) if row["value"] else None
    ranked = 0
    for code in {key[0] for key in figures} - {""}:
        for country in members():
            found = [one for one in production_contexts((code,), (country.iso3,))
                     if one.commodity == code]  # fmt: skip
            if not found or found[0].rank is None:
                continue
            rank = found[0].rank
            of_year = {
                place: value
                for (one, place, year), value in figures.items()
                if one == code and year == rank.year
            }
            own = of_year[country.iso3]
            assert own
            larger = [value for value in of_year.values() if value and value > own]
            assert rank.position == len(larger) + 1
            assert rank.among == len([value for value in of_year.values() if value])
            assert set(rank.missing) == {one for one, value in of_year.items() if value is None}
            ranked += 1
    assert ranked > 50


def test_a_missing_year_is_a_gap() -> None:
    found = only("copper", "MMR")
    assert found.values == (153000.0, 153100.0, 185000.0, 33900.0, None)
    assert found.latest() == (2021, "33,900 metric tons")
    assert found.rank is not None and found.rank.year == 2021
    assert found.rank.is_shared, "Viet Nam has the same figure"
    assert any("Not available for 2022" in note for note in found.notes)


def test_a_member_without_a_figure_is_named_beside_the_rank() -> None:
    found = only("copper", "PHL")
    assert found.rank == Rank(2, 4, 2022, False, ("MMR",))
    assert rank_in_words(found.rank) == "2nd of 4 members in 2022 (not available: Myanmar)"


def test_zero_is_a_figure_and_no_rank() -> None:
    found = production_contexts(("gold",), ("KHM",))[0]
    assert found.values[:3] == (0.0, 0.0, 0.0)
    assert found.rank is not None and found.rank.year == 2022


def test_doubts_come_with_the_row_and_with_the_rank() -> None:
    cambodia = only("rare-earth-element", "KHM")
    assert any("copying error" in note for note in cambodia.notes)
    thailand = only("rare-earth-element", "THA")
    assert any(note.startswith("Cambodia: ") for note in thailand.notes)
    region = only("limestone")
    assert any("Impossible" in note for note in region.notes)


def test_the_region_without_a_printed_total() -> None:
    found = only("cobalt")
    assert found.values == (None,) * 5 and found.share == ""
    assert found.largest[0][0] == "PHL"
    assert any("no total" in note for note in found.notes)
    assert found.latest() == (0, "")


def test_narrower_rows_are_found_and_broader_ones_marked() -> None:
    vocabulary = load_commodities()
    base = production_contexts(("base-metal",), ("VNM",))
    assert {one.commodity for one in base} <= vocabulary.narrower("base-metal")
    assert {one.label for one in base} == {"Copper", "Lead"}
    assert all(one.asked == "" for one in base)
    neodymium = only("neodymium", "MMR")
    assert neodymium.label == "Rare Earths" and neodymium.asked == "neodymium"
    assert only("aluminium", "VNM").label == "Aluminium (Bauxite)"


def test_nothing_is_made_up() -> None:
    assert production_contexts(("jade",), ("MMR",)) == ()
    assert production_contexts(("copper",), ("TLS",)) == ()
    assert production_contexts((), ("TLS",)) == ()


def test_a_country_alone_gives_all_its_rows() -> None:
    rows = [row for row in printed("table11_country_production") if row["country_iso3"] == "LAO"]
    labels = [one.label for one in production_contexts((), ("LAO",))]
    assert sorted(labels) == sorted({row["commodity"] for row in rows})


def test_words_are_never_more_precise_than_the_source() -> None:
    rows = printed("table11_country_production") + printed("table01_asean_production")
    for row in rows:
        if row["value"]:
            said = in_words(row["value"], row["unit"])
            assert re.sub(r"[^\d.]", "", said.replace(row["unit"], "")) == row["value"]
    assert in_words("1579000", "metric tons") == "1,579,000 metric tons"
    assert in_words("4.50", "kg") == "4.50 kg"
    assert share_in_words("<<0.1") == "<<0.1\u00a0% of the world in 2022"
    assert share_in_words("") == ""


@pytest.mark.parametrize(
    ("rank", "said"),
    [
        (Rank(1, 5, 2022), "1st of 5 members in 2022"),
        (Rank(3, 5, 2021, True), "joint 3rd of 5 members in 2021"),
        (Rank(1, 1, 2022), "the only member with a figure in 2022"),
        (Rank(11, 11, 2022), "11th of 11 members in 2022"),
        (None, ""),
    ],
)
def test_ranks_in_words(rank: Rank | None, said: str) -> None:
    assert rank_in_words(rank) == said
