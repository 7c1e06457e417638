"""What is read from a real MapServer, against what GDAL reads from it."""

from __future__ import annotations

from typing import Any

import pytest
from mapserver import FIELDS, LICENCE, PROVIDER, TITLE, MapServer
from nginx_front import Nginx
from osgeo import gdal, ogr

from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.services.capabilities import describe_service
from amis_qgis_plugin.services.describe_feature_type import describe_feature_type
from amis_qgis_plugin.services.errors import WrongService
from amis_qgis_plugin.services.session import get
from amis_qgis_plugin.services.wfs import read_wfs
from amis_qgis_plugin.services.wfs_pages import WfsPages
from amis_qgis_plugin.services.wms import read_wms
from amis_qgis_plugin.services.xml_tree import decode, parse_xml

OGR_TYPES = {ogr.OFTString: "string", ogr.OFTInteger: "integer", ogr.OFTReal: "real"}


def gdal_wfs(url: str) -> gdal.Dataset:
    source = gdal.OpenEx(f"WFS:{url}", gdal.OF_VECTOR)
    assert source is not None, gdal.GetLastErrorMsg()
    return source


def test_wfs_layers_are_those_that_gdal_finds(session: Any, mapserver: MapServer) -> None:
    service = describe_service(session, mapserver.wfs_url, "wfs")
    source = gdal_wfs(mapserver.wfs_url)
    theirs = [source.GetLayer(n).GetName() for n in range(source.GetLayerCount())]
    assert [layer.name.rpartition(":")[2] for layer in service.layers] == [
        name.rpartition(":")[2] for name in theirs
    ]
    assert theirs


def test_wfs_says_what_the_map_file_says(session: Any, mapserver: MapServer) -> None:
    service = describe_service(session, mapserver.wfs_url, "wfs")
    assert (service.protocol, service.version) == ("wfs", "2.0.0")
    assert service.title == "AMIS test server"
    assert service.fees == ""  # NONE is no statement
    assert service.access_constraints == LICENCE
    assert service.attribution == PROVIDER
    layer = service.layers[0]
    assert layer.title == TITLE
    assert layer.abstract == "Deposits of gold, copper, nickel & more"
    assert layer.licence == LICENCE
    assert layer.keywords == ("gold", "copper")
    assert layer.crs[0] == "EPSG:4326"
    assert "EPSG:3857" in layer.crs
    assert layer.formats
    extent = layer.extent
    assert extent is not None
    assert (extent.west, extent.south, extent.east, extent.north) == pytest.approx(
        mapserver.extent, abs=1e-3
    )


@pytest.mark.parametrize("version", ["1.0.0", "1.1.0", "2.0.0"])
def test_all_versions_of_wfs_tell_the_same(
    session: Any, mapserver: MapServer, version: str
) -> None:
    question = {"SERVICE": "WFS", "REQUEST": "GetCapabilities", "VERSION": version}
    answer = get(session, mapserver.url, question)
    service = read_wfs(parse_xml(decode(answer.body)), mapserver.url)
    assert service.version == version
    layer = service.layers[0]
    assert layer.name.rpartition(":")[2] == mapserver.layer
    assert layer.title == TITLE
    assert layer.licence == LICENCE
    assert " ".join(layer.keywords).split() == ["gold", "copper"]  # 1.0.0 does not part them
    assert layer.crs[0] == "EPSG:4326"
    assert layer.extent is not None
    assert layer.extent.west == pytest.approx(mapserver.extent[0], abs=1e-3)
    assert layer.extent.north == pytest.approx(mapserver.extent[3], abs=1e-3)
    schema = describe_feature_type(session, service, layer)
    assert {field.name for field in schema.fields}.issuperset(FIELDS)
    assert schema.geometry in ("point", "unknown")
    assert schema.geometry_field


@pytest.mark.parametrize("version", ["1.1.1", "1.3.0"])
def test_both_versions_of_wms_tell_what_the_map_file_says(
    session: Any, mapserver: MapServer, version: str
) -> None:
    question = {"SERVICE": "WMS", "REQUEST": "GetCapabilities", "VERSION": version}
    answer = get(session, mapserver.url, question)
    # 1.1.1 comes with a DOCTYPE that declares an element: harmless, and has to pass
    assert (b"<!DOCTYPE" in answer.body) == (version == "1.1.1")
    service = read_wms(parse_xml(decode(answer.body)), mapserver.url)
    assert service.version == version
    assert service.access_constraints == LICENCE
    assert service.attribution == PROVIDER
    layer = service.layer(mapserver.layer)
    assert layer is not None
    assert layer.attribution == "U.S. Geological Survey"
    assert layer.queryable
    assert not layer.is_group
    assert "image/png" in layer.formats
    assert "EPSG:3857" in layer.crs
    # 1.1.1 has no denominator but a length on the ground, which MapServer counts at 72 dpi.
    pixel = 1.0 if version == "1.3.0" else (25.4 / 72) / 0.28
    assert layer.max_scale_denominator == pytest.approx(50_000_000 * pixel, rel=1e-3)
    assert layer.extent is not None
    assert layer.extent.west == pytest.approx(mapserver.extent[0], abs=1e-3)


