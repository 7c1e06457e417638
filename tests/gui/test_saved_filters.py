"""Saved filters in the QGIS window: kept, renamed, deleted and taken back, passed on as files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from counting import identifiers
from filter_dock import shown
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QFileDialog

from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.saved_filters import NO_FILTERS, SavedFilter, SavedFilters
from amis_qgis_plugin.gui.saved_filters_dialog import PROFILE, PROJECT
from amis_qgis_plugin.qgis_bridge.filter_store import (
    profile_file,
    read_filter_file,
    read_profile_filters,
    read_project_filters,
    write_profile_filters,
    write_project_filters,
)

COPPER = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
TIN = OccurrenceFilter(commodities=("tin",))


@pytest.fixture
def saved(plugin: Any) -> Iterator[Any]:
    """Return the controller, with nothing kept before and after."""
    write_profile_filters(NO_FILTERS)
    controller = plugin.parts.saved_filters
    controller._undo = []
    yield controller
    plugin.parts.put_away()
    profile_file().unlink(missing_ok=True)
    plugin.filter.set_filter(OccurrenceFilter())


def pick(dialog: Any, *wanted: tuple[str, str]) -> None:
    dialog.tree.clearSelection()
    for number in range(dialog.tree.topLevelItemCount()):
        head = dialog.tree.topLevelItem(number)
        for row in range(head.childCount()):
            item = head.child(row)
            item.setSelected(item.data(0, Qt.ItemDataRole.UserRole) in wanted)


def press(dialog: Any, button: Any, settle: Callable[..., None]) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(30)


def test_saving_and_using(
    plugin: Any, saved: Any, layer: QgsVectorLayer, settle: Callable[..., None]
) -> None:
    plugin.filter.set_filter(COPPER)
    dialog = saved.open()
    assert "copper" in dialog.current.text() and "Philippines" in dialog.current.text()
    dialog.name.setText("My copper")
    press(dialog, dialog.save, settle)
    assert read_project_filters(QgsProject.instance()) == SavedFilters(
        [SavedFilter("My copper", COPPER)]
    )
    assert "saved in this project" in dialog.state.text()
    plugin.filter.set_filter(TIN)
    pick(dialog, (PROJECT, "My copper"))
    press(dialog, dialog.use, settle)
    assert plugin.filter.wanted == COPPER
    assert shown(layer) == identifiers(("copper",), countries=("PHL",))


def test_deleting_is_taken_back(saved: Any, settle: Callable[..., None]) -> None:
    project = QgsProject.instance()
    both = SavedFilters([SavedFilter("A", COPPER), SavedFilter("B", TIN)])
    write_project_filters(project, both)
    write_profile_filters(both)
    dialog = saved.open()
    assert not dialog.undo.isEnabled() and not dialog.delete.isEnabled()
    pick(dialog, (PROJECT, "A"), (PROFILE, "B"))
    press(dialog, dialog.delete, settle)
    assert [one.name for one in read_project_filters(project)] == ["B"]
    assert [one.name for one in read_profile_filters()] == ["A"]
    assert "2 filters are deleted" in dialog.state.text()
    press(dialog, dialog.undo, settle)
    assert read_project_filters(project) == read_profile_filters() == both
    assert not dialog.undo.isEnabled()


def test_delete_and_undo_by_keys(saved: Any, settle: Callable[..., None]) -> None:
    write_profile_filters(SavedFilters([SavedFilter("A", COPPER)]))
    dialog = saved.open()
    dialog.activateWindow()
    pick(dialog, (PROFILE, "A"))
    dialog.tree.setFocus()
    settle(50)
    QTest.keyClick(dialog.tree, Qt.Key.Key_Delete)
    settle(50)
    assert len(read_profile_filters()) == 0
    QTest.keyClick(dialog.tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(50)
    assert len(read_profile_filters()) == 1


def test_renaming_in_place(saved: Any, settle: Callable[..., None]) -> None:
    write_profile_filters(SavedFilters([SavedFilter("A", COPPER), SavedFilter("B", TIN)]))
    dialog = saved.open()
    item = dialog.tree.topLevelItem(1).child(0)
    item.setText(0, "Tembaga")
    settle(50)
    assert [one.name for one in read_profile_filters()] == ["B", "Tembaga"]
    item = dialog.tree.topLevelItem(1).child(0)
    assert item.text(0) == "B"
    item.setText(0, "tembaga")
    settle(50)
    assert "already" in dialog.state.text()
    assert dialog.tree.topLevelItem(1).child(0).text(0) == "B", "the refused name is not shown"
    item = dialog.tree.topLevelItem(1).child(0)
    item.setText(0, "  ")
    settle(50)
    assert "needs a name" in dialog.state.text()
    assert [one.name for one in read_profile_filters()] == ["B", "Tembaga"]


def test_copying_across(saved: Any, settle: Callable[..., None]) -> None:
    write_profile_filters(SavedFilters([SavedFilter("A", COPPER)]))
    dialog = saved.open()
    pick(dialog, (PROFILE, "A"))
    press(dialog, dialog.copy, settle)
    assert read_project_filters(QgsProject.instance()) == read_profile_filters()
    pick(dialog, (PROFILE, "A"))
    press(dialog, dialog.copy, settle)
    assert "there already" in dialog.state.text()


def test_files_go_out_and_come_in(
    saved: Any, settle: Callable[..., None], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_profile_filters(SavedFilters([SavedFilter("A", COPPER), SavedFilter("B", TIN)]))
    dialog = saved.open()
    path = tmp_path / "filters.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    pick(dialog, (PROFILE, "A"))
    press(dialog, dialog.send, settle)
    assert [one.name for one in read_filter_file(path)] == ["A"]
    pick(dialog)
    press(dialog, dialog.send, settle)
    assert read_filter_file(path) == read_profile_filters()
    press(dialog, dialog.bring, settle)
    assert read_project_filters(QgsProject.instance()) == read_profile_filters()
    assert "2 filters imported" in dialog.state.text()
    press(dialog, dialog.bring, settle)
    assert "0 filters imported" in dialog.state.text() and "here already" in dialog.state.text()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "cannot be read"),
        ("[" * 100_000, ""),
        ('{"format": "amis-filters", "version": 9, "filters": []}', "newer AMIS Explorer"),
        ('{"format": "amis-user-terms"}', "no saved filters"),
    ],
)
def test_a_file_that_is_none_is_refused_with_its_name(
    saved: Any,
    settle: Callable[..., None],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    text: str,
    reason: str,
) -> None:
    path = tmp_path / "odd.json"
    path.write_text(text, encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: (str(path), ""))
    dialog = saved.open()
    press(dialog, dialog.bring, settle)
    assert "odd.json" in dialog.state.text() and reason in dialog.state.text()
    assert len(read_project_filters(QgsProject.instance())) == 0


def test_a_damaged_file_of_the_profile_stays_as_it_is(
    plugin: Any, saved: Any, settle: Callable[..., None]
) -> None:
    profile_file().write_text('{"format": "amis-filters", "version": 2}', encoding="utf-8")
    dialog = saved.open()
    assert "newer" in dialog.state.text() and "filters.json" in dialog.state.text()
    dialog.place.setCurrentIndex(dialog.place.findData(PROFILE))
    dialog.name.setText("x")
    press(dialog, dialog.save, settle)
    assert json.loads(profile_file().read_text(encoding="utf-8"))["version"] == 2


def test_they_come_back_with_the_project(saved: Any, tmp_path: Path) -> None:
    project = QgsProject.instance()
    kept = SavedFilters([SavedFilter('Khu vực: ทองแดง "x" <b>', COPPER)])
    write_project_filters(project, kept)
    assert project.write(str(tmp_path / "p.qgz"))
    project.clear()
    assert len(read_project_filters(project)) == 0
    assert project.read(str(tmp_path / "p.qgz"))
    assert read_project_filters(project) == kept


def test_the_menu_offers_them(plugin: Any, saved: Any) -> None:
    write_profile_filters(SavedFilters([SavedFilter("Tin & more", TIN)]))
    write_project_filters(QgsProject.instance(), SavedFilters([SavedFilter("Copper", COPPER)]))
    saved.menu.aboutToShow.emit()
    actions = {one.text(): one for one in saved.menu.actions() if one.text()}
    assert list(actions) == ["In this project", "Copper", "In your profile", "Tin && more",
                             "Save or manage filters…"]  # fmt: skip
    actions["Tin && more"].trigger()
    assert plugin.filter.wanted == TIN
    assert "tin" in actions["Tin && more"].toolTip()


def test_an_open_dialog_says_the_filter_of_now(plugin: Any, saved: Any, layer: Any) -> None:
    plugin.filter.set_filter(TIN)
    dialog = saved.open()
    assert "tin" in dialog.current.text() and "tin" in dialog.name.text().lower()
    plugin.filter.set_filter(COPPER)
    assert "copper" in dialog.current.text() and "opper" in dialog.name.text()
    dialog.name.setText("Mine")
    plugin.filter.set_filter(TIN)
    assert "tin" in dialog.current.text()
    assert dialog.name.text() == "Mine", "what a person typed stays"
