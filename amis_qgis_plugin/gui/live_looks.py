"""Finds the commodity field of live layers that no name tells: by a look at some values."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Callable

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject

from ..core.errors import AmisError
from ..core.progress import Progress
from ..core.schemas import OCCURRENCES
from ..qgis_bridge.live_maps import (
    adopt_saved_map,
    is_ours,
    should_be_looked_at,
    take_proposal,
)
from ..qgis_bridge.messages import Messages
from .readings import Readings

if TYPE_CHECKING:
    from ..core.mapping.propose import Proposal
    from ..qgis_bridge.source_rows import LayerRows


class LiveLooks:
    """Looks at live layers in the background, once each.

    :param on_change: called when a layer's fields have become known.
    """

    def __init__(
        self,
        owner: QObject,
        project: QgsProject,
        messages: Messages,
        on_change: Callable[[], Any],
    ) -> None:
        self._project = project
        self._messages = messages
        self._on_change = on_change
        # A layer that cannot be looked at is shown as it is: nothing to tell.
        self._looks = Readings(owner, self._take, lambda _error: None)

    def find_fields(self) -> None:
        """Take the saved maps of the project's layers, and look where only values can tell."""
        for layer in self._project.mapLayers().values():
            if is_ours(layer) and not self._adopt(layer) and should_be_looked_at(layer):
                title = f"Looking for commodities in {layer.name()}"
                self._looks.ask(layer.id(), "", title, partial(_prepare, layer))

    def forget_removed(self) -> None:
        """Stop looking at layers that are gone."""
        self._looks.keep_only(self._project.mapLayers())

    def forget_all(self) -> None:
        """Stop looking."""
        self._looks.keep_only(())

    def _adopt(self, layer: Any) -> bool:
        try:
            return adopt_saved_map(layer)
        except AmisError as error:
            self._messages.error(error)
            return False

    def _take(self) -> None:
        for layer_id, layer in self._project.mapLayers().items():
            proposal = self._looks.value(layer_id)
            if proposal is None or not should_be_looked_at(layer):
                continue
            if take_proposal(layer, proposal):
                self._messages.info(
                    f"{layer.name()}: its commodities were found by their values. Field mapping"
                    " shows how it is read."
                )
                self._on_change()


def _prepare(layer: Any) -> Callable[[Progress], Proposal]:
    from ..qgis_bridge.source_rows import layer_rows

    return partial(_look, layer_rows(layer))


def _look(rows: LayerRows, _progress: Progress) -> Proposal:
    from ..qgis_bridge.alignment import sample_and_propose

    return sample_and_propose(rows, OCCURRENCES).proposal
