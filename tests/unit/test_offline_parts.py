"""The parts of a download by themselves: waiting, judging, reading features, telling axes apart."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from osgeo import ogr

from amis_qgis_plugin.core.completeness import Completeness
from amis_qgis_plugin.core.errors import Cancelled, WorkspaceError
from amis_qgis_plugin.core.evidence import Evidence
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.services.bodies import classify
from amis_qgis_plugin.services.errors import AccessRefused, HttpFault, ServerException, Unreachable
from amis_qgis_plugin.services.feature_gml import read_gml, typed
from amis_qgis_plugin.services.feature_json import read_json
from amis_qgis_plugin.services.pages import GEOJSON, GML, Box, Cursor, Page, PageFeature
from amis_qgis_plugin.services.patience import Patience, may_pass, seconds_asked
from amis_qgis_plugin.services.service import Extent
from amis_qgis_plugin.services.wfs_question import box_text, json_format, names_of_crs
from amis_qgis_plugin.workspace.offline.axes import Ground, decide, misfits
from amis_qgis_plugin.workspace.offline.shapes import exchanged, shape_of
from amis_qgis_plugin.workspace.offline.store import SideStore
from amis_qgis_plugin.workspace.offline.unique import unique_field

BORNEO = Extent(108.0, -4.0, 119.0, 7.0)


def evidence(**parts: object) -> Evidence:
    whole = {
        "received": 10, "stated": (("pages", 10),), "checks": ("halves",), "end": "seen", **parts,
    }  # fmt: skip
    return Evidence(**whole)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ({}, "COMPLETE_PROVEN"),
        ({"stated": (), "checks": ("second pass", "areas")}, "COMPLETE_PROVEN"),
        ({"stated": (("pages", 10), ("hits", 10)), "checks": ()}, "COMPLETE_UNPROVEN"),
        ({"stated": (), "checks": ("second pass",)}, "COMPLETE_UNPROVEN"),
        ({"stated": (("pages", 9),)}, "COMPLETE_UNPROVEN"),
        ({"end": ""}, "COMPLETE_UNPROVEN"),
        ({"doubts": ("features changed",)}, "COMPLETE_UNPROVEN"),
        ({"stated": (("pages", 11),)}, "INCOMPLETE"),
        ({"missing": ("one",)}, "INCOMPLETE"),
    ],
)
def test_completeness_is_earned(parts: dict[str, object], expected: str) -> None:
    found = evidence(**parts)
    assert found.completeness is Completeness(expected)
    assert json.loads(found.to_json())["completeness"] == expected


def test_what_a_server_asks_to_wait() -> None:
    now = datetime(2026, 11, 25, 12, 0, tzinfo=timezone.utc)
    later = format_datetime(now + timedelta(seconds=90), usegmt=True)
    assert seconds_asked("7") == 7
    assert seconds_asked(later, now) == 90
    assert seconds_asked(format_datetime(now - timedelta(hours=1), usegmt=True), now) == 0
    assert seconds_asked("soon") is None


def test_waiting_is_as_long_as_asked_but_not_for_ever() -> None:
    patience = Patience(sleep=lambda _seconds: None, longest_wait=60)
    patience.wait(HttpFault("busy", status=429, retry_after="7"), 1)
    patience.wait(HttpFault("busy", status=503, retry_after="86400"), 1)
    patience.wait(Unreachable("gone"), 1)
    patience.wait(Unreachable("gone"), 5)
    assert patience.waited[:2] == [7, 60]
    assert patience.waited[2] < patience.waited[3] <= 60


def test_waiting_ends_when_the_person_stops_it() -> None:
    patience = Patience(Progress(is_cancelled=lambda: True), sleep=lambda _seconds: None)
    with pytest.raises(Cancelled):
        patience.wait(HttpFault("busy", status=429, retry_after="3600"), 1)


def test_a_refusal_is_not_asked_twice() -> None:
    asked: list[int] = []

    def refuse() -> None:
        asked.append(1)
        raise AccessRefused("no")

    with pytest.raises(AccessRefused):
        Patience(sleep=lambda _seconds: None).ask(refuse)
    assert asked == [1]
    assert not may_pass(HttpFault("not there", status=404))
    assert may_pass(HttpFault("failed", status=500))
    assert may_pass(ServerException("out of memory"))


_GML = """<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0"
 xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:t="http://t"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" numberMatched="{}" numberReturned="2">
