"""The Check panel and the dialog of unknown terms in the QGIS window."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from osgeo import ogr
from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from surveys import ROWS, write_survey

from amis_qgis_plugin.core.checks.report import UnknownTerm
from amis_qgis_plugin.core.user_terms import NO_TERMS
from amis_qgis_plugin.gui import check_controller, terms_controller
from amis_qgis_plugin.gui import terms_dialog as dialog_module
from amis_qgis_plugin.qgis_bridge.profile_store import read_terms, write_terms

Wait = Callable[..., None]
UNKNOWN = "batu pelangi"


@pytest.fixture(autouse=True)
def no_decisions() -> Iterator[None]:
    write_terms(NO_TERMS)
    yield
    write_terms(NO_TERMS)


@pytest.fixture
def survey(tmp_path: Path, empty_project: QgsProject) -> QgsVectorLayer:
    path = write_survey(tmp_path / "survey.gpkg")
    layer = QgsVectorLayer(f"{path}|layername=titik_mineral", "Titik mineral", "ogr")
    empty_project.addMapLayer(layer)
    return layer


@pytest.fixture
def checked(plugin: Any, survey: QgsVectorLayer, wait_until: Wait, settle: Any) -> Any:
    """Check the survey's layer; return the panel with the report."""
    dock = plugin.docks[2]
    dock.show()
    dock.raise_()
    settle()
    panel = plugin.checking.panel
    panel.layer.setLayer(survey)
    QTest.mouseClick(panel.check, Qt.MouseButton.LeftButton)
    wait_until(lambda: plugin.checking.report is not None, what="a report")
    yield panel
    dock.hide()


def findings(panel: Any) -> dict[str, Any]:
    """Return the items of the findings by their titles."""
    tops = [panel.tree.topLevelItem(i) for i in range(panel.tree.topLevelItemCount())]
    items = [top.child(i) for top in tops for i in range(top.childCount())]
    return {item.text(0): item for item in items}


def test_a_report_names_what_is_wrong_with_which_rows(
    checked: Any, plugin: Any, survey: QgsVectorLayer, iface: Any, settle: Any
) -> None:
    assert "of 100" in checked.summary.text() and f"{len(ROWS)} rows" in checked.summary.text()
    items = findings(checked)
    item = next(found for title, found in items.items() if "countr" in title.lower())
    item.setExpanded(True)
    assert item.childCount() >= 1
    checked.tree.setCurrentItem(item)
    assert checked.advice.text()
    checked.tree.itemActivated.emit(item.child(0), 0)
    settle(300)
    (selected,) = survey.selectedFeatures()
    assert selected["NAMA_LOKASI"] == "Ca MÃ¡u"
    assert iface.mapCanvas().extent().contains(selected.geometry().asPoint())


def test_findings_are_loaded_as_a_layer(checked: Any, plugin: Any) -> None:
    checked.layer_asked.emit()
    (layer,) = QgsProject.instance().mapLayersByName("Findings: Titik mineral")
    expected = sum(len(finding.rows) for finding in plugin.checking.report.findings)
    assert layer.featureCount() == expected


def test_reports_are_written(
    checked: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plugin: Any
) -> None:
    for signal, name in ((checked.html_asked, "r.html"), (checked.json_asked, "r.json")):
        path = tmp_path / name
        monkeypatch.setattr(check_controller, "ask_file_to_write", lambda *_args, p=path: p)
        signal.emit()
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["rows"] == len(ROWS)
    assert "Titik mineral" in (tmp_path / "r.html").read_text(encoding="utf-8")


def test_the_layer_is_left_as_it_was(checked: Any, survey: QgsVectorLayer) -> None:
    path = Path(survey.source().partition("|")[0])
    dataset = ogr.Open(str(path))
    layer = dataset.GetLayer(0)
    assert layer.GetFeatureCount() == len(ROWS)
    assert not survey.isEditable() and not survey.isModified()


def test_a_decision_about_a_term_counts_from_then_on(
    checked: Any, plugin: Any, wait_until: Wait
) -> None:
    assert [one.term for one in plugin.checking.report.unmatched] == [UNKNOWN]
    QTest.mouseClick(checked.terms, Qt.MouseButton.LeftButton)
    dialog = plugin.terms.dialog
    (item,) = dialog.tree.findItems(UNKNOWN, Qt.MatchFlag.MatchExactly)
    assert item.isSelected() and item.text(2) == "1"
    row = dialog.meaning.findData("silica")
    assert row >= 0
    dialog.meaning.setCurrentIndex(row)
    dialog._decide_by_code()
    (kept,) = read_terms()
    assert (kept.term, kept.codes) == (UNKNOWN, ("silica",))
    dialog.reject()
    QTest.mouseClick(checked.check, Qt.MouseButton.LeftButton)
    wait_until(lambda: plugin.checking.report is not None, what="a second report")
    assert plugin.checking.report.unmatched == ()


