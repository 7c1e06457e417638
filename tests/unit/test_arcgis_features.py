"""Features of ArcGIS REST by themselves: places, dates, codes, lists of numbers, refusals."""

from __future__ import annotations

import json
from typing import Any, Optional

import pytest
from arcgis_documents import DEGREES, LAYER
from osgeo import ogr

from amis_qgis_plugin.core.errors import ServiceError
from amis_qgis_plugin.services.arcgis_answers import count_in, ids_in, query_body
from amis_qgis_plugin.services.arcgis_codes import read_code_lists
from amis_qgis_plugin.services.arcgis_features import (
    Reading,
    is_feature_set,
    moment,
    notes_on,
    read_feature_set,
)
from amis_qgis_plugin.services.arcgis_geometry import read_geometry
from amis_qgis_plugin.services.arcgis_ids import page_of_ids, whole_list
from amis_qgis_plugin.services.arcgis_layer import read_arcgis_layer
from amis_qgis_plugin.services.arcgis_pages import ArcgisPages
from amis_qgis_plugin.services.arcgis_question import both, selection
from amis_qgis_plugin.services.errors import (
    AccessRefused,
    HttpFault,
    LoginNeeded,
    ServerException,
    UnexpectedAnswer,
    WrongService,
)
from amis_qgis_plugin.services.pages import Box, PageFeature
from amis_qgis_plugin.services.service import Service, ServiceLayer
from amis_qgis_plugin.services.session import Answer, make_session
from amis_qgis_plugin.workspace.offline.shapes import shape_of


def square(x: float, y: float, side: float, is_hole: bool = False) -> list[list[float]]:
    ring = [[x, y], [x, y + side], [x + side, y + side], [x + side, y], [x, y]]
    return ring[::-1] if is_hole else ring


def wkt(raw: Any, has_z: bool = False, has_m: bool = False) -> str:
    geometry, form = read_geometry(raw, has_z, has_m)
    shape = shape_of(PageFeature("1", {}, geometry, form))
    return ogr.CreateGeometryFromWkb(shape.wkb).ExportToIsoWkt() if shape.wkb else ""


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ({"x": 1.5, "y": 2}, "POINT (1.5 2.0)"),
        ({"x": "1.5", "y": "2"}, "POINT (1.5 2.0)"),
        ({"x": 1, "y": 2, "z": 3}, "POINT Z (1 2 3)"),
        ({"x": 1, "y": 2, "m": 3}, "POINT M (1 2 3)"),
        ({"x": 1, "y": 2, "z": 3, "m": 4}, "POINT ZM (1 2 3 4)"),
        ({"x": 1, "y": 2, "z": "NaN"}, "POINT (1 2)"),
        ({"points": [[1, 2], [3, 4]]}, "MULTIPOINT ((1 2),(3 4))"),
        ({"paths": [[[1, 2], [3, 4]]]}, "LINESTRING (1 2,3 4)"),
        ({"paths": [[[1, 2], [3, 4]], [], [[5, 6], [7, 8]]]},
         "MULTILINESTRING ((1 2,3 4),(5 6,7 8))"),
        ({"paths": [[[1, 2, 9], [3, 4, 9]]], "hasM": True}, "LINESTRING M (1 2 9,3 4 9)"),
        ({"paths": [[[1, 2, None], [3, 4, 9]]], "hasZ": True}, "LINESTRING Z (1 2 nan,3 4 9)"),
        ({"rings": [square(0, 0, 2)]}, "POLYGON ((0 0,0 2,2 2,2 0,0 0))"),
        ({"xmin": 0, "ymin": 0, "xmax": 1, "ymax": 1}, "POLYGON ((0 0,0 1,1 1,1 0,0 0))"),
    ],
)  # fmt: skip
def test_places_are_read_as_they_are(raw: Any, expected: str) -> None:
    assert wkt(raw) == expected


