"""The composition root: constructs the parts, hands them to each other, releases in reverse.

QGIS imports all of this at every start, also for those who open nothing of it. What the window
shows and what Processing declares is imported at the top; what reads files, aligns rows and asks
servers, in the functions that do so. ``tests/qgis/test_start_up.py`` holds us to it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtWidgets import QAction, QMenu

from .algorithms.provider import AmisProvider
from .gui.area_controller import AreaController
from .gui.boundaries_note import BoundariesNote
from .gui.catalogue_controller import CatalogueController
from .gui.catalogue_panel import CataloguePanel
from .gui.completeness_indicator import CompletenessIndicators
from .gui.docks import arrange_once, make_dock
from .gui.filter_controller import FilterController
from .gui.filter_panel import FilterPanel
from .gui.filter_parts import FilterParts
from .gui.filter_views import FilterViews
from .gui.help import open_help
from .gui.icons import icon
from .gui.layer_actions import LayerActions
from .gui.lazy_panel import LazyPanel
from .gui.map_looks import MapLooks
from .gui.refresh_controller import RefreshController
from .gui.switch_controller import SwitchController
from .gui.zoom import NOTHING_SHOWN, zoom_to_occurrences
from .qgis_bridge.compat import is_vector
from .qgis_bridge.expression_functions import register_functions
from .qgis_bridge.layers import layers_of_workspace
from .qgis_bridge.messages import Messages
from .qgis_bridge.own_layers import OwnLayers
from .qgis_bridge.tasks import end_all

if TYPE_CHECKING:
    from .gui.check_controller import CheckController
    from .gui.conflicts_controller import ConflictsController
    from .gui.coverage_controller import CoverageController
    from .gui.export_controller import ExportController
    from .gui.mapping_controller import MappingController
    from .gui.offline_controller import OfflineController
    from .gui.terms_controller import TermsController

MENU = "AMIS Explorer"


class AmisExplorer:
    """The plugin as QGIS sees it.

    :param iface: the running ``QgisInterface``.
    """

    def __init__(self, iface: Any) -> None:
        self._iface = iface
        self._undo: list[Callable[[], Any]] = []
        self.docks: list[Any] = []
        self._later: dict[str, Any] = {}

    def initProcessing(self) -> None:  # noqa: N802 - called by QGIS, alone under qgis_process
        """Offer the algorithms and the functions of expressions."""
        provider = AmisProvider()
        QgsApplication.processingRegistry().addProvider(provider)
        self._undo.append(lambda: QgsApplication.processingRegistry().removeProvider(provider.id()))
        self._undo.append(register_functions())

    def initGui(self) -> None:  # noqa: N802 - called by QGIS
        """Build docks, actions and the Processing provider."""
        self._undo.append(end_all)
        leaving = QCoreApplication.instance().aboutToQuit
        leaving.connect(end_all)
        self._undo.append(lambda: leaving.disconnect(end_all))
        self.initProcessing()
        iface, project = self._iface, QgsProject.instance()
        self._window = iface.mainWindow()
        self._messages = messages = Messages(iface.messageBar())
        self._undo.append(messages.take_away)
        self._undo.append(OwnLayers(project).release)
        catalogue_panel, filter_panel = CataloguePanel(), FilterPanel()
        self.catalogue = CatalogueController(catalogue_panel, project, messages)
        self.filter = FilterController(filter_panel, project, messages)
        canvas = iface.mapCanvas()
        self.areas = AreaController(filter_panel, self.filter, canvas, project, messages)
        left = Qt.DockWidgetArea.LeftDockWidgetArea
        right = Qt.DockWidgetArea.RightDockWidgetArea
        self._add_dock("AMIS Catalogue", "AmisCatalogue", catalogue_panel, left)
        self._add_dock("AMIS Filter", "AmisFilter", filter_panel, right)
        self._add_dock("AMIS Check", "AmisCheck", LazyPanel(lambda: self.checking.panel), right)
        self._add_dock(
            "AMIS Coverage", "AmisCoverage", LazyPanel(lambda: self.coverage.panel), right
        )
        for dock in self.docks[2:]:
            dock.hide()
        stop_arranging = arrange_once(iface, *self.docks)
        for dock in self.docks[2:]:
            dock.widget().begin()
        catalogue_panel.help_asked.connect(open_help)
        catalogue_panel.offline_asked.connect(self._take_entries_offline)
        filter_panel.export_asked.connect(self._export)
        filter_panel.zoom_asked.connect(self._zoom)
        iface.registerCustomDropHandler(self.catalogue.drop_handler)
        self.completeness = CompletenessIndicators(iface, project, MENU)
        self.switching = SwitchController(iface, project, messages, MENU)
        self.switching.switched.connect(self.filter.look_again)
        self.refreshing = RefreshController(iface, project, messages, self.completeness, MENU)
        self.refreshing.refreshed.connect(self._show_workspace)
        self.refreshing.conflicts_asked.connect(lambda path: self.conflicts.open(path))
        layer_actions = (
            ("Field mapping…", "field_map", lambda layer: self.mapping.open(layer)),
            ("Check as a submission…", "check_layer", self._check),
            ("Take offline…", "offline", lambda layer: self.offline.open_for([layer])),
        )
        looks = MapLooks(iface, project, self.filter.shown_in)
        self.filter.shown.connect(looks.look_again)
        self._undo += [
            LayerActions(iface, MENU, layer_actions).release,
            BoundariesNote(iface.mapCanvas(), project).release,
            looks.release,
            stop_arranging,
            self.catalogue.release,
            self.filter.release,
            self.areas.release,
            self.switching.release,
            self.completeness.release,
            self.refreshing.release,
            lambda: iface.unregisterCustomDropHandler(self.catalogue.drop_handler),
        ]
        self.parts = FilterParts(iface, project, messages, self.catalogue, self.filter)
        self._undo.append(self.parts.release)
        self.views = FilterViews(filter_panel, self.filter, self.parts)
        self._add_toolbar()

    @property
    def export(self) -> ExportController:
        """The Export dialog's controller, made when it is first needed, as the others below."""

        def make() -> ExportController:
            from .gui.export_controller import ExportController

            canvas = self._iface.mapCanvas()
            return ExportController(self._window, canvas, QgsProject.instance(), self._messages)

        return self._made("export", make)

    @property
    def mapping(self) -> MappingController:
        """The field mapping dialog's controller."""

        def make() -> MappingController:
            from .gui.mapping_controller import MappingController

            made = MappingController(self._window, QgsProject.instance(), self._messages)
            made.aligned.connect(self._show_workspace)
            made.map_saved.connect(self.filter.look_again)
            return made

        return self._made("mapping", make)

    @property
    def terms(self) -> TermsController:
        """The controller of the dialog of unknown terms."""

        def make() -> TermsController:
            from .gui.terms_controller import TermsController

            made = TermsController(self._window, QgsProject.instance(), self._messages)
            made.aligned.connect(self._show_workspace)
            return made

        return self._made("terms", make)

    @property
    def checking(self) -> CheckController:
        """The Check panel's controller."""

        def make() -> CheckController:
            from .gui.check_controller import CheckController
            from .gui.check_panel import CheckPanel

            canvas, project = self._iface.mapCanvas(), QgsProject.instance()
            made = CheckController(CheckPanel(), canvas, project, self._messages)
            made.mapping_asked.connect(lambda layer: self.mapping.open(layer))
            made.terms_asked.connect(lambda report: self.terms.open(report))
            return made

        return self._made("checking", make)

    @property
    def coverage(self) -> CoverageController:
        """The Coverage panel's controller."""

        def make() -> CoverageController:
            from .gui.coverage_controller import CoverageController
            from .gui.coverage_panel import CoveragePanel

            return CoverageController(
                CoveragePanel(), self._iface, QgsProject.instance(), self._messages,
                self.catalogue, self.filter, self.docks[0],
            )  # fmt: skip

        return self._made("coverage", make)

    @property
    def offline(self) -> OfflineController:
        """The Take offline dialog's controller."""

        def make() -> OfflineController:
            from .gui.offline_controller import OfflineController

            canvas, project = self._iface.mapCanvas(), QgsProject.instance()
            made = OfflineController(
                self._window, canvas, project, self._messages, self.catalogue,
                self.switching.show_copy,
            )  # fmt: skip
            made.taken.connect(self._show_workspace)
            return made

        return self._made("offline", make)

    @property
    def conflicts(self) -> ConflictsController:
        """The controller of the dialog of conflicts."""

        def make() -> ConflictsController:
            from .gui.conflicts_controller import ConflictsController

            canvas, project = self._iface.mapCanvas(), QgsProject.instance()
            made = ConflictsController(self._window, canvas, project, self._messages)
            made.settled.connect(self._show_workspace)
            return made

        return self._made("conflicts", make)

    def unload(self) -> None:
        """Take everything away again, last come first gone.

        :raises Exception: the first that a part raised, once all the others are gone too.
        """
        problem: Exception | None = None
        while self._undo:
            failure = _failure_of(self._undo.pop())
            problem = problem or failure
        self.docks = []
        self._later = {}
        if problem is not None:
            raise problem

    def _add_toolbar(self) -> None:
        window = self._window
        toolbar = self._iface.addToolBar(MENU)
        toolbar.setObjectName("AmisToolbar")
        # A menu of our own: the one of addPluginToMenu outlives its last action, one per load.
        menu = QMenu(MENU, window)
        menu.setObjectName("AmisMenu")
        self._iface.pluginMenu().addMenu(menu)
        self._undo += [toolbar.deleteLater, menu.deleteLater]
        names = ("catalogue", "filter", "check_layer", "coverage")
        offered = [(dock.toggleViewAction(), name) for dock, name in zip(self.docks, names)]
        for text, name, slot in (
            ("Field mapping…", "field_map", self._map_active_layer),
            ("Unknown terms…", "terms", lambda: self.terms.open()),
            ("Take offline…", "offline", self._take_selection_offline),
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
        self.parts.fill_menu(menu)
        menu.addActions(self.switching.actions)
        menu.addAction("Optional libraries…", self._show_libraries)

    def _add_dock(self, title: str, name: str, panel: Any, area: Any) -> None:
        dock = make_dock(title, name, panel, self._window)
        self._iface.addDockWidget(area, dock)
        self.docks.append(dock)

        def remove() -> None:
            self._iface.removeDockWidget(dock)
            dock.deleteLater()

        self._undo.append(remove)

    def _export(self, *_args: Any) -> None:
        self.export.open(self.filter.wanted)

    def _map_active_layer(self, *_args: Any) -> None:
        layer = self._iface.activeLayer()
        self.mapping.open(layer if is_vector(layer) else None)

    def _check(self, layer: Any) -> None:
        self.docks[2].show()
        self.docks[2].raise_()
        self.checking.show(layer)

    def _take_selection_offline(self, *_args: Any) -> None:
        self.offline.open(self._iface.layerTreeView().selectedLayers())

    def _take_entries_offline(self, entries: list[Any]) -> None:
        self.offline.open(keys=[entry.entry_id for entry in entries])

    def _show_workspace(self, path: Path) -> None:
        """Show the rows that a workspace has now, in the Catalogue and on the map."""
        self.catalogue.add_files([path])
        self.switching.remember(path)
        self.completeness.refresh(path)
        self.refreshing.look_again()
        for layer in layers_of_workspace(QgsProject.instance(), path):
            layer.dataProvider().reloadData()
            layer.triggerRepaint()
        self.filter.look_again()

    def _made(self, name: str, make: Callable[[], Any]) -> Any:
        if name not in self._later:
            made = self._later[name] = make()
            self._undo.append(made.release)
        return self._later[name]

    def _show_libraries(self) -> None:
        from .gui.libraries_dialog import LibrariesDialog

        LibrariesDialog(self._window).exec()

    def _zoom(self) -> None:
        if not zoom_to_occurrences(self._iface.mapCanvas(), self.filter.outcomes()):
            self._messages.info(NOTHING_SHOWN)


def _failure_of(undo: Callable[[], Any]) -> Exception | None:
    try:
        undo()
    except Exception as error:
        return error
    return None
