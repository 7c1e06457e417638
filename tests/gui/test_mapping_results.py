"""What the field mapping dialog asks and says around aligning: filters, other sources, results."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from osgeo import ogr, osr
from qgis.core import Qgis, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMessageBox, QWidget
from surveys import ROWS, write_survey

from amis_qgis_plugin.gui.sure_delegate import SHARE_ROLE
from amis_qgis_plugin.qgis_bridge.profile_store import forget_map
from amis_qgis_plugin.qgis_bridge.subsets import note_subset

Wait = Callable[..., None]
NICKEL = "\"KOMODITAS\" LIKE 'nikel%'"


@pytest.fixture
def survey(tmp_path: Path, empty_project: QgsProject) -> Iterator[QgsVectorLayer]:
    path = write_survey(tmp_path / "survey.gpkg")
    layer = QgsVectorLayer(f"{path}|layername=titik_mineral", "Titik mineral", "ogr")
    assert empty_project.addMapLayer(layer) is layer
    yield layer
    forget_map(layer)


@pytest.fixture
def opened(plugin: Any, wait_until: Wait) -> Iterator[Callable[[QgsVectorLayer], Any]]:
    """Return a function that opens the dialog on a layer and waits for the preview."""

    def open_on(layer: QgsVectorLayer) -> Any:
        dialog = plugin.mapping.open(layer)
        wait_until(lambda: "preview" in dialog.state.text(), what="a preview")
        return dialog

    yield open_on
    if plugin.mapping.dialog is not None:
        plugin.mapping.dialog.show_working(False)
        plugin.mapping.dialog.reject()


@pytest.fixture
def align(wait_until: Wait) -> Callable[..., str]:
    """Return a function that aligns, answers the question that comes, and returns the state.

    The second value is what was asked; empty where nothing was.
    """

    def run(dialog: Any, path: Path, answer: str = "") -> tuple[str, str]:
        dialog.target.setFilePath(str(path))
        QTest.mouseClick(dialog.align, Qt.MouseButton.LeftButton)
        asked = ""
        if answer:
            wait_until(lambda: question(dialog) is not None, what="a question")
            box = question(dialog)
            asked = box.text()
            (button,) = (one for one in box.buttons() if one.text().strip("&") == answer)
            QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        wait_until(lambda: not dialog.progress.isVisible(), what="an end")
        assert question(dialog) is None, "a question that nobody expects"
        return dialog.state.text(), asked

    return run


def question(dialog: QWidget) -> Any:
    return next((one for one in dialog.findChildren(QMessageBox) if one.isVisible()), None)


def counted(path: Path) -> dict[str, int]:
    with closing(sqlite3.connect(path)) as connection:
        sql = "SELECT source_id, count(*) FROM mineral_occurrences GROUP BY source_id"
        return dict(connection.execute(sql).fetchall())


def item_of(dialog: Any, label: str) -> Any:
    items = (dialog.table.topLevelItem(n) for n in range(dialog.table.topLevelItemCount()))
    return next(item for item in items if item.text(0).strip(" *") == label)


def test_a_layers_filter_is_said_before_and_after(
    survey: QgsVectorLayer, opened: Any, align: Any, tmp_path: Path
) -> None:
    assert survey.setSubsetString(NICKEL)
    dialog = opened(survey)
    assert f"3 rows under the layer's filter ({NICKEL}) previewed" in dialog.state.text()
    said, _asked = align(dialog, tmp_path / "w.gpkg")
    assert said.startswith(f"3 of 3 rows under the layer's filter ({NICKEL}) are in w.gpkg")


def test_what_amis_filters_is_previewed_and_aligned_all_the_same(
    survey: QgsVectorLayer, opened: Any, align: Any, tmp_path: Path
) -> None:
    assert survey.setSubsetString(NICKEL)
    note_subset(survey, "")
    dialog = opened(survey)
    assert dialog.state.text().startswith(f"{len(ROWS)} rows previewed")
    said, _asked = align(dialog, tmp_path / "w.gpkg")
    assert said.startswith(f"{len(ROWS)} of {len(ROWS)} rows are in w.gpkg")
    assert said.endswith("Add them to the map from the Catalogue.")
    assert survey.subsetString() == NICKEL


def test_another_source_is_replaced_only_after_a_question(
    survey: QgsVectorLayer, opened: Any, align: Any, tmp_path: Path, empty_project: QgsProject
) -> None:
    path = tmp_path / "w.gpkg"
    align(opened(survey), path)
    other = QgsVectorLayer(str(write_survey(tmp_path / "other.gpkg")), "Other", "ogr")
    assert other.setSubsetString(NICKEL)
    empty_project.addMapLayer(other)
    dialog = opened(other)
    dialog.source_id.setText("titik-mineral")
    said, asked = align(dialog, path, "Cancel")
    assert "titik-mineral is that of another source: Titik mineral of survey.gpkg" in asked
    assert f"Its {len(ROWS)} rows would be deleted." in asked
    assert said == "Nothing was changed."
    assert counted(path) == {"titik-mineral": len(ROWS)}
    said, _asked = align(dialog, path, "Delete and replace")
    assert f"{len(ROWS)} rows of an earlier run were replaced" in said
    assert counted(path) == {"titik-mineral": 3}
    dialog.source_id.setText("its-own")
    said, asked = align(dialog, path)
    assert counted(path) == {"titik-mineral": 3, "its-own": 3}


def test_a_file_that_is_no_workspace_is_changed_only_after_a_question(
    survey: QgsVectorLayer, opened: Any, align: Any, tmp_path: Path
) -> None:
    own = tmp_path / "survey.gpkg"
    before = own.read_bytes()
    dialog = opened(survey)
    said, asked = align(dialog, own, "Cancel")
    assert "survey.gpkg is no workspace yet: 9 tables" in asked
    assert said == "Nothing was changed." and own.read_bytes() == before
    align(dialog, own, "Add them")
    assert counted(own) == {"titik-mineral": len(ROWS)}


def test_a_result_with_findings_is_a_warning_in_plain_words(
    survey: QgsVectorLayer, opened: Any, align: Any, tmp_path: Path, iface: Any
) -> None:
    said, _asked = align(opened(survey), tmp_path / "w.gpkg")
    assert "1 row without a place, 1 place at 0° 0°" in said
    assert "1 unknown term; not proven complete." in said and "UNPROVEN" not in said
    (item,) = iface.messageBar().items()
    assert item.level() == Qgis.MessageLevel.Warning
    assert "1 row without a place" in item.text()


@pytest.mark.parametrize("rows", [0, 2])
def test_a_layer_without_fault_is_a_success_and_an_empty_one_is_not(
    rows: int, opened: Any, align: Any, tmp_path: Path, iface: Any, empty_project: QgsProject
) -> None:
    layer = written(tmp_path / "clean.gpkg", rows)
    empty_project.addMapLayer(layer)
    dialog = opened(layer)
    dialog.type.setCurrentIndex(dialog.type.findData("mineral_occurrences"))
    dialog.type.activated.emit(dialog.type.currentIndex())
    said, _asked = align(dialog, tmp_path / "w.gpkg")
    (item,) = iface.messageBar().items()
    level = Qgis.MessageLevel.Success if rows else Qgis.MessageLevel.Warning
    assert item.level() == level, said
    assert ("The layer has no rows" in said) == (not rows)


def written(path: Path, rows: int) -> QgsVectorLayer:
    system = osr.SpatialReference()
    system.ImportFromEPSG(4326)
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("clean", system, ogr.wkbPoint)
    for name in ("identifier", "name", "commodity"):
        layer.CreateField(ogr.FieldDefn(name, ogr.OFTString))
    for number in range(rows):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature["identifier"], feature["name"], feature["commodity"] = f"A{number}", "X", "copper"
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT (10{number} 16)"))
        layer.CreateFeature(feature)
    dataset = layer = None
    return QgsVectorLayer(str(path), "Clean", "ogr")


def test_required_fields_without_a_source_are_marked(survey: QgsVectorLayer, opened: Any) -> None:
    dialog = opened(survey)
    assert "have no source" not in dialog.state.text()
    dialog.type.setCurrentIndex(dialog.type.findData("boreholes"))
    dialog.type.activated.emit(dialog.type.currentIndex())
    needed = item_of(dialog, "Identifier")
    assert needed.text(2) != "needed" and needed.text(0).startswith("* ")
    dialog.type.setCurrentIndex(dialog.type.findData("faults"))
    dialog.type.activated.emit(dialog.type.currentIndex())
    assert "required: Fault type" in dialog.state.text()
    marked = item_of(dialog, "Fault type")
    assert marked.text(2) == "needed" and marked.font(0).bold()
    assert not marked.icon(2).isNull()


def test_a_code_that_is_read_from_words_is_not_needed(survey: QgsVectorLayer, opened: Any) -> None:
    dialog = opened(survey)
    dialog.type.setCurrentIndex(dialog.type.findData("mines"))
    dialog.type.activated.emit(dialog.type.currentIndex())
    status = item_of(dialog, "Mine status")
    assert status.text(0).startswith("* ") and status.text(2) == "", "STATUS is read for it"
    assert item_of(dialog, "Status, as the source has it").data(2, SHARE_ROLE) > 0.5


def test_fields_that_nothing_is_read_from_are_named(
    survey: QgsVectorLayer, opened: Any, wait_until: Wait
) -> None:
    dialog = opened(survey)
    assert dialog.unread.text() == "Not read: TANGGAL; its values stay in source_attributes."
    box = dialog.table.itemWidget(item_of(dialog, "Name"), 1)
    box.setItemCheckState(box.findText("NAMA_LOKASI"), Qt.CheckState.Unchecked)
    wait_until(lambda: "NAMA_LOKASI, TANGGAL" in dialog.unread.text(), what="a new preview")
    assert "NAMA_LOKASI" in dialog.unread.toolTip()


@pytest.mark.parametrize("name", ["source_id", "licence", "attribution", "target"])
def test_enter_in_a_line_presses_no_button(
    name: str, survey: QgsVectorLayer, opened: Any, settle: Any, tmp_path: Path
) -> None:
    dialog = opened(survey)
    dialog.target.setFilePath(str(tmp_path / "w.gpkg"))
    field = dialog.target.lineEdit() if name == "target" else getattr(dialog, name)
    dialog.activateWindow()
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return)
    settle(300)
    assert dialog.isVisible() and not dialog.progress.isVisible()
    assert not (tmp_path / "w.gpkg").exists()


def test_enter_on_a_button_presses_it(
    survey: QgsVectorLayer, opened: Any, wait_until: Wait, tmp_path: Path
) -> None:
    dialog = opened(survey)
    dialog.target.setFilePath(str(tmp_path / "w.gpkg"))
    dialog.align.setFocus()
    QTest.keyClick(dialog.align, Qt.Key.Key_Return)
    wait_until(lambda: (tmp_path / "w.gpkg").exists(), what="a workspace")
    wait_until(lambda: not dialog.progress.isVisible(), what="an end")
