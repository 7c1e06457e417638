"""What an OGC API is asked, and what its links, schemas and conformance are taken for."""

from __future__ import annotations

from typing import Any

import pytest
from ogcapi_documents import CORE, GEOJSON, HTML, link

from amis_qgis_plugin.services.errors import CannotFilter
from amis_qgis_plugin.services.ogcapi_box import box_question
from amis_qgis_plugin.services.ogcapi_filter import selection_of
from amis_qgis_plugin.services.ogcapi_links import LAST, may_resize, onward, parameters_of
from amis_qgis_plugin.services.ogcapi_schema import types_in
from amis_qgis_plugin.services.pages import Box

ASKED = "https://survey.example/api/collections/faults/items"
CQL2 = "http://www.opengis.net/spec/cql2/1.0/conf/cql2-text"
CQL = "http://www.opengis.net/spec/ogcapi-features-3/1.0/conf/cql-text"


def next_link(href: str) -> dict[str, Any]:
    return {"links": [link("next", f"{ASKED}?f=html&offset=1", HTML), link("next", href, GEOJSON)]}


@pytest.mark.parametrize(
    "href",
    [
        f"{ASKED}?offset=10&limit=10&f=html&bbox=1,2,3,4",
        "?offset=10&limit=10",
        "/api/collections/faults/items.geojson?offset=10&limit=10",
        f"{ASKED}?offset=10&limit=10&token=hush&api_key=hush",
    ],
)
def test_only_what_leads_on_is_kept_of_a_link(href: str) -> None:
    found = onward(next_link(href), ASKED)
    assert parameters_of(found.token) == {"offset": "10", "limit": "10"}
    assert found.remark == ""


def test_another_host_is_told_and_not_gone_to() -> None:
    found = onward(next_link("http://geoserver:8080/collections/faults/items?cursor=a%26b"), ASKED)
    assert parameters_of(found.token) == {"cursor": "a&b"}
    assert "name http://geoserver:8080;" in found.remark


def test_another_place_is_told_and_not_gone_to() -> None:
    found = onward(next_link(f"{ASKED}/2"), ASKED)
    assert found.token == LAST
    assert "was not followed" in found.remark


@pytest.mark.parametrize("data", [{}, {"links": []}, {"links": None}, next_link(f"{ASKED}?f=json")])
def test_without_a_link_there_is_no_next_page(data: Any) -> None:
    assert onward(data, ASKED) == (LAST, "")


def test_numbered_pages_keep_their_size() -> None:
    assert may_resize({"offset": "100"})
    assert not may_resize({"Page": "2", "limit": "100"})


def test_boxes_are_longitude_first_and_end_with_the_earth() -> None:
    box = Box(-180.2, -90.1, 10.0, 20.0)
    assert box_question(box, 0, "") == {"bbox": "-180.0,-90.0,10.0,20.0"}
    assert box_question(Box(1.0, 2.0, 3.0, 4.0), 1, "") == {"bbox": "2.0,1.0,4.0,3.0"}


def test_boxes_in_another_system_name_it() -> None:
    found = box_question(Box(5e5, 1e6, 6e5, 2e6), 0, "http://www.opengis.net/def/crs/EPSG/0/32650")
    assert found["bbox"] == "500000.0,1000000.0,600000.0,2000000.0"
    assert str(found["bbox-crs"]).endswith("/32650")


@pytest.mark.parametrize(("declared", "language"), [(CQL2, "cql2-text"), (CQL, "cql-text")])
def test_cql_goes_to_servers_that_declare_it(declared: str, language: str) -> None:
    found = selection_of("grade > 3", (CORE, declared), "faults")
    assert found.parameters == {"filter": "grade > 3", "filter-lang": language}
    assert found.holds({})


def test_conditions_become_parameters_and_are_checked_here() -> None:
    text = """country = 'PHL' and "Tên mỏ" = 'O''Hara' AND grade = 2.50 AND active = TRUE"""
    found = selection_of(text, (CORE,), "faults")
    assert found.parameters == {
        "country": "PHL", "Tên mỏ": "O'Hara", "grade": "2.50", "active": "true",
    }  # fmt: skip
    fitting = {"country": "PHL", "Tên mỏ": "O'Hara", "grade": 2.5, "active": True}
    assert found.holds(fitting)
    for name, value in (("country", "IDN"), ("grade", "2.6"), ("active", False), ("Tên mỏ", None)):
        assert not found.holds({**fitting, name: value})


@pytest.mark.parametrize(
    "text",
    ["grade > 3", "a = 'x' OR b = 'y'", "a = 'x' AND", "a = 'x' b = 'y'", "a = 'x'; x",
     "limit = 3", "a = 1 AND a = 2", "name LIKE 'x'", "a = 'open"],
)  # fmt: skip
def test_other_conditions_are_refused(text: str) -> None:
    with pytest.raises(CannotFilter) as refused:
        selection_of(text, (CORE,), "faults")
    assert refused.value.hint


def test_fields_of_a_schema_have_types() -> None:
    schema = {
        "type": "object",
        "properties": {
            "geometry": {"format": "geometry-point", "x-ogc-role": "primary-geometry"},
            "shape": {"$ref": "https://geojson.org/schema/Geometry.json"},
            "gid": {"type": "integer"},
            "grade": {"type": ["number", "null"]},
            "depth": {"type": ["integer", "number"]},
            "active": {"type": "boolean"},
            "seen": {"type": "string", "format": "date-time"},
            "day": {"type": "string", "format": "date"},
            "names": {"type": "array"},
            "about": {"type": "object"},
            "mixed": {"type": ["string", "number"]},
            "odd": "text",
        },
    }
    assert types_in(schema) == {
        "gid": "integer", "grade": "real", "depth": "real", "active": "boolean",
        "seen": "datetime", "day": "date", "names": "list", "about": "map", "mixed": "text",
        "odd": "text",
    }  # fmt: skip


@pytest.mark.parametrize("data", [None, [], {"links": []}, {"properties": []}, "x"])
def test_what_is_no_schema_has_no_fields(data: Any) -> None:
    assert types_in(data) == {}
