"""Features read by patterns are those that the parser reads, in every document."""

from __future__ import annotations

from html import escape
from typing import Any
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from amis_qgis_plugin.services import gml_members
from amis_qgis_plugin.services.feature_gml import FeatureDocument, read_gml
from amis_qgis_plugin.services.gml_members import read_gml_text
from amis_qgis_plugin.services.pages import WKB
from amis_qgis_plugin.services.xml_tree import XmlFault, parse_xml

TYPES = {"code": "integer", "grade": "real", "name": "text"}
POINT = (
    '<gml:Point gml:id="p.{0}" srsName="urn:ogc:def:crs:EPSG::4326">'
    "<gml:pos>{0}.5 100</gml:pos></gml:Point>"
)
LINE = """<gml:LineString gml:id="l.{0}" srsName="EPSG:4326">
  <gml:posList srsDimension="2">1 2
    3 {0}</gml:posList> </gml:LineString>"""
OLD_POINT = '<gml:Point srsName="EPSG:4326"><gml:coordinates>1.5,{0}</gml:coordinates></gml:Point>'
BOX = """<gml:boundedBy>
  <gml:Envelope><gml:lowerCorner>{0} 1</gml:lowerCorner></gml:Envelope></gml:boundedBy>"""


def collection(*members: str, head: str = "", tail: str = "", attributes: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<wfs:FeatureCollection xmlns:wfs="w" xmlns:gml="g" numberMatched="12" '
        f"{attributes}>{head}{''.join(members)}{tail}\n</wfs:FeatureCollection>\n"
    )


def member(number: int, *, inner: str = "", shape: str = POINT, name: str = "Batu Hijau") -> str:
    return (
        f'<wfs:member>\n <t:deposits gml:id="deposits.{number}">{BOX.format(number)}'
        f"<t:code>{number}</t:code><t:geom>{shape.format(number)}</t:geom>"
        f"<t:name>{escape(name)}</t:name>{inner}\n </t:deposits></wfs:member>\n"
    )


def by_parser(text: str) -> FeatureDocument:
    return read_gml(parse_xml(text), TYPES)


def parsed_singly(text: str) -> tuple[FeatureDocument | None, int]:
    """Return the features, and how many of them the parser read."""
    with mock.patch.object(gml_members, "read_feature", wraps=gml_members.read_feature) as read:
        found = read_gml_text(text, TYPES)
    return found, read.call_count


@pytest.mark.parametrize("shape", [POINT, LINE, OLD_POINT])
def test_one_of_each_make_is_parsed(shape: str) -> None:
    text = collection(*(member(number, shape=shape) for number in range(100)))
    found, times = parsed_singly(text)
    assert found == by_parser(text)
    assert times == 1
    assert found is not None
    assert found.features[7].feature_id == "deposits.7"
    assert found.features[7].attributes == {"code": 7, "name": "Batu Hijau"}
    assert found.matched == 12
    assert found.crs.endswith("4326")
    assert (found.features[7].geometry_form == WKB) is (shape is not LINE)


def test_members_of_two_makes_may_take_turns() -> None:
    makes = ("", "<t:grade>1.5</t:grade>")
    text = collection(*(member(number, inner=makes[number % 2]) for number in range(50)))
    found, times = parsed_singly(text)
    assert found == by_parser(text)
    assert times == 2


def test_one_element_around_all_features() -> None:
    features = "".join(
        f'<t:d gml:id="d.{number}"><t:code>{number}</t:code></t:d>\n' for number in range(20)
    )
    text = collection(f"<gml:featureMembers>{features}</gml:featureMembers>")
    found, times = parsed_singly(text)
    assert found == by_parser(text)
    assert times == 1


@pytest.mark.parametrize(
    "inner",
    [
        '<t:note xsi:nil="true"/>', "<t:note/>", "<t:note></t:note>", "<t:note>  </t:note>",
        "<t:note>a</t:note><t:note>b</t:note>", "<t:note><t:part>a</t:part></t:note>",
        '<t:unit xlink:href="http://x/y"/>', "<t:note><![CDATA[a < b]]></t:note>",
        "<t:note><!-- c -->a</t:note>", "<t:note>&#233;&#x41;&quot;&apos;</t:note>",
        "<t:where><gml:Point><gml:pos>1 2</gml:pos></gml:Point></t:where>",
        "<t:code>not a number</t:code>", "<t:note>a\r\nb</t:note>", '<t:note a="x>y">z</t:note>',
    ],
)  # fmt: skip
def test_what_has_no_plain_text_is_read_all_the_same(inner: str) -> None:
    text = collection(member(1), member(2, inner=inner), member(3), member(4, inner=inner))
    found = read_gml_text(text, TYPES)
    assert found is None or found == by_parser(text)


