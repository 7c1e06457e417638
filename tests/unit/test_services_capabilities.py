"""What servers offer is read as they wrote it, whatever product wrote it."""

from __future__ import annotations

import pytest
import service_documents as documents
from service_loopback import Asked, Reply, serving

from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.services.bodies import classify
from amis_qgis_plugin.services.capabilities import Service, describe_service
from amis_qgis_plugin.services.crs_names import crs_name
from amis_qgis_plugin.services.session import make_session
from amis_qgis_plugin.services.wfs import read_wfs
from amis_qgis_plugin.services.wms import read_wms

URL = "https://example.org/ows"


def read(document: bytes) -> Service:
    root = classify(document).root
    assert root is not None
    return (read_wms if root.name.startswith("WM") else read_wfs)(root, URL)


def test_a_wfs_of_geoserver() -> None:
    service = read(documents.GEOSERVER_WFS_2)
    assert (service.protocol, service.version, service.url) == ("wfs", "2.0.0", URL)
    assert (service.title, service.abstract) == ("Survey features", "Rocks and ores")
    assert (service.licence, service.attribution) == ("CC BY 4.0", "Survey of Mines")
    layer, empty = service.layers
    assert (layer.name, layer.title) == ("geo:occurrences", "Mineral occurrences")
    assert layer.extent == (116.9, 4.6, 126.6, 21.1)
    assert layer.crs == ("EPSG:4326", "EPSG:3857")
    assert layer.keywords == ("copper", "gold")
    assert layer.formats == ("application/gml+xml; version=3.2", "application/json")
    assert (layer.licence, layer.attribution) == ("CC BY 4.0", "Survey of Mines")
    assert layer.queryable
    assert (empty.title, empty.extent) == ("geo:empty", None)


def test_a_wfs_of_mapserver_in_a_legacy_encoding() -> None:
    service = read(documents.MAPSERVER_WFS_11)
    assert (service.title, service.version, service.licence) == ("Géologie", "1.1.0", "")
    (layer,) = service.layers
    assert layer.extent == (95, -11, 141, 6)
    assert layer.formats == ("text/xml; subtype=gml/3.1.1",)


def test_a_wfs_1_0_with_an_extent_in_metres() -> None:
    service = read(documents.DEEGREE_WFS_10)
    assert (service.version, service.licence) == ("1.0.0", "")
    (layer,) = service.layers
    assert layer.extent is None
    assert layer.crs == ("EPSG:32648",)
    assert layer.keywords == ("tin", "tungsten")
    assert layer.formats == ("GML2", "JSON")


def test_a_wfs_of_arcgis_states_no_licence() -> None:
    service = read(documents.ARCGIS_WFS_2)
    (layer,) = service.layers
    assert (layer.name, layer.licence, layer.attribution) == ("Mineral:Nickel_Deposits", "", "")
    assert layer.crs == ("EPSG:4283",)


def test_layers_of_a_wms_inherit() -> None:
    service = read(documents.WMS_130)
    assert (service.title, service.version) == ("Geology maps", "1.3.0")
    assert service.licence == "Government open data licence"
    assert service.attribution == "Survey"
    geology, units = service.layers  # those without a name cannot be asked for
    assert (geology.name, units.name) == ("geology", "units")
    assert geology.extent == units.extent == (95, -11, 141, 6)
    assert set(units.crs) == {"EPSG:3857", "CRS:84", "EPSG:32748"}
    assert (geology.attribution, units.attribution) == ("Geological Agency", "Map Division")
    assert (geology.max_scale_denominator, units.max_scale_denominator) == (None, 577790)
    assert geology.queryable
    assert geology.formats == ("image/png", "image/jpeg")


