"""Other layers that a submission is compared with: taken on the main thread, read on any."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Optional

from qgis.core import QgsVectorLayer

from ..core.mapping.field_map import FieldMap
from ..core.progress import Progress
from .alignment import sample_and_propose
from .profile_store import saved_map
from .source_rows import LayerRows, is_same_source, layer_rows

Taken = tuple[LayerRows, Optional[FieldMap]]
_COMPARED = ("name", "local_name", "occurrence_name", "longitude", "latitude")


def take_others(layer: QgsVectorLayer, others: Iterable[QgsVectorLayer]) -> list[Taken]:
    """Return other layers with the maps that are saved for them; call it on the main thread.

    A layer that shows what the checked one shows is left out: each of its rows would be a twin.

    :raises FieldMapError: when a saved map is damaged.
    """
    return [(layer_rows(one), saved_map(one)) for one in others if not is_same_source(one, layer)]


def with_maps(
    others: Sequence[Taken], layer_type_id: str, progress: Progress
) -> list[tuple[LayerRows, FieldMap]]:
    """Return other layers with the part of their maps that tells names and places; asks servers.

    :param layer_type_id: the type of the checked layer, which they are taken for without a map.
    :raises Cancelled: when the person stopped it.
    """
    found = []
    for rows, saved in others:
        progress.at(0.0, f"Looking at {rows.about.title}")
        fields = saved
        if fields is None or fields.missing_in(rows.about.names()):
            fields = sample_and_propose(rows, layer_type_id).proposal.fields
        uses = {name: use for name, use in fields.uses.items() if name in _COMPARED}
        found.append((rows, replace(fields, uses=uses)))
    return found
