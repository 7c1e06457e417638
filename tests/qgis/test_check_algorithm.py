"""``amis:checklayer`` run by Processing: its reports and findings as anybody reads them."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Optional

import pytest
from aligning import field_map
from osgeo import ogr, osr
from qgis.core import (
    QgsApplication,
    QgsProcessingContext,
    QgsProject,
    QgsVectorLayer,
)
from surveys import ROWS, write_survey
from test_align_algorithm import Listening, features, memory_layer, provider  # noqa: F401
from test_qgis_process import qgis_process  # noqa: F401

from amis_qgis_plugin.core.checks.report import CheckReport, Finding, RowFinding
from amis_qgis_plugin.core.checks.rules import bundled_rules
from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.core.user_terms import NO_TERMS, UserTerm, UserTerms
from amis_qgis_plugin.qgis_bridge.country_outlines import index_of_layer, world_index
from amis_qgis_plugin.qgis_bridge.findings_layer import earlier_findings, findings_layer
from amis_qgis_plugin.qgis_bridge.profile_store import forget_map, save_map, write_terms
from amis_qgis_plugin.qgis_bridge.subsets import note_subset

# What is wrong with the survey, by the ids of its rows.
FAULTS = {
    "country-disagrees": {"6"},
    "geometry-missing": {"7"},
    "geometry-zero": {"8"},
    "encoding-mojibake": {"6"},
    "unmatched-term": {"4"},
    "buddhist-year": {"6"},
    "licence-missing": set(),
}
OURS = {
    "format": "amis-check-rules", "version": 1, "id": "ours", "title": "Our own rules",
    "edition": "7 of 2026", "severities": {"geometry-zero": "note"},
    "layer_items": [{"item": "licence", "weight": 1}],
    "row_items": {"mineral_occurrences": [{"fields": ["name"], "weight": 3}]},
}  # fmt: skip


class Text(HTMLParser):
    """Reads the text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.feed(page)

    def handle_data(self, data: str) -> None:
        self.parts.append(data)

    def __str__(self) -> str:
        return " ".join(" ".join(self.parts).split())


@pytest.fixture
def survey(tmp_path: Path) -> str:
    return str(write_survey(tmp_path / "survey.gpkg"))


def attempt(
    layer: Any, feedback: Optional[Listening] = None, **given: Any
) -> tuple[dict[str, Any], str]:
    """Run the algorithm as Processing does; return its results and its error."""
    feedback = feedback or Listening()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("amis:checklayer")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    parameters = {"LAYER_TYPE": "mineral_occurrences", "INPUT": layer, **given}
    ok, reason = algorithm.checkParameterValues(parameters, context)
    assert ok, reason
    results, ok = algorithm.run(parameters, context, feedback)
    return dict(results), "" if ok else " ".join(feedback.errors) or "it failed without a word"


def check(layer: Any, folder: Path, **given: Any) -> dict[str, Any]:
    """Return the report for programs."""
    _results, error = attempt(layer, JSON=str(folder / "report.json"), **given)
    assert not error
    return dict(json.loads((folder / "report.json").read_text(encoding="utf-8")))


