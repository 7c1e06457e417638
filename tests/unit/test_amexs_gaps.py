"""What of the catalogue is held, country by country."""

from __future__ import annotations

from datetime import date

import pytest

from amis_qgis_plugin.core.amexs_gaps import (
    MISSING,
    THERE,
    UNTOLD,
    Holding,
    age_in_days,
    layers_by_country,
)
from amis_qgis_plugin.core.catalogue import load_catalogue
from amis_qgis_plugin.core.completeness import Completeness, worst

TODAY = date(2026, 11, 26)
PROVEN, UNPROVEN, INCOMPLETE = (
    Completeness.COMPLETE_PROVEN,
    Completeness.COMPLETE_UNPROVEN,
    Completeness.INCOMPLETE,
)


def test_every_layer_stands_for_every_country() -> None:
    found = layers_by_country([], ("IDN", "PHL"), TODAY)
    catalogue = [one.layer_id for theme in load_catalogue().themes for one in theme.layers]
    assert [one.layer_id for one in found] == [layer for layer in catalogue for _ in range(2)]
    assert {one.state for one in found} == {MISSING}
    assert {(one.rows, one.newest, one.age_days, one.worst) for one in found} == {
        (0, "", None, None)
    }


def test_rows_age_and_completeness_are_those_of_the_country() -> None:
    holdings = [
        Holding("mines", {"IDN": 3}, ("2026-11-01T10:00:00Z",), (PROVEN,)),
        Holding("mines", {"IDN": 4, "": 9}, ("2026-10-01", ""), (INCOMPLETE, PROVEN)),
        Holding("geological_units", {"": 17}, ("2026-11-23",), (UNPROVEN,)),
    ]
    found = {
        (one.layer_id, one.country): one
        for one in layers_by_country(holdings, ("IDN", "PHL"), TODAY)
    }
    mines = found["mine", "IDN"]
    assert (mines.rows, mines.state, mines.newest) == (7, THERE, "2026-11-01")
    assert (mines.age_days, mines.worst) == (25, INCOMPLETE)
    assert (found["mine", "PHL"].rows, found["mine", "PHL"].state) == (0, UNTOLD)
    units = found["geol_unit", "PHL"]
    assert (units.state, units.age_days, units.worst) == (UNTOLD, 3, UNPROVEN)
    assert found["plant", "IDN"].state == MISSING


def test_critical_minerals_are_told_apart_from_occurrences() -> None:
    holdings = [
        Holding("mineral_occurrences", {"IDN": 95}),
        Holding("mineral_occurrences", {"IDN": 90}, layer_id="critical_minerals"),
    ]
    found = {one.layer_id: one.rows for one in layers_by_country(holdings, ("IDN",), TODAY)}
    assert (found["occurrence"], found["critical_minerals"]) == (95, 90)


@pytest.mark.parametrize(
    ("retrieved", "age"),
    [
        ("2026-11-26", 0),
        ("2025-11-26T23:59:59Z", 365),
        ("2026-11-27T00:00:00Z", None),
        ("", None),
        ("unknown", None),
    ],
)
def test_ages(retrieved: str, age: int | None) -> None:
    assert age_in_days(retrieved, TODAY) == age


def test_the_worst_counts() -> None:
    assert worst([PROVEN, UNPROVEN]) is UNPROVEN
    assert worst([]) is None
