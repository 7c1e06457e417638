"""Wires the Filter panel to the project's occurrence layers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from qgis.core import QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ..core.errors import AmisError
from ..core.facets import FacetIndex
from ..core.occurrence_filter import OccurrenceFilter
from ..core.user_terms import NO_TERMS, UserTerms
from ..core.words import describe_filter
from ..qgis_bridge.current_filter import keep_current_filter, read_current_filter
from ..qgis_bridge.layer_filter import (
    Kind,
    Outcome,
    clear_filter,
    filter_live_layer,
    filter_workspace_layer,
    occurrence_layers,
)
from ..qgis_bridge.layers import workspace_path
from ..qgis_bridge.live_legends import explain_server
from ..qgis_bridge.live_maps import live_fields_of
from ..qgis_bridge.live_symbols import draw_by_group
from ..qgis_bridge.messages import Messages
from ..qgis_bridge.shown_in_part import ShownFile, file_of, shown_files, workspace_layers
from ..qgis_bridge.shown_twice import is_shown_offline
from ..qgis_bridge.subsets import own_subset
from ..qgis_bridge.window_first import window_first
from ..workspace.file_state import file_stamp
from .facet_counting import FacetCounting, is_many
from .facet_counts import ChoiceCounts, read_index
from .filter_history import FilterHistory
from .filter_panel import FilterPanel
from .filter_sources import FilterSources
from .filter_summary import headline, problems, short_words
from .filter_total import total_of
from .live_looks import LiveLooks
from .readings import Readings
from .select_shown import select_shown
from .turn import Turn
from .watched_layers import WatchedLayers


class FilterController(QObject):
    """Holds the filter; applies it whenever it or the project's layers change.

    ``shown`` tells the filter whenever it, or what it leaves, may be another one; ``counts`` are
    those then known: facet to choice to occurrences. ``applying`` is when a filter is applied: who
    looks at the layers at once lets it catch up.

    :param panel: shows the filter and tells the next one.
    :param project: the QGIS project whose layers are filtered.
    """

    shown = pyqtSignal(object)

    def __init__(self, panel: FilterPanel, project: QgsProject, messages: Messages) -> None:
        super().__init__(panel)
        self._panel = panel
        self._project = project
        self._messages = messages
        self._history = FilterHistory()
        self._soon = QTimer(self, singleShot=True, interval=0, timeout=self._refresh)
        self.applying = Turn(self, self._apply)
        self._showing = Turn(self, self._show_wish, self._counts, self._show)
        self._facets = Readings(self, self._on_index, messages.error, lets_finish=True)
        self._counting = FacetCounting(self, self._show_soon, messages.error)
        self._live = Readings(self, self._apply, messages.error)
        self._sources = FilterSources(self, self._show_soon, messages.error)
        self._looks = LiveLooks(self, project, messages, self._soon.start)
        self._watched = WatchedLayers(project, self._on_committed, self.look_again)
        self._outcomes: dict[str, Outcome] = {}
        self._files: list[ShownFile] = []
        self.counts: Mapping[str, Mapping[str, int]] | None = None
        panel.filter_changed.connect(self.set_filter)
        panel.undo_asked.connect(self.undo)
        panel.redo_asked.connect(self.redo)
        panel.shown.connect(self._show_soon)
        panel.select_asked.connect(self.select_shown)
        project.layersAdded.connect(self.look_again)
        project.layersRemoved.connect(self._on_layers_removed)
        project.readProject.connect(self._on_project_read)
        project.cleared.connect(self._on_project_cleared)
        self._soon.start()

    @property
    def wanted(self) -> OccurrenceFilter:
        """The current filter."""
        return self._history.current

    def set_filter(self, wanted: OccurrenceFilter, amends: bool = False) -> None:
        """Make a filter the current one and apply it.

        :param amends: whether it takes the place of the current one, as no step to undo.
        """
        take = self._history.amend if amends else self._history.push
        if take(wanted):
            self._facets.retry()
            for again in map(self._project.mapLayer, self._live.retry()):
                again.reload()  # QGIS remembers a failed download as a layer without features
            self._take_up()

    def look_again(self, *_layers: Any) -> None:
        """Look at the project's layers anew: their rows, or how they are read, have changed."""
        self._soon.start()

    def undo(self) -> None:
        """Go back to the filter before; the first one is what the layers had themselves."""
        self._history.undo()
        self._take_up()

    def redo(self) -> None:
        """Go forward to the filter that was undone."""
        self._history.redo()
        self._take_up()

    def outcomes(self) -> list[Outcome]:
        """Return what became of every occurrence layer."""
        self.applying.catch_up()
        self._counts()  # else numbers and boxes would be of the filter before
        return [self._counted(outcome, with_box=True) for outcome in self._outcomes.values()]

    def shown_in(self, layer: QgsVectorLayer) -> int:
        """Return how many features the filter leaves of a layer; negative while that is unknown."""
        outcome = self._outcomes.get(layer.id()) if self._counts() is not None else None
        return -1 if outcome is None else self._counted(outcome).shown

    def select_shown(self) -> None:
        """Select in every layer what the filter leaves of it."""
        select_shown(self.outcomes(), self, self._messages)

    def release(self) -> None:
        """Let go of the project; the layers keep what they show."""
        for timer in (self._soon, self.applying, self._showing):
            timer.stop()
        self._forget_readings()
        for signal, slot in (
            (self._project.layersAdded, self.look_again),
            (self._project.layersRemoved, self._on_layers_removed),
            (self._project.readProject, self._on_project_read),
            (self._project.cleared, self._on_project_cleared),
        ):
            signal.disconnect(slot)
        self._watched.release()

    def _on_layers_removed(self, ids: list[str]) -> None:
        for gone in ids:
            self._outcomes.pop(gone, None)
        self._watched.forget(ids)
        layers = occurrence_layers(self._project)
        self._live.keep_only(layer.id() for layer, _kind in layers)
        self._looks.forget_removed()
        self._soon.start()

    def _on_committed(self, layer_id: str) -> None:
        self._live.forget(layer_id)
        self._soon.start()

    def _on_project_read(self, *_args: Any) -> None:
        self._forget_readings()
        self._history = FilterHistory()
        try:
            self._history.current = read_current_filter(self._project)
        except AmisError as error:
            self._messages.error(error)
        self._soon.start()

    def _on_project_cleared(self) -> None:
        self._forget_readings()
        self._history = FilterHistory()
        self._soon.start()

    def _on_index(self) -> None:
        """Show the numbers that have come, or count the layers where none can come."""
        if self.wanted.text:  # with the numbers, edited names came into the files' indexes
            for layer in workspace_layers(occurrence_layers(self._project)):
                layer.triggerRepaint()
        (self._apply if self._has_problem() else self._show_soon)()

    def _forget_readings(self) -> None:
        self._looks.forget_all()
        self._live.keep_only(())
        self._facets.keep_only(())
        self._sources.forget()
        self._counting.forget()

    def _refresh(self) -> None:
        """Look at the project's layers anew and apply the filter to them."""
        self._looks.find_fields()
        self._watched.add(layer for layer, _kind in occurrence_layers(self._project))
        self._apply()

    def _apply(self) -> None:
        self.applying.stop()
        self._outcomes = {}
        layers = occurrence_layers(self._project)
        self._files = shown_files(layers)
        self._facets.keep_only(one.key for one in self._files)
        for one in self._files:
            prepare = partial(partial, read_index, one.path, one.conditions)
            self._sources.ask(str(one.path), one.path)
            self._facets.ask(one.key, file_stamp(one.path), "Counting occurrences", prepare)
        with self._watched.ours(), window_first():
            for layer, kind in layers:
                outcome = self._filter_layer(layer, kind)
                if outcome is not None:
                    self._outcomes[layer.id()] = outcome
                    live = self._live.value(layer.id())
                    explain_server(self._project, outcome, live, self.wanted)
        self._show_soon()

    def _take_up(self) -> None:
        """Keep and apply a filter; to many occurrences once the window shows what was clicked.

        Only what a person does is kept: a project being read has a filter that nobody knows yet.
        """
        keep_current_filter(self._project, self.wanted)
        self.applying.take(later=is_many(self._indexes()))

    def _filter_layer(self, layer: QgsVectorLayer, kind: Kind) -> Outcome | None:
        if self.wanted.is_empty:
            return clear_filter(layer, not self._will_count(layer))
        if kind is Kind.WORKSPACE:
            return filter_workspace_layer(layer, self.wanted, not self._will_count(layer))
        self._read_live(layer)
        if problem := self._live.problem(layer.id()):
            return replace(clear_filter(layer), problem=f"it is not filtered: {problem}")
        values = self._live.value(layer.id())
        if values is None:
            return None
        draw_by_group(layer, values, terms := self._terms())
        return filter_live_layer(layer, self.wanted, values, terms)

    def _terms(self) -> UserTerms:
        from ..qgis_bridge.profile_store import read_terms

        try:
            return read_terms()
        except AmisError as error:
            self._messages.error(error)
            return NO_TERMS

    def _read_live(self, layer: QgsVectorLayer) -> None:
        from ..qgis_bridge.live_values import live_source, read_live_values

        is_file = layer.providerType() == "ogr"
        state = file_stamp(workspace_path(layer)) if is_file else ()
        fields, terms = live_fields_of(layer), self._terms()
        stamp = (own_subset(layer), state, fields, terms if fields.read_together() else None)
        self._live.ask(
            layer.id(),
            stamp,
            f"Reading commodities of {layer.name()}",
            lambda: partial(read_live_values, live_source(layer, terms)),
        )

    def _show_soon(self) -> None:
        """Show filter and numbers; of many occurrences each in a turn of its own."""
        if self._panel.isVisible() or self._outcomes:
            self._showing.take(later=is_many(self._indexes()))

    def _show_wish(self) -> None:
        self._panel.set_filter(self.wanted)
        self._panel.set_history(self._history.can_undo, self._history.can_redo)

    def _show(self) -> None:
        layers = occurrence_layers(self._project)
        counts = self._counts()
        self.counts = counts.counts if counts is not None else None
        self._panel.set_counts(self.counts)
        self._panel.set_sources(
            self._sources.choices([str(one.path) for one in self._files], self.wanted.sources)
        )
        outcomes = [self._counted(outcome) for outcome in self._outcomes.values()]
        # Where nothing is filtered, the total goes without saying.
        total = 0 if self.wanted.is_empty else total_of(layers, self._live.value, self._indexes())
        reading = [layer.name() for layer, _kind in layers if layer.id() not in self._outcomes]
        self._panel.set_summary(
            headline(outcomes, reading, total, self._found(), self._is_counting()),
            short_words(self.wanted),
            "\n".join([*problems(outcomes, reading), *self._uncounted()]),
            "" if self.wanted.is_empty else describe_filter(self.wanted),
        )
        self.shown.emit(self.wanted)

    def _counts(self) -> ChoiceCounts | None:
        """Return the counts of the workspaces; None while they are unknown for one of them.

        Live layers count once they have been read, which the first wish brings about.
        """
        indexes = {one.key: index for one, index in self._indexes().items()}
        layers = occurrence_layers(self._project)
        files = workspace_layers(layers)
        for layer in (layer for layer, kind in layers if kind is Kind.LIVE):
            values = self._live.value(layer.id())
            is_known = values is not None and values.index is not None
            if is_known and not is_shown_offline(layer, files):
                indexes[layer.source()] = values.index  # two layers on one source count once
        if None in indexes.values() or (layers and not indexes):
            self._counting.forget()  # what is known is of another filter perhaps
            return None
        return self._counting.ask(self.wanted, indexes)

    def _indexes(self) -> dict[ShownFile, FacetIndex | None]:
        return {one: self._facets.value(one.key) for one in self._files}

    def _will_count(self, layer: QgsVectorLayer) -> bool:
        """Whether the indexes, which count together, tell how many are shown, or will."""
        return file_of(layer, self._files) is not None and not self._has_problem()

    def _has_problem(self) -> bool:
        return any(self._facets.problem(one.key) for one in self._files)

    def _found(self) -> dict[Path, int]:
        """Return what the layers of each workspace show together, where that is known."""
        odd = {workspace_path(one.layer) for one in self._outcomes.values() if one.problem}
        found = {one.path: self._counting.found_in(one.key) for one in self._files}
        return {path: count for path, count in found.items() if count >= 0 and path not in odd}

    def _is_counting(self) -> bool:
        return None in self._indexes().values() and not self._has_problem()

    def _counted(self, outcome: Outcome, with_box: bool = False) -> Outcome:
        """Return an outcome with number, and box on request, that QGIS would look for."""
        file = file_of(outcome.layer, self._files) if outcome.shown < 0 else None
        if file is None or not file.is_alike:
            return outcome
        box = self._counting.box_in(file.key) if with_box else None
        return replace(outcome, shown=self._counting.found_in(file.key), box=box)

    def _uncounted(self) -> Iterator[str]:
        for one in self._files:
            if problem := self._facets.problem(one.key):
                yield f"{one.path.name}: no numbers beside the choices: {problem}."
