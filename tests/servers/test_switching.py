"""A layer of a real MapServer switched to its offline copy and back, as a project has it."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from mapserver import MANY, MapServer
from nginx_front import LOGIN_WORD, Nginx
from osgeo import gdal, ogr
from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsPalLayerSettings,
    QgsProject,
    QgsRenderContext,
    QgsRendererCategory,
    QgsSymbol,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)

from amis_qgis_plugin.core.errors import ServiceError, WorkspaceError
from amis_qgis_plugin.core.mapping.field_map import FieldMap, FieldUse, SourceColumn
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.core.user_terms import NO_TERMS
from amis_qgis_plugin.qgis_bridge.layer_filter import (
    Kind,
    filter_live_layer,
    filter_workspace_layer,
    occurrence_layers,
)
from amis_qgis_plugin.qgis_bridge.layers import make_wfs_layer
from amis_qgis_plugin.qgis_bridge.live_values import live_source, read_live_values
from amis_qgis_plugin.qgis_bridge.offline import OfflineRequest, take_offline
from amis_qgis_plugin.qgis_bridge.project import add_layer
from amis_qgis_plugin.qgis_bridge.servers import read_server
from amis_qgis_plugin.qgis_bridge.settings import Server
from amis_qgis_plugin.qgis_bridge.switch_choices import live_twin, offline_copy, reach
from amis_qgis_plugin.qgis_bridge.switch_record import keep_paths
from amis_qgis_plugin.qgis_bridge.switching import to_live, to_offline
from amis_qgis_plugin.workspace.offline.download import Wanted

OCCURRENCES, SOURCE = "mineral_occurrences", "asean"
COPPER_PHL = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
FIELDS = FieldMap(
    OCCURRENCES,
    {
        "identifier": FieldUse((SourceColumn("identifier"),)),
        "name": FieldUse((SourceColumn("name"),)),
        "country": FieldUse((SourceColumn("country"),)),
        "commodity_text": FieldUse((SourceColumn("commodity_text"),)),
    },
)
OF_MANY = FieldMap(OCCURRENCES, {"name": FieldUse((SourceColumn("name"),))})


def live_layer(url: str, name: str, project: QgsProject, authcfg: str = "") -> QgsVectorLayer:
    service = read_server(Server("Test", url, "wfs", authcfg), Progress())
    (found,) = (one for one in service.layers if one.name.rpartition(":")[2] == name)
    return add_layer(project, make_wfs_layer(service, found, authcfg), "mineral")


def take(url: str, layer: str, workspace: Path, fields: FieldMap, authcfg: str = "") -> None:
    source_id = SOURCE if layer == OCCURRENCES else layer
    take_offline(
        OfflineRequest(url, layer, authcfg=authcfg),
        Wanted(workspace, source_id),
        lambda _rows: fields,
        terms=NO_TERMS,
    )


@pytest.fixture(scope="module")
def taken(mapserver: MapServer, qgis_app: Any, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a workspace with two sources in one table, to be copied."""
    path = tmp_path_factory.mktemp("taken") / "region.gpkg"
    take(mapserver.url, OCCURRENCES, path, FIELDS)
    take(mapserver.url, "many", path, OF_MANY)
    return path


@pytest.fixture
def workspace(taken: Path, tmp_path: Path) -> Path:
    path = tmp_path / "data" / "region.gpkg"
    path.parent.mkdir()
    path.write_bytes(taken.read_bytes())
    return path


def switch(layer: QgsVectorLayer, workspace: Path, project: QgsProject) -> tuple[str, ...]:
    copy = offline_copy(layer, [workspace], project)
    assert copy is not None
    return to_offline(layer, copy.path, copy.source.source_id, project)


def identifiers(layer: QgsVectorLayer) -> set[str]:
    return {feature["identifier"] for feature in layer.getFeatures()}


def copper_in_the_philippines(path: Path, table: str, condition: str) -> set[str]:
    """Read by GDAL from a file which rows the filter is about."""
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    layer = dataset.GetLayerByName(table)
    layer.SetAttributeFilter(condition)
    found = {
        row["identifier"]
        for row in layer
        if "copper" in (row["commodity_codes"] or "").split("; ") and row["country"] == "PHL"
    }
    assert 10 < len(found) < 200
    return found


def filter_live(layer: QgsVectorLayer) -> None:
    outcome = filter_live_layer(layer, COPPER_PHL, read_live_values(live_source(layer)))
    assert outcome.problem == ""


