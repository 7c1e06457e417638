"""Findings in the Check panel: two lines, rows by name, places that cannot be right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QTreeWidgetItem
from surveys import ROWS, write_survey

from amis_qgis_plugin.gui.two_line_delegate import DETAIL_ROLE
from amis_qgis_plugin.qgis_bridge.subsets import note_subset

Wait = Callable[..., None]
TABLE = (
    "nomor,nama,komoditas,status,bujur,lintang\n"
    "S1,Alpha,emas,produksi,106.5,-6.25\n"
    "S2,Beta,batu pelangi,zzz,-2.5,121.25\n"
    "S3,Gamma,timah,produksi,0,0\n"
    "S4,Delta,timah,produksi,,\n"
)


@pytest.fixture
def table(tmp_path: Path, empty_project: QgsProject) -> QgsVectorLayer:
    path = tmp_path / "titik.csv"
    path.write_text(TABLE, encoding="utf-8")
    layer = QgsVectorLayer(str(path), "Titik", "ogr")
    return empty_project.addMapLayer(layer)


@pytest.fixture
def check(plugin: Any, wait_until: Wait, settle: Any) -> Iterator[Callable[[Any], Any]]:
    """Return a function that checks a layer and returns the panel."""
    dock = plugin.docks[2]
    dock.show()
    dock.raise_()
    settle()

    def run(layer: QgsVectorLayer) -> Any:
        panel = plugin.checking.panel
        panel.layer.setLayer(layer)
        panel.type.setCurrentIndex(panel.type.findData("mineral_occurrences"))
        QTest.mouseClick(panel.check, Qt.MouseButton.LeftButton)
        wait_until(lambda: plugin.checking.report is not None, what="a report")
        return panel

    yield run
    plugin.checking.panel.type.setCurrentIndex(0)
    dock.hide()


def item_of(panel: Any, title: str, detail: str = "") -> Any:
    tops = [panel.tree.topLevelItem(n) for n in range(panel.tree.topLevelItemCount())]
    items = [top.child(n) for top in tops for n in range(top.childCount())]
    found = [
        one
        for one in items
        if one.text(0) == title and detail in str(one.data(0, DETAIL_ROLE) or "")
    ]
    assert len(found) == 1, [(one.text(0), one.data(0, DETAIL_ROLE)) for one in items]
    found[0].setExpanded(True)
    return found[0]


def show(panel: Any, item: Any, iface: Any, settle: Any) -> str:
    """Double-click the first row of a finding; return what the message bar says."""
    iface.messageBar().clearWidgets()
    panel.tree.itemActivated.emit(item.child(0), 0)
    settle(300)
    return " ".join(one.text() for one in iface.messageBar().items())


def test_findings_of_one_kind_are_told_apart_by_their_second_line(check: Any, table: Any) -> None:
    panel = check(table)
    one = item_of(panel, "A term is in no vocabulary", "Commodity, from komoditas")
    item_of(panel, "A term is in no vocabulary", "from status")
    assert one.child(0).text(0) == "2 (S2, Beta): batu pelangi"
    spoken = one.data(0, Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "A term is in no vocabulary (Commodity, from komoditas)"


def test_findings_without_rows_have_no_arrow(check: Any, table: Any) -> None:
    panel = check(table)
    arrows = QTreeWidgetItem.ChildIndicatorPolicy
    bare = item_of(panel, "There is no licence statement")
    assert bare.childCount() == 0
    assert bare.childIndicatorPolicy() == arrows.DontShowIndicatorWhenChildless
    full = item_of(panel, "A place at 0° 0°")
    assert full.childIndicatorPolicy() == arrows.ShowIndicator


def test_a_row_with_exchanged_coordinates_is_shown_where_it_probably_is(
    check: Any, table: Any, iface: Any, settle: Any
) -> None:
    panel = check(table)
    item = item_of(panel, "Longitude and latitude are exchanged")
    said = show(panel, item, iface, settle)
    assert "where it probably is" in said and "-2.5 121.25" in said
    center = iface.mapCanvas().extent().center()
    assert (center.x(), center.y()) == (pytest.approx(121.25), pytest.approx(-2.5))


@pytest.mark.parametrize(
    ("title", "why"),
    [("A place at 0° 0°", "a place at 0° 0° (0 0)"), ("A row has no place", "a row has no place")],
)
def test_a_row_that_cannot_be_shown_says_why(
    title: str, why: str, check: Any, table: Any, iface: Any, settle: Any
) -> None:
    panel = check(table)
    said = show(panel, item_of(panel, title), iface, settle)
    assert "the map cannot show it" in said and why in said


def test_a_row_that_the_amis_filter_hides_says_so(
    check: Any, tmp_path: Path, empty_project: QgsProject, iface: Any, settle: Any
) -> None:
    layer = QgsVectorLayer(str(write_survey(tmp_path / "survey.gpkg")), "Survey", "ogr")
    empty_project.addMapLayer(layer)
    assert layer.setSubsetString("\"NO_ID\" = '1'")
    note_subset(layer, "")
    panel = check(layer)
    assert f"{len(ROWS)} rows checked" in panel.summary.text()
    item = item_of(panel, "A place lies outside the stated country")
    assert "filter leaves it out" in show(panel, item, iface, settle)


def test_a_layers_filter_is_said(check: Any, table: Any) -> None:
    assert table.setSubsetString("\"nomor\" <> 'S1'")
    panel = check(table)
    assert "3 rows under the layer's filter (\"nomor\" <> 'S1')" in panel.summary.text()


def test_loading_findings_again_replaces_them(
    check: Any, table: Any, empty_project: QgsProject
) -> None:
    panel = check(table)
    for _time in range(2):
        panel.layer_asked.emit()
    assert len(empty_project.mapLayersByName("Findings: Titik")) == 1


def test_the_tabulator_goes_from_check_to_field_mapping(check: Any, table: Any) -> None:
    panel = check(table)
    following = panel.check.nextInFocusChain()
    while not (following.focusPolicy() & Qt.FocusPolicy.TabFocus and following.isVisible()):
        following = following.nextInFocusChain()
    assert following is panel.mapping
