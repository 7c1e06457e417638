"""The table of wanted occurrences in the QGIS window."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from counting import copy_of_samples, identifiers, occurrences
from qgis.core import QgsCoordinateTransform, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QItemSelection, QItemSelectionModel, QPoint, Qt
from qgis.PyQt.QtTest import QSignalSpy, QTest
from qgis.PyQt.QtWidgets import QApplication

from amis_qgis_plugin.core.listings import ListedRow
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.core.progress import Progress
from amis_qgis_plugin.gui import results_table
from amis_qgis_plugin.gui.results_model import PAGE, ResultsModel
from amis_qgis_plugin.gui.results_table import ResultsTable
from amis_qgis_plugin.qgis_bridge.layer_filter import Kind
from amis_qgis_plugin.qgis_bridge.layer_listings import listing_work

Wait = Callable[..., None]


@pytest.fixture
def results(plugin: Any, layer: QgsVectorLayer, wait_until: Wait) -> Iterator[Any]:
    """Return the controller of the table, shown, with the samples in it."""
    controller = plugin.parts.results
    controller.open()
    controller._sorting = ("", False)
    wait_until(lambda: controller.table.model.rowCount() == len(occurrences()), what="rows")
    yield controller
    plugin.parts.put_away()
    plugin.filter.set_filter(OccurrenceFilter())


def texts(table: Any, column: int, rows: range) -> list[str]:
    return [table.model.index(row, column).data() for row in rows]


def read(table: Any, wait_until: Wait, rows: range, column: int = 0) -> list[str]:
    """Return the texts of a column once they have come."""
    texts(table, column, rows)
    wait_until(lambda: "…" not in texts(table, column, rows), what="pages")
    return texts(table, column, rows)


def select(table: Any, *ranges: range) -> None:
    chosen = QItemSelection()
    for one in ranges:
        chosen.select(table.model.index(one.start, 0), table.model.index(one.stop - 1, 2))
    flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
    table.view.selectionModel().select(chosen, flags | QItemSelectionModel.SelectionFlag.Rows)


def test_the_table_follows_the_filter(plugin: Any, results: Any, wait_until: Wait) -> None:
    plugin.filter.set_filter(OccurrenceFilter(commodities=("copper",), countries=("PHL",)))
    expected = len(identifiers(("copper",), countries=("PHL",)))
    wait_until(lambda: results.table.model.rowCount() == expected, what="the filtered rows")
    assert results.table.said.text() == f"{expected} occurrences"
    names = read(results.table, wait_until, range(expected))
    plain = [one.name for one in occurrences() if one.country == "PHL" and "copper" in one.codes]
    assert sorted(names) == sorted(plain)
    assert set(read(results.table, wait_until, range(expected), 1)) == {"Philippines"}


def test_pages_are_read_only_when_somebody_looks(
    results: Any, wait_until: Wait, settle: Wait
) -> None:
    table = results.table
    wait_until(lambda: bool(table.model._pages), what="the first page")
    settle(100)
    last = (len(occurrences()) - 1) // PAGE
    assert last not in table.model._pages
    table.view.scrollToBottom()
    wait_until(lambda: last in table.model._pages, what="the last page")


def test_a_click_on_a_title_sorts(results: Any, wait_until: Wait) -> None:
    table = results.table
    header = table.view.horizontalHeader()
    for order in (False, True):
        heard = QSignalSpy(table.model.modelReset)
        place = QPoint(header.sectionViewportPosition(0) + 20, header.height() // 2)
        QTest.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        wait_until(lambda found=heard: len(found) > 0, what="another order")
        names = [one.upper() for one in read(table, wait_until, range(60))]
        assert names == sorted(names, reverse=order)


def test_select_in_layer_and_zoom(
    results: Any, layer: QgsVectorLayer, iface: Any, wait_until: Wait
) -> None:
    table = results.table
    read(table, wait_until, range(5))
    assert not table.select_action.isEnabled()
    select(table, range(1, 3), range(4, 5))
    table.select_action.trigger()
    expected = {table.model.listing.fids[row] for row in (1, 2, 4)}
    assert set(layer.selectedFeatureIds()) == expected
    select(table, range(2, 3))
    table.zoom_action.trigger()
    point = layer.getFeature(table.model.listing.fids[2]).geometry().asPoint()
    canvas = iface.mapCanvas()
    to_map = QgsCoordinateTransform(
        layer.crs(), canvas.mapSettings().destinationCrs(), QgsProject.instance()
    )
    assert canvas.extent().contains(to_map.transform(point))


def test_copying(results: Any, wait_until: Wait) -> None:
    table = results.table
    names = read(table, wait_until, range(0, 250))
    select(table, range(90, 210))
    table.view.setFocus()
    QApplication.clipboard().clear()
    table.copy_action.trigger()
    wait_until(lambda: QApplication.clipboard().text() != "", what="the clipboard")
    lines = QApplication.clipboard().text().splitlines()
    assert lines[0].split("\t") == ["Name", "Country", "Commodities"]
    assert [line.split("\t")[0] for line in lines[1:]] == [
        " ".join(n.split()) for n in names[90:210]
    ]


def test_a_layer_that_is_no_workspace(
    plugin: Any, results: Any, wait_until: Wait, tmp_path: Path
) -> None:
    path = tmp_path / "points.geojson"
    path.write_text(
        '{"type": "FeatureCollection", "features": ['
        '{"type": "Feature", "properties": {"name": "Zeta", "commodity": "copper; gold",'
        ' "country": "Indonesia"}, "geometry": {"type": "Point", "coordinates": [120, 1]}},'
        '{"type": "Feature", "properties": {"name": "alpha", "commodity": "tin",'
        ' "country": "MYS"}, "geometry": {"type": "Point", "coordinates": [101, 4]}}]}',
        encoding="utf-8",
    )
    other = QgsVectorLayer(str(path), "Points", "ogr")
    assert other.isValid()
    listing = listing_work(other, Kind.LIVE, "name", False)(Progress())
    assert [row.text("name") for row in listing.page(0, 10)] == ["alpha", "Zeta"]
    assert listing.page(1, 2)[0].text("commodity") == "copper, gold"
    assert [row.text("country") for row in listing.page(0, 9)] == ["Malaysia", "Indonesia"]
    down = listing_work(other, Kind.LIVE, "country", True)(Progress())
    assert down.fids == [listing.fids[0], listing.fids[1]]


def test_rows_that_cannot_be_read_are_told_once(
    plugin: Any, results: Any, iface: Any, wait_until: Wait, settle: Wait
) -> None:
    class Broken:
        fids = list(range(500))

        def __len__(self) -> int:
            return 500

        def page(self, start: int, stop: int) -> list[Any]:
            raise OSError("the disk is gone")

    heard = QSignalSpy(results.table.model.failed)
    results.table.show_listing(Broken())
    results.table.view.scrollToBottom()
    wait_until(lambda: len(heard) > 0, what="the failure")
    settle(100)
    assert len(heard) == 1
    results._stamp = None
    results.look_again()
    wait_until(lambda: results.table.model.rowCount() == len(occurrences()), what="the rows again")


class Million:
    """A listing of a million rows that reads none before it is asked."""

    fids = range(1_000_000)

    def __len__(self) -> int:
        return len(self.fids)

    def page(self, start: int, stop: int) -> list[ListedRow]:
        return [ListedRow(fid, f"row {fid}") for fid in self.fids[start:stop]]


def test_a_million_rows_are_not_gone_through(
    iface: Any, monkeypatch: pytest.MonkeyPatch, wait_until: Wait, settle: Wait
) -> None:
    """Showing, scrolling and selecting all of them ask for what is on the screen only."""
    asked: Counter[str] = Counter()

    class Counting(ResultsModel):
        def columnCount(self, *parents: Any) -> int:
            asked["columns"] += 1
            return int(super().columnCount(*parents))

        def data(self, index: Any, role: int = 0) -> Any:
            asked["data"] += 1
            return super().data(index, role)

    monkeypatch.setattr(results_table, "ResultsModel", Counting)
    table = ResultsTable()
    table.resize(640, 300)
    table.show()
    table.show_listing(Million())
    assert table.said.text() == "1,000,000 occurrences"
    for place in range(0, 1_000_000, 20_000):
        table.view.scrollTo(table.model.index(place, 0))
        assert read(table, wait_until, range(place, place + 1)) == [f"row {place}"]
    assert len(table.model._pages) <= 80
    asked.clear()
    table.view.selectAll()
    settle(100)
    assert table.ranges() == [range(0, 1_000_000)]
    assert len(table.keys()) == 1_000_000
    assert sum(asked.values()) < 50_000, asked
    table.close()
    table.release()
    table.deleteLater()


def test_several_layers_are_offered(
    plugin: Any, results: Any, wait_until: Wait, tmp_path: Path, settle: Wait
) -> None:
    path = copy_of_samples(tmp_path, "other.gpkg")
    with closing(sqlite3.connect(path)) as connection:
        for (name,) in connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("DELETE FROM mineral_occurrences WHERE country <> 'PHL'")
        connection.commit()
    plugin.catalogue.add_files([path])
    (entry,) = (one for one in plugin.catalogue.entries() if one.entry_id.startswith(
        f"workspace:{path}|mineral_occ"))  # fmt: skip
    other = plugin.catalogue.add(entry)
    table = results.table
    wait_until(table.layers.isVisible, what="a choice of layers")
    assert table.layers.count() == 2
    table.layers.setCurrentIndex(table.layers.findData(other.id()))
    table.layers.activated.emit(table.layers.currentIndex())
    expected = sum(one.country == "PHL" for one in occurrences())
    wait_until(lambda: table.model.rowCount() == expected, what="the other layer's rows")
    QgsProject.instance().removeMapLayer(other.id())
    wait_until(lambda: table.model.rowCount() == len(occurrences()), what="the first layer's rows")
    assert not table.layers.isVisible()


def test_without_a_layer(plugin: Any, results: Any, wait_until: Wait) -> None:
    QgsProject.instance().removeAllMapLayers()
    wait_until(lambda: "Add a layer" in results.table.said.text(), what="the hint")
    assert results.table.model.rowCount() == 0
