"""Wires the table of wanted occurrences to the layers and the map."""

from __future__ import annotations

from functools import partial
from typing import Any, Optional

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, Qt, QTimer
from qgis.PyQt.QtWidgets import QApplication

from ..core.listings import Listing, as_table
from ..core.phrases import counted
from ..core.progress import Progress
from ..qgis_bridge.layer_filter import Kind, occurrence_layers
from ..qgis_bridge.layer_listings import MOST_ROWS, listing_stamp, listing_work
from ..qgis_bridge.messages import Messages
from ..qgis_bridge.tasks import Task
from .docks import make_dock
from .results_model import PAGE
from .results_table import ResultsTable
from .zoom import zoom_to_rows

MOST_COPIED = 50_000


class ResultsController(QObject):
    """Makes the table the first time that it is asked for, and keeps it up to date while it shows.

    :param iface: the running ``QgisInterface``.
    """

    def __init__(self, iface: Any, project: QgsProject, messages: Messages) -> None:
        super().__init__(iface.mainWindow())
        self._iface = iface
        self._project = project
        self._messages = messages
        self._task: Optional[Task] = None
        self._stamp: Any = None
        self._sorting = ("", False)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._refresh)
        self.table = ResultsTable()
        self.dock = make_dock("AMIS Occurrences", "AmisOccurrences", self.table, iface.mainWindow())
        iface.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.dock)
        table = self.table
        table.shown.connect(self.look_again)
        table.layer_chosen.connect(self.look_again)
        table.model.sort_asked.connect(self._sort)
        table.model.failed.connect(messages.error)
        table.zoom_asked.connect(self._zoom)
        table.select_asked.connect(self._select)
        table.copy_asked.connect(self._copy)
        self._watched: set[str] = set()
        project.layersAdded.connect(self.look_again)
        project.layersRemoved.connect(self._on_layers_removed)
        self.dock.hide()

    def open(self) -> None:
        """Show the table."""
        self.dock.show()
        self.dock.raise_()
        self.look_again()

    def look_again(self, *_args: Any) -> None:
        """List the rows anew where they have changed; does nothing while nobody looks."""
        self._soon.start()

    def release(self) -> None:
        """Stop what runs and take the table away."""
        self._soon.stop()
        self._stop()
        self._project.layersAdded.disconnect(self.look_again)
        self._project.layersRemoved.disconnect(self._on_layers_removed)
        for layer in filter(None, map(self._project.mapLayer, self._watched)):
            for signal in _changes_of(layer):
                signal.disconnect(self.look_again)
        self.table.release()
        self._iface.removeDockWidget(self.dock)
        self.dock.deleteLater()
        self.deleteLater()

    def _refresh(self) -> None:
        if not self.table.isVisible():
            return
        layers = occurrence_layers(self._project)
        for layer, _kind in layers:
            self._watch(layer)
        chosen = self.table.layer_id()
        self.table.show_layers([(one.id(), one.name()) for one, _kind in layers], chosen)
        found = next((one for one in layers if one[0].id() == self.table.layer_id()), None)
        if found is None:
            self._stop()
            self._stamp = None
            self.table.show_listing(None, "Add a layer of mineral occurrences from the Catalogue")
            return
        stamp = (listing_stamp(found[0]), self._sorting)
        if stamp != self._stamp:
            self._stamp = stamp
            self._list(*found)

    def _watch(self, layer: QgsVectorLayer) -> None:
        if layer.id() not in self._watched:
            self._watched.add(layer.id())
            for signal in _changes_of(layer):
                signal.connect(self.look_again)

    def _on_layers_removed(self, ids: list[str]) -> None:
        self._watched -= set(ids)
        if self.table.layer_id() in ids:  # its rows are not to be taken for another layer's
            self._stop()
            self._stamp = None
            self.table.show_layers([], "")
            self.table.show_listing(None)
        self.look_again()

    def _list(self, layer: QgsVectorLayer, kind: Kind) -> None:
        self._stop()
        self.table.show_working(True)

        def ended() -> bool:
            if self._task is not task:
                return False
            self._task = None
            self.table.show_working(False)
            return True

        def done(listing: Listing) -> None:
            if ended():
                is_cut = getattr(listing, "is_cut", False)
                text = f"The first {MOST_ROWS:,} occurrences of more" if is_cut else ""
                self.table.show_listing(listing, text)

        def failed(error: Exception) -> None:
            if ended():
                self._stamp = None
                self.table.show_listing(None, "They cannot be listed")
                self._messages.error(error)

        work = listing_work(layer, kind, *self._sorting)
        task = self._task = Task("Listing occurrences", work, done, failed, owner=self)
        task.start()

    def _stop(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
        self.table.show_working(False)

    def _sort(self, column: str, descending: bool) -> None:
        self._sorting = (column, descending)
        self.look_again()

    def _layer(self) -> Optional[QgsVectorLayer]:
        layer = self._project.mapLayer(self.table.layer_id())
        return layer if isinstance(layer, QgsVectorLayer) else None

    def _zoom(self, keys: list[int]) -> None:
        layer = self._layer()
        if layer is not None:
            zoom_to_rows(self._iface.mapCanvas(), layer, keys)

    def _select(self, keys: list[int]) -> None:
        layer = self._layer()
        if layer is not None:
            layer.selectByIds(keys)
            said = f"{counted(layer.selectedFeatureCount(), 'occurrence')} selected in"
            self._messages.success(f"{said} {layer.name()}.")

    def _copy(self, ranges: list[range]) -> None:
        listing = self.table.model.listing
        if listing is None or not ranges:
            return
        number = sum(map(len, ranges))
        if number > MOST_COPIED:
            self._messages.warning(
                f"{number:,} rows are too many for the clipboard, which takes {MOST_COPIED:,}."
                " Select fewer, or export the layer."
            )
            return

        def done(text: str) -> None:
            QApplication.clipboard().setText(text)
            self._messages.success(f"{counted(number, 'row')} copied.")

        work = partial(_read_rows, listing, ranges)
        Task("Copying occurrences", work, done, self._messages.error, owner=self).start()


def _changes_of(layer: QgsVectorLayer) -> tuple[Any, ...]:
    """Return the signals that tell that a layer shows other rows."""
    return layer.subsetStringChanged, layer.afterCommitChanges, layer.dataChanged


def _read_rows(listing: Listing, ranges: list[range], progress: Progress) -> str:
    rows = []
    for one in ranges:
        for start in range(one.start, one.stop, PAGE):
            progress.check()
            rows += listing.page(start, min(start + PAGE, one.stop))
    return as_table(rows)
