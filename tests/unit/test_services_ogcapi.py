"""OGC API Features: what servers of several makes offer, in their words."""

from __future__ import annotations

from typing import Any

import ogcapi_documents as documents
import pytest
import service_documents
from json_serving import as_json, documents_at
from service_loopback import Asked, Reply, serving

from amis_qgis_plugin.services.capabilities import Service, describe_service
from amis_qgis_plugin.services.errors import HttpFault, UnexpectedAnswer, WrongService
from amis_qgis_plugin.services.session import make_session

LANDING = documents.landing("Survey", description="Rocks <b>and</b> ores")


def served(
    collections: Any,
    landing: Any = LANDING,
    conformance: Any = documents.CONFORMANCE,
    root: str = "",
) -> dict[str, Any]:
    return {
        root or "/": landing,
        f"{root}/conformance": conformance,
        f"{root}/collections": collections,
    }


def described(paths: dict[str, Any], path: str = "", protocol: str = "ogcapi") -> Service:
    with documents_at(paths) as server, make_session() as session:
        return describe_service(session, server.url + path, protocol)


def test_pygeoapi_offers_its_collections_of_features() -> None:
    with documents_at(served(documents.PYGEOAPI)) as server, make_session() as session:
        service = describe_service(session, server.url, "ogcapi")
    assert [one.path for one in server.asked] == ["/", "/conformance", "/collections"]
    assert {one.query["f"] for one in server.asked} == {"json"}
    assert {one.headers["accept"] for one in server.asked} == {"application/json"}
    assert (service.protocol, service.version) == ("ogcapi", "1.0")
    assert (service.title, service.abstract) == ("Survey", "Rocks and ores")
    assert service.url == f"{server.url}/"
    (layer,) = service.layers
    assert (layer.name, layer.title) == ("occurrences", "Mineral occurrences")
    assert (layer.abstract, layer.keywords) == ("Gold & copper", ("gold", "copper"))
    assert layer.extent == (95, -11, 141, 21)
    assert layer.crs == ("CRS:84", "EPSG:32651")
    assert layer.storage_crs == "EPSG:32651"
    assert layer.formats == ("application/geo+json",)
    assert layer.metadata_url == "https://survey.example/occurrences.html"
    assert layer.queryable
    assert (layer.licence, layer.attribution) == ("", "")


def test_geoserver_names_its_systems_once_and_crosses_the_antimeridian() -> None:
    (layer,) = described(served(documents.GEOSERVER)).layers
    assert layer.name == "geo:faults"
    assert layer.crs == ("CRS:84", "EPSG:3857")
    assert layer.extent == (-180, -20, 180, 0)


def test_ldproxy_states_licence_and_attribution() -> None:
    service = described(served(documents.LDPROXY, documents.LDPROXY_LANDING))
    assert service.licence == "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/)"
    assert service.attribution == "© State Survey"
    boreholes, mines = service.layers
    assert boreholes.licence == "Open, with reports (http://survey.example/open)"
    assert boreholes.attribution == "Borehole Archive"
    assert boreholes.extent == (5, 49, 9, 53)
    assert (mines.licence, mines.attribution) == (service.licence, "© State Survey")
    assert mines.title == "mines"
    assert mines.extent == (5, 50, 9, 53)
    assert mines.crs == ("CRS:84",)


def test_mapserver_whose_links_lead_nowhere() -> None:
    (layer,) = described(served(documents.MAPSERVER)).layers
    assert (layer.title, layer.abstract) == ("Schematic provinces", "")
    assert layer.extent == (92.7, -10.4, 141.0, 25.5)


@pytest.mark.parametrize(
    "host", ["http://:8112", "http://10.0.0.7:8080/inside", "", "https://127.0.0.1:1"]
)
def test_pages_are_followed_at_the_server_that_was_asked(host: str) -> None:
    paths = {
        **served(documents.paged(1, f"{host}/collections?offset=1")),
        "/collections?offset=1": documents.paged(2, f"{host}/collections?offset=2&f=html"),
        "/collections?offset=2": documents.paged(3),
    }
    with documents_at(paths) as server, make_session() as session:
        service = describe_service(session, server.url, "ogcapi")
    assert [one.name for one in service.layers] == ["layer1", "layer2", "layer3"]
    assert [one.query["f"] for one in server.asked[2:]] == ["json"] * 3
    assert service.notes == ()


def test_pages_that_come_again_end_the_list_and_what_is_missing_is_told() -> None:
    again = served(documents.paged(1, "/collections?f=json"))
    service = described(again)
    assert [one.name for one in service.layers] == ["layer1"]
    assert service.notes == ("The server lists 1 collections and says that it has more.",)


