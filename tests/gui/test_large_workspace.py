"""The Filter dock over a large workspace: its numbers are right, and the window's pauses are noted.

How long the window did not answer is printed and written to AMIS_PROBE_REPORT, which
``benchmarks/window.py`` sets; nothing is asserted about time. AMIS_PROBE_ROWS is the size.
"""

from __future__ import annotations

import json
import os
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from filter_dock import click, count_of, entry_is, headline
from qgis.core import QgsProject, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import QElapsedTimer, QTimer

sys.path.append(str(Path(__file__).resolve().parents[2] / "tools"))

from many_occurrences import make_workspace

from amis_qgis_plugin.core.commodities import load_commodities
from amis_qgis_plugin.core.occurrence_filter import OccurrenceFilter
from amis_qgis_plugin.qgis_bridge.density import FROM_SCALE, MANY

# More than 100,000, from which on QGIS only estimates how many rows a subset leaves.
ROWS = int(os.environ.get("AMIS_PROBE_ROWS", "120000"))
FILE = os.environ.get("AMIS_PROBE_FILE", "")
Wait = Callable[..., None]


class Probe:
    """Notes how long the window does not answer: how late a timer of 1 ms is."""

    def __init__(self) -> None:
        self.pauses: dict[str, float] = {}
        self._step = ""
        self._clock = QElapsedTimer()
        self._timer = QTimer()
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._beat)

    def start(self, step: str) -> None:
        """Note the pauses of another step from now on."""
        self._step = step
        self.pauses[step] = 0.0
        self._clock.start()
        self._timer.start()

    def stop(self) -> None:
        """Note no more."""
        self._beat()
        self._timer.stop()

    def _beat(self) -> None:
        pause = self._clock.nsecsElapsed() / 1e6
        self.pauses[self._step] = max(self.pauses[self._step], round(pause, 1))
        self._clock.start()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the workspace: AMIS_PROBE_FILE, or one made here; all of it lies on the disk."""
    path = Path(FILE) if FILE else tmp_path_factory.mktemp("large") / "many.gpkg"
    if not FILE:
        make_workspace(path, ROWS)
    # Half a gigabyte just written: whoever writes to the file first, as QGIS does with every
    # filter (the journal mode), would wait until the system has brought all of it to the disk.
    with path.open("rb") as written:
        os.fsync(written.fileno())
    return path


@pytest.fixture
def probe() -> Iterator[Probe]:
    """Return a probe whose pauses are told at the end."""
    probe = Probe()
    yield probe
    probe.stop()
    print(f"longest pauses in ms: {json.dumps(probe.pauses)}")
    report = os.environ.get("AMIS_PROBE_REPORT")
    if report:
        Path(report).write_text(json.dumps(probe.pauses), encoding="utf-8")


def counted(path: Path, condition: str, *values: str) -> int:
    """Return what SQLite counts in the file."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        sql = f"SELECT count(*) FROM mineral_occurrences WHERE {condition}"
        return int(connection.execute(sql, values).fetchone()[0])


def of(codes: Any) -> str:
    """Return the condition that a row has one of the codes."""
    listed = ", ".join(f"'{code}'" for code in sorted(codes))
    return (
        f"fid IN (SELECT occurrence FROM amis_occurrence_commodity WHERE commodity IN ({listed}))"
    )


