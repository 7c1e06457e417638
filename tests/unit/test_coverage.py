"""Coverage as a value: states, totals, words, tables."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest

from amis_qgis_plugin.core.catalogue import load_catalogue
from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.countries import members
from amis_qgis_plugin.core.coverage import ALL, NO_COUNTRY, Coverage, Holding, Part, State
from amis_qgis_plugin.core.coverage_tables import COLUMNS, as_csv, as_matrix, rows_of
from amis_qgis_plugin.core.coverage_words import (
    age_words,
    cell_words,
    headline,
    layer_words,
    remarks,
    short_number,
    sources_words,
)

TODAY = date(2026, 11, 26)
PROVEN, UNPROVEN, LACKING = (
    Completeness.COMPLETE_PROVEN,
    Completeness.COMPLETE_UNPROVEN,
    Completeness.INCOMPLETE,
)
OCCURRENCES = Holding(
    "workspace:a.gpkg|mineral_occurrences", "Occurrences", "a", "mineral", "mineral_occurrences",
    {
        "PHL": Part(1200, "2026-10-01", "", PROVEN),
        "IDN": Part(30, "2026-11-20", "", LACKING),
        "CHN": Part(5, "2026-10-01", "", PROVEN),
        NO_COUNTRY: Part(7, "2026-10-01", "", PROVEN),
    },
    1242,
)  # fmt: skip
MORE = Holding(
    "workspace:b.gpkg|mineral_occurrences", "More", "b", "mineral", "mineral_occurrences",
    {"PHL": Part(3, "2026-11-25", "2024-06-30", UNPROVEN)}, 3,
)  # fmt: skip
FAULTS = Holding(
    "workspace:a.gpkg|faults", "Faults", "a", "geology", "faults",
    {"PHL": Part(9, "2026-11-01", "", PROVEN), "IDN": Part(8, "2026-11-01", "", PROVEN)},
    12, by_extent=True, notice="Schematic.",
)  # fmt: skip
LIVE = Holding(
    "wfs:https://x.test|occ", "Live occurrences", "A server", "mineral",
    parts={"PHL": Part(), "LAO": Part()}, is_live=True, by_extent=True,
)  # fmt: skip
WHOLE = Coverage((OCCURRENCES, MORE, FAULTS, LIVE))


@pytest.mark.parametrize(
    ("theme", "country", "state", "rows"),
    [
        ("mineral", "PHL", State.BOTH, 1203),
        ("mineral", "IDN", State.OFFLINE, 30),
        ("mineral", "LAO", State.LIVE, None),
        ("mineral", "SGP", State.MISSING, None),
        ("geology", "PHL", State.OFFLINE, 9),
        ("geology", ALL, State.OFFLINE, 12),
        ("mineral", ALL, State.BOTH, 1245),
        (ALL, "PHL", State.BOTH, 1212),
        (ALL, ALL, State.BOTH, 1257),
        ("policy", ALL, State.MISSING, None),
    ],
)
def test_a_cell_knows_its_state_and_its_rows(
    theme: str, country: str, state: State, rows: int | None
) -> None:
    cell = WHOLE.cell(theme, country)
    assert (cell.state, cell.rows) == (state, rows)


def test_a_cell_has_the_newest_days_and_the_worst_completeness_of_its_own_country() -> None:
    here, there = WHOLE.cell("mineral", "PHL"), WHOLE.cell("mineral", "IDN")
    assert (here.retrieved, here.dated) == ("2026-11-25", "2024-06-30")
    assert here.completeness is UNPROVEN
    assert there.completeness is LACKING
    assert WHOLE.cell("mineral", ALL).completeness is LACKING
    assert WHOLE.cell("mineral", "LAO").completeness is None


def test_layers_with_most_rows_come_first() -> None:
    assert [one.title for one in WHOLE.cell("mineral", "PHL").holdings] == [
        "Occurrences", "More", "Live occurrences"
    ]  # fmt: skip


def test_sources_are_named_some_and_how_many_more() -> None:
    assert sources_words(WHOLE.cell("mineral", "PHL")) == (
        "From Occurrences (a), More (b), Live occurrences (A server)."
    )
    assert sources_words(WHOLE.cell("geochem", "PHL")) == ""


def test_rows_by_extent_are_said_to_be_about_as_many_and_counted_once_in_the_total() -> None:
    assert WHOLE.cell("geology", "IDN").is_about
    assert not WHOLE.cell("geology", ALL).is_about
    assert WHOLE.cell(ALL, "IDN").is_about
    assert not WHOLE.cell("mineral", "PHL").is_about, "only its live layer is there by extent"
    assert WHOLE.cell("mineral", "PHL").is_by_extent
    assert not WHOLE.cell("mineral", "IDN").is_about


def test_the_whole_in_words() -> None:
    assert headline(WHOLE) == (
        "2 of 9 themes have data, for 2 of 11 countries. Nothing on mining industry, exploration"
        " data, geochemistry and 4 more. By extent only: Lao PDR. Nothing for Brunei Darussalam,"
        " Cambodia, Malaysia and 5 more."
    )
    assert headline(Coverage()) == "0 of 9 themes have data, for 0 of 11 countries."


def test_what_no_cell_shows_is_said() -> None:
    odd = Holding("k", "Roads", "c", "other", parts={"PHL": Part(4)}, rows=4)
    nowhere = Holding("l", "No extent", "s", "mineral", is_live=True, is_placed=False)
    told = remarks(Coverage((*WHOLE.holdings, odd, nowhere), ("b.gpkg is not counted.",)))
    assert told == (
        "b.gpkg is not counted.",
        "7 rows tell no country; only the totals count them.",
        "5 rows of other countries or of the whole region; only the totals count them.",
        "1 layer of no member state by extent: No extent.",
        "1 layer of no theme not counted: Roads.",
    )


@pytest.mark.parametrize(
    ("theme", "country", "said"),
    [
        (
            "mineral",
            "PHL",
            "Mineral occurrences and deposits, Philippines: offline and live, 1,203 rows in"
            " 3 layers, in part by extent; taken 2026-11-25 (1 day ago); newest date in the data"
            " 2024-06-30; not proven complete.",
        ),
        (
            "mineral",
            "IDN",
            "Mineral occurrences and deposits, Indonesia: offline, 30 rows in 1 layer; taken"
            " 2026-11-20 (6 days ago); incomplete.",
        ),
        (
            "mineral",
            "LAO",
            "Mineral occurrences and deposits, Lao PDR: live, 1 layer, by extent.",
        ),
        ("geochem", "LAO", "Geochemistry, Lao PDR: missing."),
    ],
)
def test_a_cell_in_words(theme: str, country: str, said: str) -> None:
    assert cell_words(WHOLE, WHOLE.cell(theme, country), TODAY) == said


def test_a_layer_in_words_has_its_notice() -> None:
    assert layer_words(FAULTS, FAULTS.parts["PHL"], TODAY) == (
        "Faults (a): about 9 rows; taken 2026-11-01 (25 days ago); complete, proven. Schematic."
    )
    assert layer_words(LIVE, Part(), TODAY) == (
        "Live occurrences (A server): live, not counted; by extent."
    )


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2026-11-26", "today"),
        ("2026-11-25T23:59:59Z", "1 day ago"),
        ("2026-10-01", "56 days ago"),
        ("2026-05-26", "6 months ago"),
        ("2016-11-01", "10 years ago"),
        ("2027-01-01", ""),
        ("", ""),
        ("about 1998", ""),
    ],
)
def test_age(day: str, said: str) -> None:
    assert age_words(day, TODAY) == said


@pytest.mark.parametrize(
    ("rows", "shown"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1k"),
        (1249, "1.2k"),
        (1250, "1.3k"),
        (2485, "2.5k"),
        (9949, "9.9k"),
        (9950, "10k"),
        (10_499, "10k"),
        (10_500, "11k"),
        (999_499, "999k"),
        (999_500, "1M"),
        (999_999, "1M"),
        (1_250_000, "1.3M"),
        (999_500_000, "1G"),
        (2_000_000_000_000, "2000G"),
    ],
)
def test_short_numbers_are_rounded_halves_up(rows: int, shown: str) -> None:
    assert short_number(rows) == shown


def test_the_table_has_every_theme_with_every_member() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(WHOLE))))
    there = {(row["theme_id"], row["country"]) for row in rows}
    themes = [one.theme_id for one in load_catalogue().themes]
    assert there == {
        *((theme, one.iso3) for theme in themes for one in members()),
        ("mineral", "CHN"),
        ("mineral", ""),
    }
    assert len(there) == len(rows)
    by_cell = {(row["theme_id"], row["country"]): row for row in rows}
    both = by_cell["mineral", "PHL"]
    assert (both["state"], both["rows"], both["layers"]) == ("both", "1203", "3")
    assert both["basis"] == "country and extent"
    assert both["completeness"] == "not proven complete"
    assert by_cell["mineral", "LAO"]["rows"] == ""
    assert by_cell["mineral", "SGP"]["rows"] == "0"
    assert by_cell["mineral", ""]["rows"] == "7"
    counted = sum(int(row["rows"] or 0) for row in rows if row["theme_id"] == "mineral")
    assert counted == 1245


def test_no_cell_of_a_table_is_a_formula() -> None:
    nasty = Holding("k", '=HYPERLINK("http://x.test")', "c", "mineral", parts={"PHL": Part(1)})
    row = next(
        one for one in csv.DictReader(io.StringIO(as_csv(Coverage((nasty,))))) if one["sources"]
    )
    assert row["sources"].startswith("'=")


def test_rows_fit_their_columns() -> None:
    for row in rows_of(WHOLE):
        assert len(row) == len(COLUMNS)
        for value, (_name, kind) in zip(row, COLUMNS):
            assert value is None or isinstance(value, int if kind == "integer" else str)


def test_the_matrix_is_as_wide_in_every_line() -> None:
    lines = [line.split("\t") for line in as_matrix(WHOLE).splitlines()]
    assert {len(line) for line in lines} == {13}
    assert len(lines) == 11
    row = next(line for line in lines if line[0].startswith("Mineral"))
    assert row[lines[0].index("PHL")] == "1203"
    assert row[lines[0].index("LAO")] == "live"
    assert row[lines[0].index("SGP")] == "missing"
