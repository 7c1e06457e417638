"""What GeoPackages offer: ours with themes and licences, foreign ones as they are."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from osgeo import ogr, osr
from package_samples import build_workspace

from amis_qgis_plugin.core.catalogue import load_catalogue
from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.workspace.contents import WorkspaceLayer, is_workspace, read_layers

SAMPLES = Path(__file__).resolve().parents[2] / "sample_layers" / "asean_samples.gpkg"


def by_table(path: Path) -> dict[str, WorkspaceLayer]:
    return {layer.table: layer for layer in read_layers(path)}


def test_the_samples_by_theme_and_count() -> None:
    found = by_table(SAMPLES)
    told = {name: (one.theme_id, one.geometry, one.features) for name, one in found.items()}
    assert told == {
        "mineral_occurrences": ("mineral", "point", 726),
        "schematic_structures": ("geology", "line", 16),
        "schematic_provinces": ("geology", "polygon", 17),
        "production_statistics": ("industry", "", 430),
    }
    dataset = ogr.Open(str(SAMPLES))
    for name, layer in found.items():
        assert layer.features == dataset.GetLayerByName(name).GetFeatureCount()
    themes = {theme.theme_id for theme in load_catalogue().themes}
    assert {one.theme_id for one in found.values()} <= themes


def test_the_samples_say_licence_and_attribution() -> None:
    found = by_table(SAMPLES)
    assert found["mineral_occurrences"].licence == "Public domain (U.S. Geological Survey)"
    assert "U.S. Geological Survey" in found["mineral_occurrences"].attribution
    assert found["schematic_provinces"].licence == "CC0 1.0"
    assert "ASEAN Minerals Cooperation" in found["production_statistics"].attribution
    for layer in found.values():
        assert layer.sources
        assert bool(layer.licence) == bool(layer.geometry), "the printed tables state none"
        assert layer.attribution


def test_a_statement_shared_by_sources_is_said_once() -> None:
    occurrences = by_table(SAMPLES)["mineral_occurrences"]
    assert len(occurrences.sources) > 1
    assert occurrences.licence.count("Public domain") == 1


def test_the_schematic_layers_carry_their_notice() -> None:
    for name, layer in by_table(SAMPLES).items():
        assert ("not a survey's map" in layer.notice) == name.startswith("schematic_")


def test_layers_come_in_the_order_of_the_registry(tmp_path: Path) -> None:
    path = build_workspace(tmp_path / "workspace.gpkg")
    tables = [layer.table for layer in read_layers(path)]
    assert tables == ["mineral_occurrences", "geological_units", "faults", "production", "notes"]
    assert is_workspace(path)


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    path = tmp_path / "foreign.gpkg"
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    utm = osr.SpatialReference()
    utm.ImportFromEPSG(32651)
    for name, geometry in (
        ('odd "name; --', ogr.wkbMultiPoint),
        ("arcs", ogr.wkbCompoundCurve),
        ("curved areas", ogr.wkbCurvePolygon),
        ("surfaces", ogr.wkbMultiSurface),
        ("all kinds", ogr.wkbUnknown),
        ("collections", ogr.wkbGeometryCollection),
        ("table", ogr.wkbNone),
    ):
        spatial = utm if geometry != ogr.wkbNone else None
        dataset.CreateLayer(name, spatial, geometry, ["IDENTIFIER=The " + name])
    layer = dataset.GetLayerByName('odd "name; --')
    layer.CreateFeature(ogr.Feature(layer.GetLayerDefn()))
    return path


def test_a_foreign_geopackage(foreign: Path) -> None:
    assert not is_workspace(foreign)
    found = by_table(foreign)
    assert {name: one.geometry for name, one in found.items()} == {
        'odd "name; --': "point",
        "arcs": "line",
        "curved areas": "polygon",
        "surfaces": "polygon",
        "all kinds": "geometry",
        "collections": "geometry",
        "table": "",
    }
    odd = found['odd "name; --']
    assert (odd.title, odd.features) == ('The odd "name; --', 1)
    for layer in found.values():
        assert (layer.theme_id, layer.licence, layer.notice, layer.sources) == ("", "", "", ())


def test_a_layer_without_title_goes_by_its_table(foreign: Path) -> None:
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute("UPDATE gpkg_contents SET identifier = NULL WHERE table_name = 'arcs'")
        connection.commit()
    assert by_table(foreign)["arcs"].title == "arcs"


def test_a_listed_table_that_is_gone(foreign: Path) -> None:
    with closing(sqlite3.connect(foreign)) as connection:
        connection.execute(
            "UPDATE gpkg_contents SET table_name = 'gone' WHERE table_name = 'table'"
        )
        connection.commit()
    with pytest.raises(WorkspaceError, match="gone") as caught:
        read_layers(foreign)
    assert "foreign.gpkg" in str(caught.value)


def test_reading_changes_nothing(foreign: Path) -> None:
    before = foreign.read_bytes()
    read_layers(foreign)
    assert foreign.read_bytes() == before
    assert sorted(path.name for path in foreign.parent.iterdir()) == ["foreign.gpkg"]


ISO = """<gmd:MD_Metadata xmlns:gmd="http://www.isotc211.org/2005/gmd" xmlns:gco="http://g/gco">
<gmd:identificationInfo><gmd:MD_DataIdentification>
<gmd:abstract><gco:CharacterString>Faults &amp; folds</gco:CharacterString></gmd:abstract>
<gmd:credit><gco:CharacterString>Survey</gco:CharacterString></gmd:credit>
<gmd:resourceConstraints><gmd:MD_LegalConstraints>
<gmd:useLimitation><gco:CharacterString>CC BY 4.0</gco:CharacterString></gmd:useLimitation>
</gmd:MD_LegalConstraints></gmd:resourceConstraints>
</gmd:MD_DataIdentification></gmd:identificationInfo></gmd:MD_Metadata>"""
QGIS = "<qgis version='3.34'><license>Public domain</license><rights/><abstract/></qgis>"
BOMB = "<!DOCTYPE qgis [<!ENTITY a 'aaa'>]><qgis><license>&a;</license></qgis>"


def state(path: Path, *records: tuple[str, str, str]) -> None:
    """Write metadata records (scope, table or nothing, XML) as the GeoPackage standard has them."""
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE gpkg_metadata (id INTEGER PRIMARY KEY, md_scope TEXT,"
            " md_standard_uri TEXT, mime_type TEXT, metadata TEXT);"
            "CREATE TABLE gpkg_metadata_reference (reference_scope TEXT, table_name TEXT,"
            " column_name TEXT, row_id_value INTEGER, timestamp DATETIME, md_file_id INTEGER,"
            " md_parent_id INTEGER);"
        )
        for number, (scope, table, text) in enumerate(records):
            standard = "http://mrcc.com/qgis.dtd" if "qgis" in text else "http://www.isotc211.org"
            connection.execute(
                "INSERT INTO gpkg_metadata VALUES (?, 'dataset', ?, 'text/xml', ?)",
                (number, standard, text),
            )
            connection.execute(
                "INSERT INTO gpkg_metadata_reference VALUES (?, ?, NULL, NULL, '', ?, NULL)",
                (scope, table or None, number),
            )
        connection.commit()


def test_a_foreign_file_s_own_metadata_counts(foreign: Path) -> None:
    state(foreign, ("table", "ARCS", ISO), ("table", "table", ISO), ("table", "table", QGIS))
    found = by_table(foreign)
    arcs, table = found["arcs"], found["table"]
    assert (arcs.licence, arcs.attribution) == ("CC BY 4.0", "Survey")
    assert arcs.description == "Faults & folds"
    assert (table.licence, table.attribution) == ("Public domain", "Survey")
    assert found["surfaces"].licence == ""


def test_a_statement_about_the_whole_file_holds_where_a_table_says_nothing(foreign: Path) -> None:
    state(foreign, ("geopackage", "", ISO), ("table", "arcs", QGIS))
    found = by_table(foreign)
    assert found["surfaces"].licence == "CC BY 4.0"
    assert found["surfaces"].description == ""
    assert (found["arcs"].licence, found["arcs"].attribution) == ("Public domain", "Survey")


@pytest.mark.parametrize(
    "text", ["", "no XML", "<qgis>", BOMB, "<html><license>x</license></html>"]
)
def test_metadata_that_cannot_be_read_says_nothing(foreign: Path, text: str) -> None:
    state(foreign, ("table", "arcs", text))
    assert by_table(foreign)["arcs"].licence == ""


def test_recorded_sources_go_before_the_metadata(tmp_path: Path) -> None:
    path = build_workspace(tmp_path / "workspace.gpkg")
    before = {name: one.licence for name, one in by_table(path).items() if one.sources}
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TABLE IF EXISTS gpkg_metadata")
        connection.execute("DROP TABLE IF EXISTS gpkg_metadata_reference")
        connection.commit()
    state(path, ("geopackage", "", ISO))
    found = by_table(path)
    assert before and {name: found[name].licence for name in before} == before
