"""Puts the locator filter into QGIS, and does what is chosen there."""

from __future__ import annotations

import time
from typing import Any

from qgis.core import QgsExpression, QgsFeatureRequest, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QEventLoop

from ..core.occurrence_filter import OccurrenceFilter
from ..core.words import describe_filter
from ..qgis_bridge.layer_filter import Kind, occurrence_layers
from ..qgis_bridge.layers import workspace_path
from ..qgis_bridge.messages import Messages
from .catalogue_controller import CatalogueController
from .filter_controller import FilterController
from .locator_filter import (
    DEPOSIT,
    FILTER,
    LAYER,
    AmisLocatorFilter,
    OfferedLayer,
    Searched,
    SearchedFile,
)
from .zoom import zoom_to_rows

_PATIENCE = 5.0  # seconds for a search to give up


class Locator:
    """Registers the filter for as long as the plugin is loaded.

    :param iface: the running ``QgisInterface``.
    """

    def __init__(
        self,
        iface: Any,
        project: QgsProject,
        catalogue: CatalogueController,
        filtering: FilterController,
        messages: Messages,
    ) -> None:
        self._iface = iface
        self._project = project
        self._catalogue = catalogue
        self._filtering = filtering
        self._messages = messages
        self.filter = AmisLocatorFilter(self.survey, self.trigger)
        iface.registerLocatorFilter(self.filter)

    def release(self) -> None:
        """Take the filter out of QGIS, which deletes it.

        QGIS waits for searches that run without letting go of Python, which they need to end. So
        they are ended first.
        """
        self.filter.end()
        last = time.monotonic() + _PATIENCE
        flags = QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents
        while self.filter.is_searching and time.monotonic() < last:
            QCoreApplication.processEvents(flags, 20)
            time.sleep(0.005)
        self._iface.deregisterLocatorFilter(self.filter)

    def survey(self) -> Searched:
        """Return what there is to search now."""
        layers = tuple(
            OfferedLayer(
                entry.entry_id,
                entry.title,
                entry.source_title,
                " ".join((entry.title, entry.source_title, entry.theme_id, entry.description)),
            )
            for entry in self._catalogue.entries()
        )
        files = {
            str(workspace_path(layer)): SearchedFile(
                workspace_path(layer), layer.id(), layer.name()
            )
            for layer, kind in occurrence_layers(self._project)
            if kind is Kind.WORKSPACE
        }
        return Searched(layers, tuple(files.values()))

    def trigger(self, carried: dict[str, Any]) -> None:
        """Do what was chosen: add a layer, set the filter, or zoom to an occurrence."""
        kind = carried.get("kind")
        if kind == LAYER:
            self._catalogue.add_by_id(carried["id"])
        elif kind == FILTER:
            self._set_filter(tuple(carried["commodities"]), tuple(carried["countries"]))
        elif kind == DEPOSIT:
            self._zoom(carried["layer"], carried["fid"], carried["name"])
        else:
            self._messages.warning(str(carried.get("text", "")))

    def _set_filter(self, commodities: tuple[str, ...], countries: tuple[str, ...]) -> None:
        """Set what was named; what was not stays as it is."""
        changes: dict[str, Any] = {"commodities": commodities} if commodities else {}
        if countries:
            changes["countries"] = countries
        wanted = self._filtering.wanted.with_values(**changes)
        if wanted == self._filtering.wanted:
            self._messages.info(f"The filter is so already: {describe_filter(wanted)}.")
            return
        self._filtering.set_filter(wanted)
        said = f"The filter is now: {describe_filter(wanted)}."
        self._messages.success(said, "Undo", self._filtering.undo)

    def _zoom(self, layer_id: str, fid: int, name: str) -> None:
        layer = self._project.mapLayer(layer_id)
        if layer is None:
            self._messages.warning(f"The layer with {name} is no longer in the project.")
            return
        if not _shows(layer, fid):
            self._messages.info(
                f"{name} is hidden by a filter.",
                "Clear the filter",
                lambda: self._clear_and_zoom(layer_id, fid, name),
            )
            return
        zoom_to_rows(self._iface.mapCanvas(), layer, [fid])

    def _clear_and_zoom(self, layer_id: str, fid: int, name: str) -> None:
        self._filtering.set_filter(OccurrenceFilter())
        self._filtering.applying.catch_up()
        self._zoom(layer_id, fid, name)


def _shows(layer: QgsVectorLayer, fid: int) -> bool:
    """Whether a workspace layer shows a row; asked by its key, QGIS forgets the layer's filter."""
    request = QgsFeatureRequest(QgsExpression(f'"fid" = {int(fid)}')).setLimit(1)
    request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    return any(True for _feature in layer.getFeatures(request))
