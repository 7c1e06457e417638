"""Any address that people paste leads to the service it belongs to."""

from __future__ import annotations

from typing import Any

import arcgis_documents
import ogcapi_documents
import pytest
import service_documents
from json_serving import as_json, documents_at
from service_loopback import Reply

from amis_qgis_plugin.services.addresses import places_of, service_behind
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.errors import SecretInAddress, WrongService
from amis_qgis_plugin.services.session import make_session
from amis_qgis_plugin.services.urls import child_url, guess_protocol, rebased

HOST = "https://example.org"
GEO = "/arcgis/rest/services/A/Geo"
ITEM = "0123456789abcdef0123456789abcdef"


@pytest.mark.parametrize(
    ("pasted", "protocol"),
    [
        ("/arcgis/rest/services", "arcgis"),
        ("/gis4/rest/services/Geology?f=pjson", "arcgis"),
        ("/arcgis/rest/services/Geo/MapServer/3/query?where=1=1", "arcgis"),
        ("/koop/FeatureServer/0/query?f=json", "arcgis"),
        ("/arcgis", "arcgis"),
        ("/arcgis/rest/", "arcgis"),
        ("/arcgis/services/Geo/MapServer", "arcgis"),
        (f"/portal/home/item.html?id={ITEM}", "arcgis"),
        ("/arcgis/services/Geo/MapServer/WMSServer", "wms"),
        ("/cgi-bin/mapserver?map=/a.map", "auto"),
        ("/ogcapi", "ogcapi"),
        ("/geoserver/ogc/features/v1/collections", "ogcapi"),
        ("/wfs3", "ogcapi"),
        ("/wfs3/collections.html", "ogcapi"),
        ("/daraa/collections/x/items?limit=10", "ogcapi"),
        ("/wfs3archive/wfs", "wfs"),
        ("/ows?request=GetMap", "wms"),
        ("/ows?LAYERS=a", "wms"),
        ("/ows?Request=getfeature&x=1", "wfs"),
        ("/ows?typeNames=a", "wfs"),
        ("/ows?typename=a", "wfs"),
        ("/ows?request=GetCapabilities", "auto"),
        ("/home/index.html", "auto"),
    ],
)
def test_the_address_tells_the_protocol(pasted: str, protocol: str) -> None:
    assert guess_protocol(HOST + pasted) == protocol


@pytest.mark.parametrize(
    ("pasted", "first"),
    [
        (f"{GEO}/MapServer/3/query?where=1=1&f=html", f"{GEO}/MapServer/3"),
        (f"{GEO}/FeatureServer/?f=pjson", f"{GEO}/FeatureServer"),
        (f"{GEO}/FeatureServer/layers", f"{GEO}/FeatureServer"),
        ("/gis4/rest/services/?f=html", "/gis4/rest/services"),
        ("/gis4/rest/services/Geology/", "/gis4/rest/services/Geology"),
        ("/arcgis", "/arcgis/rest/services"),
        ("/arcgis/rest", "/arcgis/rest/services"),
        ("/arcgis/services/A/Geo/MapServer", "/arcgis/rest/services/A/Geo/MapServer"),
        ("/koop/x/FeatureServer/0/query", "/koop/x/FeatureServer/0"),
        ("/geo/collections/a%20b/items?limit=1&bbox=1,2,3,4&MAP=x", "/geo?MAP=x"),
        ("/collections/a", "/"),
        ("/wfs3/?MAP=/srv/a.qgs", "/wfs3?MAP=/srv/a.qgs"),
        ("/ows?service=WFS&version=1.0.0", "/ows"),
    ],
)
def test_it_is_cut_to_the_service(pasted: str, first: str) -> None:
    places = places_of(HOST + pasted)
    assert places[0].url == HOST + first


def test_all_places_are_asked_in_a_fixed_order_each_once() -> None:
    found = [(one.protocol, one.url) for one in places_of(f"{HOST}/geoserver/web/?who=1")]
    assert found == [
        ("wfs", f"{HOST}/geoserver/ows?who=1"),
        ("wms", f"{HOST}/geoserver/ows?who=1"),
        ("ogcapi", f"{HOST}/geoserver/ows?who=1"),
        ("ogcapi", f"{HOST}/geoserver/ogc/features/v1?who=1"),
    ]
    found = [(one.protocol, one.url) for one in places_of(f"{HOST}/a/rest/services/G/MapServer")]
    assert found == [
        ("arcgis", f"{HOST}/a/rest/services/G/MapServer"),
        ("wfs", f"{HOST}/a/services/G/MapServer/WFSServer"),
        ("wms", f"{HOST}/a/services/G/MapServer/WMSServer"),
    ]


@pytest.mark.parametrize(
    ("pasted", "asked", "protocols"),
    [
        ("/ows", "wfs", ["wfs", "wms"]),
        ("/ows", "arcgis", ["arcgis", "wfs", "wms"]),
        ("/arcgis/services/G/MapServer/WFSServer", "wfs", ["wfs", "wms", "arcgis"]),
        ("/geo/ogcapi", "wms", ["wms", "wfs", "ogcapi"]),
    ],
)
def test_with_one_protocol_wanted_only_likely_others_are_asked(
    pasted: str, asked: str, protocols: list[str]
) -> None:
    assert [one.protocol for one in places_of(HOST + pasted, asked)] == protocols


