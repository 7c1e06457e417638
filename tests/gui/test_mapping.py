"""The field mapping dialog in the QGIS window: proposes, shows results, saves, aligns, again."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from osgeo import ogr
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from surveys import ROWS, write_survey

from amis_qgis_plugin.core.mapping.field_map import FieldMap
from amis_qgis_plugin.gui import mapping_controller
from amis_qgis_plugin.qgis_bridge.profile_store import forget_map, saved_map

Wait = Callable[..., None]


@pytest.fixture
def survey(tmp_path: Path, empty_project: QgsProject) -> QgsVectorLayer:
    path = write_survey(tmp_path / "survey.gpkg")
    layer = QgsVectorLayer(f"{path}|layername=titik_mineral", "Titik mineral", "ogr")
    assert empty_project.addMapLayer(layer) is layer
    return layer


@pytest.fixture
def dialog(plugin: Any, survey: QgsVectorLayer, wait_until: Wait) -> Iterator[Any]:
    """Open the dialog on the survey's layer, with its proposal."""
    opened = plugin.mapping.open(survey)
    wait_until(
        lambda: rows_of(opened).get("Commodities, as the source has them", ("",) * 5)[3] != "",
        what="a preview",
    )
    yield opened
    if plugin.mapping.dialog is opened:
        opened.show_working(False)
        opened.reject()
    forget_map(survey)


def rows_of(dialog: Any) -> dict[str, tuple[str, ...]]:
    """Return each row of the table by its label: what it is read from, sure, values, result."""
    table = dialog.table
    found = {}
    for number in range(table.topLevelItemCount()):
        item = table.topLevelItem(number)
        box = table.itemWidget(item, 1)
        columns = ",".join(box.checkedItems())
        label = item.text(0).strip(" *")
        found[label] = (columns, *(item.text(column) for column in (2, 3, 4, 5)))
    return found


def choose(dialog: Any, label: str, *columns: str) -> None:
    """Read an aligned field from these columns alone, as a person checks them."""
    box = box_of(dialog, label)
    for row in range(box.count()):
        wanted = box.itemText(row) in columns
        box.setItemCheckState(row, Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)


def box_of(dialog: Any, label: str) -> Any:
    table = dialog.table
    for number in range(table.topLevelItemCount()):
        item = table.topLevelItem(number)
        if item.text(0).strip(" *") == label:
            return table.itemWidget(item, 1)
    raise AssertionError(label)


def test_values_are_those_of_the_rows_that_results_are_of(
    plugin: Any, empty_project: QgsProject, tmp_path: Path, wait_until: Wait
) -> None:
    """Of 300 rows the first 200 are looked at; what most of the others say is not shown."""
    path = tmp_path / "many.csv"
    names = [f"Prospect {number}" for number in range(200)] + ["Repeated"] * 100
    rows = (f"{name},tin,{100 + n / 100},{n / 100}" for n, name in enumerate(names))
    path.write_text("\n".join(["name,commodity,lon,lat", *rows]), encoding="utf-8")
    layer = QgsVectorLayer(str(path), "Many", "ogr")
    empty_project.addMapLayer(layer)
    opened = plugin.mapping.open(layer)
    try:
        wait_until(lambda: rows_of(opened).get("Name", ("",) * 5)[3] != "", what="a preview")
        _columns, _sure, values, result, _unit = rows_of(opened)["Name"]
        assert values == result
        assert "Repeated" not in values
    finally:
        opened.reject()


def test_proposes_and_shows_values_beside_results(dialog: Any) -> None:
    assert dialog.type.currentText() == "Mineral occurrences"
    rows = rows_of(dialog)
    assert rows["Commodities, as the source has them"][0] == "KOMODITAS"
    assert "tembaga, emas" in rows["Commodities, as the source has them"][2]
    assert "copper" in rows["Commodities, aligned codes"][3]
    assert rows["Name"][0] == "NAMA_LOKASI"
    assert "Indonesia" in rows["Country, as the source has it"][2]
    assert "IDN" in rows["Country (ISO code)"][3]


def test_a_correction_is_previewed_and_saved(
    dialog: Any, survey: QgsVectorLayer, wait_until: Wait, plugin: Any
) -> None:
    choose(dialog, "Province or state", "STATUS")
    wait_until(lambda: "produksi" in rows_of(dialog)["Province or state"][3], what="a new preview")
    QTest.mouseClick(dialog.save, Qt.MouseButton.LeftButton)
    kept = saved_map(survey)
    assert kept is not None
    assert [column.name for column in kept.use("admin1").columns] == ["STATUS"]
    assert QgsProject.instance().isDirty()
    dialog.reject()
    again = plugin.mapping.open(survey)
    wait_until(
        lambda: rows_of(again).get("Province or state", [""])[0] == "STATUS", what="the saved map"
    )
    again.reject()


