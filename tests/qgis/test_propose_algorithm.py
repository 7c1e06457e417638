"""``amis:proposefieldmap`` run by Processing: what it writes, and that it can be used."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Optional

import pytest
from qgis.core import QgsApplication, QgsProcessingContext, QgsProject
from surveys import ROWS, write_survey
from test_align_algorithm import Listening, align, features, memory_layer, provider  # noqa: F401

from amis_qgis_plugin.core.mapping.field_map import FieldMap
from amis_qgis_plugin.core.schemas import layer_types

OCCURRENCE_VIEW = """<?xml version="1.0" encoding="UTF-8"?>
<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs"
 xmlns:gml="http://www.opengis.net/gml"
 xmlns:erl="http://xmlns.earthresourceml.org/earthresourceml-lite/1.0">
 <gml:featureMembers>
  <erl:MineralOccurrenceView gml:id="mo.1">
   <erl:identifier>http://example.org/mo/1</erl:identifier>
   <erl:name>Mỏ đồng Sin Quyền</erl:name>
   <erl:mineralOccurrenceType>mineral deposit</erl:mineralOccurrenceType>
   <erl:commodity>copper; gold</erl:commodity>
   <erl:mineralDepositModel>Porphyry copper</erl:mineralDepositModel>
   <erl:mineralOccurrenceType_uri
    >http://resource.geosciml.org/classifier/cgi/mineral-occurrence-type/mineral-deposit</erl:mineralOccurrenceType_uri>
   <erl:representativeCommodity_uri
    >http://resource.geosciml.org/classifier/cgi/commodity-code/copper</erl:representativeCommodity_uri>
   <erl:specification_uri>http://example.org/spec/1</erl:specification_uri>
   <erl:shape><gml:Point srsName="urn:ogc:def:crs:EPSG::4326">
    <gml:pos>22.625 103.75</gml:pos></gml:Point></erl:shape>
  </erl:MineralOccurrenceView>
 </gml:featureMembers>
</wfs:FeatureCollection>
"""
MINE_VIEW = """<?xml version="1.0" encoding="UTF-8"?>
<wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0"
 xmlns:gml="http://www.opengis.net/gml/3.2"
 xmlns:erl="http://xmlns.earthresourceml.org/earthresourceml-lite/2.0"
 timeStamp="2026-01-01T00:00:00Z" numberMatched="1" numberReturned="1">
 <wfs:member>
  <erl:MineView gml:id="mine.1">
   <erl:identifier>http://example.org/mine/1</erl:identifier>
   <erl:name>Didipio</erl:name>
   <erl:status>operating</erl:status>
   <erl:commodity>gold, copper</erl:commodity>
   <erl:owner>A company</erl:owner>
   <erl:startDate>2013-04-01</erl:startDate>
   <erl:status_uri
    >http://resource.geosciml.org/classifier/cgi/mine-status/operating-continuously</erl:status_uri>
   <erl:shape><gml:Point gml:id="p.1" srsName="http://www.opengis.net/def/crs/EPSG/0/4326">
    <gml:pos>16.375 121.5</gml:pos></gml:Point></erl:shape>
  </erl:MineView>
 </wfs:member>