def test_clicking_through_facets(
    plugin: Any,
    panel: Any,
    iface: Any,
    path: Path,
    probe: Probe,
    wait_until: Wait,
    settle: Callable[..., None],
) -> None:
    narrower = load_commodities().narrower
    plugin.catalogue.add_files([path])
    (entry,) = (one for one in plugin.catalogue.entries() if entry_is(one, path))
    probe.start("add")
    layer: QgsVectorLayer = plugin.catalogue.add(entry)
    canvas = iface.mapCanvas()
    QgsProject.instance().setCrs(layer.crs())
    canvas.setExtent(QgsRectangle(118, 12, 124, 19))  # one island has enough of them to draw
    everything = counted(path, "1")
    settle(300)
    probe.start("early")  # the file is being read for the counts
    click(panel.commodities, "copper")
    settle(300)
    panel.clear_action.trigger()
    # Nothing is asked of the panel meanwhile: that would be work of the window's thread, too.
    wait_until(lambda: plugin.filter.counts is not None, 180, "the index")
    wait_until(lambda: count_of(panel.countries, "PHL").replace(",", "").strip("0").isdigit())
    wait_until(lambda: not canvas.isDrawing(), 300, "the first picture")

    def does(step: str, act: Callable[[], Any], condition: str) -> None:
        expected = counted(path, condition)  # before: it is done on the window's thread
        probe.start(step)
        act()
        wait_until(
            lambda: f"{expected:,} of {everything:,} occurrences" in headline(panel),
            60,
            f"{step}: {expected:,} of {everything:,}, not {headline(panel)}",
        )
        settle(300)
        wait_until(lambda: not canvas.isDrawing(), 180, "a picture")

    copper, philippines = of(narrower("copper")), "country = 'PHL'"
    does("copper", lambda: click(panel.commodities, "copper"), copper)
    does("PHL", lambda: click(panel.countries, "PHL"), f"{copper} AND {philippines}")
    gold = of(narrower("copper") | narrower("gold"))
    does("gold", lambda: click(panel.commodities, "gold"), f"{gold} AND {philippines}")

    def ask(**wishes: Any) -> Callable[[], None]:
        return lambda: panel.filter_changed.emit(OccurrenceFilter(**wishes))

    battery = of(load_commodities().in_group("battery"))
    does("group", ask(groups=("battery",)), battery)
    without_gold = f"NOT {of(narrower('gold'))}"
    does("not", ask(groups=("battery",), excluded=("gold",)), f"{battery} AND {without_gold}")
    does("status", ask(mine_statuses=("operating",)), "mine_status = 'operating'")
    major = copper.replace("WHERE ", "WHERE role = 'major' AND ")
    does("major", ask(commodities=("copper",), role="major"), major)
    does("text", ask(text="VANG dong"), "0")
    bukit = "name LIKE '%bukit%' AND name LIKE '%mas%'"
    does("words", ask(text="bukit mas"), bukit)
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        sides = "min(minx), min(miny), max(maxx), max(maxy)"
        box = connection.execute(
            f"SELECT {sides} FROM rtree_mineral_occurrences_geom WHERE id IN"
            f" (SELECT fid FROM mineral_occurrences WHERE {bukit})"
        ).fetchone()
    probe.start("zoom")
    panel.zoom_asked.emit()
    assert canvas.extent().buffered(0.001).contains(QgsRectangle(*box))
    settle(300)
    probe.start("clear")
    panel.clear_action.trigger()
    wait_until(lambda: f"{everything:,} occurrences" in headline(panel))
    settle(300)
    wait_until(lambda: not canvas.isDrawing(), 300, "a picture of everything")
    probe.stop()
    assert layer.subsetString() == ""


def test_few_of_many_are_symbols_once_the_scale_changes(
    plugin: Any, panel: Any, iface: Any, path: Path, wait_until: Wait
) -> None:
    plugin.catalogue.add_files([path])
    (entry,) = (one for one in plugin.catalogue.entries() if entry_is(one, path))
    layer: QgsVectorLayer = plugin.catalogue.add(entry)
    canvas = iface.mapCanvas()
    QgsProject.instance().setCrs(layer.crs())
    region = QgsRectangle(92, -11, 141, 28)

    def is_drawn_by(kind: str) -> bool:
        return bool(layer.renderer().type() == kind)

    canvas.setExtent(region)
    wait_until(lambda: is_drawn_by("heatmapRenderer"), what="a heat map of all")
    wait_until(lambda: plugin.filter.counts is not None, 180, "the index")
    some = "country = 'PHL' AND mine_status = 'operating'"
    expected = counted(path, some)
    assert 0 < expected < MANY
    plugin.filter.set_filter(OccurrenceFilter(countries=("PHL",), mine_statuses=("operating",)))
    wait_until(lambda: f"{expected:,} of " in headline(panel), 60)
    assert plugin.filter.shown_in(layer) == expected
    canvas.setExtent(region.buffered(2))
    wait_until(lambda: is_drawn_by("categorizedSymbol"), what="symbols of few")
    plugin.filter.set_filter(OccurrenceFilter(countries=("IDN",)))
    (outcome,) = plugin.filter.outcomes()
    assert outcome.shown in (-1, counted(path, "country = 'IDN'")), "not of the filter before"
    plugin.filter.set_filter(OccurrenceFilter())
    wait_until(lambda: is_drawn_by("heatmapRenderer"), what="a heat map again")
    plugin.filter.set_filter(OccurrenceFilter(text="a"))
    canvas.setExtent(QgsRectangle(120, 15, 120.2, 15.2))
    wait_until(lambda: is_drawn_by("categorizedSymbol"), what="symbols at a large scale")


def test_many_under_a_filter_are_a_heat_map_as_soon_as_they_are_counted(
    plugin: Any, panel: Any, iface: Any, path: Path, wait_until: Wait
) -> None:
    plugin.catalogue.add_files([path])
    plugin.filter.set_filter(OccurrenceFilter(excluded=("gold",)))
    expected = counted(path, f"NOT {of(load_commodities().narrower('gold'))}")
    assert expected > MANY
    (entry,) = (one for one in plugin.catalogue.entries() if entry_is(one, path))
    layer: QgsVectorLayer = plugin.catalogue.add(entry)
    wait_until(lambda: f"{expected:,} of " in headline(panel), 180)
    assert iface.mapCanvas().scale() > FROM_SCALE
    wait_until(lambda: layer.renderer().type() == "heatmapRenderer", what="a heat map")