def test_a_wms_that_is_switched_off_leads_to_the_rest_beside_it() -> None:
    rest = "/arcgis/rest/services/Geology/Maps/MapServer"
    off = Reply(b"<html><title>Error: WMS is not enabled</title></html>", 200, "text/html")
    paths = {
        rest: arcgis_documents.MAP_SERVER,
        "/arcgis/services/Geology/Maps/MapServer/WMSServer": off,
        "/arcgis/services/Geology/Maps/MapServer/WFSServer": off,
    }
    with documents_at(paths) as server, make_session() as session:
        pasted = f"{server.url}/arcgis/services/Geology/Maps/MapServer/WMSServer?request=GetMap"
        service = describe_service(session, pasted)
        assert (service.protocol, service.url) == ("arcgis", server.url + rest)
        with pytest.raises(
            WrongService, match=r"There is an ArcGIS REST service .* but no WMS"
        ) as no:
            describe_service(session, pasted, "wms")
    assert no.value.offered == "arcgis"


def test_an_ogc_api_beside_a_wfs_that_needs_none() -> None:
    paths = {
        "/geoserver/ogc/features/v1": ogcapi_documents.landing("GeoServer"),
        "/geoserver/ogc/features/v1/conformance": ogcapi_documents.CONFORMANCE,
        "/geoserver/ogc/features/v1/collections": ogcapi_documents.GEOSERVER,
    }
    with documents_at(paths) as server, make_session() as session:
        service = describe_service(session, f"{server.url}/geoserver/web/")
    assert (service.protocol, len(service.layers)) == ("ogcapi", 1)


def test_a_wfs_asked_for_as_arcgis_says_what_it_is() -> None:
    paths = {"/ows": Reply(service_documents.GEOSERVER_WFS_2)}
    with (
        documents_at(paths) as server,
        make_session() as session,
        pytest.raises(WrongService, match="There is a WFS at this address, but no ArcGIS REST"),
    ):
        describe_service(session, f"{server.url}/ows", "arcgis")


@pytest.mark.parametrize("protocol", ["auto", "ogcapi", "arcgis"])
def test_a_login_that_is_refused_is_not_tried_for_ever(protocol: str) -> None:
    with (
        documents_at({"/geo": Reply(b"", 401)}) as server,
        make_session() as session,
        pytest.raises(Exception, match="401"),
    ):
        describe_service(session, f"{server.url}/geo", protocol)
    assert len(server.asked) == 2


def portal(address: Any, kind: str = "Feature Service") -> dict[str, Any]:
    return {f"/portal/sharing/rest/content/items/{ITEM}": {"type": kind, "url": address}}


def test_the_page_of_an_item_in_a_portal_leads_to_its_service() -> None:
    rest = "/arcgis/rest/services/N/FeatureServer"
    paths = {rest: arcgis_documents.FEATURE_SERVER}
    with documents_at(paths) as server, make_session() as session:
        paths.update(portal(f"{server.url}{rest}"))
        service = describe_service(session, f"{server.url}/portal/home/item.html?id={ITEM}")
    assert service.url == server.url + rest
    assert len(service.layers) == 2


def test_a_login_does_not_follow_a_portal_to_another_server() -> None:
    rest = "/arcgis/rest/services/N/FeatureServer"
    with (
        documents_at({rest: arcgis_documents.FEATURE_SERVER}) as other,
        documents_at(portal(other.url + rest)) as server,
        make_session() as session,
    ):
        pasted = f"{server.url}/portal/home/item.html?id={ITEM}"
        with pytest.raises(WrongService, match="another server") as caught:
            describe_service(session, pasted)
        assert other.url + rest in caught.value.hint
        assert other.asked == []
        service = describe_service(session, pasted, other_servers=True)
    assert service.url == other.url + rest


def test_an_item_that_is_no_service_is_told() -> None:
    with (
        documents_at(portal(None, "Web Map")) as server,
        make_session() as session,
        pytest.raises(WrongService, match="Web Map"),
    ):
        describe_service(session, f"{server.url}/portal/home/item.html?id={ITEM}")


def test_a_secret_that_a_portal_hands_out_is_refused() -> None:
    address = f"{HOST}/rest/services/N/FeatureServer?token=hush123"
    with (
        documents_at(portal(address)) as server,
        make_session() as session,
        pytest.raises(SecretInAddress) as caught,
    ):
        describe_service(session, f"{server.url}/portal/home/item.html?id={ITEM}")
    assert "hush123" not in str(caught.value)


def test_a_viewer_names_the_service_that_it_shows() -> None:
    shown = f"{HOST}/arcgis/rest/services/G/MapServer"
    with make_session() as session:
        pasted = f"{HOST}/home/webmap/viewer.html?url={shown.replace(':', '%3A')}"
        assert service_behind(session, pasted) == shown
        assert service_behind(session, f"{HOST}/ows?url={shown}") == f"{HOST}/ows?url={shown}"


@pytest.mark.parametrize(
    ("href", "asked", "led"),
    [
        (
            "http://:8112/wfs3/collections?offset=1",
            f"{HOST}/a/collections",
            f"{HOST}/a/collections?offset=1",
        ),
        ("?offset=1", f"{HOST}/collections?f=json", f"{HOST}/collections?offset=1"),
        ("http://inside/pages/2", f"{HOST}/collections", f"{HOST}/pages/2"),
        ("http://[bad", f"{HOST}/collections", ""),
    ],
)
def test_a_link_stays_at_the_server_that_was_asked(href: str, asked: str, led: str) -> None:
    assert rebased(href, asked) == led


def test_what_lies_below_keeps_the_query() -> None:
    assert child_url(f"{HOST}/wfs3/?MAP=a", "collections") == f"{HOST}/wfs3/collections?MAP=a"
    assert child_url(HOST, "a b", "c") == f"{HOST}/a%20b/c"


def test_json_of_something_else_is_told_with_what_each_protocol_got() -> None:
    with (
        documents_at({"/x": as_json({"hello": 1})}) as server,
        make_session() as session,
        pytest.raises(Exception, match="JSON, not with a WFS, WMS, OGC API Features or ArcGIS"),
    ):
        describe_service(session, f"{server.url}/x")