def test_heights_and_measures_are_told_apart_by_the_answer() -> None:
    line = {"paths": [[[1, 2, 9], [3, 4, 9]]]}
    assert wkt(line, has_z=True).startswith("LINESTRING Z")
    assert wkt(line, has_m=True).startswith("LINESTRING M")
    rings = [[[*place, 5.0] for place in ring] for ring in (square(0, 0, 9), square(20, 0, 9))]
    assert wkt({"rings": rings}, has_m=True).startswith("MULTIPOLYGON M")
    assert wkt({"rings": rings}, has_z=True).startswith("MULTIPOLYGON Z (")


def areas(raw: Any) -> list[int]:
    """Return the number of rings of each area."""
    geometry, form = read_geometry(raw)
    shape = ogr.CreateGeometryFromWkb(shape_of(PageFeature("1", {}, geometry, form)).wkb)
    return [part.GetGeometryCount() for part in ogr.ForceToMultiPolygon(shape)]


def test_holes_are_in_the_ring_around_them() -> None:
    outer, hole = square(0, 0, 10), square(2, 2, 4, True)
    assert areas({"rings": [outer, hole]}) == [2]
    assert areas({"rings": [hole, square(20, 0, 5), outer]}) in ([2, 1], [1, 2])
    assert areas({"rings": [outer, hole, square(3, 3, 1)]}) == [2, 1]  # an island in it
    assert areas({"rings": [outer, square(0, 0, 3, True)]}) == [2]  # touches its corner


def test_rings_in_odd_places_are_not_dropped() -> None:
    outer = square(0, 0, 10)
    assert areas({"rings": [outer, square(30, 30, 2, True)]}) == [1, 1]  # a hole outside
    assert areas({"rings": [outer, square(5, 5, 10)]}) == [1, 1]  # two that overlap
    assert areas({"rings": [outer[::-1], square(20, 0, 5)[::-1]]}) == [1, 1]  # the wrong way round


@pytest.mark.parametrize(
    "raw", [None, {}, {"x": "NaN", "y": "NaN"}, {"x": None, "y": None}, {"points": []},
            {"paths": []}, {"rings": []}, {"rings": [[]]}, {"spatialReference": DEGREES}],
)  # fmt: skip
def test_no_place_is_none(raw: Any) -> None:
    assert read_geometry(raw)[0] is None


@pytest.mark.parametrize(
    "raw", [{"curveRings": [[[0, 0], {"c": [[3, 3], [1, 4]]}, [0, 0]]]}, {"what": 1},
            {"paths": [[[1, "NaN"], [2, 3]]]}, {"paths": 7}, {"rings": [[[0]]]}],
)  # fmt: skip
def test_what_cannot_be_read_is_kept(raw: Any) -> None:
    geometry, form = read_geometry(raw)
    shape = shape_of(PageFeature("1", {}, geometry, form))
    assert shape.wkb is not None and json.loads(shape.wkb) == raw
    assert shape.envelope is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "1970-01-01T00:00:00Z"),
        (1577934245000, "2020-01-02T03:04:05Z"),
        (1577934245123, "2020-01-02T03:04:05.123Z"),
        (-2208988800000, "1900-01-01T00:00:00Z"),
        (18619372800000, "2560-01-10T00:00:00Z"),  # the Buddhist era stays what it is
        (-62000000000000, "0005-04-19T09:46:40Z"),
        (10**18, 10**18),
        ("2020-01-02", "2020-01-02"),
        (None, None),
        (True, True),
    ],
)
def test_dates_are_texts_of_their_moment(value: Any, expected: Any) -> None:
    assert moment(value) == expected


def answer(features: list[dict[str, Any]], **others: Any) -> dict[str, Any]:
    return {"objectIdFieldName": "OBJECTID_1", "features": features, **others}


