"""In every mode of a bad ArcGIS server the rows are right, or nobody says that they are proven."""

from __future__ import annotations

from pathlib import Path
from typing import Optional

import pytest
from arcgis_faults import MODES, ArcgisFaults
from taking_rows import hurried, place, take_rows

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.errors import ServiceError
from amis_qgis_plugin.services.arcgis_pages import ArcgisPages
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.service import Extent
from amis_qgis_plugin.services.session import make_session
from amis_qgis_plugin.workspace.offline.limits import Limits
from amis_qgis_plugin.workspace.offline.take import Taken

LIMITS = Limits(first_page=100, largest_page=150, depth=12)
Rows = list[tuple[object, ...]]


def rows_of(mode: str) -> int:
    """Return how many rows are enough; a server that fails at single ones is asked for each."""
    return (
        160
        if mode in ("drops-first", "one-hidden", "500-one", "500-one-json", "500-first")
        else 350
    )


def download(
    server: ArcgisFaults,
    store_path: Path,
    extent: Optional[Extent] = None,
    attribute_filter: str = "",
    several: bool = False,
) -> tuple[Taken, Rows]:
    """Return what came of it and the rows as (name, x, y)."""
    with make_session() as session:
        service = describe_service(session, server.url, "arcgis")
        layer = service.layers[0]
        source = ArcgisPages(
            session, service, layer, attribute_filter, patience=hurried(), silence=1.0
        )
        taken, found = take_rows(source, layer, store_path, extent, limits=LIMITS, several=several)
    return taken, [(one.attributes["name"], *place(one.wkb)) for one in found]


def expected(server: ArcgisFaults) -> Rows:
    is_without = server.mode in ("no-geometry", "nan-geometry")
    return [
        (name, None, None) if server.is_table or (is_without and number % 10 == 0) else (name, x, y)
        for number, name, x, y in server.rows
    ]


def is_right(rows: Rows, server: ArcgisFaults) -> bool:
    return sorted(map(str, rows)) == sorted(map(str, expected(server)))


# What can be proven of a layer with places, whether its server pages or not.
CERTAIN = (
    "good", "capped", "capped-unadvertised", "count-error", "count-500", "count-missing",
    "lists-capped", "lists-error", "exceeds-empty", "exceeds-empty-once", "exceeds-always",
    "exceeds-never", "offset-ignored", "offset-refused", "offset-error", "order-refused",
    "order-ignored-gap", "unstable-gap", "unstable-random", "ids-random-order", "ids-hashed",
    "ids-duplicate", "ids-same", "ids-missing", "no-oid-name", "id-query-ignored",
    "id-query-refused", "fewer-silently", "error-once", "error-429", "html-once", "empty-once",
    "cut-once", "reset-once", "stall-once", "429", "429-date", "503", "500-big",
    "skips-above-cap", "no-geometry", "nan-geometry", "box-ignored", "box-refused",
    "box-text-refused", "page-twice", "next-page-overlaps", "extent-wrong", "no-extent",
    "no-description", "swapped", "features-null",
)  # fmt: skip


@pytest.mark.parametrize("kind", ["pages", "several pages at once", "lists", "table"])
@pytest.mark.parametrize("mode", MODES)
def test_rows_are_right_or_not_proven(mode: str, kind: str, tmp_path: Path) -> None:
    pages, is_table, several = kind != "lists", kind == "table", kind.startswith("several")
    with ArcgisFaults(mode, pages, rows_of(mode), is_table) as server:
        try:
            taken, rows = download(server, tmp_path / "part", several=several)
        except ServiceError as error:
            assert error.message
            return
        if mode in CERTAIN and not is_table:
            assert taken.completeness is Completeness.COMPLETE_PROVEN, taken.evidence.text()
        if taken.completeness is Completeness.COMPLETE_PROVEN:
            assert is_right(rows, server), taken.evidence.text()
        if taken.completeness is Completeness.COMPLETE_UNPROVEN:
            assert taken.evidence.doubts or "Not proven" in taken.evidence.text()
        if taken.completeness is Completeness.INCOMPLETE:
            missing = taken.evidence.missing or taken.evidence.stated
            assert not is_right(rows, server) or missing


