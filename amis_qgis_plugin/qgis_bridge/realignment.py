"""Aligning rows of a workspace again, countries looked up by the outlines of the first time."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Optional

from qgis.core import QgsProject, QgsVectorLayer

from ..core.errors import WorkspaceError
from ..core.mapping.field_map import FieldMap
from ..core.places import OFFSHORE_KM
from ..core.progress import Progress
from ..core.user_terms import UserTerms
from ..workspace.country_index import CountryIndex
from ..workspace.field_maps import WORLD_MAP, SourceMap
from ..workspace.realign import RealignResult, realign, source_map
from .compat import is_vector
from .country_outlines import index_of_layer, world_index
from .source_rows import layer_digest

FindOutlines = Callable[[SourceMap], Optional[CountryIndex]]


def outlines_again(sources: Iterable[SourceMap], project: QgsProject) -> FindOutlines:
    """Return what finds the outlines by which sources were aligned.

    It finds none where nobody looked, where an older version did not record it, and where the
    layer of outlines is not in the project: what places told then is kept. Call this on the main
    thread, and what it returns on any one.
    """
    wanted = {_outlines_of(one) for one in sources}
    found: dict[tuple[str, float], Optional[CountryIndex]] = {}
    if any(origin not in ("", WORLD_MAP) for origin, _km in wanted):
        for layer in filter(is_vector, project.mapLayers().values()):
            digest = layer_digest(layer)
            for origin, offshore_km in wanted:
                if origin == digest and layer.isValid():
                    found[origin, offshore_km] = _index_of(layer, offshore_km)

    def find(one: SourceMap) -> Optional[CountryIndex]:
        key = _outlines_of(one)
        if key[0] == WORLD_MAP and key not in found:
            found[key] = world_index(key[1])
        return found.get(key)

    return find


def work_of_realigning(
    path: Path, source_id: str, fields: FieldMap, terms: UserTerms, project: QgsProject
) -> Callable[[Progress], RealignResult]:
    """Return the work of aligning a source of a workspace again; call this on the main thread.

    :raises WorkspaceError: when the workspace keeps no map of the source.
    """
    kept = source_map(path, source_id)
    find = outlines_again([kept], project)
    return lambda progress: realign(
        path, source_id, fields, terms, countries=find(kept), progress=progress
    )


def _outlines_of(one: SourceMap) -> tuple[str, float]:
    taking = one.taking
    return taking.outlines or "", OFFSHORE_KM if taking.offshore_km is None else taking.offshore_km


def _index_of(layer: QgsVectorLayer, offshore_km: float) -> Optional[CountryIndex]:
    """Return the outlines of a layer; None where its fields name the countries no more."""
    try:
        return index_of_layer(layer, offshore_km)
    except WorkspaceError:
        return None
