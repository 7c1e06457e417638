"""Wires the Filter panel's area to the map: its view, drawn polygons, layers, countries."""

from __future__ import annotations

from functools import partial
from typing import Any, Optional

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QObject, QTimer

from ..core.countries import members
from ..core.errors import AmisError, Cancelled
from ..core.occurrence_filter import OccurrenceFilter
from ..qgis_bridge.filter_areas import FeatureArea, area_wkt, polygon_layers
from ..qgis_bridge.messages import Messages
from ..qgis_bridge.tasks import Task
from .area_tools import PlaceTool, PolygonTool
from .filter_controller import FilterController
from .filter_panel import FilterPanel

_CALM = 350  # milliseconds after the map's last move


class AreaController(QObject):
    """Turns what a person does on the map into the filter's area and countries.

    :param filters: takes the filter; moves of the map that it follows are no steps to undo.
    """

    def __init__(
        self,
        panel: FilterPanel,
        filters: FilterController,
        canvas: Any,
        project: QgsProject,
        messages: Messages,
    ) -> None:
        super().__init__(panel)
        self._panel, self._filters = panel, filters
        self._canvas, self._project, self._messages = canvas, project, messages
        self._countries: Any = None
        self._task: Optional[Task] = None
        self._reading: Optional[object] = None
        self._followed: Any = None
        self._polygon, self._place = PolygonTool(canvas), PlaceTool(canvas)
        self._tools = {"draw": self._polygon, "country": self._place}
        self._polygon.drawn.connect(self._on_drawn)
        self._place.picked.connect(self._on_place)
        for way, tool in self._tools.items():
            tool.ended.connect(partial(panel.area.show_way, way, False))
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._calm.setInterval(_CALM)
        self._calm.timeout.connect(self._follow)
        panel.area.way_asked.connect(self._on_way)
        panel.area.follow_asked.connect(self._on_follow)
        panel.area.layer_menu.aboutToShow.connect(self._fill_menu)
        filters.shown.connect(self._on_filter)
        canvas.extentsChanged.connect(self._on_moved)

    def release(self) -> None:
        """Let go of the map and its tools."""
        self._calm.stop()
        self._stop_reading()
        self._canvas.extentsChanged.disconnect(self._on_moved)
        for tool in self._tools.values():
            tool.stop()
            tool.ended.disconnect()
            tool.deleteLater()

    def _on_way(self, way: str, is_on: bool) -> None:
        tool = self._tools.get(way)
        if tool is None:
            self._take_view()
        elif is_on:
            if way == "country":
                self._read_countries()
            tool.start()
            self._panel.area.show_way(way, True)
        else:
            tool.stop()

    def _view(self) -> Any:
        from ..qgis_bridge.extents import in_degrees

        crs = self._canvas.mapSettings().destinationCrs()
        return in_degrees(self._canvas.extent(), crs, self._project)

    def _take_view(self, amends: bool = False) -> bool:
        extent = self._view()
        if extent is None:
            self._messages.warning("The map shows no area that can be had in degrees.")
            return False
        values = {"extent": tuple(extent), "polygon": ""}
        wanted = self._filters.wanted.with_values(**values)
        self._followed = wanted.extent if self._panel.area.follow.isChecked() else None
        self._filters.set_filter(wanted, amends=amends)
        return True

    def _on_follow(self, is_on: bool) -> None:
        if not is_on:
            self._stop_following()
        elif not self._take_view():
            self._panel.area.show_follow(False)

    def _on_moved(self) -> None:
        if self._followed is not None:
            self._calm.start()

    def _follow(self) -> None:
        if self._followed is not None:
            self._take_view(amends=True)

    def _on_filter(self, wanted: OccurrenceFilter) -> None:
        """Stop following once the area is another one: cleared, undone, drawn, or opened."""
        if self._followed is not None and wanted.extent != self._followed:
            self._stop_following()

    def _stop_following(self) -> None:
        self._followed = None
        self._calm.stop()
        self._panel.area.show_follow(False)

    def _on_drawn(self, polygon: Any) -> None:
        crs = self._canvas.mapSettings().destinationCrs()
        try:
            wkt = area_wkt(polygon, crs, self._project.transformContext())
            self._take_polygon(wkt)
        except AmisError as error:
            self._messages.error(error)

    def _take_polygon(self, wkt: str) -> None:
        wanted = self._filters.wanted.with_values(polygon=wkt, extent=None)
        self._filters.set_filter(wanted)

    def _fill_menu(self) -> None:
        menu = self._panel.area.layer_menu
        menu.clear()
        layers = polygon_layers(self._project)
        for layer in layers:
            name, selected = layer.name().replace("&", "&&"), layer.selectedFeatureCount()
            menu.addAction(name, partial(self._take_layer, layer, False))
            if selected:
                text = f"{name}: only the {selected:,} selected"
                menu.addAction(text, partial(self._take_layer, layer, True))
        if not layers:
            menu.addAction("The project has no layer of polygons").setEnabled(False)

    def _take_layer(self, layer: QgsVectorLayer, only_selected: bool) -> None:
        area = FeatureArea(layer, self._project, only_selected)
        self._stop_reading()
        wanted = self._reading = object()

        def ended() -> bool:
            """Whether this is still what the person wants."""
            is_wanted = self._reading is wanted
            if is_wanted:
                self._reading = self._task = None
            return is_wanted

        def done(wkt: str) -> None:
            if ended():
                try:
                    self._take_polygon(wkt)
                except AmisError as error:
                    self._messages.error(error)

        def failed(error: Exception) -> None:
            if ended() and not isinstance(error, Cancelled):
                self._messages.error(error)

        title = f"Reading the area of {layer.name()}"
        self._task = Task(title, area.read, done, failed, owner=self).start()

    def _stop_reading(self) -> None:
        task, self._task, self._reading = self._task, None, None
        if task is not None:
            task.cancel()

    def _read_countries(self) -> None:
        """Read the outlines in the background: the first click comes later."""
        from ..qgis_bridge.country_outlines import world_index

        if self._countries is not None:
            return

        def done(index: Any) -> None:
            self._countries = index
            if index is None:
                self._place.stop()
                self._messages.warning(
                    "This QGIS carries no world map to find countries in. Tick them in the list."
                )

        Task(
            "Reading country outlines",
            lambda _progress: world_index(0.0),
            done,
            self._messages.error,
            owner=self,
        ).start()

    def _on_place(self, place: Any) -> None:
        if self._countries is None:
            self._messages.warning("The outlines of countries are still being read. Click again.")
            return
        crs = self._canvas.mapSettings().destinationCrs()
        degrees = QgsCoordinateReferenceSystem("EPSG:4326")
        try:
            point = QgsCoordinateTransform(crs, degrees, self._project).transform(place)
        except QgsCsException:
            self._messages.warning("The place has no coordinates in degrees.")
            return
        reading = self._countries.look_up(point.x(), point.y())
        iso3 = reading.iso3 if reading is not None else ""
        if iso3 not in {one.iso3 for one in members()}:
            self._messages.warning("There is no member state of ASEAN at this place.")
            return
        chosen = set(self._filters.wanted.countries) ^ {iso3}
        self._filters.set_filter(self._filters.wanted.with_values(countries=tuple(chosen)))
