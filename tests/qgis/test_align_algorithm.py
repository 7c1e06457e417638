"""``amis:alignlayer`` run by Processing, its workspaces read back by GDAL and sqlite3."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any, Optional

import pytest
from aligning import field_map
from osgeo import ogr, osr
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsGeometry,
    QgsProcessingContext,
    QgsProject,
    QgsVectorLayer,
)
from surveys import FIELDS, ROWS, write_survey
from test_algorithms import Feedback

from amis_qgis_plugin.algorithms.provider import AmisProvider
from amis_qgis_plugin.qgis_bridge.alignment import maps_of_layer, sample_of_workspace
from amis_qgis_plugin.qgis_bridge.layers import make_workspace_layer
from amis_qgis_plugin.qgis_bridge.profile_store import forget_map, save_map, write_json
from amis_qgis_plugin.qgis_bridge.subsets import note_subset
from amis_qgis_plugin.workspace.contents import read_layers

OCCURRENCES = "mineral_occurrences"
CODES = [
    {"copper", "gold"}, {"tin"}, {"nickel", "cobalt"}, {"nickel"}, {"nickel"}, {"coal"},
    {"gold"}, {"silver"},
]  # fmt: skip
MAP = field_map(name="NAMA_LOKASI", commodity_text="KOMODITAS")


class Listening(Feedback):
    """Keeps what it is told, and stops when it hears a word.

    :param stop: word of a message on which a person presses Cancel.
    """

    def __init__(self, stop: str = "") -> None:
        super().__init__()
        self.stop = stop

    def pushInfo(self, text: str) -> None:
        super().pushInfo(text)
        if self.stop and self.stop in text:
            self.cancel()

    def pushWarning(self, text: str) -> None:
        self.infos.append(text)


@pytest.fixture(autouse=True)
def provider(qgis_app: Any) -> Iterator[None]:
    provider = AmisProvider()
    assert QgsApplication.processingRegistry().addProvider(provider)
    yield
    QgsApplication.processingRegistry().removeProvider("amis")


@pytest.fixture
def survey(tmp_path: Path) -> str:
    return str(write_survey(tmp_path / "survey.gpkg"))


@pytest.fixture
def workspace(tmp_path: Path, survey: str) -> Path:
    """Give a workspace with the survey in it."""
    path = tmp_path / "workspace.gpkg"
    assert align(survey, path)["ROWS_OUT"] == len(ROWS)
    return path


def attempt(
    layer: Any, path: Path, feedback: Optional[Feedback] = None, **given: Any
) -> tuple[dict[str, Any], str]:
    """Run the algorithm as Processing does; return its results and its error."""
    feedback = feedback or Listening()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("amis:alignlayer")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    parameters = {"LAYER_TYPE": OCCURRENCES, "INPUT": layer, "WORKSPACE": str(path), **given}
    ok, reason = algorithm.checkParameterValues(parameters, context)
    assert ok, reason
    results, ok = algorithm.run(parameters, context, feedback)
    return dict(results), "" if ok else " ".join(feedback.errors) or "it failed without a word"


def align(layer: Any, path: Path, **given: Any) -> dict[str, Any]:
    results, error = attempt(layer, path, **given)
    assert not error
    assert results["ROWS_IN"] == results["ROWS_OUT"] + results["REJECTED"]
    return results


def features(path: Path, table: str = OCCURRENCES) -> list[dict[str, Any]]:
    """Return the rows of a table by GDAL, their place as (x, y)."""
    dataset = ogr.Open(str(path))
    rows = []
    for feature in dataset.GetLayerByName(table):
        shape = feature.GetGeometryRef()
        rows.append({**feature.items(), "place": shape.GetPoint_2D() if shape else None})
    return rows


def query(path: Path, sql: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(sql).fetchall()


def test_a_survey_becomes_occurrences(survey: str, tmp_path: Path) -> None:
    path = tmp_path / "w.gpkg"
    given = {"TITLE": "Survey of 2025", "LICENCE": "CC BY 4.0", "ATTRIBUTION": "A survey"}
    results = align(survey, path, SOURCE_ID="survey-2025", **given)
    rows = features(path)
    assert results["ROWS_IN"] == len(rows) == len(ROWS)
    for row, (values, place), codes in zip(rows, ROWS, CODES):
        said = dict(zip(FIELDS, values))
        assert (row["identifier"], row["name"]) == (said["NO_ID"], said["NAMA_LOKASI"])
        assert row["commodity_text"] == said["KOMODITAS"]
        assert set(row["commodity_codes"].split("; ")) == codes
        assert row["place"] == place
        assert row["source_id"] == "survey-2025"
        kept = json.loads(row["source_attributes"])
        assert {name: kept[name] or "" for name in FIELDS} == said
    assert {row["country"] for row in rows} == {"IDN"}
    ((*told, count),) = query(
        path,
        "SELECT protocol, url, layer, title, licence, attribution, feature_count FROM amis_sources",
    )
    assert told == ["file", "survey.gpkg", "survey", *given.values()]
    assert count == len(ROWS)
    assert QgsVectorLayer(results["ALIGNED"], "aligned", "ogr").featureCount() == len(ROWS)
    ((unknown, times),) = query(path, "SELECT term, occurrences FROM amis_unmatched_terms")
    assert (unknown, times, results["UNMATCHED"]) == ("batu pelangi", 1, 1)


def test_the_log_says_how_fields_are_read_and_what_is_unknown(survey: str, tmp_path: Path) -> None:
    feedback = Listening()
    assert attempt(survey, tmp_path / "w.gpkg", feedback)[1] == ""
    told = "\n".join(feedback.infos)
    assert "commodity_text from KOMODITAS" in told
    assert "Unknown commodity: batu pelangi (1 row)" in told
    assert f"{len(ROWS)} of {len(ROWS)} rows are in w.gpkg as survey" in told


def test_a_second_source_is_added_and_one_taken_again_replaces_itself(
    workspace: Path, tmp_path: Path
) -> None:
    other = str(write_survey(tmp_path / "other.gpkg"))
    align(other, workspace)
    assert Counter(row["source_id"] for row in features(workspace)) == {"survey": 8, "other": 8}
    layer = QgsVectorLayer(other, "other", "ogr")
    assert layer.setSubsetString("\"KOMODITAS\" LIKE 'nikel%'")
    QgsProject.instance().addMapLayer(layer)
    feedback = Listening()
    assert attempt(layer, workspace, feedback, SOURCE_ID="other")[1] == ""
    assert Counter(row["source_id"] for row in features(workspace)) == {"survey": 8, "other": 3}
    assert any("8 rows of an earlier run were replaced" in text for text in feedback.infos)
    lost = "The source id other is that of another source: other of other.gpkg"
    assert any(text.startswith(lost) and "Its 8 rows" in text for text in feedback.infos)
    filters = query(workspace, "SELECT source_id, filter FROM amis_sources ORDER BY source_id")
    assert filters == [("other", layer.subsetString()), ("survey", "")]
    orphans = "SELECT count(*) FROM amis_occurrence_commodity WHERE occurrence NOT IN"
    assert query(workspace, f"{orphans} (SELECT fid FROM mineral_occurrences)") == [(0,)]


def test_a_layer_is_aligned_into_its_own_file_only_if_that_is_a_workspace(
    survey: str, tmp_path: Path
) -> None:
    own, whole = f"{survey}|layername=titik_mineral", Path(survey).read_bytes()
    _results, error = attempt(own, Path(survey))
    assert "the layer's own file and no workspace" in error
    assert Path(survey).read_bytes() == whole
    feedback = Listening()
    other = str(write_survey(tmp_path / "other.gpkg", "other"))
    assert attempt(other, Path(survey), feedback)[1] == "", "somebody named the file"
    assert any("survey.gpkg is no workspace yet" in text for text in feedback.infos)
    before = [row["NAMA_LOKASI"] for row in features(Path(survey), "titik_mineral")]
    align(own, Path(survey))
    assert len(features(Path(survey))) == 2 * len(ROWS)
    assert [row["NAMA_LOKASI"] for row in features(Path(survey), "titik_mineral")] == before


def test_the_result_says_what_was_found_in_plain_words(survey: str, tmp_path: Path) -> None:
    feedback = Listening()
    assert attempt(survey, tmp_path / "w.gpkg", feedback)[1] == ""
    told = "\n".join(feedback.infos)
    assert "1 row without a place, 1 place at 0° 0°" in told
    assert "1 unknown term; not proven complete." in told
    assert "COMPLETE_UNPROVEN" not in told and "geometry-" not in told
    assert "Not read: TANGGAL; its values stay in source_attributes." in told


def test_a_layer_without_rows_is_no_success(tmp_path: Path) -> None:
    layer = memory_layer("Point?crs=EPSG:4326&field=komoditas:string", [])
    warned: list[str] = []
    feedback = Listening()
    feedback.pushWarning = warned.append  # type: ignore[method-assign]
    assert attempt(layer, tmp_path / "w.gpkg", feedback)[1] == ""
    assert any("The layer has no rows" in text for text in warned)


def test_a_layers_filter_is_told_and_recorded(survey: str, tmp_path: Path) -> None:
    layer = QgsVectorLayer(survey, "survey", "ogr")
    assert layer.setSubsetString("\"KOMODITAS\" LIKE 'nikel%'")
    QgsProject.instance().addMapLayer(layer)
    feedback = Listening()
    assert attempt(layer, tmp_path / "w.gpkg", feedback)[1] == ""
    said = "3 rows under the layer's filter (\"KOMODITAS\" LIKE 'nikel%')"
    assert any(f"3 of {said} are in w.gpkg" in text for text in feedback.infos)
    ((condition, evidence),) = query(
        tmp_path / "w.gpkg", "SELECT filter, evidence FROM amis_sources"
    )
    assert condition == layer.subsetString()
    assert evidence.startswith("3 rows were read under the layer's filter")
    assert "as many as the source announced under it" in evidence


def test_what_amis_filters_is_aligned_all_the_same(survey: str, tmp_path: Path) -> None:
    layer = QgsVectorLayer(survey, "survey", "ogr")
    QgsProject.instance().addMapLayer(layer)
    ours = "\"KOMODITAS\" LIKE 'nikel%'"
    for own, rows in (("", 8), ("\"NO_ID\" <> '8'", 7)):
        assert layer.setSubsetString(f"({own}) AND ({ours})" if own else ours)
        note_subset(layer, own)
        shown = layer.subsetString()
        assert layer.featureCount() == 3
        results = align(layer, tmp_path / f"{rows}.gpkg")
        assert results["ROWS_IN"] == rows
        assert query(tmp_path / f"{rows}.gpkg", "SELECT filter FROM amis_sources") == [(own,)]
        assert layer.subsetString() == shown, "what the map shows stays as it is"


def memory_layer(uri: str, rows: Any) -> QgsVectorLayer:
    """Return a layer of the project with rows of well-known text and attributes."""
    layer = QgsVectorLayer(uri, "In memory", "memory")
    for shape, values in rows:
        feature = QgsFeature(layer.fields())
        feature.setAttributes(list(values))
        feature.setGeometry(QgsGeometry.fromWkt(shape))
        assert layer.dataProvider().addFeatures([feature])[0]
    assert QgsProject.instance().addMapLayer(layer) is layer
    return layer


def test_rows_that_cannot_be_kept_are_listed_with_a_reason(tmp_path: Path) -> None:
    rows = [("", ("Papua", 1.0)), ("", ("beyond all bounds", 1e30)), ("", ("Bangka", 2.0))]
    layer = memory_layer("MultiPolygon?crs=EPSG:4326&field=nama:string&field=level:double", rows)
    path, mapped, feedback = tmp_path / "w.gpkg", tmp_path / "map.json", Listening()
    write_json(mapped, field_map("administrative_areas", name="nama", level="level").to_dict())
    results, error = attempt(layer, path, feedback, LAYER_TYPE="auto", FIELD_MAP=str(mapped))
    assert not error
    assert (results["ROWS_IN"], results["ROWS_OUT"], results["REJECTED"]) == (3, 2, 1)
    kept = [row["name"] for row in features(path, "administrative_areas")]
    assert kept == ["Papua", "Bangka"]
    ((identifier, reason, said),) = query(
        path, "SELECT source_feature_id, reason, source_attributes FROM amis_rejected_rows"
    )
    assert json.loads(said) == {"nama": "beyond all bounds", "level": 1e30}
    assert f"Row {identifier} is rejected: {reason}" in feedback.infos


def test_places_become_degrees(tmp_path: Path) -> None:
    places = [(500000.0, 1500000.0), (650000.5, 980000.25)]
    rows = [(f"POINT ({x} {y})", ("emas",)) for x, y in places]
    layer = memory_layer("Point?crs=EPSG:32647&field=komoditas:string", rows)
    align(layer, tmp_path / "w.gpkg")
    source, degrees = osr.SpatialReference(), osr.SpatialReference()
    for system, code in ((source, 32647), (degrees, 4326)):
        system.ImportFromEPSG(code)
        system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    turned = osr.CoordinateTransformation(source, degrees)
    for row, place in zip(features(tmp_path / "w.gpkg"), places):
        assert row["place"] == pytest.approx(turned.TransformPoint(*place)[:2], abs=1e-9)


def test_coordinates_of_a_table_become_places(tmp_path: Path) -> None:
    table = tmp_path / "titik.csv"
    table.write_text(
        "nama,komoditas,bujur,lintang\nA,emas,106.5,-6.25\nB,timah,106°30' BT,6°15' LS\n"
        "C,perak,,\nD,perak,di timur,di selatan\n",
        encoding="utf-8",
    )
    align(str(table), tmp_path / "w.gpkg")
    places = {row["name"]: row["place"] for row in features(tmp_path / "w.gpkg")}
    assert places == {"A": (106.5, -6.25), "B": (106.5, -6.25), "C": None, "D": None}
    found = query(tmp_path / "w.gpkg", "SELECT code, detail FROM amis_findings")
    assert found == [
        ("geometry-missing", ""),
        ("unreadable-coordinates", "di timur di selatan"),
    ]


@pytest.mark.parametrize("word", ["Aligning", "Indexing"])
def test_stopping_leaves_everything_as_it_was(
    workspace: Path, survey: str, tmp_path: Path, word: str
) -> None:
    before = workspace.read_bytes()
    for path in (workspace, tmp_path / "new.gpkg"):
        _results, error = attempt(survey, path, Listening(word))
        assert "Stopped before the end" in error
    assert workspace.read_bytes() == before
    assert {one.name for one in tmp_path.iterdir()} == {"survey.gpkg", "workspace.gpkg"}


@pytest.mark.parametrize(
    ("document", "given", "told"),
    [
        (MAP.to_dict(), {"LAYER_TYPE": "mines"}, "for mineral_occurrences, not for mines"),
        (field_map(name="TIDAK_ADA").to_dict(), {}, "TIDAK_ADA, which the layer does not have"),
        ({**MAP.to_dict(), "layer_type": "volcanoes"}, {}, "map.json: there is no such layer type"),
        ({**MAP.to_dict(), "version": 2}, {}, "map.json: Version 2"),
        ([], {}, "map.json: It is no field map"),
        (None, {"FIELD_MAP": "/no/such/map.json"}, "map.json: It cannot be read"),
        (None, {"COUNTRY": "Atlantis"}, "Atlantis: No country"),
        (None, {"LAYER_TYPE": "faults", "COUNTRY": "IDN"}, "have no country"),
        (None, {"LAYER_TYPE": "mines"}, "in the table mineral_occurrences already"),
    ],
)
def test_what_does_not_fit_is_an_error_and_changes_nothing(
    workspace: Path, survey: str, tmp_path: Path, document: Any, given: Any, told: str
) -> None:
    before = workspace.read_bytes()
    if document is not None:
        write_json(tmp_path / "map.json", document)
        given = {"FIELD_MAP": str(tmp_path / "map.json"), **given}
    results, error = attempt(survey, workspace, **given)
    assert told in error
    assert not results
    assert workspace.read_bytes() == before


def test_a_file_that_is_no_geopackage_is_left_alone(survey: str, tmp_path: Path) -> None:
    path = tmp_path / "notes.gpkg"
    path.write_text("just a note", encoding="utf-8")
    assert "notes.gpkg" in attempt(survey, path)[1]
    assert path.read_text(encoding="utf-8") == "just a note"


def test_the_saved_map_is_used_unless_another_is_given(survey: str, tmp_path: Path) -> None:
    layer = QgsVectorLayer(survey, "survey", "ogr")
    QgsProject.instance().addMapLayer(layer)
    save_map(layer, field_map(name="PROVINSI", commodity_text="KOMODITAS"))
    write_json(tmp_path / "map.json", MAP.to_dict())
    try:
        align(layer, tmp_path / "saved.gpkg", LAYER_TYPE="auto")
        align(layer, tmp_path / "given.gpkg", FIELD_MAP=str(tmp_path / "map.json"))
        align(layer, tmp_path / "type.gpkg", LAYER_TYPE="mines")
    finally:
        forget_map(layer)
    assert features(tmp_path / "saved.gpkg")[0]["name"] == "Papua"
    assert features(tmp_path / "given.gpkg")[0]["name"] == "Gunung Bijih"
    assert features(tmp_path / "type.gpkg", "mines")[0]["name"] == "Gunung Bijih"


def test_country_and_kind_of_text_are_as_the_parameters_say(tmp_path: Path) -> None:
    rows = [("POINT (103 18)", ("or, cuivre",)), ("POINT (-60 -40)", ("étain",))]
    layer = memory_layer("Point?crs=EPSG:4326&field=substances:string", rows)
    path = tmp_path / "w.gpkg"
    align(layer, path, PROFILE="fr", COUNTRY="Lao PDR", LOOK_UP_COUNTRIES=False)
    found = [(row["commodity_codes"], row["country"]) for row in features(path)]
    assert found == [("gold; copper", "LAO"), ("tin", "LAO")]


def test_a_workspace_layer_tells_how_it_was_read(workspace: Path) -> None:
    (entry,) = read_layers(workspace)
    layer = make_workspace_layer(entry)
    (kept,) = maps_of_layer(layer)
    assert kept.source_id == "survey"
    assert [one.name for one in kept.fields.use("commodity_text").columns] == ["KOMODITAS"]
    sampled, again = sample_of_workspace(workspace, "survey")
    assert (again.source_id, again.source_fields) == ("survey", kept.source_fields)
    assert sampled.proposal.fields == kept.fields
    assert [one["KOMODITAS"] for one in sampled.attributes] == [row[0][2] for row in ROWS]
    assert maps_of_layer(QgsVectorLayer("Point", "mineral_occurrences", "memory")) == ()
