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
        assert layer.licence
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
