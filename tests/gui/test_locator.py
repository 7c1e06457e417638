"""``amis …`` in QGIS's locator bar: what it finds and does, and that it goes without a crash."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from counting import copy_of_samples, identifiers, occurrences
from filter_dock import shown
from qgis.core import QgsLocator, QgsLocatorContext, QgsProject, QgsVectorLayer
from qgis.PyQt.QtWidgets import QLineEdit, QTreeView, QWidget

from amis_qgis_plugin.core.errors import WorkspaceError
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.gui.locator_filter import AmisLocatorFilter, Searched, SearchedFile
from amis_qgis_plugin.workspace import name_search

Find = Callable[[str], list[Any]]


@pytest.fixture
def bar(iface: Any) -> Iterator[Any]:
    """Return QGIS's own locator bar, empty before and after."""
    edit = next(
        one
        for one in iface.mainWindow().findChildren(QLineEdit)
        if "locator" in type(one).__name__.lower()
        or "locator" in one.metaObject().className().lower()
        or "ocator" in one.parent().metaObject().className()
    )
    yield edit
    edit.clear()


@pytest.fixture
def find(plugin: Any, settle: Callable[..., None], wait_until: Callable[..., None]) -> Find:
    """Return a function that asks a locator of its own, on threads as QGIS does."""

    def ask(text: str) -> list[Any]:
        source = plugin.parts.locator
        locator = QgsLocator()
        filtering = AmisLocatorFilter(source.survey, source.trigger)
        locator.registerFilter(filtering)
        found: list[Any] = []
        locator.foundResult.connect(found.append)
        ended: list[int] = []
        locator.finished.connect(lambda: ended.append(1))
        locator.fetchResults(f"amis {text}", QgsLocatorContext())
        wait_until(lambda: bool(ended) and not filtering.is_searching, what="the end of a search")
        settle(30)
        kept = [(one.displayString, one.description, one.group, one) for one in found]
        filtering.end()
        locator.deregisterFilter(filtering)
        return kept

    return ask


def trigger(plugin: Any, found: list[Any], title: str, group: str = "") -> None:
    (result,) = (one[3] for one in found if one[0] == title and group in ("", one[2]))
    plugin.parts.locator.filter.triggerResult(result)


def test_it_is_registered_with_its_prefix(plugin: Any) -> None:
    filtering = plugin.parts.locator.filter
    assert filtering.activePrefix() == "amis"
    assert not filtering.useWithoutPrefix()


def test_a_commodity_and_a_country_set_the_filter(
    plugin: Any, find: Find, layer: QgsVectorLayer
) -> None:
    found = find("copper philippines")
    assert found[0][:3] == ("copper; Philippines", "sets the filter", "Filter")
    trigger(plugin, found, "copper; Philippines")
    assert plugin.filter.wanted == OccurrenceFilter(commodities=("copper",), countries=("PHL",))
    assert shown(layer) == identifiers(("copper",), countries=("PHL",))
    trigger(plugin, find("emas"), "gold", "Filter")
    assert plugin.filter.wanted == OccurrenceFilter(commodities=("gold",), countries=("PHL",))
    plugin.filter.undo()
    plugin.filter.undo()
    assert plugin.filter.wanted == OccurrenceFilter()


def test_an_occurrence_by_name_is_shown_on_the_map(
    plugin: Any, find: Find, layer: QgsVectorLayer, iface: Any, wait_until: Callable[..., None]
) -> None:
    found = find("batu hijau")
    (row,) = (one for one in occurrences() if one.name == "Batu Hijau")
    assert ("Batu Hijau", "Occurrences") in [(one[0], one[2]) for one in found]
    about = next(one[1] for one in found if one[0] == "Batu Hijau")
    assert "IDN" in about and "copper" in about
    QgsProject.instance().setCrs(layer.crs())
    trigger(plugin, found, "Batu Hijau", "Occurrences")
    box = iface.mapCanvas().extent()
    assert box.contains(row.x, row.y) and box.width() < 3


def test_words_of_the_name_beside_a_commodity(find: Find, layer: QgsVectorLayer) -> None:
    assert any(one[0] == "Batu Hijau" for one in find("hijau gold"))
    assert not any(one[0] == "Batu Hijau" for one in find("hijau tin"))