def test_an_empty_page_ends_the_list_although_it_has_a_next_one() -> None:
    last = {"collections": [], "links": [documents.link("next", "/collections?offset=9")]}
    paths = {
        **served({**documents.paged(1, "/collections?offset=1"), "numberMatched": 1}),
        "/collections?offset=1": last,
    }
    service = described(paths)
    assert [one.name for one in service.layers] == ["layer1"]
    assert service.notes == ()


def test_a_server_that_refuses_the_parameter_is_asked_without_it() -> None:
    paths = served(documents.PYGEOAPI)

    def answer(asked: Asked) -> Reply:
        if "f" in asked.query:
            return as_json({"code": "InvalidParameterValue", "description": "unknown: f"}, 400)
        return as_json(paths[asked.path])

    with serving(answer) as server, make_session() as session:
        service = describe_service(session, server.url[: -len("/ows")], "ogcapi")
    assert [one.name for one in service.layers] == ["occurrences"]


def test_an_api_without_features_is_told() -> None:
    with pytest.raises(WrongService, match="offers no features"):
        described(served(documents.PYGEOAPI, conformance=documents.TILES_ONLY))


def test_a_server_that_does_not_tell_its_conformance_is_read() -> None:
    paths = served(documents.PYGEOAPI, conformance=Reply(b"", 404))
    service = described(paths)
    assert (service.version, len(service.layers)) == ("", 1)


def test_a_web_page_in_place_of_the_collections_is_told() -> None:
    page = Reply(service_documents.LOGIN_PAGE, content_type="text/html")
    with pytest.raises(UnexpectedAnswer, match="Sign in & accept"):
        described(served(page))


@pytest.mark.parametrize("value", [{"collections": "none"}, [], {"features": []}])
def test_json_without_collections_is_told(value: Any) -> None:
    with pytest.raises(UnexpectedAnswer, match="list of collections"):
        described(served(as_json(value)))


def test_an_error_of_the_server_is_told_in_its_words() -> None:
    problem = as_json({"code": "ServerError", "description": "The database is down"}, 500)
    with pytest.raises(HttpFault, match="The database is down"):
        described(served(problem))


@pytest.mark.parametrize(
    "nonsense",
    [
        {"id": 7, "title": ["x"], "links": "none", "extent": [1], "crs": {}, "keywords": "a"},
        {"id": "x", "extent": {"spatial": {"bbox": [["a", None, 3, 4]]}}},
        {"id": "x", "extent": {"spatial": {"bbox": [[1, 2, 3]], "crs": 4}}},
        {"id": "x", "extent": {"spatial": {"bbox": [0, 0, 1, 1], "crs": "EPSG:3414"}}},
        {"id": "x", "links": [3, {"rel": 4, "href": {}}, {"rel": "items", "href": "http://[bad"}]},
    ],
)
def test_nonsense_in_a_collection_counts_as_nothing(nonsense: Any) -> None:
    (layer,) = described(served({"collections": [nonsense, 3, None]})).layers
    assert (layer.extent, layer.keywords, layer.crs) == (None, (), ("CRS:84",))


def test_names_and_addresses_are_not_read_as_markup() -> None:
    """``&reg`` and ``&copy`` without a semicolon are characters to HTML."""
    more = {**documents.paged(2), "numberMatched": 2}
    more["collections"][0]["id"] = "a&copy<b>c"
    paths = {
        **served({**documents.paged(1, "/collections?page=2&region=x"), "numberMatched": 2}),
        "/collections?region=x": more,
    }
    assert [one.name for one in described(paths).layers] == ["layer1", "a&copy<b>c"]


def test_links_carry_no_secret_and_no_script_into_the_description() -> None:
    links = [
        documents.link("items", "/items"),
        documents.link("license", "https://survey.example/l?token=hush123", title="Open"),
        documents.link("describedby", "javascript:alert(1)"),
    ]
    (layer,) = described(served({"collections": [{"id": "x", "links": links}]})).layers
    assert "hush123" not in layer.licence and layer.licence.startswith("Open (https://survey")
    assert layer.metadata_url == ""


@pytest.mark.parametrize(
    "pasted",
    ["", "/", "/collections", "/collections/occurrences/items?limit=10&f=html", "/conformance"],
)
def test_addresses_inside_the_api_lead_to_it(pasted: str) -> None:
    paths = served(documents.PYGEOAPI, root="/geo/ogcapi")
    with documents_at(paths) as server, make_session() as session:
        service = describe_service(session, f"{server.url}/geo/ogcapi{pasted}")
    assert service.url == f"{server.url}/geo/ogcapi"
    assert len(service.layers) == 1
    assert len(server.asked) == 3, "nothing else is asked"