@pytest.mark.parametrize(
    "text",
    [
        collection(member(1), member(2))[:-40],  # cut
        collection(member(1), member(2, name="a")).replace("<t:name>a", "<t:name>a & b"),
        collection(member(1), member(2, name="a")).replace("<t:name>a", "<t:name>&nbsp;"),
        collection(member(1), member(2).replace("</t:name>", "</t:nane>")),
        collection(member(1), member(2).replace("</t:deposits>", "")),
        collection(member(1), "some text", member(2)) + "<more/>",
    ],
)
def test_what_is_not_well_formed_is_left_to_the_parser(text: str) -> None:
    assert read_gml_text(text, TYPES) is None
    with pytest.raises(XmlFault):
        by_parser(text)


def test_a_page_that_was_cut_by_its_server_is_left_to_the_parser() -> None:
    assert read_gml_text(collection(member(1), tail="<wfs:truncatedResponse/>"), TYPES) is None


def test_a_point_without_numbers_is_left_to_the_parser() -> None:
    broken = member(2).replace("2.5 100", "north 100")
    assert read_gml_text(collection(member(1), broken), TYPES) is None


NAMES = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=12)
INNER = st.lists(
    st.sampled_from(["<t:grade>2</t:grade>", "<t:note/>", "<t:x>1</t:x>", "<t:y>&lt;</t:y>"]),
    max_size=3,
    unique=True,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(NAMES, INNER, st.sampled_from([POINT, LINE, OLD_POINT])), max_size=8))
def test_any_mixture_is_what_the_parser_reads(
    made: list[tuple[str, list[str], str]],
) -> None:
    text = collection(
        *(
            member(number, name=name, inner="".join(inner), shape=shape)
            for number, (name, inner, shape) in enumerate(made)
        )
    )
    found = read_gml_text(text, TYPES)
    assert found is None or found == by_parser(text)
    assert found is not None or not made


def test_a_collection_in_a_collection_is_left_to_the_parser() -> None:
    inner = collection(member(1), member(2)).partition("\n")[2]
    text = collection(f"<wfs:member>{inner}</wfs:member>", member(3))
    found = read_gml_text(text, TYPES)
    assert found is None or found == by_parser(text)
    assert len(by_parser(text).features) == 3


@pytest.mark.parametrize(
    "changed",
    [
        lambda text: text.replace("Batu Hijau", 'said srsName="EPSG:4258" of it'),
        lambda text: text.replace("srsName=", "gml:srsName="),
        lambda text: text.replace("urn:ogc:def:crs:EPSG::4326", "http://x?a=1&amp;b=2"),
        lambda text: text.replace('gml:id="deposits.3"', 'gml:id="deposits\n3"'),
        lambda text: text.replace("<t:deposits gml", '<t:deposits fid="f" gml'),
        lambda text: text.replace("<t:name>", '<t:name unit="a/>">'),
        lambda text: text.replace("Batu Hijau", "a ]]> b"),
        lambda text: text.replace("100</gml:pos>", "100&#32;</gml:pos>"),
        lambda text: text.replace('numberMatched="12"', f'numberMatched="{2**70}"'),
        lambda text: text.replace('numberMatched="12"', f'numberMatched="{"9" * 5000}"'),
    ],
)
def test_odd_documents_are_read_as_the_parser_reads_them(changed: Any) -> None:
    text = changed(collection(*(member(number) for number in range(5))))
    found = read_gml_text(text, TYPES)
    if found is not None:
        assert found == by_parser(text)


@pytest.mark.parametrize("reference", ["&#xD800;", "&#xFFFE;", "&#1114112;", "&nbsp;", "&"])
def test_references_that_xml_does_not_know_are_left_to_the_parser(reference: str) -> None:
    text = collection(member(1), member(2).replace("Batu", reference))
    assert read_gml_text(text, TYPES) is None


@pytest.mark.parametrize("word", ["ServiceException", "truncatedResponse", "ExceptionReport", "<?"])
def test_values_may_have_the_words_of_exceptions(word: str) -> None:
    name = word.replace("<", "&lt;")
    text = collection(*(member(number, name=f"{name} {number}") for number in range(4)))
    assert (read_gml_text(text, TYPES) or by_parser(text)) == by_parser(text)
    text = collection(member(0), *(member(number, name=name) for number in range(1, 4)))
    found = read_gml_text(text, TYPES)
    assert found is not None and found == by_parser(text)


@pytest.mark.parametrize(
    "odd", ["<!-- a -->", "<?a b?>", "<wfs:truncatedResponse/>", "<ows:ExceptionReport/>"]
)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_what_stands_between_features_is_left_to_the_parser(odd: str, place: int) -> None:
    members = [member(number) for number in range(3)]
    text = collection(*members[:place], odd, *members[place:])
    found = read_gml_text(text, TYPES)
    assert found is None or found == by_parser(text)
    assert found is None or (not odd.startswith("<wfs") and not odd.startswith("<ows"))