<wfs:member><t:a gml:id="a.1"><gml:boundedBy><gml:Envelope/></gml:boundedBy><t:n>7</t:n>
<t:word> Mỏ đồng &amp; </t:word><t:many>x</t:many><t:many>y</t:many><t:nothing xsi:nil="true"/>
<t:parts><t:part>1</t:part></t:parts>
<t:geom><gml:LineString srsName="EPSG:4326"><gml:posList>0 1 2 3</gml:posList></gml:LineString>
</t:geom></t:a></wfs:member>
<wfs:member><t:a gml:id="a.2"><t:n>many</t:n></t:a></wfs:member></wfs:FeatureCollection>"""


def test_gml_is_read_with_all_it_says() -> None:
    root = classify(_GML.format("unknown").encode()).root
    assert root is not None
    document = read_gml(root, {"n": "integer"})
    assert (document.matched, document.returned, document.crs) == (None, 2, "EPSG:4326")
    first, second = document.features
    assert first.feature_id == "a.1"
    assert first.attributes == {
        "n": 7, "word": " Mỏ đồng & ", "many": ["x", "y"], "nothing": None,
        "parts": "<parts><part>1</part></parts>",
    }  # fmt: skip
    shape = shape_of(first)
    assert shape.wkb is not None
    assert ogr.CreateGeometryFromWkb(shape.wkb).ExportToWkt() == "LINESTRING (0 1,2 3)"
    assert second.attributes == {"n": "many"}  # kept although it is no number
    assert shape_of(second).wkb is None


def test_json_is_read_with_all_it_says() -> None:
    data = {
        "features": [
            {"id": 5, "properties": {"n": "7", "b": True, "deep": {"x": 1}}, "geometry": None}
        ],
        "totalFeatures": 12,
        "crs": {"properties": {"name": "urn:ogc:def:crs:EPSG::32650"}},
    }
    document = read_json(data, {"n": "integer"})
    assert document.matched == 12
    assert document.crs == "EPSG:32650"
    (feature,) = document.features
    assert feature.feature_id == "5"
    assert feature.attributes == {"n": 7, "b": True, "deep": {"x": 1}}


def test_values_that_do_not_fit_their_type_stay() -> None:
    assert typed("12", "integer") == 12
    assert typed("12 t", "integer") == "12 t"
    assert typed("", "real") is None
    assert typed("true", "boolean") is True
    assert typed("maybe", "boolean") == "maybe"


def test_shapes_that_gdal_cannot_read_are_not_dropped() -> None:
    broken = shape_of(PageFeature("a", {}, "<Polygon><nonsense/>x</Polygon>", GML))
    assert broken.wkb is not None
    empty = shape_of(PageFeature("a", {}, '{"type":"Point","coordinates":[]}', GEOJSON))
    assert empty.envelope is None


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("<Point><pos>1 nan</pos></Point>", GML),
        ("<Point><pos>1,5 110,25</pos></Point>", GML),  # a comma for the point
        ("<gml:Point><gml:pos>1°30 2</gml:pos></gml:Point>", GML),
        ("<Point><pos>9.876.543 1.234.567</pos></Point>", GML),
        ("<LineString><posList>1 2 INF 4</posList></LineString>", GML),
        ("<LineString><coordinates>1,2 x,4</coordinates></LineString>", GML),
        ('{"type":"LineString","coordinates":[[1,2],[1e999,4]]}', GEOJSON),
    ],
)
def test_places_that_are_no_numbers_are_not_taken_for_others(text: str, form: str) -> None:
    """GDAL reads 0, or what stands in front of a comma."""
    shape = shape_of(PageFeature("a", {}, text, form))
    assert (shape.wkb, shape.envelope) == (text.encode(), None)


@pytest.mark.parametrize(
    "rest",
    [
        '"MultiPoint", "coordinates": [[1, 2], null]',
        '"MultiPoint", "coordinates": [[1, 2], [3]]',
        '"MultiPoint", "coordinates": [[1, 2], ["3", 4]]',
        '"MultiLineString", "coordinates": [[[1, 2], [3, 4]], [[5, 6], null]]',
        '"Polygon", "coordinates": [[[0, 0], [0, 9], [9, 9], [0, 0]], [[5, 5], [null, 6], [6, 6]]]',
        '"Polygon", "coordinates": [[[0, 0], [0, 9], [9, 9], [0, 0]], "hole"]',
        '"Polygon", "coordinates": [[[0, 0], [0, 9], [9, 9], [0, 0]], {"x": 1}]',
        '"MultiPolygon", "coordinates": [[[[0, 0], [0, 9], [9, 9], [0, 0]]], [[[5, 5], 6]]]',
        '"GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}, null]',
        '"GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]},'
        ' {"type": "Circle", "coordinates": [3, 4]}]',
    ],
)
def test_geometry_of_which_a_part_cannot_be_read_is_kept_as_it_came(rest: str) -> None:
    """GDAL leaves some of these parts out without a word."""
    text = f'{{"type": {rest}}}'
    shape = shape_of(PageFeature("a", {}, text, GEOJSON))
    assert (shape.wkb, shape.envelope) == (text.encode(), None)


def test_a_part_that_is_elsewhere_is_not_left_out() -> None:
    point = "<pointMember><Point><pos>1 2</pos></Point></pointMember>"
    text = f'<MultiPoint>{point}<pointMember xlink:href="#p7"/></MultiPoint>'
    shape = shape_of(PageFeature("a", {}, text, GML))
    assert (shape.wkb, shape.envelope) == (text.encode(), None)


@pytest.mark.parametrize(
    ("rest", "wkt"),
    [
        ('"MultiPoint", "coordinates": [[1, 2], [1, 2]]', "MULTIPOINT ((1 2),(1 2))"),
        ('"multipoint", "coordinates": [[1, 2, 3]]', "MULTIPOINT Z ((1 2 3))"),
        (
            '"MultiPolygon", "coordinates": [[], [[[0, 0], [0, 9], [9, 9], [0, 0]], []]]',
            "MULTIPOLYGON (((0 0,0 9,9 9,0 0)))",
        ),
        (
            '"GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]},'
            ' {"type": "LineString", "coordinates": [[1, 2, 0, 7], [3, 4, 0, 7]]},'
            ' {"type": "GeometryCollection", "geometries": []}], "bbox": null',
            "GEOMETRYCOLLECTION Z (POINT Z (1 2 0),LINESTRING Z (1 2 0,3 4 0),"
            "GEOMETRYCOLLECTION Z EMPTY)",
        ),
    ],
)
def test_whole_geometry_of_several_parts_is_read(rest: str, wkt: str) -> None:
    shape = shape_of(PageFeature("a", {}, f'{{"type": {rest}}}', GEOJSON))
    assert shape.wkb and ogr.CreateGeometryFromWkb(shape.wkb).ExportToIsoWkt() == wkt


@pytest.mark.parametrize(
    "text",
    [
        "<LineString><coordinates decimal=',' cs=';'>1,5;2 3;4</coordinates></LineString>",
        '<LineString><coordinates decimal="." cs="," ts=" ">1.5,2 3,4</coordinates></LineString>',
        '<LineString srsName="x"><pos>1.5 2</pos><pos>+3e0 4</pos></LineString>',
        "<g:LineString xmlns:g='http://www.opengis.net/gml'><g:posList>1.5 2\n3 4</g:posList>"
        "</g:LineString>",
    ],
)
def test_places_that_are_numbers_are_read(text: str) -> None:
    assert shape_of(PageFeature("a", {}, text, GML)).envelope == (1.5, 2.0, 3.0, 4.0)


def test_axes_are_those_of_the_place() -> None:
    ground = Ground("EPSG:4326", BORNEO)
    places = [(110.0 + n / 10, n / 10) for n in range(20)]
    flipped = [(y, x) for x, y in places]
    for named in ("urn:ogc:def:crs:EPSG::4326", "EPSG:4326", ""):
        assert not decide(ground, places, named).is_exchanged
        assert decide(ground, flipped, named).is_exchanged
    axes = decide(ground, places, "")
    assert misfits(ground, axes, [*places, *flipped[:3]]) == 3


def test_axes_of_projected_systems_too() -> None:
    ground = Ground("EPSG:32651", Extent(120.0, 14.0, 122.0, 18.0))  # UTM 51 north, Luzon
    places = [(300_000.0 + n * 1000, 1_700_000.0 + n * 1000) for n in range(20)]
    assert not decide(ground, places, "").is_exchanged
    assert decide(ground, [(y, x) for x, y in places], "").is_exchanged


def test_axes_that_the_data_leave_open_are_told() -> None:
    ground = Ground("EPSG:4326", Extent(-60.0, -60.0, 60.0, 60.0))
    axes = decide(ground, [(10.0, 12.0), (20.0, 5.0)], "urn:ogc:def:crs:EPSG::4326")
    assert axes.is_exchanged
    assert not axes.is_decided


def test_axes_are_exchanged_in_every_part() -> None:
    shape = ogr.CreateGeometryFromWkt("MULTIPOLYGON Z (((0 5 9,0 6 9,1 6 9,0 5 9)))")
    turned = ogr.CreateGeometryFromWkb(exchanged(bytes(shape.ExportToIsoWkb())))
    assert turned.ExportToIsoWkt() == "MULTIPOLYGON Z (((5 0 9,6 0 9,6 1 9,5 0 9)))"


def test_words_of_each_version() -> None:
    assert names_of_crs("EPSG:4326", "1.0.0") == ("EPSG:4326", "")
    assert names_of_crs("EPSG:4326", "2.0.0")[:2] == (
        "urn:ogc:def:crs:EPSG::4326", "http://www.opengis.net/def/crs/EPSG/0/4326",
    )  # fmt: skip
    box = Box(1.0, 2.0, 3.0, 4.0)
    assert box_text(box, (False, True), "EPSG:4326") == "1.0,2.0,3.0,4.0,EPSG:4326"
    assert box_text(box, (True, False), "EPSG:4326") == "2.0,1.0,4.0,3.0"
    formats = ("text/xml", "text/javascript", "application/json", "application/geo+json")
    assert json_format(formats) == "application/geo+json"
    assert json_format(("text/javascript", "GML2")) is None


def page(*features: tuple[str, int]) -> Page:
    made = tuple(PageFeature(identifier, {"n": n}) for identifier, n in features)
    return Page(made, following=Cursor(len(made)))


def test_a_store_belongs_to_one_request(tmp_path: Path) -> None:
    path = tmp_path / "part"
    with SideStore(path, {"layer": "a"}) as store:
        store.add(page(("a.1", 1), ("a.2", 2)), 1, Cursor(), by_content=False, remember="next")
    with SideStore(path, {"layer": "a"}) as store:
        assert store.resumed
        assert store.count() == 2
        assert store.get("next") == [2, ""]
    with SideStore(path, {"layer": "b"}) as store:
        assert not store.resumed
        assert store.count() == 0
        store.remove()
    assert [*tmp_path.iterdir()] == []


def test_a_damaged_store_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "part"
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
    with SideStore(path, {"layer": "a"}) as store:
        assert store.count() == 0


def test_a_store_that_was_damaged_later_is_begun_anew(tmp_path: Path) -> None:
    path = tmp_path / "part"
    with SideStore(path, {}) as store:
        for n in range(0, 3000, 100):
            many = page(*((f"a.{m}", m) for m in range(n, n + 100)))
            store.add(many, 1, Cursor(n), by_content=False)
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(b"\xff" * 20_000)
    for is_resumed in (False, True):
        with SideStore(path, {}) as store:
            assert (store.resumed, store.count()) == (is_resumed, 0)


@pytest.mark.parametrize(
    "text", ['{"n": 1', '{"n": 1} "m": 2}', "{\xff", '[{"n": 1}]', b'{"n": "\xff\xfe"}']
)
def test_a_text_that_changed_on_the_disk_is_told(tmp_path: Path, text: Any) -> None:
    """A database does not see it when a byte of a text is another."""
    path = tmp_path / "part"
    with SideStore(path, {}) as store:
        store.add(page(("a.1", 1), ("a.2", 2)), 1, Cursor(), by_content=False)
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE features SET attributes = CAST(? AS TEXT) WHERE key = 'a.2'", (text,))
    with SideStore(path, {}) as store:
        assert store.resumed
        with pytest.raises(WorkspaceError, match="cannot be read") as told:
            unique_field(store)
    assert told.value.subject == str(path)
    assert "delete it" in told.value.hint


def test_a_state_that_changed_on_the_disk_is_told(tmp_path: Path) -> None:
    with SideStore(tmp_path / "part", {}) as store:
        store.put("crs", "EPSG:4326")
        store.one("UPDATE state SET value = CAST(x'22fffe22' AS TEXT) WHERE name = 'crs'")
        with pytest.raises(WorkspaceError, match="cannot be read"):
            store.get("crs")


def test_two_downloads_do_not_share_a_store(tmp_path: Path) -> None:
    with SideStore(tmp_path / "part", {"layer": "a"}), pytest.raises(WorkspaceError):
        SideStore(tmp_path / "part", {"layer": "a"})


def test_rows_that_say_the_same_stay_as_many_as_they_are(tmp_path: Path) -> None:
    with SideStore(tmp_path / "part", {}) as store:
        store.add(page(("", 1), ("", 1), ("", 2)), 1, Cursor(), by_content=True)
        assert store.count() == 3
        again = store.add(page(("", 1), ("", 2), ("", 1)), 2, Cursor(), by_content=True)
        assert (again.new, again.fresh) == (0, 3)


def test_a_page_that_came_before_changes_nothing(tmp_path: Path) -> None:
    with SideStore(tmp_path / "part", {}) as store:
        first = page(("a.1", 1), ("a.2", 2))
        store.add(first, 1, Cursor(), by_content=False, remember="next")
        assert store.add(first, 1, Cursor(2), by_content=False, remember="next").repeated
        assert store.get("next") == [2, ""]
        changed = page(("a.1", 1), ("a.2", 3))
        assert store.add(changed, 2, Cursor(), by_content=False).changed == 1


@pytest.mark.parametrize(
    "page",
    [
        Page((PageFeature("a", {"x": 1}),), stated_total=2**64 - 1),
        Page((PageFeature("\ud800", {"x": 1}),)),
        Page((PageFeature("a", {"\ud800": 1}),)),
        Page((PageFeature("a", {"x": "\ud800"}),)),
        Page((PageFeature("a", {"x": 1}, "<Point><pos>\ud800</pos></Point>"),)),
    ],
    ids=["total", "id", "name", "value", "geometry"],
)
def test_what_sqlite_cannot_hold_is_kept_in_another_way(page: Page, tmp_path: Path) -> None:
    with SideStore(tmp_path / "part", {"url": "x"}) as store:
        assert store.add(page, 1, Cursor(), by_content=False).new == 1
        assert store.count() == 1


def test_only_a_server_that_asks_to_wait_is_asked_again_for_what_it_offers() -> None:
    patience, asked = Patience(sleep=lambda _seconds: None), []

    def busy_twice() -> str:
        asked.append("?")
        if len(asked) < 3:
            raise HttpFault("busy", status=429, retry_after="1")
        return "layers"

    assert patience.ask_until_free(busy_twice) == "layers"
    with pytest.raises(Unreachable):
        patience.ask_until_free(lambda: (_ for _ in ()).throw(Unreachable("gone")))
