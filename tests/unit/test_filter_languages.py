"""What each language says of a filter, what it refuses to say, and that hostile text is data."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from typing import Any, Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amis_qgis_plugin.core.cql2 import to_cql2_json, to_cql2_text
from amis_qgis_plugin.core.errors import FilterError
from amis_qgis_plugin.core.fes import ServedGeometry, to_fes
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.qgis_expressions import to_qgis_expression
from amis_qgis_plugin.core.quoting import cql2_literal, sqlite_literal, xml_text

TRIANGLE = "POLYGON ((118 5, 127 5, 127 19, 118 5))"
any_text = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0"), max_size=30)


@pytest.mark.parametrize("write", [to_fes, to_cql2_text, to_cql2_json, to_qgis_expression])
def test_no_wish_is_no_filter(write: Callable[..., Any]) -> None:
    assert not write(OccurrenceFilter())


@pytest.mark.parametrize("write", [to_fes, to_cql2_text, to_cql2_json])
@pytest.mark.parametrize(
    ("wish", "part"),
    [
        ({"commodities": ("copper",), "role": "major"}, "role"),
        ({"text": "dong"}, "text"),
        ({"completeness": ("INCOMPLETE",)}, "completeness"),
    ],
)
def test_what_cannot_be_said_is_an_error_that_names_it(
    write: Callable[..., Any], wish: dict[str, Any], part: str
) -> None:
    with pytest.raises(FilterError, match=f"^{part}: "):
        write(OccurrenceFilter(**wish))


def test_cql2_text() -> None:
    wanted = OccurrenceFilter(
        commodities=("neodymium",), excluded=("tin",), countries=("IDN", "PHL"), polygon=TRIANGLE
    )
    assert to_cql2_text(wanted, geometry="shape") == (
        "((\"commodity_codes\" = 'neodymium' OR \"commodity_codes\" LIKE 'neodymium; %'"
        " OR \"commodity_codes\" LIKE '%; neodymium'"
        " OR \"commodity_codes\" LIKE '%; neodymium; %')"
        ' AND ("commodity_codes" IS NULL OR ' + _without("tin", "cassiterite") + ")"
        " AND \"country\" IN ('IDN', 'PHL')"
        f' AND S_INTERSECTS("shape", {TRIANGLE}))'
    )


def _without(*codes: str) -> str:
    codes = tuple(sorted(OccurrenceFilter(excluded=(codes[0],)).excluded_codes()))
    listed = ", ".join(f"'{code}'" for code in codes)
    lacks = [
        f"\"commodity_codes\" <> '{codes[0]}'"
        if len(codes) == 1
        else f'"commodity_codes" NOT IN ({listed})'
    ]
    for code in codes:
        for pattern in (f"{code}; %", f"%; {code}", f"%; {code}; %"):
            lacks.append(f"\"commodity_codes\" NOT LIKE '{pattern}'")
    return f"({' AND '.join(lacks)})"


def test_cql2_folds_where_the_server_does() -> None:
    found = to_cql2_text(OccurrenceFilter(text="Đồng_"), folds=True)
    assert found == (
        "(CASEI(ACCENTI(\"name\")) LIKE CASEI(ACCENTI('%dong\\_%'))"
        " OR CASEI(ACCENTI(\"local_name\")) LIKE CASEI(ACCENTI('%dong\\_%')))"
    )


@pytest.mark.parametrize(
    ("version", "space"),
    [("1.1", "http://www.opengis.net/ogc"), ("2.0", "http://www.opengis.net/fes/2.0")],
)
def test_the_axes_of_an_ogc_filter(version: str, space: str) -> None:
    wanted = OccurrenceFilter(extent=(118, 5, 127, 19), polygon=TRIANGLE)
    tree = ElementTree.fromstring(to_fes(wanted, version))
    assert tree.tag == f"{{{space}}}Filter"
    texts = [one.text for one in tree.iter() if one.tag.endswith(("Corner", "posList"))]
    assert texts == ["5 118", "19 127", "5 118 5 127 19 127 5 118"]
    plain = ServedGeometry("shape", "CRS:84", lat_first=False)
    tree = ElementTree.fromstring(to_fes(wanted, version, geometry=plain))
    texts = [one.text for one in tree.iter() if one.tag.endswith(("Corner", "posList"))]
    assert texts == ["118 5", "127 19", "118 5 127 5 127 19 118 5"]


def test_there_are_two_versions_of_the_ogc_filter() -> None:
    with pytest.raises(FilterError, match=r"1\.1, 2\.0"):
        to_fes(OccurrenceFilter(countries=("PHL",)), "3.0")


def test_over_180_degrees_is_two_boxes() -> None:
    wanted = OccurrenceFilter(extent=(170, -20, -170, 0))
    assert to_fes(wanted).count("BBOX>") == 4
    assert to_cql2_text(wanted).count("S_INTERSECTS") == 2


@given(any_text)
def test_xml_holds_the_text_or_refuses_it(value: str) -> None:
    try:
        written = xml_text(value)
    except FilterError:
        assert any(ord(letter) < 32 or letter in "\ufffe\uffff" for letter in value)
        return
    assert (ElementTree.fromstring(f"<a>{written}</a>").text or "") == value


@given(any_text.filter(bool))
def test_a_source_is_data_in_every_language(source_id: str) -> None:
    wanted = OccurrenceFilter(sources=(source_id,))
    assert json.loads(json.dumps(to_cql2_json(wanted)))["args"][1] == source_id
    try:
        literals = [one.text for one in ElementTree.fromstring(to_fes(wanted)).iter()]
        assert literals[-1] == source_id
    except FilterError:
        assert any(ord(letter) < 32 or letter in "\ufffe\uffff" for letter in source_id)
    assert "--" not in sqlite_literal(source_id)


@pytest.mark.parametrize("value", ["a\\", "\\' OR 1=1", "\\"])
def test_cql2_text_refuses_a_backslash_before_a_quote(value: str) -> None:
    with pytest.raises(FilterError, match="CQL2 JSON"):
        cql2_literal(value)
    assert cql2_literal("a\\b 'c'") == "'a\\b ''c'''"
