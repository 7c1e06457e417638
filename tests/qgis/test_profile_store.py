"""What a person decided, kept in the profile: field maps by source, and terms."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from aligning import field_map
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from surveys import write_survey

from amis_qgis_plugin.core.errors import FieldMapError, VocabularyError, WorkspaceError
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.user_terms import NO_TERMS, UserTerm, UserTerms
from amis_qgis_plugin.qgis_bridge import profile_store
from amis_qgis_plugin.qgis_bridge.profile_store import (
    FIELD_MAP,
    forget_map,
    read_field_map,
    read_json,
    read_terms,
    save_map,
    saved_map,
    source_key,
    write_json,
    write_terms,
    write_text,
)
from amis_qgis_plugin.qgis_bridge.source_rows import place_of_source

MAP = FieldMap(
    "mineral_occurrences",
    {
        "name": FieldUse((SourceColumn("NAMA_LOKASI"),)),
        "commodity_text": FieldUse(
            (SourceColumn("KOMODITAS", "major"), SourceColumn("Cu", "", True))
        ),
        "country": FieldUse(constant="IDN"),
    },
    "fr",
)
TERMS = UserTerms(
    [
        UserTerm("commodity", "batu pelangi", ("silica", "clay")),
        UserTerm("commodity", "ทองแดงดิบ", meaning="mineral"),
        UserTerm("country", "Nusantara", ("IDN",)),
    ]
)
LOGIN = "http://me:s3cret@h.org/x.geojson?token=abc"
VALID = MAP.to_dict()


@pytest.fixture(autouse=True)
def folder(qgis_app: Any) -> Iterator[Path]:
    """Give the plugin's folder of the profile, with nothing saved in it."""
    path = Path(QgsApplication.qgisSettingsDirPath()) / "amis_explorer"
    path.mkdir(parents=True, exist_ok=True)
    yield clean(path)
    clean(path)


def clean(folder: Path) -> Path:
    for name in ("terms.json", "field_maps.json"):
        (folder / name).unlink(missing_ok=True)
    return folder


@pytest.fixture
def survey(tmp_path: Path) -> QgsVectorLayer:
    return open_survey(write_survey(tmp_path / "survey.gpkg"))


def open_survey(path: Path) -> QgsVectorLayer:
    return QgsVectorLayer(f"{path}|layername=titik_mineral", "Titik mineral", "ogr")


def test_terms_are_kept_and_read_as_they_were(folder: Path) -> None:
    assert read_terms() is NO_TERMS
    write_terms(TERMS)
    assert read_terms().to_dict() == TERMS.to_dict()
    assert read_terms() is read_terms(), "read once as long as the file is the same"
    text = (folder / "terms.json").read_text(encoding="utf-8")
    assert "ทองแดงดิบ" in text, "a person can read it"
    write_terms(TERMS.without("country", "nusantara"))
    assert [one.term for one in read_terms()] == ["batu pelangi", "ทองแดงดิบ"]


@pytest.mark.parametrize(
    "text",
    [
        "", "{", "[]", "null", '{"format": "amis-user-terms", "version": 2, "terms": []}',
        '{"format": "amis-user-terms", "version": 1, "terms": [{"vocabulary": "commodity"}]}',
        '{"format": "amis-user-terms", "version": 1, "terms": [{"vocabulary": "commodity",'
        ' "term": "x", "codes": ["unobtainium"]}]}',
        "\udcff",
    ],
)  # fmt: skip
def test_damaged_terms_are_named_and_left_alone(folder: Path, text: str) -> None:
    path = folder / "terms.json"
    path.write_text(text, encoding="utf-8", errors="surrogateescape")
    before = path.read_bytes()
    with pytest.raises(VocabularyError) as told:
        read_terms()
    assert told.value.subject == str(path)
    assert "delete it" in told.value.hint
    assert path.read_bytes() == before


def test_a_map_is_kept_for_the_source_and_on_the_layer(
    survey: QgsVectorLayer, tmp_path: Path
) -> None:
    assert saved_map(survey) is None
    save_map(survey, MAP)
    assert saved_map(survey) == MAP
    again = open_survey(tmp_path / "survey.gpkg")
    again.setName("called otherwise")
    again.setSubsetString("\"NEGARA\" = 'Indonesia'")
    assert again.customProperty(FIELD_MAP) is None
    assert saved_map(again) == MAP, "the source is known by its place, not by name or filter"
    other = open_survey(write_survey(tmp_path / "other.gpkg"))
    assert saved_map(other) is None


