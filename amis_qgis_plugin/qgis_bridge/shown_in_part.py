"""Workspaces of which the layers show a part only, so that an index of all of it would mislead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Optional

from qgis.core import QgsVectorLayer

from ..core.facet_names import SOURCE
from ..core.facets import FacetIndex
from ..core.source_condition import sources_alone
from .layer_filter import Kind
from .layers import workspace_path
from .subsets import own_subset

Layers = list[tuple[QgsVectorLayer, Kind]]


def workspace_layers(layers: Layers) -> list[QgsVectorLayer]:
    """Return those of the occurrence layers that are layers of workspaces."""
    return [layer for layer, kind in layers if kind is Kind.WORKSPACE]


def workspaces(layers: Layers) -> dict[str, Path]:
    """Return the files of the layers of workspaces, each by its name in full."""
    return {str(path): path for path in map(workspace_path, workspace_layers(layers))}


def shown_in_part(
    layers: Sequence[Any], index_of: Callable[[str], Optional[FacetIndex]]
) -> list[Path]:
    """Return the files of which the layers' own subsets leave a part.

    :param layers: of workspaces.
    :param index_of: returns the index of a file; None while it is not known.
    """
    found = []
    for path in dict.fromkeys(map(workspace_path, layers)):
        index = index_of(str(path))
        of_it = [layer for layer in layers if workspace_path(layer) == path]
        if index is not None and not shows_all(of_it, index):
            found.append(path)
    return found


def part_words(paths: Iterable[Path]) -> Iterator[str]:
    """Yield a sentence on each file of which a part is shown."""
    for path in paths:
        yield (
            f"{path.name}: no numbers beside the choices: layers have filters of their own, which"
            " leave a part of it."
        )


def shows_all(layers: Iterable[Any], index: FacetIndex) -> bool:
    """Whether layers of one workspace show, under their own subsets, all that its index counts."""
    left: set[str] = set()
    for layer in layers:
        own = own_subset(layer)
        if not own:
            return True
        left |= sources_alone(own) or frozenset()
    return left.issuperset(index.values.get(SOURCE, {})) and bool(left)