def test_a_feature_that_is_counted_and_never_comes_is_not_looked_for_for_ever(
    tmp_path: Path,
) -> None:
    """An area of which one feature is stated and none comes is not divided any more."""
    with ArcgisFaults("one-hidden") as server:
        taken, _rows = download(server, tmp_path / "part")
        areas = [asked for asked in server.asked if "geometry" in asked]
    assert taken.completeness is Completeness.INCOMPLETE
    smallest = min(
        float(east) - float(west)
        for west, _south, east, _north in (asked["geometry"].split(",") for asked in areas)
    )
    assert smallest > 0.1  # features are 0.05 degrees apart


@pytest.mark.parametrize("mode", ["good", "box-ignored", "box-text-refused", "swapped"])
@pytest.mark.parametrize("pages", [True, False])
def test_an_area_is_selected_by_the_server(mode: str, pages: bool, tmp_path: Path) -> None:
    area = Extent(108.0, -2.0, 114.0, 2.0)
    with ArcgisFaults(mode, pages) as server:
        taken, rows = download(server, tmp_path / "part", area)
        inside = [
            row[1:] for row in server.rows
            if area.west <= row[2] <= area.east and area.south <= row[3] <= area.north
        ]  # fmt: skip
        assert 30 < len(inside) < 200
        assert sorted(map(str, rows)) == sorted(map(str, inside))
        assert taken.completeness is Completeness.COMPLETE_PROVEN, taken.evidence.text()


@pytest.mark.parametrize("pages", [True, False])
def test_an_area_goes_with_a_filter(pages: bool, tmp_path: Path) -> None:
    with ArcgisFaults("good", pages) as server:
        area = Extent(108.0, -5.0, 123.0, 6.0)
        taken, rows = download(server, tmp_path / "part", area, "OBJECTID > 100")
        inside = [row[1:] for row in server.rows if row[0] > 100 and row[2] >= area.west]
        assert sorted(map(str, rows)) == sorted(map(str, inside))
        assert taken.completeness is Completeness.COMPLETE_PROVEN, taken.evidence.text()


def test_a_filter_that_is_ignored_is_no_proof(tmp_path: Path) -> None:
    with ArcgisFaults() as server:
        taken, _rows = download(server, tmp_path / "part", attribute_filter="name LIKE 'D%'")
        assert taken.completeness is Completeness.COMPLETE_UNPROVEN
        assert "heeds the filter" in taken.evidence.text()


def test_a_long_question_is_posted(tmp_path: Path) -> None:
    text = " OR ".join(f"name = '{number}'" for number in range(400))
    with ArcgisFaults() as server:
        taken, rows = download(server, tmp_path / "part", attribute_filter=text)
        assert taken.evidence.received == 350
        assert rows == [], "none of what the server sent fits"
        assert any(asked.get("where") == text for asked in server.asked)


def test_all_but_a_first_feature_that_the_server_cannot_give(tmp_path: Path) -> None:
    with ArcgisFaults("500-first", count=160) as server:
        taken, rows = download(server, tmp_path / "part")
        assert sorted(map(str, rows)) == sorted(map(str, expected(server)[1:]))
    assert taken.completeness is Completeness.INCOMPLETE
    assert "the feature at position 1 in the server's order" in taken.evidence.text()


@pytest.mark.parametrize("pages", [True, False])
def test_what_came_is_not_asked_for_again(pages: bool, tmp_path: Path) -> None:
    path = tmp_path / "part"
    with ArcgisFaults("gone-late", pages) as server:
        taken, rows = download(server, path)
        assert taken.completeness is Completeness.INCOMPLETE
        assert 100 <= len(rows) < 350
        came = set(map(str, rows))
        server.mode = "good"
        server.asked.clear()
        taken, rows = download(server, path)
        assert taken.completeness is Completeness.COMPLETE_PROVEN, taken.evidence.text()
        assert is_right(rows, server)
        if pages:
            starts = [one for one in server.asked if int(one.get("resultRecordCount", 0)) > 50]
            assert min(int(one["resultOffset"]) for one in starts) == len(came)
        else:
            first = [one for one in server.asked if one.get("objectIds", "").count(",") > 60]
            assert len(came) > 100 and "1," not in first[0]["objectIds"][:2]
