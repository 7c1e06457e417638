"""The Export dialog in the QGIS window: it tells first, writes after, and leaves no mess."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import qgis.utils
from counting import OCCURRENCES, copy_of_samples, identifiers, occurrences
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QSignalSpy, QTest
from qgis.PyQt.QtWidgets import QDialogButtonBox, QLabel, QToolBar
from raster_samples import cells, write_raster
from test_screens import assert_dark

from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.package_choices import BY_FILTER, EXTENT
from amis_qgis_plugin.core.package_profiles import bundled_profiles
from amis_qgis_plugin.gui import export_controller
from amis_qgis_plugin.gui.export_choices import ExportChoices
from amis_qgis_plugin.gui.export_dialog import ExportDialog
from amis_qgis_plugin.packages.verify import verify_package
from amis_qgis_plugin.qgis_bridge.export import plan_package
from amis_qgis_plugin.qgis_bridge.package_profiles import profiles_folder
from amis_qgis_plugin.qgis_bridge.settings import read_settings, write_settings

# Maps and PDF take their time; tests that are about them ask for them.
PLAIN = {"maps": False, "pdf": False}
COPPER_PHL = OccurrenceFilter(commodities=("copper",), countries=("PHL",))
Wait = Callable[..., None]


@pytest.fixture
def samples(plugin: Any, iface: Any) -> Any:
    """Put every sample layer into the project; return the occurrences."""
    iface.messageBar().clearWidgets()
    layers = [
        plugin.catalogue.add(entry)
        for entry in plugin.catalogue.entries()
        if entry.source_title == "ASEAN samples"
    ]
    return next(layer for layer in layers if "mineral_occurrences" in layer.source())


@pytest.fixture
def dialog(plugin: Any, samples: Any, tmp_path: Path, wait_until: Wait) -> Iterator[ExportDialog]:
    """Open the dialog for copper in the Philippines, planned, on an empty folder."""
    plugin.filter.set_filter(COPPER_PHL)
    write_settings(replace(read_settings(), package_choices=PLAIN))
    opened = plugin.export.open(plugin.filter.wanted)
    wait_until(lambda: opened.contents.topLevelItemCount() > 0, what="the plan")
    folder = tmp_path / "exports"
    folder.mkdir()
    opened.folder.setFilePath(str(folder))
    yield opened
    if plugin.export.dialog is opened:
        plugin.export._stop()
        opened.set_writing(False)
        opened.reject()


def choose(box: Any, key: str) -> None:
    """Choose in a box what has a key."""
    box.setCurrentIndex(box.findData(key))


def test_choices_that_change_while_a_plan_is_made_end_in_a_plan(
    plugin: Any, dialog: ExportDialog, settle: Callable[..., None], wait_until: Wait
) -> None:
    calm = plugin.export._calm
    for margin in (1.0, 2.0, 3.0):
        dialog.choices.area.margin.setValue(margin)
        calm.stop()
        plugin.export._make_plan()
        dialog.choices.area.margin.setValue(margin + 0.5)  # its task is on its way
        settle(1500)
    dialog.choices.area.margin.setValue(4.0)
    wait_until(lambda: export_button(dialog).isEnabled(), what="the plan")
    assert plugin.export._plan.choices.margin == 4.0


def export_button(dialog: ExportDialog) -> Any:
    return dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)


def press(button: Any) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def table(dialog: ExportDialog) -> dict[str, list[str]]:
    items = [dialog.contents.topLevelItem(i) for i in range(dialog.contents.topLevelItemCount())]
    return {item.text(0): [item.text(column) for column in (1, 2, 3)] for item in items}


def findings(dialog: ExportDialog) -> str:
    return "\n".join(dialog.findings.item(i).text() for i in range(dialog.findings.count()))


def exports(tmp_path: Path) -> list[str]:
    return sorted(path.name for path in (tmp_path / "exports").iterdir())


def contents(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_contents_and_findings_are_shown_before_anything_is_written(
    dialog: ExportDialog, tmp_path: Path
) -> None:
    rows = table(dialog)
    expected = len(identifiers(("copper",), countries=("PHL",)))
    count, selected, licence = rows["Mineral occurrences (USGS records)"]
    assert count == f"{expected} of {len(occurrences())}"
    assert "filter" in selected
    assert "Public domain" in licence
    assert len(rows) == 4
    assert "not proven complete" in findings(dialog)
    assert "chematic" in findings(dialog)
    assert exports(tmp_path) == []
    assert export_button(dialog).isEnabled()


def test_export_writes_what_was_shown(
    plugin: Any, dialog: ExportDialog, tmp_path: Path, iface: Any, wait_until: Wait
) -> None:
    for box in (dialog.choices.maps, dialog.choices.pdf):
        box.setChecked(True)
    wait_until(lambda: export_button(dialog).isEnabled(), what="the plan")
    destination = dialog.destination()
    press(export_button(dialog))
    wait_until(lambda: plugin.export.dialog is None, 240, what="the package")
    assert verify_package(destination).ok
    assert (destination / "report.pdf").is_file() and list((destination / "maps").glob("*.png"))
    with (
        closing(sqlite3.connect(next((destination / "data").glob("*.gpkg")))) as connection,
        connection,
    ):
        found = {row[0] for row in connection.execute(f"SELECT identifier FROM {OCCURRENCES}")}
    assert found == identifiers(("copper",), countries=("PHL",))
    assert exports(tmp_path) == [destination.name]
    # QGIS 3.22 puts a message of its own about the task over ours.
    assert any(destination.name in item.text() for item in iface.messageBar().items())


def test_a_layer_is_left_out_and_taken_again(
    plugin: Any, dialog: ExportDialog, wait_until: Wait
) -> None:
    title = list(table(dialog))[-1]
    tick(dialog, title, Qt.CheckState.Unchecked)
    wait_until(lambda: table(dialog)[title][1] == "left out", what="a plan without the layer")
    plan = plugin.export._plan
    assert title not in {layer.title for layer in plan.layers}
    assert plan.choices.tables is not None
    tick(dialog, title, Qt.CheckState.Checked)
    wait_until(lambda: table(dialog)[title][1] != "left out", what="a plan with the layer")
    assert plugin.export._plan.choices.tables is None


def tick(dialog: ExportDialog, title: str, state: Qt.CheckState) -> None:
    (item,) = dialog.contents.findItems(title, Qt.MatchFlag.MatchExactly)
    item.setCheckState(0, state)


def test_a_package_is_signed_by_a_key(
    plugin: Any, dialog: ExportDialog, tmp_path: Path, wait_until: Wait
) -> None:
    program = shutil.which("ssh-keygen")
    if program is None:
        pytest.skip("there is no ssh-keygen here")
    key = tmp_path / "key"
    subprocess.run([program, "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
    dialog.key.setFilePath(str(tmp_path / "no key"))
    press(export_button(dialog))
    assert "no such key file" in dialog.state.text()
    dialog.key.setFilePath(str(key))
    destination = dialog.destination()
    press(export_button(dialog))
    wait_until(lambda: plugin.export.dialog is None, 240, what="the package")
    report = verify_package(destination, signers=key.with_suffix(".pub"))
    assert report.ok
    assert [one.state for one in report.signatures] == ["trusted"]


def test_one_zip(plugin: Any, dialog: ExportDialog, tmp_path: Path, wait_until: Wait) -> None:
    dialog.zip.setChecked(True)
    destination = dialog.destination()
    press(export_button(dialog))
    wait_until(lambda: plugin.export.dialog is None, 240, what="the package")
    assert destination.suffix == ".zip" and verify_package(destination).ok
    assert exports(tmp_path) == [destination.name]


def test_nothing_selected_disables_export_and_says_why(
    plugin: Any, samples: Any, tmp_path: Path, wait_until: Wait
) -> None:
    dialog = plugin.export.open(OccurrenceFilter(countries=("SGP",)))
    dialog.folder.setFilePath(str(tmp_path))
    wait_until(lambda: dialog.findings.count() > 0)
    assert not export_button(dialog).isEnabled()
    assert "No mineral occurrence is selected" in findings(dialog)
    assert "errors" in dialog.state.text()
    dialog.reject()


def test_no_folder_disables_export(dialog: ExportDialog) -> None:
    dialog.folder.setFilePath("")
    assert not export_button(dialog).isEnabled()
    assert "folder" in dialog.state.text()


def test_without_occurrences_there_is_a_message_and_no_dialog(plugin: Any, iface: Any) -> None:
    iface.messageBar().clearWidgets()
    assert plugin.export.open(OccurrenceFilter()) is None
    assert "Catalogue" in iface.messageBar().currentItem().text()


@pytest.mark.parametrize("way", ["Cancel", "Escape"])
def test_stopping_while_writing_leaves_nothing_behind(
    plugin: Any, dialog: ExportDialog, tmp_path: Path, wait_until: Wait, way: str
) -> None:
    press(export_button(dialog))
    assert not dialog.title.isEnabled()
    if way == "Cancel":
        press(dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel))
    else:
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
    wait_until(lambda: plugin.export._task is None, what="the end of the task")
    assert exports(tmp_path) == []
    assert dialog.isVisible(), "the dialog stays, so that the person may try again"
    assert "Stopped" in dialog.state.text()
    assert export_button(dialog).isEnabled()
    press(export_button(dialog))
    wait_until(lambda: plugin.export.dialog is None, 240, what="the package")
    assert len(exports(tmp_path)) == 1


def test_a_package_that_is_there_survives_a_failed_run(
    plugin: Any, dialog: ExportDialog, tmp_path: Path, wait_until: Wait, samples: Any
) -> None:
    destination = dialog.destination()
    press(export_button(dialog))
    wait_until(lambda: plugin.export.dialog is None, 240, what="the package")
    before = contents(destination)

    path = copy_of_samples(tmp_path, "changes.gpkg")
    QgsProject.instance().clear()
    plugin.catalogue.add_files([path])
    (entry,) = (
        one
        for one in plugin.catalogue.entries()
        if one.entry_id == f"workspace:{path}|{OCCURRENCES}"
    )
    plugin.catalogue.add(entry)
    second = plugin.export.open(COPPER_PHL)
    second.folder.setFilePath(str(tmp_path / "exports"))
    wait_until(lambda: second.contents.topLevelItemCount() > 0, what="the plan")
    assert second.destination() == destination
    assert "replaced" in second.state.text()
    with (
        closing(sqlite3.connect(path)) as connection,
        connection,
    ):  # the workspace changes after it was described
        connection.execute("DELETE FROM amis_occurrence_commodity WHERE commodity = 'copper'")
    press(export_button(second))
    wait_until(lambda: plugin.export._task is None, what="the failure")
    assert second.isVisible()
    assert second.state.text().strip()
    assert contents(destination) == before
    assert exports(tmp_path) == [destination.name]
    second.reject()


def test_the_title_names_the_package_without_describing_it_anew(
    plugin: Any, dialog: ExportDialog, tmp_path: Path, wait_until: Wait
) -> None:
    asked = QSignalSpy(dialog.plan_asked)
    dialog.title.setFocus()
    dialog.title.selectAll()
    QTest.keyClicks(dialog.title, "Benguet & friends 2026")
    assert dialog.destination().name == "benguet_friends_2026"
    assert len(asked) == 0
    press(export_button(dialog))
    wait_until(lambda: plugin.export.dialog is None, 240, what="the package")
    (name,) = exports(tmp_path)
    assert name == "benguet_friends_2026"
    readme = (tmp_path / "exports" / name / "README.txt").read_text(encoding="utf-8")
    assert "Benguet & friends 2026" in readme


def test_enter_in_the_title_exports_under_that_title(
    plugin: Any, dialog: ExportDialog, tmp_path: Path, wait_until: Wait
) -> None:
    dialog.title.setFocus()
    dialog.title.selectAll()
    QTest.keyClicks(dialog.title, "By Enter")
    QTest.keyClick(dialog.title, Qt.Key.Key_Return)
    wait_until(lambda: plugin.export.dialog is None, 240, what="the package")
    assert exports(tmp_path) == ["by_enter"]


def test_the_map_view_limits_the_other_layers_only(
    plugin: Any, dialog: ExportDialog, iface: Any, wait_until: Wait
) -> None:
    QgsProject.instance().setCrs(QgsProject.instance().mapLayers().popitem()[1].crs())
    iface.mapCanvas().setExtent(QgsRectangle(95, 4, 97, 6))  # the north of Sumatra
    before = table(dialog)
    choose(dialog.choices.area.kind, EXTENT)
    assert not export_button(dialog).isEnabled(), "the plan shown is not the one asked for"
    wait_until(lambda: export_button(dialog).isEnabled(), what="the new plan")
    after = table(dialog)
    title = "Mineral occurrences (USGS records)"
    assert after[title] == before[title]
    assert after != before


def test_the_last_wish_wins(plugin: Any, dialog: ExportDialog, wait_until: Wait) -> None:
    before = table(dialog)
    for _ in range(5):
        choose(dialog.choices.area.kind, EXTENT)
        choose(dialog.choices.area.kind, BY_FILTER)
    wait_until(lambda: export_button(dialog).isEnabled(), what="the newest plan")
    wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    assert table(dialog) == before


def test_odd_folder_names_are_shown_as_they_are(
    plugin: Any, dialog: ExportDialog, tmp_path: Path, wait_until: Wait
) -> None:
    folder = tmp_path / "R&D <ป่า> 100%"
    folder.mkdir()
    dialog.folder.setFilePath(str(folder))
    assert str(folder) in dialog.state.text()
    press(export_button(dialog))
    wait_until(lambda: plugin.export.dialog is None, 240, what="the package")
    (package,) = folder.iterdir()
    assert verify_package(package).ok


def test_a_folder_that_does_not_exist_is_named(
    plugin: Any, dialog: ExportDialog, tmp_path: Path, wait_until: Wait
) -> None:
    dialog.folder.setFilePath(str(tmp_path / "exports" / "not there"))
    press(export_button(dialog))
    wait_until(lambda: plugin.export._task is None, what="the failure")
    assert "not there" in dialog.state.text()
    assert exports(tmp_path) == []


def test_closing_before_the_plan_is_there_is_no_problem(
    plugin: Any, samples: Any, iface: Any, wait_until: Wait, settle: Callable[..., None]
) -> None:
    for _ in range(3):
        plugin.export.open(COPPER_PHL).reject()
        assert plugin.export.dialog is None
    wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
    settle(100)
    assert iface.mainWindow().findChildren(ExportDialog) == []


@pytest.mark.reloads
def test_unloading_while_writing_stops_and_leaves_nothing(
    plugin: Any, dialog: ExportDialog, tmp_path: Path, iface: Any, wait_until: Wait, settle: Any
) -> None:
    press(export_button(dialog))
    assert qgis.utils.unloadPlugin("amis_qgis_plugin")
    try:
        wait_until(lambda: QgsApplication.taskManager().countActiveTasks() == 0)
        settle(200)
        assert exports(tmp_path) == []
        assert iface.mainWindow().findChildren(ExportDialog) == []
    finally:
        qgis.utils.loadPlugin("amis_qgis_plugin")
        qgis.utils.startPlugin("amis_qgis_plugin")
        settle(100)


def test_the_buttons_open_it(plugin: Any, samples: Any, iface: Any) -> None:
    toolbar = iface.mainWindow().findChild(QToolBar, "AmisToolbar")
    (action,) = (one for one in toolbar.actions() if "Export" in one.text())
    action.trigger()
    assert plugin.export.dialog is not None and plugin.export.dialog.isVisible()
    plugin.export.dialog.reject()
    plugin.docks[1].widget().export_asked.emit()
    assert plugin.export.dialog is not None
    plugin.export.dialog.reject()


def test_the_workspace_is_named_and_can_be_chosen(
    plugin: Any, samples: Any, tmp_path: Path, wait_until: Wait
) -> None:
    path = copy_of_samples(tmp_path, "mine.gpkg")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM amis_occurrence_commodity WHERE commodity = 'copper'")
    plugin.catalogue.add_files([path])
    wanted = f"workspace:{path}|{OCCURRENCES}"
    (entry,) = (one for one in plugin.catalogue.entries() if one.entry_id == wanted)
    plugin.catalogue.add(entry)
    dialog = plugin.export.open(COPPER_PHL)
    names = [dialog.workspaces.itemText(i) for i in range(dialog.workspaces.count())]
    assert sorted(names) == ["asean_samples.gpkg", "mine.gpkg"]
    for name, other in (names, reversed(names)):
        dialog.workspaces.setCurrentIndex(names.index(name))
        assert dialog.workspace().name == name
        wait_until(lambda: "Looking" not in dialog.state.text(), what="the plan")
        assert f"Occurrences of {other}" in findings(dialog)
        assert ("No mineral occurrence is selected" in findings(dialog)) == (name == "mine.gpkg")
    dialog.reject()


def test_words_of_files_are_shown_as_they_are(plugin: Any, samples: Any, wait_until: Wait) -> None:
    wanted = OccurrenceFilter(text="<b>Bold & co</b>")
    dialog = plugin.export.open(wanted)
    (label,) = (one for one in dialog.findChildren(QLabel) if "Bold" in one.text())
    assert label.textFormat() == Qt.TextFormat.PlainText
    wait_until(lambda: dialog.contents.topLevelItemCount() > 0, what="the plan")
    for i in range(dialog.contents.topLevelItemCount()):
        assert "<b>" not in dialog.contents.topLevelItem(i).toolTip(3)
    dialog.reject()


def test_a_stop_that_leaves_something_says_so(
    plugin: Any, dialog: ExportDialog, tmp_path: Path, wait_until: Wait
) -> None:
    left = tmp_path / "exports" / f".{dialog.destination().name}.partial-0a1b2c3d"
    left.mkdir()
    press(export_button(dialog))
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    wait_until(lambda: plugin.export._task is None, what="the end of the task")
    assert str(left) in dialog.state.text()
    assert "nothing was left" not in dialog.state.text()


def test_the_folder_is_remembered(
    plugin: Any, dialog: ExportDialog, tmp_path: Path, wait_until: Wait
) -> None:
    press(export_button(dialog))
    wait_until(lambda: plugin.export.dialog is None, 240, what="the package")
    path = copy_of_samples(tmp_path, "another.gpkg")
    plugin.catalogue.add_files([path])  # remembering a file may not forget the folder
    again = plugin.export.open(COPPER_PHL)
    assert again.folder.filePath() == str(tmp_path / "exports")
    again.reject()


def test_a_licence_that_nobody_knows_asks_for_a_word(
    plugin: Any, iface: Any, tmp_path: Path, wait_until: Wait
) -> None:
    workspace = copy_of_samples(tmp_path, "unknown.gpkg")
    with closing(sqlite3.connect(workspace)) as connection, connection:
        connection.execute("UPDATE amis_sources SET licence = 'ask' WHERE table_name LIKE 's%'")
    choices = ExportChoices(bundled_profiles(), ("en",), [], False)
    dialog = ExportDialog("copper", str(tmp_path), [workspace], choices, iface.mainWindow())
    try:
        dialog.show()
        for word in (False, True, False):
            plan = plan_package(workspace, COPPER_PHL, licences_confirmed=word)
            dialog.show_plan(plan)
            assert dialog.may_pass_on.isVisible()
            assert export_button(dialog).isEnabled() is word
            asked = QSignalSpy(dialog.plan_asked)
            dialog.may_pass_on.click()
            assert len(asked) == 1
        assert "is not known" in findings(dialog)
        dialog.grab().save(str(tmp_path / "unknown licence.png"))
        with closing(sqlite3.connect(workspace)) as connection, connection:
            connection.execute("UPDATE amis_sources SET licence = 'CC0 1.0'")
        dialog.may_pass_on.setChecked(False)
        dialog.show_plan(plan_package(workspace, COPPER_PHL))
        assert not dialog.may_pass_on.isVisible()
    finally:
        dialog.deleteLater()


def chosen(plugin: Any) -> Any:
    """Return the choices of the plan that is shown."""
    return plugin.export._plan.choices


def test_a_profile_fills_the_other_controls_and_gives_way_to_a_change(
    plugin: Any, dialog: ExportDialog, wait_until: Wait
) -> None:
    wishes = dialog.choices
    choose(wishes.profile, "geologist")
    assert wishes.formats.keys() == ("geojson", "flatgeobuf", "geoparquet")
    assert not export_button(dialog).isEnabled(), "the plan shown is not the one asked for"
    wait_until(lambda: export_button(dialog).isEnabled(), what="the plan of the profile")
    assert chosen(plugin).profile == plugin.export._plan.profile == "geologist"
    choose(wishes.profile, "agency")
    assert wishes.exchange.isChecked() and not wishes.pdf.isChecked()
    assert wishes.crs.crs().authid() == "EPSG:4326"
    wishes.exchange.setChecked(False)
    assert wishes.profile.currentData() == "" and not wishes.copy.isEnabled()
    wait_until(lambda: export_button(dialog).isEnabled(), what="the plan of one's own")
    assert (chosen(plugin).profile, chosen(plugin).exchange) == ("", False)


def test_many_changes_make_one_plan(
    plugin: Any, dialog: ExportDialog, wait_until: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    known = export_controller.plan_package

    def counted(*arguments: Any, **named: Any) -> Any:
        made.append(arguments)
        return known(*arguments, **named)

    monkeypatch.setattr(export_controller, "plan_package", counted)
    for _ in range(6):
        dialog.choices.clip.toggle()
    dialog.choices.clip.setChecked(True)
    wait_until(lambda: export_button(dialog).isEnabled(), what="the plan")
    assert len(made) == 1
    assert plugin.export._plan.clipped
    assert table(dialog)["Tectonic provinces (schematic)"][1] == "in the area, cut"


def test_the_area_is_what_its_kind_says(
    plugin: Any, dialog: ExportDialog, wait_until: Wait
) -> None:
    area = dialog.choices.area
    assert area.margin.isVisible() and not area.countries.isVisible()
    choose(area.kind, "countries")
    assert area.countries.isVisible() and not area.margin.isVisible()
    wait_until(lambda: export_button(dialog).isEnabled(), what="the outlines")
    assert plugin.export._plan.polygon.startswith("MULTIPOLYGON")
    assert "small scale" in findings(dialog)
    choose(area.kind, "around")
    choose(area.unit, "km")
    area.margin.setValue(100)
    wait_until(lambda: export_button(dialog).isEnabled(), what="the box")
    assert (chosen(plugin).margin, chosen(plugin).margin_unit) == (100.0, "km")
    choose(area.kind, "polygon")
    choose(area.polygon, next(
        area.polygon.itemData(i)
        for i in range(area.polygon.count())
        if "provinces" in area.polygon.itemText(i)
    ))  # fmt: skip
    wait_until(lambda: export_button(dialog).isEnabled(), what="the polygon")
    assert plugin.export._plan.polygon
    assert chosen(plugin).polygon == plugin.export._plan.polygon


def test_what_cannot_be_is_told_and_blocks(dialog: ExportDialog, wait_until: Wait) -> None:
    dialog.choices.crs.setCrs(QgsCoordinateReferenceSystem("EPSG:4978"))  # geocentric
    wait_until(lambda: "EPSG:4978" in dialog.state.text(), what="the reason")
    assert not export_button(dialog).isEnabled()
    dialog.choices.crs.setCrs(QgsCoordinateReferenceSystem("EPSG:32651"))
    wait_until(lambda: export_button(dialog).isEnabled(), what="the plan")
    assert "EPSG:32651" in findings(dialog)


def test_the_last_choices_are_offered_again(
    plugin: Any, dialog: ExportDialog, tmp_path: Path, wait_until: Wait
) -> None:
    choose(dialog.choices.area.kind, "around")
    dialog.choices.clip.setChecked(True)
    dialog.choices.maps.setChecked(False)
    dialog.choices.pdf.setChecked(False)
    dialog.title.setText("Only this one")
    wait_until(lambda: export_button(dialog).isEnabled(), what="the plan")
    press(export_button(dialog))
    wait_until(lambda: plugin.export.dialog is None, 240, what="the package")
    again = plugin.export.open(OccurrenceFilter(countries=("PHL",)))
    try:
        assert again.choices.area.kind.currentData() == "around"
        assert again.choices.clip.isChecked() and not again.choices.maps.isChecked()
        assert again.title.text() == "" and not again.may_pass_on.isChecked()
    finally:
        again.reject()
        write_settings(replace(read_settings(), package_choices={}))


def test_a_broken_profile_is_told_and_a_copy_is_offered(
    plugin: Any, samples: Any, iface: Any, wait_until: Wait
) -> None:
    folder = profiles_folder()
    folder.mkdir(parents=True, exist_ok=True)
    broken = folder / "broken.json"
    broken.write_text('{"id": "x"}', "utf-8")
    made: list[Path] = []
    try:
        opened = plugin.export.open(COPPER_PHL)
        told = " ".join(item.text() for item in iface.messageBar().items())
        assert "broken.json" in told and "profile" in told
        choose(opened.choices.profile, "investor")
        press(opened.choices.copy)
        made = list(folder.glob("own_investor*.json"))
        assert len(made) == 1
        opened.reject()
        again = plugin.export.open(COPPER_PHL)
        assert again.choices.profile.findText("Investor (own)") > 0
        again.reject()
    finally:
        for path in (broken, *made):
            path.unlink()


def test_the_tab_key_goes_through_the_choices_in_their_order(dialog: ExportDialog) -> None:
    wishes = dialog.choices
    order = [dialog.title, dialog.zip, wishes.profile, wishes.area.kind, wishes.area.margin,
             wishes.clip, wishes.formats, wishes.language, wishes.pdf, wishes.maps,
             wishes.exchange, dialog.key.lineEdit(), dialog.contents, dialog.findings]  # fmt: skip
    chain, widget = [], dialog.workspaces
    for _ in range(200):
        chain.append(widget)
        widget = widget.nextInFocusChain()
    places = [chain.index(one) for one in order]
    assert places == sorted(places)


@pytest.fixture
def raster_layers(tmp_path: Path) -> list[QgsRasterLayer]:
    """Add two grids to the project: one whose licence is stated, one of which nobody knows."""
    layers = []
    for name, title, licence in (
        ("mag.tif", "Aeromagnetics, total field", "CC BY 4.0"),
        ("dem.tif", "Elevation", ""),
    ):
        path = write_raster(tmp_path / name, cells(), nodata=-99)
        layer = QgsRasterLayer(str(path), title, "gdal")
        metadata = layer.metadata()
        metadata.setLicenses([licence] if licence else [])
        layer.setMetadata(metadata)
        QgsProject.instance().addMapLayer(layer)
        layers.append(layer)
    return layers


def test_rasters_are_in_the_contents_and_can_be_left_out(
    plugin: Any,
    samples: Any,
    raster_layers: list[QgsRasterLayer],
    tmp_path: Path,
    wait_until: Wait,
    screenshot: Callable[..., Path],
    theme: str,
) -> None:
    write_settings(replace(read_settings(), package_choices={**PLAIN, "licences_confirmed": False}))
    dialog = plugin.export.open(COPPER_PHL)
    (tmp_path / "exports").mkdir()
    dialog.folder.setFilePath(str(tmp_path / "exports"))
    wait_until(lambda: "Elevation" in table(dialog), what="the plan")
    size, how, licence = table(dialog)["Aeromagnetics, total field"]
    assert "×" in size and how == "in the area" and licence == "CC BY 4.0"
    assert table(dialog)["Elevation"][2] == "no licence statement"
    assert "Elevation" in findings(dialog) and not export_button(dialog).isEnabled()
    picture = screenshot(f"export-rasters-{theme}", dialog)
    assert_dark(picture, theme)
    tick(dialog, "Elevation", Qt.CheckState.Unchecked)
    wait_until(lambda: table(dialog).get("Elevation", [""] * 3)[1] == "left out", what="a plan")
    assert export_button(dialog).isEnabled()
    tick(dialog, "Elevation", Qt.CheckState.Checked)
    wait_until(lambda: table(dialog)["Elevation"][1] == "in the area", what="a plan with it")
    dialog.may_pass_on.setChecked(True)
    wait_until(lambda: export_button(dialog).isEnabled(), what="the word")
    destination = dialog.destination()
    press(export_button(dialog))
    wait_until(lambda: plugin.export.dialog is None, 240, what="the package")
    assert verify_package(destination).ok
    names = sorted(path.name for path in (destination / "data" / "rasters").glob("*.tif"))
    assert names == ["aeromagnetics_total_field.tif", "elevation.tif"]
