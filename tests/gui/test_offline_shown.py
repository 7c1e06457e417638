"""What is in the project after a taking: one layer, counted once, with a way back."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from filter_dock import headline
from qgis.core import Qgis, QgsProject, QgsVectorLayer
from test_switching import COPPER_PHL, action, expected, identifiers, messages

Wait = Callable[..., None]
pytestmark = pytest.mark.skipif(
    Qgis.QGIS_VERSION_INT < 32800, reason="older QGIS is not let go live: it may crash"
)


@pytest.fixture
def dialog(plugin: Any, live: QgsVectorLayer, tmp_path: Path, wait_until: Wait) -> Iterator[Any]:
    """Return the dialog for the live layer and all of it, ready to start."""
    dialog = plugin.offline.open([live])
    dialog.area.choose("all")
    dialog.target.setFilePath(str(tmp_path / "taken.gpkg"))
    wait_until(dialog.start.isEnabled, what="something to start")
    yield dialog
    plugin.offline.run.stop()
    wait_until(lambda: not plugin.offline.run.is_running, what="the end of the download")
    if plugin.offline.dialog is not None:
        plugin.offline.dialog.close()


def taken(plugin: Any, dialog: Any, wait_until: Wait) -> None:
    dialog.start.click()
    wait_until(lambda: not plugin.offline.run.is_running, 90, "the end of the download")


def rows_in(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT count(*) FROM mineral_occurrences").fetchone()[0]


def test_the_live_layer_shows_its_copy_and_counts_once(
    plugin: Any, iface: Any, panel: Any, live: QgsVectorLayer, dialog: Any, mapserver: Any,
    tmp_path: Path, wait_until: Wait,
) -> None:  # fmt: skip
    wanted, layer_id = expected(mapserver), live.id()
    plugin.filter.set_filter(COPPER_PHL)
    wait_until(lambda: live.featureCount() == len(wanted), what="the filter on the live layer")
    assert dialog.show_copy.isVisible() and dialog.show_copy.isChecked()
    taken(plugin, dialog, wait_until)
    total = rows_in(tmp_path / "taken.gpkg")
    assert [one.id() for one in QgsProject.instance().mapLayers().values()] == [layer_id]
    assert live.providerType() == "ogr"
    wait_until(lambda: identifiers(live) == wanted, what="the filter on the copy")
    wait_until(lambda: f"{len(wanted)} of {total:,}" in headline(panel), what=headline(panel))
    (said,) = [one for one in messages(iface) if "taken.gpkg has" in one]
    assert "shows the offline copy now" in said and "Use live layer" in said
    iface.setActiveLayer(live)
    assert action(iface, "AmisUseLiveLayer").isVisible(), "the way back"


def test_a_copy_beside_the_live_layer_is_not_counted_twice(
    plugin: Any, iface: Any, panel: Any, live: QgsVectorLayer, dialog: Any, mapserver: Any,
    tmp_path: Path, wait_until: Wait,
) -> None:  # fmt: skip
    wanted = expected(mapserver)
    plugin.filter.set_filter(COPPER_PHL)
    wait_until(lambda: live.featureCount() == len(wanted), what="the filter on the live layer")
    dialog.show_copy.setChecked(False)
    taken(plugin, dialog, wait_until)
    total = rows_in(tmp_path / "taken.gpkg")
    (copy,) = (one for one in QgsProject.instance().mapLayers().values() if one is not live)
    assert live.providerType() == "WFS" and copy.providerType() == "ogr"
    wait_until(lambda: copy.featureCount() == len(wanted), what="the filter on the copy")
    wait_until(lambda: f"{len(wanted)} of {total:,}" in headline(panel), what=headline(panel))
    assert any("the Filter counts what both sides show once" in one for one in messages(iface))
    assert "they count once" in panel.problems.text()