def test_values_are_kept_and_codes_get_their_meaning_beside() -> None:
    layer = read_arcgis_layer(LAYER)
    reading = Reading(layer.fields, read_code_lists(LAYER), layer.object_id_field)
    raw = {"OBJECTID_1": 7.0, "SITE": "<Null>", "STATUS": 2, "GRADE": 0.5, "VISITED": 0}
    whole = read_feature_set(
        answer([{"attributes": raw, "geometry": {"x": 1, "y": 2}}], spatialReference=DEGREES,
               exceededTransferLimit=True),
        reading,
    )  # fmt: skip
    (feature,) = whole.features
    assert (whole.crs, whole.exceeds, feature.feature_id) == ("EPSG:4326", True, "7")
    assert feature.attributes == {
        "OBJECTID_1": 7.0, "SITE": "<Null>", "STATUS": 2, "STATUS_text": "closed", "GRADE": 0.5,
        "VISITED": "1970-01-01T00:00:00Z",
    }  # fmt: skip
    fields = {one.name: one.type for one in reading.source_fields()}
    assert list(fields)[2:4] == ["STATUS", "STATUS_text"]
    assert (fields["VISITED"], fields["SITE"]) == ("datetime", "text")
    assert [one.name for one in reading.source_fields() if one.is_key] == ["OBJECTID_1"]


def test_codes_without_meaning_and_names_that_are_taken() -> None:
    coded = {"codedValues": [{"code": "A", "name": "Au"}, {"code": 1, "name": "one"}]}
    lists = read_code_lists(
        {"fields": [{"name": "k", "domain": coded}, {"name": "K_Text"}, {"name": "r"}]}
    )
    assert lists.beside == {"k": "k_text_2"}
    for code, meaning in (("A", "Au"), (1, "one"), (1.0, "one"), ("Z", None), (None, None)):
        assert lists.decoded({"k": code}) == {"k": code, "k_text_2": meaning}


def test_subtypes_have_lists_of_their_own() -> None:
    def coded(name: str) -> dict[str, Any]:
        return {"type": "codedValue", "codedValues": [{"code": 1, "name": name}]}

    lists = read_code_lists(
        {
            "typeIdField": "KIND",
            "fields": [{"name": "kind"}, {"name": "USE", "domain": coded("general")}],
            "types": [
                {"id": 1, "name": "Mine", "domains": {"USE": coded("mined")}},
                {"id": 2, "name": "Pit", "domains": {"USE": {"type": "inherited"}}},
            ],
        }
    )
    found = [lists.decoded({"kind": kind, "USE": 1}) for kind in (1, 2, 3)]
    assert [one["USE_text"] for one in found] == ["mined", "general", "general"]
    assert [one["kind_text"] for one in found] == ["Mine", "Pit", None]


def test_dates_that_are_not_utc_are_told() -> None:
    layer = read_arcgis_layer(
        {**LAYER, "dateFieldsTimeReference": {"timeZone": "Singapore Standard Time"}}
    )
    assert "Singapore Standard Time" in " ".join(notes_on(layer, read_code_lists({})))
    unknown = read_arcgis_layer({**LAYER, "datesInUnknownTimezone": True})
    assert "does not know" in " ".join(notes_on(unknown, read_code_lists({})))
    assert moment(0, is_utc=unknown.knows_time_zone) == "1970-01-01T00:00:00"
    assert not list(notes_on(read_arcgis_layer(LAYER), read_code_lists({})))


def test_answers_tell_the_fields_that_no_description_told() -> None:
    fields = [
        {"name": "FID", "type": "esriFieldTypeOID"},
        {"name": "D", "type": "esriFieldTypeDate"},
    ]
    whole = read_feature_set(
        {"fields": fields, "features": [{"attributes": {"FID": 3, "D": 0}}]}, Reading()
    )
    assert whole.features[0].feature_id == "3"
    assert whole.features[0].attributes["D"] == "1970-01-01T00:00:00Z"


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"features": []}, True),
        ({"features": None, "fields": []}, True),
        ({"features": None}, False),
        ({"features": [7]}, False),
        ({"features": [{"attributes": []}]}, False),
        ({"count": 7}, False),
        ([], False),
    ],
)
def test_what_is_an_answer_with_features(data: Any, expected: bool) -> None:
    assert is_feature_set(data) is expected