def test_the_layer_stays_itself_and_shows_the_rows_of_its_source(
    mapserver: MapServer, workspace: Path, empty_project: QgsProject
) -> None:
    layer = live_layer(mapserver.url, "many", empty_project)
    layer.setName("Places I look at")
    node = empty_project.layerTreeRoot().findLayer(layer.id())
    layer_id, licences = layer.id(), layer.metadata().licenses()
    assert switch(layer, workspace, empty_project) == ()
    assert layer.providerType() == "ogr" and layer.isValid()
    assert (layer.id(), layer.name()) == (layer_id, "Places I look at")
    assert empty_project.mapLayer(layer_id) is layer
    assert empty_project.layerTreeRoot().findLayer(layer_id) is node
    assert layer.metadata().licenses() == licences
    assert layer.featureCount() == MANY
    assert {feature["source_id"] for feature in layer.getFeatures()} == {"many"}
    place = live_twin(layer)
    assert place is not None and place.url == mapserver.url
    to_live(layer, reach(place, Progress()))
    assert layer.providerType() == "WFS" and layer.id() == layer_id
    assert {feature["code"] for feature in layer.getFeatures()} == {7 * n for n in range(MANY)}


def test_the_filter_selects_the_same_rows_on_both_sides(
    mapserver: MapServer, workspace: Path, empty_project: QgsProject
) -> None:
    layer = live_layer(mapserver.url, OCCURRENCES, empty_project)
    expected = copper_in_the_philippines(mapserver.data, OCCURRENCES, "")
    assert expected == copper_in_the_philippines(workspace, OCCURRENCES, f"source_id = '{SOURCE}'")
    filter_live(layer)
    live_subset = layer.subsetString()
    assert identifiers(layer) == expected
    assert switch(layer, workspace, empty_project) == ()
    assert occurrence_layers(empty_project) == [(layer, Kind.WORKSPACE)]
    assert filter_workspace_layer(layer, COPPER_PHL).problem == ""
    assert identifiers(layer) == expected
    to_live(layer)
    assert occurrence_layers(empty_project) == [(layer, Kind.LIVE)]
    assert layer.subsetString() == live_subset
    assert identifiers(layer) == expected
    switch(layer, workspace, empty_project)
    assert identifiers(layer) == expected, "what was left is what comes back"
    assert filter_workspace_layer(layer, OccurrenceFilter(countries=("PHL",))).problem == ""
    assert identifiers(layer) > expected


@pytest.mark.parametrize(
    ("own", "keeps"),
    [
        ("\"source_id\" = 'usgs-laterite' AND \"country\" = 'PHL'",
         lambda row: row["source_id"] == "usgs-laterite" and row["country"] == "PHL"),
        ("\"country\" NOT IN ('PHL', 'IDN')", lambda row: row["country"] not in ("PHL", "IDN")),
    ],
)  # fmt: skip
def test_a_filter_of_the_persons_own_goes_over(
    own: str,
    keeps: Callable[[Any], bool],
    mapserver: MapServer,
    workspace: Path,
    empty_project: QgsProject,
) -> None:
    """The server's source_id is not the workspace's: what the source said counts."""
    layer = live_layer(mapserver.url, OCCURRENCES, empty_project)
    assert layer.setSubsetString(own)
    dataset = ogr.Open(str(mapserver.data))
    expected = {row["identifier"] for row in dataset.GetLayer(OCCURRENCES) if keeps(row)}
    assert 0 < len(expected) < 500
    assert identifiers(layer) == expected
    filter_live(layer)
    both = identifiers(layer)
    assert switch(layer, workspace, empty_project) == ()
    assert identifiers(layer) == expected
    filter_workspace_layer(layer, COPPER_PHL)
    assert identifiers(layer) == both
    to_live(layer)
    assert identifiers(layer) == both


def test_a_filter_that_cannot_go_over_is_told(
    mapserver: MapServer, workspace: Path, empty_project: QgsProject
) -> None:
    layer = live_layer(mapserver.url, OCCURRENCES, empty_project)
    assert layer.setSubsetString("\"name\" LIKE 'A%'")
    few = identifiers(layer)
    (note,) = switch(layer, workspace, empty_project)
    assert "LIKE 'A%'" in note
    assert layer.featureCount() == mapserver.count
    to_live(layer)
    assert identifiers(layer) == few


def by_field(layer: QgsVectorLayer, name: str, *values: str) -> None:
    categories = [
        QgsRendererCategory(one, QgsSymbol.defaultSymbol(layer.geometryType()), one)
        for one in values
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer(name, categories))