def test_aligns_into_a_new_workspace_that_the_catalogue_shows(
    dialog: Any, tmp_path: Path, wait_until: Wait, plugin: Any
) -> None:
    target = tmp_path / "all.gpkg"
    dialog.target.setFilePath(str(target))
    QTest.mouseClick(dialog.align, Qt.MouseButton.LeftButton)
    wait_until(lambda: not dialog.progress.isVisible(), what="aligned")
    assert f"{len(ROWS)} of {len(ROWS)} rows" in dialog.state.text()
    dataset = ogr.Open(str(target))
    layer = dataset.GetLayerByName("mineral_occurrences")
    assert layer.GetFeatureCount() == len(ROWS)
    assert sum(1 for one in layer if one["commodity_codes"]) == len(ROWS)
    assert any(str(target) in entry.entry_id for entry in plugin.catalogue.entries())


def test_rows_of_a_workspace_are_read_anew(
    dialog: Any, tmp_path: Path, wait_until: Wait, plugin: Any
) -> None:
    target = tmp_path / "again.gpkg"
    dialog.target.setFilePath(str(target))
    QTest.mouseClick(dialog.align, Qt.MouseButton.LeftButton)
    wait_until(lambda: not dialog.progress.isVisible(), what="aligned")
    dialog.reject()
    (entry,) = (one for one in plugin.catalogue.entries() if str(target) in one.entry_id)
    layer = plugin.catalogue.add(entry)
    again = plugin.mapping.open(layer)
    wait_until(lambda: bool(rows_of(again).get("Name", [""])[0]), what="its own fields")
    assert rows_of(again)["Commodities, as the source has them"][0] == "KOMODITAS"
    assert again.source.isVisible() and not again.target.isVisible()
    choose(again, "Name", "PROVINSI")
    QTest.mouseClick(again.align, Qt.MouseButton.LeftButton)
    wait_until(lambda: not again.progress.isVisible(), what="aligned again")
    assert "aligned again" in again.state.text()
    layer.dataProvider().reloadData()
    names = {feature["name"] for feature in layer.getFeatures()}
    assert "Papua" in names and "Gunung Bijih" not in names
    again.reject()


def test_a_workspace_is_not_taken_into_itself(
    dialog: Any, tmp_path: Path, wait_until: Wait, plugin: Any, empty_project: QgsProject
) -> None:
    """Where no map is kept, nothing can be aligned again, but rows must not come in twice."""
    target = tmp_path / "own.gpkg"
    dialog.target.setFilePath(str(target))
    QTest.mouseClick(dialog.align, Qt.MouseButton.LeftButton)
    wait_until(lambda: not dialog.progress.isVisible(), what="aligned")
    dialog.reject()
    with closing(sqlite3.connect(target)) as connection, connection:
        connection.execute("DELETE FROM amis_field_maps")
    layer = QgsVectorLayer(f"{target}|layername=mineral_occurrences", "Own", "ogr")
    empty_project.addMapLayer(layer)
    again = plugin.mapping.open(layer)
    wait_until(lambda: rows_of(again).get("Name", [""])[0] == "name", what="its own fields")
    assert again.target.isVisible()
    again.target.setFilePath(str(target))
    QTest.mouseClick(again.align, Qt.MouseButton.LeftButton)
    wait_until(lambda: not again.progress.isVisible(), what="refused")
    assert "rows would come in twice" in again.state.text()
    with closing(sqlite3.connect(target)) as connection:
        counted = connection.execute("SELECT count(*) FROM mineral_occurrences").fetchone()
    assert counted == (len(ROWS),)
    again.reject()


def test_maps_are_exported_and_imported(
    dialog: Any, tmp_path: Path, wait_until: Wait, monkeypatch: pytest.MonkeyPatch, plugin: Any
) -> None:
    path = tmp_path / "map.json"
    monkeypatch.setattr(mapping_controller, "ask_file_to_write", lambda *_args: path)
    monkeypatch.setattr(mapping_controller, "ask_file_to_read", lambda *_args: path)
    dialog.export_asked.emit()
    document = json.loads(path.read_text(encoding="utf-8"))
    assert document["layer_type"] == "mineral_occurrences"
    text = path.read_text(encoding="utf-8").replace("NAMA_LOKASI", "PROVINSI")
    path.write_text(text, encoding="utf-8")
    dialog.import_asked.emit()
    wait_until(lambda: rows_of(dialog)["Name"][0] == "PROVINSI", what="the imported map")
    path.write_text(text.replace("PROVINSI", "NOWHERE"), encoding="utf-8")
    dialog.import_asked.emit()
    assert "NOWHERE" in dialog.state.text()
    path.write_text("{", encoding="utf-8")
    dialog.import_asked.emit()
    assert "map.json" in dialog.state.text()