def test_numbers_in_answers() -> None:
    assert [count_in({"count": one}) for one in (7, "7", -1, None, 1.5)] == [7, 7, None, None, None]
    assert ids_in({"objectIds": None}) == []
    assert ids_in({"objectIds": [3, "1", None]}) == [3, 1]
    assert ids_in({"objectIds": [9_007_199_254_740_993]}) == [9_007_199_254_740_993]
    assert ids_in({"features": []}) is None


@pytest.mark.parametrize(
    ("code", "status", "kind"),
    [
        (498, 200, LoginNeeded), (499, 200, LoginNeeded), (401, 200, LoginNeeded),
        (403, 200, AccessRefused), (400, 200, ServerException), (400, 400, ServerException),
        (429, 200, HttpFault), (503, 200, HttpFault), (500, 200, UnexpectedAnswer),
        (500, 500, HttpFault),
    ],
)  # fmt: skip
def test_errors_have_the_class_of_what_they_say(
    code: int, status: int, kind: type[ServiceError]
) -> None:
    said = json.dumps({"error": {"code": code, "message": "No", "details": []}}).encode()
    told = Answer("http://127.0.0.1/query?token=abc", status, "text/plain", said)
    with pytest.raises(kind) as caught:
        query_body(told, "features")
    assert "abc" not in str(caught.value)


def test_a_list_that_is_cut_is_asked_for_to_its_end() -> None:
    every = list(range(10, 35))

    def ask(above: Optional[int]) -> list[int]:
        return [one for one in every if above is None or one > above][:10]

    assert whole_list(ask, 25) == tuple(every)
    assert whole_list(ask, None) == tuple(every)
    assert whole_list(lambda _above: None, 25) is None


def test_pieces_of_a_list_without_features_are_passed() -> None:
    there = set(range(40, 60))

    def ask(part: Any) -> Any:
        found = [one for one in part if one in there][:4]  # the server's limit
        features = [{"attributes": {"OBJECTID_1": one}} for one in found]
        return read_feature_set(answer(features), Reading())

    ids = tuple(range(60))
    page = page_of_ids(ids, 0, 10, ask)
    assert ([one.feature_id for one in page.features][::9], page.end) == (["40", "49"], 50)
    with pytest.raises(UnexpectedAnswer, match="gives no feature"):
        page_of_ids(tuple(range(100, 200)), 0, 1, ask)


def test_questions_say_what_is_meant() -> None:
    assert both("", "b = 1") == "b = 1"
    assert both("a = 1 OR a = 2", "b = 1") == "(a = 1 OR a = 2) AND (b = 1)"
    question = selection("", Box(1, 2, 3, 4), 0, "EPSG:32648")
    assert (question["geometry"], question["inSR"]) == ("1.0,2.0,3.0,4.0", "32648")
    assert question["where"] == "1=1"
    assert json.loads(str(selection("", Box(1, 2, 3, 4), 1, "EPSG:4326")["geometry"]))["ymax"] == 4


def layer_source(**told: Any) -> ArcgisPages:
    service = Service("arcgis", "10.81", "http://127.0.0.1:1/x", "", "", "", "", "", ())
    layer = ServiceLayer(
        "3", "Units", **{"queryable": True, "url": "http://127.0.0.1:1/x/3", **told}
    )
    return ArcgisPages(make_session(), service, layer)


def test_layers_that_give_no_features_are_refused() -> None:
    with pytest.raises(WrongService, match="gives no features"):
        layer_source(queryable=False)


def test_the_reference_system_is_the_servers_own_where_it_has_a_number() -> None:
    assert layer_source(crs=("EPSG:3168",)).crs == "EPSG:3168"
    other = layer_source(crs=("ESRI:102066",))
    assert other.crs == "EPSG:4326"
    assert layer_source().identity["url"] == "http://127.0.0.1:1/x/3"
