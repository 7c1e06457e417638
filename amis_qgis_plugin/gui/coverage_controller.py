"""Wires the panel of coverage to the Catalogue, the project, the Filter and the map."""

from __future__ import annotations

from functools import partial
from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsMapLayer,
    QgsProject,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QObject, QTimer, QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import QApplication

from ..core.coverage import ALL, Cell, Coverage, Holding, State
from ..core.coverage_tables import as_csv, as_matrix
from ..core.coverage_words import country_name, theme_title
from ..core.errors import AmisError, Cancelled
from ..core.phrases import listed
from ..qgis_bridge.coverage import offered, read_coverage
from ..qgis_bridge.extents import member_boxes
from ..qgis_bridge.messages import Messages
from ..qgis_bridge.profile_store import write_text
from ..qgis_bridge.project import find_layer
from ..qgis_bridge.tasks import Task
from .catalogue_controller import CatalogueController
from .coverage_panel import EVERYTHING, CoveragePanel
from .filter_controller import FilterController
from .save_files import ask_file_to_write

_MOST_SHOWN = 5  # layers at once; of more the person chooses in the Catalogue
_BYTE_ORDER_MARK = "\ufeff"  # spreadsheets take the file for UTF-8 by it


class CoverageController(QObject):
    """Counts while somebody looks, and shows what stands behind a cell.

    :param dock: the Catalogue's.
    """

    def __init__(
        self,
        panel: CoveragePanel,
        iface: Any,
        project: QgsProject,
        messages: Messages,
        catalogue: CatalogueController,
        filters: FilterController,
        dock: Any,
    ) -> None:
        super().__init__(panel)
        self.panel, self._iface, self._project = panel, iface, project
        self._messages, self._catalogue, self._filters = messages, catalogue, filters
        self._dock = dock
        self._task: Optional[Task] = None
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(200)
        self._soon.timeout.connect(self.count)
        self._signals = (
            (project.layersAdded, self.look_again),
            (project.layersRemoved, self.look_again),
            (catalogue.refreshed, self.look_again),
        )
        for signal, slot in (
            *self._signals,
            (panel.shown, self.look_again),
            (panel.refresh_asked, self.count),
            (panel.stop_asked, self._stop),
            (panel.csv_asked, self._write_csv),
            (panel.copy_asked, self._copy),
            (panel.cell_chosen, self.show_cell),
            (panel.catalogue_asked, self._find),
        ):
            signal.connect(slot)

    @property
    def coverage(self) -> Coverage:
        """What is shown."""
        return self.panel.model.coverage

    def look_again(self, *_args: Any) -> None:
        """Count anew where something may have changed; does nothing while nobody looks."""
        if self.panel.isVisible():
            self._soon.start()

    def count(self) -> None:
        """Count what the Catalogue and the project have, in the background; no server is asked."""
        self._stop()
        catalogue = self._catalogue
        is_all = self.panel.scope.currentData() == EVERYTHING
        found = (catalogue.entries(), catalogue.servers()) if is_all else ((), ())
        what = offered(self._project, *found)
        self._soon.stop()  # what asked for a count meanwhile gets this one
        self.panel.show_working(True)

        def ended() -> bool:
            if self._task is not task:
                return False
            self._task = None
            self.panel.show_working(False)
            return True

        def done(coverage: Coverage) -> None:
            if ended():
                self.panel.show_coverage(coverage)

        def failed(error: Exception) -> None:
            if ended() and not isinstance(error, Cancelled):
                self._messages.error(error)

        task = self._task = Task(
            "Counting coverage",
            partial(read_coverage, what),
            done,
            failed,
            self.panel.show_progress,
            owner=self,
        )
        task.start()

    def show_cell(self, cell: Cell) -> None:
        """Show the layers of a cell, its country on the map and in the Filter.

        What is missing, and what has more layers than a map can show, is looked for in the
        Catalogue.
        """
        if cell.state is State.MISSING:
            self._find(cell.theme_id)
            return
        wanted = [one for one in cell.holdings if not one.is_live] or list(cell.holdings)
        is_one_theme = cell.theme_id != ALL
        if is_one_theme and len(wanted) > _MOST_SHOWN:
            self._find(cell.theme_id)
            return
        shown = [self._show_layer(one) for one in wanted] if is_one_theme else []
        there = [layer for layer in shown if layer is not None]
        if cell.country != ALL:
            self._filters.set_filter(self._filters.wanted.with_values(countries=(cell.country,)))
            self._zoom(cell.country)
        if len(there) == len(shown):
            self._say(there, cell.country)

    def release(self) -> None:
        """Stop counting and let go of project and Catalogue."""
        self._stop()
        for signal, slot in self._signals:
            signal.disconnect(slot)

    def _stop(self) -> None:
        self._soon.stop()
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
        self.panel.show_working(False)

    def _find(self, theme_id: str) -> None:
        """Show the Catalogue, at a theme."""
        self._dock.show()
        self._dock.raise_()
        self._catalogue.entries()  # reads them where nobody has looked yet
        title = theme_title(self.coverage, theme_id)
        if theme_id != ALL and not self._dock.widget().show_theme(title):
            self._messages.info(
                f"The Catalogue has no layer on {title.lower()}. Add a GeoPackage or a server, or"
                " look at the suggested services."
            )

    def _show_layer(self, holding: Holding) -> Optional[QgsMapLayer]:
        """Return a layer of the project, added from the Catalogue where it was not there."""
        layer = find_layer(self._project, holding.key) or self._project.mapLayer(holding.key)
        if layer is None:
            found = (one for one in self._catalogue.entries() if one.entry_id == holding.key)
            entry = next(found, None)
            layer = self._catalogue.add(entry) if entry is not None else None
        if layer is not None:
            node = self._project.layerTreeRoot().findLayer(layer.id())
            if node is not None:
                node.setItemVisibilityCheckedParentRecursive(True)
            self._iface.setActiveLayer(layer)
        return layer

    def _zoom(self, country: str) -> None:
        canvas = self._iface.mapCanvas()
        degrees = QgsCoordinateReferenceSystem("EPSG:4326")
        target = canvas.mapSettings().destinationCrs()
        try:
            box = QgsRectangle(*member_boxes()[country])
            transform = QgsCoordinateTransform(degrees, target, self._project)
            canvas.setExtent(transform.transformBoundingBox(box) if target.isValid() else box)
        except (AmisError, KeyError, QgsCsException) as error:
            self._messages.note(f"The map cannot show {country_name(country)}: {error!r}")
            return
        canvas.refresh()

    def _say(self, layers: list[QgsMapLayer], country: str) -> None:
        said = [f"Shown: {listed((one.name() for one in layers), _MOST_SHOWN)}."] if layers else []
        if country != ALL:
            said.append(
                f"The Filter wants {country_name(country)}; Undo in the Filter takes it back."
            )
        self._messages.success(" ".join(said))

    def _write_csv(self) -> None:
        path = ask_file_to_write(
            self.panel, "Write the coverage", "CSV files (*.csv)", "amis-coverage.csv"
        )
        if path is None:
            return
        try:
            write_text(path, _BYTE_ORDER_MARK + as_csv(self.coverage))
        except AmisError as error:
            self._messages.error(error)
            return
        address = QUrl.fromLocalFile(str(path))
        self._messages.success(
            f"The coverage is written to {path}.",
            "Open",
            lambda: QDesktopServices.openUrl(address),
        )

    def _copy(self) -> None:
        QApplication.clipboard().setText(as_matrix(self.coverage))
        self._messages.success("The table of coverage is copied.")
