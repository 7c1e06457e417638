"""Which file each layer of a project is read from, for threads that must not ask the project."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any, Optional

from qgis.core import QgsMapLayer, QgsProject, QgsVectorLayer
from qgis.PyQt import sip

from .layers import workspace_path


class LayerFiles:
    """Follows the vector layers of a project in its own thread; can be asked from any.

    Maps are drawn, and expressions evaluated, in other threads than the one that the project and
    its layers belong to.
    """

    def __init__(self, project: QgsProject) -> None:
        self._project = project
        self._files: dict[str, Path] = {}
        self._slots: dict[str, tuple[QgsMapLayer, Any]] = {}
        project.layersAdded.connect(self._add)
        project.layersRemoved.connect(self._forget)
        self._add(project.mapLayers().values())

    def of(self, layer_id: str) -> Optional[Path]:
        """Return the file of a layer by its id in the project; nothing when it is not there."""
        return self._files.get(layer_id)

    def release(self) -> None:
        """Follow the project no longer."""
        self._project.layersAdded.disconnect(self._add)
        self._project.layersRemoved.disconnect(self._forget)
        for layer, slot in self._slots.values():
            if not sip.isdeleted(layer):
                layer.dataSourceChanged.disconnect(slot)
        self._slots.clear()
        self._files.clear()

    def _add(self, layers: Iterable[QgsMapLayer]) -> None:
        for layer in layers:
            if isinstance(layer, QgsVectorLayer) and layer.id() not in self._slots:
                slot = partial(self._look_again, layer)
                layer.dataSourceChanged.connect(slot)
                self._slots[layer.id()] = (layer, slot)
                self._look(layer)

    def _look_again(self, layer: QgsMapLayer) -> None:
        if layer.id() in self._slots:  # one that was taken out of the project may live on
            self._look(layer)

    def _look(self, layer: QgsMapLayer) -> None:
        self._files[layer.id()] = workspace_path(layer)

    def _forget(self, layer_ids: Iterable[str]) -> None:
        for layer_id in layer_ids:
            self._slots.pop(layer_id, None)
            self._files.pop(layer_id, None)