def label(layer: QgsVectorLayer, field: str) -> None:
    settings = QgsPalLayerSettings()
    settings.fieldName = field
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def test_styles_of_both_sides_come_back_exactly(
    mapserver: MapServer, workspace: Path, empty_project: QgsProject
) -> None:
    layer = live_layer(mapserver.url, "many", empty_project)
    by_field(layer, "code", "7", "14")
    label(layer, "grade")
    layer.setOpacity(0.4)
    layer.styleManager().addStyleFromLayer("second")
    switch(layer, workspace, empty_project)
    # Aligned rows have no code and no grade: their own style, as opaque as the layer was.
    assert "code" not in layer.renderer().usedAttributes(QgsRenderContext())
    assert layer.opacity() == pytest.approx(0.4)
    assert layer.styleManager().styles() == ["default", "second"]
    by_field(layer, "source_feature_id", "7")
    layer.setOpacity(0.9)
    to_live(layer)
    assert layer.renderer().classAttribute() == "code"
    assert [one.value() for one in layer.renderer().categories()] == ["7", "14"]
    assert layer.labelsEnabled() and layer.labeling().settings().fieldName == "grade"
    assert layer.opacity() == pytest.approx(0.4)
    layer.styleManager().setCurrentStyle("second")
    assert layer.providerType() == "WFS" and layer.renderer().classAttribute() == "code"
    layer.styleManager().setCurrentStyle("default")
    switch(layer, workspace, empty_project)
    assert layer.renderer().classAttribute() == "source_feature_id"
    assert layer.opacity() == pytest.approx(0.9)


def test_a_style_that_fits_goes_over(
    mapserver: MapServer, workspace: Path, empty_project: QgsProject
) -> None:
    layer = live_layer(mapserver.url, OCCURRENCES, empty_project)
    by_field(layer, "country", "PHL", "IDN")
    label(layer, "name")
    layer.setScaleBasedVisibility(True)
    layer.setMinimumScale(2_000_000)
    switch(layer, workspace, empty_project)
    assert layer.renderer().classAttribute() == "country"
    assert layer.labeling().settings().fieldName == "name"
    assert layer.hasScaleBasedVisibility() and layer.minimumScale() == 2_000_000


def test_a_style_that_would_draw_nothing_does_not_go_over(
    mapserver: MapServer, workspace: Path, empty_project: QgsProject
) -> None:
    layer = live_layer(mapserver.url, OCCURRENCES, empty_project)
    by_field(layer, "country", "Philippines", "Indonesia")
    switch(layer, workspace, empty_project)
    assert getattr(layer.renderer(), "classAttribute", str)() != "country"


def other_sides(project: Path) -> str:
    """Return what a project's file notes of the other sides of its layers."""
    root = ElementTree.parse(project).getroot()
    noted = [one.get("value", "") for one in root.iter("Option")
             if one.get("name") == "amis/other_side"]  # fmt: skip
    assert noted
    return " ".join(noted)


def test_a_project_that_moves_with_its_data_switches_where_it_lies(
    mapserver: MapServer, workspace: Path, empty_project: QgsProject, tmp_path: Path
) -> None:
    home, away = workspace.parent, tmp_path / "elsewhere"
    layer = live_layer(mapserver.url, OCCURRENCES, empty_project)
    by_field(layer, "identifier", "x")
    filter_live(layer)
    expected = identifiers(layer)
    empty_project.setFilePathStorage(Qgis.FilePathType.Relative)
    end = keep_paths(empty_project)
    switch(layer, workspace, empty_project)
    filter_workspace_layer(layer, COPPER_PHL)
    assert empty_project.write(str(home / "offline.qgs"))
    to_live(layer)
    assert empty_project.write(str(home / "live.qgs"))
    end()
    empty_project.clear()
    home.rename(away)
    for name, provider in (("offline", "ogr"), ("live", "WFS")):
        project = QgsProject()
        assert str(home) not in other_sides(away / f"{name}.qgs")
        assert project.read(str(away / f"{name}.qgs"))
        (layer,) = project.mapLayers().values()
        assert (layer.isValid(), layer.providerType()) == (True, provider), name
        assert identifiers(layer) == expected
        if name == "live":
            copy = offline_copy(layer, [], project)
            assert copy is not None and copy.path == away / "region.gpkg"
            to_offline(layer, copy.path, copy.source.source_id, project)
            assert identifiers(layer) == expected
        else:
            to_live(layer)
            assert identifiers(layer) == expected
            assert layer.renderer().classAttribute() == "identifier"
        project.clear()


