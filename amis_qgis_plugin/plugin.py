"""The composition root: constructs the parts, hands them to each other, releases in reverse."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAction, QMenu

from .algorithms.provider import AmisProvider
from .gui.boundaries_note import BoundariesNote
from .gui.catalogue_controller import CatalogueController
from .gui.catalogue_panel import CataloguePanel
from .gui.docks import arrange_once, make_dock
from .gui.filter_controller import FilterController
from .gui.filter_panel import FilterPanel
from .gui.help import open_help
from .gui.icons import icon
from .gui.zoom import zoom_to_occurrences
from .qgis_bridge.messages import Messages

if TYPE_CHECKING:
    from .gui.export_controller import ExportController

MENU = "AMIS Explorer"


class AmisExplorer:
    """The plugin as QGIS sees it.

    :param iface: the running ``QgisInterface``.
    """

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self._undo: list[Callable[[], Any]] = []
        self.docks: list[Any] = []
        self._export_controller: ExportController | None = None

    def initProcessing(self) -> None:  # noqa: N802 - called by QGIS, alone under qgis_process
        """Offer the algorithms."""
        provider = AmisProvider()
        QgsApplication.processingRegistry().addProvider(provider)
        self._undo.append(lambda: QgsApplication.processingRegistry().removeProvider(provider.id()))

    def initGui(self) -> None:  # noqa: N802 - called by QGIS
        """Build docks, actions and the Processing provider."""
        self.initProcessing()
        iface, project = self._iface, QgsProject.instance()
        self._messages = messages = Messages(iface.messageBar())
        catalogue_panel, filter_panel = CataloguePanel(), FilterPanel()
        self.catalogue = CatalogueController(catalogue_panel, project, messages)
        self.filter = FilterController(filter_panel, project, messages)
        left = Qt.DockWidgetArea.LeftDockWidgetArea
        right = Qt.DockWidgetArea.RightDockWidgetArea
        self._add_dock("AMIS Catalogue", "AmisCatalogue", catalogue_panel, left)
        self._add_dock("AMIS Filter", "AmisFilter", filter_panel, right)
        stop_arranging = arrange_once(iface, self.docks[0])
        catalogue_panel.help_asked.connect(open_help)
        filter_panel.export_asked.connect(self._export)
        filter_panel.zoom_asked.connect(self._zoom)
        iface.registerCustomDropHandler(self.catalogue.drop_handler)
        self._undo += [
            BoundariesNote(iface.mapCanvas(), project).release,
            stop_arranging,
            self.catalogue.release,
            self.filter.release,
            lambda: iface.unregisterCustomDropHandler(self.catalogue.drop_handler),
        ]
        self._add_toolbar()

    @property
    def export(self) -> ExportController:
        """The Export dialog's controller, made when it is first needed."""
        if self._export_controller is None:
            from .gui.export_controller import ExportController

            self._export_controller = ExportController(
                self._iface.mainWindow(),
                self._iface.mapCanvas(),
                QgsProject.instance(),
                self._messages,
            )
            self._undo.append(self._export_controller.release)
        return self._export_controller

    def unload(self) -> None:
        """Take everything away again, last come first gone.

        :raises Exception: the first that a part raised, once all the others are gone too.
        """
        problem: Exception | None = None
        while self._undo:
            failure = _failure_of(self._undo.pop())
            problem = problem or failure
        self.docks = []
        self._export_controller = None
        if problem is not None:
            raise problem

    def _add_toolbar(self) -> None:
        window = self._iface.mainWindow()
        toolbar = self._iface.addToolBar(MENU)
        toolbar.setObjectName("AmisToolbar")
        # A menu of our own: the one of addPluginToMenu outlives its last action, one per load.
        menu = QMenu(MENU, window)
        menu.setObjectName("AmisMenu")
        self._iface.pluginMenu().addMenu(menu)
        self._undo += [toolbar.deleteLater, menu.deleteLater]
        catalogue_dock, filter_dock = self.docks
        offered = [
            (catalogue_dock.toggleViewAction(), "catalogue"),
            (filter_dock.toggleViewAction(), "filter"),
        ]
        for text, name, slot in (
            ("Export prospectivity package…", "export_package", self._export),
            ("Help", "help", open_help),
        ):
            action = QAction(text, window)
            action.triggered.connect(slot)
            self._undo.append(action.deleteLater)
            offered.append((action, name))
        for action, name in offered:
            action.setIcon(icon(name))
            toolbar.addAction(action)
            menu.addAction(action)
        menu.addAction("Optional libraries…", self._show_libraries)

    def _add_dock(self, title: str, name: str, panel: Any, area: Any) -> None:
        dock = make_dock(title, name, panel, self._iface.mainWindow())
        self._iface.addDockWidget(area, dock)
        self.docks.append(dock)

        def remove() -> None:
            self._iface.removeDockWidget(dock)
            dock.deleteLater()

        self._undo.append(remove)

    def _export(self, *_args: Any) -> None:
        self.export.open(self.filter.wanted)

    def _show_libraries(self) -> None:
        from .gui.libraries_dialog import LibrariesDialog

        LibrariesDialog(self._iface.mainWindow()).exec()

    def _zoom(self) -> None:
        zoom_to_occurrences(self._iface.mapCanvas(), self.filter.outcomes())


def _failure_of(undo: Callable[[], Any]) -> Exception | None:
    try:
        undo()
    except Exception as error:
        return error
    return None