def test_decisions_are_applied_to_a_workspace_forgotten_exported_and_imported(
    plugin: Any,
    survey: QgsVectorLayer,
    tmp_path: Path,
    wait_until: Wait,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mapping = plugin.mapping.open(survey)
    wait_until(lambda: "preview" in mapping.state.text(), what="a proposal")
    target = tmp_path / "terms.gpkg"
    mapping.target.setFilePath(str(target))
    QTest.mouseClick(mapping.align, Qt.MouseButton.LeftButton)
    wait_until(lambda: not mapping.progress.isVisible(), what="aligned")
    mapping.reject()
    (entry,) = (one for one in plugin.catalogue.entries() if str(target) in one.entry_id)
    layer = plugin.catalogue.add(entry)
    dialog = plugin.terms.open()
    assert dialog.origin.currentText() == "terms.gpkg"
    assert not dialog.align.isEnabled()
    dialog.decide(["silica"])
    assert dialog.align.isEnabled()
    QTest.mouseClick(dialog.align, Qt.MouseButton.LeftButton)
    wait_until(lambda: not dialog.progress.isVisible(), what="aligned again")
    assert "aligned again" in dialog.state.text()
    assert "silica" in commodities_of(layer, "Kolaka")
    assert not dialog.align.isEnabled()

    path = tmp_path / "decisions.json"
    monkeypatch.setattr(terms_controller, "ask_file_to_write", lambda *_args: path)
    monkeypatch.setattr(terms_controller, "ask_file_to_read", lambda *_args: path)
    dialog.export_asked.emit()
    (item,) = dialog.tree.findItems(UNKNOWN, Qt.MatchFlag.MatchExactly)
    dialog.tree.setCurrentItem(item)
    QTest.mouseClick(dialog.forget, Qt.MouseButton.LeftButton)
    assert len(read_terms()) == 0
    assert dialog.align.isEnabled(), "the workspace was aligned by what is forgotten now"
    dialog.import_asked.emit()
    assert [one.term for one in read_terms()] == [UNKNOWN]
    path.write_text('{"format": "else"}', encoding="utf-8")
    dialog.import_asked.emit()
    assert "decisions.json" in dialog.state.text()
    assert len(read_terms()) == 1
    dialog.reject()


@pytest.fixture
def terms_dialog(plugin: Any) -> Iterator[Any]:
    """Open the dialog on nothing; a test shows it terms."""
    dialog = plugin.terms.open()
    yield dialog
    dialog.reject()


def texts(dialog: Any) -> list[str]:
    return [dialog.meaning.itemText(row) for row in range(dialog.meaning.count())]


@pytest.mark.parametrize(
    ("vocabulary", "term", "code"),
    [
        ("lithology", "granodiorit anu", "granodiorite"),
        ("fault type", "normal faults", "normal_fault"),
        ("drilling method", "diamond coring", "diamond_core"),
        ("reporting code", "JORC Code of 2012", "jorc-code"),
    ],
)
def test_terms_of_every_list_can_be_mapped(
    terms_dialog: Any, vocabulary: str, term: str, code: str
) -> None:
    terms_dialog.show_terms([UnknownTerm(vocabulary, term, 3)], NO_TERMS)
    assert terms_dialog.meaning.isEnabled() and not terms_dialog.mineral.isEnabled()
    row = terms_dialog.meaning.findData(code)
    assert row >= 0, texts(terms_dialog)
    terms_dialog.meaning.setCurrentIndex(row)
    terms_dialog._decide_by_code()
    assert [(one.term, one.codes) for one in read_terms()] == [(term, (code,))]
    (item,) = terms_dialog.tree.findItems(term, Qt.MatchFlag.MatchExactly)
    terms_dialog.tree.setCurrentItem(item)
    terms_dialog._ignore()
    assert [one.meaning for one in read_terms()] == ["ignored"]


def test_what_cannot_be_mapped_says_so(terms_dialog: Any) -> None:
    rows = [UnknownTerm("colours of maps", "ungu", 3), UnknownTerm("country", "Siam Raya", 1)]
    terms_dialog.show_terms([UnknownTerm("country", "Elsewhere", 1)], NO_TERMS)
    terms_dialog.show_terms(rows, NO_TERMS)
    assert [one.term for one in terms_dialog._selected()] == ["ungu"], "the first of the new ones"
    said = terms_dialog.meaning.lineEdit().placeholderText
    for wanted, term in (("colours of maps cannot be mapped", "ungu"),
                         ("choose, or type", "Siam Raya")):  # fmt: skip
        (item,) = terms_dialog.tree.findItems(term, Qt.MatchFlag.MatchExactly)
        terms_dialog.tree.setCurrentItem(item)
        assert wanted in said()
        assert terms_dialog.meaning.isEnabled() == (term != "ungu")
    terms_dialog.tree.selectAll()
    assert said() == "select terms of one vocabulary"
    assert not any(one.isEnabled() for one in terms_dialog._deciding)


def test_only_selected_terms_are_compared_with_names(
    terms_dialog: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def listen(vocabulary: str, term: str) -> tuple[str, ...]:
        asked.append(term)
        return ("tungsten",)

    monkeypatch.setattr(dialog_module, "suggest", listen)
    rows = [UnknownTerm("commodity", f"Zircalloy {number}", 1) for number in range(2000)]
    terms_dialog.show_terms(rows, NO_TERMS)
    assert asked == ["Zircalloy 0"]
    assert terms_dialog.meaning.currentData() == "tungsten"
    terms_dialog.tree.setCurrentItem(terms_dialog.tree.topLevelItem(7))
    assert asked[1:] == ["Zircalloy 7"]
    asked.clear()
    terms_dialog.tree.selectAll()
    assert len(asked) <= 10
    asked.clear()
    terms_dialog.show_terms(rows, NO_TERMS)
    assert len(terms_dialog.tree.selectedItems()) == 2000, "the choice stays"
    assert len(asked) <= 10


def commodities_of(layer: QgsVectorLayer, name: str) -> str:
    layer.dataProvider().reloadData()
    return next(str(one["commodity_codes"]) for one in layer.getFeatures() if one["name"] == name)
