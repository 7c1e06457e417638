"""Twins are those that a comparison of every row with every other finds, measured by PROJ."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any, Optional

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amis_qgis_plugin.core.checks.duplicates import DuplicateFinder, Twin

pyproj = pytest.importorskip("pyproj", reason="needs pyproj as an independent measure")

RADIUS = 6371008.8
SPHERE = pyproj.Geod(a=RADIUS, f=0)
SAME_PLACE, SAME_NAME = 100.0, 5000.0
Place = Optional[tuple[float, float]]
Row = tuple[str, str, Place, str]

# Spellings of one name, and names that say nothing; what stands first is who they belong to.
SPELLINGS = (
    ("bijih", "Gunung Bijih"), ("bijih", "GUNUNG  BIJIH"), ("bijih", "gunung-bijih"),
    ("dong", "Mỏ Đồng"), ("dong", "Mo Dong"), ("dong", "mỏ đồng"),
    ("thai", "เหมืองทอง"), ("el rei", "São João d'El-Rei"), ("el rei", "Sao Joao d’El Rei"),
    ("", ""), ("", "unnamed"), ("", "Không tên"), ("", "sem denominação"), ("", "1234"), ("", "A1"),
)  # fmt: skip

# West, south, width and height of where rows lie, and how many of them; all in degrees.
FIELDS = {
    "in Laos": (102.0, 18.0, 0.15, 0.15, 400),
    "on the equator": (120.0, -0.05, 0.1, 0.1, 300),
    "far south": (145.0, -54.0, 0.2, 0.1, 300),
    "at the antimeridian": (179.95, -12.0, 0.1, 0.1, 300),
    "at the antimeridian, from the west": (-180.05, 8.0, 0.1, 0.1, 300),
    "around the north pole": (-180.0, 89.9, 360.0, 0.1, 300),
    "around the south pole": (-180.0, -90.0, 360.0, 0.1, 300),
    "a hundred within reach of each other": (100.0, 10.0, 0.0004, 0.0004, 150),
    "of one name, in a crowd": (100.0, 10.0, 0.02, 0.02, 300),
}
UNNAMED = (
    "unnamed", "UNKNOWN", "No name", "Tanpa nama", "Tiada nama", "Không tên", "KHÔNG TÊN",
    "Chưa đặt tên", "ไม่มีชื่อ", "Sans nom", "Sem nome", "Sem denominação", "Sin nombre",
)  # fmt: skip


def rows_in(field: str, seed: int) -> tuple[list[Row], list[str]]:
    """Return random rows of three sources, and to whom the name of each belongs."""
    west, south, width, height, count = FIELDS[field]
    chance = random.Random(seed)
    rows: list[Row] = []
    owners = []
    for number in range(count):
        x = west + chance.random() * width
        x -= 360 if x > 180 else 0
        x += 360 if x < -180 else 0
        place: Place = (x, south + chance.random() * height)
        if number and chance.random() < 0.1:
            place = chance.choice(rows)[2]  # the very same spot
        elif chance.random() < 0.03:
            place = None
        owner, name = chance.choice(SPELLINGS[:3] if "one name" in field else SPELLINGS)
        source = chance.choice(("", "", "USGS", "Atlas"))
        rows.append((str(number), name, place, source))
        owners.append(owner)
    return rows, owners


def distances(rows: list[Row]) -> Any:
    """Return the metres between any two rows; infinite where one has no place."""
    xs, ys = (np.array([row[2][i] if row[2] else 0.0 for row in rows]) for i in (0, 1))
    size = len(rows)
    _a, _b, metres = SPHERE.inv(
        np.repeat(xs, size), np.repeat(ys, size), np.tile(xs, size), np.tile(ys, size)
    )
    table = metres.reshape(size, size)
    lost = [number for number, row in enumerate(rows) if row[2] is None]
    table[lost, :] = table[:, lost] = np.inf
    np.fill_diagonal(table, np.inf)
    return table


def compared_with_all(rows: list[Row], owners: list[str]) -> dict[tuple[str, str], Optional[float]]:
    """Return (id, kind) of every twin with the distance of the nearest, by comparing all pairs."""
    table = distances(rows)
    found: dict[tuple[str, str], Any] = {}
    for number, (feature_id, _name, place, source) in enumerate(rows):
        if source:
            continue
        for other in range(len(rows)):
            metres = float(table[number, other])
            is_named = owners[number] != "" and owners[number] == owners[other]
            if place is None:
                if is_named and number != other:
                    kind = "other-source" if rows[other][3] else "same-name-unplaced"
                    found[feature_id, kind] = None
                continue
            near = metres <= SAME_PLACE
            if not near and not (is_named and metres <= SAME_NAME):
                continue
            own_kind = "same-place" if near else "same-name"
            kind = "other-source" if rows[other][3] else own_kind
            found[feature_id, kind] = min(metres, found.get((feature_id, kind), np.inf))
    return found


def twins(rows: list[Row], place: float = SAME_PLACE, name: float = SAME_NAME) -> list[Twin]:
    finder = DuplicateFinder(place, name)
    for row in rows:
        finder.add(*row)
    return list(finder.twins())


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("field", FIELDS)
def test_the_twins_are_those_of_comparing_all_pairs(field: str, seed: int) -> None:
    rows, owners = rows_in(field, seed)
    expected = compared_with_all(rows, owners)
    found = {(twin.row.feature_id, twin.code): twin.metres for twin in twins(rows)}
    assert found.keys() == expected.keys()
    assert len(expected) > 10
    assert {code for _id, code in expected} >= {"other-source", "same-name-unplaced"}
    for key, metres in expected.items():
        assert found[key] == (metres if metres is None else pytest.approx(metres, abs=1e-3)), key


@pytest.mark.parametrize("field", FIELDS)
def test_the_nearest_few_are_named(field: str) -> None:
    rows, _owners = rows_in(field, 7)
    table = distances(rows)
    checked = 0
    for twin in twins(rows):
        if twin.code != "same-place":
            continue
        number = int(twin.row.feature_id)
        near = sorted(
            float(table[number, other])
            for other in range(len(rows))
            if not rows[other][3] and table[number, other] <= SAME_PLACE
        )
        named = [float(table[number, int(other.feature_id)]) for other in twin.others]
        assert named == pytest.approx(near[:3], abs=1e-3)
        checked += 1
    assert checked > 3


@pytest.mark.parametrize("field", FIELDS)
def test_a_row_is_told_once_for_a_kind_and_is_of_the_layer(field: str) -> None:
    rows, _owners = rows_in(field, 11)
    found = twins(rows)
    assert max(Counter((twin.row.row, twin.code) for twin in found).values()) == 1
    for twin in found:
        assert twin.row.source == ""
        assert twin.row not in twin.others
        assert {bool(other.source) for other in twin.others} == {twin.code == "other-source"}
        assert 1 <= len(twin.others) <= 3


def test_the_order_of_the_rows_changes_nothing() -> None:
    rows, _owners = rows_in("in Laos", 5)
    shuffled = random.Random(1).sample(rows, len(rows))
    told = [
        {
            (twin.row.feature_id, twin.code, twin.metres and round(twin.metres, 3))
            for twin in twins(given)
        }
        for given in (rows, shuffled)
    ]
    assert told[0] == told[1]


def test_distances_are_those_of_the_ellipsoid_within_six_in_a_thousand() -> None:
    ellipsoid = pyproj.Geod(ellps="WGS84")
    for latitude in (-80, -10, 0, 14, 45, 89):
        for azimuth in range(0, 360, 30):
            x, y, _back = ellipsoid.fwd(100, latitude, azimuth, 90)
            (one, _two) = twins([("1", "", (100, latitude), ""), ("2", "", (x, y), "")])
            assert one.metres == pytest.approx(90, rel=0.006)


def test_two_hundred_rows_near_do_not_hide_another_source() -> None:
    rows: list[Row] = [(str(n), "", (100 + n * 1e-6, 10.0), "") for n in range(200)]
    found = twins([*rows, ("x", "", (100.0001, 10.0), "USGS")])
    assert {t.row.feature_id for t in found if t.code == "other-source"} == {r[0] for r in rows}


def test_two_hundred_rows_at_the_spot_do_not_hide_one_of_the_same_name() -> None:
    rows: list[Row] = [(str(n), "Atlas", (100.0, 10.0), "") for n in range(200)]
    far: Row = ("far", "Atlas", (100.01, 10.0), "")
    found = [twin for twin in twins([*rows, far]) if twin.code == "same-name"]
    assert {twin.row.feature_id for twin in found} == {"far", *(row[0] for row in rows)}


@pytest.mark.parametrize("name", UNNAMED)
def test_words_for_no_name_are_no_name(name: str) -> None:
    assert twins([("1", name, (100, 10), ""), ("2", name, (100.01, 10), "")]) == []


@pytest.mark.parametrize("name", ["", "12", "2019", "A", "Au"])
def test_numbers_and_two_letters_are_no_name(name: str) -> None:
    assert twins([("1", name, (100, 10), ""), ("2", name, (100.01, 10), "")]) == []


def test_rows_without_a_place_are_compared_by_their_names_alone() -> None:
    rows: list[Row] = [
        ("1", "Mỏ Đồng", None, ""),
        ("2", "mo dong", None, ""),
        ("3", "MO-DONG", (1, 2), ""),
        ("4", "Mo Dong", (50, 2), "USGS"),
        ("5", "", None, ""),
        ("6", "", None, ""),
        ("7", "Atlas", None, ""),
        ("8", "unnamed", None, ""),
        ("9", "unnamed", None, ""),
    ]
    found = {(twin.row.feature_id, twin.code): twin for twin in twins(rows)}
    assert set(found) == {
        ("1", "same-name-unplaced"), ("2", "same-name-unplaced"),
        ("1", "other-source"), ("2", "other-source"),
    }  # fmt: skip
    assert [one.feature_id for one in found["1", "same-name-unplaced"].others] == ["2", "3"]
    assert {twin.metres for twin in found.values()} == {None}


def shapes(*rows: tuple[str, str, Place, str, bytes]) -> dict[tuple[str, str], list[str]]:
    """Return the twins among areas: (id, kind) to the ids of those that are named."""
    finder = DuplicateFinder(SAME_PLACE, SAME_NAME, are_shapes=True)
    for row in rows:
        finder.add(*row)
    found: dict[tuple[str, str], list[str]] = {}
    for twin in finder.twins():
        key = (twin.row.feature_id, twin.code)
        assert key not in found, "told twice"
        found[key] = [one.feature_id for one in twin.others]
    return found


def test_neighbours_of_another_name_are_no_twins_among_areas() -> None:
    found = shapes(
        ("1", "Block A", (100, 10), "", b"a"),
        ("2", "Block B", (100, 10), "", b"b"),
        ("3", "", (100, 10), "", b"c"),
        ("4", "C", (100, 10), "USGS", b"d"),
    )
    assert found == {}


def test_areas_of_one_shape_or_of_one_name_near_each_other_are_twins() -> None:
    near, far = (100.001, 10.0), (100.2, 10.0)
    assert shapes(
        ("1", "Block A", (100, 10), "", b"a"),
        ("2", "Block B", (100, 10), "", b"a"),  # one shape under two names
        ("3", "BLOCK-A", near, "", b"b"),  # one name, another shape
        ("4", "Block A", far, "", b"c"),  # of that name, but 22 km off
        ("5", "Other", far, "", b"d"),
        ("6", "Elsewhere", far, "USGS", b"d"),
        ("7", "Block A", near, "USGS", b"x"),
    ) == {
        ("1", "same-place"): ["2"],
        ("2", "same-place"): ["1"],
        ("3", "same-name"): ["1"],
        ("1", "other-source"): ["7"],
        ("3", "other-source"): ["7"],
        ("5", "other-source"): ["6"],
    }  # fmt: skip


def test_without_any_distance_only_the_very_same_spot_counts() -> None:
    rows: list[Row] = [
        ("1", "Atlas", (100, 10), ""), ("2", "Atlas", (100, 10), ""),
        ("3", "Atlas", (100.0000001, 10), ""),
    ]  # fmt: skip
    assert [(t.row.feature_id, t.code) for t in twins(rows, 0, 0)] == [
        ("1", "same-place"),
        ("2", "same-place"),
    ]


def test_rows_of_other_sources_are_not_compared_with_each_other() -> None:
    place = (100.0, 10.0)
    assert twins([("1", "Atlas", place, "USGS"), ("2", "Atlas", place, "Atlas of X")]) == []


@pytest.mark.parametrize("name", [20.0, 20_000.0, 3_000_000.0])
def test_distances_of_an_agency_s_own_are_kept_to(name: float) -> None:
    chance = random.Random(3)
    rows: list[Row] = [
        (str(n), "Atlas", (chance.uniform(-180, 180), chance.uniform(-90, 90)), "")
        for n in range(120)
    ]
    rows += [(str(n + 120), "Atlas", (row[2][0], row[2][1] * 0.9999), "")
             for n, row in enumerate(rows) if row[2]]  # fmt: skip
    table = distances(rows)
    expected = {rows[n][0] for n in range(len(rows)) if ((table[n] > 5) & (table[n] <= name)).any()}
    found = {t.row.feature_id for t in twins(rows, 5, name) if t.code == "same-name"}
    assert found == expected


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=2, max_size=12),
    st.sampled_from([1.0, 100.0, 100_000.0]),
)
def test_being_at_one_place_is_mutual(places: list[tuple[float, float]], metres: float) -> None:
    rows: list[Row] = [(str(number), "", place, "") for number, place in enumerate(places)]
    pairs = {
        (twin.row.feature_id, other.feature_id)
        for twin in twins(rows, metres, metres)
        for other in twin.others
    }
    told = {first for first, _second in pairs}
    assert all(second in told for _first, second in pairs)