def rows_by_code(report: dict[str, Any]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for finding in report["findings"]:
        assert finding["count"] == len(finding["rows"])
        found.setdefault(finding["code"], set()).update(row["id"] for row in finding["rows"])
    return found


def test_what_is_wrong_is_found_and_nothing_is_changed(survey: str, tmp_path: Path) -> None:
    before = Path(survey).read_bytes()
    outputs = {"HTML": "r.html", "JSON": "r.json", "FINDINGS": "found.gpkg"}
    given = {name: str(tmp_path / file) for name, file in outputs.items()}
    results, error = attempt(survey, **given)
    assert not error
    assert Path(survey).read_bytes() == before
    assert {one.name for one in tmp_path.iterdir()} == {"survey.gpkg", *outputs.values()}
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    found = rows_by_code(report)
    assert {code: found.get(code) for code in FAULTS} == FAULTS
    assert {"3", "5"} in (found.get("same-place"), found.get("same-name"))
    assert {"1", "2"}.isdisjoint(set().union(*found.values())), "nothing is wrong with these two"
    assert results["ROWS"] == report["rows"] == len(ROWS)
    for severity in ("error", "warning", "note"):
        kinds = sum(1 for one in report["findings"] if one["severity"] == severity)
        assert results[f"{severity.upper()}S"] == kinds == report["counts"][severity]
    assert results["SCORE"] == report["score"]
    assert [one["term"] for one in report["unmatched_terms"]] == ["batu pelangi"]
    page = str(Text((tmp_path / "r.html").read_text(encoding="utf-8")))
    assert "survey" in page and "batu pelangi" in page and "Ca MÃ¡u" in page
    assert f"{len(ROWS)} rows" in page and report["rule_set"]["edition"] in page
    assert all(one["title"] in page and one["what_to_do"] in page for one in report["findings"])


def test_findings_are_points_on_the_rows_that_have_them(survey: str, tmp_path: Path) -> None:
    places = {values[0]: place for values, place in ROWS}
    report = check(survey, tmp_path, FINDINGS=str(tmp_path / "found.gpkg"))
    dataset = ogr.Open(str(tmp_path / "found.gpkg"))
    layer = dataset.GetLayer(0)
    assert layer.GetSpatialRef().GetAuthorityCode(None) == "4326"
    told = []
    for feature in layer:
        told.append((feature["code"], feature["field"] or "", feature["feature_id"] or ""))
        shape = feature.GetGeometryRef()
        place = places.get(feature["feature_id"])
        if place in (None, (0.0, 0.0)):
            assert shape is None or shape.IsEmpty()
        else:
            assert shape.GetPoint_2D() == place
    assert sorted(told) == sorted(
        (one["code"], one["field"], row["id"])
        for one in report["findings"]
        for row in one["rows"] or [{"id": ""}]
    )
    assert told[0][0] in {one["code"] for one in report["findings"] if one["severity"] == "error"}


def test_findings_are_a_layer_for_the_project(qgis_app: Any) -> None:
    rows = (
        RowFinding("country-disagrees", "6", "country", "says one, lies in other", (100.5, 13.75)),
        RowFinding("licence-missing"),
    )
    findings = tuple(Finding(row.code, "error", row.field, (row,)) for row in rows)
    report = CheckReport("Titik", "mines", "EPSG:4326", 6, bundled_rules(), findings, ())
    layer = findings_layer(report)
    assert (layer.isValid(), layer.name(), layer.crs().authid()) == (
        True,
        "Findings: Titik",
        "EPSG:4326",
    )
    first, second = layer.getFeatures()
    assert (first["code"], first["feature_id"]) == ("country-disagrees", "6")
    assert first["detail"] == "says one, lies in other"
    assert first.geometry().asPoint().toString(2) == "100.50,13.75"
    assert not second.hasGeometry()
    assert layer.extent().xMinimum() == 100.5


def test_nothing_is_written_that_nobody_asked_for(survey: str, tmp_path: Path) -> None:
    results, error = attempt(survey)
    assert not error
    assert set(results) == {"SCORE", "ERRORS", "WARNINGS", "NOTES", "ROWS"}
    assert [one.name for one in tmp_path.iterdir()] == ["survey.gpkg"]


def test_rules_of_ones_own_are_applied_and_named(survey: str, tmp_path: Path) -> None:
    rules = tmp_path / "rules.json"
    rules.write_text(json.dumps(OURS), encoding="utf-8")
    page = tmp_path / "r.html"
    report = check(survey, tmp_path, RULES=str(rules), HTML=str(page))
    assert (report["rule_set"]["title"], report["rule_set"]["edition"]) == (
        OURS["title"],
        OURS["edition"],
    )
    (zero,) = (one for one in report["findings"] if one["code"] == "geometry-zero")
    assert zero["severity"] == "note"
    assert report["score"] == 75.0, "no licence, but a name in every row"
    text = str(Text(page.read_text(encoding="utf-8")))
    assert "Our own rules" in text and "7 of 2026" in text


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ("{", "rules.json: The rule set cannot be read"),
        ("[]", "rules.json: It is no rule set"),
        (json.dumps({**OURS, "version": 3}), "rules.json: Version 3"),
        (json.dumps({**OURS, "severities": {"no-such": "note"}}), "rules.json: no-such"),
        (json.dumps({**OURS, "layer_items": [{"item": "colour", "weight": 1}]}), "colour"),
    ],
)
def test_rules_that_do_not_fit_are_an_error(
    survey: str, tmp_path: Path, document: str, told: str
) -> None:
    (tmp_path / "rules.json").write_text(document, encoding="utf-8")
    given = {"RULES": str(tmp_path / "rules.json"), "HTML": str(tmp_path / "r.html")}
    results, error = attempt(survey, **given)
    assert told in error
    assert not results and not (tmp_path / "r.html").exists()