def test_a_map_travels_with_its_project(
    survey: QgsVectorLayer, empty_project: QgsProject, folder: Path, tmp_path: Path
) -> None:
    save_map(survey, MAP)
    empty_project.addMapLayer(survey)
    assert empty_project.write(str(tmp_path / "p.qgz"))
    empty_project.clear()
    clean(folder)
    assert empty_project.read(str(tmp_path / "p.qgz"))
    (layer,) = empty_project.mapLayers().values()
    assert saved_map(layer) == MAP


def test_the_projects_map_counts_before_the_profiles(survey: QgsVectorLayer) -> None:
    save_map(survey, MAP)
    own = field_map("mines", name="NO_ID")
    survey.setCustomProperty(FIELD_MAP, json.dumps(own.to_dict()))
    assert saved_map(survey) == own


def test_a_forgotten_map_is_gone_and_no_other(survey: QgsVectorLayer, tmp_path: Path) -> None:
    other = open_survey(write_survey(tmp_path / "other.gpkg"))
    save_map(survey, MAP)
    save_map(other, MAP)
    forget_map(survey)
    assert saved_map(survey) is None
    other.removeCustomProperty(FIELD_MAP)
    assert saved_map(other) == MAP
    forget_map(survey)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"maps": {}}', '{"format": "amis-field-maps", "maps": []}', "\udcff"]
)
def test_a_damaged_file_of_maps_is_named_and_left_alone(
    survey: QgsVectorLayer, folder: Path, text: str
) -> None:
    path = folder / "field_maps.json"
    path.write_text(text, encoding="utf-8", errors="surrogateescape")
    before = path.read_bytes()
    for use in (saved_map, lambda layer: save_map(layer, MAP), forget_map):
        with pytest.raises(FieldMapError) as told:
            use(survey)
        assert told.value.subject == str(path)
        assert "delete it" in told.value.hint
    assert path.read_bytes() == before
    assert survey.customProperty(FIELD_MAP) is None
    assert list(folder.glob(".*")) == []


@pytest.mark.parametrize(
    "entry",
    [
        5, {**VALID, "layer_type": "nonsense"}, {**VALID, "version": 9},
        {**VALID, "fields": {"name": 5}}, {**VALID, "fields": {"no_such_field": {}}},
        {**VALID, "profile": "klingon"},
    ],
    ids=["no map", "type", "version", "no use", "field", "profile"],
)  # fmt: skip
def test_a_damaged_map_is_an_error_that_says_where_it_is(
    survey: QgsVectorLayer, folder: Path, entry: Any
) -> None:
    survey.setCustomProperty(FIELD_MAP, json.dumps(entry))
    with pytest.raises(FieldMapError, match=r"^Titik mineral: Its saved field map"):
        saved_map(survey)
    survey.removeCustomProperty(FIELD_MAP)
    path = folder / "field_maps.json"
    write_json(path, {"format": "amis-field-maps", "maps": {source_key(survey): entry}})
    with pytest.raises(FieldMapError, match="Titik mineral") as told:
        saved_map(survey)
    assert told.value.subject == str(path)


def test_a_map_file_that_a_person_chose(tmp_path: Path) -> None:
    path = tmp_path / "map.json"
    write_json(path, VALID)
    assert read_field_map(path) == MAP
    assert read_json(path) == VALID
    for text in ("{", "[]", json.dumps({**VALID, "layer_type": "nonsense"})):
        path.write_text(text, encoding="utf-8")
        with pytest.raises(FieldMapError) as told:
            read_field_map(path)
        assert told.value.subject == str(path)
    path.unlink()
    with pytest.raises(FieldMapError, match=r"map\.json"):
        read_field_map(path)