def test_an_occurrence_that_the_filter_hides(
    plugin: Any, find: Find, layer: QgsVectorLayer, iface: Any
) -> None:
    plugin.filter.set_filter(OccurrenceFilter(countries=("PHL",)))
    found = find("batu hijau")
    iface.messageBar().clearWidgets()
    trigger(plugin, found, "Batu Hijau", "Occurrences")
    (message,) = iface.messageBar().items()
    assert "hidden by a filter" in message.text()
    plugin.parts.locator._clear_and_zoom(layer.id(), 28, "Batu Hijau")
    assert plugin.filter.wanted.is_empty


def test_layers_of_the_catalogue_are_added(plugin: Any, find: Find) -> None:
    found = find("structures schematic")
    title = "Tectonic structures (schematic)"
    assert title in [one[0] for one in found if one[2] == "Layers"]
    trigger(plugin, found, title)
    assert title in [one.name() for one in QgsProject.instance().mapLayers().values()]


@pytest.mark.parametrize("text", ["x", "'; DROP TABLE x; --", "%%%", "\\", "zzzzqqqq", "😀😀"])
def test_anything_can_be_typed(find: Find, layer: QgsVectorLayer, text: str) -> None:
    assert [one for one in find(text) if one[2] == "Problems"] == []


def test_a_file_that_cannot_be_read_is_a_result_that_says_so(
    plugin: Any, find: Find, layer: QgsVectorLayer, iface: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: Any) -> list[Any]:
        raise WorkspaceError("It is locked.", subject="x.gpkg")

    monkeypatch.setattr(name_search, "find_by_name", broken)
    found = [one for one in find("batu hijau") if one[2] == "Problems"]
    assert len(found) == 1 and "x.gpkg: It is locked." in found[0][1]
    iface.messageBar().clearWidgets()
    plugin.parts.locator.filter.triggerResult(found[0][3])
    (message,) = iface.messageBar().items()
    assert "It is locked" in message.text()


def test_typing_on_stops_the_search_before(
    plugin: Any, settle: Callable[..., None], wait_until: Callable[..., None], tmp_path: Path
) -> None:
    """Many searches, each begun before the one before it has ended; all copies are gone after."""
    path = copy_of_samples(tmp_path)
    searched = Searched((), tuple(SearchedFile(path, "x", f"copy {n}") for n in range(20)))
    locator = QgsLocator()
    filtering = AmisLocatorFilter(lambda: searched, lambda _carried: None)
    locator.registerFilter(filtering)
    found: list[str] = []
    locator.foundResult.connect(lambda result: found.append(result.displayString))
    for number in range(12):
        text = "batu hijau"[: 2 + number % 9]
        locator.cancelWithoutBlocking()
        locator.fetchResults(f"amis {text}", QgsLocatorContext())
        settle(15)
    wait_until(lambda: not filtering.is_searching, what="the end of all searches")
    filtering.end()
    locator.deregisterFilter(filtering)


def test_in_the_bar_itself(
    plugin: Any,
    bar: Any,
    iface: Any,
    layer: QgsVectorLayer,
    wait_until: Callable[..., None],
    screenshot: Callable[..., Path],
) -> None:
    bar.setFocus()
    bar.setText("amis copper philippines")

    def listed() -> list[str]:
        views = [one for one in iface.mainWindow().findChildren(QTreeView)
                 if "ocator" in one.metaObject().className()]  # fmt: skip
        found = []
        for view in views:
            model = view.model()
            found += [str(model.index(row, 0).data()) for row in range(model.rowCount())]
        return found

    wait_until(lambda: any("copper; Philippines" in one for one in listed()), what="a result")
    screenshot("locator")
    for one in iface.mainWindow().findChildren(QWidget):
        if "QgsFloatingWidget" in one.metaObject().className() and one.isVisible():
            screenshot("locator-results", one)


@pytest.mark.reloads
def test_the_plugin_goes_while_a_search_runs(
    plugin: Any, bar: Any, settle: Callable[..., None]
) -> None:
    (entry,) = (one for one in plugin.catalogue.entries() if "occurrences" in one.entry_id)
    plugin.catalogue.add(entry)
    from qgis.utils import loadPlugin, startPlugin, unloadPlugin

    for text in ("amis batu", "amis copper", "amis gold hill"):
        bar.setText(text)
        settle(120)
        assert unloadPlugin("amis_qgis_plugin")
        bar.clear()
        settle(50)
        assert loadPlugin("amis_qgis_plugin") and startPlugin("amis_qgis_plugin")
        settle(50)
