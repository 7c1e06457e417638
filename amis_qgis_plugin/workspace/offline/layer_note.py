"""What a side store notes of its layer, for when the server cannot tell it any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from ...core.rows import SourceField
from ...services.service import ServiceLayer
from .store import SideStore

_TOLD = ("name", "title", "abstract", "attribution", "licence", "geometry")


@dataclass(frozen=True)
class NotedLayer:
    """A layer as the server told it.

    :param fields: as the server declares them.
    :param source_id: under which its rows go into the workspace.
    """

    layer: ServiceLayer
    fields: tuple[SourceField, ...]
    source_id: str


def note_layer(
    store: SideStore, layer: ServiceLayer, fields: Sequence[SourceField], source_id: str
) -> None:
    """Note what has to be known when the server cannot tell it any more."""
    told: dict[str, Any] = {name: getattr(layer, name) for name in _TOLD}
    told.update(fields=[asdict(one) for one in fields], source_id=source_id)
    store.put("layer", told)


def noted_layer(told: Mapping[str, Any]) -> NotedLayer:
    """Return what :func:`note_layer` noted."""
    layer = ServiceLayer(**{name: told[name] for name in _TOLD})
    return NotedLayer(layer, tuple(SourceField(**one) for one in told["fields"]), told["source_id"])
