"""What layers show of workspaces: all rows, or those that filters of their own leave."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Optional

from qgis.core import QgsVectorLayer

from .layer_filter import Kind
from .layers import workspace_path
from .subsets import own_subset

Layers = list[tuple[QgsVectorLayer, Kind]]


@dataclass(frozen=True)
class ShownFile:
    """A workspace as the layers of a project show it.

    :param conditions: the filters that its layers have of their own; any of them leaves what is
        shown. None of them where a layer shows all rows.
    :param is_alike: whether its layers all show the same rows.
    :param layer_ids: of its layers; other tables of the file have layers of their own.
    """

    path: Path
    conditions: tuple[str, ...] = ()
    is_alike: bool = True
    layer_ids: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What tells it apart from other files, and from itself under other conditions."""
        return "\n".join((str(self.path), *self.conditions))


def workspace_layers(layers: Layers) -> list[QgsVectorLayer]:
    """Return those of the occurrence layers that are layers of workspaces."""
    return [layer for layer, kind in layers if kind is Kind.WORKSPACE]


def shown_files(layers: Layers) -> list[ShownFile]:
    """Return the files of the layers of workspaces, each with what is shown of it."""
    found: dict[Path, list[QgsVectorLayer]] = {}
    for layer in workspace_layers(layers):
        found.setdefault(workspace_path(layer), []).append(layer)
    return [_shown(path, of_it) for path, of_it in found.items()]


def file_of(layer: QgsVectorLayer, files: Iterable[ShownFile]) -> Optional[ShownFile]:
    """Return the file that a layer shows rows of; None for a layer of no workspace."""
    return next((one for one in files if layer.id() in one.layer_ids), None)


def _shown(path: Path, layers: Sequence[QgsVectorLayer]) -> ShownFile:
    ids = tuple(layer.id() for layer in layers)
    own = {own_subset(layer).strip() for layer in layers}
    return ShownFile(path, () if "" in own else tuple(sorted(own)), len(own) == 1, ids)
