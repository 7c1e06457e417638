"""Layers of a workspace: styled, stamped, credited, by the plugin and by plain QGIS."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from counting import OCCURRENCES, SAMPLES, copy_of_samples, occurrences
from osgeo import gdal
from qgis.core import (
    QgsLayerMetadata,
    QgsMarkerSymbol,
    QgsProviderRegistry,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)

from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.qgis_bridge.compat import count_features, counts_slowly, extent_of
from amis_qgis_plugin.qgis_bridge.layer_filter import filter_workspace_layer
from amis_qgis_plugin.qgis_bridge.layers import (
    LAYER_ID,
    LAYER_TYPE,
    NO_LICENCE,
    THEME,
    make_workspace_layer,
    workspace_layer_id,
    workspace_path,
)
from amis_qgis_plugin.qgis_bridge.world_map import DISCLAIMER, make_country_outlines
from amis_qgis_plugin.workspace.contents import read_layers

RENDERERS = {
    "mineral_occurrences": "categorizedSymbol",
    "schematic_structures": "categorizedSymbol",
    "schematic_provinces": "categorizedSymbol",
}


@pytest.fixture
def samples(qgis_app: Any, tmp_path: Path) -> Path:
    return copy_of_samples(tmp_path)


def made(path: Path, table: str) -> QgsVectorLayer:
    return make_workspace_layer(next(one for one in read_layers(path) if one.table == table))


def attribution_of(layer: Any) -> str:
    properties = layer.serverProperties()
    holder = properties if hasattr(properties, "attribution") else layer  # moved in a later QGIS
    return str(holder.attribution())


def test_every_layer_opens_with_all_its_rows(samples: Path) -> None:
    with closing(sqlite3.connect(samples)) as connection, connection:
        for one in read_layers(samples):
            layer = make_workspace_layer(one)
            (rows,) = connection.execute(f'SELECT count(*) FROM "{one.table}"').fetchone()
            assert layer.isValid()
            assert len(list(layer.getFeatures())) == rows == count_features(layer), one.table


@pytest.mark.parametrize("table", RENDERERS)
def test_layer_is_styled(samples: Path, table: str) -> None:
    layer = made(samples, table)
    assert layer.renderer().type() == RENDERERS[table]
    assert len(layer.renderer().legendSymbolItems()) > 2


def test_layer_carries_its_id_type_and_theme(samples: Path) -> None:
    layer = made(samples, OCCURRENCES)
    assert layer.customProperty(LAYER_ID) == workspace_layer_id(samples, OCCURRENCES)
    assert layer.customProperty(LAYER_TYPE) == "mineral_occurrences"
    assert layer.customProperty(THEME) == "mineral"
    assert workspace_path(layer) == samples


def test_source_and_licence_stand_in_the_layer_properties(samples: Path) -> None:
    layer = made(samples, OCCURRENCES)
    about = layer.metadata()
    assert about.title() == "Mineral occurrences (USGS records)"
    assert about.licenses() == ["Public domain (U.S. Geological Survey)"]
    assert "U.S. Geological Survey" in about.rights()[0]
    assert "U.S. Geological Survey" in attribution_of(layer)
    assert "regional databases hold more" in about.abstract()
    assert "Public domain" in layer.htmlMetadata()  # what the Information page shows


@pytest.mark.parametrize("table", ["schematic_provinces", "schematic_structures"])
def test_schematic_layers_say_so_wherever_they_show(samples: Path, table: str) -> None:
    layer = made(samples, table)
    assert "schematic" in layer.name().lower()
    assert "schematic" in layer.metadata().abstract().lower()
    assert "schematic" in attribution_of(layer).lower()


@pytest.mark.parametrize("table", ["mineral_occurrences", "schematic_provinces"])
def test_the_file_brings_metadata_and_style_to_plain_qgis(samples: Path, table: str) -> None:
    layer = QgsVectorLayer(f"{samples}|layername={table}", "plain", "ogr")
    assert layer.metadata().licenses(), "the GeoPackage's own metadata has no licence for QGIS"
    assert layer.metadata().rights()
    assert layer.metadata().title() == made(samples, table).metadata().title()
    assert layer.renderer().type() == RENDERERS[table], "the file has no default style"


def test_a_foreign_geopackage_opens_without_licence_and_says_so(
    qgis_app: Any, tmp_path: Path
) -> None:
    path = tmp_path / "foreign.gpkg"
    gdal.VectorTranslate(str(path), str(SAMPLES), layers=[OCCURRENCES], layerName="points")
    layer = made(path, "points")
    assert layer.isValid()
    assert layer.metadata().licenses() == [NO_LICENCE]
    assert layer.customProperty(LAYER_TYPE) == ""


def test_what_a_foreign_file_says_of_its_rights_is_kept(qgis_app: Any, tmp_path: Path) -> None:
    path = tmp_path / "foreign.gpkg"
    gdal.VectorTranslate(str(path), str(SAMPLES), layers=[OCCURRENCES], layerName="points")
    about = QgsLayerMetadata()
    about.setLicenses(["Public domain (USGS)"])
    about.setRights(["Cite the survey"])
    about.setAbstract("What the survey knew in 2020")
    registry, uri = QgsProviderRegistry.instance(), f"{path}|layername=points"
    saved = registry.saveLayerMetadata("ogr", uri, about)
    assert saved[0] if isinstance(saved, tuple) else saved
    (entry,) = read_layers(path)
    assert (entry.licence, entry.attribution) == ("Public domain (USGS)", "Cite the survey")
    layer = made(path, "points")
    assert layer.metadata().licenses() == ["Public domain (USGS)"]
    assert layer.metadata().rights() == ["Cite the survey"]
    assert layer.metadata().abstract() == "What the survey knew in 2020"
    assert attribution_of(layer) == "Cite the survey"


def test_a_style_of_the_file_is_kept(samples: Path) -> None:
    own = QgsVectorLayer(f"{samples}|layername={OCCURRENCES}", "own", "ogr")
    own.setRenderer(QgsSingleSymbolRenderer(QgsMarkerSymbol()))
    if hasattr(own, "saveStyleToDatabaseV2"):  # the newer since 3.44
        problem = own.saveStyleToDatabaseV2("mine", "", True, "")[-1]
    else:
        problem = own.saveStyleToDatabase("mine", "", True, "")
    assert not problem
    del own
    assert made(samples, OCCURRENCES).renderer().type() == "singleSymbol"


def test_what_is_gone_is_named(samples: Path) -> None:
    one = next(layer for layer in read_layers(samples) if layer.table == OCCURRENCES)
    samples.unlink()
    with pytest.raises(WorkspaceError, match=r"samples\.gpkg") as caught:
        make_workspace_layer(one)
    assert OCCURRENCES in caught.value.message


def test_a_file_in_a_read_only_folder_opens(samples: Path, tmp_path: Path) -> None:
    folder = tmp_path / "read only"
    folder.mkdir()
    path = Path(shutil.copyfile(samples, folder / "s.gpkg"))
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        if os.access(folder, os.W_OK) and os.geteuid() != 0:
            pytest.skip("this file system knows no read-only folders")
        assert count_features(made(path, OCCURRENCES)) == len(occurrences())
    finally:
        folder.chmod(0o755)


@pytest.mark.parametrize("name", ["with space.gpkg", "ป่า & 100%.gpkg", "it's|odd.gpkg"])
def test_odd_file_names(qgis_app: Any, tmp_path: Path, name: str) -> None:
    path = copy_of_samples(tmp_path, name)
    layer = made(path, OCCURRENCES)
    assert count_features(layer) == len(occurrences())
    assert workspace_path(layer) == path


def test_extent_and_count_hold_while_other_layers_of_the_file_open(samples: Path) -> None:
    layer = made(samples, OCCURRENCES)
    assert layer.setSubsetString("\"country\" = 'PHL'")
    others = [make_workspace_layer(one) for one in read_layers(samples)]
    philippines = [row for row in occurrences() if row.country == "PHL"]
    assert count_features(layer) == len(philippines)
    box = extent_of(layer)
    found = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
    xs, ys = [row.x for row in philippines], [row.y for row in philippines]
    assert found == pytest.approx((min(xs), min(ys), max(xs), max(ys)))
    assert len(others) == len(read_layers(samples))


def test_counting_is_slow_in_large_tables_under_a_subset(samples: Path) -> None:
    small, subset = made(samples, OCCURRENCES), "\"country\" = 'PHL'"
    assert small.setSubsetString(subset)
    assert not counts_slowly(small)
    booked = "UPDATE gpkg_ogr_contents SET feature_count = 100000 WHERE table_name = ?"
    with closing(sqlite3.connect(samples)) as connection, connection:
        connection.execute(booked, (OCCURRENCES,))
    large = made(samples, OCCURRENCES)
    assert not counts_slowly(large), "all rows are known"
    outcome = filter_workspace_layer(large, OccurrenceFilter(countries=("PHL",)), exactly=False)
    assert (outcome.shown, outcome.problem) == (-1, "")
    assert counts_slowly(large)
    philippines = [row for row in occurrences() if row.country == "PHL"]
    assert count_features(large) == len(philippines)
    exact = filter_workspace_layer(large, OccurrenceFilter(countries=("IDN",)))
    assert exact.shown == len([row for row in occurrences() if row.country == "IDN"])


def test_country_outlines_are_the_members_with_a_disclaimer(qgis_app: Any) -> None:
    layer = make_country_outlines()
    field = next(name for name in layer.fields().names() if name.lower() == "iso_a3")
    codes = {feature[field] for feature in layer.getFeatures()}
    members = ["BRN", "KHM", "IDN", "LAO", "MYS", "MMR", "PHL", "SGP", "THA", "TLS", "VNM"]
    assert codes <= set(members)
    # QGIS's small map leaves out the smallest states; the large ones have to be there.
    assert codes >= set(members) - {"SGP", "BRN"}
    assert DISCLAIMER in layer.metadata().abstract()
    assert "not authoritative" in layer.name()


def test_looking_at_the_extent_leaves_the_attribution(samples: Path) -> None:
    layer = made(samples, OCCURRENCES)
    before = attribution_of(layer)
    others = [made(samples, "schematic_provinces"), made(samples, "schematic_structures")]
    layer.setSubsetString("country = 'PHL'")
    assert not extent_of(layer).isNull()
    assert count_features(layer) == 353
    assert attribution_of(layer) == before != ""
    assert all(attribution_of(one) for one in others)
