"""A filter and an area in one question, in each language of filters."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from amis_qgis_plugin.services.pages import Box
from amis_qgis_plugin.services.wfs_filter import filter_with_box, takes_box

BOX = Box(1.0, 2.0, 3.0, 4.0)
FES = "http://www.opengis.net/fes/2.0"
XML = (
    f'<?xml version="1.0"?>\n<fes:Filter xmlns:fes="{FES}"><fes:PropertyIsEqualTo>'
    "<fes:ValueReference>a</fes:ValueReference><fes:Literal>&lt;1</fes:Literal>"
    "</fes:PropertyIsEqualTo></fes:Filter>\n"
)


def test_xml_is_put_into_an_and() -> None:
    text = filter_with_box(XML, "geom", BOX, (True, True), "urn:x", "2.0.0")
    root = ElementTree.fromstring(text)
    assert root.tag == f"{{{FES}}}Filter"
    (both,) = root
    assert [one.tag.partition("}")[2] for one in both] == ["PropertyIsEqualTo", "BBOX"]
    name, envelope = both[1]
    assert name.text == "geom"
    assert envelope.attrib == {"srsName": "urn:x"}
    assert [one.text for one in envelope] == ["2.0 1.0", "4.0 3.0"]


@pytest.mark.parametrize("version", ["1.0.0", "1.1.0", "2.0.0"])
def test_without_a_prefix_or_a_name(version: str) -> None:
    text = filter_with_box("<Filter><a/></Filter>", "", BOX, (False, False), "x", version)
    root = ElementTree.fromstring(text)
    assert [one.tag for one in root[0]] == ["a", "BBOX"]
    assert "srsName" not in text
    assert "PropertyName" not in text
    assert ("Box" in text.replace("BBOX", "")) == (version == "1.0.0")


def test_cql() -> None:
    text = filter_with_box("a = 1 OR b = 2", "geom", BOX, (False, True), "EPSG:4326", "2.0.0")
    assert text == "(a = 1 OR b = 2) AND BBOX(geom, 1.0, 2.0, 3.0, 4.0, 'EPSG:4326')"


def test_what_cannot_be_together() -> None:
    assert takes_box(XML, "")
    assert takes_box("a = 1", "geom")
    assert not takes_box("a = 1", "")
    assert not takes_box('<Filter><FeatureId fid="a.1"/></Filter>', "geom")
    assert not takes_box("<a><Filter><b/></Filter></a>", "geom")