def test_a_live_layer_without_its_server_shows_its_copy(
    workspace: Path, mapserver: MapServer, empty_project: QgsProject, tmp_path: Path
) -> None:
    """In the field the project opens with a layer that QGIS cannot read."""
    layer = live_layer(mapserver.url, OCCURRENCES, empty_project)
    by_field(layer, "country", "PHL", "IDN")
    layer.setSubsetString("\"country\" = 'PHL'")
    path = tmp_path / "p.qgs"
    assert empty_project.write(str(path))
    text = path.read_text(encoding="utf-8")
    dead = "http://127.0.0.1:9/ows"
    path.write_text(text.replace(mapserver.url, dead), encoding="utf-8")
    project = QgsProject()
    assert project.read(str(path))
    (layer,) = project.mapLayers().values()
    assert not layer.isValid()
    assert offline_copy(layer, [workspace], project) is None, "it is another server"
    notes = to_offline(layer, workspace, SOURCE, project)
    assert notes == ()
    assert layer.isValid() and layer.renderer().classAttribute() == "country"
    assert {feature["country"] for feature in layer.getFeatures()} == {"PHL"}
    place = live_twin(layer)
    assert place is not None and place.url == dead
    with pytest.raises(ServiceError, match=r"127\.0\.0\.1"):
        reach(place, Progress())
    with pytest.raises(ServiceError, match="cannot open"):
        to_live(layer)
    assert layer.isValid() and layer.providerType() == "ogr"
    assert layer.renderer().classAttribute() == "country"
    assert {feature["country"] for feature in layer.getFeatures()} == {"PHL"}
    project.clear()


def test_a_layer_that_came_from_the_workspace_finds_its_server(
    mapserver: MapServer, workspace: Path, empty_project: QgsProject
) -> None:
    layer = QgsVectorLayer(f"{workspace}|layername={OCCURRENCES}", "Aligned", "ogr")
    empty_project.addMapLayer(layer)
    assert live_twin(layer) is None, "it shows two sources"
    layer.setSubsetString(f"\"source_id\" = '{SOURCE}'")
    place = live_twin(layer)
    assert place is not None and (place.protocol, place.url) == ("wfs", mapserver.url)
    to_live(layer, reach(place, Progress()))
    assert layer.providerType() == "WFS" and layer.featureCount() == mapserver.count
    filter_live(layer)
    assert identifiers(layer) == copper_in_the_philippines(mapserver.data, OCCURRENCES, "")
    switch(layer, workspace, empty_project)
    assert layer.subsetString() == f"\"source_id\" = '{SOURCE}'"


def test_edits_are_saved_first(
    mapserver: MapServer, workspace: Path, empty_project: QgsProject
) -> None:
    layer = live_layer(mapserver.url, OCCURRENCES, empty_project)
    switch(layer, workspace, empty_project)
    assert layer.startEditing()
    with pytest.raises(WorkspaceError, match="being edited"):
        to_live(layer)
    assert layer.providerType() == "ogr" and layer.isEditable()
    layer.rollBack()
    to_live(layer)


def test_the_login_goes_with_the_layer_as_an_id(
    nginx: Nginx, authcfg: str, empty_project: QgsProject, tmp_path: Path
) -> None:
    workspace = tmp_path / "region.gpkg"
    take(nginx.auth_url, "many", workspace, OF_MANY, authcfg)
    layer = live_layer(nginx.auth_url, "many", empty_project, authcfg)
    switch(layer, workspace, empty_project)
    assert empty_project.write(str(tmp_path / "p.qgs"))
    text = (tmp_path / "p.qgs").read_text(encoding="utf-8")
    assert authcfg in text and LOGIN_WORD not in text
    place = live_twin(layer)
    assert place is not None and place.authcfg == authcfg
    to_live(layer, reach(place, Progress()))
    assert layer.featureCount() == MANY


def test_a_login_in_the_address_is_refused(
    mapserver: MapServer, workspace: Path, empty_project: QgsProject
) -> None:
    login = "username='me' password='feldspar'"
    uri = f"url='{mapserver.url}' typename='ms:many' version='2.0.0' {login}"
    layer = QgsVectorLayer(uri, "many", "WFS")
    empty_project.addMapLayer(layer)
    with pytest.raises(ServiceError, match="authentication database"):
        switch(layer, workspace, empty_project)
    assert layer.providerType() == "WFS"
    assert not any("feldspar" in str(layer.customProperty(k)) for k in layer.customPropertyKeys())