</wfs:FeatureCollection>
"""


def attempt(
    layer: Any, path: Path, feedback: Optional[Listening] = None, **given: Any
) -> tuple[dict[str, Any], str]:
    """Run the algorithm as Processing does; return its results and its error."""
    feedback = feedback or Listening()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("amis:proposefieldmap")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    parameters = {"INPUT": layer, "OUTPUT": str(path), **given}
    ok, reason = algorithm.checkParameterValues(parameters, context)
    assert ok, reason
    results, ok = algorithm.run(parameters, context, feedback)
    return dict(results), "" if ok else " ".join(feedback.errors) or "it failed without a word"


def proposed(layer: Any, path: Path, **given: Any) -> dict[str, Any]:
    """Return the document that is written."""
    results, error = attempt(layer, path, **given)
    assert not error
    document = json.loads(path.read_text(encoding="utf-8"))
    assert results["LAYER_TYPE"] == document["layer_type"]
    assert results["FIELDS"] == len(document["fields"])
    assert results["OUTPUT"] == str(path)
    return document


def columns(document: dict[str, Any]) -> dict[str, list[str]]:
    """Return aligned field to the columns that it is read from."""
    return {
        field: [column["name"] for column in use.get("columns", ())]
        for field, use in document["fields"].items()
    }


def test_a_survey_in_indonesian_is_understood(tmp_path: Path) -> None:
    path = write_survey(tmp_path / "titik_mineral.gpkg")
    feedback = Listening()
    results, error = attempt(str(path), tmp_path / "map.json", feedback)
    assert not error
    document = json.loads((tmp_path / "map.json").read_text(encoding="utf-8"))
    assert document["format"] == "amis-field-map"
    assert results["LAYER_TYPE"] == document["layer_type"] == "mineral_occurrences"
    assert columns(document) == {
        "identifier": ["NO_ID"], "name": ["NAMA_LOKASI"], "commodity_text": ["KOMODITAS"],
        "country_text": ["NEGARA"], "admin1": ["PROVINSI"], "status_text": ["STATUS"],
    }  # fmt: skip
    told = "\n".join(feedback.infos)
    for field, names in columns(document).items():
        assert f"{field} from {', '.join(names)}: " in told
    assert "%" in told


def test_what_is_written_can_be_corrected_and_used(tmp_path: Path) -> None:
    survey, path = str(write_survey(tmp_path / "survey.gpkg")), tmp_path / "map.json"
    document = proposed(survey, path, LAYER_TYPE="mineral_occurrences", COUNTRY="Indonesia")
    assert document["fields"]["country"] == {"constant": "Indonesia"}
    document["fields"]["name"]["columns"] = [{"name": "PROVINSI"}]
    path.write_text(json.dumps(document), encoding="utf-8")
    align(survey, tmp_path / "w.gpkg", FIELD_MAP=str(path))
    rows = features(tmp_path / "w.gpkg")
    assert [row["name"] or "" for row in rows] == [values[3] for values, _place in ROWS]
    again = proposed(survey, tmp_path / "again.json", FIELD_MAP=str(path))
    assert again == document, "a map that is given is written as it is"


@pytest.mark.parametrize("kind", [kind.layer_type_id for kind in layer_types()])
def test_a_map_for_any_type_of_layer_can_be_read(tmp_path: Path, kind: str) -> None:
    survey = str(write_survey(tmp_path / "survey.gpkg"))
    document = proposed(survey, tmp_path / "map.json", LAYER_TYPE=kind)
    assert document["layer_type"] == kind
    fields = FieldMap.from_dict(document)
    assert fields.missing_in(name for name in NAMES) == ()


NAMES = ("fid", "NO_ID", "NAMA_LOKASI", "KOMODITAS", "PROVINSI", "STATUS", "NEGARA", "TANGGAL")


@pytest.mark.parametrize(
    ("fields", "rows", "expected"),
    [
        (
            ("ชื่อแหล่งแร่", "ชนิดแร่", "จังหวัด"),
            (("ดอยหมอก", "ทองแดง, ทองคำ", "เชียงราย"), ("ห้วยดินดำ", "ดีบุก", "ลำปาง")),
            {"name": "ชื่อแหล่งแร่", "commodity_text": "ชนิดแร่", "admin1": "จังหวัด"},
        ),
        (
            ("ten_mo", "khoang_san", "tinh"),
            (("Sin Quyền", "đồng, vàng", "Lào Cai"), ("Tĩnh Túc", "thiếc", "Cao Bằng")),
            {"name": "ten_mo", "commodity_text": "khoang_san", "admin1": "tinh"},
        ),
        (
            ("NOM", "SUBSTANCE", "PROVINCE"),
            (("Phu Kham", "cuivre, or", "Xaisomboun"), ("Nam Pathène", "étain", "Khammouane")),
            {"name": "NOM", "commodity_text": "SUBSTANCE", "admin1": "PROVINCE"},
        ),
    ],
    ids=["Thai", "Vietnamese", "French"],
)
def test_names_of_other_languages_are_understood(
    tmp_path: Path, fields: tuple[str, ...], rows: Any, expected: dict[str, str]
) -> None:
    uri = "Point?crs=EPSG:4326&" + "&".join(f"field={name}:string" for name in fields)
    layer = memory_layer(uri, [("POINT (101 18)", values) for values in rows])
    found = columns(proposed(layer, tmp_path / "m.json", LAYER_TYPE="mineral_occurrences"))
    assert {name: found.get(name) for name in expected} == {k: [v] for k, v in expected.items()}


def test_a_layer_without_rows_is_read_by_its_names(tmp_path: Path) -> None:
    layer = memory_layer("Point?crs=EPSG:4326&field=KOMODITAS:string&field=NEGARA:string", [])
    found = columns(proposed(layer, tmp_path / "m.json", LAYER_TYPE="mineral_occurrences"))
    assert found == {"commodity_text": ["KOMODITAS"], "country_text": ["NEGARA"]}


def test_the_layer_stays_as_it_is(tmp_path: Path) -> None:
    path = write_survey(tmp_path / "survey.gpkg")
    before = path.read_bytes()
    proposed(str(path), tmp_path / "map.json")
    assert path.read_bytes() == before
    assert {one.name for one in tmp_path.iterdir()} == {"survey.gpkg", "map.json"}


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"FIELD_MAP": "/no/such/map.json"}, "/no/such/map.json: It cannot be read"),
        ({"COUNTRY": "Atlantis"}, "Atlantis: No country has this name"),
        ({"LAYER_TYPE": "contacts", "COUNTRY": "IDN"}, "have no country"),
    ],
)
def test_what_does_not_fit_is_an_error_and_nothing_is_written(
    tmp_path: Path, given: dict[str, str], told: str
) -> None:
    survey = str(write_survey(tmp_path / "survey.gpkg"))
    results, error = attempt(survey, tmp_path / "map.json", **given)
    assert told in error
    assert not results
    assert not (tmp_path / "map.json").exists()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    survey = str(write_survey(tmp_path / "survey.gpkg"))
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    _results, error = attempt(survey, tmp_path / "file" / "map.json")
    assert "map.json: It cannot be written" in error


@pytest.mark.parametrize(
    ("text", "table", "row", "place"),
    [
        (
            OCCURRENCE_VIEW,
            "mineral_occurrences",
            {
                "identifier": "http://example.org/mo/1", "name": "Mỏ đồng Sin Quyền",
                "commodity_codes": "copper; gold", "representative_commodity": "copper",
                "occurrence_type": "deposit", "deposit_model": "porphyry-copper-gold",
                "source_uri": "http://example.org/spec/1", "country": "VNM",
            },
            (103.75, 22.625),
        ),
        (
            MINE_VIEW,
            "mines",
            {
                "identifier": "http://example.org/mine/1", "name": "Didipio",
                "mine_status": "operating-continuously", "status_text": "operating",
                "commodity_codes": "gold; copper", "owner": "A company",
                "start_date": "2013-04-01", "country": "PHL",
            },
            (121.5, 16.375),
        ),
    ],
    ids=["GML 3.1.1 MineralOccurrenceView", "GML 3.2.1 MineView"],
)  # fmt: skip
def test_the_views_of_earthresourceml_lite_are_known(
    tmp_path: Path, text: str, table: str, row: dict[str, str], place: tuple[float, float]
) -> None:
    """Latitude comes first in both; the type of layer is told by the properties."""
    document, path = tmp_path / "from_a_survey.gml", tmp_path / "w.gpkg"
    document.write_text(text, encoding="utf-8")
    results = align(str(document), path, LAYER_TYPE="auto")
    assert results["TABLE"] == table
    (aligned,) = features(path, table)
    assert {name: aligned[name] for name in row} == row
    assert aligned["place"] == place
    kept = json.loads(aligned["source_attributes"])
    assert kept["identifier"] == row["identifier"]
    assert sum(f"<erl:{name}" in text for name in kept) == text.count("</erl:") - 2


def test_what_no_map_can_read_is_said(tmp_path: Path) -> None:
    table = memory_layer(
        "None?field=HoleID:string&field=Easting:double&field=Northing:double&field=Au_ppb:double",
        [("", ("SKD1", 600100.0, 1877000.0, 1.5)), ("", ("SKD2", 600125.0, 1877040.0, 2.5))],
    )
    path, chosen = tmp_path / "map.json", tmp_path / "chosen.json"
    given = {"format": "amis-field-map", "version": 1, "layer_type": "boreholes", "fields": {
        "longitude": {"columns": ["Easting"]}, "latitude": {"columns": ["Northing"]},
    }}  # fmt: skip
    chosen.write_text(json.dumps(given), encoding="utf-8")
    for more in ({"LAYER_TYPE": "boreholes"}, {"FIELD_MAP": str(chosen)}):
        feedback = Listening()
        _results, error = attempt(table, path, feedback, **more)
        assert not error
        told = "\n".join(feedback.infos)
        assert "Easting, Northing look like metres: use Create points layer from table" in told
        assert "Au_ppb (1) hold one analyte each" in told


def test_a_survey_that_can_be_read_gives_no_such_warning(tmp_path: Path) -> None:
    feedback = Listening()
    _results, error = attempt(str(write_survey(tmp_path / "s.gpkg")), tmp_path / "m.json", feedback)
    assert not error
    assert not any("metres" in text or "analyte" in text for text in feedback.infos)
