"""What belongs to the filter and is not in its dock: the locator, the table, the saved filters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Optional

from qgis.core import QgsProject

from ..qgis_bridge.messages import Messages
from .catalogue_controller import CatalogueController
from .filter_controller import FilterController
from .locator import Locator

if TYPE_CHECKING:
    from .results_controller import ResultsController
    from .saved_filters_controller import SavedFiltersController


class FilterParts:
    """Makes the table and the saved filters when they are first needed.

    :param iface: the running ``QgisInterface``.
    """

    def __init__(
        self,
        iface: Any,
        project: QgsProject,
        messages: Messages,
        catalogue: CatalogueController,
        filtering: FilterController,
    ) -> None:
        self._iface = iface
        self._project = project
        self._messages = messages
        self._filtering = filtering
        self._results: Optional[ResultsController] = None
        self._saved: Optional[SavedFiltersController] = None
        self.locator = Locator(iface, project, catalogue, filtering, messages)

    @property
    def results(self) -> ResultsController:
        """The table of wanted occurrences."""
        from .results_controller import ResultsController

        if self._results is None:
            self._results = ResultsController(self._iface, self._project, self._messages)
        return self._results

    @property
    def saved_filters(self) -> SavedFiltersController:
        """The filters that are kept under names."""
        from .saved_filters_controller import SavedFiltersController

        if self._saved is None:
            self._saved = SavedFiltersController(
                self._iface.mainWindow(),
                self._project,
                self._messages,
                lambda: self._filtering.wanted,
            )
            self._saved.chosen.connect(self._filtering.set_filter)
            self._filtering.shown.connect(self._saved.follow)  # gone with its receiver
        return self._saved

    def fill_menu(self, menu: Any) -> None:
        """Offer the table and the saved filters in the plugin's menu."""
        menu.addAction("Table of occurrences", lambda: self.results.open())
        menu.addAction("Saved filters…", lambda: self.saved_filters.open())

    def put_away(self) -> None:
        """Take away the table and the saved filters; they are made anew when they are needed."""
        saved, self._saved = self._saved, None
        results, self._results = self._results, None
        if saved is not None:
            saved.release()
        if results is not None:
            results.release()

    def release(self) -> None:
        """Take everything away, last come first gone."""
        self.put_away()
        self.locator.release()