def test_a_file_is_the_old_one_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "new" / "report.html"
    write_text(path, "the old one, ทองแดง\n")
    assert path.read_bytes().decode("utf-8").splitlines() == ["the old one, ทองแดง"]

    def full(_self: Path, _target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(path), "replace", full)
    with pytest.raises(WorkspaceError, match=r"report\.html.*No space left"):
        write_text(path, "the new one")
    monkeypatch.undo()
    assert path.read_text(encoding="utf-8") == "the old one, ทองแดง\n"
    assert [one.name for one in path.parent.iterdir()] == ["report.html"]
    with pytest.raises(WorkspaceError, match="cannot be written"):
        write_text(tmp_path, "a folder")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_written_file_has_the_rights_of_any_other(tmp_path: Path) -> None:
    """A report in a folder that others share is theirs to read."""
    (tmp_path / "any.txt").write_text("any", encoding="utf-8")
    write_text(tmp_path / "ours.txt", "ours")
    rights = {stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()}
    assert len(rights) == 1


def test_a_profile_that_cannot_be_written_is_an_error(
    survey: QgsVectorLayer, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setattr(profile_store, "_file", lambda name: tmp_path / "file" / name)
    with pytest.raises(WorkspaceError, match="cannot be written"):
        write_terms(TERMS)
    with pytest.raises(WorkspaceError, match="cannot be written"):
        save_map(survey, MAP)
    assert survey.customProperty(FIELD_MAP) is None


def layer_of(provider: str, source: str) -> QgsVectorLayer:
    """Return a layer that names a source, which need not be there: nobody asks for it."""
    layer = QgsVectorLayer("Point?field=a:string", "Any name", "memory")
    layer.source = lambda: source
    layer.providerType = lambda: provider
    return layer


@pytest.mark.parametrize(
    ("provider", "source", "place"),
    [
        ("WFS", "url='http://h.org/ows?map=x' typename='ms:occ' version='2.0.0'",
         ("http://h.org/ows?map=x", "ms:occ")),
        ("WFS", "url='http://me:s3cret@h.org/ows?token=abc' typename='occ' password='s3cret'",
         ("http://***@h.org/ows?token=***", "occ")),
        ("OAPIF", "url='http://h.org/api' typename='mines'", ("http://h.org/api", "mines")),
        ("arcgisfeatureserver", "crs='EPSG:4326' url='http://h.org/FeatureServer/0?token=abc'",
         ("http://h.org/FeatureServer/0?token=***", "Any name")),
        ("ogr", "/no/such/a.gpkg|layername=mines", ("a.gpkg", "mines")),
        ("ogr", "/no/such/a.shp", ("a.shp", "a")),
        ("ogr", LOGIN, ("http://***@h.org/x.geojson?token=***", "Any name")),
        ("ogr", f"/vsicurl/{LOGIN}", ("http://***@h.org/x.geojson?token=***", "Any name")),
        ("memory", "Point?field=a:string", ("", "Any name")),
    ],
)  # fmt: skip
def test_the_place_has_no_folder_and_no_login(
    qgis_app: Any, provider: str, source: str, place: tuple[str, str]
) -> None:
    layer = layer_of(provider, source)
    assert place_of_source(layer) == place
    key = source_key(layer)
    assert key.startswith(f"{provider.lower()}|") and key.endswith(f"|{place[1]}")
    assert "s3cret" not in key and "abc" not in key


def test_tables_of_one_name_in_two_places_have_two_keys(qgis_app: Any) -> None:
    base = "host=h user='u' password='s3cret' key='id' table=\"public\".\"mines\" (geom)"
    sources = [
        ("ogr", "/one/a.gpkg|layername=mines"),
        ("ogr", "/two/a.gpkg|layername=mines"),
        ("ogr", "/vsizip//one/a.zip/mines.shp"),
        ("ogr", "/vsizip//one/a.zip/plants.shp"),
        ("ogr", "PG:dbname=x host=h user=u password='s3cret'"),
        ("WFS", "url='http://h.org/ows' typename='m'"),
        ("WFS", "url='http://h.net/ows' typename='m'"),
        ("postgres", f"dbname='x' {base}"),
        ("postgres", f"dbname='y' {base}"),
    ]
    keys = {source_key(layer_of(*one)) for one in sources}
    assert len(keys) == len(sources)
    assert not any("s3cret" in key for key in keys)