def test_wms_layers_are_those_that_gdal_finds(session: Any, mapserver: MapServer) -> None:
    service = describe_service(session, mapserver.wms_url, "wms")
    source = gdal.Open(f"WMS:{mapserver.wms_url}?SERVICE=WMS&VERSION=1.1.1&REQUEST=GetCapabilities")
    assert source is not None, gdal.GetLastErrorMsg()
    uris = [uri for key, uri in source.GetMetadata("SUBDATASETS").items() if key.endswith("_NAME")]
    theirs = [uri.split("LAYERS=")[1].split("&")[0] for uri in uris]
    assert {layer.name for layer in service.layers if not layer.is_group}.issubset(theirs)
    assert set(theirs).issubset({layer.name for layer in service.layers})
    assert mapserver.layer in theirs


def test_fields_are_those_of_the_geopackage(session: Any, mapserver: MapServer) -> None:
    service = describe_service(session, mapserver.wfs_url, "wfs")
    schema = describe_feature_type(session, service, service.layers[0])
    source = gdal.OpenEx(str(mapserver.data))  # a layer does not outlive its source
    definition = source.GetLayer(0).GetLayerDefn()
    expected = {
        definition.GetFieldDefn(n).GetName(): OGR_TYPES[definition.GetFieldDefn(n).GetType()]
        for n in range(definition.GetFieldCount())
    }
    assert {field.name: field.type for field in schema.fields if field.name != "fid"} == expected


def test_hits_are_the_rows_of_the_geopackage(session: Any, mapserver: MapServer) -> None:
    service = describe_service(session, mapserver.wfs_url, "wfs")
    ours = WfsPages(session, service, service.layers[0]).total()
    source = gdal_wfs(mapserver.wfs_url)
    theirs = source.GetLayer(0).GetFeatureCount()
    assert ours == mapserver.count == theirs == 726


@pytest.mark.parametrize(
    "pasted",
    [
        "{url}",
        "  {url}?SERVICE=WFS&REQUEST=GetCapabilities\n",
        "{url}?service=wfs&version=1.0.0&request=GetFeature&typename=x",
        "{url}?map=amis&",
    ],
)
def test_a_wfs_is_found_from_what_people_paste(
    session: Any, mapserver: MapServer, pasted: str
) -> None:
    service = describe_service(session, pasted.format(url=mapserver.url))
    assert service.protocol == "wfs"
    assert service.layers


def test_the_address_of_a_map_finds_the_wms(session: Any, mapserver: MapServer) -> None:
    service = describe_service(session, f"{mapserver.url}?service=WMS&request=GetMap&layers=x")
    assert service.protocol == "wms"


def test_progress_is_told(session: Any, mapserver: MapServer) -> None:
    told: list[tuple[float, str]] = []
    progress = Progress(lambda fraction, sentence: told.append((fraction, sentence)))
    describe_service(session, mapserver.url, "auto", progress)
    assert told[0] == (0.0, "Asking for a WFS")
    assert told[-1][0] == 1.0


def test_a_gzipped_answer_is_the_same(session: Any, mapserver: MapServer, nginx: Nginx) -> None:
    question = {"SERVICE": "WFS", "REQUEST": "GetCapabilities"}
    plain = get(session, mapserver.url, question)
    packed = get(session, nginx.gzip_url, question)
    assert packed.body == plain.body


def test_a_redirect_is_followed(session: Any, nginx: Nginx) -> None:
    service = describe_service(session, nginx.redirect_url, "wfs")
    assert service.layers


def test_a_wms_address_given_as_wfs_says_so(session: Any, fault_server: Any) -> None:
    with pytest.raises(WrongService, match="There is a WMS at this address, but no WFS") as caught:
        describe_service(session, fault_server.url("/wms-only"), "wfs")
    assert caught.value.offered == "wms"
    assert "Choose WMS as the protocol" in caught.value.hint
    found = describe_service(session, fault_server.url("/wms-only"), "auto")
    assert found.protocol == "wms"
