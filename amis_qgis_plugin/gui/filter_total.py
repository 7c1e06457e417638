"""How many occurrences the layers of a project have, whatever the filter leaves of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Callable

from ..core.facets import FacetIndex
from ..qgis_bridge.layer_filter import Kind
from ..qgis_bridge.shown_in_part import Layers, ShownFile, workspace_layers
from ..qgis_bridge.shown_twice import total_count


def total_of(
    layers: Layers,
    live_values: Callable[[str], Any],
    indexes: Mapping[ShownFile, FacetIndex | None],
) -> int:
    """Return the number of occurrences; 0 while it is unknown for one of the layers.

    :param live_values: id of a live layer to its values; None while they are unknown.
    :param indexes: of the files that the other layers show.
    """
    live = [layer for layer, kind in layers if kind is Kind.LIVE]
    values = [live_values(layer.id()) for layer in live]
    if None in values or None in indexes.values():
        return 0
    counts = {one.path: index.size for one, index in indexes.items() if index is not None}
    of_live = [(one, got.count) for one, got in zip(live, values)]
    return total_count(counts, workspace_layers(layers), of_live)
