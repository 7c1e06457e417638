"""The sign of completeness in the Layers panel: which one, what it says, when it comes and goes."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from counting import OCCURRENCES, copy_of_samples
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtWidgets import QApplication

from amis_qgis_plugin.gui.completeness_dialog import CompletenessDialog
from amis_qgis_plugin.gui.completeness_indicator import ICONS

Wait = Callable[..., None]
Settle = Callable[..., None]
NASTY = "Layer <b>of</b> & its “evidence”"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Give the samples with three sources of the occurrences, each in another state."""
    path = copy_of_samples(tmp_path, "region.gpkg")
    with closing(sqlite3.connect(path)) as connection, connection:
        rows = connection.execute(
            "SELECT source_id FROM amis_sources WHERE table_name = ? ORDER BY 1", (OCCURRENCES,)
        ).fetchall()
        assert len(rows) >= 3
        for (source_id,), state in zip(
            rows, ("COMPLETE_PROVEN", "COMPLETE_UNPROVEN", "INCOMPLETE")
        ):
            connection.execute(
                "UPDATE amis_sources SET completeness = ?, evidence = ?, title = ?,"
                " protocol = 'wfs', retrieved_at = '2026-11-25T10:00:00Z' WHERE source_id = ?",
                (state, f"Evidence of {source_id}", f"{NASTY} {source_id}", source_id),
            )
        connection.execute(
            "UPDATE amis_sources SET completeness = 'COMPLETE_PROVEN' WHERE completeness NOT IN"
            " ('COMPLETE_UNPROVEN', 'INCOMPLETE') OR table_name <> ?",
            (OCCURRENCES,),
        )
    return path


def ids(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute(
            "SELECT source_id FROM amis_sources WHERE table_name = ? ORDER BY 1", (OCCURRENCES,)
        )
        return [row[0] for row in found]


def add(path: Path, table: str = OCCURRENCES) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{path}|layername={table}", table, "ogr")
    assert layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    return layer


@pytest.fixture
def signs(iface: Any, plugin: Any, settle: Settle) -> Callable[[Any], list[Any]]:
    """Return a function that gives the signs beside a layer."""

    def of(layer: Any) -> list[Any]:
        settle(100)
        node = QgsProject.instance().layerTreeRoot().findLayer(layer.id())
        return [
            one
            for one in iface.layerTreeView().indicators(node)
            if "ompleteness" in one.toolTip() or "retrieved" in one.toolTip()
        ]

    return of


def same_icon(sign: Any, name: str) -> bool:
    from amis_qgis_plugin.gui.icons import icon

    return sign.icon().pixmap(24, 24).toImage() == icon(name).pixmap(24, 24).toImage()


def test_the_worst_of_the_sources_counts(
    workspace: Path, signs: Callable[[Any], list[Any]]
) -> None:
    layer = add(workspace)
    (sign,) = signs(layer)
    assert same_icon(sign, "incomplete")
    said = sign.toolTip()
    names = ids(workspace)
    assert said.index(names[2]) < said.index(names[1]), "the least complete comes first"
    assert "Take offline again to go on" in said and "2026-11-25 10:00:00 UTC" in said
    assert "&lt;b&gt;of&lt;/b&gt; &amp;" in said and "Licence: " in said
    for number, state in enumerate(("complete", "unproven", "incomplete")):
        layer.setSubsetString(f"\"source_id\" = '{names[number]}'")
        (sign,) = signs(layer)
        assert same_icon(sign, state)
        assert names[number] in sign.toolTip() and names[number - 1] not in sign.toolTip()
    layer.setSubsetString(f"(\"source_id\" IN ('{names[0]}', '{names[1]}')) AND (\"fid\" > 3)")
    assert same_icon(signs(layer)[0], "unproven")
    layer.setSubsetString(f'"source_id" = \'{names[0]}\' OR "fid" > 3')
    assert same_icon(signs(layer)[0], "incomplete")


def test_three_signs_are_told_apart_without_colour() -> None:
    from amis_qgis_plugin.gui.icons import icon

    shapes = set()
    for name in ICONS.values():
        image = icon(name).pixmap(16, 16).toImage()
        shapes.add(
            tuple(image.pixelColor(x, y).alpha() > 128 for x in range(16) for y in range(16))
        )
    assert len(shapes) == 3


def test_other_layers_have_no_sign(
    workspace: Path, tmp_path: Path, signs: Callable[[Any], list[Any]]
) -> None:
    memory = QgsVectorLayer("Point?crs=EPSG:4326", "memory", "memory")
    QgsProject.instance().addMapLayer(memory)
    (tmp_path / "plain.geojson").write_text('{"type": "FeatureCollection", "features": []}')
    plain = QgsVectorLayer(str(tmp_path / "plain.geojson"), "plain", "ogr")
    QgsProject.instance().addMapLayer(plain)
    assert signs(memory) == signs(plain) == []


def test_signs_follow_the_layer_tree(
    workspace: Path, iface: Any, signs: Callable[[Any], list[Any]], settle: Settle, tmp_path: Path
) -> None:
    layer = add(workspace)
    project = QgsProject.instance()
    assert len(signs(layer)) == 1
    layer.setName("renamed")
    assert len(signs(layer)) == 1
    root = project.layerTreeRoot()
    group = root.addGroup("elsewhere")
    node = root.findLayer(layer.id())
    group.addChildNode(node.clone())
    root.removeChildNode(node)
    assert len(signs(layer)) == 1
    root.removeChildNode(group)
    settle(100)
    assert project.mapLayers() == {} or len(signs(layer)) == 0
    project.clear()
    layer = add(workspace)
    assert project.write(str(tmp_path / "p.qgz"))
    project.clear()
    settle(100)
    assert project.read(str(tmp_path / "p.qgz"))
    (layer,) = project.mapLayers().values()
    assert len(signs(layer)) == 1


def test_a_new_take_changes_the_sign(
    workspace: Path, plugin: Any, signs: Callable[[Any], list[Any]]
) -> None:
    layer = add(workspace)
    assert same_icon(signs(layer)[0], "incomplete")
    with closing(sqlite3.connect(workspace)) as connection, connection:
        connection.execute("UPDATE amis_sources SET completeness = 'COMPLETE_PROVEN'")
    plugin.completeness.refresh(workspace)
    assert same_icon(signs(layer)[0], "complete")


def test_a_click_tells_all_and_it_can_be_copied(
    workspace: Path, plugin: Any, iface: Any, signs: Callable[[Any], list[Any]], settle: Settle
) -> None:
    layer = add(workspace)
    iface.setActiveLayer(layer)
    (sign,) = signs(layer)
    sign.clicked.emit(QModelIndex())
    (dialog,) = dialogs()
    text = dialog.text.toPlainText()
    for source_id in ids(workspace)[:3]:
        assert f"Evidence of {source_id}" in text
    assert f"{NASTY} {ids(workspace)[2]}" in text
    assert "Take offline again to go on." in text
    assert dialog.text.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    dialog.reject()
    settle(100)
    assert dialogs() == []
    plugin.completeness.tell(layer)
    assert len(dialogs()) == 1
    plugin.completeness.tell(None)
    dialogs()[0].reject()


def dialogs() -> list[CompletenessDialog]:
    return [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, CompletenessDialog) and one.isVisible()
    ]