A, B, C, D = "PROVINSI", "STATUS", "NEGARA", "TANGGAL"  # the layer has them in this order
AS_THEY_ARE = {
    "ranks, flags and columns in an order of their own": ("mineral_occurrences", "fr", {
        "name": {"columns": [B, A], "constant": "no name"},
        "commodity_text": {"columns": [
            {"name": D, "role": "possible"}, {"name": B, "role": "minor"}, C,
            {"name": A, "role": "major"}, {"name": "KOMODITAS", "role": "minor", "flag": True},
            {"name": "NO_ID", "flag": True},
        ]},
        "country": {"columns": [C, B], "constant": "IDN"},
    }),
    "fields without a row": ("mineral_occurrences", "mrds", {
        "minerals": {"columns": [B, A]},
        "commodity_group": {"constant": "precious metals"},
        "country_basis": {"columns": [A]},
        "longitude": {"columns": []}, "latitude": {"columns": [B, A]},
    }),
    "units": ("boreholes", "", {
        "length_m": {"columns": [C, A], "unit": "ft", "decimal": ","},
        "elevation_m": {"columns": [B], "unit": "m", "decimal": "."},
        "start_date": {"columns": [D, A], "unit": "mdy"},
        "end_date": {"columns": [A], "unit": "dmy"},
        "name": {"columns": [{"name": A, "role": "minor"}]},
        "longitude": {"columns": [D, A]}, "latitude": {"columns": [C], "constant": "1"},
    }),
    "halves of the axes": ("boreholes", "", {
        "longitude": {"columns": [D], "unit": "west"},
        "latitude": {"columns": [C], "unit": "south"},
    }),
    "another country by its name": ("tenements", "assay", {
        "country": {"constant": "Malaysia"}, "area_ha": {"constant": "12", "unit": "rai"},
    }),
    "a country of elsewhere": ("mines", "pt", {"country": {"constant": "CHN"}}),
    "a type without a country": ("contacts", "", {"contact_type": {"constant": "fault"}}),
    "nothing": ("mines", "", {}),
}  # fmt: skip


def import_map(name: str, dialog: Any, folder: Path, monkeypatch: pytest.MonkeyPatch) -> FieldMap:
    """Let the dialog take one of the maps from a file, and return it."""
    kind, profile, fields = AS_THEY_ARE[name]
    given = {"format": "amis-field-map", "version": 1, "layer_type": kind, "profile": profile,
             "fields": fields}  # fmt: skip
    path = folder / "given.json"
    path.write_text(json.dumps(given), encoding="utf-8")
    monkeypatch.setattr(mapping_controller, "ask_file_to_read", lambda *_args: path)
    dialog.import_asked.emit()
    return FieldMap.from_dict(given)


@pytest.mark.parametrize("name", AS_THEY_ARE)
def test_a_map_that_is_only_shown_stays_as_it_is(
    name: str, dialog: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plugin: Any
) -> None:
    before = import_map(name, dialog, tmp_path, monkeypatch)
    shown = plugin.mapping.field_map()
    assert shown.to_dict() == before.to_dict()
    assert shown == before
    assert shown.use("commodity_text").columns == before.use("commodity_text").columns


def test_the_country_of_all_rows_can_be_taken_back(dialog: Any, plugin: Any) -> None:
    before = plugin.mapping.field_map()
    assert before.use("country").constant == ""
    for country in ("IDN", ""):
        dialog.country.setCurrentIndex(dialog.country.findData(country))
        dialog.country.activated.emit(dialog.country.currentIndex())
        assert plugin.mapping.field_map().use("country").constant == country
    assert plugin.mapping.field_map() == before


def test_columns_that_are_checked_anew_come_last_and_keep_their_rank(
    dialog: Any, plugin: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_map("ranks, flags and columns in an order of their own", dialog, tmp_path, monkeypatch)
    label = "Commodities, as the source has them"
    columns = plugin.mapping.field_map().use("commodity_text").columns
    assert box_of(dialog, label).toolTip() == f"<p>{D} (possible), {C}</p>"
    choose(dialog, label, C)
    choose(dialog, label, C, D)
    again = plugin.mapping.field_map().use("commodity_text").columns
    assert again == (*columns[1:], columns[0])
    assert (again[-1].name, again[-1].role) == (D, "possible")
    choose(dialog, "Name", A)
    choose(dialog, "Name", A, B)
    names = [one.name for one in plugin.mapping.field_map().use("name").columns]
    assert names == [A, B]


def test_without_a_layer_it_says_what_to_do(plugin: Any, iface: Any) -> None:
    opened = plugin.mapping.open(None)
    assert "Add a vector layer" in opened.state.text()
    opened.reject()
