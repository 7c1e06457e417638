"""Tells when a person changes the rows of layers, or the filters that layers have of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, Callable

from qgis.core import QgsProject, QgsVectorLayer


class WatchedLayers:
    """Follows layers of a project until they are removed from it.

    :param on_committed: called with the id of a layer whose edits were saved.
    :param on_subset: called when the filter of a layer was changed, by others than us, and when a
        layer is edited no longer, even if nothing was saved.
    """

    def __init__(
        self,
        project: QgsProject,
        on_committed: Callable[[str], Any],
        on_subset: Callable[[], Any],
    ) -> None:
        self._project = project
        self._on_committed, self._on_subset = on_committed, on_subset
        self._slots: dict[str, Callable[[], Any]] = {}
        self._is_ours = False

    def add(self, layers: Iterable[QgsVectorLayer]) -> None:
        """Follow layers that are not followed yet."""
        for layer in layers:
            if layer.id() not in self._slots:
                slot = self._slots[layer.id()] = partial(self._on_committed, layer.id())
                layer.afterCommitChanges.connect(slot)
                layer.editingStopped.connect(self._tell)
                layer.subsetStringChanged.connect(self._tell)

    def forget(self, ids: Iterable[str]) -> None:
        """Let go of layers that are gone."""
        for gone in ids:
            self._slots.pop(gone, None)

    def release(self) -> None:
        """Follow none of them any longer."""
        for layer_id, slot in self._slots.items():
            layer = self._project.mapLayer(layer_id)
            if layer is not None:
                layer.afterCommitChanges.disconnect(slot)
                layer.editingStopped.disconnect(self._tell)
                layer.subsetStringChanged.disconnect(self._tell)
        self._slots.clear()

    @contextmanager
    def ours(self) -> Iterator[None]:
        """Take the filters that change inside the block for ours; nobody is told of them."""
        self._is_ours = True
        try:
            yield
        finally:
            self._is_ours = False

    def _tell(self) -> None:
        if not self._is_ours:
            self._on_subset()