def test_what_another_source_has_already_is_told(survey: str, tmp_path: Path) -> None:
    assert "other-source" not in rows_by_code(check(survey, tmp_path))
    rows = [("POINT (106.1001 -2.1001)", ("Bukit Timah",)), ("POINT (10 10)", ("Sorowako",))]
    other = memory_layer("Point?crs=EPSG:4326&field=nama_lokasi:string", rows)
    found = rows_by_code(check(survey, tmp_path, COMPARE_WITH=[other.id()]))
    assert found["other-source"] == {"2"}


def test_a_layer_is_not_compared_with_itself(survey: str, tmp_path: Path) -> None:
    same = QgsVectorLayer(f"{survey}|layername=titik_mineral", "Under another name", "ogr")
    rows = [("POINT (106.1 -2.1)", ("Bukit Timah",))]
    field = "Point?crs=EPSG:4326&field=nama_lokasi:string"
    one, two = memory_layer(field, rows), memory_layer(field, rows)
    assert one.name() == two.name()
    QgsProject.instance().addMapLayers([same, one, two], False)
    told = Listening()
    given = {"COMPARE_WITH": [same.id(), survey], "JSON": str(tmp_path / "r.json")}
    assert attempt(survey, told, **given)[1] == ""
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert "other-source" not in rows_by_code(report)
    assert any("not compared with itself" in text for text in told.infos)
    found = rows_by_code(check(one.id(), tmp_path, COMPARE_WITH=[one.id(), two.id()]))
    assert found["other-source"] == {"1"}, "two layers in memory are two, whatever their names"


def test_another_source_is_read_by_the_map_that_is_saved_for_it(
    survey: str, tmp_path: Path
) -> None:
    rows = [("POINT (106.13 -2.1)", ("Bukit Timah", "Gunung Lain"))]  # 3 km off: its name tells
    other = memory_layer("Point?crs=EPSG:4326&field=xyz:string&field=nama:string", rows)
    assert "other-source" not in rows_by_code(check(survey, tmp_path, COMPARE_WITH=[other.id()]))
    save_map(other, field_map("mines", name="xyz"))
    try:
        found = rows_by_code(check(survey, tmp_path, COMPARE_WITH=[other.id()]))
        assert found["other-source"] == {"2"}
        save_map(other, field_map("mines", name="no such field"))
        check(survey, tmp_path, COMPARE_WITH=[other.id()])
    finally:
        forget_map(other)


def test_areas_are_compared_with_the_areas_of_another_source(tmp_path: Path) -> None:
    fields = "Polygon?crs=EPSG:4326&field=name:string&field=no:string"
    square = "POLYGON ((102 18, 102.1 18, 102.1 18.1, 102 18.1, 102 18))"
    turned = "POLYGON ((102.1 18.1, 102.1 18, 102 18, 102 18.1, 102.1 18.1))"
    beside = "POLYGON ((102.1 18, 102.2 18, 102.2 18.1, 102.1 18.1, 102.1 18))"
    rows = [(square, ("Block A", "1")), (beside, ("Block B", "2")), (beside, ("Block C", "3"))]
    mine, theirs = memory_layer(fields, rows), memory_layer(fields, [(turned, ("Other", "9"))])
    given = {"LAYER_TYPE": "tenements", "COMPARE_WITH": [theirs.id()]}
    report = check(mine.id(), tmp_path, **given)
    found = rows_by_code(report)
    assert (found["other-source"], found["same-place"]) == ({"1"}, {"2", "3"})
    assert any("overlaps were not looked for" in note for note in report["notes"])


def three_times(folder: Path, ending: str) -> str:
    """Write a layer of three identical rows; return its path."""
    path = folder / f"same.{ending}"
    driver = ogr.GetDriverByName({"gpkg": "GPKG", "geojson": "GeoJSON"}[ending])
    system = osr.SpatialReference()
    system.ImportFromEPSG(4326)
    dataset = driver.CreateDataSource(str(path))
    layer = dataset.CreateLayer("same", system, ogr.wkbPoint)
    layer.CreateField(ogr.FieldDefn("nama", ogr.OFTString))
    for _ in range(3):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["nama"] = "Bukit"
        feature.SetGeometry(ogr.CreateGeometryFromWkt("POINT (101 15)"))
        layer.CreateFeature(feature)
    return str(path)


