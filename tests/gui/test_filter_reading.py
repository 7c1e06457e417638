"""What the Filter dock says of what it reads: fresh numbers, no false ones, failures named."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from counting import OCCURRENCES, SAMPLES, copy_of_samples, identifiers
from filter_dock import click, copper, count_of, entry_is, headline, shown
from osgeo import gdal
from qgis.core import QgsVectorLayer, edit
from qgis.PyQt.QtCore import Qt

from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter

Wait = Callable[..., None]


def add(plugin: Any, path: Path) -> QgsVectorLayer:
    plugin.catalogue.add_files([path])
    (entry,) = (one for one in plugin.catalogue.entries() if entry_is(one, path))
    return plugin.catalogue.add(entry)


@pytest.fixture
def workspace(plugin: Any, panel: Any, tmp_path: Path, wait_until: Wait) -> QgsVectorLayer:
    """Return the occurrences of a copy of the samples, counted."""
    layer = add(plugin, copy_of_samples(tmp_path))
    wait_until(lambda: count_of(panel.commodities, "copper") == str(len(copper())))
    return layer


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """Return a GeoPackage of the same occurrences without any table of ours."""
    path = tmp_path / "foreign.gpkg"
    gdal.VectorTranslate(str(path), str(SAMPLES), layers=[OCCURRENCES])
    return path


def test_saved_edits_are_counted(panel: Any, workspace: QgsVectorLayer, wait_until: Wait) -> None:
    before = len(identifiers(countries=("PHL",)))
    assert count_of(panel.countries, "PHL") == str(before)
    gone = next(row for row in workspace.getFeatures() if row["country"] == "PHL")
    with edit(workspace):
        workspace.deleteFeature(gone.id())
    wait_until(lambda: count_of(panel.countries, "PHL") == str(before - 1))


def test_a_file_written_by_others_is_counted_anew(
    panel: Any, workspace: QgsVectorLayer, wait_until: Wait
) -> None:
    path = workspace.source().split("|")[0]
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM amis_occurrence_commodity WHERE commodity = 'copper'")
    click(panel.countries, "PHL")
    wait_until(lambda: count_of(panel.commodities, "copper") == "0")


def test_no_zeros_where_nothing_was_counted(
    plugin: Any, panel: Any, foreign: Path, wait_until: Wait
) -> None:
    layer = add(plugin, foreign)
    wait_until(lambda: "726 occurrences" in headline(panel))
    assert not count_of(panel.commodities, "copper").isdigit()
    click(panel.commodities, "copper")
    assert "Reading" in headline(panel)
    wait_until(lambda: shown(layer) == copper())
    assert f"{len(copper())} of 726 occurrences" in headline(panel)
    wait_until(lambda: count_of(panel.commodities, "copper") == str(len(copper())))


def test_a_layer_that_cannot_be_read_is_named_as_unfiltered(
    plugin: Any, panel: Any, foreign: Path, wait_until: Wait
) -> None:
    layer = add(plugin, foreign)
    wait_until(lambda: "726 occurrences" in headline(panel))
    with closing(sqlite3.connect(foreign)) as connection, connection:
        connection.execute("DROP TABLE mineral_occurrences")
    click(panel.commodities, "copper")
    wait_until(lambda: "not filtered" in panel.problems.text())
    assert panel.problems.isVisible() and layer.name() in panel.problems.text()


def test_values_that_came_later_are_found(
    plugin: Any, panel: Any, foreign: Path, wait_until: Wait
) -> None:
    layer = add(plugin, foreign)
    click(panel.countries, "SGP")
    wait_until(lambda: layer.featureCount() == 0)
    one = next(iter(identifiers(countries=("PHL",))))
    dataset = gdal.OpenEx(str(foreign), gdal.OF_VECTOR | gdal.OF_UPDATE)
    dataset.ExecuteSQL(f"UPDATE {OCCURRENCES} SET country = 'SGP' WHERE identifier = '{one}'")
    dataset = None
    click(panel.commodities, "gold")
    click(panel.commodities, "gold")
    wait_until(lambda: shown(layer) == {one})


def test_several_critical_lists_are_all_named_and_combine_by_any_or_all(
    panel: Any, workspace: QgsVectorLayer
) -> None:
    heard: list[OccurrenceFilter] = []
    panel.filter_changed.connect(heard.append)
    box = panel.critical
    panel.set_filter(OccurrenceFilter(critical_lists=("EU-2024", "US-2022")))
    assert set(box.lists.keys()) == {"EU-2024", "US-2022"}
    assert "European" in box.lists.toolTip() and "United States" in box.lists.toolTip()
    assert box.combine.isVisible()
    assert heard == [], "showing is not choosing"
    box.combine.setCurrentIndex(box.combine.findData("all"))
    box.combine.activated.emit(box.combine.currentIndex())
    assert heard[-1].combine_lists == "all"
    row = box.lists.findData("EU-2024")
    box.lists.setItemCheckState(row, Qt.CheckState.Unchecked)
    assert heard[-1].critical_lists == ("US-2022",)
    assert not box.combine.isVisible()
    panel.filter_changed.disconnect(heard.append)


def test_words_of_a_filter_are_no_markup(plugin: Any, panel: Any, workspace: Any) -> None:
    plugin.filter.set_filter(OccurrenceFilter(text="<img src=x> & Co"))
    assert "&lt;img, src=x&gt;, &amp;" in panel.summary.text()