def test_nothing_is_left_beside_the_file(
    workspace: Path, plugin: Any, signs: Callable[[Any], list[Any]], settle: Settle
) -> None:
    with closing(sqlite3.connect(workspace)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    before = sorted(one.name for one in workspace.parent.iterdir())
    # A layer that QGIS does not open: only we look at the file.
    layer = QgsVectorLayer(f"{workspace}|layername=nothing", "gone", "ogr")
    assert not layer.isValid()
    QgsProject.instance().addMapLayer(layer)
    plugin.completeness.refresh()
    settle(200)
    QgsProject.instance().clear()
    assert sorted(one.name for one in workspace.parent.iterdir()) == before
    workspace.rename(workspace.with_name("moved.gpkg"))  # nobody holds it


def test_a_missing_file_is_told_quietly(
    workspace: Path, plugin: Any, iface: Any, signs: Callable[[Any], list[Any]]
) -> None:
    layer = add(workspace)
    assert len(signs(layer)) == 1
    iface.messageBar().clearWidgets()
    away = workspace.with_name("away.gpkg")
    for end in ("-wal", "-shm"):
        side = workspace.with_name(workspace.name + end)
        if side.exists():
            side.rename(away.with_name(away.name + end))
    workspace.rename(away)
    plugin.completeness.refresh(workspace)
    (sign,) = signs(layer)
    assert "cannot be told now" in sign.toolTip() and "no such file" in sign.toolTip()
    iface.messageBar().clearWidgets()  # of who was reading the file just then
    sign.clicked.emit(QModelIndex())
    assert dialogs() == []
    assert [one.text() for one in iface.messageBar().items()] == []


@pytest.mark.reloads
def test_signs_are_gone_with_the_plugin(
    workspace: Path, plugin: Any, signs: Callable[[Any], list[Any]], settle: Settle
) -> None:
    layer = add(workspace)
    assert len(signs(layer)) == 1
    plugin.completeness.tell(layer)
    plugin.unload()
    try:
        settle(100)
        assert signs(layer) == []
        assert dialogs() == []
        layer.setSubsetString('"fid" > 3')
    finally:
        plugin.initGui()
    assert len(signs(layer)) == 1


def test_the_samples_say_what_they_are(
    plugin: Any, layer: QgsVectorLayer, signs: Callable[[Any], list[Any]]
) -> None:
    (sign,) = signs(layer)
    assert same_icon(sign, "unproven")
    assert "and 9 more sources" in sign.toolTip()