def test_a_geopackage_is_told_what_the_same_rows_without_numbers_are(tmp_path: Path) -> None:
    told = {}
    for ending in ("geojson", "gpkg"):
        report = check(three_times(tmp_path, ending), tmp_path)
        found = {(one["code"], one["field"]): one["count"] for one in report["findings"]}
        told[ending] = (found, report["score"])
    assert told["gpkg"] == told["geojson"]
    assert told["gpkg"][0]["identical-rows", ""] == 2
    assert told["gpkg"][0]["field-not-found", "identifier"] == 0, "about the layer as a whole"
    assert "fid" not in json.dumps(report["field_map"])


def test_a_map_of_ones_own_may_read_the_numbers_of_the_rows(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    path.write_text(json.dumps(field_map(identifier="fid", name="nama").to_dict()))
    report = check(three_times(tmp_path, "gpkg"), tmp_path, FIELD_MAP=str(path))
    assert ("field-not-found", "identifier") not in {
        (one["code"], one["field"]) for one in report["findings"]
    }


def test_what_the_person_decided_is_known(survey: str, tmp_path: Path) -> None:
    write_terms(UserTerms([UserTerm("commodity", "batu pelangi", ("silica",))]))
    try:
        report = check(survey, tmp_path)
    finally:
        write_terms(NO_TERMS)
    assert report["unmatched_terms"] == []
    assert "unmatched-term" not in rows_by_code(report)


@pytest.mark.parametrize("word", ["duplicates", "Field map"])
def test_stopping_writes_nothing(survey: str, tmp_path: Path, word: str) -> None:
    given = {name: str(tmp_path / f"r.{name.lower()}") for name in ("HTML", "JSON")}
    results, error = attempt(survey, Listening(word), **given)
    assert "Stopped before the end" in error
    assert not results
    assert [one.name for one in tmp_path.iterdir()] == ["survey.gpkg"]


def test_a_place_that_cannot_be_written_is_named(survey: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    assert "r.html: It cannot be written" in attempt(survey, HTML=str(tmp_path / "file/r.html"))[1]


def test_without_outlines_no_country_is_looked_up_and_that_is_said(
    survey: str, tmp_path: Path
) -> None:
    report = check(survey, tmp_path, LOOK_UP_COUNTRIES=False)
    assert "country-disagrees" not in rows_by_code(report)
    assert any("not looked up" in note for note in report["notes"])
    looked_up = check(survey, tmp_path)["notes"]
    assert looked_up == report["notes"][1:]
    assert looked_up == ["Duplicates: rows without a place compared by their names alone: 2."]


def outlines(fields: str = "&field=Name:string&field=ISO_A3:string") -> QgsVectorLayer:
    """Return two squares in metres: Thailand around 100° 13°, and one without a country."""
    square = (
        "MultiPolygon (((11100000 1400000, 11250000 1400000, 11250000 1600000, 11100000 1600000,"
    )
    rows = [
        (f"{square} 11100000 1400000)))", ("not this", "THA")),
        ("MultiPolygon (((0 0, 1 0, 1 1, 0 0)))", ("Atlantis", "")),
        ("", ("Malaysia", "MYS")),
    ]
    return memory_layer(f"MultiPolygon?crs=EPSG:3857{fields}", rows)


def test_outlines_of_ones_own_tell_the_country(survey: str, tmp_path: Path) -> None:
    report = check(survey, tmp_path, COUNTRY_OUTLINES=outlines().id())
    assert rows_by_code(report)["country-disagrees"] == {"6"}
    index = index_of_layer(outlines(), offshore_km=20.0)
    assert index.look_up(100.5, 13.75).iso3 == "THA"
    near = index.look_up(99.6, 13.75)
    assert (near.iso3, near.is_offshore) == ("THA", True)
    assert index.look_up(0.000005, 0.000002) is None
    assert index.look_up(102.0, 4.0) is None
    assert index_of_layer(outlines(), offshore_km=0.0).look_up(99.6, 13.75) is None


def test_what_cannot_serve_as_outlines_is_refused(survey: str) -> None:
    for layer in (
        outlines("&field=colour:string&field=size:string"),
        memory_layer("Point?crs=EPSG:4326&field=name:string", []),
    ):
        with pytest.raises(WorkspaceError, match="cannot serve as country outlines"):
            index_of_layer(layer)
    nameless = outlines("&field=colour:string&field=size:string")
    assert "cannot serve as country outlines" in attempt(survey, COUNTRY_OUTLINES=nameless.id())[1]


def test_the_world_map_of_qgis_knows_the_members(qgis_app: Any) -> None:
    index = world_index()
    assert index is not None
    places = {
        "BRN": (114.5, 4.5), "IDN": (106.8, -6.5), "KHM": (104.9, 11.6), "LAO": (102.7, 18.1),
        "MMR": (96.1, 19.8), "MYS": (101.7, 3.1), "PHL": (121.0, 14.9), "SGP": (103.8, 1.37),
        "THA": (100.5, 14.0), "TLS": (125.8, -8.8), "VNM": (105.8, 21.0),
    }  # fmt: skip
    found = {iso3: index.look_up(*place) for iso3, place in places.items()}
    assert {iso3: reading and reading.iso3 for iso3, reading in found.items()} == {
        iso3: iso3 for iso3 in places
    }


def test_the_three_follow_each_other_on_the_command_line(
    qgis_process: Any,  # noqa: F811 - the fixture
    survey: str,
    tmp_path: Path,
) -> None:
    files = {name: tmp_path / name for name in ("map.json", "w.gpkg", "report.json", "r.html")}
    for algorithm, given in (
        ("proposefieldmap", ("--LAYER_TYPE=mines", f"--OUTPUT={files['map.json']}")),
        ("alignlayer", (f"--FIELD_MAP={files['map.json']}", f"--WORKSPACE={files['w.gpkg']}")),
        ("checklayer", (f"--JSON={files['report.json']}", f"--HTML={files['r.html']}")),
    ):
        code, told, text = qgis_process("run", f"amis:{algorithm}", f"--INPUT={survey}", *given)
        assert code == 0, text
    assert all(path.exists() for path in files.values())
    assert len(features(files["w.gpkg"], "mines")) == len(ROWS)
    assert told["results"]["ROWS"] == len(ROWS)
    given = (f"--FIELD_MAP={files['map.json']}", "--LAYER_TYPE=faults")
    code, _told, text = qgis_process(
        "run", "amis:alignlayer", f"--INPUT={survey}", f"--WORKSPACE={tmp_path / 'no.gpkg'}", *given
    )
    assert code != 0
    assert "The field map is for mines, not for faults" in text
    assert not (tmp_path / "no.gpkg").exists()


def test_a_layers_filter_is_told_and_what_amis_filters_is_not_left_out(
    survey: str, tmp_path: Path
) -> None:
    layer = QgsVectorLayer(survey, "survey", "ogr")
    QgsProject.instance().addMapLayer(layer)
    own = "\"KOMODITAS\" LIKE 'nikel%'"
    assert layer.setSubsetString(own)
    told, page = Listening(), tmp_path / "r.html"
    given = {"JSON": str(tmp_path / "r.json"), "HTML": str(page)}
    assert attempt(layer, told, **given)[1] == ""
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert (report["rows"], report["filter"]) == (3, own)
    assert f"of 100 for 3 rows under the layer's filter ({own})" in "\n".join(told.infos)
    assert f"only rows under it were checked: {own}" in str(Text(page.read_text(encoding="utf-8")))
    assert layer.setSubsetString("\"NO_ID\" = '1'")
    note_subset(layer, "")
    report = check(layer, tmp_path)
    assert (report["rows"], report["filter"]) == (len(ROWS), "")


def test_the_log_names_fields_as_people_know_them(survey: str, tmp_path: Path) -> None:
    told = Listening()
    assert attempt(survey, told)[1] == ""
    said = "\n".join(told.infos)
    assert "A term is in no vocabulary (Commodity, from KOMODITAS): 1 row." in said
    assert "Not read: TANGGAL" in said
    assert "commodity_text)" not in said


def test_findings_of_one_layer_are_found_again_and_drawn_by_severity(qgis_app: Any) -> None:
    rows = (RowFinding("no-rows"), RowFinding("offshore", "1", "country", "", (100.0, 10.0)))
    findings = tuple(
        Finding(row.code, severity, row.field, (row,))
        for row, severity in zip(rows, ("error", "note"))
    )
    report = CheckReport("Titik", "mines", "EPSG:4326", 6, bundled_rules(), findings, ())
    project = QgsProject()
    mine, other = findings_layer(report, "checked"), findings_layer(report, "another")
    project.addMapLayers([mine, other])
    assert earlier_findings(project, "checked") == [mine.id()]
    categories = mine.renderer().categories()
    assert [one.value() for one in categories] == ["error", "warning", "note"]
    assert len({one.symbol().color().name() for one in categories}) == 3
    assert len({one.symbol().symbolLayer(0).shape() for one in categories}) == 3
