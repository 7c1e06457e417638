"""Wires the Filter panel to the project's occurrence layers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..core.errors import AmisError, FilterError
from ..core.facets import FacetIndex
from ..core.occurrence_filter import OccurrenceFilter
from ..core.words import describe_filter
from ..qgis_bridge.layer_filter import (
    Kind,
    LiveValues,
    Outcome,
    clear_filter,
    filter_live_layer,
    filter_workspace_layer,
    occurrence_layers,
    read_live_values,
    unfiltered_clone,
)
from ..qgis_bridge.layers import layer_id, workspace_path
from ..qgis_bridge.messages import Messages
from ..qgis_bridge.tasks import Task
from .facet_counts import count_choices, read_index
from .filter_history import FilterHistory
from .filter_panel import FilterPanel

_SCOPE, _ENTRY = "amis_explorer", "filter"


class FilterController(QObject):
    """Holds the filter; applies it whenever it or the project's layers change.

    :param panel: shows the filter and tells the next one.
    :param project: the QGIS project whose layers are filtered.
    """

    filter_applied = pyqtSignal(object)

    def __init__(self, panel: FilterPanel, project: QgsProject, messages: Messages) -> None:
        super().__init__(panel)
        self._panel = panel
        self._project = project
        self._messages = messages
        self._history = FilterHistory()
        self._facets: dict[str, FacetIndex] = {}
        self._live: dict[str, LiveValues] = {}
        self._asked: set[str] = set()
        self._outcomes: dict[str, Outcome] = {}
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self._refresh)
        panel.filter_changed.connect(self.set_filter)
        panel.undo_asked.connect(self.undo)
        panel.redo_asked.connect(self.redo)
        panel.shown.connect(self._show)
        project.layersAdded.connect(self._on_layers_changed)
        project.layersRemoved.connect(self._on_layers_removed)
        project.readProject.connect(self._on_project_read)
        project.cleared.connect(self._on_project_cleared)
        self._soon.start()

    @property
    def wanted(self) -> OccurrenceFilter:
        """The current filter."""
        return self._history.current

    def set_filter(self, wanted: OccurrenceFilter) -> None:
        """Make a filter the current one and apply it."""
        if self._history.push(wanted):
            self._apply()

    def undo(self) -> None:
        """Go back to the filter before; the first one is what the layers had themselves."""
        self._history.undo()
        self._apply()

    def redo(self) -> None:
        """Go forward to the filter that was undone."""
        self._history.redo()
        self._apply()

    def outcomes(self) -> list[Outcome]:
        """Return what became of every occurrence layer."""
        return list(self._outcomes.values())

    def release(self) -> None:
        """Let go of the project; the layers keep what they show."""
        self._soon.stop()
        for signal, slot in (
            (self._project.layersAdded, self._on_layers_changed),
            (self._project.layersRemoved, self._on_layers_removed),
            (self._project.readProject, self._on_project_read),
            (self._project.cleared, self._on_project_cleared),
        ):
            signal.disconnect(slot)

    def _on_layers_changed(self, _layers: Any) -> None:
        self._soon.start()

    def _on_layers_removed(self, ids: list[str]) -> None:
        for gone in ids:
            self._outcomes.pop(gone, None)
        self._soon.start()

    def _on_project_read(self, *_args: Any) -> None:
        text, _found = self._project.readEntry(_SCOPE, _ENTRY, "{}")
        self._history = FilterHistory()
        try:
            self._history.current = OccurrenceFilter.from_dict(json.loads(text))
        except (FilterError, ValueError) as error:
            self._messages.error(
                error
                if isinstance(error, AmisError)
                else FilterError("The filter stored in the project cannot be read.")
            )
        self._soon.start()

    def _on_project_cleared(self) -> None:
        self._history = FilterHistory()
        self._soon.start()

    def _refresh(self) -> None:
        """Look at the project's layers anew, read what is not known of them, apply."""
        for layer, kind in occurrence_layers(self._project):
            if kind is Kind.WORKSPACE:
                self._read_facets(str(workspace_path(layer)))
            elif not self.wanted.is_empty:
                self._read_live(layer)
        self._apply()

    def _read_facets(self, workspace: str) -> None:
        if workspace in self._facets or workspace in self._asked:
            return
        self._asked.add(workspace)

        def done(index: FacetIndex) -> None:
            self._asked.discard(workspace)
            self._facets[workspace] = index
            self._show()

        def failed(error: Exception) -> None:
            self._messages.error(error)

        Task(
            "Counting occurrences",
            lambda _progress: read_index(Path(workspace)),
            done,
            failed,
            owner=self,
        ).start()

    def _read_live(self, layer: QgsVectorLayer) -> None:
        key = layer_id(layer)
        if key in self._live or key in self._asked:
            return
        self._asked.add(key)
        clone = unfiltered_clone(layer)

        def done(values: LiveValues) -> None:
            self._asked.discard(key)
            self._live[key] = values
            self._apply()

        def failed(error: Exception) -> None:
            self._asked.discard(key)
            self._messages.error(error)

        Task(
            f"Reading commodities of {layer.name()}",
            lambda _progress: read_live_values(clone),
            done,
            failed,
            owner=self,
        ).start()

    def _apply(self) -> None:
        self._outcomes = {}
        for layer, kind in occurrence_layers(self._project):
            outcome = self._filter_layer(layer, kind)
            if outcome is not None:
                self._outcomes[layer.id()] = outcome
        self._remember()
        self._show()
        self.filter_applied.emit(self.wanted)

    def _remember(self) -> None:
        """Keep the filter in the project; one that is there already does not make it unsaved."""
        text = json.dumps(self.wanted.to_dict())
        if self._project.readEntry(_SCOPE, _ENTRY, "{}")[0] != text:
            self._project.writeEntry(_SCOPE, _ENTRY, text)

    def _filter_layer(self, layer: QgsVectorLayer, kind: Kind) -> Outcome | None:
        if self.wanted.is_empty:
            return clear_filter(layer)
        if kind is Kind.WORKSPACE:
            return filter_workspace_layer(layer, self.wanted)
        values = self._live.get(layer_id(layer))
        if values is None:
            self._read_live(layer)
            return None
        return filter_live_layer(layer, self.wanted, values)

    def _show(self) -> None:
        if not self._panel.isVisible() and not self._outcomes:
            return
        self._panel.set_filter(self.wanted)
        self._panel.set_history(self._history.can_undo, self._history.can_redo)
        workspaces = {
            str(workspace_path(layer))
            for layer, kind in occurrence_layers(self._project)
            if kind is Kind.WORKSPACE
        }
        counts = count_choices(
            self.wanted, [self._facets[one] for one in workspaces if one in self._facets]
        )
        self._panel.set_counts(counts.commodities, counts.countries)
        self._panel.set_summary(
            self._headline(counts.total),
            "" if self.wanted.is_empty else describe_filter(self.wanted),
            "\n".join(self._problems()),
        )

    def _headline(self, total: int) -> str:
        """Return how many occurrences are shown; what two layers show alike counts once."""
        if not self._outcomes:
            return "Add a layer of mineral occurrences from the Catalogue"
        outcomes = self._outcomes.values()
        shown = sum({one.layer.source(): max(0, one.shown) for one in outcomes}.values())
        live = any(kind is Kind.LIVE for _layer, kind in occurrence_layers(self._project))
        if self.wanted.is_empty or live or shown > total:
            return f"{shown:,} occurrences"
        return f"{shown:,} of {total:,} occurrences"

    def _problems(self) -> Iterator[str]:
        for outcome in self._outcomes.values():
            if outcome.problem:
                yield f"{outcome.layer.name()}: {outcome.problem}."
            elif outcome.shown < 0:
                yield f"{outcome.layer.name()}: its server does not say how many it shows."
