"""The Filter dock and the project: several layers, saving and opening, what cannot be filtered."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from counting import copy_of_samples, identifiers
from filter_dock import ALL, click, copper, count_of, entry_is, headline, shown
from qgis.core import QgsProject, QgsVectorLayer


def test_two_layers_of_two_files(
    plugin: Any, panel: Any, layer: QgsVectorLayer, tmp_path: Path, wait_until: Callable[..., None]
) -> None:
    path = copy_of_samples(tmp_path, "second.gpkg")
    plugin.catalogue.add_files([path])
    (entry,) = (one for one in plugin.catalogue.entries() if entry_is(one, path))
    second = plugin.catalogue.add(entry)
    wait_until(lambda: count_of(panel.commodities, "copper") == str(2 * len(copper())))
    click(panel.commodities, "copper")
    assert shown(layer) == shown(second) == copper()
    assert f"{2 * len(copper()):,} of {2 * ALL:,}" in headline(panel)
    QgsProject.instance().removeMapLayer(second.id())
    wait_until(lambda: f"{len(copper())} of {ALL}" in headline(panel))


def test_a_layer_of_a_part_of_its_file_is_counted_as_that_part(
    plugin: Any, panel: Any, layer: QgsVectorLayer, wait_until: Callable[..., None]
) -> None:
    layer.setSubsetString("\"country\" IN ('PHL', 'LAO')")
    in_them = identifiers(countries=("PHL", "LAO"))
    nickel = identifiers(("nickel",)) & in_them
    plugin.filter.look_again()
    wait_until(lambda: count_of(panel.commodities, "nickel") == str(len(nickel)))
    assert count_of(panel.countries, "IDN") == "0"
    click(panel.commodities, "nickel")
    assert shown(layer) == nickel
    assert f"{len(nickel)} of {len(in_them)} occurrences" in headline(panel)
    layer.setSubsetString("")
    plugin.filter.set_filter(plugin.filter.wanted.with_values(commodities=("copper",)))
    wait_until(lambda: count_of(panel.commodities, "copper") == str(len(copper())))


def test_a_filter_that_a_person_gives_a_layer_is_noticed_at_once(
    plugin: Any, panel: Any, layer: QgsVectorLayer, wait_until: Callable[..., None]
) -> None:
    wait_until(lambda: count_of(panel.commodities, "copper") == str(len(copper())))
    click(panel.commodities, "copper")
    in_it = identifiers(countries=("PHL",))
    layer.setSubsetString("\"country\" = 'PHL'")
    wait_until(lambda: f"{len(copper() & in_it)} of {len(in_it)} occurrences" in headline(panel))
    assert shown(layer) == copper() & in_it


def test_layers_of_several_parts_are_counted_together(
    plugin: Any, panel: Any, layer: QgsVectorLayer, wait_until: Callable[..., None]
) -> None:
    twin = layer.clone()
    QgsProject.instance().addMapLayer(twin)
    layer.setSubsetString("\"country\" = 'PHL'")
    twin.setSubsetString("\"country\" IN ('PHL', 'IDN')")
    plugin.filter.look_again()
    expected = copper() & identifiers(countries=("PHL", "IDN"))
    wait_until(lambda: count_of(panel.commodities, "copper") == str(len(expected)))
    click(panel.commodities, "copper")
    assert shown(layer) | shown(twin) == expected
    wait_until(lambda: f"{len(expected)} of " in headline(panel))


def test_a_filter_of_its_own_that_cannot_be_counted_is_told(
    plugin: Any, panel: Any, layer: QgsVectorLayer, wait_until: Callable[..., None]
) -> None:
    # GDAL knows the function, SQLite alone does not.
    layer.setSubsetString('ST_SRID("geom") = 4326 AND "country" = \'PHL\'')
    assert 0 < layer.featureCount() < ALL
    plugin.filter.look_again()
    wait_until(lambda: "no numbers beside the choices" in panel.problems.text())
    assert not count_of(panel.commodities, "copper").isdigit()
    click(panel.commodities, "copper")
    assert 0 < len(shown(layer)) < len(copper())
    assert f"{len(shown(layer))} occurrences" in headline(panel)


def test_a_duplicated_layer_is_not_counted_twice(
    panel: Any, layer: QgsVectorLayer, wait_until: Callable[..., None]
) -> None:
    twin = layer.clone()
    QgsProject.instance().addMapLayer(twin)
    click(panel.commodities, "copper")
    assert shown(twin) == shown(layer) == copper()
    assert f"{len(copper())} of {ALL}" in headline(panel)


def test_the_filter_survives_saving_and_opening(
    plugin: Any, panel: Any, layer: QgsVectorLayer, tmp_path: Path, wait_until: Callable[..., None]
) -> None:
    click(panel.commodities, "copper")
    click(panel.countries, "PHL")
    project, path = QgsProject.instance(), str(tmp_path / "saved.qgz")
    assert project.write(path)
    project.clear()
    wait_until(lambda: plugin.filter.wanted.is_empty)
    assert project.read(path)
    wait_until(lambda: "of" in headline(panel))
    assert panel.commodities.chosen() == {"copper"}
    assert panel.countries.chosen() == {"PHL"}
    (again,) = project.mapLayers().values()
    assert shown(again) == identifiers(("copper",), countries=("PHL",))
    panel.clear_action.trigger()
    assert len(shown(again)) == ALL


def test_a_moved_project_is_counted_where_it_lies(
    plugin: Any, panel: Any, tmp_path: Path, wait_until: Callable[..., None]
) -> None:
    """Project and data travel together to another folder; the old one is gone."""
    project = QgsProject.instance()
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    path = copy_of_samples(old, "data.gpkg")
    plugin.catalogue.add_files([path])
    (entry,) = (one for one in plugin.catalogue.entries() if entry_is(one, path))
    plugin.catalogue.add(entry)
    wait_until(lambda: "occurrences" in headline(panel))
    assert project.write(str(old / "p.qgz"))
    project.clear()
    old.rename(new)
    assert project.read(str(new / "p.qgz"))
    wait_until(lambda: count_of(panel.commodities, "copper") == str(len(copper())))


def test_a_project_without_our_layers_is_not_touched(
    plugin: Any, panel: Any, tmp_path: Path, settle: Callable[..., None]
) -> None:
    project = QgsProject.instance()
    settle(200)
    project.setDirty(False)
    project.addMapLayer(QgsVectorLayer("Point?crs=EPSG:4326", "mine", "memory"))
    project.removeEntry("amis_explorer", "")
    assert project.write(str(tmp_path / "p.qgz"))
    assert project.read(str(tmp_path / "p.qgz"))
    settle(200)
    assert not project.isDirty(), "QGIS would ask to save a project that nobody changed"


def test_a_damaged_filter_in_a_project_gives_one_message(
    plugin: Any, panel: Any, iface: Any, tmp_path: Path, settle: Callable[..., None]
) -> None:
    project = QgsProject.instance()
    for text in ('{"commodities": ["unobtainium"]}', "{", "[]", "5", '{"a": 1}'):
        iface.messageBar().clearWidgets()
        project.writeEntry("amis_explorer", "filter", text)
        assert project.write(str(tmp_path / "p.qgz"))
        assert project.read(str(tmp_path / "p.qgz"))
        settle(100)
        assert plugin.filter.wanted.is_empty
        (message,) = iface.messageBar().items()
        assert message.title() == "AMIS Explorer", message.text()


def test_removing_the_layer_empties_the_counts(
    panel: Any, layer: QgsVectorLayer, wait_until: Callable[..., None]
) -> None:
    click(panel.commodities, "copper")
    QgsProject.instance().removeAllMapLayers()
    wait_until(lambda: "Add a layer" in headline(panel))
    assert count_of(panel.commodities, "copper") == "0"


def test_a_hidden_dock_is_right_when_it_shows_again(
    plugin: Any, panel: Any, layer: QgsVectorLayer, wait_until: Callable[..., None]
) -> None:
    click(panel.commodities, "copper")
    plugin.docks[1].hide()
    QgsProject.instance().clear()
    wait_until(lambda: plugin.filter.outcomes() == [])
    plugin.docks[1].show()
    wait_until(lambda: "Add a layer" in headline(panel))
    assert panel.commodities.chosen() == frozenset()


def test_a_layer_in_editing_is_named_with_the_reason(panel: Any, layer: QgsVectorLayer) -> None:
    layer.startEditing()
    click(panel.commodities, "copper")
    assert panel.problems.isVisible()
    assert layer.name() in panel.problems.text() and "edit" in panel.problems.text()
    layer.rollBack()
    click(panel.countries, "PHL")
    assert not panel.problems.isVisible()
