"""Fields and counts as a WFS tells them; what it does not tell stays unknown."""

from __future__ import annotations

from dataclasses import replace
from typing import Optional

import pytest
import service_documents as documents
from service_loopback import Reply, serving

from amis_qgis_plugin.core.errors import ServiceError
from amis_qgis_plugin.services.describe_feature_type import describe_feature_type
from amis_qgis_plugin.services.service import Service, ServiceLayer
from amis_qgis_plugin.services.session import make_session
from amis_qgis_plugin.services.wfs_pages import WfsPages

LAYER = ServiceLayer("geo:occurrences", "Mineral occurrences")
SERVICE = Service("wfs", "2.0.0", "", "", "", "", "", "", (LAYER,))


def collection(attributes: str) -> bytes:
    return (
        f'<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0" {attributes}/>'.encode()
    )


def test_the_fields_of_a_layer() -> None:
    with serving(Reply(documents.SCHEMA)) as server, make_session() as session:
        found = describe_feature_type(session, replace(SERVICE, url=server.url), LAYER)
    (asked,) = server.asked
    assert asked.query["typename"] == asked.query["typenames"] == "geo:occurrences"
    assert [(field.name, field.type) for field in found.fields] == [
        ("site", "string"),
        ("year_be", "integer"),
        ("grade", "real"),
        ("seen", "datetime"),
        ("status", "string"),
    ]
    assert (found.geometry, found.geometry_field) == ("point", "shape")


@pytest.mark.parametrize(
    ("gml", "geometry"),
    [
        ("MultiPointPropertyType", "point"),
        ("MultiCurvePropertyType", "line"),
        ("MultiSurfacePropertyType", "polygon"),
        ("GeometryPropertyType", "unknown"),
    ],
)
def test_kinds_of_geometry(gml: str, geometry: str) -> None:
    body = documents.SCHEMA.replace(b"PointPropertyType", gml.encode())
    with serving(Reply(body)) as server, make_session() as session:
        found = describe_feature_type(session, replace(SERVICE, url=server.url), LAYER)
    assert found.geometry == geometry


def test_a_schema_that_only_points_elsewhere_is_not_followed() -> None:
    body = b"""<schema xmlns="http://www.w3.org/2001/XMLSchema">
      <include schemaLocation="http://127.0.0.1:1/other.xsd"/></schema>"""
    with serving(Reply(body)) as server, make_session() as session:
        found = describe_feature_type(session, replace(SERVICE, url=server.url), LAYER)
    assert (found.fields, found.geometry) == ((), "unknown")
    assert len(server.asked) == 1


@pytest.mark.parametrize("body", [documents.EXCEPTION_OWS, documents.GEOSERVER_WFS_2])
def test_no_schema_is_an_error(body: bytes) -> None:
    with serving(Reply(body)) as server, make_session() as session, pytest.raises(ServiceError):
        describe_feature_type(session, replace(SERVICE, url=server.url), LAYER)


@pytest.mark.parametrize(
    ("version", "body", "count"),
    [
        ("2.0.0", collection('numberMatched="726" numberReturned="0"'), 726),
        ("2.0.0", collection('numberMatched="0" numberReturned="0"'), 0),
        ("2.0.0", collection('numberMatched="unknown" numberReturned="0"'), None),
        ("2.0.0", collection('numberMatched="-1"'), None),
        ("2.0.0", collection('numberReturned="0"'), None),
        ("1.1.0", collection('numberOfFeatures="12"'), 12),
        ("1.1.0", documents.EXCEPTION_OWS, None),
        ("2.0.0", documents.GEOSERVER_WFS_2, None),
    ],
)
def test_a_count_is_what_the_server_says(version: str, body: bytes, count: Optional[int]) -> None:
    with serving(Reply(body)) as server, make_session() as session:
        asked = WfsPages(session, replace(SERVICE, url=server.url, version=version), LAYER)
        assert asked.total() == count


def test_wfs_1_0_is_not_asked_for_a_count() -> None:
    with serving(Reply(collection('numberOfFeatures="0"'))) as server, make_session() as session:
        asked = WfsPages(session, replace(SERVICE, url=server.url, version="1.0.0"), LAYER)
        assert asked.total() is None
    assert not server.asked