def test_a_wms_1_1_1_with_a_doctype() -> None:
    service = read(documents.WMS_111)
    (layer,) = service.layers
    assert (service.version, layer.name, layer.queryable) == ("1.1.1", "tin", False)
    assert layer.extent == (97, 5, 106, 21)
    assert layer.crs == ("EPSG:4326", "EPSG:24047")
    # A scale hint is the diagonal of a pixel of 0.28 mm: 395.98 m are 280 m a side, 1 : 1 million.
    assert layer.max_scale_denominator == pytest.approx(1_000_000, rel=1e-4)


@pytest.mark.parametrize(
    ("words", "licence"),
    [
        ("NONE", ""),
        ("none.", ""),
        ("", ""),
        ("-", ""),
        ("N/A", ""),
        ("No conditions apply", ""),
        ("no conditions apply to access and use", ""),
        ("None of this may be sold", "None of this may be sold"),
        ("CC0", "CC0"),
    ],
)
def test_silence_is_no_licence(words: str, licence: str) -> None:
    document = documents.GEOSERVER_WFS_2.replace(b"CC BY 4.0", words.encode())
    assert read(document).layers[0].licence == licence


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("EPSG:4326", "EPSG:4326"),
        ("urn:ogc:def:crs:EPSG::32651", "EPSG:32651"),
        ("urn:x-ogc:def:crs:EPSG:4326", "EPSG:4326"),
        ("urn:ogc:def:crs:EPSG:6.9:4283", "EPSG:4283"),
        ("http://www.opengis.net/def/crs/EPSG/9.6.2/4326", "EPSG:4326"),
        ("http://www.opengis.net/gml/srs/epsg.xml#4326", "EPSG:4326"),
        ("EPSG:900913", "EPSG:3857"),
        ("EPSG:102100", "EPSG:3857"),
        ("CRS:84", "CRS:84"),
        ("urn:ogc:def:crs:OGC:1.3:CRS84", "CRS:84"),
        ("urn:ogc:def:crs:OGC::CRS84", "CRS:84"),
        ("http://www.opengis.net/def/crs/OGC/1.3/CRS84", "CRS:84"),
        ("something else", "something else"),
    ],
)
def test_a_reference_system_has_one_name(written: str, name: str) -> None:
    assert crs_name(written) == name


def by_service(wfs: Reply, wms: Reply) -> object:
    def answer(asked: Asked) -> Reply:
        return wms if asked.query.get("service", "").lower() == "wms" else wfs

    return answer


def test_finding_out_tries_wfs_then_wms() -> None:
    answer = by_service(Reply(documents.EXCEPTION_OWS), Reply(documents.WMS_130))
    with serving(answer) as server, make_session() as session:
        service = describe_service(session, server.url)
    assert service.protocol == "wms"
    assert [one.query["service"] for one in server.asked] == ["WFS", "WMS"]


def test_finding_out_starts_with_what_the_address_says() -> None:
    answer = by_service(Reply(documents.GEOSERVER_WFS_2), Reply(documents.WMS_130))
    with serving(answer) as server, make_session() as session:
        pasted = f"{server.url}?map=/srv/a.map&SERVICE=WMS&REQUEST=GetMap&layers=x"
        service = describe_service(session, pasted)
    assert service.protocol == "wms"
    assert service.url == f"{server.url}?map=/srv/a.map"
    (asked,) = server.asked
    assert asked.query["map"] == "/srv/a.map"
    assert "layers" not in asked.query


def test_a_wfs_without_layers_gives_way_to_a_wms_with_some() -> None:
    answer = by_service(Reply(documents.QGIS_SERVER_WFS_EMPTY), Reply(documents.WMS_130))
    with serving(answer) as server, make_session() as session:
        assert describe_service(session, server.url).protocol == "wms"


def test_the_work_is_reported() -> None:
    said: list[tuple[float, str]] = []
    progress = Progress(lambda fraction, text: said.append((fraction, text)))
    with serving(Reply(documents.GEOSERVER_WFS_2)) as server, make_session() as session:
        describe_service(session, server.url, "wfs", progress)
    assert [fraction for fraction, _text in said] == sorted(fraction for fraction, _text in said)
    assert said[-1] == (1.0, "The server has 2 layers")
